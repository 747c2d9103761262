/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two items become one that is common: what splitting undoes.
 */
#include "service/house/items_priv.h"

struct uniting {
	struct dais_items_edit *e;
	struct dais_str id, other; /* what stays, what gives way */
	dais_store_strs bodies;    /* that have @other */
	dais_store_strs followed; /* "item@body": places for one body whose references followed */
};

/* The id within the item that stays of what @of is within the other. */
static struct dais_str
renamed(const struct uniting *u, struct dais_str of)
{
	return dais_arena_concat(u->e->arena, u->id, dais_str_sub(of, u->other.n, of.n));
}

static bool
on_agendas(struct uniting *u, struct dais_err *err)
{
	dais_thing_vec agendas = dais_items_all(u->e, "agenda");

	for (size_t i = 0; i < agendas.n; i++) {
		struct dais_json_value *list;

		if (!dais_json_parse(u->e->arena, agendas.v[i].value, &list, err))
			return false;
		if (dais_items_index(list, u->other) == SIZE_MAX)
			continue;
		if (dais_items_index(list, u->id) != SIZE_MAX)
			return dais_err_set(err, DAIS_ERR_CONFLICT,
			    "the agenda of %.*s has both items; take one off first",
			    DAIS_STR_ARG(agendas.v[i].id));
		dais_vec_push(u->e->arena, &u->bodies, agendas.v[i].id);
		if (!dais_items_off_agenda(u->e, agendas.v[i].id, u->other, u->id, err))
			return false;
	}
	return true;
}

/* The strings of array @key of @from that @to lacks. */
static bool
take_over_list(struct uniting *u, struct dais_json_value *to, const struct dais_json_value *from,
    const char *key)
{
	const struct dais_json_value *more = dais_json_get(from, key);
	struct dais_json_value *list = dais_json_get(to, key);
	bool changed = false;

	for (size_t i = 0; more && i < more->members.n; i++) {
		if (list && dais_items_index(list, more->members.v[i].value->text) != SIZE_MAX)
			continue;
		if (!list) {
			list = dais_json_new(u->e->arena, DAIS_JSON_ARRAY);
			dais_json_set(u->e->arena, to, dais_str_from(key), list);
		}
		dais_json_append(u->e->arena, list, more->members.v[i].value);
		changed = true;
	}
	return changed;
}

static bool
take_over_item(
    struct uniting *u, const struct dais_thing *from, int64_t *position, struct dais_err *err)
{
	struct dais_str now = renamed(u, from->id);
	struct dais_thing to;
	struct dais_json_value *value, *more;
	struct dais_err none = DAIS_ERR_INIT;
	bool changed;

	if (!dais_items_get(u->e, "item", now, &to, &value, &none))
		return dais_edit_put(u->e->edit, from->kind, now, ++*position, from->value, 0, err);
	if (!dais_json_parse(u->e->arena, from->value, &more, err))
		return false;
	changed = take_over_list(u, value, more, "mandates");
	changed |= take_over_list(u, value, more, "documents");
	return changed ? dais_items_put(u->e, &to, value, err) : true;
}

static bool
take_over_items(struct uniting *u, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(u->e, "item");
	int64_t position = dais_items_last_position(u->e);

	for (size_t i = 0; i < all.n; i++)
		if (dais_items_is_within(all.v[i].id, u->other) &&
		    !take_over_item(u, &all.v[i], &position, err))
			return false;
	for (size_t i = all.n; i-- > 0;)
		if (dais_items_is_within(all.v[i].id, u->other) &&
		    !dais_edit_close(u->e->edit, all.v[i].kind, all.v[i].id,
			dais_items_expected(u->e, &all.v[i]), err))
			return false;
	return true;
}

static struct dais_str
follow(void *ctx, const struct dais_ref *ref)
{
	const struct uniting *u = ctx;

	if (!house_reference_is_of_item(ref) || !dais_items_is_within(ref->argument, u->other))
		return DAIS_STR_NONE;
	return house_reference_print(u->e->arena, ref, renamed(u, ref->argument), ref->words);
}

static struct dais_str
own_place(struct uniting *u, const struct items_place *at)
{
	return dais_arena_printf(
	    u->e->arena, "%.*s@%.*s", DAIS_STR_ARG(at->item), DAIS_STR_ARG(at->body));
}

static bool
is_among(const dais_store_strs *v, struct dais_str s)
{
	for (size_t i = 0; i < v->n; i++)
		if (dais_str_eq(v->v[i], s))
			return true;
	return false;
}

/* Notes the place of @t when it speaks for one body and a reference of it will follow. */
static void
note_own(struct uniting *u, const struct dais_thing *t)
{
	struct dais_str text = dais_thing_text(t, u->e->arena);
	struct items_place at;

	if (dais_items_place_of(t, &at) && at.body.n && !dais_items_is_within(at.item, u->other) &&
	    house_references_rewritten(u->e->arena, text, follow, u).p != text.p &&
	    !is_among(&u->followed, own_place(u, &at)))
		dais_vec_push(u->e->arena, &u->followed, own_place(u, &at));
}

static bool
follow_references(struct uniting *u, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(u->e, "annotation");

	for (size_t i = 0; i < all.n; i++) {
		note_own(u, &all.v[i]);
		if (!dais_items_rewrite(u->e, &all.v[i], follow, u, err))
			return false;
	}
	return true;
}

/* ---- annotations ---- */

static struct dais_str
annotation_id(struct uniting *u, enum dais_lang l, struct dais_str item, struct dais_str body)
{
	return dais_arena_printf(u->e->arena, "%s/%.*s%s%.*s", dais_lang_code(l),
	    DAIS_STR_ARG(item), body.n ? "@" : "", DAIS_STR_ARG(body));
}

/* Whether what @all say of @item, for all bodies, is said of what it becomes in every language. */
static bool
says_the_same(struct uniting *u, const dais_thing_vec *all, struct dais_str item)
{
	for (size_t i = 0; i < all->n; i++) {
		struct items_place at;
		struct dais_thing there;
		struct dais_err none = DAIS_ERR_INIT;

		if (!dais_items_place_of(&all->v[i], &at) || at.body.n ||
		    !dais_str_eq(at.item, item))
			continue;
		struct dais_str id = annotation_id(u, at.language, renamed(u, item), DAIS_STR_NONE);
		if (!dais_edit_get(u->e->edit, all->v[i].kind, id, &there, &none) ||
		    !dais_str_eq(dais_thing_text(&there, u->e->arena),
			dais_thing_text(&all->v[i], u->e->arena)))
			return false;
	}
	return true;
}

/* An annotation that differs speaks for the bodies that had it. */
static bool
move_annotation(struct uniting *u, const struct dais_thing *t, const struct items_place *at,
    struct dais_err *err)
{
	size_t n = at->body.n ? 1 : u->bodies.n;

	for (size_t i = 0; i < n; i++) {
		struct dais_str body = at->body.n ? at->body : u->bodies.v[i];
		struct dais_str id = annotation_id(u, at->language, renamed(u, at->item), body);
		struct dais_thing there;
		struct dais_err none = DAIS_ERR_INIT;

		if (!at->body.n &&
		    dais_edit_get(u->e->edit, t->kind,
			annotation_id(u, at->language, at->item, body), &there, &none))
			continue; /* that body has words of its own */
		if (!dais_edit_put(u->e->edit, t->kind, id, t->position, t->value, 0, err))
			return false;
	}
	return true;
}

static bool
take_over_annotations(struct uniting *u, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(u->e, "annotation");

	for (size_t i = 0; i < all.n; i++) {
		struct items_place at;

		if (!dais_items_place_of(&all.v[i], &at) ||
		    !dais_items_is_within(at.item, u->other))
			continue;
		if ((at.body.n || !says_the_same(u, &all, at.item)) &&
		    !move_annotation(u, &all.v[i], &at, err))
			return false;
	}
	for (size_t i = 0; i < all.n; i++) {
		struct items_place at;

		if (dais_items_place_of(&all.v[i], &at) &&
		    dais_items_is_within(at.item, u->other) &&
		    !dais_edit_close(u->e->edit, all.v[i].kind, all.v[i].id,
			dais_items_expected(u->e, &all.v[i]), err))
			return false;
	}
	return true;
}

/* Whether @t, which speaks for one body, says what is said for all in its language. */
static bool
says_what_all_have(struct uniting *u, const struct dais_thing *t, const struct items_place *at)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_thing there;

	return dais_edit_get(u->e->edit, t->kind,
		   annotation_id(u, at->language, at->item, DAIS_STR_NONE), &there, &ignored) &&
	       dais_str_eq(dais_thing_text(&there, u->e->arena), dais_thing_text(t, u->e->arena));
}

/* What a split had divided is one again where it says the same in every language. */
static bool
close_own(struct uniting *u, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(u->e, "annotation");

	for (size_t k = 0; k < u->followed.n; k++) {
		dais_thing_vec own = { 0 };
		bool same = true;

		for (size_t i = 0; i < all.n; i++) {
			struct items_place at;

			if (!dais_items_place_of(&all.v[i], &at) || !at.body.n ||
			    !dais_str_eq(own_place(u, &at), u->followed.v[k]))
				continue;
			dais_vec_push(u->e->arena, &own, all.v[i]);
			same = same && says_what_all_have(u, &all.v[i], &at);
		}
		for (size_t i = 0; same && i < own.n; i++)
			if (!dais_edit_close(u->e->edit, own.v[i].kind, own.v[i].id,
				dais_items_expected(u->e, &own.v[i]), err))
				return false;
	}
	return true;
}

bool
dais_items_unite(
    struct dais_items_edit *e, struct dais_str id, struct dais_str other, struct dais_err *err)
{
	struct uniting u = { .e = e, .id = id, .other = other };
	struct dais_thing t;
	struct dais_json_value *value;

	if (dais_str_eq(id, other) || dais_str_find_char(id, '/', 0) != SIZE_MAX ||
	    dais_str_find_char(other, '/', 0) != SIZE_MAX)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "two whole items are needed to make one of them");
	/* References first: the texts are compared as they will be. */
	return dais_items_get(e, "item", id, &t, &value, err) &&
	       dais_items_get(e, "item", other, &t, &value, err) && on_agendas(&u, err) &&
	       follow_references(&u, err) && close_own(&u, err) && take_over_annotations(&u, err) &&
	       take_over_items(&u, err) && dais_items_unite_sittings(e, other, id, err) &&
	       dais_items_unite_planning(e, other, id, err);
}
