/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_SERVICE_OUTBOX_OUTBOX_PRIV_H
#define DAIS_SERVICE_OUTBOX_OUTBOX_PRIV_H

#include "service/outbox/outbox.h"

/* Areas of the state. */
#define DAIS_AREA_MAIL "mail"
#define DAIS_AREA_HOOK "hook"
#define DAIS_AREA_SENT "sent"
#define DAIS_AREA_UNDELIVERED "undelivered"
#define DAIS_AREA_HOOK_SECRET "hook-secret"
#define DAIS_AREA_HOOK_REST "hook-rest" /* receivers that asked to be left alone, until ends_ms */

/* Puts a message into @area, due now; one that waits there already is left as it is. */
bool dais_outbox_queue(struct dais_house *h, struct dais_writing *w, const char *area,
    struct dais_str key, struct dais_str value, struct dais_err *err);

#endif
