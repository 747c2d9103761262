/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * For tests of pages without a workshop: nobody asks it then.
 */
#include "base/err.h"
#include "net/workshop.h"

void
dais_workshop_ask(struct dais_workshop *w, const char *kind, struct dais_str question,
    void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)w;
	(void)kind;
	(void)question;
	(void)done;
	(void)ctx;
	DAIS_ASSERT(!"a workshop in this test");
}

void
dais_workshop_ask_of_file(struct dais_workshop *w, const char *kind, struct dais_str question,
    int fd, void (*done)(void *ctx, struct dais_str answer, const struct dais_err *err), void *ctx)
{
	(void)fd;
	dais_workshop_ask(w, kind, question, done, ctx);
}
