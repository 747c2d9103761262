/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Between the files of the index.
 */
#ifndef DAIS_STORE_INDEX_PRIV_H
#define DAIS_STORE_INDEX_PRIV_H

#include "store/store_priv.h"

/* Between the languages of a name. */
#define INDEX_BETWEEN '\x1f'
/* A day that is not known: before all others, and still far from where sums overflow. */
#define INDEX_NO_DAY (-1000000000)

int64_t index_day_of(struct dais_date d);
struct dais_date index_date_of(int64_t day);
/* A name in six languages; in @a. */
struct dais_ml index_read_words(const struct dais_sql_rows *rows, int column, struct dais_arena *a);
/* As symbols are looked up: capitals, without stars and spaces. */
struct dais_str index_fold(struct dais_arena *a, struct dais_str symbol);
/* As a JSON list, for statements that take several. */
struct dais_str index_list(struct dais_arena *a, const dais_store_strs *v);

/* ---- index_put.c ---- */

/* Takes a row: the statement that puts it into its table, and its columns. A row that another one
 * says already may come again. */
typedef bool index_row_fn(
    void *ctx, enum dais_sql_id id, const struct dais_sql_value *v, size_t n, struct dais_err *err);
/* What is told of @package, texts of the search left out. */
bool index_rows_each(struct dais_arena *a, struct dais_str package,
    const struct dais_index_rows *rows, index_row_fn *take, void *ctx, struct dais_err *err);

/* ---- index_bodies.c ---- */

/* Adds the keys of bodies that @package speaks of. */
bool index_keys_of(struct dais_sql *c, struct dais_str package, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err);
/* Finds out anew what is said of the bodies @keys. */
bool index_bodies_renew(
    struct dais_sql *c, const dais_store_strs *keys, struct dais_arena *a, struct dais_err *err);
/* The keys of those above and of themselves. */
bool index_keys_above(struct dais_sql *c, const dais_store_strs *keys, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err);

/* ---- index_stamp.c: what a change of the index touches ---- */

struct index_touched {
	dais_store_strs bodies; /* keys of what the package spoke of, or is to speak of */
	dais_store_strs above; /* and of those that were above them */
	DAIS_VEC(int64_t) months; /* 12 * year + month - 1 of what it dated */
};
/* Before the rows of @package are replaced by @new_rows. */
bool index_touched_before(struct dais_sql *c, struct dais_arena *a, struct dais_str package,
    const struct dais_index_rows *new_rows, struct index_touched *ret, struct dais_err *err);
/* After that: finds out what is said of bodies now, and notes what has changed. */
bool index_touched_after(struct dais_sql *c, struct dais_arena *a, int64_t at_ms,
    const struct dais_index_rows *rows, struct index_touched *t, struct dais_err *err);

#endif
