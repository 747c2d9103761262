/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A sign-in through an OpenID provider, seen from the server: what is remembered between leaving
 * and coming back (area "provider-flow": ten minutes, used once, bound to the browser), and the
 * questions to the workshop, which talks to the provider (auth/oidc.h).
 */
#ifndef DAIS_SERVICE_ACCOUNT_PROVIDER_H
#define DAIS_SERVICE_ACCOUNT_PROVIDER_H

#include "base/buf.h"
#include "service/account/sign_in.h"

#define DAIS_ACCOUNT_FEDERATE_QUESTION_MAX ((size_t)32768)
#define DAIS_ACCOUNT_FEDERATE_ANSWER_MAX ((size_t)32768)

struct dais_account_provider {
	const char *issuer, *client, *name; /* name: as people call it; NULL: the issuer's host */
	const char *secret; /* NULL: a public client */
	const char *authorities; /* file of certificates (PEM); NULL: the system's */
};

/* Workshop kind "federate", which needs the network. */
bool dais_account_work_federate(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err);

/* ---- there ---- */

/* "What does the provider say of itself?" @redirect: "<site>/sign-in/return". */
struct dais_str dais_provider_ask(
    struct dais_arena *a, const struct dais_account_provider *provider, struct dais_str redirect);
/* A reader on the way to the provider. */
struct dais_provider_leave {
	const struct dais_account_provider *provider;
	struct dais_str redirect; /* as in dais_provider_ask() */
	struct dais_str visit;    /* what the browser will show again when it comes back */
	struct dais_str next;     /* where the reader wants to go */
	enum dais_lang language;
};
/* The address to send the reader to, from the answer. */
bool dais_provider_go(struct dais_house *h, const struct dais_provider_leave *leave,
    struct dais_str answer, struct dais_arena *a, struct dais_str *ret_url, struct dais_err *err);

/* ---- and back ---- */

struct dais_provider_flow {
	struct dais_str nonce, verifier, next, metadata;
	enum dais_lang language;
};
/* What was remembered under @state, which is forgotten now. NOT_FOUND: nothing, or of another
 * browser. */
bool dais_provider_return(struct dais_house *h, struct dais_str state, struct dais_str visit,
    struct dais_arena *a, struct dais_provider_flow *ret, struct dais_err *err);
/* "Who is it that @code stands for?" */
struct dais_str dais_provider_ask_who(struct dais_arena *a,
    const struct dais_account_provider *provider, struct dais_str redirect,
    const struct dais_provider_flow *flow, struct dais_str code, int64_t now_ms);
bool dais_provider_read_who(struct dais_arena *a, const struct dais_account_provider *provider,
    struct dais_str answer, struct dais_sign_in_claims *ret, struct dais_err *err);

#endif
