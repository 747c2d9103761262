/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Folding for comparison. What the six languages are usually written in is folded from tables
 * here; text with anything else (decomposed accents, other scripts) goes through ICU first, so
 * that ordinary work never pays for loading it.
 */
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buf.h"
#include "base/err.h"
#include "text/scan_priv.h"

/* Whether @c is its own NFC form, never composes with what precedes it, and is folded below. */
static bool
is_simple(uint32_t c)
{
	return c < 0x180 || (c >= 0x400 && c <= 0x45F) || (c >= 0x600 && c <= 0x652) ||
	       (c >= 0x660 && c <= 0x6D3) || (c >= 0x2000 && c <= 0x206F) ||
	       (c >= 0x3000 && c <= 0x3029) || (c >= 0x4E00 && c <= 0x9FFF) || c == 0xFEFF ||
	       c == 0x2212 || (c >= 0xFF01 && c <= 0xFF60);
}

static bool
all_simple(struct dais_str s)
{
	size_t at = 0;

	while (at < s.n) {
		if ((unsigned char)s.p[at] < 0x80)
			at++;
		else if (!is_simple(dais_str_decode(s, &at)))
			return false;
	}
	return true;
}

/* NFC of the case-folded @s by ICU. */
static struct dais_str
fold_icu(struct dais_arena *a, struct dais_str s)
{
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
	/* UTF-16 needs at most one unit a byte; folding and composing at most treble it. */
	int32_t cap = (int32_t)s.n * 3 + 16, n = 0, n8 = 0;
	UChar *x, *y;
	char *out;

	if (s.n > INT32_MAX / 16)
		return s;
	x = dais_arena_array(a, (size_t)cap, sizeof(UChar));
	y = dais_arena_array(a, (size_t)cap, sizeof(UChar));
	u_strFromUTF8WithSub(x, cap, &n, s.p, (int32_t)s.n, 0xFFFD, NULL, &e);
	n = unorm2_normalize(nfc, x, n, y, cap, &e);
	n = u_strFoldCase(x, cap, y, n, U_FOLD_CASE_DEFAULT, &e);
	n = unorm2_normalize(nfc, x, n, y, cap, &e);
	out = dais_arena_array(a, (size_t)cap * 3, 1);
	u_strToUTF8(out, cap * 3, &n8, y, n, &e);
	DAIS_ASSERT(U_SUCCESS(e));
	return (struct dais_str){ out, (size_t)n8 };
}

static uint32_t
fold_case(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
	    (c >= 0x410 && c <= 0x42F))
		return c + 0x20;
	if (c >= 0x400 && c <= 0x40F)
		return c + 0x50;
	if (c >= 0x100 && c <= 0x17F) {
		/* Pairs begin at even code points, but for two runs; some letters have no pair. */
		if (c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F)
			return c;
		if (c == 0x178)
			return 0xFF;
		if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
			return c & 1u ? c + 1 : c;
		return c | 1u;
	}
	if (c >= 0xFF21 && c <= 0xFF3A)
		return c + 0x20;
	return c;
}

enum sort {
	SORT_LETTER,
	SORT_SPACE,
	SORT_DROP,
	SORT_APOSTROPHE,
	SORT_OPEN, /* an opening guillemet: the space behind it is layout */
	SORT_CLOSE,
	SORT_QUOTE,
	SORT_DASH
};

static enum sort
sort_punctuation(uint32_t c)
{
	if (c == 0xAB || c == 0x2039)
		return SORT_OPEN;
	if (c == 0xBB || c == 0x203A)
		return SORT_CLOSE;
	if (c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0x2033 || c == 0xFF02)
		return SORT_QUOTE;
	if (c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x201A || c == 0x201B || c == 0x2BC ||
	    c == 0x60 || c == 0xB4 || c == 0x2032 || c == 0xFF07)
		return SORT_APOSTROPHE;
	if (c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF0D)
		return SORT_DASH;
	return SORT_LETTER;
}

static enum sort
sort_of(uint32_t c)
{
	if (dais_scan_is_space(c))
		return SORT_SPACE;
	if (dais_scan_is_ignored(c) || (c >= 0x64B && c <= 0x65F) || c == 0x670 || c == 0x640 ||
	    (c >= 0x6D6 && c <= 0x6DC) || (c >= 0x6DF && c <= 0x6E8 && c != 0x6E5 && c != 0x6E6) ||
	    (c >= 0x6EA && c <= 0x6ED))
		return SORT_DROP;
	return sort_punctuation(c);
}

static void
put_letter(struct dais_buf *b, uint32_t c)
{
	c = fold_case(c);
	if (c == 0xDF)
		dais_buf_puts(b, "ss");
	else if (c == 0x130) /* as ICU folds it */
		dais_buf_puts(b, "i\xCC\x87");
	else if (c == 0x149)
		dais_buf_puts(b, "'n");
	else if (c == 0x17F)
		dais_buf_put_char(b, 's');
	else
		dais_buf_put_cp(b, c);
}

/* Whether folding @c, at most, makes a capital small: most of most texts. */
static bool
is_plain(unsigned char c)
{
	return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '-' && c != '`';
}

/* Puts the plain bytes of @s from @at on; returns where they end. */
static size_t
put_plain(struct dais_buf *b, struct dais_str s, size_t at)
{
	size_t end = at;
	char *out;

	/* One space between plain bytes stays one space. */
	while (end < s.n &&
	       (is_plain((unsigned char)s.p[end]) ||
		   (s.p[end] == ' ' && end + 1 < s.n && is_plain((unsigned char)s.p[end + 1]))))
		end++;
	out = dais_buf_extend(b, end - at);
	for (size_t i = at; out && i < end; i++) {
		char c = s.p[i];

		out[i - at] = c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c;
	}
	return end;
}

struct dais_str
dais_text_fold(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t at = 0;
	bool space = false, glue = true; /* glue: no space here (the start, after «) */

	if (!all_simple(s))
		s = fold_icu(a, s);
	dais_buf_init(&b, DAIS_BUF_MAX);
	while (at < s.n) {
		enum sort sort;
		uint32_t c;

		if (is_plain((unsigned char)s.p[at])) {
			if (space && !glue)
				dais_buf_put_char(&b, ' ');
			space = glue = false;
			at = put_plain(&b, s, at);
			continue;
		}
		c = dais_str_decode(s, &at);
		sort = sort_of(c);
		if (sort == SORT_DROP)
			continue;
		if (sort == SORT_SPACE) {
			space = true;
			continue;
		}
		if (space && !glue && sort != SORT_APOSTROPHE && sort != SORT_CLOSE)
			dais_buf_put_char(&b, ' ');
		space = false;
		glue = sort == SORT_OPEN;
		if (sort == SORT_LETTER)
			put_letter(&b, c);
		else
			dais_buf_put_char(&b, sort == SORT_DASH         ? '-'
					      : sort == SORT_APOSTROPHE ? '\''
									: '"');
	}
	return dais_buf_dup(&b, a);
}

uint32_t
dais_text_fold_char(uint32_t c)
{
	if (!is_simple(c))
		return UINT32_MAX;
	return sort_of(c) == SORT_DROP ? 0 : fold_case(c);
}

/* ---- what turns the direction ---- */

/* U+202A..U+202E are E2 80 AA..AE, U+2066..U+2069 are E2 81 A6..A9. */
static bool
is_turn(const char *p)
{
	unsigned char second = (unsigned char)p[1], third = (unsigned char)p[2];

	return (unsigned char)p[0] == 0xe2 &&
	       ((second == 0x80 && third >= 0xaa && third <= 0xae) ||
		   (second == 0x81 && third >= 0xa6 && third <= 0xa9));
}

bool
dais_text_turns(struct dais_str s)
{
	for (size_t i = 0; i + 2 < s.n; i++) {
		if (is_turn(s.p + i))
			return true;
	}
	return false;
}

struct dais_str
dais_text_without_turns(struct dais_arena *a, struct dais_str s)
{
	char *out;
	size_t n = 0;

	if (!dais_text_turns(s))
		return s;
	out = dais_arena_alloc(a, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (i + 2 < s.n && is_turn(s.p + i))
			i += 2;
		else
			out[n++] = s.p[i];
	}
	return (struct dais_str){ out, n };
}
