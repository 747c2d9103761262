/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Symbols of documents in a text: those that follow the grammar, joint ones as a whole, and those
 * of any organization where the text shows that they are symbols (src/text/refer.h).
 */
#include "read/text/build_priv.h"
#include "text/refer.h"

#define LISTED_MAX 400u /* bytes */
#define JOINT_MAX 300u

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

symbol_vec
read_symbols(const struct reader *r, struct dais_str s)
{
	symbol_vec v = { 0 };
	struct symbol_scan scan = { .r = r, .found = &v, .s = s };

	if (dais_str_find_char(s, '/', 0) == SIZE_MAX)
		return v;
	dais_text_find_references(r->lang, s, add_reference, &scan);
	return v.n ? v : read_listed_symbols(r, s);
}

size_t
read_symbol_keys(const struct reader *r, struct dais_str s, struct dais_symbol *ret, size_t max)
{
	size_t n = dais_symbol_parse_joint(r->a, s, ret, max);

	if (!n && max && dais_symbol_of_any(s, &ret[0]))
		n = 1;
	return n;
}
