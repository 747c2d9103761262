/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * HTML → flow. Parsing is by the rules of HTML5 (libgumbo); what stands around the document
 * (menus, scripts, forms, what is hidden) is left out, the numbers of lists that a browser
 * computes are put in, tables get their grid. Pages saved by word processors are pages.
 */
#ifndef DAIS_READ_HTML_HTML_H
#define DAIS_READ_HTML_HTML_H

#include "read/flow/flow.h"

/* Larger pages, or pages with more tags, are refused: a tree takes many times their size. */
#define DAIS_HTML_READ_MAX ((size_t)128 << 20)
#define DAIS_HTML_READ_TAGS_MAX 6000000u

/* Reads the page @bytes, called @file in places, whose lines are those of the file. The encoding
 * is that of the byte order mark, of the page's own declaration, or found: UTF-8 if it is valid,
 * else the one that pages in the declared language had.
 * Ownership: the flow lives in @a; @file is borrowed, @bytes are not needed afterwards.
 * Errors: LIMIT. What was ignored (too deep, too much text) is added to @diags.
 * Source: WHATWG HTML and Encoding standards; CSS 2.2 for what inline styles say. */
bool dais_html_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

#endif
