/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Queries in the languages of FTS5 and of tsquery.
 */
#include "store/search_tokens.h"

struct words_of {
	const char *and, *either, *without, *in_a_row;
};
static const struct words_of in_sqlite = { " AND ", " OR ", " NOT ", " " };
static const struct words_of in_postgresql = { " & ", " | ", " & !", " <-> " };

struct compiler {
	enum dais_search_engine engine;
	const struct words_of *words;
	struct dais_buf b;
};

static void
put_key(struct compiler *c, char sign, struct dais_str key)
{
	char quote = c->engine == DAIS_SEARCH_SQLITE ? 0 : '\'';

	if (quote)
		dais_buf_put_char(&c->b, quote);
	if (sign)
		dais_buf_put_char(&c->b, sign);
	dais_buf_put(&c->b, key);
	if (quote)
		dais_buf_put_char(&c->b, quote);
}

/* One of the keys of @p. SQLite's tokenizer gives those that stand between U+001F as synonyms. */
static void
put_position(struct compiler *c, char sign, const struct dais_search_position *p)
{
	bool in_brackets = c->engine == DAIS_SEARCH_POSTGRESQL && p->keys.n > 1;

	if (in_brackets)
		dais_buf_put_char(&c->b, '(');
	for (size_t i = 0; i < p->keys.n; i++) {
		if (i)
			dais_buf_puts(&c->b, c->engine == DAIS_SEARCH_SQLITE ? "\x1F" : " | ");
		put_key(c, sign, p->keys.v[i]);
	}
	if (in_brackets)
		dais_buf_put_char(&c->b, ')');
}

/* Words in a row have the keys of their neighbours, too: what PostgreSQL looks up in its index,
 * which does not know where words stand. */
static void
put_neighbours(struct compiler *c, const struct dais_search_term *t)
{
	char key[DAIS_SEARCH_NEIGHBOURS_BYTES];
	size_t n = t->pieces.n - (t->is_prefix && t->pieces.n > 0);

	for (size_t i = 0; i + 1 < n && t->is_exact; i++) {
		const struct dais_search_piece *next = &t->pieces.v[i + 1];

		if (!(next->is_close && next->pair.n) &&
		    dais_search_neighbours(t->pieces.v[i].plain, next->plain, key))
			dais_buf_printf(&c->b, " & '%.*s'", (int)sizeof(key), key);
	}
}

static void
put_term(struct compiler *c, char sign, const struct dais_search_term *t)
{
	bool is_sqlite = c->engine == DAIS_SEARCH_SQLITE;

	dais_buf_put_char(&c->b, is_sqlite ? '"' : '(');
	for (size_t i = 0; i < t->positions.n; i++) {
		if (i)
			dais_buf_puts(&c->b, c->words->in_a_row);
		put_position(c, sign, &t->positions.v[i]);
	}
	if (!is_sqlite)
		put_neighbours(c, t);
	dais_buf_put_char(&c->b, is_sqlite ? '"' : ')');
}

static void
put_facet(struct compiler *c, char facet, int64_t value)
{
	bool is_sqlite = c->engine == DAIS_SEARCH_SQLITE;

	if (value == 0)
		return;
	dais_buf_puts(&c->b, c->words->and);
	dais_buf_printf(&c->b, is_sqlite ? "\"@%c%lld\"" : "'@%c%lld'", facet, (long long)value);
}

static void
put_wanted(struct compiler *c, const struct dais_search_terms *terms, char sign)
{
	bool is_first = true;

	for (size_t i = 0; i < terms->v.n; i++) {
		if (terms->v.v[i].without)
			continue;
		if (!is_first)
			dais_buf_puts(&c->b, c->words->and);
		put_term(c, sign, &terms->v.v[i]);
		is_first = false;
	}
}

static void
put_unwanted(struct compiler *c, const struct dais_search_terms *terms)
{
	bool is_first = true;

	for (size_t i = 0; i < terms->v.n; i++) {
		if (!terms->v.v[i].without)
			continue;
		dais_buf_puts(&c->b, is_first ? c->words->without : c->words->either);
		if (is_first)
			dais_buf_put_char(&c->b, '(');
		put_term(c, 0, &terms->v.v[i]);
		is_first = false;
	}
	if (!is_first)
		dais_buf_put_char(&c->b, ')');
}

static void
put_slices(struct compiler *c, const struct dais_search_part *part)
{
	for (size_t i = 0; i < part->n; i++) {
		dais_buf_puts(&c->b, i ? c->words->either : c->words->and);
		dais_buf_printf(&c->b, "%s'" DAIS_SEARCH_SLICE_KEY "%04u'", i ? "" : "(",
		    part->slices[i].number);
	}
	if (part->n)
		dais_buf_put_char(&c->b, ')');
}

struct dais_str
dais_search_compile(enum dais_search_engine engine, const struct dais_search_terms *terms,
    enum dais_search_where where, const struct dais_search_filter *filter,
    const struct dais_search_part *part, struct dais_arena *a)
{
	struct compiler c = { .engine = engine,
		.words = engine == DAIS_SEARCH_SQLITE ? &in_sqlite : &in_postgresql };
	struct dais_str expression;

	dais_buf_init(&c.b, (size_t)1 << 20);
	dais_buf_put_char(&c.b, '(');
	if (where == DAIS_SEARCH_WHOLE_SYMBOL) {
		const char *quote = engine == DAIS_SEARCH_SQLITE ? "\"" : "'";

		dais_buf_printf(&c.b, "%s=%.*s%s", quote, DAIS_STR_ARG(terms->whole), quote);
	} else {
		put_wanted(&c, terms,
		    where == DAIS_SEARCH_TITLE    ? '^'
		    : where == DAIS_SEARCH_SYMBOL ? '$'
						  : 0);
	}
	put_facet(&c, 't', filter->body);
	put_facet(&c, 'k', filter->kind);
	put_facet(&c, 'g', filter->genre);
	put_facet(&c, 'y', filter->year);
	dais_buf_put_char(&c.b, ')');
	if (where != DAIS_SEARCH_WHOLE_SYMBOL)
		put_unwanted(&c, terms);
	put_slices(&c, part);
	DAIS_ASSERT(!dais_buf_has_failed(&c.b));
	expression = dais_buf_dup(&c.b, a);
	dais_buf_release(&c.b);
	return expression;
}
