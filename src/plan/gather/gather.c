/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The problem from top to bottom, and what its parts share.
 */
#include "plan/gather/gather.h"

#include "plan/gather/gather_priv.h"
#include "text/message.h"

static const struct dais_place *
known(const struct dais_place *place)
{
	return place && place->line ? place : NULL;
}

struct dais_diag *
dais_gather_error(struct dais_gatherer *g, const struct dais_place *place, const char *english, ...)
{
	struct dais_diag *diag;
	va_list ap;

	va_start(ap, english);
	diag = dais_diags_add_v(g->d, "planning", DAIS_SEVERITY_ERROR, known(place), english, ap);
	va_end(ap);
	return diag;
}

struct dais_diag *
dais_gather_warn(struct dais_gatherer *g, const struct dais_place *place, const char *english, ...)
{
	struct dais_diag *diag;
	va_list ap;

	va_start(ap, english);
	diag = dais_diags_add_v(g->d, "planning", DAIS_SEVERITY_WARNING, known(place), english, ap);
	va_end(ap);
	return diag;
}

struct dais_str
dais_gather_words(const struct dais_gatherer *g, const char *english)
{
	return dais_str_from(dais_text_message_words(g->p->language, english));
}

struct dais_place
dais_gather_origin(struct dais_origin o, struct dais_str text)
{
	return (struct dais_place){
		.file = DAIS_STR("meeting.yaml"), .line = o.line, .column = o.column, .text = text
	};
}

/* --- times ---------------------------------------------------------------------------------- */

static int
distance(const struct dais_plan_slot *s, int minute)
{
	return s->start > minute ? s->start - minute : minute - s->start;
}

/* Adds to @set the slots that begin nearest to @w->minute, one of each day of @w; false: none. */
static bool
put_nearest(const struct dais_problem *p, const struct dais_when *w, dais_slot_set set)
{
	struct dais_when day = *w;
	size_t best = DAIS_NONE;
	bool any = false;

	day.minute = -1;
	for (size_t t = 0; t < p->slots.n; t++) {
		const struct dais_plan_slot *s = &p->slots.v[t];

		if (dais_when_names(&day, s->day, s->start) &&
		    (best == DAIS_NONE ||
			distance(s, w->minute) < distance(&p->slots.v[best], w->minute)))
			best = t;
		if (best != DAIS_NONE && (t + 1 == p->slots.n || !dais_date_eq(s[1].day, s->day))) {
			dais_slots_put(set, best);
			any = true;
			best = DAIS_NONE;
		}
	}
	return any;
}

static void
resolve_one(
    struct dais_gatherer *g, const struct dais_when *w, dais_slot_set set, enum dais_unmet unmet)
{
	struct dais_diag *diag;

	if (dais_when_resolve(g->p, w, set))
		return;
	if (w->minute >= 0 && !g->own_modality && put_nearest(g->p, w, set))
		return;
	if (unmet == DAIS_UNMET_SILENT || (unmet == DAIS_UNMET_WARNING && w->weekday))
		return;
	diag = unmet == DAIS_UNMET_ERROR
		   ? dais_gather_error(
			 g, &w->place, "there can be no sitting at `%.*s`", DAIS_STR_ARG(w->words))
		   : dais_gather_warn(
			 g, &w->place, "there can be no sitting at `%.*s`", DAIS_STR_ARG(w->words));
	dais_diag_set_hint(g->d, diag, "%.*s", DAIS_STR_ARG(dais_when_hint(g->p, w, g->a)));
}

void
dais_gather_when(
    struct dais_gatherer *g, const dais_when_vec *v, dais_slot_set set, enum dais_unmet unmet)
{
	for (size_t i = 0; i < v->n; i++)
		resolve_one(g, &v->v[i], set, unmet);
}

dais_slot_set
dais_gather_all(struct dais_gatherer *g)
{
	dais_slot_set set = dais_slots_new(g->p, g->a);

	for (size_t t = 0; t < g->p->slots.n; t++)
		dais_slots_put(set, t);
	return set;
}

bool
dais_gather_is_free(const struct dais_gatherer *g, size_t slot)
{
	const struct dais_planning_wish *wish = &g->planning->wishes[DAIS_WISH_FREE];
	const struct dais_plan_slot *s = &g->p->slots.v[slot];

	if (wish->off)
		return false;
	for (size_t i = 0; i < wish->when.n; i++) {
		if (dais_when_names(&wish->when.v[i], s->day, s->start))
			return true;
	}
	return !wish->has_when && dais_date_weekday(s->day) == 5 && s->start >= DAIS_AFTERNOON_MIN;
}

unsigned
dais_gather_minutes(const struct dais_gatherer *g, const uint64_t *set)
{
	unsigned minutes = 0;

	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (dais_slots_has(set, t) && !g->slot_extra[t] && !dais_gather_is_free(g, t))
			minutes += dais_slot_steps(g->p, t) * g->p->step;
	}
	return minutes;
}

/* --- demands -------------------------------------------------------------------------------- */

struct dais_demand *
dais_gather_demand(struct dais_gatherer *g, enum dais_demand_kind kind, unsigned drop_cost)
{
	struct dais_demand *d = dais_problem_demand(g->p, g->a, kind, 0);

	d->drop_cost = drop_cost;
	return d;
}

struct dais_demand *
dais_gather_wish(struct dais_gatherer *g, enum dais_demand_kind kind, enum dais_wish w, unsigned by)
{
	const struct dais_planning_wish *said = &g->planning->wishes[w];
	struct dais_demand *d;
	unsigned rank, weight;

	if (said->off)
		return NULL;
	dais_wish_standard(w, &rank, &weight);
	d = dais_problem_demand(g->p, g->a, kind, said->rank ? said->rank : rank);
	d->weight = (said->weight ? said->weight : weight) * by;
	if (d->weight > 1000000)
		d->weight = 1000000;
	d->place = said->place;
	return d;
}

bool
dais_gather_meet(const dais_index_vec *a, const dais_index_vec *b)
{
	size_t i = 0, k = 0;

	while (i < a->n && k < b->n) {
		if (a->v[i] == b->v[k])
			return true;
		if (a->v[i] < b->v[k])
			i++;
		else
			k++;
	}
	return false;
}

/* --- the problem ---------------------------------------------------------------------------- */

struct dais_problem *
dais_problem_gather(const struct dais_record *r, const struct dais_gather_options *opt,
    struct dais_arena *a, struct dais_diags *diags)
{
	static const struct dais_planning nothing_said = { .step = 30 };
	struct dais_gatherer g = {
		.a = a,
		.r = r,
		.opt = opt,
		.planning = r->planning ? r->planning : &nothing_said,
		.p = DAIS_NEW(a, struct dais_problem),
		.d = diags,
		.own_modality = true,
	};
	size_t before = diags->errors;

	g.p->record = r;
	g.p->language = diags->lang;
	g.p->modality = opt->modality;
	g.p->step = g.planning->step;
	if (!dais_gather_bodies(&g) || !dais_gather_slots(&g) || !dais_gather_tasks(&g))
		return NULL;
	dais_gather_resources(&g);
	dais_gather_times(&g);
	dais_gather_places_in_time(&g);
	dais_gather_order(&g);
	dais_gather_apart(&g);
	dais_gather_wishes(&g);
	if (opt->extras)
		dais_gather_extras(&g);
	dais_gather_check(&g);
	dais_gather_check_openings(&g);
	return diags->errors == before ? g.p : NULL;
}
