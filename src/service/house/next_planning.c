/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable of the next meeting: sittings moved by the same days, and the conditions of
 * planning that still name something.
 */
#include "service/house/next_priv.h"

static bool
move_time(struct next_maker *m, struct dais_json_value *v, const char *key)
{
	struct dais_local at;

	if (!dais_local_parse(dais_json_get_str(v, key), &at))
		return false;
	at.date = dais_date_add(at.date, m->days_moved);
	dais_json_set(
	    m->a, v, dais_str_from(key), house_next_string(m, dais_local_print(m->a, at)));
	return true;
}

/* @with_rooms: rooms and teams of planning.yaml are still known. */
static void
add_sittings(struct next_maker *m, bool with_rooms)
{
	size_t n = 0;

	for (size_t i = 0; i < m->last->n; i++) {
		const struct dais_thing *t = &m->last->v[i];
		struct dais_json_value *v, *entries, *room;

		if (!dais_str_is(t->kind, "sitting") || dais_thing_plan(t, m->a).n)
			continue;
		v = house_next_value(m, t);
		entries = dais_json_get(v, "entries");
		house_next_filter(m, entries, house_next_keeps_item);
		room = dais_json_get(v, "room");
		if (!with_rooms && room && room->kind == DAIS_JSON_STRING)
			dais_json_set(m->a, v, DAIS_STR("room"), NULL);
		if (!entries || !entries->members.n || !move_time(m, v, "start") ||
		    !move_time(m, v, "end"))
			continue;
		house_next_add(m, t, dais_json_print(m->a, v));
		n++;
	}
	house_next_line(m, DAIS_NEXT_SITTINGS, DAIS_NEXT_FOLLOWS, "", DAIS_STR_NONE)->to =
	    dais_arena_printf(m->a, "%zu", n);
}

/* Whether planning.yaml can be read on the new package. */
static bool
planning_fits(struct next_maker *m)
{
	struct dais_diags d;

	dais_diags_init(&d, m->a);
	dais_things_sort(&m->things);
	(void)dais_things_read(m->a, &m->things, &d, NULL);
	for (size_t i = 0; i < d.list.n; i++) {
		if (d.list.v[i].severity == DAIS_SEVERITY_ERROR && d.list.v[i].places.n &&
		    dais_str_is(d.list.v[i].places.v[0].file, "planning.yaml"))
			return false;
	}
	return true;
}

/* What planning.yaml says stays as far as it names nothing that is gone. */
void
house_next_planning(struct next_maker *m)
{
	bool fits;
	size_t at;

	house_next_add_kind(m, "planning", NULL);
	fits = planning_fits(m);
	at = dais_things_find(&m->things, DAIS_STR("planning"), DAIS_STR("planning"));
	if (!fits && at != SIZE_MAX) {
		m->things.n--;
		memmove(&m->things.v[at], &m->things.v[at + 1],
		    (m->things.n - at) * sizeof(*m->things.v));
		(void)house_next_line(
		    m, DAIS_NEXT_PLANNING_LEFT, DAIS_NEXT_REFERS, "planning", DAIS_STR("planning"));
	}
	if (m->in->timetable)
		add_sittings(m, fits && at != SIZE_MAX);
}
