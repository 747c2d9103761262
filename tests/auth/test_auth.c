/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include <nettle/sha1.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "auth/leaked.h"
#include "auth/password.h"
#include "auth/seal.h"
#include "auth/token.h"
#include "auth/totp.h"
#include "base/buf.h"
#include "base/file.h"

static void
test_what_may_be_a_password(void **state)
{
	(void)state;
	static const struct {
		const char *password;
		enum dais_password_fault fault;
	} cases[] = {
		{ "seven quiet herons", DAIS_PASSWORD_GOOD },
		{ "семь тихих цапель", DAIS_PASSWORD_GOOD },
		{ "七只安静的苍鹭站在河边很久", DAIS_PASSWORD_GOOD },
		{ "k7#Lw9!tQz2@", DAIS_PASSWORD_GOOD },
		{ "", DAIS_PASSWORD_SHORT },
		{ "k7#Lw9!tQz2", DAIS_PASSWORD_SHORT },
		{ "七只安静的苍鹭", DAIS_PASSWORD_SHORT }, /* 21 bytes, seven characters */
		{ "Password1234!", DAIS_PASSWORD_COMMON },
		{ "WELCOME-2026-!!", DAIS_PASSWORD_COMMON },
		{ "пароль123456", DAIS_PASSWORD_COMMON },
		{ "motdepasse2026", DAIS_PASSWORD_COMMON },
		{ "qwertyuiop12", DAIS_PASSWORD_COMMON },
		{ "1qaz2wsx3edc", DAIS_PASSWORD_COMMON },
		{ "aaaaaaaaaaaaaaaa", DAIS_PASSWORD_COMMON },
		{ "abababababcc", DAIS_PASSWORD_COMMON },
		{ "abcdefghijklmnop", DAIS_PASSWORD_COMMON },
		{ "9876543210987", DAIS_PASSWORD_COMMON },
		{ "passwordPASSWORD1", DAIS_PASSWORD_COMMON },
		/* Habits that programs know. */
		{ "Summer2024!!!", DAIS_PASSWORD_COMMON },
		{ "michael1987jordan", DAIS_PASSWORD_COMMON },
		{ "dr4g0nm0nk3y12", DAIS_PASSWORD_COMMON },
		{ "amina.diallo26", DAIS_PASSWORD_PERSONAL },
		{ "DialloAmina1", DAIS_PASSWORD_PERSONAL },
		{ "amina has seven quiet herons", DAIS_PASSWORD_GOOD },
		{ "seven quiet\xff herons", DAIS_PASSWORD_NOT_TEXT },
	};
	const struct dais_str known[] = { DAIS_STR("Amina Diallo"), DAIS_STR("amina.diallo") };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (dais_password_examine(dais_str_from(cases[i].password), known, 2) !=
		    cases[i].fault)
			fail_msg("%s: %d", cases[i].password,
			    (int)dais_password_examine(dais_str_from(cases[i].password), known, 2));
	char longest[DAIS_PASSWORD_BYTES_MAX + 1];
	for (size_t i = 0; i < sizeof(longest); i++)
		longest[i] = (char)('!' + i * 37 % 90);
	assert_int_equal(
	    dais_password_examine((struct dais_str){ longest, sizeof(longest) - 1 }, NULL, 0),
	    DAIS_PASSWORD_GOOD);
	assert_int_equal(
	    dais_password_examine((struct dais_str){ longest, sizeof(longest) }, NULL, 0),
	    DAIS_PASSWORD_LONG);
}

static struct dais_str
sha1_hex(struct dais_arena *a, const char *s)
{
	unsigned char digest[SHA1_DIGEST_SIZE];
	char hex[2 * SHA1_DIGEST_SIZE + 1];
	struct sha1_ctx sha;
	sha1_init(&sha);
	sha1_update(&sha, strlen(s), (const uint8_t *)s);
	sha1_digest(&sha, sizeof(digest), digest);
	return dais_arena_dup(
	    a, dais_str_from(sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest))));
}

static int
by_words(const void *x, const void *y)
{
	return dais_str_cmp(*(const struct dais_str *)x, *(const struct dais_str *)y);
}

/* Every line of a list is found, whatever its length and place, and nothing else. */
static void
test_leaked_passwords(void **state)
{
	(void)state;
	enum {
		WORDS = 300
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str lines[WORDS];
	const struct dais_leaked *list;
	char path[] = "/tmp/dais-leaked-XXXXXX";
	DAIS_BUF_AUTO b = { 0 };
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	(void)close(fd);
	dais_buf_init(&b, 1 << 20);
	assert_false(dais_leaked_open(a, path, &list, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	for (int i = 0; i < WORDS; i++)
		lines[i] = dais_arena_printf(a, "%.*s:%d",
		    DAIS_STR_ARG(sha1_hex(a, dais_arena_printf(a, "herons %d", i).p)),
		    i % 7 ? i * 1000 : 3);
	qsort(lines, WORDS, sizeof(lines[0]), by_words);
	for (int i = 0; i < WORDS; i++)
		dais_buf_printf(&b, "%.*s%s", DAIS_STR_ARG(lines[i]), i + 1 < WORDS ? "\r\n" : "");
	assert_true(dais_file_write(path, dais_buf_str(&b), &err));
	assert_true(dais_leaked_open(a, path, &list, &err));
	for (int i = 0; i < WORDS; i++)
		assert_true(dais_leaked_has(list, dais_arena_printf(a, "herons %d", i)));
	for (int i = WORDS; i < 3 * WORDS; i++)
		assert_false(dais_leaked_has(list, dais_arena_printf(a, "herons %d", i)));
	assert_false(dais_leaked_has(NULL, DAIS_STR("herons 1")));
	/* Not in order, or something else. */
	assert_true(dais_file_write(path,
	    dais_arena_printf(a, "%.*s\n%.*s\n", DAIS_STR_ARG(lines[1]), DAIS_STR_ARG(lines[0])),
	    &err));
	assert_false(dais_leaked_open(a, path, &list, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_file_write(path, DAIS_STR("password\n123456\n"), &err));
	assert_false(dais_leaked_open(a, path, &list, &err));
	assert_int_equal(unlink(path), 0);
}

static void
test_passwords_are_kept(void **state)
{
	(void)state;
	struct dais_err err = DAIS_ERR_INIT;
	char kept[DAIS_PASSWORD_KEPT_SIZE], again[DAIS_PASSWORD_KEPT_SIZE];
	const struct dais_str password = DAIS_STR("seven quiet herons");
	bool outdated;
	assert_true(dais_password_keep(password, kept, &err));
	assert_true(dais_password_keep(password, again, &err));
	assert_string_not_equal(kept, again); /* a salt each */
	assert_true(
	    dais_str_has_prefix(dais_str_from(kept), DAIS_STR("$argon2id$v=19$m=19456,t=2,p=1$")));
	assert_true(dais_password_is(password, dais_str_from(kept), &outdated));
	assert_false(outdated);
	assert_false(
	    dais_password_is(DAIS_STR("seven quiet heron"), dais_str_from(kept), &outdated));
	assert_false(dais_password_is(DAIS_STR(""), dais_str_from(kept), &outdated));
	assert_false(dais_password_is(password, dais_password_of_nobody(), &outdated));
	assert_false(dais_password_is(password, DAIS_STR("x"), &outdated));
	assert_false(dais_password_is(password, DAIS_STR_NONE, &outdated));
	/* The same word however its accents were typed, and however wide its letters. */
	assert_true(dais_password_keep(DAIS_STR("sept h\u00e9rons calmes"), kept, &err));
	assert_true(
	    dais_password_is(DAIS_STR("sept he\u0301rons calmes"), dais_str_from(kept), &outdated));
	/* Longer than may be: never right, and not read past. */
	char longest[2 * DAIS_PASSWORD_BYTES_MAX];
	memset(longest, 'x', sizeof(longest));
	assert_false(dais_password_is(
	    (struct dais_str){ longest, sizeof(longest) }, dais_str_from(kept), &outdated));
	assert_false(dais_password_keep((struct dais_str){ longest, sizeof(longest) }, kept, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	/* The longest of all after NFKC: U+FDFA becomes 18 characters. */
	struct dais_err none = DAIS_ERR_INIT;
	for (size_t i = 0; i + 3 <= DAIS_PASSWORD_BYTES_MAX; i += 3)
		memcpy(longest + i, "\xef\xb7\xba", 3);
	assert_true(dais_password_keep((struct dais_str){ longest, 255 }, kept, &none));
}

static void
test_weaker_passwords_are_outdated(void **state)
{
	(void)state;
	char weak[crypto_pwhash_STRBYTES];
	bool outdated = false;
	assert_int_equal(crypto_pwhash_str(weak, "seven quiet herons", 18, 1, (size_t)8 << 20), 0);
	assert_true(
	    dais_password_is(DAIS_STR("seven quiet herons"), dais_str_from(weak), &outdated));
	assert_true(outdated);
	assert_false(dais_password_is(DAIS_STR("another"), dais_str_from(weak), &outdated));
	assert_false(outdated);
}

static void
test_tokens(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char x[DAIS_TOKEN_LENGTH + 1], y[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(x);
	dais_token_make(y);
	assert_int_equal(strlen(x), DAIS_TOKEN_LENGTH);
	assert_string_not_equal(x, y);
	assert_int_equal(
	    strspn(x, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
	    DAIS_TOKEN_LENGTH);
	struct dais_str key = dais_token_key(a, "session", dais_str_from(x));
	assert_int_equal(key.n, 64);
	assert_true(dais_str_eq(key, dais_token_key(a, "session", dais_str_from(x))));
	assert_false(dais_str_eq(key, dais_token_key(a, "invitation", dais_str_from(x))));
	assert_false(dais_str_eq(key, dais_token_key(a, "session", dais_str_from(y))));
	struct dais_str form = dais_token_derive(a, "form", dais_str_from(x));
	assert_int_equal(form.n, DAIS_TOKEN_LENGTH);
	assert_true(dais_token_eq(form, dais_token_derive(a, "form", dais_str_from(x))));
	assert_false(dais_token_eq(form, dais_token_derive(a, "form", dais_str_from(y))));
	assert_false(dais_token_eq(form, DAIS_STR_NONE));
	/* RFC 7636, appendix B. */
	assert_str(dais_token_challenge(a, DAIS_STR("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")),
	    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

static void
test_codes_of_rfc_6238(void **state)
{
	(void)state;
	static const struct {
		int64_t seconds;
		unsigned bits;
		const char *code;
	} vectors[] = { /* appendix B */
		{ 59, 1, "94287082" }, { 59, 256, "46119246" }, { 59, 512, "90693936" },
		{ 1111111109, 1, "07081804" }, { 1111111109, 256, "68084774" },
		{ 1111111109, 512, "25091201" }, { 1111111111, 1, "14050471" },
		{ 1111111111, 256, "67062674" }, { 1111111111, 512, "99943326" },
		{ 1234567890, 1, "89005924" }, { 1234567890, 256, "91819424" },
		{ 1234567890, 512, "93441116" }, { 2000000000, 1, "69279037" },
		{ 2000000000, 256, "90698825" }, { 2000000000, 512, "38618901" },
		{ 20000000000, 1, "65353130" }, { 20000000000, 256, "77737706" },
		{ 20000000000, 512, "47863826" }
	};
	static const char digits[] =
	    "1234567890123456789012345678901234567890123456789012345678901234";
	for (size_t i = 0; i < sizeof(vectors) / sizeof(vectors[0]); i++) {
		size_t n = vectors[i].bits == 1 ? 20 : vectors[i].bits == 256 ? 32 : 64;
		char code[9];
		assert_true(dais_totp_code(
		    (struct dais_str){ digits, n }, vectors[i].bits, 8, vectors[i].seconds, code));
		assert_string_equal(code, vectors[i].code);
	}
	char code[9];
	assert_false(dais_totp_code(DAIS_STR("12345678901234567890"), 1, 9, 59, code));
	assert_false(dais_totp_code(DAIS_STR("12345678901234567890"), 224, 6, 59, code));
}

static void
test_codes_serve_once_and_near_now(void **state)
{
	(void)state;
	/* base32 of "12345678901234567890" */
	const struct dais_str secret = DAIS_STR("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	const int64_t at = 1234567890LL * 1000; /* step 41152263 */
	uint64_t step = 0;
	assert_true(dais_totp_is(secret, DAIS_STR("005924"), at, 0, &step));
	assert_int_equal(step, 41152263);
	assert_true(dais_totp_is(secret, DAIS_STR("005 924"), at, 0, &step));
	assert_false(dais_totp_is(secret, DAIS_STR("005924"), at, step, &step)); /* used */
	assert_true(dais_totp_is(secret, DAIS_STR("005924"), at + 30000, 0, &step));
	assert_true(dais_totp_is(secret, DAIS_STR("005924"), at - 30000, 0, &step));
	assert_false(dais_totp_is(secret, DAIS_STR("005924"), at + 60000, 0, &step));
	assert_false(dais_totp_is(secret, DAIS_STR("005924"), at - 60000, 0, &step));
	static const char *const wrong[] = { "", "5924", "0059240", "00592a", "-05924" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(dais_totp_is(secret, dais_str_from(wrong[i]), at, 0, &step));
	assert_false(dais_totp_is(DAIS_STR("short"), DAIS_STR("005924"), at, 0, &step));
	assert_false(dais_totp_is(secret, DAIS_STR("005924"), -1, 0, &step));
}

static void
test_secrets_and_recovery(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char secret[DAIS_TOTP_SECRET_LENGTH + 1], code[DAIS_RECOVERY_LENGTH + 1];
	dais_totp_secret_make(secret);
	assert_int_equal(
	    strspn(secret, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"), DAIS_TOTP_SECRET_LENGTH);
	assert_str(dais_totp_link(a, DAIS_STR("Secretariat: Vienna"), DAIS_STR("a@b.example"),
		       DAIS_STR("ABC")),
	    "otpauth://totp/Secretariat%3A%20Vienna:a%40b.example?secret=ABC&issuer="
	    "Secretariat%3A%20Vienna");
	dais_recovery_make(code);
	assert_int_equal(strlen(code), DAIS_RECOVERY_LENGTH);
	struct dais_str key = dais_recovery_key(a, dais_str_from(code));
	char typed[64];
	size_t n = 0;
	for (const char *c = code; *c; c++)
		if (*c != '-')
			typed[n++] = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
	assert_true(dais_str_eq(key, dais_recovery_key(a, (struct dais_str){ typed, n })));
	assert_false(dais_str_eq(key, dais_recovery_key(a, (struct dais_str){ typed, n - 1 })));
	assert_false(dais_str_eq(key, dais_recovery_key(a, DAIS_STR_NONE)));
}

/* What is sealed with a secret opens with that secret, for that purpose and place alone. */
static void
test_seals_of_a_secret(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str plain = DAIS_STR_NONE, secret = DAIS_STR("Bearer dais_sec_x");
	struct dais_str place = DAIS_STR("sec key");
	struct dais_str sealed =
	    dais_seal(a, dais_seal_keys_of(a, "answer", secret), DAIS_STR("whsec_1"), place);
	static const struct {
		const char *purpose, *secret, *place;
		enum dais_seal_result result;
	} cases[] = { { "answer", "Bearer dais_sec_x", "sec key", DAIS_SEAL_OPEN },
		{ "answer", "Bearer dais_sec_y", "sec key", DAIS_SEAL_NO_KEY },
		{ "other", "Bearer dais_sec_x", "sec key", DAIS_SEAL_NO_KEY },
		{ "answer", "Bearer dais_sec_x", "sec other", DAIS_SEAL_BROKEN } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(
		    dais_seal_open(a,
			dais_seal_keys_of(a, cases[i].purpose, dais_str_from(cases[i].secret)),
			sealed, dais_str_from(cases[i].place), &plain),
		    cases[i].result);
	assert_str(plain, "whsec_1");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_may_be_a_password),
		cmocka_unit_test(test_leaked_passwords),
		cmocka_unit_test(test_passwords_are_kept),
		cmocka_unit_test(test_weaker_passwords_are_outdated),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_codes_of_rfc_6238),
		cmocka_unit_test(test_codes_serve_once_and_near_now),
		cmocka_unit_test(test_secrets_and_recovery),
		cmocka_unit_test(test_seals_of_a_secret),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
