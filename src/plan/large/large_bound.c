/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lower bounds without a model of the whole. Each body alone, with its items, its orders and its
 * days, in any room and with any team, pays at least so much; of a wish that concerns several
 * bodies only the first pays. What all together can have of rooms, teams and days is a flow. How
 * many sittings and items in them there must be is arithmetic.
 */
#include "base/clock.h"
#include "plan/large/large_priv.h"

#include <pthread.h>
#include <string.h>

#define OWN_EFFORT 15000000u /* of one body */
#define SHARE_OF_TIME 0.35 /* for bodies alone */
#define SHARE_BESIDE 0.6 /* of the time, when better plans are looked for beside it */
/* A unit of a rank is worth so many of the next, where bodies may have paid more in it. */
#define WORTH 2u
#define LEVELS_MOST 24u /* of wishes for time: rank and weight */

/* What bodies pay alone of ranks @from to @rank together, each unit of rank k @times[k] times,
 * where the ranks before @from cost own[]. */
struct merged {
	unsigned from, rank; /* 0: none */
	unsigned times[DAIS_RANKS_MAX + 1];
	uint64_t sum;
};

struct dais_large_bounds {
	/* Of all that follows, and of what of a plan of another thread they are read with. */
	pthread_mutex_t lock;
	bool has_none; /* some body alone has no plan, so that there is none at all */
	bool sound; /* there is such a plan, and what it costs: as when bounds were last read */
	uint64_t cost[DAIS_RANKS_MAX + 1];
	uint64_t
	    own[DAIS_RANKS_MAX + 1]; /* of plans best in the ranks before, if these cost own[] */
	struct merged merged[DAIS_RANKS_MAX + 1];
	uint64_t missing[DAIS_RANKS_MAX + 1]; /* of all plans */
	/* FEWEST, and FEWEST and DENSE together: of all plans; of those that cost nothing in rank
	 * @given */
	unsigned rank, given;
	uint64_t sittings[2], both[2];
};

bool
dais_large_has_none(const struct dais_large *l)
{
	bool ret;

	if (!l->bounds)
		return false;
	(void)pthread_mutex_lock(&l->bounds->lock);
	ret = l->bounds->has_none;
	(void)pthread_mutex_unlock(&l->bounds->lock);
	return ret;
}

/* --- bodies alone --- */

static unsigned
last_rank(const struct dais_problem *p)
{
	unsigned last = 0;

	for (size_t k = 0; k < p->demands.n; k++)
		last = p->demands.v[k].rank > last ? p->demands.v[k].rank : last;
	return last;
}

/* Seconds until @until, which counts from the beginning; 0: no limit of time; below 0: it is past.
 */
static double
seconds_left(const struct dais_large *l, double until)
{
	double left = until - (dais_clock_seconds() - l->start);

	return l->search->seconds <= 0 ? 0 : left > 0 ? left : -1;
}

/* What each body pays alone in ranks @first to @last. False: one has no plan. */
static bool
bound_bodies(struct dais_large *l, unsigned first, unsigned last, double until)
{
	struct dais_large_alone how = { .ranks = dais_large_as_ranked(last), .effort = OWN_EFFORT };

	for (size_t b = 0; b < l->p->bodies.n && !dais_large_is_over(l); b++) {
		double left = seconds_left(l, until);
		struct dais_result result;

		if (left < 0)
			break;
		/* One that has nothing to pay for would have nothing alone. */
		if (l->keeps && !dais_large_has_changed(l, b))
			continue;
		how.seconds = dais_large_fair(left, l->p->bodies.n - b);
		if (!dais_large_alone(l, b, &how, NULL, NULL, &result))
			continue;
		(void)pthread_mutex_lock(&l->bounds->lock);
		if (result.outcome == DAIS_OUTCOME_INFEASIBLE) {
			l->bounds->has_none = true;
			(void)pthread_mutex_unlock(&l->bounds->lock);
			return false;
		}
		for (unsigned r = first; r <= last; r++)
			l->bounds->own[r] += result.at.bound[r];
		(void)pthread_mutex_unlock(&l->bounds->lock);
		dais_large_tell(l, false);
	}
	return true;
}

/* The first rank in which the plan costs more than its bodies alone pay; 0: there is no plan. */
static unsigned
first_above(const struct dais_large *l)
{
	struct dais_large_bounds *b = l->bounds;
	unsigned r = 1;

	(void)pthread_mutex_lock(&b->lock);
	while (r < DAIS_RANKS_MAX && b->cost[r] <= b->own[r])
		r++;
	r = b->sound ? r : 0;
	(void)pthread_mutex_unlock(&b->lock);
	return r;
}

/* What each body pays alone, by @until, where it may pay more in the ranks from @from on to pay
 * less in @rank. */
static void
bound_merged(struct dais_large *l, unsigned from, unsigned rank, double until)
{
	struct dais_large_alone how = { .ranks = dais_large_as_ranked(rank), .effort = OWN_EFFORT };
	struct merged m = { .from = from, .rank = rank };

	m.times[rank] = 1;
	for (unsigned r = rank; r-- > from;)
		m.times[r] = m.times[r + 1] * WORTH;
	for (unsigned r = from; r <= rank; r++) {
		how.ranks.to[r] = rank;
		how.ranks.times[r] = m.times[r];
	}
	for (size_t b = 0; b < l->p->bodies.n && !dais_large_is_over(l); b++) {
		double left = seconds_left(l, until);
		struct dais_result result;

		how.seconds = dais_large_fair(left, l->p->bodies.n - b);
		if (left >= 0 && dais_large_alone(l, b, &how, NULL, NULL, &result))
			m.sum += result.at.bound[rank];
		dais_large_tell(l, false);
	}
	(void)pthread_mutex_lock(&l->bounds->lock);
	l->bounds->merged[rank] = m;
	(void)pthread_mutex_unlock(&l->bounds->lock);
}

/* The bound of m->rank that bodies alone give together with what the ranks before cost. */
static uint64_t
read_merged(const struct dais_large *l, const struct merged *m)
{
	uint64_t spent = 0;

	for (unsigned r = 1; r < m->rank; r++) {
		if (r < m->from && l->verdict.cost[r] != l->bounds->own[r])
			return 0;
		if (r >= m->from)
			spent += m->times[r] * l->verdict.cost[r];
	}
	return m->rank && l->sound && m->sum > spent ? m->sum - spent : 0;
}

/* --- time for all --- */

static unsigned
steps_of(const struct dais_problem *p, const struct dais_demand *d)
{
	return (d->amount + p->step - 1) / p->step;
}

static bool
same_level(const struct dais_demand *x, const struct dais_demand *y)
{
	return x->kind == DAIS_DEMAND_LEAST && y->kind == DAIS_DEMAND_LEAST && x->rank &&
	       x->rank == y->rank && x->weight == y->weight;
}

/* What is missing of wishes for time like the demand @first. One wish a task: of several of a
 * level, which would be paid one by one, the largest. */
static void
bound_level(struct dais_large *l, size_t first)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new((size_t)1 << 30);
	const struct dais_problem *p = l->p;
	const struct dais_demand *like = &p->demands.v[first];
	unsigned *wished = DAIS_NEW_N(scratch, p->tasks.n + 1, unsigned);

	for (size_t k = first; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (same_level(like, d) && steps_of(p, d) > wished[d->task])
			wished[d->task] = steps_of(p, d);
	}
	l->bounds->missing[like->rank] +=
	    (uint64_t)like->weight * dais_around_missing(l->around, wished, scratch);
}

static void
bound_time(struct dais_large *l)
{
	const struct dais_problem *p = l->p;
	size_t seen[LEVELS_MOST], n = 0;

	for (size_t k = 0; k < p->demands.n && n < LEVELS_MOST; k++) {
		bool known = p->demands.v[k].kind != DAIS_DEMAND_LEAST || !p->demands.v[k].rank;

		for (size_t m = 0; m < n && !known; m++)
			known = same_level(&p->demands.v[seen[m]], &p->demands.v[k]);
		if (known)
			continue;
		seen[n++] = k;
		bound_level(l, k);
	}
}

/* --- sittings --- */

static unsigned
whole(uint64_t steps, unsigned of)
{
	return of ? (unsigned)((steps + of - 1) / of) : 0;
}

static size_t
root_of(size_t *root, size_t b)
{
	while (root[b] != b)
		b = root[b] = root[root[b]];
	return b;
}

/* Sittings that tasks with so many steps need at least. Bodies that may meet share theirs. */
static uint64_t
sittings_for(struct dais_large *l, const unsigned *steps, unsigned longest, struct dais_arena *a)
{
	const struct dais_problem *p = l->p;
	size_t *root = DAIS_NEW_N(a, p->bodies.n + 1, size_t);
	uint64_t *of = DAIS_NEW_N(a, p->bodies.n + 1, uint64_t), n = 0;

	for (size_t b = 0; b < p->bodies.n; b++)
		root[b] = b;
	for (size_t i = 0; i < p->tasks.n; i++) {
		for (size_t k = 1; k < p->tasks.v[i].bodies.n; k++)
			root[root_of(root, p->tasks.v[i].bodies.v[k])] =
			    root_of(root, p->tasks.v[i].bodies.v[0]);
	}
	for (size_t i = 0; i < p->tasks.n; i++) {
		if (p->tasks.v[i].bodies.n)
			of[root_of(root, p->tasks.v[i].bodies.v[0])] += steps[i];
	}
	for (size_t b = 0; b < p->bodies.n; b++)
		n += whole(of[b], longest);
	return n;
}

/* Sittings, and substantive items above one of a body in them, together: every sitting has no
 * more substantive items than one and those above. 0 where common tasks may count for less. */
static uint64_t
items_for(struct dais_large *l, const unsigned *steps, unsigned longest, const bool *dense)
{
	const struct dais_problem *p = l->p;
	uint64_t n = 0;

	for (size_t i = 0; i < p->tasks.n; i++) {
		const struct dais_task *task = &p->tasks.v[i];
		bool counts = task->substantive;

		for (size_t k = 0; k < task->bodies.n; k++)
			counts = counts && dense[task->bodies.v[k]];
		if (!counts && task->bodies.n > 1)
			return 0;
		n += counts ? whole(steps[i], longest) : 0;
	}
	return n;
}

/* Whether each substantive task is a group of its own; then groups are numbered by their tasks. */
static bool
groups_are_tasks(const struct dais_problem *p, struct dais_arena *a)
{
	DAIS_VEC(size_t) seen = { 0 };

	for (size_t i = 0; i < p->tasks.n; i++) {
		if (p->tasks.v[i].substantive)
			dais_vec_push(a, &seen, p->tasks.v[i].group);
	}
	for (size_t i = 0; i < seen.n; i++) {
		for (size_t k = i + 1; k < seen.n; k++) {
			if (seen.v[i] == seen.v[k])
				return false;
		}
	}
	return true;
}

/* Steps of each task: what it must have, or (@given) what it has when the rank costs nothing. */
static void
fill_steps(const struct dais_problem *p, unsigned given, unsigned *steps)
{
	memset(steps, 0, p->tasks.n * sizeof(*steps));
	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_LEAST && (!d->rank || d->rank == given) &&
		    steps_of(p, d) > steps[d->task])
			steps[d->task] = steps_of(p, d);
	}
}

static void
bound_sittings(struct dais_large *l)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 30);
	const struct dais_problem *p = l->p;
	struct dais_large_bounds *bounds = l->bounds;
	const struct dais_demand *fewest = NULL, *like = NULL;
	bool *dense = DAIS_NEW_N(a, p->bodies.n + 1, bool);
	unsigned *steps = DAIS_NEW_N(a, p->tasks.n + 1, unsigned), longest = 0, weight = 0;
	bool plain = groups_are_tasks(p, a);

	for (size_t k = 0; k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind == DAIS_DEMAND_FEWEST && d->rank)
			fewest = d;
		if (d->kind == DAIS_DEMAND_LEAST && d->rank &&
		    (!bounds->given || d->rank < bounds->given))
			bounds->given = d->rank;
	}
	for (size_t k = 0; fewest && k < p->demands.n; k++) {
		const struct dais_demand *d = &p->demands.v[k];

		if (d->kind != DAIS_DEMAND_DENSE || d->rank != fewest->rank)
			continue;
		like = like && like->weight < d->weight ? like : d;
		dense[d->body] = true;
	}
	if (!fewest)
		return;
	for (size_t t = 0; t < p->slots.n; t++)
		longest = dais_slot_steps(p, t) > longest ? dais_slot_steps(p, t) : longest;
	bounds->rank = fewest->rank;
	weight = !like ? 0 : like->weight < fewest->weight ? like->weight : fewest->weight;
	for (unsigned k = 0; k < 2; k++) {
		uint64_t sittings;

		fill_steps(p, k ? bounds->given : 0, steps);
		sittings = sittings_for(l, steps, longest, a);
		bounds->sittings[k] = sittings * fewest->weight;
		if (plain && weight)
			bounds->both[k] = sittings * (fewest->weight - weight) +
					  items_for(l, steps, longest, dense) * weight;
	}
}

/* --- together --- */

static void
release(void *bounds)
{
	(void)pthread_mutex_destroy(&((struct dais_large_bounds *)bounds)->lock);
}

void
dais_large_ready_bounds(struct dais_large *l)
{
	l->bounds = DAIS_NEW(l->a, struct dais_large_bounds);
	(void)pthread_mutex_init(&l->bounds->lock, NULL);
	dais_arena_defer(l->a, release, l->bounds);
}

/* With the plan of @l, which it tells to who works on bounds. */
static void
read_bounds(struct dais_large *l)
{
	struct dais_large_bounds *b = l->bounds;
	bool own = true; /* the ranks before cost what bodies alone pay */

	b->sound = l->sound;
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		uint64_t *at = &l->result->at.bound[r];
		bool given = b->given && b->given < r && l->sound && !l->verdict.cost[b->given];
		uint64_t sittings = r == b->rank ? b->sittings[given] : 0;
		uint64_t both = r == b->rank ? b->both[given] : 0;

		*at = (own ? b->own[r] : 0) + sittings;
		*at = both > *at ? both : *at;
		*at = b->missing[r] > *at ? b->missing[r] : *at;
		both = read_merged(l, &b->merged[r]);
		*at = both > *at ? both : *at;
		own = own && l->sound && l->verdict.cost[r] == b->own[r];
		b->cost[r] = l->sound ? l->verdict.cost[r] : 0;
	}
}

void
dais_large_read_bounds(struct dais_large *l)
{
	if (!l->bounds || l->is_beside)
		return;
	(void)pthread_mutex_lock(&l->bounds->lock);
	read_bounds(l);
	(void)pthread_mutex_unlock(&l->bounds->lock);
}

/* What is quickly counted. */
static void
bound_all(struct dais_large *l)
{
	(void)pthread_mutex_lock(&l->bounds->lock);
	bound_sittings(l);
	bound_time(l);
	(void)pthread_mutex_unlock(&l->bounds->lock);
	dais_large_tell(l, true);
}

/* In the rank of sittings bodies alone know little: how many there are is for all. */
static unsigned
last_of_own(const struct dais_large *l)
{
	return !l->keeps && l->bounds->rank > 1 ? l->bounds->rank - 1 : DAIS_RANKS_MAX;
}

bool
dais_large_bound(struct dais_large *l)
{
	double from = dais_clock_seconds() - l->start;
	double share = (l->search->seconds - from) * SHARE_OF_TIME;

	bound_all(l);
	return bound_bodies(l, 1, last_of_own(l), from + share);
}

/* Ranks after the first in which the plan costs more than bodies alone pay, each by its share of
 * the time that is left. */
static void
bound_above(struct dais_large *l, unsigned from)
{
	unsigned fewest = l->bounds->rank, last = last_rank(l->p);

	if (fewest > 1 && from >= fewest)
		(void)bound_bodies(l, fewest, DAIS_RANKS_MAX, l->search->seconds);
	for (unsigned rank = from + 1; rank < last && !dais_large_is_over(l); rank++) {
		double now = dais_clock_seconds() - l->start;

		bound_merged(l, from, rank, now + (l->search->seconds - now) / (last - rank));
	}
}

void
dais_large_bound_more(struct dais_large *l)
{
	dais_large_read_bounds(l);
	if (!l->keeps)
		bound_above(l, first_above(l));
}

void
dais_large_bound_beside(struct dais_large *l)
{
	unsigned from;

	bound_all(l);
	if (!bound_bodies(l, 1, last_of_own(l), l->search->seconds * SHARE_BESIDE))
		return;
	from = first_above(l);
	if (from)
		bound_above(l, from);
}
