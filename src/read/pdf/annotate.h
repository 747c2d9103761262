/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A copy of a PDF with the findings about it as comments, for those who work in a viewer.
 */
#ifndef DAIS_READ_PDF_ANNOTATE_H
#define DAIS_READ_PDF_ANNOTATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

/* Writes the PDF @bytes to @out with a comment by "dais" at every place of @diags that has a page:
 * a highlight over its words, or a note at the corner of the page when they are not found there.
 * What is said around a finding is in the language of @diags.
 * The places are those that dais_pdf_flow() gave for the same @bytes; what is in the file stays
 * as it is, the comments are an incremental update.
 * Errors: as dais_pdf_flow(); LIMIT when @out is full.
 * Source: ISO 32000-1:2008, 12.5.6.4 (text annotations), 12.5.6.10 (highlights). */
bool dais_pdf_annotate(struct dais_arena *a, struct dais_str bytes, const struct dais_diags *diags,
    struct dais_buf *out, struct dais_err *err);

#endif
