/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of files among the index rows of a release, and the rows of all releases made again.
 */
#ifndef DAIS_SERVICE_HOUSE_REINDEX_H
#define DAIS_SERVICE_HOUSE_REINDEX_H

#include "service/house/house.h"

/* Adds to the texts of documents the words of their files (things "file") as far as these were read
 * and the version is issued: what is not issued is not public. */
bool dais_index_add_files(struct dais_house *h, const struct dais_record *r,
    struct dais_str package, struct dais_arena *a, struct dais_index_rows *rows,
    struct dais_err *err);
/* Makes the index again from the last release of every package; *@ret_packages: how many. Writes
 * no change. */
bool dais_house_reindex_all(struct dais_house *h, size_t *ret_packages, struct dais_err *err);
/* *@ret_sound whether the index is as it would be made; else *@ret_package is the first package of
 * which it says something else than its last release, in @a; empty: it is said of none. For what is
 * not looked at: dais_index_verify(). */
bool dais_house_index_verify(struct dais_house *h, struct dais_arena *a, bool *ret_sound,
    struct dais_str *ret_package, struct dais_err *err);

#endif
