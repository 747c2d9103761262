/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Totalizers over the literals of a core, one output at a time: most cores ever need the second
 * output only.
 */
#include "plan/engine/engine_priv.h"

#include "base/err.h"

struct dais_tally *
dais_tally_new(struct dais_optimizer *o, const int *v, size_t n) /* NOLINT(misc-no-recursion) */
{
	struct dais_tally *t = DAIS_NEW(o->arena, struct dais_tally);

	DAIS_ASSERT(n > 0);
	t->leaves = n;
	if (n == 1) {
		dais_vec_push(o->arena, &t->outputs, v[0]);
		return t;
	}
	t->left = dais_tally_new(o, v, n / 2);
	t->right = dais_tally_new(o, v + n / 2, n - n / 2);
	return t;
}

/* left >= i and right >= j give this >= i + j. */
static void
tie(struct dais_optimizer *o, const struct dais_tally *t, size_t i, size_t j)
{
	int c[3];
	size_t n = 0;

	if (i)
		c[n++] = -t->left->outputs.v[i - 1];
	if (j)
		c[n++] = -t->right->outputs.v[j - 1];
	c[n++] = t->outputs.v[i + j - 1];
	dais_search_clause(o, c, n);
}

int
dais_tally_output(
    struct dais_optimizer *o, struct dais_tally *t, size_t at) /* NOLINT(misc-no-recursion) */
{
	DAIS_ASSERT(at < t->leaves);
	while (t->outputs.n <= at) {
		size_t sum = t->outputs.n + 1;
		size_t left = sum < t->left->leaves ? sum : t->left->leaves;
		size_t right = sum < t->right->leaves ? sum : t->right->leaves;

		dais_tally_output(o, t->left, left - 1);
		dais_tally_output(o, t->right, right - 1);
		dais_vec_push(o->arena, &t->outputs, dais_optimizer_variable(o));
		for (size_t i = sum - right; i <= left; i++)
			tie(o, t, i, sum - i);
		if (sum > 1) {
			const int down[] = { -t->outputs.v[sum - 1], t->outputs.v[sum - 2] };

			dais_search_clause(o, down, 2);
		}
	}
	return t->outputs.v[at];
}
