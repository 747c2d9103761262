/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies across packages: what the newest package says of each, kept by itself
 * (index_body_now), so that nobody reads all to know a few.
 */
#include "mark/json.h"
#include "store/index_priv.h"

/* A circle of parents ends somewhere. */
#define DEPTH_MAX 12

struct dais_str
index_list(struct dais_arena *a, const dais_store_strs *v)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_json w;

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_json_begin(&w, &b, true);
	dais_json_array(&w);
	for (size_t i = 0; i < v->n; i++)
		dais_json_str(&w, v->v[i]);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

/* ---- asking ---- */

static void
read_body(const struct dais_sql_rows *rows, struct dais_arena *a, struct dais_index_body *b)
{
	b->key = dais_sql_column_dup(rows, 0, a);
	b->parent = dais_sql_column_dup(rows, 1, a);
	b->name = index_read_words(rows, 2, a);
	b->short_name = index_read_words(rows, 3, a);
	b->noun_is_session = dais_sql_column_int(rows, 4) != 0;
	b->as_of = index_date_of(dais_sql_column_int(rows, 5));
}

static bool
read_bodies(struct dais_store *s, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_arena *a, dais_index_body_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, id, values, n, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		read_body(&rows, a, dais_vec_add(a, ret));
	return !row;
}

bool
dais_index_bodies(struct dais_store *s, const struct dais_index_bodies_query *q,
    struct dais_arena *a, dais_index_body_vec *ret, struct dais_err *err)
{
	static const enum dais_sql_id ids[] = { DAIS_SQL_INDEX_BODIES, DAIS_SQL_INDEX_BODIES_TOP,
		DAIS_SQL_INDEX_BODIES_CHILDREN, DAIS_SQL_INDEX_BODIES_BELOW };
	bool below = q->of == DAIS_INDEX_BODIES_BELOW;
	const struct dais_sql_value values[] = { dais_sql_text(below ? q->body : q->after),
		dais_sql_int((int64_t)q->max),
		below ? dais_sql_int(DEPTH_MAX) : dais_sql_text(q->body) };

	return read_bodies(
	    s, ids[q->of], values, q->of < DAIS_INDEX_BODIES_CHILDREN ? 2 : 3, a, ret, err);
}

bool
dais_index_bodies_named(struct dais_store *s, const dais_store_strs *keys, struct dais_arena *a,
    dais_index_body_vec *ret, struct dais_err *err)
{
	return read_bodies(s, DAIS_SQL_INDEX_BODIES_NAMED,
	    DAIS_SQL_ARGS(dais_sql_text(index_list(a, keys))), a, ret, err);
}

bool
dais_index_body(struct dais_store *s, struct dais_str symbol, struct dais_arena *a,
    struct dais_index_body *ret, struct dais_err *err)
{
	dais_index_body_vec found = { 0 };

	if (!read_bodies(s, DAIS_SQL_INDEX_BODY_FIND,
		DAIS_SQL_ARGS(dais_sql_text(index_fold(a, symbol))), a, &found, err))
		return false;
	if (!found.n)
		return dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "there is no body %.*s", DAIS_STR_ARG(symbol));
	*ret = found.v[0];
	return true;
}

bool
dais_index_bodies_count(struct dais_store *s, size_t max, size_t *ret, struct dais_err *err)
{
	int64_t n = 0;

	if (!dais_sql_number(s->sql, DAIS_SQL_INDEX_BODIES_COUNT,
		DAIS_SQL_ARGS(dais_sql_int((int64_t)max)), &n, err))
		return false;
	*ret = (size_t)n;
	return true;
}

/* ---- keeping ---- */

bool
index_keys_of(struct dais_sql *c, struct dais_str package, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(
		c, DAIS_SQL_INDEX_BODY_KEYS, DAIS_SQL_ARGS(dais_sql_text(package)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_dup(&rows, 0, a));
	return !row;
}

bool
index_keys_above(struct dais_sql *c, const dais_store_strs *keys, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, DAIS_SQL_INDEX_BODIES_NAMED,
		DAIS_SQL_ARGS(dais_sql_text(index_list(a, keys))), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_dup(&rows, 0, a));
	return !row;
}

bool
index_bodies_renew(
    struct dais_sql *c, const dais_store_strs *keys, struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < keys->n; i++) {
		struct dais_sql_value key = dais_sql_text(keys->v[i]);

		if (!dais_sql_run(c, DAIS_SQL_INDEX_BODY_NOW_PUT,
			DAIS_SQL_ARGS(key, dais_sql_text(index_fold(a, keys->v[i]))), NULL, err) ||
		    !dais_sql_run(c, DAIS_SQL_INDEX_BODY_NOW_DROP, DAIS_SQL_ARGS(key), NULL, err))
			return false;
	}
	/* Who stands at the top depends on which there are now. */
	for (size_t i = 0; i < keys->n; i++)
		if (!dais_sql_run(c, DAIS_SQL_INDEX_BODY_NOW_RISE,
			DAIS_SQL_ARGS(dais_sql_text(keys->v[i])), NULL, err))
			return false;
	return true;
}
