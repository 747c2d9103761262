/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs, lists inside prose, tables.
 */
#include "write/akn/akn_priv.h"

static void
close_line(struct akn *k)
{
	dais_xml_close(&k->w);
	dais_xml_newline(&k->w);
}

static void
refers_to(struct akn *k, const struct dais_node *n)
{
	struct dais_str to = dais_akn_refers_to(k, n->subject);

	if (to.n)
		dais_xml_attr(&k->w, "refersTo", to);
}

static void
paragraph(struct akn *k, const struct dais_node *n, struct dais_str parent)
{
	dais_xml_open(&k->w, "p");
	if (n->id.n) {
		struct dais_str eid = dais_akn_eid(k, parent, "p", DAIS_STR_NONE);

		dais_akn_anchor(k, n, eid);
		dais_xml_attr(&k->w, "eId", eid);
	}
	refers_to(k, n);
	if (n->flags & DAIS_NODE_UNNUMBERED_INDENT)
		dais_xml_attr_c(&k->w, "class", "quotation");
	if (n->number.n) {
		dais_xml_open(&k->w, "inline");
		dais_xml_attr_c(&k->w, "name", "num");
		dais_xml_text(&k->w, n->number);
		dais_xml_close(&k->w);
		dais_xml_text_c(&k->w, " ");
	}
	dais_akn_runs(k, &n->runs);
	close_line(k);
}

static void
item(struct akn *k, const struct dais_node *n, struct dais_str parent, unsigned letter)
{
	bool is_bullet = dais_str_is(n->number, "•") || dais_str_is(n->number, "–");
	struct dais_str eid = dais_akn_eid(
	    k, parent, "item", is_bullet ? DAIS_STR_NONE : dais_akn_number(k, n->number, letter));

	dais_akn_anchor(k, n, eid);
	dais_xml_open(&k->w, "item");
	dais_xml_attr(&k->w, "eId", eid);
	refers_to(k, n);
	dais_xml_newline(&k->w);
	if (n->number.n) {
		dais_xml_elem(&k->w, "num", n->number);
		dais_xml_newline(&k->w);
	}
	for (size_t i = 0; i < n->children.n; i++)
		dais_akn_block(
		    k, n->children.v[i], eid); /* NOLINT(misc-no-recursion): depth limit */
	if (!n->children.n)
		dais_xml_elem(&k->w, "p", DAIS_STR_NONE);
	close_line(k);
}

static void
list(struct akn *k, const struct dais_node *n, struct dais_str parent)
{
	struct dais_str eid;

	if (!n->children.n)
		return;
	eid = dais_akn_eid(k, parent, "list", DAIS_STR_NONE);
	dais_akn_anchor(k, n, eid);
	dais_xml_open(&k->w, "blockList");
	dais_xml_attr(&k->w, "eId", eid);
	dais_xml_newline(&k->w);
	for (size_t i = 0; i < n->children.n; i++) {
		const struct dais_node *child = n->children.v[i];

		if (child->kind == DAIS_NODE_ITEM) {
			item(k, child, eid, (unsigned)i); /* NOLINT(misc-no-recursion) */
			continue;
		}
		/* A list directly in a list (its level was skipped) needs an item around it. */
		dais_xml_open(&k->w, "item");
		dais_xml_attr(&k->w, "eId", dais_akn_eid(k, eid, "item", DAIS_STR_NONE));
		dais_akn_block(k, child, eid); /* NOLINT(misc-no-recursion): depth limit */
		close_line(k);
	}
	close_line(k);
}

/* A heading among blocks, where the hierarchy has no place for it (inside a list). */
static void
loose_heading(struct akn *k, const struct dais_node *n)
{
	dais_xml_open(&k->w, "block");
	dais_xml_attr_c(&k->w, "name", "heading");
	if (n->number.n) {
		dais_xml_text(&k->w, n->number);
		dais_xml_text_c(&k->w, " ");
	}
	dais_akn_runs(k, &n->runs);
	close_line(k);
}

void
dais_akn_block(struct akn *k, const struct dais_node *n, struct dais_str parent)
{
	if (k->depth >= DAIS_AKN_DEPTH_MAX) {
		k->too_deep = true;
		return;
	}
	k->depth++;
	switch (n->kind) {
	case DAIS_NODE_PARAGRAPH:
		paragraph(k, n, parent);
		break;
	case DAIS_NODE_LIST:
		list(k, n, parent); /* NOLINT(misc-no-recursion): DAIS_AKN_DEPTH_MAX */
		break;
	case DAIS_NODE_TABLE:
		dais_akn_table(k, n, parent);
		break;
	case DAIS_NODE_HEADING:
		loose_heading(k, n);
		break;
	default:
		break; /* a page break means nothing here; the rest is no block */
	}
	k->depth--;
}

static void
time_of(struct akn *k, const char *type, struct dais_local at)
{
	/* 24:00 is no xsd:dateTime of the same day before XSD 1.1. */
	if (at.minute == 1440) {
		at.date = dais_date_add(at.date, 1);
		at.minute = 0;
	}
	dais_xml_open(&k->w, "recordedTime");
	dais_xml_attr_c(&k->w, "type", type);
	dais_xml_attr(
	    &k->w, "time", dais_arena_concat(k->a, dais_local_print(k->a, at), DAIS_STR(":00")));
}

static void
cell(struct akn *k, const struct dais_node *row, const struct dais_node *n, struct dais_str eid)
{
	unsigned open;

	dais_xml_open(&k->w, n->is_header ? "th" : "td");
	if (n->colspan > 1)
		dais_xml_attr_int(&k->w, "colspan", n->colspan);
	if (n->rowspan > 1)
		dais_xml_attr_int(&k->w, "rowspan", n->rowspan);
	for (size_t i = 0; i < n->children.n; i++) {
		const struct dais_node *p = n->children.v[i];

		if (p->kind != DAIS_NODE_PARAGRAPH) {
			dais_akn_block(k, p, eid);
			continue;
		}
		open = k->w.depth;
		dais_xml_open(&k->w, "p");
		if (n->is_header && row->role == DAIS_ROLE_SITTING && row->start.minute >= 0)
			time_of(k, "startEvent", row->start);
		if (n->is_header && row->role == DAIS_ROLE_SITTING && row->end.minute >= 0)
			time_of(k, "endEvent", row->end);
		if (row->role == DAIS_ROLE_DAY && dais_date_is_set(row->start.date)) {
			dais_xml_open(&k->w, "date");
			dais_xml_attr(&k->w, "date", dais_date_print(k->a, row->start.date));
		}
		dais_akn_runs(k, &p->runs);
		while (k->w.depth > open)
			dais_xml_close(&k->w);
	}
	dais_xml_close(&k->w);
}

void
dais_akn_table(struct akn *k, const struct dais_node *table, struct dais_str parent)
{
	struct dais_str eid;

	if (!table->children.n)
		return;
	eid = dais_akn_eid(k, parent, "table", DAIS_STR_NONE);
	dais_akn_anchor(k, table, eid);
	dais_xml_open(&k->w, "table");
	dais_xml_attr(&k->w, "eId", eid);
	if (table->role == DAIS_ROLE_TIMETABLE)
		dais_xml_attr_c(&k->w, "class", "timetable");
	dais_xml_newline(&k->w);
	for (size_t i = 0; i < table->children.n; i++) {
		const struct dais_node *row = table->children.v[i];

		if (!row->children.n)
			continue;
		dais_xml_open(&k->w, "tr");
		if (row->role == DAIS_ROLE_DAY)
			dais_xml_attr_c(&k->w, "class", "day");
		else if (row->role == DAIS_ROLE_SITTING)
			dais_xml_attr_c(&k->w, "class", "sitting");
		dais_xml_newline(&k->w);
		for (size_t c = 0; c < row->children.n; c++)
			cell(k, row, row->children.v[c], eid);
		dais_xml_newline(&k->w);
		close_line(k);
	}
	close_line(k);
}
