/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * ID tokens that a provider, or somebody else, may send: made and signed here with libcjose.
 */
#include "support/test.h"

#include <cjose/cjose.h>

#include "auth/oidc.h"
#include "base/arena.h"
#include "base/buf.h"

#define NOW INT64_C(1653300000)

static const struct dais_oidc_provider provider = { DAIS_STR_INIT("https://id.example.org"),
	DAIS_STR_INIT("dais"), DAIS_STR_INIT("s3cret"),
	DAIS_STR_INIT("https://m.example.org/sign-in/return") };

static cjose_jwk_t *rsa, *elliptic, *stranger;
static struct dais_str keys; /* the provider's set */
static struct dais_arena *arena;

static struct dais_str
public_of(cjose_jwk_t *key)
{
	char *json = cjose_jwk_to_json(key, false, NULL);
	struct dais_str s = dais_arena_dup(arena, dais_str_from(json));
	cjose_get_dealloc()(json);
	return s;
}

static int
set_up(void **state)
{
	(void)state;
	arena = dais_arena_new(0);
	static const unsigned char exponent[] = { 1, 0, 1 };
	rsa = cjose_jwk_create_RSA_random(2048, exponent, sizeof(exponent), NULL);
	elliptic = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, NULL);
	stranger = cjose_jwk_create_RSA_random(2048, exponent, sizeof(exponent), NULL);
	assert_true(cjose_jwk_set_kid(rsa, "one", 3, NULL));
	assert_true(cjose_jwk_set_kid(elliptic, "two", 3, NULL));
	assert_true(cjose_jwk_set_kid(stranger, "one", 3, NULL));
	keys = dais_arena_printf(arena, "{\"keys\":[%.*s,%.*s]}", DAIS_STR_ARG(public_of(rsa)),
	    DAIS_STR_ARG(public_of(elliptic)));
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	cjose_jwk_release(rsa);
	cjose_jwk_release(elliptic);
	cjose_jwk_release(stranger);
	dais_arena_free(arena);
	return 0;
}

static struct dais_str
sign(cjose_jwk_t *key, const char *algorithm, const char *kid, const char *claims)
{
	cjose_header_t *header = cjose_header_new(NULL);
	assert_true(cjose_header_set(header, CJOSE_HDR_ALG, algorithm, NULL));
	if (kid)
		assert_true(cjose_header_set(header, CJOSE_HDR_KID, kid, NULL));
	cjose_err why;
	cjose_jws_t *jws =
	    cjose_jws_sign(key, header, (const uint8_t *)claims, strlen(claims), &why);
	if (!jws)
		fail_msg("%s", why.message);
	const char *text;
	assert_true(cjose_jws_export(jws, &text, NULL));
	struct dais_str token = dais_arena_dup(arena, dais_str_from(text));
	cjose_jws_release(jws);
	cjose_header_release(header);
	return token;
}

/* The claims that are right, with one of them said otherwise. */
static const char *
claims_with(const char *name, const char *value)
{
	static const char *const right[][2] = {
		{ "iss", "\"https://id.example.org\"" },
		{ "aud", "\"dais\"" },
		{ "sub", "\"17\"" },
		{ "exp", "1653300300" },
		{ "iat", "1653299990" },
		{ "nonce", "\"n-0S6\"" },
		{ "email", "\"a@example.org\"" },
		{ "email_verified", "true" },
		{ "name", "\"Amina\"" },
	};
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	bool said = false;
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
		bool is = name && strcmp(name, right[i][0]) == 0;
		const char *v = is ? value : right[i][1];
		said |= is;
		if (v)
			dais_buf_printf(&b, "%c\"%s\":%s", b.n ? ',' : '{', right[i][0], v);
	}
	if (name && !said)
		dais_buf_printf(&b, ",\"%s\":%s", name, value);
	dais_buf_puts(&b, "}");
	return dais_arena_cstr(arena, dais_buf_str(&b));
}

static bool
is_accepted(
    struct dais_str token, const char *nonce, struct dais_oidc_claims *claims, struct dais_err *err)
{
	return dais_oidc_verify(
	    &provider, token, keys, dais_str_from(nonce), NOW, arena, claims, err);
}

static void
test_good_tokens(void **state)
{
	(void)state;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_oidc_claims claims;
	const char *right = claims_with(NULL, NULL);
	if (!is_accepted(sign(rsa, "RS256", "one", right), "n-0S6", &claims, &err))
		fail_msg("%s", err.msg);
	assert_str(claims.subject, "17");
	assert_str(claims.email, "a@example.org");
	assert_str(claims.name, "Amina");
	assert_true(claims.email_is_verified);
	assert_true(is_accepted(sign(elliptic, "ES256", "two", right), "n-0S6", &claims, &err));
	assert_true(is_accepted(sign(rsa, "RS256", NULL, right), "n-0S6", &claims, &err));
	static const char *const fine[][2] = { { "aud", "[\"dais\"]" }, { "azp", "\"dais\"" },
		{ "exp", "1653299941" }, { "iat", "1653300059" }, { "iat", "1653299400" } };
	for (size_t i = 0; i < sizeof(fine) / sizeof(fine[0]); i++)
		if (!is_accepted(sign(rsa, "RS256", "one", claims_with(fine[i][0], fine[i][1])),
			"n-0S6", &claims, &err))
			fail_msg("%s: %s: %s", fine[i][0], fine[i][1], err.msg);
	/* What is not the word true is not verified. */
	assert_true(
	    is_accepted(sign(rsa, "RS256", "one", claims_with("email_verified", "\"true\"")),
		"n-0S6", &claims, &err));
	assert_false(claims.email_is_verified);
}

static void
test_wrong_claims(void **state)
{
	(void)state;
	static const char *const wrong[][2] = {
		{ "iss", "\"https://id.example.org/\"" },
		{ "iss", "\"https://evil.example.org\"" },
		{ "iss", NULL },
		{ "aud", "\"other\"" },
		{ "aud", "[\"other\"]" },
		{ "aud", "[]" },
		{ "aud", NULL },
		{ "aud", "[\"dais\",\"other\"]" },
		{ "aud", "{\"dais\":1}" },
		{ "azp", "\"other\"" },
		{ "azp", "null" },
		{ "exp", "1653299940" },
		{ "exp", NULL },
		{ "exp", "\"2000000000\"" },
		{ "iat", "1653300061" },
		{ "iat", "1653299399" },
		{ "iat", NULL },
		{ "nbf", "1653300061" },
		{ "nonce", "\"other\"" },
		{ "nonce", NULL },
		{ "sub", "\"\"" },
		{ "sub", NULL },
		{ "sub", "17" },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_oidc_claims claims;
		if (is_accepted(sign(rsa, "RS256", "one", claims_with(wrong[i][0], wrong[i][1])),
			"n-0S6", &claims, &err))
			fail_msg("%s: %s was accepted", wrong[i][0],
			    wrong[i][1] ? wrong[i][1] : "(none)");
		assert_int_equal(err.code, DAIS_ERR_DENIED);
	}
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_oidc_claims claims;
	assert_false(is_accepted(
	    sign(rsa, "RS256", "one", claims_with("nonce", "\"\"")), "", &claims, &err));
}

static void
test_wrong_signatures(void **state)
{
	(void)state;
	const char *right = claims_with(NULL, NULL);
	struct dais_str good = sign(rsa, "RS256", "one", right);
	/* The public key taken for a shared secret (RFC 8725, 2.1). */
	struct dais_str shown = public_of(rsa);
	cjose_jwk_t *shared = cjose_jwk_create_oct_spec((const uint8_t *)shown.p, shown.n, NULL);
	struct dais_str changed = dais_arena_dup(arena, good);
	char *byte = (char *)(uintptr_t)changed.p + dais_str_find_char(changed, '.', 0) + 20;
	*byte = *byte == 'A' ? 'B' : 'A';
	/* {"alg":"none"}, with the content of the good one. */
	size_t first = dais_str_find_char(good, '.', 0);
	size_t second = dais_str_find_char(good, '.', first + 1);
	struct dais_str none = dais_arena_printf(
	    arena, "eyJhbGciOiJub25lIn0%.*s.", (int)(second - first), good.p + first);
	const struct dais_str bad[] = { sign(stranger, "RS256", "one", right),
		sign(shared, "HS256", "one", right), sign(rsa, "RS384", "one", right),
		sign(rsa, "PS256", "one", right), sign(rsa, "RS256", "three", right), changed, none,
		dais_str_sub(good, 0, second), dais_str_sub(good, 0, good.n - 4),
		dais_str_sub(good, 0, 10), DAIS_STR(""), DAIS_STR("."), DAIS_STR(".."),
		DAIS_STR("a.b.c"), DAIS_STR("!!!.e30.e30") };
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_oidc_claims claims;
		if (is_accepted(bad[i], "n-0S6", &claims, &err))
			fail_msg("case %zu was accepted", i);
	}
	cjose_jwk_release(shared);
}

static void
test_metadata(void **state)
{
	(void)state;
#define GOOD_REST                                                                                  \
	"\"token_endpoint\":\"https://id.example.org/token\","                                     \
	"\"jwks_uri\":\"https://id.example.org/keys\"}"
	static const struct {
		const char *bytes;
		bool good;
	} cases[] = {
		{ "{\"issuer\":\"https://id.example.org\",\"authorization_endpoint\":"
		  "\"https://id.example.org/auth\"," GOOD_REST,
		    true },
		{ "{\"issuer\":\"https://id.example.org/\",\"authorization_endpoint\":"
		  "\"https://id.example.org/auth\"," GOOD_REST,
		    false },
		{ "{\"issuer\":\"https://id.example.org\",\"authorization_endpoint\":"
		  "\"http://id.example.org/auth\"," GOOD_REST,
		    false },
		{ "{\"issuer\":\"https://id.example.org\",\"authorization_endpoint\":"
		  "\"javascript:alert(1)\"," GOOD_REST,
		    false },
		{ "{\"issuer\":\"https://id.example.org\",\"authorization_endpoint\":"
		  "\"https://id.example.org/a\\nb\"," GOOD_REST,
		    false },
		{ "{\"issuer\":\"https://id.example.org\",\"authorization_endpoint\":"
		  "\"http://127.0.0.1/auth\"," GOOD_REST,
		    false },
		{ "{\"issuer\":\"https://id.example.org\"," GOOD_REST, false },
		{ "[]", false },
		{ "", false },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_oidc_metadata metadata;
		if (dais_oidc_read_metadata(&provider, dais_str_from(cases[i].bytes), arena,
			&metadata, &err) != cases[i].good)
			fail_msg("case %zu", i);
	}
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_oidc_metadata metadata;
	assert_true(dais_oidc_read_metadata(
	    &provider, dais_str_from(cases[0].bytes), arena, &metadata, &err));
	assert_str(dais_oidc_authorization(
		       arena, &provider, &metadata, DAIS_STR("s t"), DAIS_STR("n"), DAIS_STR("c")),
	    "https://id.example.org/auth?response_type=code&client_id=dais&redirect_uri="
	    "https%3A%2F%2Fm.example.org%2Fsign-in%2Freturn&scope=openid%20email%20profile&"
	    "state=s%20t&nonce=n&code_challenge=c&code_challenge_method=S256");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good_tokens),
		cmocka_unit_test(test_wrong_claims),
		cmocka_unit_test(test_wrong_signatures),
		cmocka_unit_test(test_metadata),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
