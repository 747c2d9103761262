/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The plan that is kept: only for a better one is it given up.
 */
#include "base/clock.h"
#include "plan/large/large_priv.h"

#define TELL_EVERY 0.1 /* seconds */
#define PART_EFFORT 2000000u /* of one search */
#define MEND_EFFORT 10000000u

bool
dais_large_is_over(const struct dais_large *l)
{
	const struct dais_search *s = l->search;

	return (s->stop && *s->stop) ||
	       (s->seconds > 0 && dais_clock_seconds() - l->start >= s->seconds) ||
	       dais_large_has_none(l);
}

static uint64_t
random_number(uint64_t *state)
{
	/* splitmix64 */
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

size_t
dais_large_below(struct dais_large *l, size_t n)
{
	return n ? (size_t)(random_number(&l->random) % n) : 0;
}

void
dais_large_tell(struct dais_large *l, bool at_once)
{
	struct dais_progress *at = &l->result->at;
	double seconds = dais_clock_seconds();

	if (!at_once && seconds - l->heard < TELL_EVERY)
		return;
	l->heard = seconds;
	at->seconds = seconds - l->start;
	at->has_answer = l->sound;
	at->rank = l->sound ? 1 : 0;
	dais_large_read_bounds(l);
	for (unsigned r = 1; l->sound && r <= DAIS_RANKS_MAX; r++) {
		at->cost[r] = l->verdict.cost[r];
		if (at->rank == r && at->cost[r] <= at->bound[r] && r < DAIS_RANKS_MAX)
			at->rank++;
	}
	if (l->search->progress)
		l->search->progress(l->search->ctx, at);
}

void
dais_large_copy(const struct dais_plan *plan, struct dais_arena *a, struct dais_plan *ret)
{
	*ret = (struct dais_plan){ 0 };
	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];
		struct dais_plan_sitting *to = dais_vec_add(a, &ret->sittings);

		to->slot = s->slot;
		to->room = s->room;
		to->team = s->team;
		for (size_t b = 0; b < s->bodies.n; b++)
			dais_vec_push(a, &to->bodies, s->bodies.v[b]);
		for (size_t e = 0; e < s->entries.n; e++)
			dais_vec_push(a, &to->entries, s->entries.v[e]);
	}
}

/* -1, 0, 1: @x is better, as good, worse. */
int
dais_large_compare(const struct dais_verdict *x, const struct dais_verdict *y)
{
	for (unsigned r = 0; r <= DAIS_RANKS_MAX; r++) {
		if (x->cost[r] != y->cost[r])
			return x->cost[r] < y->cost[r] ? -1 : 1;
	}
	return 0;
}

bool
dais_large_keep(struct dais_large *l, const struct dais_plan *plan)
{
	struct dais_arena *a = dais_arena_new((size_t)1 << 30);
	struct dais_plan copy;
	struct dais_verdict v;
	int order = -1;

	dais_judge(l->now, plan, a, &v);
	if (l->kept)
		order = v.sound ? dais_large_compare(&v, &l->verdict) : 1;
	if (order > 0) {
		dais_arena_free(a);
		return false;
	}
	l->verdict = v;
	dais_large_copy(plan, a, &copy);
	l->plan = copy;
	dais_arena_free(l->kept);
	l->kept = a;
	return order < 0;
}

void
dais_large_look_at(struct dais_large *l, const struct dais_problem *p)
{
	struct dais_arena *before = l->kept;

	l->now = p;
	l->around = dais_around_new(p, l->a);
	l->kept = NULL;
	if (before) {
		(void)dais_large_keep(l, &l->plan);
		dais_arena_free(before);
	}
}

bool
dais_large_is_best(struct dais_large *l)
{
	dais_large_read_bounds(l);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		if (l->verdict.cost[r] > l->result->at.bound[r])
			return false;
	}
	return true;
}

/* Of the time, for a search; 0: no limit. */
double
dais_large_seconds_left(const struct dais_large *l)
{
	double left = l->search->seconds - (dais_clock_seconds() - l->start);

	return l->search->seconds <= 0           ? 0
	       : left > DAIS_LARGE_SECONDS_LEAST ? left
						 : DAIS_LARGE_SECONDS_LEAST;
}

bool
dais_large_try(struct dais_large *l, enum dais_outcome *ret_outcome)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	struct dais_search search = { .seed = random_number(&l->random),
		.stop = l->search->stop,
		.effort = l->sound ? PART_EFFORT : MEND_EFFORT,
		.seconds = dais_large_seconds_left(l) };
	struct dais_plan plan;

	*ret_outcome = dais_around_search(l->around, &l->plan, &l->freed, &search, scratch, &plan);
	l->result->calls++;
	return (*ret_outcome == DAIS_OUTCOME_OPTIMAL || *ret_outcome == DAIS_OUTCOME_FEASIBLE) &&
	       dais_large_keep(l, &plan);
}
