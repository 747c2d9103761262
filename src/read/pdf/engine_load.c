/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module that links poppler, loaded once.
 */
#include <pthread.h>
#include <unistd.h>

#include "base/module.h"
#include "read/pdf/pdf_priv.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_pdf_engine *engine;
static char failure[256];

static void
load(void)
{
	engine = dais_module_load(DAIS_BUILD_ROOT, DAIS_PDF_MODULE_BUILT, DAIS_PDF_MODULE,
	    "dais_pdf_engine", failure, sizeof(failure));
	if (engine)
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

void
dais_pdf_prepare(void)
{
	(void)pthread_once(&once, load);
}
