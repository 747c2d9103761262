/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sittings and contingency plans.
 */
#include "read/package/load_priv.h"

static void
read_entry(struct dais_loader *l, const struct dais_yaml_node *n, struct dais_sitting *s)
{
	struct long_form {
		const struct dais_yaml_node *item;
		dais_index_vec bodies;
		unsigned minutes;
	} form = { 0 };
	static const struct dais_field fields[] = {
		{ "item", dais_package_read_node, offsetof(struct long_form, item), true },
		{ "bodies", dais_package_read_bodies, offsetof(struct long_form, bodies), false },
		{ "minutes", dais_package_read_uint, offsetof(struct long_form, minutes), false },
	};
	struct dais_entry *e;
	size_t item;

	if (n->kind == DAIS_YAML_SCALAR)
		form.item = n;
	else if (!dais_package_fields(l, n, "an entry", fields, DAIS_FIELD_N(fields), &form) ||
		 !form.item)
		return;
	item = dais_package_resolve(l, form.item, DAIS_THING_ITEM);
	if (item == DAIS_NONE)
		return;
	for (size_t i = 0; i < form.bodies.n; i++) {
		bool sits = false;

		for (size_t k = 0; k < s->bodies.n; k++)
			sits = sits || s->bodies.v[k] == form.bodies.v[i];
		if (!sits)
			(void)dais_package_complain_at(l, form.item,
			    "body `%.*s` of this entry does not take part in the sitting",
			    DAIS_STR_ARG(l->r->bodies.v[form.bodies.v[i]].id));
	}
	e = dais_vec_add(l->a, &s->entries);
	e->item = item;
	e->bodies = form.bodies;
	e->minutes = form.minutes;
	e->origin = (struct dais_origin){ form.item->line, form.item->column };
}

struct shape {
	struct dais_sitting sitting;
	const struct dais_yaml_node *entries, *room, *team;
};

static const struct dais_field fields[] = {
	{ "start", dais_package_read_local, offsetof(struct shape, sitting.start), true },
	{ "end", dais_package_read_local, offsetof(struct shape, sitting.end), true },
	{ "room", dais_package_read_node, offsetof(struct shape, room), false },
	{ "team", dais_package_read_node, offsetof(struct shape, team), false },
	{ "bodies", dais_package_read_bodies, offsetof(struct shape, sitting.bodies), true },
	{ "entries", dais_package_read_node, offsetof(struct shape, entries), false },
};

/* Words in languages, or the id of a room of planning.yaml. */
static void
read_room(struct dais_loader *l, const struct dais_yaml_node *n, struct dais_sitting *s)
{
	if (n->kind != DAIS_YAML_SCALAR)
		dais_package_read_ml(l, n, &s->room);
	else if (dais_package_scalar(l, n, &s->room_id))
		s->room_origin = (struct dais_origin){ n->line, n->column };
}

void
dais_package_load_sittings(
    struct dais_loader *l, const struct dais_yaml_node *n, dais_sitting_vec *ret)
{
	if (!dais_package_is_list(l, n, "the sittings"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct shape s = { .sitting.start.minute = -1, .sitting.end.minute = -1 };
		const struct dais_yaml_node *end = dais_yaml_get(v, "end");

		if (v->kind != DAIS_YAML_MAPPING) {
			(void)dais_package_complain_at(l, v, "a sitting must be a mapping");
			continue;
		}
		s.sitting.origin = (struct dais_origin){ v->line, v->column };
		(void)dais_package_fields(l, v, "a sitting", fields, DAIS_FIELD_N(fields), &s);
		if (s.room)
			read_room(l, s.room, &s.sitting);
		if (s.team && dais_package_scalar(l, s.team, &s.sitting.team))
			s.sitting.team_origin =
			    (struct dais_origin){ s.team->line, s.team->column };
		dais_package_need_hour(l, v, s.sitting.start, "start");
		dais_package_need_hour(l, v, s.sitting.end, "end");
		if (end && dais_date_is_set(s.sitting.start.date) &&
		    dais_date_is_set(s.sitting.end.date) && s.sitting.start.minute >= 0 &&
		    s.sitting.end.minute >= 0 &&
		    dais_local_cmp(s.sitting.end, s.sitting.start) <= 0)
			(void)dais_package_complain_at(l, end, "the sitting ends before it starts");
		if (s.entries && dais_package_is_list(l, s.entries, "`entries`")) {
			for (size_t k = 0; k < s.entries->entries.n; k++)
				read_entry(l, s.entries->entries.v[k].value, &s.sitting);
		}
		dais_vec_push(l->a, ret, s.sitting);
	}
}

void
dais_package_load_plans(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`modalities`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		int m = dais_modality_parse(e->key);
		struct dais_diag *g;

		if (m >= 0) {
			dais_package_load_sittings(l, e->value, &l->r->plans[m]);
			continue;
		}
		g = dais_package_complain(
		    l, e->line, e->column, e->key, "unknown modality `%.*s`", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(l->d, g, "one of: in-person, hybrid, online");
	}
}
