/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "store/standing.h"

#include "store/store_priv.h"

#define BETWEEN '\x1f' /* keys of bodies */

/* ---- packages ---- */

static struct dais_str
joined(struct dais_arena *a, const dais_store_strs *keys)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t i = 0; i < keys->n; i++) {
		if (i)
			dais_buf_put_char(&b, BETWEEN);
		dais_buf_put(&b, keys->v[i]);
	}
	return dais_buf_dup(&b, a);
}

static bool
put_package(struct dais_sql *c, struct dais_arena *a, const struct dais_standing_package *p,
    struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_STANDING_PACKAGE_PUT,
	    DAIS_SQL_ARGS(dais_sql_text(p->package), dais_sql_int((int64_t)p->revision),
		dais_sql_int(p->closes_day), dais_sql_int(p->next_day),
		dais_sql_text(joined(a, &p->bodies)), dais_sql_text(p->shown)),
	    NULL, err);
}

static void
read_package(
    const struct dais_sql_rows *rows, struct dais_arena *a, struct dais_standing_package *p)
{
	struct dais_str keys, key;

	*p = (struct dais_standing_package){ .package = dais_sql_column_dup(rows, 0, a),
		.revision = (uint64_t)dais_sql_column_int(rows, 1),
		.closes_day = dais_sql_column_int(rows, 2),
		.next_day = dais_sql_column_int(rows, 3),
		.shown = dais_sql_column_dup(rows, 5, a) };
	keys = dais_sql_column_dup(rows, 4, a);
	while (keys.n && dais_str_next(&keys, BETWEEN, &key))
		dais_vec_push(a, &p->bodies, key);
}

static bool
read_packages(struct dais_store *s, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_arena *a, dais_standing_package_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, id, values, n, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		read_package(&rows, a, dais_vec_add(a, ret));
	return !row;
}

bool
dais_standing_package_get(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    struct dais_standing_package *ret, struct dais_err *err)
{
	dais_standing_package_vec found = { 0 };

	if (!read_packages(s, DAIS_SQL_STANDING_PACKAGE, DAIS_SQL_ARGS(dais_sql_text(package)), a,
		&found, err))
		return false;
	if (!found.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "nothing is noted of package \"%.*s\"",
		    DAIS_STR_ARG(package));
	*ret = found.v[0];
	return true;
}

bool
dais_standing_packages(struct dais_store *s, enum dais_standing_order order, int64_t from,
    struct dais_str package, size_t max, struct dais_arena *a, dais_standing_package_vec *ret,
    struct dais_err *err)
{
	const struct dais_sql_value most = dais_sql_int((int64_t)max);

	switch (order) {
	case DAIS_STANDING_BY_NAME:
		return read_packages(s, DAIS_SQL_STANDING_PACKAGES_AFTER,
		    DAIS_SQL_ARGS(dais_sql_text(package), most), a, ret, err);
	case DAIS_STANDING_CHANGED:
		return read_packages(s, DAIS_SQL_STANDING_PACKAGES_CHANGED,
		    DAIS_SQL_ARGS(dais_sql_int(from ? from : INT64_MAX), most), a, ret, err);
	case DAIS_STANDING_COMING:
		return read_packages(s, DAIS_SQL_STANDING_PACKAGES_COMING,
		    DAIS_SQL_ARGS(dais_sql_int(from), dais_sql_text(package), most), a, ret, err);
	case DAIS_STANDING_PAST:
	default:
		return read_packages(s, DAIS_SQL_STANDING_PACKAGES_PAST,
		    DAIS_SQL_ARGS(dais_sql_int(from), dais_sql_text(package), most), a, ret, err);
	}
}

/* ---- documents ---- */

static bool
put_document(struct dais_sql *c, const struct dais_standing_document *d, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_PUT,
	    DAIS_SQL_ARGS(dais_sql_text(d->package), dais_sql_text(d->id), dais_sql_text(d->body),
		dais_sql_int(d->closed), dais_sql_int(d->late_day), dais_sql_int(d->due_day),
		dais_sql_int(d->move), dais_sql_text(d->shown)),
	    NULL, err);
}

static bool
read_documents(struct dais_sql *c, enum dais_sql_id id, const struct dais_sql_value *values,
    size_t n, struct dais_arena *a, dais_standing_document_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(c, id, values, n, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret,
		    ((struct dais_standing_document){ .package = dais_sql_column_dup(&rows, 0, a),
			.id = dais_sql_column_dup(&rows, 1, a),
			.body = dais_sql_column_dup(&rows, 2, a),
			.closed = dais_sql_column_int(&rows, 3) != 0,
			.late_day = dais_sql_column_int(&rows, 4),
			.due_day = dais_sql_column_int(&rows, 5),
			.move = (int)dais_sql_column_int(&rows, 6),
			.shown = dais_sql_column_dup(&rows, 7, a) }));
	return !row;
}

bool
dais_standing_documents(struct dais_store *s, const struct dais_standing_query *q,
    struct dais_arena *a, dais_standing_document_vec *ret, struct dais_err *err)
{
	static const enum dais_sql_id ids[2][2] = { { DAIS_SQL_STANDING_DOCUMENTS_LATE,
							DAIS_SQL_STANDING_DOCUMENTS_LATE_BODY },
		{ DAIS_SQL_STANDING_DOCUMENTS_DUE, DAIS_SQL_STANDING_DOCUMENTS_DUE_BODY } };
	const struct dais_sql_value values[] = { dais_sql_int(q->with_closed),
		dais_sql_int(q->by_due ? q->due_from : q->late_before), dais_sql_int(q->move),
		dais_sql_int((int64_t)q->max), dais_sql_int((int64_t)q->skip),
		dais_sql_text(q->body) };

	return read_documents(
	    s->sql, ids[q->by_due][q->body.n > 0], values, q->body.n ? 6 : 5, a, ret, err);
}

bool
dais_standing_count(
    struct dais_store *s, const struct dais_standing_query *q, size_t *ret, struct dais_err *err)
{
	const struct dais_sql_value values[] = { dais_sql_int(q->with_closed),
		dais_sql_int(q->late_before), dais_sql_int(q->move), dais_sql_int((int64_t)q->max),
		dais_sql_text(q->body) };
	int64_t n = 0;

	if (!dais_sql_number(s->sql,
		q->body.n ? DAIS_SQL_STANDING_COUNT_BODY : DAIS_SQL_STANDING_COUNT, values,
		q->body.n ? 5 : 4, &n, err))
		return false;
	*ret = (size_t)n;
	return true;
}

bool
dais_standing_documents_of(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    dais_standing_document_vec *ret, struct dais_err *err)
{
	return read_documents(s->sql, DAIS_SQL_STANDING_DOCUMENTS_OF,
	    DAIS_SQL_ARGS(dais_sql_text(package)), a, ret, err);
}

static bool
read_strs(struct dais_store *s, enum dais_sql_id id, const struct dais_sql_value *values, size_t n,
    struct dais_arena *a, dais_store_strs *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, id, values, n, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_dup(&rows, 0, a));
	return !row;
}

bool
dais_standing_bodies(struct dais_store *s, size_t max, struct dais_arena *a, dais_store_strs *ret,
    struct dais_err *err)
{
	return read_strs(
	    s, DAIS_SQL_STANDING_BODIES, DAIS_SQL_ARGS(dais_sql_int((int64_t)max)), a, ret, err);
}

bool
dais_store_kinds_after(struct dais_store *s, struct dais_str package, uint64_t after,
    struct dais_arena *a, dais_store_strs *ret, struct dais_err *err)
{
	return read_strs(s, DAIS_SQL_CHANGE_KINDS_AFTER,
	    DAIS_SQL_ARGS(dais_sql_text(package), dais_sql_int((int64_t)after)), a, ret, err);
}

/* ---- what is to be made again ---- */

bool
dais_standing_stale(struct dais_store *s, size_t max, struct dais_arena *a, dais_store_strs *ret,
    uint64_t *ret_mark, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_map seen;
	int64_t mark = 0;
	bool row = true;

	*ret_mark = 0;
	dais_map_init(&seen, a);
	if (!dais_sql_number(s->sql, DAIS_SQL_STANDING_MARK, DAIS_SQL_NO_ARGS, &mark, err) ||
	    !dais_sql_query(s->sql, DAIS_SQL_STANDING_STALE,
		DAIS_SQL_ARGS(dais_sql_int(mark), dais_sql_int((int64_t)max)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str package = dais_sql_column_dup(&rows, 1, a);

		*ret_mark = (uint64_t)dais_sql_column_int(&rows, 0);
		if (package.n && dais_map_add(&seen, package, 0))
			dais_vec_push(a, ret, package);
	}
	return !row;
}

bool
dais_standing_aged(struct dais_store *s, int64_t today, size_t max, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err)
{
	return read_strs(s, DAIS_SQL_STANDING_AGED,
	    DAIS_SQL_ARGS(dais_sql_int(today), dais_sql_int((int64_t)max)), a, ret, err);
}

/* ---- writing ---- */

static bool
is_same(const struct dais_standing_document *x, const struct dais_standing_document *y)
{
	return dais_str_eq(x->body, y->body) && x->closed == y->closed &&
	       x->late_day == y->late_day && x->due_day == y->due_day && x->move == y->move &&
	       dais_str_eq(x->shown, y->shown);
}

static bool
remove_document(struct dais_sql *c, const struct dais_standing_document *d, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_REMOVE,
	    DAIS_SQL_ARGS(dais_sql_text(d->package), dais_sql_text(d->id)), NULL, err);
}

static bool
put_documents(struct dais_sql *c, struct dais_str package, const dais_standing_document_vec *now,
    struct dais_arena *a, struct dais_err *err)
{
	dais_standing_document_vec before = { 0 };
	struct dais_map places;
	bool *stays;

	if (!read_documents(c, DAIS_SQL_STANDING_DOCUMENTS_OF,
		DAIS_SQL_ARGS(dais_sql_text(package)), a, &before, err))
		return false;
	dais_map_init(&places, a);
	stays = DAIS_NEW_N(a, before.n + 1, bool);
	for (size_t i = 0; i < before.n; i++)
		(void)dais_map_add(&places, before.v[i].id, i);
	for (size_t i = 0; i < now->n; i++) {
		size_t at = dais_map_get(&places, now->v[i].id);

		if (at != DAIS_MAP_NONE)
			stays[at] = true;
		if ((at == DAIS_MAP_NONE || !is_same(&before.v[at], &now->v[i])) &&
		    !put_document(c, &now->v[i], err))
			return false;
	}
	for (size_t i = 0; i < before.n; i++) {
		if (!stays[i] && !remove_document(c, &before.v[i], err))
			return false;
	}
	return true;
}

static bool
doom(struct dais_writing *w, bool ok)
{
	if (!ok)
		w->doomed = true;
	return ok;
}

bool
dais_standing_replace(struct dais_writing *w, const struct dais_standing_package *p,
    const dais_standing_document_vec *documents, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_sql *c = dais_writing_sql(w);

	DAIS_ASSERT(dais_str_eq(p->package, dais_writing_package(w)));
	return doom(
	    w, put_documents(c, p->package, documents, a, err) && put_package(c, a, p, err));
}

bool
dais_standing_remove(struct dais_writing *w, struct dais_err *err)
{
	static const dais_standing_document_vec none = { 0 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_sql *c = dais_writing_sql(w);
	struct dais_str package = dais_writing_package(w);

	return doom(w, put_documents(c, package, &none, a, err) &&
			   dais_sql_run(c, DAIS_SQL_STANDING_PACKAGE_REMOVE,
			       DAIS_SQL_ARGS(dais_sql_text(package)), NULL, err));
}

bool
dais_standing_age(struct dais_writing *w, struct dais_err *err)
{
	return doom(w, dais_sql_run(dais_writing_sql(w), DAIS_SQL_STANDING_PACKAGE_AGE,
			   DAIS_SQL_ARGS(dais_sql_text(dais_writing_package(w))), NULL, err));
}

bool
dais_standing_set_mark(struct dais_writing *w, uint64_t number, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_sql *c = dais_writing_sql(w);
	struct dais_standing_package mark = { .revision = number,
		.closes_day = -DAIS_STANDING_NEVER,
		.next_day = DAIS_STANDING_NEVER };
	int64_t now = 0;

	if (!dais_sql_number(c, DAIS_SQL_STANDING_MARK, DAIS_SQL_NO_ARGS, &now, err))
		return doom(w, false);
	return (uint64_t)now >= number || doom(w, put_package(c, a, &mark, err));
}

bool
dais_standing_clear(struct dais_sql *c, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_STANDING_PACKAGE_CLEAR, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_sql_run(c, DAIS_SQL_STANDING_DOCUMENT_CLEAR, DAIS_SQL_NO_ARGS, NULL, err);
}
