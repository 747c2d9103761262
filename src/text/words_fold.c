/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One word folded two ways: for a stemmer, which needs its accents, and for comparing.
 */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "text/letters.h"
#include "text/text.h"
#include "text/words_priv.h"

void
dais_word_form_put(struct dais_word_form *f, uint32_t c)
{
	char bytes[4];
	size_t n = dais_str_encode(c, bytes);

	if (f->n + n > sizeof(f->p))
		return;
	memcpy(f->p + f->n, bytes, n);
	f->n += n;
}

/* NFC of @s when it has combining marks, in @out; at most @cap bytes are looked at. */
static struct dais_str
compose(struct dais_str s, char *out, size_t cap)
{
	UChar x[256], y[256];
	UErrorCode e = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
	int32_t n = 0, n8 = 0;

	u_strFromUTF8WithSub(x, 256, &n, s.p, (int32_t)(s.n < 200 ? s.n : 200), 0xFFFD, NULL, &e);
	n = unorm2_normalize(nfc, x, n, y, 256, &e);
	u_strToUTF8(out, (int32_t)cap, &n8, y, n, &e);
	return U_SUCCESS(e) ? (struct dais_str){ out, (size_t)n8 } : s;
}

static bool
has_combining(struct dais_str s)
{
	size_t at = 0;

	while (at < s.n) {
		uint32_t c;

		if ((unsigned char)s.p[at] < 0x80) {
			at++;
			continue;
		}
		c = dais_str_decode(s, &at);
		if (c >= 0x300 && c <= 0x36F)
			return true;
	}
	return false;
}

/* One character in small letters; 0 when it is dropped. */
static uint32_t
lower(uint32_t c)
{
	/* Letters of Persian and Urdu keyboards, and of foreign names: peh, tcheh, veh, gaf. */
	static const uint32_t keyboards[][2] = { { 0x67E, 0x628 }, { 0x686, 0x62C },
		{ 0x6A4, 0x641 }, { 0x6AF, 0x643 }, { 0x6C1, 0x647 } };
	uint32_t folded = dais_text_fold_char(c);
	int digit = dais_scan_digit(c);

	for (size_t i = 0; c >= 0x67E && c <= 0x6C1 && i < sizeof(keyboards) / sizeof(*keyboards);
	    i++)
		if (keyboards[i][0] == c)
			return keyboards[i][1];

	if (digit >= 0)
		return (uint32_t)('0' + digit);
	if (c >= 0xFF21 && c <= 0xFF5A) /* full-width letters */
		return (folded == UINT32_MAX ? c : folded) - 0xFF41 + 'a';
	if (c == 0x622 || c == 0x623 || c == 0x625 ||
	    c == 0x671) /* alef with hamza, madda, wasla */
		return 0x627;
	if (c >= 0x3400 && c <= 0x9FFF)
		return dais_word_simplified(c);
	if (c == 0x401 || c == 0x451) /* io is written ie as often as not */
		return 0x435;
	if (folded != UINT32_MAX)
		return folded;
	if (dais_scan_is_ignored(c) || u_charType((UChar32)c) == U_NON_SPACING_MARK)
		return 0;
	return (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT);
}

void
dais_word_lower(struct dais_str s, struct dais_word_form *ret)
{
	char composed[1024];
	size_t at = 0;

	if (has_combining(s))
		s = compose(s, composed, sizeof(composed));
	ret->n = 0;
	while (at < s.n && ret->n + 4 <= sizeof(ret->p)) {
		uint32_t c = lower(dais_str_decode(s, &at));

		if (c)
			dais_word_form_put(ret, c);
	}
}

void
dais_word_plain(struct dais_str s, struct dais_word_form *ret)
{
	size_t at = 0;

	ret->n = 0;
	while (at < s.n && ret->n + 4 <= sizeof(ret->p)) {
		uint32_t c, out[2] = { 0, 0 };
		int n;

		if ((unsigned char)s.p[at] < 0x80) {
			ret->p[ret->n++] = s.p[at++];
			continue;
		}
		c = dais_str_decode(s, &at);
		n = dais_scan_fold_letter(c, out);
		if (c == 0xDF) { /* sharp s */
			out[0] = out[1] = 's';
			n = 2;
		} else if (c == 0xE6) {
			out[0] = 'a';
			out[1] = 'e';
			n = 2;
		} else if (c == 0x439) { /* short i is a letter of its own to readers */
			out[0] = c;
		}
		if (n < 0)
			dais_word_form_put(ret, c);
		for (int i = 0; i < n; i++)
			dais_word_form_put(ret, out[i]);
	}
}
