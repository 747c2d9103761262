/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Personal access tokens for programs: "dais_<account>_<secret>". A token may do what its scopes
 * name and its owner may do at that moment, never more. State (area "token"): the digest only.
 */
#ifndef DAIS_SERVICE_ACCOUNT_PERSONAL_TOKEN_H
#define DAIS_SERVICE_ACCOUNT_PERSONAL_TOKEN_H

#include "service/account/session.h"

#define DAIS_PERSONAL_TOKENS_MAX 50 /* of an account */
#define DAIS_PERSONAL_TOKEN_MS_MAX ((int64_t)366 * 24 * 60 * 60 * 1000)

struct dais_personal_token {
	struct dais_str key;  /* names it among those of its account */
	struct dais_str name; /* the owner's word for it */
	unsigned scopes;      /* bits 1u << enum dais_action */
	int64_t made_ms, used_ms, ends_ms; /* used_ms 0: never */
};
typedef DAIS_VEC(struct dais_personal_token) dais_personal_token_vec;

/* Makes a token for the actor's account; *@ret_token is shown this once. INVALID: no name, no
 * scope, a scope the owner has nowhere, an end in the past or more than a year ahead; LIMIT: too
 * many; DENIED: asked by a token. */
bool dais_personal_token_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_personal_token *wanted, const struct dais_client *client,
    struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err);
/* Newest first. */
bool dais_personal_token_list(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    dais_personal_token_vec *ret, struct dais_err *err);
bool dais_personal_token_end(struct dais_house *h, struct dais_str account, struct dais_str key,
    const struct dais_client *client, struct dais_err *err);
/* The actor of @token; *@ret_found false: it is none, has ended, or the account is disabled. */
bool dais_personal_token_actor(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_actor *ret, bool *ret_found, struct dais_err *err);

#endif
