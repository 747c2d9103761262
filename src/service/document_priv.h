/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of this folder: the two sides of the border.
 */
#ifndef DAIS_SERVICE_DOCUMENT_PRIV_H
#define DAIS_SERVICE_DOCUMENT_PRIV_H

#include "base/pack.h"
#include "base/sandbox.h"
#include "model/record.h"
#include "service/document.h"

/* In the child: reads @bytes of the file @path, or the package in folder @path when @bytes is
 * NULL, and puts the answer. */
bool dais_document_work(const char *path, const struct dais_str *bytes,
    const struct dais_document_options *opt, struct dais_buf *answer, struct dais_err *err);

/* In the child: the paragraphs of the document @bytes of any format, in @a. Errors: UNSUPPORTED and
 * those of the readers. */
struct dais_flow;
bool dais_document_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);
/* Says of which file @err is, unless it says so itself; returns false. */
bool dais_document_explain(struct dais_err *err, const char *path);

/* In the parent, before a child is made that will read @bytes: loads what their reader needs, which
 * cannot be done behind the fence. */
void dais_document_prepare(struct dais_str bytes);
/* Limits for a child that reads @bytes bytes: more than any honest document of this size needs. */
void dais_document_limits(struct dais_sandbox_job *job, size_t bytes);

/* In the child: the files of package @r as they are saved (read/package/save.h). */
void dais_document_pack_files(
    struct dais_arena *a, struct dais_buf *b, const struct dais_record *r);
/* In the parent: adds them to @files, copied into @a. No other names are taken. */
void dais_document_unpack_files(
    struct dais_unpack *u, struct dais_arena *a, dais_document_files *files);
/* In the parent: writes @files into the folder @dir, which is there; meeting.yaml last. */
bool dais_document_write_files(
    struct dais_arena *a, const dais_document_files *files, const char *dir, struct dais_err *err);

/* In the parent: @packed into @answer, every value checked. Errors: INTERNAL. */
bool dais_document_unpack(const char *path, struct dais_str packed,
    struct dais_document_answer *answer, struct dais_err *err);

#endif
