/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * ODT read as paragraphs: text documents and templates of OpenDocument 1.0 to 1.3, packed.
 * Source: OpenDocument 1.3 (OASIS), part 3.
 */
#ifndef DAIS_READ_ODT_ODT_H
#define DAIS_READ_ODT_ODT_H

#include "read/flow/flow.h"

/* Reads the document @bytes of the file called @file.
 * Numbers of lists and headings are counted as the word processor does and are generated text of
 * their paragraphs; fields give their results (but for numbers of pages); tracked changes count
 * as accepted, and a finding says how many there are; comments and hidden text are left out.
 * Headers stand first; notes, then footers, last. Lines of places are the paragraphs of the body,
 * from 1, those in tables and text boxes and the empty ones counted; columns are code points of
 * their visible text. The place of a note is the paragraph that refers to it, that of a header
 * the first paragraph, that of a footer the last.
 * Ownership: @ret lives in @a; @bytes and @file must live as long.
 * Errors: INVALID (no ODT, damaged), LIMIT, UNSUPPORTED (protected with a password). */
bool dais_odt_flow(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_flow **ret, struct dais_diags *diags, struct dais_err *err);

#endif
