/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/provider.h"

#include "auth/oidc.h"
#include "auth/token.h"
#include "service/account/account_priv.h"

#define AREA "provider-flow"
#define PURPOSE "dais provider flow"
#define FLOW_MS (10 * DAIS_MINUTE_MS)

static struct dais_oidc_provider
party_of(const struct dais_account_provider *provider, struct dais_str redirect)
{
	return (struct dais_oidc_provider){ dais_str_from(provider->issuer),
		dais_str_from(provider->client), dais_str_from(provider->secret), redirect,
		dais_str_from(provider->authorities) };
}

/* ---- questions ---- */

static void
begin(struct dais_buf *b, struct dais_json *w, const struct dais_oidc_provider *party)
{
	dais_buf_init(b, DAIS_ACCOUNT_FEDERATE_QUESTION_MAX);
	dais_json_begin(w, b, true);
	dais_json_object(w);
	dais_json_pair(w, "issuer", party->issuer);
	dais_json_pair(w, "client", party->client_id);
	dais_json_pair(w, "secret", party->client_secret);
	dais_json_pair(w, "redirect", party->redirect);
	dais_json_pair(w, "authorities", party->authorities);
}

struct dais_str
dais_provider_ask(
    struct dais_arena *a, const struct dais_account_provider *provider, struct dais_str redirect)
{
	const struct dais_oidc_provider party = party_of(provider, redirect);
	struct dais_json w;
	DAIS_BUF_AUTO b = { 0 };
	begin(&b, &w, &party);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

struct dais_str
dais_provider_ask_who(struct dais_arena *a, const struct dais_account_provider *provider,
    struct dais_str redirect, const struct dais_provider_flow *flow, struct dais_str code,
    int64_t now_ms)
{
	const struct dais_oidc_provider party = party_of(provider, redirect);
	struct dais_json w;
	DAIS_BUF_AUTO b = { 0 };
	begin(&b, &w, &party);
	dais_json_pair(&w, "metadata", flow->metadata);
	dais_json_pair(&w, "nonce", flow->nonce);
	dais_json_pair(&w, "verifier", flow->verifier);
	dais_json_pair(&w, "code", code);
	dais_json_pair_int(&w, "now", now_ms / 1000);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

/* ---- in the workshop ---- */

static void
put_metadata(struct dais_json *w, const struct dais_oidc_metadata *m, struct dais_str issuer)
{
	dais_json_object(w);
	dais_json_pair(w, "issuer", issuer);
	dais_json_pair(w, "authorization_endpoint", m->authorization);
	dais_json_pair(w, "token_endpoint", m->token);
	dais_json_pair(w, "jwks_uri", m->keys);
	dais_json_pair(w, "userinfo_endpoint", m->userinfo);
	dais_json_pair_bool(w, "authorization_response_iss_parameter_supported", m->says_issuer);
	dais_json_key(w, "token_endpoint_auth_methods_supported");
	dais_json_array(w);
	dais_json_c(w, m->posts_secret ? "client_secret_post" : "client_secret_basic");
	dais_json_end(w);
	dais_json_end(w);
}

static bool
work_who(const struct dais_oidc_provider *party, const struct dais_json_value *q,
    struct dais_arena *a, struct dais_json *w, struct dais_err *err)
{
	struct dais_oidc_metadata m;
	struct dais_oidc_claims claims;
	if (!dais_oidc_read_metadata(party, dais_json_get_str(q, "metadata"), a, &m, err) ||
	    !dais_oidc_redeem(party, &m, dais_json_get_str(q, "code"),
		dais_json_get_str(q, "verifier"), dais_json_get_str(q, "nonce"),
		dais_json_get_int(q, "now", 0), a, &claims, err))
		return false;
	dais_json_object(w);
	dais_json_pair(w, "subject", claims.subject);
	dais_json_pair(w, "email", claims.email);
	dais_json_pair_bool(w, "verified", claims.email_is_verified);
	dais_json_end(w);
	return true;
}

bool
dais_account_work_federate(
    void *ctx, struct dais_str question, struct dais_buf *answer, struct dais_err *err)
{
	(void)ctx;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *q;
	struct dais_json w;
	struct dais_oidc_metadata m;
	if (!dais_json_parse(a, question, &q, err))
		return false;
	const struct dais_oidc_provider party = { dais_json_get_str(q, "issuer"),
		dais_json_get_str(q, "client"), dais_json_get_str(q, "secret"),
		dais_json_get_str(q, "redirect"), dais_json_get_str(q, "authorities") };
	dais_json_begin(&w, answer, true);
	if (dais_json_get(q, "code")) {
		if (!work_who(&party, q, a, &w, err))
			return false;
	} else {
		if (!dais_oidc_discover(&party, a, &m, err))
			return false;
		put_metadata(&w, &m, party.issuer);
	}
	dais_json_finish(&w);
	return true;
}

/* ---- there and back ---- */

bool
dais_provider_go(struct dais_house *h, const struct dais_provider_leave *leave,
    struct dais_str answer, struct dais_arena *a, struct dais_str *ret_url, struct dais_err *err)
{
	const struct dais_oidc_provider party = party_of(leave->provider, leave->redirect);
	struct dais_oidc_metadata m;
	if (!dais_oidc_read_metadata(&party, answer, a, &m, err))
		return false;
	char state[DAIS_TOKEN_LENGTH + 1], nonce[DAIS_TOKEN_LENGTH + 1],
	    verifier[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(state);
	dais_token_make(nonce);
	dais_token_make(verifier);
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_c(&w, "nonce", nonce);
	dais_json_pair_c(&w, "verifier", verifier);
	dais_json_pair(&w, "visit", dais_token_key(a, PURPOSE, leave->visit));
	dais_json_pair(&w, "next", leave->next);
	dais_json_pair_c(&w, "language", dais_lang_code(leave->language));
	dais_json_pair(&w, "metadata", answer);
	dais_json_end(&w);
	dais_json_finish(&w);
	*ret_url = dais_oidc_authorization(a, &party, &m, dais_str_from(state),
	    dais_str_from(nonce), dais_token_challenge(a, dais_str_from(verifier)));
	return account_state_set(h, NULL, AREA, dais_token_key(a, PURPOSE, dais_str_from(state)),
	    dais_buf_str(&b), dais_house_now_ms(h) + FLOW_MS, 0, err);
}

bool
dais_provider_return(struct dais_house *h, struct dais_str state, struct dais_str visit,
    struct dais_arena *a, struct dais_provider_flow *ret, struct dais_err *err)
{
	struct dais_state kept;
	struct dais_json_value *v;
	bool found;
	if (!account_state_look(
		h, AREA, dais_token_key(a, PURPOSE, state), a, &kept, &v, &found, err))
		return false;
	if (!found ||
	    !dais_token_eq(dais_json_get_str(v, "visit"), dais_token_key(a, PURPOSE, visit)))
		return dais_err_set(err, DAIS_ERR_NOT_FOUND,
		    "this browser did not ask the provider, or more than ten minutes ago");
	*ret = (struct dais_provider_flow){ dais_json_get_str(v, "nonce"),
		dais_json_get_str(v, "verifier"), dais_json_get_str(v, "next"),
		dais_json_get_str(v, "metadata"), DAIS_LANG_EN };
	(void)dais_lang_parse(dais_json_get_str(v, "language"), &ret->language);
	return account_state_remove(h, AREA, kept.key, err);
}

bool
dais_provider_read_who(struct dais_arena *a, const struct dais_account_provider *provider,
    struct dais_str answer, struct dais_sign_in_claims *ret, struct dais_err *err)
{
	struct dais_json_value *v;
	if (!dais_json_parse(a, answer, &v, err))
		return false;
	*ret = (struct dais_sign_in_claims){ dais_str_from(provider->issuer),
		dais_json_get_str(v, "subject"), dais_json_get_str(v, "email"),
		dais_json_get_bool(v, "verified") };
	return ret->subject.n > 0 ||
	       dais_err_set(err, DAIS_ERR_DENIED, "the provider names nobody");
}
