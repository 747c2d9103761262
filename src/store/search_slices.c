/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PostgreSQL gives matches in no order: to find the newest it fetches and sorts all. A frequent
 * word is therefore asked for slice by slice of the time, from the newest on, until there are
 * enough; each text has the number of its slice among its keys, and the table of words says how
 * many texts a slice has. SQLite gives the newest first by itself: for it everything is one part,
 * unless looking through everything would take long.
 */
#include <limits.h>

#include "store/search_id.h"
#include "store/search_priv.h"

int64_t dais_search_part_texts = 16000;
int64_t dais_search_part_postings = 150000;
#define SLICES_MAX 64 /* of a part; more cost more than they save */

bool
dais_search_slices_read(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_SEARCH_SLICES, DAIS_SQL_NO_ARGS, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str key = dais_sql_column(&rows, 0);
		struct dais_search_slice *slice = dais_vec_add(a, &ret->v);
		int64_t number = 0;

		(void)dais_str_to_int(
		    dais_str_sub(key, strlen(DAIS_SEARCH_SLICE_KEY), key.n), 0, UINT_MAX, &number);
		slice->number = (unsigned)number;
		slice->texts = dais_sql_column_int(&rows, 1);
		ret->texts += slice->texts;
	}
	return !row;
}

bool
dais_search_slices_begin(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err)
{
	*ret = (struct dais_search_slices){ .after = -1, .last = INT64_MAX };
	return dais_search_engine_of(c) == DAIS_SEARCH_SQLITE ||
	       dais_search_slices_read(c, a, ret, err);
}

bool
dais_search_slices_limit(struct dais_sql *c, const struct dais_search_terms *terms,
    struct dais_arena *a, struct dais_search_slices *s, struct dais_err *err)
{
	int64_t postings = 0;

	if (dais_search_engine_of(c) == DAIS_SEARCH_POSTGRESQL)
		return true;
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_position *p = &terms->v.v[i].positions.v[0];

		for (size_t k = 0; k < p->keys.n; k++) {
			int64_t texts;

			if (!dais_sql_number(c, DAIS_SQL_SEARCH_WORD,
				DAIS_SQL_ARGS(dais_sql_text(p->keys.v[k])), &texts, err))
				return false;
			postings += texts;
		}
	}
	if (postings <= dais_search_part_postings)
		return true;
	if (!dais_search_slices_read(c, a, s, err))
		return false;
	s->size =
	    (int64_t)((double)s->texts * (double)dais_search_part_postings / (double)postings) + 1;
	return true;
}

int64_t
dais_search_slices_estimate(const struct dais_search_slices *s, size_t found, int64_t last)
{
	int64_t looked_at = 0, step = 1, likely;

	for (size_t i = 0; i < s->v.n && s->v.v[i].number <= dais_search_id_slice(last); i++)
		looked_at += s->v.v[i].texts;
	if (looked_at == 0)
		return 0;
	likely = (int64_t)((double)found * (double)s->texts / (double)looked_at);
	while (likely / step >= 100)
		step *= 10;
	return likely / step * step;
}

/* How many texts the next part is to have when @found of @wanted were found in those before. */
static int64_t
size_of_part(const struct dais_search_slices *s, size_t found, size_t wanted)
{
	int64_t likely;

	/* Words that are rare together: what is left in one go. */
	if (s->size)
		return s->looked_at == 0 ? s->size : s->texts;
	if (s->looked_at == 0)
		return dais_search_part_texts;
	likely = (int64_t)(wanted - found) * s->looked_at / (int64_t)(found ? found : 1);
	likely += likely / 4;
	return likely > 2 * s->looked_at ? likely : 2 * s->looked_at;
}

bool
dais_search_slices_next(
    struct dais_search_slices *s, size_t found, size_t wanted, struct dais_search_part *ret)
{
	int64_t size, had = s->looked_at;
	size_t first = s->at;

	if (s->ended || found >= wanted)
		return false;
	*ret = (struct dais_search_part){ .after = s->after, .last = INT64_MAX };
	size = size_of_part(s, found, wanted);
	while (s->at < s->v.n && s->looked_at - had < size)
		s->looked_at += s->v.v[s->at++].texts;
	/* Little more is best read with it. */
	if ((!s->size && s->at - first > SLICES_MAX) ||
	    s->texts - s->looked_at < (s->size ? s->size / 2 : dais_search_part_texts)) {
		s->ended = true;
		return true;
	}
	s->after = dais_search_slice_last(s->v.v[s->at - 1].number);
	if (s->size) { /* SQLite: from number to number */
		ret->last = s->after;
		return true;
	}
	ret->slices = &s->v.v[first];
	ret->n = s->at - first;
	return true;
}
