/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The verdict: what every plan obeys first, then the demands rank by rank, each in the order of
 * the problem.
 */
#include "base/err.h"
#include "plan/judge/judge_priv.h"

void
dais_judge_breach(struct dais_judging *j, size_t demand, uint64_t cost,
    const dais_index_vec *sittings, struct dais_str words)
{
	struct dais_breach *b = dais_vec_add(j->a, &j->verdict->breaches);

	b->demand = demand;
	b->cost = cost;
	if (sittings)
		b->sittings = *sittings;
	b->words = words;
}

static void
judge_rank(struct dais_judging *j, unsigned rank)
{
	for (size_t i = 0; i < j->p->demands.n; i++) {
		const struct dais_demand *d = &j->p->demands.v[i];
		struct dais_str words = DAIS_STR_NONE;
		dais_index_vec at = { 0 };
		uint64_t cost;

		if (d->rank != rank)
			continue;
		cost = dais_judge_demand(j, d, &at, &words);
		if (!cost)
			continue;
		j->verdict->cost[rank] += rank ? cost * d->weight : cost;
		dais_judge_breach(j, i, cost, &at, words);
	}
}

static void
count_time(struct dais_judging *j)
{
	for (size_t s = 0; s < j->plan->sittings.n; s++) {
		const struct dais_plan_sitting *sitting = &j->plan->sittings.v[s];
		const struct dais_plan_slot *slot = &j->p->slots.v[sitting->slot];

		j->verdict->booked_minutes += (unsigned)(slot->end - slot->start);
		for (size_t e = 0; e < sitting->entries.n; e++)
			j->verdict->used_minutes += sitting->entries.v[e].minutes;
	}
}

void
dais_judge(const struct dais_problem *p, const struct dais_plan *plan, struct dais_arena *a,
    struct dais_verdict *ret)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_judging j = {
		.p = p, .plan = plan, .a = a, .scratch = scratch, .verdict = ret
	};

	*ret = (struct dais_verdict){ 0 };
	dais_judge_tally(&j);
	count_time(&j);
	dais_judge_obedience(&j);
	for (unsigned rank = 0; rank <= DAIS_RANKS_MAX; rank++) {
		judge_rank(&j, rank);
		if (rank == 0)
			ret->sound = ret->breaches.n == 0;
	}
}
