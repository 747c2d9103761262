/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms, teams of interpreters, people and bodies of planning.yaml.
 */
#include "read/package/planning_priv.h"

/* Registers @e's id; false when it cannot be one. A repeated key is reported by the parser. */
static bool
take_id(struct dais_planning_reader *r, const struct dais_yaml_entry *e, const char *what,
    struct dais_map *ids, size_t index)
{
	return dais_package_check_id(&r->l, e, what) && dais_map_add(ids, e->key, index);
}

/* --- rooms ---------------------------------------------------------------------------------- */

static const struct dais_field room_fields[] = {
	{ "name", dais_package_read_ml, offsetof(struct dais_planning_room, name), false },
	{ "capacity", dais_package_read_uint, offsetof(struct dais_planning_room, capacity),
	    false },
	{ "remote", dais_planning_read_bool, offsetof(struct dais_planning_room, remote), false },
	{ "closed", dais_planning_read_when, offsetof(struct dais_planning_room, closed), false },
};

static void
read_room(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct dais_planning_room room = { .id = e->key };
	struct dais_str what =
	    dais_text_message(r->l.a, r->l.d->lang, "room `%.*s`", DAIS_STR_ARG(e->key));
	struct dais_diag *g;

	if (r->p->rooms.n >= DAIS_PLANNING_ROOMS_MOST) {
		if (r->p->rooms.n > DAIS_PLANNING_ROOMS_MOST ||
		    dais_map_get(&r->rooms, e->key) != DAIS_MAP_NONE)
			return;
		g = dais_package_complain(&r->l, e->line, e->column, e->key,
		    "a meeting is planned over at most %u rooms", DAIS_PLANNING_ROOMS_MOST);
		dais_diag_set_file_hint(r->l.d, g, "leave out those that it will not get");
		return;
	}
	if (!take_id(r, e, "a room", &r->rooms, r->p->rooms.n))
		return;
	room.place = dais_planning_key_place(&r->l, e);
	(void)dais_package_fields(
	    &r->l, e->value, what.p, room_fields, DAIS_FIELD_N(room_fields), &room);
	dais_vec_push(r->l.a, &r->p->rooms, room);
}

void
dais_planning_read_rooms(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`rooms`", read_room);
}

/* --- teams ---------------------------------------------------------------------------------- */

struct team_shape {
	struct dais_planning_team team;
	const struct dais_yaml_node *week;
};

static const struct dais_field team_fields[] = {
	{ "name", dais_package_read_ml, offsetof(struct team_shape, team.name), false },
	{ "languages", dais_package_read_langs, offsetof(struct team_shape, team.languages),
	    false },
	{ "week", dais_package_read_node, offsetof(struct team_shape, week), false },
	{ "day", dais_package_read_uint, offsetof(struct team_shape, team.day), false },
	{ "closed", dais_planning_read_when, offsetof(struct team_shape, team.closed), false },
};

static void
read_team(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct team_shape s = { .team.id = e->key };
	struct dais_str what =
	    dais_text_message(r->l.a, r->l.d->lang, "team `%.*s`", DAIS_STR_ARG(e->key));

	if (!take_id(r, e, "a team", &r->teams, r->p->teams.n))
		return;
	s.team.place = dais_planning_key_place(&r->l, e);
	(void)dais_package_fields(
	    &r->l, e->value, what.p, team_fields, DAIS_FIELD_N(team_fields), &s);
	if (s.week) {
		s.team.has_week = true;
		dais_package_read_uint(&r->l, s.week, &s.team.week);
	}
	dais_vec_push(r->l.a, &r->p->teams, s.team);
}

void
dais_planning_read_teams(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`teams`", read_team);
}

/* --- people --------------------------------------------------------------------------------- */

static const struct dais_field person_fields[] = {
	{ "name", dais_package_read_words, offsetof(struct dais_planning_person, name), false },
	{ "present", dais_planning_read_only_when, offsetof(struct dais_planning_person, present),
	    false },
	{ "absent", dais_planning_read_when, offsetof(struct dais_planning_person, absent), false },
};

static void
read_person(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct dais_planning_person person = { .id = e->key };
	struct dais_str what =
	    dais_text_message(r->l.a, r->l.d->lang, "person `%.*s`", DAIS_STR_ARG(e->key));

	if (!take_id(r, e, "a person", &r->people, r->p->people.n))
		return;
	person.place = dais_planning_key_place(&r->l, e);
	(void)dais_package_fields(
	    &r->l, e->value, what.p, person_fields, DAIS_FIELD_N(person_fields), &person);
	dais_vec_push(r->l.a, &r->p->people, person);
}

void
dais_planning_read_people(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`people`", read_person);
}

/* --- bodies --------------------------------------------------------------------------------- */

static void
read_body_rooms(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_planning_reader *r = dais_planning_reader_of(l);
	struct dais_planning_body *b = to;

	if (!dais_package_is_list(l, n, "`rooms`") || !dais_package_lists_any(l, n))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_str ids[DAIS_PLANNING_ROOMS_MOST] = { 0 }, text;
		struct dais_diag *g;
		size_t at;

		if (!dais_package_scalar(l, v, &text))
			continue;
		at = dais_map_get(&r->rooms, text);
		if (at != DAIS_MAP_NONE) {
			dais_vec_push(l->a, &b->rooms, at);
			continue;
		}
		for (size_t k = 0; k < r->p->rooms.n; k++)
			ids[k] = r->p->rooms.v[k].id;
		g = dais_package_complain_at(l, v, "unknown room `%.*s`", DAIS_STR_ARG(text));
		dais_package_suggest(l, g, text, ids, r->p->rooms.n);
	}
}

struct body_shape {
	struct dais_planning_body body;
	const struct dais_yaml_node *remote;
};

static const struct dais_field body_fields[] = {
	{ "attendance", dais_package_read_uint, offsetof(struct body_shape, body.attendance),
	    false },
	{ "languages", dais_package_read_langs, offsetof(struct body_shape, body.languages),
	    false },
	{ "remote", dais_package_read_node, offsetof(struct body_shape, remote), false },
	{ "days", dais_planning_read_only_when, offsetof(struct body_shape, body.days), false },
	{ "people", dais_planning_read_people_refs, offsetof(struct body_shape, body.people),
	    false },
	{ "rooms", read_body_rooms, offsetof(struct body_shape, body), false },
};

static void
read_body(struct dais_planning_reader *r, const struct dais_yaml_entry *e)
{
	struct body_shape s = { .body.body = dais_map_get(&r->l.r->body_ids, e->key) };
	struct dais_str what =
	    dais_text_message(r->l.a, r->l.d->lang, "body `%.*s`", DAIS_STR_ARG(e->key));
	struct dais_diag *g;

	if (s.body.body == DAIS_MAP_NONE) {
		g = dais_package_complain(
		    &r->l, e->line, e->column, e->key, "unknown body `%.*s`", DAIS_STR_ARG(e->key));
		dais_package_suggest_thing(&r->l, g, DAIS_THING_BODY, e->key);
		return;
	}
	s.body.place = dais_planning_key_place(&r->l, e);
	(void)dais_package_fields(
	    &r->l, e->value, what.p, body_fields, DAIS_FIELD_N(body_fields), &s);
	if (s.remote) {
		s.body.has_remote = true;
		dais_planning_read_bool(&r->l, s.remote, &s.body.remote);
	}
	if (r->l.r->together.n && dais_record_meeting_of(r->l.r, s.body.body) == DAIS_NONE) {
		g = dais_package_complain(&r->l, e->line, e->column, e->key,
		    "body `%.*s` has no meeting in `together`", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(r->l.d, g, "only the meetings of this package are planned");
	}
	dais_vec_push(r->l.a, &r->p->bodies, s.body);
}

void
dais_planning_read_bodies(struct dais_planning_reader *r, const struct dais_yaml_node *n)
{
	dais_planning_each(r, n, "`bodies`", read_body);
}
