/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where the words of a query stand in a text, and what of it to show.
 */
#include <stdlib.h>

#include "store/search_cover.h"
#include "store/search_priv.h"

#define OPENS 0xE000u
#define CLOSES 0xE001u
#define BEFORE 60u /* columns of a snippet before the first word found */

/* A run of bytes that is found. */
struct span {
	size_t at, end;
	unsigned term;
};

struct marking {
	struct dais_arena *arena;
	const struct dais_search_terms *terms;
	unsigned small; /* terms of one Chinese character, when there are others */
	DAIS_VEC(struct span) spans;
	size_t all; /* words of the text so far */
	struct dais_search_cover cover; /* those of rows that are found */
	size_t began[DAIS_SEARCH_PIECES_MAX]; /* where the last words begin */
	/* The rows of words under way, by term: bit n when the last words are its first n + 1. */
	uint64_t rows[DAIS_SEARCH_TERMS_MAX];
};

static bool
has_prefix(struct dais_str key, struct dais_str prefix)
{
	return dais_str_has_prefix(key, prefix);
}

/* Whether @w is piece @i of @t. */
static bool
is_piece(const struct dais_search_term *t, size_t i, const struct dais_word *w)
{
	const struct dais_search_piece *p = &t->pieces.v[i];

	if (t->is_prefix && i + 1 == t->pieces.n)
		return has_prefix(w->keys[0], p->plain);
	if (dais_str_eq(w->keys[0], p->plain))
		return true;
	if (t->is_exact)
		return false;
	for (size_t k = 0; k < p->key_count; k++)
		for (size_t j = 0; j < w->key_count; j++)
			if (dais_str_eq(p->keys[k], w->keys[j]))
				return true;
	return false;
}

/* Goes on with the rows of words of term @i, of which @w may be the next, or the first. */
static void
match(struct marking *m, unsigned i, const struct dais_word *w)
{
	const struct dais_search_term *t = &m->terms->v.v[i];
	uint64_t before = m->rows[i] << 1 | 1, now = 0;
	size_t n = t->pieces.n;

	for (size_t k = 0; k < n && before >> k; k++)
		if (before >> k & 1 && is_piece(t, k, w))
			now |= (uint64_t)1 << k;
	m->rows[i] = now;
	if (now >> (n - 1) & 1) {
		size_t first = m->all - n;

		dais_search_cover_add(&m->cover, first, n);
		dais_vec_push(m->arena, &m->spans,
		    ((struct span){ m->began[first % DAIS_SEARCH_PIECES_MAX], w->at + w->n, i }));
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct span *a = x, *b = y;

	return a->at < b->at ? -1 : a->at > b->at ? 1 : a->end < b->end ? -1 : a->end > b->end;
}

/* Whether all terms to be found are in the spans that begin within a snippet of the last one. */
static bool
is_enough(const struct marking *m)
{
	unsigned seen = 0, wanted = 0;
	size_t last = m->spans.n ? m->spans.v[m->spans.n - 1].at : 0;

	for (unsigned i = 0; i < m->terms->v.n; i++)
		wanted |= m->terms->v.v[i].without ? 0 : 1u << i;
	for (size_t i = m->spans.n; i > 0 && last - m->spans.v[i - 1].at < 100; i--)
		seen |= 1u << m->spans.v[i - 1].term;
	return m->spans.n > 0 && (seen & wanted) == wanted;
}

static bool
is_han_character(const struct dais_search_term *t)
{
	struct dais_str plain = t->pieces.v[0].plain;
	size_t at = 0;
	uint32_t c = plain.n ? dais_str_decode(plain, &at) : 0;

	return t->pieces.n == 1 && at == plain.n && c >= 0x3400 && c <= 0x9FFF;
}

/* Chinese characters that are a term each, like that of an ordinal, stand everywhere: they are
 * marked beside others only. */
static unsigned
small_terms(const struct dais_search_terms *terms)
{
	unsigned small = 0, all = 0;

	for (unsigned i = 0; i < terms->v.n; i++) {
		all |= 1u << i;
		small |= is_han_character(&terms->v.v[i]) ? 1u << i : 0;
	}
	return small == all ? 0 : small;
}

/* Whether @w is any word of the terms. */
static bool
is_found(const struct dais_search_terms *terms, const struct dais_word *w)
{
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];

		for (size_t k = 0; !t->without && k < t->pieces.n; k++)
			if (is_piece(t, k, w))
				return true;
	}
	return false;
}

/* What the words of the terms begin with. */
static dais_word_letters
letters_of(const struct dais_search_terms *terms)
{
	dais_word_letters letters = 0;

	for (size_t i = 0; i < terms->v.n; i++)
		for (size_t k = 0; k < terms->v.v[i].pieces.n; k++) {
			const struct dais_search_piece *p = &terms->v.v[i].pieces.v[k];

			letters |= dais_word_letter(p->plain);
			for (size_t j = 0; j < p->key_count; j++)
				letters |= dais_word_letter(p->keys[j]);
		}
	return letters;
}

/* Finds the terms in @text. @first: up to the first place that has them all, and a snippet more. */
static void
find(
    struct marking *m, struct dais_words *words, enum dais_lang l, struct dais_str text, bool first)
{
	struct dais_word w;
	size_t stop = text.n;
	bool has_stop = false;

	dais_words_start(words, l, text);
	dais_words_seek(words, letters_of(m->terms));
	while (dais_words_next(words, &w) && w.at < stop) {
		size_t before = m->spans.n;

		m->began[m->all++ % DAIS_SEARCH_PIECES_MAX] = w.at;
		for (unsigned i = 0; i < m->terms->v.n; i++)
			if (!m->terms->v.v[i].without)
				match(m, i, &w);
		if (first && !has_stop && m->spans.n > before && is_enough(m)) {
			has_stop = true;
			stop = w.at + 4 * (size_t)DAIS_SEARCH_SNIPPET_COLUMNS;
		}
	}
	dais_words_seek(words, ~(dais_word_letters)0);
	if (m->spans.n > 1)
		qsort(m->spans.v, m->spans.n, sizeof(*m->spans.v), by_place);
}

/* ---- writing ---- */

static bool
is_space(uint32_t c)
{
	return c <= ' ' || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x7F;
}

static void
put_text(struct dais_buf *b, struct dais_str text, bool *space)
{
	size_t at = 0;

	while (at < text.n) {
		uint32_t c = dais_str_decode(text, &at);

		if (c == OPENS || c == CLOSES)
			continue;
		if (is_space(c)) {
			*space = true;
			continue;
		}
		if (*space && b->n)
			dais_buf_put_char(b, ' ');
		*space = false;
		dais_buf_put_cp(b, c);
	}
}

/* Bytes @from to @to of @text with the spans between marks; spans that touch become one. */
static struct dais_str
write_marked(const struct marking *m, struct dais_str text, size_t from, size_t to)
{
	struct dais_buf b;
	struct dais_str out;
	bool space = false;
	size_t at = from;

	dais_buf_init(&b, DAIS_BUF_MAX);
	if (from > 0)
		dais_buf_puts(&b, "…");
	for (size_t i = 0; i < m->spans.n;) {
		size_t begin = m->spans.v[i].at, end = m->spans.v[i].end;
		unsigned terms = 1u << m->spans.v[i].term;

		for (i++; i < m->spans.n && m->spans.v[i].at <= end; i++) {
			end = m->spans.v[i].end > end ? m->spans.v[i].end : end;
			terms |= 1u << m->spans.v[i].term;
		}
		if (begin < at || end > to || (terms & ~m->small) == 0)
			continue;
		put_text(&b, dais_str_sub(text, at, begin), &space);
		if (space && b.n)
			dais_buf_put_char(&b, ' ');
		space = false;
		dais_buf_put_cp(&b, OPENS);
		put_text(&b, dais_str_sub(text, begin, end), &space);
		dais_buf_put_cp(&b, CLOSES);
		at = end;
	}
	put_text(&b, dais_str_sub(text, at, to), &space);
	if (to < text.n)
		dais_buf_puts(&b, "…");
	out = dais_buf_dup(&b, m->arena);
	dais_buf_release(&b);
	return out;
}

/* Chinese says as much in half as many characters, which are twice as wide. */
static size_t
columns_of(uint32_t c)
{
	return c >= 0x2E80 && c < 0xE000 ? 2 : 1;
}

/* @n columns on from (or back from) byte @at. */
static size_t
forward(struct dais_str s, size_t at, size_t n)
{
	while (n > 0 && at < s.n) {
		size_t columns = columns_of(dais_str_decode(s, &at));

		n -= columns < n ? columns : n;
	}
	return at;
}

static size_t
back(struct dais_str s, size_t at, size_t n)
{
	while (n > 0 && at > 0) {
		size_t columns, begins;

		do
			at--;
		while (at > 0 && ((unsigned char)s.p[at] & 0xC0u) == 0x80);
		begins = at;
		columns = columns_of(dais_str_decode(s, &begins));
		n -= columns < n ? columns : n;
	}
	return at;
}

/* A little on from @at, so that no word is cut; Chinese has no spaces to wait for. */
static size_t
to_word(struct dais_str s, size_t at, bool on)
{
	size_t from = at;

	if (at == 0 || at >= s.n)
		return at;
	for (int i = 0; i < 20 && at > 0 && at < s.n; i++) {
		if (s.p[at] == ' ' || s.p[at] == '\n')
			return on ? at + 1 : at;
		at = on ? forward(s, at, 1) : back(s, at, 1);
	}
	return from;
}

/* The span at which the stretch begins that has most terms, the earliest of equals. */
static size_t
best_span(const struct marking *m, struct dais_str text)
{
	size_t best = 0, best_score = 0;

	for (size_t i = 0; i < m->spans.n; i++) {
		size_t end = forward(text, m->spans.v[i].at, DAIS_SEARCH_SNIPPET_COLUMNS - BEFORE);
		unsigned seen = 0;
		size_t score;

		for (size_t k = i; k < m->spans.n && m->spans.v[k].end <= end; k++)
			seen |= 1u << m->spans.v[k].term;
		score = (size_t)__builtin_popcount(seen);
		if (score > best_score) {
			best = i;
			best_score = score;
		}
		if (i >= 256)
			break;
	}
	return best;
}

struct dais_str
dais_search_mark(struct dais_words *words, const struct dais_search_terms *terms, enum dais_lang l,
    struct dais_str text, struct dais_arena *a)
{
	struct marking m = { .arena = a, .terms = terms, .small = small_terms(terms) };

	find(&m, words, l, dais_str_sub(text, 0, DAIS_SEARCH_SNIPPET_BYTES), false);
	return write_marked(&m, text, 0, text.n);
}

struct dais_str
dais_search_snippet(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str text, struct dais_arena *a)
{
	struct marking m = { .arena = a, .terms = terms, .small = small_terms(terms) };
	size_t from = 0, to;

	find(&m, words, l, dais_str_sub(text, 0, DAIS_SEARCH_SNIPPET_BYTES), true);
	if (m.spans.n) {
		size_t at = m.spans.v[best_span(&m, text)].at;

		from = back(text, at, BEFORE);
		from = from > 0 ? to_word(text, from, true) : 0;
		from = from > at ? at : from;
	}
	to = forward(text, from, DAIS_SEARCH_SNIPPET_COLUMNS);
	if (to == text.n && from > 0) { /* the end of a text: more of what is before */
		from = back(text, to, DAIS_SEARCH_SNIPPET_COLUMNS);
		from = from > 0 ? to_word(text, from, true) : 0;
	}
	to = to_word(text, to, false);
	return write_marked(&m, text, from, to);
}

unsigned
dais_search_coverage(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str title)
{
	struct dais_word w;
	unsigned found = 0, all = 0;

	dais_words_start(words, l, dais_str_sub(title, 0, DAIS_SEARCH_SNIPPET_BYTES));
	while (dais_words_next(words, &w)) {
		found += is_found(terms, &w);
		all++;
	}
	return all ? found * 1000 / all : 0;
}

bool
dais_search_has_all(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str title, struct dais_arena *a, unsigned *ret_coverage)
{
	struct marking m = { .arena = a, .terms = terms };
	unsigned seen = 0, wanted = 0;

	find(&m, words, l, dais_str_sub(title, 0, DAIS_SEARCH_SNIPPET_BYTES), false);
	for (unsigned i = 0; i < terms->v.n; i++)
		wanted |= terms->v.v[i].without ? 0 : 1u << i;
	for (size_t i = 0; i < m.spans.n; i++)
		seen |= 1u << m.spans.v[i].term;
	*ret_coverage = dais_search_cover_of(&m.cover, m.all);
	return (seen & wanted) == wanted;
}
