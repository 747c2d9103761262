/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the module that links Clp and Cbc offers; linear.c loads it. Nothing else includes this.
 */
#ifndef DAIS_PLAN_LINEAR_ENGINE_H
#define DAIS_PLAN_LINEAR_ENGINE_H

#include "plan/linear/linear.h"

struct dais_linear_engine {
	void *(*new_model)(void);
	void (*free_model)(void *m);
	void (*add_rows)(void *m, const struct dais_linear_part *rows);
	void (*add_columns)(void *m, const struct dais_linear_part *columns);
	enum dais_linear_status (*solve)(void *m, bool columns_grew, double seconds);
	double (*objective)(void *m);
	const double *(*values)(void *m);
	const double *(*duals)(void *m);
	void (*integer)(const struct dais_linear_integer *p, double *ret_values,
	    enum dais_linear_status *ret_status, bool *ret_found, double *ret_bound);
};

#endif
