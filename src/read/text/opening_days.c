/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When a gathering opens and closes, and which it is: as the annotation of its opening says, the
 * paragraphs around the items, the front, the sittings.
 */
#include "read/text/front_priv.h"

#define ANOTHER_DAYS 60 /* from the days of the front: those of another gathering */
#define NOTES_MAX 12u /* paragraphs below the items of an agenda */
#define NOTE_BYTES_MAX 1200u

struct opening_scan {
	unsigned ordinal;
	const char *noun;
	struct dais_date date;
	int minute;
	struct dais_date first, last; /* of days that were a range */
	size_t date_end;
	int early; /* hour before the day: "at 10 a.m. on Monday, 15 March" */
	size_t early_end; /* byte behind it; 0: none */
	size_t apart; /* bytes from the day to the hour behind it */
	size_t hour_end; /* byte behind that hour; 0: none */
	size_t range_end; /* byte behind days that were a range; 0: none */
};

/* Bytes between an hour and its day. */
#define HOUR_BEFORE_DAY_MAX 40u

/* Whether the day @f stands behind the hour, and nearer to it than the day before: "will end on
 * 4 March. It will be opened at 3 p.m. on 27 February". */
static bool
is_nearer(const struct opening_scan *s, const struct dais_fact *f)
{
	return s->hour_end && f->at - s->hour_end <= HOUR_BEFORE_DAY_MAX &&
	       f->at - s->hour_end < s->apart;
}

static void
note_fact(void *ctx, const struct dais_fact *f)
{
	struct opening_scan *s = ctx;
	/* "from Monday, 4 to Friday, 8 May": the last day of a range opens nothing. */
	bool is_day = (f->kind == DAIS_FACT_WEEKDAY || f->kind == DAIS_FACT_DATE) && f->from.year &&
		      f->at >= s->range_end;

	if (f->kind == DAIS_FACT_ORDINAL && !s->ordinal && !s->date.year) {
		s->ordinal = f->number;
		s->noun = f->noun;
	}
	if (is_day && is_nearer(s, f)) {
		s->date = f->from;
	} else if (is_day && s->minute < 0) {
		s->date = f->from;
		s->date_end = f->at + f->n;
		if (s->early_end && f->at <= s->early_end + HOUR_BEFORE_DAY_MAX)
			s->minute = s->early;
	}
	if (f->kind == DAIS_FACT_TIME && s->minute < 0 && s->date.year) {
		s->minute = f->minute;
		s->apart = f->at - s->date_end;
		s->hour_end = f->at + f->n;
	}
	if (f->kind == DAIS_FACT_TIME && !s->date.year && !s->early_end) {
		s->early = f->minute;
		s->early_end = f->at + f->n;
	}
	if (f->kind == DAIS_FACT_RANGE && f->to.year) {
		s->first = f->from;
		s->last = f->to;
		s->range_end = f->at + f->n;
		if (!s->date.year && f->from.year)
			s->date = f->from;
	}
}

/* An ordinal with its noun at the front, for a document about one gathering. */
static void
front_ordinal(struct reader *r, struct sketch_body *body)
{
	for (size_t b = 0; b < r->blocks.n && b < 40 && !body->ordinal; b++) {
		struct opening_scan s = { .minute = -1 };

		if (b == r->annotations || r->blocks.v[b].mark.kind != MARK_NONE)
			return;
		dais_text_find_facts(r->lang, r->blocks.v[b].text, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* Whether @day, under the item that opens the gathering, may be that of its opening although the
 * sentence does not number it. */
static bool
is_opening_day(struct reader *r, const struct sketch_body *body, const struct sketch_item *it,
    struct dais_date day)
{
	int64_t apart = r->from.year ? dais_date_to_days(day) - dais_date_to_days(r->from) : -1;

	if (!read_starts_phrase(&r->words->opening, read_title(r, it)) &&
	    (it->up == DAIS_NONE ||
		!read_starts_phrase(&r->words->opening, read_title(r, &body->items.v[it->up]))))
		return false;
	return apart >= -NEAR_TABLE_DAYS && apart <= NEAR_TABLE_DAYS && r->from.year;
}

/* Whether @day is far from the days that the front gives: an earlier gathering that the annotation
 * of the first item recalls. */
static bool
is_of_another(const struct reader *r, struct dais_date day)
{
	int64_t before = r->to.year ? dais_date_to_days(r->from) - dais_date_to_days(day) : 0;
	int64_t after = r->to.year ? dais_date_to_days(day) - dais_date_to_days(r->to) : 0;

	return before > ANOTHER_DAYS || after > ANOTHER_DAYS;
}

static void
find_opening(struct reader *r, size_t index)
{
	struct sketch_body *body = &r->bodies.v[index];

	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *note = &r->notes.v[k];

		if (note->body != index || body->items.v[note->item].number != 1)
			continue;
		for (size_t i = 0; i < note->blocks.n; i++) {
			struct opening_scan s = { .minute = -1 };

			dais_text_find_facts(
			    r->lang, r->blocks.v[note->blocks.v[i]].text, note_fact, &s);
			if (!s.date.year || is_of_another(r, s.date) ||
			    (!s.ordinal &&
				!is_opening_day(r, body, &body->items.v[note->item], s.date)))
				continue;
			if (!body->ordinal && s.ordinal) {
				body->ordinal = s.ordinal;
				body->noun = s.noun;
			}
			if (s.minute >= 0) {
				body->opens = (struct dais_local){ s.date, s.minute };
				/* Where the front gives the days, others are of a part of them. */
				if (!r->to.year || dais_date_eq(s.first, s.date))
					body->closes = s.last;
				return;
			}
		}
	}
}

/* The gathering that the first item opens or holds elections for. */
static void
ordinal_of_first_item(struct reader *r, struct sketch_body *body)
{
	for (size_t i = 0; i < body->items.n && !body->ordinal; i++) {
		struct dais_str title = read_title(r, &body->items.v[i]);
		struct opening_scan s = { .minute = -1 };

		if (body->items.v[i].number != 1)
			return;
		if (!read_starts_phrase(&r->words->opening, title) &&
		    !read_starts_phrase(&r->words->election, title))
			continue;
		dais_text_find_facts(r->lang, title, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* Whether words without the number of the gathering, which state the day @date, are of its opening.
 */
static bool
is_of_opening(const struct reader *r, struct dais_str words, struct dais_date date)
{
	return dais_date_eq(date, r->from) &&
	       (read_has_phrase(&r->words->opening, words) ||
		   read_has_phrase(&r->words->begins, words) || front_is_held(r, words));
}

/* The opening in prose before the first item: "Opening of the session", without a number. */
static void
opening_before_items(struct reader *r, struct sketch_body *body)
{
	for (size_t b = 0; b < body->first && b < r->blocks.n; b++) {
		struct opening_scan s = { .minute = -1 };

		dais_text_find_facts(r->lang, r->blocks.v[b].text, note_fact, &s);
		if (!s.date.year || s.minute < 0 ||
		    (s.ordinal && r->ordinal && s.ordinal != r->ordinal) ||
		    (!s.ordinal && !is_of_opening(r, r->blocks.v[b].text, s.date)))
			continue;
		body->opens = (struct dais_local){ s.date, s.minute };
		if (s.last.year)
			body->closes = s.last;
		return;
	}
}

static void
count_hour(void *ctx, const struct dais_fact *f)
{
	*(unsigned *)ctx += f->kind == DAIS_FACT_TIME;
}

/* The opening in a paragraph below the items, as in the notes of an agenda: the only hour there, on
 * the first day that the front gives. */
static void
opening_below_items(struct reader *r, struct sketch_body *body)
{
	for (size_t b = body->last + 1; b < r->blocks.n && b <= body->last + NOTES_MAX; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct opening_scan scan = { .minute = -1 };
		unsigned hours = 0;

		if (!read_is_body(r, b) || s.n > NOTE_BYTES_MAX)
			continue;
		dais_text_find_facts(r->lang, s, note_fact, &scan);
		dais_text_find_facts(r->lang, s, count_hour, &hours);
		if (hours != 1 || scan.minute < 0 || !dais_date_eq(scan.date, r->from) ||
		    (scan.ordinal && r->ordinal && scan.ordinal != r->ordinal) ||
		    !is_of_opening(r, s, scan.date))
			continue;
		body->opens = (struct dais_local){ scan.date, scan.minute };
		return;
	}
}

/* First and last sittings of a body, where the text says nothing. */
static void
settle_by_sittings(struct reader *r, size_t index)
{
	struct sketch_body *body = &r->bodies.v[index];

	for (size_t i = 0; i < r->sittings.n; i++) {
		const struct sketch_sitting *s = &r->sittings.v[i];

		for (size_t k = 0; k < s->entries.n; k++) {
			if (s->entries.v[k].body != index)
				continue;
			if (!body->opens.date.year)
				body->opens = s->start;
			if (dais_date_cmp(body->closes, s->start.date) < 0)
				body->closes = s->start.date;
		}
	}
	if (!body->closes.year)
		body->closes = body->opens.date;
}

/* The ordinal that the masthead prints under the name of the body, where it names several. */
static void
masthead_ordinal(struct reader *r, struct sketch_body *body)
{
	struct dais_str name = read_span(r, body->name);

	name = dais_str_trim(dais_text_fold(r->a, name));
	for (size_t b = 0; name.n && b + 1 < r->blocks.n && b < 40 && !body->ordinal; b++) {
		struct opening_scan s = { .minute = -1 };
		struct dais_str line = r->blocks.v[b].text, next = r->blocks.v[b + 1].text;

		if (b == r->annotations || r->blocks.v[b].mark.kind != MARK_NONE)
			return;
		if (line.n > 300 || next.n > 120 || r->blocks.v[b + 1].mark.kind != MARK_NONE ||
		    !dais_str_eq(dais_str_trim(dais_text_fold(r->a, line)), name))
			continue;
		dais_text_find_facts(r->lang, next, note_fact, &s);
		body->ordinal = s.ordinal;
		body->noun = s.noun;
	}
}

/* What the front says of the one gathering the document is about. */
static void
settle_by_front(struct reader *r, struct sketch_body *body)
{
	if (r->is_report && r->ordinal) {
		body->ordinal = r->ordinal;
		body->noun = r->noun;
	}
	if (!r->to.year)
		return;
	if (body->opens.date.year) {
		if (!body->closes.year && dais_date_cmp(body->opens.date, r->to) <= 0)
			body->closes = r->to;
		return;
	}
	body->opens = (struct dais_local){ r->from, r->has_hour ? r->minute : -1 };
	body->closes = r->to;
}

void
read_openings(struct reader *r)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (!r->is_report && r->bodies.n > 1)
			masthead_ordinal(r, &r->bodies.v[b]);
		if (!r->is_report)
			find_opening(r, b);
		if (r->bodies.n == 1 && !r->is_report && !r->bodies.v[b].opens.date.year)
			opening_before_items(r, &r->bodies.v[b]);
		if (r->bodies.n == 1 && !r->is_report && !r->bodies.v[b].opens.date.year &&
		    !r->notes.n && !r->sittings.n && !r->has_hour)
			opening_below_items(r, &r->bodies.v[b]);
		settle_by_front(r, &r->bodies.v[b]);
		if (!r->bodies.v[b].ordinal && r->ordinal) {
			r->bodies.v[b].ordinal = r->ordinal;
			r->bodies.v[b].noun = r->noun;
		}
		if (!r->bodies.v[b].ordinal)
			front_ordinal(r, &r->bodies.v[b]);
		if (!r->bodies.v[b].ordinal)
			ordinal_of_first_item(r, &r->bodies.v[b]);
		settle_by_sittings(r, b);
	}
}
