/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_model.h"

#include <limits.h>
#include <stdlib.h>

#define DAY_COST 5u
#define GAP_COST 2u

static dais_literal
at(const struct curriculum_model *m, size_t c, unsigned t)
{
	return m->at[c * m->p->periods + t];
}

static void
add_courses(struct curriculum_model *m)
{
	const struct curriculum *p = m->p;
	dais_literal *v = DAIS_NEW_N(m->arena, p->periods, dais_literal);

	m->at = DAIS_NEW_N(m->arena, p->courses.n * p->periods, dais_literal);
	for (size_t c = 0; c < p->courses.n; c++) {
		size_t n = 0, lectures = p->courses.v[c].lectures;

		for (unsigned t = 0; t < p->periods; t++) {
			if (p->never[c * p->periods + t])
				continue;
			v[n] = dais_optimizer_variable(m->optimizer);
			dais_optimizer_decision(m->optimizer, v[n], c, p->courses.n + t);
			m->at[c * p->periods + t] = v[n++];
		}
		if (n < lectures) {
			dais_optimizer_clause(m->optimizer, NULL, 0);
			continue;
		}
		dais_optimizer_at_most(m->optimizer, v, n, lectures, 0);
		dais_optimizer_at_least(m->optimizer, v, n, lectures, 0);
	}
}

static void
add_apart(struct curriculum_model *m)
{
	const struct curriculum *p = m->p;

	for (size_t c = 0; c < p->courses.n; c++)
		for (size_t d = c + 1; d < p->courses.n; d++)
			for (unsigned t = 0; p->apart[c * p->courses.n + d] && t < p->periods; t++)
				if (at(m, c, t) && at(m, d, t))
					dais_optimizer_any(
					    m->optimizer, -at(m, c, t), -at(m, d, t), 0);
}

/* @ret is true if and only if one of @v is. */
static dais_literal
one_of(struct curriculum_model *m, const dais_literal *v, size_t n)
{
	dais_literal *clause = DAIS_NEW_N(m->arena, n + 1, dais_literal), ret;

	if (n < 2)
		return n ? v[0] : 0;
	ret = dais_optimizer_variable(m->optimizer);
	for (size_t i = 0; i < n; i++) {
		dais_optimizer_any(m->optimizer, -v[i], ret, 0);
		clause[i] = v[i];
	}
	clause[n] = -ret;
	dais_optimizer_clause(m->optimizer, clause, n + 1);
	return ret;
}

static void
add_days(struct curriculum_model *m, size_t c)
{
	const struct curriculum *p = m->p;
	dais_literal *v = DAIS_NEW_N(m->arena, p->day_periods, dais_literal);
	dais_literal *days = DAIS_NEW_N(m->arena, p->days, dais_literal);
	dais_literal *more = DAIS_NEW_N(m->arena, p->days, dais_literal);
	size_t n_days = 0, least = p->courses.v[c].days;

	for (unsigned day = 0; day < p->days; day++) {
		size_t n = 0;

		for (unsigned t = day * p->day_periods; t < (day + 1) * p->day_periods; t++)
			if (at(m, c, t))
				v[n++] = at(m, c, t);
		if (n)
			days[n_days++] = one_of(m, v, n);
	}
	if (least > n_days) {
		m->offset += DAY_COST * (least - n_days);
		least = n_days;
	}
	if (least < 2)
		return;
	dais_optimizer_count(m->optimizer, days, n_days, least, true, more);
	for (size_t j = 1; j < least; j++)
		dais_optimizer_wish(m->optimizer, more[j], 1, DAY_COST);
}

/* Curricula with the same courses are one, which counts as often. */
static unsigned
how_often(const struct curriculum *p, size_t q)
{
	unsigned n = 1;

	for (size_t r = 0; r < p->n_curricula; r++) {
		if (r == q || !curriculum_same_courses(p, q, r))
			continue;
		if (r < q)
			return 0;
		n++;
	}
	return n;
}

static void
add_curriculum(struct curriculum_model *m, size_t q, unsigned times)
{
	const struct curriculum *p = m->p;
	dais_literal *v = DAIS_NEW_N(m->arena, p->courses.n, dais_literal);
	dais_literal *sits = m->sits + q * p->periods, clause[4];

	for (unsigned t = 0; t < p->periods; t++) {
		size_t n = 0;

		for (size_t c = 0; c < p->courses.n; c++)
			if (at(m, c, t) && curriculum_has(&p->courses.v[c], q))
				v[n++] = at(m, c, t);
		sits[t] = one_of(m, v, n);
	}
	for (unsigned t = 0; t < p->periods; t++) {
		unsigned in_day = t % p->day_periods;
		size_t n = 0;

		if (!sits[t])
			continue;
		clause[n++] = -sits[t];
		if (in_day > 0 && sits[t - 1])
			clause[n++] = sits[t - 1];
		if (in_day + 1 < p->day_periods && sits[t + 1])
			clause[n++] = sits[t + 1];
		clause[n] = dais_optimizer_variable(m->optimizer);
		dais_optimizer_clause(m->optimizer, clause, n + 1);
		dais_optimizer_wish(m->optimizer, -clause[n], 1, (uint64_t)GAP_COST * times);
	}
}

/* --- rooms --- */

static int
by_students(const void *x, const void *y, void *courses)
{
	const struct course *c = (const struct course *)courses + *(const size_t *)x;
	const struct course *d = (const struct course *)courses + *(const size_t *)y;

	return (c->students < d->students) - (c->students > d->students);
}

static unsigned
larger_rooms(const struct curriculum *p, unsigned seats)
{
	unsigned n = 0;

	for (size_t r = 0; r < p->rooms.n; r++)
		n += p->rooms.v[r] > seats;
	return n;
}

/* The next lower number at which the lectures or the rooms that are larger change. */
static unsigned
next_level(const struct curriculum *p, unsigned level)
{
	unsigned ret = 0;

	for (size_t c = 0; c < p->courses.n; c++)
		if (p->courses.v[c].students < level && p->courses.v[c].students > ret)
			ret = p->courses.v[c].students;
	for (size_t r = 0; r < p->rooms.n; r++)
		if (p->rooms.v[r] < level && p->rooms.v[r] > ret)
			ret = p->rooms.v[r];
	return ret;
}

static unsigned
largest_room(const struct curriculum *p)
{
	unsigned ret = 0;

	for (size_t r = 0; r < p->rooms.n; r++)
		ret = p->rooms.v[r] > ret ? p->rooms.v[r] : ret;
	return ret;
}

struct levels {
	const size_t *order; /* courses, the largest first */
	DAIS_VEC(dais_literal) *
	    beyond; /* of each level: more lectures than rooms, one more, ... in each period */
};

/* Seats that are short at @t when each course is given the smallest room left that holds it, or
 * else the largest: for each number of seats the lectures that need more, less the rooms that have
 * more. */
static void
add_seats(struct curriculum_model *m, struct levels *l, unsigned t)
{
	const struct curriculum *p = m->p;
	dais_literal *sum = NULL;
	size_t next = 0, n_sum = 0, n_all = 0, number = 0;
	unsigned top = largest_room(p);

	for (unsigned level = top; level > 0; number++) {
		unsigned lower = next_level(p, level), rooms = larger_rooms(p, lower);
		const dais_literal **parts =
		    DAIS_NEW_N(m->arena, p->courses.n + 1, const dais_literal *);
		size_t *len = DAIS_NEW_N(m->arena, p->courses.n + 1, size_t), n = 0, limit;

		if (n_sum) {
			parts[n] = sum;
			len[n++] = n_sum;
		}
		/* The last level is of rooms at all, which a course of nobody needs, too. */
		for (; next < p->courses.n &&
		       (lower == 0 || p->courses.v[l->order[next]].students > lower);
		    next++) {
			if (!at(m, l->order[next], t))
				continue;
			parts[n] = &m->at[l->order[next] * p->periods + t];
			len[n++] = 1;
			n_all++;
		}
		limit = n_all < p->rooms.n + 1 ? n_all : p->rooms.n + 1;
		if (n > 1 || (n == 1 && !n_sum)) {
			sum = DAIS_NEW_N(m->arena, limit, dais_literal);
			dais_optimizer_sum(m->optimizer, parts, len, n, limit, false, sum);
			n_sum = limit;
		}
		for (size_t j = rooms; j < n_sum; j++) {
			dais_optimizer_wish(m->optimizer, -sum[j], 1, level - lower);
			dais_vec_push(m->arena, &l->beyond[number], -sum[j]);
		}
		level = lower;
	}
	if (n_sum > p->rooms.n)
		dais_optimizer_any(m->optimizer, -sum[p->rooms.n], 0);
}

/* What is short in all periods together, whatever one does: clauses would be long in counting it.
 */
static void
tell_known(struct curriculum_model *m, const struct levels *l)
{
	const struct curriculum *p = m->p;
	size_t number = 0;

	for (unsigned level = largest_room(p); level > 0; number++) {
		unsigned lower = next_level(p, level);
		size_t places = (size_t)larger_rooms(p, lower) * p->periods, lectures = 0;

		for (size_t c = 0; c < p->courses.n; c++)
			lectures += p->courses.v[c].students > lower ? p->courses.v[c].lectures : 0;
		if (lectures > places)
			dais_optimizer_known(m->optimizer, l->beyond[number].v, l->beyond[number].n,
			    lectures - places, 1, level - lower, 0, 0);
		level = lower;
	}
}

static void
add_rooms(struct curriculum_model *m)
{
	const struct curriculum *p = m->p;
	size_t *order = DAIS_NEW_N(m->arena, p->courses.n, size_t);
	struct levels l = { .order = order };
	unsigned top = largest_room(p);

	for (size_t c = 0; c < p->courses.n; c++) {
		order[c] = c;
		if (p->courses.v[c].students > top)
			m->offset +=
			    (uint64_t)(p->courses.v[c].students - top) * p->courses.v[c].lectures;
	}
	l.beyond = dais_arena_array(m->arena, p->courses.n + p->rooms.n + 1, sizeof(*l.beyond));
	qsort_r(order, p->courses.n, sizeof(*order), by_students, p->courses.v);
	for (unsigned t = 0; t < p->periods; t++)
		add_seats(m, &l, t);
	tell_known(m, &l);
}

void
curriculum_model_build(
    const struct curriculum *p, struct dais_arena *a, struct curriculum_model *ret)
{
	*ret = (struct curriculum_model){ .p = p, .arena = a, .optimizer = dais_optimizer_new(a) };
	add_courses(ret);
	add_apart(ret);
	for (size_t c = 0; c < p->courses.n; c++)
		add_days(ret, c);
	ret->sits = DAIS_NEW_N(a, p->n_curricula * p->periods, dais_literal);
	for (size_t q = 0; q < p->n_curricula; q++) {
		unsigned times = how_often(p, q);

		if (times)
			add_curriculum(ret, q, times);
	}
	add_rooms(ret);
}

/* --- homes --- */

static dais_literal
home(const struct curriculum_model *m, size_t c, size_t r)
{
	return m->home[c * m->p->rooms.n + r];
}

/* The largest room holds it as well as any. */
static bool
is_fit(const struct curriculum *p, size_t c, size_t r)
{
	return p->rooms.v[r] >= p->courses.v[c].students || p->rooms.v[r] == largest_room(p);
}

static void
add_home(struct curriculum_model *m, size_t c)
{
	const struct curriculum *p = m->p;
	dais_literal *v = DAIS_NEW_N(m->arena, p->rooms.n + 1, dais_literal);
	size_t n = 0;

	for (size_t r = 0; r < p->rooms.n; r++) {
		if (!is_fit(p, c, r))
			continue;
		v[n] = m->home[c * p->rooms.n + r] = dais_optimizer_variable(m->optimizer);
		dais_optimizer_decision(m->optimizer, v[n++], c, SIZE_MAX);
	}
	dais_optimizer_at_most(m->optimizer, v, n, 1, 0);
	v[n] = dais_optimizer_variable(m->optimizer);
	dais_optimizer_clause(m->optimizer, v, n + 1);
	dais_optimizer_wish(m->optimizer, -v[n], 2, 1);
}

/* Courses with the same home are never held at the same time. */
static void
add_neighbours(struct curriculum_model *m, size_t c, size_t d)
{
	const struct curriculum *p = m->p;
	dais_literal same = dais_optimizer_variable(m->optimizer);

	for (size_t r = 0; r < p->rooms.n; r++)
		if (home(m, c, r) && home(m, d, r))
			dais_optimizer_any(m->optimizer, -home(m, c, r), -home(m, d, r), same, 0);
	for (unsigned t = 0; t < p->periods; t++)
		if (at(m, c, t) && at(m, d, t))
			dais_optimizer_any(m->optimizer, -same, -at(m, c, t), -at(m, d, t), 0);
}

void
curriculum_model_add_homes(struct curriculum_model *m)
{
	const struct curriculum *p = m->p;

	m->home = DAIS_NEW_N(m->arena, p->courses.n * p->rooms.n, dais_literal);
	for (size_t c = 0; c < p->courses.n; c++)
		add_home(m, c);
	for (size_t c = 0; c < p->courses.n; c++)
		for (size_t d = c + 1; d < p->courses.n; d++)
			if (!p->apart[c * p->courses.n + d])
				add_neighbours(m, c, d);
}

static unsigned
home_of(const struct curriculum_model *m, size_t c)
{
	for (size_t r = 0; m->home && r < m->p->rooms.n; r++)
		if (home(m, c, r) && dais_optimizer_value(m->optimizer, home(m, c, r)))
			return (unsigned)r;
	return UINT_MAX;
}

static bool *
held(const struct curriculum_model *m, const struct curriculum_plan *plan)
{
	const struct curriculum *p = m->p;
	bool *ret = DAIS_NEW_N(m->arena, p->courses.n * p->periods, bool);

	for (size_t k = 0; k < p->lectures; k++)
		ret[p->course[k] * p->periods + plan->period[k]] = true;
	return ret;
}

void
curriculum_model_begin(struct curriculum_model *m, const struct curriculum_plan *plan)
{
	bool *is = held(m, plan);

	dais_optimizer_begin_anew(m->optimizer);
	for (size_t i = 0; i < m->p->courses.n * m->p->periods; i++)
		if (m->at[i])
			dais_optimizer_begin(m->optimizer, is[i] ? m->at[i] : -m->at[i]);
}

void
curriculum_model_periods(const struct curriculum_model *m, struct curriculum_plan *ret)
{
	for (size_t c = 0; c < m->p->courses.n; c++) {
		size_t k = m->p->courses.v[c].first;
		unsigned room = home_of(m, c);

		for (unsigned t = 0; t < m->p->periods; t++)
			if (at(m, c, t) && dais_optimizer_value(m->optimizer, at(m, c, t))) {
				ret->room[k] = room;
				ret->period[k++] = t;
			}
	}
}
