/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Resolutions and decisions. Their numbers differ by body: "10/6", "2178 (2014)", "3201 (S-VI)",
 * "68/240 A", "S-20/1", "1/CP.21", "WHA75.8", "XII/5", "GC(59)/RES/10", "2015/26".
 */
#include "text/refer_priv.h"

#define ACTS_MAX 24
#define NUMBER_BYTES_MAX 40u
#define TOKENS_MAX 44u /* of a list; less than the window by the longest key */
#define GAP_TOKENS 6u /* "du Conseil de sécurité" */

/* Past decimal digits of any script at @at. */
static size_t
skip_digits(struct dais_str s, size_t at, unsigned *ret_n)
{
	*ret_n = 0;
	while (at < s.n && *ret_n < NUMBER_BYTES_MAX) {
		size_t next = at;

		if (dais_scan_digit(dais_str_decode(s, &next)) < 0)
			break;
		at = next;
		++*ret_n;
	}
	return at;
}

/* "(2014)", "(XXV)", "(S-VI)", "(د-50)", "(L)" at @at, perhaps behind a space: past it, or 0. */
static size_t
skip_session(struct dais_str s, size_t at)
{
	size_t start = at, n = 0, figures = 0;
	bool wide = false;

	while (start < s.n && start < at + 3) {
		size_t next = start;
		uint32_t c = dais_str_decode(s, &next);

		if (c == 0xFF08)
			wide = true;
		if (c == '(' || c == 0xFF08) {
			start = next;
			break;
		}
		if (!dais_scan_is_space(c))
			return 0;
		start = next;
	}
	if (start == at)
		return 0;
	for (size_t k = start; k < s.n && n < 10; n++) {
		size_t next = k;
		uint32_t c = dais_str_decode(s, &next);

		/* Figures alone are a year: "(2)" is a paragraph. */
		if (n > 0 && (c == ')' || (wide && c == 0xFF09)))
			return figures == n && n != 4 ? 0 : next;
		figures += dais_scan_digit(c) >= 0;
		/* Years, roman numerals, "S-VI", "د-50". */
		if (dais_scan_digit(c) < 0 && !(c < 0x80 && strchr("IVXLCSE-", (int)c)) &&
		    c != 0x62F && c != 0x625 && c != 0x627 && c != 0x637 &&
		    !dais_scan_is_space(c) && c != 0x2011)
			return 0;
		k = next;
	}
	return 0;
}

/* "68/240 A": past the letter that a part of a resolution has, else @at. */
static size_t
skip_part(struct dais_str s, size_t at)
{
	char after = refer_byte_at(s, at + 2);

	if (refer_byte_at(s, at) == ' ' && refer_is_capital(refer_byte_at(s, at + 1)) &&
	    (after == '\0' || strchr(" ,.;:)\n", after) || (unsigned char)after >= 0x80))
		return at + 2;
	return at;
}

/* The run of characters that numbers of resolutions are made of, at @at. */
static size_t
skip_run(struct dais_str s, size_t at, unsigned *ret_slashes, bool *ret_digit)
{
	size_t end = at;

	*ret_slashes = 0;
	*ret_digit = false;
	while (end < s.n && end < at + NUMBER_BYTES_MAX) {
		size_t next = end;
		uint32_t c = dais_str_decode(s, &next);
		bool digit = dais_scan_digit(c) >= 0;

		if (!digit && !(c < 0x80 && c &&
				  (refer_is_capital((char)c) || strchr("/.-()", (int)c) ||
				      (c >= 'a' && c <= 'z'))))
			break;
		if (c == '(' && !refer_is_digit(refer_byte_at(s, next)))
			break;
		*ret_slashes += c == '/';
		*ret_digit |= digit;
		end = next;
	}
	while (end > at && strchr(".-/(", s.p[end - 1]))
		end--;
	/* A closing bracket belongs to the run only when it opened in it. */
	while (end > at && s.p[end - 1] == ')' && !memchr(s.p + at, '(', end - at))
		end--;
	return end;
}

/* "XXI-4": a session in roman numerals. */
static bool
is_session_number(struct dais_str s)
{
	size_t at = 0;
	unsigned n;

	while (refer_byte_at(s, at) && strchr("IVXL", refer_byte_at(s, at)))
		at++;
	if (at == 0 || refer_byte_at(s, at) != '-')
		return false;
	at = skip_digits(s, at + 1, &n);
	return n > 0 && n <= 3 && at == s.n;
}

/* "WHA75.8", "EB150" with a stop and a number behind. */
static bool
is_health_number(struct dais_str s)
{
	size_t at = 0;
	unsigned n;

	while (refer_is_capital(refer_byte_at(s, at)))
		at++;
	if (at < 2 || at > 5)
		return false;
	at = skip_digits(s, at, &n);
	if (n == 0 || n > 3 || refer_byte_at(s, at) != '.')
		return false;
	at = skip_digits(s, at + 1, &n);
	return n > 0 && at == s.n;
}

/* The parts that a slash divides: each a number, capitals or "CP.21". */
static bool
is_divided_number(struct dais_str s)
{
	struct dais_str rest = s, part = DAIS_STR_NONE;
	bool first = true;

	while (dais_str_next(&rest, '/', &part)) {
		size_t at = 0;
		unsigned n;

		if (part.n == 0)
			return false;
		while (
		    refer_is_capital(refer_byte_at(part, at)) ||
		    (at > 0 && strchr(".-()", refer_byte_at(part, at)) && refer_byte_at(part, at)))
			at++;
		at = skip_digits(part, at, &n);
		while (at < part.n && strchr("-.)", part.p[at]))
			at = skip_digits(part, at + 1, &n);
		/* "Add.1", "Corr.1", "Res" */
		if (at != part.n && (first || !refer_is_capital(part.p[0])))
			return false;
		first = false;
	}
	return true;
}

size_t
dais_refer_act_number(struct dais_str s, size_t at, bool bare)
{
	unsigned n, slashes;
	bool digit;
	size_t end = skip_digits(s, at, &n), session;

	if (n > 0 && n <= 4 && (session = skip_session(s, skip_part(s, end))) != 0)
		return session - at;
	if (n > 0 && n <= 4 && bare && end < s.n && !strchr("/.:,-%", s.p[end]))
		return end - at;
	if (n > 0 && n <= 4 && bare && (end == s.n || !refer_is_digit(refer_byte_at(s, end + 1))) &&
	    refer_byte_at(s, end) != '/')
		return end - at;
	end = skip_run(s, at, &slashes, &digit);
	if (!digit || end < at + 3)
		return 0;
	if (slashes > 0 && is_divided_number(dais_str_sub(s, at, end)))
		return skip_part(s, end) - at;
	return is_health_number(dais_str_sub(s, at, end)) ||
		       is_session_number(dais_str_sub(s, at, end))
		   ? end - at
		   : 0;
}

/* Past the comma or "and" at token @i, or 0. */
static unsigned
read_divider(struct dais_scan *s, unsigned i)
{
	unsigned next = i;
	struct dais_hit h;

	if (dais_scan_is_mark(s, i, ',') || dais_scan_is_mark(s, i, 0x60C))
		next++;
	h = dais_scan_hit(s, next);
	if (h.kinds & DAIS_WORD_AND)
		next += h.n;
	return next == i ? 0 : next;
}

/* "Resolution 300 dpi" is none. */
static bool
is_unit(const struct dais_scan *s, const struct dais_token *t)
{
	static const char *const units[] = { "m", "km", "cm", "mm", "dpi", "ppi", "px", "bit",
		"bits", "м", "км", "см", "мм" };
	struct dais_str w = { s->text.p + t->at, t->end - t->at };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (dais_str_is(w, units[i]))
			return true;
	return false;
}

/* Whether the plain number at token @i may be that of a resolution. */
static bool
is_bare_fit(struct dais_scan *s, unsigned i)
{
	const struct dais_token *t = dais_scan_peek(s, i), *next = dais_scan_peek(s, i + 1);

	return t->kind == DAIS_TOKEN_NUMBER && t->digits >= 3 && t->digits <= 4 &&
	       !dais_find_is_date(s, i) && !is_unit(s, next);
}

/* The number at token @i; a plain number that is a year counts only behind "No.". */
static size_t
read_number(struct dais_refer *r, unsigned i, bool near, bool marked)
{
	struct dais_scan *s = &r->find.scan;
	const struct dais_token *t = dais_scan_peek(s, i);
	bool year = t->value >= 1900 && t->value <= 2100;
	bool bare = marked ? t->kind == DAIS_TOKEN_NUMBER && t->value > 0
			   : (near || r->lang == DAIS_LANG_AR) && is_bare_fit(s, i) && !year;

	/* "the decision in document FCCC/SBSTA/2014/L.18" */
	if (!near && t->kind == DAIS_TOKEN_WORD && dais_refer_symbol(s->text, t->at))
		return 0;
	return t->kind == DAIS_TOKEN_END ? 0 : dais_refer_act_number(s->text, t->at, bare);
}

/* The number of the act whose word ends before token @i: the token it begins at, 0 for none. What
 * adopted it may stand between: "قرار مجلس الأمن 2188 (2014)", "résolution du Conseil 68/1". */
static unsigned
find_number(struct dais_refer *r, unsigned i, size_t *ret_n)
{
	struct dais_scan *s = &r->find.scan;

	for (unsigned k = i; k <= i + GAP_TOKENS; k++) {
		unsigned at = dais_refer_skip_number_word(s, k);
		const struct dais_token *t = dais_scan_peek(s, k);

		*ret_n = read_number(r, at, k == i, at > k);
		if (*ret_n)
			return at;
		if ((t->kind != DAIS_TOKEN_WORD &&
			!(t->kind == DAIS_TOKEN_MARK && t->mark == '\'')) ||
		    (dais_scan_hit(s, k).kinds & (DAIS_WORD_RESOLUTION | DAIS_WORD_DECISION |
						     DAIS_WORD_PARAGRAPH | DAIS_WORD_ITEM)))
			return 0;
	}
	return 0;
}

unsigned
dais_refer_act(struct dais_refer *r)
{
	struct dais_scan *s = &r->find.scan;
	struct dais_hit h = dais_scan_hit(s, 0);
	struct dais_reference ref = { .kind = h.kinds & DAIS_WORD_RESOLUTION
						  ? DAIS_REFERENCE_RESOLUTION
						  : DAIS_REFERENCE_DECISION,
		.letter = -1,
		.letter_to = -1 };
	unsigned i = h.n, k;
	size_t n;

	if (!(h.kinds & (DAIS_WORD_RESOLUTION | DAIS_WORD_DECISION)))
		return 0;
	k = find_number(r, h.n, &n);
	for (unsigned found = 0; k && n && found < ACTS_MAX && k < TOKENS_MAX; found++) {
		const struct dais_token *t = dais_scan_peek(s, k);

		ref.at = found ? t->at : dais_scan_peek(s, 0)->at;
		ref.name_at = t->at;
		ref.name_n = n;
		ref.n = t->at + n - ref.at;
		r->fn(r->ctx, &ref);
		r->act = ref;
		r->has_act = true;
		i = dais_refer_tokens_to(s, ref.at + ref.n);
		k = read_divider(s, i);
		n = k ? read_number(r, k, true, false) : 0;
	}
	return i;
}
