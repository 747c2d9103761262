/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out of a problem without a plan. The time an item needs is not given up as a whole but in
 * stairs of half an hour or more, so that an item loses no more than it must. Different kinds of
 * ways are looked for one after another: a meeting whose items could all be shortened is also
 * told which day would spare them that. */
#include <stdlib.h>
#include <string.h>

#include "plan/explain/explain_priv.h"
#include "plan/meeting/meeting.h"

/* What a search for the cheapest ways may look at, in clauses, before and after some way out is
 * known. */
#define EFFORT_BEFORE UINT64_C(80000000)
#define EFFORT_AFTER UINT64_C(20000000)
#define STAIRS_MOST 12u
#define STAIR_MINUTES 30u
#define WAYS_MOST 8u
/* Of fewer items left out the optimizer knows better. */
#define LEFT_OUT_LEAST 4u

#define KIND(k) (1u << (k))
#define ALL_KINDS (KIND(DAIS_WAY_TIME) | KIND(DAIS_WAY_EXTRA) | KIND(DAIS_WAY_OTHER))

static const struct {
	unsigned kinds;
	size_t most;
} passes[] = { { ALL_KINDS, 3 }, { KIND(DAIS_WAY_EXTRA), 2 }, { KIND(DAIS_WAY_TIME), 2 },
	{ KIND(DAIS_WAY_OTHER), 2 } };

#define PASS_COUNT (sizeof passes / sizeof *passes)

/* What a demand of the relaxed problem stands for. */
struct stair {
	size_t demand; /* of the problem */
	unsigned left; /* minutes that are kept without it */
};

typedef DAIS_VEC(struct stair) stair_vec;

bool
dais_explain_is_extra(const struct dais_explain_ways *w, const struct dais_demand *d)
{
	bool closes = false;

	if (d->rank > 0 || !d->slots ||
	    (d->kind != DAIS_DEMAND_FREE && d->kind != DAIS_DEMAND_BODY_SLOTS))
		return false;
	for (size_t t = 0; t < w->p->slots.n; t++) {
		bool closed = dais_slots_has(d->slots, t) == (d->kind == DAIS_DEMAND_FREE);

		if (closed && !w->extra[t])
			return false;
		closes = closes || closed;
	}
	return closes;
}

/* --- relaxing --- */

static enum dais_way_kind
kind_of(const struct dais_explain_ways *w, const struct dais_demand *d)
{
	if (d->kind == DAIS_DEMAND_LEAST)
		return DAIS_WAY_TIME;
	return dais_explain_is_extra(w, d) ? DAIS_WAY_EXTRA : DAIS_WAY_OTHER;
}

static void
add_stairs(
    const struct dais_explain_ways *w, struct dais_problem *relaxed, stair_vec *stairs, size_t i)
{
	const struct dais_demand *d = &w->p->demands.v[i];
	unsigned step = w->p->step, needed = dais_problem_whole(w->p, d->amount);
	unsigned height = STAIR_MINUTES > step ? STAIR_MINUTES / step * step : step;
	unsigned count;

	while (needed / height > STAIRS_MOST)
		height += step;
	count = (needed + height - 1) / height;
	for (unsigned k = 0; k < count; k++) {
		struct dais_demand *stair = dais_vec_add(w->a, &relaxed->demands);
		unsigned amount = needed - k * height;

		*stair = *d;
		stair->amount = amount;
		stair->drop_cost = d->drop_cost * DAIS_EXPLAIN_COST_SCALE / count;
		if (!stair->drop_cost)
			stair->drop_cost = 1;
		dais_vec_push(
		    w->a, stairs, ((struct stair){ i, amount > height ? amount - height : 0 }));
	}
}

/* @w->p without wishes, in which only demands of @kinds can be given up. */
static struct dais_problem *
relax(const struct dais_explain_ways *w, unsigned kinds, stair_vec *stairs)
{
	struct dais_problem *relaxed = dais_problem_copy(w->p, w->a);

	relaxed->demands.n = 0;
	relaxed->demands.cap = 0;
	relaxed->demands.v = NULL;
	for (size_t i = 0; i < w->p->demands.n; i++) {
		struct dais_demand d = w->p->demands.v[i];
		unsigned kind = KIND(kind_of(w, &d));

		if (d.rank > 0)
			continue;
		if (d.drop_cost > 0 && d.kind == DAIS_DEMAND_LEAST && (kinds & kind)) {
			add_stairs(w, relaxed, stairs, i);
			continue;
		}
		d.drop_cost = kinds & kind ? d.drop_cost * DAIS_EXPLAIN_COST_SCALE : 0;
		dais_vec_push(w->a, &relaxed->demands, d);
		dais_vec_push(w->a, stairs, ((struct stair){ i, 0 }));
	}
	return relaxed;
}

/* --- ways --- */

/* The demands that @repair gives up, an item's stairs as one. */
static void
read_repair(const struct dais_explain_ways *w, const struct dais_repair *repair,
    const stair_vec *stairs, struct dais_explain_way *ret)
{
	ret->cost = repair->cost;
	for (size_t i = 0; i < repair->n; i++) {
		const struct stair *stair;
		size_t at = 0;

		DAIS_ASSERT(repair->tags[i] < stairs->n);
		stair = &stairs->v[repair->tags[i]];
		while (at < ret->demands.n && ret->demands.v[at] != stair->demand)
			at++;
		if (at == ret->demands.n) {
			dais_vec_push(w->a, &ret->demands, stair->demand);
			dais_vec_push(w->a, &ret->left, stair->left);
		} else if (stair->left < ret->left.v[at]) {
			ret->left.v[at] = stair->left;
		}
	}
}

static bool
is_known(const struct dais_conflict *c, struct dais_str words)
{
	for (size_t i = 0; i < c->ways_out.n; i++) {
		if (dais_str_eq(c->ways_out.v[i].words, words))
			return true;
	}
	return false;
}

/* Whether @more gives up all that @way does, and keeps no more of any of it. To leave an item out
 * is another decision than to shorten it. */
static bool
gives_up_more(const struct dais_explain_way *more, const struct dais_explain_way *way)
{
	for (size_t i = 0; i < way->demands.n; i++) {
		size_t at = 0;

		while (at < more->demands.n && more->demands.v[at] != way->demands.v[i])
			at++;
		if (at == more->demands.n || more->left.v[at] > way->left.v[i] ||
		    (!more->left.v[at] && way->left.v[i]))
			return false;
	}
	return true;
}

/* The offered way that asks for more than @way, to be replaced by it, or NULL. *@ret_needless: one
 * that is offered asks for no more than @way does. */
static struct dais_explain_offer *
dearer(const struct dais_explain_ways *w, const struct dais_explain_way *way, bool *ret_needless)
{
	struct dais_explain_offer *ret = NULL;

	*ret_needless = false;
	for (size_t i = 0; i < w->offers->list.n; i++) {
		struct dais_explain_offer *o = &w->offers->list.v[i];

		*ret_needless = *ret_needless || gives_up_more(way, &o->way);
		if (gives_up_more(&o->way, way))
			ret = o;
	}
	return ret;
}

/* Demand @demand; of LEAST, all that ask for more than @left minutes. */
static void
list_given_up(const struct dais_explain_ways *w, size_t demand, unsigned left, dais_index_vec *ret)
{
	const struct dais_demand *given = &w->asked->demands.v[demand];

	if (given->kind != DAIS_DEMAND_LEAST) {
		dais_vec_push(w->a, ret, demand);
		return;
	}
	for (size_t i = 0; i < w->asked->demands.n; i++) {
		const struct dais_demand *d = &w->asked->demands.v[i];

		if (d->kind == DAIS_DEMAND_LEAST && d->task == given->task && d->rank == 0 &&
		    d->drop_cost > 0 && d->amount > left)
			dais_vec_push(w->a, ret, i);
	}
}

bool
dais_explain_add_way(const struct dais_explain_ways *w, struct dais_explain_way *way,
    struct dais_conflict *ret, struct dais_err *err)
{
	struct dais_str words;
	enum dais_outcome outcome = DAIS_OUTCOME_OPTIMAL;
	struct dais_explain_offer *offer = NULL;
	struct dais_way_out *out;
	bool alike = true, needless = false;

	if (!dais_explain_by_settings(w, way, err))
		return false;
	words = dais_explain_way_words(w, way);
	if (is_known(ret, words))
		return true;
	offer = dearer(w, way, &needless);
	if (needless)
		return true;
	if (!way->holds && !dais_explain_try_way(w, way, &outcome, err))
		return false;
	if (outcome == DAIS_OUTCOME_INFEASIBLE)
		return true;
	if (outcome != DAIS_OUTCOME_OPTIMAL)
		ret = w->unverified;
	for (size_t i = 1; i < way->demands.n; i++)
		alike = alike && kind_of(w, &w->p->demands.v[way->demands.v[i]]) ==
				     kind_of(w, &w->p->demands.v[way->demands.v[0]]);
	if (alike && way->demands.n && outcome == DAIS_OUTCOME_OPTIMAL)
		*w->found |= KIND(kind_of(w, &w->p->demands.v[way->demands.v[0]]));
	if (outcome == DAIS_OUTCOME_OPTIMAL) {
		if (!offer) {
			offer = dais_vec_add(w->a, &w->offers->list);
			offer->at = ret->ways_out.n;
			(void)dais_vec_add(w->a, &ret->ways_out);
		}
		offer->way = *way;
		out = &ret->ways_out.v[offer->at];
		*out = (struct dais_way_out){ .cost = 0 };
	} else {
		out = dais_vec_add(w->a, &ret->ways_out);
	}
	for (size_t i = 0; i < way->demands.n; i++)
		list_given_up(w, way->demands.v[i], way->left.v[i], &out->gives_up);
	out->cost = way->cost;
	out->words = words;
	out->verified = outcome == DAIS_OUTCOME_OPTIMAL;
	return true;
}

static bool
run_pass(
    const struct dais_explain_ways *w, size_t pass, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	stair_vec stairs = { .n = 0 };
	struct dais_problem *relaxed = relax(w, passes[pass].kinds, &stairs);
	struct dais_search search =
	    dais_explain_search(w->search, w->end, ret->ways_out.n ? EFFORT_AFTER : EFFORT_BEFORE);
	struct dais_repair repairs[4];
	struct dais_meeting_model *model;
	size_t n;

	_Static_assert(sizeof repairs / sizeof *repairs >= 3, "as many as a pass looks for");
	if (!dais_meeting_model_new(relaxed, scratch, &model, err))
		return false;
	n = dais_optimizer_repairs(
	    dais_meeting_optimizer(model), &search, scratch, repairs, passes[pass].most);
	for (size_t i = 0; i < n; i++) {
		struct dais_explain_way way = { .cost = 0 };

		read_repair(w, &repairs[i], &stairs, &way);
		if (!dais_explain_add_way(w, &way, ret, err))
			return false;
	}
	return true;
}

/* A circle of orders is opened anywhere. */
static bool
open_circle(const struct dais_explain_ways *w, const struct dais_lack *circle,
    struct dais_conflict *ret, struct dais_err *err)
{
	for (size_t i = 0; i < circle->demands.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[circle->demands.v[i]];
		struct dais_explain_way way = { .cost = (uint64_t)d->drop_cost *
							DAIS_EXPLAIN_COST_SCALE };
		struct dais_err other = DAIS_ERR_INIT;

		if (d->drop_cost == 0)
			continue;
		dais_vec_push(w->a, &way.demands, circle->demands.v[i]);
		dais_vec_push(w->a, &way.left, 0u);
		/* a second circle through other demands is no way out, and no failure */
		if (!dais_explain_add_way(w, &way, ret, &other) && other.code != DAIS_ERR_INVALID) {
			*err = other;
			return false;
		}
	}
	return true;
}

static int
compare_ways(const void *x, const void *y)
{
	const struct dais_way_out *a = x, *b = y;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return (a->gives_up.n > b->gives_up.n) - (a->gives_up.n < b->gives_up.n);
}

static bool *
extra_slots(const struct dais_problem *p, const struct dais_problem *base, struct dais_arena *a)
{
	bool *extra = DAIS_NEW_N(a, p->slots.n + 1, bool);

	for (size_t t = 0, b = 0; t < p->slots.n; t++) {
		while (b < base->slots.n && base->slots.v[b].utc < p->slots.v[t].utc)
			b++;
		extra[t] = b == base->slots.n || base->slots.v[b].utc != p->slots.v[t].utc;
	}
	return extra;
}

/* A copy of @p in which each task has one LEAST demand that can be given up, the largest, at the
 * cost of all: a problem with extras may have stairs of its own. */
static struct dais_problem *
join_stairs(const struct dais_problem *p, struct dais_arena *a)
{
	struct dais_problem *joined = dais_problem_copy(p, a);
	size_t *largest = DAIS_NEW_N(a, p->tasks.n + 1, size_t);

	for (size_t i = 0; i < p->tasks.n; i++)
		largest[i] = DAIS_NONE;
	for (size_t i = 0; i < p->demands.n; i++) {
		struct dais_demand *d = &joined->demands.v[i], *known;

		if (d->kind != DAIS_DEMAND_LEAST || d->rank > 0 || d->drop_cost == 0)
			continue;
		if (largest[d->task] == DAIS_NONE) {
			largest[d->task] = i;
			continue;
		}
		known = &joined->demands.v[largest[d->task]];
		d->drop_cost += known->drop_cost;
		if (known->amount > d->amount) {
			known->drop_cost = d->drop_cost;
			d->rank = DAIS_RANKS_MAX;
		} else {
			known->rank = DAIS_RANKS_MAX; /* a wish, which ways out do not look at */
			largest[d->task] = i;
		}
	}
	return joined;
}

/* Whether rooms or teams may be what lacks. */
static bool
of_services(const struct dais_lack *lack)
{
	return lack->kind == DAIS_LACK_NONE || lack->kind == DAIS_LACK_ROOMS ||
	       lack->kind == DAIS_LACK_TEAMS || lack->rooms || lack->teams;
}

/* A room or a team more, where these may be what lacks. */
static bool
services(const struct dais_explain_ways *w, const bool *active, struct dais_conflict *ret,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_explain_limit limit = dais_explain_limit_of_looks(w->end);
	struct dais_lack lack;

	if (dais_explain_is_over(w->search, w->end))
		return true;
	dais_explain_any_lack(w->p, active, &limit, scratch, &lack);
	return !of_services(&lack) || dais_explain_more_services(w, ret, err);
}

/* Ways out of a meeting that is asked for far more than it can give. */
static bool
plenty(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_way_out *ret_day,
    struct dais_err *err)
{
	if (dais_explain_is_over(w->search, w->end))
		return true;
	if (!(*w->found & KIND(DAIS_WAY_EXTRA)) && !dais_explain_more_days(w, ret, ret_day, err))
		return false;
	return *w->found & KIND(DAIS_WAY_TIME) ||
	       dais_explain_leave_out(w, LEFT_OUT_LEAST, ret, err);
}

bool
dais_explain_ways_out(const struct dais_problem *base, const struct dais_extras *extras,
    const struct dais_search *s, double end, struct dais_arena *a, struct dais_conflict *ret,
    struct dais_err *err)
{
	const struct dais_problem *p = extras && extras->near ? extras->near : base;
	struct dais_explain_ways w = { .base = base,
		.far = extras ? extras->far : NULL,
		.asked = p,
		.p = join_stairs(p, a),
		.search = s,
		.end = end,
		.a = a };
	bool *active = DAIS_NEW_N(a, p->demands.n + 1, bool);
	struct dais_lack circle = { .kind = DAIS_LACK_NONE };
	struct dais_way_out day = { .verified = false };
	struct dais_conflict unverified = { .proof = DAIS_CONFLICT_ONE };
	const bool large = dais_explain_is_large(w.p); /* what takes long comes last */
	struct dais_explain_offers offers = { .list = { .n = 0 } };
	unsigned found = 0;

	w.extra = extra_slots(p, base, a);
	w.found = &found;
	w.unverified = &unverified;
	w.offers = &offers;
	for (size_t i = 0; i < p->demands.n; i++)
		active[i] = true;
	if (dais_explain_circle(p, active, a, &circle)) {
		if (!open_circle(&w, &circle, ret, err))
			return false;
	} else {
		if (!dais_explain_lack_ways(&w, ret, err) ||
		    !dais_explain_setting_ways(&w, ret, err) ||
		    (large && !services(&w, active, ret, err)) || !plenty(&w, ret, &day, err))
			return false;
		for (size_t pass = 0; pass < PASS_COUNT; pass++) {
			if (dais_explain_is_over(s, end) || large)
				break;
			if (*w.found & passes[pass].kinds && passes[pass].kinds != ALL_KINDS)
				continue; /* arithmetic has suggested one */
			if (!run_pass(&w, pass, ret, err))
				return false;
		}
		if (day.verified && !(found & KIND(DAIS_WAY_EXTRA)))
			dais_vec_push(a, &ret->ways_out, day); /* no part of it was found to do */
		if (!(found & KIND(DAIS_WAY_TIME)) && !dais_explain_is_over(s, end) &&
		    !dais_explain_leave_out(&w, 1, ret, err))
			return false;
		if (!large && !services(&w, active, ret, err))
			return false;
	}
	if (!ret->ways_out.n)
		ret->ways_out.v = unverified.ways_out.v, ret->ways_out.n = unverified.ways_out.n;
	if (ret->ways_out.n)
		qsort(ret->ways_out.v, ret->ways_out.n, sizeof *ret->ways_out.v, compare_ways);
	if (ret->ways_out.n > WAYS_MOST)
		ret->ways_out.n = WAYS_MOST;
	return true;
}
