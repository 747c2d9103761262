/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The marks of items and headings: "1.", "(a)", "Item 3:", "3.2", "IV.", "A.", "一、", "أولا -".
 * What a mark means is for others to say.
 */
#include "read/text/read_priv.h"
#include "text/letters.h"

#define REFERENCE_MAX 160u
#define SMALL_ROMAN_MAX 20u
#define NO_LETTER 999u /* value of "(ii)" as a letter */

/* The value of the digit at @*at (ASCII, Arabic-Indic, full width), or -1. */
static int
digit(struct dais_str s, size_t *at)
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

/* A number of one to three digits at *@at; 0 if there is none or more. */
static unsigned
number(struct dais_str s, size_t *at)
{
	size_t here = *at;
	unsigned value = 0, n = 0;
	int d;

	while (n < 4 && (d = digit(s, &here)) >= 0) {
		value = value * 10 + (unsigned)d;
		n++;
	}
	if (n == 0 || n > 3)
		return 0;
	*at = here;
	return value;
}

/* 一 to 九十九 at *@at; 0 if there is none. */
static unsigned
han_number(struct dais_str s, size_t *at)
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

/* The value of @c as the letter of a part, from 0, or -1; *@ret_other: in another alphabet. */
static int
letter(uint32_t c, unsigned *ret_other)
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
	return at > 0 && at < s.n && s.p[at] == ' ' ? read_skip_spaces(s, at) : at;
}

static bool
is_stop(uint32_t c)
{
	return c == '.' || c == ')' || c == '-' || c == ':' || c == 0xFF0E || c == 0x3001 ||
	       c == 0x2013 || c == 0x2014 || c == 0xFF1A || c == 0xFF09;
}

/* Whether what stands behind the stop of "a. Election of officers" at @at are words of their own,
 * unlike "p. 5" and "e.g.": a space, then a capital letter or one of a script without case. */
static bool
begins_words(struct dais_str s, size_t at)
{
	size_t next = read_skip_spaces(s, at), after = next;
	uint32_t c = next < s.n ? dais_str_decode(s, &after) : 0;

	if (next == at || (unsigned char)s.p[0] >= 0xD8)
		return false;
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F) ||
	       (c >= 0x620 && c <= 0x64A) || (c >= 0x3400 && c <= 0x9FFF);
}

/* "3.2", "3.2." behind the first number and its stop at @at. */
static struct item_mark
decimal_mark(struct dais_str s, size_t at, unsigned major)
{
	struct item_mark none = { .kind = MARK_NONE };
	bool whole = at + 1 < s.n && s.p[at] == '0' && (s.p[at + 1] == ' ' || s.p[at + 1] == '\t');
	unsigned minor;

	/* "3.0 Title", before "3.1" */
	if (whole && begins_words(s, at + 1))
		return (struct item_mark){ .kind = MARK_NUMBER,
			.value = major,
			.n = read_skip_spaces(s, at + 1),
			.other = major };
	minor = number(s, &at);

	if (!minor || minor > 60 || major > 99)
		return none;
	if (at < s.n && (s.p[at] == '.' || s.p[at] == ':')) {
		at++;
		if (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
			return none;
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
	return next < s.n && digit(s, &next) < 0 ? c : 0;
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

static struct item_mark
number_mark(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	bool wide = dais_str_has_prefix(s, DAIS_STR("（"));
	size_t at = wide ? strlen("（") : s.n && s.p[0] == '(' ? 1 : 0, stop;
	unsigned value = number(s, &at);
	uint32_t c;
	bool han = false;

	if (!value) {
		value = han_number(s, &at);
		han = value > 0;
	}
	if (value == 0 || value > 999 || at >= s.n)
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
	if (!is_stop(c) || (han && c != 0x3001 && c != '.' && c != 0xFF0E) ||
	    (s.p[0] == '(' && c != ')') || (wide && c != 0xFF09))
		return m;
	stop = at;
	/* Arabic sets "4-1" where others set "4.1". */
	if (at < s.n && digit(s, &stop) >= 0 && !(han && c == 0x3001))
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
			.kind = MARK_NUMBER, .value = value, .n = at, .other = value
		};
	return m;
}

static struct item_mark
letter_mark(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	size_t at = 0;
	uint32_t c = s.n ? dais_str_decode(s, &at) : 0;
	unsigned other;
	int v;

	if (c == '(' || c == 0xFF08)
		c = at < s.n ? dais_str_decode(s, &at) : 0;
	v = letter(c, &other);
	c = at < s.n ? dais_str_decode(s, &at) : 0;
	if (c == 0x640 && at < s.n) /* the stroke behind an Arabic letter */
		c = dais_str_decode(s, &at);
	if (v < 0 || (c != ')' && c != 0xFF09 && !(c == '.' && begins_words(s, at))))
		return m;
	/* "(a). Title" */
	if (c == ')' && at + 1 < s.n && s.p[at] == '.' && s.p[at + 1] == ' ')
		at++;
	at = read_skip_spaces(s, at);
	if (at < s.n)
		m = (struct item_mark){
			.kind = MARK_LETTER, .value = (unsigned)v, .n = at, .other = other
		};
	return m;
}

/* The small roman numeral of a part at the start of @s, "(ii)", "iv)", and in *@ret_n the bytes of
 * the mark; 0: none. */
static unsigned
small_roman(struct dais_str s, size_t *ret_n)
{
	size_t at = s.n && s.p[0] == '(', n;
	struct dais_str rest = dais_str_sub(s, at, s.n);
	unsigned value =
	    rest.n && rest.p[0] >= 'i' && rest.p[0] <= 'x' ? dais_text_roman(rest, &n) : 0;

	if (!value || value > SMALL_ROMAN_MAX || at + n >= s.n ||
	    (s.p[at + n] != ')' && (at || s.p[n] != '.' || !begins_words(s, n + 1))))
		return 0;
	*ret_n = read_skip_spaces(s, at + n + 1);
	return *ret_n < s.n ? value : 0;
}

/* A letter in brackets, or with one behind it, at the start of @s: "(a)", "b)"; not "a.". */
static struct item_mark
bracketed_letter(struct dais_str s)
{
	struct item_mark m = letter_mark(s);

	if (m.kind == MARK_LETTER && !memchr(s.p, ')', m.n) &&
	    dais_str_find(dais_str_sub(s, 0, m.n), DAIS_STR("）"), 0) == SIZE_MAX)
		m.kind = MARK_NONE;
	return m;
}

/* "3 (a) Title": the part with the number of its item. */
static struct item_mark
numbered_letter(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	size_t at = 0, space;
	unsigned value = number(s, &at);

	if (!value || value > 99 || at >= s.n)
		return m;
	space = read_skip_spaces(s, at);
	if (space == at && s.p[at] != '(' && (unsigned char)s.p[at] < 0xE2)
		return m;
	m = bracketed_letter(dais_str_sub(s, space, s.n));
	m.major = value;
	m.n += space;
	return m;
}

struct item_mark
read_letter_behind(struct dais_str s, struct item_mark number)
{
	struct item_mark m = bracketed_letter(dais_str_sub(s, number.n, s.n));

	m.major = number.value;
	m.n += number.n;
	return m;
}

/* Byte of the first digit near the start of @s, or SIZE_MAX. */
static size_t
first_digit(struct dais_str s)
{
	for (size_t i = 0; i < s.n && i < 60; i++) {
		size_t at = i;

		if (((unsigned char)s.p[i] & 0xC0) != 0x80 && digit(s, &at) >= 0)
			return i;
	}
	return SIZE_MAX;
}

/* Past "of the agenda" at @at of @s. */
static size_t
skip_of_agenda(const struct reader *r, struct dais_str s, size_t at)
{
	size_t here = read_skip_spaces(s, at), best = at;

	for (size_t end = here; end <= s.n && end < here + 80; end++) {
		bool edge =
		    end == s.n || strchr(" .:-*)", s.p[end]) || (unsigned char)s.p[end] >= 0xE2;

		if (end > here && edge &&
		    read_is_phrase(&r->words->of_agenda, dais_str_sub(s, here, end)))
			best = end;
	}
	return best;
}

/* "第3项 标题", "第三项：标题": the number behind the ordinal prefix, and in *@at the byte behind
 * the word that follows it; 0: there is none. */
static unsigned
chinese_item(struct dais_str s, size_t *at)
{
	size_t here = strlen("第");
	unsigned value;

	if (!dais_str_has_prefix(s, DAIS_STR("第")))
		return 0;
	here = read_skip_spaces(s, here);
	value = number(s, &here);
	if (!value)
		value = han_number(s, &here);
	if (!dais_str_has_prefix(dais_str_sub(s, here, s.n), DAIS_STR("项")))
		return 0;
	*at = here + strlen("项");
	return value;
}

/* "Item 3. Title", "Point 3 de l'ordre du jour : Title", "第3项 标题". */
static struct item_mark
worded_mark(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE }, letter;
	size_t at = first_digit(s), word = at, stop;
	unsigned value = chinese_item(s, &at);
	uint32_t c;

	if (at == SIZE_MAX || at < 3)
		return m;
	while (word > 0 && strchr(" .", s.p[word - 1]))
		word--;
	if (!value && !read_is_phrase(&r->words->item, dais_str_sub(s, 0, word)))
		return m;
	if (!value)
		value = number(s, &at);
	if (!value || at >= s.n)
		return m;
	letter = bracketed_letter(dais_str_sub(s, read_skip_spaces(s, at), s.n));
	if (letter.kind == MARK_LETTER)
		at = read_skip_spaces(s, at) + letter.n;
	at = skip_of_agenda(r, s, at);
	stop = read_skip_spaces(s, at);
	c = stop < s.n ? dais_str_decode(s, &stop) : 0;
	if (is_stop(c) && c != ')')
		at = stop;
	else if (!(c >= 'A' && c <= 'Z') && !(c >= 0xC0 && c < 0xDF) &&
		 !(c >= 0x410 && c <= 0x42F) && c < 0x3000)
		return m;
	at = read_skip_spaces(s, at);
	if (at >= s.n)
		return m;
	if (letter.kind != MARK_LETTER)
		letter = (struct item_mark){ .kind = MARK_NUMBER, .value = value, .other = value };
	else
		letter.major = value;
	letter.n = at;
	letter.worded = true;
	return letter;
}

/* "– 3. Title": a number behind the dash of a list. */
static struct item_mark
dashed_mark(const struct reader *r, struct dais_str s)
{
	size_t dash = dais_str_has_prefix(s, DAIS_STR("- "))   ? 2
		      : dais_str_has_prefix(s, DAIS_STR("– ")) ? strlen("– ")
		      : dais_str_has_prefix(s, DAIS_STR("— ")) ? strlen("— ")
							       : 0;
	struct item_mark m = { .kind = MARK_NONE };

	if (dash)
		m = number_mark(r, dais_str_sub(s, dash, s.n));
	m.n += m.kind == MARK_NONE ? 0 : dash;
	return m;
}

struct item_mark
read_mark(const struct reader *r, struct dais_str s)
{
	struct item_mark m = number_mark(r, s);

	if (m.kind == MARK_NONE)
		m = dashed_mark(r, s);

	if (m.kind == MARK_NONE)
		m = letter_mark(s);
	if (m.kind == MARK_NONE || m.kind == MARK_LETTER) {
		size_t n = 0;
		unsigned roman = small_roman(s, &n);

		if (roman && m.kind == MARK_NONE)
			m = (struct item_mark){
				.kind = MARK_LETTER, .value = NO_LETTER, .other = NO_LETTER, .n = n
			};
		m.roman = roman;
	}
	if (m.kind == MARK_NONE)
		m = numbered_letter(s);
	if (m.kind != MARK_NONE || s.n >= 2000 || !s.n || (unsigned char)s.p[0] < 'A')
		return m;
	m = read_section_mark(s);
	if (m.kind == MARK_NONE)
		m = worded_mark(r, s);
	if (m.kind == MARK_NONE && r->lang != DAIS_LANG_ZH)
		m = read_worded_item(r, s);
	return m.kind == MARK_NONE && (unsigned char)s.p[0] >= 0xC0 ? read_worded_section(r, s) : m;
}

size_t
read_loose_number(struct dais_str s, unsigned expected)
{
	size_t at = 0, next;
	unsigned value = number(s, &at);
	uint32_t c;

	if (value != expected || at >= s.n || (s.p[at] != ' ' && s.p[at] != '\t'))
		return 0;
	at = read_skip_spaces(s, at);
	next = at;
	c = next < s.n ? dais_str_decode(s, &next) : 0;
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F) ||
		       (c >= 0x621 && c <= 0x64A) || c >= 0x4E00
		   ? at
		   : 0;
}

bool
read_item_reference(
    const struct reader *r, struct dais_str s, unsigned *ret_number, int *ret_letter)
{
	size_t at, word;
	unsigned other;
	uint32_t c;

	if (s.n > REFERENCE_MAX)
		return false;
	while (s.n && strchr("([ ", s.p[0]))
		s = dais_str_sub(s, 1, s.n);
	if (dais_str_has_prefix(s, DAIS_STR("（")))
		s = dais_str_sub(s, 3, s.n);
	at = word = first_digit(s);
	if (at == SIZE_MAX || at < 3)
		return false;
	while (word > 0 && strchr(" .", s.p[word - 1]))
		word--;
	if (!read_is_phrase(&r->words->item, dais_str_sub(s, 0, word)))
		return false;
	*ret_number = number(s, &at);
	*ret_letter = -1;
	at = read_skip_spaces(s, at);
	while (at < s.n && (s.p[at] == '(' || s.p[at] == ' '))
		at++;
	if (dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("（")))
		at += 3;
	word = at;
	c = word < s.n ? dais_str_decode(s, &word) : 0;
	if (letter(c, &other) >= 0 && word < s.n &&
	    (s.p[word] == ')' || (unsigned char)s.p[word] >= 0xE2)) {
		*ret_letter = letter(c, &other);
		at = word;
	}
	at = skip_of_agenda(r, s, at);
	while (at < s.n && (strchr(") ].*:", s.p[at]) || (unsigned char)s.p[at] >= 0xE2))
		at += (unsigned char)s.p[at] >= 0xE2 ? 3 : 1;
	return *ret_number > 0 && at >= s.n;
}
