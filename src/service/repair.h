/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Certain repairs (struct dais_edit of findings) put into the bytes of a text, and shown as a
 * unified diff. Pure data, no I/O.
 */
#ifndef DAIS_SERVICE_REPAIR_H
#define DAIS_SERVICE_REPAIR_H

#include "base/buf.h"
#include "base/diag.h"

/* One replacement: bytes [from, to) become @words. */
struct dais_replacement {
	size_t from, to;
	struct dais_str words;
};

struct dais_repair {
	DAIS_VEC(struct dais_replacement) list; /* in order, apart from each other */
	size_t mended;  /* findings whose repairs are all in the list */
	size_t refused; /* findings whose words are not at their place, or whose repair overlaps
			 * another */
};

/* The repairs of the findings of @d whose places name @file, for its content @bytes. White space
 * of the words at a place matches any in the bytes, and line breaks are kept. A finding is mended
 * whole or not at all; one that also mends another file is left out here. Lives in @a. */
void dais_repair_find(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    const struct dais_diags *d, struct dais_repair *ret);
/* @bytes with the repairs. */
void dais_repair_apply(
    struct dais_str bytes, const struct dais_repair *repair, struct dais_buf *out);
/* The unified diff of both, three lines of context, for a file called @name; nothing when there is
 * no repair. Source: POSIX.1-2017, diff -u. */
void dais_repair_diff(struct dais_str bytes, struct dais_str name, const struct dais_repair *repair,
    struct dais_buf *out);

#endif
