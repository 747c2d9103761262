/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rooms, pools of teams, bodies and their delegations in CALENDAR.yaml.
 */
#include "read/package/calendar_priv.h"

#define ROOM(key, fn, member) { key, fn, offsetof(struct dais_calendar_room, member), false }

static const struct dais_field room_fields[] = {
	ROOM("name", dais_package_read_words, name),
	ROOM("capacity", dais_package_read_uint, capacity),
	ROOM("remote", calendar_read_bool, remote),
	ROOM("closed", calendar_read_periods, closed),
};

#define POOL(key, fn, member) { key, fn, offsetof(struct dais_calendar_pool, member), false }

static void read_absences(struct dais_loader *l, const struct dais_yaml_node *n, void *to);

static const struct dais_field pool_fields[] = {
	POOL("name", dais_package_read_words, name),
	{ "languages", dais_package_read_langs, offsetof(struct dais_calendar_pool, languages),
	    true },
	{ "teams", dais_package_read_uint, offsetof(struct dais_calendar_pool, teams), true },
	POOL("week", dais_package_read_uint, week_most),
	POOL("absent", read_absences, absences),
};

#define BODY(key, fn, member) { key, fn, offsetof(struct dais_calendar_body, member), false }

static const struct dais_field body_fields[] = {
	BODY("name", dais_package_read_words, name),
	BODY("attendance", dais_package_read_uint, attendance),
	BODY("languages", dais_package_read_langs, languages),
	BODY("remote", calendar_read_bool, remote),
	BODY("closed", calendar_read_periods, closed),
};

#define SHARED(key, fn, member, required)                                                          \
	{ key, fn, offsetof(struct dais_calendar_delegations, member), required }

static const struct dais_field delegations_fields[] = {
	SHARED("name", dais_package_read_words, name, false),
	SHARED("bodies", calendar_read_bodies, bodies, true),
	SHARED("wish", calendar_read_bool, wish, false),
	SHARED("weight", dais_package_read_uint, weight, false),
};

struct absence {
	struct dais_calendar_period when;
	unsigned team;
};

static const struct dais_field absence_fields[] = {
	{ "when", calendar_read_period, offsetof(struct absence, when), true },
	{ "team", dais_package_read_uint, offsetof(struct absence, team), true },
};

static void
read_absences(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_calendar_pool *pool =
	    (struct dais_calendar_pool *)((char *)to -
					  offsetof(struct dais_calendar_pool, absences));

	if (!dais_package_is_list(l, n, "absences"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		struct absence x = { 0 };

		if (!dais_package_fields(l, n->entries.v[i].value, "an absence", absence_fields,
			DAIS_FIELD_N(absence_fields), &x) ||
		    !dais_date_is_set(x.when.from))
			continue;
		dais_vec_push(l->a, &pool->absences,
		    ((struct dais_calendar_absence){ .when = x.when, .team = x.team }));
	}
}

static void
add_room(struct dais_calendar *c, struct dais_str id, struct dais_place place)
{
	dais_vec_push(c->arena, &c->rooms,
	    ((struct dais_calendar_room){ .id = id, .name = id, .place = place }));
}

void
calendar_load_rooms(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);

	if (!dais_package_is_mapping(l, n, "the rooms"))
		return;
	calendar_register(l, n, "a room", &c->room_ids, add_room);
	for (size_t i = 0; i < n->entries.n; i++) {
		size_t at = dais_map_get(&c->room_ids, n->entries.v[i].key);

		(void)dais_package_fields(l, n->entries.v[i].value, "a room", room_fields,
		    DAIS_FIELD_N(room_fields), &c->rooms.v[at]);
	}
	if (c->rooms.n > DAIS_CALENDAR_MAX_ROOMS)
		(void)dais_package_complain_at(l, n,
		    "a calendar has at most %u rooms, this one %zu", DAIS_CALENDAR_MAX_ROOMS,
		    c->rooms.n);
}

static void
add_pool(struct dais_calendar *c, struct dais_str id, struct dais_place place)
{
	dais_vec_push(c->arena, &c->pools,
	    ((struct dais_calendar_pool){ .id = id, .name = id, .week_most = 7, .place = place }));
}

void
calendar_load_pools(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);

	if (!dais_package_is_mapping(l, n, "the pools"))
		return;
	calendar_register(l, n, "a pool", &c->pool_ids, add_pool);
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_calendar_pool *p =
		    &c->pools.v[dais_map_get(&c->pool_ids, n->entries.v[i].key)];

		if (!dais_package_fields(l, v, "a pool", pool_fields, DAIS_FIELD_N(pool_fields), p))
			continue;
		if (p->teams > 1000)
			(void)dais_package_complain_at(
			    l, dais_yaml_get(v, "teams"), "a pool has at most 1000 teams");
		for (size_t k = 0; k < p->absences.n; k++) {
			if (p->absences.v[k].team < 1 || p->absences.v[k].team > p->teams)
				(void)dais_package_complain(l, p->absences.v[k].when.place.line,
				    p->absences.v[k].when.place.column,
				    p->absences.v[k].when.place.text,
				    "pool `%.*s` has teams 1 to %u, no team %u",
				    DAIS_STR_ARG(p->id), p->teams, p->absences.v[k].team);
		}
	}
	if (c->pools.n > DAIS_CALENDAR_MAX_POOLS)
		(void)dais_package_complain_at(l, n,
		    "a calendar has at most %u pools, this one %zu", DAIS_CALENDAR_MAX_POOLS,
		    c->pools.n);
}

static void
add_body(struct dais_calendar *c, struct dais_str id, struct dais_place place)
{
	dais_vec_push(c->arena, &c->bodies,
	    ((struct dais_calendar_body){ .id = id, .name = id, .place = place }));
}

void
calendar_load_bodies(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);

	if (!dais_package_is_mapping(l, n, "the bodies"))
		return;
	calendar_register(l, n, "a body", &c->body_ids, add_body);
	for (size_t i = 0; i < n->entries.n; i++)
		(void)dais_package_fields(l, n->entries.v[i].value, "a body", body_fields,
		    DAIS_FIELD_N(body_fields),
		    &c->bodies.v[dais_map_get(&c->body_ids, n->entries.v[i].key)]);
}

void
calendar_load_delegations(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);

	if (!dais_package_is_mapping(l, n, "the delegations"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_calendar_delegations g = { .id = e->key,
			.name = e->key,
			.weight = 1,
			.place = { .file = c->file,
			    .line = e->line,
			    .column = e->column,
			    .text = e->key } };

		(void)dais_package_check_id(l, e, "delegations");
		if (!dais_package_fields(l, e->value, "delegations", delegations_fields,
			DAIS_FIELD_N(delegations_fields), &g))
			continue;
		if (g.bodies.n == 1)
			(void)dais_package_complain_at(
			    l, e->value, "delegations are shared by two bodies or more");
		if (g.weight < 1 || g.weight > 1000)
			(void)dais_package_complain_at(
			    l, dais_yaml_get(e->value, "weight"), "a weight is 1 to 1000");
		dais_vec_push(l->a, &c->delegations, g);
	}
}
