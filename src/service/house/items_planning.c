/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The conditions of planning follow what becomes of an item: what planning.yaml says of it under
 * `items`, whom other items come after, and what is kept apart. Comments, order and form stay as
 * their author wrote them; a file that names no such item stays byte for byte.
 */
#include "read/package/yaml_tree.h"
#include "service/house/items_priv.h"

struct planning {
	struct dais_items_edit *e;
	struct dais_arena *a;
	struct dais_yaml_node *root;
	struct dais_str id, other; /* the item at hand; what it becomes, or what is made of it */
	struct dais_str body;      /* that gets the copy */
	bool changed;
};

/* ---- trees ---- */

static void
remove_entry(struct dais_yaml_node *n, size_t at)
{
	for (size_t i = at; i + 1 < n->entries.n; i++)
		n->entries.v[i] = n->entries.v[i + 1];
	n->entries.n--;
}

/* Puts @entry, which stands at the end, at place @at. */
static void
move_last_to(struct dais_yaml_node *n, size_t at)
{
	struct dais_yaml_entry entry = n->entries.v[n->entries.n - 1];

	for (size_t i = n->entries.n - 1; i > at; i--)
		n->entries.v[i] = n->entries.v[i - 1];
	n->entries.v[at] = entry;
}

/* Nothing is as deep as DAIS_YAML_MAX_DEPTH. */
static struct dais_yaml_node *
copy_node(struct dais_arena *a, const struct dais_yaml_node *from) /* NOLINT(misc-no-recursion) */
{
	struct dais_yaml_node *to = dais_yaml_new(a, from->kind);

	to->flow = from->flow;
	to->style = from->style;
	to->text = from->text;
	for (size_t i = 0; i < from->entries.n; i++)
		dais_yaml_add(
		    a, to, from->entries.v[i].key, copy_node(a, from->entries.v[i].value));
	return to;
}

/* Place of scalar @id in list @n; SIZE_MAX. */
static size_t
index_of(const struct dais_yaml_node *n, struct dais_str id)
{
	for (size_t i = 0; i < n->entries.n; i++)
		if (dais_str_eq(n->entries.v[i].value->text, id))
			return i;
	return SIZE_MAX;
}

static struct dais_str
renamed(const struct planning *p, struct dais_str of)
{
	return dais_arena_concat(p->a, p->other, dais_str_sub(of, p->id.n, of.n));
}

/* What a list of ids has within p->id: NULL when there is none. */
static struct dais_yaml_node *
list_with(const struct planning *p, const struct dais_yaml_node *n, const char *key)
{
	struct dais_yaml_node *list = dais_yaml_get(n, key);

	if (!list || list->kind != DAIS_YAML_SEQUENCE)
		return NULL;
	for (size_t i = 0; i < list->entries.n; i++)
		if (dais_items_is_within(list->entries.v[i].value->text, p->id))
			return list;
	return NULL;
}

/* ---- what becomes of an id in a list ---- */

enum fate {
	GOES, /* out of the list */
	BECOMES, /* the other */
	BRINGS /* the other with it */
};

static void
change_list(struct planning *p, struct dais_yaml_node *list, enum fate fate)
{
	for (size_t i = list->entries.n; i-- > 0;) {
		struct dais_yaml_node *v = list->entries.v[i].value;
		struct dais_str then;

		if (!dais_items_is_within(v->text, p->id))
			continue;
		p->changed = true;
		then = fate == GOES ? DAIS_STR_NONE : renamed(p, v->text);
		if (fate == GOES || (fate == BECOMES && index_of(list, then) != SIZE_MAX)) {
			remove_entry(list, i);
		} else if (fate == BECOMES) {
			v->text = then;
		} else if (index_of(list, then) == SIZE_MAX) {
			dais_yaml_add(p->a, list, DAIS_STR_NONE, dais_yaml_new_scalar(p->a, then));
			move_last_to(list, i + 1);
		}
	}
}

/* `key: []` says nothing. */
static void
drop_empty(struct dais_yaml_node *n, const char *key)
{
	const struct dais_yaml_node *list = dais_yaml_get(n, key);

	for (size_t i = n->entries.n; list && !list->entries.n && i-- > 0;)
		if (dais_str_is(n->entries.v[i].key, key))
			remove_entry(n, i);
}

/* Whether @body has item @id (or the item it is a part of) on its agenda. */
static bool
has(struct planning *p, struct dais_str body, struct dais_str id)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_json_value *list;
	struct dais_thing t;

	return dais_items_get(p->e, "agenda", body, &t, &list, &ignored) &&
	       dais_items_index(list, dais_str_sub(id, 0, dais_str_find_char(id, '/', 0))) !=
		   SIZE_MAX;
}

/* Whether a body other than the one that splits has both. */
static bool
is_shared(struct planning *p, struct dais_str item)
{
	dais_thing_vec agendas = dais_items_all(p->e, "agenda");

	for (size_t i = 0; i < agendas.n; i++)
		if (!dais_str_eq(agendas.v[i].id, p->body) && has(p, agendas.v[i].id, item) &&
		    has(p, agendas.v[i].id, p->id))
			return true;
	return false;
}

/* ---- a copy ---- */

static void
copy_entries(struct planning *p, struct dais_yaml_node *items)
{
	for (size_t i = 0; i < items->entries.n; i++) {
		struct dais_str key = items->entries.v[i].key;
		struct dais_yaml_node *value;

		if (!dais_items_is_within(key, p->id) || dais_yaml_find(items, renamed(p, key)))
			continue;
		value = copy_node(p->a, items->entries.v[i].value);
		if (list_with(p, value, "after")) /* its own parts */
			change_list(p, dais_yaml_get(value, "after"), BECOMES);
		dais_yaml_add(p->a, items, renamed(p, key), value);
		move_last_to(items, ++i);
		p->changed = true;
	}
}

/* What comes after the item comes after the copy, too, or only, as its bodies are. */
static void
copy_order(struct planning *p, const struct dais_yaml_node *items)
{
	for (size_t i = 0; i < items->entries.n; i++) {
		const struct dais_yaml_entry *one = &items->entries.v[i];

		if (dais_items_is_within(one->key, p->id) ||
		    dais_items_is_within(one->key, p->other) ||
		    !list_with(p, one->value, "after") || !has(p, p->body, one->key))
			continue;
		change_list(p, dais_yaml_get(one->value, "after"),
		    is_shared(p, one->key) ? BRINGS : BECOMES);
	}
}

static void
copy_apart(struct planning *p, struct dais_yaml_node *apart)
{
	for (size_t i = 0; i < apart->entries.n; i++) {
		struct dais_yaml_node *one = apart->entries.v[i].value, *copy;

		if (!list_with(p, one, "items"))
			continue;
		copy = copy_node(p->a, one);
		change_list(p, dais_yaml_get(copy, "items"), BECOMES);
		dais_yaml_add(p->a, apart, DAIS_STR_NONE, copy);
		move_last_to(apart, ++i);
	}
}

/* ---- an end ---- */

static void
end_entries(struct planning *p, struct dais_yaml_node *items)
{
	for (size_t i = items->entries.n; i-- > 0;) {
		struct dais_yaml_entry *one = &items->entries.v[i];

		if (list_with(p, one->value, "after")) {
			change_list(
			    p, dais_yaml_get(one->value, "after"), p->other.n ? BECOMES : GOES);
			drop_empty(one->value, "after");
		}
		if (!dais_items_is_within(one->key, p->id))
			continue;
		p->changed = true;
		if (p->other.n && !dais_yaml_find(items, renamed(p, one->key)))
			one->key = renamed(p, one->key);
		else
			remove_entry(items, i);
	}
}

/* No item comes after itself. */
static void
end_order(struct planning *p, const struct dais_yaml_node *items)
{
	for (size_t i = 0; p->other.n && i < items->entries.n; i++) {
		struct dais_yaml_entry *one = &items->entries.v[i];
		struct dais_yaml_node *list = dais_yaml_get(one->value, "after");
		size_t at = list ? index_of(list, one->key) : SIZE_MAX;

		if (at == SIZE_MAX)
			continue;
		remove_entry(list, at);
		drop_empty(one->value, "after");
		p->changed = true;
	}
}

static bool
same_items(const struct dais_yaml_node *x, const struct dais_yaml_node *y)
{
	const struct dais_yaml_node *a = dais_yaml_get(x, "items"), *b = dais_yaml_get(y, "items");
	const struct dais_yaml_node *v = dais_yaml_get(x, "wish"), *w = dais_yaml_get(y, "wish");

	if (!a || !b || a->entries.n != b->entries.n || !v != !w ||
	    (v && !dais_str_eq(v->text, w->text)))
		return false;
	for (size_t i = 0; i < a->entries.n; i++)
		if (index_of(b, a->entries.v[i].value->text) == SIZE_MAX)
			return false;
	return true;
}

/* One thing alone cannot be kept apart, and nothing needs to be said twice. */
static void
end_apart(struct planning *p, struct dais_yaml_node *apart)
{
	for (size_t i = apart->entries.n; i-- > 0;) {
		struct dais_yaml_node *one = apart->entries.v[i].value;
		bool said = false;

		if (!list_with(p, one, "items"))
			continue;
		change_list(p, dais_yaml_get(one, "items"), p->other.n ? BECOMES : GOES);
		for (size_t k = 0; k < apart->entries.n; k++)
			said = said || (k != i && same_items(one, apart->entries.v[k].value));
		if (said || dais_yaml_get(one, "items")->entries.n < 2)
			remove_entry(apart, i);
	}
}

/* ---- the file ---- */

static void
follow(struct planning *p)
{
	struct dais_yaml_node *items = dais_yaml_get(p->root, "items"),
			      *apart = dais_yaml_get(p->root, "apart");

	if (items && items->kind == DAIS_YAML_MAPPING) {
		if (p->body.n) {
			copy_entries(p, items);
			copy_order(p, items);
		} else {
			end_entries(p, items);
			end_order(p, items);
		}
		drop_empty(p->root, "items");
	}
	if (apart && apart->kind == DAIS_YAML_SEQUENCE) {
		if (p->body.n)
			copy_apart(p, apart);
		else
			end_apart(p, apart);
		drop_empty(p->root, "apart");
	}
}

static bool
follow_in(struct planning *p, const struct dais_thing *t, struct dais_err *err)
{
	struct dais_str text = dais_thing_text(t, p->a);
	struct dais_yaml_doc doc = { 0 };
	struct dais_json_value *v;
	struct dais_diags diags;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	dais_diags_init(&diags, p->a);
	/* One that cannot be read is told of by the checker and left alone. */
	if (!dais_yaml_parse(p->a, text, "planning.yaml", true, &diags, &doc) || !doc.root)
		return true;
	p->root = doc.root;
	p->changed = false;
	follow(p);
	if (!p->changed)
		return true;
	dais_yaml_print(&doc, &out);
	v = dais_json_new(p->a, DAIS_JSON_OBJECT);
	dais_json_set(p->a, v, DAIS_STR("text"), dais_json_new_str(p->a, dais_buf_dup(&out, p->a)));
	return dais_items_put(p->e, t, v, err);
}

static bool
follow_everywhere(struct planning *p, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(p->e, "planning");

	for (size_t i = 0; i < all.n; i++)
		if (!follow_in(p, &all.v[i], err))
			return false;
	return true;
}

bool
dais_items_leave_planning(struct dais_items_edit *e, struct dais_str id, struct dais_err *err)
{
	struct planning p = { .e = e, .a = e->arena, .id = id };

	return follow_everywhere(&p, err);
}

bool
dais_items_join_planning(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str copy, struct dais_err *err)
{
	struct planning p = { .e = e, .a = e->arena, .id = id, .other = copy, .body = body };

	return follow_everywhere(&p, err);
}

bool
dais_items_unite_planning(
    struct dais_items_edit *e, struct dais_str other, struct dais_str id, struct dais_err *err)
{
	struct planning p = { .e = e, .a = e->arena, .id = other, .other = id };

	return follow_everywhere(&p, err);
}
