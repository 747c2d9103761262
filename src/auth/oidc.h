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

/* Asks the provider. INVALID: its answer breaks the standard; IO: it cannot be reached. */
bool dais_oidc_discover(const struct dais_oidc_provider *provider, struct dais_arena *a,
    struct dais_oidc_metadata *ret, struct dais_err *err);
/* The same from bytes. */
bool dais_oidc_read_metadata(const struct dais_oidc_provider *provider, struct dais_str bytes,
    struct dais_arena *a, struct dais_oidc_metadata *ret, struct dais_err *err);

/* The address to send the reader to. */
struct dais_str dais_oidc_authorization(struct dais_arena *a,
    const struct dais_oidc_provider *provider, const struct dais_oidc_metadata *metadata,
    struct dais_str state, struct dais_str nonce, struct dais_str challenge);

/* Trades @code for the claims. DENIED: the provider or the token does not say what it must. */
bool dais_oidc_redeem(const struct dais_oidc_provider *provider,
    const struct dais_oidc_metadata *metadata, struct dais_str code, struct dais_str verifier,
    struct dais_str nonce, int64_t now_s, struct dais_arena *a, struct dais_oidc_claims *ret,
    struct dais_err *err);
/* Checks an ID token against the keys of the provider (a JWK set): signature, algorithm, issuer,
 * audience, times, nonce. DENIED with what is wrong. */
bool dais_oidc_verify(const struct dais_oidc_provider *provider, struct dais_str token,
    struct dais_str keys, struct dais_str nonce, int64_t now_s, struct dais_arena *a,
    struct dais_oidc_claims *ret, struct dais_err *err);

#endif
