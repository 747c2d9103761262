/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Random tokens for sessions, links, personal access and the codes of OAuth. Whoever keeps one
 * keeps its digest only, so that a copied record lets nobody in. Source: OWASP ASVS 4.0.3, 2.9,
 * 3.2; RFC 7636.
 */
#ifndef DAIS_AUTH_TOKEN_H
#define DAIS_AUTH_TOKEN_H

#include "base/digest.h"

#define DAIS_TOKEN_LENGTH 43 /* base64url (RFC 4648) of 256 bits, without padding */

/* A new token from the operating system's generator; NUL-terminated. */
void dais_token_make(char ret_token[DAIS_TOKEN_LENGTH + 1]);
/* The form under which @token is kept and found: 64 hexadecimal digits in @a. @purpose keeps
 * tokens of one kind from being taken for another. */
struct dais_str dais_token_key(struct dais_arena *a, const char *purpose, struct dais_str token);
/* A second token made from @token, that does not give it away: for forms of a session. */
struct dais_str dais_token_derive(struct dais_arena *a, const char *purpose, struct dais_str token);
/* Whether they are equal, in a time that does not tell where they differ. */
bool dais_token_eq(struct dais_str x, struct dais_str y);
/* The code challenge S256 of @verifier (RFC 7636, 4.2). */
struct dais_str dais_token_challenge(struct dais_arena *a, struct dais_str verifier);

#endif
