/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The marks of sections: "XIV.", "A.", "أولا -".
 */
#include "read/text/read_priv.h"
#include "text/letters.h"

#define ROMAN_MOST 89u /* "C." and "D." are letters */

struct item_mark
read_section_mark(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	size_t n, at;
	unsigned value = dais_text_roman(s, &n);

	if (value > ROMAN_MOST || (n && s.p[0] >= 'a'))
		n = 0;
	at = n;
	if (n == 0 && s.n && s.p[0] >= 'A' && s.p[0] <= 'Z') {
		value = (unsigned)(s.p[0] - 'A');
		at = 1;
	}
	if (at == 0 || at + 1 >= s.n || s.p[at] != '.' ||
	    (s.p[at + 1] != ' ' && s.p[at + 1] != '\t'))
		return m;
	at = read_skip_spaces(s, at + 1);
	/* "A. Guterres" is no heading, but only what follows can tell. */
	m = (struct item_mark){ .kind = n ? MARK_ROMAN : MARK_CAPITAL,
		.value = value,
		.n = at,
		.other = n == 1 ? (unsigned)(s.p[0] - 'A') : value };
	return m;
}

struct item_mark
read_worded_section(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	struct dais_str head = dais_str_sub(s, 0, 60);
	size_t dash = dais_str_find(head, DAIS_STR(" - "), 0), gap = 3;
	struct phrase_place p;

	if (dash == SIZE_MAX) {
		dash = dais_str_find(head, DAIS_STR("- "), 0);
		gap = 2;
	}
	if (dash == SIZE_MAX || dash == 0)
		return m;
	if (read_is_phrase(&r->words->section, dais_str_sub(s, 0, dash)) &&
	    read_find_phrase(&r->words->section, dais_str_sub(s, 0, dash), 0, &p))
		m = (struct item_mark){ .kind = MARK_ROMAN,
			.value = p.index + 1,
			.n = dash + gap,
			.other = p.index + 1 };
	return m;
}
