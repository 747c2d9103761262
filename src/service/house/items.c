/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/items.h"

#include "service/house/items_priv.h"

static bool
is_part(struct dais_str id)
{
	return dais_str_find_char(id, '/', 0) != SIZE_MAX;
}

/* ---- order on agendas ---- */

/* Writes @list as the agenda @t. */
static bool
move_in(struct dais_items_edit *e, const struct dais_thing *t, struct dais_json_value *list,
    size_t from, size_t to, struct dais_err *err)
{
	struct dais_json_value *value = list->members.v[from].value;

	dais_items_remove(list, from);
	dais_items_insert(e, list, to, value);
	return dais_items_put(e, t, list, err);
}

/* What is to become of the place of an item: by a number of places, or beside another. */
struct move {
	int by;
	struct dais_str target; /* empty: by */
	bool behind;
};

/* The new place of what is at @from, among @n; SIZE_MAX: it cannot be told here. */
static size_t
new_place(const struct move *m, size_t from, size_t target, size_t n)
{
	if (!m->target.n) {
		if (m->by < 0 ? from < (size_t)-m->by : from + (size_t)m->by >= n)
			return from;
		return m->by < 0 ? from - (size_t)-m->by : from + (size_t)m->by;
	}
	if (target == SIZE_MAX || target == from)
		return SIZE_MAX;
	size_t to = m->behind ? target + 1 : target;
	return to > from ? to - 1 : to;
}

static bool
move_on_agendas(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    const struct move *m, struct dais_err *err)
{
	dais_thing_vec agendas = dais_items_all(e, "agenda");
	bool found = false;

	for (size_t i = 0; i < agendas.n; i++) {
		struct dais_thing t;
		struct dais_json_value *list;

		if (!dais_str_is(body, "*") && !dais_str_eq(agendas.v[i].id, body))
			continue;
		if (!dais_items_get(e, "agenda", agendas.v[i].id, &t, &list, err))
			return false;
		size_t from = dais_items_index(list, id);
		if (from == SIZE_MAX)
			continue;
		size_t to = new_place(m, from, dais_items_index(list, m->target), list->members.n);
		if (to == SIZE_MAX)
			continue;
		found = true;
		if (to != from && !move_in(e, &t, list, from, to, err))
			return false;
	}
	if (!found)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND,
		    "item %.*s is not on that agenda any more", DAIS_STR_ARG(id));
	return true;
}

/* ---- order of parts ---- */

static bool
is_sibling(struct dais_str id, struct dais_str other)
{
	size_t slash = dais_str_find_char(id, '/', 0);

	return dais_str_has_prefix(other, dais_str_sub(id, 0, slash + 1));
}

/* Parts have their order by the positions of their things: these are dealt out anew. */
static bool
move_part(struct dais_items_edit *e, struct dais_str id, const struct move *m, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "item"), parts = { 0 };
	size_t from = SIZE_MAX, target = SIZE_MAX;

	for (size_t i = 0; i < all.n; i++) {
		if (!is_sibling(id, all.v[i].id))
			continue;
		if (dais_str_eq(all.v[i].id, id))
			from = parts.n;
		if (dais_str_eq(all.v[i].id, m->target))
			target = parts.n;
		dais_vec_push(e->arena, &parts, all.v[i]);
	}
	if (from == SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no sub-item %.*s any more",
		    DAIS_STR_ARG(id));
	size_t to = new_place(m, from, target, parts.n);
	if (to == SIZE_MAX || to == from)
		return true;
	int64_t *positions = DAIS_NEW_N(e->arena, parts.n, int64_t);
	for (size_t i = 0; i < parts.n; i++)
		positions[i] = parts.v[i].position;
	struct dais_thing moved = parts.v[from];
	for (size_t i = from; i < to; i++)
		parts.v[i] = parts.v[i + 1];
	for (size_t i = from; i > to; i--)
		parts.v[i] = parts.v[i - 1];
	parts.v[to] = moved;
	for (size_t i = 0; i < parts.n; i++) {
		const struct dais_thing *t = &parts.v[i];

		if (t->position != positions[i] &&
		    !dais_edit_put(e->edit, t->kind, t->id, positions[i], t->value,
			dais_items_expected(e, t), err))
			return false;
	}
	return true;
}

bool
dais_items_move(struct dais_items_edit *e, struct dais_str body, struct dais_str id, int by,
    struct dais_err *err)
{
	const struct move m = { .by = by };

	return is_part(id) ? move_part(e, id, &m, err) : move_on_agendas(e, body, id, &m, err);
}

bool
dais_items_place(struct dais_items_edit *e, struct dais_str body, struct dais_str id, bool behind,
    struct dais_str target, struct dais_err *err)
{
	const struct move m = { .target = target, .behind = behind };

	return is_part(id) ? move_part(e, id, &m, err) : move_on_agendas(e, body, id, &m, err);
}

/* ---- more and fewer ---- */

static void
put_words(struct dais_json *w, const struct dais_ml *ml)
{
	dais_json_object(w);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (ml->in[l].n)
			dais_json_pair(w, dais_lang_code((enum dais_lang)l), ml->in[l]);
	dais_json_end(w);
}

static struct dais_str
item_json(struct dais_items_edit *e, const struct dais_item_new *what)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_THING_VALUE_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "kind", dais_item_kind_name(what->kind));
	dais_json_key(&w, "title");
	put_words(&w, &what->title);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_str_trim(dais_buf_dup(&out, e->arena));
}

int64_t
dais_items_last_position(struct dais_items_edit *e)
{
	return dais_things_last_position(dais_edit_things(e->edit), "item");
}

/* The place before the first item of kind other or report; else the end. */
static size_t
usual_place(struct dais_items_edit *e, const struct dais_json_value *list)
{
	for (size_t i = 0; i < list->members.n; i++) {
		struct dais_thing t;
		struct dais_json_value *item;
		struct dais_err ignored = DAIS_ERR_INIT;

		if (!dais_items_get(e, "item", list->members.v[i].value->text, &t, &item, &ignored))
			continue;
		struct dais_str kind = dais_json_get_str(item, "kind");
		if (dais_str_is(kind, "other") || dais_str_is(kind, "report"))
			return i;
	}
	return list->members.n;
}

static bool
put_on_agenda(struct dais_items_edit *e, struct dais_str body, struct dais_str id, size_t at,
    struct dais_err *err)
{
	struct dais_thing t;
	struct dais_json_value *list;

	if (!dais_items_get(e, "agenda", body, &t, &list, err))
		return false;
	if (at == SIZE_MAX)
		at = usual_place(e, list);
	dais_items_insert(e, list, at, dais_json_new_str(e->arena, dais_arena_dup(e->arena, id)));
	return dais_items_put(e, &t, list, err);
}

static bool
add_to_agendas(struct dais_items_edit *e, const struct dais_item_new *what, struct dais_str id,
    struct dais_err *err)
{
	for (size_t i = 0; i < what->n_bodies; i++) {
		struct dais_thing t;
		struct dais_json_value *list;

		if (!dais_items_get(e, "agenda", what->bodies[i], &t, &list, err))
			return false;
		size_t at = dais_items_index(list, what->before);
		if (!put_on_agenda(e, what->bodies[i], id,
			at != SIZE_MAX   ? at
			: what->before.n ? SIZE_MAX
					 : list->members.n,
			err))
			return false;
	}
	return true;
}

bool
dais_items_add(struct dais_items_edit *e, const struct dais_item_new *what, struct dais_str *ret_id,
    struct dais_err *err)
{
	struct dais_thing parent;
	struct dais_json_value *ignored;

	if (dais_ml_is_empty(&what->title))
		return dais_err_set(err, DAIS_ERR_INVALID, "the new item has no title");
	if (!what->parent.n && !what->n_bodies)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the new item is on the agenda of no body");
	if (what->parent.n && !dais_items_get(e, "item", what->parent, &parent, &ignored, err))
		return false;
	struct dais_str id = dais_items_new_id(e, what->parent, &what->title);
	if (!dais_edit_put(e->edit, DAIS_STR("item"), id, dais_items_last_position(e) + 1,
		item_json(e, what), 0, err))
		return false;
	*ret_id = id;
	return what->parent.n ? true : add_to_agendas(e, what, id, err);
}

/* Where the item stands on another agenda, after which neighbour that @list has as well. */
static size_t
place_like_elsewhere(
    struct dais_items_edit *e, const struct dais_json_value *list, struct dais_str id)
{
	dais_thing_vec agendas = dais_items_all(e, "agenda");

	for (size_t i = 0; i < agendas.n; i++) {
		struct dais_thing t;
		struct dais_json_value *other;
		struct dais_err ignored = DAIS_ERR_INIT;

		if (!dais_items_get(e, "agenda", agendas.v[i].id, &t, &other, &ignored))
			continue;
		size_t at = dais_items_index(other, id);
		for (size_t k = at; at != SIZE_MAX && k-- > 0;) {
			size_t neighbour = dais_items_index(list, other->members.v[k].value->text);

			if (neighbour != SIZE_MAX)
				return neighbour + 1;
		}
	}
	return SIZE_MAX;
}

bool
dais_items_share(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err)
{
	struct dais_thing t, item;
	struct dais_json_value *list, *value;

	if (!dais_items_get(e, "item", id, &item, &value, err) ||
	    !dais_items_get(e, "agenda", body, &t, &list, err))
		return false;
	if (dais_items_index(list, id) != SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "item %.*s is on that agenda already",
		    DAIS_STR_ARG(id));
	return put_on_agenda(e, body, id, place_like_elsewhere(e, list, id), err);
}

unsigned
dais_items_agendas_with(struct dais_items_edit *e, struct dais_str id)
{
	dais_thing_vec agendas = dais_items_all(e, "agenda");
	unsigned count = 0;

	for (size_t i = 0; i < agendas.n; i++) {
		struct dais_json_value *list;
		struct dais_err ignored = DAIS_ERR_INIT;

		if (dais_json_parse(e->arena, agendas.v[i].value, &list, &ignored))
			count += dais_items_index(list, id) != SIZE_MAX;
	}
	return count;
}

bool
dais_items_off_agenda(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str instead, struct dais_err *err)
{
	struct dais_thing t;
	struct dais_json_value *list;

	if (!dais_items_get(e, "agenda", body, &t, &list, err))
		return false;
	size_t at = dais_items_index(list, id);
	if (at == SIZE_MAX)
		return dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "item %.*s is not on that agenda", DAIS_STR_ARG(id));
	dais_items_remove(list, at);
	if (instead.n)
		dais_items_insert(e, list, at, dais_json_new_str(e->arena, instead));
	return dais_items_put(e, &t, list, err);
}

/* Closes the annotations of @id and its parts: those for @body, or all (empty). */
static bool
close_annotations(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "annotation");

	for (size_t i = 0; i < all.n; i++) {
		struct items_place place;

		if (!dais_items_place_of(&all.v[i], &place) ||
		    !dais_items_is_within(place.item, id) ||
		    (body.n && !dais_str_eq(place.body, body)))
			continue;
		if (!dais_edit_close(e->edit, all.v[i].kind, all.v[i].id,
			dais_items_expected(e, &all.v[i]), err))
			return false;
	}
	return true;
}

bool
dais_items_take_off(
    struct dais_items_edit *e, struct dais_str body, struct dais_str id, struct dais_err *err)
{
	if (dais_items_agendas_with(e, id) < 2)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "item %.*s is on no other agenda; withdraw it instead", DAIS_STR_ARG(id));
	return dais_items_off_agenda(e, body, id, DAIS_STR_NONE, err) &&
	       close_annotations(e, body, id, err) && dais_items_leave_sittings(e, body, id, err);
}

/* ---- an end ---- */

bool
dais_items_close(struct dais_items_edit *e, struct dais_str id, struct dais_err *err)
{
	dais_thing_vec agendas = dais_items_all(e, "agenda");

	for (size_t i = 0; i < agendas.n; i++) {
		struct dais_json_value *list;

		if (!dais_json_parse(e->arena, agendas.v[i].value, &list, err))
			return false;
		if (dais_items_index(list, id) != SIZE_MAX &&
		    !dais_items_off_agenda(e, agendas.v[i].id, id, DAIS_STR_NONE, err))
			return false;
	}
	if (!close_annotations(e, DAIS_STR_NONE, id, err) ||
	    !dais_items_leave_sittings(e, DAIS_STR_NONE, id, err) ||
	    !dais_items_leave_planning(e, id, err))
		return false;
	dais_thing_vec all = dais_items_all(e, "item");
	bool found = false;
	for (size_t i = all.n; i-- > 0;) {
		if (!dais_items_is_within(all.v[i].id, id))
			continue;
		found = true;
		if (!dais_edit_close(e->edit, all.v[i].kind, all.v[i].id,
			dais_items_expected(e, &all.v[i]), err))
			return false;
	}
	return found ? true
		     : dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no item %.*s any more",
			   DAIS_STR_ARG(id));
}
