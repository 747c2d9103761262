/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/repair.h"

#include <stdlib.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* --- where words stand ---------------------------------------------------------------------- */

/* Where the lines of a text begin. */
struct text {
	struct dais_str bytes;
	DAIS_VEC(size_t) starts; /* of lines, and the end of the text */
};

static void
find_lines(struct dais_arena *a, struct dais_str bytes, struct text *ret)
{
	size_t at = 0;

	*ret = (struct text){ .bytes = bytes };
	while (at < bytes.n) {
		size_t end = dais_str_find_char(bytes, '\n', at);

		dais_vec_push(a, &ret->starts, at);
		at = end == SIZE_MAX ? bytes.n : end + 1;
	}
	dais_vec_push(a, &ret->starts, bytes.n);
}

/* Byte of 1-based @line and @column (code points), or SIZE_MAX. */
static size_t
find_place(const struct text *t, unsigned line, unsigned column)
{
	struct dais_str bytes = t->bytes;
	size_t at;

	if (!line || !column || line >= t->starts.n)
		return SIZE_MAX;
	at = t->starts.v[line - 1];
	for (unsigned c = 1; c < column; c++) {
		if (at >= bytes.n || bytes.p[at] == '\n')
			return SIZE_MAX;
		(void)dais_str_decode(bytes, &at);
	}
	return at;
}

/* Where @words, which begin at @from, end in @bytes; SIZE_MAX when other words stand there. White
 * space matches white space; a line break may also stand within a word, as in Chinese. */
static size_t
match(struct dais_str bytes, size_t from, struct dais_str words)
{
	size_t at = from;

	for (size_t i = 0; i < words.n;) {
		if (at >= bytes.n)
			return SIZE_MAX;
		if (is_space(words.p[i]) && !is_space(bytes.p[at]))
			return SIZE_MAX;
		if (is_space(bytes.p[at])) {
			if (!is_space(words.p[i]) && bytes.p[at] != '\n' && bytes.p[at] != '\r')
				return SIZE_MAX;
			while (at < bytes.n && is_space(bytes.p[at]))
				at++;
			while (i < words.n && is_space(words.p[i]))
				i++;
			continue;
		}
		if (bytes.p[at++] != words.p[i++])
			return SIZE_MAX;
	}
	return at;
}

/* --- keeping line breaks -------------------------------------------------------------------- */

/* The white space before each word but the first. */
typedef DAIS_VEC(struct dais_str) str_vec;

static void
find_gaps(struct dais_arena *a, struct dais_str s, str_vec *gaps)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;

		while (i < s.n && is_space(s.p[i]))
			i++;
		if (i > from && from > 0 && i < s.n)
			dais_vec_push(a, gaps, dais_str_sub(s, from, i));
		while (i < s.n && !is_space(s.p[i]))
			i++;
	}
}

static bool
breaks_line(struct dais_str gap)
{
	return dais_str_find_char(gap, '\n', 0) != SIZE_MAX;
}

/* @words set into the line breaks of what they replace. */
static struct dais_str
with_breaks(struct dais_arena *a, struct dais_str old, struct dais_str words)
{
	str_vec before = { NULL, 0, 0 }, gaps = { NULL, 0, 0 };
	struct dais_str lost = DAIS_STR_NONE, rest = words, word;
	DAIS_BUF_AUTO b = { 0 };
	size_t n = 0;

	find_gaps(a, old, &before);
	find_gaps(a, words, &gaps);
	for (size_t i = gaps.n; i < before.n; i++)
		lost = breaks_line(before.v[i]) ? before.v[i] : lost;
	dais_buf_init(&b, DAIS_BUF_MAX);
	while (dais_str_next(&rest, ' ', &word)) {
		if (n > 0 && n == gaps.n && lost.n)
			dais_buf_put(&b, lost);
		else if (n > 0 && n <= before.n && breaks_line(before.v[n - 1]))
			dais_buf_put(&b, before.v[n - 1]);
		else if (n > 0)
			dais_buf_put_char(&b, ' ');
		dais_buf_put(&b, word);
		n++;
	}
	return dais_buf_dup(&b, a);
}

/* --- the repairs of a file ------------------------------------------------------------------ */

static bool
overlaps(const struct dais_replacement *x, const struct dais_replacement *y)
{
	return x->from < y->to && y->from < x->to;
}

static bool
is_same(const struct dais_replacement *x, const struct dais_replacement *y)
{
	return x->from == y->from && x->to == y->to && dais_str_eq(x->words, y->words);
}

static bool
find_one(struct dais_arena *a, const struct text *t, const struct dais_edit *e,
    struct dais_replacement *ret)
{
	size_t from = find_place(t, e->place.line, e->place.column), to;

	if (from == SIZE_MAX || !e->place.text.n)
		return false;
	to = match(t->bytes, from, e->place.text);
	if (to == SIZE_MAX)
		return false;
	*ret = (struct dais_replacement){ from, to,
		with_breaks(a, dais_str_sub(t->bytes, from, to), e->words) };
	return true;
}

/* Whether @x can stand beside what is in @repair; *@ret_known when it is there already. */
static bool
fits(const struct dais_repair *repair, const struct dais_replacement *x, bool *ret_known)
{
	*ret_known = false;
	for (size_t i = 0; i < repair->list.n; i++) {
		if (is_same(&repair->list.v[i], x))
			*ret_known = true;
		else if (overlaps(&repair->list.v[i], x))
			return false;
	}
	return true;
}

static bool
add_finding(struct dais_arena *a, const struct text *t, const struct dais_diag *g,
    struct dais_repair *repair)
{
	size_t before = repair->list.n;

	for (size_t i = 0; i < g->edits.n; i++) {
		struct dais_replacement x;
		bool is_known;

		if (!find_one(a, t, &g->edits.v[i], &x) || !fits(repair, &x, &is_known)) {
			repair->list.n = before;
			return false;
		}
		if (!is_known)
			dais_vec_push(a, &repair->list, x);
	}
	return true;
}

static bool
is_of(const struct dais_diag *g, struct dais_str file)
{
	for (size_t i = 0; i < g->edits.n; i++) {
		if (!dais_str_eq(g->edits.v[i].place.file, file))
			return false;
	}
	return g->edits.n > 0;
}

static int
by_place(const void *x, const void *y)
{
	const struct dais_replacement *a = x, *b = y;

	return (a->from > b->from) - (a->from < b->from);
}

void
dais_repair_find(struct dais_arena *a, struct dais_str bytes, struct dais_str file,
    const struct dais_diags *d, struct dais_repair *ret)
{
	struct text t;

	*ret = (struct dais_repair){ 0 };
	find_lines(a, bytes, &t);
	for (size_t i = 0; i < d->list.n; i++) {
		if (!is_of(&d->list.v[i], file))
			continue;
		if (add_finding(a, &t, &d->list.v[i], ret))
			ret->mended++;
		else
			ret->refused++;
	}
	if (ret->list.n)
		qsort(ret->list.v, ret->list.n, sizeof(*ret->list.v), by_place);
}

/* Bytes [from, to), between replacements, with repairs. */
static void
put_repaired(struct dais_str bytes, const struct dais_repair *repair, size_t from, size_t to,
    struct dais_buf *out)
{
	size_t at = from;

	for (size_t i = 0; i < repair->list.n; i++) {
		const struct dais_replacement *x = &repair->list.v[i];

		if (x->from < from || x->to > to)
			continue;
		dais_buf_put(out, dais_str_sub(bytes, at, x->from));
		dais_buf_put(out, x->words);
		at = x->to;
	}
	dais_buf_put(out, dais_str_sub(bytes, at, to));
}

void
dais_repair_apply(struct dais_str bytes, const struct dais_repair *repair, struct dais_buf *out)
{
	put_repaired(bytes, repair, 0, bytes.n, out);
}

/* --- the diff ------------------------------------------------------------------------------- */

#define CONTEXT 3u

/* Lines [from, to), counted from 0, that are replaced. */
struct region {
	size_t from, to;
};

struct diff {
	struct text text;
	const struct dais_repair *repair;
	DAIS_VEC(struct region) regions;
	int64_t shift; /* lines the new text is ahead */
	struct dais_buf *out;
};

static size_t
line_of(const struct diff *d, size_t at)
{
	size_t lo = 0, hi = d->text.starts.n - 1;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (d->text.starts.v[mid] <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

static void
find_regions(struct diff *d, struct dais_arena *a)
{
	for (size_t i = 0; i < d->repair->list.n; i++) {
		const struct dais_replacement *x = &d->repair->list.v[i];
		struct region r = { line_of(d, x->from),
			line_of(d, x->to > x->from ? x->to - 1 : x->from) + 1 };

		if (d->regions.n && r.from <= d->regions.v[d->regions.n - 1].to) {
			if (r.to > d->regions.v[d->regions.n - 1].to)
				d->regions.v[d->regions.n - 1].to = r.to;
		} else {
			dais_vec_push(a, &d->regions, r);
		}
	}
}

static size_t
count_lines(struct dais_str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n + (s.n && s.p[s.n - 1] != '\n');
}

static void
put_lines(struct dais_buf *out, char mark, struct dais_str s)
{
	while (s.n) {
		size_t end = dais_str_find_char(s, '\n', 0);

		dais_buf_put_char(out, mark);
		dais_buf_put(out, dais_str_sub(s, 0, end == SIZE_MAX ? s.n : end + 1));
		if (end == SIZE_MAX) {
			dais_buf_puts(out, "\n\\ No newline at end of file\n");
			return;
		}
		s = dais_str_sub(s, end + 1, s.n);
	}
}

static struct dais_str
lines(const struct diff *d, size_t from, size_t to)
{
	return dais_str_sub(d->text.bytes, d->text.starts.v[from], d->text.starts.v[to]);
}

/* Regions [first, last) in one hunk. */
static void
put_hunk(struct diff *d, size_t first, size_t last)
{
	size_t total = d->text.starts.n - 1;
	size_t from = d->regions.v[first].from > CONTEXT ? d->regions.v[first].from - CONTEXT : 0;
	size_t to = d->regions.v[last - 1].to + CONTEXT;
	size_t at = from, n_new = 0;
	DAIS_BUF_AUTO body = { 0 };

	to = to < total ? to : total;
	dais_buf_init(&body, DAIS_BUF_MAX);
	for (size_t i = first; i < last; i++) {
		const struct region *r = &d->regions.v[i];
		DAIS_BUF_AUTO fresh = { 0 };

		dais_buf_init(&fresh, DAIS_BUF_MAX);
		put_repaired(d->text.bytes, d->repair, d->text.starts.v[r->from],
		    d->text.starts.v[r->to], &fresh);
		put_lines(&body, ' ', lines(d, at, r->from));
		put_lines(&body, '-', lines(d, r->from, r->to));
		put_lines(&body, '+', dais_buf_str(&fresh));
		n_new += r->from - at + count_lines(dais_buf_str(&fresh));
		at = r->to;
	}
	put_lines(&body, ' ', lines(d, at, to));
	n_new += to - at;
	dais_buf_printf(d->out, "@@ -%zu,%zu +%lld,%zu @@\n", from + 1, to - from,
	    (long long)from + 1 + d->shift, n_new);
	dais_buf_put(d->out, dais_buf_str(&body));
	d->shift += (int64_t)n_new - (int64_t)(to - from);
}

void
dais_repair_diff(struct dais_str bytes, struct dais_str name, const struct dais_repair *repair,
    struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct diff d = { .repair = repair, .out = out };

	if (!repair->list.n)
		return;
	find_lines(a, bytes, &d.text);
	find_regions(&d, a);
	dais_buf_printf(out, "--- %.*s\n+++ %.*s\n", DAIS_STR_ARG(name), DAIS_STR_ARG(name));
	for (size_t i = 0; i < d.regions.n;) {
		size_t k = i + 1;

		while (k < d.regions.n &&
		       d.regions.v[k].from <= d.regions.v[k - 1].to + 2 * (size_t)CONTEXT)
			k++;
		put_hunk(&d, i, k);
		i = k;
	}
}
