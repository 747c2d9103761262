/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An arrangement before the independent checker.
 */
#include "plan/gather/gather.h"
#include "service/planning.h"
#include "service/timetable/timetable_priv.h"
#include "text/message.h"
#include "text/err_say.h"

static void
add_slots(const struct dais_problem *p, struct dais_arena *a, struct dais_arrange_verdict *ret)
{
	for (size_t i = 0; i < p->slots.n; i++) {
		const struct dais_plan_slot *s = &p->slots.v[i];

		dais_vec_push(a, &ret->slots,
		    ((struct dais_arrange_slot){ { s->day, s->start }, { s->day, s->end } }));
	}
}

/* Sittings of a plan are in order of time, as those of the record; which is which is told by time
 * and first body. */
size_t
dais_arrange_sitting_of(const struct dais_problem *p, const struct dais_plan_sitting *s)
{
	const struct dais_record *r = p->record;
	const struct dais_plan_slot *slot = &p->slots.v[s->slot];

	for (size_t i = 0; i < r->sittings.n; i++) {
		const struct dais_sitting *d = &r->sittings.v[i];

		if (!dais_date_eq(d->start.date, slot->day) || d->start.minute != slot->start)
			continue;
		for (size_t b = 0; b < d->bodies.n; b++)
			if (s->bodies.n && d->bodies.v[b] == p->bodies.v[s->bodies.v[0]].body)
				return i;
	}
	return DAIS_NONE;
}

size_t
dais_arrange_plan_sitting(const struct dais_problem *p, const struct dais_plan *plan, size_t i)
{
	for (size_t k = 0; k < plan->sittings.n; k++)
		if (dais_arrange_sitting_of(p, &plan->sittings.v[k]) == i)
			return k;
	return DAIS_NONE;
}

bool
dais_arrange_plan(const struct dais_arrangement *t, struct dais_arena *a,
    struct dais_problem **ret_problem, struct dais_plan *ret_plan, struct dais_err *err)
{
	struct dais_gather_options gather = { .modality = dais_planning_modality(t->record),
		.from_sittings = true };
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, t->language);
	*ret_problem = dais_problem_gather(t->record, &gather, a, &diags);
	if (*ret_problem &&
	    dais_plan_from_sittings(*ret_problem, &t->record->sittings, a, ret_plan, &diags))
		return true;
	(void)dais_err_set(err, DAIS_ERR_INVALID, "the timetable cannot be judged");
	return diags.list.n ? dais_err_hint(err, "%s",
				  dais_arena_cstr(a, diags.list.v[diags.list.n - 1].message))
			    : false;
}

static void
add_breach(const struct dais_proposal *proposal, const struct dais_breach *b, struct dais_arena *a,
    struct dais_arrange_verdict *ret)
{
	const struct dais_problem *p = proposal->problem;
	bool structural = b->demand == DAIS_NONE;
	struct dais_arrange_breach *to = dais_vec_add(a, &ret->breaches);

	to->hard = structural || p->demands.v[b->demand].rank == 0;
	to->words = dais_arena_dup(a, b->words);
	for (size_t i = 0; i < b->sittings.n; i++) {
		size_t at =
		    dais_arrange_sitting_of(p, &proposal->before.sittings.v[b->sittings.v[i]]);

		if (at != DAIS_NONE)
			dais_vec_push(a, &to->sittings, at);
	}
}

void
dais_arrange_judge(
    const struct dais_arrangement *t, struct dais_arena *a, struct dais_arrange_verdict *ret)
{
	enum dais_modality modality = dais_planning_modality(t->record);
	struct dais_gather_options gather = { .modality = modality, .from_sittings = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_proposal proposal;
	struct dais_problem *p;
	struct dais_diags diags;

	*ret = (struct dais_arrange_verdict){ 0 };
	dais_diags_init(&diags, a);
	dais_text_diags_in(&diags, t->language);
	p = dais_problem_gather(t->record, &gather, a, &diags);
	if (p)
		add_slots(p, a, ret);
	if (!dais_planning_judge(t->record, modality, a, &proposal, &diags, &err)) {
		ret->why = dais_text_err_message(a, t->language, &err);
		return;
	}
	ret->judged = true;
	ret->sound = proposal.verdict.sound;
	for (size_t i = 0; i < proposal.verdict.breaches.n; i++)
		add_breach(&proposal, &proposal.verdict.breaches.v[i], a, ret);
}
