/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * usage: planning_curriculum solve INSTANCE.ctt SECONDS SEED
 *
 * One line of JSON, for compare.py.
 */
#include <stdio.h>

#include "planning/curriculum_anneal.h"

static int
solve(const char *path, double seconds, uint64_t seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct curriculum_verdict v;
	struct curriculum_plan plan;
	struct curriculum p;
	uint64_t moves;

	if (!curriculum_read(a, path, &p, &err)) {
		(void)fprintf(stderr, "planning_curriculum: %s\n", err.msg);
		return 2;
	}
	if (!curriculum_anneal(&p, seconds, seed, a, &plan, &moves)) {
		(void)fprintf(stderr, "planning_curriculum: %s: more lectures than places\n", path);
		return 1;
	}
	curriculum_judge(&p, &plan, a, &v);
	printf("{\"cost\": %u, \"clashes\": %u, \"seats\": %u, \"days\": %u, \"gaps\": %u, "
	       "\"rooms\": %u, \"moves\": %llu}\n",
	    v.cost, v.clashes, v.seats, v.days, v.gaps, v.rooms, (unsigned long long)moves);
	return 0;
}

int
main(int argc, char **argv)
{
	int64_t seconds, seed;

	if (argc == 5 && strcmp(argv[1], "solve") == 0 &&
	    dais_str_to_int(dais_str_from(argv[3]), 1, 100000, &seconds) &&
	    dais_str_to_int(dais_str_from(argv[4]), 0, INT64_MAX, &seed))
		return solve(argv[2], (double)seconds, (uint64_t)seed);
	(void)fprintf(stderr, "usage: planning_curriculum solve INSTANCE.ctt SECONDS SEED\n");
	return 2;
}
