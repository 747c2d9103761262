/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Items by the names that people know them by.
 */
#include "plan/repair/items_priv.h"
#include "text/message.h"
#include "text/text.h"
#include "text/typed.h"

/* The tasks of record item @item: its own, or those of its parts. */
static void
add_tasks(const struct dais_problem *p, size_t item, struct dais_arena *a, dais_index_vec *ret)
{
	for (size_t i = 0; i < p->tasks.n; i++) {
		size_t of = p->tasks.v[i].item;

		if (of == item || (of != DAIS_NONE && p->record->items.v[of].parent == item))
			dais_vec_push(a, ret, i);
	}
}

/* ---- a problem without a record: tasks have names of their own ---- */

static bool
find_task(const struct dais_problem *p, struct dais_str name, struct dais_arena *a,
    dais_index_vec *ret, struct dais_err *err)
{
	dais_nameable_vec names = { .n = 0 };
	size_t found = 0;

	for (size_t i = 0; i < p->tasks.n; i++) {
		struct dais_nameable *n = dais_vec_add(a, &names);

		n->id = n->shown = p->tasks.v[i].name;
	}
	if (!dais_names_find(&names, DAIS_NAMED_ITEM, name, p->language, &found, err))
		return false;
	dais_vec_push(a, ret, found);
	return true;
}

/* ---- items of a record ---- */

/* The number of an item with parts, which is no task: "item 1", "item 2 of WG.3". */
static struct dais_str
number_of_whole(const struct dais_problem *p, const struct dais_standing *at, struct dais_arena *a)
{
	struct dais_str number = dais_text_item_number(a, p->language, at->number, -1);

	if (at->bodies < p->bodies.n)
		number = dais_text_message(a, p->language, "%.*s of the %s", DAIS_STR_ARG(number),
		    dais_arena_cstr(a, p->bodies.v[at->body].name));
	return dais_text_message(a, p->language, "item %.*s", DAIS_STR_ARG(number));
}

static struct dais_nameable *
add_item(const struct dais_problem *p, size_t item, struct dais_arena *a, dais_nameable_vec *names)
{
	struct dais_nameable *n = dais_vec_add(a, names);

	n->at = item;
	n->id = p->record->items.v[item].id;
	dais_names_add(&n->titles, &p->record->items.v[item].title, a);
	return n;
}

/* What is planned, and the items that have it as parts, each once. */
static void
add_items(const struct dais_problem *p, struct dais_arena *a, dais_nameable_vec *names)
{
	struct dais_standing *standings = dais_items_standings(p, a);
	bool *seen = DAIS_NEW_N(a, p->record->items.n + 1, bool);

	for (size_t i = 0; i < p->tasks.n; i++) {
		const struct dais_task *task = &p->tasks.v[i];
		size_t whole = p->record->items.v[task->item].parent;
		struct dais_nameable *n;

		if (whole != DAIS_NONE && !seen[whole]) {
			seen[whole] = true;
			n = add_item(p, whole, a, names);
			n->shown = number_of_whole(p, &standings[whole], a);
		}
		n = add_item(p, task->item, a, names);
		n->shown = task->number.n ? task->number : task->name;
		dais_vec_push(a, &n->words, dais_text_plain(a, task->name));
	}
}

bool
dais_items_find(const struct dais_problem *p, struct dais_str name, struct dais_arena *a,
    dais_index_vec *ret, struct dais_err *err)
{
	dais_nameable_vec names = { .n = 0 };
	size_t found = 0;
	const bool *numbered;

	if (!p->record)
		return find_task(p, name, a, ret, err);
	add_items(p, a, &names);
	numbered = dais_items_numbered(p, dais_text_plain(a, name), a);
	for (size_t i = 0; i < names.n; i++)
		names.v[i].is_numbered = numbered[names.v[i].at];
	if (!dais_names_find(&names, DAIS_NAMED_ITEM, name, p->language, &found, err))
		return false;
	add_tasks(p, names.v[found].at, a, ret);
	return true;
}
