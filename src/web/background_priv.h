/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_WEB_BACKGROUND_PRIV_H
#define DAIS_WEB_BACKGROUND_PRIV_H

#include "web/background.h"

/* Mails and events that are delivered at the same moment; no more are taken from the outbox. */
#define BACKGROUND_MAILS_MAX 8u
#define BACKGROUND_HOOKS_MAX 8u

void background_complain(
    const struct dais_site *site, const char *doing, const struct dais_err *err);
/* Memory of jobs that the workshop has: freed by background_end(), or when the site ends. */
struct dais_arena *background_begin(struct dais_site *site);
void background_end(struct dais_site *site, struct dais_arena *a);

/* deliver.c: takes from the outbox what is due, as much as can be begun, and has it delivered. */
void background_deliver(struct dais_site *site);

#endif
