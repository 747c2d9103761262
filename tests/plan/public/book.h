/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Small workbooks made for tests. */
#ifndef DAIS_TESTS_PLAN_PUBLIC_BOOK_H
#define DAIS_TESTS_PLAN_PUBLIC_BOOK_H

/* A sheet: rows end with "\n", cells are parted by "|". Cells of digits become numbers, others
 * are shared strings. */
struct book_sheet {
	const char *name;
	const char *cells;
};

/* Writes a workbook to @path. */
void book_write(const char *path, const struct book_sheet *sheets, unsigned n);

#endif
