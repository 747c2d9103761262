/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Days and hours of a timetable that is read cell by cell.
 */
#include "read/text/build_priv.h"
#include "read/text/table_priv.h"

#define EARLIEST (8 * 60) /* minutes: a sitting that ends before is one of the afternoon */
#define SITTINGS_MAX 4000u

static void
take_hours(struct reader *r, struct table_scan *t, const struct cell_facts *f)
{
	for (unsigned i = 0; i < f->n; i++) {
		struct sketch_sitting *sit;

		if (f->v[i].kind != DAIS_FACT_TIME)
			continue;
		if (t->awaits_end) {
			struct sketch_sitting *last = &r->sittings.v[r->sittings.n - 1];
			int minute = f->v[i].minute;
			bool broken = i == 0 || f->v[i - 1].kind != DAIS_FACT_TIME;

			/* An hour over two lines may lose its half of the day; beside the first it
			 * may be one after noon: "10.00-1.00", not "15:00-09:00". */
			last->end.minute =
			    minute +
			    (minute < last->start.minute && minute < (broken ? 720 : EARLIEST) ? 720
											       : 0);
			t->awaits_end = false;
			continue;
		}
		if (r->sittings.n >= SITTINGS_MAX)
			return;
		sit = dais_vec_add(r->a, &r->sittings);
		sit->start = (struct dais_local){ t->day, f->v[i].minute };
		sit->end = (struct dais_local){ t->day, -1 };
		t->awaits_end = t->sitting = true;
	}
}

/* Whether cell @s, of which @f is read, ends so that a second hour comes below: "10.00 -", "10.00
 * a", "下午2时15分至". */
static bool
ends_open(struct dais_str s, const struct cell_facts *f)
{
	return read_ends_with_small_word(s) || dais_str_has_suffix(s, DAIS_STR("–")) ||
	       dais_str_has_suffix(s, DAIS_STR("—")) || (f->n == 1 && f->v[0].at + f->v[0].n < s.n);
}

bool
read_take_hours(struct reader *r, struct table_scan *t, const struct cell *c, struct cell_facts *f)
{
	if (!t->day.year || !read_hours(r, c->s, f))
		return false;
	/* Entries stand behind the hour already: it was one of a beginning alone. */
	if (t->entries.n && f->n && f->v[0].at == 0 && !t->hours_open)
		t->awaits_end = false;
	t->hours_open = ends_open(c->s, f);
	if (!t->awaits_end)
		read_table_flush(r, t);
	t->has_number = t->is_named = false;
	t->hours_line = c->line;
	t->hours_x = read_cell_column(r, c);
	if (f->n == 1 && !t->awaits_end)
		read_bare_first_hour(c->s, f);
	take_hours(r, t, f);
	return true;
}

/* A line of a title that was broken within brackets: "10 July 2020)". */
static bool
is_cut_in_brackets(struct dais_str s)
{
	static const char *const brackets[][2] = { { "(", ")" }, { "（", "）" } };

	for (size_t i = 0; i < sizeof(brackets) / sizeof(brackets[0]); i++) {
		size_t opens = dais_str_find(s, dais_str_from(brackets[i][0]), 0);
		size_t closes = dais_str_find(s, dais_str_from(brackets[i][1]), 0);

		if (closes < opens || (opens != SIZE_MAX && closes == SIZE_MAX))
			return true;
	}
	return false;
}

void
read_table_begin_day(struct reader *r, struct table_scan *t, struct dais_date day)
{
	if (!day.year)
		return;
	read_table_flush(r, t);
	t->day = day;
	t->sitting = t->awaits_end = false;
}

bool
read_hours_of_day(const struct reader *r, struct dais_str s, const struct cell_facts *f,
    struct dais_str *ret_rest, struct cell_facts *ret_hours)
{
	size_t end = 0;

	for (unsigned i = 0; i < f->n && !end; i++) {
		if (f->v[i].kind == DAIS_FACT_DATE || f->v[i].kind == DAIS_FACT_WEEKDAY)
			end = f->v[i].at + f->v[i].n;
	}
	*ret_rest = read_without_frame(dais_str_sub(s, end, s.n));
	read_cell_facts(r, *ret_rest, ret_hours);
	return end && f->v[0].at == 0 && ret_rest->n && read_hours(r, *ret_rest, ret_hours);
}

bool
read_take_day(
    struct reader *r, struct table_scan *t, const struct cell *c, const struct cell_facts *f)
{
	struct cell rest = *c;
	struct cell_facts hours;
	bool has_hours;

	if (!f->date.year || is_cut_in_brackets(c->s))
		return false;
	has_hours = read_hours_of_day(r, c->s, f, &rest.s, &hours);
	if (!has_hours && !read_states_only_facts(c->s, f))
		return false;
	read_table_begin_day(r, t, f->date);
	rest.raw_at += (size_t)(rest.s.p - c->s.p);
	if (has_hours)
		read_take_hours(r, t, &rest, &hours);
	return true;
}
