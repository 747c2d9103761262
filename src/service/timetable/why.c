/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Why here: each other time before the checker, and what speaks against it put together.
 */
#include "service/timetable/why.h"

#include <stdlib.h>

#include "plan/explain/explain.h"
#include "plan/gather/gather.h"
#include "service/timetable/why_priv.h"

struct asking {
	struct why_moving m;
	struct dais_plan plan;
	struct dais_verdict now; /* of the plan in force */
	uint64_t *units;         /* by demand: broken now */
	struct dais_arena *a;
	struct dais_why *ret;
};

static bool
is_hard(const struct dais_problem *p, const struct dais_breach *b)
{
	return b->demand == DAIS_NONE || p->demands.v[b->demand].rank == 0;
}

/* Units of what must hold that are broken. */
static uint64_t
hard_units(const struct asking *q, const struct dais_verdict *v)
{
	uint64_t n = 0;

	for (size_t i = 0; i < v->breaches.n; i++)
		n += is_hard(q->m.p, &v->breaches.v[i]) ? v->breaches.v[i].cost : 0;
	return n;
}

/* < 0: @x is the better one. The first rank that differs. */
static int
compare(const struct asking *q, const struct dais_verdict *x, const struct dais_verdict *y,
    unsigned *ret_rank, uint64_t *ret_more)
{
	uint64_t a = hard_units(q, x), b = hard_units(q, y);
	unsigned k = 0;

	while (a == b && ++k <= DAIS_RANKS_MAX) {
		a = x->cost[k];
		b = y->cost[k];
	}
	*ret_rank = a == b ? 0 : k;
	*ret_more = a > b ? a - b : b - a;
	return (a > b) - (a < b);
}

static enum dais_why_kind
kind_of(int order, unsigned rank)
{
	if (order == 0)
		return DAIS_WHY_FREE;
	if (order < 0)
		return DAIS_WHY_GAINS;
	return rank == 0 ? DAIS_WHY_IMPOSSIBLE : DAIS_WHY_COSTS;
}

/* ---- what differs, in words ---- */

static void
say(const struct asking *q, struct dais_why_place *place, struct dais_str words)
{
	for (size_t i = 0; i < place->words.n; i++)
		if (dais_str_eq(place->words.v[i], words))
			return;
	if (place->words.n < DAIS_WHY_WORDS_MAX)
		dais_vec_push(q->a, &place->words, words);
	else
		place->more_words++;
}

static bool
is_broken_now(const struct asking *q, struct dais_str words)
{
	for (size_t i = 0; i < q->now.breaches.n; i++)
		if (dais_str_eq(q->now.breaches.v[i].words, words))
			return true;
	return false;
}

static struct dais_why_reason *
reason_of(const struct asking *q, size_t demand)
{
	const struct dais_demand *d = &q->m.p->demands.v[demand];
	struct dais_str words = dais_demand_words(q->m.p, d, q->a);
	struct dais_why_reason *r;

	/* Stairs of one wish are one reason. */
	for (size_t i = 0; i < q->ret->reasons.n; i++)
		if (q->ret->reasons.v[i].rank == d->rank &&
		    dais_str_eq(q->ret->reasons.v[i].words, words))
			return &q->ret->reasons.v[i];
	r = dais_vec_add(q->a, &q->ret->reasons);
	*r = (struct dais_why_reason){ .rank = d->rank, .words = words, .place = d->place };
	return r;
}

static void
speaks_against(const struct asking *q, size_t demand, size_t place)
{
	struct dais_why_reason *r = reason_of(q, demand);

	if (!r->against.n || r->against.v[r->against.n - 1] != place)
		dais_vec_push(q->a, &r->against, place);
}

static uint64_t *
units_of(const struct asking *q, const struct dais_verdict *v)
{
	uint64_t *units = DAIS_NEW_N(q->a, q->m.p->demands.n + 1, uint64_t);

	for (size_t i = 0; i < v->breaches.n; i++)
		if (v->breaches.v[i].demand != DAIS_NONE)
			units[v->breaches.v[i].demand] += v->breaches.v[i].cost;
	return units;
}

/* The demands and wishes that suffer there, and what else is broken. */
static void
tell_losses(const struct asking *q, const struct dais_verdict *v, size_t at)
{
	struct dais_why_place *place = &q->ret->places.v[at];
	const uint64_t *units = units_of(q, v);
	bool taken = false;

	for (size_t i = 0; i < v->breaches.n; i++) {
		const struct dais_breach *b = &v->breaches.v[i];
		unsigned rank = b->demand == DAIS_NONE ? 0 : q->m.p->demands.v[b->demand].rank;

		if (b->demand == DAIS_NONE ? is_broken_now(q, b->words)
					   : units[b->demand] <= q->units[b->demand])
			continue;
		if (rank == place->rank)
			say(q, place, dais_arena_dup(q->a, b->words));
		if (b->demand == DAIS_NONE)
			taken = true;
		else if (rank <= place->rank)
			speaks_against(q, b->demand, at);
	}
	q->ret->taken += taken && place->kind == DAIS_WHY_IMPOSSIBLE;
}

/* What is broken or missed now and would not be there. */
static void
tell_gains(const struct asking *q, const struct dais_verdict *v, size_t at)
{
	struct dais_why_place *place = &q->ret->places.v[at];
	const uint64_t *units = units_of(q, v);

	for (size_t i = 0; i < q->now.breaches.n; i++) {
		const struct dais_breach *b = &q->now.breaches.v[i];
		unsigned rank = b->demand == DAIS_NONE ? 0 : q->m.p->demands.v[b->demand].rank;

		if (rank == place->rank &&
		    (b->demand == DAIS_NONE || units[b->demand] < q->units[b->demand]))
			say(q, place, dais_arena_dup(q->a, b->words));
	}
}

/* ---- one time ---- */

/* The best of the ways to slot @slot. */
static const struct why_trial *
best_of(const struct asking *q, size_t slot, struct dais_verdict *ret)
{
	why_trial_vec *trials = DAIS_NEW(q->a, why_trial_vec);
	const struct why_trial *best = NULL;

	if (q->m.moves)
		why_trials(&q->m, slot, trials);
	else
		why_trials_whole(&q->m, slot, trials);
	for (size_t i = 0; i < trials->n; i++) {
		struct dais_verdict v;
		unsigned rank;
		uint64_t more;

		dais_judge(q->m.p, &trials->v[i].plan, q->a, &v);
		if (best && compare(q, &v, ret, &rank, &more) >= 0)
			continue;
		best = &trials->v[i];
		*ret = v;
	}
	DAIS_ASSERT(best); /* one way or the other it can always be tried */
	return best;
}

static bool
is_taken_up(const struct asking *q, size_t slot)
{
	for (size_t i = 0; i < q->m.plan->sittings.n; i++)
		for (size_t e = 0; e < q->m.plan->sittings.v[i].entries.n; e++)
			if (q->m.plan->sittings.v[i].slot == slot &&
			    q->m.moves[q->m.plan->sittings.v[i].entries.v[e].task])
				return true;
	return false;
}

static void
add_place(struct asking *q, size_t slot)
{
	const struct dais_plan_slot *s = &q->m.p->slots.v[slot];
	struct dais_why_place *place = dais_vec_add(q->a, &q->ret->places);
	size_t at = q->ret->places.n - 1;
	const struct why_trial *best;
	struct dais_verdict v;
	int order;

	*place = (struct dais_why_place){ .start = { s->day, s->start },
		.end = { s->day, s->end },
		.kind = DAIS_WHY_HERE,
		.with = DAIS_NONE };
	if (slot == q->m.plan->sittings.v[q->m.at].slot)
		return;
	if (q->m.moves && is_taken_up(q, slot)) {
		place->kind = DAIS_WHY_ALSO;
		return;
	}
	q->ret->others++;
	best = best_of(q, slot, &v);
	order = compare(q, &v, &q->now, &place->rank, &place->more);
	place->kind = kind_of(order, place->rank);
	place->way = best->way;
	if (best->with != DAIS_NONE)
		place->with = q->m.p->tasks.v[best->with].item;
	if (order > 0)
		tell_losses(q, &v, at);
	else if (order < 0)
		tell_gains(q, &v, at);
}

/* ---- the whole ---- */

static int
weightiest_first(const void *x, const void *y)
{
	const struct dais_why_reason *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->against.n < b->against.n) - (a->against.n > b->against.n);
}

/* Tasks that are the item, or parts of it. */
static const bool *
tasks_of(const struct dais_problem *p, size_t item, struct dais_arena *a)
{
	bool *ret = DAIS_NEW_N(a, p->tasks.n + 1, bool);

	for (size_t i = 0; i < p->tasks.n; i++) {
		size_t of = p->tasks.v[i].item;

		ret[i] = of != DAIS_NONE && (of == item || p->record->items.v[of].parent == item);
	}
	return ret;
}

static bool
begin(const struct dais_arrangement *t, size_t sitting, size_t entry, struct dais_arena *a,
    struct asking *q, struct dais_err *err)
{
	struct dais_problem *p;

	if (sitting >= t->record->sittings.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such sitting any more");
	if (entry != DAIS_NONE && entry >= t->record->sittings.v[sitting].entries.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
	if (!dais_arrange_plan(t, a, &p, &q->plan, err))
		return false;
	q->a = a;
	q->m = (struct why_moving){ .p = p,
		.plan = &q->plan,
		.at = dais_arrange_plan_sitting(p, &q->plan, sitting),
		.a = a };
	if (entry != DAIS_NONE)
		q->m.moves = tasks_of(p, t->record->sittings.v[sitting].entries.v[entry].item, a);
	if (q->m.at == DAIS_NONE)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such sitting any more");
	dais_judge(p, &q->plan, a, &q->now);
	q->units = units_of(q, &q->now);
	return true;
}

static bool
answer(const struct dais_arrangement *t, size_t sitting, size_t entry, struct dais_arena *a,
    struct dais_why *ret, struct dais_err *err)
{
	struct asking q = { .ret = ret };

	*ret = (struct dais_why){ .sitting = sitting, .entry = entry, .item = DAIS_NONE };
	if (!begin(t, sitting, entry, a, &q, err))
		return false;
	DAIS_ASSERT(q.m.p);
	for (size_t slot = 0; slot < q.m.p->slots.n; slot++)
		add_place(&q, slot);
	if (ret->reasons.n)
		qsort(ret->reasons.v, ret->reasons.n, sizeof(ret->reasons.v[0]), weightiest_first);
	return true;
}

bool
dais_why(const struct dais_arrangement *t, size_t sitting, size_t entry, struct dais_arena *a,
    struct dais_why *ret, struct dais_err *err)
{
	if (entry == DAIS_NONE)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry any more");
	if (!answer(t, sitting, entry, a, ret, err))
		return false;
	ret->item = t->record->sittings.v[sitting].entries.v[entry].item;
	return true;
}

bool
dais_why_sitting(const struct dais_arrangement *t, size_t sitting, struct dais_arena *a,
    struct dais_why *ret, struct dais_err *err)
{
	return answer(t, sitting, DAIS_NONE, a, ret, err);
}

/* ---- doing it ---- */

static bool
same_entries(const struct dais_plan_sitting *x, const struct dais_plan_sitting *y)
{
	bool same = x->slot == y->slot && x->entries.n == y->entries.n;

	for (size_t e = 0; same && e < x->entries.n; e++)
		same = x->entries.v[e].task == y->entries.v[e].task &&
		       x->entries.v[e].minutes == y->entries.v[e].minutes;
	return same;
}

/* The sitting of the record that @s of the new plan is unchanged; DAIS_NONE. */
static size_t
unchanged(const struct asking *q, const struct dais_plan_sitting *s)
{
	for (size_t i = 0; i < q->plan.sittings.n; i++)
		if (same_entries(&q->plan.sittings.v[i], s))
			return dais_arrange_sitting_of(q->m.p, &q->plan.sittings.v[i]);
	return DAIS_NONE;
}

bool
dais_why_move(
    struct dais_arrangement *t, const struct dais_why *why, size_t place, struct dais_err *err)
{
	struct dais_arena *a = t->record->arena;
	struct dais_why ignored = { 0 };
	struct asking q = { .ret = &ignored };
	const struct why_trial *best;
	dais_sitting_vec planned = { 0 }, all = { 0 };
	const struct dais_sitting *here;
	struct dais_verdict v;

	if (!begin(t, why->sitting, why->entry, a, &q, err))
		return false;
	DAIS_ASSERT(q.m.p);
	if (place >= q.m.p->slots.n || why->places.v[place].kind <= DAIS_WHY_ALSO)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such time");
	best = best_of(&q, place, &v);
	here = &t->record->sittings.v[why->sitting];
	dais_plan_to_sittings(q.m.p, &best->plan, a, &planned);
	for (size_t i = 0; i < planned.n; i++) {
		size_t was = unchanged(&q, &best->plan.sittings.v[i]);
		struct dais_sitting *s = dais_vec_add(a, &all);

		*s = was == DAIS_NONE ? planned.v[i] : t->record->sittings.v[was];
		if (was != DAIS_NONE)
			continue;
		/* What the timetable leaves open stays open. */
		if (!here->room_id.n && dais_ml_is_empty(&here->room)) {
			s->room_id = DAIS_STR_NONE;
			s->room = (struct dais_ml){ 0 };
		}
		if (!here->team.n) {
			s->team = DAIS_STR_NONE;
			s->team_name = (struct dais_ml){ 0 };
		}
	}
	t->record->sittings = all;
	return true;
}
