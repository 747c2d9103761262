/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/load_priv.h"

static void
read_kind(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const char *const names[] = { "resolution", "decision", "rule", "other" };
	int v = dais_package_choice(l, n, "kind of mandate", names, DAIS_FIELD_N(names));

	if (v >= 0)
		*(struct dais_str *)to = dais_str_from(names[v]);
}

static void
read_paragraphs(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	dais_str_vec *ret = to;
	struct dais_str text;

	if (!dais_package_is_list(l, n, "`paragraphs`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		if (dais_package_scalar(l, n->entries.v[i].value, &text))
			dais_vec_push(l->a, ret, text);
	}
}

static void
read_outcome(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const struct dais_field fields[] = {
		{ "kind", dais_package_read_words, offsetof(struct dais_mandate, outcome_kind),
		    true },
		{ "for", dais_package_read_meeting, offsetof(struct dais_mandate, outcome_for),
		    false },
	};

	(void)dais_package_fields(l, n, "`outcome`", fields, DAIS_FIELD_N(fields), to);
}

static const struct dais_field fields[] = {
	{ "kind", read_kind, offsetof(struct dais_mandate, kind), true },
	{ "title", dais_package_read_ml, offsetof(struct dais_mandate, title), false },
	{ "paragraphs", read_paragraphs, offsetof(struct dais_mandate, paragraphs), false },
	{ "requests", dais_package_read_bodies, offsetof(struct dais_mandate, requests), false },
	{ "outcome", read_outcome, 0, false },
};

void
dais_package_register_mandates(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`mandates`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t colon = dais_str_find_char(e->key, ':', 0);
		struct dais_str name = dais_str_sub(e->key, 0, colon);
		size_t body = dais_map_get(&l->r->body_ids, name);
		struct dais_mandate *m;
		struct dais_diag *g;

		if (colon == SIZE_MAX || colon + 1 == e->key.n) {
			g = dais_package_complain(l, e->line, e->column, e->key,
			    "`%.*s` cannot be the id of a mandate", DAIS_STR_ARG(e->key));
			dais_diag_set_file_hint(
			    l->d, g, "write the body, a colon and the number: cop:10/6");
			continue;
		}
		if (body == DAIS_MAP_NONE) {
			g = dais_package_complain(l, e->line, e->column, e->key,
			    "unknown body `%.*s` in mandate `%.*s`", DAIS_STR_ARG(name),
			    DAIS_STR_ARG(e->key));
			dais_package_suggest_thing(l, g, DAIS_THING_BODY, name);
			if (!l->r->bodies.n)
				continue;
			body = 0; /* keeps the index valid; the error stands */
		}
		if (!dais_map_add(&l->r->mandate_ids, e->key, l->r->mandates.n))
			continue;
		m = dais_vec_add(l->a, &l->r->mandates);
		m->id = e->key;
		m->body = body;
		m->number = dais_str_sub(e->key, colon + 1, e->key.n);
		m->outcome_for = DAIS_NONE;
		m->origin = (struct dais_origin){ e->line, e->column };
	}
}

void
dais_package_load_mandates(struct dais_loader *l, const struct dais_yaml_node *n)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t at = dais_map_get(&l->r->mandate_ids, e->key);
		struct dais_str what;

		if (at == DAIS_MAP_NONE)
			continue;
		what = dais_text_message(l->a, l->d->lang, "mandate `%.*s`", DAIS_STR_ARG(e->key));
		(void)dais_package_fields(
		    l, e->value, what.p, fields, DAIS_FIELD_N(fields), &l->r->mandates.v[at]);
	}
}
