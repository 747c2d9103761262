/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agenda of a meeting as one table: items that several bodies have stand once, with the number
 * each body gives them.
 */
#include "web/portal/parts.h"

static void
head_row(struct dais_page *p, const struct dais_view_package *v)
{
	dais_xml_open(&p->xml, "thead");
	dais_xml_open(&p->xml, "tr");
	for (size_t c = 0; c < v->meetings.n; c++) {
		const struct dais_view_body *body = &v->meetings.v[c].body;

		dais_page_open_head(p, "col");
		if (v->meetings.n == 1)
			dais_page_put(p, DAIS_SAY_PORTAL_NUMBER);
		else if (body->symbol.n)
			dais_page_symbol(p, body->symbol);
		else
			dais_page_put_ml(p, &body->name);
		dais_page_end(p);
	}
	dais_page_column(p, DAIS_SAY_PORTAL_ITEM);
	dais_page_column(p, DAIS_SAY_PORTAL_DOCUMENTS);
	dais_page_column(p, DAIS_SAY_PORTAL_WHEN);
	dais_page_end(p);
	dais_page_end(p);
}

/* Bytes of annotations that the page of a meeting holds, folded; of more, each is a link to the
 * page of its item, so that the first view stays under 50 kB (doc/site.md). */
#define ANNOTATIONS_MAX 20000

static bool
are_long(const struct dais_view_package *v)
{
	size_t n = 0;

	for (size_t i = 0; i < v->items.n; i++)
		for (size_t k = 0; k < v->items.v[i].annotations.n; k++) {
			const dais_view_block_vec *b = &v->items.v[i].annotations.v[k].blocks;

			for (size_t j = 0; j < b->n; j++)
				for (size_t s = 0; s < b->v[j].spans.n; s++)
					n += b->v[j].spans.v[s].text.n;
		}
	return n > ANNOTATIONS_MAX;
}

void
dais_portal_prose(struct dais_page *p, const struct dais_view_annotation *n)
{
	dais_page_element(p, "div", "prose");
	if (n->language != p->language) {
		dais_page_language(p, n->language);
	}
	dais_xml_newline(&p->xml);
	dais_portal_blocks(p, &n->blocks);
	dais_page_end(p);
}

/* Where an annotation stands; a script fetches it from there and unfolds it here. */
static void
annotation_link(
    struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	dais_xml_open(&p->xml, "p");
	dais_page_link(p, dais_page_path(p, dais_portal_item_path(p, v, item)), "annotation");
	dais_page_put(p, DAIS_SAY_PORTAL_ANNOTATION);
	dais_page_element(p, "span", "hidden");
	dais_xml_text(&p->xml, dais_portal_colon(p));
	dais_page_put_ml(p, &item->title);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
annotation(struct dais_page *p, const struct dais_view_annotation *n)
{
	dais_xml_open(&p->xml, "details");
	dais_xml_open(&p->xml, "summary");
	if (n->body)
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_PORTAL_ANNOTATION_FOR, "body",
					   dais_page_words(p, n->body)));
	else
		dais_page_put(p, DAIS_SAY_PORTAL_ANNOTATION);
	dais_page_end(p);
	dais_portal_prose(p, n);
	dais_page_end(p);
}

static void
number_cells(
    struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	for (size_t c = 0; c < v->meetings.n; c++) {
		dais_page_element(p, "td", "number");
		if (item->numbers[c].n && v->meetings.n > 1)
			dais_xml_attr(&p->xml, "data-label", v->meetings.v[c].body.symbol);
		if (item->numbers[c].n)
			dais_xml_elem(&p->xml, "bdi", item->numbers[c]);
		dais_page_end(p);
	}
}

static void
title_cell(struct dais_page *p, const struct dais_view_package *v,
    const struct dais_view_item *item, bool fold)
{
	dais_xml_open(&p->xml, "td");
	dais_page_element(p, "p", "item");
	dais_page_put_ml(p, &item->title);
	if (item->is_common) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_element(p, "span", "tag soft");
		dais_page_put(p, DAIS_SAY_PORTAL_COMMON);
		dais_xml_close(&p->xml);
	}
	dais_page_end(p);
	for (size_t i = 0; fold && i < item->annotations.n; i++)
		annotation(p, &item->annotations.v[i]);
	if (!fold && item->annotations.n)
		annotation_link(p, v, item);
	dais_page_end(p);
}

static void
document_cell(
    struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item)
{
	dais_xml_open(&p->xml, "td");
	for (size_t i = 0; i < item->documents.n; i++) {
		const struct dais_view_document *d = &v->documents.v[item->documents.v[i]];

		if (i) {
			dais_xml_open(&p->xml, "br");
			dais_xml_close(&p->xml);
		}
		if (d->symbols.n) {
			dais_portal_symbols(p, d);
			continue;
		}
		dais_page_link(p, dais_arena_concat(p->arena, DAIS_STR("#document-"), d->id), NULL);
		dais_page_put_ml(p, &d->title);
		dais_xml_close(&p->xml);
	}
	dais_page_end(p);
}

static void
time_cell(struct dais_page *p, const struct dais_view_item *item)
{
	dais_page_element(p, "td", "times");
	for (size_t i = 0; i < item->times.n; i++)
		dais_page_sitting(p, item->times.v[i].start, item->times.v[i].end, DAIS_STR_NONE);
	dais_page_end(p);
}

static void
row(struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item,
    bool fold)
{
	dais_page_element(p, "tr", item->level ? "part sub" : "part");
	dais_xml_attr(&p->xml, "id", item->anchor);
	dais_xml_newline(&p->xml);
	number_cells(p, v, item);
	title_cell(p, v, item, fold);
	document_cell(p, v, item);
	time_cell(p, item);
	dais_page_end(p);
}

void
dais_portal_agenda(struct dais_page *p, const struct dais_view_package *v)
{
	bool fold = !are_long(v);

	dais_page_element(p, "table", "stack agenda");
	dais_page_say_in(p, "caption", "hidden", DAIS_SAY_PORTAL_AGENDA_CAPTION);
	head_row(p, v);
	dais_xml_open(&p->xml, "tbody");
	dais_xml_newline(&p->xml);
	for (size_t i = 0; i < v->items.n; i++)
		row(p, v, &v->items.v[i], fold);
	dais_page_end(p);
	dais_page_end(p);
}
