/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a rewritten file keeps of the one it replaces: doc/package.md, "What saving keeps".
 */
#include "read/package/yaml_tree.h"

/* The words by which two entries of lists are the same: a scalar's own, else those of the key
 * that tells a sitting or an entry from the others. */
static struct dais_str
signature(const struct dais_yaml_node *n)
{
	static const char *const keys[] = { "start", "item" };

	if (n->kind == DAIS_YAML_SCALAR)
		return n->text;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct dais_yaml_node *v = dais_yaml_get(n, keys[i]);

		if (v && v->kind == DAIS_YAML_SCALAR)
			return v->text;
	}
	return DAIS_STR_NONE;
}

/* The entry of @original that is @fresh's entry @i: by key, or in lists by signature, from
 * *@from on. */
static const struct dais_yaml_entry *
counterpart(const struct dais_yaml_node *fresh, size_t i, const struct dais_yaml_node *original,
    size_t *from)
{
	const struct dais_yaml_entry *e = &fresh->entries.v[i];

	if (fresh->kind == DAIS_YAML_MAPPING)
		return dais_yaml_find(original, e->key);
	for (size_t k = *from; k < original->entries.n; k++) {
		if (!dais_str_eq(signature(e->value), signature(original->entries.v[k].value)))
			continue;
		*from = k + 1;
		return &original->entries.v[k];
	}
	return NULL;
}

static void
merge_style(struct dais_yaml_node *fresh, const struct dais_yaml_node *original)
{
	if (fresh->kind != original->kind)
		return;
	if (fresh->kind != DAIS_YAML_SCALAR) {
		if (original->entries.n)
			fresh->flow = original->flow;
	} else if (dais_str_eq(fresh->text, original->text)) {
		fresh->style = original->style;
	}
}

/* Puts keys in the order of the original, new ones behind the key they follow in @fresh. */
static void
reorder(struct dais_arena *a, struct dais_yaml_node *fresh, const struct dais_yaml_node *original)
{
	size_t n = fresh->entries.n, out = 0;
	struct dais_yaml_entry *v = DAIS_NEW_N(a, n + 1, struct dais_yaml_entry);

	for (size_t i = 0; i < original->entries.n; i++) {
		const struct dais_yaml_entry *e = dais_yaml_find(fresh, original->entries.v[i].key);

		if (e)
			v[out++] = *e;
	}
	for (size_t i = 0; i < n; i++) {
		const struct dais_yaml_entry *e = &fresh->entries.v[i];
		size_t at = 0;

		if (dais_yaml_find(original, e->key))
			continue;
		while (i && at < out && !dais_str_eq(v[at].key, fresh->entries.v[i - 1].key))
			at++;
		at = i && at < out ? at + 1 : 0;
		memmove(&v[at + 1], &v[at], (out - at) * sizeof(*v));
		v[at] = *e;
		out++;
	}
	fresh->entries.v = v;
	fresh->entries.n = out;
	fresh->entries.cap = n + 1;
}

static void
merge(struct dais_arena *a, struct dais_yaml_node *fresh, const struct dais_yaml_node *original,
    unsigned depth) /* NOLINT(misc-no-recursion): bounded by depth */
{
	size_t from = 0;

	merge_style(fresh, original);
	if (fresh->kind == DAIS_YAML_SCALAR || fresh->kind != original->kind || !depth)
		return;
	for (size_t i = 0; i < fresh->entries.n; i++) {
		struct dais_yaml_entry *e = &fresh->entries.v[i];
		const struct dais_yaml_entry *o = counterpart(fresh, i, original, &from);

		if (!o)
			continue;
		e->before = o->before;
		e->beside = o->beside;
		e->beside_column = o->beside_column;
		e->key_style = o->key_style;
		e->implied = false;
		merge(a, e->value, o->value, depth - 1);
	}
	if (fresh->kind == DAIS_YAML_MAPPING && !fresh->ordered)
		reorder(a, fresh, original);
}

void
dais_yaml_merge(
    struct dais_arena *a, struct dais_yaml_node *fresh, const struct dais_yaml_node *original)
{
	merge(a, fresh, original, DAIS_YAML_MAX_DEPTH);
}
