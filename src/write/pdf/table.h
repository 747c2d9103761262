/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables between the file that sets them (table.c) and the one that draws them (table_draw.c).
 */
#ifndef DAIS_WRITE_PDF_TABLE_H
#define DAIS_WRITE_PDF_TABLE_H

#include "write/pdf/layout.h"

#define DAIS_CELL_PAD_X 4.0
#define DAIS_CELL_PAD_Y 3.0
#define DAIS_TABLE_COLUMNS_MAX 200

struct dais_cell {
	const struct dais_node *node;
	unsigned column, colspan, rowspan;
	double x, width;      /* x from the start of the page */
	struct dais_para **paras;
	unsigned n_paras;
	unsigned next_para, next_line; /* what is not drawn yet */
	size_t element; /* its TH or TD, when begun */
};

struct dais_row {
	struct dais_table *table;
	const struct dais_node *node;
	struct dais_buf cells; /* struct dais_cell */
	unsigned n_cells;
	double height;
	bool is_head;          /* belongs to the repeated head */
	bool first_body;       /* first row under the head */
	bool begun; /* drawn, or in part */
	bool kept;             /* drawn, and held as the table's day */
	struct dais_row *next_free;
};

struct dais_table {
	const struct dais_node *node;
	unsigned n_columns;
	double
	    starts[DAIS_TABLE_COLUMNS_MAX + 1]; /* from the start of the page; the last: the end */
	unsigned busy[DAIS_TABLE_COLUMNS_MAX]; /* rows a span still takes in each column */
	DAIS_VEC(struct dais_row *) head;
	double head_height;
	bool head_drawn;
	bool repeats; /* the head is low enough to be printed on every page */
	struct dais_row *day; /* last row drawn that heads others: repeated under the head */
	struct dais_row *free;
};

/* Its cells, as many as have been begun in it. */
static inline struct dais_cell *
dais_row_cells(const struct dais_row *r)
{
	return (struct dais_cell *)(void *)r->cells.p;
}

#endif
