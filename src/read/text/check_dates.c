/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dates: weekdays (R-DATE-01), ranges that go back (R-DATE-06), days
 * that do not exist (R-DATE-08), and the days of the gathering as
 * the front, the prose and the timetable state them (R-DATE-02, R-TIME-07).
 */
#include <stdlib.h>

#include "read/text/check_priv.h"
#include "text/text.h"

/* A date farther than this from the days of the gathering is told of something else. */
#define NEAR_DAYS 12
/* Days of a timetable before or after them. */
#define NEAR_TIMETABLE 8

static bool
is_day(const struct dais_evidence *e)
{
	return (e->kind == DAIS_EVIDENCE_DATE || e->kind == DAIS_EVIDENCE_WEEKDAY_DATE) &&
	       e->from.year && dais_date_is_valid(e->from);
}

static bool
has_wrong_weekday(const struct dais_evidence *e)
{
	return e->kind == DAIS_EVIDENCE_WEEKDAY_DATE && e->weekday >= 1 && e->weekday <= 7 &&
	       is_day(e) && dais_date_weekday(e->from) != e->weekday;
}

/* --- weekdays ------------------------------------------------------------------------------- */

/* Puts the right weekday in the place of the wrong one, when the date is stated elsewhere with its
 * right weekday and the word stands in its plain form. */
static void
add_weekday(struct checker *c, struct dais_diag *g, const struct dais_evidence *e,
    const struct dais_evidence *model)
{
	struct dais_str wrong = dais_text_weekday(c->r->lang, e->weekday),
			right = dais_text_weekday(c->r->lang, dais_date_weekday(e->from));
	struct dais_place p = check_part(c, e, wrong);

	check_also(c, g, model);
	if (dais_str_find(e->words, wrong, 0) != SIZE_MAX &&
	    dais_str_find(model->words, right, 0) != SIZE_MAX)
		dais_diag_add_edit(c->d, g, &p, right);
}

static void
report_weekday(struct checker *c, const struct dais_evidence *e, const struct dais_evidence *model)
{
	int proper = dais_date_weekday(e->from), off = e->weekday - proper;
	struct dais_place p = check_place(c, e);
	struct dais_str iso = dais_date_print(c->a, e->from), near;
	struct dais_str named = dais_text_weekday(c->d->lang, e->weekday),
			right = dais_text_weekday(c->d->lang, proper);
	struct dais_diag *g = dais_diags_add(c->d, "R-DATE-01", DAIS_SEVERITY_ERROR, &p,
	    "“%.*s” names a %.*s, but %.*s is a %.*s", DAIS_STR_ARG(e->words), DAIS_STR_ARG(named),
	    DAIS_STR_ARG(iso), DAIS_STR_ARG(right));

	off = off > 3 ? off - 7 : off < -3 ? off + 7 : off;
	near = dais_date_print(c->a, dais_date_add(e->from, off));
	dais_diag_set_hint(c->d, g, "either it is a %.*s, or the day is another: %.*s is a %.*s",
	    DAIS_STR_ARG(right), DAIS_STR_ARG(near), DAIS_STR_ARG(named));
	if (model)
		add_weekday(c, g, e, model);
}

void
check_weekdays(struct checker *c)
{
	struct dais_map right; /* from the date to evidence with its right weekday */

	dais_map_init(&right, c->a);
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_WEEKDAY_DATE && e->weekday && is_day(e) &&
		    !has_wrong_weekday(e))
			dais_map_add(&right, dais_date_print(c->a, e->from), i);
	}
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		size_t model;

		if (!has_wrong_weekday(e))
			continue;
		model = dais_map_get(&right, dais_date_print(c->a, e->from));
		report_weekday(c, e, model == DAIS_MAP_NONE ? NULL : &c->r->evidence.v[model]);
	}
}

/* --- ranges --------------------------------------------------------------------------------- */

/* Whether the words state year @year in figures. */
static bool
states_year(const struct checker *c, struct dais_str words, int year)
{
	return dais_str_find(words, dais_arena_printf(c->a, "%04d", year), 0) != SIZE_MAX;
}

/* A range that ends before it begins; one over the same month of two years, of which only the
 * second is given, was meant to lie in that month. */
static bool
goes_back(const struct checker *c, const struct dais_evidence *e)
{
	if (!dais_date_is_valid(e->from) || !dais_date_is_valid(e->to))
		return false;
	if (dais_date_cmp(e->to, e->from) < 0)
		return true;
	return e->to.year == e->from.year + 1 && e->to.month == e->from.month &&
	       e->to.day < e->from.day && states_year(c, e->words, e->to.year) &&
	       !states_year(c, e->words, e->from.year);
}

void
check_ranges(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_RANGE || !goes_back(c, e))
			continue;
		p = check_place(c, e);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-DATE-06", DAIS_SEVERITY_ERROR, &p,
			"the period “%.*s” ends before it begins", DAIS_STR_ARG(e->words)),
		    "one of the two days is wrong, or their order");
	}
}

/* Days that no calendar has: "31 September". */
void
check_no_dates(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_NO_DATE)
			continue;
		p = check_place(c, e);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-DATE-08", DAIS_SEVERITY_ERROR, &p,
			"“%.*s” is no day of the calendar", DAIS_STR_ARG(e->words)),
		    "the month has fewer days");
	}
}

/* --- the days of the gathering -------------------------------------------------------------- */

struct period {
	struct dais_date from, to;
	const struct dais_evidence *e; /* where it is stated first */
	size_t n;        /* how often */
	bool in_front;
};

#define PERIODS_MAX 64u

struct periods {
	struct period v[PERIODS_MAX];
	size_t n;
};

/* Whether @e stands before the first item of an agenda, where the document presents itself. */
static bool
is_in_front(const struct checker *c, const struct dais_evidence *e)
{
	return e->part == DAIS_READING_FRONT && e < c->front_end;
}

static void
count_period(struct checker *c, struct periods *all, const struct dais_evidence *e)
{
	size_t i = 0;

	if (!e->from.year || !e->to.year || goes_back(c, e) ||
	    dais_date_to_days(e->to) - dais_date_to_days(e->from) > 60)
		return;
	while (i < all->n &&
	       !(dais_date_eq(all->v[i].from, e->from) && dais_date_eq(all->v[i].to, e->to)))
		i++;
	if (i == PERIODS_MAX)
		return;
	if (i == all->n)
		all->v[all->n++] = (struct period){ .from = e->from, .to = e->to, .e = e };
	all->v[i].n++;
	all->v[i].in_front |= is_in_front(c, e);
}

static bool
shares_a_bound(const struct period *x, const struct period *y)
{
	return dais_date_eq(x->from, y->from) != dais_date_eq(x->to, y->to);
}

/* The period that the front gives; where it gives two that share a bound, as the title and the
 * first paragraph of a report may, the one given more often. NULL when it gives none, or others. */
static const struct period *
front_period(const struct checker *c, const struct periods *all)
{
	const struct period *front = NULL;
	bool report = strcmp(c->r->kind, "report") == 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct period *p = &all->v[i];

		if (!p->in_front)
			continue;
		if (front && (!report || !shares_a_bound(front, p)))
			return NULL;
		front = front && front->n >= p->n ? front : p;
	}
	return front;
}

/* The period the gathering is held, as most places have it. */
static const struct period *
own_period(const struct checker *c, const struct periods *all)
{
	const struct period *front = front_period(c, all), *best = front;

	for (size_t i = 0; i < all->n && front; i++) {
		const struct period *p = &all->v[i];

		if (p != front && shares_a_bound(p, front) && p->n >= 2 && p->n > best->n)
			best = p;
	}
	return best;
}

static struct dais_str
print_period(const struct checker *c, const struct period *p)
{
	struct dais_str from = dais_date_print(c->a, p->from), to = dais_date_print(c->a, p->to);

	return dais_text_message(
	    c->a, c->d->lang, "%.*s to %.*s", DAIS_STR_ARG(from), DAIS_STR_ARG(to));
}

/* Whether @p, which begins or ends with @own, goes beyond it by some days. */
static bool
exceeds(const struct period *p, const struct period *own)
{
	int64_t before = dais_date_to_days(own->from) - dais_date_to_days(p->from),
		after = dais_date_to_days(p->to) - dais_date_to_days(own->to);

	return (before == 0 && after > 0 && after <= NEAR_DAYS) ||
	       (after == 0 && before > 0 && before <= NEAR_DAYS);
}

/* In prose, only what is said of the opening or the organization of work is said of the gathering:
 * the session of a parent body may well begin with it and last longer. */
static void
check_period(struct checker *c, const struct period *p, const struct period *own)
{
	struct dais_place at;
	struct dais_str days;
	struct dais_diag *g;
	bool shares = shares_a_bound(p, own);
	bool about = p->e->item < c->r->record->items.n &&
		     (check_is_opening(c, p->e->item) || check_is_organization(c, p->e->item));

	if (p == own || p->n >= own->n + (own->in_front ? 1 : 0) || !shares ||
	    !(p->in_front || (about && exceeds(p, own))))
		return;
	at = check_place(c, p->e);
	days = print_period(c, own);
	g = dais_diags_add(c->d, "R-DATE-02",
	    p->in_front && own->in_front ? DAIS_SEVERITY_WARNING : DAIS_SEVERITY_ERROR, &at,
	    "“%.*s” does not agree with the days of the gathering, %.*s, given elsewhere",
	    DAIS_STR_ARG(p->e->words), DAIS_STR_ARG(days));
	check_also(c, g, own->e);
}

/* Whether the front names @day: "1, 2 and 5 March" is more than a period. */
static bool
is_day_of_front(const struct checker *c, struct dais_date day)
{
	for (const struct dais_evidence *e = c->r->evidence.v; e < c->front_end; e++) {
		if (e->part == DAIS_READING_FRONT && is_day(e) && dais_date_eq(e->from, day))
			return true;
	}
	return false;
}

/* A day of the timetable outside the period. */
static void
check_day(struct checker *c, const struct dais_evidence *e, const struct period *own,
    struct dais_map *told)
{
	int64_t day = dais_date_to_days(e->from), from = dais_date_to_days(own->from),
		to = dais_date_to_days(own->to);
	struct dais_place p;
	struct dais_str days;

	if ((day >= from && day <= to) || day < from - NEAR_TIMETABLE ||
	    day > to + NEAR_TIMETABLE || has_wrong_weekday(e) || is_day_of_front(c, e->from) ||
	    !dais_map_add(told, dais_date_print(c->a, e->from), 0))
		return;
	p = check_place(c, e);
	days = print_period(c, own);
	check_also(c,
	    dais_diags_add(c->d, "R-DATE-02", DAIS_SEVERITY_WARNING, &p,
		"“%.*s” in the timetable lies outside the days of the gathering, %.*s",
		DAIS_STR_ARG(e->words), DAIS_STR_ARG(days)),
	    own->e);
}

/* The day a body's gathering opens, stated with its hour, lies in the period. */
static void
check_opening(struct checker *c, const struct dais_meeting *m, const struct period *own)
{
	int64_t day = dais_date_to_days(m->opens.date), from = dais_date_to_days(own->from),
		to = dais_date_to_days(own->to);

	if (!m->opens.date.year || m->opens.minute < 0 || (day >= from && day <= to) ||
	    day < from - NEAR_DAYS || day > to + NEAR_DAYS)
		return;
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;
		struct dais_str days;

		if (e->part != DAIS_READING_ANNOTATION || !is_day(e) || has_wrong_weekday(e) ||
		    !dais_date_eq(e->from, m->opens.date))
			continue;
		p = check_place(c, e);
		days = print_period(c, own);
		check_also(c,
		    dais_diags_add(c->d, "R-DATE-02", DAIS_SEVERITY_ERROR, &p,
			"the opening on “%.*s” lies outside the days of the gathering, %.*s",
			DAIS_STR_ARG(e->words), DAIS_STR_ARG(days)),
		    own->e);
		return;
	}
}

void
check_periods(struct checker *c)
{
	struct periods all = { .n = 0 };
	const struct period *own;
	struct dais_map told;

	dais_map_init(&told, c->a);
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_RANGE && e->part != DAIS_READING_TIMETABLE)
			count_period(c, &all, e);
	}
	own = own_period(c, &all);
	if (!own)
		return;
	for (size_t i = 0; i < all.n; i++)
		check_period(c, &all.v[i], own);
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->part == DAIS_READING_TIMETABLE && is_day(e))
			check_day(c, e, own, &told);
	}
	for (size_t i = 0; i < c->r->record->together.n; i++)
		check_opening(c, &c->r->record->meetings.v[c->r->record->together.v[i]], own);
}

/* --- days of the timetable ------------------------------------------------------------------ */

static int
by_reading(const void *x, const void *y)
{
	const struct dais_evidence *a = *(const struct dais_evidence *const *)x;
	const struct dais_evidence *b = *(const struct dais_evidence *const *)y;

	if (a->paragraph != b->paragraph)
		return a->paragraph < b->paragraph ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* A day that comes after a later one, where each is named once: pages that repeat their heads
 * name days again. */
void
check_day_order(struct checker *c)
{
	const struct dais_evidence *odd = NULL, *before = NULL;
	DAIS_VEC(const struct dais_evidence *) days = { 0 };
	struct dais_map seen;
	size_t breaks = 0;
	struct dais_place p;

	dais_map_init(&seen, c->a);
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->part != DAIS_READING_TIMETABLE || !is_day(e) || has_wrong_weekday(e) ||
		    e->kind != DAIS_EVIDENCE_WEEKDAY_DATE || !e->weekday)
			continue;
		if (!dais_map_add(&seen, dais_date_print(c->a, e->from), 0))
			return;
		dais_vec_push(c->a, &days, e);
	}
	if (days.n < 3)
		return;
	qsort(days.v, days.n, sizeof(days.v[0]), by_reading);
	for (size_t i = 1; i < days.n; i++) {
		if (dais_date_cmp(days.v[i]->from, days.v[i - 1]->from) < 0) {
			breaks++;
			odd = days.v[i];
			before = days.v[i - 1];
		}
	}
	if (breaks != 1)
		return;
	p = check_place(c, odd);
	check_also(c,
	    dais_diags_add(c->d, "R-TIME-07", DAIS_SEVERITY_ERROR, &p,
		"“%.*s” comes after “%.*s” in the timetable", DAIS_STR_ARG(odd->words),
		DAIS_STR_ARG(before->words)),
	    before);
}
