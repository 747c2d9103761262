/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers in words: cardinals of the tables put together, Chinese numerals, Roman numerals.
 */
#include "concord/concord_priv.h"
#include "text/letters.h"

#define WORD_MAX 48 /* bytes of a folded word; longer ones are in no table */
#define KEY_MAX 160
#define KEY_WORDS_MAX 4
#define VALUE_MAX ((uint64_t)1000000000000000)

/* Folds the word at @at into @out (room for WORD_MAX); its length, 0 when too long. */
static size_t
fold_word(struct dais_str s, size_t at, char *out, size_t *ret_end)
{
	size_t next = at, n = 0;
	bool fits = true;

	*ret_end = at;
	while (next < s.n) {
		uint32_t folded[2], c = dais_str_decode(s, &next);
		int k = dais_scan_is_ignored(c) ? 0 : dais_scan_fold_letter(c, folded);

		if (k < 0)
			break;
		for (int i = 0; i < k; i++) {
			char u[4];
			size_t w = dais_str_encode(folded[i], u);

			fits = fits && n + w <= WORD_MAX;
			if (fits) {
				memcpy(out + n, u, w);
				n += w;
			}
		}
		*ret_end = next;
	}
	return fits ? n : 0;
}

/* Where the next word of the same phrase begins behind @at, or SIZE_MAX. */
static size_t
next_word(struct dais_str s, size_t at)
{
	size_t next = at;
	uint32_t c, folded[2];

	if (at >= s.n)
		return SIZE_MAX;
	c = dais_str_decode(s, &next);
	if (!dais_scan_is_space(c) && c != '-' && c != 0x2010 && c != 0x2011)
		return SIZE_MAX;
	at = next;
	if (at >= s.n || dais_scan_fold_letter(dais_str_decode(s, &next), folded) <= 0)
		return SIZE_MAX;
	return at;
}

static const struct concord_word *
longest(enum dais_lang l, struct dais_str s, struct dais_str word, size_t end, size_t *ret_end)
{
	const struct concord_word *best = NULL, *w = concord_word_find(l, word);
	char key[KEY_MAX];
	size_t n = word.n;

	memcpy(key, word.p, n);
	for (unsigned words = 1; w && words <= KEY_WORDS_MAX; words++) {
		size_t at;

		if (w->kinds & ~(unsigned)CONCORD_WORD_MORE) {
			best = w;
			*ret_end = end;
		}
		at = w->kinds & CONCORD_WORD_MORE ? next_word(s, end) : SIZE_MAX;
		if (at == SIZE_MAX || n + 1 + WORD_MAX > KEY_MAX)
			break;
		key[n] = ' ';
		n += 1 + fold_word(s, at, key + n + 1, &end);
		w = concord_word_find(l, (struct dais_str){ key, n });
	}
	return best;
}

/* Bytes of the article and prepositions that are written with an Arabic word, step by step. */
static size_t
arabic_prefix(struct dais_str word, size_t from)
{
	static const char *const prefixes[] = { "و", "ف", "ال", "لل", "ب", "ل", "ك" };

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		struct dais_str p = dais_str_from(prefixes[i]);

		if (word.n > from + p.n + 2 &&
		    dais_str_has_prefix(dais_str_sub(word, from, word.n), p))
			return p.n;
	}
	return 0;
}

const struct concord_word *
concord_word_at(enum dais_lang l, struct dais_str s, size_t at, size_t *ret_end)
{
	char word[WORD_MAX];
	size_t end, n = fold_word(s, at, word, &end), from = 0;

	*ret_end = end;
	if (!n)
		return NULL;
	for (int i = 0; i < 4; i++) {
		const struct concord_word *w =
		    longest(l, s, (struct dais_str){ word + from, n - from }, end, ret_end);
		size_t p;

		if (w || l != DAIS_LANG_AR)
			return w;
		p = arabic_prefix((struct dais_str){ word, n }, from);
		if (!p)
			break;
		from += p;
	}
	*ret_end = end;
	return NULL;
}

const struct concord_word *
concord_run_at(struct dais_str s, size_t at, size_t *ret_end)
{
	const struct concord_word *best = NULL;

	/* The longest entry has four characters of three bytes. */
	for (size_t n = 3; n <= 12 && at + n <= s.n; n += 3) {
		const struct concord_word *w =
		    concord_word_find(DAIS_LANG_ZH, dais_str_sub(s, at, at + n));

		if (w && w->kinds & ~(unsigned)CONCORD_WORD_MORE) {
			best = w;
			*ret_end = at + n;
		}
	}
	return best;
}

struct spelled {
	uint64_t sum; /* of what a scale has closed */
	uint64_t now;
	uint64_t scale; /* smallest scale so far */
};

static uint64_t
power(unsigned exponent)
{
	uint64_t p = 1;

	while (exponent--)
		p *= 10;
	return p;
}

/* Takes the cardinal @v into the number; false when it begins another. */
static bool
take_cardinal(enum dais_lang l, struct spelled *n, unsigned v)
{
	uint64_t rest = n->now % 100;

	if (v == 100 && n->now > 0 && n->now < 10) {
		n->now *= 100;
		return true;
	}
	if (v >= 100 && n->now == 0) {
		n->now = v;
		return true;
	}
	/* Arabic says the units before the tens. */
	if (v < 100 && (rest == 0 || (v < 10 && rest % 10 == 0 && rest >= 20) ||
			   (l == DAIS_LANG_FR && v < 20 && v >= 10 && (rest == 60 || rest == 80)) ||
			   (l == DAIS_LANG_FR && v > 6 && v < 10 && rest == 10) ||
			   (l == DAIS_LANG_AR && rest < 10 && v >= 10 && v % 10 == 0))) {
		n->now += v;
		return true;
	}
	return false;
}

static bool
take_scale(struct spelled *n, unsigned exponent)
{
	uint64_t scale = power(exponent);

	if (n->scale && scale >= n->scale)
		return false;
	if (n->now == 0)
		n->now = 1;
	if (n->now > VALUE_MAX / scale)
		return false;
	n->sum += n->now * scale;
	n->now = 0;
	n->scale = scale;
	return true;
}

bool
concord_read_spelled(
    enum dais_lang l, struct dais_str s, size_t at, uint64_t *ret_value, size_t *ret_end)
{
	struct spelled n = { 0 };
	bool any = false;

	while (at != SIZE_MAX && at < s.n) {
		size_t end;
		const struct concord_word *w = concord_word_at(l, s, at, &end);

		if (w && any && w->kinds & CONCORD_WORD_JOINER) {
			at = next_word(s, end);
			w = at == SIZE_MAX ? NULL : concord_word_at(l, s, at, &end);
			if (!w || !(w->kinds & CONCORD_WORD_CARDINAL))
				break;
		}
		if (w && w->kinds & CONCORD_WORD_CARDINAL) {
			if (!take_cardinal(l, &n, w->value))
				break;
		} else if (!w || !(w->kinds & CONCORD_WORD_SCALE) || !take_scale(&n, w->value)) {
			break;
		}
		any = true;
		*ret_end = end;
		at = next_word(s, end);
	}
	*ret_value = n.sum + n.now;
	return any;
}

/* Numbers of one character, in circles or parentheses: "㈡", "②"; 0: none. */
static unsigned
enclosed(uint32_t c)
{
	static const uint32_t first[] = { 0x2460, 0x2474, 0x3220, 0x3280 };
	static const unsigned n[] = { 20, 20, 10, 10 };

	for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++) {
		if (c >= first[i] && c < first[i] + n[i])
			return c - first[i] + 1;
	}
	return 0;
}

static int
han_digit(uint32_t c)
{
	static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
		0x4E03, 0x516B, 0x4E5D };

	for (int i = 0; i < 10; i++) {
		if (c == digits[i])
			return i;
	}
	return c == 0x96F6 ? 0 : c == 0x4E24 ? 2 : -1;
}

static unsigned
han_unit(uint32_t c)
{
	return c == 0x5341 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;
}

static uint64_t
han_scale(uint32_t c)
{
	return c == 0x4E07 ? 10000 : c == 0x4EBF ? 100000000 : 0;
}

bool
concord_read_han(struct dais_str s, size_t at, uint64_t *ret_value, size_t *ret_end)
{
	uint64_t sum = 0, section = 0, digit = 0, plain = 0;
	bool any = false, units = false;

	*ret_end = at;
	if (at < s.n) {
		size_t next = at;

		*ret_value = enclosed(dais_str_decode(s, &next));
		*ret_end = *ret_value ? next : at;
		if (*ret_value)
			return true;
	}
	while (at < s.n && plain < VALUE_MAX / 100 && sum < VALUE_MAX) {
		uint32_t c = dais_str_decode(s, &at);
		int d = han_digit(c);

		if (d >= 0) {
			digit = (unsigned)d;
			plain = plain * 10 + (unsigned)d;
		} else if (han_unit(c)) {
			section += (digit ? digit : 1) * han_unit(c);
			digit = 0;
			units = true;
		} else if (any && han_scale(c) &&
			   sum + section + digit <= VALUE_MAX / han_scale(c)) {
			sum = (sum + section + digit) * han_scale(c);
			section = digit = 0;
			units = true;
		} else {
			break;
		}
		any = true;
		*ret_end = at;
	}
	*ret_value = units ? sum + section + digit : plain;
	return any;
}

bool
concord_read_roman(struct dais_str word, unsigned *ret_value)
{
	static const char letters[] = "IVXLCDM";
	static const unsigned values[] = { 1, 5, 10, 50, 100, 500, 1000 };
	unsigned sum = 0, last = 1000;

	if (word.n == 0 || word.n > 8)
		return false;
	for (size_t i = 0; i < word.n; i++) {
		const char *p = strchr(letters, word.p[i]);
		unsigned v;

		if (!word.p[i] || !p)
			return false;
		v = values[p - letters];
		if (v > last && (sum < last || last * 10 < v))
			return false;
		sum += v > last ? v - 2 * last : v;
		last = v;
	}
	*ret_value = sum;
	return true;
}
