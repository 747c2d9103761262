/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks that are numbers: "1.", "3.2", "4-1", "一、", "（一）"; and what digits, letters and
 * stops marks are made of.
 */
#include "read/text/lists.h"
#include "read/text/marks_priv.h"
#include "text/letters.h"

#define DECIMALS_MAX 60u /* of the second and third numbers of "3.2.1" */

int
marks_digit(struct dais_str s, size_t *at)
{
	size_t next = *at;
	uint32_t c = next < s.n ? dais_str_decode(s, &next) : 0;
	int v = -1;

	if (c >= '0' && c <= '9')
		v = (int)(c - '0');
	else if (c >= 0x660 && c <= 0x669)
		v = (int)(c - 0x660);
	else if (c >= 0xFF10 && c <= 0xFF19)
		v = (int)(c - 0xFF10);
	if (v >= 0)
		*at = next;
	return v;
}

unsigned
marks_number(struct dais_str s, size_t *at)
{
	size_t here = *at;
	unsigned value = 0, n = 0;
	int d;

	while (n < 4 && (d = marks_digit(s, &here)) >= 0) {
		value = value * 10 + (unsigned)d;
		n++;
	}
	if (n == 0 || n > 3)
		return 0;
	*at = here;
	return value;
}

unsigned
marks_han_number(struct dais_str s, size_t *at)
{
	static const uint32_t digits[] = { 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03,
		0x516B, 0x4E5D };
	unsigned value = 0, ones = 0;
	size_t here = *at;

	while (here < s.n) {
		size_t next = here;
		uint32_t c = dais_str_decode(s, &next);
		unsigned d = 0;

		for (unsigned i = 0; i < 9; i++)
			d = digits[i] == c ? i + 1 : d;
		if (c == 0x5341 && value == 0) {
			value = (ones ? ones : 1) * 10;
			ones = 0;
		} else if (d && !ones) {
			ones = d;
		} else {
			break;
		}
		here = next;
	}
	*at = here;
	return value + ones;
}

int
marks_letter(uint32_t c, unsigned *ret_other)
{
	static const uint32_t arabic[] = { 0x623, 0x628, 0x62C, 0x62F, 0x647, 0x648, 0x632, 0x62D,
		0x637, 0x64A, 0x643, 0x644, 0x645, 0x646, 0x633, 0x639 };
	static const uint32_t cyrillic[] = { 0x430, 0x431, 0x432, 0x433, 0x434, 0x435, 0x436, 0x437,
		0x438, 0x43A, 0x43B, 0x43C, 0x43D, 0x43E, 0x43F, 0x440, 0x441, 0x442, 0x443 };
	/* Cyrillic letters that look like Latin ones and are typed for them. */
	static const uint32_t twins[][2] = { { 0x441, 2 }, { 0x435, 4 }, { 0x456, 8 },
		{ 0x43E, 14 }, { 0x440, 15 } };
	int v = -1;

	if (c >= 'a' && c <= 'z')
		v = (int)(c - 'a');
	if (c == 0x627)
		v = 0;
	for (int i = 0; i < (int)(sizeof(arabic) / sizeof(arabic[0])); i++)
		v = arabic[i] == c ? i : v;
	for (int i = 0; i < (int)(sizeof(cyrillic) / sizeof(cyrillic[0])); i++)
		v = cyrillic[i] == c ? i : v;
	*ret_other = (unsigned)v;
	for (size_t i = 0; i < sizeof(twins) / sizeof(twins[0]); i++) {
		if (twins[i][0] == c)
			*ret_other = twins[i][1];
	}
	return v < 0 && *ret_other != (unsigned)v ? (int)*ret_other : v;
}

size_t
read_skip_spaces(struct dais_str s, size_t at)
{
	while (at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'))
		at++;
	while (at + 1 < s.n && memcmp(s.p + at, "\xC2\xA0", 2) == 0)
		at += 2;
	while (at + 2 < s.n && memcmp(s.p + at, "\u3000", 3) == 0)
		at += 3;
	return at > 0 && at < s.n && s.p[at] == ' ' ? read_skip_spaces(s, at) : at;
}

bool
marks_is_stop(uint32_t c)
{
	return c == '.' || c == ')' || c == '-' || c == ':' || c == 0xFF0E || c == 0x3001 ||
	       c == 0x2013 || c == 0x2014 || c == 0xFF1A || c == 0xFF09;
}

bool
marks_begins_words(struct dais_str s, size_t at)
{
	size_t next = read_skip_spaces(s, at), after = next;
	uint32_t c = next < s.n ? dais_str_decode(s, &after) : 0;

	if (next == at || (unsigned char)s.p[0] >= 0xD8)
		return false;
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F) ||
	       (c >= 0x620 && c <= 0x64A) || (c >= 0x3400 && c <= 0x9FFF);
}

/* "3.2.1" behind the first two numbers and the stop at @at. */
static struct item_mark
point_mark(struct dais_str s, size_t at, unsigned major, unsigned minor)
{
	unsigned third = marks_number(s, &at);

	at += at < s.n && (s.p[at] == '.' || s.p[at] == ':');
	if (!third || third > DECIMALS_MAX || at >= s.n || (s.p[at] != ' ' && s.p[at] != '\t'))
		return (struct item_mark){ .kind = MARK_NONE };
	at = read_skip_spaces(s, at);
	return at < s.n ? (struct item_mark){ .kind = MARK_POINT,
		.value = third - 1,
		.n = at,
		.other = minor - 1,
		.major = major }
			: (struct item_mark){ .kind = MARK_NONE };
}

/* "3.2", "3.2." behind the first number and its stop at @at. */
static struct item_mark
decimal_mark(struct dais_str s, size_t at, unsigned major)
{
	struct item_mark none = { .kind = MARK_NONE };
	bool whole = at + 1 < s.n && s.p[at] == '0' && (s.p[at + 1] == ' ' || s.p[at + 1] == '\t');
	unsigned minor;

	/* "3.0 Title", before "3.1" */
	if (whole && marks_begins_words(s, at + 1))
		return (struct item_mark){ .kind = MARK_NUMBER,
			.value = major,
			.n = read_skip_spaces(s, at + 1),
			.other = major };
	minor = marks_number(s, &at);
	/* "3.1 : Title" */
	if (dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR(" : ")))
		at++;
	if (!minor || minor > DECIMALS_MAX || major > 99)
		return none;
	if (at < s.n && (s.p[at] == '.' || s.p[at] == ':')) {
		at++;
		if (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
			return s.p[at - 1] == '.' ? point_mark(s, at, major, minor) : none;
	}
	if (at >= s.n || (s.p[at] != ' ' && s.p[at] != '\t' && (unsigned char)s.p[at] < 0x80))
		return none;
	at = read_skip_spaces(s, at);
	return at < s.n ? (struct item_mark){ .kind = MARK_DECIMAL,
		.value = minor - 1,
		.n = at,
		.other = minor - 1,
		.major = major }
			: none;
}

/* The end of "142-е", a Russian ordinal: up to three letters. */
static bool
is_ordinal_ending(struct dais_str s)
{
	size_t n = 0;

	while (n + 1 < s.n && ((unsigned char)s.p[n] & 0xFEu) == 0xD0)
		n += 2;
	return n >= 2 && n <= 6;
}

/* The dash of "1 - Title" behind the space at *@at, moved behind it; 0: none, or a range. */
static uint32_t
dash_behind(struct dais_str s, size_t *at)
{
	size_t here = read_skip_spaces(s, *at), next;
	uint32_t c = here < s.n ? dais_str_decode(s, &here) : 0;

	if ((c != '-' && c != 0x2013) || here >= s.n || (s.p[here] != ' ' && s.p[here] != '\t'))
		return 0;
	next = read_skip_spaces(s, here);
	*at = here;
	return next < s.n && marks_digit(s, &next) < 0 ? c : 0;
}

/* "（二）Title": a part of "一、"; the mark ends at byte @at. */
static struct item_mark
han_part(struct dais_str s, size_t at, unsigned value)
{
	at = read_skip_spaces(s, at);
	return at < s.n ? (struct item_mark){ .kind = MARK_LETTER,
		.value = value - 1,
		.n = at,
		.other = value - 1 }
			: (struct item_mark){ .kind = MARK_NONE };
}

struct item_mark
marks_of_number(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	bool wide = dais_str_has_prefix(s, DAIS_STR("（"));
	size_t at = wide ? strlen("（") : s.n && s.p[0] == '(' ? 1 : 0, stop;
	unsigned value = marks_number(s, &at);
	uint32_t c;
	bool han = false;

	if (!value) {
		value = marks_han_number(s, &at);
		han = value > 0;
	}
	if (value == 0 || value > LIST_NUMBER_MAX || at >= s.n)
		return m;
	c = dais_str_decode(s, &at);
	if (c == ' ')
		c = dash_behind(s, &at);
	if (wide && han && c == 0xFF09)
		return han_part(s, at, value);
	/* "（一）": a part */
	if (han && ((wide && c == 0xFF09) || (s.p[0] == '(' && c == ')')) && at < s.n &&
	    value <= 26)
		return (struct item_mark){
			.kind = MARK_LETTER, .value = value - 1, .n = at, .other = value - 1
		};
	if (!marks_is_stop(c) || (han && c != 0x3001 && c != '.' && c != 0xFF0E) ||
	    (s.p[0] == '(' && c != ')') || (wide && c != 0xFF09))
		return m;
	stop = at;
	/* Arabic sets "4-1" where others set "4.1". */
	if (at < s.n && marks_digit(s, &stop) >= 0 && !(han && c == 0x3001))
		return c == '.' || (c == '-' && r->lang == DAIS_LANG_AR)
			   ? decimal_mark(s, at, value)
			   : m;
	while (at < s.n && (s.p[at] == '-' || s.p[at] == ')'))
		at++;
	if (at < s.n && s.p[at] != ' ' && s.p[at] != '\t' && (unsigned char)s.p[at] < 0x80 &&
	    !(han && c == 0x3001))
		return m;
	/* "14.ª reunión" */
	if (at == stop && c == '.' &&
	    (dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("ª")) ||
		dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("º"))))
		return m;
	if (at == stop && c == '-' && is_ordinal_ending(dais_str_sub(s, at, s.n)))
		return m;
	if (c == '.')
		dash_behind(s, &at); /* "1. – Title" */
	at = read_skip_spaces(s, at);
	if (at < s.n)
		m = (struct item_mark){
			.kind = MARK_NUMBER, .value = value, .n = at, .other = value, .han = han
		};
	return m;
}
