/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Findings that somebody has looked at and accepted: a text file, one a line, which dais check
 * hides from then on. A line is a fingerprint (base/fingerprint.h), how often it was found, and
 * for people the rule, the file and the words; what follows the number is not read. Lines that
 * begin with # are comments.
 */
#ifndef DAIS_SERVICE_BASELINE_H
#define DAIS_SERVICE_BASELINE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/map.h"

struct dais_baseline {
	struct dais_map counts; /* of fingerprints */
};

/* Reads the file content @bytes, which must live as long as @a, where the baseline will live.
 * @name is for messages. Errors: INVALID (with its line). */
bool dais_baseline_read(struct dais_arena *a, struct dais_str bytes, const char *name,
    struct dais_baseline *ret, struct dais_err *err);

/* Takes out of @d, the findings of one document, those that @b accepts, each as often as it was
 * accepted; returns how many. */
size_t dais_baseline_apply(const struct dais_baseline *b, struct dais_diags *d);

/* Writes the findings of @d as a baseline, the same findings in the same order of lines. */
void dais_baseline_write(const struct dais_diags *d, struct dais_buf *out);

#endif
