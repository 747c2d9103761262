/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A file that was sent, on its way into the record: read in the workshop, and, when it is long,
 * brought into the record there.
 */
#ifndef DAIS_WEB_TAKE_UPLOAD_H
#define DAIS_WEB_TAKE_UPLOAD_H

#include "service/upload/upload.h"
#include "web/site.h"

/* @upload as it came; it and @done's @ctx live until @done is called, once, from a later turn
 * unless there is no workshop. @answer and @unread are for dais_upload_keep(). @failure: it cannot
 * be kept. The caller holds its exchange (dais_http_hold()), and calls with a workshop only then.
 */
typedef void dais_site_taken(void *ctx, struct dais_str answer, const struct dais_err *unread,
    const struct dais_err *failure);
void dais_site_take_upload(struct dais_site *site, struct dais_upload *upload, struct dais_arena *a,
    dais_site_taken *done, void *ctx);

#endif
