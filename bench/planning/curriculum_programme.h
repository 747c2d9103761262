/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A linear or integer programme of which rows are made before the columns whose elements name them.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_PROGRAMME_H
#define DAIS_BENCH_PLANNING_CURRICULUM_PROGRAMME_H

#include "base/arena.h"
#include "base/vec.h"
#include "plan/linear/linear.h"

struct curriculum_programme {
	struct dais_arena *arena;
	DAIS_VEC(double) row_lower, row_upper, lower, upper, cost, value;
	DAIS_VEC(int) start, index;
	DAIS_VEC(bool) continuous;
};

/* The number of the new row, whose elements come with the columns. */
int curriculum_add_row(struct curriculum_programme *g, double lower, double upper);
/* A column from 0 to @upper; its elements follow. */
void curriculum_add_column(
    struct curriculum_programme *g, double cost, double upper, bool continuous);
void curriculum_add_element(struct curriculum_programme *g, int row, double value);
/* The columns, after the last of them. */
struct dais_linear_part curriculum_columns(struct curriculum_programme *g);
/* The rows, without elements. */
struct dais_linear_part curriculum_rows(struct curriculum_programme *g);

#endif
