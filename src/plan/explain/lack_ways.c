/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Ways out that arithmetic suggests: as many extra slots as the lack needs, an item shortened by
 * as much as there is too little, a demand given up that makes the time short. They are found in
 * milliseconds where a proof that there is nothing cheaper can take long. */
#include <limits.h>

#include "plan/explain/explain_priv.h"

#define TOGETHER_MOST 6u /* demands given up in one way */
#define CUTS_TRIED 7u /* of a way that shortens items */
#define ALIKE_MOST 3u /* ways that each give up one demand of the same kind */
#define SHORTENED_MOST 2u /* items suggested to be shortened */

struct trying {
	const struct dais_explain_ways *w;
	struct dais_problem *p; /* a copy in which LEAST is lowered; the same indexes */
	bool *active;
	struct dais_arena *scratch;
	struct dais_explain_limit limit; /* what is found within it is enough */
};

static void
begin(struct trying *t, const struct dais_explain_ways *w, struct dais_arena *scratch)
{
	*t = (struct trying){
		.w = w, .scratch = scratch, .limit = dais_explain_limit_of_looks(w->end)
	};
	t->p = dais_problem_copy(w->p, scratch);
	t->active = DAIS_NEW_N(scratch, w->p->demands.n + 1, bool);
	for (size_t i = 0; i < w->p->demands.n; i++)
		t->active[i] = true;
}

/* Minutes that are lacking, or sittings where minutes are enough; 0 when no lack shows, UINT_MAX
 * when the limit was reached before that was known. Of @ret (may be NULL) all but the demands is
 * left empty: looks are many, and each takes memory of its own. */
static unsigned
lacking(struct trying *t, struct dais_lack *ret)
{
	DAIS_ARENA_AUTO own = dais_arena_new(0);
	struct dais_lack lack;

	dais_explain_worst_lack(t->p, t->active, &t->limit, own, &lack);
	if (ret) {
		*ret = (struct dais_lack){ .kind = lack.kind, .packing = lack.packing };
		for (size_t i = 0; i < lack.demands.n; i++)
			dais_vec_push(t->scratch, &ret->demands, lack.demands.v[i]);
	}
	if (lack.kind == DAIS_LACK_NONE)
		return dais_explain_goes_on(&t->limit) ? 0 : UINT_MAX;
	if (!dais_lack_is_of_minutes(&lack))
		return lack.sittings;
	return lack.needed > lack.given ? lack.needed - lack.given : 1;
}

/* What would be lacking without @demand. */
static unsigned
lacking_without(struct trying *t, size_t demand)
{
	unsigned ret;

	t->active[demand] = false;
	ret = lacking(t, NULL);
	t->active[demand] = true;
	return ret;
}

static void
give_up(struct trying *t, struct dais_explain_way *way, size_t demand, unsigned left, uint64_t cost)
{
	size_t at = 0;

	while (at < way->demands.n && way->demands.v[at] != demand)
		at++;
	if (at == way->demands.n) {
		dais_vec_push(t->w->a, &way->demands, demand);
		dais_vec_push(t->w->a, &way->left, left);
	}
	way->left.v[at] = left;
	way->cost += cost;
	t->active[demand] = t->p->demands.v[demand].kind == DAIS_DEMAND_LEAST && left > 0;
	t->p->demands.v[demand].amount = left;
}

/* --- extra slots --- */

/* The extra demand whose slots help most, the cheaper of equals; DAIS_NONE: none helps. */
static size_t
best_extra(struct trying *t, unsigned lack_now)
{
	size_t best = DAIS_NONE;
	unsigned least = lack_now;

	for (size_t i = 0; i < t->p->demands.n && dais_explain_goes_on(&t->limit); i++) {
		const struct dais_demand *d = &t->p->demands.v[i];
		unsigned left;

		if (!t->active[i] || d->drop_cost == 0 || !dais_explain_is_extra(t->w, d))
			continue;
		left = lacking_without(t, i);
		if (left < least || (left == least && best != DAIS_NONE &&
					d->drop_cost < t->p->demands.v[best].drop_cost)) {
			least = left;
			best = i;
		}
	}
	return best;
}

static bool
open_slots(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_explain_way way = { .cost = 0 };
	struct trying t;
	struct dais_lack lack;
	unsigned left;

	begin(&t, w, scratch);
	for (left = lacking(&t, &lack);
	    left && way.demands.n < TOGETHER_MOST && dais_explain_goes_on(&t.limit);
	    left = lacking(&t, &lack)) {
		size_t best = best_extra(&t, left);

		if (best == DAIS_NONE)
			return true;
		give_up(&t, &way, best, 0,
		    (uint64_t)w->p->demands.v[best].drop_cost * DAIS_EXPLAIN_COST_SCALE);
	}
	return left > 0 || way.demands.n == 0 || dais_explain_add_way(w, &way, ret, err);
}

/* --- minutes of items --- */

/* Of @lack, the LEAST demand with most minutes that can be given up, not one of @not. */
static size_t
longest(const struct trying *t, const struct dais_lack *lack, const dais_index_vec * not)
{
	size_t best = DAIS_NONE;

	for (size_t i = 0; i < lack->demands.n; i++) {
		size_t d = lack->demands.v[i], at = 0;

		while (at < not->n && not->v[at] != d)
			at++;
		if (at < not->n || t->p->demands.v[d].kind != DAIS_DEMAND_LEAST ||
		    t->p->demands.v[d].drop_cost == 0)
			continue;
		if (best == DAIS_NONE || t->p->demands.v[d].amount > t->p->demands.v[best].amount)
			best = d;
	}
	return best;
}

static uint64_t
cost_of_cut(const struct dais_demand *d, unsigned minutes)
{
	return ((uint64_t)d->drop_cost * DAIS_EXPLAIN_COST_SCALE * minutes + d->amount - 1) /
	       d->amount;
}

static void
cut(struct trying *t, struct dais_explain_way *way, size_t demand, unsigned minutes)
{
	const struct dais_demand *d = &t->w->p->demands.v[demand];
	unsigned has = dais_problem_whole(t->p, t->p->demands.v[demand].amount);

	minutes = dais_problem_whole(t->p, minutes);
	if (minutes > has)
		minutes = has;
	give_up(t, way, demand, has - minutes, cost_of_cut(d, minutes));
}

/* Shortens an item that does not fit until sittings are spared; half-way between two sizes it fits
 * no better. */
static bool
cut_until_it_helps(
    struct trying *t, struct dais_explain_way *way, size_t demand, unsigned lack_before)
{
	struct dais_lack lack;

	while (t->p->demands.v[demand].amount > t->w->p->step && dais_explain_goes_on(&t->limit)) {
		cut(t, way, demand, t->w->p->step);
		if (lacking(t, &lack) < lack_before)
			return true;
	}
	return false;
}

/* What is to be cut, beside what @way cuts, until a plan is found. */
struct more {
	const struct trying *t;
	const struct dais_explain_way *way;
	const dais_index_vec *of; /* demands of the lack */
};

/* What is left of @left minutes where up to *@steps steps are cut off; they are taken off @steps.
 */
static unsigned
cut_off(const struct more *m, unsigned left, unsigned *steps)
{
	unsigned step = m->t->w->p->step, has = left / step;
	unsigned less = *steps < has ? *steps : has;

	*steps -= less;
	return left - less * step;
}

/* The way with @steps steps more: off what it cuts already, in turn, then off the longest others.
 * False: there are not so many. */
static bool
cut_more(const struct more *m, unsigned steps, struct dais_explain_way *ret)
{
	const struct dais_explain_ways *w = m->t->w;
	dais_index_vec done = { .n = 0 };

	*ret = (struct dais_explain_way){ .cost = 0 };
	for (size_t i = 0; i < m->way->demands.n; i++) {
		dais_vec_push(w->a, &done, m->way->demands.v[i]);
		dais_vec_push(w->a, &ret->left, cut_off(m, m->way->left.v[i], &steps));
	}
	while (steps && done.n < TOGETHER_MOST) {
		struct dais_lack rest = { .demands = *m->of };
		size_t d = longest(m->t, &rest, &done);

		if (d == DAIS_NONE)
			return false;
		dais_vec_push(w->a, &done, d);
		dais_vec_push(w->a, &ret->left,
		    cut_off(m, dais_problem_whole(w->p, w->p->demands.v[d].amount), &steps));
	}
	ret->demands = done;
	for (size_t i = 0; i < done.n; i++) {
		const struct dais_demand *d = &w->p->demands.v[done.v[i]];

		ret->cost += cost_of_cut(d, dais_problem_whole(w->p, d->amount) - ret->left.v[i]);
	}
	return !steps;
}

/* The least that is cut by a way that a plan is found with: as arithmetic says, or more, in growing
 * steps, then back half-way between what was too little and what is enough. */
static bool
cut_enough(const struct more *m, struct dais_conflict *ret, struct dais_err *err)
{
	struct dais_explain_way best = { .cost = 0 }, now;
	unsigned too_little = 0, enough = UINT_MAX, steps = 0;

	for (unsigned tries = 0; tries < CUTS_TRIED && cut_more(m, steps, &now); tries++) {
		enum dais_outcome outcome;

		if (!dais_explain_try_way(m->t->w, &now, &outcome, err))
			return false;
		if (now.holds) {
			best = now;
			enough = steps;
		} else {
			too_little = steps + 1;
		}
		if (enough == too_little || (enough < UINT_MAX && enough < too_little))
			break;
		steps = enough < UINT_MAX ? too_little + (enough - too_little) / 2 : 2 * steps + 1;
	}
	return !best.holds || dais_explain_add_way(m->t->w, &best, ret, err);
}

/* Shortens the longest item the lack has, beside those of @not, and others where that is not
 * enough; *@ret_first is that item. */
static bool
shorten(const struct dais_explain_ways *w, const dais_index_vec * not, size_t *ret_first,
    struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_explain_way way = { .cost = 0 };
	dais_index_vec of = { .n = 0 };
	struct more more = { .way = &way, .of = &of };
	struct trying t;
	struct dais_lack lack;
	unsigned left;

	begin(&t, w, scratch);
	more.t = &t;
	*ret_first = DAIS_NONE;
	for (left = lacking(&t, &lack);
	    left && way.demands.n < TOGETHER_MOST && dais_explain_goes_on(&t.limit);
	    left = lacking(&t, &lack)) {
		size_t d = longest(&t, &lack, not);

		if (d == DAIS_NONE)
			return true;
		if (*ret_first == DAIS_NONE)
			*ret_first = d;
		of = lack.demands;
		if (!dais_lack_is_of_minutes(&lack) && !cut_until_it_helps(&t, &way, d, left))
			return true;
		if (dais_lack_is_of_minutes(&lack))
			cut(&t, &way, d, left);
	}
	return left || !way.demands.n || cut_enough(&more, ret, err);
}

/* --- what makes the time short --- */

static bool
drop_reasons(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	unsigned helped[DAIS_DEMAND_KIND_COUNT] = { 0 };
	struct dais_lack lack;
	struct trying t;

	begin(&t, w, scratch);
	(void)lacking(&t, &lack); /* the kind says whether there is one */
	for (size_t i = 0;
	    i < lack.demands.n && lack.kind != DAIS_LACK_NONE && dais_explain_goes_on(&t.limit);
	    i++) {
		size_t d = lack.demands.v[i];
		struct dais_explain_way way = { .cost = 0 };

		if (w->p->demands.v[d].drop_cost == 0 ||
		    w->p->demands.v[d].kind == DAIS_DEMAND_LEAST ||
		    dais_explain_is_extra(w, &w->p->demands.v[d]) ||
		    helped[w->p->demands.v[d].kind] >= ALIKE_MOST)
			continue;
		if (lacking_without(&t, d) == 0) {
			dais_vec_push(w->a, &way.demands, d);
			dais_vec_push(w->a, &way.left, 0u);
			way.cost = (uint64_t)w->p->demands.v[d].drop_cost * DAIS_EXPLAIN_COST_SCALE;
			helped[w->p->demands.v[d].kind]++;
			if (!dais_explain_add_way(w, &way, ret, err))
				return false;
		}
	}
	return true;
}

/* --- items divided after all --- */

/* Divides items that do not fit, one after another, until they do. One alone is among the reasons
 * (drop_reasons()). */
static bool
divide(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_explain_way way = { .cost = 0 };
	struct trying t;
	struct dais_lack lack;
	unsigned left;

	begin(&t, w, scratch);
	for (left = lacking(&t, &lack);
	    left && !dais_lack_is_of_minutes(&lack) && way.demands.n < TOGETHER_MOST &&
	    dais_explain_goes_on(&t.limit);
	    left = lacking(&t, &lack)) {
		size_t at = 0;

		while (at < lack.demands.n &&
		       (t.p->demands.v[lack.demands.v[at]].kind != DAIS_DEMAND_UNDIVIDED ||
			   !t.p->demands.v[lack.demands.v[at]].drop_cost))
			at++;
		if (at == lack.demands.n)
			return true;
		give_up(&t, &way, lack.demands.v[at], 0,
		    (uint64_t)w->p->demands.v[lack.demands.v[at]].drop_cost *
			DAIS_EXPLAIN_COST_SCALE);
	}
	return left > 0 || way.demands.n < 2 || dais_explain_add_way(w, &way, ret, err);
}

/* --- one of each --- */

/* Of the reasons of @lack, that no item needs less nor a slot is added, the one without which least
 * lacks; DAIS_NONE: none helps. */
static size_t
best_reason(struct trying *t, const struct dais_lack *lack, unsigned lack_now)
{
	size_t best = DAIS_NONE;
	unsigned least = lack_now;

	for (size_t i = 0; i < lack->demands.n && dais_explain_goes_on(&t->limit); i++) {
		size_t d = lack->demands.v[i];
		const struct dais_demand *demand = &t->p->demands.v[d];
		unsigned left;

		if (!t->active[d] || !demand->drop_cost || demand->kind == DAIS_DEMAND_LEAST ||
		    dais_explain_is_extra(t->w, demand))
			continue;
		left = lacking_without(t, d);
		if (left < least) {
			least = left;
			best = d;
		}
	}
	return best;
}

/* Where no kind of way is enough by itself: what helps most, whatever it is, then the next. */
static bool
mix(const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_explain_way way = { .cost = 0 };
	dais_index_vec none = { .n = 0 };
	struct trying t;
	struct dais_lack lack;
	unsigned left;

	begin(&t, w, scratch);
	for (left = lacking(&t, &lack);
	    left && way.demands.n < TOGETHER_MOST && dais_explain_goes_on(&t.limit);
	    left = lacking(&t, &lack)) {
		size_t best = best_reason(&t, &lack, left);
		size_t extra = best == DAIS_NONE ? best_extra(&t, left) : best;
		size_t item = longest(&t, &lack, &none);

		if (extra != DAIS_NONE)
			give_up(&t, &way, extra, 0,
			    (uint64_t)w->p->demands.v[extra].drop_cost * DAIS_EXPLAIN_COST_SCALE);
		else if (item == DAIS_NONE)
			return true;
		else if (dais_lack_is_of_minutes(&lack))
			cut(&t, &way, item, left);
		else if (!cut_until_it_helps(&t, &way, item, left))
			return true;
	}
	return left > 0 || way.demands.n == 0 || dais_explain_add_way(w, &way, ret, err);
}

bool
dais_explain_lack_ways(
    const struct dais_explain_ways *w, struct dais_conflict *ret, struct dais_err *err)
{
	dais_index_vec tried = { .n = 0 };

	static bool (*const kinds[])(const struct dais_explain_ways *, struct dais_conflict *,
	    struct dais_err *) = { open_slots, drop_reasons, divide };

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		if (!dais_explain_is_over(w->search, w->end) && !kinds[k](w, ret, err))
			return false;
	}
	for (size_t i = 0; i < SHORTENED_MOST && !dais_explain_is_over(w->search, w->end); i++) {
		size_t first;

		if (!shorten(w, &tried, &first, ret, err))
			return false;
		if (first == DAIS_NONE)
			break;
		dais_vec_push(w->a, &tried, first);
	}
	return ret->ways_out.n || dais_explain_is_over(w->search, w->end) || mix(w, ret, err);
}
