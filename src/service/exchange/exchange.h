/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files that come from people into a package: a ZIP file with the files of a package, an XLIFF file
 * from a translator. They are taken apart in a child of the workshop (net/workshop.h), which
 * answers with what was in them; the answer is checked like a file from anywhere.
 */
#ifndef DAIS_SERVICE_EXCHANGE_EXCHANGE_H
#define DAIS_SERVICE_EXCHANGE_EXCHANGE_H

#include "base/buf.h"
#include "service/house/units.h"

#define DAIS_EXCHANGE_BYTES_MAX ((size_t)64 << 20) /* of a file that comes */
#define DAIS_EXCHANGE_ANSWER_MAX ((size_t)256 << 20)

/* ---- a package ---- */

/* Work: @question is the ZIP file. INVALID: it is none, or has no meeting.yaml. */
bool dais_exchange_unpack(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);
/* The files of a package that were in it; views of @answer. INTERNAL: not an answer. */
bool dais_exchange_files(
    struct dais_str answer, struct dais_arena *a, dais_house_files *ret, struct dais_err *err);

/* ---- translations ---- */

/* The XLIFF file of the working record @s for a translator; what has changed since it was
 * translated is marked (write/xliff/xliff.h). Errors: LIMIT; those of the record. */
bool dais_exchange_xliff(struct dais_house *h, const struct dais_snapshot *s, enum dais_lang from,
    enum dais_lang to, struct dais_buf *out, struct dais_err *err);
/* The question of dais_exchange_merge(): the package as it stands, the XLIFF file, and the language
 * in which is said what is wrong with it. */
bool dais_exchange_ask_merge(struct dais_house *h, struct dais_str package, struct dais_str xliff,
    struct dais_str file_name, enum dais_lang said_in, struct dais_arena *a,
    struct dais_buf *question, struct dais_err *err);
/* Work. INVALID, LIMIT, UNSUPPORTED: of reading an XLIFF file. */
bool dais_exchange_merge(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* A text that the file translates. */
struct dais_exchange_text {
	struct dais_str unit; /* id of a unit of a title; empty: an annotation */
	struct dais_str thing; /* of an annotation, without its language: "transfer@ic" */
	struct dais_str words;
};
struct dais_exchange_merged {
	enum dais_lang from, to;
	DAIS_VEC(struct dais_exchange_text) texts;
};
/* What was in it; problems of single translations go to @diags, with errors nothing is to be
 * taken. Views of @answer. */
bool dais_exchange_merged(struct dais_str answer, struct dais_arena *a,
    struct dais_exchange_merged *ret, struct dais_diags *diags, struct dais_err *err);
/* The steps that put them into the edit (begun with DAIS_ACTION_EDIT_TEXT). */
bool dais_exchange_put(struct dais_house_edit *e, const struct dais_snapshot *s,
    const struct dais_exchange_merged *m, struct dais_arena *a, struct dais_err *err);

#endif
