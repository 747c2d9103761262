/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies, rooms, teams of interpreters and people.
 */
#include "base/err.h"
#include "plan/gather/gather_priv.h"

struct dais_str
dais_gather_in_language(const struct dais_gatherer *g, const struct dais_ml *ml)
{
	static const enum dais_lang order[] = { DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES,
		DAIS_LANG_RU, DAIS_LANG_AR, DAIS_LANG_ZH };

	if (ml->in[g->p->language].n)
		return ml->in[g->p->language];
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		if (ml->in[order[i]].n)
			return ml->in[order[i]];
	}
	return DAIS_STR_NONE;
}

static void
add_body(struct dais_gatherer *g, const struct dais_meeting *m)
{
	const struct dais_body *body = &g->r->bodies.v[m->body];
	struct dais_plan_body *b = dais_vec_add(g->a, &g->p->bodies);
	struct dais_body_plan *plan = dais_vec_add(g->a, &g->bodies);

	plan->meeting = m;
	g->own_modality = g->own_modality && m->modality == g->opt->modality;
	plan->shares = g->p->bodies.n - 1;
	b->body = m->body;
	b->name = dais_gather_in_language(g, &body->short_name);
	if (!b->name.n)
		b->name = dais_gather_in_language(g, &body->name);
	if (!b->name.n)
		b->name = body->id;
	b->languages = g->r->languages;
	b->remote = g->opt->modality == DAIS_MODALITY_HYBRID;
	g->body_of[m->body] = g->p->bodies.n - 1;
}

/* What planning.yaml says of bodies. */
static void
apply_planning(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->planning->bodies.n; i++) {
		const struct dais_planning_body *said = &g->planning->bodies.v[i];
		size_t at = g->body_of[said->body];
		struct dais_plan_body *b;

		if (at == DAIS_NONE)
			continue;
		b = &g->p->bodies.v[at];
		g->bodies.v[at].planning = said;
		b->attendance = said->attendance;
		if (said->languages)
			b->languages = said->languages;
		if (said->has_remote && g->opt->modality == DAIS_MODALITY_HYBRID)
			b->remote = said->remote;
	}
}

bool
dais_gather_bodies(struct dais_gatherer *g)
{
	const struct dais_record *r = g->r;

	g->body_of = DAIS_NEW_N(g->a, r->bodies.n + 1, size_t);
	for (size_t i = 0; i < r->bodies.n; i++)
		g->body_of[i] = DAIS_NONE;
	for (size_t i = 0; i < r->together.n; i++) {
		const struct dais_meeting *m = &r->meetings.v[r->together.v[i]];
		struct dais_place place = dais_gather_origin(m->origin, m->id);

		if (g->body_of[m->body] != DAIS_NONE)
			continue; /* an error of the package already */
		if (!dais_date_is_set(m->opens.date) || !dais_date_is_set(m->closes)) {
			(void)dais_gather_error(g, &place,
			    "meeting `%.*s` has no opening or no close", DAIS_STR_ARG(m->id));
			return false;
		}
		add_body(g, m);
	}
	if (!g->p->bodies.n) {
		(void)dais_gather_error(g, NULL, "`together` names no meeting to plan");
		return false;
	}
	apply_planning(g);
	dais_gather_known_as(g);
	return true;
}

/* --- rooms ---------------------------------------------------------------------------------- */

/* All slots without @closed; NULL when nothing is closed. */
static dais_slot_set
free_slots(struct dais_gatherer *g, const dais_when_vec *closed)
{
	dais_slot_set no, yes;

	if (!closed->n)
		return NULL;
	no = dais_slots_new(g->p, g->a);
	yes = dais_gather_all(g);
	dais_gather_when(g, closed, no, DAIS_UNMET_WARNING);
	for (size_t t = 0; t < g->p->slots.n; t++) {
		if (dais_slots_has(no, t))
			dais_slots_take(yes, t);
	}
	return yes;
}

static void
add_rooms(struct dais_gatherer *g)
{
	for (size_t i = 0; i < g->planning->rooms.n; i++) {
		const struct dais_planning_room *said = &g->planning->rooms.v[i];
		struct dais_plan_room *room = dais_vec_add(g->a, &g->p->rooms);

		room->id = said->id;
		room->name = said->name;
		room->capacity = said->capacity;
		room->remote = said->remote;
		room->free = free_slots(g, &said->closed);
		room->place = said->place;
	}
}

static void
check_body_room(struct dais_gatherer *g, size_t b, uint64_t allowed)
{
	const struct dais_plan_body *body = &g->p->bodies.v[b];
	const struct dais_planning_body *said = g->bodies.v[b].planning;
	struct dais_place place = said ? said->place : (struct dais_place){ 0 };
	struct dais_diag *diag;
	bool seats = false;

	for (size_t i = 0; i < g->p->rooms.n; i++) {
		const struct dais_plan_room *room = &g->p->rooms.v[i];
		bool enough = !room->capacity || room->capacity >= body->attendance;

		if (!(allowed >> i & 1u))
			continue;
		if (enough && (room->remote || !body->remote))
			return;
		seats = seats || enough;
	}
	if (!place.line)
		place = g->planning->rooms.v[0].place;
	if (seats) {
		diag = dais_gather_error(g, &place,
		    "no room of `%.*s` is equipped for online participants (remote: true)",
		    DAIS_STR_ARG(g->r->bodies.v[body->body].id));
		dais_diag_set_hint(g->d, diag, "give it a room with `remote: true`");
		return;
	}
	diag = dais_gather_error(g, &place, "no room of `%.*s` has %u seats",
	    DAIS_STR_ARG(g->r->bodies.v[body->body].id), body->attendance);
	dais_diag_set_hint(g->d, diag, "find a larger room, or lower `attendance` of the body");
}

static void
body_rooms(struct dais_gatherer *g)
{
	uint64_t all = dais_rooms_all(g->p);

	for (size_t i = 0; g->p->rooms.n && i < g->bodies.n; i++) {
		const struct dais_planning_body *said = g->bodies.v[i].planning;
		uint64_t allowed = all;
		struct dais_demand *d;

		if (said && said->rooms.n) {
			allowed = 0;
			for (size_t k = 0; k < said->rooms.n; k++)
				allowed |= UINT64_C(1) << said->rooms.v[k];
			d = dais_gather_demand(g, DAIS_DEMAND_ROOMS, 9);
			d->body = i;
			d->rooms = allowed;
			d->place = said->place;
		}
		check_body_room(g, i, allowed);
	}
}

/* --- teams ---------------------------------------------------------------------------------- */

static void
add_teams(struct dais_gatherer *g)
{
	int week = g->r->profile.sittings_per_team_week;

	for (size_t i = 0; i < g->planning->teams.n; i++) {
		const struct dais_planning_team *said = &g->planning->teams.v[i];
		struct dais_plan_team *team = dais_vec_add(g->a, &g->p->teams);

		team->id = said->id;
		team->name.in[g->p->language] = dais_gather_in_language(g, &said->name);
		team->languages = said->languages ? said->languages : g->r->languages;
		team->week_most = said->has_week ? said->week : (unsigned)(week > 0 ? week : 0);
		team->day_most = said->day;
		team->free = free_slots(g, &said->closed);
		team->place = said->place;
	}
}

static void
check_teams(struct dais_gatherer *g)
{
	for (size_t b = 0; g->p->teams.n && b < g->p->bodies.n; b++) {
		const struct dais_plan_body *body = &g->p->bodies.v[b];
		const struct dais_planning_body *said = g->bodies.v[b].planning;
		struct dais_diag *diag;
		bool any = false;

		for (size_t i = 0; i < g->p->teams.n; i++)
			any = any || (body->languages & ~g->p->teams.v[i].languages) == 0;
		if (any)
			continue;
		diag = dais_gather_error(g, said ? &said->place : &g->planning->teams.v[0].place,
		    "no team of interpreters has all languages of `%.*s`",
		    DAIS_STR_ARG(g->r->bodies.v[body->body].id));
		dais_diag_set_hint(g->d, diag, "add the languages to a team, or a team");
	}
}

void
dais_gather_resources(struct dais_gatherer *g)
{
	if (g->opt->modality != DAIS_MODALITY_ONLINE) {
		add_rooms(g);
		body_rooms(g);
	}
	add_teams(g);
	check_teams(g);
	for (size_t i = 0; i < g->planning->people.n; i++) {
		const struct dais_planning_person *said = &g->planning->people.v[i];
		struct dais_plan_person *person = dais_vec_add(g->a, &g->p->people);

		person->id = said->id;
		person->name = said->name.n ? said->name : said->id;
		person->place = said->place;
	}
}
