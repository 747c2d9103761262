/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Three courses in two rooms, judged by hand. */
#include "support/test.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "planning/curriculum_anneal.h"
#include "planning/curriculum_days.h"
#include "planning/curriculum_model.h"
#include "planning/curriculum_parts.h"
#include "planning/curriculum_periods.h"
#include "planning/curriculum_solve.h"

static const char text[] = "Name: Tiny\nCourses: 3\nRooms: 2\nDays: 2\nPeriods_per_day: 3\n"
			   "Curricula: 1\nConstraints: 1\n\n"
			   "COURSES:\nalgebra t1 3 2 30\nlogic t2 1 1 10\nmusic t1 1 1 12\n\n"
			   "ROOMS:\nA\t25\nB\t12\n\n"
			   "CURRICULA:\nq1  2 algebra logic\n\n"
			   "UNAVAILABILITY_CONSTRAINTS:\nmusic 1 2\n\nEND.\n";

static void
read_it(struct dais_arena *a, struct curriculum *ret)
{
	struct dais_err err = DAIS_ERR_INIT;

	assert_true(curriculum_parse(a, dais_str_from(text), "tiny.ctt", ret, &err));
}

static void
test_parse(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum p;

	(void)state;
	read_it(a, &p);
	assert_int_equal(p.courses.n, 3);
	assert_int_equal(p.lectures, 5);
	assert_int_equal(p.periods, 6);
	assert_int_equal(p.course[3], 1);
	assert_int_equal(p.rooms.v[1], 12);
	assert_int_equal(p.apart[0 * 3 + 1], 1); /* a curriculum */
	assert_int_equal(p.apart[2 * 3 + 0], 1); /* a teacher */
	assert_int_equal(p.apart[1 * 3 + 2], 0);
	assert_int_equal(p.never[2 * 6 + 5], 1);
}

static void
test_judge(void **state)
{
	/* algebra at 0 (room A), 2 (B), 1 (A): 5 seats short twice and 18 once, one day of two,
	 * two rooms; logic at 4, alone; music with algebra at 0 */
	unsigned period[] = { 0, 2, 1, 4, 0 }, room[] = { 0, 1, 0, 0, 1 };
	struct curriculum_plan plan = { period, room };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_verdict v;
	struct curriculum p;

	(void)state;
	read_it(a, &p);
	curriculum_judge(&p, &plan, a, &v);
	assert_int_equal(v.seats, 5 + 18 + 5);
	assert_int_equal(v.days, 5);
	assert_int_equal(v.gaps, 2);
	assert_int_equal(v.rooms, 1);
	assert_int_equal(v.cost, 36);
	assert_int_equal(v.clashes, 1);
	/* music where it cannot be, in logic's place */
	period[4] = period[3] = 5;
	room[4] = 0;
	curriculum_judge(&p, &plan, a, &v);
	assert_int_equal(v.clashes, 2);
}

/* Lectures in any order; all of them, and no others. */
static void
test_parse_plan(void **state)
{
	static const char *const wrong[] = { "algebra A 0 0\n", "algebra C 0 0\n",
		"algebra A 2 0\n", "logic A 0 0\nlogic A 0 1\n", "art A 0 0\n" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum_plan plan;
	struct curriculum p;

	(void)state;
	read_it(a, &p);
	assert_true(curriculum_parse_plan(a, &p,
	    dais_str_from(
		"music B 0 0\nalgebra A 0 1\nlogic A 1 1\n\nalgebra B 0 2\nalgebra A 1 0"),
	    "tiny", &plan, &err));
	assert_int_equal(plan.period[1], 2);
	assert_int_equal(plan.room[1], 1);
	assert_int_equal(plan.period[2], 3);
	assert_int_equal(plan.period[3], 4);
	assert_int_equal(plan.room[4], 1);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct dais_err none = DAIS_ERR_INIT;

		assert_false(
		    curriculum_parse_plan(a, &p, dais_str_from(wrong[i]), "tiny", &plan, &none));
	}
}

static void
test_anneal(void **state)
{
	const struct curriculum_anneal how = { .seconds = 0.1, .seed = 1 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_verdict v;
	struct curriculum_plan plan;
	struct curriculum p;
	uint64_t moves;

	(void)state;
	read_it(a, &p);
	assert_true(curriculum_anneal(&p, &how, a, &plan, &moves));
	curriculum_judge(&p, &plan, a, &v);
	assert_int_equal(v.clashes, 0);
	/* 15 seats are short whatever one does; logic beside the lecture of the second day saves
	 * all else */
	assert_int_equal(v.cost, 15);
}

/* The optimizer proves that the 15 seats cannot be had. */
static void
test_solve(void **state)
{
	const struct curriculum_options options = { .seconds = 5, .seed = 1 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum_verdict v;
	struct curriculum_answer answer;
	struct curriculum p;

	(void)state;
	read_it(a, &p);
	assert_true(curriculum_solve(&p, &options, a, &answer, &err));
	curriculum_judge(&p, &answer.plan, a, &v);
	assert_int_equal(v.clashes, 0);
	assert_int_equal(v.cost, 15);
	assert_int_equal(answer.cost, 15);
	assert_int_equal(answer.bound, 15);
	assert_true(answer.seconds < 4);
}

/* A course of nobody needs a room all the same: seven lectures do not fit into six periods. */
static void
test_nobody(void **state)
{
	static const char nobody[] = "Name: Nobody\nCourses: 3\nRooms: 1\nDays: 2\n"
				     "Periods_per_day: 3\nCurricula: 1\nConstraints: 0\n\n"
				     "COURSES:\na t1 2 1 0\nb t2 2 1 0\nc t3 3 1 0\n\n"
				     "ROOMS:\nA 10\n\nCURRICULA:\nq 1 a\n\n"
				     "UNAVAILABILITY_CONSTRAINTS:\n\nEND.\n";
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_result r;
	struct curriculum_model m;
	struct curriculum p;

	(void)state;
	assert_true(curriculum_parse(a, dais_str_from(nobody), "nobody.ctt", &p, &err));
	curriculum_model_build(&p, a, &m);
	dais_optimizer_solve(m.optimizer, &(struct dais_search){ .seed = 1 }, &r);
	assert_int_equal(r.outcome, DAIS_OUTCOME_INFEASIBLE);
}

/* Small problems made at random: the bound never exceeds what annealing finds, and the costs are
 * those the judge counts. */
static void
make_problem(uint64_t seed, char *to, size_t size)
{
	uint64_t x = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	FILE *f = fmemopen(to, size, "w");

	assert_non_null(f);
	fprintf(f, "Name: R\nCourses: 6\nRooms: 2\nDays: 2\nPeriods_per_day: 4\nCurricula: "
		   "3\nConstraints: 4\n\n");
	fprintf(f, "COURSES:\n");
	for (unsigned c = 0; c < 6; c++) {
		x ^= x << 13, x ^= x >> 7, x ^= x << 17;
		fprintf(f, "c%u t%u %u %u %u\n", c, (unsigned)(x >> 8) % 5,
		    1 + (unsigned)(x >> 16) % 3, 1 + (unsigned)(x >> 24) % 2,
		    5 + (unsigned)(x >> 32) % 30);
	}
	fprintf(f, "\nROOMS:\nA 30\nB 15\n\nCURRICULA:\nq0 2 c0 c1\nq1 2 c2 c3\nq2 3 c1 c4 c5\n\n");
	fprintf(f, "UNAVAILABILITY_CONSTRAINTS:\n");
	for (unsigned i = 0; i < 4; i++) {
		x ^= x << 13, x ^= x >> 7, x ^= x << 17;
		fprintf(f, "c%u %u %u\n", (unsigned)(x >> 8) % 6, (unsigned)(x >> 16) % 2,
		    (unsigned)(x >> 24) % 4);
	}
	fprintf(f, "\nEND.\n");
	assert_int_equal(fclose(f), 0);
}

static void
test_bounds(void **state)
{
	char made[2000];
	unsigned proven = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		const struct curriculum_options options = { .seconds = 0.4, .seed = seed };
		const struct curriculum_anneal how = { .seconds = 0.1, .seed = seed };
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_err err = DAIS_ERR_INIT;
		struct curriculum_answer answer;
		struct curriculum_plan plan;
		struct curriculum_verdict v;
		struct curriculum p;
		uint64_t moves;

		make_problem(seed, made, sizeof(made));
		assert_true(curriculum_parse(a, dais_str_from(made), "made", &p, &err));
		assert_true(curriculum_solve(&p, &options, a, &answer, &err));
		curriculum_judge(&p, &answer.plan, a, &v);
		assert_int_equal(v.clashes, 0);
		assert_int_equal(v.cost, answer.cost);
		assert_true(answer.bound <= answer.cost);
		proven += answer.bound == answer.cost;
		assert_true(curriculum_anneal(&p, &how, a, &plan, &moves));
		curriculum_judge(&p, &plan, a, &v);
		assert_true(v.clashes || answer.bound <= v.cost);
	}
	assert_true(proven >= 4);
}

/* Annealing of periods alone keeps the demands, and counts as the judge does once there are rooms:
 * the rooms of a period, the largest for most students. */
static void
give_rooms(const struct curriculum *p, struct curriculum_plan *plan)
{
	for (size_t k = 0; k < p->lectures; k++) {
		unsigned students = p->courses.v[p->course[k]].students, other = 0;
		bool first = true;

		for (size_t j = 0; j < p->lectures; j++)
			if (j != k && plan->period[j] == plan->period[k]) {
				other = p->courses.v[p->course[j]].students;
				first = k < j;
			}
		/* rooms are A 30 and B 15 */
		plan->room[k] = !(students > other || (students == other && first));
	}
}

static void
test_periods(void **state)
{
	char made[2000];
	unsigned tried = 0, best = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 16; seed++) {
		const struct curriculum_anneal first = { .seconds = 0.05, .seed = seed };
		const struct curriculum_periods how = {
			.seconds = 0.05, .seed = seed, .homes = seed % 2 == 0
		};
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_err err = DAIS_ERR_INIT;
		struct curriculum_verdict before, after;
		struct curriculum_plan plan;
		struct curriculum p;
		uint64_t moves;
		unsigned cost, away = 0;

		make_problem(seed, made, sizeof(made));
		assert_true(curriculum_parse(a, dais_str_from(made), "made", &p, &err));
		assert_true(curriculum_anneal(&p, &first, a, &plan, &moves));
		curriculum_judge(&p, &plan, a, &before);
		if (before.clashes)
			continue;
		tried++;
		assert_true(curriculum_anneal_periods(&p, &how, &plan, &cost, &moves));
		for (size_t k = 0; how.homes && k < p.lectures; k++)
			away += plan.room[k] == UINT_MAX;
		give_rooms(&p, &plan);
		curriculum_judge(&p, &plan, a, &after);
		assert_int_equal(after.clashes, 0);
		assert_int_equal(cost, after.seats + after.days + after.gaps + away);
		best += cost <= before.seats + before.days + before.gaps + away;
	}
	assert_true(tried >= 6);
	assert_true(best == tried);
}

/* Annealing goes on where it was left: what is best never becomes worse, and it is what the periods
 * that are given cost. */
static void
test_goes(void **state)
{
	const struct curriculum_anneal first = { .seconds = 0.05, .seed = 1 };
	const struct curriculum_periods how = { .seconds = 0.05, .seed = 2 };
	struct curriculum_tempering *tempering;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_verdict v;
	struct curriculum_plan plan;
	struct curriculum p;
	uint64_t before = 0;
	unsigned least = UINT_MAX;

	(void)state;
	read_it(a, &p);
	assert_true(curriculum_anneal(&p, &first, a, &plan, &before));
	tempering = curriculum_tempering_new(&p, &how, &plan, a);
	assert_non_null(tempering);
	before = 0;
	for (unsigned i = 0; i < 4; i++) {
		uint64_t moves;
		unsigned cost;

		curriculum_tempering_run(tempering, 0.03, 0, &plan, &cost, &moves);
		assert_true(moves > before);
		assert_true(cost <= least);
		for (size_t k = 0; k < p.lectures; k++)
			assert_int_equal(plan.room[k], UINT_MAX);
		give_rooms(&p, &plan);
		curriculum_judge(&p, &plan, a, &v);
		assert_int_equal(v.clashes, 0);
		assert_int_equal(cost, v.seats + v.days + v.gaps);
		before = moves;
		least = cost;
	}
}

/* Algebra and logic are better with music on the second day, but each alone on its way there would
 * cost two curricula more than it is worth: they only come there together. */
static const char pair[] = "Name: Pair\nCourses: 3\nRooms: 2\nDays: 2\nPeriods_per_day: 3\n"
			   "Curricula: 3\nConstraints: 5\n\n"
			   "COURSES:\nalgebra t1 1 1 10\nlogic t2 1 1 10\nmusic t3 1 1 10\n\n"
			   "ROOMS:\nA\t25\nB\t25\n\n"
			   "CURRICULA:\nq1 2 algebra logic\nq2 2 algebra logic\n"
			   "q3 2 algebra music\n\n"
			   "UNAVAILABILITY_CONSTRAINTS:\nmusic 0 0\nmusic 0 1\nmusic 0 2\n"
			   "music 1 0\nmusic 1 1\n\nEND.\n";

static void
test_pair(void **state)
{
	const struct curriculum_periods how = {
		.seconds = 0.05, .seed = 1, .hot = 0.1, .cold = 0.1
	};
	unsigned period[] = { 0, 1, 5 }, room[] = { 0, 0, 0 }, cost;
	struct curriculum_plan plan = { period, room };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum p;
	uint64_t moves;

	(void)state;
	assert_true(curriculum_parse(a, dais_str_from(pair), "pair.ctt", &p, &err));
	assert_true(curriculum_anneal_periods(&p, &how, &plan, &cost, &moves));
	assert_int_equal(cost, 0);
	assert_int_equal(period[0], 4);
	assert_int_equal(period[1], 3);
}

/* Two curricula of one course each, held twice on two days: each lecture stands alone (2 x 2 x 2),
 * or a course is held on one day (5). Rooms cost nothing. */
static const char alone[] = "Name: Alone\nCourses: 2\nRooms: 2\nDays: 2\nPeriods_per_day: 3\n"
			    "Curricula: 2\nConstraints: 0\n\n"
			    "COURSES:\nalgebra t1 2 2 10\nlogic t1 2 2 10\n\n"
			    "ROOMS:\nA\t25\nB\t12\n\n"
			    "CURRICULA:\nq1  1 algebra\nq2  1 logic\n\n"
			    "UNAVAILABILITY_CONSTRAINTS:\n\nEND.\n";

static void
test_days_alone(void **state)
{
	unsigned period[] = { 0, 1, 3, 4 }, room[] = { 0, 0, 0, 0 };
	const struct curriculum_plan plan = { period, room };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum_days_result r;
	struct curriculum p;
	unsigned bound;

	(void)state;
	assert_true(curriculum_parse(a, dais_str_from(alone), "alone.ctt", &p, &err));
	assert_true(curriculum_days(&p, &plan, 1, 10, 100, false, &r, &err));
	assert_int_equal(r.bound, 8);
	assert_true(curriculum_bound_parts(&p, &plan, 2, 5, false, &bound, &err));
	assert_int_equal(bound, 8);
	/* a curriculum alone is not looked at */
	assert_true(curriculum_bound_parts(&p, &plan, 1, 0.2, false, &bound, &err));
	assert_int_equal(bound, 0);
}

/* No timetable costs less than the bounds, in whatever order its lectures came to be. */
static void
test_days_of_any(void **state)
{
	char made[2000];
	unsigned sum = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		const struct curriculum_anneal how = { .seconds = 0.02, .seed = seed };
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_err err = DAIS_ERR_INIT;
		struct curriculum_days_result r;
		struct curriculum_plan plan;
		struct curriculum_verdict v;
		struct curriculum p;
		uint64_t moves;
		unsigned parts;

		make_problem(seed, made, sizeof(made));
		assert_true(curriculum_parse(a, dais_str_from(made), "made", &p, &err));
		assert_true(curriculum_anneal(&p, &how, a, &plan, &moves));
		curriculum_judge(&p, &plan, a, &v);
		if (v.clashes)
			continue;
		assert_true(curriculum_days(&p, &plan, 1, 1, 1000, false, &r, &err));
		assert_true(r.bound <= v.days + v.gaps);
		assert_true(r.bound <= ceil(r.relaxation - 1e-6));
		assert_true(curriculum_bound_parts(&p, &plan, 4, 0.1, false, &parts, &err));
		assert_true(parts <= v.days + v.gaps);
		sum += r.bound;
	}
	assert_true(sum > 0);
}

static void
test_errors(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum p;

	(void)state;
	assert_false(curriculum_parse(a, DAIS_STR("Name: x\nCourses: many\n"), "x.ctt", &p, &err));
	assert_string_equal(err.msg, "x.ctt:2: expected Courses:");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_parse_plan),
		cmocka_unit_test(test_anneal),
		cmocka_unit_test(test_solve),
		cmocka_unit_test(test_nobody),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_goes),
		cmocka_unit_test(test_pair),
		cmocka_unit_test(test_days_alone),
		cmocka_unit_test(test_days_of_any),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests_name("plan-curriculum", tests, NULL, NULL);
}
