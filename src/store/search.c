/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A search from what is typed to what is shown.
 */
#include <stdlib.h>

#include "store/search_id.h"
#include "store/search_priv.h"
#include "store/store_priv.h"

/* Matches that are counted: what PostgreSQL does for each, fetching a row, SQLite does not. */
#define COUNTED_IN_SQLITE 10000
#define COUNTED_IN_POSTGRESQL 2000

/* Numbers of the facets asked for; *@ret_any false: the index has no such value. */
static bool
read_filter(struct dais_search_run *s, bool *ret_any, struct dais_err *err)
{
	const struct {
		const char *facet;
		struct dais_str value;
		unsigned *number;
	} v[] = { { "body", s->query->body, &s->filter.body },
		{ "kind", s->query->kind, &s->filter.kind },
		{ "genre", s->query->genre, &s->filter.genre } };

	*ret_any = true;
	s->filter.year = s->query->year;
	for (size_t i = 0; i < sizeof(v) / sizeof(*v); i++) {
		if (v[i].value.n == 0)
			continue;
		if (!dais_search_value_number(s->sql, v[i].facet, v[i].value, v[i].number, err))
			return false;
		*ret_any = *ret_any && *v[i].number > 0;
	}
	return true;
}

/* ---- what is shown ---- */

struct dais_str
dais_search_list_numbers(struct dais_arena *a, const int64_t *numbers, size_t n)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, 32 * n + 16);
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "%c%lld", i ? ',' : '[', (long long)numbers[i]);
	dais_buf_puts(&b, n ? "]" : "[]");
	return dais_buf_dup(&b, a);
}

static void
read_hit(struct dais_search_run *s, const struct dais_sql_rows *row, struct dais_search_hit *h)
{
	struct dais_search_id id = dais_search_id_of(dais_sql_column_int(row, 0));
	struct dais_arena *a = s->arena;

	h->number = dais_sql_column_int(row, 0);
	h->package = dais_sql_column_dup(row, 1, a);
	h->kind = dais_sql_column_dup(row, 2, a);
	h->id = dais_sql_column_dup(row, 3, a);
	h->title = dais_search_mark(s->words, &s->terms, id.language, dais_sql_column(row, 4), a);
	h->snippet =
	    dais_search_snippet(s->words, &s->terms, id.language, dais_sql_column(row, 5), a);
	h->symbols = dais_sql_column_dup(row, 6, a);
	h->body = dais_sql_column_dup(row, 7, a);
	h->genre = dais_sql_column_dup(row, 8, a);
	h->language = id.language;
	h->year = id.date.year;
}

/* The texts with these numbers, in their order. */
static bool
read_hits(struct dais_search_run *s, const int64_t *numbers, size_t n,
    struct dais_search_result *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;
	size_t found = 0;

	if (n == 0)
		return true;
	for (size_t i = 0; i < n; i++)
		(void)dais_vec_add(s->arena, &ret->hits);
	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_TEXTS,
		DAIS_SQL_ARGS(dais_sql_text(dais_search_list_numbers(s->arena, numbers, n))), &rows,
		err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		int64_t id = dais_sql_column_int(&rows, 0);

		for (size_t i = 0; i < n; i++)
			if (numbers[i] == id)
				read_hit(s, &rows, &ret->hits.v[i]);
		found++;
	}
	if (row)
		return false;
	return found == n ||
	       dais_err_set(err, DAIS_ERR_INTERNAL,
		   "the search and its texts differ: `dais db rebuild` makes them again");
}

/* How many there are: as many as were read, and about how many more. */
static bool
count(struct dais_search_run *s, struct dais_search_result *ret, struct dais_err *err)
{
	ret->total = s->order.n < s->counted ? s->order.n : s->counted;
	ret->total_is_more = s->matches.n > 0 && s->is_cut;
	if (!ret->total_is_more)
		return true;
	if (s->looked.v.n == 0 && !dais_search_slices_read(s->sql, s->arena, &s->looked, err))
		return false;
	ret->about = (size_t)dais_search_slices_estimate(&s->looked, s->matches.n, s->read_to);
	return true;
}

static bool
search(struct dais_search_run *s, struct dais_search_result *ret, struct dais_err *err)
{
	const struct dais_search_query *q = s->query;
	bool any;

	if (!dais_sql_run(s->sql, DAIS_SQL_SEARCH_BEGIN, DAIS_SQL_NO_ARGS, NULL, err))
		return false;
	if (!read_filter(s, &any, err))
		return false;
	if (!any || dais_search_contradicts_itself(&s->terms))
		return true;
	if (!dais_search_expand(s->sql, &s->terms, s->arena, err) ||
	    !dais_search_slices_begin(s->sql, s->arena, &s->slices, err) ||
	    !dais_search_find(s, err))
		return false;
	if (!count(s, ret, err))
		return false;
	ret->skipped = q->newest_first && q->after ? dais_search_up_to(s, q->after) : q->skip;
	if (ret->skipped < ret->total &&
	    !read_hits(s, &s->order.v[ret->skipped],
		ret->total - ret->skipped < q->max ? ret->total - ret->skipped : q->max, ret, err))
		return false;
	if (s->order.n == 0 && q->as_asked)
		return true;
	if (s->order.n == 0)
		return dais_search_mean(
		    s->sql, s->words, q, &s->filter, &s->slices, &s->terms, s->arena, ret, err);
	return dais_search_count_facets(s->sql, s->matches.v,
	    s->matches.n > s->counted ? s->counted : s->matches.n, q->year != 0, s->arena, ret,
	    err);
}

struct dais_words *
dais_search_words(struct dais_store *s)
{
	s->words = s->words ? s->words : dais_words_new();
	return s->words;
}

bool
dais_search(struct dais_store *store, const struct dais_search_query *q, struct dais_arena *a,
    struct dais_search_result *ret, struct dais_err *err)
{
	struct dais_words *words = dais_search_words(store);
	struct dais_sql *sql = dais_store_sql(store);
	struct dais_search_run s = { .store = store,
		.sql = sql,
		.arena = a,
		.query = q,
		.words = words,
		.engine = dais_search_engine_of(sql) };
	struct dais_search_result result = { .total = 0 };
	bool alone = !dais_sql_in_transaction(sql), ok;

	s.counted = s.engine == DAIS_SEARCH_SQLITE ? COUNTED_IN_SQLITE : COUNTED_IN_POSTGRESQL;
	DAIS_ASSERT(q->max >= 1 && q->max <= DAIS_SEARCH_MAX);
	if (!dais_search_parse(words, q->language, q->in, q->words, a, &s.terms, err))
		return false;
	result.understood = s.terms.understood;
	if (alone && !dais_sql_begin(sql, DAIS_SQL_READ, err))
		return false;
	ok = search(&s, &result, err);
	ok = ok && dais_search_is_behind(store, &result.is_partial, err);
	if (alone)
		dais_sql_rollback(sql);
	if (ok)
		*ret = result;
	return ok;
}
