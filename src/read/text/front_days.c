/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Day and hour of a gathering on lines of their own in the front: behind labels ("Time: Tuesday, 12
 * March 2024, 1 p.m."), or alone.
 */
#include "read/text/front_priv.h"
#include "text/typed.h"

#define LABELS_NEAR 3u  /* lines between two labels of one gathering */
#define SITTING_LINE_MAX 200u /* bytes of "Sitting of 9 May, in the town hall" */
#define NEAR_WORD_MAX 6u /* bytes of " on ", between the word and the day */
#define DAY_LINE_MAX 120u /* bytes of a day and an hour alone */

static void
take_days(struct reader *r, const struct front_scan *f)
{
	r->from = f->day;
	r->to = f->last_day;
	r->has_hour = f->times > 0;
	r->minute = f->minute;
}

/* Whether one of the lines around @b, each behind a label, states the place or the hour. */
static bool
is_among_labels(const struct reader *r, size_t b, size_t end)
{
	size_t from = b > LABELS_NEAR ? b - LABELS_NEAR : 0;

	for (size_t k = from; k < end && k <= b + LABELS_NEAR; k++) {
		struct dais_str s = r->blocks.v[k].text;

		if (k != b && (read_behind_label(&r->words->place_label, s).n ||
				  read_behind_label(&r->words->time_label, s).n))
			return true;
	}
	return false;
}

/* Days and hour behind labels: "Time: Tuesday, 12 March 2024, 1 p.m.", or the day beside the place
 * or the hour. "Date: 14 June 2023" alone is the document's. */
static void
labelled_days(struct reader *r, size_t end)
{
	for (size_t b = 0; b < end && !r->to.year; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct front_scan f;

		if (!read_behind_label(&r->words->time_label, s).n)
			continue;
		f = front_scan_of(r, s);
		if (f.day_end)
			take_days(r, &f);
	}
	for (size_t b = 0; b < end && !r->to.year; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct front_scan f;

		if (!read_behind_label(&r->words->date_label, s).n)
			continue;
		f = front_scan_of(r, s);
		if (f.dates == 1 && f.day_end && is_among_labels(r, b, end))
			take_days(r, &f);
	}
	for (size_t b = 0; b < end && r->to.year && !r->has_hour; b++) {
		struct dais_str s = read_behind_label(&r->words->time_label, r->blocks.v[b].text);
		struct front_scan f;

		if (!s.n)
			continue;
		f = front_scan_of(r, s);
		r->has_hour = f.times > 0 && !f.dates;
		r->minute = f.minute;
		if (!r->has_hour)
			r->has_hour =
			    dais_text_typed_hour(r->lang, s, &r->minute) == DAIS_TYPED_HOUR;
	}
}

/* "Wednesday, 9 November 2022, 10 a.m." on a line of its own: the gathering, where it is the only
 * such line. */
static void
day_and_hour_alone(struct reader *r, size_t end)
{
	struct front_scan found = { 0 };
	unsigned lines = 0;

	for (size_t b = 0; b < end; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct front_scan f;

		if (!read_is_body(r, b) || s.n > DAY_LINE_MAX)
			continue;
		f = front_scan_of(r, s);
		if (!f.day_end || !f.times || f.ordinals || f.when * 2 < s.n)
			continue;
		found = f;
		lines++;
	}
	if (lines == 1 && !r->to.year)
		take_days(r, &found);
}

/* "Sitting of Tuesday, 10 June 2025, at 7.30 p.m., in the town hall": the only day of its line,
 * right behind the word for a gathering. */
static void
day_of_sitting(struct reader *r, size_t end)
{
	for (size_t b = 0; b < end && !r->to.year; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct phrase_place p;
		struct front_scan f;

		if (!read_is_body(r, b) || s.n > SITTING_LINE_MAX ||
		    !read_find_phrase(&r->words->sitting_of, s, 0, &p) || p.at != 0)
			continue;
		f = front_scan_of(r, s);
		if (f.dates == 1 && f.day_end && !f.has_range && !f.ordinals &&
		    f.day_at <= p.n + NEAR_WORD_MAX)
			take_days(r, &f);
	}
}

/* "1107 Meeting, 4 March 2026 (10am)": in English the number of a gathering may stand without the
 * letters of an ordinal, where the day is beside it. */
static void
day_behind_bare_number(struct reader *r, size_t end)
{
	for (size_t b = 0; b < end && !r->to.year && r->lang == DAIS_LANG_EN; b++) {
		struct dais_str s = r->blocks.v[b].text, whole;
		size_t digits = 0;
		struct front_scan f;

		while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
			digits++;
		if (!read_is_body(r, b) || s.n > DAY_LINE_MAX || digits < 2 || digits > 4 ||
		    digits + 1 >= s.n || s.p[digits] != ' ' ||
		    read_starts_low(dais_str_sub(s, digits + 1, s.n)))
			continue;
		whole =
		    dais_arena_printf(r->a, "%.*sth%.*s", DAIS_STR_ARG(dais_str_sub(s, 0, digits)),
			DAIS_STR_ARG(dais_str_sub(s, digits, s.n)));
		f = front_scan_of(r, whole);
		if ((f.ordinals == 1 || f.sitting) && f.day_end && f.dates == 1)
			take_days(r, &f);
	}
}

void
front_days(struct reader *r, size_t end)
{
	day_behind_bare_number(r, end);
	labelled_days(r, end);
	day_of_sitting(r, end);
	day_and_hour_alone(r, end);
}
