/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Values as bytes for another process of the same program: numbers in little-endian order, texts
 * with their length. Who unpacks trusts nothing: every value is checked as it is taken, the first
 * that is not in order makes all that follow empty, and dais_unpack_end() tells it once.
 */
#ifndef DAIS_BASE_PACK_H
#define DAIS_BASE_PACK_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

/* Append to @b. */
void dais_pack_uint(struct dais_buf *b, uint64_t v);
void dais_pack_str(struct dais_buf *b, struct dais_str s);
/* Control characters in its texts, which names of files may have, become "?". */
void dais_pack_err(struct dais_buf *b, const struct dais_err *err);
/* All findings of @d with places, hints and repairs. */
void dais_pack_diags(struct dais_buf *b, const struct dais_diags *d);

struct dais_unpack {
	struct dais_str rest; /* packed bytes that are not taken yet; at first, all of them */
	bool failed;
};

/* A number of at most @max; 0 after a failure. */
uint64_t dais_unpack_uint(struct dais_unpack *u, uint64_t max);
/* Text of at most @max bytes, a view into the packed bytes: UTF-8 without NUL (base/str.h). */
struct dais_str dais_unpack_text(struct dais_unpack *u, size_t max);
/* Any bytes, at most @max. */
struct dais_str dais_unpack_bytes(struct dais_unpack *u, size_t max);
/* An error into the empty @err; its texts are one line each. */
void dais_unpack_err(struct dais_unpack *u, struct dais_err *err);
/* Adds the findings to @d, copied into its arena, at most as many as @d takes. A rule id is
 * letters, digits and "-", severities are known ones. */
void dais_unpack_diags(struct dais_unpack *u, struct dais_diags *d);
/* Whether everything was in order and nothing is left. */
bool dais_unpack_end(const struct dais_unpack *u);

#endif
