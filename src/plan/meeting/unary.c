/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sums of unary numbers by merging two at a time, only as far and in the directions that are
 * needed: "up" clauses make the sum as large as it is, "down" clauses no larger.
 */
#include "plan/meeting/encoder_priv.h"

static size_t
smaller(size_t x, size_t y)
{
	return x < y ? x : y;
}

static struct dais_unary
fresh(struct dais_encoder *e, size_t n)
{
	struct dais_unary r = { DAIS_NEW_N(e->a, n + 1, dais_literal), n };

	for (size_t k = 0; k < n; k++) {
		r.v[k] = dais_encoder_new_literal(e);
		if (k)
			dais_encoder_any(e, -r.v[k], r.v[k - 1], 0);
	}
	return r;
}

/* "At least k" of @x, also for k = 0 and beyond its end. */
static dais_literal
at_least(const struct dais_encoder *e, struct dais_unary x, size_t k)
{
	if (k == 0)
		return e->yes;
	return k <= x.n ? x.v[k - 1] : e->no;
}

static struct dais_unary
merge_open(
    struct dais_encoder *e, struct dais_unary x, struct dais_unary y, struct dais_sum_limits limits)
{
	size_t most = limits.up > limits.down ? limits.up : limits.down;
	struct dais_unary r = fresh(e, smaller(x.n + y.n, most));
	size_t up = smaller(limits.up, r.n), down = smaller(limits.down, r.n);

	for (size_t i = 0; i <= smaller(x.n, up); i++) {
		for (size_t j = i ? 0 : 1; j <= y.n && i + j <= up; j++) {
			dais_encoder_any(
			    e, -at_least(e, x, i), -at_least(e, y, j), r.v[i + j - 1], 0);
		}
	}
	for (size_t i = 0; i <= x.n && i < down; i++) {
		for (size_t j = 0; j <= y.n && i + j < down; j++) {
			dais_encoder_any(
			    e, -r.v[i + j], at_least(e, x, i + 1), at_least(e, y, j + 1), 0);
		}
	}
	return r;
}

static size_t
leading(const struct dais_encoder *e, struct dais_unary x)
{
	size_t n = 0;

	while (n < x.n && x.v[n] == e->yes)
		n++;
	return n;
}

static struct dais_unary
without(struct dais_unary x, size_t n)
{
	return (struct dais_unary){ x.v + n, x.n - n };
}

/* What is certain of both is added at once. */
static struct dais_unary
merge(
    struct dais_encoder *e, struct dais_unary x, struct dais_unary y, struct dais_sum_limits limits)
{
	size_t nx = leading(e, x), ny = leading(e, y), n = nx + ny;
	struct dais_unary rest = { NULL, 0 }, r;

	if (!n)
		return merge_open(e, x, y, limits);
	limits.up -= smaller(limits.up, n);
	limits.down -= smaller(limits.down, n);
	x = without(x, nx);
	y = without(y, ny);
	if (!x.n || !y.n)
		rest = x.n ? x : y;
	else if (limits.up || limits.down)
		rest = merge_open(e, x, y, limits);
	r = (struct dais_unary){ DAIS_NEW_N(e->a, n + rest.n + 1, dais_literal), n + rest.n };
	for (size_t k = 0; k < r.n; k++)
		r.v[k] = k < n ? e->yes : rest.v[k - n];
	return r;
}

/* Merges neighbours until one is left: sums of neighbours in time stay together. */
static struct dais_unary
merge_all(struct dais_encoder *e, struct dais_unary *v, size_t n, struct dais_sum_limits limits)
{
	while (n > 1) {
		size_t kept = 0;

		for (size_t i = 0; i < n; i += 2)
			v[kept++] = i + 1 < n ? merge(e, v[i], v[i + 1], limits) : v[i];
		n = kept;
	}
	return n ? v[0] : (struct dais_unary){ NULL, 0 };
}

struct dais_unary
dais_unary_sum(
    struct dais_encoder *e, const struct dais_unary *v, size_t n, struct dais_sum_limits limits)
{
	struct dais_unary *parts = DAIS_NEW_N(e->a, n + 1, struct dais_unary);
	size_t most = limits.up > limits.down ? limits.up : limits.down, len = 0;
	struct dais_unary sum;

	for (size_t i = 0; i < n; i++) {
		if (v[i].n)
			parts[len++] = v[i];
	}
	sum = merge_all(e, parts, len, limits);
	sum.n = smaller(sum.n, most);
	return sum;
}

struct dais_unary
dais_unary_count(
    struct dais_encoder *e, const dais_literal *v, size_t n, struct dais_sum_limits limits)
{
	struct dais_unary *parts = DAIS_NEW_N(e->a, n + 1, struct dais_unary);
	dais_literal *copy = DAIS_NEW_N(e->a, n + 1, dais_literal);
	size_t len = 0;

	for (size_t i = 0; i < n; i++) {
		if (v[i] == e->no)
			continue;
		copy[len] = v[i];
		parts[len] = (struct dais_unary){ &copy[len], 1 };
		len++;
	}
	return dais_unary_sum(e, parts, len, limits);
}

struct dais_unary
dais_unary_max(struct dais_encoder *e, const struct dais_unary *v, size_t n)
{
	dais_literal *level = DAIS_NEW_N(e->a, n + 1, dais_literal);
	struct dais_unary max = { NULL, 0 };

	for (size_t i = 0; i < n; i++)
		max.n = v[i].n > max.n ? v[i].n : max.n;
	max.v = DAIS_NEW_N(e->a, max.n + 1, dais_literal);
	for (size_t k = 0; k < max.n; k++) {
		size_t len = 0;

		for (size_t i = 0; i < n; i++) {
			if (k < v[i].n)
				level[len++] = v[i].v[k];
		}
		max.v[k] = dais_encoder_or(e, level, len);
		if (k)
			dais_encoder_any(e, -max.v[k], max.v[k - 1], 0);
	}
	return max;
}

struct dais_unary
dais_unary_when(struct dais_encoder *e, struct dais_unary x, dais_literal only_if)
{
	struct dais_unary r = { NULL, 0 };

	if (only_if == e->no || !x.n)
		return r;
	if (only_if == e->yes)
		return x;
	r.v = DAIS_NEW_N(e->a, x.n, dais_literal);
	r.n = x.n;
	for (size_t k = 0; k < x.n; k++)
		r.v[k] = dais_encoder_and(e, x.v[k], only_if);
	return r;
}
