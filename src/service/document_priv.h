/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of this folder: the two sides of the border.
 */
#ifndef DAIS_SERVICE_DOCUMENT_PRIV_H
#define DAIS_SERVICE_DOCUMENT_PRIV_H

#include "base/pack.h"
#include "service/document.h"

/* In the child: reads @bytes of the file @path, or the package in folder @path when @bytes is
 * NULL, and puts the answer. */
bool dais_document_work(const char *path, const struct dais_str *bytes,
    const struct dais_document_options *opt, struct dais_buf *answer, struct dais_err *err);

/* In the parent: @packed into @answer, every value checked. Errors: INTERNAL. */
bool dais_document_unpack(const char *path, struct dais_str packed,
    struct dais_document_answer *answer, struct dais_err *err);

#endif
