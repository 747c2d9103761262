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

/* A digest of bytes that come in parts: begin, add any number of times, end once. */
struct dais_digest_state {
	_Alignas(64) unsigned char opaque[384];
};
void dais_digest_begin(struct dais_digest_state *s);
void dais_digest_add(struct dais_digest_state *s, struct dais_str bytes);
struct dais_digest dais_digest_end(struct dais_digest_state *s);

/* Of bytes that are there. */
struct dais_digest dais_digest_of(struct dais_str bytes);
/* 64 lower-case hexadecimal digits. */
struct dais_str dais_digest_hex(struct dais_arena *a, const struct dais_digest *d);
/* Reads 64 hexadecimal digits of either case, wholly; false otherwise, *@ret is then not valid. */
bool dais_digest_parse(struct dais_str hex, struct dais_digest *ret);
static inline bool
dais_digest_eq(const struct dais_digest *a, const struct dais_digest *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

#endif
