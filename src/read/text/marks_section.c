/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The marks of sections: "XIV.", "A.", "أولا -".
 */
#include "read/text/read_priv.h"

static unsigned
roman_value(char c)
{
	return c == 'I' ? 1 : c == 'V' ? 5 : c == 'X' ? 10 : c == 'L' ? 50 : 0;
}

struct item_mark
read_section_mark(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	unsigned value = 0;
	size_t n = 0, at;

	while (n < s.n && n < 8 && roman_value(s.p[n]))
		n++;
	for (size_t i = 0; i < n; i++) {
		unsigned v = roman_value(s.p[i]), next = i + 1 < n ? roman_value(s.p[i + 1]) : 0;

		value = v < next ? value - v : value + v;
	}
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
