/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Decisions that are the same in every answer that is best in the ranks that are proven (their
 * backbone). Each is asked for the other way; an answer shows of many others at once that they can
 * differ, and is led to differ in as many as it can.
 */
#include "plan/engine/engine_priv.h"

#include <stdlib.h>

#define ASK_CONFLICTS 4
#define TIGHTEN_CONFLICTS 2
#define LEAD_MOST 40 /* decisions that an answer is led to at once */

/* One decision of each pair of neighbourhoods: the first often says whether there is anything. */
static void
collect(struct dais_optimizer *o, dais_literal_vec *same)
{
	for (size_t i = 0; i < o->decisions.n; i++) {
		const struct dais_optimizer_decision *d = &o->decisions.v[i];

		if (i && d->x == d[-1].x && d->y == d[-1].y)
			continue;
		dais_vec_push(o->arena, same, dais_optimizer_value(o, d->l) ? d->l : -d->l);
	}
}

static void
lead(struct dais_optimizer *o, const dais_literal_vec *same)
{
	int to[LEAD_MOST];
	size_t n = 0;

	for (size_t k = 0; k < (size_t)LEAD_MOST * 4 && n < LEAD_MOST; k++) {
		int l = same->v[dais_search_random(o) % same->n];

		if (l)
			to[n++] = -l;
	}
	dais_sat_guide(o->sat, to, n);
}

void
dais_backbone_fix(struct dais_optimizer *o, int l)
{
	while (o->always.n <= (size_t)o->variables)
		dais_vec_push(o->arena, &o->always, 0);
	o->always.v[abs(l)] = l < 0 ? -1 : 1;
	dais_search_episode_clause(o, &l, 1);
}

/* Whether the decision @at of @same is the same in all answers; forgets those that differ. */
static bool
never_differs(struct dais_optimizer *o, dais_literal_vec *same, size_t at)
{
	const int ask[2] = { o->episode, -same->v[at] };
	enum dais_sat_answer answer;

	lead(o, same);
	answer = dais_sat_solve(o->sat, ask, 2, ASK_CONFLICTS);
	o->result->calls++;
	for (size_t k = 0; answer == DAIS_SAT_YES && k < same->n; k++)
		if (same->v[k] && !dais_sat_value(o->sat, same->v[k]))
			same->v[k] = 0;
	return answer == DAIS_SAT_NO;
}

void
dais_backbone_find(struct dais_optimizer *o, uint64_t allotted)
{
	uint64_t end = dais_search_effort(o) + allotted;
	dais_literal_vec same = { 0 };

	collect(o, &same);
	for (size_t i = 0; i < same.n && dais_search_effort(o) < end && !dais_search_over(o); i++) {
		if (same.v[i] && never_differs(o, &same, i))
			dais_backbone_fix(o, same.v[i]);
	}
	dais_sat_guide(o->sat, NULL, 0);
}

static enum dais_sat_answer
ask_better(struct dais_optimizer *o, int better, int l)
{
	o->assumed.n = 0;
	dais_vec_push(o->arena, &o->assumed, o->episode);
	dais_vec_push(o->arena, &o->assumed, better);
	dais_vec_push(o->arena, &o->assumed, l);
	return dais_search_solve(o, TIGHTEN_CONFLICTS);
}

/* Tries the decision @l both ways, the second time only against the best answer. YES: one way
 * led to an answer. */
static enum dais_sat_answer
try_decision(struct dais_optimizer *o, int better, int l, size_t *found)
{
	enum dais_sat_answer answer = ask_better(o, better, l);

	if (answer == DAIS_SAT_UNKNOWN && dais_optimizer_value(o, l)) {
		l = -l;
		answer = ask_better(o, better, l);
	}
	if (answer == DAIS_SAT_NO) {
		dais_backbone_fix(o, -l);
		++*found;
	}
	return answer;
}

size_t
dais_backbone_tighten(struct dais_optimizer *o, int better, uint64_t allotted)
{
	uint64_t end = dais_search_effort(o) + allotted;
	size_t n = o->decisions.n, start = n ? dais_search_random(o) % n : 0, found = 0;

	for (size_t k = 0; k < n && dais_search_effort(o) < end && !dais_search_over(o); k++) {
		int l = o->decisions.v[(start + k) % n].l;

		if (dais_optimizer_always(o, l) || dais_optimizer_always(o, -l))
			continue;
		if (try_decision(o, better, l, &found) == DAIS_SAT_YES)
			break;
	}
	return found;
}

bool
dais_optimizer_always(const struct dais_optimizer *o, dais_literal l)
{
	size_t v = (size_t)abs(l);
	int8_t known = v < o->always.n ? o->always.v[v] : 0;

	return l < 0 ? known < 0 : known > 0;
}
