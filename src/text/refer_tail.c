/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What belongs to a symbol behind its number: parts that are glued to it, supplements, revisions in
 * the ways of many houses ("Rev.1", "REV 1", ", Rev. 2", "(Add.1)", "PROV. 2"), sections, stars.
 */
#include "text/refer_priv.h"

#define TAIL_MAX 40u     /* bytes */
#define TAIL_SMALL_MAX 5u /* small letters of "final", in a row */

/* "-Sup.1-Add.1" */
static size_t
skip_supplements(struct dais_str s, size_t at)
{
	while (refer_byte_at(s, at) == '-' && refer_is_capital(refer_byte_at(s, at + 1)) &&
	       refer_is_small(refer_byte_at(s, at + 2))) {
		size_t end = at + 2;

		while (refer_is_small(refer_byte_at(s, end)))
			end++;
		if (refer_byte_at(s, end) != '.' || !refer_is_digit(refer_byte_at(s, end + 1)))
			break;
		at = refer_skip_digits(s, end + 1);
	}
	return at;
}

/* "A/81/6 (Sect. 10)": past the part of the document that the brackets name. */
static size_t
skip_section(struct dais_str s, size_t at)
{
	static const char *const names[] = { " (Sect. ", " (Part " };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dais_str name = dais_str_from(names[i]);
		size_t end = at + name.n;

		if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), name))
			continue;
		while (refer_is_digit(refer_byte_at(s, end)) ||
		       refer_is_capital(refer_byte_at(s, end)))
			end++;
		if (end > at + name.n && end <= at + name.n + 5 && refer_byte_at(s, end) == ')')
			return end + 1;
	}
	return at;
}

/* "EX.CL/1480 (XLIII)": past the session of the body in Roman numerals. */
static size_t
skip_session(struct dais_str s, size_t at)
{
	size_t end = at + strlen(" (");

	if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR(" (")))
		return at;
	while (refer_byte_at(s, end) && strchr("IVXLC", s.p[end]))
		end++;
	return end >= at + strlen(" (II") && refer_byte_at(s, end) == ')' ? end + 1 : at;
}

/* Past the stars of a reissued document and the other symbols of a joint one. */
static size_t
skip_stars(struct dais_str s, size_t at)
{
	while (refer_byte_at(s, at) == '*')
		at++;
	return at;
}

/* Whether @c is a letter or figure of a symbol. */
static bool
is_of_symbol(char c)
{
	return refer_is_digit(c) || refer_is_capital(c) || refer_is_small(c);
}

/* Whether nothing of a sentence goes on behind byte @at of @s, where the symbol that began at byte
 * @start ends: a raised figure behind a full stop looks like a part of the number. */
static bool
is_closed(struct dais_str s, size_t start, size_t at)
{
	char before = start > 0 ? s.p[start - 1] : '\0';

	if (at >= s.n)
		return start == 0 || before == '(' || before == ' ';
	if (s.p[at] == ' ')
		return at + 1 < s.n && !refer_is_capital(s.p[at + 1]);
	return strchr("),;:*", s.p[at]) != NULL;
}

/* Whether the letters between the hyphen at @at and byte @end, behind the symbol from byte @start,
 * are the first part of another symbol: "-A/79/3", "-E/CN.5/3", unlike those of "-R.1", "3-A/1",
 * "OIC/49-CFM/2023". */
static bool
begins_joint(struct dais_str s, size_t start, size_t at, size_t end)
{
	size_t strokes = 0;

	if (refer_byte_at(s, end) == '.') {
		end = refer_skip_digits(s, end + 1);
		return refer_byte_at(s, end) == '/' || !refer_is_digit(s.p[end - 1]);
	}
	if (refer_byte_at(s, end) != '/')
		return false;
	for (size_t i = start; i < at; i++)
		strokes += s.p[i] == '/';
	if (strokes == 1)
		return false;
	end = end == at + 2 ? refer_skip_digits(s, end + 1) : at;
	return end == at || refer_byte_at(s, end) == '/' || !refer_is_digit(s.p[end - 1]);
}

/* Past one glued part at @at, "/45", ".COM", "(Rev.1)", "-E"; @at when there is none. */
static size_t
skip_part(struct dais_str s, size_t start, size_t at)
{
	char mark = refer_byte_at(s, at);
	size_t end = at + 1, small = 0;

	if (!mark || !strchr("/.-(", mark) || !is_of_symbol(refer_byte_at(s, end)))
		return at;
	while (is_of_symbol(refer_byte_at(s, end)) ||
	       (mark == '(' && refer_byte_at(s, end) && strchr("./-", s.p[end]))) {
		small = refer_is_small(s.p[end]) ? small + 1 : 0;
		end++;
		if (small > TAIL_SMALL_MAX || end > at + TAIL_MAX)
			return at;
	}
	if (mark == '(')
		return refer_byte_at(s, end) == ')' ? end + 1 : at;
	/* "X/2022/X2": a slip of the pen, which no house writes. */
	if (mark == '/' && refer_is_capital(s.p[at + 1]) &&
	    refer_is_digit(refer_byte_at(s, at + 2)))
		return at;
	/* "A/79/1.The": a sentence without its space; "A/79/1.2" is looked at as a whole. */
	if (mark == '.' && refer_is_capital(s.p[at + 1]) &&
	    refer_is_small(refer_byte_at(s, at + 2)) &&
	    !dais_str_has_prefix(dais_str_sub(s, at + 1, s.n), DAIS_STR("Doc")))
		return at;
	/* "A/79/3-A/CONF.1/2": the next of a joint symbol; "the A/79/1-based". */
	if (mark == '-' && (begins_joint(s, start, at, end) ||
			       (end > at + 2 && refer_is_small(s.p[at + 1]) &&
				   !dais_refer_modifier_name(dais_str_sub(s, at + 1, end)))))
		return at;
	return end;
}

/* Past all that is glued to the symbol from @start to @end. */
static size_t
skip_glued(struct dais_str s, size_t start, size_t end)
{
	size_t at = end, before = end, last;

	for (;;) {
		size_t next = skip_part(s, start, at);

		if (next == at || next > end + TAIL_MAX)
			break;
		before = at;
		at = next;
	}
	if (before < at && s.p[before] == '.' && !is_closed(s, start, at))
		at = before;
	if (at == end)
		return end;
	last = at - 1;
	/* Nothing but a small letter, as in "8.b", or a word would be the sentence's. */
	if (refer_is_small(s.p[last]) && last > end && refer_is_small(s.p[last - 1]) &&
	    refer_byte_at(s, end) == '/')
		return end;
	return at;
}

size_t
dais_refer_modifier_name(struct dais_str c)
{
	static const char *const names[] = { "Add", "Corr", "Rev", "Amend", "Prov", "ADD", "CORR",
		"COR", "REV", "PROV", "add", "corr", "rev", "prov", "final", "FINAL", "DRAFT" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dais_str name = dais_str_from(names[i]);

		if (dais_str_has_prefix(c, name) && !refer_is_small(refer_byte_at(c, name.n)) &&
		    !refer_is_capital(refer_byte_at(c, name.n)))
			return name.n;
	}
	return 0;
}

/* Past "Rev.1", "REV 1", "Rev. 2", "PROV.", "Rev1" at @at; 0: none is there. A capital word needs
 * a stop or a figure, one in small letters both. */
static size_t
modifier_end(struct dais_str s, size_t at)
{
	struct dais_str rest = dais_str_sub(s, at, s.n);
	size_t name = dais_refer_modifier_name(rest), end = at + name, digits, from;
	bool stop = name && refer_byte_at(s, end) == '.';

	if (!name)
		return 0;
	end += stop;
	from = end + (refer_byte_at(s, end) == ' ');
	digits = refer_skip_digits(s, from);
	if (digits > from && digits <= from + 2 && !is_of_symbol(refer_byte_at(s, digits)))
		return refer_is_small(s.p[at]) && !stop ? 0 : digits;
	if (dais_str_has_prefix(rest, DAIS_STR("final")) ||
	    dais_str_has_prefix(rest, DAIS_STR("FINAL")) ||
	    dais_str_has_prefix(rest, DAIS_STR("PROV")))
		return end;
	return stop && digits == from ? end : 0;
}

/* Past one modifier behind a space, a comma, in brackets or glued at @at; @at when none is. */
static size_t
skip_modifier(struct dais_str s, size_t at)
{
	size_t from = at, end;
	bool bracket;

	/* "4.Rev 1" */
	from += refer_byte_at(s, from) == ',' || refer_byte_at(s, from) == '.';
	from += refer_byte_at(s, from) == ' ';
	if (refer_byte_at(s, at) == '.' && (from != at + 1 || !refer_is_digit(s.p[at - 1])))
		return at;
	if (from == at && refer_byte_at(s, from) != '(' &&
	    (at == 0 || (s.p[at - 1] != ')' && !refer_is_digit(s.p[at - 1]))))
		return at;
	bracket = refer_byte_at(s, from) == '(';
	end = modifier_end(s, from + bracket);
	if (!end || (bracket && refer_byte_at(s, end) != ')'))
		return at;
	return end + bracket;
}

/* Past " Part I", ", Part 2" of a document that is divided. */
static size_t
skip_numbered_part(struct dais_str s, size_t at)
{
	static const char *const names[] = { " Part ", ", Part ", " Vol. ", " PART " };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct dais_str name = dais_str_from(names[i]);
		size_t from = at + name.n, end = from;

		if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), name))
			continue;
		while (end < s.n && end < from + 4 && strchr("IVX0123456789", s.p[end]))
			end++;
		if (end > from && !is_of_symbol(refer_byte_at(s, end)))
			return end;
	}
	return at;
}

size_t
dais_refer_tail(struct dais_str s, size_t start, size_t at)
{
	size_t end = skip_stars(s, skip_supplements(s, skip_glued(s, start, at)));

	end = skip_numbered_part(s, skip_session(s, skip_section(s, end)));
	for (size_t next; (next = skip_modifier(s, end)) != end;)
		end = next;
	return skip_stars(s, end);
}

size_t
dais_text_without_modifiers(struct dais_str s)
{
	for (size_t at = 1; at < s.n; at++) {
		size_t end = at;

		if (!strchr(" ,(", s.p[at]))
			continue;
		for (size_t next; (next = skip_modifier(s, end)) != end;)
			end = next;
		if (end == s.n)
			return at;
	}
	return s.n;
}
