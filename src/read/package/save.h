/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Writes a record as a package. How much of a hand-written original survives a change:
 * doc/package.md, section "What saving keeps".
 */
#ifndef DAIS_READ_PACKAGE_SAVE_H
#define DAIS_READ_PACKAGE_SAVE_H

#include "base/err.h"
#include "model/record.h"

/* Writes @r into folder @dir (created when it is not there): meeting.yaml, text/<lang>.md for
 * each language that has annotations or had a file, and profile.yaml and planning.yaml when the
 * folder has none and the record's has one. Each file appears whole or not at all. Errors: IO, and
 * what base/file.h says. */
bool dais_package_save(const struct dais_record *r, const char *dir, struct dais_err *err);

/* Writes meeting.yaml alone into @dir, from which @r was read: what a plan changes. Errors:
 * CONFLICT (the file is no longer what was read, so that somebody's changes would be lost; nothing
 * is written), IO. */
bool dais_package_save_meeting(const struct dais_record *r, const char *dir, struct dais_err *err);

/* The bytes of meeting.yaml, in @a. The record's own original bytes when they say the same;
 * otherwise a rewritten original, or the canonical form when there is none. */
struct dais_str dais_package_print_yaml(const struct dais_record *r, struct dais_arena *a);
/* The bytes of text/<lang>.md, in @a; empty when the language has no annotation. */
struct dais_str dais_package_print_text(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a);

#endif
