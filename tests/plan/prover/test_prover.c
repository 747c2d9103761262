/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The prover against every assignment, on small problems; limits of steps on a hard one.
 */
#include "support/test.h"

#include "plan/prover/prover.h"

enum {
	PROBLEMS = 300,
	VARIABLES = 10,
	CLAUSES_MAX = 60,
	HOLES = 10
};

static uint64_t chance;

static unsigned
by_chance(unsigned below)
{
	chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(chance >> 33) % below;
}

static int
some_literal(void)
{
	int v = 1 + (int)by_chance(VARIABLES);

	return by_chance(2) ? v : -v;
}

static struct dais_prover *
new_prover(void)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_prover *p = dais_prover_new(&err);

	if (!p)
		fail_msg("%s", err.msg);
	return p;
}

static bool
holds(const int *clause, size_t n, unsigned bits)
{
	for (size_t i = 0; i < n; i++) {
		int v = clause[i] < 0 ? -clause[i] : clause[i];

		if ((bits >> v & 1) == (clause[i] > 0))
			return true;
	}
	return false;
}

struct problem {
	int clause[CLAUSES_MAX][3];
	size_t n;
};

static bool
all_hold(const struct problem *p, const int *assumed, unsigned bits)
{
	for (size_t i = 0; i < p->n; i++) {
		if (!holds(p->clause[i], 3, bits))
			return false;
	}
	return holds(&assumed[0], 1, bits) && holds(&assumed[1], 1, bits);
}

/* Clauses come one after the other, and after each some are asked with two literals assumed. */
static void
walk(struct dais_prover *prover, size_t *ret_no)
{
	struct problem p = { .n = 0 };

	while (p.n < CLAUSES_MAX) {
		int assumed[2] = { some_literal(), some_literal() };
		bool is = false;
		enum dais_prover_answer answer;
		unsigned bits = 0;

		for (size_t k = 0; k < 3; k++)
			p.clause[p.n][k] = some_literal();
		dais_prover_add(prover, p.clause[p.n++], 3);
		for (bits = 0; bits < 2u << VARIABLES && !is; bits += 2)
			is = all_hold(&p, assumed, bits);
		answer = dais_prover_solve(prover, assumed, 2, UINT64_MAX / 2, NULL, NULL);
		assert_int_equal(answer, is ? DAIS_PROVER_YES : DAIS_PROVER_NO);
		*ret_no += !is;
		for (int v = 1; is && v <= VARIABLES; v++)
			bits = v == 1 ? dais_prover_value(prover, 1) * 2u
				      : bits | (unsigned)dais_prover_value(prover, v) << v;
		assert_true(!is || all_hold(&p, assumed, bits));
	}
}

static void
test_against_every_assignment(void **state)
{
	size_t no = 0;

	(void)state;
	for (chance = 1; chance <= PROBLEMS; chance++) {
		uint64_t seed = chance;
		struct dais_prover *p = new_prover();

		walk(p, &no);
		dais_prover_free(p);
		chance = seed;
	}
	assert_in_range(no, PROBLEMS, PROBLEMS * (size_t)CLAUSES_MAX - PROBLEMS);
}

/* One pigeon too many. */
static void
add_pigeons(struct dais_prover *p)
{
	int clause[HOLES];

	for (int pigeon = 0; pigeon <= HOLES; pigeon++) {
		for (int hole = 0; hole < HOLES; hole++)
			clause[hole] = 1 + pigeon * HOLES + hole;
		dais_prover_add(p, clause, HOLES);
		for (int other = 0; other < pigeon; other++) {
			for (int hole = 0; hole < HOLES; hole++) {
				const int two[2] = { -(1 + pigeon * HOLES + hole),
					-(1 + other * HOLES + hole) };

				dais_prover_add(p, two, 2);
			}
		}
	}
}

/* It ends at the limit, at the same place each time, and goes on from there. */
static void
test_steps(void **state)
{
	uint64_t steps[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct dais_prover *p = new_prover();

		add_pigeons(p);
		assert_int_equal(
		    dais_prover_solve(p, NULL, 0, 100, NULL, NULL), DAIS_PROVER_UNKNOWN);
		assert_in_range(dais_prover_steps(p), 100, 1500);
		assert_int_equal(
		    dais_prover_solve(p, NULL, 0, 1000, NULL, NULL), DAIS_PROVER_UNKNOWN);
		steps[i] = dais_prover_steps(p);
		dais_prover_free(p);
	}
	assert_int_equal(steps[0], steps[1]);
}

static bool
at_once(void *ctx)
{
	++*(int *)ctx;
	return true;
}

static void
test_over(void **state)
{
	struct dais_prover *p = new_prover();
	int asked = 0;

	(void)state;
	add_pigeons(p);
	assert_int_equal(
	    dais_prover_solve(p, NULL, 0, UINT64_MAX / 2, at_once, &asked), DAIS_PROVER_UNKNOWN);
	assert_true(asked > 0);
	dais_prover_free(p);
	dais_prover_free(NULL);
}

/* A clause without literals, and a variable of which no clause speaks. */
static void
test_nothing(void **state)
{
	struct dais_prover *p = new_prover();
	const int one = 1;

	(void)state;
	dais_prover_add(p, &one, 1);
	assert_int_equal(dais_prover_solve(p, NULL, 0, 10, NULL, NULL), DAIS_PROVER_YES);
	assert_true(dais_prover_value(p, 1) && !dais_prover_value(p, -1));
	assert_int_equal(dais_prover_fixed(p, 1), 1);
	assert_int_equal(dais_prover_fixed(p, 7), 0);
	assert_true(dais_prover_value(p, 7) != dais_prover_value(p, -7));
	dais_prover_add(p, NULL, 0);
	assert_int_equal(dais_prover_solve(p, NULL, 0, 10, NULL, NULL), DAIS_PROVER_NO);
	dais_prover_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_against_every_assignment),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_over),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
