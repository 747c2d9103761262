/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms, pools, bodies and meetings of a calendar by the names that it gives them.
 */
#include "plan/calendar/calendar_priv.h"
#include "plan/problem/names.h"
#include "text/typed.h"

static struct dais_nameable *
add(dais_nameable_vec *names, struct dais_str id, struct dais_str name, struct dais_arena *a)
{
	struct dais_nameable *n = dais_vec_add(a, names);

	n->at = names->n - 1;
	n->id = id;
	n->shown = name.n ? name : id;
	dais_names_add_words(&n->titles, name, a);
	return n;
}

bool
calendar_find_room(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_nameable_vec names = { .n = 0 };

	for (size_t i = 0; i < c->rooms.n; i++)
		add(&names, c->rooms.v[i].id, c->rooms.v[i].name, a);
	return dais_names_find(&names, DAIS_NAMED_ROOM, name, c->language, ret, err);
}

bool
calendar_find_pool(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_nameable_vec names = { .n = 0 };

	for (size_t i = 0; i < c->pools.n; i++)
		add(&names, c->pools.v[i].id, c->pools.v[i].name, a);
	return dais_names_find(&names, DAIS_NAMED_TEAM, name, c->language, ret, err);
}

bool
calendar_find_body(
    const struct dais_calendar *c, struct dais_str name, size_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_nameable_vec names = { .n = 0 };

	for (size_t i = 0; i < c->bodies.n; i++)
		add(&names, c->bodies.v[i].id, c->bodies.v[i].name, a);
	return dais_names_find(&names, DAIS_NAMED_BODY, name, c->language, ret, err);
}

/* Adds the turns of meeting @m, told as @told, where what was typed may be one of them. */
static void
add_turns(const struct dais_calendar *c, const struct dais_calendar_meeting *m,
    struct dais_str told, struct dais_str typed, struct dais_nameable *n, struct dais_arena *a)
{
	if (m->times > 1 && dais_str_has_prefix(typed, told) && typed.n > told.n) {
		for (unsigned t = 0; t < m->times; t++)
			dais_names_add_words(&n->words, calendar_turn_told(c, m, t, a), a);
	}
}

/* Which turn of @m was typed, from 1; 0: none. */
static unsigned
turn_of(const struct dais_calendar *c, const struct dais_calendar_meeting *m, struct dais_str typed,
    struct dais_arena *a)
{
	for (unsigned t = 0; m->times > 1 && t < m->times; t++) {
		if (dais_str_eq(dais_text_plain(a, calendar_turn_told(c, m, t, a)), typed))
			return t + 1;
	}
	return 0;
}

bool
calendar_find_meeting(const struct dais_calendar *c, struct dais_str name, size_t *ret,
    unsigned *ret_turn, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_nameable_vec names = { .n = 0 };
	struct dais_str typed = dais_text_plain(a, name);

	*ret_turn = 0;
	*ret = dais_map_get(&c->meeting_ids, name);
	if (*ret != DAIS_MAP_NONE)
		return true;
	for (size_t i = 0; i < c->meetings.n; i++) {
		const struct dais_calendar_meeting *m = &c->meetings.v[i];
		struct dais_str told = dais_calendar_meeting_told(c, m, a), plain;
		struct dais_nameable *n;

		/* What it is called without its id: what stands before that. */
		n = add(&names, m->id,
		    dais_str_eq(m->name, m->id) && told.n > m->id.n ? told : m->name, a);
		n->shown = told;
		plain = dais_text_plain(a, told);
		dais_vec_push(a, &n->words, plain);
		add_turns(c, m, plain, typed, n, a);
	}
	if (!dais_names_find(&names, DAIS_NAMED_MEETING, name, c->language, ret, err))
		return false;
	*ret_turn = turn_of(c, &c->meetings.v[*ret], typed, a);
	return true;
}
