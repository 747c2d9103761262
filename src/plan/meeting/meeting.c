/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/meeting/meeting.h"

#include "base/clock.h"
#include "plan/meeting/encoder_priv.h"
#include "plan/meeting/first.h"
#include "plan/meeting/relax_priv.h"

#define LEAST_SECONDS 0.01

/* The strict encoding finds plans; the guarded one, made when first asked for, finds out which
 * demands are in each other's way. */
struct dais_meeting_model {
	const struct dais_problem *p;
	struct dais_arena *a;
	struct dais_encoder *strict, *guarded;
	const struct dais_plan *start;
	double written; /* seconds that it took, not yet taken off a search */
};

static void
start_encoder(struct dais_encoder *e, const struct dais_plan *plan)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	unsigned *steps = DAIS_NEW_N(scratch, e->tasks * e->slots + 1, unsigned);

	for (size_t k = 0; k < plan->sittings.n; k++) {
		const struct dais_plan_sitting *s = &plan->sittings.v[k];

		for (size_t i = 0; i < s->entries.n; i++)
			steps[s->entries.v[i].task * e->slots + s->slot] += s->entries.v[i].minutes;
	}
	for (size_t k = 0; k < e->tasks * e->slots; k++)
		steps[k] /= e->p->step;
	dais_encoder_begin(e, steps);
}

bool
dais_meeting_check(const struct dais_problem *p, struct dais_arena *a, struct dais_err *err)
{
	return dais_encoder_check(p, a, err);
}

static bool
write_model(const struct dais_problem *p, bool economical_always, struct dais_arena *a,
    struct dais_meeting_model **ret, struct dais_err *err)
{
	struct dais_meeting_model *m;
	double start = dais_clock_seconds();
	struct dais_encoder *e;

	if (!dais_encoder_check(p, a, err))
		return false;
	e = dais_encoder_new(p, true, a);
	e->economical_always = economical_always;
	if (!dais_encoder_check_size(e, err))
		return false;
	m = DAIS_NEW(a, struct dais_meeting_model);
	m->p = p;
	m->a = a;
	m->strict = e;
	dais_encoder_write(e);
	if (!e->economical) /* then cores are better than the programme, and sooner there */
		dais_optimizer_ask_bound(e->o, dais_meeting_relaxed_bound, e);
	m->written = dais_clock_seconds() - start;
	*ret = m;
	return true;
}

bool
dais_meeting_model_new(const struct dais_problem *p, struct dais_arena *a,
    struct dais_meeting_model **ret, struct dais_err *err)
{
	return write_model(p, false, a, ret, err);
}

bool
dais_meeting_model_new_economical(const struct dais_problem *p, struct dais_arena *a,
    struct dais_meeting_model **ret, struct dais_err *err)
{
	return write_model(p, true, a, ret, err);
}

struct dais_optimizer *
dais_meeting_optimizer(struct dais_meeting_model *m)
{
	if (!m->guarded) {
		m->guarded = dais_encoder_new(m->p, false, m->a);
		dais_encoder_write(m->guarded);
		if (m->start)
			start_encoder(m->guarded, m->start);
	}
	return m->guarded->o;
}

struct dais_optimizer *
dais_meeting_strict_optimizer(struct dais_meeting_model *m)
{
	return m->strict->o;
}

void
dais_meeting_start_from(struct dais_meeting_model *m, const struct dais_plan *plan)
{
	m->start = plan;
	start_encoder(m->strict, plan);
	if (m->guarded)
		start_encoder(m->guarded, plan);
}

void
dais_meeting_solve(struct dais_meeting_model *m, const struct dais_search *s, struct dais_arena *a,
    struct dais_plan *ret_plan, struct dais_result *ret)
{
	struct dais_search search = *s;

	/* Who waits counts the writing, too. */
	if (search.seconds > 0)
		search.seconds = search.seconds > m->written + LEAST_SECONDS
				     ? search.seconds - m->written
				     : LEAST_SECONDS;
	m->written = 0;
	if (!m->start && !m->strict->no_time) {
		struct dais_plan first;

		(void)dais_meeting_first_plan(m->p, DAIS_FIRST_SOUND, &search, m->a, &first);
		start_encoder(m->strict, &first);
	}
	dais_optimizer_solve(m->strict->o, &search, ret);
	if (ret->outcome == DAIS_OUTCOME_OPTIMAL || ret->outcome == DAIS_OUTCOME_FEASIBLE)
		dais_encoder_decode(m->strict, a, ret_plan);
}
