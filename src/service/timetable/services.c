/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms and teams of interpreters: given to a sitting, and held against the checker before they
 * are.
 */
#include "plan/gather/gather.h"
#include "plan/judge/judge.h"
#include "service/timetable/timetable_priv.h"

/* ---- giving ---- */

static const struct dais_planning_room *
find_room(const struct dais_planning *planning, struct dais_str id)
{
	for (size_t i = 0; planning && i < planning->rooms.n; i++)
		if (dais_str_eq(planning->rooms.v[i].id, id))
			return &planning->rooms.v[i];
	return NULL;
}

static const struct dais_planning_team *
find_team(const struct dais_planning *planning, struct dais_str id)
{
	for (size_t i = 0; planning && i < planning->teams.n; i++)
		if (dais_str_eq(planning->teams.v[i].id, id))
			return &planning->teams.v[i];
	return NULL;
}

static struct dais_ml
copy_words(const struct dais_ml *words, struct dais_arena *a)
{
	struct dais_ml ret = { 0 };

	for (unsigned l = 0; words && l < DAIS_LANG_COUNT; l++)
		if (words->in[l].n)
			ret.in[l] = dais_arena_dup(a, words->in[l]);
	return ret;
}

bool
dais_arrange_services(struct dais_arrangement *t, size_t i, struct dais_str room,
    const struct dais_ml *words, struct dais_str team, struct dais_err *err)
{
	struct dais_record *r = t->record;
	const struct dais_planning_room *in = find_room(r->planning, room);
	const struct dais_planning_team *by = find_team(r->planning, team);
	struct dais_sitting *s;

	if (i >= r->sittings.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such sitting any more");
	if (room.n && !in)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "planning.yaml has no room `%.*s`",
		    DAIS_STR_ARG(room));
	if (team.n && !by && r->planning && r->planning->teams.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "planning.yaml has no team `%.*s`",
		    DAIS_STR_ARG(team));
	s = &r->sittings.v[i];
	s->room_id = in ? in->id : DAIS_STR_NONE;
	s->room = in ? in->name : copy_words(words, r->arena);
	s->team = by ? by->id : dais_arena_dup(r->arena, team);
	s->team_name = by ? by->name : (struct dais_ml){ 0 };
	return true;
}

/* ---- choosing ---- */

struct choosing {
	const struct dais_problem *p;
	struct dais_record *r; /* a copy whose sitting `i` is given one after the other */
	size_t i;
	size_t slot; /* its time; DAIS_NONE: none of the profile's */
	struct dais_arena *a;
};

static const struct dais_sitting *
sitting(const struct choosing *c)
{
	return &c->r->sittings.v[c->i];
}

static bool
sits(const struct choosing *c, const struct dais_plan_body *b)
{
	for (size_t i = 0; i < sitting(c)->bodies.n; i++)
		if (sitting(c)->bodies.v[i] == b->body)
			return true;
	return false;
}

static size_t
slot_of(const struct choosing *c)
{
	for (size_t t = 0; t < c->p->slots.n; t++)
		if (dais_date_eq(c->p->slots.v[t].day, sitting(c)->start.date) &&
		    c->p->slots.v[t].start == sitting(c)->start.minute)
			return t;
	return DAIS_NONE;
}

/* Hard rules broken by the timetable as it stands in c->r; SIZE_MAX when it cannot be judged. */
static size_t
count_hard(const struct choosing *c)
{
	struct dais_verdict verdict;
	struct dais_diags ignored;
	struct dais_plan plan;
	size_t n = 0;

	dais_diags_init(&ignored, c->a);
	if (!dais_plan_from_sittings(c->p, &c->r->sittings, c->a, &plan, &ignored))
		return SIZE_MAX;
	dais_judge(c->p, &plan, c->a, &verdict);
	DAIS_ASSERT(c->p->demands.v || c->p->demands.n == 0);
	DAIS_ASSERT(verdict.breaches.v || verdict.breaches.n == 0);
	for (size_t i = 0; i < verdict.breaches.n; i++) {
		size_t demand = verdict.breaches.v[i].demand;

		n += demand >= c->p->demands.n || c->p->demands.v[demand].rank == 0;
	}
	return n;
}

/* Whether another sitting at the same time says that it has this room (this team). */
static bool
is_taken(const struct choosing *c, bool team, struct dais_str id)
{
	const struct dais_sitting *mine = sitting(c);

	for (size_t i = 0; i < c->r->sittings.n; i++) {
		const struct dais_sitting *s = &c->r->sittings.v[i];

		if (i != c->i && dais_local_cmp(s->start, mine->end) < 0 &&
		    dais_local_cmp(mine->start, s->end) < 0 &&
		    dais_str_eq(team ? s->team : s->room_id, id))
			return true;
	}
	return false;
}

static enum dais_arrange_obstacle
room_obstacle(const struct choosing *c, const struct dais_plan_room *room)
{
	unsigned seats = 0;
	bool remote = false;

	for (size_t b = 0; b < c->p->bodies.n; b++) {
		if (!sits(c, &c->p->bodies.v[b]))
			continue;
		seats += c->p->bodies.v[b].attendance;
		remote = remote || c->p->bodies.v[b].remote;
	}
	if (room->capacity && seats > room->capacity)
		return DAIS_OBSTACLE_SEATS;
	if (remote && !room->remote)
		return DAIS_OBSTACLE_REMOTE;
	if (c->slot != DAIS_NONE && !dais_slots_has(room->free, c->slot))
		return DAIS_OBSTACLE_CLOSED;
	return is_taken(c, false, room->id) ? DAIS_OBSTACLE_TAKEN : DAIS_OBSTACLE_NONE;
}

static enum dais_arrange_obstacle
team_obstacle(const struct choosing *c, const struct dais_plan_team *team)
{
	for (size_t b = 0; b < c->p->bodies.n; b++)
		if (sits(c, &c->p->bodies.v[b]) && (c->p->bodies.v[b].languages & ~team->languages))
			return DAIS_OBSTACLE_LANGUAGES;
	if (c->slot != DAIS_NONE && !dais_slots_has(team->free, c->slot))
		return DAIS_OBSTACLE_CLOSED;
	return is_taken(c, true, team->id) ? DAIS_OBSTACLE_TAKEN : DAIS_OBSTACLE_NONE;
}

/* What no fact of the room or team alone tells is what the checker says of a plan with it: more
 * breaches than with the best of the choices. */
static void
ask_checker(struct choosing *c, bool team, dais_arrange_choice_vec *choices)
{
	struct dais_sitting *s = &c->r->sittings.v[c->i], was = *s;
	size_t *hard = DAIS_NEW_N(c->a, choices->n + 1, size_t), least = SIZE_MAX;

	for (size_t i = 0; i < choices->n; i++) {
		if (choices->v[i].obstacle)
			continue;
		if (team) {
			s->team = choices->v[i].id;
		} else {
			s->room_id = choices->v[i].id;
			s->room = choices->v[i].name;
		}
		hard[i] = count_hard(c);
		least = hard[i] < least ? hard[i] : least;
	}
	*s = was;
	for (size_t i = 0; i < choices->n; i++)
		if (!choices->v[i].obstacle && hard[i] > least)
			choices->v[i].obstacle = DAIS_OBSTACLE_OTHER;
}

static void
list(const struct choosing *c, dais_arrange_choice_vec *rooms, dais_arrange_choice_vec *teams)
{
	const struct dais_planning *planning = c->r->planning;
	const struct dais_sitting *s = &c->r->sittings.v[c->i];

	for (size_t k = 0; k < planning->rooms.n; k++) {
		const struct dais_planning_room *room = &planning->rooms.v[k];

		dais_vec_push(c->a, rooms,
		    ((struct dais_arrange_choice){ .id = room->id,
			.name = room->name,
			.capacity = room->capacity,
			.remote = room->remote,
			.chosen = dais_str_eq(room->id, s->room_id) }));
		if (c->p)
			rooms->v[k].obstacle = room_obstacle(c, &c->p->rooms.v[k]);
	}
	for (size_t k = 0; k < planning->teams.n; k++) {
		const struct dais_planning_team *team = &planning->teams.v[k];

		dais_vec_push(c->a, teams,
		    ((struct dais_arrange_choice){ .id = team->id,
			.name = team->name,
			.chosen = dais_str_eq(team->id, s->team) }));
		if (c->p)
			teams->v[k].obstacle = team_obstacle(c, &c->p->teams.v[k]);
	}
}

void
dais_arrange_choices(const struct dais_arrangement *t, size_t i, struct dais_arena *a,
    dais_arrange_choice_vec *ret_rooms, dais_arrange_choice_vec *ret_teams)
{
	struct choosing c = { .r = t->record, .i = i, .a = a };
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_problem *p;
	struct dais_plan plan;
	bool judged;

	*ret_rooms = *ret_teams = (dais_arrange_choice_vec){ 0 };
	if (!t->record->planning)
		return;
	judged = dais_arrange_plan(t, a, &p, &plan, &ignored);
	c.p = p;
	c.slot = p ? slot_of(&c) : DAIS_NONE;
	list(&c, ret_rooms, ret_teams);
	if (!judged)
		return;
	ask_checker(&c, false, ret_rooms);
	ask_checker(&c, true, ret_teams);
}
