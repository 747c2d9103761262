/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The SAT solver of the optimizer against CaDiCaL: clauses added bit by bit, assumptions, limits of
 * weight; every answer, model and set of failed assumptions.
 */
#include "support/test.h"

#include <ccadical.h>
#include <stdlib.h>

#include "plan/engine/sat_priv.h"
#include "plan/engine/tiny.h"

#define ROUNDS 12
#define ASSUMED 8

struct duel {
	struct dais_sat *own;
	CCaDiCaL *other;
	struct tiny dice;
	int variables;
	int clauses[4000][8]; /* ended by 0 */
	size_t n;
	size_t yes, no;
};

static int
literal(struct duel *d)
{
	int l = 1 + (int)tiny_random(&d->dice, (uint64_t)d->variables);

	return tiny_random(&d->dice, 2) ? l : -l;
}

static void
add(struct duel *d, size_t width)
{
	int *c = d->clauses[d->n++];

	for (size_t i = 0; i < width; i++) {
		c[i] = literal(d);
		ccadical_add(d->other, c[i]);
	}
	c[width] = 0;
	ccadical_add(d->other, 0);
	dais_sat_add(d->own, c, width);
}

static void
expect_model(struct duel *d, const int *assumed)
{
	for (size_t i = 0; i < ASSUMED; i++)
		assert_true(dais_sat_value(d->own, assumed[i]));
	for (size_t i = 0; i < d->n; i++) {
		bool holds = false;

		for (const int *l = d->clauses[i]; *l; l++)
			holds = holds || dais_sat_value(d->own, *l);
		assert_true(holds);
	}
}

static void
expect_failed(struct duel *d, const int *assumed)
{
	for (size_t i = 0; i < ASSUMED; i++)
		if (dais_sat_failed(d->own, assumed[i]))
			ccadical_assume(d->other, assumed[i]);
	assert_int_equal(ccadical_solve(d->other), 20);
}

static void
solve(struct duel *d, int *assumed)
{
	int expected;

	/* Some stay from call to call, as the search does it. */
	for (size_t i = tiny_random(&d->dice, ASSUMED); i < ASSUMED; i++) {
		assumed[i] = literal(d);
		for (size_t j = 0; j < i; j++)
			if (assumed[j] == -assumed[i])
				assumed[i] = assumed[j];
	}
	for (size_t i = 0; i < ASSUMED; i++)
		ccadical_assume(d->other, assumed[i]);
	expected = ccadical_solve(d->other);
	assert_int_equal(dais_sat_solve(d->own, assumed, ASSUMED, -1), expected);
	if (expected == 10)
		expect_model(d, assumed);
	else
		expect_failed(d, assumed);
	d->yes += expected == 10;
	d->no += expected == 20;
}

static void
fight(struct duel *d, uint64_t seed, int variables, double density)
{
	int assumed[ASSUMED];

	d->own = dais_sat_new();
	d->other = ccadical_init();
	ccadical_set_option(d->other, "quiet", 1);
	d->dice.random = seed;
	d->variables = variables;
	d->n = 0;
	for (size_t i = 0; i < ASSUMED; i++)
		assumed[i] = 1 + (int)i % variables;
	for (int round = 0; round < ROUNDS; round++) {
		size_t more = (size_t)(density * variables / ROUNDS) + 1;

		for (size_t i = 0; i < more; i++)
			add(d, tiny_random(&d->dice, 4) == 0 ? 2 : 3 + tiny_random(&d->dice, 2));
		solve(d, assumed);
		solve(d, assumed);
	}
	dais_sat_free(d->own);
	ccadical_release(d->other);
}

static void
test_small_duels(void **state)
{
	static struct duel d;

	(void)state;
	for (uint64_t seed = 0; seed < 1000; seed++)
		fight(&d, seed, 4 + (int)(seed % 30), 3 + (double)(seed % 5));
	assert_true(d.yes > 1000);
	assert_true(d.no > 1000);
}

static void
test_hard_duels(void **state)
{
	static struct duel d;

	(void)state;
	for (uint64_t seed = 0; seed < 6; seed++)
		fight(&d, seed, 180, 3.9);
	assert_true(d.yes > 10);
	assert_true(d.no > 10);
}

/* Under a limit: the answers are those of trying everything, before and after it changes. */
static void
test_limits_of_weight(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 400; seed++) {
		static struct duel d;
		int softs[9];
		uint64_t weights[9];
		int n = 9, on;

		d.own = dais_sat_new();
		d.other = ccadical_init();
		ccadical_set_option(d.other, "quiet", 1);
		d.dice.random = seed;
		d.variables = n;
		d.n = 0;
		on = n + 1;
		for (int i = 0; i < 14; i++)
			add(&d, 2 + tiny_random(&d.dice, 2));
		for (int i = 0; i < n; i++) {
			softs[i] = tiny_random(&d.dice, 2) ? i + 1 : -i - 1;
			weights[i] = 1 + tiny_random(&d.dice, 6);
		}
		for (int round = 0; round < 8; round++) {
			uint64_t limit = tiny_random(&d.dice, 20);
			int assumed[] = { on, literal(&d), literal(&d) };
			bool expected = false;

			if (assumed[1] == -assumed[2])
				assumed[2] = assumed[1];
			dais_sat_limit(d.own, softs, weights, (size_t)n, limit, on);
			for (unsigned bits = 0; bits < 1u << n && !expected; bits++) {
				uint64_t cost = 0;
				bool holds = true;

				for (int i = 0; i < n; i++)
					if ((bits >> (abs(softs[i]) - 1) & 1u) != (softs[i] > 0))
						cost += weights[i];
				for (size_t i = 0; i < d.n && holds; i++) {
					holds = false;
					for (const int *l = d.clauses[i]; *l; l++)
						holds = holds ||
							(bits >> (abs(*l) - 1) & 1u) == (*l > 0);
				}
				for (int i = 1; i < 3; i++)
					holds = holds && (bits >> (abs(assumed[i]) - 1) & 1u) ==
							     (assumed[i] > 0);
				expected = holds && cost <= limit;
			}
			/* Limits only ever get lower for one literal: another for each. */
			assert_int_equal(dais_sat_solve(d.own, assumed, 3, -1), expected ? 10 : 20);
			on++;
		}
		dais_sat_free(d.own);
		ccadical_release(d.other);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_duels),
		cmocka_unit_test(test_hard_duels),
		cmocka_unit_test(test_limits_of_weight),
	};

	return cmocka_run_group_tests_name("SAT solver", tests, NULL, NULL);
}
