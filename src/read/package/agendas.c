/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items, their parts, and the agendas that list them.
 */
#include "read/package/load_priv.h"

static void
read_kind(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_ITEM_KIND_COUNT];
	int v;

	for (int i = 0; i < DAIS_ITEM_KIND_COUNT; i++)
		names[i] = dais_item_kind_name((enum dais_item_kind)i);
	v = dais_package_choice(l, n, "kind of item", names, DAIS_ITEM_KIND_COUNT);
	if (v >= 0)
		*(enum dais_item_kind *)to = (enum dais_item_kind)v;
}

static void
read_label(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "plain", "bodies" };

	*(bool *)to = dais_package_choice(l, n, "label", names, DAIS_FIELD_N(names)) == 1;
}

static const struct dais_field fields[] = {
	{ "kind", read_kind, offsetof(struct dais_item, kind), true },
	{ "title", dais_package_read_ml, offsetof(struct dais_item, title), true },
	{ "label", read_label, offsetof(struct dais_item, label_names_bodies), false },
	{ "mandates", dais_package_read_mandates, offsetof(struct dais_item, mandates), false },
	{ "proposed-by", dais_package_read_body, offsetof(struct dais_item, proposed_by), false },
	{ "documents", dais_package_read_documents, offsetof(struct dais_item, documents), false },
	{ "parts", NULL, 0, false }, /* last: parts themselves have none */
};

static size_t
add_item(struct dais_loader *l, struct dais_str id, const struct dais_yaml_entry *e, size_t parent)
{
	size_t at = l->r->items.n;
	struct dais_item *item;

	if (!dais_map_add(&l->r->item_ids, id, at))
		return DAIS_NONE;
	item = dais_vec_add(l->a, &l->r->items);
	item->id = id;
	item->parent = parent;
	item->proposed_by = DAIS_NONE;
	item->origin = (struct dais_origin){ e->line, e->column };
	return at;
}

static void
register_parts(struct dais_loader *l, size_t item, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`parts`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_str id = dais_arena_printf(
		    l->a, "%.*s/%.*s", DAIS_STR_ARG(l->r->items.v[item].id), DAIS_STR_ARG(e->key));
		size_t at;

		if (!dais_package_check_id(l, e, "a part"))
			continue;
		at = add_item(l, id, e, item);
		if (at != DAIS_NONE)
			dais_vec_push(l->a, &l->r->items.v[item].parts, at);
	}
}

void
dais_package_register_items(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`items`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		const struct dais_yaml_node *parts = dais_yaml_get(e->value, "parts");
		size_t at;

		if (!dais_package_check_id(l, e, "an item"))
			continue;
		at = add_item(l, e->key, e, DAIS_NONE);
		if (at != DAIS_NONE && parts)
			register_parts(l, at, parts);
	}
}

static void
load_item(struct dais_loader *l, const struct dais_yaml_node *n, size_t at, bool is_part)
{
	struct dais_item *item = &l->r->items.v[at];
	struct dais_str what =
	    dais_arena_printf(l->a, "%s `%.*s`", is_part ? "part" : "item", DAIS_STR_ARG(item->id));

	(void)dais_package_fields(l, n, what.p, fields, DAIS_FIELD_N(fields) - is_part, item);
	item->documents_given = dais_yaml_get(n, "documents") != NULL;
}

void
dais_package_load_items(struct dais_loader *l, const struct dais_yaml_node *n)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		const struct dais_yaml_node *parts = dais_yaml_get(e->value, "parts");
		size_t at = dais_map_get(&l->r->item_ids, e->key);

		if (at == DAIS_MAP_NONE)
			continue;
		load_item(l, e->value, at, false);
		for (size_t k = 0; parts && k < parts->entries.n; k++) {
			const struct dais_yaml_entry *p = &parts->entries.v[k];
			struct dais_str id = dais_arena_printf(
			    l->a, "%.*s/%.*s", DAIS_STR_ARG(e->key), DAIS_STR_ARG(p->key));

			at = dais_map_get(&l->r->item_ids, id);
			if (at != DAIS_MAP_NONE)
				load_item(l, p->value, at, true);
		}
	}
}

/* The part that a bare word may mean: "opening" for "organization/opening". */
static const struct dais_item *
part_named(const struct dais_record *r, struct dais_str word)
{
	for (size_t i = 0; i < r->items.n; i++) {
		struct dais_str id = r->items.v[i].id;
		size_t slash = dais_str_find_char(id, '/', 0);

		if (slash != SIZE_MAX && dais_str_eq(dais_str_sub(id, slash + 1, id.n), word))
			return &r->items.v[i];
	}
	return NULL;
}

static void
list_item(struct dais_loader *l, const struct dais_yaml_node *n, dais_index_vec *items,
    struct dais_str body)
{
	struct dais_str text;
	const struct dais_item *part;
	struct dais_diag *g;
	size_t at;

	if (!dais_package_scalar(l, n, &text))
		return;
	at = dais_map_get(&l->r->item_ids, text);
	part = at == DAIS_MAP_NONE ? part_named(l->r, text) : &l->r->items.v[at];
	if (part && part->parent != DAIS_NONE) {
		g = dais_package_complain_at(
		    l, n, "`%.*s` is a part, not an item", DAIS_STR_ARG(text));
		dais_diag_set_file_hint(l->d, g, "list the item `%.*s`; its parts come with it",
		    DAIS_STR_ARG(l->r->items.v[part->parent].id));
		return;
	}
	if (at == DAIS_MAP_NONE) {
		g = dais_package_complain_at(l, n, "unknown item `%.*s` in the agenda of `%.*s`",
		    DAIS_STR_ARG(text), DAIS_STR_ARG(body));
		dais_package_suggest_thing(l, g, DAIS_THING_ITEM, text);
		return;
	}
	for (size_t i = 0; i < items->n; i++) {
		if (items->v[i] != at)
			continue;
		(void)dais_package_complain_at(l, n, "item `%.*s` is twice in the agenda of `%.*s`",
		    DAIS_STR_ARG(text), DAIS_STR_ARG(body));
		return;
	}
	dais_vec_push(l->a, items, at);
}

void
dais_package_load_agendas(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`agendas`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t body = dais_map_get(&l->r->body_ids, e->key);
		struct dais_agenda *agenda;
		struct dais_diag *g;

		if (body == DAIS_MAP_NONE) {
			g = dais_package_complain(l, e->line, e->column, e->key,
			    "unknown body `%.*s` in `agendas`", DAIS_STR_ARG(e->key));
			dais_package_suggest_thing(l, g, DAIS_THING_BODY, e->key);
			continue;
		}
		if (!dais_package_is_list(l, e->value, "an agenda"))
			continue;
		agenda = dais_vec_add(l->a, &l->r->agendas);
		agenda->body = body;
		agenda->origin = (struct dais_origin){ e->line, e->column };
		for (size_t k = 0; k < e->value->entries.n; k++)
			list_item(l, e->value->entries.v[k].value, &agenda->items, e->key);
	}
}
