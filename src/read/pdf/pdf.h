/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PDF in: the paragraphs of a document that only has characters at places. Lines, columns, tables,
 * running heads, footnotes and headings are found from the geometry; no I/O but the loading of
 * the PDF library.
 */
#ifndef DAIS_READ_PDF_PDF_H
#define DAIS_READ_PDF_PDF_H

#include "read/flow/flow.h"

/* Loads the PDF library, so that reading opens no file later but tables of poppler-data, which
 * fonts of Chinese, Japanese and Korean without a table of their own need. Cheap when done before.
 * A failure shows when a file is read. */
void dais_pdf_prepare(void);

/* Reads the PDF @bytes of the file called @file (for places).
 * Places: page, line of the page counted from the top across all columns, column in code points
 * of that line as it stands across the page.
 * Ownership: all in @a; @bytes may go afterwards.
 * Errors: DENIED (a password is needed), INVALID (no PDF that can be read), UNSUPPORTED (the PDF
 * library is not there). Pages that cannot be read and pages that are only pictures are findings
 * in @diags.
 * Source: ISO 32000-1:2008, 9 (text), 14.6 (marked content), 14.9.4 (replacement text). */
bool dais_pdf_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

#endif
