/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What planning found out, as JSON. Keys: doc/planning.md, "For programs".
 */
#include "mark/json.h"
#include "service/planning.h"

static void
put_slot(struct dais_json *w, const char *key, const struct dais_problem *p, size_t t,
    struct dais_arena *a)
{
	const struct dais_plan_slot *slot = &p->slots.v[t];
	struct dais_local start = { slot->day, slot->start };

	dais_json_pair(w, key, dais_local_print(a, start));
}

static struct dais_str
body_id(const struct dais_problem *p, size_t body)
{
	size_t b = p->bodies.v[body].body;

	return p->record && b != DAIS_NONE ? p->record->bodies.v[b].id : p->bodies.v[body].name;
}

static struct dais_str
task_id(const struct dais_problem *p, size_t task)
{
	size_t item = p->tasks.v[task].item;

	return p->record && item != DAIS_NONE ? p->record->items.v[item].id : p->tasks.v[task].name;
}

static void
put_bodies(struct dais_json *w, const struct dais_problem *p, const dais_index_vec *bodies)
{
	dais_json_key(w, "bodies");
	dais_json_array(w);
	for (size_t b = 0; b < bodies->n; b++)
		dais_json_str(w, body_id(p, bodies->v[b]));
	dais_json_end(w);
}

static void
put_sitting(struct dais_json *w, const struct dais_problem *p, const struct dais_plan_sitting *s,
    bool *seen, struct dais_arena *a)
{
	struct dais_local end = { p->slots.v[s->slot].day, p->slots.v[s->slot].end };

	dais_json_object(w);
	put_slot(w, "start", p, s->slot, a);
	dais_json_pair(w, "end", dais_local_print(a, end));
	put_bodies(w, p, &s->bodies);
	if (s->room != DAIS_NONE)
		dais_json_pair(w, "room", p->rooms.v[s->room].id);
	if (s->team != DAIS_NONE)
		dais_json_pair(w, "team", p->teams.v[s->team].id);
	dais_json_key(w, "entries");
	dais_json_array(w);
	for (size_t e = 0; e < s->entries.n; e++) {
		size_t task = s->entries.v[e].task;

		dais_json_object(w);
		dais_json_pair(w, "item", task_id(p, task));
		dais_json_pair_int(w, "minutes", s->entries.v[e].minutes);
		dais_json_pair_bool(w, "continued", seen[task]);
		dais_json_end(w);
		seen[task] = true;
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_plan(struct dais_json *w, const struct dais_problem *p, const struct dais_plan *plan,
    struct dais_arena *a)
{
	bool *seen = DAIS_NEW_N(a, p->tasks.n + 1, bool);

	dais_json_key(w, "sittings");
	dais_json_array(w);
	for (size_t s = 0; s < plan->sittings.n; s++)
		put_sitting(w, p, &plan->sittings.v[s], seen, a);
	dais_json_end(w);
}

static void
put_place(struct dais_json *w, const struct dais_place *place)
{
	if (!place->file.n)
		return;
	dais_json_key(w, "place");
	dais_json_object(w);
	dais_json_pair(w, "file", place->file);
	dais_json_pair_int(w, "line", place->line);
	dais_json_pair_int(w, "column", place->column);
	dais_json_end(w);
}

static void
put_demand(struct dais_json *w, const struct dais_problem *p, size_t demand, struct dais_arena *a)
{
	const struct dais_demand *d = &p->demands.v[demand];

	dais_json_pair_c(w, "demand", dais_demand_kind_name(d->kind));
	dais_json_pair_int(w, "rank", d->rank);
	if (d->rank)
		dais_json_pair_int(w, "weight", d->weight);
	dais_json_pair(w, "means", dais_demand_words(p, d, a));
	put_place(w, &d->place);
}

static void
put_verdict(struct dais_json *w, const struct dais_problem *p, const struct dais_verdict *v,
    const struct dais_plan *plan, struct dais_arena *a)
{
	dais_json_pair_bool(w, "sound", v->sound);
	dais_json_pair_int(w, "used-minutes", v->used_minutes);
	dais_json_pair_int(w, "booked-minutes", v->booked_minutes);
	dais_json_key(w, "not-met");
	dais_json_array(w);
	for (size_t i = 0; i < v->breaches.n; i++) {
		const struct dais_breach *b = &v->breaches.v[i];

		dais_json_object(w);
		dais_json_pair(w, "message", b->words);
		dais_json_pair_int(w, "cost", (int64_t)b->cost);
		if (b->demand != DAIS_NONE)
			put_demand(w, p, b->demand, a);
		dais_json_key(w, "sittings");
		dais_json_array(w);
		for (size_t s = 0; s < b->sittings.n; s++) {
			size_t slot = plan->sittings.v[b->sittings.v[s]].slot;
			struct dais_local at = { p->slots.v[slot].day, p->slots.v[slot].start };

			dais_json_str(w, dais_local_print(a, at));
		}
		dais_json_end(w);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_departures(struct dais_json *w, const struct dais_proposal *p)
{
	dais_json_key(w, "departures");
	dais_json_array(w);
	for (size_t i = 0; i < p->n_departures; i++) {
		const struct dais_departure *d = &p->departures[i];

		dais_json_object(w);
		dais_json_pair(w, "message", d->words);
		dais_json_pair_int(w, "cost", (int64_t)d->cost);
		dais_json_pair_bool(w, "possible", d->possible);
		dais_json_pair_bool(w, "proven", d->proven);
		if (d->possible) {
			dais_json_pair_int(w, "worse-in-rank", d->rank);
			dais_json_pair_int(w, "more", (int64_t)d->more);
		}
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_changes(struct dais_json *w, const struct dais_proposal *p, struct dais_arena *a)
{
	dais_json_key(w, "changes");
	dais_json_array(w);
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct dais_plan_change *c = &p->changes.v[i];

		dais_json_object(w);
		dais_json_pair_c(w, "change", dais_plan_change_kind_name(c->kind));
		if (c->task != DAIS_NONE)
			dais_json_pair(w, "item", task_id(p->problem, c->task));
		put_bodies(w, p->problem, &c->bodies);
		if (c->from != DAIS_NONE)
			put_slot(w, "from", p->problem, c->from, a);
		if (c->to != DAIS_NONE)
			put_slot(w, "to", p->problem, c->to, a);
		if (c->minutes_before != c->minutes_after) {
			dais_json_pair_int(w, "minutes-before", c->minutes_before);
			dais_json_pair_int(w, "minutes-after", c->minutes_after);
		}
		if (c->room_before != DAIS_NONE && c->kind == DAIS_PLAN_CHANGE_ROOM)
			dais_json_pair(w, "room-before", p->problem->rooms.v[c->room_before].id);
		if (c->room_after != DAIS_NONE && c->kind == DAIS_PLAN_CHANGE_ROOM)
			dais_json_pair(w, "room-after", p->problem->rooms.v[c->room_after].id);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_contingency(struct dais_json *w, const struct dais_contingency *c, const struct dais_problem *p)
{
	static const char *const sides[DAIS_SIDE_COUNT] = { "normal", "contingency" };

	dais_json_key(w, "contingency");
	dais_json_object(w);
	dais_json_pair(w, "message", c->words);
	dais_json_pair_int(w, "shortfall-minutes", c->shortfall);
	for (unsigned k = 0; k < DAIS_SIDE_COUNT; k++) {
		dais_json_key(w, sides[k]);
		dais_json_object(w);
		dais_json_pair_c(w, "modality", dais_modality_name(c->total[k].modality));
		dais_json_pair_int(w, "sittings", c->total[k].sittings);
		dais_json_pair_int(w, "booked-minutes", c->total[k].booked);
		dais_json_pair_int(w, "used-minutes", c->total[k].used);
		dais_json_end(w);
	}
	dais_json_key(w, "items");
	dais_json_array(w);
	for (size_t i = 0; i < c->items.n; i++) {
		const struct dais_contingency_item *v = &c->items.v[i];

		dais_json_object(w);
		dais_json_pair(w, "item",
		    p->record && v->item != DAIS_NONE ? p->record->items.v[v->item].id : v->name);
		dais_json_pair_int(w, "minutes-before", v->minutes[DAIS_SIDE_NORMAL]);
		dais_json_pair_int(w, "minutes-after", v->minutes[DAIS_SIDE_CONTINGENCY]);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_conflict(struct dais_json *w, const struct dais_proposal *p, struct dais_arena *a)
{
	const struct dais_conflict *c = &p->conflict;

	dais_json_key(w, "conflict");
	dais_json_object(w);
	dais_json_pair(w, "message", c->words);
	dais_json_pair_bool(w, "smallest", c->proof == DAIS_CONFLICT_FEWEST);
	dais_json_pair_bool(w, "irreducible", c->proof != DAIS_CONFLICT_ONE);
	dais_json_pair_bool(w, "cut-short", c->cut_short);
	if (c->needed_minutes) {
		dais_json_pair_int(w, "needed-minutes", c->needed_minutes);
		dais_json_pair_int(w, "given-minutes", c->given_minutes);
	}
	dais_json_key(w, "demands");
	dais_json_array(w);
	for (size_t i = 0; i < c->demands.n; i++) {
		dais_json_object(w);
		put_demand(w, p->problem, c->demands.v[i], a);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_key(w, "ways-out");
	dais_json_array(w);
	for (size_t i = 0; i < c->ways_out.n; i++) {
		dais_json_object(w);
		dais_json_pair(w, "message", c->ways_out.v[i].words);
		dais_json_pair_int(w, "cost", (int64_t)c->ways_out.v[i].cost);
		dais_json_pair_bool(w, "verified", c->ways_out.v[i].verified);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_end(w);
}

static void
put_search(struct dais_json *w, const struct dais_proposal *p)
{
	unsigned last = 0;

	dais_json_pair_c(w, "outcome", dais_outcome_name(p->result.outcome));
	for (size_t i = 0; i < p->problem->demands.n; i++) {
		if (p->problem->demands.v[i].rank > last)
			last = p->problem->demands.v[i].rank;
	}
	dais_json_key(w, "ranks");
	dais_json_array(w);
	for (unsigned r = 1; p->has_plan && r <= last; r++) {
		dais_json_object(w);
		dais_json_pair_int(w, "rank", r);
		dais_json_pair_int(w, "cost", (int64_t)p->result.at.cost[r]);
		dais_json_pair_int(w, "bound", (int64_t)p->result.at.bound[r]);
		dais_json_end(w);
	}
	dais_json_end(w);
}

void
dais_planning_print_json(
    const struct dais_proposal *p, enum dais_modality modality, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_plan *plan = p->has_plan ? &p->plan : p->has_before ? &p->before : NULL;
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_pair_c(&w, "modality", dais_modality_name(modality));
	if (p->is_planned)
		put_search(&w, p);
	if (plan) {
		put_plan(&w, p->problem, plan, a);
		put_verdict(&w, p->problem, &p->verdict, plan, a);
	}
	if (p->departures)
		put_departures(&w, p);
	if (p->has_plan && p->has_before)
		put_changes(&w, p, a);
	if (p->has_contingency)
		put_contingency(&w, &p->contingency, p->problem);
	if (p->has_conflict)
		put_conflict(&w, p, a);
	dais_json_end(&w);
	dais_json_finish(&w);
}
