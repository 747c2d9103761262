/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas, body by body: numbered items with labels of common items and final punctuation.
 */
#include "write/compose/parts.h"

#include "base/buf.h"

static struct dais_str
common_label(struct compose *c, const struct dais_item *item, const dais_index_vec *bodies)
{
	DAIS_VEC(struct dais_str) names = { NULL, 0, 0 };

	if (!item->label_names_bodies)
		return dais_text_phrase(c->l, "common-item");
	for (size_t i = 0; i < bodies->n; i++)
		dais_vec_push(c->a, &names, dais_prose_body_to(c->r, bodies->v[i], c->l));
	return dais_text_fill(c->a, c->l, "common-item-of",
	    (const struct dais_slot[]){ { "bodies", dais_text_list(c->a, c->l, names.v, names.n) },
		{ NULL, DAIS_STR_NONE } });
}

static struct dais_node *
entry(struct compose *c, struct dais_node *list, size_t item, size_t body, struct dais_str mark,
    struct dais_str ending)
{
	const struct dais_item *it = &c->r->items.v[item];
	struct dais_node *node = dais_tree_add(c->t, list, DAIS_NODE_ITEM, DAIS_ROLE_AGENDA_ITEM);
	struct dais_node *p = dais_tree_add(c->t, node, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
	struct dais_run *title =
	    dais_tree_text(c->t, &p->runs, dais_compose_words(c, &it->title), 0);
	dais_index_vec bodies = { NULL, 0, 0 };

	node->number = mark;
	node->subject = dais_arena_printf(c->a, "item:%.*s", DAIS_STR_ARG(it->id));
	title->subject = node->subject;
	title->target = dais_prose_anchor(c->r, item, body, c->a);
	node->id = dais_arena_printf(c->a, "agenda.%.*s", DAIS_STR_ARG(title->target));
	if (it->parent == DAIS_NONE && dais_record_is_common(c->r, item, &bodies, c->a)) {
		(void)dais_tree_text(c->t, &p->runs,
		    dais_arena_concat(c->a, dais_compose_space(c), common_label(c, it, &bodies)),
		    0);
	}
	(void)dais_tree_text(c->t, &p->runs, ending, 0);
	return node;
}

static void
parts(struct compose *c, struct dais_node *node, size_t item, size_t body)
{
	const struct dais_item *it = &c->r->items.v[item];
	struct dais_node *list = dais_tree_add(c->t, node, DAIS_NODE_LIST, DAIS_ROLE_NONE);

	for (size_t i = 0; i < it->parts.n; i++)
		(void)entry(c, list, it->parts.v[i], body,
		    dais_text_letter_mark(c->a, c->l, (unsigned)i),
		    dais_text_phrase(c->l, i + 1 < it->parts.n ? "mark-semicolon" : "mark-stop"));
}

static void
agenda_of(struct compose *c, size_t body)
{
	const struct dais_agenda *agenda = dais_record_agenda(c->r, body);
	const struct dais_body *b = &c->r->bodies.v[body];
	struct dais_node *section, *list;

	if (!agenda)
		return;
	section = dais_tree_add(c->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_AGENDA);
	section->subject = dais_arena_printf(c->a, "body:%.*s", DAIS_STR_ARG(b->id));
	section->id = dais_arena_printf(c->a, "agenda.%.*s", DAIS_STR_ARG(b->id));
	(void)dais_compose_heading(c, section, 2, DAIS_STR_NONE, dais_compose_words(c, &b->name));
	list = dais_tree_add(c->t, section, DAIS_NODE_LIST, DAIS_ROLE_NONE);
	for (size_t i = 0; i < agenda->items.n; i++) {
		size_t item = agenda->items.v[i];
		bool has_parts = c->r->items.v[item].parts.n > 0;
		struct dais_node *node =
		    entry(c, list, item, body, dais_text_item_mark(c->a, c->l, (unsigned)i + 1),
			dais_text_phrase(c->l, has_parts ? "mark-colon" : "mark-stop"));

		if (has_parts)
			parts(c, node, item, body);
	}
}

void
dais_compose_agendas(struct compose *c)
{
	for (size_t i = 0; i < c->r->together.n; i++)
		agenda_of(c, c->r->meetings.v[c->r->together.v[i]].body);
}
