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

/* Past "(65)", "(XVI)", "(2009)", "(a)" at @at, or 0. */
static size_t
skip_bracket(struct dais_str s, size_t at)
{
	size_t end = at + 1;

	while (refer_is_digit(refer_byte_at(s, end)) || refer_is_capital(refer_byte_at(s, end)) ||
	       refer_byte_at(s, end) == '-')
		end++;
	if (end == at + 1)
		end += refer_is_small(refer_byte_at(s, end));
	return end > at + 1 && end <= at + 12 && refer_byte_at(s, end) == ')' ? end + 1 : 0;
}

/* The component @c of a symbol. */
enum dais_refer_component
dais_refer_component(struct dais_str c)
{
	size_t at = 0, end;

	end = refer_skip_digits(c, 0);
	if (end > 0 && end == c.n)
		return end <= 6 ? DAIS_COMPONENT_NUMBER : DAIS_COMPONENT_NONE;
	/* "3(XXIV)", "5(b)" */
	if (end > 0 && end <= 5 && refer_byte_at(c, end) == '(')
		return skip_bracket(c, end) == c.n ? DAIS_COMPONENT_NUMBER : DAIS_COMPONENT_NONE;
	/* "doc.5678" */
	if (dais_str_has_prefix(c, DAIS_STR("doc.")))
		return c.n > 4 && refer_skip_digits(c, 4) == c.n ? DAIS_COMPONENT_BOTH
								 : DAIS_COMPONENT_NONE;
	/* "1-2", "69-70": sessions and combined reports. */
	if (end > 0 && refer_byte_at(c, end) == '-' && refer_skip_digits(c, end + 1) == c.n &&
	    end + 1 < c.n)
		return end <= 4 ? DAIS_COMPONENT_NUMBER : DAIS_COMPONENT_NONE;
	if (!refer_is_capital(refer_byte_at(c, 0)))
		return DAIS_COMPONENT_NONE;
	while (refer_is_capital(refer_byte_at(c, at)))
		at++;
	/* "Add", "Corr", "Rev", "Sub", "Summary", "Ser": a capital and small letters. */
	if (at == 1)
		while (refer_is_small(refer_byte_at(c, at)))
			at++;
	if (at > 9)
		return DAIS_COMPONENT_NONE;
	if (at == c.n)
		return DAIS_COMPONENT_NAME;
	/* "RC73" */
	if (at > 1 && refer_skip_digits(c, at) == c.n && c.n <= at + 4)
		return DAIS_COMPONENT_CODE;
	if (refer_byte_at(c, at) == '(') {
		at = skip_bracket(c, at);
		return at && refer_skip_digits(c, at) == c.n ? DAIS_COMPONENT_BOTH
							     : DAIS_COMPONENT_NONE;
	}
	while (at < c.n && (c.p[at] == '.' || c.p[at] == '-')) {
		size_t from = ++at;

		at = refer_skip_digits(c, at);
		if (at == from)
			while (refer_is_capital(refer_byte_at(c, at)))
				at++;
		if (at == from)
			return DAIS_COMPONENT_NONE;
	}
	/* "Dec.1(XXXVI)" */
	if (refer_byte_at(c, at) == '(' && refer_is_digit(c.p[at - 1]) &&
	    skip_bracket(c, at) == c.n)
		return DAIS_COMPONENT_BOTH;
	/* "AC.1A" */
	if (at + 1 == c.n && refer_is_capital(c.p[at]) && refer_is_digit(c.p[at - 1]))
		at++;
	return at == c.n ? DAIS_COMPONENT_BOTH : DAIS_COMPONENT_NONE;
}

static bool
is_component_char(char c)
{
	return refer_is_digit(c) || refer_is_capital(c) || refer_is_small(c) ||
	       (c && strchr(".-()", c));
}

/* End of the component at @at: closing marks of the sentence are not its own. */
size_t
dais_refer_component_end(struct dais_str s, size_t at)
{
	size_t end = at;
	int open = 0;

	while (end < s.n && end < at + 20 && is_component_char(s.p[end])) {
		/* The hyphen of a joint symbol: "WG.2/2022/3-CTOC/COP/WG.3/2022/3". */
		if (s.p[end] == '-' && refer_is_digit(s.p[at]) &&
		    !refer_is_digit(refer_byte_at(s, end + 1)))
			break;
		/* "1(Rev.1)", "1234(XL)Rev.1": a part of the tail. */
		if ((s.p[end] == '(' && dais_refer_modifier_name(dais_str_sub(s, end + 1, s.n))) ||
		    (end > at && s.p[end - 1] == ')' &&
			dais_refer_modifier_name(dais_str_sub(s, end, s.n))))
			break;
		end++;
	}
	/* "G.2345(SES.40/3)": the brackets are cut, and belong to its tail. */
	if (end < s.n && s.p[end] == '/' && memchr(s.p + at, '(', end - at) &&
	    !memchr(s.p + at, ')', end - at))
		end = at + dais_str_find_char(dais_str_sub(s, at, end), '(', 0);
	for (size_t i = at; i < end; i++)
		open += (s.p[i] == '(') - (s.p[i] == ')');
	/* "(3(XXIV))": the outer bracket is the sentence's. */
	for (; end > at && (strchr(".-(", s.p[end - 1]) || (s.p[end - 1] == ')' && open < 0));
	    end--)
		open += (s.p[end - 1] == ')') - (s.p[end - 1] == '(');
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
		dais_refer_component(dais_str_sub(s, next, dais_refer_component_end(s, next))) ==
		    DAIS_COMPONENT_BOTH))
		return at;
	return next;
}

bool
dais_text_is_session_number(struct dais_str c)
{
	size_t at = 0;

	while (at < c.n && strchr("IVXL", c.p[at]))
		at++;
	/* "XXXVI-O": the letter of its kind */
	if (at > 1 && at + 2 == c.n && c.p[at] == '-')
		return refer_is_capital(c.p[at + 1]);
	return at > 0 && at == c.n;
}

/* Past the number of "INF. 5475/07", whose name ends in the stop at @at; @at: it is no such
 * component. */
static size_t
skip_spaced_number(struct dais_str s, size_t at)
{
	size_t end = at + strlen(". ");

	if (!dais_str_has_prefix(dais_str_sub(s, at, s.n), DAIS_STR(". ")))
		return at;
	end = refer_skip_digits(s, end);
	return end > at + strlen(". ") && refer_byte_at(s, end) == '/' ? end : at;
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
	return at >= 1 && at <= 2 && refer_byte_at(c, at) == '-' &&
	       refer_skip_digits(c, at + 1) == c.n && c.n > at + 1;
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
		size_t stop = dais_refer_component_end(s, begin);
		struct dais_str c = dais_str_sub(s, begin, stop);
		enum dais_refer_component kind = dais_refer_component(c);

		if (kind == DAIS_COMPONENT_NONE ||
		    (n == 0 && (kind == DAIS_COMPONENT_NUMBER || kind == DAIS_COMPONENT_CODE)))
			break;
		if (n == 0 && is_modifier(c))
			return 0;
		graded |= n == 0 && is_grade(c);
		n++;
		if (n > 1 && kind == DAIS_COMPONENT_NAME && skip_spaced_number(s, stop) > stop) {
			stop = skip_spaced_number(s, stop);
			kind = DAIS_COMPONENT_BOTH;
			number = true;
		}
		long_name |= n == 1 && kind == DAIS_COMPONENT_NAME && c.n > 1;
		/* Nothing but modifiers follows a modifier. */
		if (modified && !is_modifier(c))
			return 0;
		modified |= is_modifier(c);
		number |= kind == DAIS_COMPONENT_NUMBER ||
			  (n > 1 && kind == DAIS_COMPONENT_BOTH &&
			      (refer_is_digit(c.p[c.n - 1]) || c.p[c.n - 1] == ')') &&
			      !is_body(c) && (long_name || memchr(c.p, '.', c.n)));
		if (n > 1 && number && kind != DAIS_COMPONENT_NAME && kind != DAIS_COMPONENT_CODE)
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
	if (n == 2 && dais_text_is_session_number(dais_str_sub(
			  s, from, from + dais_str_find_char(dais_str_sub(s, from, end), '/', 0))))
		return 0;
	return good;
}

size_t
dais_refer_symbol(struct dais_str s, size_t at)
{
	size_t end = 0;

	if ((unsigned char)refer_byte_at(s, at) >= 0x80)
		return dais_refer_other_script(s, at);
	if (!begins(s, at))
		return 0;
	if (refer_is_capital(refer_byte_at(s, at)))
		end = read_components(s, at, at);
	if (!end)
		end = dais_refer_series(s, at);
	if (!end)
		return 0;
	end = dais_refer_tail(s, at, end);
	/* What goes on in small letters was no symbol: "A/4format". */
	if (refer_is_small(refer_byte_at(s, end)) || refer_is_capital(refer_byte_at(s, end)) ||
	    refer_is_digit(refer_byte_at(s, end)))
		return 0;
	return end - at;
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
