/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The form of a person: which items and bodies he must be there for. planning.yaml says it of these
 * (`people`), so what is ticked here is set there.
 */
#include "web/desk/planning.h"

/* Of what a person is asked: the field, the section, how it is called. */
static const struct needing {
	const char *field, *section;
	enum dais_say label;
} needing[] = {
	{ "needed-items", "items", DAIS_SAY_DESK_PLAN_NEEDED_ITEMS },
	{ "needed-bodies", "bodies", DAIS_SAY_DESK_PLAN_NEEDED_BODIES },
};
#define NEEDING_COUNT (sizeof(needing) / sizeof(needing[0]))

static struct dais_str
people_of(
    struct dais_yaml_node *root, const char *section, struct dais_str id, struct dais_arena *a)
{
	return dais_planning_words(dais_planning_at(root, dais_str_from(section), id, "people"), a);
}

static void
add_id(struct dais_arena *a, struct dais_str *list, struct dais_str id)
{
	*list =
	    list->n ? dais_arena_printf(a, "%.*s,%.*s", DAIS_STR_ARG(*list), DAIS_STR_ARG(id)) : id;
}

/* The items and parts, or the bodies that meet. */
static dais_store_strs
all_of(const struct desk_planning *v, const struct needing *k, struct dais_arena *a)
{
	const struct dais_record *r = v->record;
	dais_store_strs all = { 0 };

	if (strcmp(k->section, "items") == 0)
		for (size_t i = 0; i < r->items.n; i++)
			dais_vec_push(a, &all, r->items.v[i].id);
	else
		for (size_t i = 0; i < r->together.n; i++)
			dais_vec_push(
			    a, &all, r->bodies.v[r->meetings.v[r->together.v[i]].body].id);
	return all;
}

/* Those of @all that need @v->id, with commas between. */
static struct dais_str
those_that_need(const struct desk_planning *v, struct dais_yaml_node *root, const struct needing *k,
    const dais_store_strs *all, struct dais_arena *a)
{
	struct dais_str list = DAIS_STR_NONE;

	for (size_t i = 0; i < all->n; i++)
		if (dais_desk_is_listed(people_of(root, k->section, all->v[i], a), v->id))
			add_id(a, &list, all->v[i]);
	return list;
}

static void
write_one(struct dais_page *p, const struct desk_planning *v, const struct needing *k)
{
	const dais_store_strs all = all_of(v, k, p->arena);
	struct dais_str recorded = those_that_need(v, v->root, k, &all, p->arena);
	struct dais_str ticked = dais_desk_condition_shown(v, p->arena, k->field, recorded, true);
	const char *was = dais_arena_printf(p->arena, "was-%s", k->field).p;

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, k->label);
	dais_page_hidden(p, was, dais_desk_condition_seen(v, p->arena, k->field, recorded));
	for (size_t i = 0; i < all.n; i++) {
		dais_page_open_box_as(p, &(struct dais_page_box){ .name = k->field,
					     .value = all.v[i],
					     .is_ticked = dais_desk_is_listed(ticked, all.v[i]),
					     .is_fixed = !v->may_edit });
		dais_xml_text(
		    &p->xml, dais_desk_condition_name(p, v, dais_str_from(k->section), all.v[i]));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_write_needed(struct dais_page *p, const struct desk_planning *v)
{
	for (size_t k = 0; k < NEEDING_COUNT; k++)
		write_one(p, v, &needing[k]);
}

/* ---- saving ---- */

/* With the person at the end of @list, or without him. */
static struct dais_str
changed(struct dais_arena *a, struct dais_str list, struct dais_str person, bool is_needed)
{
	struct dais_str ret = DAIS_STR_NONE, one;

	while (dais_str_next(&list, ',', &one))
		if (one.n && !dais_str_eq(one, person))
			add_id(a, &ret, one);
	if (is_needed)
		add_id(a, &ret, person);
	return ret;
}

/* Others who are needed there are another matter: what stands now is kept. */
static bool
save_one(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v,
    const struct needing *k)
{
	const dais_store_strs all = all_of(v, k, d->arena);
	struct dais_str was = dais_desk_field(d, dais_arena_printf(d->arena, "was-%s", k->field).p);
	struct dais_str wanted = dais_desk_ticked(d, k->field);

	for (size_t i = 0; i < all.n; i++) {
		bool is_needed = dais_desk_is_listed(wanted, all.v[i]);
		struct dais_str now = people_of(e->doc.root, k->section, all.v[i], d->arena);

		if (is_needed == dais_desk_is_listed(was, all.v[i]) ||
		    is_needed == dais_desk_is_listed(now, v->id))
			continue;
		if (!dais_planning_set(e, dais_str_from(k->section), all.v[i], "people", true, now,
			changed(d->arena, now, v->id, is_needed), &d->err))
			return false;
	}
	return true;
}

bool
dais_desk_save_needed(struct desk *d, struct dais_planning_edit *e, const struct desk_planning *v)
{
	for (size_t k = 0; k < NEEDING_COUNT; k++)
		if (!save_one(d, e, v, &needing[k]))
			return false;
	return true;
}
