/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A copy of a container with some members replaced or added, through libzip, in memory. What is
 * not replaced keeps its packed bytes.
 */
#ifndef DAIS_READ_ZIP_REPLACE_H
#define DAIS_READ_ZIP_REPLACE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

struct dais_zip_change {
	struct dais_str name;  /* of the member; a new one is added at the end */
	struct dais_str bytes; /* its content, not packed */
};

/* Writes the copy of the container @bytes, called @file in errors, with @changes to the empty
 * buffer @out. Members that are replaced keep their time, new ones have that of the first member.
 * Errors: INVALID (no container), LIMIT (the copy is larger than @out may be). */
bool dais_zip_replace(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    const struct dais_zip_change *changes, size_t n, struct dais_buf *out, struct dais_err *err);

#endif
