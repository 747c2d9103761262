/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words and numbers in Chinese text, whatever white space page layout has put into them.
 */
#include "text/find_priv.h"

size_t
dais_find_zh_skip_space(struct dais_str s, size_t at)
{
	while (at < s.n) {
		size_t next = at;
		uint32_t c = dais_str_decode(s, &next);

		if (!dais_scan_is_space(c) && !dais_scan_is_ignored(c))
			break;
		at = next;
	}
	return at;
}

/* The code point at or after white space; *ret_next is behind it. 0 at the end. */
uint32_t
dais_find_zh_peek(struct dais_str s, size_t at, size_t *ret_next)
{
	at = dais_find_zh_skip_space(s, at);
	if (at >= s.n)
		return 0;
	*ret_next = at;
	return dais_str_decode(s, ret_next);
}

/* Past the word @w if it is at @at, else 0. */
static size_t
read_word(struct dais_str s, size_t at, struct dais_str w)
{
	size_t k = 0;

	while (k < w.n) {
		uint32_t want = dais_str_decode(w, &k);

		if (dais_find_zh_peek(s, at, &at) != want)
			return 0;
	}
	return at;
}

/* Index of the first word of the table that is not less than the bytes @p, @n. */
static unsigned
first_word(const struct dais_text_table *t, const char *p, size_t n)
{
	unsigned lo = 0, hi = t->n_words;

	while (lo < hi) {
		unsigned mid = lo + (hi - lo) / 2;
		const struct dais_text_word *w = &t->words[mid];

		if (dais_str_cmp(
			(struct dais_str){ t->pool + w->at, w->n }, (struct dais_str){ p, n }) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
dais_find_zh_match(struct dais_str s, size_t at, uint64_t kinds, unsigned *ret_value)
{
	const struct dais_text_table *t = dais_text_table(DAIS_LANG_ZH);
	size_t best = 0, first = dais_find_zh_skip_space(s, at), next = first;

	if (first >= s.n)
		return 0;
	(void)dais_str_decode(s, &next);
	/* Only words that begin with the character at hand. */
	for (unsigned i = first_word(t, s.p + first, next - first); i < t->n_words; i++) {
		const struct dais_text_word *w = &t->words[i];
		size_t end;

		if (w->n < next - first || memcmp(t->pool + w->at, s.p + first, next - first) != 0)
			break;
		if (!(w->kinds & kinds))
			continue;
		end = read_word(s, at, (struct dais_str){ t->pool + w->at, w->n });
		if (end > best) {
			best = end;
			*ret_value = w->value;
		}
	}
	return best;
}

static int
numeral(uint32_t c)
{
	static const uint32_t digits[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D,
		0x4E03, 0x516B, 0x4E5D };

	for (int i = 0; i < 10; i++)
		if (c == digits[i])
			return i;
	return c == 0x96F6 ? 0 : -1;
}

/* A number in Chinese numerals up to 999 at @at: "二十三", "一百零五", "二〇二二". */
static size_t
read_numeral(struct dais_str s, size_t at, int *ret_value, unsigned *ret_digits)
{
	int total = 0, digit = -1, row = 0;
	size_t next = at, end = at;
	unsigned n = 0;

	for (; n < 8; n++, end = next) {
		uint32_t c = dais_find_zh_peek(s, end, &next);
		int d = c ? numeral(c) : -1;

		if (d >= 0) {
			row = row * 10 + d; /* positional writing: "二〇二二" */
			digit = d;
		} else if (c == 0x5341 || c == 0x767E) { /* ten, hundred */
			total += (digit > 0 ? digit : 1) * (c == 0x5341 ? 10 : 100);
			digit = 0;
			row = 0;
		} else {
			break;
		}
	}
	*ret_value = total ? total + (digit > 0 ? digit : 0) : row;
	*ret_digits = total ? 1 : n;
	return n ? end : 0;
}

/* A number in figures or numerals at @at; past it, or 0. */
size_t
dais_find_zh_read_number(struct dais_str s, size_t at, int *ret_value, unsigned *ret_digits)
{
	size_t next = at, end = at;
	int value = 0;
	unsigned n = 0;

	for (;;) {
		/* Figures of one number stand together; only the first may follow a space. */
		uint32_t c = 0;
		int d;

		next = end;
		if (n == 0)
			c = dais_find_zh_peek(s, end, &next);
		else if (end < s.n)
			c = dais_str_decode(s, &next);
		d = c ? dais_scan_digit(c) : -1;
		if (d < 0)
			break;
		value = n < 5 ? value * 10 + d : value;
		n++;
		end = next;
	}
	if (n == 0)
		return read_numeral(s, at, ret_value, ret_digits);
	*ret_value = n > 4 ? -1 : value;
	*ret_digits = n;
	return end;
}

bool
dais_find_zh_is_number(uint32_t c)
{
	return dais_scan_digit(c) >= 0 || numeral(c) >= 0 || c == 0x5341;
}

bool
dais_find_zh_number(struct dais_str s, unsigned n)
{
	size_t at = 0;

	while (at < s.n) {
		unsigned digits;
		int value;
		size_t end = dais_find_zh_read_number(s, at, &value, &digits), next = at;

		if (end && value == (int)n)
			return true;
		(void)dais_str_decode(s, &next);
		at = end > at ? end : next;
	}
	return false;
}

size_t
dais_find_zh_read_unit(
    struct dais_str s, size_t at, int min, int max, uint32_t unit, uint32_t unit2, int *ret)
{
	unsigned digits;
	int value;
	size_t end = dais_find_zh_read_number(s, at, &value, &digits);
	uint32_t c;

	if (end == 0 || value < min || value > max)
		return 0;
	c = dais_find_zh_peek(s, end, &end);
	if (c != unit && c != unit2)
		return 0;
	*ret = value;
	return end;
}

size_t
dais_find_zh_read_joint(struct dais_str s, size_t at, bool *ret_range)
{
	unsigned value;
	size_t next = at, end = dais_find_zh_match(s, at, DAIS_WORD_TO, &value);
	uint32_t c;

	*ret_range = true;
	if (end)
		return end;
	c = dais_find_zh_peek(s, at, &next);
	if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == '~' || c == 0xFF5E || c == 0xFF0D) {
		while (dais_find_zh_peek(s, next, &end) == c)
			next = end;
		return next;
	}
	*ret_range = false;
	return dais_find_zh_match(s, at, DAIS_WORD_AND, &value);
}
