/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The members of a ZIP container from strangers, through libzip, in memory only: nothing is
 * opened or written. Members are unpacked one by one, within limits that no honest document
 * reaches. Source: PKWARE APPNOTE.TXT 6.3.10; ISO/IEC 29500-2 (part names, Annex A).
 */
#ifndef DAIS_READ_ZIP_UNZIP_H
#define DAIS_READ_ZIP_UNZIP_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#define DAIS_UNZIP_MEMBERS_MAX 20000u
/* Unpacked, over all members that are read from one container. */
#define DAIS_UNZIP_TOTAL_MAX ((size_t)512 << 20)
/* A member over DAIS_UNZIP_FREE bytes may be at most this many times its packed size: the XML of
 * long documents comes to 50, a bomb to 1,000. */
#define DAIS_UNZIP_RATIO_MAX 300u
#define DAIS_UNZIP_FREE ((size_t)8 << 20)
#define DAIS_UNZIP_NONE SIZE_MAX

struct dais_unzip; /* an open container; one thread at a time */

/* Opens the container @bytes (which must live as long as @a), called @file in errors.
 * Errors: INVALID (no container, cut short), LIMIT (too many members). */
bool dais_unzip_open(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    struct dais_unzip **ret, struct dais_err *err);
size_t dais_unzip_count(const struct dais_unzip *z);
/* The name of member @i; lives as long as the container. */
struct dais_str dais_unzip_name(const struct dais_unzip *z, size_t i);
/* The member called @name, exactly or, when there is none, but for the case of ASCII letters;
 * DAIS_UNZIP_NONE when there is none. */
size_t dais_unzip_find(const struct dais_unzip *z, struct dais_str name);
/* Puts the unpacked bytes of member @i into @out, which is initialised here; release it also
 * after an error.
 * Errors: LIMIT, INVALID (damaged), UNSUPPORTED (encrypted, another compression). */
bool dais_unzip_read(struct dais_unzip *z, size_t i, struct dais_buf *out, struct dais_err *err);

#endif
