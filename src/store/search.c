/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A search: the whole symbol first, then symbols with all terms in them, then titles, then texts.
 * Every step reads the matches from the newest on and stops at a fixed number, so that what it
 * costs does not grow with how frequent a word is.
 */
#include <stdlib.h>

#include "store/search_id.h"
#include "store/search_priv.h"
#include "store/store_priv.h"

/* Matches that are counted: what PostgreSQL does for each, fetching a row, SQLite does not. */
#define COUNTED_IN_SQLITE 10000
#define COUNTED_IN_POSTGRESQL 2000
#define WINDOW 200 /* the newest of each step that are ranked among each other */
#define FEW 50     /* matches whose titles are read */

struct ranked {
	int64_t id;
	int64_t score; /* within its step: the higher the better */
};
typedef DAIS_VEC(struct ranked) ranked_vec;

struct search {
	struct dais_store *store;
	struct dais_sql *sql;
	struct dais_arena *arena;
	const struct dais_search_query *query;
	struct dais_words *words;
	enum dais_search_engine engine;
	size_t counted; /* matches, at most */
	size_t window;  /* how many of the newest are ranked */
	struct dais_search_terms terms;
	struct dais_search_filter filter;
	struct dais_search_slices slices;
	struct dais_search_slices looked; /* how far the matches were read */
	bool is_cut; /* there may be more matches than were read */
	dais_search_numbers matches; /* from the newest on; one more than are counted */
	dais_search_numbers order;   /* as they are shown */
	dais_search_numbers placed;  /* those before the last step, ascending */
};

/* ---- finding ---- */

static dais_lang_set
languages(const struct search *s)
{
	return s->query->in ? s->query->in : DAIS_LANG_ALL;
}

/* The newest matches of a step, which are ranked among each other. */
static bool
read_window(struct search *s, enum dais_search_where where, ranked_vec *ret, struct dais_err *err)
{
	const struct dais_search_wanted wanted = { &s->terms, where, &s->filter, languages(s),
		s->query->restricted, WINDOW };
	dais_search_numbers found;

	if (!dais_search_numbers_of(s->sql, &wanted, &s->slices, s->arena, &found, err))
		return false;
	for (size_t i = 0; i < found.n; i++)
		dais_vec_push(s->arena, ret, ((struct ranked){ .id = found.v[i] }));
	return true;
}

static bool
read_part(struct search *s, const struct dais_search_part *part, ranked_vec *ret_window,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	size_t all = s->query->newest_first ? 0 : s->window;
	size_t ranked = all > s->matches.n ? all - s->matches.n : 0;
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_FIND,
		DAIS_SQL_ARGS(dais_sql_text(dais_search_compile(s->engine, &s->terms,
				  DAIS_SEARCH_ANYWHERE, &s->filter, part, s->arena)),
		    dais_sql_int(languages(s)), dais_sql_int(s->query->restricted),
		    dais_sql_int((int64_t)(s->counted + 1 - s->matches.n)),
		    dais_sql_int((int64_t)ranked), dais_sql_int(part->after),
		    dais_sql_int(part->last)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		int64_t id = dais_sql_column_int(&rows, 0);

		dais_vec_push(s->arena, &s->matches, id);
		if (s->matches.n <= all)
			dais_vec_push(s->arena, ret_window,
			    ((struct ranked){ id, dais_sql_column_int(&rows, 1) }));
	}
	return !row;
}

/* The matches that are counted, the first ones with their weights: up to so many, and no more parts
 * than the page needs where a part takes long. */
static bool
read_matches(struct search *s, ranked_vec *ret_window, struct dais_err *err)
{
	struct dais_search_part part;
	size_t needed = s->query->skip + s->query->max + 1;

	s->looked = s->slices;
	s->window = WINDOW;
	if (!dais_search_slices_limit(s->sql, &s->terms, s->arena, &s->looked, err))
		return false;
	while (!(s->looked.size && s->matches.n >= needed) &&
	       dais_search_slices_next(&s->looked, s->matches.n, s->counted + 1, &part)) {
		if (!read_part(s, &part, ret_window, err))
			return false;
		/* The first part is ranked whatever page is asked for, so that pages follow on. */
		if (s->looked.size && s->window > s->matches.n)
			s->window = s->matches.n;
	}
	s->is_cut = s->matches.n > s->counted || !s->looked.ended;
	return true;
}

static bool
numbers_of_part(struct dais_sql *c, const struct dais_search_wanted *w,
    const struct dais_search_part *part, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_SEARCH_MATCH,
		DAIS_SQL_ARGS(dais_sql_text(dais_search_compile(dais_search_engine_of(c), w->terms,
				  w->where, w->filter, part, a)),
		    dais_sql_int(w->in), dais_sql_int(w->restricted),
		    dais_sql_int((int64_t)(w->max - ret->n)), dais_sql_int(part->after),
		    dais_sql_int(part->last)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_int(&rows, 0));
	return !row;
}

bool
dais_search_numbers_of(struct dais_sql *c, const struct dais_search_wanted *w,
    const struct dais_search_slices *slices, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err)
{
	struct dais_search_slices left = *slices;
	struct dais_search_part part;

	*ret = (dais_search_numbers){ 0 };
	while (dais_search_slices_next(&left, ret->n, w->max, &part))
		if (!numbers_of_part(c, w, &part, a, ret, err))
			return false;
	return true;
}

static int
by_score(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->id < b->id ? -1 : a->id > b->id;
}

static int
by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

	return a < b ? -1 : a > b;
}

static bool
is_placed(const struct search *s, int64_t id)
{
	return s->placed.n && bsearch(&id, s->placed.v, s->placed.n, sizeof(id), by_number) != NULL;
}

/* Those of a step behind those of the steps before it. */
static void
place(struct search *s, ranked_vec *step)
{
	size_t before = s->order.n;

	if (step->n > 1)
		qsort(step->v, step->n, sizeof(*step->v), by_score);
	for (size_t i = 0; i < step->n; i++)
		if (!is_placed(s, step->v[i].id))
			dais_vec_push(s->arena, &s->order, step->v[i].id);
	for (size_t i = before; i < s->order.n; i++)
		dais_vec_push(s->arena, &s->placed, s->order.v[i]);
	if (s->placed.n > 1)
		qsort(s->placed.v, s->placed.n, sizeof(*s->placed.v), by_number);
}

/* Numbers as a list in JSON. */
static struct dais_str
list_numbers(struct search *s, const int64_t *numbers, size_t n)
{
	DAIS_BUF_AUTO b;

	dais_buf_init(&b, 32 * n + 16);
	for (size_t i = 0; i < n; i++)
		dais_buf_printf(&b, "%c%lld", i ? ',' : '[', (long long)numbers[i]);
	dais_buf_puts(&b, n ? "]" : "[]");
	return dais_buf_dup(&b, s->arena);
}

/* Of @step, which is ascending, those with all terms in their titles stay, with their scores. */
static bool
score_titles(struct search *s, ranked_vec *step, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	dais_search_numbers numbers = { 0 };
	ranked_vec all = *step;
	bool row = true;

	for (size_t i = 0; i < all.n; i++)
		dais_vec_push(s->arena, &numbers, all.v[i].id);
	*step = (ranked_vec){ 0 };
	if (numbers.n == 0)
		return true;
	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_TITLES,
		DAIS_SQL_ARGS(dais_sql_text(list_numbers(s, numbers.v, numbers.n))), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		int64_t id = dais_sql_column_int(&rows, 0);
		enum dais_lang l = dais_search_id_of(id).language;
		struct dais_str title = dais_sql_column(&rows, 1);

		if (dais_search_has_all(s->words, &s->terms, l, title, s->arena))
			dais_vec_push(s->arena, step,
			    ((struct ranked){
				id, dais_search_coverage(s->words, &s->terms, l, title) }));
	}
	return !row;
}

/* The texts with all terms in the title. Of few matches the titles are read: words that are
 * frequent each but rarely stand together are not looked through again; and when a word is not
 * wanted, looking through costs most, so that only the newest are asked. */
static bool
read_titles(struct search *s, const ranked_vec *texts, ranked_vec *ret, struct dais_err *err)
{
	bool has_without = false;

	for (size_t i = 0; i < s->terms.v.n; i++)
		has_without = has_without || s->terms.v.v[i].without;
	if (s->matches.n > FEW && !has_without)
		return read_window(s, DAIS_SEARCH_TITLE, ret, err) && score_titles(s, ret, err);
	for (size_t i = 0; i < texts->n; i++)
		dais_vec_push(s->arena, ret, texts->v[i]);
	return score_titles(s, ret, err);
}

/* @texts: the newest of all matches, with their weights. */
static bool
place_by_relevance(struct search *s, ranked_vec *texts, struct dais_err *err)
{
	ranked_vec whole = { 0 }, symbols = { 0 }, titles = { 0 };

	if (s->terms.whole.n) {
		if (!read_window(s, DAIS_SEARCH_WHOLE_SYMBOL, &whole, err))
			return false;
		place(s, &whole);
	}
	if (s->terms.is_symbol) {
		if (!read_window(s, DAIS_SEARCH_SYMBOL, &symbols, err))
			return false;
		place(s, &symbols);
	}
	if (!read_titles(s, texts, &titles, err))
		return false;
	place(s, &titles);
	place(s, texts);
	return true;
}

static bool
find(struct search *s, struct dais_err *err)
{
	ranked_vec window = { 0 };
	struct dais_search_terms terms = s->terms;

	if (!read_matches(s, &window, err))
		return false;
	if (s->matches.n == 0 && dais_search_glue(&s->terms, s->arena) &&
	    !read_matches(s, &window, err))
		return false;
	if (s->matches.n == 0)
		s->terms = terms;
	if (s->matches.n > 0 && !s->query->newest_first && !place_by_relevance(s, &window, err))
		return false;
	for (size_t i = 0; i < s->matches.n; i++)
		if (!is_placed(s, s->matches.v[i]))
			dais_vec_push(s->arena, &s->order, s->matches.v[i]);
	return true;
}

/* ---- filters and prefixes ---- */

/* Numbers of the facets asked for; *@ret_any false: the index has no such value. */
static bool
read_filter(struct search *s, bool *ret_any, struct dais_err *err)
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

/* Whether texts that have @x have @y: both are one word with the same stem, or the same word. */
static bool
implies(const struct dais_search_term *x, const struct dais_search_term *y)
{
	const struct dais_search_position *p = &x->positions.v[0], *q = &y->positions.v[0];
	size_t same = 0;

	if (x->is_prefix || y->is_prefix || x->positions.n != 1 || y->positions.n != 1)
		return false;
	for (size_t i = 0; i < p->keys.n; i++)
		for (size_t k = 0; k < q->keys.n; k++)
			if (dais_str_eq(p->keys.v[i], q->keys.v[k])) {
				if (p->keys.v[i].p[0] == '~')
					return true;
				same++;
			}
	return same == p->keys.n;
}

/* Whether a word is wanted and not wanted at once ("les -le"): an index reads all its matches to
 * find none. */
static bool
contradicts_itself(const struct dais_search_terms *terms)
{
	for (size_t i = 0; i < terms->v.n; i++)
		for (size_t k = 0; k < terms->v.n; k++)
			if (!terms->v.v[i].without && terms->v.v[k].without &&
			    implies(&terms->v.v[i], &terms->v.v[k]))
				return true;
	return false;
}

bool
dais_search_expand(
    struct dais_sql *c, struct dais_search_terms *terms, struct dais_arena *a, struct dais_err *err)
{
	int64_t prefixes = 0;

	for (size_t i = 0; i < terms->v.n; i++)
		prefixes += terms->v.v[i].is_prefix;
	for (size_t i = 0; i < terms->v.n; i++) {
		struct dais_search_term *t = &terms->v.v[i];
		struct dais_search_position *p = &t->positions.v[t->positions.n - 1];
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = true;

		if (!t->is_prefix)
			continue;
		if (!dais_sql_query(c, DAIS_SQL_SEARCH_WORDS_LIKE,
			DAIS_SQL_ARGS(dais_sql_text(p->prefix),
			    dais_sql_text(
				dais_arena_concat(a, p->prefix, DAIS_STR("\xF4\x8F\xBF\xBD"))),
			    dais_sql_int(DAIS_SEARCH_PREFIX_SCANNED / prefixes),
			    dais_sql_int(DAIS_SEARCH_PREFIX_WORDS / prefixes)),
			&rows, err))
			return false;
		while (dais_sql_next(&rows, &row, err) && row)
			dais_vec_push(a, &p->keys, dais_sql_column_dup(&rows, 0, a));
		if (row)
			return false;
		if (p->keys.n == 0) /* finds nothing, and is a query still */
			dais_vec_push(a, &p->keys, p->prefix);
	}
	return true;
}

/* ---- what is shown ---- */

static void
read_hit(struct search *s, const struct dais_sql_rows *row, struct dais_search_hit *h)
{
	struct dais_search_id id = dais_search_id_of(dais_sql_column_int(row, 0));
	struct dais_arena *a = s->arena;

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
read_hits(struct search *s, const int64_t *numbers, size_t n, struct dais_search_result *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;
	size_t found = 0;

	if (n == 0)
		return true;
	for (size_t i = 0; i < n; i++)
		(void)dais_vec_add(s->arena, &ret->hits);
	if (!dais_sql_query(s->sql, DAIS_SQL_SEARCH_TEXTS,
		DAIS_SQL_ARGS(dais_sql_text(list_numbers(s, numbers, n))), &rows, err))
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
count(struct search *s, struct dais_search_result *ret, struct dais_err *err)
{
	ret->total = s->order.n < s->counted ? s->order.n : s->counted;
	ret->total_is_more = s->matches.n > 0 && s->is_cut;
	if (!ret->total_is_more)
		return true;
	if (s->looked.v.n == 0 && !dais_search_slices_read(s->sql, s->arena, &s->looked, err))
		return false;
	ret->about = (size_t)dais_search_slices_estimate(&s->looked, s->matches.n,
	    s->matches.n > s->counted ? s->matches.v[s->matches.n - 1] : s->looked.after);
	return true;
}

static bool
search(struct search *s, struct dais_search_result *ret, struct dais_err *err)
{
	const struct dais_search_query *q = s->query;
	bool any;

	if (!dais_sql_run(s->sql, DAIS_SQL_SEARCH_BEGIN, DAIS_SQL_NO_ARGS, NULL, err))
		return false;
	if (!read_filter(s, &any, err))
		return false;
	if (!any || contradicts_itself(&s->terms))
		return true;
	if (!dais_search_expand(s->sql, &s->terms, s->arena, err) ||
	    !dais_search_slices_begin(s->sql, s->arena, &s->slices, err) || !find(s, err))
		return false;
	if (!count(s, ret, err))
		return false;
	if (q->skip < ret->total &&
	    !read_hits(s, &s->order.v[q->skip],
		ret->total - q->skip < q->max ? ret->total - q->skip : q->max, ret, err))
		return false;
	if (s->order.n == 0)
		return dais_search_mean(
		    s->sql, s->words, q, &s->filter, &s->slices, &s->terms, s->arena, ret, err);
	return dais_search_count_facets(s->sql, s->matches.v,
	    s->matches.n > s->counted ? s->counted : s->matches.n, s->arena, ret, err);
}

bool
dais_search(struct dais_store *store, const struct dais_search_query *q, struct dais_arena *a,
    struct dais_search_result *ret, struct dais_err *err)
{
	DAIS_WORDS_AUTO words = dais_words_new();
	struct dais_sql *sql = dais_store_sql(store);
	struct search s = { .store = store,
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
