/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols of documents in a text: those that follow the grammar, joint ones as a whole, and those
 * of any organization where the text shows that they are symbols (src/text/refer.h).
 */
#include <stdlib.h>

#include "read/text/build_priv.h"
#include "text/refer.h"

#define LISTED_MAX 400u /* bytes */

struct symbol_scan {
	const struct reader *r;
	symbol_vec *found;
	struct dais_str s;
};

static void
add(const struct reader *r, symbol_vec *v, size_t at, size_t n)
{
	*dais_vec_add(r->a, v) = (struct symbol_place){ at, n };
}

static bool
overlaps(const symbol_vec *v, size_t at, size_t n)
{
	for (size_t i = 0; i < v->n; i++) {
		if (at < v->v[i].at + v->v[i].n && v->v[i].at < at + n)
			return true;
	}
	return false;
}

static void
add_reference(void *ctx, const struct dais_reference *f)
{
	struct symbol_scan *s = ctx;

	if (f->kind == DAIS_REFERENCE_SYMBOL && !overlaps(s->found, f->name_at, f->name_n))
		add(s->r, s->found, f->name_at, f->name_n);
}

/* Symbols that follow the grammar. */
static void
find_by_grammar(const struct reader *r, struct dais_str s, symbol_vec *v)
{
	for (size_t i = 0; i < s.n; i++) {
		bool inside = i > 0 && ((unsigned char)s.p[i - 1] > ' ') && s.p[i - 1] != '(' &&
			      s.p[i - 1] != '[' && (unsigned char)s.p[i - 1] < 0x80;
		size_t n;

		if (s.p[i] < 'A' || s.p[i] > 'Z' || inside)
			continue;
		n = dais_symbol_match(dais_str_sub(s, i, i + 300));
		if (n) {
			add(r, v, i, n);
			i += n - 1;
		}
	}
}

/* "FP 7/1; FP 7/3-Add.1": nothing but symbols, marks between them. */
static void
find_listed(const struct reader *r, struct dais_str s, symbol_vec *v)
{
	size_t from = 0;

	for (size_t i = 0; i <= s.n && s.n < LISTED_MAX; i++) {
		struct dais_str part;

		if (i < s.n && s.p[i] != ';' && s.p[i] != ',')
			continue;
		part = dais_str_trim(dais_str_sub(s, from, i));
		if (!part.n || !read_is_whole_symbol(part)) {
			v->n = 0;
			return;
		}
		add(r, v, (size_t)(part.p - s.p), part.n);
		from = i + 1;
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct symbol_place *a = x, *b = y;

	return (a->at > b->at) - (a->at < b->at);
}

symbol_vec
read_symbols(const struct reader *r, struct dais_str s)
{
	struct symbol_scan scan = { .r = r, .s = s };
	symbol_vec v = { 0 };

	scan.found = &v;
	if (dais_str_find_char(s, '/', 0) == SIZE_MAX)
		return v;
	find_by_grammar(r, s, &v);
	dais_text_find_references(r->lang, s, add_reference, &scan);
	if (!v.n)
		find_listed(r, s, &v);
	if (v.n > 1)
		qsort(v.v, v.n, sizeof(v.v[0]), by_place);
	return v;
}

size_t
read_symbol_keys(const struct reader *r, struct dais_str s, struct dais_symbol *ret, size_t max)
{
	size_t n = dais_symbol_parse_joint(r->a, s, ret, max);

	if (!n && max && dais_symbol_of_any(s, &ret[0]))
		n = 1;
	return n;
}
