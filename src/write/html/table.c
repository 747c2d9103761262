/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables. Every body cell carries the label of its column as data-label, for narrow screens,
 * where the style sheet stacks the cells. A row that heads a day starts a row group.
 */
#include "write/html/html_priv.h"

#define COLUMNS_MAX 32

struct grid {
	const struct dais_node *table;
	size_t columns;
	unsigned taken[COLUMNS_MAX];         /* rows still covered by a cell from above */
	struct dais_str
	    labels[COLUMNS_MAX]; /* of the cell of the first header row starting there */
};

static struct dais_str
cell_text(struct html *h, const struct dais_node *cell)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < cell->children.n; i++) {
		struct dais_str part = dais_runs_plain(h->a, &cell->children.v[i]->runs);

		s = s.n ? dais_arena_printf(h->a, "%.*s %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(part))
			: part;
	}
	return s;
}

/* The column of the next cell at or after @at, not covered from above. */
static size_t
free_column(const struct grid *g, size_t at)
{
	while (at < COLUMNS_MAX && g->taken[at])
		at++;
	return at;
}

static void
take(struct grid *g, size_t at, const struct dais_node *cell)
{
	for (size_t i = at; i < at + cell->colspan && i < COLUMNS_MAX; i++)
		g->taken[i] = cell->rowspan;
}

static void
end_row(struct grid *g)
{
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		g->taken[i] -= g->taken[i] ? 1 : 0;
}

static void
find_labels(struct html *h, struct grid *g)
{
	const struct dais_node *row;
	size_t at = 0;

	if (!g->table->header_rows || !g->table->children.n)
		return;
	row = g->table->children.v[0];
	for (size_t i = 0; i < row->children.n && at < COLUMNS_MAX; i++) {
		g->labels[at] = cell_text(h, row->children.v[i]);
		at += row->children.v[i]->colspan;
	}
}

static const char *
scope(const struct dais_node *row, bool in_head)
{
	if (in_head)
		return "col";
	return row->role == DAIS_ROLE_DAY ? "rowgroup" : "row";
}

static void
open_cell(struct html *h, struct grid *g, const struct dais_node *row, const struct dais_node *cell,
    size_t at, bool in_head)
{
	bool is_empty = cell_text(h, cell).n == 0;
	bool is_th = cell->is_header && !is_empty;

	dais_xml_open(&h->w, is_th ? "th" : "td");
	if (is_empty)
		dais_xml_attr_c(&h->w, "class", "empty");
	if (is_th)
		dais_xml_attr_c(&h->w, "scope", scope(row, in_head));
	if (cell->colspan > 1)
		dais_xml_attr_int(&h->w, "colspan", cell->colspan);
	if (cell->rowspan > 1)
		dais_xml_attr_int(&h->w, "rowspan", cell->rowspan);
	if (!is_th && !in_head && at < COLUMNS_MAX && g->labels[at].n)
		dais_xml_attr(&h->w, "data-label", g->labels[at]);
}

static void
cell_content(struct html *h, const struct dais_node *row, const struct dais_node *cell)
{
	bool dated = cell->is_header && dais_date_is_set(row->start.date);

	for (size_t i = 0; i < cell->children.n; i++) {
		const struct dais_node *p = cell->children.v[i];

		dais_xml_open(&h->w, "p");
		if (dated && i == 0) {
			dais_xml_open(&h->w, "time");
			dais_html_datetime(h, row->start);
		}
		dais_html_runs(h, &p->runs);
		if (dated && i == 0)
			dais_xml_close(&h->w);
		dais_xml_close(&h->w);
	}
}

static void
write_row(struct html *h, struct grid *g, const struct dais_node *row, bool in_head)
{
	const char *name = row->role == DAIS_ROLE_DAY       ? "day"
			   : row->role == DAIS_ROLE_SITTING ? "sitting"
							    : "";
	size_t at = 0;

	dais_xml_open(&h->w, "tr");
	if (row->id.n)
		dais_xml_attr(&h->w, "id", row->id);
	dais_html_class(h, name);
	for (size_t i = 0; i < row->children.n; i++) {
		const struct dais_node *cell = row->children.v[i];

		at = free_column(g, at);
		open_cell(h, g, row, cell, at, in_head);
		cell_content(h, row, cell);
		dais_xml_close(&h->w);
		take(g, at, cell);
		at += cell->colspan;
	}
	end_row(g);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
columns(struct html *h, const struct dais_node *t)
{
	double sum = 0;

	for (size_t i = 0; i < t->columns.n; i++)
		sum += t->columns.v[i];
	if (sum <= 0)
		return;
	dais_xml_open(&h->w, "colgroup");
	for (size_t i = 0; i < t->columns.n; i++) {
		int permille = (int)(t->columns.v[i] * 1000 / sum + 0.5);

		dais_xml_open(&h->w, "col");
		dais_xml_attr(&h->w, "style",
		    dais_arena_printf(h->a, "inline-size:%d.%d%%", permille / 10, permille % 10));
		dais_xml_close(&h->w);
	}
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

static void
write_rows(struct html *h, struct grid *g)
{
	const struct dais_node *t = g->table;
	size_t head = t->header_rows < t->children.n ? t->header_rows : 0;
	unsigned outside = h->w.depth;

	for (size_t i = 0; i < t->children.n; i++) {
		const struct dais_node *row = t->children.v[i];

		if (i == 0 || i == head || row->role == DAIS_ROLE_DAY) {
			while (h->w.depth > outside)
				dais_xml_close(&h->w);
			dais_xml_open(&h->w, i < head ? "thead" : "tbody");
			dais_xml_newline(&h->w);
		}
		write_row(h, g, row, i < head);
	}
	while (h->w.depth > outside)
		dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}

void
dais_html_table(struct html *h, const struct dais_node *table)
{
	struct grid g = { .table = table };
	struct dais_str id = dais_arena_printf(h->a, "table_%u", ++h->tables_seen);
	bool is_timetable = table->role == DAIS_ROLE_TIMETABLE;

	if (!table->children.n)
		return;
	find_labels(h, &g);
	dais_xml_open(&h->w, "div");
	dais_html_class(h, "scroll");
	if (h->caption.n) {
		dais_xml_attr_c(&h->w, "role", "region");
		dais_xml_attr(&h->w, "aria-labelledby", id);
		dais_xml_attr_c(&h->w, "tabindex", "0");
	}
	dais_xml_newline(&h->w);
	dais_xml_open(&h->w, "table");
	if (table->id.n)
		dais_xml_attr(&h->w, "id", table->id);
	dais_html_class(h, is_timetable ? "timetable" : "");
	dais_xml_newline(&h->w);
	if (h->caption.n) {
		dais_xml_open(&h->w, "caption");
		dais_xml_attr(&h->w, "id", id);
		dais_xml_text(&h->w, h->caption);
		dais_xml_close(&h->w);
		dais_xml_newline(&h->w);
	}
	columns(h, table);
	write_rows(h, &g);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
	dais_xml_close(&h->w);
	dais_xml_newline(&h->w);
}
