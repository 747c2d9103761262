/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the words of a line begin and end with.
 */
#include "read/pdf/paragraphs_priv.h"
#include "read/pdf/units_priv.h"

#define LIST_REACH 8        /* lines from one entry to the next */
#define ENTRY_WORDS_MAX 32u /* bytes before the number of an entry */

uint32_t
pdf_last_point(const struct pdf_line *l)
{
	struct dais_str s = l->parts[l->n - 1]->text;
	size_t at = s.n;

	while (at > 0 && ((unsigned char)s.p[at - 1] & 0xC0) == 0x80)
		at--;
	at -= at > 0;
	return dais_str_decode(s, &at);
}

uint32_t
pdf_first_point(const struct pdf_line *l)
{
	size_t at = 0;

	return dais_str_decode(l->parts[0]->text, &at);
}

bool
pdf_ends_sentence(uint32_t c)
{
	return c == '.' || c == ';' || c == ':' || c == '!' || c == '?' || c == 0x3002 ||
	       c == 0xFF1B || c == 0xFF1A || c == 0x61F || c == 0x61B;
}

bool
pdf_is_lower_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) || (c >= 0x430 && c <= 0x45F);
}

bool
pdf_begins_with_marker(const struct pdf_line *l)
{
	struct dais_str s = l->parts[0]->text;
	size_t space = dais_str_find_char(s, ' ', 0);

	if (l->n > 1 && pdf_is_marker(s))
		return true;
	return space != SIZE_MAX && pdf_is_marker(dais_str_sub(s, 0, space));
}

/* "Item 3", "3": the number that begins a line, behind a word or two; -1 when none does. */
static int64_t
entry_number(const struct pdf_line *l, struct dais_str *ret_words)
{
	struct dais_str s = l->parts[0]->text;
	size_t from = 0, to;
	int64_t number = -1;

	while (from < s.n && from < ENTRY_WORDS_MAX && !(s.p[from] >= '0' && s.p[from] <= '9'))
		from++;
	for (to = from; to < s.n && s.p[to] >= '0' && s.p[to] <= '9';)
		to++;
	*ret_words = dais_str_sub(s, 0, from);
	/* "EX.CL/1390" is a symbol. */
	if (dais_str_find_char(*ret_words, '/', 0) == SIZE_MAX)
		(void)dais_str_to_int(dais_str_sub(s, from, to), 0, INT32_MAX, &number);
	return number;
}

void
pdf_note_entry(struct joining *j, const struct pdf_line *l)
{
	struct dais_str words;
	int64_t number = entry_number(l, &words);

	if (number < 0 || !words.n)
		return;
	j->entry_words = words;
	j->entry_number = number;
}

/* "5.2": the two numbers that a line begins with, the second 0 where there is one; false: none. */
static bool
begins_with_decimal(const struct pdf_line *l, unsigned *ret_major, unsigned *ret_minor)
{
	struct dais_str s = l->parts[0]->text;
	unsigned value[2] = { 0, 0 }, n = 0, digits = 0;
	size_t at = 0;

	for (; at < s.n && s.p[at] != ' '; at++) {
		if (s.p[at] >= '0' && s.p[at] <= '9' && ++digits <= 2)
			value[n] = value[n] * 10 + (unsigned)(s.p[at] - '0');
		else if (s.p[at] == '.' && n == 0 && digits && at + 1 < s.n && s.p[at + 1] != ' ')
			digits = 0, n++;
		else if (s.p[at] != '.')
			return false;
	}
	*ret_major = value[0];
	*ret_minor = value[1];
	return value[0] > 0 && (at < s.n || l->n > 1);
}

/* Whether @l is "5.2" behind "5.1", or "5.1" behind "5". */
static bool
is_next_decimal(const struct pdf_line *first, const struct pdf_line *l)
{
	unsigned major, minor, first_major, first_minor;

	return begins_with_decimal(first, &first_major, &first_minor) &&
	       begins_with_decimal(l, &major, &minor) && major == first_major && minor > 0 &&
	       minor == first_minor + 1;
}

/* "(b)", "B.": the mark of a line that is one Latin letter and what encloses it, and where the
 * letter stands; false: it is another. */
static bool
begins_with_letter(const struct pdf_line *l, struct dais_str *ret_mark, size_t *ret_at)
{
	struct dais_str s = l->parts[0]->text;
	size_t space = dais_str_find_char(s, ' ', 0);

	*ret_mark = dais_str_sub(s, 0, space == SIZE_MAX ? s.n : space);
	*ret_at = ret_mark->n > 0 && ret_mark->p[0] == '(';
	return ret_mark->n == *ret_at + 2 && u_isalpha((UChar32)ret_mark->p[*ret_at]) &&
	       (ret_mark->p[*ret_at + 1] == ')' || (!*ret_at && ret_mark->p[1] == '.'));
}

/* Whether @l is "B." behind "A.", or "ii." behind "i.". */
static bool
is_next_letter(const struct pdf_line *first, const struct pdf_line *l)
{
	struct dais_str a, b;
	size_t at_a, at_b;

	if (begins_with_letter(first, &a, &at_a) && a.p[at_a] == 'i' &&
	    !begins_with_letter(l, &b, &at_b))
		return b.n == a.n + 1 && at_a == at_b && memcmp(a.p, b.p, at_a + 1) == 0 &&
		       memcmp(a.p + at_a, b.p + at_a + 1, 2) == 0;
	return begins_with_letter(first, &a, &at_a) && begins_with_letter(l, &b, &at_b) &&
	       a.n == b.n && at_a == at_b && b.p[at_b] == a.p[at_a] + 1 &&
	       a.p[at_a + 1] == b.p[at_b + 1];
}

/* Whether @l begins with the number of a list's entry, with a stop or before a tab. */
static bool
is_numbered(const struct pdf_line *l)
{
	return pdf_begins_with_marker(l) || (l->n > 1 && pdf_is_bare_number(l->parts[0]->text));
}

bool
pdf_is_next_entry(const struct joining *j, const struct pdf_line *l)
{
	struct dais_str words, before;
	int64_t number = entry_number(l, &words);

	if (is_next_letter(j->lines.v[0], l))
		return true;
	if (number < 1)
		return false;
	if (is_next_decimal(j->lines.v[0], l))
		return true;
	if (words.n && number == j->entry_number + 1 && dais_str_eq(words, j->entry_words))
		return true;
	return entry_number(j->lines.v[0], &before) == number - 1 && dais_str_eq(words, before) &&
	       (words.n || (is_numbered(j->lines.v[0]) && is_numbered(l)));
}

bool
pdf_starts_list(const struct pdf_document *doc, const struct pdf_line *l)
{
	const struct pdf_line *end = doc->lines.v + doc->lines.n;
	struct dais_str words, other;
	int64_t number = entry_number(l, &words);

	for (const struct pdf_line *k = l + 1; number > 0 && k < end && k <= l + LIST_REACH; k++) {
		if (k->left > l->left - 1 && k->left < l->left + 1 &&
		    entry_number(k, &other) == number + 1 && dais_str_eq(words, other))
			return true;
	}
	return false;
}
