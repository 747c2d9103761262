/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Passwords: what may be one, and how one is kept. Kept is an Argon2id string (RFC 9106) of
 * libsodium with its own salt and cost; the password itself is never kept, logged or sent back.
 * Source: OWASP ASVS 4.0.3, 2.1 and 2.4; NIST SP 800-63B, 5.1.1.2.
 */
#ifndef DAIS_AUTH_PASSWORD_H
#define DAIS_AUTH_PASSWORD_H

#include "base/arena.h"
#include "base/err.h"

#define DAIS_PASSWORD_CHARACTERS_MIN 12
#define DAIS_PASSWORD_BYTES_MAX 256
/* Room for a kept password with its NUL. */
#define DAIS_PASSWORD_KEPT_SIZE 128

enum dais_password_fault {
	DAIS_PASSWORD_GOOD,
	DAIS_PASSWORD_SHORT,    /* fewer than DAIS_PASSWORD_CHARACTERS_MIN characters */
	DAIS_PASSWORD_LONG,     /* more than DAIS_PASSWORD_BYTES_MAX bytes */
	DAIS_PASSWORD_COMMON, /* among the first that are tried: common words and passwords, with
			       * figures or letters changed, a row of keys, few different characters
			       */
	DAIS_PASSWORD_PERSONAL, /* little more than the name or the address of the account */
	DAIS_PASSWORD_NOT_TEXT,
	DAIS_PASSWORD_LEAKED /* in a list of passwords that became known (auth/leaked.h) */
};

/* Whether @password may be one. @known: words that everybody can know of the account (name, local
 * part of the address); parts under 4 bytes are not looked at. Kinds of characters do not count. */
enum dais_password_fault dais_password_examine(
    struct dais_str password, const struct dais_str *known, size_t n_known);

/* Makes what is kept: 19 MiB, 2 passes; about 20 ms of one core. The password is brought to NFKC
 * first, so that it is the same on every keyboard. INVALID: not text or too long. */
bool dais_password_keep(
    struct dais_str password, char ret_kept[DAIS_PASSWORD_KEPT_SIZE], struct dais_err *err);
/* Whether @password is the one of which @kept was made; the same time for all. *@ret_outdated: kept
 * with less cost than today's, so that it should be kept anew. @kept of another form is never
 * right. */
bool dais_password_is(struct dais_str password, struct dais_str kept, bool *ret_outdated);
/* A kept password that no password fits: for accounts that do not exist, which must take the same
 * time. */
struct dais_str dais_password_of_nobody(void);

#endif
