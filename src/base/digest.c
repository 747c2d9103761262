/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"

#include <assert.h>
#include <sodium.h>

#include "base/err.h"

static_assert(sizeof(struct dais_digest_state) >= sizeof(crypto_generichash_state), "too small");

void
dais_digest_begin(struct dais_digest_state *s)
{
	int rc = crypto_generichash_init(
	    (crypto_generichash_state *)(void *)s->opaque, NULL, 0, sizeof(struct dais_digest));

	DAIS_ASSERT(rc == 0);
}

void
dais_digest_add(struct dais_digest_state *s, struct dais_str bytes)
{
	int rc = crypto_generichash_update(
	    (crypto_generichash_state *)(void *)s->opaque, (const unsigned char *)bytes.p, bytes.n);

	DAIS_ASSERT(rc == 0);
}

struct dais_digest
dais_digest_end(struct dais_digest_state *s)
{
	struct dais_digest d;
	int rc = crypto_generichash_final(
	    (crypto_generichash_state *)(void *)s->opaque, d.bytes, sizeof(d.bytes));

	DAIS_ASSERT(rc == 0);
	return d;
}

bool
dais_digest_parse(struct dais_str hex, struct dais_digest *ret)
{
	size_t n = 0;

	return hex.n == 2 * sizeof(ret->bytes) &&
	       sodium_hex2bin(ret->bytes, sizeof(ret->bytes), hex.p, hex.n, NULL, &n, NULL) == 0 &&
	       n == sizeof(ret->bytes);
}

struct dais_digest
dais_digest_of(struct dais_str bytes)
{
	struct dais_digest d;
	int rc = crypto_generichash(
	    d.bytes, sizeof(d.bytes), (const unsigned char *)bytes.p, bytes.n, NULL, 0);

	DAIS_ASSERT(rc == 0);
	return d;
}

struct dais_str
dais_digest_hex(struct dais_arena *a, const struct dais_digest *d)
{
	char hex[2 * sizeof(d->bytes) + 1];

	(void)sodium_bin2hex(hex, sizeof(hex), d->bytes, sizeof(d->bytes));
	return dais_arena_dup(a, dais_str_from(hex));
}
