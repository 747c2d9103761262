/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols of documents of any organization, and addresses. The grammar is looser than that of
 * model/symbol.h, which knows one house: components in capitals or numbers between slashes, at
 * least one of them a number; and the series whose symbols have a space in them.
 */
#include "text/refer_priv.h"

#define SYMBOL_BYTES_MAX 80u
#define LINK_BYTES_MAX 2000u
#define COMPONENTS_MAX 12u

/* Whether what stands before @at leaves room for a name to begin. */
static bool
begins(struct dais_str s, size_t at)
{
	char c = at > 0 ? s.p[at - 1] : ' ';

	/* The second of a joint symbol. */
	if (c == '-' && at > 1 && refer_is_digit(s.p[at - 2]))
		return true;

	return !refer_is_digit(c) && !refer_is_capital(c) && !refer_is_small(c) &&
	       !strchr("/.-_@", c);
}

static size_t
skip_digits(struct dais_str s, size_t at)
{
	while (refer_is_digit(refer_byte_at(s, at)))
		at++;
	return at;
}

enum component {
	COMPONENT_NONE,
	COMPONENT_NAME,   /* "FCCC", "WG", "III" */
	COMPONENT_NUMBER, /* "2014", "8" */
	COMPONENT_BOTH    /* "WG.3", "Add.1", "EC-55", "PC(III)" */
};

/* Past "(65)", "(XVI)", "(2009)" at @at, or 0. */
static size_t
skip_bracket(struct dais_str s, size_t at)
{
	size_t end = at + 1;

	while (refer_is_digit(refer_byte_at(s, end)) || refer_is_capital(refer_byte_at(s, end)) ||
	       refer_byte_at(s, end) == '-')
		end++;
	return end > at + 1 && end <= at + 12 && refer_byte_at(s, end) == ')' ? end + 1 : 0;
}

/* The component @c of a symbol. */
static enum component
component(struct dais_str c)
{
	size_t at = 0, end;

	end = skip_digits(c, 0);
	if (end > 0 && end == c.n)
		return end <= 6 ? COMPONENT_NUMBER : COMPONENT_NONE;
	/* "1-2", "69-70": sessions and combined reports. */
	if (end > 0 && refer_byte_at(c, end) == '-' && skip_digits(c, end + 1) == c.n &&
	    end + 1 < c.n)
		return end <= 4 ? COMPONENT_NUMBER : COMPONENT_NONE;
	if (!refer_is_capital(refer_byte_at(c, 0)))
		return COMPONENT_NONE;
	while (refer_is_capital(refer_byte_at(c, at)))
		at++;
	/* "Add", "Corr", "Rev", "Sub", "Summary", "Ser": a capital and small letters. */
	if (at == 1)
		while (refer_is_small(refer_byte_at(c, at)))
			at++;
	if (at > 9)
		return COMPONENT_NONE;
	if (at == c.n)
		return COMPONENT_NAME;
	if (refer_byte_at(c, at) == '(') {
		at = skip_bracket(c, at);
		return at && skip_digits(c, at) == c.n ? COMPONENT_BOTH : COMPONENT_NONE;
	}
	while (at < c.n && (c.p[at] == '.' || c.p[at] == '-')) {
		size_t from = ++at;

		at = skip_digits(c, at);
		if (at == from)
			while (refer_is_capital(refer_byte_at(c, at)))
				at++;
		if (at == from)
			return COMPONENT_NONE;
	}
	/* "AC.1A" */
	if (at + 1 == c.n && refer_is_capital(c.p[at]) && refer_is_digit(c.p[at - 1]))
		at++;
	return at == c.n ? COMPONENT_BOTH : COMPONENT_NONE;
}

static bool
is_component_char(char c)
{
	return refer_is_digit(c) || refer_is_capital(c) || refer_is_small(c) ||
	       (c && strchr(".-()", c));
}

/* End of the component at @at: closing marks of the sentence are not its own. */
static size_t
component_end(struct dais_str s, size_t at)
{
	size_t end = at;

	while (end < s.n && end < at + 20 && is_component_char(s.p[end])) {
		/* The hyphen of a joint symbol: "WG.2/2022/3-CTOC/COP/WG.3/2022/3". */
		if (s.p[end] == '-' && refer_is_digit(s.p[at]) &&
		    !refer_is_digit(refer_byte_at(s, end + 1)))
			break;
		end++;
	}
	while (end > at && (strchr(".-(", s.p[end - 1]) ||
			       (s.p[end - 1] == ')' && !memchr(s.p + at, '(', end - at))))
		end--;
	return end;
}

/* Where the component behind the slash before @at begins: a line may be broken there. */
static size_t
skip_break(struct dais_str s, size_t at)
{
	size_t next = at;

	while (next < s.n && next < at + 2 && strchr(" \r\n", s.p[next]))
		next++;
	if (next > at && !refer_is_digit(refer_byte_at(s, next)) &&
	    !(refer_is_capital(refer_byte_at(s, next)) &&
		component(dais_str_sub(s, next, component_end(s, next))) == COMPONENT_BOTH))
		return at;
	return next;
}

/* Whether all of @s is one roman numeral of the smaller letters. */
static bool
is_roman(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("IVX", s.p[i]))
			return false;
	return s.n > 0;
}

/* Bytes of "Add." and its like at the start of @c; 0: it begins with none. */
static size_t
modifier_name(struct dais_str c)
{
	static const char *const names[] = { "Add.", "Corr.", "Rev.", "Amend." };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (dais_str_has_prefix(c, dais_str_from(names[i])))
			return strlen(names[i]);
	return 0;
}

static bool
is_modifier(struct dais_str c)
{
	return modifier_name(c) || dais_str_is(c, "Summary");
}

/* "P-2", "S-30" */
static bool
is_grade(struct dais_str c)
{
	size_t at = 0;

	while (refer_is_capital(refer_byte_at(c, at)))
		at++;
	return at >= 1 && at <= 2 && refer_byte_at(c, at) == '-' && skip_digits(c, at + 1) == c.n &&
	       c.n > at + 1;
}

/* "WG.3" is the number of a body, not of a document. */
static bool
is_body(struct dais_str c)
{
	static const char *const names[] = { "WG.", "AC.", "CN.", "C.", "CONF.", "SC.", "Sub." };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (dais_str_has_prefix(c, dais_str_from(names[i])))
			return true;
	return false;
}

/* The components from byte @from of the symbol that begins at @at; past the symbol, or 0. */
static size_t
read_components(struct dais_str s, size_t at, size_t from)
{
	size_t end = from, good = 0;
	unsigned n = 0;
	bool graded = false, number = false, long_name = false,
	     modified = false; /* "P-4/P-3" is no symbol */

	while (n < COMPONENTS_MAX && end < at + SYMBOL_BYTES_MAX) {
		size_t begin = n ? skip_break(s, end) : end;
		size_t stop = component_end(s, begin);
		struct dais_str c = dais_str_sub(s, begin, stop);
		enum component kind = component(c);

		if (kind == COMPONENT_NONE || (n == 0 && kind == COMPONENT_NUMBER))
			break;
		if (n == 0 && is_modifier(c))
			return 0;
		graded |= n == 0 && is_grade(c);
		n++;
		long_name |= n == 1 && kind == COMPONENT_NAME && c.n > 1;
		/* Nothing but modifiers follows a modifier. */
		if (modified && !is_modifier(c))
			return 0;
		modified |= is_modifier(c);
		number |= kind == COMPONENT_NUMBER ||
			  (n > 1 && kind == COMPONENT_BOTH && refer_is_digit(c.p[c.n - 1]) &&
			      !is_body(c) && (long_name || memchr(c.p, '.', c.n)));
		if (n > 1 && number && kind != COMPONENT_NAME)
			good = stop;
		if (n > 2 && number && dais_str_is(c, "Summary"))
			good = stop;
		if (refer_byte_at(s, stop) != '/')
			break;
		end = stop + 1;
	}
	/* "P-2/1" is the grade of a post, "S-30/2" the number of a resolution. */
	if (n == 2 && graded)
		return 0;
	/* "XII/5" is the number of a decision. */
	if (n == 2 && is_roman(dais_str_sub(
			  s, from, from + dais_str_find_char(dais_str_sub(s, from, end), '/', 0))))
		return 0;
	return good;
}

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
		at = skip_digits(s, end + 1);
	}
	return at;
}

/* "C 2021/LIM/4", "CL 168/1" of the Food and Agriculture Organization. */
static size_t
read_food(struct dais_str s, size_t at)
{
	static const char *const series[] = { "C", "CL", "FC", "PC", "JM", "CCLM", "NERC", "LARC",
		"ARC", "APRC", "ERC", "COAG", "COFI", "COFO", "EB" };
	size_t end = at, digits, n;

	while (refer_is_capital(refer_byte_at(s, end)))
		end++;
	n = end - at;
	for (size_t i = 0; i < sizeof(series) / sizeof(series[0]); i++) {
		if (n != strlen(series[i]) || memcmp(s.p + at, series[i], n) != 0)
			continue;
		digits = skip_digits(s, end + 1);
		if (refer_byte_at(s, end) != ' ' || digits < end + 3 || digits > end + 5 ||
		    refer_byte_at(s, digits) != '/')
			return 0;
		/* Numbers of articles and dates do not go on with a number or "LIM/4". */
		n = component_end(s, digits + 1);
		if (refer_is_digit(refer_byte_at(s, digits + 1)))
			return skip_supplements(s, skip_digits(s, digits + 1));
		if (refer_byte_at(s, n) != '/' || !refer_is_capital(refer_byte_at(s, digits + 1)))
			return 0;
		return component_end(s, n + 1) > n + 1 ? component_end(s, n + 1) : 0;
	}
	return 0;
}

/* "40 C/5", "202 EX/5 Part I" of the United Nations Educational, Scientific and Cultural
 * Organization. */
static size_t
read_general_conference(struct dais_str s, size_t at)
{
	size_t end = skip_digits(s, at), name = end + 1, stop;

	if (end == at || end > at + 3 || refer_byte_at(s, end) != ' ')
		return 0;
	if (refer_byte_at(s, name) == 'C')
		stop = name + 1;
	else if (refer_byte_at(s, name) == 'E' && refer_byte_at(s, name + 1) == 'X')
		stop = name + 2;
	else
		return 0;
	if (refer_byte_at(s, stop) != '/')
		return 0;
	end = component_end(s, stop + 1);
	if (skip_digits(s, stop + 1) == end && end > stop + 1)
		return end;
	if (refer_byte_at(s, end) == '/' && refer_is_capital(refer_byte_at(s, stop + 1)) &&
	    refer_is_digit(refer_byte_at(s, end + 1)))
		return skip_digits(s, end + 1);
	return 0;
}

/* "WHA75.8", "EB150/3", "A66/48": the letters run into the number of the session. */
static size_t
read_health(struct dais_str s, size_t at)
{
	size_t end = at, stop;

	while (refer_is_capital(refer_byte_at(s, end)))
		end++;
	if (end == at || end > at + 5 || (end == at + 1 && s.p[at] != 'A'))
		return 0;
	stop = skip_digits(s, end);
	if (end == at + 1 &&
	    (stop != end + 2 ||
		(!refer_is_digit(refer_byte_at(s, stop + 1)) &&
		    !dais_str_has_prefix(dais_str_sub(s, stop, s.n), DAIS_STR("/INF.")))))
		return 0;
	if (stop == end || stop > end + 3)
		return 0;
	if (refer_byte_at(s, stop) == '.' && dais_str_is(dais_str_sub(s, at, end), "WHA") &&
	    refer_is_digit(refer_byte_at(s, stop + 1)))
		return skip_digits(s, stop + 1);
	if (refer_byte_at(s, stop) != '/' || stop < end + 2)
		return 0;
	end = component_end(s, stop + 1);
	if (component(dais_str_sub(s, stop + 1, end)) == COMPONENT_NUMBER)
		return end;
	if (component(dais_str_sub(s, stop + 1, end)) != COMPONENT_NAME)
		return 0;
	end += refer_byte_at(s, end) == '.'; /* "A66/INF./3" */
	return refer_byte_at(s, end) == '/' && refer_is_digit(refer_byte_at(s, end + 1))
		   ? skip_digits(s, end + 1)
		   : 0;
}

/* "CM(2009)164" of the Council of Europe, "COM(2023) 12 final" of the European Union. */
static size_t
read_council(struct dais_str s, size_t at)
{
	const struct dais_str final = DAIS_STR(" final");
	size_t end = at, year, stop;

	while (
	    refer_is_capital(refer_byte_at(s, end)) || (end > at && refer_byte_at(s, end) == '-'))
		end++;
	if (end < at + 2 || end > at + 8 || refer_byte_at(s, end) != '(')
		return 0;
	year = skip_digits(s, end + 1);
	if (year != end + 5 || refer_byte_at(s, year) != ')')
		return 0;
	stop = skip_digits(s, year + 1);
	if (stop > year + 1)
		return stop;
	stop = refer_byte_at(s, year + 1) == ' ' ? skip_digits(s, year + 2) : 0;
	return stop > year + 2 && dais_str_has_prefix(dais_str_sub(s, stop, s.n), final)
		   ? stop + final.n
		   : 0;
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

/* "A77/3 Rev.1": past a modifier behind a space. */
static size_t
skip_spaced_modifier(struct dais_str s, size_t at)
{
	size_t name = refer_byte_at(s, at) == ' ' ? modifier_name(dais_str_sub(s, at + 1, s.n)) : 0;
	size_t from = at + 1 + name, end = skip_digits(s, from);

	return name && end > from && end <= from + 2 ? end : at;
}

/* Past the stars of a reissued document and the other symbols of a joint one. */
static size_t
skip_stars(struct dais_str s, size_t at)
{
	while (refer_byte_at(s, at) == '*')
		at++;
	return at;
}

size_t
dais_refer_symbol(struct dais_str s, size_t at)
{
	size_t end = 0;

	if (!begins(s, at))
		return 0;
	if (refer_is_digit(refer_byte_at(s, at))) {
		end = read_general_conference(s, at);
		return end ? end - at : 0;
	}
	if (!refer_is_capital(refer_byte_at(s, at)))
		return 0;
	end = read_components(s, at, at);
	if (!end)
		end = read_food(s, at);
	if (!end)
		end = read_health(s, at);
	if (!end)
		end = read_council(s, at);
	/* What goes on in small letters was no symbol: "A/4format". */
	if (end &&
	    (refer_is_small(refer_byte_at(s, end)) || refer_is_capital(refer_byte_at(s, end)) ||
		refer_is_digit(refer_byte_at(s, end))))
		return 0;
	return end ? skip_stars(s, skip_spaced_modifier(s, skip_section(s, end))) - at : 0;
}

size_t
dais_text_symbol_length(struct dais_str s)
{
	return s.n ? dais_refer_symbol(s, 0) : 0;
}

size_t
dais_refer_link(struct dais_str s, size_t at)
{
	struct dais_str rest = dais_str_sub(s, at, s.n);
	size_t end;

	if (!dais_str_has_prefix(rest, DAIS_STR("http://")) &&
	    !dais_str_has_prefix(rest, DAIS_STR("https://")) &&
	    !dais_str_has_prefix(rest, DAIS_STR("www.")))
		return 0;
	for (end = 0; end < rest.n && end < LINK_BYTES_MAX; end++) {
		char c = rest.p[end];

		if (c <= ' ' || c == '"' || c == '<' || c == '>' || (unsigned char)c >= 0x7F)
			break;
	}
	/* The marks of the sentence. */
	while (end > 0 && strchr(".,;:!?'", rest.p[end - 1]))
		end--;
	if (end > 0 && rest.p[end - 1] == ')' && !memchr(rest.p, '(', end))
		end--;
	return end > 8 ? end : 0;
}
