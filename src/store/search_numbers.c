/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The numbers of the newest matches, without weights: for facets, and for queries that are tried.
 */
#include "store/search_priv.h"
#include "store/search_walk.h"

/* What is asked of a part, and how far it was read. */
struct asking {
	const struct dais_search_wanted *wanted;
	struct dais_search_expression e;
	int64_t after, last;
	size_t most, given; /* candidates */
};

/* The next matches. What is found by keys of rows of words may be none: the statement gives such
 * candidates as the complements of their numbers, since a limit that they use up must not hide
 * matches behind them. */
static bool
read_numbers(struct dais_sql *c, struct asking *k, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_SEARCH_MATCH,
		DAIS_SQL_ARGS(dais_sql_text(k->e.wanted), dais_sql_text(k->e.also),
		    dais_sql_int(k->wanted->in), dais_sql_int(k->wanted->restricted),
		    dais_sql_int((int64_t)k->most), dais_sql_int(k->after), dais_sql_int(k->last),
		    dais_sql_text(k->e.exact), dais_sql_int(!k->e.is_exact)),
		&rows, err))
		return false;
	for (k->given = 0; dais_sql_next(&rows, &row, err) && row; k->given++) {
		int64_t number = dais_sql_column_int(&rows, 0);

		k->after = number < 0 ? ~number : number;
		if (number >= 0 && ret->n < k->wanted->max)
			dais_vec_push(a, ret, number);
	}
	return !row;
}

static bool
numbers_of_part(struct dais_sql *c, const struct dais_search_wanted *w,
    const struct dais_search_part *part, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err)
{
	struct asking k = {
		.wanted = w, .after = part->after, .last = part->last, .most = w->max - ret->n
	};
	size_t all = 0;

	dais_search_compile(dais_search_engine_of(c), w->terms, w->where, w->filter, part, a, &k.e);
	do {
		if (!read_numbers(c, &k, a, ret, err))
			return false;
		all += k.given;
		if (k.given < k.most) /* those were all */
			break;
		k.most = 4 * k.most < DAIS_SEARCH_CANDIDATES_MAX ? 4 * k.most
								 : DAIS_SEARCH_CANDIDATES_MAX;
	} while (!k.e.is_exact && ret->n < w->max && all < DAIS_SEARCH_CANDIDATES_MAX);
	return true;
}

static bool
walk_numbers(struct dais_sql *c, const struct dais_search_wanted *w, struct dais_arena *a,
    dais_search_numbers *ret, bool *ret_known, struct dais_err *err)
{
	const struct dais_search_walk walk = { w, -1, INT64_MAX, 0, 0 };
	struct dais_search_walked found = { 0 };

	if (!dais_search_walk(c, &walk, a, &found, ret_known, err))
		return false;
	for (size_t i = 0; i < found.matches.n; i++)
		dais_vec_push(a, ret, found.matches.v[i].id);
	return true;
}

bool
dais_search_numbers_of(struct dais_sql *c, const struct dais_search_wanted *w,
    const struct dais_search_slices *slices, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err)
{
	struct dais_search_slices left = *slices;
	struct dais_search_part part;
	bool known = false;

	*ret = (dais_search_numbers){ 0 };
	if (dais_search_engine_of(c) == DAIS_SEARCH_SQLITE &&
	    !walk_numbers(c, w, a, ret, &known, err))
		return false;
	if (known)
		return true;
	if (w->where == DAIS_SEARCH_WHOLE_SYMBOL)
		left.rarest = 0; /* asked for in one go */
	while (dais_search_slices_next(&left, ret->n, w->max, &part))
		if (!numbers_of_part(c, w, &part, a, ret, err))
			return false;
	return true;
}
