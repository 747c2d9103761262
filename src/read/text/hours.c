/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Hours of a timetable that are no whole times: figures without the words of the language.
 */
#include "read/text/table_priv.h"

#define YEARS_FROM (18 * 60) /* "1800", as an hour in minutes */
#define BARE_HOURS_MAX 80u /* bytes of a cell that states hours in figures */

/* "10.00" or "10/00" at *@at of @s, in minutes; -1 if there is none. */
static int
bare_time(struct dais_str s, size_t *at)
{
	int v[2] = { 0, 0 };
	size_t i = *at;

	for (int k = 0; k < 2; k++) {
		size_t from = i;

		while (i < s.n && i < from + 2 && s.p[i] >= '0' && s.p[i] <= '9')
			v[k] = v[k] * 10 + (s.p[i++] - '0');
		if (i == from || (k == 0 && (i >= s.n || !strchr(".:/", s.p[i++]))))
			return -1;
		if (k == 1 && i != from + 2)
			return -1;
	}
	if (v[0] > 24 || v[1] > 59)
		return -1;
	*at = i;
	return v[0] * 60 + v[1];
}

struct dais_str
read_without_frame(struct dais_str s)
{
	static const char *const before[] = { ",", ":", "(", "-", "–", "،", "，", "：", "（", " ",
		"\u3000", "\u061C", "\u200E", "\u200F" };
	static const char *const behind[] = { ")", "）", ".", " ", "\u200E", "\u200F" };

	for (size_t i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
		struct dais_str f = dais_str_from(before[i]);

		if (s.n && dais_str_has_prefix(s, f)) {
			s = dais_str_sub(s, f.n, s.n);
			i = SIZE_MAX; /* from the first again */
		}
	}
	for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++) {
		if (s.n && dais_str_has_suffix(s, dais_str_from(behind[i])))
			s.n -= strlen(behind[i]);
	}
	return s;
}

/* "1000" in minutes; -1: no time of day in four figures. */
static int
four_figures(struct dais_str s, size_t *at)
{
	int64_t v;

	if (!dais_str_to_int(dais_str_sub(s, *at, *at + 4), 0, 2400, &v) || v % 100 > 59 ||
	    (*at + 4 < s.n && s.p[*at + 4] >= '0' && s.p[*at + 4] <= '9'))
		return -1;
	*at += 4;
	return (int)(v / 100 * 60 + v % 100);
}

/* "1000-1300 hours": both in four figures, with a dash between. */
static bool
hours_in_four_figures(const struct reader *r, struct dais_str s, struct cell_facts *f)
{
	size_t at = 0, dash;
	int first = four_figures(s, &at), second;

	for (dash = at; at < s.n && (s.p[at] == ' ' || (unsigned char)s.p[at] >= 0xE2);)
		at += s.p[at] == ' ' ? 1 : 3;
	if (at < s.n && s.p[at] == '-')
		at++;
	while (at < s.n && s.p[at] == ' ')
		at++;
	second = first < 0 || at == dash ? -1 : four_figures(s, &at);
	if (second <= first)
		return false;
	/* "2024-2029" are years where no word says otherwise. */
	s = dais_str_trim(dais_str_sub(s, at, s.n));
	if (s.n ? !read_is_phrase(&r->words->hours, s) : first >= YEARS_FROM)
		return false;
	f->v[0] = (struct dais_fact){ .kind = DAIS_FACT_TIME, .minute = first };
	f->v[1] = (struct dais_fact){ .kind = DAIS_FACT_TIME, .minute = second };
	f->n = f->times = 2;
	return true;
}

/* @s without what stands before hours: "Morning (", "From". */
static struct dais_str
without_before(const struct reader *r, struct dais_str s)
{
	size_t at = 0;
	struct dais_str before;

	while (at < s.n && (s.p[at] < '0' || s.p[at] > '9'))
		at++;
	before = read_without_frame(dais_str_sub(s, 0, at));
	if (before.n && dais_str_has_suffix(before, DAIS_STR("(")))
		before = dais_str_trim(dais_str_sub(before, 0, before.n - 1));
	if (before.n && !read_is_phrase(&r->words->half_day, before) &&
	    !read_is_phrase(&r->words->from, before))
		return s;
	return read_without_frame(dais_str_sub(s, at, s.n));
}

static bool
bare_hours(const struct reader *r, struct dais_str s, struct cell_facts *f)
{
	size_t at = 0, letters = 0;
	int first, second = -1;

	if (s.n > BARE_HOURS_MAX)
		return false;
	if (hours_in_four_figures(r, s, f))
		return true;
	first = bare_time(s, &at);
	if (first < 0)
		return false;
	while (at < s.n && second < 0) {
		second = bare_time(s, &at);
		if (second < 0 && (s.p[at] >= '0' && s.p[at] <= '9'))
			return false;
		at += second < 0;
		letters++;
	}
	if (at < s.n || letters > 10)
		return false;
	f->v[0] = (struct dais_fact){ .kind = DAIS_FACT_TIME, .minute = first };
	f->v[1] = (struct dais_fact){ .kind = DAIS_FACT_TIME, .minute = second };
	f->n = f->times = second < 0 ? 1 : 2;
	return true;
}

size_t
read_bare_hours_length(struct dais_str s)
{
	static const char *const dashes[] = { "-", "–", "—", "―", "~", "至" };
	size_t at = 0;

	if (bare_time(s, &at) < 0)
		return 0;
	at = read_skip_spaces(s, at);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++) {
		size_t next = at + strlen(dashes[i]);

		if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), dais_str_from(dashes[i])))
			continue;
		next = read_skip_spaces(s, next);
		return bare_time(s, &next) < 0 ? 0 : next;
	}
	return 0;
}

void
read_bare_first_hour(struct dais_str s, struct cell_facts *f)
{
	struct dais_fact first = { .kind = DAIS_FACT_TIME };
	int v[2] = { 0, 0 };
	size_t at = 0, end = f->n ? f->v[0].at : 0;

	while (at < end && (s.p[at] < '0' || s.p[at] > '9'))
		at++;
	for (int i = 0; i < 2 && at < end; i++) {
		size_t from = at;

		while (at < end && at < from + 2 && s.p[at] >= '0' && s.p[at] <= '9')
			v[i] = v[i] * 10 + (s.p[at++] - '0');
		if (at == from || at >= end || (s.p[at] != '.' && s.p[at] != ':' && s.p[at] != '/'))
			break;
		at++;
	}
	if (at == 0 || v[0] == 0 || v[0] > 23 || v[1] > 59)
		return;
	first.minute = v[0] * 60 + v[1];
	if (first.minute + 720 < f->v[0].minute && first.minute < 8 * 60)
		first.minute += 720;
	if (first.minute >= f->v[0].minute)
		return;
	f->v[1] = f->v[0];
	f->v[0] = first;
	f->n = 2;
	f->times = 2;
}

static bool
hours_with_words(const struct reader *r, struct dais_str s, const struct cell_facts *f)
{
	struct dais_str before;
	size_t end;

	if (f->n != 2 || f->times != 2 || s.n > 120 || f->v[1].minute <= f->v[0].minute)
		return false;
	end = f->v[0].at + f->v[0].n;
	before = dais_str_trim(dais_str_sub(s, 0, f->v[0].at));
	if (before.n && before.p[before.n - 1] == '(')
		before = dais_str_trim(dais_str_sub(before, 0, before.n - 1));
	return f->v[1].at <= end + 8 &&
	       (before.n == 0 || read_is_phrase(&r->words->half_day, before));
}

bool
read_hours(const struct reader *r, struct dais_str s, struct cell_facts *f)
{
	struct dais_str bare;

	if (f->times ? read_states_only_facts(s, f) || hours_with_words(r, s, f)
		     : bare_hours(r, s, f))
		return true;
	bare = without_before(r, s);
	if (bare.n == s.n)
		return false;
	read_cell_facts(r, bare, f);
	if (!f->times)
		return bare_hours(r, bare, f);
	if (!read_states_only_facts(bare, f))
		return false;
	if (f->n == 1)
		read_bare_first_hour(bare, f);
	return true;
}
