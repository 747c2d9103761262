/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The heads of changes. A change of a whole package has megabytes of values, which are stepped over
 * where they lie (doc/record.md): read is what stands between them.
 */
#include "store/store_priv.h"

/* Bytes that are read at once: head and first entries of most changes. */
#define WINDOW ((size_t)8192)

struct reader {
	struct dais_sql *sql;
	struct dais_arena *arena;
	uint64_t number;     /* of the change */
	struct dais_str window;
	uint64_t begins, at; /* of the window, of what is read next: bytes of the change */
	bool short_of;       /* the change ended too early */
	struct dais_err *err;
};

/* Has @n bytes in the window from r->at on. */
static bool
fetch(struct reader *r, size_t n)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (r->at >= r->begins && r->at - r->begins <= r->window.n &&
	    n <= r->window.n - (r->at - r->begins))
		return true;
	r->short_of = n > INT32_MAX || r->at > INT32_MAX;
	if (r->short_of ||
	    !dais_sql_query(r->sql, DAIS_SQL_CHANGE_SLICE,
		DAIS_SQL_ARGS(dais_sql_int((int64_t)r->number), dais_sql_int((int64_t)r->at),
		    dais_sql_int((int64_t)(n > WINDOW ? n : WINDOW))),
		&rows, r->err) ||
	    !dais_sql_next(&rows, &row, r->err))
		return false;
	r->window = row ? dais_sql_column_dup(&rows, 0, r->arena) : DAIS_STR_NONE;
	r->begins = r->at;
	r->short_of = n > r->window.n;
	return !r->short_of;
}

static bool
take(struct reader *r, size_t n, struct dais_str *ret)
{
	if (!fetch(r, n))
		return false;
	*ret =
	    dais_str_sub(r->window, (size_t)(r->at - r->begins), (size_t)(r->at - r->begins) + n);
	r->at += n;
	return true;
}

static bool
take_number(struct reader *r, uint64_t *ret)
{
	struct dais_str bytes;

	*ret = 0;
	if (!take(r, 8, &bytes))
		return false;
	for (size_t i = 0; i < 8; i++)
		*ret = *ret << 8 | (unsigned char)bytes.p[i];
	return true;
}

static bool
take_string(struct reader *r, struct dais_str *ret)
{
	uint64_t n;

	return take_number(r, &n) && take(r, (size_t)n, ret);
}

static bool
skip_strings(struct reader *r, unsigned count)
{
	uint64_t n;

	for (unsigned i = 0; i < count; i++) {
		if (!take_number(r, &n))
			return false;
		r->short_of = n > INT32_MAX;
		if (r->short_of)
			return false;
		r->at += n;
	}
	return true;
}

static bool
take_head(struct reader *r, struct dais_change_outline *ret, uint64_t *ret_entries)
{
	uint64_t at_ms;

	if (!take_number(r, &ret->number) || !take_number(r, &at_ms) ||
	    !take_string(r, &ret->head.who) || !take_string(r, &ret->head.action) ||
	    !take_string(r, &ret->head.why) || !take_string(r, &ret->head.package))
		return false;
	ret->head.at_ms = (int64_t)at_ms;
	r->short_of = ret->number != r->number;
	return !r->short_of && take_number(r, ret_entries);
}

static bool
take_entries(struct reader *r, uint64_t n, size_t max, struct dais_change_outline *ret)
{
	for (uint64_t i = 0; i < n && ret->entries.n < max; i++) {
		struct dais_change_entry e = { 0 };
		struct dais_str positions;

		if (!take_string(r, &e.kind) || !take_string(r, &e.id) || !take(r, 16, &positions))
			return false;
		if (!dais_str_is(e.kind, DAIS_KIND_BYTES))
			dais_vec_push(r->arena, &ret->entries, e);
		if (!skip_strings(r, 2)) /* before, after */
			return false;
	}
	return true;
}

static bool
read_outline(struct reader *r, size_t entries_max, struct dais_change_outline *ret)
{
	uint64_t n;

	if (take_head(r, ret, &n) && take_entries(r, n, entries_max, ret))
		return true;
	if (r->short_of) {
		(void)dais_err_set(r->err, DAIS_ERR_INTERNAL, "change %llu in the log is damaged",
		    (unsigned long long)r->number);
		return dais_err_hint(r->err, "See dais db verify, and restore from a backup.");
	}
	return false;
}

bool
dais_store_changes_outline(struct dais_store *s, struct dais_str package, uint64_t before,
    size_t max, size_t entries_max, struct dais_arena *a, dais_change_outlines *ret,
    struct dais_err *err)
{
	const struct dais_sql_value values[] = { dais_sql_int(before ? (int64_t)before : INT64_MAX),
		dais_sql_int((int64_t)max), dais_sql_int((int64_t)WINDOW), dais_sql_text(package) };
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	DAIS_VEC(struct reader) changes = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql,
		package.p ? DAIS_SQL_CHANGE_BEGINNINGS_PACKAGE : DAIS_SQL_CHANGE_BEGINNINGS_NEWEST,
		values, package.p ? 4 : 3, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, &changes,
		    ((struct reader){ .sql = s->sql,
			.arena = a,
			.number = (uint64_t)dais_sql_column_int(&rows, 0),
			.window = dais_sql_column_dup(&rows, 1, a),
			.err = err }));
	for (size_t i = 0; !row && i < changes.n; i++) {
		if (!read_outline(&changes.v[i], entries_max, dais_vec_add(a, ret)))
			return false;
	}
	return !row;
}
