/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is kept beside the record: values that may end by themselves.
 */
#include "store/store_priv.h"

#define KEY_MAX 1000
#define VALUE_MAX ((size_t)1 << 20)

static bool
check_key(const char *area, struct dais_str key, struct dais_err *err)
{
	DAIS_ASSERT(area && *area);
	return key.n <= KEY_MAX || dais_err_set(err, DAIS_ERR_LIMIT,
				       "a key in %s is longer than %d bytes", area, KEY_MAX);
}

static bool
has_ended(const struct dais_sql_rows *rows, int64_t now_ms)
{
	int64_t ends_ms = dais_sql_column_int(rows, 2);

	return ends_ms != 0 && ends_ms <= now_ms;
}

static bool
expire(struct dais_store *s, const char *area, struct dais_str key, int64_t now_ms,
    struct dais_err *err)
{
	return s->sql->read_only || dais_sql_run(s->sql, DAIS_SQL_STATE_EXPIRE,
					DAIS_SQL_ARGS(dais_sql_text(dais_str_from(area)),
					    dais_sql_bytes(key), dais_sql_int(now_ms)),
					NULL, err);
}

bool
dais_store_state_get(struct dais_store *s, const char *area, struct dais_str key, int64_t now_ms,
    struct dais_arena *a, struct dais_state *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false, ended;

	if (!dais_sql_query(s->sql, DAIS_SQL_STATE_GET,
		DAIS_SQL_ARGS(dais_sql_text(dais_str_from(area)), dais_sql_bytes(key)), &rows,
		err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	ended = row && has_ended(&rows, now_ms);
	if (!row || ended) {
		dais_sql_rows_end(&rows);
		return (!ended || expire(s, area, key, now_ms, err)) &&
		       dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry in %s", area);
	}
	ret->area = dais_arena_dup(a, dais_str_from(area));
	ret->key = dais_arena_dup(a, key);
	ret->value = dais_sql_column_dup(&rows, 0, a);
	ret->due_ms = dais_sql_column_int(&rows, 1);
	ret->ends_ms = dais_sql_column_int(&rows, 2);
	ret->revision = (uint64_t)dais_sql_column_int(&rows, 3);
	return true;
}

bool
dais_store_state_set(
    struct dais_store *s, const struct dais_state *state, uint64_t expected, struct dais_err *err)
{
	const struct dais_sql_value values[] = { dais_sql_text(state->area),
		dais_sql_bytes(state->key), dais_sql_bytes(state->value),
		dais_sql_int(state->due_ms), dais_sql_int(state->ends_ms),
		dais_sql_int((int64_t)expected) };
	enum dais_sql_id id = expected == DAIS_ANY ? DAIS_SQL_STATE_UPSERT
			      : expected           ? DAIS_SQL_STATE_UPDATE
						   : DAIS_SQL_STATE_INSERT;
	uint64_t touched = 0;

	if (state->key.n > KEY_MAX || state->value.n > VALUE_MAX)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "an entry in %.*s is too long", DAIS_STR_ARG(state->area));
	if (!dais_sql_run(s->sql, id, values, id == DAIS_SQL_STATE_UPDATE ? 6 : 5, &touched, err))
		return false;
	return touched ||
	       dais_err_set(err, DAIS_ERR_CONFLICT, "an entry in %.*s has been changed meanwhile",
		   DAIS_STR_ARG(state->area));
}

bool
dais_store_state_set_in(
    struct dais_writing *w, const struct dais_state *state, uint64_t expected, struct dais_err *err)
{
	if (dais_store_state_set(w->store, state, expected, err))
		return true;
	w->doomed = w->doomed || (err->code != DAIS_ERR_CONFLICT && err->code != DAIS_ERR_LIMIT);
	return false;
}

bool
dais_store_state_remove(
    struct dais_store *s, const char *area, struct dais_str key, struct dais_err *err)
{
	return dais_sql_run(s->sql, DAIS_SQL_STATE_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(dais_str_from(area)), dais_sql_bytes(key)), NULL, err);
}

/* The least string that is above all that begin with @prefix. */
static struct dais_str
end_of(struct dais_arena *a, struct dais_str prefix)
{
	size_t n = prefix.n;
	char *p;

	while (n && (unsigned char)prefix.p[n - 1] == 0xff)
		n--;
	if (n == 0) {
		p = dais_arena_alloc(a, KEY_MAX + 1);
		memset(p, 0xff, KEY_MAX + 1);
		return (struct dais_str){ p, KEY_MAX + 1 };
	}
	p = dais_arena_alloc(a, n);
	memcpy(p, prefix.p, n);
	p[n - 1] = (char)((unsigned char)p[n - 1] + 1);
	return (struct dais_str){ p, n };
}

/* Those from key @first on that begin with @prefix. */
static bool
list_from(struct dais_store *s, const char *area, struct dais_str prefix, struct dais_str first,
    int64_t now_ms, size_t max, struct dais_arena *a, dais_state_vec *ret, struct dais_err *err)
{
	struct dais_str name = dais_arena_dup(a, dais_str_from(area));
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!check_key(area, prefix, err) ||
	    !dais_sql_query(s->sql, DAIS_SQL_STATE_LIST,
		DAIS_SQL_ARGS(dais_sql_text(name), dais_sql_bytes(first),
		    dais_sql_bytes(end_of(a, prefix)), dais_sql_int(now_ms),
		    dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_state *e = dais_vec_add(a, ret);

		e->area = name;
		e->key = dais_sql_column_dup(&rows, 0, a);
		e->value = dais_sql_column_dup(&rows, 1, a);
		e->due_ms = dais_sql_column_int(&rows, 2);
		e->ends_ms = dais_sql_column_int(&rows, 3);
		e->revision = (uint64_t)dais_sql_column_int(&rows, 4);
	}
	return !row;
}

bool
dais_store_state_list(struct dais_store *s, const char *area, struct dais_str prefix,
    int64_t now_ms, size_t max, struct dais_arena *a, dais_state_vec *ret, struct dais_err *err)
{
	return list_from(s, area, prefix, prefix, now_ms, max, a, ret, err);
}

bool
dais_store_state_list_after(struct dais_store *s, const char *area, struct dais_str prefix,
    struct dais_str after, int64_t now_ms, size_t max, struct dais_arena *a, dais_state_vec *ret,
    struct dais_err *err)
{
	static const struct dais_str least = { "", 1 }; /* NUL: the next key there can be */

	return list_from(
	    s, area, prefix, dais_arena_concat(a, after, least), now_ms, max, a, ret, err);
}

static bool
read_due(struct dais_store *s, struct dais_str area, int64_t now_ms, int64_t again_ms, size_t max,
    struct dais_arena *a, dais_state_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_STATE_DUE,
		DAIS_SQL_ARGS(
		    dais_sql_text(area), dais_sql_int(now_ms), dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_state *e = dais_vec_add(a, ret);

		e->area = area;
		e->key = dais_sql_column_dup(&rows, 0, a);
		e->value = dais_sql_column_dup(&rows, 1, a);
		e->due_ms = again_ms;
		e->ends_ms = dais_sql_column_int(&rows, 2);
		e->revision = (uint64_t)dais_sql_column_int(&rows, 3);
	}
	return !row;
}

bool
dais_store_state_take(struct dais_store *s, const char *area, int64_t now_ms, int64_t again_ms,
    size_t max, struct dais_arena *a, dais_state_vec *ret, struct dais_err *err)
{
	struct dais_str name = dais_arena_dup(a, dais_str_from(area));
	size_t before = ret->n;
	int64_t due = 0;
	bool unsure, ok;

	/* The usual answer takes no lock. */
	if (!dais_sql_number(s->sql, DAIS_SQL_STATE_IS_DUE,
		DAIS_SQL_ARGS(dais_sql_text(name), dais_sql_int(now_ms)), &due, err))
		return false;
	if (!due)
		return true;
	if (!dais_sql_begin(s->sql, DAIS_SQL_STATE, err))
		return false;
	ok = read_due(s, name, now_ms, again_ms, max, a, ret, err);
	for (size_t i = before; ok && i < ret->n; i++)
		ok = dais_sql_run(s->sql, DAIS_SQL_STATE_SET_DUE,
		    DAIS_SQL_ARGS(
			dais_sql_text(name), dais_sql_bytes(ret->v[i].key), dais_sql_int(again_ms)),
		    NULL, err);
	if (ok && dais_sql_commit(s->sql, &unsure, err))
		return true;
	dais_sql_rollback(s->sql);
	ret->n = before;
	return false;
}

bool
dais_store_state_hasten(
    struct dais_store *s, const char *area, int64_t now_ms, int64_t latest_ms, struct dais_err *err)
{
	return dais_sql_run(s->sql, DAIS_SQL_STATE_HASTEN,
	    DAIS_SQL_ARGS(
		dais_sql_text(dais_str_from(area)), dais_sql_int(now_ms), dais_sql_int(latest_ms)),
	    NULL, err);
}

bool
dais_store_state_purge(struct dais_store *s, int64_t now_ms, struct dais_err *err)
{
	return dais_sql_run(
	    s->sql, DAIS_SQL_STATE_PURGE, DAIS_SQL_ARGS(dais_sql_int(now_ms)), NULL, err);
}
