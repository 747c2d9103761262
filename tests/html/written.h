/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Documents as the writers of page, Akoma Ntoso and text give them.
 */
#ifndef DAIS_TESTS_HTML_WRITTEN_H
#define DAIS_TESTS_HTML_WRITTEN_H

#include "sample_tree.h"
#include "base/buf.h"
#include "base/err.h"
#include "write/tree/tree.h"

typedef bool (*write_fn)(const struct dais_tree *t, struct dais_buf *out, struct dais_err *err);

/* What @write makes of @t, in @a; its failure is the test's. */
struct dais_str written(struct dais_arena *a, write_fn write, const struct dais_tree *t);
/* How often @what stands in @s; places may overlap. */
size_t written_count(struct dais_str s, const char *what);

#endif
