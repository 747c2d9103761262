/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms and teams. Those that no demand tells apart are one class: which class serves a sitting is
 * decided here, which of its members afterwards (assign.c). Where even that cannot fail nothing is
 * written at all.
 */
#include "plan/meeting/service_priv.h"

#include <string.h>

bool
dais_room_fits(const struct dais_plan_room *room, unsigned seats, bool remote)
{
	return (room->capacity == 0 || room->capacity >= seats) && (room->remote || !remote);
}

bool
dais_team_fits(const struct dais_plan_team *team, dais_lang_set languages)
{
	return (languages & ~team->languages) == 0;
}

bool
dais_service_fits(
    const struct dais_encoder *e, const struct dais_service *s, size_t c, struct dais_needs needs)
{
	size_t first = s->classes.v[c].members.v[0];

	return s == &e->rooms ? dais_room_fits(&e->p->rooms.v[first], needs.seats, needs.remote)
			      : dais_team_fits(&e->p->teams.v[first], needs.languages);
}

static struct dais_needs
needs_of_body(const struct dais_encoder *e, size_t b)
{
	const struct dais_plan_body *body = &e->p->bodies.v[b];

	return (struct dais_needs){ body->attendance, body->languages, body->remote };
}

static struct dais_needs
needs_of_joint(const struct dais_encoder *e, size_t j)
{
	const struct dais_joint *joint = &e->joints.v[j];

	return (struct dais_needs){ joint->seats, joint->languages, joint->remote };
}

/* --- classes --- */

static bool
same_slots(const struct dais_encoder *e, const uint64_t *x, const uint64_t *y)
{
	for (size_t t = 0; t < e->slots; t++) {
		if (dais_slots_has(x, t) != dais_slots_has(y, t))
			return false;
	}
	return true;
}

/* Whether no demand tells rooms @x and @y apart. */
bool
dais_rooms_alike(const struct dais_encoder *e, size_t x, size_t y)
{
	const struct dais_plan_room *a = &e->p->rooms.v[x], *b = &e->p->rooms.v[y];

	for (size_t k = 0; k < e->p->demands.n; k++) {
		const struct dais_demand *d = &e->p->demands.v[k];
		bool names = d->kind == DAIS_DEMAND_ROOMS || d->kind == DAIS_DEMAND_KEEP_ROOM;

		if (names && (d->rooms >> x & 1u) != (d->rooms >> y & 1u))
			return false;
	}
	return a->capacity == b->capacity && a->remote == b->remote &&
	       same_slots(e, a->free, b->free);
}

static bool
teams_alike(const struct dais_encoder *e, size_t x, size_t y)
{
	const struct dais_plan_team *a = &e->p->teams.v[x], *b = &e->p->teams.v[y];

	return a->languages == b->languages && a->week_most == b->week_most &&
	       a->day_most == b->day_most && same_slots(e, a->free, b->free);
}

static void
classify(struct dais_encoder *e, struct dais_service *s, size_t n, bool each_its_own)
{
	for (size_t r = 0; r < n; r++) {
		struct dais_class *class = NULL;

		for (size_t c = 0; !each_its_own && !class && c < s->classes.n; c++) {
			size_t first = s->classes.v[c].members.v[0];

			if (s == &e->rooms ? dais_rooms_alike(e, first, r)
					   : teams_alike(e, first, r))
				class = &s->classes.v[c];
		}
		if (!class) {
			class = dais_vec_add(e->a, &s->classes);
			class->free =
			    s == &e->rooms ? e->p->rooms.v[r].free : e->p->teams.v[r].free;
		}
		dais_vec_push(e->a, &class->members, r);
	}
}

/* --- can it fail at all? --- */

/* What the most demanding sitting would need. */
static struct dais_needs
needs_at_most(const struct dais_encoder *e)
{
	struct dais_needs most = { 0, 0, false };

	for (size_t b = 0; b < e->bodies; b++) {
		const struct dais_plan_body *body = &e->p->bodies.v[b];

		most.seats = body->attendance > most.seats ? body->attendance : most.seats;
		most.languages |= body->languages;
		most.remote |= body->remote;
	}
	for (size_t c = 0; c < e->clusters.n; c++) {
		unsigned seats = 0;

		for (size_t k = 0; k < e->clusters.v[c].bodies.n; k++)
			seats += e->p->bodies.v[e->clusters.v[c].bodies.v[k]].attendance;
		most.seats = seats > most.seats ? seats : most.seats;
	}
	return most;
}

/* Whether the members of class @c never reach a limit of a day or a week. */
bool
dais_service_tireless(const struct dais_encoder *e, const struct dais_service *s, size_t c)
{
	const struct dais_plan_team *team;
	size_t last_day = e->slots ? e->p->slots.v[e->slots - 1].day_index : 0;
	size_t last_week = e->slots ? e->p->slots.v[e->slots - 1].week : 0;
	unsigned *of_day = DAIS_NEW_N(e->a, last_day + 1, unsigned);
	unsigned *of_week = DAIS_NEW_N(e->a, last_week + 1, unsigned);

	if (s == &e->rooms)
		return true;
	team = &e->p->teams.v[s->classes.v[c].members.v[0]];
	for (size_t t = 0; t < e->slots; t++) {
		const struct dais_plan_slot *slot = &e->p->slots.v[t];

		if ((team->day_most && ++of_day[slot->day_index] > team->day_most) ||
		    (team->week_most && ++of_week[slot->week] > team->week_most))
			return false;
	}
	return true;
}

/* Most sittings there can be in slot @t without asking @s: as many as bodies, and for teams as
 * rooms. Rooms do not ask the teams, else each could leave it to the other. */
static size_t
sittings_at_most(const struct dais_encoder *e, const struct dais_service *s, size_t t)
{
	size_t bodies = 0, rooms = 0;

	for (size_t b = 0; b < e->bodies; b++)
		bodies += e->sits[b * e->slots + t] != e->no;
	if (s == &e->rooms || !e->p->rooms.n)
		return bodies;
	for (size_t r = 0; r < e->p->rooms.n; r++)
		rooms += dais_slots_has(e->p->rooms.v[r].free, t);
	return rooms < bodies ? rooms : bodies;
}

static bool
can_fail(const struct dais_encoder *e, const struct dais_service *s)
{
	struct dais_needs most = needs_at_most(e);
	size_t *fit = DAIS_NEW_N(e->a, e->slots + 1, size_t);

	for (size_t c = 0; c < s->classes.n; c++) {
		if (!dais_service_fits(e, s, c, most) || !dais_service_tireless(e, s, c))
			continue;
		for (size_t t = 0; t < e->slots; t++) {
			if (dais_slots_has(s->classes.v[c].free, t))
				fit[t] += s->classes.v[c].members.n;
		}
	}
	for (size_t t = 0; t < e->slots; t++) {
		if (fit[t] < sittings_at_most(e, s, t))
			return true;
	}
	return false;
}

/* --- the choice --- */

/* At most one of @v: a ladder of "one so far". */
static void
at_most_one(struct dais_encoder *e, const dais_literal *v, size_t n)
{
	dais_literal before = n ? v[0] : e->no;

	for (size_t k = 1; k < n; k++) {
		dais_literal either[2] = { before, v[k] };

		dais_encoder_any(e, -before, -v[k], 0);
		if (k + 1 < n)
			before = dais_encoder_or(e, either, 2);
	}
}

/* Exactly one class serves a sitting that is held. */
static void
choose(struct dais_encoder *e, const struct dais_service *s, struct dais_needs needs, size_t t,
    dais_literal held, dais_literal *ret)
{
	dais_literal *clause = DAIS_NEW_N(e->a, s->classes.n + 1, dais_literal);
	size_t n = 0, only = 0;

	for (size_t c = 0; c < s->classes.n; c++) {
		ret[c] = e->no;
		if (held == e->no || !dais_slots_has(s->classes.v[c].free, t) ||
		    !dais_service_fits(e, s, c, needs))
			continue;
		ret[c] = e->yes;
		only = c;
		n++;
	}
	if (n == 1)
		ret[only] = held;
	if (n == 0)
		dais_encoder_any(e, -held, 0);
	if (n < 2)
		return;
	n = 0;
	for (size_t c = 0; c < s->classes.n; c++) {
		if (ret[c] == e->yes)
			clause[n++] = ret[c] = dais_encoder_new_literal(e);
	}
	for (size_t c = 0; c < n; c++)
		dais_encoder_any(e, -clause[c], held, 0);
	at_most_one(e, clause, n);
	clause[n++] = -held;
	dais_encoder_clause(e, clause, n);
}

dais_literal
dais_service_held(
    const struct dais_encoder *e, const struct dais_service *s, size_t b, size_t t, size_t c)
{
	const dais_index_vec *members = &s->classes.v[c].members;
	size_t sitting = e->scope->sitting[b * e->slots + t];

	for (size_t k = 0; sitting != DAIS_NONE && k < members->n; k++) {
		const struct dais_plan_sitting *at = &e->scope->plan->sittings.v[sitting];

		if (members->v[k] == (s == &e->rooms ? at->room : at->team))
			return e->yes;
	}
	return e->no;
}

static bool
is_held(const struct dais_encoder *e, const struct dais_cluster *c, size_t t)
{
	for (size_t k = 0; k < c->bodies.n; k++) {
		if (dais_encoder_touches(e, c->bodies.v[k], t))
			return false;
	}
	return true;
}

/* Joints that meet are served by the same class. */
static void
serve_together(struct dais_encoder *e, const struct dais_service *s, size_t t)
{
	for (size_t m = 0; m < e->clusters.n; m++) {
		const dais_index_vec *joints = &e->clusters.v[m].joints;

		if (is_held(e, &e->clusters.v[m], t))
			continue;
		for (size_t x = 0; x < joints->n; x++) {
			for (size_t y = 0; y < joints->n; y++) {
				size_t j = joints->v[x], k = joints->v[y];
				dais_literal meet = dais_encoder_meet(e, j, k, t);

				for (size_t c = 0; j != k && meet != e->no && c < s->classes.n; c++)
					dais_encoder_any(e, -meet,
					    -dais_service_of_joint(e, s, j, t, c),
					    dais_service_of_joint(e, s, k, t, c), 0);
			}
		}
	}
}

/* Sittings of some slots that a class serves: those that may change as literals, the others in
 * number; and how many there can be. */
struct load {
	dais_literal_vec served;
	size_t certain, most;
};

/* Adds a literal for each sitting that class @c serves in slot @t and that may change. */
static void
collect(struct dais_encoder *e, const struct dais_service *s, size_t c, size_t t, struct load *ret)
{
	for (size_t b = 0; b < e->bodies; b++) {
		dais_literal l = e->no;

		if (s->body[b * e->slots + t])
			l = dais_service_of_body(e, s, b, t, c);
		if (l != e->no)
			dais_vec_push(e->a, &ret->served, l);
	}
	for (size_t j = 0; j < e->joints.n; j++) {
		dais_literal l = e->no, both, lead = e->lead[j * e->slots + t];

		if (s->joint[j * e->slots + t])
			l = dais_service_of_joint(e, s, j, t, c);
		if (l == e->no || lead == e->no)
			continue;
		both = l;
		if (lead != e->yes && lead != e->use[j * e->slots + t]) {
			both = dais_encoder_new_literal(e);
			dais_encoder_any(e, -l, -lead, both, 0);
		}
		dais_vec_push(e->a, &ret->served, both);
	}
}

/* Counts the sittings of the plan that is held and do not change: [c * slots + t]. */
static size_t *
count_held(const struct dais_encoder *e, const struct dais_service *s)
{
	size_t things = s == &e->rooms ? e->p->rooms.n : e->p->teams.n;
	size_t *count = DAIS_NEW_N(e->a, s->classes.n * e->slots + 1, size_t);
	size_t *class_of = DAIS_NEW_N(e->a, things + 1, size_t);

	for (size_t c = 0; c < s->classes.n; c++) {
		for (size_t k = 0; k < s->classes.v[c].members.n; k++)
			class_of[s->classes.v[c].members.v[k]] = c;
	}
	for (size_t k = 0; e->scope && k < e->scope->plan->sittings.n; k++) {
		const struct dais_plan_sitting *at = &e->scope->plan->sittings.v[k];
		size_t thing = s == &e->rooms ? at->room : at->team;

		if (thing < things && at->bodies.n &&
		    !dais_encoder_touches(e, at->bodies.v[0], at->slot))
			count[class_of[thing] * e->slots + at->slot]++;
	}
	return count;
}

static void
add_load(struct dais_encoder *e, struct load *to, const struct load *from)
{
	for (size_t k = 0; k < from->served.n; k++)
		dais_vec_push(e->a, &to->served, from->served.v[k]);
	to->certain += from->certain;
	to->most += from->most;
}

static void
limit_load(struct dais_encoder *e, const struct load *l, size_t most)
{
	if (l->most <= most)
		return;
	if (l->certain > most)
		dais_encoder_any(e, e->no, 0);
	else if (l->served.n > most - l->certain)
		dais_optimizer_at_most(e->o, l->served.v, l->served.n, most - l->certain, 0);
}

static void
limit_day_and_week(
    struct dais_encoder *e, const struct dais_service *s, size_t c, const struct load *loads)
{
	const struct dais_class *class = &s->classes.v[c];
	const struct dais_plan_team *team = &e->p->teams.v[class->members.v[0]];
	struct load day = { 0 }, week = { 0 };

	for (size_t t = 0; t < e->slots; t++) {
		const struct dais_plan_slot *slot = &e->p->slots.v[t];
		const struct dais_plan_slot *next = t + 1 < e->slots ? slot + 1 : NULL;

		add_load(e, &day, &loads[t]);
		add_load(e, &week, &loads[t]);
		if (!next || next->day_index != slot->day_index) {
			if (team->day_most)
				limit_load(e, &day, class->members.n * team->day_most);
			day = (struct load){ 0 };
		}
		if (!next || next->week != slot->week) {
			if (team->week_most)
				limit_load(e, &week, class->members.n * team->week_most);
			week = (struct load){ 0 };
		}
	}
}

static void
limit_class(struct dais_encoder *e, const struct dais_service *s, size_t c, const size_t *held,
    const size_t *at_most)
{
	struct load *loads = DAIS_NEW_N(e->a, e->slots + 1, struct load);

	for (size_t t = 0; t < e->slots; t++) {
		size_t members = s->classes.v[c].members.n, all;

		collect(e, s, c, t, &loads[t]);
		loads[t].certain = held[c * e->slots + t];
		all = loads[t].served.n + loads[t].certain;
		loads[t].most = all < at_most[t] ? all : at_most[t];
		limit_load(e, &loads[t], members);
		loads[t].most = loads[t].most < members ? loads[t].most : members;
	}
	if (s == &e->teams && !dais_service_tireless(e, s, c))
		limit_day_and_week(e, s, c, loads);
}

static void
choose_in_slot(struct dais_encoder *e, struct dais_service *s, size_t t)
{
	size_t n = s->classes.n;

	for (size_t b = 0; b < e->bodies; b++) {
		size_t at = b * e->slots + t;

		if (!dais_encoder_touches(e, b, t))
			continue;
		s->body[at] = DAIS_NEW_N(e->a, n + 1, dais_literal);
		choose(e, s, needs_of_body(e, b), t, e->alone[at], s->body[at]);
	}
	for (size_t j = 0; j < e->joints.n; j++) {
		size_t at = j * e->slots + t;

		if (!dais_encoder_touches(e, e->joints.v[j].bodies.v[0], t))
			continue;
		s->joint[at] = DAIS_NEW_N(e->a, n + 1, dais_literal);
		choose(e, s, needs_of_joint(e, j), t, e->use[at], s->joint[at]);
	}
}

static void
encode_service(struct dais_encoder *e, struct dais_service *s)
{
	const size_t *held = count_held(e, s);
	size_t *at_most = DAIS_NEW_N(e->a, e->slots + 1, size_t);

	s->body = DAIS_NEW_N(e->a, e->bodies * e->slots + 1, dais_literal *);
	s->joint = DAIS_NEW_N(e->a, e->joints.n * e->slots + 1, dais_literal *);
	for (size_t t = 0; t < e->slots; t++) {
		choose_in_slot(e, s, t);
		serve_together(e, s, t);
		at_most[t] = sittings_at_most(e, s, t);
	}
	for (size_t c = 0; c < s->classes.n; c++)
		limit_class(e, s, c, held, at_most);
	if (s == &e->rooms)
		dais_encode_seats(e);
}

void
dais_encoder_classify(struct dais_encoder *e)
{
	bool one_room = false;

	for (size_t k = 0; k < e->p->demands.n; k++)
		one_room |= e->p->demands.v[k].kind == DAIS_DEMAND_ONE_ROOM;
	if (!e->rooms.classes.n)
		classify(e, &e->rooms, e->p->rooms.n, one_room);
	if (!e->teams.classes.n)
		classify(e, &e->teams, e->p->teams.n, false);
}

void
dais_encode_services(struct dais_encoder *e)
{
	const struct dais_problem *p = e->p;
	bool named = false, one_room = false;

	for (size_t k = 0; k < p->demands.n; k++) {
		enum dais_demand_kind kind = p->demands.v[k].kind;

		one_room |= kind == DAIS_DEMAND_ONE_ROOM;
		named |= kind == DAIS_DEMAND_ROOMS || kind == DAIS_DEMAND_KEEP_ROOM;
	}
	dais_encoder_classify(e);
	if (p->rooms.n)
		e->rooms.chosen = named || one_room || can_fail(e, &e->rooms);
	if (p->teams.n)
		e->teams.chosen = can_fail(e, &e->teams);
	if (e->rooms.chosen)
		encode_service(e, &e->rooms);
	if (e->rooms.chosen && one_room && !e->scope)
		dais_encode_room_order(e);
	if (e->teams.chosen)
		encode_service(e, &e->teams);
}
