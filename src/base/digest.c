/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/digest.h"

#include <sodium.h>

#include "base/err.h"

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
