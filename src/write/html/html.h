/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Official document as one self-contained, accessible web page: HTML5, style inlined, no script,
 * nothing fetched. Same order as the printed document; footnotes stand at the end.
 */
#ifndef DAIS_WRITE_HTML_HTML_H
#define DAIS_WRITE_HTML_HTML_H

#include "base/buf.h"
#include "base/err.h"
#include "write/tree/tree.h"

/* Appends the page for @t to @out. Errors: LIMIT (tree too deep, page too big). */
bool dais_html_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
    __attribute__((warn_unused_result));

#endif
