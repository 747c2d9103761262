/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Authored prose to nodes: spans become runs, references are resolved, list items are gathered
 * into lists.
 */
#include "write/compose/parts.h"

#include "base/buf.h"

static unsigned
run_style(const struct dais_span *span)
{
	return (span->style & DAIS_SPAN_EMPHASIS ? DAIS_RUN_ITALIC : 0) |
	       (span->style & DAIS_SPAN_STRONG ? DAIS_RUN_BOLD : 0);
}

static void
reference(struct compose *c, dais_run_vec *runs, const struct dais_span *span, size_t body)
{
	struct dais_prose_place at = { c->r, c->l, body };
	struct dais_said said;
	struct dais_run *run;

	if (!dais_prose_say(&at, &span->ref, c->a, &said)) {
		(void)dais_tree_text(c->t, runs, DAIS_STR("[…]"), 0);
		return;
	}
	run =
	    dais_tree_text(c->t, runs, said.text.n ? said.text : DAIS_STR("[…]"), run_style(span));
	run->url = said.url;
	run->target = said.target;
	run->subject = said.subject;
	run->is_symbol = said.is_symbol;
}

static struct dais_str
after_reference(const dais_run_vec *runs, struct dais_str text)
{
	const struct dais_run *before = runs->n ? &runs->v[runs->n - 1] : NULL;

	return before && before->subject.n ? dais_prose_after(before->text, text) : text;
}

static void
spans(struct compose *c, dais_run_vec *runs, const struct dais_block *block, size_t body)
{
	for (size_t i = 0; i < block->spans.n; i++) {
		const struct dais_span *span = &block->spans.v[i];

		switch (span->kind) {
		case DAIS_SPAN_REF:
			reference(c, runs, span, body);
			break;
		case DAIS_SPAN_BREAK:
			if (runs->n)
				runs->v[runs->n - 1].style |= DAIS_RUN_BREAK;
			break;
		case DAIS_SPAN_LINK:
			dais_tree_text(c->t, runs, span->text, run_style(span))->url = span->url;
			break;
		case DAIS_SPAN_TEXT:
		default:
			(void)dais_tree_text(
			    c->t, runs, after_reference(runs, span->text), run_style(span));
			break;
		}
	}
}

#define LIST_DEPTH_MAX 8u

struct lists {
	struct dais_node *list[LIST_DEPTH_MAX];
	struct dais_node *item[LIST_DEPTH_MAX];
	unsigned depth;
};

static struct dais_node *
list_item(
    struct compose *c, struct dais_node *parent, struct lists *ls, const struct dais_block *block)
{
	unsigned level = block->level ? block->level : 1;
	struct dais_node *node;

	if (level > LIST_DEPTH_MAX)
		level = LIST_DEPTH_MAX;
	while (ls->depth < level) {
		struct dais_node *under = ls->depth ? ls->item[ls->depth - 1] : parent;

		ls->list[ls->depth] = dais_tree_add(c->t, under, DAIS_NODE_LIST, DAIS_ROLE_NONE);
		ls->item[ls->depth] = ls->list[ls->depth];
		ls->depth++;
	}
	ls->depth = level;
	node = dais_tree_add(c->t, ls->list[level - 1], DAIS_NODE_ITEM, DAIS_ROLE_NONE);
	ls->item[level - 1] = node;
	node->number = block->kind == DAIS_BLOCK_NUMBERED
			   ? dais_text_item_mark(c->a, c->l, block->number)
			   : DAIS_STR("•");
	return dais_tree_add(c->t, node, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
}

void
dais_compose_prose(
    struct compose *c, struct dais_node *parent, size_t body, const struct dais_prose *prose)
{
	struct lists ls = { .depth = 0 };

	for (size_t i = 0; i < prose->blocks.n; i++) {
		const struct dais_block *block = &prose->blocks.v[i];
		struct dais_node *node;

		if (block->kind == DAIS_BLOCK_BULLET || block->kind == DAIS_BLOCK_NUMBERED) {
			node = list_item(c, parent, &ls, block);
		} else {
			bool heading = block->kind == DAIS_BLOCK_HEADING;

			ls.depth = 0;
			node = dais_tree_add(c->t, parent,
			    heading ? DAIS_NODE_HEADING : DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
			if (heading) {
				node->level = 4;
				node->flags |= DAIS_NODE_KEEP_NEXT;
			}
			if (block->kind == DAIS_BLOCK_QUOTE)
				node->flags |= DAIS_NODE_UNNUMBERED_INDENT;
		}
		spans(c, &node->runs, block, body);
	}
}
