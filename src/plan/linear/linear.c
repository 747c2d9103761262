/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module that links Clp and Cbc, loaded when the first programme is made.
 */
#include "plan/linear/linear.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/module.h"
#include "plan/linear/engine.h"

struct dais_linear {
	void *model;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_linear_engine *engine;
static char failure[256];

static void
load(void)
{
	engine = dais_module_load(DAIS_BUILD_ROOT, DAIS_LINEAR_MODULE_BUILT, DAIS_LINEAR_MODULE,
	    "dais_linear_engine", failure, sizeof(failure));
}

static bool
is_loaded(struct dais_err *err)
{
	(void)pthread_once(&once, load);
	if (!engine)
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that solves linear programmes cannot be loaded: %s", failure);
	return true;
}

struct dais_linear *
dais_linear_new(struct dais_err *err)
{
	struct dais_linear *l;

	if (!is_loaded(err))
		return NULL;
	l = calloc(1, sizeof(*l));
	if (!l)
		dais_err_no_memory();
	l->model = engine->new_model();
	return l;
}

void
dais_linear_free(struct dais_linear *l)
{
	if (l)
		engine->free_model(l->model);
	free(l);
}

void
dais_linear_freep(struct dais_linear **l)
{
	dais_linear_free(*l);
}

void
dais_linear_add_rows(struct dais_linear *l, const struct dais_linear_part *rows)
{
	engine->add_rows(l->model, rows);
}

void
dais_linear_add_columns(struct dais_linear *l, const struct dais_linear_part *columns)
{
	engine->add_columns(l->model, columns);
}

enum dais_linear_status
dais_linear_solve(struct dais_linear *l, bool columns_grew, double seconds)
{
	return engine->solve(l->model, columns_grew, seconds);
}

double
dais_linear_objective(const struct dais_linear *l)
{
	return engine->objective(l->model);
}

const double *
dais_linear_values(const struct dais_linear *l)
{
	return engine->values(l->model);
}

const double *
dais_linear_duals(const struct dais_linear *l)
{
	return engine->duals(l->model);
}

bool
dais_linear_integer_solve(const struct dais_linear_integer *p, double *ret_values,
    enum dais_linear_status *ret_status, bool *ret_found, double *ret_bound, struct dais_err *err)
{
	if (!is_loaded(err))
		return false;
	engine->integer(p, ret_values, ret_status, ret_found, ret_bound);
	return true;
}
