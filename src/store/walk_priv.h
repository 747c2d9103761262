/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * All files and all that lasts of the state, one after another, for backups and restoring: in
 * portions, so that neither the record nor a long answer is held in memory.
 */
#ifndef DAIS_STORE_WALK_PRIV_H
#define DAIS_STORE_WALK_PRIV_H

#include "store/store_priv.h"

/* A piece of a file, from byte @at on; files come one after another, each from its beginning (also
 * one without bytes), and what lies in parts comes part by part. Strings live until the function
 * returns; false ends the walk. */
typedef bool dais_walk_file_fn(void *ctx, const struct dais_store_file *file, uint64_t at,
    struct dais_str bytes, struct dais_err *err);
typedef bool dais_walk_state_fn(void *ctx, struct dais_str area, struct dais_str key,
    struct dais_str value, struct dais_err *err);

/* In the order of their digests. INTERNAL: a part of one is missing. */
bool dais_walk_files(struct dais_sql *c, dais_walk_file_fn *each, void *ctx, struct dais_err *err);
/* In the order of area and key: state that neither ends nor is due. */
bool dais_walk_lasting(
    struct dais_sql *c, dais_walk_state_fn *each, void *ctx, struct dais_err *err);

#endif
