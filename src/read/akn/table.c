/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of Akoma Ntoso, which are those of HTML without groups of rows.
 */
#include "read/akn/akn_priv.h"

void
akn_start_table(struct akn_reader *r)
{
	if (r->grid.depth++)
		return;
	r->grid = (struct akn_grid){ .depth = 1 };
	r->w.table = ++r->flow->tables;
}

void
akn_end_table(struct akn_reader *r)
{
	if (--r->grid.depth == 0)
		r->w.table = 0;
}

void
akn_start_row(struct akn_reader *r)
{
	if (r->grid.depth != 1)
		return;
	r->grid.column = r->grid.cells = r->grid.heads = 0;
	r->grid.row_from = r->flow->blocks.n;
}

void
akn_end_row(struct akn_reader *r)
{
	struct akn_grid *g = &r->grid;

	if (g->depth != 1)
		return;
	for (size_t i = g->row_from; g->heads > 1 && g->heads == g->cells && i < r->flow->blocks.n;
	    i++)
		r->flow->blocks.v[i].head = r->flow->blocks.v[i].role == DAIS_FLOW_CELL;
	for (unsigned i = 0; i < g->columns; i++)
		g->busy[i] -= g->busy[i] > 0;
	g->row++;
}

static unsigned
span(const struct dais_xml_tag *tag, const char *name, int64_t max)
{
	int64_t v = 1;

	return dais_str_to_int(akn_value(tag, name), 1, max, &v) ? (unsigned)v : 1;
}

void
akn_start_cell(struct akn_reader *r, const struct dais_xml_tag *tag, bool head)
{
	struct akn_grid *g = &r->grid;
	unsigned columns = span(tag, "colspan", AKN_COLUMNS_MAX),
		 rows = span(tag, "rowspan", 65534);

	if (g->depth != 1)
		return;
	while (g->column < AKN_COLUMNS_MAX && g->busy[g->column])
		g->column++;
	if (g->column >= AKN_COLUMNS_MAX)
		g->column = AKN_COLUMNS_MAX - 1;
	if (columns > AKN_COLUMNS_MAX - g->column)
		columns = AKN_COLUMNS_MAX - g->column;
	for (unsigned i = g->column; i < g->column + columns; i++)
		g->busy[i] = rows;
	r->cell.row = g->row;
	r->cell.column = g->column;
	r->cell.rows = rows;
	r->cell.columns = columns;
	g->column += columns;
	g->columns = g->column > g->columns ? g->column : g->columns;
	g->cells++;
	g->heads += head;
}
