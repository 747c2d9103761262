/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables divided by rules in both directions, between who finds them (grid.c) and who fills their
 * cells (tables.c).
 */
#ifndef DAIS_READ_PDF_GRID_PRIV_H
#define DAIS_READ_PDF_GRID_PRIV_H

#include "read/pdf/regions_priv.h"

struct pdf_grid_cell {
	unsigned row, column, rows, columns;
};

struct pdf_grid {
	float *xs, *ys; /* columns + 1, rows + 1 places, points, in order */
	unsigned rows, columns;
	struct pdf_grid_cell *cells;
	unsigned *of; /* of each place of the lattice, row by row, its cell */
};

/* Adds the grids of the page to p->regions. */
void pdf_find_grids(struct page_rows *p);
/* The cell that @s stands in; NULL when it stands beside the grid. */
const struct pdf_grid_cell *pdf_grid_cell_of(const struct pdf_grid *g, const struct pdf_segment *s);

#endif
