/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/planning_edit.h"

#include "mark/json_read.h"
#include "service/house/things_priv.h"

#define KIND DAIS_STR("planning")

/* ---- the file ---- */

struct dais_yaml_node *
dais_planning_tree(struct dais_str text, struct dais_arena *a)
{
	struct dais_yaml_doc doc = { 0 };
	struct dais_diags ignored;

	dais_diags_init(&ignored, a);
	if (!dais_yaml_parse(a, text, "planning.yaml", true, &ignored, &doc) || !doc.root ||
	    doc.root->kind != DAIS_YAML_MAPPING)
		return NULL;
	return doc.root;
}

bool
dais_planning_open(struct dais_planning_edit *ret, struct dais_house_edit *edit,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_diags ignored;

	*ret = (struct dais_planning_edit){ .edit = edit, .a = a };
	dais_diags_init(&ignored, a);
	if (dais_edit_get(edit, KIND, KIND, &ret->thing, &none) &&
	    !dais_yaml_parse(
		a, dais_thing_text(&ret->thing, a), "planning.yaml", true, &ignored, &ret->doc))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "planning.yaml cannot be read; correct the file, then import it");
	if (!ret->doc.root || ret->doc.root->kind != DAIS_YAML_MAPPING)
		ret->doc.root = dais_yaml_new(a, DAIS_YAML_MAPPING);
	return true;
}

bool
dais_planning_close(struct dais_planning_edit *e, struct dais_err *err)
{
	struct dais_json_value *v;
	DAIS_BUF_AUTO out = { 0 };

	if (!e->changed)
		return true;
	if (!e->doc.root->entries.n)
		return !e->thing.kind.n ||
		       dais_edit_close(e->edit, KIND, KIND, e->thing.revision, err);
	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	dais_yaml_print(&e->doc, &out);
	v = dais_json_new(e->a, DAIS_JSON_OBJECT);
	dais_json_set(e->a, v, DAIS_STR("text"), dais_json_new_str(e->a, dais_buf_dup(&out, e->a)));
	return dais_edit_put(e->edit, KIND, KIND, e->thing.position, dais_json_print(e->a, v),
	    e->thing.kind.n ? e->thing.revision : 0, err);
}

/* ---- members ---- */

static struct dais_yaml_node *
child(const struct dais_yaml_node *n, struct dais_str key)
{
	struct dais_yaml_entry *e =
	    n && n->kind == DAIS_YAML_MAPPING ? dais_yaml_find(n, key) : NULL;

	return e ? e->value : NULL;
}

/* "minutes: 180" says three values at once. */
static bool
is_all_minutes(const struct dais_yaml_node *n, struct dais_str part)
{
	return n->kind == DAIS_YAML_SCALAR && !dais_yaml_is_null(n) &&
	       (dais_str_is(part, "least") || dais_str_is(part, "wished") ||
		   dais_str_is(part, "most"));
}

struct dais_yaml_node *
dais_planning_at(
    struct dais_yaml_node *root, struct dais_str section, struct dais_str id, const char *member)
{
	struct dais_yaml_node *n = root;
	struct dais_str rest = dais_str_from(member), part;

	if (section.n)
		n = child(n, section);
	if (id.n)
		n = child(n, id);
	while (n && *member && dais_str_next(&rest, '.', &part))
		n = is_all_minutes(n, part) ? n : child(n, part);
	return n;
}

struct dais_str
dais_planning_words(const struct dais_yaml_node *n, struct dais_arena *a)
{
	DAIS_BUF_AUTO out = { 0 };

	if (!n || dais_yaml_is_null(n))
		return DAIS_STR_NONE;
	if (n->kind == DAIS_YAML_SCALAR)
		return n->text;
	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = 0; n->kind == DAIS_YAML_SEQUENCE && i < n->entries.n; i++) {
		dais_buf_puts(&out, i ? "," : "");
		dais_buf_put(&out, n->entries.v[i].value->text);
	}
	return dais_buf_dup(&out, a);
}

static void
remove_key(struct dais_yaml_node *n, struct dais_str key)
{
	size_t kept = 0;

	for (size_t i = 0; i < n->entries.n; i++)
		if (!dais_str_eq(n->entries.v[i].key, key))
			n->entries.v[kept++] = n->entries.v[i];
	n->entries.n = kept;
}

/* The mapping under @key, made where there is none. */
static struct dais_yaml_node *
need(struct dais_planning_edit *e, struct dais_yaml_node *n, struct dais_str key, bool flow)
{
	static const char *const parts[] = { "least", "wished", "most" };
	struct dais_yaml_node *v = child(n, key), *map;

	if (v && v->kind == DAIS_YAML_MAPPING)
		return v;
	map = dais_yaml_new(e->a, DAIS_YAML_MAPPING);
	map->flow = flow;
	for (size_t i = 0; v && is_all_minutes(v, DAIS_STR("least")) && i < 3; i++)
		dais_yaml_add(
		    e->a, map, dais_str_from(parts[i]), dais_yaml_new_scalar(e->a, v->text));
	if (v)
		dais_yaml_find(n, key)->value = map;
	else
		dais_yaml_add(e->a, n, key, map);
	return map;
}

/* Keys from the root to the member. */
struct path {
	struct dais_str key[6];
	size_t n;
};

static struct path
path_of(struct dais_str section, struct dais_str id, const char *member)
{
	struct path p = { .n = 0 };
	struct dais_str rest = dais_str_from(member), part;

	if (section.n)
		p.key[p.n++] = section;
	if (id.n)
		p.key[p.n++] = id;
	while (*member && p.n < 6 && dais_str_next(&rest, '.', &part))
		p.key[p.n++] = part;
	return p;
}

/* What is left empty is taken away, from below. */
static void
prune(struct dais_planning_edit *e, const struct path *p, size_t keep)
{
	for (size_t depth = p->n; depth-- > keep;) {
		struct dais_yaml_node *n = e->doc.root, *v;

		for (size_t i = 0; n && i < depth; i++)
			n = child(n, p->key[i]);
		v = child(n, p->key[depth]);
		if (v && v->kind != DAIS_YAML_SCALAR && !v->entries.n)
			remove_key(n, p->key[depth]);
	}
}

static void
put(struct dais_planning_edit *e, const struct path *p, struct dais_yaml_node *value)
{
	struct dais_yaml_node *n = e->doc.root;

	e->changed = true;
	for (size_t i = 0; i + 1 < p->n; i++)
		n = need(e, n, p->key[i], i > 1);
	if (!value)
		remove_key(n, p->key[p->n - 1]);
	else if (child(n, p->key[p->n - 1]))
		dais_yaml_find(n, p->key[p->n - 1])->value = value;
	else
		dais_yaml_add(e->a, n, p->key[p->n - 1], value);
}

/* Rooms, teams and people are there by their names alone; what else has nothing to say goes. */
static size_t
kept_depth(const struct path *p)
{
	return dais_str_is(p->key[0], "items") || dais_str_is(p->key[0], "bodies") ? 0 : 2;
}

static struct dais_yaml_node *
list_of(struct dais_planning_edit *e, struct dais_str words)
{
	struct dais_yaml_node *list = dais_yaml_new(e->a, DAIS_YAML_SEQUENCE);
	struct dais_str one;

	list->flow = true;
	while (dais_str_next(&words, ',', &one))
		if (dais_str_trim(one).n)
			dais_yaml_add(e->a, list, DAIS_STR_NONE,
			    dais_yaml_new_scalar(e->a, dais_str_trim(one)));
	return list;
}

static struct dais_yaml_node *
scalar_of(struct dais_planning_edit *e, struct dais_str words)
{
	struct dais_yaml_node *n = dais_yaml_new_scalar(e->a, words);

	if (dais_yaml_is_null(n))
		n->style = DAIS_YAML_DOUBLE;
	return n;
}

void
dais_planning_replace(struct dais_planning_edit *e, struct dais_str section, struct dais_str id,
    const char *member, struct dais_yaml_node *value)
{
	struct path p = path_of(section, id, member);

	put(e, &p, value);
	prune(e, &p, p.n > 2 ? kept_depth(&p) : 0);
}

bool
dais_planning_set(struct dais_planning_edit *e, struct dais_str section, struct dais_str id,
    const char *member, bool is_list, struct dais_str was, struct dais_str words,
    struct dais_err *err)
{
	struct dais_str now =
	    dais_planning_words(dais_planning_at(e->doc.root, section, id, member), e->a);

	if (dais_str_eq(words, was) || dais_str_eq(words, now))
		return true;
	if (!dais_str_eq(now, was))
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "this condition was changed by someone else: it is %.*s now",
		    DAIS_STR_ARG(now.n ? now : DAIS_STR("-")));
	dais_planning_replace(e, section, id, member,
	    !words.n  ? NULL
	    : is_list ? list_of(e, words)
		      : scalar_of(e, words));
	return true;
}

bool
dais_planning_add(struct dais_planning_edit *e, struct dais_str section, struct dais_str name,
    enum dais_lang l, struct dais_str *ret_id, struct dais_err *err)
{
	struct dais_str base = house_id_of_words(e->a, name), id;
	bool person = dais_str_is(section, "people");
	struct path p;

	if (!name.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the name is missing");
	if (base.n < 2)
		base = person                          ? DAIS_STR("person")
		       : dais_str_is(section, "teams") ? DAIS_STR("team")
						       : DAIS_STR("room");
	id = base;
	for (unsigned k = 2; dais_planning_at(e->doc.root, section, id, ""); k++)
		id = dais_arena_printf(e->a, "%.*s-%u", DAIS_STR_ARG(base), k);
	p = path_of(
	    section, id, person ? "name" : dais_arena_printf(e->a, "name.%s", dais_lang_code(l)).p);
	put(e, &p, scalar_of(e, name));
	*ret_id = id;
	return true;
}

void
dais_planning_remove(struct dais_planning_edit *e, struct dais_str section, struct dais_str id)
{
	struct path p = path_of(section, id, "");

	if (!dais_planning_at(e->doc.root, section, id, ""))
		return;
	put(e, &p, NULL);
	prune(e, &p, 0);
}
