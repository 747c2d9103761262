/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A copy of a DOCX with a comment for every finding.
 */
#ifndef DAIS_READ_DOCX_ANNOTATE_H
#define DAIS_READ_DOCX_ANNOTATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"

/* Writes a copy of the document @bytes to the empty buffer @out, with a comment by the author
 * "dais" for each finding of @diags: on the words of its first place, or on the paragraph when
 * the words are not found; its other places become links in the comment. What is said around a
 * finding is in the language of @diags. Places are those of
 * dais_docx_flow(); a finding without a place stands at the first paragraph. Comments that are
 * there stay, and so do all parts but the text, the comments and the two lists of parts.
 * Errors: as dais_docx_flow(), LIMIT. */
bool dais_docx_annotate(struct dais_arena *a, struct dais_str bytes, const struct dais_diags *diags,
    struct dais_buf *out, struct dais_err *err);

#endif
