/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Counts, sums and limits as clauses: totalizers cut off at the limit, and for "at most one"
 * pairs or a product of two coordinates (Chen 2010).
 */
#include "plan/engine/engine_priv.h"

#include "base/err.h"

/* A number in unary: v[i] is "more than i"; the number is at most `most`, and v is cut off when
 * n < most. */
struct number {
	const int *v;
	size_t n;
	size_t most;
};

/* Clauses for ret = x + y, ret cut off at @limit. "Up": x >= i and y >= j give ret >= i + j.
 * "Down": x < i + 1 and y < j + 1 give ret < i + j + 1. */
static void
add_up(struct dais_optimizer *o, struct number x, struct number y, const int *ret, size_t limit)
{
	for (size_t i = 0; i <= x.n; i++) {
		for (size_t j = i == 0; j <= y.n && i + j <= limit; j++) {
			int c[3];
			size_t n = 0;

			if (i)
				c[n++] = -x.v[i - 1];
			if (j)
				c[n++] = -y.v[j - 1];
			c[n++] = ret[i + j - 1];
			dais_optimizer_clause(o, c, n);
		}
	}
}

static void
add_down(struct dais_optimizer *o, struct number x, struct number y, const int *ret, size_t limit)
{
	for (size_t i = 0; i <= x.n; i++) {
		if (i == x.n && x.n < x.most)
			break;
		for (size_t j = 0; j <= y.n && i + j < limit; j++) {
			int c[3];
			size_t n = 0;

			if (j == y.n && y.n < y.most)
				break;
			if (i < x.n)
				c[n++] = x.v[i];
			if (j < y.n)
				c[n++] = y.v[j];
			c[n++] = -ret[i + j];
			dais_optimizer_clause(o, c, n);
		}
	}
}

/* The sum of @v[0 .. n), cut off at @limit; into @into when it is not NULL. Halves: the depth is
 * the logarithm of n. */
static struct number
add_up_all(struct dais_optimizer *o, const struct number *v, size_t n, size_t limit, bool both,
    int *into) /* NOLINT(misc-no-recursion) */
{
	struct number x, y;
	struct number ret = { 0 };
	int *out;

	DAIS_ASSERT(n > 0);
	if (n == 1) {
		ret = v[0];
		ret.n = ret.n < limit ? ret.n : limit;
		return ret;
	}
	x = add_up_all(o, v, n / 2, limit, both, NULL);
	y = add_up_all(o, v + n / 2, n - n / 2, limit, both, NULL);
	ret.most = x.most + y.most;
	ret.n = ret.most < limit ? ret.most : limit;
	out = into ? into : DAIS_NEW_N(o->arena, ret.n, int);
	for (size_t i = 0; i < ret.n; i++) {
		out[i] = dais_optimizer_variable(o);
		if (i)
			dais_optimizer_any(o, -out[i], out[i - 1], 0);
	}
	add_up(o, x, y, out, ret.n);
	if (both)
		add_down(o, x, y, out, ret.n);
	ret.v = out;
	return ret;
}

static void
sum_of(struct dais_optimizer *o, const struct number *v, size_t n, size_t limit, bool both,
    dais_literal *ret)
{
	struct number sum = { 0 };

	if (limit == 0)
		return;
	DAIS_ASSERT(ret);
	if (n)
		sum = add_up_all(o, v, n, limit, both, ret);
	if (sum.v != ret)
		for (size_t j = 0; j < sum.n; j++)
			ret[j] = sum.v[j];
	for (size_t j = sum.n; j < limit; j++)
		ret[j] = -dais_optimizer_true(o);
}

void
dais_optimizer_count(struct dais_optimizer *o, const dais_literal *v, size_t n, size_t limit,
    bool both, dais_literal *ret)
{
	struct number *units = DAIS_NEW_N(o->arena, n, struct number);

	for (size_t i = 0; i < n; i++)
		units[i] = (struct number){ &v[i], 1, 1 };
	sum_of(o, units, n, limit, both, ret);
}

void
dais_optimizer_sum(struct dais_optimizer *o, const dais_literal *const *v, const size_t *len,
    size_t n, size_t limit, bool both, dais_literal *ret)
{
	struct number *numbers = DAIS_NEW_N(o->arena, n, struct number);
	size_t used = 0;

	for (size_t i = 0; i < n; i++)
		if (len[i])
			numbers[used++] = (struct number){ v[i], len[i], len[i] };
	sum_of(o, numbers, used, limit, both, ret);
}

/* --- limits --- */

/* @y 0: x alone. */
static void
limit_clause(struct dais_optimizer *o, dais_literal x, dais_literal y, dais_literal only_if)
{
	if (only_if)
		dais_optimizer_any(o, -only_if, x, y, 0);
	else
		dais_optimizer_any(o, x, y, 0);
}

static void
pairs(struct dais_optimizer *o, const dais_literal *v, size_t n, dais_literal only_if)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			limit_clause(o, -v[i], -v[j], only_if);
}

/* Each literal implies its row and its column; one row, one column. */
static void
at_most_one(struct dais_optimizer *o, const dais_literal *v, size_t n,
    dais_literal only_if) /* NOLINT(misc-no-recursion) */
{
	size_t width = 1, height;
	int *side;

	if (n <= 8) {
		pairs(o, v, n, only_if);
		return;
	}
	while (width * width < n)
		width++;
	height = (n + width - 1) / width;
	side = DAIS_NEW_N(o->arena, width + height, int);
	for (size_t i = 0; i < width + height; i++)
		side[i] = dais_optimizer_variable(o);
	for (size_t i = 0; i < n; i++) {
		dais_optimizer_any(o, -v[i], side[i % width], 0);
		dais_optimizer_any(o, -v[i], side[width + i / width], 0);
	}
	at_most_one(o, side, width, only_if);
	at_most_one(o, side + width, height, only_if);
}

void
dais_optimizer_at_most(
    struct dais_optimizer *o, const dais_literal *v, size_t n, size_t k, dais_literal only_if)
{
	int *counts;

	if (k >= n)
		return;
	if (k == 0) {
		for (size_t i = 0; i < n; i++)
			limit_clause(o, -v[i], 0, only_if);
	} else if (k == 1) {
		at_most_one(o, v, n, only_if);
	} else if (k + 1 == n) {
		counts = DAIS_NEW_N(o->arena, n + 1, int);
		for (size_t i = 0; i < n; i++)
			counts[i] = -v[i];
		counts[n] = -only_if;
		dais_optimizer_clause(o, counts, only_if ? n + 1 : n);
	} else {
		counts = DAIS_NEW_N(o->arena, k + 1, int);
		dais_optimizer_count(o, v, n, k + 1, false, counts);
		limit_clause(o, -counts[k], 0, only_if);
	}
}

void
dais_optimizer_at_least(
    struct dais_optimizer *o, const dais_literal *v, size_t n, size_t k, dais_literal only_if)
{
	int *against;

	if (k == 0)
		return;
	against = DAIS_NEW_N(o->arena, n + 1, int);
	if (k > n || k == 1) {
		size_t m = 0;

		if (only_if)
			against[m++] = -only_if;
		for (size_t i = 0; i < n && k == 1; i++)
			against[m++] = v[i];
		dais_optimizer_clause(o, against, m);
		return;
	}
	for (size_t i = 0; i < n; i++)
		against[i] = -v[i];
	dais_optimizer_at_most(o, against, n, n - k, only_if);
}
