/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Meetings that cannot open when they were called for: on a holiday, or waiting for another body
 * or a person. The plan would begin later, and hours be lost, without a word.
 */
#include "plan/gather/gather_priv.h"

/* The first slot of @set that somebody has asked for; the number of slots when there is none. */
static size_t
first_of(const struct dais_gatherer *g, const uint64_t *set)
{
	size_t t = 0;

	while (t < g->p->slots.n && (g->slot_extra[t] || !dais_slots_has(set, t)))
		t++;
	return t;
}

static bool
says_when(const struct dais_planning_item *said)
{
	return said && (said->on.n || said->not_on.n || said->fixed.n);
}

/* The opening of body @b, unless planning.yaml says when it is; DAIS_NONE. */
static size_t
opening_of(const struct dais_gatherer *g, const struct dais_body_plan *b)
{
	for (size_t k = 0; k < b->tasks.n; k++) {
		const struct dais_task_plan *t = &g->tasks.v[b->tasks.v[k]];

		if (t->class == DAIS_USUAL_OPENING)
			return says_when(t->own) || says_when(t->parent) ? DAIS_NONE
									 : b->tasks.v[k];
	}
	return DAIS_NONE;
}

static void
warn_closed(struct dais_gatherer *g, const struct dais_meeting *m, const struct dais_plan_slot *s)
{
	struct dais_place place = dais_gather_origin(m->origin, m->id);
	struct dais_diag *diag;

	diag = dais_gather_warn(g, &place,
	    "meeting `%.*s` opens on %04d-%02d-%02d, when it cannot sit: it begins on "
	    "%04d-%02d-%02d",
	    DAIS_STR_ARG(m->id), m->opens.date.year, m->opens.date.month, m->opens.date.day,
	    s->day.year, s->day.month, s->day.day);
	dais_diag_set_hint(g->d, diag, "change `opens`, or see `days` and who must be there");
}

static void
warn_waiting(struct dais_gatherer *g, const struct dais_meeting *m, size_t task,
    const struct dais_plan_slot *could, const struct dais_plan_slot *s)
{
	struct dais_place place = dais_gather_origin(m->origin, m->id);
	struct dais_str name = g->p->tasks.v[task].name;
	struct dais_diag *diag;

	diag = dais_gather_warn(g, &place,
	    "meeting `%.*s` could sit from %04d-%02d-%02d, %02d:%02d, but cannot open before "
	    "%04d-%02d-%02d, %02d:%02d: %.*s waits for other bodies or for people",
	    DAIS_STR_ARG(m->id), could->day.year, could->day.month, could->day.day,
	    could->start / 60, could->start % 60, s->day.year, s->day.month, s->day.day,
	    s->start / 60, s->start % 60, DAIS_STR_ARG(name));
	dais_diag_set_hint(
	    g->d, diag, "give the body an opening of its own, or let the others be there earlier");
}

void
dais_gather_check_openings(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->bodies.n; i++) {
		const struct dais_body_plan *b = &g->bodies.v[i];
		size_t task = opening_of(g, b), could = first_of(g, b->slots), first;

		if (task == DAIS_NONE || could == g->p->slots.n)
			continue;
		first = first_of(g, g->tasks.v[task].allowed);
		if (first == g->p->slots.n)
			continue; /* said already */
		if (first > could)
			warn_waiting(
			    g, b->meeting, task, &g->p->slots.v[could], &g->p->slots.v[first]);
		else if (dais_date_cmp(g->p->slots.v[could].day, b->meeting->opens.date) > 0)
			warn_closed(g, b->meeting, &g->p->slots.v[could]);
	}
}
