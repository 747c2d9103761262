/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Blocks of prose as HTML: paragraphs, lists, quotations.
 */
#include "web/portal/parts.h"

#define LIST_DEPTH_MAX 8u

static void
put_words(struct dais_page *p, const struct dais_view_span *s)
{
	if (s->is_symbol)
		dais_page_symbol(p, s->text);
	else
		dais_xml_text(&p->xml, s->text);
}

static void
put_span(struct dais_page *p, const struct dais_view_span *s)
{
	unsigned open = 0;

	if (s->is_break) {
		dais_xml_open(&p->xml, "br");
		dais_xml_close(&p->xml);
		return;
	}
	if (s->href.n) {
		dais_page_link(p, s->href, NULL);
		open++;
	}
	if (s->strong) {
		dais_xml_open(&p->xml, "strong");
		open++;
	}
	if (s->emphasis) {
		dais_xml_open(&p->xml, "em");
		open++;
	}
	put_words(p, s);
	while (open--)
		dais_xml_close(&p->xml);
}

static void
put_spans(struct dais_page *p, const struct dais_view_block *b)
{
	for (size_t i = 0; i < b->spans.n; i++)
		put_span(p, &b->spans.v[i]);
}

/* Lists that are open: each level has a list and an item. */
struct lists {
	unsigned depth;
	bool numbered[LIST_DEPTH_MAX];
};

static void
close_to(struct dais_page *p, struct lists *ls, unsigned depth)
{
	while (ls->depth > depth) {
		dais_page_end(p);
		dais_page_end(p);
		ls->depth--;
	}
}

static void
list_item(struct dais_page *p, struct lists *ls, const struct dais_view_block *b)
{
	bool numbered = b->kind == DAIS_BLOCK_NUMBERED;
	unsigned level = b->level ? b->level : 1;

	level = level > LIST_DEPTH_MAX ? LIST_DEPTH_MAX : level;
	close_to(p, ls, level);
	if (ls->depth == level && ls->numbered[level - 1] != numbered)
		close_to(p, ls, level - 1);
	if (ls->depth == level) {
		dais_page_end(p);
		dais_xml_open(&p->xml, "li");
	}
	while (ls->depth < level) {
		dais_xml_open(&p->xml, numbered ? "ol" : "ul");
		if (numbered && b->number > 1)
			dais_xml_attr_int(&p->xml, "start", b->number);
		dais_xml_open(&p->xml, "li");
		ls->numbered[ls->depth++] = numbered;
	}
	put_spans(p, b);
}

void
dais_portal_blocks(struct dais_page *p, const dais_view_block_vec *blocks)
{
	struct lists ls = { .depth = 0 };

	for (size_t i = 0; i < blocks->n; i++) {
		const struct dais_view_block *b = &blocks->v[i];

		if (b->kind == DAIS_BLOCK_BULLET || b->kind == DAIS_BLOCK_NUMBERED) {
			list_item(p, &ls, b);
			continue;
		}
		close_to(p, &ls, 0);
		if (b->kind == DAIS_BLOCK_QUOTE)
			dais_xml_open(&p->xml, "blockquote");
		dais_page_element(p, "p", b->kind == DAIS_BLOCK_HEADING ? "subhead" : NULL);
		put_spans(p, b);
		dais_page_end(p);
		if (b->kind == DAIS_BLOCK_QUOTE)
			dais_page_end(p);
	}
	close_to(p, &ls, 0);
}
