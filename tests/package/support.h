/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small valid package in memory, to be spoilt in one place.
 */
#ifndef DAIS_TESTS_PACKAGE_SUPPORT_H
#define DAIS_TESTS_PACKAGE_SUPPORT_H

#include "support/test.h"

#include "read/package/load.h"

extern const char small_yaml[];
extern const char small_text[];

/* small_yaml or small_text with the first @from replaced by @to, in @a. @from must occur. */
struct dais_str spoil(struct dais_arena *a, const char *text, const char *from, const char *to);
/* Reads @yaml and the English @text. */
struct dais_record *read_small(
    struct dais_arena *a, struct dais_str yaml, struct dais_str text, struct dais_diags *diags);
/* The first diagnostic as "file:line:column: message [hint]". */
const char *first_of(struct dais_arena *a, const struct dais_diags *diags);
/* Fails unless some diagnostic prints as @expected; prints all otherwise. */
void assert_reported(struct dais_arena *a, const struct dais_diags *diags, const char *expected);
/* A new folder under /tmp, removed with all it holds when @a is freed. */
char *make_folder(struct dais_arena *a);

#endif
