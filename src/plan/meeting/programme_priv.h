/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A linear programme that is put together row by row. Minimizes.
 */
#ifndef DAIS_PLAN_MEETING_PROGRAMME_PRIV_H
#define DAIS_PLAN_MEETING_PROGRAMME_PRIV_H

#include "base/arena.h"
#include "base/vec.h"

struct dais_programme_entry {
	size_t row, column;
	double value;
};

struct dais_programme {
	struct dais_arena *a;
	DAIS_VEC(struct dais_programme_entry) entries; /* by row, ascending */
	DAIS_VEC(double) lower, upper; /* of rows */
	DAIS_VEC(double) column_lower, column_upper, cost;
};

/* A new column, by its number. Bounds may be infinite. */
size_t dais_programme_column(struct dais_programme *g, double lower, double upper, double cost);
/* A new row; entries belong to the row added last. */
void dais_programme_row(struct dais_programme *g, double lower, double upper);
/* SIZE_MAX is no column: nothing. */
void dais_programme_entry(struct dais_programme *g, size_t column, double value);
/* False when there is nothing to solve it with, or no solution in @seconds. */
bool dais_programme_solve(const struct dais_programme *g, double seconds, double *ret_objective);

#endif
