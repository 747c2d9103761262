/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Record to things.
 */
#include "service/house/things.h"

#include <stdlib.h>

#include "mark/json.h"
#include "read/package/emit.h"
#include "read/package/markdown.h"
#include "service/house/things_priv.h"
#include "text/letters.h"

#define ID_BYTES_MAX 40 /* of an id made from words */

const struct house_section house_sections[] = {
	{ "bodies", "body", true },
	{ "meetings", "meeting", true },
	{ "agendas", "agenda", true },
	{ "items", "item", true },
	{ "mandates", "mandate", false },
	{ "documents", "document", false },
	{ "sittings", "sitting", false },
	{ "modalities", "sitting", false }, /* with `plan` */
	{ "silences", "silence", false },
	{ "approvals", "approval", false },
};
const size_t house_section_count = sizeof(house_sections) / sizeof(*house_sections);

bool
dais_things_is_of_package(struct dais_str kind)
{
	static const char *const others[] = { "package", "annotation", "planning", "profile",
		"origin" };

	for (size_t i = 0; i < house_section_count; i++) {
		if (dais_str_is(kind, house_sections[i].kind))
			return true;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		if (dais_str_is(kind, others[i]))
			return true;
	}
	return false;
}

int
dais_things_compare(const struct dais_thing *a, const struct dais_thing *b)
{
	int c = dais_str_cmp(a->kind, b->kind);

	if (c == 0)
		c = (a->position > b->position) - (a->position < b->position);
	return c ? c : dais_str_cmp(a->id, b->id);
}

static int
compare(const void *x, const void *y)
{
	return dais_things_compare(x, y);
}

void
dais_things_sort(dais_thing_vec *things)
{
	if (things->n)
		qsort(things->v, things->n, sizeof(*things->v), compare);
}

size_t
dais_things_find(const dais_thing_vec *things, struct dais_str kind, struct dais_str id)
{
	for (size_t i = 0; i < things->n; i++) {
		if (dais_str_eq(things->v[i].id, id) && dais_str_eq(things->v[i].kind, kind))
			return i;
	}
	return SIZE_MAX;
}

int64_t
dais_things_last_position(const dais_thing_vec *things, const char *kind)
{
	int64_t last = 0;

	for (size_t i = 0; i < things->n; i++) {
		if (dais_str_is(things->v[i].kind, kind) && things->v[i].position > last)
			last = things->v[i].position;
	}
	return last;
}

bool
dais_annotation_id_parse(struct dais_str id, enum dais_lang *ret_lang, struct dais_str *ret_item)
{
	size_t slash = dais_str_find_char(id, '/', 0);

	if (slash == SIZE_MAX || !dais_lang_parse(dais_str_sub(id, 0, slash), ret_lang))
		return false;
	*ret_item = dais_str_sub(id, slash + 1, id.n);
	return ret_item->n > 0;
}

struct taker {
	struct dais_arena *a;
	dais_thing_vec *ret;
	size_t sittings;
	dais_things_wanted *wants; /* NULL: all */
	const void *ctx;
};

static bool
is_wanted(const struct taker *t, const char *kind, struct dais_str id)
{
	return !t->wants || t->wants(t->ctx, dais_str_from(kind), id);
}

static void
add(struct taker *t, const char *kind, struct dais_str id, size_t position, struct dais_str value)
{
	struct dais_thing *thing = dais_vec_add(t->a, t->ret);

	thing->kind = dais_str_from(kind);
	thing->id = id;
	thing->position = (int64_t)position;
	thing->value = value;
}

/* The value that @n is, when it is wanted. */
static void
add_node(struct taker *t, const char *kind, struct dais_str id, size_t position,
    const struct dais_yaml_node *n, const char *leave_out)
{
	if (is_wanted(t, kind, id))
		add(t, kind, id, position, house_value_of(t->a, n, leave_out));
}

static void
add_text(
    struct taker *t, const char *kind, struct dais_str id, size_t position, struct dais_str text)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_json w;

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair(&w, "text", text);
	dais_json_end(&w);
	if (is_wanted(t, kind, id))
		add(t, kind, id, position, dais_buf_dup(&b, t->a));
}

static void
take_mapping(struct taker *t, const char *kind, const struct dais_yaml_node *n)
{
	bool items = strcmp(kind, "item") == 0;

	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		const struct dais_yaml_node *parts =
		    items ? dais_yaml_get(e->value, "parts") : NULL;

		add_node(t, kind, e->key, i, e->value, items ? "parts" : NULL);
		for (size_t k = 0; parts && k < parts->entries.n; k++)
			add_node(t, kind,
			    dais_arena_printf(t->a, "%.*s/%.*s", DAIS_STR_ARG(e->key),
				DAIS_STR_ARG(parts->entries.v[k].key)),
			    k, parts->entries.v[k].value, NULL);
	}
}

/* @plan: the modality of a contingency plan; empty: the timetable in force. */
static void
take_sittings(struct taker *t, const struct dais_yaml_node *n, struct dais_str plan)
{
	for (size_t i = 0; i < n->entries.n; i++) {
		struct dais_yaml_node *value = n->entries.v[i].value;

		if (plan.n)
			(void)dais_yaml_add(
			    t->a, value, DAIS_STR("plan"), dais_yaml_new_scalar(t->a, plan));
		t->sittings++;
		add_node(t, "sitting", dais_arena_printf(t->a, "s%zu", t->sittings), t->sittings,
		    value, NULL);
	}
}

static void
take_section(struct taker *t, const char *kind, const struct dais_yaml_node *n)
{
	if (strcmp(kind, "sitting") != 0) {
		take_mapping(t, kind, n);
	} else if (n->kind == DAIS_YAML_SEQUENCE) {
		take_sittings(t, n, DAIS_STR_NONE);
	} else {
		for (size_t i = 0; i < n->entries.n; i++)
			take_sittings(t, n->entries.v[i].value, n->entries.v[i].key);
	}
}

static const char *
section_kind(struct dais_str key)
{
	for (size_t i = 0; i < house_section_count; i++) {
		if (dais_str_is(key, house_sections[i].key))
			return house_sections[i].kind;
	}
	return NULL;
}

/* What stands at the top is the thing "package"; the rest are things of their own. */
static void
take_tree(struct taker *t, const struct dais_yaml_node *root)
{
	struct dais_yaml_node *top = dais_yaml_new(t->a, DAIS_YAML_MAPPING);

	for (size_t i = 0; i < root->entries.n; i++) {
		const struct dais_yaml_entry *e = &root->entries.v[i];
		const char *kind = section_kind(e->key);

		if (kind)
			take_section(t, kind, e->value);
		else if (!dais_str_is(e->key, "dais"))
			dais_yaml_add(t->a, top, e->key, e->value)->implied = e->implied;
	}
	add_node(t, "package", DAIS_STR("package"), 0, top, NULL);
}

static void
take_annotations(struct taker *t, const struct dais_record *r, enum dais_lang l)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *an = &r->annotations[l].v[i];
		struct dais_str item = r->items.v[an->item].id;
		struct dais_str id =
		    dais_arena_printf(t->a, "%s/%.*s", dais_lang_code(l), DAIS_STR_ARG(item));
		DAIS_BUF_AUTO b = { 0 };

		if (an->body != DAIS_NONE)
			id = dais_arena_printf(t->a, "%.*s@%.*s", DAIS_STR_ARG(id),
			    DAIS_STR_ARG(r->bodies.v[an->body].id));
		if (!is_wanted(t, "annotation", id))
			continue;
		dais_buf_init(&b, DAIS_BUF_MAX);
		dais_package_print_prose(&an->prose, &b);
		add_text(t, "annotation", id, i, dais_buf_str(&b));
	}
}

static void
take_origins(struct taker *t, const struct dais_record *r)
{
	if (r->origin_yaml.n)
		add_text(t, "origin", DAIS_STR("meeting.yaml"), 0, r->origin_yaml);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (r->origin_text[l].p)
			add_text(t, "origin",
			    dais_arena_printf(
				t->a, "text/%s.md", dais_lang_code((enum dais_lang)l)),
			    (size_t)l + 1, r->origin_text[l]);
	}
	if (r->origin_profile.n)
		add_text(t, "profile", DAIS_STR("profile"), 0, r->origin_profile);
	if (r->origin_planning.n)
		add_text(t, "planning", DAIS_STR("planning"), 0, r->origin_planning);
}

static void
take_all(struct taker *t, const struct dais_record *r)
{
	take_tree(t, dais_package_emit(t->a, r));
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		take_annotations(t, r, (enum dais_lang)l);
	take_origins(t, r);
	dais_things_sort(t->ret);
}

void
dais_things_of(const struct dais_record *r, struct dais_arena *a, dais_thing_vec *ret)
{
	struct taker t = { .a = a, .ret = ret };

	take_all(&t, r);
}

void
dais_things_some(const struct dais_record *r, dais_things_wanted *wants, const void *ctx,
    struct dais_arena *a, dais_thing_vec *ret)
{
	struct taker t = { .a = a, .ret = ret, .wants = wants, .ctx = ctx };

	take_all(&t, r);
}

struct dais_str
house_id_of_words(struct dais_arena *a, struct dais_str words)
{
	char *out = DAIS_NEW_N(a, ID_BYTES_MAX + 1, char);
	size_t n = 0, whole = 0;

	for (size_t i = 0; i < words.n;) {
		uint32_t folded[2] = { 0 }, c = dais_str_decode(words, &i);
		int letters = dais_scan_fold_letter(c, folded);

		if (!letters)
			continue; /* a mark over a letter */
		for (int k = 0; k < (letters < 0 ? 1 : letters); k++) {
			c = letters < 0 ? c : folded[k];
			if ((c >= 'a' && c <= 'z') || (n && c >= '0' && c <= '9')) {
				if (n == ID_BYTES_MAX)
					return (struct dais_str){ out, whole ? whole : n };
				out[n++] = (char)c;
			} else if (n && out[n - 1] != '-' && n < ID_BYTES_MAX) {
				whole = n;
				out[n++] = '-';
			}
		}
	}
	while (n && out[n - 1] == '-')
		n--;
	return (struct dais_str){ out, n };
}
