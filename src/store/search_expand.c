/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is known of terms before anything is found: words that a prefix stands for, terms that
 * contradict each other or say the same, rows of words that the index has keys of.
 */
#include "store/search_priv.h"

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

bool
dais_search_contradicts_itself(const struct dais_search_terms *terms)
{
	for (size_t i = 0; i < terms->v.n; i++)
		for (size_t k = 0; k < terms->v.n; k++)
			if (!terms->v.v[i].without && terms->v.v[k].without &&
			    implies(&terms->v.v[i], &terms->v.v[k]))
				return true;
	return false;
}

/* Whether @x and @y find the same: the same keys at the same positions. */
static bool
is_same(const struct dais_search_term *x, const struct dais_search_term *y)
{
	if (x->without != y->without || x->is_prefix != y->is_prefix ||
	    x->positions.n != y->positions.n)
		return false;
	for (size_t i = 0; i < x->positions.n; i++) {
		const struct dais_search_position *p = &x->positions.v[i], *q = &y->positions.v[i];

		if (p->keys.n != q->keys.n || !dais_str_eq(p->prefix, q->prefix))
			return false;
		for (size_t k = 0; k < p->keys.n; k++)
			if (!dais_str_eq(p->keys.v[k], q->keys.v[k]))
				return false;
	}
	return true;
}

void
dais_search_drop_repeated(struct dais_search_terms *terms)
{
	size_t n = 0;

	for (size_t i = 0; i < terms->v.n; i++) {
		bool is_repeated = false;

		for (size_t k = 0; k < n; k++)
			is_repeated = is_repeated || is_same(&terms->v.v[k], &terms->v.v[i]);
		if (!is_repeated)
			terms->v.v[n++] = terms->v.v[i];
	}
	terms->v.n = n;
}

/* The key of the pieces @i and @i + 1 of @t at the place of the first; empty when they have none.
 */
static struct dais_str
key_of_neighbours(const struct dais_search_term *t, size_t i, struct dais_arena *a)
{
	const struct dais_search_piece *p = &t->pieces.v[i], *next = p + 1;
	DAIS_BUF_AUTO key = { 0 };

	if (next->is_close && next->pair.n)
		return next->pair;
	dais_buf_init(&key, 2048);
	return dais_search_neighbours(p->plain, next->plain, &key) ? dais_buf_dup(&key, a)
								   : DAIS_STR_NONE;
}

/* Words in a row by the keys of their neighbours, which are rarer than the words. The last word has
 * no place of its own when the key before it says it. */
static void
pair_up(struct dais_search_term *t, struct dais_arena *a)
{
	struct dais_str before = DAIS_STR_NONE;

	t->positions.n = 0;
	for (size_t i = 0; i < t->pieces.n; i++) {
		bool is_last = i + 1 == t->pieces.n;
		struct dais_str key = is_last ? DAIS_STR_NONE : key_of_neighbours(t, i, a);
		struct dais_search_position *p;

		if (is_last && before.n)
			return;
		p = dais_vec_add(a, &t->positions);
		dais_vec_push(a, &p->keys, key.n ? key : t->pieces.v[i].plain);
		p->is_said = before.n && key.n == 0;
		before = key;
	}
}

bool
dais_search_expand(
    struct dais_sql *c, struct dais_search_terms *terms, struct dais_arena *a, struct dais_err *err)
{
	int64_t prefixes = 0;

	for (size_t i = 0; i < terms->v.n; i++) {
		struct dais_search_term *t = &terms->v.v[i];

		if (dais_search_engine_of(c) == DAIS_SEARCH_SQLITE && t->is_exact &&
		    !t->is_prefix && t->pieces.n > 1)
			pair_up(t, a);
	}
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
			    dais_sql_int(DAIS_SEARCH_PREFIX_WORDS / prefixes), dais_sql_int(-1)),
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
