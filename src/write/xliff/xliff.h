/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * XLIFF 2.1 (OASIS Standard, 13 February 2018) for translators: one file per language pair, one
 * unit per title and per block of an annotation, references as protected placeholders with their
 * display, context in notes.
 */
#ifndef DAIS_WRITE_XLIFF_XLIFF_H
#define DAIS_WRITE_XLIFF_XLIFF_H

#include "base/buf.h"
#include "base/err.h"
#include "model/record.h"

/* A text whose source has changed since it was translated. */
struct dais_xliff_outdated {
	struct dais_str unit; /* "annotation.transfer.1" */
	struct dais_str then; /* the source as it was; empty: not known */
};
typedef DAIS_VEC(struct dais_xliff_outdated) dais_xliff_outdated_vec;

/* Writes the file for translating @source into @target; what exists in @target goes in as the
 * target text. What @outdated (NULL: none) names is in state "initial" with a note of what the
 * source was, so that it is found among what is translated. Errors: LIMIT. */
bool dais_xliff_write(const struct dais_record *r, enum dais_lang source, enum dais_lang target,
    const dais_xliff_outdated_vec *outdated, struct dais_buf *out, struct dais_err *err);

#endif
