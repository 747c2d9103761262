/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The layout tree as a WordprocessingML package (ECMA-376, transitional): real styles, numbering,
 * fields, footnotes and links, so that a secretary can go on working in a word processor. The
 * same tree and epoch give the same bytes.
 */
#ifndef DAIS_WRITE_DOCX_DOCX_H
#define DAIS_WRITE_DOCX_DOCX_H

#include "base/buf.h"
#include "base/err.h"
#include "write/tree/tree.h"

/* Writes @t to @out (empty). @epoch: seconds since 1970, the time of creation that the package
 * states. Errors: LIMIT (nested too deeply, too big). */
bool dais_docx_write(
    const struct dais_tree *t, int64_t epoch, struct dais_buf *out, struct dais_err *err);

#endif
