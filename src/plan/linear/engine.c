/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module: Clp and Cbc through their C interfaces.
 */
#include "plan/linear/engine.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <coin/Clp_C_Interface.h>
#include <coin/Cbc_C_Interface.h>

#define SECONDS_MAX 1e7 /* stands for "no limit" */

static void *
new_model(void)
{
	Clp_Simplex *m = Clp_newModel();

	Clp_setLogLevel(m, 0);
	return m;
}

static void
free_model(void *m)
{
	Clp_deleteModel(m);
}

static void
add_rows(void *m, const struct dais_linear_part *p)
{
	Clp_addRows(m, (int)p->n, p->lower, p->upper, p->start, p->index, p->value);
}

static void
add_columns(void *m, const struct dais_linear_part *p)
{
	Clp_addColumns(m, (int)p->n, p->lower, p->upper, p->cost, p->start, p->index, p->value);
}

static enum dais_linear_status
solve(void *m, bool columns_grew, double seconds)
{
	Clp_setMaximumSeconds(m, seconds > 0 ? seconds : SECONDS_MAX);
	(void)(columns_grew ? Clp_primal(m, 0) : Clp_dual(m, 0));
	/* Numerical trouble of one method is none for the other. */
	if (Clp_status(m) == 4)
		(void)(columns_grew ? Clp_dual(m, 0) : Clp_primal(m, 0));
	switch (Clp_status(m)) {
	case 0:
		return DAIS_LINEAR_OPTIMAL;
	case 1:
		return DAIS_LINEAR_INFEASIBLE;
	case 2:
		return DAIS_LINEAR_UNBOUNDED;
	default:
		return DAIS_LINEAR_STOPPED;
	}
}

static double
objective(void *m)
{
	return Clp_objectiveValue(m);
}

static const double *
values(void *m)
{
	return Clp_primalColumnSolution(m);
}

static const double *
duals(void *m)
{
	return Clp_dualRowSolution(m);
}

static Cbc_Model *
load_integer(const struct dais_linear_integer *p)
{
	Cbc_Model *m = Cbc_newModel();
	int n = (int)p->columns.n;

	Cbc_setLogLevel(m, 0);
	Cbc_setParameter(m, "log", "0");
	Cbc_loadProblem(m, n, (int)p->rows, p->columns.start, p->columns.index, p->columns.value,
	    p->columns.lower, p->columns.upper, p->columns.cost, p->row_lower, p->row_upper);
	for (int i = 0; i < n; i++) {
		if (!p->continuous || !p->continuous[i])
			Cbc_setInteger(m, i);
	}
	return m;
}

static void
set_start(Cbc_Model *m, const struct dais_linear_integer *p)
{
	size_t n = p->columns.n;
	int *index = calloc(n ? n : 1, sizeof(*index));

	if (index && p->start_at) {
		for (size_t i = 0; i < n; i++)
			index[i] = (int)i;
		Cbc_setMIPStartI(m, (int)n, index, p->start_at);
	}
	free(index);
}

/* Cbc leaves some cuts behind when its time is up: not ours to free, nor to be told of. */
static void
branch(Cbc_Model *m)
{
#ifdef __SANITIZE_ADDRESS__
	__lsan_disable();
#endif
	(void)Cbc_solve(m);
#ifdef __SANITIZE_ADDRESS__
	__lsan_enable();
#endif
}

static void
integer(const struct dais_linear_integer *p, double *ret_values,
    enum dais_linear_status *ret_status, bool *ret_found, double *ret_bound)
{
	Cbc_Model *m = load_integer(p);
	const double *best;

	if (p->seconds > 0)
		Cbc_setMaximumSeconds(m, p->seconds);
	if (p->nodes > 0)
		Cbc_setMaximumNodes(m, (int)p->nodes);
	if (p->cutoff < DBL_MAX)
		Cbc_setCutoff(m, p->cutoff);
	if (p->gap > 0)
		Cbc_setAllowableGap(m, p->gap);
	set_start(m, p);
	branch(m);
	best = Cbc_bestSolution(m);
	*ret_found = best != NULL;
	if (best)
		memcpy(ret_values, best, p->columns.n * sizeof(*best));
	*ret_bound = Cbc_getBestPossibleObjValue(m);
	if (Cbc_isProvenOptimal(m) && best)
		*ret_status = DAIS_LINEAR_OPTIMAL;
	else if (Cbc_isProvenInfeasible(m) || (Cbc_status(m) == 0 && !best))
		*ret_status = DAIS_LINEAR_INFEASIBLE;
	else
		*ret_status = DAIS_LINEAR_STOPPED;
	Cbc_deleteModel(m);
}

__attribute__((visibility("default"))) extern const struct dais_linear_engine dais_linear_engine;

const struct dais_linear_engine dais_linear_engine = {
	.new_model = new_model,
	.free_model = free_model,
	.add_rows = add_rows,
	.add_columns = add_columns,
	.solve = solve,
	.objective = objective,
	.values = values,
	.duals = duals,
	.integer = integer,
};
