/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How files lie in the record: in one row, or, when they are longer than DAIS_STORE_FILE_ROW, in
 * rows of DAIS_STORE_FILE_PART bytes, the last shorter, beside a row without bytes.
 */
#ifndef DAIS_STORE_FILE_PRIV_H
#define DAIS_STORE_FILE_PRIV_H

#include "store/store_priv.h"

/* INTERNAL. */
bool dais_file_fail_damaged(const struct dais_digest *digest, struct dais_err *err);
/* Whether a file whose row has @in_row bytes lies in parts. */
bool dais_file_is_in_parts(const struct dais_digest *digest, size_t in_row);

/* Gives the parts of a file of @size in their order; @at: where the part begins. INTERNAL: one is
 * missing or has another length. The bytes live until the function returns, which must not ask
 * for parts. */
typedef bool dais_file_part_fn(void *ctx, uint64_t at, struct dais_str bytes, struct dais_err *err);
bool dais_file_parts_each(struct dais_sql *c, const struct dais_digest *digest, uint64_t size,
    dais_file_part_fn *each, void *ctx, struct dais_err *err);

/* Writes the parts of @bytes; of a file that has some of them, those that are missing. */
bool dais_file_parts_add(struct dais_sql *c, const struct dais_digest *digest,
    struct dais_str bytes, struct dais_err *err);
/* Writes a file that is not there, as a row or in parts. */
bool dais_file_add(struct dais_sql *c, const struct dais_digest *digest, struct dais_str type,
    struct dais_str bytes, struct dais_err *err);
/* How many parts a file has, and how many bytes they have together. */
bool dais_file_parts_sum(struct dais_sql *c, const struct dais_digest *digest, uint64_t *ret_parts,
    uint64_t *ret_bytes, struct dais_err *err);
/* The number of files that have parts and are not in the record; those on their way are not
 * counted when @now_ms is the present. */
bool dais_file_unclaimed(struct dais_sql *c, int64_t now_ms, uint64_t *ret, struct dais_err *err);

/* file_divide.c: puts files that are longer than DAIS_STORE_FILE_ROW and lie in one row into
 * parts, each in a transaction. */
bool dais_files_divide(struct dais_sql *c, dais_store_progress *progress, void *ctx,
    uint64_t *ret_files, struct dais_err *err);
/* How many these are, and their bytes. */
bool dais_files_undivided(
    struct dais_sql *c, uint64_t *ret_files, uint64_t *ret_bytes, struct dais_err *err);

#endif
