/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Official document as plain text (UTF-8, "\n"): lines of at most 78 columns, blocks parted by
 * one empty line, headings underlined by level (= - ~ .), numbers hanging, timetable in aligned
 * columns, footnotes after a rule. Arabic is not folded, each paragraph being one line, since
 * editors order and fold right-to-left lines themselves; its timetable is a list of sittings.
 */
#ifndef DAIS_WRITE_TXT_TXT_H
#define DAIS_WRITE_TXT_TXT_H

#include "base/buf.h"
#include "base/err.h"
#include "write/tree/tree.h"

/* Appends the text of @t to @out. Errors: LIMIT (tree too deep, file too big). */
bool dais_txt_write(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err)
    __attribute__((warn_unused_result));

#endif
