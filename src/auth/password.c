/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "auth/password.h"

#include <sodium.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <zxcvbn.h>

#include "auth/passwords_priv.h"

/* OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
#define PASSES 2ULL
#define MEMORY ((size_t)19 << 20)

#define KNOWN_MIN 4       /* bytes of a part of a name that counts */
#define BEYOND_KNOWN_MIN 8 /* bytes a password must have beside it */
#define DIFFERENT_MIN 5   /* different characters */
/* Guesses, as a power of two: 10^10, what zxcvbn calls "safely unguessable" (score 3). */
#define GUESSES_MIN 33.2
#define GUESSED_MAX 64 /* bytes that are looked at: what is longer has guesses enough */
#define FOLDED_MAX (DAIS_PASSWORD_BYTES_MAX + 1)

_Static_assert(DAIS_PASSWORD_KEPT_SIZE >= crypto_pwhash_STRBYTES, "room for a kept password");

/* ASCII letters in lower case and bytes of other scripts; figures and marks are left out when
 * @letters_only. */
static size_t
fold(struct dais_str s, bool letters_only, char out[FOLDED_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < FOLDED_MAX; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool is_upper = c >= 'A' && c <= 'Z';
		bool is_letter = is_upper || (c >= 'a' && c <= 'z') || c >= 0x80;
		if (!letters_only || is_letter)
			out[n++] = (char)(is_upper ? c - 'A' + 'a' : c);
	}
	return n;
}

static bool
is_listed(struct dais_str word)
{
	size_t low = 0, high = sizeof(common_passwords) / sizeof(common_passwords[0]);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = dais_str_cmp(word, dais_str_from(common_passwords[middle]));
		if (order == 0)
			return true;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* "passwordpassword" is "password". */
static struct dais_str
without_repeats(struct dais_str s)
{
	for (size_t n = 1; n <= s.n / 2; n++)
		if (s.n % n == 0 && memcmp(s.p, s.p + n, s.n - n) == 0)
			return dais_str_sub(s, 0, n);
	return s;
}

static size_t
different_bytes(struct dais_str s)
{
	bool seen[256] = { false };
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		n += !seen[(unsigned char)s.p[i]];
		seen[(unsigned char)s.p[i]] = true;
	}
	return n;
}

/* Whether every character is the one before it, plus or minus one: "abcdefghijkl", "987654321". */
static bool
is_row(struct dais_str s)
{
	size_t steps = 0;
	for (size_t i = 1; i < s.n; i++) {
		int d = (unsigned char)s.p[i] - (unsigned char)s.p[i - 1];
		steps += d == 1 || d == -1 || d == 9 || d == -9; /* 9 to 0 */
	}
	return steps + 2 >= s.n;
}

/* Whether a program that knows words, names and habits would find it soon (zxcvbn: Wheeler, USENIX
 * Security 2016). */
static bool
is_soon_guessed(struct dais_str password)
{
	char text[GUESSED_MAX + 1] = { 0 };
	memcpy(text, password.p, password.n < GUESSED_MAX ? password.n : GUESSED_MAX);
	double guesses = ZxcvbnMatch(text, NULL, NULL);
	sodium_memzero(text, sizeof(text));
	return guesses < GUESSES_MIN;
}

static bool
is_common(struct dais_str password)
{
	char whole[FOLDED_MAX], letters[FOLDED_MAX];
	struct dais_str all = { whole, fold(password, false, whole) };
	struct dais_str words = { letters, fold(password, true, letters) };
	return different_bytes(all) < DIFFERENT_MIN || is_row(all) || is_listed(all) ||
	       is_listed(without_repeats(all)) || is_listed(words) ||
	       is_listed(without_repeats(words));
}

static bool
is_personal(struct dais_str password, struct dais_str known)
{
	char folded[FOLDED_MAX], part[FOLDED_MAX];
	struct dais_str all = { folded, fold(password, false, folded) };
	struct dais_str name = { part, fold(known, false, part) }, word, rest = name;
	while (dais_str_next(&rest, ' ', &word))
		if (word.n >= KNOWN_MIN && dais_str_find(all, word, 0) != SIZE_MAX &&
		    all.n - word.n < BEYOND_KNOWN_MIN)
			return true;
	return name.n >= KNOWN_MIN && dais_str_find(all, name, 0) != SIZE_MAX &&
	       all.n - name.n < BEYOND_KNOWN_MIN;
}

enum dais_password_fault
dais_password_examine(struct dais_str password, const struct dais_str *known, size_t n_known)
{
	if (password.n > DAIS_PASSWORD_BYTES_MAX)
		return DAIS_PASSWORD_LONG;
	if (!dais_str_is_text(password, NULL))
		return DAIS_PASSWORD_NOT_TEXT;
	if (dais_str_count(password) < DAIS_PASSWORD_CHARACTERS_MIN)
		return DAIS_PASSWORD_SHORT;
	if (is_common(password))
		return DAIS_PASSWORD_COMMON;
	for (size_t i = 0; i < n_known; i++)
		if (is_personal(password, known[i]))
			return DAIS_PASSWORD_PERSONAL;
	return is_soon_guessed(password) ? DAIS_PASSWORD_COMMON : DAIS_PASSWORD_GOOD;
}

/* NFKC makes a character at most 18 times as long in UTF-16 (U+FDFA). */
#define UTF16_MAX (DAIS_PASSWORD_BYTES_MAX * 18)

/* @out: NFKC of @password in UTF-8; false when it is not text. */
static bool
normalise(struct dais_str password, char out[UTF16_MAX * 3], size_t *ret_n)
{
	UChar given[DAIS_PASSWORD_BYTES_MAX + 1], normal[UTF16_MAX];
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0;
	u_strFromUTF8(given, DAIS_PASSWORD_BYTES_MAX + 1, &n, password.p ? password.p : "",
	    (int32_t)password.n, &status);
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	n = U_FAILURE(status) ? 0 : unorm2_normalize(nfkc, given, n, normal, UTF16_MAX, &status);
	int32_t bytes = 0;
	u_strToUTF8(out, UTF16_MAX * 3, &bytes, normal, n, &status);
	sodium_memzero(given, sizeof(given));
	sodium_memzero(normal, sizeof(normal));
	*ret_n = U_FAILURE(status) ? 0 : (size_t)bytes;
	return !U_FAILURE(status);
}

bool
dais_password_keep(
    struct dais_str password, char ret_kept[DAIS_PASSWORD_KEPT_SIZE], struct dais_err *err)
{
	char normal[UTF16_MAX * 3];
	size_t n;
	if (password.n > DAIS_PASSWORD_BYTES_MAX || !dais_str_is_text(password, NULL) ||
	    !normalise(password, normal, &n))
		return dais_err_set(err, DAIS_ERR_INVALID, "the password is too long or not text");
	DAIS_ASSERT(sodium_init() >= 0);
	if (crypto_pwhash_str(ret_kept, normal, n, PASSES, MEMORY) != 0)
		dais_err_no_memory();
	sodium_memzero(normal, n);
	return true;
}

bool
dais_password_is(struct dais_str password, struct dais_str kept, bool *ret_outdated)
{
	char normal[UTF16_MAX * 3], text[DAIS_PASSWORD_KEPT_SIZE] = { 0 };
	size_t n = 0;
	/* What cannot be a password is still compared, as the empty one: the same time for all. */
	bool is_possible = password.n <= DAIS_PASSWORD_BYTES_MAX && kept.n < sizeof(text) &&
			   dais_str_is_text(password, NULL) && normalise(password, normal, &n);
	if (kept.n < sizeof(text))
		memcpy(text, kept.p ? kept.p : "", kept.n);
	DAIS_ASSERT(sodium_init() >= 0);
	bool fits = crypto_pwhash_str_verify(text, normal, n) == 0;
	sodium_memzero(normal, n);
	*ret_outdated = fits && crypto_pwhash_str_needs_rehash(text, PASSES, MEMORY) != 0;
	return fits && is_possible;
}

struct dais_str
dais_password_of_nobody(void)
{
	/* Salt and digest were drawn by lot. */
	return DAIS_STR("$argon2id$v=19$m=19456,t=2,p=1$hLzJOqA6sN2VXG9dYkq3Ww$"
			"q0T8pWbX2mFvR7cZsK1yHn5uEJdGtA9iLoQe4xNf6Vs");
}
