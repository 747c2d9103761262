/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An index that was made by other rules is made again from its own texts, portion by portion and
 * from the newest on: each is a transaction of its own, so that nobody waits for minutes, and
 * whoever goes on, after an end of whatever kind, goes on where the last one was. Meanwhile the
 * newest texts are found and the others are not yet; the search says so.
 *
 * FTS5 takes a text out by the keys it was given, which nobody could tell when the rules are
 * others: the old index is emptied first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uvernum.h>

#include "store/search_id.h"
#include "store/search_put.h"
#include "store/store_priv.h"

#define TOKENS_MAX ((size_t)64 << 20)

/* What the keys of a text depend on: to be raised with every change of src/text/words*.c and
 * search_tokens.c that gives other keys. */
#define RULES 5
/* Keys of neighbours, and words of titles under their sign alone, are of SQLite's index:
 * PostgreSQL's need not be made again for them. */
#define RULES_IN_SQLITE 8

void
dais_search_putting_init(struct dais_search_putting *p, struct dais_sql *sql,
    struct dais_words *words, struct dais_arena *a)
{
	*p = (struct dais_search_putting){
		.sql = sql, .arena = a, .words = words, .engine = dais_search_engine_of(sql)
	};
	dais_map_init(&p->body_places, a);
	dais_map_init(&p->numbers, a);
	dais_buf_init(&p->tokens, TOKENS_MAX);
}

/* ---- words of the whole index ---- */

/* Those of one language. */
static bool
put_counts_of(struct dais_search_putting *p, const struct dais_search_counts *counts, int sign,
    enum dais_lang l, struct dais_err *err)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t n = 0;

	dais_buf_init(&b, TOKENS_MAX);
	dais_buf_put_char(&b, '{');
	for (size_t i = 0; i < counts->v.n; i++) {
		const struct dais_search_count *c = &counts->v.v[i];

		if (!c->is_counted || c->texts[l] == 0)
			continue;
		/* Keys are letters, figures and strokes: nothing that JSON would escape. */
		dais_buf_printf(&b, "%s\"%.*s\":%d", n++ ? "," : "", DAIS_STR_ARG(c->key),
		    sign * (int)c->texts[l]);
	}
	dais_buf_put_char(&b, '}');
	if (n == 0)
		return true;
	if (dais_buf_has_failed(&b))
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "a package has too many words for the search");
	return dais_sql_run(p->sql, DAIS_SQL_SEARCH_WORDS_ADD,
	    DAIS_SQL_ARGS(dais_sql_text(dais_buf_str(&b)), dais_sql_int(l)), NULL, err);
}

bool
dais_search_put_counts(struct dais_search_putting *p, const struct dais_search_counts *counts,
    int sign, struct dais_err *err)
{
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		if (!put_counts_of(p, counts, sign, (enum dais_lang)l, err))
			return false;
	return true;
}

/* ---- out ---- */

/* A number that no language has stands in a damaged record: the text is cut as another would be, so
 * that it is not found as it stands, and dais db verify says so. */
static enum dais_lang
language_of(int64_t n)
{
	return n >= 0 && n < DAIS_LANG_COUNT ? (enum dais_lang)n : DAIS_LANG_EN;
}

static void
read_text(const struct dais_sql_rows *r, struct dais_arena *a, struct dais_index_text *ret,
    struct dais_str *ret_facets)
{
	*ret = (struct dais_index_text){ .language = language_of(dais_sql_column_int(r, 1)),
		.title = dais_sql_column_dup(r, 2, a),
		.text = dais_sql_column_dup(r, 3, a),
		.symbols = dais_sql_column_dup(r, 4, a) };
	*ret_facets = dais_sql_column_dup(r, 5, a);
}

void
dais_search_read_facets(
    struct dais_arena *a, const struct dais_search_old *t, struct dais_search_facets *ret)
{
	struct dais_str s = t->facets, part;
	int64_t value;

	*ret = (struct dais_search_facets){ .slice = dais_search_id_slice(t->id) };
	for (int i = 0; dais_str_next(&s, ' ', &part); i++) {
		if (!dais_str_to_int(part, 0, UINT32_MAX, &value))
			continue;
		if (i == 0)
			ret->kind = (unsigned)value;
		else if (i == 1)
			ret->genre = (unsigned)value;
		else if (i == 2)
			ret->year = (int)value;
		else
			dais_vec_push(a, &ret->bodies, (unsigned)value);
	}
}

/* Reads them first: a statement does not run while rows of another are read. */
bool
dais_search_read_texts(struct dais_search_putting *p, enum dais_sql_id id, struct dais_sql_value of,
    struct dais_arena *a, dais_search_old_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(p->sql, id, DAIS_SQL_ARGS(of), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_search_old *old = dais_vec_add(a, ret);

		old->id = dais_sql_column_int(&rows, 0);
		read_text(&rows, a, &old->t, &old->facets);
	}
	return !row;
}

/* ---- state ---- */

static struct dais_str
rules_now(struct dais_sql *c, struct dais_arena *a)
{
	bool is_sqlite = dais_search_engine_of(c) == DAIS_SEARCH_SQLITE;

	return dais_arena_printf(
	    a, "%d, ICU %s", is_sqlite ? RULES_IN_SQLITE : RULES, U_ICU_VERSION);
}

bool
dais_search_state_read(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_state *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row;

	*ret = (struct dais_search_state){ .made = -1 };
	if (!dais_sql_query(c, DAIS_SQL_SEARCH_STATE, DAIS_SQL_NO_ARGS, &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return true;
	ret->is_other = !dais_str_eq(dais_sql_column(&rows, 0), rules_now(c, a));
	ret->made = dais_sql_column_int(&rows, 1);
	ret->has_texts = dais_sql_column_int(&rows, 2) > 0;
	return true;
}

/* One value of @facet, in the place of what it had. */
static bool
put_value(struct dais_sql *c, const char *facet, int64_t number, struct dais_str value,
    struct dais_err *err)
{
	struct dais_sql_value name = dais_sql_text(dais_str_from(facet));

	return dais_sql_run(c, DAIS_SQL_SEARCH_VALUES_REMOVE, DAIS_SQL_ARGS(name), NULL, err) &&
	       dais_sql_run(c, DAIS_SQL_SEARCH_VALUE_ADD,
		   DAIS_SQL_ARGS(name, dais_sql_int(number), dais_sql_text(value)), NULL, err);
}

bool
dais_search_make_begin(struct dais_search_putting *p, struct dais_err *err)
{
	struct dais_search_state state;

	if (!dais_search_state_read(p->sql, p->arena, &state, err))
		return false;
	p->is_making = state.made >= 0;
	p->made = state.made;
	if (!state.is_other)
		return true;
	if (!dais_sql_run(p->sql, DAIS_SQL_SEARCH_INDEX_EMPTY, DAIS_SQL_NO_ARGS, NULL, err) ||
	    !dais_sql_run(p->sql, DAIS_SQL_SEARCH_WORDS_EMPTY, DAIS_SQL_NO_ARGS, NULL, err) ||
	    !put_value(p->sql, "rules", 1, rules_now(p->sql, p->arena), err))
		return false;
	p->is_making = state.has_texts;
	p->made = 0;
	return !p->is_making || put_value(p->sql, "making", 0, DAIS_STR("number"), err);
}

/* ---- a portion ---- */

static bool
put_portion(struct dais_search_putting *p, const dais_search_old_vec *texts, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_search_counts counts;

	dais_search_counts_init(&counts, a);
	for (size_t i = 0; i < texts->n; i++) {
		struct dais_search_facets facets;

		dais_search_read_facets(a, &texts->v[i], &facets);
		dais_search_tokens(
		    p->words, p->engine, &texts->v[i].t, &facets, &counts, &p->tokens);
		if (!dais_sql_run(p->sql, DAIS_SQL_SEARCH_INDEX_ADD,
			DAIS_SQL_ARGS(
			    dais_sql_int(texts->v[i].id), dais_sql_text(dais_buf_str(&p->tokens))),
			NULL, err))
			return false;
	}
	return dais_search_put_counts(p, &counts, 1, err) &&
	       dais_sql_run(p->sql, DAIS_SQL_SEARCH_SETTLE, DAIS_SQL_NO_ARGS, NULL, err);
}

bool
dais_search_make_portion(struct dais_search_putting *p, size_t *ret_done, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_search_old_vec texts = { 0 };

	if (!p->is_making)
		return true;
	if (!dais_search_read_texts(
		p, DAIS_SQL_SEARCH_TEXTS_AFTER, dais_sql_int(p->made), a, &texts, err))
		return false;
	if (ret_done)
		*ret_done = texts.n;
	p->is_making = texts.n == DAIS_SEARCH_PORTION;
	p->made = texts.n ? texts.v[texts.n - 1].id : p->made;
	if (!put_portion(p, &texts, a, err))
		return false;
	return p->is_making ? put_value(p->sql, "making", p->made, DAIS_STR("number"), err)
			    : dais_sql_run(p->sql, DAIS_SQL_SEARCH_VALUES_REMOVE,
				  DAIS_SQL_ARGS(dais_sql_text(DAIS_STR("making"))), NULL, err);
}

bool
dais_search_is_behind(struct dais_store *s, bool *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_search_state state;

	*ret = false;
	if (!dais_search_state_read(dais_store_sql(s), a, &state, err))
		return false;
	*ret = state.made >= 0 || (state.is_other && state.has_texts);
	return true;
}

bool
dais_search_make(struct dais_store *s, size_t *ret_done, bool *ret_more, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_WORDS_AUTO words = dais_words_new();
	struct dais_sql *c = dais_store_sql(s);
	struct dais_search_putting p;
	bool ok, unsure;

	*ret_done = 0;
	*ret_more = false;
	if (!dais_sql_begin(c, DAIS_SQL_WRITE, err))
		return false;
	dais_search_putting_init(&p, c, words, a);
	ok = dais_search_make_begin(&p, err) && dais_search_make_portion(&p, ret_done, err);
	*ret_more = p.is_making;
	dais_buf_release(&p.tokens);
	if (ok)
		return dais_sql_commit(c, &unsure, err);
	dais_sql_rollback(c);
	return false;
}

bool
dais_search_progress(
    struct dais_store *s, uint64_t *ret_made, uint64_t *ret_all, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_sql *c = dais_store_sql(s);
	struct dais_search_state state;
	int64_t made = 0, all;

	if (!dais_search_state_read(c, a, &state, err) ||
	    !dais_sql_number(
		c, DAIS_SQL_SEARCH_TEXT_COUNT, DAIS_SQL_ARGS(dais_sql_int(INT64_MAX)), &all, err))
		return false;
	if (!state.is_other && state.made < 0)
		made = all;
	else if (!state.is_other && !dais_sql_number(c, DAIS_SQL_SEARCH_TEXT_COUNT,
					DAIS_SQL_ARGS(dais_sql_int(state.made)), &made, err))
		return false;
	*ret_made = (uint64_t)made;
	*ret_all = (uint64_t)all;
	return true;
}
