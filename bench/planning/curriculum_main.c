/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * usage: planning_curriculum solve INSTANCE.ctt SECONDS SEED [SOLUTION]
 *        planning_curriculum anneal INSTANCE.ctt SECONDS SEED
 *        planning_curriculum periods INSTANCE.ctt SECONDS SEED
 *        planning_curriculum bound INSTANCE.ctt SECONDS SEED
 *        planning_curriculum judge INSTANCE.ctt SOLUTION
 *
 * One line of JSON, for compare.py. SECONDS are of the processor. The solution is written as in the
 * competition: a lecture a line, with its course, room, day and period. "periods" anneals periods
 * alone, after a second of the whole; rooms do not fit them. "bound" finds only how much any
 * timetable costs at least, from parts of the courses (curriculum_parts.h) and from rooms. "judge":
 * what a timetable costs that is there.
 */
#include <stdio.h>

#include "planning/curriculum_anneal.h"
#include "planning/curriculum_clock.h"
#include "planning/curriculum_parts.h"
#include "planning/curriculum_periods.h"
#include "planning/curriculum_relax.h"
#include "planning/curriculum_solve.h"

static void
print_verdict(const struct curriculum *p, const struct curriculum_plan *plan)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct curriculum_verdict v;

	curriculum_judge(p, plan, a, &v);
	printf("{\"cost\": %u, \"clashes\": %u, \"seats\": %u, \"days\": %u, \"gaps\": %u, "
	       "\"rooms\": %u",
	    v.cost, v.clashes, v.seats, v.days, v.gaps, v.rooms);
}

static bool
solve(const struct curriculum *p, double seconds, uint64_t seed, const char *to,
    struct dais_arena *a, struct dais_err *err)
{
	struct curriculum_options options = { .seconds = seconds, .seed = seed, .talk = true };
	struct curriculum_answer answer;

	if (!curriculum_solve(p, &options, a, &answer, err))
		return false;
	print_verdict(p, &answer.plan);
	printf(", \"bound\": %u, \"proven\": %s, \"found\": %.2f, \"took\": %.2f}\n", answer.bound,
	    answer.bound >= answer.cost ? "true" : "false", answer.found, answer.seconds);
	return !to || curriculum_write(p, &answer.plan, to, err);
}

static bool
anneal(const struct curriculum *p, double seconds, uint64_t seed, struct dais_arena *a,
    struct dais_err *err)
{
	struct curriculum_anneal how = { .seconds = seconds, .seed = seed };
	struct curriculum_plan plan;
	uint64_t moves;

	if (!curriculum_anneal(p, &how, a, &plan, &moves))
		return dais_err_set(err, DAIS_ERR_INVALID, "more lectures than places");
	print_verdict(p, &plan);
	printf(", \"moves\": %llu}\n", (unsigned long long)moves);
	return true;
}

static bool
anneal_periods(const struct curriculum *p, double seconds, uint64_t seed, struct dais_arena *a,
    struct dais_err *err)
{
	struct curriculum_anneal first = { .seconds = 1, .seed = seed };
	struct curriculum_periods how = { .seconds = seconds, .seed = seed };
	struct curriculum_plan plan;
	uint64_t moves;
	unsigned cost;

	if (!curriculum_anneal(p, &first, a, &plan, &moves) ||
	    !curriculum_anneal_periods(p, &how, &plan, &cost, &moves))
		return dais_err_set(err, DAIS_ERR_INVALID, "too large a problem");
	printf("{\"cost\": %u, \"moves\": %llu}\n", cost, (unsigned long long)moves);
	return true;
}

static bool
bound(const struct curriculum *p, double seconds, uint64_t seed, struct dais_arena *a,
    struct dais_err *err)
{
	struct curriculum_anneal first = { .seconds = 1, .seed = seed };
	struct curriculum_plan plan;
	struct curriculum_verdict v;
	unsigned parts, rooms;
	uint64_t moves;

	if (!curriculum_anneal(p, &first, a, &plan, &moves))
		return dais_err_set(err, DAIS_ERR_INVALID, "more lectures than places");
	curriculum_judge(p, &plan, a, &v);
	if (v.clashes)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "no timetable was found");
	if (!curriculum_relax_rooms(p, seconds, &rooms, err) ||
	    !curriculum_bound_parts(p, &plan, CURRICULUM_PART_COURSES, seconds, true, &parts, err))
		return false;
	printf("{\"parts\": %u, \"rooms\": %u, \"bound\": %u, \"took\": %.2f}\n", parts, rooms,
	    parts + rooms, curriculum_now());
	return true;
}

static int
judge(const char *path, const char *solution)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum_plan plan;
	struct curriculum p;

	if (!curriculum_read(a, path, &p, &err) ||
	    !curriculum_read_plan(a, &p, solution, &plan, &err)) {
		(void)fprintf(stderr, "planning_curriculum: %s\n", err.msg);
		return 2;
	}
	print_verdict(&p, &plan);
	printf("}\n");
	return 0;
}

static int
run(const char *what, const char *path, double seconds, uint64_t seed, const char *to)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum p;

	if (!curriculum_read(a, path, &p, &err) ||
	    !(*what == 'p'     ? anneal_periods(&p, seconds, seed, a, &err)
		: *what == 'b' ? bound(&p, seconds, seed, a, &err)
		: *what == 's' ? solve(&p, seconds, seed, to, a, &err)
			       : anneal(&p, seconds, seed, a, &err))) {
		(void)fprintf(stderr, "planning_curriculum: %s\n", err.msg);
		return 2;
	}
	return 0;
}

int
main(int argc, char **argv)
{
	int64_t seconds, seed;

	if (argc == 4 && strcmp(argv[1], "judge") == 0)
		return judge(argv[2], argv[3]);
	if ((argc == 5 || argc == 6) &&
	    (strcmp(argv[1], "solve") == 0 || strcmp(argv[1], "anneal") == 0 ||
		strcmp(argv[1], "periods") == 0 || strcmp(argv[1], "bound") == 0) &&
	    dais_str_to_int(dais_str_from(argv[3]), 1, 100000, &seconds) &&
	    dais_str_to_int(dais_str_from(argv[4]), 0, INT64_MAX, &seed))
		return run(argv[1], argv[2], (double)seconds, (uint64_t)seed, argv[5]);
	(void)fprintf(stderr, "usage: planning_curriculum solve|anneal|periods|bound INSTANCE.ctt "
			      "SECONDS SEED [SOLUTION]\n"
			      "       planning_curriculum judge INSTANCE.ctt SOLUTION\n");
	return 2;
}
