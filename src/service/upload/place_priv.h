/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/service/upload only: where the bytes of a long upload lie in the file that the job is
 * given.
 */
#ifndef DAIS_SERVICE_UPLOAD_PLACE_PRIV_H
#define DAIS_SERVICE_UPLOAD_PLACE_PRIV_H

#include "base/pack.h"
#include "service/upload/upload.h"

void upload_pack_place(struct dais_buf *out, const struct dais_upload *u);
/* In the child: maps the bytes; fails @u when they are not there. */
struct dais_str upload_unpack_place(struct dais_unpack *u);
/* Ends the mapping and closes the file. */
void upload_close_place(struct dais_str bytes);

#endif
