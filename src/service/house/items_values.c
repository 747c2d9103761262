/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Values of things as the changes of items need them.
 */
#include "base/map.h"
#include "service/house/house_priv.h"
#include "service/house/items_priv.h"
#include "service/house/things_priv.h"

uint64_t
dais_items_expected(const struct dais_items_edit *e, const struct dais_thing *t)
{
	return t->revision > e->seen ? e->seen : t->revision;
}

bool
dais_items_get(struct dais_items_edit *e, const char *kind, struct dais_str id,
    struct dais_thing *ret, struct dais_json_value **ret_value, struct dais_err *err)
{
	if (!dais_edit_get(e->edit, dais_str_from(kind), id, ret, err))
		return false;
	return dais_json_parse(e->arena, ret->value, ret_value, err);
}

bool
dais_items_put(struct dais_items_edit *e, const struct dais_thing *t,
    const struct dais_json_value *value, struct dais_err *err)
{
	bool ok;

	/* Whoever may divide an item need not be allowed the timetable: its sittings come along. */
	e->edit->follows = true;
	ok = dais_edit_put(e->edit, t->kind, t->id, t->position, dais_json_print(e->arena, value),
	    dais_items_expected(e, t), err);
	e->edit->follows = false;
	return ok;
}

dais_thing_vec
dais_items_all(struct dais_items_edit *e, const char *kind)
{
	const dais_thing_vec *all = dais_edit_things(e->edit);
	dais_thing_vec of_kind = { 0 };

	for (size_t i = 0; i < all->n; i++)
		if (dais_str_is(all->v[i].kind, kind))
			dais_vec_push(e->arena, &of_kind, all->v[i]);
	dais_things_sort(&of_kind);
	return of_kind;
}

bool
dais_items_place_of(const struct dais_thing *t, struct items_place *ret)
{
	struct dais_str words;

	if (!dais_str_is(t->kind, "annotation") ||
	    !dais_annotation_id_parse(t->id, &ret->language, &words))
		return false;
	size_t at = dais_str_find_char(words, '@', 0);
	ret->item = dais_str_sub(words, 0, at);
	ret->body = at == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(words, at + 1, words.n);
	return true;
}

bool
dais_items_rewrite(struct dais_items_edit *e, const struct dais_thing *t, house_reference_fn *fn,
    void *ctx, struct dais_err *err)
{
	struct dais_str text = dais_thing_text(t, e->arena);
	struct dais_str now = house_references_rewritten(e->arena, text, fn, ctx);

	if (now.p == text.p)
		return true;
	struct dais_json_value *v = dais_json_new(e->arena, DAIS_JSON_OBJECT);
	dais_json_set(e->arena, v, DAIS_STR("text"), dais_json_new_str(e->arena, now));
	/* What this edit has made has no revision that anybody could have seen. */
	return dais_edit_put(e->edit, t->kind, t->id, t->position, dais_json_print(e->arena, v),
	    t->revision ? dais_items_expected(e, t) : DAIS_ANY, err);
}

size_t
dais_items_index(const struct dais_json_value *list, struct dais_str id)
{
	for (size_t i = 0; i < list->members.n; i++)
		if (dais_str_eq(list->members.v[i].value->text, id))
			return i;
	return SIZE_MAX;
}

void
dais_items_insert(struct dais_items_edit *e, struct dais_json_value *list, size_t at,
    struct dais_json_value *value)
{
	dais_json_append(e->arena, list, value);
	struct dais_json_member last = list->members.v[list->members.n - 1];
	for (size_t i = list->members.n - 1; i > at; i--)
		list->members.v[i] = list->members.v[i - 1];
	list->members.v[at] = last;
}

void
dais_items_remove(struct dais_json_value *list, size_t at)
{
	for (size_t i = at; i + 1 < list->members.n; i++)
		list->members.v[i] = list->members.v[i + 1];
	list->members.n--;
}

bool
dais_items_is_within(struct dais_str id, struct dais_str item)
{
	return dais_str_has_prefix(id, item) && (id.n == item.n || id.p[item.n] == '/');
}

struct dais_str
dais_items_new_id(struct dais_items_edit *e, struct dais_str parent, const struct dais_ml *title)
{
	struct dais_str base = house_id_of_words(e->arena, title->in[DAIS_LANG_EN]);
	struct dais_map taken;
	dais_thing_vec all = dais_items_all(e, "item");

	for (unsigned l = 0; !base.n && l < DAIS_LANG_COUNT; l++)
		base = house_id_of_words(e->arena, title->in[l]);
	if (base.n < 2)
		base = DAIS_STR("item");
	if (parent.n)
		base = dais_arena_printf(
		    e->arena, "%.*s/%.*s", DAIS_STR_ARG(parent), DAIS_STR_ARG(base));
	dais_map_init(&taken, e->arena);
	for (size_t i = 0; i < all.n; i++)
		dais_map_add(&taken, all.v[i].id, i);
	struct dais_str id = base;
	for (unsigned k = 2; dais_map_get(&taken, id) != DAIS_MAP_NONE; k++)
		id = dais_arena_printf(e->arena, "%.*s-%u", DAIS_STR_ARG(base), k);
	return id;
}
