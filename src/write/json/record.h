/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The record as JSON (share/schema/meeting.schema.json): everything the package says, in all its
 * languages, under the names the package uses, and under "computed" what dais derives from it.
 */
#ifndef DAIS_WRITE_JSON_RECORD_H
#define DAIS_WRITE_JSON_RECORD_H

#include "base/buf.h"
#include "base/err.h"
#include "model/record.h"

/* Writes @r to @out; the same record gives the same bytes. Errors: LIMIT. */
bool dais_json_record_write(
    const struct dais_record *r, struct dais_buf *out, struct dais_err *err);

#endif
