/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#include "plan/engine/aside_priv.h"
#include "plan/engine/tiny.h"

#define PROBLEMS 3000

static struct dais_result
solve(struct dais_optimizer *o)
{
	const struct dais_search s = { .seed = 7 };
	struct dais_result ret;

	dais_optimizer_solve(o, &s, &ret);
	return ret;
}

static unsigned
answer(const struct tiny *t, const struct dais_optimizer *o)
{
	unsigned bits = 0;

	for (int i = 1; i <= t->base; i++)
		bits |= (unsigned)dais_optimizer_value(o, t->literal[i]) << (i - 1);
	return bits;
}

/* The result is what trying every assignment gives, and the answer costs what it says. */
static void
expect_best(const struct tiny *t, const struct dais_optimizer *o, const struct dais_result *got)
{
	uint64_t best[DAIS_OPTIMIZER_RANKS] = { 0 };
	uint64_t cost[DAIS_OPTIMIZER_RANKS];

	if (!tiny_best(t, best)) {
		assert_int_equal(got->outcome, DAIS_OUTCOME_INFEASIBLE);
		return;
	}
	assert_int_equal(got->outcome, DAIS_OUTCOME_OPTIMAL);
	assert_true(tiny_holds(t, answer(t, o), ~0u));
	tiny_price(t, answer(t, o), cost);
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++) {
		assert_int_equal(got->at.cost[r], best[r]);
		assert_int_equal(got->at.bound[r], best[r]);
		assert_int_equal(cost[r], best[r]);
	}
	for (int i = 1; i <= t->atoms; i++)
		assert_int_equal(
		    dais_optimizer_value(o, t->literal[i]), tiny_value(t, answer(t, o), i));
}

static void
test_small_example(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_optimizer *o = dais_optimizer_new(a);
	dais_literal x = dais_optimizer_variable(o), y = dais_optimizer_variable(o);
	struct dais_result got;

	(void)state;
	dais_optimizer_any(o, -x, -y, 0);
	dais_optimizer_wish(o, x, 2, 5);
	dais_optimizer_wish(o, y, 1, 1);
	got = solve(o);
	assert_int_equal(got.outcome, DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(got.at.cost[1], 0);
	assert_int_equal(got.at.cost[2], 5);
	assert_true(dais_optimizer_value(o, y));
	assert_false(dais_optimizer_value(o, x));
	dais_optimizer_any(o, -y, 0);
	got = solve(o);
	assert_int_equal(got.at.cost[1], 1);
	assert_int_equal(got.at.cost[2], 0);
	dais_optimizer_clause(o, NULL, 0);
	assert_int_equal(solve(o).outcome, DAIS_OUTCOME_INFEASIBLE);
	dais_arena_free(a);
}

static void
test_best_of_random_problems(void **state)
{
	size_t infeasible = 0;

	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct tiny t;
		struct dais_optimizer *o;
		struct dais_result got;

		tiny_make(&t, seed, 20, seed % 4);
		o = tiny_give(&t, a);
		got = solve(o);
		expect_best(&t, o, &got);
		infeasible += got.outcome == DAIS_OUTCOME_INFEASIBLE;
		dais_arena_free(a);
	}
	assert_in_range(infeasible, PROBLEMS / 20, PROBLEMS * 9 / 10);
}

/* Wishes of @o, booked by chance: to one of three accounts, to nobody, or in two parts. */
static void
book_wishes(struct dais_optimizer *o, uint64_t seed)
{
	for (size_t i = 0; i < o->wishes.n; i++) {
		struct dais_optimizer_wish w = o->wishes.v[i];
		size_t account = (size_t)((seed + i * 7) % 4);
		uint64_t part = seed % 3 == 0 && w.weight > 1 ? w.weight / 2 : 0;

		account = account < 3 ? account : DAIS_OPTIMIZER_NOBODY;
		dais_optimizer_book(o, account, w.l, w.rank, w.weight - part);
		if (part)
			dais_optimizer_book(o, (account + 1) % 3, w.l, w.rank, part);
	}
}

/* So much more is booked in every rank, and deducted again. */
static void
book_and_deduct(struct dais_optimizer *o, uint64_t amount)
{
	for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++) {
		dais_optimizer_book(o, r, -dais_optimizer_true(o), r, amount);
		dais_optimizer_deduct(o, r, amount);
	}
}

/* The best of random problems by a search that turns to neighbourhoods after each core, and, when
 * wishes are @booked, to the sums of accounts; how many ranks were proven otherwise than by cores,
 * and how many searches asked a prover.
 */
static size_t
best_of_impatient_search(bool booked, size_t *ret_asked)
{
	size_t proven = 0;

	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct tiny t;
		struct dais_optimizer *o;

		tiny_make(&t, seed, 12, seed % 3);
		o = tiny_give(&t, a);
		o->patience = 1;
		if (booked)
			book_wishes(o, seed);
		if (booked && seed % 5 == 0)
			book_and_deduct(o, 3);
		/* Twice: the second has what the first wrote. */
		for (int k = 0; k < 2; k++) {
			struct dais_result got = solve(o);

			expect_best(&t, o, &got);
			for (unsigned r = 1; r < DAIS_OPTIMIZER_RANKS; r++)
				proven += o->ranks[r].floor > o->ranks[r].bound;
			*ret_asked += o->aside && o->aside->prover;
		}
		dais_arena_free(a);
	}
	return proven;
}

/* Neighbourhoods neither lose answers nor make up any. */
static void
test_best_of_impatient_search(void **state)
{
	size_t asked = 0;

	(void)state;
	(void)best_of_impatient_search(false, &asked);
	assert_int_equal(asked, 0);
}

/* Nor do accounts, which prove some of the ranks. */
static void
test_best_over_accounts(void **state)
{
	size_t asked = 0;

	(void)state;
	assert_in_range(
	    best_of_impatient_search(true, &asked), PROBLEMS / 20, PROBLEMS * DAIS_OPTIMIZER_RANKS);
	assert_true(asked > 0);
	print_message("%zu searches asked a prover\n", asked);
}

struct asked {
	const struct tiny *t;
	struct dais_optimizer *o;
	uint64_t take_off; /* of the best cost */
	size_t calls, always, wrong;
};

static bool
best_before(const struct tiny *t, unsigned bits, unsigned rank, const uint64_t *cost)
{
	uint64_t at[DAIS_OPTIMIZER_RANKS];
	bool same = tiny_holds(t, bits, ~0u);

	tiny_price(t, bits, at);
	for (unsigned r = 1; r < rank; r++)
		same = same && at[r] == cost[r];
	return same;
}

/* What is said to be always true is, by trying every assignment. */
static uint64_t
bound(void *ctx, unsigned rank, const uint64_t *cost, double seconds)
{
	struct asked *q = ctx;
	uint64_t best[DAIS_OPTIMIZER_RANKS] = { 0 };

	(void)seconds;
	q->calls++;
	for (unsigned bits = 0; bits < 1u << q->t->base; bits++) {
		for (int i = 1; best_before(q->t, bits, rank, cost) && i <= q->t->base; i++) {
			bool is = tiny_value(q->t, bits, i);
			dais_literal l = q->t->literal[i];

			q->always += dais_optimizer_always(q->o, l);
			q->wrong += dais_optimizer_always(q->o, is ? -l : l);
		}
	}
	(void)tiny_best(q->t, best);
	return best[rank] > q->take_off ? best[rank] - q->take_off : 0;
}

/* A bound from outside, good or poor, proves what is best, and the search remains right. */
static void
test_bound_from_outside(void **state)
{
	struct asked q = { 0 };

	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct tiny t;
		struct dais_result got;

		tiny_make(&t, seed, 12, seed % 3);
		q.t = &t;
		q.o = tiny_give(&t, a);
		q.take_off = seed % 3;
		q.o->patience = 1;
		q.o->ask_round = 0;
		dais_optimizer_ask_bound(q.o, bound, &q);
		got = solve(q.o);
		expect_best(&t, q.o, &got);
		dais_arena_free(a);
	}
	assert_int_equal(q.wrong, 0);
	assert_true(q.calls > PROBLEMS / 20 && q.always > PROBLEMS / 20);
}

/* A fact that names a literal twice: it counts twice as broken, and costs once. */
static void
test_known_pays_a_literal_once(void **state)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_optimizer *o = dais_optimizer_new(a);
	int used = dais_optimizer_variable(o), other = dais_optimizer_variable(o);
	const int wishes[3] = { -used, -other, -used };
	struct dais_result got;

	(void)state;
	dais_optimizer_any(o, used, 0);
	dais_optimizer_wish(o, -used, 1, 2);
	dais_optimizer_wish(o, -other, 1, 2);
	dais_optimizer_known(o, wishes, 3, 2, 1, 2, 0, 0);
	got = solve(o);
	assert_int_equal(got.outcome, DAIS_OUTCOME_OPTIMAL);
	assert_int_equal(got.at.cost[1], 2);
	assert_int_equal(got.at.bound[1], 2);
	assert_false(dais_optimizer_value(o, other));
	dais_arena_free(a);
}

/* Solving, adding, solving again is the same as adding all at once. */
static void
test_best_after_more_was_added(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < PROBLEMS / 2; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		struct tiny t;
		struct dais_optimizer *o;
		size_t rules, wishes;

		tiny_make(&t, seed, 16, seed % 3);
		rules = t.n_rules;
		wishes = t.n_wishes;
		t.n_rules /= 2;
		t.n_wishes /= 2;
		o = tiny_give(&t, a);
		o->patience = seed % 2 ? 1 : o->patience;
		for (int round = 0; round < 3; round++) {
			struct dais_result got = solve(o);
			size_t had_rules = t.n_rules, had_wishes = t.n_wishes;

			expect_best(&t, o, &got);
			t.n_rules = (t.n_rules + rules + 1) / 2;
			t.n_wishes = (t.n_wishes + wishes + 1) / 2;
			tiny_give_rest(&t, o, had_rules, had_wishes);
		}
		dais_arena_free(a);
	}
}

/* Reads what dais_optimizer_print_opb() writes into an optimizer, with one rank. */
static struct dais_optimizer *
read_opb(struct dais_arena *a, FILE *from, uint64_t *ret_offset)
{
	struct dais_optimizer *o = dais_optimizer_new(a);
	static char line[1 << 16];

	while (fgets(line, sizeof(line), from)) {
		dais_literal clause[TINY_WIDE * 4];
		size_t n = 0;
		long long factor;
		char *at = line;

		if (strncmp(line, "* #variable= ", 13) == 0)
			for (long v = strtol(line + 13, NULL, 10); v > 0; v--)
				dais_optimizer_variable(o);
		if (strncmp(line, "* offset ", 9) == 0)
			*ret_offset = strtoull(line + 9, NULL, 10);
		if (line[0] == '*')
			continue;
		at += strncmp(line, "min:", 4) == 0 ? 4 : 0;
		for (factor = strtoll(at, &at, 10); factor; factor = strtoll(at, &at, 10)) {
			int v;

			at = strchr(at, 'x') + 1;
			v = (int)strtol(at, &at, 10);
			if (line[0] == 'm') {
				/* -w v: w is earned when v is true. */
				dais_optimizer_wish(o, factor < 0 ? v : -v, 1,
				    (uint64_t)(factor < 0 ? -factor : factor));
				*ret_offset -= (uint64_t)(factor < 0 ? -factor : 0);
			} else {
				clause[n++] = factor < 0 ? -v : v;
			}
		}
		if (line[0] != 'm')
			dais_optimizer_clause(o, clause, n);
	}
	return o;
}

/* Written and read again, with its ranks in one, the problem has the same best answer. */
static void
test_opb_keeps_the_order_of_ranks(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 300; seed++) {
		struct dais_arena *a = dais_arena_new(0);
		uint64_t best[DAIS_OPTIMIZER_RANKS], joined = 0, after = 0, offset = 0;
		FILE *file = tmpfile();
		struct tiny t;
		struct dais_result got;

		tiny_make(&t, seed, 14, seed % 3);
		assert_true(dais_optimizer_print_opb(tiny_give(&t, a), file));
		rewind(file);
		got = solve(read_opb(a, file, &offset));
		fclose(file);
		assert_int_equal(got.outcome,
		    tiny_best(&t, best) ? DAIS_OUTCOME_OPTIMAL : DAIS_OUTCOME_INFEASIBLE);
		for (unsigned r = DAIS_OPTIMIZER_RANKS;
		    r-- > 1 && got.outcome == DAIS_OUTCOME_OPTIMAL;) {
			uint64_t unit = after + 1;

			joined += unit * best[r];
			for (size_t i = 0; i < t.n_wishes; i++)
				after += t.wishes[i].rank == r ? unit * t.wishes[i].weight : 0;
		}
		if (got.outcome == DAIS_OUTCOME_OPTIMAL)
			assert_int_equal(got.at.cost[1] + offset, joined);
		dais_arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_example),
		cmocka_unit_test(test_best_of_random_problems),
		cmocka_unit_test(test_best_of_impatient_search),
		cmocka_unit_test(test_best_over_accounts),
		cmocka_unit_test(test_bound_from_outside),
		cmocka_unit_test(test_known_pays_a_literal_once),
		cmocka_unit_test(test_best_after_more_was_added),
		cmocka_unit_test(test_opb_keeps_the_order_of_ranks),
	};

	return cmocka_run_group_tests_name("optimizer", tests, NULL, NULL);
}
