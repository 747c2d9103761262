/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols that are not made of components alone: series with spaces, words or years in brackets in
 * them, each the way of some house (doc/sources.md).
 */
#include "text/refer_priv.h"

/* "C 2021/LIM/4", "CL 168/1" of the Food and Agriculture Organization. */
static size_t
read_food(struct dais_str s, size_t at)
{
	static const char *const series[] = { "C", "CL", "FC", "PC", "JM", "CCLM", "NERC", "LARC",
		"ARC", "APRC", "ERC", "COAG", "COFI", "COFO", "CFS", "EB", "GC" };
	size_t end = at, digits, n;

	while (refer_is_capital(refer_byte_at(s, end)))
		end++;
	n = end - at;
	for (size_t i = 0; i < sizeof(series) / sizeof(series[0]); i++) {
		if (n != strlen(series[i]) || memcmp(s.p + at, series[i], n) != 0)
			continue;
		digits = refer_skip_digits(s, end + 1);
		if (refer_byte_at(s, end) != ' ' || digits < end + 3 || digits > end + 5 ||
		    refer_byte_at(s, digits) != '/')
			return 0;
		/* Numbers of articles and dates do not go on with a number or "LIM/4". */
		n = dais_refer_component_end(s, digits + 1);
		if (refer_is_digit(refer_byte_at(s, digits + 1)))
			return refer_skip_digits(s, digits + 1);
		if (refer_byte_at(s, n) != '/' || !refer_is_capital(refer_byte_at(s, digits + 1)))
			return 0;
		return dais_refer_component_end(s, n + 1) > n + 1
			   ? dais_refer_component_end(s, n + 1)
			   : 0;
	}
	return 0;
}

/* Past ".I.A" at @at: parts of a document. */
static size_t
skip_parts(struct dais_str s, size_t at)
{
	while (refer_byte_at(s, at) == '.' && refer_is_capital(refer_byte_at(s, at + 1)) &&
	       !refer_is_small(refer_byte_at(s, at + 2))) {
		at += 2;
		while (refer_byte_at(s, at) && strchr("IVX", s.p[at]))
			at++;
	}
	return at;
}

/* "40 C/5", "202 EX/5", "42 C/INF.4" of the United Nations Educational, Scientific and Cultural
 * Organization. */
static size_t
read_general_conference(struct dais_str s, size_t at)
{
	size_t end = refer_skip_digits(s, at), name = end + 1, stop;

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
	end = dais_refer_component_end(s, stop + 1);
	name = refer_skip_digits(s, stop + 1);
	if (name > stop + 1)
		return skip_parts(s, name);
	if (dais_refer_component(dais_str_sub(s, stop + 1, end)) == DAIS_COMPONENT_BOTH)
		return end;
	if (refer_byte_at(s, end) != '/' || !refer_is_capital(refer_byte_at(s, stop + 1)))
		return 0;
	/* "LIM/4", "PX/DR.1" */
	name = end + 1;
	end = dais_refer_component_end(s, name);
	return end > name && refer_is_digit(s.p[end - 1]) ? end : 0;
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
	stop = refer_skip_digits(s, end);
	if (end == at + 1 &&
	    (stop != end + 2 ||
		(!refer_is_digit(refer_byte_at(s, stop + 1)) &&
		    !dais_str_has_prefix(dais_str_sub(s, stop, s.n), DAIS_STR("/INF.")))))
		return 0;
	if (stop == end || stop > end + 3)
		return 0;
	if (refer_byte_at(s, stop) == '.' && dais_str_is(dais_str_sub(s, at, end), "WHA") &&
	    refer_is_digit(refer_byte_at(s, stop + 1)))
		return refer_skip_digits(s, stop + 1);
	/* "CE172.R1" */
	if (dais_str_has_prefix(dais_str_sub(s, stop, s.n), DAIS_STR(".R")) && end > at + 1 &&
	    refer_is_digit(refer_byte_at(s, stop + 2)))
		return refer_skip_digits(s, stop + 2);
	if (refer_byte_at(s, stop) != '/' || stop < end + 2)
		return 0;
	end = dais_refer_component_end(s, stop + 1);
	if (dais_refer_component(dais_str_sub(s, stop + 1, end)) == DAIS_COMPONENT_NUMBER)
		return end;
	if (dais_refer_component(dais_str_sub(s, stop + 1, end)) != DAIS_COMPONENT_NAME)
		return 0;
	end += refer_byte_at(s, end) == '.'; /* "A66/INF./3" */
	return refer_byte_at(s, end) == '/' && refer_is_digit(refer_byte_at(s, end + 1))
		   ? refer_skip_digits(s, end + 1)
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
	year = refer_skip_digits(s, end + 1);
	if (year != end + 5 || refer_byte_at(s, year) != ')')
		return 0;
	stop = refer_skip_digits(s, year + 1);
	if (stop > year + 1)
		return stop;
	stop = refer_byte_at(s, year + 1) == ' ' ? refer_skip_digits(s, year + 2) : 0;
	return stop > year + 2 && dais_str_has_prefix(dais_str_sub(s, stop, s.n), final)
		   ? stop + final.n
		   : 0;
}

/* Past a year in brackets at @at, "(2023)", or its last two figures, "(23)"; 0: none is there. */
static size_t
skip_year(struct dais_str s, size_t at)
{
	size_t end = refer_skip_digits(s, at + 1);

	return refer_byte_at(s, at) == '(' && (end == at + 5 || end == at + 3) &&
		       refer_byte_at(s, end) == ')'
		   ? end + 1
		   : 0;
}

/* Past the year and the number of "AS/Cdh (2023) 12" and "PLEN (26) 21" behind the space at @at; 0:
 * there are none. "WHO (2019) 12" is a book. */
static size_t
spaced_year(struct dais_str s, size_t at, bool path)
{
	size_t year = skip_year(s, at + 1), number;

	if (!year || refer_byte_at(s, year) != ' ' || (!path && year != at + 5))
		return 0;
	number = refer_skip_digits(s, year + 1);
	return number > year + 1 && number <= year + 5 ? number : 0;
}

/* "CDDH(2023)R98", "PIF(23)FEMM.03", "AS/Cdh (2023) 12": a year in brackets behind the name of a
 * committee, then letters and a number. */
static size_t
read_year_in_brackets(struct dais_str s, size_t at)
{
	size_t end = at, capitals = 0, year, number;
	bool path = false;

	while (refer_is_capital(refer_byte_at(s, end)) || refer_is_small(refer_byte_at(s, end)) ||
	       (end > at && refer_byte_at(s, end) && strchr("/-", s.p[end]))) {
		capitals += refer_is_capital(s.p[end]);
		path |= s.p[end] == '/';
		end++;
	}
	/* "C(2023)45" */
	if (capitals == 1 && s.p[at] == 'C' && end == at + 1 && skip_year(s, end) == end + 6) {
		number = refer_skip_digits(s, end + 6);
		return number > end + 6 && number <= end + 9 ? number : 0;
	}
	if (capitals < 3 || end > at + 16)
		return 0;
	if (refer_byte_at(s, end) == ' ')
		return path || end == at + capitals ? spaced_year(s, end, path) : 0;
	year = skip_year(s, end);
	if (!year)
		return 0;
	end = year;
	while (refer_is_capital(refer_byte_at(s, end)) || refer_byte_at(s, end) == '.')
		end++;
	number = refer_skip_digits(s, end);
	if (number == end || number > end + 4)
		return 0;
	/* "05a", "4rev" */
	if (refer_is_small(refer_byte_at(s, number)) &&
	    !refer_is_small(refer_byte_at(s, number + 1)))
		return number + 1;
	return dais_str_has_prefix(dais_str_sub(s, number, s.n), DAIS_STR("rev")) ? number + 3
										  : number;
}

/* "CX/FH 23/53/2", "CA/C 5/23": the number of the series stands behind a space. */
static size_t
read_spaced_number(struct dais_str s, size_t at)
{
	size_t end = at, slashes = 0, numbers = 0;

	while (
	    refer_is_capital(refer_byte_at(s, end)) || (end > at && refer_byte_at(s, end) == '/'))
		slashes += s.p[end++] == '/';
	if (slashes != 1 || end > at + 9 || s.p[end - 1] == '/' || refer_byte_at(s, end) != ' ')
		return 0;
	for (;;) {
		size_t digits = refer_skip_digits(s, end + 1);

		if (digits == end + 1 || digits > end + 4)
			break;
		numbers++;
		end = digits;
		if (refer_byte_at(s, end) != '/')
			break;
	}
	return numbers >= 2 ? end : 0;
}

/* Whether "TC 88" of a house in capitals begins at @at: "ABC/TC 88". */
static bool
begins_technical_committee(struct dais_str s, size_t at)
{
	size_t end = at;
	struct dais_str rest;

	while (refer_is_capital(refer_byte_at(s, end)))
		end++;
	rest = dais_str_sub(s, end, s.n);
	return end >= at + 2 && end <= at + 8 &&
	       (dais_str_has_prefix(rest, DAIS_STR("/TC ")) ||
		   dais_str_has_prefix(rest, DAIS_STR("/CT ")));
}

/* "ISO/TC 46/SC 4 N 1234", "ISO/IEC JTC 1/SC 2/WG 2 N5123", "CT 118/SC 3 N 412" of bodies that make
 * standards. */
static size_t
read_standards(struct dais_str s, size_t at)
{
	static const char *const houses[] = { "ISO/", "IEC/", "CEN/", "CENELEC/", "JTC ", "TC ",
		"CT ", "SC " };
	bool known = begins_technical_committee(s, at);
	size_t end = at;

	for (size_t i = 0; i < sizeof(houses) / sizeof(houses[0]); i++)
		known |= dais_str_has_prefix(dais_str_sub(s, at, s.n), dais_str_from(houses[i]));
	while (known && end < s.n && end < at + 48 &&
	       (refer_is_capital(s.p[end]) || refer_is_digit(s.p[end]) || strchr("/ ", s.p[end]))) {
		struct dais_str rest = dais_str_sub(s, end, s.n);
		size_t from = end + 2 + (refer_byte_at(s, end + 2) == ' '), digits;

		if (dais_str_has_prefix(rest, DAIS_STR(" N"))) {
			digits = refer_skip_digits(s, from);
			if (digits > from && digits <= from + 5)
				return digits;
		}
		end++;
	}
	return 0;
}

/* Past "Doc. 8.1", "Doc.9", "Inf. 12", "INF. 3" at @at: a number of documents, perhaps with parts;
 * 0: none is there. */
static size_t
skip_word_and_number(struct dais_str s, size_t at)
{
	static const char *const words[] = { "Doc", "DOC", "Inf", "INF", "doc" };
	size_t end = 0, from;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !end; i++)
		if (dais_str_has_prefix(dais_str_sub(s, at, s.n), dais_str_from(words[i])))
			end = at + strlen(words[i]);
	if (!end || (refer_byte_at(s, end) != '.' && refer_byte_at(s, end) != ' '))
		return 0;
	end += refer_byte_at(s, end) == '.';
	end += refer_byte_at(s, end) == ' ';
	from = end;
	end = refer_skip_digits(s, from);
	if (end == from || end > from + 4)
		return 0;
	while (refer_byte_at(s, end) && strchr("./-", s.p[end]) &&
	       refer_is_digit(refer_byte_at(s, end + 1)))
		end = refer_skip_digits(s, end + 1);
	/* "5a", "4.1A" */
	if ((refer_is_capital(refer_byte_at(s, end)) || refer_is_small(refer_byte_at(s, end))) &&
	    !refer_is_small(refer_byte_at(s, end + 1)))
		end++;
	from = refer_byte_at(s, end) == '(' ? refer_skip_digits(s, end + 1) : end;
	return from > end + 1 && refer_byte_at(s, from) == ')' ? from + 1 : end;
}

/* "CoP19 Doc. 8.1", "EC-76/INF. 3", "CONGRESS–Doc 12": the word for a document behind the
 * gathering, which has a number or is in capitals. */
static size_t
read_document_word(struct dais_str s, size_t at)
{
	size_t end = at, digits = 0, capitals = 0, small = 0, skip;

	while (
	    end < s.n && end < at + 16 &&
	    (refer_is_digit(s.p[end]) || refer_is_capital(s.p[end]) || refer_is_small(s.p[end]) ||
		(s.p[end] == '-' && end > at &&
		    !dais_str_has_prefix(dais_str_sub(s, end, s.n), DAIS_STR("-Doc"))) ||
		(s.p[end] == '/' && skip_word_and_number(s, end + 1) == 0))) {
		digits += refer_is_digit(s.p[end]);
		capitals += refer_is_capital(s.p[end]);
		small += refer_is_small(s.p[end]);
		end++;
	}
	if (small > 1 || !capitals || (!digits && (small || capitals < 3)))
		return 0;
	skip = dais_str_has_prefix(dais_str_sub(s, end, s.n), DAIS_STR("–")) ? strlen("–") : 1;
	if (skip == 1 && (end >= s.n || !strchr(" /-", s.p[end])))
		return 0;
	return skip_word_and_number(s, end + skip);
}

/* "CA C 1 2023.1-Doc 4": name, committee and session in words before a hyphen and the document. */
static size_t
read_spaced_session(struct dais_str s, size_t at)
{
	const struct dais_str hyphen = DAIS_STR("-Doc "), dash = DAIS_STR("–Doc ");
	size_t end = at, digits = 0;

	while (end < s.n && end < at + 24 &&
	       (refer_is_capital(s.p[end]) || refer_is_digit(s.p[end]) || strchr(" .", s.p[end])))
		digits += refer_is_digit(s.p[end++]);
	if (!digits || end < at + 4)
		return 0;
	if (dais_str_has_prefix(dais_str_sub(s, end, s.n), hyphen))
		return skip_word_and_number(s, end + 1);
	return dais_str_has_prefix(dais_str_sub(s, end, s.n), dash)
		   ? skip_word_and_number(s, end + strlen("–"))
		   : 0;
}

/* "IOTC-2023-S27-02", "AG-2023-RAP-05": name, year and numbers between hyphens. */
static size_t
read_hyphens(struct dais_str s, size_t at)
{
	size_t name = at, end, parts = 0;

	while (refer_is_capital(refer_byte_at(s, name)))
		name++;
	end = refer_skip_digits(s, name);
	if (name < at + 2 || name > at + 8 || end > name + 3 || refer_byte_at(s, end) != '-')
		return 0;
	parts += end > name;
	name = end + 1;
	end = refer_skip_digits(s, name);
	if (end != name + 4 || (s.p[name] != '1' && s.p[name] != '2'))
		return 0;
	while (refer_byte_at(s, end) == '-' && parts < 6) {
		size_t from = end + 1, to = from;

		while (
		    refer_is_digit(refer_byte_at(s, to)) || refer_is_capital(refer_byte_at(s, to)))
			to++;
		if (to == from || to > from + 8)
			break;
		end = to;
		parts++;
	}
	return parts >= 2 && refer_is_digit(s.p[end - 1]) ? end : 0;
}

/* "ICC-140-1", "WP.29-178-10", "GRPE-86-01": name, session and number between hyphens. */
static size_t
read_session_between_hyphens(struct dais_str s, size_t at)
{
	size_t name = at, session, number;

	while (refer_is_capital(refer_byte_at(s, name)))
		name++;
	if (name < at + 2 || name > at + 6)
		return 0;
	if (refer_byte_at(s, name) == '.' && refer_is_digit(refer_byte_at(s, name + 1)))
		name = refer_skip_digits(s, name + 1);
	session = refer_skip_digits(s, name + 1);
	number = refer_skip_digits(s, session + 1);
	if (refer_byte_at(s, name) != '-' || session < name + 3 || session > name + 4 ||
	    refer_byte_at(s, session) != '-' || number == session + 1 || number > session + 4)
		return 0;
	/* Longer rows of figures are numbers of telephones and books. */
	return refer_byte_at(s, number) == '-' || refer_is_capital(refer_byte_at(s, number)) ||
		       refer_is_small(refer_byte_at(s, number))
		   ? 0
		   : number;
}

/* "A41-WP/17", "C23/12-E", "ATCM45/WP12": the number of the gathering is glued to its letters, and
 * papers or languages are named beside it. */
static size_t
read_glued_session(struct dais_str s, size_t at)
{
	static const char *const papers[] = { "WP", "IP", "INF", "DOC", "CRP", "BP", "SP", "TD",
		"DR" };
	size_t name = at, end, stop;
	bool paper = false;

	while (refer_is_capital(refer_byte_at(s, name)))
		name++;
	end = refer_skip_digits(s, name);
	if (name == at || name > at + 6 || end == name || end > name + 3)
		return 0;
	if (refer_byte_at(s, end) != '/' && refer_byte_at(s, end) != '-')
		return 0;
	for (size_t i = 0; i < sizeof(papers) / sizeof(papers[0]); i++)
		paper |=
		    dais_str_has_prefix(dais_str_sub(s, end + 1, s.n), dais_str_from(papers[i]));
	stop = end + 1;
	while (refer_is_capital(refer_byte_at(s, stop)))
		stop++;
	if (stop > end + 1 && refer_byte_at(s, stop) && strchr("/.", s.p[stop]))
		stop++;
	name = stop;
	stop = refer_skip_digits(s, stop);
	if (stop == name || stop > name + 5)
		return 0;
	/* The language of the document: "-E". */
	return paper || (refer_byte_at(s, end) == '/' && refer_byte_at(s, stop) == '-' &&
			    refer_is_capital(refer_byte_at(s, stop + 1)) &&
			    !refer_is_capital(refer_byte_at(s, stop + 2)) &&
			    refer_byte_at(s, stop + 2) != '/')
		   ? stop
		   : 0;
}

/* "AG/RES. 2991 (LII-O/22)": a resolution with its session. */
static size_t
read_numbered_resolution(struct dais_str s, size_t at)
{
	const struct dais_str word = DAIS_STR("/RES. ");
	size_t end = at, digits, close;

	while (refer_is_capital(refer_byte_at(s, end)))
		end++;
	if (end < at + 2 || end > at + 8 || !dais_str_has_prefix(dais_str_sub(s, end, s.n), word))
		return 0;
	end += word.n;
	digits = refer_skip_digits(s, end);
	if (digits == end || refer_byte_at(s, digits) != ' ' || refer_byte_at(s, digits + 1) != '(')
		return 0;
	close = digits + 2;
	while (refer_is_capital(refer_byte_at(s, close)) ||
	       refer_is_digit(refer_byte_at(s, close)) ||
	       (refer_byte_at(s, close) && strchr("-/", s.p[close])))
		close++;
	return refer_byte_at(s, close) == ')' ? close + 1 : 0;
}

size_t
dais_refer_series(struct dais_str s, size_t at)
{
	static size_t (*const houses[])(struct dais_str s, size_t at) = { read_food, read_health,
		read_year_in_brackets, read_council, read_spaced_number, read_standards,
		read_document_word, read_spaced_session, read_hyphens, read_session_between_hyphens,
		read_glued_session, read_numbered_resolution };
	size_t end = 0;

	if (refer_is_digit(refer_byte_at(s, at)))
		return read_general_conference(s, at);
	for (size_t i = 0; i < sizeof(houses) / sizeof(houses[0]) && !end &&
			   refer_is_capital(refer_byte_at(s, at));
	    i++)
		end = houses[i](s, at);
	return end;
}
