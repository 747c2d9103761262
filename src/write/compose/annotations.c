/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The annotations, body by body. A common item with one text is printed in full under the first
 * body; the others get the computed cross-reference (rules R-ANNOT-01, -05, -06).
 */
#include "write/compose/parts.h"

#include "base/buf.h"

static void
paragraph(struct compose *c, struct dais_node *parent, struct dais_str text)
{
	struct dais_node *p = dais_tree_add(c->t, parent, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);

	(void)dais_tree_text(c->t, &p->runs, text, 0);
}

/* A reissued document (star) says so in a footnote. Rule R-SYM-09. */
static void
reissue_note(struct compose *c, dais_run_vec *runs, const struct dais_document *doc)
{
	struct dais_footnote *note;
	bool reissued = false;

	for (size_t i = 0; i < doc->symbols.n; i++)
		reissued |= doc->symbols.v[i].stars > 0;
	if (!reissued || !dais_date_is_set(doc->date))
		return;
	note = dais_vec_add(c->a, &c->t->footnotes);
	note->mark = dais_arena_printf(c->a, "%zu", c->t->footnotes.n);
	(void)dais_tree_text(c->t, &note->runs,
	    dais_text_fill(c->a, c->l, "footnote-reissued",
		(const struct dais_slot[]){
		    { "date", dais_text_date(c->a, c->l, doc->date) }, { NULL, DAIS_STR_NONE } }),
	    0);
	dais_tree_text(c->t, runs, note->mark, DAIS_RUN_SUPER)->footnote =
	    (int)c->t->footnotes.n - 1;
}

static bool
has_words(const struct dais_ml *m)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (m->in[l].n)
			return true;
	}
	return false;
}

/* A document known by its symbol alone is named by it. */
static void
put_document(struct compose *c, dais_run_vec *runs, size_t d)
{
	const struct dais_document *doc = &c->r->documents.v[d];
	struct dais_run *run;

	bool titled = !doc->symbols.n || has_words(&doc->title);

	if (titled)
		(void)dais_tree_text(c->t, runs, dais_compose_words(c, &doc->title), 0);
	if (!doc->symbols.n)
		return;
	if (titled)
		(void)dais_tree_text(
		    c->t, runs, dais_arena_concat(c->a, dais_compose_space(c), DAIS_STR("(")), 0);
	run = dais_tree_text(c->t, runs, dais_record_document_symbol(c->r, d, c->a), 0);
	run->url = dais_record_document_url(c->r, d, c->l, c->a);
	run->is_symbol = true;
	run->subject = dais_arena_printf(c->a, "doc:%.*s", DAIS_STR_ARG(doc->id));
	if (titled)
		(void)dais_tree_text(c->t, runs, DAIS_STR(")"), 0);
	reissue_note(c, runs, doc);
}

/* The list of documents of an item, or the statement that none is foreseen. */
static void
documentation(struct compose *c, struct dais_node *parent, size_t item, size_t body, unsigned level)
{
	const struct dais_item *it = &c->r->items.v[item];
	struct dais_node *section;

	if (!it->documents_given)
		return;
	if (it->documents.n == 0) {
		struct dais_number n = dais_record_number(c->r, item, body);

		/* Stated once for the item; its parts need no statement of their own. */
		if (it->parent == DAIS_NONE)
			paragraph(c, parent,
			    dais_text_fill(c->a, c->l, "no-document-item",
				(const struct dais_slot[]){
				    { "number",
					dais_text_item_number(c->a, c->l, n.number, n.letter) },
				    { NULL, DAIS_STR_NONE } }));
		return;
	}
	section = dais_tree_add(c->t, parent, DAIS_NODE_SECTION, DAIS_ROLE_DOCUMENTATION);
	(void)dais_compose_heading(c, section, level, DAIS_STR_NONE,
	    dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "documentation")));
	for (size_t i = 0; i < it->documents.n; i++) {
		struct dais_node *p =
		    dais_tree_add(c->t, section, DAIS_NODE_PARAGRAPH, DAIS_ROLE_DOCUMENT);

		p->subject = dais_arena_printf(
		    c->a, "doc:%.*s", DAIS_STR_ARG(c->r->documents.v[it->documents.v[i]].id));
		put_document(c, &p->runs, it->documents.v[i]);
	}
}

/* The first body of `together` that has @item. */
static size_t
first_body(struct compose *c, size_t item)
{
	dais_index_vec bodies = { NULL, 0, 0 };

	(void)dais_record_is_common(c->r, item, &bodies, c->a);
	return bodies.n ? bodies.v[0] : DAIS_NONE;
}

static void
cross_reference(struct compose *c, struct dais_node *parent, size_t item, size_t first)
{
	struct dais_number n = dais_record_number(c->r, item, first);
	size_t m = dais_record_meeting_of(c->r, first);
	struct dais_node *p = dais_tree_add(c->t, parent, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
	struct dais_str text = dais_text_fill(c->a, c->l, "cross-reference",
	    (const struct dais_slot[]){
		{ "number", dais_text_item_number(c->a, c->l, n.number, n.letter) },
		{ "meeting", dais_text_gathering_of(c->a, c->l, c->r->meetings.v[m].ordinal,
				 c->r->bodies.v[first].noun_is_session ? "session" : "meeting") },
		{ "body", dais_prose_body_of(c->r, first, c->l) }, { NULL, DAIS_STR_NONE } });
	struct dais_run *run = dais_tree_text(c->t, &p->runs, text, 0);

	run->target = dais_prose_anchor(c->r, item, first, c->a);
}

static void
annotation(struct compose *c, struct dais_node *parent, size_t item, size_t body)
{
	const struct dais_item *it = &c->r->items.v[item];
	struct dais_number n = dais_record_number(c->r, item, body);
	bool is_part = it->parent != DAIS_NONE;
	unsigned level = is_part ? 4 : 3;
	const struct dais_annotation *text = dais_record_annotation(c->r, c->l, item, body);
	size_t first = first_body(c, item);
	struct dais_node *s = dais_tree_add(c->t, parent, DAIS_NODE_SECTION, DAIS_ROLE_ANNOTATION);
	bool elsewhere = text && text->body == DAIS_NONE && first != DAIS_NONE && first != body;

	s->id = dais_prose_anchor(c->r, item, body, c->a);
	s->subject = dais_arena_printf(c->a, "item:%.*s", DAIS_STR_ARG(it->id));
	(void)dais_compose_heading(c, s, level,
	    is_part ? dais_text_letter_mark(c->a, c->l, (unsigned)n.letter)
		    : dais_text_item_mark(c->a, c->l, n.number),
	    dais_compose_words(c, &it->title));
	if (elsewhere)
		cross_reference(c, s, item, first);
	else if (text)
		dais_compose_prose(c, s, body, &text->prose);
	for (size_t i = 0; i < it->parts.n; i++)
		annotation(
		    c, s, it->parts.v[i], body); /* NOLINT(misc-no-recursion): parts have none */
	if (!elsewhere)
		documentation(c, s, item, body, 4);
}

void
dais_compose_annotations(struct compose *c)
{
	struct dais_node *all = dais_tree_add(c->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_ANNOTATIONS);

	all->id = DAIS_STR("annotations");
	(void)dais_compose_heading(c, all, 1, DAIS_STR_NONE,
	    dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "annotations")));
	for (size_t i = 0; i < c->r->together.n; i++) {
		size_t body = c->r->meetings.v[c->r->together.v[i]].body;
		const struct dais_agenda *agenda = dais_record_agenda(c->r, body);
		struct dais_node *s = all;

		if (!agenda)
			continue;
		if (c->r->together.n > 1) {
			s = dais_tree_add(c->t, all, DAIS_NODE_SECTION, DAIS_ROLE_BODY);
			s->id = dais_arena_printf(
			    c->a, "annotations.%.*s", DAIS_STR_ARG(c->r->bodies.v[body].id));
			s->subject = dais_arena_printf(
			    c->a, "body:%.*s", DAIS_STR_ARG(c->r->bodies.v[body].id));
			(void)dais_compose_heading(c, s, 2, DAIS_STR_NONE,
			    dais_compose_words(c, &c->r->bodies.v[body].name));
		}
		for (size_t k = 0; k < agenda->items.n; k++)
			annotation(c, s, agenda->items.v[k], body);
	}
}
