/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols of documents in Cyrillic and Arabic letters: "КРП/19/3/Доп.1", "ل م/12/و.3". Houses that
 * number their papers in their own script put letters, strokes and numbers together as others do;
 * words with a stroke between them have no numbers behind it.
 */
#include "text/refer_priv.h"

#define NAME_LETTERS_MAX 6u
#define COMPONENTS_MAX 8u
#define WORD_LETTERS_MAX 9u /* of "Доп", "إضافة" */
#define DIGITS_MAX 6u

static bool
is_cyrillic_capital(uint32_t c)
{
	return (c >= 0x410 && c <= 0x42F) || c == 0x401;
}

static bool
is_cyrillic(uint32_t c)
{
	return c >= 0x400 && c <= 0x45F;
}

static bool
is_arabic(uint32_t c)
{
	return c >= 0x621 && c <= 0x64A;
}

static bool
is_letter(uint32_t c)
{
	return is_cyrillic(c) || is_arabic(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static uint32_t
peek(struct dais_str s, size_t at, size_t *ret_next)
{
	*ret_next = at;
	return at < s.n ? dais_str_decode(s, ret_next) : 0;
}

/* Whether a letter or figure ends right before byte @at. */
static bool
is_inside_word(struct dais_str s, size_t at)
{
	size_t from = at;

	if (from == 0)
		return false;
	while (from > 0 && ((unsigned char)s.p[--from] & 0xC0u) == 0x80u)
		;
	return is_letter(dais_str_decode(s, &from)) || strchr("/.-", s.p[at - 1]) ||
	       refer_is_digit(s.p[at - 1]);
}

static size_t
skip_letters(struct dais_str s, size_t at, bool (*is)(uint32_t), size_t *ret_letters)
{
	size_t next;

	for (*ret_letters = 0; is(peek(s, at, &next)); ++*ret_letters)
		at = next;
	return at;
}

static size_t
skip_figures(struct dais_str s, size_t at, size_t *ret_digits)
{
	size_t next;

	for (*ret_digits = 0; dais_scan_digit(peek(s, at, &next)) >= 0; ++*ret_digits)
		at = next;
	return at;
}

/* "КРП", or "ل م" and "ل.م": letters that stand for words, one at a time. */
static size_t
skip_series(struct dais_str s, size_t at, size_t *ret_letters)
{
	size_t next, letters, end = at;

	if (is_cyrillic_capital(peek(s, at, &next)))
		return skip_letters(s, at, is_cyrillic_capital, ret_letters);
	for (*ret_letters = 0; *ret_letters < NAME_LETTERS_MAX; ++*ret_letters) {
		end = skip_letters(s, at, is_arabic, &letters);
		if (letters != 1)
			return 0;
		if (refer_byte_at(s, end) == '/') {
			++*ret_letters;
			return end;
		}
		if (refer_byte_at(s, end) != ' ' && refer_byte_at(s, end) != '.')
			return 0;
		at = end + 1;
	}
	return 0;
}

/* Past the component at @at: "19", "Доп.1", "و.3", "С"; 0: none. *@ret_number: it ends in one. */
static size_t
skip_component(struct dais_str s, size_t at, bool *ret_number)
{
	size_t n, end = skip_figures(s, at, &n), letters;

	*ret_number = n > 0;
	if (n > 0)
		return n <= DIGITS_MAX ? end : 0;
	end = skip_letters(s, at, is_arabic(peek(s, at, &end)) ? is_arabic : is_cyrillic, &letters);
	if (letters == 0 || letters > WORD_LETTERS_MAX)
		return 0;
	at = end;
	if (refer_byte_at(s, at) == '.' || refer_byte_at(s, at) == ' ')
		at++;
	at = skip_figures(s, at, &n);
	*ret_number = n > 0;
	return n > 0 ? at : end;
}

size_t
dais_refer_other_script(struct dais_str s, size_t at)
{
	size_t letters, next, end, good = 0, numbers = 0;

	if (is_inside_word(s, at))
		return 0;
	end = skip_series(s, at, &letters);
	if (!end || letters > NAME_LETTERS_MAX)
		return 0;
	for (size_t n = 0; n < COMPONENTS_MAX && refer_byte_at(s, end) == '/'; n++) {
		bool number;

		end = skip_component(s, end + 1, &number);
		if (!end)
			break;
		numbers += number;
		good = number ? end : good;
	}
	/* One letter and one number are those of a house or a page. */
	if (!good || (letters < 2 && numbers < 2) || is_letter(peek(s, good, &next)))
		return 0;
	return good - at;
}
