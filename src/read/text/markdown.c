/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Texts that a converter wrote as Markdown: "#" before headings, "-" before entries, stars around
 * strong words, links as "[words](address)". The signs are left out, the words keep their places.
 */
#include "read/text/read_priv.h"

#define HEADINGS_MIN 2u
#define WITHIN 200000u   /* bytes that are looked at */
#define ADDRESS_MAX 2000u

/* Bytes of "## " at the start of @s; 0: no heading. */
static size_t
heading_sign(struct dais_str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '#')
		n++;
	return n > 0 && n <= 6 && n < s.n && s.p[n] == ' ' ? n + 1 : 0;
}

bool
read_is_markdown(struct dais_str bytes)
{
	struct dais_str rest = dais_str_sub(bytes, 0, WITHIN), line;
	size_t headings = 0;

	while (dais_str_next_line(&rest, &line))
		headings += heading_sign(line) > 0;
	return headings >= HEADINGS_MIN;
}

bool
read_markdown_line(struct dais_str *trim)
{
	size_t sign = heading_sign(*trim);
	bool apart = sign > 0;

	*trim = dais_str_trim(dais_str_sub(*trim, sign, trim->n));
	if (trim->n > 2 && strchr("-*+", trim->p[0]) && trim->p[1] == ' ') {
		*trim = dais_str_trim(dais_str_sub(*trim, 2, trim->n));
		apart = true;
	}
	while (trim->n > 4 && dais_str_has_prefix(*trim, DAIS_STR("**")) &&
	       dais_str_has_suffix(*trim, DAIS_STR("**")) &&
	       dais_str_find(*trim, DAIS_STR("**"), 2) == trim->n - 2) {
		*trim = dais_str_trim(dais_str_sub(*trim, 2, trim->n - 2));
		apart = true;
	}
	return apart;
}

size_t
read_markdown_sign(struct dais_str s, size_t at)
{
	struct dais_str rest = dais_str_sub(s, at, s.n);
	size_t close;

	if (dais_str_has_prefix(rest, DAIS_STR("**")) || dais_str_has_prefix(rest, DAIS_STR("__")))
		return 2;
	close = dais_str_find(dais_str_sub(rest, 0, ADDRESS_MAX), DAIS_STR("]("), 0);
	if (rest.p[0] == '[' && close != SIZE_MAX &&
	    dais_str_find_char(dais_str_sub(rest, 1, close), '[', 0) == SIZE_MAX)
		return 1;
	if (!dais_str_has_prefix(rest, DAIS_STR("](")))
		return 0;
	close = dais_str_find_char(dais_str_sub(rest, 0, ADDRESS_MAX), ')', 0);
	return close == SIZE_MAX ? 0 : close + 1;
}
