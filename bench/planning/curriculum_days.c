/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_days.h"

#include <math.h>
#include <stdio.h>

#include "planning/curriculum_clock.h"
#include "planning/curriculum_programme.h"

#define DAY_COST 5.0
#define GAP_COST 2.0
#define SMOOTH 0.5 /* how much of the best multipliers is in those that are tried */
#define GAP_OF_DAY 0.02 /* of a day's integer programme */
#define DAY_SECONDS 10.0
#define HELPS (-1e-6)
#define CLOSE 0.01

/* Rows of the master: days, lectures, spread. */
struct master {
	const struct curriculum *p;
	struct dais_arena *arena;
	struct dais_linear *linear;
	unsigned *times; /* of each curriculum; 0: another has the same courses */
	size_t teachers;
	uint8_t *timetable; /* the one at hand: courses x periods of a day */
	double *multiplier,
	    *best; /* of the rows of lectures and spread: tried; of the best bound */
	struct curriculum_days_result *ret;
	double bound, end;
	bool made; /* in this round */
};

static void
count_curricula(struct master *m)
{
	m->times = DAIS_NEW_N(m->arena, m->p->n_curricula, unsigned);
	for (size_t q = 0; q < m->p->n_curricula; q++) {
		size_t r = 0;

		while (!curriculum_same_courses(m->p, q, r))
			r++;
		m->times[r]++;
	}
	for (size_t c = 0; c < m->p->courses.n; c++)
		if (m->p->courses.v[c].teacher >= m->teachers)
			m->teachers = m->p->courses.v[c].teacher + 1;
}

/* --- the master --- */

static void
add_master_rows(struct master *m)
{
	struct curriculum_programme g = { .arena = m->arena };
	const struct curriculum *p = m->p;
	struct dais_linear_part part;

	for (unsigned day = 0; day < p->days; day++)
		(void)curriculum_add_row(&g, 1, 1);
	for (size_t c = 0; c < p->courses.n; c++)
		(void)curriculum_add_row(&g, p->courses.v[c].lectures, p->courses.v[c].lectures);
	for (size_t c = 0; c < p->courses.n; c++) {
		int row = curriculum_add_row(&g, p->courses.v[c].days, INFINITY);

		curriculum_add_column(&g, DAY_COST, INFINITY, true);
		curriculum_add_element(&g, row, 1);
	}
	part = curriculum_rows(&g);
	dais_linear_add_rows(m->linear, &part);
	part = curriculum_columns(&g);
	dais_linear_add_columns(m->linear, &part);
}

static bool
is_held(const struct master *m, size_t c, unsigned t)
{
	return t < m->p->day_periods && m->timetable[c * m->p->day_periods + t];
}

static double
gaps_of(const struct master *m)
{
	const struct curriculum *p = m->p;
	bool *sits = DAIS_NEW_N(m->arena, p->day_periods + 2, bool);
	double cost = 0;

	for (size_t q = 0; q < p->n_curricula; q++) {
		for (unsigned t = 0; m->times[q] && t < p->day_periods; t++) {
			sits[t + 1] = false;
			for (size_t c = 0; c < p->courses.n; c++)
				sits[t + 1] =
				    sits[t + 1] ||
				    (is_held(m, c, t) && curriculum_has(&p->courses.v[c], q));
		}
		for (unsigned t = 1; m->times[q] && t <= p->day_periods; t++)
			cost +=
			    sits[t] && !sits[t - 1] && !sits[t + 1] ? GAP_COST * m->times[q] : 0;
	}
	return cost;
}

static bool
can_be_on(const struct master *m, unsigned day)
{
	const struct curriculum *p = m->p;

	for (size_t c = 0; c < p->courses.n; c++)
		for (unsigned t = 0; t < p->day_periods; t++)
			if (is_held(m, c, t) &&
			    p->never[c * p->periods + (size_t)day * p->day_periods + t])
				return false;
	return true;
}

/* The timetable at hand for @day. */
static void
add_timetable(struct master *m, unsigned day, double cost)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_programme g = { .arena = a };
	const struct curriculum *p = m->p;
	struct dais_linear_part part;

	curriculum_add_column(&g, cost, INFINITY, true);
	curriculum_add_element(&g, (int)day, 1);
	for (size_t c = 0; c < p->courses.n; c++) {
		unsigned n = 0;

		for (unsigned t = 0; t < p->day_periods; t++)
			n += is_held(m, c, t);
		if (n) {
			curriculum_add_element(&g, (int)(p->days + c), n);
			curriculum_add_element(&g, (int)(p->days + p->courses.n + c), 1);
		}
	}
	part = curriculum_columns(&g);
	dais_linear_add_columns(m->linear, &part);
	m->ret->timetables++;
	m->made = true;
}

static void
add_plan(struct master *m, const struct curriculum_plan *plan)
{
	const struct curriculum *p = m->p;

	for (unsigned day = 0; day < p->days; day++) {
		memset(m->timetable, 0, p->courses.n * p->day_periods);
		for (size_t k = 0; k < p->lectures; k++)
			if (plan->period[k] / p->day_periods == day)
				m->timetable[p->course[k] * p->day_periods +
					     plan->period[k] % p->day_periods] = 1;
		add_timetable(m, day, gaps_of(m));
	}
}

/* --- the timetable of a day that costs least --- */

/* Where the rows of each sort begin. */
struct day_rows {
	int together; /* curricula and teachers x periods: one course at a time */
	int gap; /* curricula x periods */
	int rooms; /* periods */
	int held; /* courses: on the day only if there is a lecture */
	int most; /* courses: lectures */
};

static struct day_rows
add_day_rows(const struct master *m, struct curriculum_programme *g)
{
	const struct curriculum *p = m->p;
	struct day_rows r;
	size_t n = p->day_periods;

	r.together = (int)g->row_lower.n;
	for (size_t i = 0; i < (p->n_curricula + m->teachers) * n; i++)
		(void)curriculum_add_row(g, -INFINITY, 1);
	r.gap = (int)g->row_lower.n;
	for (size_t i = 0; i < p->n_curricula * n; i++)
		(void)curriculum_add_row(g, 0, INFINITY);
	r.rooms = (int)g->row_lower.n;
	for (size_t i = 0; i < n; i++)
		(void)curriculum_add_row(g, -INFINITY, (double)p->rooms.n);
	r.held = (int)g->row_lower.n;
	for (size_t c = 0; c < p->courses.n; c++)
		(void)curriculum_add_row(g, -INFINITY, 0);
	r.most = (int)g->row_lower.n;
	for (size_t c = 0; c < p->courses.n; c++)
		(void)curriculum_add_row(g, -INFINITY, p->courses.v[c].lectures);
	return r;
}

static void
add_lecture(const struct master *m, struct curriculum_programme *g, const struct day_rows *r,
    size_t c, unsigned t)
{
	const struct curriculum *p = m->p;
	const struct course *course = &p->courses.v[c];
	int n = (int)p->day_periods, at = (int)t;

	curriculum_add_column(g, -m->multiplier[c], 1, false);
	for (size_t i = 0; i < course->curricula.n; i++) {
		int q = (int)course->curricula.v[i] * n;

		if (!m->times[course->curricula.v[i]])
			continue;
		curriculum_add_element(g, r->together + q + at, 1);
		curriculum_add_element(g, r->gap + q + at, -1);
		if (at > 0)
			curriculum_add_element(g, r->gap + q + at - 1, 1);
		if (at + 1 < n)
			curriculum_add_element(g, r->gap + q + at + 1, 1);
	}
	curriculum_add_element(
	    g, r->together + ((int)p->n_curricula + (int)course->teacher) * n + at, 1);
	curriculum_add_element(g, r->rooms + at, 1);
	curriculum_add_element(g, r->held + (int)c, -1);
	curriculum_add_element(g, r->most + (int)c, 1);
}

static void
add_day_columns(
    const struct master *m, struct curriculum_programme *g, const struct day_rows *r, unsigned day)
{
	const struct curriculum *p = m->p;

	for (size_t c = 0; c < p->courses.n; c++)
		for (unsigned t = 0; t < p->day_periods; t++)
			if (!p->never[c * p->periods + (size_t)day * p->day_periods + t])
				add_lecture(m, g, r, c, t);
	for (size_t c = 0; c < p->courses.n; c++) {
		curriculum_add_column(g, -m->multiplier[p->courses.n + c], 1, true);
		curriculum_add_element(g, r->held + (int)c, 1);
	}
	for (size_t q = 0; q < p->n_curricula; q++)
		for (unsigned t = 0; m->times[q] && t < p->day_periods; t++) {
			curriculum_add_column(g, GAP_COST * m->times[q], 1, true);
			curriculum_add_element(g, r->gap + (int)(q * p->day_periods + t), 1);
		}
}

static void
take_timetable(struct master *m, unsigned day, const double *value)
{
	const struct curriculum *p = m->p;

	memset(m->timetable, 0, p->courses.n * p->day_periods);
	for (size_t c = 0; c < p->courses.n; c++)
		for (unsigned t = 0; t < p->day_periods; t++)
			if (!p->never[c * p->periods + (size_t)day * p->day_periods + t])
				m->timetable[c * p->day_periods + t] = *value++ > 0.5;
}

/* What the timetable at hand would cost less the duals of its rows. */
static double
reduced_cost(const struct master *m, unsigned day, double cost, const double *duals)
{
	const struct curriculum *p = m->p;

	cost -= duals[day];
	for (size_t c = 0; c < p->courses.n; c++) {
		unsigned n = 0;

		for (unsigned t = 0; t < p->day_periods; t++)
			n += is_held(m, c, t);
		cost -= n * duals[p->days + c] + (n ? duals[p->days + p->courses.n + c] : 0);
	}
	return cost;
}

/* Makes the best timetable of @day with the multipliers, for every day on which it helps; a bound
 * of what it costs with them is added to *@ret_bound. False without the module, or when nothing is
 * known of it in time. */
static bool
price_day(
    struct master *m, unsigned day, const double *duals, double *ret_bound, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_programme g = { .arena = a };
	struct day_rows rows = add_day_rows(m, &g);
	struct dais_linear_integer whole;
	enum dais_linear_status status;
	double bound, cost, *value;
	bool found;

	add_day_columns(m, &g, &rows, day);
	whole = (struct dais_linear_integer){ .columns = curriculum_columns(&g),
		.continuous = g.continuous.v,
		.rows = g.row_lower.n,
		.row_lower = g.row_lower.v,
		.row_upper = g.row_upper.v,
		.seconds = fmax(0.1, fmin(DAY_SECONDS, m->end - curriculum_now())),
		.cutoff = INFINITY,
		.gap = GAP_OF_DAY };
	value = DAIS_NEW_N(a, g.cost.n, double);
	if (!dais_linear_integer_solve(&whole, value, &status, &found, &bound, err))
		return false;
	/* When it is best to within the gap, Cbc may call the answer's cost a bound. */
	*ret_bound += bound - GAP_OF_DAY;
	if (!found)
		return true;
	take_timetable(m, day, value);
	cost = gaps_of(m);
	for (unsigned d = 0; d < m->p->days; d++)
		if ((d == day || can_be_on(m, d)) && reduced_cost(m, d, cost, duals) < HELPS)
			add_timetable(m, d, cost);
	return true;
}

/* --- rounds --- */

/* Multipliers to be tried: between those of the programme and those of the best bound. */
static void
set_multipliers(struct master *m, const double *duals, double smooth)
{
	size_t n = m->p->courses.n;

	for (size_t i = 0; i < 2 * n; i++) {
		m->multiplier[i] = smooth * m->best[i] + (1 - smooth) * duals[m->p->days + i];
		if (i >= n)
			m->multiplier[i] = fmin(DAY_COST, fmax(0, m->multiplier[i]));
	}
}

static bool
round_of_days(struct master *m, double smooth, struct dais_err *err)
{
	const struct curriculum *p = m->p;
	const double *own = dais_linear_duals(m->linear);
	double *duals = DAIS_NEW_N(m->arena, p->days + 2 * p->courses.n, double), bound = 0;

	memcpy(duals, own, (p->days + 2 * p->courses.n) * sizeof(*duals));
	set_multipliers(m, duals, smooth);
	for (size_t c = 0; c < p->courses.n; c++)
		bound += m->multiplier[c] * p->courses.v[c].lectures +
			 m->multiplier[p->courses.n + c] * p->courses.v[c].days;
	m->made = false;
	for (unsigned day = 0; day < p->days; day++)
		if (!price_day(m, day, duals, &bound, err))
			return false;
	if (bound > m->bound) {
		m->bound = bound;
		memcpy(m->best, m->multiplier, 2 * p->courses.n * sizeof(*m->best));
	}
	return true;
}

static bool
run_rounds(struct master *m, unsigned enough, bool talk, struct dais_err *err)
{
	double smooth = 0;

	while (curriculum_now() < m->end && m->bound < (double)enough - 1 + CLOSE) {
		if (dais_linear_solve(m->linear, true, 0) != DAIS_LINEAR_OPTIMAL)
			return true;
		m->ret->relaxation = dais_linear_objective(m->linear);
		if (ceil(m->bound - CLOSE) >= m->ret->relaxation - CLOSE)
			return true;
		if (!round_of_days(m, smooth, err))
			return false;
		m->ret->rounds++;
		if (talk)
			(void)fprintf(stderr, "days, round %u: %u timetables, %.2f, bound %.2f\n",
			    m->ret->rounds, m->ret->timetables, m->ret->relaxation, m->bound);
		if (!m->made && smooth == 0)
			return true;
		smooth = m->made ? SMOOTH : 0;
	}
	return true;
}

bool
curriculum_days(const struct curriculum *p, const struct curriculum_plan *plan, size_t n,
    double seconds, unsigned enough, bool talk, struct curriculum_days_result *ret,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	__attribute__((cleanup(dais_linear_freep))) struct dais_linear *linear =
	    dais_linear_new(err);
	struct master m = {
		.p = p, .arena = a, .linear = linear, .ret = ret, .end = curriculum_now() + seconds
	};

	*ret = (struct curriculum_days_result){ 0 };
	if (!linear || !n)
		return false;
	count_curricula(&m);
	m.timetable = DAIS_NEW_N(a, p->courses.n * p->day_periods, uint8_t);
	m.multiplier = DAIS_NEW_N(a, 2 * p->courses.n, double);
	m.best = DAIS_NEW_N(a, 2 * p->courses.n, double);
	add_master_rows(&m);
	for (size_t i = 0; i < n; i++)
		add_plan(&m, &plan[i]);
	if (!run_rounds(&m, enough, talk, err))
		return false;
	ret->bound = m.bound > 0 ? (unsigned)ceil(m.bound - CLOSE) : 0;
	return true;
}
