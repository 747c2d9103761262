/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Roman numerals, a decimal place at a time: in each, "a" stands for its one, "b" for its five and
 * "c" for its ten.
 */
#include "text/letters.h"

#define PLACES 3u

/* Bytes of @pattern, written in @letters, that @s has at @at; 0: it has another. */
static size_t
match(struct dais_str s, size_t at, const char *pattern, const char *letters)
{
	size_t n = 0;

	for (; pattern[n]; n++) {
		if (at + n >= s.n || s.p[at + n] != letters[pattern[n] - 'a'])
			return 0;
	}
	return n;
}

unsigned
dais_text_roman(struct dais_str s, size_t *ret_n)
{
	static const char *const digits[] = { "", "a", "aa", "aaa", "ab", "b", "ba", "baa", "baaa",
		"ac" };
	static const char *const large[PLACES] = { "CDM", "XLC", "IVX" };
	static const char *const small[PLACES] = { "cdm", "xlc", "ivx" };
	bool is_small = s.n && s.p[0] >= 'a' && s.p[0] <= 'z';
	unsigned value = 0;
	size_t at = 0;

	for (size_t place = 0; place < PLACES; place++) {
		unsigned digit = 0;
		size_t longest = 0;

		for (unsigned d = 1; d < sizeof(digits) / sizeof(digits[0]); d++) {
			size_t n = match(s, at, digits[d], (is_small ? small : large)[place]);

			if (n > longest) {
				longest = n;
				digit = d;
			}
		}
		value = value * 10 + digit;
		at += longest;
	}
	*ret_n = at;
	return value;
}
