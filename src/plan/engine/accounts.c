/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The sums of the accounts of a rank (dais_optimizer_book()), over which it is proven (aside.c).
 * Cores see one reason at a time why something must be paid, by whom it may; when several could
 * pay, they are many. Here each account has its sum in unary, and no answer may cost as much as the
 * best: so much the accounts have together. What the solver then learns says what an account comes
 * to at least where it meets the others, which is true whatever the others pay.
 *
 * Ranks that are proven have sums, too: how much of what they cost falls on whom is half of the
 * matter.
 */
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#include "base/err.h"

enum {
	ACCOUNTS_MAX = 64,
	LITERALS_MAX = 4000000, /* of the clauses of the sums of a rank, about */
	ROOM_LEAST = 16 /* how far a sum is written beyond what the best answer has of it */
};

/* One account: what is booked, and "more than k" for k below @sum.n. */
struct account {
	DAIS_VEC(struct dais_optimizer_booking) bookings;
	uint64_t booked; /* all of it */
	uint64_t limit; /* the sum is written up to it and one more, or to all that is booked */
	dais_literal_vec sum;
};

/* The accounts of a rank. */
struct dais_accounts {
	size_t bookings; /* of the optimizer, looked at */
	DAIS_VEC(struct account) v;
	DAIS_VEC(struct dais_optimizer_booking) nobodys; /* on DAIS_OPTIMIZER_NOBODY */
	bool too_large; /* not written */
	dais_literal_vec total; /* of everything: "more than k", for ranks that are proven */
};

static int
by_account(const void *x, const void *y)
{
	const struct dais_optimizer_booking *a = x, *b = y;

	return (a->account > b->account) - (a->account < b->account);
}

/* Bookings of rank @r, by accounts; no sums yet. */
static void
collect(struct dais_optimizer *o, struct dais_accounts *k, unsigned r)
{
	DAIS_VEC(struct dais_optimizer_booking) all = { 0 };

	*k = (struct dais_accounts){ .bookings = o->bookings.n };
	for (size_t i = 0; i < o->bookings.n; i++) {
		if (o->bookings.v[i].rank != r)
			continue;
		if (o->bookings.v[i].account == DAIS_OPTIMIZER_NOBODY)
			dais_vec_push(o->arena, &k->nobodys, o->bookings.v[i]);
		else
			dais_vec_push(o->arena, &all, o->bookings.v[i]);
	}
	if (all.n)
		qsort(all.v, all.n, sizeof(*all.v), by_account);
	for (size_t i = 0; i < all.n; i++) {
		struct account *to;

		if (i == 0 || all.v[i].account != all.v[i - 1].account)
			*(struct account *)dais_vec_add(o->arena, &k->v) = (struct account){ 0 };
		to = &k->v.v[k->v.n - 1];
		dais_vec_push(o->arena, &to->bookings, all.v[i]);
		to->booked += all.v[i].weight;
	}
	k->too_large = k->v.n > ACCOUNTS_MAX;
}

/* --- sums --- */

/* So often is @l there as a number in unary. */
static const dais_literal *
times(struct dais_optimizer *o, dais_literal l, uint64_t n)
{
	dais_literal *ret = DAIS_NEW_N(o->arena, n + 1, dais_literal);

	for (uint64_t i = 0; i < n; i++)
		ret[i] = l;
	return ret;
}

/* About so many literals have the clauses of the sum. */
static uint64_t
size_of(const struct account *account)
{
	uint64_t ret = 0, half = account->booked / 2;

	if (half > LITERALS_MAX)
		return half;
	for (uint64_t sums = 1; half; sums *= 2, half /= 2) {
		uint64_t cut = half < account->limit ? half : account->limit;

		ret += 3 * sums * cut * cut;
	}
	return ret;
}

static void
write_sum(struct dais_optimizer *o, struct account *account)
{
	size_t n = account->bookings.n;
	const dais_literal **v = DAIS_NEW_N(o->arena, n + 1, const dais_literal *);
	size_t *len = DAIS_NEW_N(o->arena, n + 1, size_t);
	uint64_t most = account->limit + 1;
	uint64_t outputs = most < account->booked ? most : account->booked;

	for (size_t i = 0; i < n; i++) {
		const struct dais_optimizer_booking *b = &account->bookings.v[i];

		len[i] = (size_t)(b->weight < most ? b->weight : most);
		v[i] = times(o, -b->l, len[i]);
	}
	account->sum.n = 0;
	for (uint64_t k = 0; k < outputs; k++)
		dais_vec_push(o->arena, &account->sum, 0);
	dais_optimizer_sum(o, v, len, n, (size_t)outputs, false, account->sum.v);
}

/* What the best answer has of it. */
static uint64_t
paid(const struct dais_optimizer *o, const struct account *account)
{
	uint64_t ret = 0;

	for (size_t i = 0; i < account->bookings.n; i++) {
		if (!dais_optimizer_value(o, account->bookings.v[i].l))
			ret += account->bookings.v[i].weight;
	}
	return ret;
}

/* The accounts of rank @r. NULL: there are less than two, or too many. */
static struct dais_accounts *
ready(struct dais_optimizer *o, unsigned r)
{
	if (!o->accounts[r])
		o->accounts[r] = DAIS_NEW(o->arena, struct dais_accounts);
	if (o->accounts[r]->bookings != o->bookings.n)
		collect(o, o->accounts[r], r);
	return o->accounts[r]->v.n > 1 && !o->accounts[r]->too_large ? o->accounts[r] : NULL;
}

/* Sums up to @limit, and to some more than the best answer has of each: whether they are there. */
static bool
sum_accounts(struct dais_optimizer *o, struct dais_accounts *k, uint64_t limit)
{
	uint64_t size = 0;

	for (size_t a = 0; a < k->v.n; a++) {
		struct account *account = &k->v.v[a];
		uint64_t has = paid(o, account), most = has + has / 2 + ROOM_LEAST;

		if (most > limit)
			most = limit;
		if (account->sum.n && has <= account->limit &&
		    (account->limit >= limit || account->limit >= has + has / 4))
			continue;
		account->limit = most;
		account->sum.n = 0;
	}
	for (size_t a = 0; a < k->v.n; a++)
		size += size_of(&k->v.v[a]);
	if (size > LITERALS_MAX) {
		k->too_large = true;
		return false;
	}
	for (size_t a = 0; a < k->v.n; a++) {
		if (k->v.v[a].sum.n)
			continue;
		write_sum(o, &k->v.v[a]);
		k->total.n = 0;
	}
	return true;
}

/* How much of what is booked the sums and what is nobody's can count. */
static uint64_t
counted(const struct dais_accounts *k)
{
	uint64_t ret = 0;

	for (size_t a = 0; a < k->v.n; a++)
		ret += k->v.v[a].sum.n;
	for (size_t i = 0; i < k->nobodys.n; i++)
		ret += k->nobodys.v[i].weight;
	return ret;
}

/* The sum of everything, into @ret: "more than k" for k below @most, or as far as it can be more.
 */
static void
sum_up(
    struct dais_optimizer *o, const struct dais_accounts *k, uint64_t most, dais_literal_vec *ret)
{
	size_t n = k->v.n + k->nobodys.n;
	const dais_literal **v = DAIS_NEW_N(o->arena, n + 1, const dais_literal *);
	size_t *len = DAIS_NEW_N(o->arena, n + 1, size_t);
	uint64_t all = counted(k);

	for (size_t a = 0; a < k->v.n; a++) {
		v[a] = k->v.v[a].sum.v;
		len[a] = k->v.v[a].sum.n;
	}
	for (size_t i = 0; i < k->nobodys.n; i++) {
		uint64_t weight = k->nobodys.v[i].weight;

		len[k->v.n + i] = (size_t)(weight < most ? weight : most);
		v[k->v.n + i] = times(o, -k->nobodys.v[i].l, len[k->v.n + i]);
	}
	ret->n = 0;
	for (uint64_t i = 0; i < most && i < all; i++)
		dais_vec_push(o->arena, ret, 0);
	dais_optimizer_sum(o, v, len, n, ret->n, false, ret->v);
}

void
dais_accounts_sum(struct dais_optimizer *o, unsigned r, uint64_t most, dais_literal_vec *ret)
{
	sum_up(o, o->accounts[r], most, ret);
}

/* --- limits --- */

uint64_t
dais_accounts_booked(const struct dais_optimizer *o, unsigned r, uint64_t cost)
{
	uint64_t all = cost + o->deducted[r];

	return all > o->credit[r] ? all - o->credit[r] : 0;
}

/* Rank @q costs nothing. */
static void
hold_all(struct dais_optimizer *o, unsigned q)
{
	for (size_t i = 0; i < o->wishes.n; i++) {
		if (o->wishes.v[i].rank == q)
			dais_search_episode_clause(o, &o->wishes.v[i].l, 1);
	}
}

/* Rank @q costs what is proven: whether that could be said. */
static bool
hold_rank(struct dais_optimizer *o, unsigned q)
{
	uint64_t limit = dais_accounts_booked(o, q, o->cost[q]);
	struct dais_accounts *k = ready(o, q);
	int less;

	if (!k || limit > DAIS_ACCOUNTS_TOTAL_MAX || !sum_accounts(o, k, limit))
		return false;
	if (counted(k) <= limit)
		return true; /* it cannot be more */
	if (k->total.n != limit + 1)
		sum_up(o, k, limit + 1, &k->total);
	dais_search_feed(o);
	less = -k->total.v[limit];
	dais_search_episode_clause(o, &less, 1);
	return true;
}

bool
dais_accounts_hold_before(struct dais_optimizer *o, unsigned r)
{
	bool ret = true;

	for (unsigned q = 1; q < r && ret; q++) {
		if (o->cost[q] == 0)
			hold_all(o, q);
		else
			ret = hold_rank(o, q);
	}
	return ret;
}

static void
add_soft(struct dais_optimizer *o, struct dais_account_view *to, int l, uint64_t weight)
{
	dais_vec_push(o->arena, &to->softs, l);
	dais_vec_push(o->arena, &to->weights, weight);
}

bool
dais_accounts_view(struct dais_optimizer *o, unsigned r, struct dais_account_view *ret)
{
	struct dais_accounts *k = ready(o, r);

	uint64_t limit = dais_accounts_booked(o, r, o->cost[r]);

	*ret = (struct dais_account_view){ 0 };
	/* What is proven over accounts must be held by them in the ranks after. */
	if (!k || (r < o->last_rank && limit > DAIS_ACCOUNTS_TOTAL_MAX) ||
	    !sum_accounts(o, k, limit))
		return false;
	for (size_t a = 0; a < k->v.n; a++) {
		struct account *account = &k->v.v[a];
		struct dais_account_sum sum = { account->sum.v, account->sum.n, paid(o, account) };

		dais_vec_push(o->arena, &ret->sums, sum);
		for (size_t i = 0; i < account->sum.n; i++)
			add_soft(o, ret, -account->sum.v[i], 1);
		for (size_t i = 0; i < account->bookings.n; i++)
			dais_vec_push(o->arena, &ret->bookings, account->bookings.v[i]);
	}
	for (size_t i = 0; i < k->nobodys.n; i++) {
		add_soft(o, ret, k->nobodys.v[i].l, k->nobodys.v[i].weight);
		dais_vec_push(o->arena, &ret->bookings, k->nobodys.v[i]);
	}
	return true;
}

void
dais_accounts_close(struct dais_optimizer *o, unsigned r)
{
	(void)hold_rank(o, r);
}
