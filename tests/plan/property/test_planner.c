/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The planner against the checker, which shares no code with it, and against the search through
 * all plans of tiny problems. A problem on which they disagree is made small and printed:
 *
 *     test_plan_property              the seeds of the test
 *     test_plan_property SEED COUNT   others
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "test.h"

#include "build.h"
#include "oracle.h"
#include "plan/engine/engine_priv.h"
#include "plan/judge/judge.h"
#include "plan/meeting/meeting.h"
#include "random.h"
#include "shrink.h"

#define SECONDS 1 /* then the best plan so far is judged, and must not claim to be the best */

#define SANITIZED_SHARE 3
#define FEW_CALLS 20000 /* effort */

static uint64_t first_seed = 1;
static uint64_t tiny_problems = 300, small_problems = 40;

struct asked {
	bool with_oracle;
	bool usual; /* small problems are written as they are, not as large ones */
	uint64_t
	    patience; /* 0 the usual: cores are soon given up, bounds come from elsewhere, too */
	unsigned steps; /* around each best plan */
	size_t proven, infeasible, unfinished, tried_all, walked, wrong;
	size_t credited; /* proven and held against all plans, some uses counted from the other end
			  */
	struct dais_str what; /* of the last disagreement, in @a */
	struct dais_arena *a;
};

#define WRONG(q, ...) ((q)->what = dais_arena_printf((q)->a, __VA_ARGS__), false)

static bool
costs_agree(struct asked *q, const struct dais_result *result, const struct dais_verdict *v)
{
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		if (result->at.cost[r] != v->cost[r])
			return WRONG(q, "rank %u: the planner says %" PRIu64 ", the judge %" PRIu64,
			    r, result->at.cost[r], v->cost[r]);
		if (result->at.bound[r] > v->cost[r])
			return WRONG(q, "rank %u: bound %" PRIu64 " above the cost %" PRIu64, r,
			    result->at.bound[r], v->cost[r]);
		if (result->outcome == DAIS_OUTCOME_OPTIMAL && result->at.bound[r] != v->cost[r])
			return WRONG(q, "rank %u: proven, yet bound %" PRIu64 " and cost %" PRIu64,
			    r, result->at.bound[r], v->cost[r]);
	}
	return true;
}

/* Whether joining bodies saves something in the model (economy.c). */
static bool
has_credit(struct dais_meeting_model *m)
{
	const struct dais_optimizer *o = dais_meeting_strict_optimizer(m);
	bool some = false;

	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++)
		some = some || o->credit[r] > 0;
	return some;
}

static bool
oracle_agrees(struct asked *q, const struct dais_problem *p, const struct dais_result *result,
    const struct dais_verdict *v)
{
	struct oracle best;

	oracle_best(p, 400, 4000, q->a, &best);
	if (best.answer == ORACLE_TOO_LARGE || result->outcome == DAIS_OUTCOME_FEASIBLE)
		return true;
	q->tried_all++;
	if (best.answer == ORACLE_INFEASIBLE && result->outcome != DAIS_OUTCOME_INFEASIBLE)
		return WRONG(q, "no plan was found by trying all");
	if (best.answer == ORACLE_BEST && result->outcome == DAIS_OUTCOME_INFEASIBLE)
		return WRONG(q, "infeasible, yet there is %.*s",
		    DAIS_STR_ARG(build_print_plan(&best.plan, q->a)));
	if (best.answer == ORACLE_BEST && oracle_compare(best.cost, v->cost) != 0)
		return WRONG(q, "%s than the best by trying all: %.*s",
		    oracle_compare(best.cost, v->cost) < 0 ? "worse" : "better",
		    DAIS_STR_ARG(build_print_plan(&best.plan, q->a)));
	return true;
}

/* No sound plan near the best one is better: a walk from it over plans as good, at times over
 * others. */
static bool
walk_agrees(struct asked *q, const struct dais_problem *p, const struct dais_plan *best,
    const struct dais_verdict *of_best)
{
	struct chance c = { .state = 1 };
	struct dais_plan at, next;
	struct dais_verdict v;

	build_copy(best, q->a, &at);
	for (unsigned i = 0; i < q->steps; i++) {
		if (i % 50 == 0)
			build_copy(best, q->a, &at);
		build_copy(&at, q->a, &next);
		random_step(&c, p, q->a, &next);
		dais_judge(p, &next, q->a, &v);
		if (!v.sound)
			continue;
		q->walked++;
		if (oracle_compare(v.cost, of_best->cost) < 0)
			return WRONG(q, "not the best: %.*s is better than %.*s",
			    DAIS_STR_ARG(build_print_plan(&next, q->a)),
			    DAIS_STR_ARG(build_print_plan(best, q->a)));
		if (oracle_compare(v.cost, of_best->cost) == 0 || chance_of(&c, 30))
			at = next;
	}
	return true;
}

static bool
plan_agrees(struct asked *q, const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_result *result, struct dais_verdict *ret)
{
	dais_judge(p, plan, q->a, ret);
	if (!ret->sound)
		return WRONG(q, "unsound: %.*s", DAIS_STR_ARG(ret->breaches.v[0].words));
	if (!costs_agree(q, result, ret))
		return false;
	if (result->outcome != DAIS_OUTCOME_OPTIMAL) {
		q->unfinished++;
		return true;
	}
	q->proven++;
	return walk_agrees(q, p, plan, ret);
}

/* Plans @p; false, with *@q->what, when somebody disagrees. */
static bool
agrees(struct asked *q, const struct dais_problem *p)
{
	const struct dais_search search = { .seed = 1, .seconds = SECONDS };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_plan plan = { 0 };
	struct dais_result result = { 0 };
	struct dais_verdict v = { 0 };
	size_t tried;

	q->what = DAIS_STR_NONE;
	if (!(q->usual ? dais_meeting_model_new : dais_meeting_model_new_economical)(
		p, q->a, &m, &err))
		return WRONG(q, "refused: %s", err.msg);
	if (q->patience) {
		dais_meeting_strict_optimizer(m)->patience = q->patience;
		dais_meeting_strict_optimizer(m)->ask_round = 0;
	}
	dais_meeting_solve(m, &search, q->a, &plan, &result);
	if (result.outcome == DAIS_OUTCOME_INFEASIBLE) {
		q->infeasible++;
	} else if (result.outcome == DAIS_OUTCOME_UNKNOWN) {
		q->unfinished++;
		return true;
	} else if (!plan_agrees(q, p, &plan, &result, &v)) {
		q->what = dais_arena_printf(q->a, "%.*s: %.*s", DAIS_STR_ARG(q->what),
		    DAIS_STR_ARG(build_print_plan(&plan, q->a)));
		return false;
	}
	if (!q->with_oracle)
		return true;
	tried = q->tried_all;
	if (!oracle_agrees(q, p, &result, &v))
		return false;
	q->credited +=
	    q->tried_all > tried && result.outcome == DAIS_OUTCOME_OPTIMAL && has_credit(m);
	return true;
}

static bool
disagrees(void *ctx, const struct dais_problem *p)
{
	struct asked *q = ctx;
	bool wrong = !agrees(q, p);

	/* a smaller problem that fails for another reason is none the worse */
	return wrong;
}

static void
report(struct asked *q, const struct dais_problem *p, uint64_t seed)
{
	struct dais_problem *small = shrink_problem(p, q->a, disagrees, q);

	(void)agrees(q, small);
	print_message("seed %" PRIu64 ": %.*s\n%.*s\n", seed, DAIS_STR_ARG(q->what),
	    DAIS_STR_ARG(print_problem(small, q->a)));
	q->wrong++;
}

static void
ask(struct asked *q, uint64_t seed, const struct random_shape *shape)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)4 << 30);
	struct chance c = { seed };
	struct dais_plan planted;
	struct dais_problem *p = random_problem(&c, shape, a, &planted);
	size_t infeasible = q->infeasible;

	q->a = a;
	/* nothing but what is known from elsewhere, or some neighbourhoods and decisions ruled out
	 */
	q->patience = seed % 3 == 0 ? 1 : seed % 3 == 1 ? FEW_CALLS : 0;
	q->usual = seed % 5 == 4;
	if (!agrees(q, p)) {
		report(q, p, seed);
	} else if (shape->planted && q->infeasible > infeasible) {
		q->wrong++;
		print_message("seed %" PRIu64 ": infeasible, yet there is %.*s\n%.*s\n", seed,
		    DAIS_STR_ARG(build_print_plan(&planted, a)), DAIS_STR_ARG(print_problem(p, a)));
	}
}

static void
ask_many(
    uint64_t n, const struct random_shape *shape, bool with_oracle, unsigned steps, struct asked *q)
{
	*q = (struct asked){ .with_oracle = with_oracle, .steps = steps };
	for (uint64_t seed = first_seed; seed < first_seed + n && q->wrong < 3; seed++)
		ask(q, seed, shape);
	print_message(
	    "%zu proven, %zu infeasible, %zu out of time; all plans tried of %zu (joining "
	    "saves in %zu); %zu sound plans beside the best\n",
	    q->proven, q->infeasible, q->unfinished, q->tried_all, q->credited, q->walked);
	assert_int_equal(q->wrong, 0);
}

/* Plans of tiny problems are the best there are; where there is none, none is found. */
static void
test_tiny_problems(void **state)
{
	struct asked q;

	(void)state;
	ask_many(tiny_problems, &random_tiny, true, 0, &q);
	assert_true(q.proven > tiny_problems / 5 && q.infeasible > tiny_problems / 10 &&
		    q.tried_all > tiny_problems / 2);
}

/* The same where few sittings, one item in each and no idle half-days pull against each other. */
static void
test_tiny_economies(void **state)
{
	struct asked q;

	(void)state;
	ask_many(tiny_problems, &random_tiny_economy, true, 0, &q);
	assert_true(q.proven > tiny_problems / 5 && q.tried_all > tiny_problems / 3);
	/* common openings and reports among them */
	assert_true(q.credited > tiny_problems / 20);
}

/* Problems that have a plan get a sound one that costs what the planner says. */
static void
test_planted_problems(void **state)
{
	struct asked q;

	(void)state;
	ask_many(small_problems, &random_small, false, 500, &q);
	assert_int_equal(q.infeasible, 0);
	assert_true(q.walked > 20 * small_problems);
}

static void
test_small_problems(void **state)
{
	struct random_shape shape = random_small;
	struct asked q;

	(void)state;
	shape.planted = false;
	ask_many(small_problems, &shape, false, 200, &q);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tiny_problems),
		cmocka_unit_test(test_tiny_economies),
		cmocka_unit_test(test_planted_problems),
		cmocka_unit_test(test_small_problems),
	};
	int64_t seed = 1, count = 1;

#ifdef __SANITIZE_ADDRESS__
	/* All of them run in the plain build; here it is memory that is watched. */
	tiny_problems /= SANITIZED_SHARE;
	small_problems /= SANITIZED_SHARE;
#endif
	if (argc == 3 && dais_str_to_int(dais_str_from(argv[1]), 0, INT64_MAX, &seed) &&
	    dais_str_to_int(dais_str_from(argv[2]), 1, 1000000, &count)) {
		first_seed = (uint64_t)seed;
		tiny_problems = small_problems = (uint64_t)count;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
