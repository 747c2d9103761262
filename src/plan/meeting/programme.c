/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/meeting/programme_priv.h"

#include "plan/engine/optimizer.h"
#include "plan/linear/linear.h"
#include "text/message.h"

size_t
dais_programme_column(struct dais_programme *g, double lower, double upper, double cost)
{
	dais_vec_push(g->a, &g->column_lower, lower);
	dais_vec_push(g->a, &g->column_upper, upper);
	dais_vec_push(g->a, &g->cost, cost);
	return g->cost.n - 1;
}

void
dais_programme_row(struct dais_programme *g, double lower, double upper)
{
	dais_vec_push(g->a, &g->lower, lower);
	dais_vec_push(g->a, &g->upper, upper);
}

void
dais_programme_entry(struct dais_programme *g, size_t column, double value)
{
	if (column != SIZE_MAX)
		dais_vec_push(g->a, &g->entries,
		    ((struct dais_programme_entry){ g->lower.n - 1, column, value }));
}

bool
dais_programme_solve(const struct dais_programme *g, double seconds, double *ret_objective)
{
	struct dais_err err = DAIS_ERR_INIT;
	__attribute__((cleanup(dais_linear_freep))) struct dais_linear *l = dais_linear_new(&err);
	size_t n = g->cost.n, rows = g->lower.n;
	int *start = DAIS_NEW_N(g->a, n + 1, int);
	int *row_start = DAIS_NEW_N(g->a, rows + 2, int);
	int *index = DAIS_NEW_N(g->a, g->entries.n + 1, int);
	double *value = DAIS_NEW_N(g->a, g->entries.n + 1, double);
	const struct dais_linear_part columns = { n, g->column_lower.v, g->column_upper.v,
		g->cost.v, start, index, value };
	const struct dais_linear_part part = { rows, g->lower.v, g->upper.v, NULL, row_start, index,
		value };

	if (!l) {
		dais_optimizer_set_lack(
		    DAIS_MESSAGE("The part of dais that proves plans best cannot be "
				 "loaded: proofs may take longer."));
		return false;
	}
	for (size_t k = 0; k < g->entries.n; k++) {
		index[k] = (int)g->entries.v[k].column;
		value[k] = g->entries.v[k].value;
		row_start[g->entries.v[k].row + 1] = (int)k + 1;
	}
	for (size_t r = 1; r <= rows; r++)
		row_start[r] = row_start[r] ? row_start[r] : row_start[r - 1];
	dais_linear_add_columns(l, &columns);
	dais_linear_add_rows(l, &part);
	if (dais_linear_solve(l, false, seconds) != DAIS_LINEAR_OPTIMAL)
		return false;
	*ret_objective = dais_linear_objective(l);
	return true;
}
