/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * PostgreSQL gives matches in no order: to find the newest it fetches and sorts all. A frequent
 * word is therefore asked for slice by slice of the time, from the newest on, until there are
 * enough; each text has the number of its slice among its keys, and the table of words says how
 * many texts a slice has. SQLite gives the newest first by itself: for it everything is one part.
 */
#include <limits.h>

#include "store/search_id.h"
#include "store/search_priv.h"

int64_t dais_search_part_texts = 16000;
#define SLICES_MAX 64 /* of a part; more cost more than they save */

bool
dais_search_slices_begin(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	*ret = (struct dais_search_slices){ .after = -1 };
	if (dais_search_engine_of(c) == DAIS_SEARCH_SQLITE)
		return true;
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

/* How many texts the next part is to have when @found of @wanted were found in those before. */
static int64_t
size_of_part(const struct dais_search_slices *s, size_t found, size_t wanted)
{
	int64_t likely;

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
	*ret = (struct dais_search_part){ .after = s->after };
	size = size_of_part(s, found, wanted);
	while (s->at < s->v.n && s->looked_at - had < size)
		s->looked_at += s->v.v[s->at++].texts;
	/* Little more is best read with it. */
	if (s->at - first > SLICES_MAX || s->texts - s->looked_at < dais_search_part_texts) {
		s->ended = true;
		return true;
	}
	ret->slices = &s->v.v[first];
	ret->n = s->at - first;
	s->after = dais_search_slice_last(s->v.v[s->at - 1].number);
	return true;
}
