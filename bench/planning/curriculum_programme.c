/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/curriculum_programme.h"

int
curriculum_add_row(struct curriculum_programme *g, double lower, double upper)
{
	dais_vec_push(g->arena, &g->row_lower, lower);
	dais_vec_push(g->arena, &g->row_upper, upper);
	return (int)g->row_lower.n - 1;
}

void
curriculum_add_column(struct curriculum_programme *g, double cost, double upper, bool continuous)
{
	dais_vec_push(g->arena, &g->lower, 0);
	dais_vec_push(g->arena, &g->upper, upper);
	dais_vec_push(g->arena, &g->cost, cost);
	dais_vec_push(g->arena, &g->start, (int)g->index.n);
	dais_vec_push(g->arena, &g->continuous, continuous);
}

void
curriculum_add_element(struct curriculum_programme *g, int row, double value)
{
	dais_vec_push(g->arena, &g->index, row);
	dais_vec_push(g->arena, &g->value, value);
}

struct dais_linear_part
curriculum_columns(struct curriculum_programme *g)
{
	dais_vec_push(g->arena, &g->start, (int)g->index.n);
	return (struct dais_linear_part){ g->cost.n, g->lower.v, g->upper.v, g->cost.v, g->start.v,
		g->index.v, g->value.v };
}

struct dais_linear_part
curriculum_rows(struct curriculum_programme *g)
{
	int *start = DAIS_NEW_N(g->arena, g->row_lower.n + 1, int);

	return (struct dais_linear_part){ .n = g->row_lower.n,
		.lower = g->row_lower.v,
		.upper = g->row_upper.v,
		.start = start };
}
