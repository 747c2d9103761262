/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Time, stop, progress, the same answer for a seed; on random clauses as wishes, of which the
 * larger kind is far beyond what any solver proves.
 */
#include "support/test.h"

#include "base/clock.h"
#include "plan/engine/tiny.h"

struct heard {
	size_t n, answers;
	uint64_t cost, bound; /* last of rank 1 */
	size_t stop_at;       /* answers after which to stop; 0 never */
	atomic_int stop;
};

/* @n variables, @m random clauses of three literals, each a wish. */
static struct dais_optimizer *
random_wishes(struct dais_arena *a, uint64_t seed, int n, size_t m)
{
	struct tiny t = { .random = seed };
	struct dais_optimizer *o = dais_optimizer_new(a);

	for (int i = 0; i < n; i++)
		dais_optimizer_decision(o, dais_optimizer_variable(o), (size_t)i / 4, SIZE_MAX);
	for (size_t i = 0; i < m; i++) {
		dais_literal c[4];

		for (int j = 0; j < 3; j++) {
			c[j] = 1 + (int)tiny_random(&t, (uint64_t)n);
			c[j] = tiny_random(&t, 2) ? c[j] : -c[j];
		}
		c[3] = dais_optimizer_variable(o);
		dais_optimizer_wish(o, c[3], 1 + (unsigned)(i % 8 == 0), 1 + tiny_random(&t, 3));
		c[3] = -c[3];
		dais_optimizer_clause(o, c, 4);
	}
	return o;
}

static void
hear(void *ctx, const struct dais_progress *at)
{
	struct heard *h = ctx;

	h->n++;
	if (at->rank > 1)
		return;
	assert_true(at->bound[1] >= h->bound);
	h->bound = at->bound[1];
	if (at->has_answer) {
		if (h->answers)
			assert_true(at->cost[1] <= h->cost);
		assert_true(at->cost[1] >= at->bound[1]);
		h->answers += h->answers == 0 || at->cost[1] < h->cost;
		h->cost = at->cost[1];
	}
	if (h->stop_at && h->answers >= h->stop_at)
		h->stop = 1;
}

static void
test_time_limit_gives_the_best_answer(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct heard h = { 0 };
	struct dais_search s = { .seconds = 0.5, .progress = hear, .ctx = &h };
	struct dais_result got = { .outcome = DAIS_OUTCOME_UNKNOWN };

	(void)state;
	/* On a busy machine there is none in half a second. */
	for (; got.outcome == DAIS_OUTCOME_UNKNOWN && s.seconds < 100; s.seconds *= 2) {
		struct dais_optimizer *o = random_wishes(a, 1, 300, 4000);
		double start = processor_seconds();

		h = (struct heard){ 0 };
		dais_optimizer_solve(o, &s, &got);
		assert_true(processor_seconds() - start < 10 * s.seconds);
	}
	assert_int_equal(got.outcome, DAIS_OUTCOME_FEASIBLE);
	assert_true(got.at.bound[1] < got.at.cost[1]);
	assert_int_equal(h.cost, got.at.cost[1]);
	dais_arena_free(a);
}

static void
test_stop_ends_soon(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_optimizer *o = random_wishes(a, 2, 80, 800);
	struct heard h = { .stop_at = 2 };
	const struct dais_search s = { .stop = &h.stop, .progress = hear, .ctx = &h };
	const struct dais_search again = { .stop = &h.stop };
	struct dais_result got;

	(void)state;
	dais_optimizer_solve(o, &s, &got);
	assert_int_equal(got.outcome, DAIS_OUTCOME_FEASIBLE);
	assert_int_equal(h.answers, 2);
	assert_int_equal(h.cost, got.at.cost[1]);
	/* Stopped before it began: nothing is known. */
	dais_optimizer_solve(o, &again, &got);
	assert_int_equal(got.outcome, DAIS_OUTCOME_UNKNOWN);
	dais_arena_free(a);
}

static void
test_first_answer_is_enough(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_optimizer *o = random_wishes(a, 3, 300, 4000);
	const struct dais_search s = { .first_answer = true };
	struct dais_result got;

	(void)state;
	dais_optimizer_solve(o, &s, &got);
	assert_int_equal(got.outcome, DAIS_OUTCOME_FEASIBLE);
	dais_arena_free(a);
}

static void
test_same_seed_same_answer(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 4; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct dais_result got[2];
		struct dais_optimizer *o[2];

		for (int i = 0; i < 2; i++) {
			const struct dais_search s = { .seed = seed };

			o[i] = random_wishes(a, seed, 24, 120);
			dais_optimizer_solve(o[i], &s, &got[i]);
		}
		assert_int_equal(got[0].outcome, DAIS_OUTCOME_OPTIMAL);
		assert_int_equal(got[0].calls, got[1].calls);
		assert_int_equal(got[0].cores, got[1].cores);
		for (int l = 1; l <= 24; l++)
			assert_int_equal(
			    dais_optimizer_value(o[0], l), dais_optimizer_value(o[1], l));
		dais_arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_time_limit_gives_the_best_answer),
		cmocka_unit_test(test_stop_ends_soon),
		cmocka_unit_test(test_first_answer_is_enough),
		cmocka_unit_test(test_same_seed_same_answer),
	};

	return cmocka_run_group_tests_name("optimizer limits", tests, NULL, NULL);
}
