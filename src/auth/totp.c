/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Through liboath, the OATH toolkit's library.
 */
#include "auth/totp.h"

#include <stdlib.h>

#include <liboath/oath.h>
#include <sodium.h>

#include "auth/escape_priv.h"
#include "auth/token.h"
#include "base/buf.h"
#include "base/err.h"

#define WINDOW 1 /* steps before and after now (RFC 6238, 5.2) */

static const char base32[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* @n characters drawn by lot; 32 divides 256, so that all are as likely. */
static void
draw(char *out, size_t n)
{
	DAIS_ASSERT(sodium_init() >= 0);
	randombytes_buf(out, n);
	for (size_t i = 0; i < n; i++)
		out[i] = base32[(unsigned char)out[i] % 32];
}

void
dais_totp_secret_make(char ret_secret[DAIS_TOTP_SECRET_LENGTH + 1])
{
	draw(ret_secret, DAIS_TOTP_SECRET_LENGTH);
	ret_secret[DAIS_TOTP_SECRET_LENGTH] = '\0';
}

bool
dais_totp_code(
    struct dais_str secret, unsigned bits, unsigned digits, int64_t seconds, char ret_code[9])
{
	int flags = bits == 256 ? OATH_TOTP_HMAC_SHA256 : bits == 512 ? OATH_TOTP_HMAC_SHA512 : 0;
	if (digits < 6 || digits > 8 || seconds < 0 || (bits != 1 && flags == 0))
		return false;
	return oath_totp_generate2(secret.p, secret.n, (time_t)seconds, DAIS_TOTP_STEP_S, 0, digits,
		   flags, ret_code) == OATH_OK;
}

/* 32 characters of base32 to 20 bytes. */
static bool
decode_secret(struct dais_str secret, char out[20])
{
	char *bytes = NULL;
	size_t n = 0;
	if (secret.n != DAIS_TOTP_SECRET_LENGTH ||
	    oath_base32_decode(secret.p, secret.n, &bytes, &n) != OATH_OK)
		return false;
	bool is_whole = n == 20;
	if (is_whole)
		memcpy(out, bytes, 20);
	sodium_memzero(bytes, n);
	free(bytes);
	return is_whole;
}

/* Six digits without the spaces people type. */
static bool
read_code(struct dais_str typed, char out[DAIS_TOTP_DIGITS])
{
	size_t n = 0;
	for (size_t i = 0; i < typed.n; i++) {
		char c = typed.p[i];
		if (c == ' ')
			continue;
		if (c < '0' || c > '9' || n == DAIS_TOTP_DIGITS)
			return false;
		out[n++] = c;
	}
	return n == DAIS_TOTP_DIGITS;
}

bool
dais_totp_is(struct dais_str secret, struct dais_str code, int64_t now_ms, uint64_t last_step,
    uint64_t *ret_step)
{
	char bytes[20], typed[DAIS_TOTP_DIGITS];
	if (now_ms < 0 || !read_code(code, typed) || !decode_secret(secret, bytes))
		return false;
	int64_t now = now_ms / 1000 / DAIS_TOTP_STEP_S;
	bool found = false;
	for (int64_t step = now - WINDOW; step <= now + WINDOW; step++) {
		char right[9];
		/* Those that were used are computed, too: one that is not takes no less. */
		if (step < 0 || !dais_totp_code((struct dais_str){ bytes, sizeof(bytes) }, 1,
				    DAIS_TOTP_DIGITS, step * DAIS_TOTP_STEP_S, right))
			continue;
		if (sodium_memcmp(right, typed, sizeof(typed)) == 0 && (uint64_t)step > last_step &&
		    !found) {
			found = true;
			*ret_step = (uint64_t)step;
		}
	}
	sodium_memzero(bytes, sizeof(bytes));
	return found;
}

struct dais_str
dais_totp_link(
    struct dais_arena *a, struct dais_str issuer, struct dais_str account, struct dais_str secret)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	dais_buf_puts(&b, "otpauth://totp/");
	auth_put_escaped(&b, issuer);
	dais_buf_puts(&b, ":");
	auth_put_escaped(&b, account);
	dais_buf_puts(&b, "?secret=");
	auth_put_escaped(&b, secret);
	dais_buf_puts(&b, "&issuer=");
	auth_put_escaped(&b, issuer);
	return dais_buf_dup(&b, a);
}

void
dais_recovery_make(char ret_code[DAIS_RECOVERY_LENGTH + 1])
{
	char drawn[24];
	draw(drawn, sizeof(drawn));
	size_t n = 0;
	for (size_t i = 0; i < sizeof(drawn); i++) {
		if (i && i % 4 == 0)
			ret_code[n++] = '-';
		ret_code[n++] = drawn[i];
	}
	ret_code[n] = '\0';
	DAIS_ASSERT(n == DAIS_RECOVERY_LENGTH);
}

struct dais_str
dais_recovery_key(struct dais_arena *a, struct dais_str typed)
{
	char plain[64];
	size_t n = 0;
	for (size_t i = 0; i < typed.n && n < sizeof(plain); i++) {
		char c = typed.p[i];
		if (c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		/* Letters that are taken for figures, where no such figure is used. */
		c = c == '0' ? 'O' : c == '1' ? 'I' : c;
		if (c != '-' && c != ' ')
			plain[n++] = c;
	}
	return dais_token_key(a, "dais recovery code", (struct dais_str){ plain, n });
}
