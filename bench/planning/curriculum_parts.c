/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_parts.h"

#include <math.h>
#include <stdio.h>

#include "planning/curriculum_anneal.h"
#include "planning/curriculum_clock.h"
#include "planning/curriculum_days.h"
#include "planning/curriculum_model.h"

#define LEAST_CURRICULA 2u /* fewer seldom cost anything */
#define ANNEALINGS 8u /* of a part: their days are to begin with */
#define ANNEALING_PART 0.002 /* of the time, each */
#define OPTIMIZER_PART 0.08 /* of the time, for each part */

/* --- a part --- */

/* The number each curriculum has in the part: CURRICULUM_NONE where some course is outside. */
static size_t
number_curricula(const struct curriculum *p, const bool *in, size_t *ret)
{
	size_t n = 0;

	for (size_t q = 0; q < p->n_curricula; q++) {
		bool all = true, any = false;

		for (size_t c = 0; c < p->courses.n; c++) {
			all = all && (in[c] || !curriculum_has(&p->courses.v[c], q));
			any = any || (in[c] && curriculum_has(&p->courses.v[c], q));
		}
		ret[q] = all && any ? n++ : CURRICULUM_NONE;
	}
	return n;
}

static void
take_course(const struct curriculum *p, size_t c, const size_t *number, struct dais_arena *a,
    struct curriculum *to)
{
	const struct course *from = &p->courses.v[c];
	struct course *course = dais_vec_add(a, &to->courses);

	*course = (struct course){ .name = from->name,
		.teacher = from->teacher,
		.lectures = from->lectures,
		.days = from->days,
		.students = from->students,
		.first = to->lectures };
	for (size_t i = 0; i < from->curricula.n; i++)
		if (number[from->curricula.v[i]] != CURRICULUM_NONE)
			dais_vec_push(a, &course->curricula, number[from->curricula.v[i]]);
	to->lectures += from->lectures;
}

void
curriculum_part(const struct curriculum *p, const bool *in, struct dais_arena *a,
    struct curriculum *ret, size_t *ret_course)
{
	size_t *number = DAIS_NEW_N(a, p->n_curricula, size_t), n = 0;

	*ret = (struct curriculum){ .rooms = p->rooms,
		.room_names = p->room_names,
		.days = p->days,
		.day_periods = p->day_periods,
		.periods = p->periods };
	ret->n_curricula = number_curricula(p, in, number);
	for (size_t c = 0; c < p->courses.n; c++) {
		if (!in[c])
			continue;
		ret_course[n++] = c;
		take_course(p, c, number, a, ret);
	}
	ret->course = DAIS_NEW_N(a, ret->lectures, size_t);
	ret->never = DAIS_NEW_N(a, n * p->periods, uint8_t);
	ret->apart = DAIS_NEW_N(a, n * n, uint8_t);
	for (size_t c = 0; c < n; c++) {
		const struct course *course = &ret->courses.v[c];

		for (size_t k = 0; k < course->lectures; k++)
			ret->course[course->first + k] = c;
		memcpy(
		    ret->never + c * p->periods, p->never + ret_course[c] * p->periods, p->periods);
		for (size_t d = 0; d < n; d++)
			ret->apart[c * n + d] =
			    p->apart[ret_course[c] * p->courses.n + ret_course[d]];
	}
}

/* --- which parts --- */

struct parts {
	const struct curriculum *p;
	size_t *part, *size; /* of a course; of a part */
};

/* What two parts have in common, for their size: curricula and teachers. */
static double
ties(const struct parts *x, size_t a, size_t b)
{
	double sum = 0;

	for (size_t c = 0; c < x->p->courses.n; c++)
		for (size_t d = 0; x->part[c] == a && d < x->p->courses.n; d++) {
			const struct course *v = &x->p->courses.v[c], *w = &x->p->courses.v[d];

			if (x->part[d] != b)
				continue;
			sum += v->teacher == w->teacher;
			for (size_t i = 0; i < v->curricula.n; i++)
				sum += curriculum_has(w, v->curricula.v[i]);
		}
	return sum / sqrt((double)x->size[a] * (double)x->size[b]);
}

/* Joins the two parts that have most in common and are not too large together. */
static bool
join(struct parts *x, size_t most)
{
	size_t n = x->p->courses.n, a = 0, b = 0;
	double best = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; x->size[i] && j < n; j++) {
			double t =
			    x->size[j] && x->size[i] + x->size[j] <= most ? ties(x, i, j) : 0;

			if (t > best) {
				best = t;
				a = i;
				b = j;
			}
		}
	if (best == 0)
		return false;
	for (size_t c = 0; c < n; c++)
		if (x->part[c] == b)
			x->part[c] = a;
	x->size[a] += x->size[b];
	x->size[b] = 0;
	return true;
}

/* --- bounds --- */

static void
restrict_plan(const struct curriculum *p, const struct curriculum *part, const size_t *course,
    const struct curriculum_plan *plan, struct dais_arena *a, struct curriculum_plan *ret)
{
	ret->period = DAIS_NEW_N(a, part->lectures, unsigned);
	ret->room = DAIS_NEW_N(a, part->lectures, unsigned);
	for (size_t c = 0; c < part->courses.n; c++) {
		size_t from = p->courses.v[course[c]].first, to = part->courses.v[c].first;

		for (size_t k = 0; k < part->courses.v[c].lectures; k++) {
			ret->period[to + k] = plan->period[from + k];
			ret->room[to + k] = plan->room[from + k];
		}
	}
}

/* One part, and what is known of it. */
struct part {
	struct curriculum problem;
	struct curriculum_plan plans[1 + ANNEALINGS]; /* that keep its demands */
	size_t n_plans;
	unsigned least, bound; /* cost of the best of them; of none is below */
};

/* Takes the part of the courses @in, and finds timetables for it. */
static void
begin_part(const struct curriculum *p, const bool *in, const struct curriculum_plan *plan,
    double seconds, struct dais_arena *a, struct part *ret)
{
	size_t *course = DAIS_NEW_N(a, p->courses.n, size_t);
	struct curriculum_verdict v;

	curriculum_part(p, in, a, &ret->problem, course);
	restrict_plan(p, &ret->problem, course, plan, a, &ret->plans[0]);
	for (size_t c = 0; c < ret->problem.courses.n; c++)
		ret->problem.courses.v[c].students = 0; /* seats are counted elsewhere */
	curriculum_judge(&ret->problem, &ret->plans[0], a, &v);
	ret->n_plans = 1;
	ret->bound = 0;
	ret->least = v.days + v.gaps;
	for (unsigned i = 0; i < ANNEALINGS && ret->least > 0; i++) {
		struct curriculum_anneal how = { .seconds = seconds, .seed = i };
		uint64_t moves;

		if (!curriculum_anneal(&ret->problem, &how, a, &ret->plans[ret->n_plans], &moves))
			return;
		curriculum_judge(&ret->problem, &ret->plans[ret->n_plans], a, &v);
		ret->n_plans += v.clashes == 0;
		if (!v.clashes && v.days + v.gaps < ret->least)
			ret->least = v.days + v.gaps;
	}
}

/* By the optimizer, which proves most parts at once. */
static void
bound_by_optimizer(struct part *part, double seconds)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_model m;
	struct dais_result r;
	timer_t timer;
	struct dais_search search;

	curriculum_model_build(&part->problem, a, &m);
	search = curriculum_limit(seconds, 1, &timer);
	dais_optimizer_solve(m.optimizer, &search, &r);
	(void)timer_delete(timer);
	part->bound = (unsigned)(r.at.bound[1] + m.offset);
	if (r.at.has_answer && r.at.cost[1] + m.offset < part->least)
		part->least = (unsigned)(r.at.cost[1] + m.offset);
}

/* By whole timetables of a day, where the optimizer leaves something open. */
static bool
bound_by_days(struct part *part, double seconds, struct dais_err *err)
{
	struct curriculum_days_result r;

	if (!curriculum_days(
		&part->problem, part->plans, part->n_plans, seconds, part->least, false, &r, err))
		return false;
	if (r.bound > part->bound)
		part->bound = r.bound;
	return true;
}

/* How much of the time a part is worth: nothing is lost where there are no curricula. */
static size_t
weigh(const struct curriculum *p, const struct parts *x, size_t part, bool *ret_in)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n;

	for (size_t c = 0; c < p->courses.n; c++)
		ret_in[c] = x->part[c] == part;
	n = number_curricula(p, ret_in, DAIS_NEW_N(a, p->n_curricula, size_t));
	return x->size[part] && n >= LEAST_CURRICULA ? n : 0;
}

/* Divides the courses, and begins with each part that may cost something. */
static struct part *
make_parts(const struct curriculum *p, const struct curriculum_plan *plan, size_t most,
    double seconds, struct dais_arena *a, size_t *ret_n)
{
	size_t n = p->courses.n;
	struct parts x = { p, DAIS_NEW_N(a, n, size_t), DAIS_NEW_N(a, n, size_t) };
	struct part *ret = DAIS_NEW_N(a, n, struct part);
	bool *in = DAIS_NEW_N(a, n, bool);

	*ret_n = 0;
	for (size_t c = 0; c < n; c++) {
		x.part[c] = c;
		x.size[c] = 1;
	}
	while (join(&x, most))
		;
	for (size_t i = 0; i < n; i++)
		if (weigh(p, &x, i, in))
			begin_part(p, in, plan, seconds * ANNEALING_PART, a, &ret[(*ret_n)++]);
	return ret;
}

static unsigned
open_of(const struct part *part, size_t n)
{
	unsigned ret = 0;

	for (size_t i = 0; i < n; i++)
		ret += part[i].least - part[i].bound;
	return ret;
}

bool
curriculum_bound_parts(const struct curriculum *p, const struct curriculum_plan *plan, size_t most,
    double seconds, bool talk, unsigned *ret_bound, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	double end = curriculum_now() + seconds;
	unsigned open;
	size_t n;
	struct part *part = make_parts(p, plan, most, seconds, a, &n);

	for (size_t i = 0; i < n; i++)
		bound_by_optimizer(&part[i], seconds * OPTIMIZER_PART);
	open = open_of(part, n);
	seconds = end - curriculum_now();
	*ret_bound = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned left = part[i].least - part[i].bound;

		if (left && !bound_by_days(&part[i], seconds * left / open, err))
			return false;
		if (talk)
			(void)fprintf(stderr,
			    "part of %zu courses, %zu curricula: at least %u, found %u\n",
			    part[i].problem.courses.n, part[i].problem.n_curricula, part[i].bound,
			    part[i].least);
		*ret_bound += part[i].bound;
	}
	return true;
}
