/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module is looked for where dais is installed; a dais that runs in the folder where it was
 * built takes the module beside it. Nothing that the user or the working directory says has a
 * part in the choice.
 */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#include "read/pdf/pdf_priv.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_pdf_engine *engine;
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
	const char *path = runs_in_build_folder() ? DAIS_PDF_MODULE_BUILT : DAIS_PDF_MODULE;
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL);

	if (module)
		engine = dlsym(module, "dais_pdf_engine");
	if (!engine) {
		const char *why = dlerror();

		(void)snprintf(failure, sizeof(failure), "%s", why ? why : "no such module");
		return;
	}
	engine->prepare();
}

const struct dais_pdf_engine *
pdf_engine(struct dais_err *err)
{
	(void)pthread_once(&once, load);
	if (!engine)
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that reads PDF cannot be loaded: %s", failure);
	return engine;
}

const char *
dais_pdf_folder(void)
{
	return access(DAIS_PDF_TABLES, R_OK | X_OK) == 0 ? DAIS_PDF_TABLES : NULL;
}

void
dais_pdf_prepare(void)
{
	(void)pthread_once(&once, load);
}
