/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A common item is split: one body has an item of its own. What the texts say of the item goes
 * with the body they speak for, or where the secretary says.
 */
#include "service/house/items_priv.h"
#include "service/house/references_priv.h"

/* The id of what @of becomes when @id becomes @copy. */
static struct dais_str
renamed(struct dais_arena *a, struct dais_str of, struct dais_str id, struct dais_str copy)
{
	return dais_arena_concat(a, copy, dais_str_sub(of, id.n, of.n));
}

static bool
copy_items(
    struct dais_items_edit *e, struct dais_str id, struct dais_str copy, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "item");
	int64_t position = dais_items_last_position(e);

	for (size_t i = 0; i < all.n; i++) {
		const struct dais_thing *t = &all.v[i];

		if (dais_items_is_within(t->id, id) &&
		    !dais_edit_put(e->edit, t->kind, renamed(e->arena, t->id, id, copy), ++position,
			t->value, 0, err))
			return false;
	}
	return true;
}

/* Annotations for @body alone go with it; those for all are copied. */
static bool
copy_annotations(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    struct dais_str copy, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "annotation");

	for (int own = 0; own < 2; own++) {
		for (size_t i = 0; i < all.n; i++) {
			const struct dais_thing *t = &all.v[i];
			struct items_place at;

			if (!dais_items_place_of(t, &at) || !dais_items_is_within(at.item, id) ||
			    (own ? !dais_str_eq(at.body, body) : at.body.n > 0))
				continue;
			struct dais_str to =
			    dais_arena_printf(e->arena, "%s/%.*s", dais_lang_code(at.language),
				DAIS_STR_ARG(renamed(e->arena, at.item, id, copy)));
			if (!dais_edit_put(e->edit, t->kind, to, t->position, t->value,
				own ? DAIS_ANY : 0, err))
				return false;
			if (own && !dais_edit_close(
				       e->edit, t->kind, t->id, dais_items_expected(e, t), err))
				return false;
		}
	}
	return true;
}

/* ---- where references go ---- */

/* The agendas, as they stand before the item is split. */
struct agendas {
	dais_thing_vec things;
	DAIS_VEC(const struct dais_json_value *) lists;
};

static bool
read_agendas(struct dais_items_edit *e, struct agendas *ret, struct dais_err *err)
{
	ret->things = dais_items_all(e, "agenda");
	for (size_t i = 0; i < ret->things.n; i++) {
		struct dais_json_value *list;

		if (!dais_json_parse(e->arena, ret->things.v[i].value, &list, err))
			return false;
		dais_vec_push(e->arena, &ret->lists, list);
	}
	return true;
}

/* Where a reference to @id goes by default: does the annotation speak for @body, for one that keeps
 * @id, for both? */
static enum dais_items_way
usual_way(
    const struct agendas *g, const struct items_place *at, struct dais_str body, struct dais_str id)
{
	struct dais_str item = dais_str_sub(at->item, 0, dais_str_find_char(at->item, '/', 0));
	bool has = false, others = false;

	if (at->body.n)
		return dais_str_eq(at->body, body) ? DAIS_ITEMS_FOLLOWS : DAIS_ITEMS_STAYS;
	for (size_t i = 0; i < g->things.n; i++) {
		if (dais_items_index(g->lists.v[i], item) == SIZE_MAX)
			continue;
		if (dais_str_eq(g->things.v[i].id, body))
			has = true;
		else if (dais_items_index(g->lists.v[i], id) != SIZE_MAX)
			others = true;
	}
	if (!has)
		return DAIS_ITEMS_STAYS;
	return others ? DAIS_ITEMS_BOTH : DAIS_ITEMS_FOLLOWS;
}

struct looking {
	struct dais_items_edit *e;
	const struct agendas *agendas;
	struct dais_str body, id;
	const struct items_place *at;
	dais_items_reference_vec *found;
};

static struct dais_str
place_words(struct dais_arena *a, const struct items_place *at)
{
	return dais_arena_printf(
	    a, "%.*s%s%.*s", DAIS_STR_ARG(at->item), at->body.n ? "@" : "", DAIS_STR_ARG(at->body));
}

static struct dais_items_reference *
find(const dais_items_reference_vec *v, struct dais_str place, struct dais_str target)
{
	for (size_t i = 0; v && i < v->n; i++)
		if (dais_str_eq(v->v[i].place, place) && dais_str_eq(v->v[i].target, target))
			return &v->v[i];
	return NULL;
}

/* A reference that names the body leaves nothing to decide. */
static struct dais_str
look(void *ctx, const struct dais_ref *ref)
{
	struct looking *l = ctx;
	struct dais_items_reference *r;

	if (!house_reference_is_of_item(ref) || ref->body.n ||
	    !dais_items_is_within(ref->argument, l->id))
		return DAIS_STR_NONE;
	struct dais_str place = place_words(l->e->arena, l->at);
	r = find(l->found, place, ref->argument);
	if (!r) {
		r = dais_vec_add(l->e->arena, l->found);
		r->place = place;
		r->target = dais_arena_dup(l->e->arena, ref->argument);
		r->way = usual_way(l->agendas, l->at, l->body, l->id);
	}
	r->languages |= DAIS_LANG_BIT(l->at->language);
	return DAIS_STR_NONE;
}

/* The annotation of the same item, in the same language, for @body alone. */
static struct dais_str
own_id(struct dais_arena *a, const struct items_place *at, struct dais_str body)
{
	return dais_arena_printf(a, "%s/%.*s@%.*s", dais_lang_code(at->language),
	    DAIS_STR_ARG(at->item), DAIS_STR_ARG(body));
}

static bool
has_own(struct dais_items_edit *e, const struct items_place *at, struct dais_str body)
{
	struct dais_err ignored = DAIS_ERR_INIT;
	struct dais_thing t;

	return !at->body.n && dais_edit_get(e->edit, DAIS_STR("annotation"),
				  own_id(e->arena, at, body), &t, &ignored);
}

bool
dais_items_references(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    dais_items_reference_vec *ret, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "annotation");
	struct agendas agendas = { 0 };

	if (!read_agendas(e, &agendas, err))
		return false;
	for (size_t i = 0; i < all.n; i++) {
		struct items_place at;
		struct looking l = {
			.e = e, .agendas = &agendas, .body = body, .id = id, .at = &at, .found = ret
		};

		if (dais_items_place_of(&all.v[i], &at) && !dais_items_is_within(at.item, id) &&
		    !has_own(e, &at, body))
			(void)house_references_rewritten(
			    e->arena, dais_thing_text(&all.v[i], e->arena), look, &l);
	}
	return true;
}

struct moving {
	struct dais_items_edit *e;
	struct dais_str body, id, copy;
	struct items_place at; /* of the annotation at hand */
	const dais_items_reference_vec *decided;
	bool own; /* in the copy for the body */
};

static struct dais_str
move(void *ctx, const struct dais_ref *ref)
{
	const struct moving *m = ctx;
	bool goes;

	if (!house_reference_is_of_item(ref) || !dais_items_is_within(ref->argument, m->id))
		return DAIS_STR_NONE;
	if (ref->body.n) {
		goes = dais_str_eq(ref->body, m->body);
	} else if (dais_items_is_within(m->at.item, m->copy)) {
		goes = true;
	} else {
		const struct dais_items_reference *r =
		    find(m->decided, place_words(m->e->arena, &m->at), ref->argument);

		goes = r && (r->way == DAIS_ITEMS_FOLLOWS || (m->own && r->way == DAIS_ITEMS_BOTH));
	}
	if (!goes)
		return DAIS_STR_NONE;
	return house_reference_print(
	    m->e->arena, ref, renamed(m->e->arena, ref->argument, m->id, m->copy), ref->words);
}

/* Annotations that speak for several bodies, and mean each body's item: a copy for @body, with its
 * references where they go there. */
static bool
divide_annotations(struct dais_items_edit *e, struct moving *m, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "annotation");

	m->own = true;
	for (size_t i = 0; i < all.n; i++) {
		struct dais_json_value *v;
		struct dais_str text = dais_thing_text(&all.v[i], e->arena), now;
		bool wanted = false;

		if (!dais_items_place_of(&all.v[i], &m->at) || m->at.body.n ||
		    has_own(e, &m->at, m->body))
			continue;
		for (size_t k = 0; k < m->decided->n; k++)
			wanted = wanted || (m->decided->v[k].way == DAIS_ITEMS_BOTH &&
					       dais_str_eq(m->decided->v[k].place, m->at.item));
		now = wanted ? house_references_rewritten(e->arena, text, move, m) : text;
		if (now.p == text.p)
			continue;
		v = dais_json_new(e->arena, DAIS_JSON_OBJECT);
		dais_json_set(e->arena, v, DAIS_STR("text"), dais_json_new_str(e->arena, now));
		if (!dais_edit_put(e->edit, all.v[i].kind, own_id(e->arena, &m->at, m->body),
			all.v[i].position, dais_json_print(e->arena, v), 0, err))
			return false;
	}
	m->own = false;
	return true;
}

static bool
move_references(struct dais_items_edit *e, struct moving *m, struct dais_err *err)
{
	dais_thing_vec all = dais_items_all(e, "annotation");

	for (size_t i = 0; i < all.n; i++)
		if (dais_items_place_of(&all.v[i], &m->at) &&
		    !dais_items_rewrite(e, &all.v[i], move, m, err))
			return false;
	return true;
}

/* Those found, as @decided says, else as by default. */
static void
decide(dais_items_reference_vec *found, const dais_items_reference_vec *decided)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct dais_items_reference *r =
		    find(decided, found->v[i].place, found->v[i].target);

		if (r)
			found->v[i].way = r->way;
	}
}

bool
dais_items_split(struct dais_items_edit *e, struct dais_str body, struct dais_str id,
    const dais_items_reference_vec *decided, struct dais_str *ret_id, struct dais_err *err)
{
	dais_items_reference_vec found = { 0 };
	struct dais_thing item;
	struct dais_json_value *value;
	struct dais_ml name = { 0 };

	if (!dais_items_get(e, "item", id, &item, &value, err))
		return false;
	if (dais_items_agendas_with(e, id) < 2)
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "item %.*s is not a common item", DAIS_STR_ARG(id));
	if (!dais_items_references(e, body, id, &found, err))
		return false;
	decide(&found, decided);
	name.in[DAIS_LANG_EN] =
	    dais_arena_printf(e->arena, "%.*s %.*s", DAIS_STR_ARG(id), DAIS_STR_ARG(body));
	*ret_id = dais_items_new_id(e, DAIS_STR_NONE, &name);
	struct moving m = { .e = e, .body = body, .id = id, .copy = *ret_id, .decided = &found };
	return copy_items(e, id, *ret_id, err) &&
	       dais_items_join_planning(e, body, id, *ret_id, err) &&
	       dais_items_off_agenda(e, body, id, *ret_id, err) &&
	       copy_annotations(e, body, id, *ret_id, err) && divide_annotations(e, &m, err) &&
	       move_references(e, &m, err) && dais_items_join_sittings(e, body, id, *ret_id, err) &&
	       dais_items_leave_sittings(e, body, id, err);
}
