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
	dais_names_tell_apart(&names, a);
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
	dais_names_tell_apart(&names, a);
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
	dais_names_tell_apart(&names, a);
	return dais_names_find(&names, DAIS_NAMED_BODY, name, c->language, ret, err);
}

/* Which turn of @m, called @called, was typed, from 1; 0: none. */
static unsigned
turn_of(const struct dais_calendar *c, const struct dais_calendar_meeting *m,
    struct dais_str called, struct dais_str typed, struct dais_arena *a)
{
	struct dais_str plain = dais_text_plain(a, called);

	if (m->times < 2 || !plain.n || !dais_str_has_prefix(typed, plain) || typed.n == plain.n)
		return 0;
	for (unsigned t = 0; t < m->times; t++) {
		if (dais_str_eq(dais_text_plain(a, calendar_turn_of(c, m, called, t, a)), typed) ||
		    dais_str_eq(dais_text_plain(a,
				    dais_arena_printf(a, "%.*s#%u", DAIS_STR_ARG(called), t + 1)),
			typed))
			return t + 1;
	}
	return 0;
}

/* The same of all that @m is called: as changes tell it, by its name alone and by its id. */
static unsigned
any_turn_of(const struct dais_calendar *c, const struct dais_calendar_meeting *m,
    struct dais_str typed, struct dais_arena *a)
{
	const struct dais_str called[] = { dais_calendar_meeting_told(c, m, a),
		dais_calendar_meeting_called(c, m, a), m->id };
	unsigned turn = 0;

	for (size_t i = 0; i < 3 && !turn; i++)
		turn = turn_of(c, m, called[i], typed, a);
	return turn;
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
		struct dais_str told = dais_calendar_meeting_told(c, m, a);
		struct dais_nameable *n =
		    add(&names, m->id, dais_calendar_meeting_called(c, m, a), a);

		n->shown = told;
		dais_names_add_words(&n->words, told, a);
		if (any_turn_of(c, m, typed, a))
			dais_vec_push(a, &n->words, typed);
	}
	if (!dais_names_find(&names, DAIS_NAMED_MEETING, name, c->language, ret, err))
		return false;
	*ret_turn = any_turn_of(c, &c->meetings.v[*ret], typed, a);
	return true;
}
