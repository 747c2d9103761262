/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Talking to the provider.
 */
#include <pthread.h>

#include "auth/escape_priv.h"
#include "auth/oidc_priv.h"
#include "base/module.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const struct dais_oidc_module *module;
static char failure[256];

static void
load(void)
{
	module = dais_module_load(DAIS_BUILD_ROOT, DAIS_OIDC_MODULE_BUILT, DAIS_OIDC_MODULE,
	    "dais_oidc_module", failure, sizeof(failure));
}

const struct dais_oidc_module *
oidc_module(struct dais_err *err)
{
	(void)pthread_once(&once, load);
	if (!module)
		dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the part of dais that signs in through others cannot be loaded: %s", failure);
	return module;
}

/* ---- addresses ---- */

/* "http://127.0.0.1:4000" and the like: on this machine nobody listens in. */
static bool
is_on_this_machine(struct dais_str url)
{
	static const char *const hosts[] = { "http://127.0.0.1", "http://localhost",
		"http://[::1]" };
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		struct dais_str host = dais_str_from(hosts[i]);
		char next = url.n > host.n ? url.p[host.n] : '/';
		if (dais_str_has_prefix(url, host) && (next == ':' || next == '/'))
			return true;
	}
	return false;
}

static bool
is_address(struct dais_str url, bool plain)
{
	for (size_t i = 0; i < url.n; i++)
		if ((unsigned char)url.p[i] <= ' ' || (unsigned char)url.p[i] >= 0x7f)
			return false;
	return (url.n > 8 && dais_str_has_prefix(url, DAIS_STR("https://"))) ||
	       (plain && is_on_this_machine(url));
}

static bool
fetch(const struct dais_oidc_provider *provider, struct dais_oidc_request *r, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	const struct dais_oidc_module *m = oidc_module(err);
	if (!m)
		return false;
	char why[256] = "";
	DAIS_BUF_AUTO out = { 0 };
	dais_buf_init(&out, OIDC_ANSWER_MAX);
	r->plain = is_on_this_machine(provider->issuer);
	if (provider->authorities.n)
		r->authorities = dais_arena_cstr(a, provider->authorities);
	if (!m->fetch(r, &out, why, sizeof(why))) {
		dais_err_set(err, DAIS_ERR_IO, "no answer from %s: %s", r->url, why);
		return dais_err_hint(
		    err, "See that the provider is up and its settings are right.");
	}
	*ret = dais_buf_dup(&out, a);
	return true;
}

/* ---- what the provider says of itself ---- */

static bool
is_among(const struct dais_json_value *array, const char *word)
{
	for (size_t i = 0; array && i < array->members.n; i++)
		if (dais_str_is(array->members.v[i].value->text, word))
			return true;
	return false;
}

bool
dais_oidc_read_metadata(const struct dais_oidc_provider *provider, struct dais_str bytes,
    struct dais_arena *a, struct dais_oidc_metadata *ret, struct dais_err *err)
{
	struct dais_json_value *v;
	if (!dais_json_parse(a, bytes, &v, err))
		return dais_err_context(err, "while reading what the provider says of itself");
	/* Discovery 1.0, 4.3: it must be the very same, or somebody else answers. */
	if (!dais_str_eq(dais_json_get_str(v, "issuer"), provider->issuer))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "the provider calls itself \"%.*s\", not \"%.*s\"",
		    DAIS_STR_ARG(dais_json_get_str(v, "issuer")), DAIS_STR_ARG(provider->issuer));
	*ret = (struct dais_oidc_metadata){ .authorization =
						dais_json_get_str(v, "authorization_endpoint"),
		.token = dais_json_get_str(v, "token_endpoint"),
		.keys = dais_json_get_str(v, "jwks_uri"),
		.userinfo = dais_json_get_str(v, "userinfo_endpoint"),
		.says_issuer =
		    dais_json_get_bool(v, "authorization_response_iss_parameter_supported") };
	const struct dais_json_value *ways =
	    dais_json_get(v, "token_endpoint_auth_methods_supported");
	ret->posts_secret =
	    is_among(ways, "client_secret_post") && !is_among(ways, "client_secret_basic");
	bool plain = is_on_this_machine(provider->issuer);
	if (!is_address(ret->authorization, plain) || !is_address(ret->token, plain) ||
	    !is_address(ret->keys, plain) || (ret->userinfo.n && !is_address(ret->userinfo, plain)))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "the provider names no https addresses for what it offers");
	return true;
}

bool
dais_oidc_discover(const struct dais_oidc_provider *provider, struct dais_arena *a,
    struct dais_oidc_metadata *ret, struct dais_err *err)
{
	if (!is_address(provider->issuer, true)) {
		dais_err_set(
		    err, DAIS_ERR_INVALID, "\"%.*s\" is no issuer", DAIS_STR_ARG(provider->issuer));
		return dais_err_hint(err, "An issuer is an https address.");
	}
	struct dais_str base = provider->issuer, bytes;
	if (dais_str_has_suffix(base, DAIS_STR("/")))
		base.n--;
	struct dais_oidc_request r = { .url = dais_arena_printf(a,
					   "%.*s/.well-known/openid-configuration",
					   DAIS_STR_ARG(base))
					   .p };
	return fetch(provider, &r, a, &bytes, err) &&
	       dais_oidc_read_metadata(provider, bytes, a, ret, err);
}

/* ---- there ---- */

static void
put_pair(struct dais_buf *b, const char *name, struct dais_str value)
{
	if (b->n && b->p[b->n - 1] != '?')
		dais_buf_put_char(b, '&');
	dais_buf_puts(b, name);
	dais_buf_put_char(b, '=');
	auth_put_escaped(b, value);
}

struct dais_str
dais_oidc_authorization(struct dais_arena *a, const struct dais_oidc_provider *provider,
    const struct dais_oidc_metadata *metadata, struct dais_str state, struct dais_str nonce,
    struct dais_str challenge)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	dais_buf_put(&b, metadata->authorization);
	if (dais_str_find_char(metadata->authorization, '?', 0) == SIZE_MAX)
		dais_buf_put_char(&b, '?');
	put_pair(&b, "response_type", DAIS_STR("code"));
	put_pair(&b, "client_id", provider->client_id);
	put_pair(&b, "redirect_uri", provider->redirect);
	put_pair(&b, "scope", DAIS_STR("openid email profile"));
	put_pair(&b, "state", state);
	put_pair(&b, "nonce", nonce);
	put_pair(&b, "code_challenge", challenge);
	put_pair(&b, "code_challenge_method", DAIS_STR("S256"));
	return dais_buf_dup(&b, a);
}

/* ---- and back ---- */

/* RFC 6749, 2.3.1: id and secret are form-encoded before they become user and password. */
static const char *
encoded(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 14);
	auth_put_escaped(&b, s);
	return dais_buf_dup(&b, a).p;
}

static bool
ask_token(const struct dais_oidc_provider *provider, const struct dais_oidc_metadata *metadata,
    struct dais_str code, struct dais_str verifier, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	DAIS_BUF_AUTO form = { 0 };
	dais_buf_init(&form, 1 << 16);
	put_pair(&form, "grant_type", DAIS_STR("authorization_code"));
	put_pair(&form, "code", code);
	put_pair(&form, "redirect_uri", provider->redirect);
	put_pair(&form, "code_verifier", verifier);
	bool basic = provider->client_secret.n && !metadata->posts_secret;
	if (!basic)
		put_pair(&form, "client_id", provider->client_id);
	if (!basic && provider->client_secret.n)
		put_pair(&form, "client_secret", provider->client_secret);
	struct dais_oidc_request r = { .url = dais_arena_cstr(a, metadata->token), .form = form.p };
	if (basic) {
		r.user = encoded(a, provider->client_id);
		r.password = encoded(a, provider->client_secret);
	}
	return fetch(provider, &r, a, ret, err);
}

void
oidc_read_person(const struct dais_json_value *claims, struct dais_oidc_claims *ret)
{
	ret->email = dais_json_get_str(claims, "email");
	ret->email_is_verified = dais_json_get_bool(claims, "email_verified");
	ret->name = dais_json_get_str(claims, "name");
}

/* The address, from where providers give it beside the token (Core 1.0, 5.4). */
static bool
ask_person(const struct dais_oidc_provider *provider, const struct dais_oidc_metadata *metadata,
    struct dais_str access, struct dais_arena *a, struct dais_oidc_claims *claims,
    struct dais_err *err)
{
	struct dais_str bytes;
	struct dais_json_value *v;
	struct dais_oidc_request r = { .url = dais_arena_cstr(a, metadata->userinfo),
		.bearer = dais_arena_cstr(a, access) };
	if (!fetch(provider, &r, a, &bytes, err) || !dais_json_parse(a, bytes, &v, err))
		return dais_err_context(err, "while asking the provider who this is");
	if (!dais_str_eq(dais_json_get_str(v, "sub"), claims->subject))
		return dais_err_set(
		    err, DAIS_ERR_DENIED, "the provider speaks of two different people");
	oidc_read_person(v, claims);
	return true;
}

static bool
is_line(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7f)
			return false;
	return s.n > 0;
}

bool
dais_oidc_redeem(const struct dais_oidc_provider *provider,
    const struct dais_oidc_metadata *metadata, struct dais_str code, struct dais_str verifier,
    struct dais_str nonce, int64_t now_s, struct dais_arena *a, struct dais_oidc_claims *ret,
    struct dais_err *err)
{
	struct dais_str answer, keys;
	struct dais_json_value *v;
	struct dais_oidc_request r = { .url = dais_arena_cstr(a, metadata->keys) };
	if (!ask_token(provider, metadata, code, verifier, a, &answer, err) ||
	    !dais_json_parse(a, answer, &v, err))
		return dais_err_context(err, "while trading the code of the provider");
	if (!fetch(provider, &r, a, &keys, err) ||
	    !dais_oidc_verify(
		provider, dais_json_get_str(v, "id_token"), keys, nonce, now_s, a, ret, err))
		return false;
	struct dais_str access = dais_json_get_str(v, "access_token");
	if (ret->email.n || !metadata->userinfo.n || !is_line(access))
		return true;
	return ask_person(provider, metadata, access, a, ret, err);
}
