/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A translated XLIFF 2.1 file back into the record. A translation must keep every reference of
 * its source, each once; anything else is an error with its place, and nothing is taken.
 */
#ifndef DAIS_READ_XLIFF_XLIFF_MERGE_H
#define DAIS_READ_XLIFF_XLIFF_MERGE_H

#include "base/diag.h"
#include "base/err.h"
#include "model/record.h"

struct dais_xliff_text {
	size_t slot;                /* index into dais_prose_texts() */
	struct dais_str words;
};

struct dais_xliff_annotation {
	size_t source;              /* index into annotations[source language] */
	struct dais_prose prose;
};

struct dais_xliff_merged {
	enum dais_lang source, target;
	DAIS_VEC(struct dais_xliff_text) texts;
	DAIS_VEC(struct dais_xliff_annotation) annotations;
	size_t total;               /* texts and blocks with a translation */
	size_t changed;             /* of them, those that differ from the record's */
};

/* Reads the file @bytes named @file_name against @r. Errors of the file (not XLIFF, not this
 * package's languages, over 64 MB) go to @err: INVALID, LIMIT, UNSUPPORTED (a DTD or entities;
 * another version of XLIFF). Errors of single translations go to @diags, rule "translation":
 * unknown unit, source changed, reference missing, doubled or unknown. Results live in @a. */
bool dais_xliff_merge(struct dais_arena *a, struct dais_str bytes, struct dais_str file_name,
    const struct dais_record *r, struct dais_xliff_merged *ret, struct dais_diags *diags,
    struct dais_err *err);

/* A copy of @r in @a with the translations of @m in place; it borrows what they have not changed.
 * @m must come from a merge of @r without errors. Cannot fail. */
struct dais_record *dais_xliff_apply(
    const struct dais_xliff_merged *m, const struct dais_record *r, struct dais_arena *a);

#endif
