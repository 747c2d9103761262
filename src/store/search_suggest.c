/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Suggestions while a reader types: symbols that begin so, titles with all the words in them; and
 * symbols with the parts of one that nothing has.
 */
#include <stdlib.h>

#include "store/search_id.h"
#include "store/search_priv.h"
#include "store/store_priv.h"

#define LOOKED_AT 50 /* the newest matches */

struct suggesting {
	struct dais_sql *sql;
	struct dais_arena *arena;
	struct dais_words *words;
	struct dais_search_terms terms;
	struct dais_search_slices slices;
	struct dais_str whole; /* what is typed, as the words of a symbol */
	enum dais_lang language;
	bool restricted;
	size_t max;
	dais_search_suggestion_vec *ret;
};

/* The words of @s with a stroke between, as whole symbols are compared. */
static struct dais_str
join_words(struct suggesting *s, struct dais_str symbol)
{
	struct dais_buf b;
	struct dais_str joined;
	struct dais_word w;

	dais_buf_init(&b, 4096);
	dais_buf_puts(&b, "");
	dais_words_start(s->words, s->language, symbol);
	while (dais_words_next(s->words, &w)) {
		if (b.n)
			dais_buf_put_char(&b, '/');
		dais_buf_put(&b, w.keys[0]);
	}
	joined = dais_buf_dup(&b, s->arena);
	dais_buf_release(&b);
	return joined;
}

static void
add(struct suggesting *s, struct dais_str words, bool is_symbol)
{
	for (size_t i = 0; i < s->ret->n; i++)
		if (dais_str_eq(s->ret->v[i].words, words))
			return;
	if (s->ret->n < s->max)
		dais_vec_push(s->arena, s->ret,
		    ((struct dais_search_suggestion){
			dais_arena_dup(s->arena, words), is_symbol }));
}

/* Reads the matches and gives each to @fn. */
static bool
each(struct suggesting *s, enum dais_search_where where, dais_lang_set in,
    void (*fn)(struct suggesting *s, const struct dais_sql_rows *row), struct dais_err *err)
{
	static const struct dais_search_filter none;
	const struct dais_search_wanted wanted = { &s->terms, where, &none, in, s->restricted,
		LOOKED_AT };
	dais_search_numbers found;

	if (!dais_search_numbers_of(s->sql, &wanted, &s->slices, s->arena, &found, err))
		return false;
	for (size_t i = 0; i < found.n && s->ret->n < s->max; i++) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row;

		if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_TEXT,
			DAIS_SQL_ARGS(dais_sql_int(found.v[i])), &rows, err) ||
		    !dais_sql_next(&rows, &row, err))
			return false;
		if (row)
			fn(s, &rows);
	}
	return true;
}

static void
add_symbols(struct suggesting *s, const struct dais_sql_rows *row)
{
	struct dais_str symbols = dais_sql_column(row, 5), symbol;

	while (dais_str_next(&symbols, ' ', &symbol))
		if (symbol.n && dais_str_has_prefix(join_words(s, symbol), s->whole))
			add(s, symbol, true);
}

static void
add_all_symbols(struct suggesting *s, const struct dais_sql_rows *row)
{
	struct dais_str symbols = dais_sql_column(row, 5), symbol;

	while (dais_str_next(&symbols, ' ', &symbol))
		if (symbol.n)
			add(s, symbol, true);
}

static void
add_title(struct suggesting *s, const struct dais_sql_rows *row)
{
	add(s, dais_sql_column(row, 3), false);
}

/* Reads @typed; nothing to be searched for: no terms. */
static bool
read_words(struct suggesting *s, struct dais_str typed, struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;

	return !dais_search_parse(
		   s->words, s->language, DAIS_LANG_ALL, typed, s->arena, &s->terms, &none) ||
	       dais_search_expand(s->sql, &s->terms, s->arena, err);
}

static bool
suggest(struct suggesting *s, struct dais_str typed, struct dais_err *err)
{
	/* The last word is still being typed. */
	if (!read_words(s, dais_arena_concat(s->arena, dais_str_trim(typed), DAIS_STR("*")), err))
		return false;
	if (s->terms.v.n == 0)
		return true;
	s->whole = join_words(s, typed);
	return dais_search_slices_begin(s->sql, s->arena, &s->slices, err) &&
	       each(s, DAIS_SEARCH_SYMBOL, DAIS_LANG_ALL, add_symbols, err) &&
	       each(s, DAIS_SEARCH_TITLE, DAIS_LANG_BIT(s->language), add_title, err);
}

static bool
find_symbols(struct suggesting *s, struct dais_str part, struct dais_err *err)
{
	return read_words(s, part, err) &&
	       (s->terms.v.n == 0 ||
		   (dais_search_slices_begin(s->sql, s->arena, &s->slices, err) &&
		       each(s, DAIS_SEARCH_SYMBOL, DAIS_LANG_ALL, add_all_symbols, err)));
}

/* Runs @fn for @typed in a transaction of its own. */
static bool
run(struct suggesting *s, struct dais_str typed,
    bool (*fn)(struct suggesting *s, struct dais_str typed, struct dais_err *err),
    struct dais_err *err)
{
	bool alone = !dais_sql_in_transaction(s->sql), ok;

	typed = dais_str_sub(typed, 0, DAIS_SEARCH_BYTES_MAX - 1);
	if (dais_str_count(dais_str_trim(typed)) < 2)
		return true;
	if (alone && !dais_sql_begin(s->sql, DAIS_SQL_READ, err))
		return false;
	ok = dais_sql_run(s->sql, DAIS_SQL_SEARCH_BEGIN, DAIS_SQL_NO_ARGS, NULL, err) &&
	     fn(s, typed, err);
	if (alone)
		dais_sql_rollback(s->sql);
	return ok;
}

static struct suggesting
begin(struct dais_store *store, enum dais_lang l, bool restricted, size_t max, struct dais_arena *a,
    dais_search_suggestion_vec *found)
{
	*found = (dais_search_suggestion_vec){ 0 };
	return (struct suggesting){ .sql = dais_store_sql(store),
		.arena = a,
		.words = dais_search_words(store),
		.language = l,
		.restricted = restricted,
		.max = max < 20 ? max : 20,
		.ret = found };
}

bool
dais_search_suggest(struct dais_store *store, struct dais_str typed, enum dais_lang l,
    bool restricted, size_t max, struct dais_arena *a, dais_search_suggestion_vec *ret,
    struct dais_err *err)
{
	dais_search_suggestion_vec found;
	struct suggesting s = begin(store, l, restricted, max, a, &found);

	if (!run(&s, typed, suggest, err))
		return false;
	*ret = found;
	return true;
}

bool
dais_search_symbols(struct dais_store *store, struct dais_str part, enum dais_lang l, size_t max,
    struct dais_arena *a, dais_search_suggestion_vec *ret, struct dais_err *err)
{
	dais_search_suggestion_vec found;
	struct suggesting s = begin(store, l, false, max, a, &found);

	if (!run(&s, part, find_symbols, err))
		return false;
	*ret = found;
	return true;
}
