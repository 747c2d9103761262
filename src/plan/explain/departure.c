/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What honouring a wish would cost: the meeting is planned again with the wish as a demand. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/parallel.h"
#include "plan/explain/explain_priv.h"
#include "plan/large/large.h"
#include "plan/repair/repair.h"

#define THREADS 2u
/* Clauses that a search looks at in a second on a slow machine, and in one trial at least. What is
 * told hangs on the time that is given, then, and not on the machine. */
#define EFFORT_OF_SECOND UINT64_C(25000000)
#define EFFORT_LEAST UINT64_C(10000000)
#define PAYERS_NAMED 3u

uint64_t *
dais_explain_units(
    const struct dais_problem *p, const struct dais_verdict *verdict, struct dais_arena *a)
{
	uint64_t *units = DAIS_NEW_N(a, p->demands.n + 1, uint64_t);

	for (size_t i = 0; i < verdict->breaches.n; i++) {
		if (verdict->breaches.v[i].demand != DAIS_NONE)
			units[verdict->breaches.v[i].demand] += verdict->breaches.v[i].cost;
	}
	return units;
}

/* One wish that is honoured for once, and the plan that results. Each has an arena of its own,
 * since it may be worked on by another thread. */
struct trial {
	size_t demand;
	uint64_t cost; /* units the plan departs by */
	struct dais_str state; /* how, by the judge */
	struct dais_arena *arena;
	enum dais_outcome outcome;
	uint64_t *units;
	uint64_t costs[DAIS_RANKS_MAX + 1];
	struct dais_err err;
	/* the search ends as soon as it is proven what is paid in the first rank that pays */
	atomic_int stop;
	bool settled;
};

struct trials {
	const struct dais_problem *p;
	const struct dais_plan *plan;
	const struct dais_search *search;
	double end; /* on the clock; 0 no limit */
	const uint64_t *costs; /* of the plan, by rank */
	struct trial *v;
	size_t n;
};

struct watch {
	const struct trials *all;
	struct trial *trial;
};

static void
watch_trial(void *ctx, const struct dais_progress *at)
{
	const struct watch *w = ctx;

	if (w->all->search->stop && *w->all->search->stop)
		w->trial->stop = 1;
	for (unsigned rank = 1; at->has_answer && rank <= DAIS_RANKS_MAX; rank++) {
		if (at->cost[rank] != at->bound[rank])
			return;
		if (at->cost[rank] == w->all->costs[rank])
			continue;
		w->trial->settled = true;
		w->trial->stop = 1;
		return;
	}
}

/* The share of one trial; 0: no limit. */
static uint64_t
effort_of_trial(const struct trials *all)
{
	double share = all->search->seconds * THREADS / (double)all->n;
	uint64_t effort;

	if (all->search->seconds <= 0)
		return 0;
	effort = (uint64_t)(share * (double)EFFORT_OF_SECOND);
	return effort > EFFORT_LEAST ? effort : EFFORT_LEAST;
}

/* Planned again with the wish of @trial as a demand: its costs, as the wishes of @all->p. */
static void
judge_trial(const struct trials *all, struct trial *trial, const struct dais_problem *changed,
    const struct dais_plan *plan)
{
	struct dais_verdict verdict;

	dais_judge(changed, plan, trial->arena, &verdict);
	if (!verdict.sound) {
		(void)dais_err_set(&trial->err, DAIS_ERR_INTERNAL,
		    "a plan made to honour a wish breaks \"%.*s\"",
		    DAIS_STR_ARG(verdict.breaches.v[0].words));
		return;
	}
	dais_judge(all->p, plan, trial->arena, &verdict);
	trial->units = dais_explain_units(all->p, &verdict, trial->arena);
	memcpy(trial->costs, verdict.cost, sizeof trial->costs);
}

/* Sittings that cannot hold the time asked of them are seen by arithmetic at once, by a search only
 * after many ways to fill them. */
static bool
is_hopeless(const struct dais_problem *changed, double end)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);

	return dais_explain_is_hopeless(changed, end, scratch);
}

static void
run_trial(void *ctx, size_t i)
{
	const struct trials *all = ctx;
	struct trial *trial = &all->v[i];
	struct dais_problem *changed;
	struct watch watch = { all, trial };
	struct dais_search search =
	    dais_explain_search(all->search, all->end, effort_of_trial(all));
	struct dais_plan plan = { .sittings = { .n = 0 } };
	struct dais_result result;

	trial->outcome = DAIS_OUTCOME_UNKNOWN;
	if (dais_explain_is_over(all->search, all->end))
		return;
	search.stop = &trial->stop;
	search.progress = watch_trial;
	search.ctx = &watch;
	trial->arena = dais_arena_new(0);
	changed = dais_problem_copy(all->p, trial->arena);
	changed->demands.v[trial->demand].rank = 0;
	changed->demands.v[trial->demand].drop_cost = 0;
	if (is_hopeless(changed, all->end)) {
		trial->outcome = DAIS_OUTCOME_INFEASIBLE;
		return;
	}
	if (!dais_plan_any_size(
		changed, all->plan, &search, trial->arena, &plan, &result, &trial->err)) {
		if (trial->err.code == DAIS_ERR_INVALID) /* the wish closes a circle of orders */
			trial->outcome = DAIS_OUTCOME_INFEASIBLE;
		return;
	}
	trial->outcome = result.outcome;
	if (result.outcome == DAIS_OUTCOME_OPTIMAL || result.outcome == DAIS_OUTCOME_FEASIBLE)
		judge_trial(all, trial, changed, &plan);
}

/* --- words --- */

/* What is paid for it: "item 5 would lose 1 h and ..."; empty when nothing is. */
static struct dais_str
payers(const struct dais_problem *p, const struct trial *trial, const uint64_t *before,
    const dais_index_vec *gives_up, struct dais_arena *a)
{
	dais_str_vec v = { .n = 0 };

	for (size_t i = 0; i < gives_up->n && v.n < PAYERS_NAMED; i++) {
		size_t d = gives_up->v[i];

		dais_vec_push(a, &v,
		    dais_explain_suffers(p, &p->demands.v[d], trial->units[d] - before[d], a));
	}
	if (gives_up->n > v.n)
		dais_vec_push(a, &v,
		    dais_explain_say(p, a,
			gives_up->n - v.n == 1 ? "%zu other wish would suffer"
					       : "%zu other wishes would suffer",
			gives_up->n - v.n));
	return dais_explain_clauses(p, &v, a);
}

static struct dais_str
departure_words(const struct dais_problem *p, const struct trial *trial, const uint64_t *before,
    const struct dais_departure *dep, struct dais_arena *a)
{
	const struct dais_demand *d = &p->demands.v[trial->demand];
	struct dais_str state = dais_explain_sentence(p, trial->state, a), paid;

	if (!dep->possible)
		return dais_explain_say(p, a,
		    dep->proven
			? "%.*s No plan that keeps what must hold can honour that."
			: "%.*s Whether a plan can honour that was not settled in the time given.",
		    DAIS_STR_ARG(state));
	if (!dep->proven)
		return dais_explain_say(p, a,
		    "%.*s A plan can honour that; what it would cost was not settled in the time "
		    "given.",
		    DAIS_STR_ARG(state));
	paid = payers(p, trial, before, &dep->gives_up, a);
	if (dais_str_is_empty(paid))
		return dais_explain_say(p, a, "%.*s To %s, nothing else would suffer.",
		    DAIS_STR_ARG(state), dais_explain_honour(p, d));
	return dais_explain_say(p, a, "%.*s To %s, %.*s.", DAIS_STR_ARG(state),
	    dais_explain_honour(p, d), DAIS_STR_ARG(paid));
}

/* --- departures --- */

/* Two wishes of one kind about the same thing, such as half and the whole of the time an item is
 * to have. */
static bool
same_thing(const struct dais_demand *x, const struct dais_demand *y)
{
	return x->kind == y->kind && x->task == y->task && x->other == y->other &&
	       x->body == y->body && x->body_2 == y->body_2 && x->kind != DAIS_DEMAND_FREE;
}

/* The first rank that is worse (0: none before one that is better), and how much. */
static void
find_price(const struct trial *trial, const uint64_t *costs_before, struct dais_departure *dep)
{
	for (unsigned rank = 1; rank <= DAIS_RANKS_MAX; rank++) {
		if (trial->costs[rank] == costs_before[rank])
			continue;
		if (trial->costs[rank] > costs_before[rank]) {
			dep->rank = rank;
			dep->more = trial->costs[rank] - costs_before[rank];
		}
		return;
	}
}

/* The rank in which others pay: the first that is worse; where all cost the same, that of the wish,
 * as what it spares is what they pay; 0: nobody pays. */
static unsigned
paying_rank(const struct trials *all, const struct trial *trial, const uint64_t *costs_before,
    const struct dais_departure *dep)
{
	for (unsigned rank = 1; rank <= DAIS_RANKS_MAX; rank++) {
		if (trial->costs[rank] != costs_before[rank])
			return dep->rank;
	}
	return all->p->demands.v[trial->demand].rank;
}

/* The wishes that pay in @rank, dearest first; of several about the same thing, the one that loses
 * most. */
static void
find_payers(const struct dais_problem *p, const struct trial *trial, const uint64_t *before,
    unsigned rank, dais_index_vec *v, struct dais_arena *a)
{
	for (size_t i = 0; rank && i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		uint64_t loss = trial->units[i] - before[i];
		size_t at = 0;

		if (d->rank != rank || trial->units[i] <= before[i])
			continue;
		while (at < v->n && !same_thing(d, &p->demands.v[v->v[at]]))
			at++;
		if (at < v->n) {
			if (loss > trial->units[v->v[at]] - before[v->v[at]])
				v->v[at] = i;
			continue;
		}
		dais_vec_push(a, v, i);
		for (; at > 0; at--) {
			size_t x = v->v[at - 1];

			if ((trial->units[x] - before[x]) * p->demands.v[x].weight >=
			    loss * d->weight)
				break;
			v->v[at] = x;
			v->v[at - 1] = i;
		}
	}
}

/* Where the price is of a lower rank than the wish, what the wish gains others of its own rank pay:
 * they are named first. */
static void
list_payers(const struct trials *all, const struct trial *trial, const uint64_t *before,
    const uint64_t *costs_before, struct dais_departure *dep, struct dais_arena *a)
{
	unsigned own = all->p->demands.v[trial->demand].rank;
	unsigned rank = paying_rank(all, trial, costs_before, dep);
	dais_index_vec lower = { .n = 0 };

	if (rank > own)
		find_payers(all->p, trial, before, own, &dep->gives_up, a);
	find_payers(all->p, trial, before, rank, &lower, a);
	for (size_t i = 0; i < lower.n; i++)
		dais_vec_push(a, &dep->gives_up, lower.v[i]);
}

struct by_importance {
	const struct dais_problem *p;
	const struct trial *trial;
};

static int
more_important(const void *x, const void *y)
{
	const struct by_importance *a = x, *b = y;
	const struct dais_demand *d = &a->p->demands.v[a->trial->demand];
	const struct dais_demand *e = &b->p->demands.v[b->trial->demand];
	uint64_t loss_d = a->trial->cost * d->weight, loss_e = b->trial->cost * e->weight;

	if (d->rank != e->rank)
		return d->rank < e->rank ? -1 : 1;
	if (loss_d != loss_e)
		return loss_d > loss_e ? -1 : 1;
	return a->trial->demand < b->trial->demand ? -1 : 1;
}

/* Sorts the trials so that the most important are tried first. */
static void
sort_trials(struct trials *all, struct dais_arena *a)
{
	struct by_importance *order = DAIS_NEW_N(a, all->n + 1, struct by_importance);
	struct trial *v = DAIS_NEW_N(a, all->n + 1, struct trial);

	for (size_t i = 0; i < all->n; i++)
		order[i] = (struct by_importance){ all->p, &all->v[i] };
	if (all->n)
		qsort(order, all->n, sizeof *order, more_important);
	for (size_t i = 0; i < all->n; i++)
		v[i] = *order[i].trial;
	all->v = v;
}

static int
compare_places(const void *x, const void *y)
{
	const struct dais_departure *a = x, *b = y;

	/* demands of a rank stand in the order of the package */
	if (a->demand != b->demand)
		return a->demand < b->demand ? -1 : 1;
	return 0;
}

/* Wishes worth a trial: not "as few sittings as possible", which no meeting honours fully; of the
 * wishes that stand for the plan in force, that something stays where it was. */
static bool
is_departure(const struct dais_demand *d)
{
	if (d->rank == 0 || d->kind == DAIS_DEMAND_FEWEST)
		return false;
	return !dais_demand_is_kept(d) || d->kind == DAIS_DEMAND_KEEP ||
	       d->kind == DAIS_DEMAND_KEEP_ROOM;
}

static void
list_trials(struct trials *all, const struct dais_verdict *verdict, struct dais_arena *a)
{
	all->v = DAIS_NEW_N(a, verdict->breaches.n + 1, struct trial);
	for (size_t i = 0; i < verdict->breaches.n; i++) {
		const struct dais_breach *b = &verdict->breaches.v[i];

		const struct dais_demand *d;
		size_t same = 0;

		if (b->demand == DAIS_NONE || !is_departure(&all->p->demands.v[b->demand]))
			continue;
		d = &all->p->demands.v[b->demand];
		while (
		    same < all->n && (all->p->demands.v[all->v[same].demand].rank != d->rank ||
					 !same_thing(&all->p->demands.v[all->v[same].demand], d)))
			same++;
		if (same < all->n && b->cost <= all->v[same].cost)
			continue;
		all->v[same] =
		    (struct trial){ .demand = b->demand, .cost = b->cost, .state = b->words };
		all->n += same == all->n;
	}
	sort_trials(all, a);
}

/* What was found, by rank, then in the order of the package. */
static void
tell_departures(const struct trials *all, const struct dais_verdict *verdict,
    struct dais_departure *ret, struct dais_arena *a)
{
	uint64_t *before = dais_explain_units(all->p, verdict, a);
	size_t from = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct trial *trial = &all->v[i];
		struct dais_departure *dep = &ret[i];

		dep->demand = trial->demand;
		dep->cost = trial->cost;
		dep->possible = trial->units != NULL;
		dep->proven = trial->outcome == DAIS_OUTCOME_OPTIMAL ||
			      trial->outcome == DAIS_OUTCOME_INFEASIBLE || trial->settled;
		if (dep->possible) {
			find_price(trial, verdict->cost, dep);
			list_payers(all, trial, before, verdict->cost, dep, a);
		}
		dep->words = departure_words(all->p, trial, before, dep, a);
	}
	for (size_t i = 1; i <= all->n; i++) {
		if (i < all->n && all->p->demands.v[ret[i].demand].rank ==
				      all->p->demands.v[ret[from].demand].rank)
			continue;
		qsort(ret + from, i - from, sizeof *ret, compare_places);
		from = i;
	}
}

bool
dais_explain_departures(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_search *s, struct dais_arena *a, struct dais_departure **ret, size_t *ret_n,
    struct dais_err *err)
{
	struct trials all = { .p = p, .plan = plan, .search = s };
	struct dais_departure *v;
	struct dais_verdict verdict;
	bool ok = true;

	if (s->seconds > 0)
		all.end = dais_clock_seconds() + s->seconds;
	dais_judge(p, plan, a, &verdict);
	all.costs = verdict.cost;
	list_trials(&all, &verdict, a);
	dais_parallel_run(all.n, THREADS, run_trial, &all);
	v = DAIS_NEW_N(a, all.n + 1, struct dais_departure);
	for (size_t i = 0; i < all.n && ok; i++) {
		ok = all.v[i].err.code == DAIS_ERR_NONE ||
		     all.v[i].outcome == DAIS_OUTCOME_INFEASIBLE;
		if (!ok)
			*err = all.v[i].err;
	}
	if (ok) {
		tell_departures(&all, &verdict, v, a);
		*ret = v;
		*ret_n = all.n;
	}
	for (size_t i = 0; i < all.n; i++)
		dais_arena_free(all.v[i].arena);
	return ok;
}
