/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * DOCX read as paragraphs: documents and templates of Office Open XML word processing, with
 * macros or without (which are never looked at), transitional and strict.
 * Sources: ECMA-376-1:2016 (ISO/IEC 29500-1), part 2 (packages).
 */
#ifndef DAIS_READ_DOCX_DOCX_H
#define DAIS_READ_DOCX_DOCX_H

#include "read/flow/flow.h"

/* Reads the document @bytes of the file called @file.
 * Numbers are counted as the word processor does and are generated text of their paragraphs;
 * fields give their results (but for numbers of pages); tracked changes count as accepted, and a
 * finding says how many there are; comments and hidden text are left out. Headers stand first;
 * notes, then footers, last. Lines of places are the paragraphs of the body, from 1, those in
 * tables and text boxes and the empty ones counted; columns are code points of their visible
 * text. The place of a note is the paragraph that refers to it, that of a header the first
 * paragraph of its section, that of a footer the last.
 * Ownership: @ret lives in @a; @bytes and @file must live as long.
 * Errors: INVALID (no DOCX, damaged), LIMIT, UNSUPPORTED (protected with a password; the older
 * binary format). */
bool dais_docx_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

#endif
