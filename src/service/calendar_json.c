/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What planning a calendar found out, as JSON. Keys: doc/planning.md, "For programs".
 */
#include "mark/json.h"
#include "service/calendar.h"

static void
put_time(struct dais_json *w, const char *key, struct dais_local at, struct dais_arena *a)
{
	if (dais_date_is_set(at.date))
		dais_json_pair(w, key, dais_local_print(a, at));
}

static void
put_sittings(struct dais_json *w, const struct dais_calendar *c,
    const struct dais_calendar_plan *plan, struct dais_arena *a)
{
	dais_json_key(w, "sittings");
	dais_json_array(w);
	for (size_t i = 0; i < plan->sittings.n; i++) {
		const struct dais_calendar_sitting *s = &plan->sittings.v[i];

		dais_json_object(w);
		dais_json_pair(w, "meeting", c->meetings.v[s->meeting].id);
		dais_json_pair_int(w, "turn", s->turn + 1);
		put_time(w, "start", s->start, a);
		if (s->room != DAIS_NONE)
			dais_json_pair(w, "room", c->rooms.v[s->room].id);
		if (s->pool != DAIS_NONE) {
			dais_json_pair(w, "pool", c->pools.v[s->pool].id);
			dais_json_pair_int(w, "team", s->team);
		}
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_breaches(struct dais_json *w, const struct dais_calendar_answer *p, struct dais_arena *a)
{
	dais_json_key(w, "not-met");
	dais_json_array(w);
	for (size_t i = 0; i < p->verdict.breaches.n; i++) {
		const struct dais_calendar_breach *b = &p->verdict.breaches.v[i];

		dais_json_object(w);
		dais_json_pair(w, "message", b->words);
		dais_json_pair_int(w, "rank", b->rank);
		dais_json_pair_int(w, "cost", (int64_t)b->cost);
		if (b->meeting != DAIS_NONE)
			dais_json_pair(w, "meeting", p->calendar->meetings.v[b->meeting].id);
		put_time(w, "at", b->at, a);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_conflicts(struct dais_json *w, const struct dais_calendar_answer *p)
{
	dais_json_key(w, "conflicts");
	dais_json_array(w);
	for (size_t i = 0; i < p->result.conflicts.n; i++) {
		const struct dais_calendar_conflict *c = &p->result.conflicts.v[i];

		dais_json_object(w);
		dais_json_pair(w, "message", c->words);
		dais_json_pair(w, "meeting", p->calendar->meetings.v[c->meeting].id);
		dais_json_pair_int(w, "turn", c->turn + 1);
		dais_json_pair_bool(w, "smallest", c->smallest);
		dais_json_key(w, "meetings");
		dais_json_array(w);
		for (size_t m = 0; m < c->meetings.n; m++)
			dais_json_str(w, p->calendar->meetings.v[c->meetings.v[m]].id);
		dais_json_end(w);
		dais_json_key(w, "ways-out");
		dais_json_array(w);
		for (size_t o = 0; o < c->ways_out.n; o++)
			dais_json_str(w, c->ways_out.v[o].words);
		dais_json_end(w);
		dais_json_end(w);
	}
	dais_json_end(w);
}

static void
put_changes(struct dais_json *w, const struct dais_calendar_answer *p, struct dais_arena *a)
{
	dais_json_key(w, "changes");
	dais_json_array(w);
	for (size_t i = 0; i < p->changes.n; i++) {
		const struct dais_calendar_change *c = &p->changes.v[i];

		dais_json_object(w);
		dais_json_pair_c(w, "change", dais_calendar_change_name(c->kind));
		dais_json_pair(w, "message", c->words);
		dais_json_pair(w, "meeting", p->calendar->meetings.v[c->meeting].id);
		dais_json_pair_int(w, "turn", c->turn + 1);
		put_time(w, "from", c->from, a);
		put_time(w, "to", c->to, a);
		dais_json_end(w);
	}
	dais_json_end(w);
}

/* A rank of the search: what is proven. */
static void
put_rank(struct dais_json *w, const char *name, const struct dais_calendar_result *r, unsigned k)
{
	dais_json_object(w);
	dais_json_pair_c(w, "of", name);
	dais_json_pair_int(w, "cost", (int64_t)r->cost[k]);
	dais_json_pair_int(w, "bound", (int64_t)r->bound[k]);
	dais_json_end(w);
}

/* Rooms and balance follow from the days and have no bound. */
static void
put_search(struct dais_json *w, const struct dais_calendar_answer *p)
{
	const struct dais_calendar_result *r = &p->result;

	dais_json_pair_c(w, "outcome", dais_outcome_name(r->outcome));
	dais_json_pair_int(w, "unplaced", (int64_t)r->unplaced);
	dais_json_key(w, "ranks");
	dais_json_array(w);
	if (p->keeps)
		put_rank(w, "changes", r, 1);
	put_rank(w, "days", r, p->keeps ? 2 : 1);
	dais_json_end(w);
	dais_json_pair_int(w, "rooms-cost", (int64_t)p->verdict.cost[2]);
	dais_json_pair_int(w, "balance-cost", (int64_t)p->verdict.cost[3]);
}

void
dais_calendar_print_json(const struct dais_calendar_answer *p, struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json w;

	dais_json_begin(&w, out, false);
	dais_json_object(&w);
	dais_json_pair(&w, "calendar", p->calendar->name);
	if (p->is_planned)
		put_search(&w, p);
	dais_json_pair_bool(&w, "sound", p->verdict.sound);
	dais_json_pair_bool(&w, "whole", p->verdict.whole);
	put_sittings(&w, p->calendar, p->is_planned ? &p->result.plan : &p->before, a);
	put_breaches(&w, p, a);
	if (p->is_planned)
		put_conflicts(&w, p);
	if (p->is_planned && p->has_before)
		put_changes(&w, p, a);
	dais_json_end(&w);
	dais_json_finish(&w);
}
