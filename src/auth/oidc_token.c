/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * ID tokens: OpenID Connect Core 1.0, 3.1.3.7; RFC 8725.
 */
#include <sodium.h>

#include "auth/oidc_priv.h"
#include "auth/token.h"

#define TOKEN_MAX ((size_t)64 << 10)
#define KEYS_MAX ((size_t)64)
#define SKEW_S 60      /* between two clocks */
#define AGE_MAX_S 600 /* a code is traded at once */
#define SUBJECT_MAX ((size_t)255)

/* The first part of a compact token, decoded. */
static bool
read_header(
    struct dais_str token, struct dais_arena *a, struct dais_json_value **ret, struct dais_err *err)
{
	size_t dot = dais_str_find_char(token, '.', 0);
	if (token.n > TOKEN_MAX || dot == SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_DENIED, "the provider gave no ID token");
	size_t n = 0;
	char *bytes = dais_arena_alloc(a, dot + 1);
	if (sodium_base642bin((unsigned char *)bytes, dot, token.p, dot, NULL, &n, NULL,
		sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
		return dais_err_set(err, DAIS_ERR_DENIED, "the ID token is damaged");
	return dais_json_parse(a, (struct dais_str){ bytes, n }, ret, err);
}

/* Only what is signed with the provider's private key: never "none", never a shared secret. */
static const char *
kind_of_key(struct dais_str algorithm)
{
	if (dais_str_is(algorithm, "RS256"))
		return "RSA";
	return dais_str_is(algorithm, "ES256") ? "EC" : NULL;
}

static bool
fits(const struct dais_json_value *key, const char *kind, struct dais_str algorithm,
    struct dais_str id)
{
	struct dais_str use = dais_json_get_str(key, "use");
	struct dais_str own = dais_json_get_str(key, "alg");
	return dais_str_is(dais_json_get_str(key, "kty"), kind) &&
	       (!use.n || dais_str_is(use, "sig")) && (!own.n || dais_str_eq(own, algorithm)) &&
	       (!id.n || dais_str_eq(id, dais_json_get_str(key, "kid"))) &&
	       (!dais_str_is(algorithm, "ES256") ||
		   dais_str_is(dais_json_get_str(key, "crv"), "P-256"));
}

/* Tries the keys that fit; the content in @out. */
static bool
check_signature(struct dais_str token, const struct dais_json_value *header,
    const struct dais_json_value *keys, struct dais_arena *a, struct dais_buf *out,
    struct dais_err *err)
{
	const struct dais_oidc_module *m = oidc_module(err);
	if (!m)
		return false;
	struct dais_str algorithm = dais_json_get_str(header, "alg");
	const char *kind = kind_of_key(algorithm);
	if (!kind || dais_json_get(header, "crit"))
		return dais_err_set(err, DAIS_ERR_DENIED,
		    "the ID token is signed with \"%.*s\"; RS256 and ES256 are accepted",
		    DAIS_STR_ARG(algorithm));
	const struct dais_json_value *all = dais_json_get(keys, "keys");
	for (size_t i = 0; all && i < all->members.n && i < KEYS_MAX; i++) {
		const struct dais_json_value *key = all->members.v[i].value;
		if (!fits(key, kind, algorithm, dais_json_get_str(header, "kid")))
			continue;
		dais_buf_clear(out);
		if (m->verify(token, dais_json_print(a, key), out))
			return true;
	}
	return dais_err_set(
	    err, DAIS_ERR_DENIED, "the ID token is not signed with a key of the provider");
}

/* Whether the token is for this client, and for it alone when it names who asked. */
static bool
is_for(const struct dais_json_value *claims, struct dais_str client)
{
	const struct dais_json_value *audience = dais_json_get(claims, "aud");
	const struct dais_json_value *party = dais_json_get(claims, "azp");
	bool is_named = false, has_others = false;
	if (!audience)
		return false;
	if (audience->kind == DAIS_JSON_STRING)
		is_named = dais_str_eq(audience->text, client);
	for (size_t i = 0; audience->kind == DAIS_JSON_ARRAY && i < audience->members.n; i++) {
		bool is = audience->members.v[i].value->kind == DAIS_JSON_STRING &&
			  dais_str_eq(audience->members.v[i].value->text, client);
		is_named |= is;
		has_others |= !is;
	}
	if (party)
		return is_named && dais_str_eq(party->text, client);
	return is_named && !has_others;
}

static bool
check_claims(const struct dais_oidc_provider *provider, const struct dais_json_value *claims,
    struct dais_str nonce, int64_t now_s, struct dais_err *err)
{
	int64_t ends = dais_json_get_int(claims, "exp", 0);
	int64_t made = dais_json_get_int(claims, "iat", 0);
	struct dais_str subject = dais_json_get_str(claims, "sub");
	const char *wrong = NULL;
	if (!dais_str_eq(dais_json_get_str(claims, "iss"), provider->issuer))
		wrong = DAIS_MESSAGE("it was made by someone else");
	else if (!is_for(claims, provider->client_id))
		wrong = DAIS_MESSAGE("it is for someone else");
	else if (ends <= now_s - SKEW_S)
		wrong = DAIS_MESSAGE("it has ended");
	else if (made > now_s + SKEW_S || made < now_s - AGE_MAX_S ||
		 dais_json_get_int(claims, "nbf", 0) > now_s + SKEW_S)
		wrong = DAIS_MESSAGE("it was not made just now");
	else if (!nonce.n || !dais_token_eq(dais_json_get_str(claims, "nonce"), nonce))
		wrong = DAIS_MESSAGE("it does not answer this request");
	else if (!subject.n || subject.n > SUBJECT_MAX)
		wrong = DAIS_MESSAGE("it names nobody");
	return !wrong || dais_err_set(err, DAIS_ERR_DENIED, "the ID token is refused: %s", wrong);
}

bool
dais_oidc_verify(const struct dais_oidc_provider *provider, struct dais_str token,
    struct dais_str keys, struct dais_str nonce, int64_t now_s, struct dais_arena *a,
    struct dais_oidc_claims *ret, struct dais_err *err)
{
	struct dais_json_value *header, *set, *claims;
	DAIS_BUF_AUTO content = { 0 };
	dais_buf_init(&content, OIDC_ANSWER_MAX);
	if (!read_header(token, a, &header, err) || !dais_json_parse(a, keys, &set, err) ||
	    !check_signature(token, header, set, a, &content, err) ||
	    !dais_json_parse(a, dais_buf_dup(&content, a), &claims, err) ||
	    !check_claims(provider, claims, nonce, now_s, err))
		return dais_err_context(err, "while checking the ID token");
	*ret = (struct dais_oidc_claims){ .subject = dais_json_get_str(claims, "sub") };
	oidc_read_person(claims, ret);
	return true;
}
