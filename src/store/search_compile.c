/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Queries in the languages of FTS5 and of tsquery.
 */
#include "store/search_id.h"
#include "store/search_tokens.h"

struct words_of {
	const char *and, *either, *without, *in_a_row;
};
static const struct words_of in_sqlite = { " AND ", " OR ", " NOT ", " " };
static const struct words_of in_postgresql = { " & ", " | ", " & !", " <-> " };

struct compiler {
	enum dais_search_engine engine;
	const struct words_of *words;
	bool is_loose;     /* words in a row by the keys of such rows, where these say as much */
	bool has_loosened; /* some are */
	struct dais_buf b;
};

static void
put_key(struct compiler *c, char sign, struct dais_str key)
{
	char quote = c->engine == DAIS_SEARCH_SQLITE ? 0 : '\'';
	bool is_behind = sign == '^' && c->engine == DAIS_SEARCH_SQLITE;

	if (quote)
		dais_buf_put_char(&c->b, quote);
	if (sign && !is_behind)
		dais_buf_put_char(&c->b, sign);
	dais_buf_put(&c->b, key);
	if (is_behind)
		dais_buf_put_char(&c->b, sign);
	if (quote)
		dais_buf_put_char(&c->b, quote);
}

/* One of the keys of @p. SQLite's tokenizer gives those that stand between U+001F as synonyms;
 * words anywhere are those of titles, too. */
static void
put_position(struct compiler *c, char sign, const struct dais_search_position *p)
{
	bool in_brackets = c->engine == DAIS_SEARCH_POSTGRESQL && p->keys.n > 1;

	if (in_brackets)
		dais_buf_put_char(&c->b, '(');
	for (size_t i = 0; i < p->keys.n; i++) {
		if (i > 0)
			dais_buf_puts(&c->b, c->engine == DAIS_SEARCH_SQLITE ? "\x1F" : " | ");
		put_key(c, sign, p->keys.v[i]);
		if (c->engine == DAIS_SEARCH_SQLITE && sign == 0) {
			dais_buf_put_char(&c->b, '\x1F');
			put_key(c, '^', p->keys.v[i]);
		}
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

/* Whether texts that are found have @t. */
static bool
is_wanted(const struct dais_search_term *t)
{
	return !t->without && !t->may_miss;
}

/* The wanted terms from @first on, every @step th of them, as one condition. */
static void
put_every(
    struct compiler *c, const struct dais_search_terms *terms, char sign, size_t first, size_t step)
{
	size_t wanted = 0;
	bool is_first = true;

	for (size_t i = 0; i < terms->v.n; i++) {
		if (!is_wanted(&terms->v.v[i]) || wanted++ % step != first)
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

static char
sign_of(enum dais_search_where where)
{
	return where == DAIS_SEARCH_TITLE ? '^' : where == DAIS_SEARCH_SYMBOL ? '$' : 0;
}

/* The terms, and nothing else. */
static void
put_terms(struct compiler *c, const struct dais_search_terms *terms, enum dais_search_where where)
{
	const char *quote = c->engine == DAIS_SEARCH_SQLITE ? "\"" : "'";

	if (where == DAIS_SEARCH_WHOLE_SYMBOL)
		dais_buf_printf(&c->b, "%s=%.*s%s", quote, DAIS_STR_ARG(terms->whole), quote);
	else
		put_every(c, terms, sign_of(where), 0, 1);
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

static void
put_facets(struct compiler *c, const struct dais_search_filter *filter)
{
	put_facet(c, 't', filter->body);
	put_facet(c, 'k', filter->kind);
	put_facet(c, 'g', filter->genre);
	put_facet(c, 'y', filter->year);
}

/* Which kind a text has, of all: search_rank() is to know where the title ends. */
static void
put_end_of_title(struct compiler *c)
{
	for (int kind = 0; kind < DAIS_SEARCH_KINDS; kind++)
		dais_buf_printf(&c->b, "%s@k%d", kind ? "\x1F" : "\"", kind);
	dais_buf_printf(&c->b, "\"%s", c->words->and);
}

/* What FTS5 is asked: the terms with what limits them. */
static struct dais_str
put_all(struct compiler *c, const struct dais_search_terms *terms, enum dais_search_where where,
    const struct dais_search_filter *filter, struct dais_arena *a)
{
	dais_buf_put_char(&c->b, '(');
	if (where == DAIS_SEARCH_ANYWHERE)
		put_end_of_title(c);
	put_terms(c, terms, where);
	put_facets(c, filter);
	dais_buf_put_char(&c->b, ')');
	if (where != DAIS_SEARCH_WHOLE_SYMBOL)
		put_unwanted(c, terms);
	return take(c, a);
}

/* ---- what GIN is asked ---- */

/* The conditions of a query, each of which GIN compares with the others text by text: of two it
 * leaps over what only one of them has, within one it does not where there are alternatives. The
 * statements of sql/ know how many there are at most. */
#define CONDITIONS 5
struct conditions {
	struct dais_str v[CONDITIONS];
	size_t n;
};

static size_t
count_wanted(const struct dais_search_terms *terms)
{
	size_t n = 0;

	for (size_t i = 0; i < terms->v.n; i++)
		n += is_wanted(&terms->v.v[i]);
	return n;
}

/* All but the span of time. */
static void
list_conditions(struct compiler *c, const struct dais_search_terms *terms,
    enum dais_search_where where, const struct dais_search_filter *filter, struct dais_arena *a,
    struct conditions *ret)
{
	size_t most = CONDITIONS - 1, wanted = count_wanted(terms);

	*ret = (struct conditions){ .n = 0 };
	put_facets(c, filter);
	if (c->b.n) {
		struct dais_str facets = take(c, a);

		ret->v[ret->n++] = dais_str_sub(facets, strlen(c->words->and), facets.n);
		most--;
	}
	if (where == DAIS_SEARCH_WHOLE_SYMBOL) {
		put_terms(c, terms, where);
		ret->v[ret->n++] = take(c, a);
		return;
	}
	most = wanted < most ? wanted : most;
	for (size_t i = 0; i < most; i++) {
		put_every(c, terms, sign_of(where), i, most);
		if (i == 0)
			put_unwanted(c, terms);
		ret->v[ret->n++] = take(c, a);
	}
}

/* Strings as a list in JSON; nothing in them is escaped there. */
static struct dais_str
list_strings(const struct dais_str *v, size_t n, struct dais_arena *a)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, (size_t)16 << 20);
	dais_buf_put_char(&b, '[');
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "%s\"%.*s\"", i ? "," : "", DAIS_STR_ARG(v[i]));
	dais_buf_put_char(&b, ']');
	DAIS_ASSERT(!dais_buf_has_failed(&b));
	return dais_buf_dup(&b, a);
}

/* The spans as alternatives of the first condition; without spans the first condition itself. */
static void
put_conditions(const struct conditions *all, const struct dais_search_part *part,
    struct dais_arena *a, struct dais_search_expression *ret)
{
	struct dais_str spans[DAIS_SEARCH_SPANS_MAX];

	DAIS_ASSERT(all->n > 0);
	for (size_t i = 0; i < part->n; i++)
		spans[i] = dais_arena_printf(
		    a, "'@%c%04u'", (char)('d' + part->spans[i].level), part->spans[i].number);
	ret->wanted = part->n ? list_strings(spans, part->n, a) : list_strings(all->v, 1, a);
	ret->also =
	    part->n ? list_strings(all->v, all->n, a) : list_strings(all->v + 1, all->n - 1, a);
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
	*ret = (struct dais_search_expression){ .also = DAIS_STR("[]") };
	if (is_sqlite) {
		ret->wanted = put_all(&c, terms, where, filter, a);
	} else {
		struct conditions all;

		list_conditions(&c, terms, where, filter, a, &all);
		put_conditions(&all, part, a, ret);
	}
	ret->is_exact = !c.has_loosened;
	c.is_loose = false;
	put_terms(&c, terms, where);
	ret->exact = take(&c, a);
	dais_buf_release(&c.b);
}
