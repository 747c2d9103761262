/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables and columns of a page, between those who find them (regions*.c) and those who write their
 * cells (tables.c).
 */
#ifndef DAIS_READ_PDF_REGIONS_PRIV_H
#define DAIS_READ_PDF_REGIONS_PRIV_H

#include <stdlib.h>

#include "read/pdf/pdf_priv.h"

#define PDF_GUTTER 5.0f     /* least width of the strip between columns, points */
#define PDF_RARE_SHARE 0.2f /* of the rows may cross a gutter, in a table */

/* A line across the page. */
struct text_row {
	size_t from, to; /* segments */
	float base, size;
	unsigned parts;  /* that stand beside each other: numbers and leaders joined */
	bool turned;
	bool over; /* reaches over all columns of its table: a day, a heading */
};

/* A breadth of the page. */
struct strip {
	float from, to;
};

struct pdf_grid;

struct region {
	size_t from, to; /* rows */
	float left, right;
	DAIS_VEC(struct strip) cores; /* the breadth of the text of each column */
	DAIS_VEC(float) heights;      /* of horizontal rules */
	bool ruled;
	bool rows_ruled; /* a rule between all rows of the table */
	bool columns;    /* of running text, not a table */
	const struct pdf_grid *grid; /* NULL unless ruled in both directions */
};

struct page_rows {
	struct dais_arena *scratch;
	const struct pdf_page *page;
	DAIS_VEC(struct text_row) rows;
	DAIS_VEC(struct region) regions; /* from above */
	DAIS_VEC(float) heights;
};

/* Fills rows and regions of @p, whose page and scratch are set. */
void pdf_find_regions(struct page_rows *p);
/* order.c: sets r->parts. */
void pdf_count_parts(const struct pdf_page *page, struct text_row *r);
/* Whether row @row is part of a region. */
bool pdf_is_taken(const struct page_rows *p, size_t row);
/* The columns of @g that @left to @right lies over. */
void pdf_columns_of(
    const struct region *g, float left, float right, unsigned *ret_from, unsigned *ret_to);
/* Adds the ruled tables to p->regions (regions_ruled.c), then those without rules (regions_open.c).
 */
void pdf_find_ruled(struct page_rows *p);
void pdf_find_unruled(struct page_rows *p);
/* regions_tabbed.c: whether the rows of @g, @many of which have words beside each other, are lines
 * with tabs: written line by line, and too few to be a table (the two halves of a letterhead are
 * one), or not in its columns. */
bool pdf_are_tabbed_lines(const struct page_rows *p, const struct region *g, size_t many);
/* Sets g->cores: the strips that text covers in more than the share @rare of the rows of @g. */
void pdf_find_cores(const struct page_rows *p, struct region *g, float rare);
/* A row of one part that crosses what divides the columns of @g is a day or a heading over them. */
void pdf_mark_over(struct page_rows *p, const struct region *g);
/* Sets g->left and g->right from its rows. */
void pdf_bound_region(const struct page_rows *p, struct region *g);
/* How many of the rows @from to @to have words beside each other. */
size_t pdf_rows_with_parts(const struct page_rows *p, size_t from, size_t to);
/* Whether @s is the number of a row: "3.", "3", "(a)", "4.1". */
bool pdf_is_row_number(struct dais_str s);
/* Adds the lines of a table or of columns. */
void pdf_add_table(struct pdf_document *doc, struct page_rows *p, const struct region *g);
void pdf_add_columns(struct pdf_document *doc, struct page_rows *p, const struct region *g);

#endif
