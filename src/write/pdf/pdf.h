/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The official form: a layout tree set on pages (A4 or US Letter) as tagged PDF. Margins,
 * sizes and rules follow the look of United Nations documents; right-to-left languages are
 * mirrored as a whole. doc/sources.md names where the form was read.
 */
#ifndef DAIS_WRITE_PDF_PDF_H
#define DAIS_WRITE_PDF_PDF_H

#include "write/pdf/canvas.h"
#include "write/tree/tree.h"

/* Sets @tree and appends the whole file to @out. @fonts may be shared by threads that write
 * other documents at the same time. @epoch is the moment of creation stated in the file (seconds
 * since 1970). Errors: NOT_FOUND (a font), LIMIT (the buffer is full, or the tree is nested
 * deeper than 32), INTERNAL. */
bool dais_pdf_write(const struct dais_tree *tree, struct dais_fonts *fonts, int64_t epoch,
    struct dais_buf *out, struct dais_err *err);

#endif
