/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What an output folder was made from: OUT/.dais-build, one line per file with the digest of its
 * inputs and its size. A lost or damaged manifest only means that everything is made again.
 */
#ifndef DAIS_SERVICE_MANIFEST_H
#define DAIS_SERVICE_MANIFEST_H

#include "base/digest.h"
#include "base/err.h"

struct dais_manifest; /* safe for use by several threads */

/* The manifest of folder @out, empty when there is none; lives in @a. */
struct dais_manifest *dais_manifest_load(struct dais_arena *a, const char *out);
/* Whether @name was made from inputs with digest @key and @path still has the size it had. */
bool dais_manifest_is_current(
    struct dais_manifest *m, const char *name, const char *path, const struct dais_digest *key);
/* Notes that @name (borrowed until save) with @size bytes was made from @key. */
void dais_manifest_set(
    struct dais_manifest *m, const char *name, size_t size, const struct dais_digest *key);
bool dais_manifest_save(struct dais_manifest *m, const char *out, struct dais_err *err);

#endif
