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
	/* Of a position that may be a word or its stems. */
	enum {
		BOTH,
		WORDS,
		STEMS
	} keys;
	bool is_loose;     /* words in a row by the keys of such rows, where these say as much */
	bool has_loosened; /* some are */
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

/* Whether @p may be a word, which comes first, or its stems. */
static bool
has_both(const struct dais_search_position *p)
{
	return p->prefix.n == 0 && p->keys.n > 1 && p->keys.v[0].p[0] != '~' &&
	       p->keys.v[1].p[0] == '~';
}

/* One of the keys of @p. SQLite's tokenizer gives those that stand between U+001F as synonyms. */
static void
put_position(struct compiler *c, char sign, const struct dais_search_position *p)
{
	size_t from = has_both(p) && c->keys == STEMS ? 1 : 0;
	size_t to = has_both(p) && c->keys == WORDS ? 1 : p->keys.n;
	bool in_brackets = c->engine == DAIS_SEARCH_POSTGRESQL && to - from > 1;

	if (in_brackets)
		dais_buf_put_char(&c->b, '(');
	for (size_t i = from; i < to; i++) {
		if (i > from)
			dais_buf_puts(&c->b, c->engine == DAIS_SEARCH_SQLITE ? "\x1F" : " | ");
		put_key(c, sign, p->keys.v[i]);
	}
	if (in_brackets)
		dais_buf_put_char(&c->b, ')');
}

/* Whether the words @i and @i + 1 of @t are looked for as they are typed, without stems. */
static bool
is_plain(const struct dais_search_term *t, size_t i)
{
	return t->is_exact || (t->pieces.v[i + 1].is_close && t->pieces.v[i + 1].pair.n);
}

/* The keys of the words of @t in a row; false: they do not say all that its positions say. */
static bool
put_rows(struct compiler *c, const struct dais_search_term *t)
{
	size_t n = t->pieces.n, row = n == 2 ? 2 : DAIS_SEARCH_ROW_WORDS;

	if (t->is_prefix || n < 2)
		return false;
	for (size_t i = 0; i + 1 < n; i++)
		if (!is_plain(t, i))
			return false;
	for (size_t i = 0; i + row <= n; i++) {
		struct dais_search_in_row v[DAIS_SEARCH_ROW_WORDS];
		char key[DAIS_SEARCH_ROW_BYTES];

		for (size_t k = 0; k < row; k++)
			v[k] = dais_search_in_row(t->pieces.v[i + k].plain);
		if (!dais_search_row_key(v, row, key))
			return false;
		dais_buf_printf(&c->b, "'%.*s' & ", (int)sizeof(key), key);
	}
	return true;
}

static void
put_term(struct compiler *c, char sign, const struct dais_search_term *t)
{
	bool is_sqlite = c->engine == DAIS_SEARCH_SQLITE;
	bool by_keys = false;

	dais_buf_put_char(&c->b, is_sqlite ? '"' : '(');
	if (c->is_loose && t->positions.n > 1)
		by_keys = put_rows(c, t);
	c->has_loosened = c->has_loosened || by_keys;
	for (size_t i = 0; i < t->positions.n; i++) {
		if (i)
			dais_buf_puts(&c->b, by_keys ? c->words->and : c->words->in_a_row);
		put_position(c, sign, &t->positions.v[i]);
	}
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

/* The terms, and nothing else. */
static void
put_terms(struct compiler *c, const struct dais_search_terms *terms, enum dais_search_where where)
{
	const char *quote = c->engine == DAIS_SEARCH_SQLITE ? "\"" : "'";

	if (where == DAIS_SEARCH_WHOLE_SYMBOL)
		dais_buf_printf(&c->b, "%s=%.*s%s", quote, DAIS_STR_ARG(terms->whole), quote);
	else
		put_wanted(c, terms,
		    where == DAIS_SEARCH_TITLE    ? '^'
		    : where == DAIS_SEARCH_SYMBOL ? '$'
						  : 0);
}

static struct dais_str
take(struct compiler *c, struct dais_arena *a)
{
	struct dais_str s;

	DAIS_ASSERT(!dais_buf_has_failed(&c->b));
	s = dais_buf_dup(&c->b, a);
	dais_buf_clear(&c->b);
	return s;
}

/* The languages in whose texts Latin words have the stems that are looked for, when several terms
 * may each be a word or its stems; 0: one term at most. In such a text the stems say all that the
 * words say, and in any other there are no such stems. */
static dais_lang_set
languages_of_stems(const struct dais_search_terms *terms)
{
	dais_lang_set in = 0;
	size_t n = 0;

	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];

		for (size_t k = 0; !t->without && k < t->positions.n; k++) {
			const struct dais_search_position *p = &t->positions.v[k];

			if (!has_both(p))
				continue;
			n++;
			in = p->keys.v[1].p[1] == dais_lang_letter(DAIS_LANG_FR)
				 ? DAIS_LANG_BIT(DAIS_LANG_FR)
			     : p->keys.v[1].p[1] == dais_lang_letter(DAIS_LANG_ES)
				 ? DAIS_LANG_BIT(DAIS_LANG_ES)
				 : DAIS_LANG_ALL &
				       ~(DAIS_LANG_BIT(DAIS_LANG_FR) | DAIS_LANG_BIT(DAIS_LANG_ES));
		}
	}
	return n > 1 ? in : 0;
}

/* @query of the texts of each span that are in the languages @in: two lists that are compared cost
 * less than one with several. Nothing in it is escaped in JSON. */
static void
list_spans(struct compiler *c, struct dais_buf *list, struct dais_str query, dais_lang_set in,
    const struct dais_search_part *part)
{
	for (size_t i = 0; i < part->n || i == 0; i++) {
		dais_buf_printf(list, "%c{\"in\":%u,\"query\":\"%.*s", list->n ? ',' : '[',
		    (unsigned)in, DAIS_STR_ARG(query));
		if (part->n)
			dais_buf_printf(list, "%s'@%c%04u'", c->words->and,
			    (char)('d' + part->spans[i].level), part->spans[i].number);
		dais_buf_puts(list, "\"}");
	}
}

/* The terms with what limits them. */
static struct dais_str
put_all(struct compiler *c, const struct dais_search_terms *terms, enum dais_search_where where,
    const struct dais_search_filter *filter, struct dais_arena *a)
{
	dais_buf_put_char(&c->b, '(');
	put_terms(c, terms, where);
	put_facet(c, 't', filter->body);
	put_facet(c, 'k', filter->kind);
	put_facet(c, 'g', filter->genre);
	put_facet(c, 'y', filter->year);
	dais_buf_put_char(&c->b, ')');
	c->keys = BOTH;
	if (where != DAIS_SEARCH_WHOLE_SYMBOL)
		put_unwanted(c, terms);
	return take(c, a);
}

/* What GIN is asked: of several terms, each of which may be one of several keys, it compares far
 * more than of several keys. */
static struct dais_str
put_list(struct compiler *c, const struct dais_search_terms *terms, enum dais_search_where where,
    const struct dais_search_filter *filter, const struct dais_search_part *part,
    struct dais_arena *a)
{
	DAIS_BUF_AUTO list;
	dais_lang_set stems = where == DAIS_SEARCH_WHOLE_SYMBOL ? 0 : languages_of_stems(terms);

	dais_buf_init(&list, (size_t)16 << 20);
	if (stems) {
		c->keys = STEMS;
		list_spans(c, &list, put_all(c, terms, where, filter, a), stems, part);
		c->keys = WORDS;
	}
	list_spans(c, &list, put_all(c, terms, where, filter, a), DAIS_LANG_ALL & ~stems, part);
	dais_buf_put_char(&list, ']');
	DAIS_ASSERT(!dais_buf_has_failed(&list));
	return dais_buf_dup(&list, a);
}

void
dais_search_compile(enum dais_search_engine engine, const struct dais_search_terms *terms,
    enum dais_search_where where, const struct dais_search_filter *filter,
    const struct dais_search_part *part, struct dais_arena *a, struct dais_search_expression *ret)
{
	bool is_sqlite = engine == DAIS_SEARCH_SQLITE;
	struct compiler c = { .engine = engine,
		.words = is_sqlite ? &in_sqlite : &in_postgresql,
		.is_loose = !is_sqlite };

	dais_buf_init(&c.b, (size_t)16 << 20);
	*ret = (struct dais_search_expression){
		.wanted = is_sqlite ? put_all(&c, terms, where, filter, a)
				    : put_list(&c, terms, where, filter, part, a)
	};
	ret->is_exact = !c.has_loosened;
	c.is_loose = false;
	put_terms(&c, terms, where);
	ret->exact = take(&c, a);
	dais_buf_release(&c.b);
}
