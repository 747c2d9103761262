/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The marks of items and headings: "1.", "(a)", "Item 3:", "3.2", "IV.", "A.", "一、", "أولا -".
 * What a mark means is for others to say.
 */
#include "read/text/marks_priv.h"
#include "text/letters.h"

#define REFERENCE_MAX 160u
#define SMALL_ROMAN_MAX 20u
#define STOPPED_MAX 26u /* parts ".1" to ".26" */
#define NO_LETTER 999u /* value of "(ii)" as a letter */

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
	v = marks_letter(c, &other);
	c = at < s.n ? dais_str_decode(s, &at) : 0;
	if (c == 0x640 && at < s.n) /* the stroke behind an Arabic letter */
		c = dais_str_decode(s, &at);
	if (v < 0 || (c != ')' && c != 0xFF09 && !(c == '.' && marks_begins_words(s, at))))
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
	    (s.p[at + n] != ')' && (at || s.p[n] != '.' || !marks_begins_words(s, n + 1))))
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
	unsigned value = marks_number(s, &at);

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

		if (((unsigned char)s.p[i] & 0xC0) != 0x80 && marks_digit(s, &at) >= 0)
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
	value = marks_number(s, &here);
	if (!value)
		value = marks_han_number(s, &here);
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
		value = marks_number(s, &at);
	if (!value || at >= s.n)
		return m;
	letter = bracketed_letter(dais_str_sub(s, read_skip_spaces(s, at), s.n));
	if (letter.kind == MARK_LETTER)
		at = read_skip_spaces(s, at) + letter.n;
	at = skip_of_agenda(r, s, at);
	stop = read_skip_spaces(s, at);
	c = stop < s.n ? dais_str_decode(s, &stop) : 0;
	if (marks_is_stop(c) && c != ')')
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
		m = marks_of_number(r, dais_str_sub(s, dash, s.n));
	m.n += m.kind == MARK_NONE ? 0 : dash;
	return m;
}

/* ".1  Title": a part that begins with the stop of its number. */
static struct item_mark
stopped_number(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	size_t at = 1, end;
	unsigned value = s.n && s.p[0] == '.' ? marks_number(s, &at) : 0;

	end = read_skip_spaces(s, at);
	if (value && value <= STOPPED_MAX && end > at && end < s.n)
		m = (struct item_mark){
			.kind = MARK_LETTER, .value = value - 1, .n = end, .other = value - 1
		};
	return m;
}

struct item_mark
read_mark(const struct reader *r, struct dais_str s)
{
	struct item_mark m = marks_of_number(r, s);

	if (m.kind == MARK_NONE)
		m = stopped_number(s);

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
	unsigned value = marks_number(s, &at);
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
	at = 0;
	*ret_letter = -1;
	*ret_number = chinese_item(s, &at);
	if (!*ret_number) {
		at = word = first_digit(s);
		if (at == SIZE_MAX || at < 3)
			return false;
		while (word > 0 && strchr(" .", s.p[word - 1]))
			word--;
		if (!read_is_phrase(&r->words->item, dais_str_sub(s, 0, word)))
			return false;
		*ret_number = marks_number(s, &at);
	}
	at = read_skip_spaces(s, at);
	while (at < s.n && (s.p[at] == '(' || s.p[at] == ' '))
		at++;
	if (dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR("（")))
		at += 3;
	word = at;
	c = word < s.n ? dais_str_decode(s, &word) : 0;
	if (marks_letter(c, &other) >= 0 && word < s.n &&
	    (s.p[word] == ')' || (unsigned char)s.p[word] >= 0xE2)) {
		*ret_letter = marks_letter(c, &other);
		at = word;
	}
	at = skip_of_agenda(r, s, at);
	while (at < s.n && (strchr(") ].*:", s.p[at]) || (unsigned char)s.p[at] >= 0xE2))
		at += (unsigned char)s.p[at] >= 0xE2 ? 3 : 1;
	return *ret_number > 0 && at >= s.n;
}
