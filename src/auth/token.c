/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "auth/token.h"

#include <sodium.h>

#include "base/buf.h"
#include "base/err.h"

#define TOKEN_BYTES 32

static void
encode(const unsigned char bytes[TOKEN_BYTES], char text[DAIS_TOKEN_LENGTH + 1])
{
	(void)sodium_bin2base64(text, DAIS_TOKEN_LENGTH + 1, bytes, TOKEN_BYTES,
	    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void
dais_token_make(char ret_token[DAIS_TOKEN_LENGTH + 1])
{
	unsigned char bytes[TOKEN_BYTES];
	DAIS_ASSERT(sodium_init() >= 0);
	randombytes_buf(bytes, sizeof(bytes));
	encode(bytes, ret_token);
	sodium_memzero(bytes, sizeof(bytes));
}

/* BLAKE2b of the token, keyed by what it is for. */
static struct dais_digest
digest_for(const char *purpose, struct dais_str token)
{
	struct dais_digest d;
	size_t n = strlen(purpose);
	DAIS_ASSERT(n >= 1 && n <= crypto_generichash_KEYBYTES_MAX);
	unsigned char key[crypto_generichash_KEYBYTES_MAX] = { 0 };
	memcpy(key, purpose, n);
	DAIS_ASSERT(crypto_generichash(d.bytes, sizeof(d.bytes), (const unsigned char *)token.p,
			token.n, key, sizeof(key)) == 0);
	return d;
}

struct dais_str
dais_token_key(struct dais_arena *a, const char *purpose, struct dais_str token)
{
	struct dais_digest d = digest_for(purpose, token);
	return dais_digest_hex(a, &d);
}

struct dais_str
dais_token_derive(struct dais_arena *a, const char *purpose, struct dais_str token)
{
	struct dais_digest d = digest_for(purpose, token);
	char text[DAIS_TOKEN_LENGTH + 1];
	encode(d.bytes, text);
	return dais_arena_dup(a, dais_str_from(text));
}

bool
dais_token_eq(struct dais_str x, struct dais_str y)
{
	return x.n == y.n && (x.n == 0 || sodium_memcmp(x.p, y.p, x.n) == 0);
}

struct dais_str
dais_token_challenge(struct dais_arena *a, struct dais_str verifier)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char text[DAIS_TOKEN_LENGTH + 1];
	_Static_assert(sizeof(digest) == TOKEN_BYTES, "a SHA-256 digest is as long as a token");
	(void)crypto_hash_sha256(digest, (const unsigned char *)verifier.p, verifier.n);
	encode(digest, text);
	return dais_arena_dup(a, dais_str_from(text));
}
