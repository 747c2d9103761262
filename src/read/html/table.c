/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables: the grid that spans make, and tables that only lay out a page.
 * Source: WHATWG HTML, "forming a table".
 */
#include "read/html/html_priv.h"

/* HTML allows a span of 1,000 columns; no printed table has a tenth of it. */
#define COLUMNS_MAX 256u
#define ROWS_MAX 65534

struct grid {
	unsigned busy[COLUMNS_MAX]; /* rows below that a cell still covers */
	unsigned row, columns;
	bool head; /* in the rows of headings */
	bool head_row;
};

struct shape {
	unsigned cells; /* most in a row */
	bool nested;    /* a table or a large heading in a cell */
};

static void
look(struct shape *s, const GumboNode *n)
{
	const GumboVector *v = html_children(n);
	unsigned cells = 0;

	for (unsigned i = 0; v && i < v->length && !s->nested; i++) {
		const GumboNode *child = html_child(v, i);
		GumboTag tag = html_tag(child);

		cells += tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
		s->nested |= tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_H2;
		if (!s->nested)
			look(s, child); /* NOLINT(misc-no-recursion): HTML_DEPTH_MAX */
	}
	if (cells > s->cells)
		s->cells = cells;
}

static bool
is_layout(const GumboNode *table)
{
	struct shape s = { .cells = 0 };

	if (html_attr_is(table, "role", "presentation") || html_attr_is(table, "role", "none"))
		return true;
	look(&s, table);
	return s.nested || s.cells < 2;
}

static bool
is_cell(const GumboNode *n)
{
	return html_tag(n) == GUMBO_TAG_TD || html_tag(n) == GUMBO_TAG_TH;
}

/* Whether all cells of a row are headings of columns. */
static bool
is_head_row(const GumboNode *row)
{
	const GumboVector *v = html_children(row);
	unsigned heads = 0, cells = 0;

	for (unsigned i = 0; i < v->length; i++) {
		const GumboNode *n = html_child(v, i);

		cells += is_cell(n);
		heads += html_tag(n) == GUMBO_TAG_TH && !html_attr_is(n, "scope", "row") &&
			 !html_attr_is(n, "scope", "rowgroup");
	}
	return heads > 1 && heads == cells;
}

static unsigned
span(const GumboNode *cell, const char *name, int64_t max)
{
	int64_t v = 1;

	if (!dais_str_to_int(html_attr(cell, name), 0, max, &v))
		return 1;
	return (unsigned)v;
}

static void
walk_cell(struct html_reader *r, const GumboNode *n, struct grid *g, unsigned *at, unsigned rows,
    struct html_context c)
{
	unsigned columns = span(n, "colspan", 1000), down = span(n, "rowspan", ROWS_MAX);

	while (*at < COLUMNS_MAX && g->busy[*at])
		++*at;
	if (*at >= COLUMNS_MAX)
		*at = COLUMNS_MAX - 1;
	columns = columns == 0 ? 1 : columns;
	columns = columns > COLUMNS_MAX - *at ? COLUMNS_MAX - *at : columns;
	/* None: to the end of the group; and never beyond it. */
	down = down == 0 || down > rows ? rows : down;
	for (unsigned i = *at; i < *at + columns; i++)
		g->busy[i] = down;
	if (*at + columns > g->columns)
		g->columns = *at + columns;
	c.role = c.in_note ? DAIS_FLOW_NOTE : DAIS_FLOW_CELL;
	c.row = g->row;
	c.column = *at;
	c.rows = down;
	c.columns = columns;
	c.head = g->head || g->head_row;
	c.indent = 0;
	html_break(r);
	html_walk(r, n, c);
	html_break(r);
	*at += columns;
}

/* @rows: how many the group still has, this one counted. */
static void
walk_row(struct html_reader *r, const GumboNode *row, struct grid *g, unsigned rows,
    struct html_context c)
{
	const GumboVector *v = html_children(row);
	unsigned at = 0;

	g->head_row = is_head_row(row);
	for (unsigned i = 0; i < v->length && !r->w.full; i++) {
		if (is_cell(html_child(v, i)) && !html_is_hidden(html_child(v, i)))
			walk_cell(r, html_child(v, i), g, &at, rows, c);
	}
	for (unsigned i = 0; i < g->columns; i++)
		g->busy[i] -= g->busy[i] > 0;
	g->row++;
}

static unsigned
count_rows(const GumboNode *group)
{
	const GumboVector *v = html_children(group);
	unsigned n = 0;

	for (unsigned i = 0; i < v->length; i++)
		n += html_tag(html_child(v, i)) == GUMBO_TAG_TR;
	return n;
}

static void
walk_group(struct html_reader *r, const GumboNode *group, struct grid *g, struct html_context c)
{
	const GumboVector *v = html_children(group);
	unsigned rows = count_rows(group);

	g->head = html_tag(group) == GUMBO_TAG_THEAD;
	for (unsigned i = 0; i < v->length; i++) {
		const GumboNode *n = html_child(v, i);

		if (html_tag(n) != GUMBO_TAG_TR)
			continue;
		if (!html_is_hidden(n))
			walk_row(r, n, g, rows, c);
		rows--;
	}
	for (unsigned i = 0; i < g->columns; i++)
		g->busy[i] = 0;
}

/* A caption for those who do not see the heading above repeats it. */
static void
drop_repetition(struct dais_flow *f)
{
	struct dais_flow_block *last = f->blocks.n ? &f->blocks.v[f->blocks.n - 1] : NULL;

	if (f->blocks.n < 2 || !dais_str_eq(last->text, last[-1].text))
		return;
	f->bytes -= last->text.n;
	f->blocks.n--;
}

static void
walk_captions(struct html_reader *r, const GumboNode *table, struct html_context c)
{
	const GumboVector *v = html_children(table);

	for (unsigned i = 0; i < v->length; i++) {
		size_t before = r->flow->blocks.n;

		if (html_tag(html_child(v, i)) != GUMBO_TAG_CAPTION)
			continue;
		html_walk(r, html_child(v, i), c);
		if (r->flow->blocks.n == before + 1)
			drop_repetition(r->flow);
	}
}

void
html_walk_table(struct html_reader *r, const GumboNode *table, struct html_context c)
{
	const GumboVector *v = html_children(table);
	struct grid g = { .row = 0 };

	if (c.outside || r->has_table || is_layout(table)) {
		html_walk_children(r, table, 0, c);
		return;
	}
	walk_captions(r, table, c);
	r->has_table = true;
	r->w.table = ++r->flow->tables;
	for (unsigned i = 0; i < v->length && !r->w.full; i++) {
		GumboTag tag = html_tag(html_child(v, i));

		if (tag == GUMBO_TAG_TBODY || tag == GUMBO_TAG_THEAD || tag == GUMBO_TAG_TFOOT)
			walk_group(r, html_child(v, i), &g, c);
	}
	r->has_table = false;
	r->w.table = 0;
}
