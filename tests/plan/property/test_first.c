/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first plan of random problems obeys what every plan obeys, gives each task what must be
 * given when it says so, and is often sound in all.
 */
#include <inttypes.h>

#include "test.h"

#include "build.h"
#include "plan/judge/judge.h"
#include "plan/meeting/first.h"
#include "random.h"

#define PROBLEMS 600

static bool
has_fixed(const struct dais_problem *p)
{
	for (size_t d = 0; d < p->demands.n; d++) {
		if (p->demands.v[d].kind == DAIS_DEMAND_FIXED && !p->demands.v[d].rank)
			return true;
	}
	return false;
}

static void
test_first_plans(void **state)
{
	size_t whole = 0, sound = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= PROBLEMS; seed++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct chance c = { .state = seed };
		struct dais_plan planted, plan;
		struct dais_problem *p = random_problem(&c, &random_small, a, &planted);
		bool is_whole = dais_meeting_first_plan(p, DAIS_FIRST_SOUND, NULL, a, &plan);
		struct dais_verdict v;

		dais_judge(p, &plan, a, &v);
		sound += v.sound;
		whole += is_whole;
		for (size_t b = 0; b < v.breaches.n; b++) {
			size_t d = v.breaches.v[b].demand;
			/* a fixed cell may stand before what has to come first */
			bool bad = d == DAIS_NONE ? !has_fixed(p)
						  : is_whole && !p->demands.v[d].rank &&
							p->demands.v[d].kind == DAIS_DEMAND_LEAST;

			if (bad)
				fail_msg("seed %" PRIu64 ": %.*s: %.*s", seed,
				    DAIS_STR_ARG(v.breaches.v[b].words),
				    DAIS_STR_ARG(build_print_plan(&plan, a)));
		}
	}
	print_message("%zu whole, %zu sound of %d\n", whole, sound, PROBLEMS);
	assert_true(whole > PROBLEMS * 9 / 10 && sound > PROBLEMS * 3 / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_plans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
