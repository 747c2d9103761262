/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/load_priv.h"

static void
read_noun(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "meeting", "session" };

	*(bool *)to = dais_package_choice(l, n, "noun", names, DAIS_FIELD_N(names)) == 1;
}

static const struct dais_field fields[] = {
	{ "parent", dais_package_read_body, offsetof(struct dais_body, parent), false },
	{ "name", dais_package_read_ml, offsetof(struct dais_body, name), true },
	{ "short", dais_package_read_ml, offsetof(struct dais_body, short_name), false },
	{ "of", dais_package_read_ml, offsetof(struct dais_body, of), false },
	{ "to", dais_package_read_ml, offsetof(struct dais_body, to), false },
	{ "symbol", dais_package_read_words, offsetof(struct dais_body, symbol), false },
	{ "noun", read_noun, offsetof(struct dais_body, noun_is_session), false },
};

void
dais_package_register_bodies(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`bodies`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_body *b;

		if (!dais_package_check_id(l, e, "a body") ||
		    !dais_map_add(&l->r->body_ids, e->key, l->r->bodies.n))
			continue;
		b = dais_vec_add(l->a, &l->r->bodies);
		b->id = e->key;
		b->parent = DAIS_NONE;
		b->origin = (struct dais_origin){ e->line, e->column };
	}
}

/* A symbol's stem has the grammar of a symbol without a number: parse it with one. */
static void
check_symbol(struct dais_loader *l, struct dais_body *b, const struct dais_yaml_node *n)
{
	struct dais_symbol symbol;
	struct dais_str why = DAIS_STR_NONE;
	struct dais_str whole = dais_arena_printf(l->a, "%.*s/2000/1", DAIS_STR_ARG(b->symbol));

	if (!b->symbol.n || dais_symbol_parse(l->a, whole, &symbol, &why))
		return;
	/* "CL 119", "IDB.49": a number is part of the stem in houses with another grammar. */
	for (size_t i = 0; i < b->symbol.n; i++) {
		if (b->symbol.p[i] >= '0' && b->symbol.p[i] <= '9' &&
		    (b->symbol.p[i - (i > 0)] == ' ' || b->symbol.p[i - (i > 0)] == '.') &&
		    dais_symbol_of_any(whole, &symbol))
			return;
	}
	(void)dais_package_complain_at(l, n, "`%.*s` is not the stem of a document symbol: %.*s",
	    DAIS_STR_ARG(b->symbol), DAIS_STR_ARG(why));
}

/* How deep a tree of bodies may be. */
#define TREE_MAX 100

/* Follows the parents of @from up to @from itself, the top (DAIS_NONE) or TREE_MAX steps. */
static size_t
climb(const struct dais_record *r, size_t from)
{
	size_t at = r->bodies.v[from].parent;

	for (int steps = 0; at != DAIS_NONE && at != from && steps < TREE_MAX; steps++)
		at = r->bodies.v[at].parent;
	return at;
}

static void cut(struct dais_loader *l, struct dais_body *b, const char *why) DAIS_NAMES(3);

static void
cut(struct dais_loader *l, struct dais_body *b, const char *why)
{
	(void)dais_package_complain(l, b->origin.line, b->origin.column, b->id, "body `%.*s` %s",
	    DAIS_STR_ARG(b->id), dais_package_say(l, why));
	b->parent = DAIS_NONE;
}

static void
break_cycles(struct dais_loader *l)
{
	for (size_t i = 0; i < l->r->bodies.n; i++) {
		if (climb(l->r, i) == i)
			cut(l, &l->r->bodies.v[i], "is above itself in the tree of bodies");
	}
	for (size_t i = 0; i < l->r->bodies.n; i++) {
		if (climb(l->r, i) != DAIS_NONE)
			cut(l, &l->r->bodies.v[i], "has more than 100 bodies above it");
	}
}

void
dais_package_load_bodies(struct dais_loader *l, const struct dais_yaml_node *n)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t at = dais_map_get(&l->r->body_ids, e->key);
		struct dais_str what;
		const struct dais_yaml_node *symbol = dais_yaml_get(e->value, "symbol");

		if (at == DAIS_MAP_NONE)
			continue;
		what = dais_text_message(l->a, l->d->lang, "body `%.*s`", DAIS_STR_ARG(e->key));
		(void)dais_package_fields(
		    l, e->value, what.p, fields, DAIS_FIELD_N(fields), &l->r->bodies.v[at]);
		if (symbol)
			check_symbol(l, &l->r->bodies.v[at], symbol);
	}
	break_cycles(l);
}
