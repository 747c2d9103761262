/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "read/package/load_priv.h"

static void
read_kind(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_DOCUMENT_KIND_COUNT];
	int v;

	for (int i = 0; i < DAIS_DOCUMENT_KIND_COUNT; i++)
		names[i] = dais_document_kind_name((enum dais_document_kind)i);
	v = dais_package_choice(l, n, "kind of document", names, DAIS_DOCUMENT_KIND_COUNT);
	if (v >= 0)
		*(enum dais_document_kind *)to = (enum dais_document_kind)v;
}

static void
read_distribution(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_DISTRIBUTION_COUNT];
	int v;

	for (int i = 0; i < DAIS_DISTRIBUTION_COUNT; i++)
		names[i] = dais_distribution_name((enum dais_distribution)i);
	v = dais_package_choice(l, n, "distribution", names, DAIS_DISTRIBUTION_COUNT);
	if (v >= 0)
		*(enum dais_distribution *)to = (enum dais_distribution)v;
}

static void
read_status(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	const char *names[DAIS_VERSION_STATUS_COUNT];
	int v;

	for (int i = 1; i < DAIS_VERSION_STATUS_COUNT; i++)
		names[i - 1] = dais_version_status_name((enum dais_version_status)i);
	v = dais_package_choice(l, n, "status", names, DAIS_VERSION_STATUS_COUNT - 1);
	if (v >= 0)
		*(enum dais_version_status *)to = (enum dais_version_status)(v + 1);
}

/* Whether body symbol @stem has the grammar of a symbol without its number. */
static bool
follows_grammar(const struct dais_loader *l, struct dais_str stem)
{
	struct dais_symbol symbol;

	return dais_symbol_parse(
	    l->a, dais_arena_concat(l->a, stem, DAIS_STR("/2000/1")), &symbol, NULL);
}

/* Whether @s is a symbol of a house that does not follow the grammar: no series in it is one of
 * this package's bodies, whose symbols do. */
static bool
is_of_another_house(const struct dais_loader *l, struct dais_str s)
{
	struct dais_symbol symbol;
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= 'A' && s.p[n] <= 'Z') || (s.p[n] >= 'a' && s.p[n] <= 'z')))
		n++;
	if (!n || !dais_symbol_of_any(s, &symbol))
		return false;
	for (size_t i = 0; i < l->r->bodies.n; i++) {
		struct dais_str stem = l->r->bodies.v[i].symbol;

		if (dais_str_has_prefix(stem, dais_str_sub(s, 0, n)) && follows_grammar(l, stem))
			return false;
	}
	return true;
}

static void
read_symbols(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_document *d = to;

	if (!dais_package_is_list(l, n, "`symbols`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_str text, why = DAIS_STR_NONE;
		struct dais_symbol symbol;
		struct dais_diag *g;

		if (!dais_package_scalar(l, v, &text))
			continue;
		if (dais_symbol_parse(l->a, text, &symbol, &why)) {
			dais_vec_push(l->a, &d->symbols, symbol);
			continue;
		}
		if (is_of_another_house(l, text) && dais_symbol_of_any(text, &symbol)) {
			dais_vec_push(l->a, &d->symbols, symbol);
			continue;
		}
		/* The component at fault, unless it is nothing ("A//1") or the whole. */
		if (why.n && !dais_str_eq(why, text))
			g = dais_package_complain_at(l, v, "`%.*s` is not a document symbol: %.*s",
			    DAIS_STR_ARG(text), DAIS_STR_ARG(why));
		else
			g = dais_package_complain_at(
			    l, v, "`%.*s` is not a document symbol", DAIS_STR_ARG(text));
		if (dais_str_find_char(text, '-', 0) != SIZE_MAX)
			dais_diag_set_file_hint(
			    l->d, g, "list the parts of a joint symbol apart: [X/1, Y/1]");
	}
}

static void
read_author(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text))
		return;
	*(struct dais_str *)to = text;
	if (dais_str_is(text, "secretariat") || dais_str_is(text, "chair") ||
	    dais_map_get(&l->r->body_ids, text) != DAIS_MAP_NONE)
		return;
	g = dais_package_complain_at(l, n, "unknown author `%.*s`", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "secretariat, chair or the id of a body");
	dais_package_suggest_thing(l, g, DAIS_THING_BODY, text);
}

static void
read_original(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_document *d = to;
	struct dais_str text;
	struct dais_diag *g;

	if (!dais_package_scalar(l, n, &text))
		return;
	d->has_original = dais_lang_parse(text, &d->original);
	if (d->has_original)
		return;
	g = dais_package_complain_at(l, n, "unknown language `%.*s`", DAIS_STR_ARG(text));
	dais_diag_set_file_hint(l->d, g, "one of: ar, zh, en, fr, ru, es");
}

static void
read_versions(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	static const struct dais_field fields[] = {
		{ "job", dais_package_read_words, offsetof(struct dais_version, job), false },
		{ "words", dais_package_read_uint, offsetof(struct dais_version, words), false },
		{ "status", read_status, offsetof(struct dais_version, status), false },
		{ "issued", dais_package_read_date, offsetof(struct dais_version, issued), false },
	};
	struct dais_version *versions = to;

	if (!dais_package_is_mapping(l, n, "`versions`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		enum dais_lang lang;
		struct dais_diag *g;

		if (!dais_lang_parse(e->key, &lang)) {
			g = dais_package_complain(l, e->line, e->column, e->key,
			    "unknown language `%.*s`", DAIS_STR_ARG(e->key));
			dais_diag_set_file_hint(l->d, g, "one of: ar, zh, en, fr, ru, es");
			continue;
		}
		versions[lang].given = dais_package_fields(
		    l, e->value, "a version", fields, DAIS_FIELD_N(fields), &versions[lang]);
		versions[lang].origin = (struct dais_origin){ e->line, e->column };
	}
}

static const struct dais_field fields[] = {
	{ "symbols", read_symbols, 0, false },
	{ "kind", read_kind, offsetof(struct dais_document, kind), true },
	{ "title", dais_package_read_ml, offsetof(struct dais_document, title), false },
	{ "author", read_author, offsetof(struct dais_document, author), false },
	{ "distribution", read_distribution, offsetof(struct dais_document, distribution), false },
	{ "original", read_original, 0, false },
	{ "date", dais_package_read_date, offsetof(struct dais_document, date), false },
	{ "meeting", dais_package_read_meeting, offsetof(struct dais_document, meeting), false },
	{ "slot", dais_package_read_date, offsetof(struct dais_document, slot), false },
	{ "late-reason", dais_package_read_words, offsetof(struct dais_document, late_reason),
	    false },
	{ "languages", dais_package_read_langs, offsetof(struct dais_document, languages), false },
	{ "url", dais_package_read_words, offsetof(struct dais_document, url), false },
	{ "versions", read_versions, offsetof(struct dais_document, versions), false },
};

void
dais_package_register_documents(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (!dais_package_is_mapping(l, n, "`documents`"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		struct dais_document *d;

		if (!dais_package_check_id(l, e, "a document") ||
		    !dais_map_add(&l->r->document_ids, e->key, l->r->documents.n))
			continue;
		d = dais_vec_add(l->a, &l->r->documents);
		d->id = e->key;
		d->meeting = DAIS_NONE;
		d->languages = DAIS_LANG_ALL;
		d->origin = (struct dais_origin){ e->line, e->column };
	}
}

void
dais_package_load_documents(struct dais_loader *l, const struct dais_yaml_node *n)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		size_t at = dais_map_get(&l->r->document_ids, e->key);
		struct dais_str what;

		if (at == DAIS_MAP_NONE)
			continue;
		what = dais_text_message(l->a, l->d->lang, "document `%.*s`", DAIS_STR_ARG(e->key));
		(void)dais_package_fields(
		    l, e->value, what.p, fields, DAIS_FIELD_N(fields), &l->r->documents.v[at]);
		/* A symbol names a document whose title nobody gave. */
		if (!l->r->documents.v[at].symbols.n && e->value &&
		    !dais_yaml_get(e->value, "title"))
			(void)dais_package_complain_at(
			    l, e->value, "`title` is missing in %.*s", DAIS_STR_ARG(what));
	}
}
