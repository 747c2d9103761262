/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A table while its cells are filled: rows (table_rows.c), then cells (tables.c).
 */
#ifndef DAIS_READ_PDF_TABLES_PRIV_H
#define DAIS_READ_PDF_TABLES_PRIV_H

#include "read/pdf/regions_priv.h"

/* Between rows is more than this, in least distances of lines. */
#define PDF_ROW_SPACE 1.3f

struct cell {
	unsigned row, column, rows, columns;
	DAIS_VEC(const struct pdf_segment *) parts;
};

struct table {
	struct pdf_document *doc;
	struct page_rows *p;
	const struct region *g;
	unsigned *row_of;     /* rows of the table, by rows of the region */
	unsigned rows;
	float *below;         /* by row of the table: height of the rule that ends it; 0 none */
	DAIS_VEC(struct cell) cells;
	float least; /* distance of lines */
	bool numbered; /* numbers begin its rows */
	float edge_space; /* between the edges of columns and the words */
};

/* Whether row @r of the page begins with a number, "4.", alone or before words. */
bool pdf_begins_with_number(const struct table *t, size_t r);
/* Sets row_of, rows, below, least and numbered of @t, a table that is no grid. */
void pdf_find_table_rows(struct table *t);

#endif
