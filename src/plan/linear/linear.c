/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Loads the module when the first programme is made: where dais is installed, or beside a dais that
 * runs in the folder where it was built. Nothing that the user or the working directory says has a
 * part in the choice.
 */
#include "plan/linear/linear.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "plan/linear/engine.h"

struct dais_linear {
	void *model;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_linear_engine *engine;
static char failure[256];

static bool
runs_in_build_folder(void)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	struct dais_str exe = { path, n > 0 ? (size_t)n : 0 };

	return dais_str_has_prefix(exe, DAIS_STR(DAIS_BUILD_ROOT "/"));
}

static void
load(void)
{
	const char *path = runs_in_build_folder() ? DAIS_LINEAR_MODULE_BUILT : DAIS_LINEAR_MODULE;
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);

	if (module)
		engine = dlsym(module, "dais_linear_engine");
	if (!engine) {
		const char *why = dlerror();

		(void)snprintf(failure, sizeof(failure), "%s", why ? why : "no such module");
	}
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
