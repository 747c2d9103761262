/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Content digests: BLAKE2b-256 (RFC 7693) through libsodium.
 */
#ifndef DAIS_BASE_DIGEST_H
#define DAIS_BASE_DIGEST_H

#include "base/arena.h"

struct dais_digest {
	unsigned char bytes[32];
};

struct dais_digest dais_digest_of(struct dais_str bytes);
/* 64 lower-case hexadecimal digits. */
struct dais_str dais_digest_hex(struct dais_arena *a, const struct dais_digest *d);

#endif
