/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The index rows of a release (store/index.h).
 */
#ifndef DAIS_SERVICE_HOUSE_INDEX_ROWS_H
#define DAIS_SERVICE_HOUSE_INDEX_ROWS_H

#include "model/record.h"
#include "store/index.h"

/* The rows of record @r of @package, whose last release is @release, made at @released_ms; they
 * point into @r. Texts are made for every language that has words: bodies, meetings, items with
 * annotations as plain text, documents, mandates. */
void dais_index_rows_of(const struct dais_record *r, struct dais_str package, unsigned release,
    int64_t released_ms, struct dais_arena *a, struct dais_index_rows *ret);

#endif
