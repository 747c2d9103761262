/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Signing in through somebody else: relying party of OpenID Connect. Authorization code with PKCE,
 * state and nonce; ID tokens signed with RS256 or ES256. Sources: OpenID Connect Core 1.0 (3.1),
 * Discovery 1.0 (4), RFC 7636, RFC 8725, RFC 9207.
 *
 * What talks to the network waits: it runs in a child of the workshop. libcurl and libcjose live
 * in a module that is loaded with the first call.
 */
#ifndef DAIS_AUTH_OIDC_H
#define DAIS_AUTH_OIDC_H

#include "base/arena.h"
#include "base/err.h"

struct dais_oidc_provider {
	struct dais_str issuer; /* "https://id.example.org"; http only on this machine, for tests */
	struct dais_str client_id, client_secret; /* secret empty: a public client */
	struct dais_str redirect; /* where the provider sends the reader back to */
	struct dais_str authorities; /* file of certificates (PEM) it is held against; empty: the
				      * system's */
};

/* What the provider says of itself. */
struct dais_oidc_metadata {
	struct dais_str authorization, token, keys; /* addresses */
	struct dais_str userinfo; /* may be empty */
	bool posts_secret; /* wants the secret in the body; else by Basic authentication */
	bool says_issuer; /* names itself in its answer (RFC 9207) */
};

/* Whom it let in. */
struct dais_oidc_claims {
	struct dais_str subject; /* 1..255 bytes */
	struct dais_str email, name; /* may be empty */
	bool email_is_verified;
};

/* Strings that are returned lie in @a. All of these need the module but dais_oidc_read_metadata()
 * and dais_oidc_authorization(): UNSUPPORTED when it is missing. */

/* Asks the provider. INVALID: its answer breaks the standard, or the issuer is no https address;
 * IO: it cannot be reached, or answers with another status than 200 or more than 1 MiB. */
bool dais_oidc_discover(const struct dais_oidc_provider *provider, struct dais_arena *a,
    struct dais_oidc_metadata *ret, struct dais_err *err);
/* The same from @bytes (Discovery 1.0, 3 and 4.3): the issuer must be the very same, and what it
 * offers lie at https addresses. INVALID, LIMIT (JSON that is too deep). */
bool dais_oidc_read_metadata(const struct dais_oidc_provider *provider, struct dais_str bytes,
    struct dais_arena *a, struct dais_oidc_metadata *ret, struct dais_err *err);

/* The address to send the reader to (Core 1.0, 3.1.2.1), asking for his e-mail and name; @challenge
 * as dais_token_challenge() makes it. */
struct dais_str dais_oidc_authorization(struct dais_arena *a,
    const struct dais_oidc_provider *provider, const struct dais_oidc_metadata *metadata,
    struct dais_str state, struct dais_str nonce, struct dais_str challenge);

/* Trades @code for the claims, at @now_s seconds since 1970; asks the userinfo endpoint when the
 * token names no e-mail. DENIED: the provider or the token does not say what it must; INVALID, IO
 * as above. */
bool dais_oidc_redeem(const struct dais_oidc_provider *provider,
    const struct dais_oidc_metadata *metadata, struct dais_str code, struct dais_str verifier,
    struct dais_str nonce, int64_t now_s, struct dais_arena *a, struct dais_oidc_claims *ret,
    struct dais_err *err);
/* Checks an ID token against the keys of the provider (a JWK set): signature, algorithm, issuer,
 * audience, times (a minute between the clocks, made within ten minutes), nonce (Core 1.0,
 * 3.1.3.7). DENIED with what is wrong; INVALID, LIMIT: no JSON. */
bool dais_oidc_verify(const struct dais_oidc_provider *provider, struct dais_str token,
    struct dais_str keys, struct dais_str nonce, int64_t now_s, struct dais_arena *a,
    struct dais_oidc_claims *ret, struct dais_err *err);

#endif
