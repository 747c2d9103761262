/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * text/<lang>.md: CommonMark (libcmark) to annotations and back. What the model cannot hold (raw
 * HTML, images, code, lists in quotations, ...) is refused with its place. References
 * are parsed inside text and checked against the record.
 */
#ifndef DAIS_READ_PACKAGE_MARKDOWN_H
#define DAIS_READ_PACKAGE_MARKDOWN_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/record.h"

/* Adds the annotations in @bytes (file "text/<lang>.md") to @r, which keeps @bytes as
 * origin_text[@l]. */
void dais_package_read_text(
    struct dais_record *r, enum dais_lang l, struct dais_str bytes, struct dais_diags *diags);

/* Parses @bytes, the body of one annotation without its level-1 heading, against @r; places are
 * in @file. For editors that take one section. False when anything was reported. */
bool dais_package_read_prose(struct dais_record *r, const char *file, struct dais_str bytes,
    struct dais_prose *ret_prose, struct dais_diags *diags);

/* Prints @prose so that parsing gives the same prose again. */
void dais_package_print_prose(const struct dais_prose *prose, struct dais_buf *out);
/* Whether both hold the same blocks and spans; places do not count. */
bool dais_package_prose_equal(const struct dais_prose *x, const struct dais_prose *y);

#endif
