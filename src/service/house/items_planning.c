/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * planning.yaml is kept as its author wrote it: what it says of an item that is withdrawn is cut
 * out by its lines, everything else stays byte for byte.
 */
#include "read/package/yaml_tree.h"
#include "service/house/items_priv.h"

struct lines {
	struct dais_str text;
	size_t at; /* where the next line begins */
};

static bool
next_line(struct lines *l, struct dais_str *ret)
{
	if (l->at >= l->text.n)
		return false;
	size_t end = dais_str_find_char(l->text, '\n', l->at);
	end = end == SIZE_MAX ? l->text.n : end + 1;
	*ret = dais_str_sub(l->text, l->at, end);
	l->at = end;
	return true;
}

static size_t
indentation(struct dais_str line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* Copies @text without the entry that begins in line @line at @column: its line, and what is
 * indented deeper below it. */
static struct dais_str
without_entry(struct dais_arena *a, struct dais_str text, unsigned line, unsigned column)
{
	struct lines l = { text, 0 };
	struct dais_str one;
	DAIS_BUF_AUTO out;
	bool inside = false;

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	for (unsigned number = 1; next_line(&l, &one); number++) {
		bool empty = !dais_str_trim(one).n;

		if (number == line)
			inside = true;
		else if (inside && (empty || indentation(one) < column))
			inside = false;
		if (!inside)
			dais_buf_put(&out, one);
	}
	return dais_buf_dup(&out, a);
}

/* The next entry about @id; the whole of `items` when it is the only one. NULL: none. */
static const struct dais_yaml_entry *
find_entry(const struct dais_yaml_node *root, struct dais_str id)
{
	const struct dais_yaml_entry *items = dais_yaml_find(root, DAIS_STR("items"));

	if (!items || items->value->kind != DAIS_YAML_MAPPING || items->value->flow)
		return NULL;
	for (size_t i = 0; i < items->value->entries.n; i++)
		if (dais_items_is_within(items->value->entries.v[i].key, id))
			return items->value->entries.n == 1 ? items : &items->value->entries.v[i];
	return NULL;
}

bool
dais_items_leave_planning(struct dais_items_edit *e, struct dais_str id, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "planning");

	for (size_t i = 0; i < all.n; i++) {
		struct dais_str text = dais_thing_text(&all.v[i], e->arena);
		bool changed = false;

		for (;;) {
			struct dais_yaml_doc doc = { 0 };
			struct dais_diags diags;

			dais_diags_init(&diags, e->arena);
			if (!dais_yaml_parse(
				e->arena, text, "planning.yaml", false, &diags, &doc) ||
			    !doc.root)
				break;
			const struct dais_yaml_entry *entry = find_entry(doc.root, id);
			if (!entry)
				break;
			struct dais_str rest =
			    without_entry(e->arena, text, entry->line, entry->column);
			/* Line ends of another kind than "\n" are counted otherwise. */
			if (rest.n == text.n)
				break;
			text = rest;
			changed = true;
		}
		if (!changed)
			continue;
		struct dais_json_value *v = dais_json_new(e->arena, DAIS_JSON_OBJECT);
		dais_json_set(e->arena, v, DAIS_STR("text"), dais_json_new_str(e->arena, text));
		if (!dais_items_put(e, &all.v[i], v, err))
			return false;
	}
	return true;
}
