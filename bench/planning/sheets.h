/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The cells of a workbook (.xlsx) as text, for the instances that others publish in that format.
 * Numbers keep the digits of the file; formulas give the value stored with them; dates and times
 * are the numbers of days that the format stores.
 * Source: ECMA-376 part 1, 18.3 and 18.4 (sheets, shared strings).
 */
#ifndef DAIS_BENCH_PLANNING_SHEETS_H
#define DAIS_BENCH_PLANNING_SHEETS_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#define SHEETS_CELLS_MAX ((size_t)4 << 20) /* of one sheet */

struct sheet {
	struct dais_str name;
	size_t rows, columns;
	struct dais_str *cells; /* rows x columns; empty where the sheet has none */
};

struct workbook {
	DAIS_VEC(struct sheet) sheets; /* in the order of the tabs */
};

/* Reads the workbook at @path; everything lives in @a. Errors: those of the file, of the
 * container, of the XML; LIMIT (a sheet of more than SHEETS_CELLS_MAX cells). */
bool workbook_read(
    struct dais_arena *a, const char *path, struct workbook *ret, struct dais_err *err);
/* The sheet called @name, or NULL. */
const struct sheet *workbook_sheet(const struct workbook *w, const char *name);

/* The text of a cell, without spaces around it; empty outside of the sheet. */
struct dais_str sheet_cell(const struct sheet *s, size_t row, size_t column);
/* The number in a cell as an integer (rounded); empty cells are 0. Error: INVALID, with the
 * name of the sheet and the cell. */
bool sheet_integer(
    const struct sheet *s, size_t row, size_t column, int64_t *ret, struct dais_err *err);
/* Minutes after midnight, from "09:30", "09:30:00" or a fraction of a day. Error: INVALID. */
bool sheet_minutes(
    const struct sheet *s, size_t row, size_t column, int *ret, struct dais_err *err);

#endif
