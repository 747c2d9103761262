/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols of documents in a text: those that follow the grammar, joint ones as a whole, and those
 * of any organization where the text shows that they are symbols (src/text/refer.h).
 */
#include "read/text/build_priv.h"
#include "text/refer.h"

#define LISTED_MAX 400u /* bytes */
#define WHOLE_MAX 60u  /* bytes of text that may be one symbol */
#define JOINT_MAX 300u
#define SERIES_MIN 2u  /* capitals of a series */
#define BARE_DIGITS_MAX 5u /* of "N 405" */
#define NUMBER_MAX 24u /* bytes of a number in it */

struct symbol_scan {
	const struct reader *r;
	symbol_vec *found;
	struct dais_str s;
	size_t end; /* byte behind the one found last */
};

static void
add(const struct reader *r, symbol_vec *v, size_t at, size_t n)
{
	*dais_vec_add(r->a, v) = (struct symbol_place){ at, n };
}

size_t
read_symbol_length(struct dais_str s, size_t at, size_t n)
{
	size_t joint = at + n < s.n && s.p[at + n] == '-'
			   ? dais_symbol_match(dais_str_sub(s, at, at + JOINT_MAX))
			   : 0;

	return joint > n ? joint : n;
}

static void
add_reference(void *ctx, const struct dais_reference *f)
{
	struct symbol_scan *s = ctx;
	size_t n;

	if (f->kind != DAIS_REFERENCE_SYMBOL || f->name_at < s->end)
		return;
	n = read_symbol_length(s->s, f->name_at, f->name_n);
	add(s->r, s->found, f->name_at, n);
	s->end = f->name_at + n;
}

/* "FP 7/1; FP 7/3-Add.1": nothing but symbols, marks between them. */
symbol_vec
read_listed_symbols(const struct reader *r, struct dais_str s)
{
	symbol_vec v = { 0 };
	size_t from = 0;

	if (s.n >= LISTED_MAX || dais_str_find_char(s, '/', 0) == SIZE_MAX)
		return v;
	for (size_t i = 0; i <= s.n; i++) {
		struct dais_str part;

		if (i < s.n && s.p[i] != ';' && s.p[i] != ',')
			continue;
		part = dais_str_trim(dais_str_sub(s, from, i));
		if (!part.n || !read_is_whole_symbol(part)) {
			v.n = 0;
			return v;
		}
		add(r, &v, (size_t)(part.p - s.p), part.n);
		from = i + 1;
	}
	return v;
}

/* "MEPC 80/" of the document's own symbol "MEPC 80/1", "C26/" of "C26/1-E": a series in capitals
 * with the number of the session behind it, which text alone does not show to be a symbol. Empty:
 * none. */
static struct dais_str
own_series(const struct reader *r)
{
	struct dais_str own = r->out->symbols.n ? r->out->symbols.v[0] : DAIS_STR_NONE;
	size_t at = 0, digits;

	while (at < own.n && own.p[at] >= 'A' && own.p[at] <= 'Z')
		at++;
	if (at >= own.n || !at || (own.p[at] == ' ' && at < SERIES_MIN))
		return DAIS_STR_NONE;
	at += own.p[at] == ' ';
	for (digits = at; at < own.n && own.p[at] >= '0' && own.p[at] <= '9';)
		at++;
	return at > digits && at < own.n && own.p[at] == '/' ? dais_str_sub(own, 0, at + 1)
							     : DAIS_STR_NONE;
}

/* Bytes of @s up to @n, with "-Sup.1", "-Rev.2" behind them. */
static size_t
with_supplements(struct dais_str s, size_t n)
{
	size_t at = n;

	while (at + 1 < s.n && s.p[at] == '-' && s.p[at + 1] >= 'A' && s.p[at + 1] <= 'Z') {
		size_t end = at + 2, digits;

		while (end < s.n && s.p[end] >= 'a' && s.p[end] <= 'z')
			end++;
		if (end == at + 2 || end >= s.n || s.p[end] != '.')
			break;
		for (digits = ++end; end < s.n && s.p[end] >= '0' && s.p[end] <= '9';)
			end++;
		if (end == digits)
			break;
		n = at = end;
	}
	return n;
}

/* Bytes of "3/1", "INF.12", "WP.4/Add.1", "8-Corr.1" at the start of @s. */
static size_t
number_in_series(struct dais_str s)
{
	size_t n = 0, digits = 0;

	while (n < s.n && n < NUMBER_MAX) {
		char c = s.p[n];
		bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');

		if (!letter && !(c >= '0' && c <= '9') && !strchr("./", c))
			break;
		digits += c >= '0' && c <= '9';
		n++;
	}
	while (n > 0 && strchr("./", s.p[n - 1]))
		n--;
	return digits && n && s.p[n - 1] >= '0' && s.p[n - 1] <= '9' ? with_supplements(s, n) : 0;
}

/* The symbols in @s of the series of the document's own. */
static void
add_of_own_series(const struct reader *r, symbol_vec *v, struct dais_str s)
{
	struct dais_str series = own_series(r);

	if (!series.n)
		return;
	for (size_t at = dais_str_find(s, series, 0); at != SIZE_MAX;
	    at = dais_str_find(s, series, at + series.n)) {
		size_t n = number_in_series(dais_str_sub(s, at + series.n, s.n));

		if (n && (at == 0 || s.p[at - 1] < 'A' || s.p[at - 1] > 'Z'))
			add(r, v, at, series.n + n);
	}
}

/* Bytes of "N 405" at the start of @s: a document of a committee by its number alone; 0: none. */
static size_t
bare_number(struct dais_str s)
{
	size_t n = 1, digits;

	if (!s.n || s.p[0] != 'N')
		return 0;
	n += n < s.n && s.p[n] == ' ';
	for (digits = n; n < s.n && s.p[n] >= '0' && s.p[n] <= '9';)
		n++;
	return n > digits && n <= digits + BARE_DIGITS_MAX ? n : 0;
}

/* "CT 118/SC 3 N " of the document's own symbol "CT 118/SC 3 N 412"; empty: it is none such. */
static struct dais_str
own_committee(const struct reader *r)
{
	struct dais_str own = r->out->symbols.n ? r->out->symbols.v[0] : DAIS_STR_NONE;

	for (size_t at = own.n; at-- > 1;) {
		if (own.p[at] == 'N' && own.p[at - 1] == ' ')
			return bare_number(dais_str_sub(own, at, own.n)) == own.n - at
				   ? dais_str_sub(own, 0, at)
				   : DAIS_STR_NONE;
	}
	return DAIS_STR_NONE;
}

/* "N 405, N 406", "document N 57" and nothing else: documents of the committee. */
static void
add_bare_numbers(const struct reader *r, symbol_vec *v, struct dais_str s)
{
	struct phrase_place label;
	size_t at = 0;

	if (s.n > WHOLE_MAX || !own_committee(r).n)
		return;
	if (read_find_phrase(&r->words->document_label, s, 0, &label) && label.at == 0)
		at = label.n;
	while (at < s.n) {
		size_t n;

		while (at < s.n && strchr(" ,;", s.p[at]))
			at++;
		n = bare_number(dais_str_sub(s, at, s.n));
		if (!n || (at + n < s.n && !strchr(" ,;", s.p[at + n]))) {
			v->n = 0;
			return;
		}
		add(r, v, at, n);
		at += n;
	}
}

/* "MSC 107/3 – Report of the group": a symbol that only its place at the head of a line shows. */
static void
add_loose_head(const struct reader *r, symbol_vec *v, struct dais_str s)
{
	size_t n = read_document_head(s);

	while (n > 0 && !read_is_whole_symbol(dais_str_sub(s, 0, n)))
		n--;
	if (n)
		add(r, v, 0, n);
}

symbol_vec
read_loose_symbols(const struct reader *r, struct dais_str s)
{
	symbol_vec v = { 0 };

	add_of_own_series(r, &v, s);
	return v.n ? v : read_listed_symbols(r, s);
}

symbol_vec
read_symbols(const struct reader *r, struct dais_str s)
{
	symbol_vec v = { 0 };
	struct symbol_scan scan = { .r = r, .found = &v, .s = s };

	if (s.n <= WHOLE_MAX && read_is_whole_symbol(s)) {
		add(r, &v, 0, s.n);
		return v;
	}
	dais_text_find_references(r->lang, s, add_reference, &scan);
	if (!v.n)
		v = read_loose_symbols(r, s);
	if (!v.n)
		add_loose_head(r, &v, s);
	if (!v.n)
		add_bare_numbers(r, &v, s);
	return v;
}

size_t
read_symbol_keys(const struct reader *r, struct dais_str s, struct dais_symbol *ret, size_t max)
{
	struct dais_str committee = bare_number(s) == s.n && s.n ? own_committee(r) : DAIS_STR_NONE;
	size_t n;

	if (committee.n)
		s = dais_arena_concat(r->a, committee, s);
	/* "EB.1/2023/3-A/1" is no joint symbol, but one. */
	n = dais_text_symbol_length(s) == s.n ? 0 : dais_symbol_parse_joint(r->a, s, ret, max);

	if (!n && max && dais_symbol_of_any(s, &ret[0]))
		n = 1;
	return n;
}
