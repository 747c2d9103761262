/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Secrets that must be read again, such as those of second factors, are kept sealed with a key that
 * lies outside the record: XChaCha20-Poly1305 through libsodium, each seal bound to what it is for,
 * so that it opens nowhere else. A file of keys has one a line, 64 hexadecimal digits: the first
 * seals, all open; so a key is changed without a day on which nobody can sign in. Empty lines and
 * those from "#" on are passed over. What only one who comes again is to read is sealed with what
 * he has shown. Source: OWASP ASVS 4.0.3, 2.8.2, 6.4.2.
 */
#ifndef DAIS_AUTH_SEAL_H
#define DAIS_AUTH_SEAL_H

#include "base/arena.h"
#include "base/err.h"

#define DAIS_SEAL_KEYS_MAX 16

struct dais_seal_keys;

/* The keys of file @path, in @a. INVALID: it is no file of keys; DENIED: others than its owner and
 * his group may read it. */
bool dais_seal_keys_read(struct dais_arena *a, const char *path, const struct dais_seal_keys **ret,
    struct dais_err *err);
/* Puts a new key before those of file @path, which is made when there is none, for its owner alone.
 * *@ret_name: that of the key; in @a. As dais_seal_keys_read(); LIMIT: there are as many as may be,
 * or the file would be larger than 16 KiB. */
bool dais_seal_keys_add(
    struct dais_arena *a, const char *path, struct dais_str *ret_name, struct dais_err *err);
/* A key made from @secret, which has 256 bits that nobody guesses (auth/token.h): whoever has it
 * opens what was sealed with it for the same @purpose (1 to 64 bytes). In @a. */
const struct dais_seal_keys *dais_seal_keys_of(
    struct dais_arena *a, const char *purpose, struct dais_str secret);

/* @plain, of at most 4,096 bytes, sealed with the first key, for @bound_to; in @a: printable,
 * begins with the name of the key. */
struct dais_str dais_seal(struct dais_arena *a, const struct dais_seal_keys *keys,
    struct dais_str plain, struct dais_str bound_to);
enum dais_seal_result {
	DAIS_SEAL_OPEN,
	DAIS_SEAL_NO_KEY, /* its key is not among @keys (which may be NULL) */
	DAIS_SEAL_BROKEN /* damaged, or sealed for something else */
};
/* Opens what was sealed for the same @bound_to; *@ret_plain, in @a, is set with OPEN only. */
enum dais_seal_result dais_seal_open(struct dais_arena *a, const struct dais_seal_keys *keys,
    struct dais_str sealed, struct dais_str bound_to, struct dais_str *ret_plain);
/* Whether it was sealed with the first key. */
bool dais_seal_is_current(const struct dais_seal_keys *keys, struct dais_str sealed);

#endif
