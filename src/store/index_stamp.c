/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When what is shown of a body, or of a month, last changed: so that feeds and maps are answered
 * "not modified" before anything is made.
 */
#include "store/index_priv.h"

#define NOTHING INT64_MIN

static int64_t
month_of(int64_t day)
{
	struct dais_date d = index_date_of(day);

	return dais_date_is_set(d) && d.year >= 0 && d.year <= 9999
		   ? 12 * (int64_t)d.year + d.month - 1
		   : NOTHING;
}

static struct dais_date
first_of(int64_t month)
{
	return (struct dais_date){ (int)(month / 12), (int)(month % 12) + 1, 1 };
}

static struct dais_str
month_name(struct dais_arena *a, int64_t month)
{
	struct dais_date d = first_of(month);

	return dais_arena_printf(a, "month/%04d-%02d", d.year, d.month);
}

static void
add_month(struct index_touched *t, struct dais_arena *a, int64_t month)
{
	for (size_t i = 0; i < t->months.n; i++)
		if (t->months.v[i] == month)
			return;
	if (month != NOTHING)
		dais_vec_push(a, &t->months, month);
}

/* ---- noting ---- */

bool
index_touched_before(struct dais_sql *c, struct dais_arena *a, struct dais_str package,
    const struct dais_index_rows *new_rows, struct index_touched *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	*ret = (struct index_touched){ 0 };
	/* A body that others spoke of may leave those above it by what is said now. */
	for (size_t i = 0; i < new_rows->bodies.n; i++)
		dais_vec_push(a, &ret->bodies, new_rows->bodies.v[i].key);
	if (!index_keys_of(c, package, a, &ret->bodies, err) ||
	    !index_keys_above(c, &ret->bodies, a, &ret->above, err) ||
	    !dais_sql_query(
		c, DAIS_SQL_INDEX_DAYS, DAIS_SQL_ARGS(dais_sql_text(package)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		add_month(ret, a, month_of(dais_sql_column_int(&rows, 0)));
	return !row;
}

static bool
stamp(struct dais_sql *c, struct dais_str what, int64_t at_ms, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_INDEX_STAMP_PUT,
	    DAIS_SQL_ARGS(dais_sql_text(what), dais_sql_int(at_ms)), NULL, err);
}

static bool
stamp_bodies(struct dais_sql *c, struct dais_arena *a, int64_t at_ms, const dais_store_strs *keys,
    struct dais_err *err)
{
	struct dais_map seen;

	dais_map_init(&seen, a);
	if (!stamp(c, DAIS_STR("body/"), at_ms, err))
		return false;
	for (size_t i = 0; i < keys->n; i++)
		if (dais_map_add(&seen, keys->v[i], i) &&
		    !stamp(c, dais_arena_concat(a, DAIS_STR("body/"), keys->v[i]), at_ms, err))
			return false;
	return true;
}

/* A month of which nothing is left is none of those that are listed. */
static bool
stamp_months(struct dais_sql *c, struct dais_arena *a, int64_t at_ms, const struct index_touched *t,
    struct dais_err *err)
{
	for (size_t i = 0; i < t->months.n; i++) {
		struct dais_str name = month_name(a, t->months.v[i]);
		int64_t first = dais_date_to_days(first_of(t->months.v[i]));
		int64_t next = dais_date_to_days(first_of(t->months.v[i] + 1));

		if (!stamp(c, name, at_ms, err) ||
		    !dais_sql_run(c, DAIS_SQL_INDEX_STAMP_DROP_MONTH,
			DAIS_SQL_ARGS(
			    dais_sql_text(name), dais_sql_int(first), dais_sql_int(next - 1)),
			NULL, err))
			return false;
	}
	return true;
}

bool
index_touched_after(struct dais_sql *c, struct dais_arena *a, int64_t at_ms,
    const struct dais_index_rows *rows, struct index_touched *t, struct dais_err *err)
{
	for (size_t i = 0; i < rows->meetings.n; i++)
		add_month(t, a, month_of(index_day_of(rows->meetings.v[i].opens.date)));
	for (size_t i = 0; i < rows->documents.n; i++)
		add_month(t, a, month_of(index_day_of(rows->documents.v[i].date)));
	return index_bodies_renew(c, &t->bodies, a, err) &&
	       index_keys_above(c, &t->bodies, a, &t->above, err) &&
	       stamp_bodies(c, a, at_ms, &t->above, err) && stamp_months(c, a, at_ms, t, err);
}

/* ---- asking ---- */

bool
dais_index_body_stamp(
    struct dais_store *s, struct dais_str body, int64_t *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	*ret = 0;
	return dais_sql_number(s->sql, DAIS_SQL_INDEX_STAMP,
	    DAIS_SQL_ARGS(dais_sql_text(dais_arena_concat(a, DAIS_STR("body/"), body))), ret, err);
}

bool
dais_index_months(struct dais_store *s, struct dais_date from, struct dais_date to, size_t max,
    struct dais_arena *a, dais_index_month_vec *ret, struct dais_err *err)
{
	struct dais_str first = DAIS_STR("month/"),
			before = DAIS_STR("month0"); /* "0" is behind "/" */
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (dais_date_is_set(from))
		first = month_name(a, month_of(dais_date_to_days(from)));
	if (dais_date_is_set(to))
		before = month_name(a, month_of(dais_date_to_days(to)) + 1);
	if (!dais_sql_query(s->sql, DAIS_SQL_INDEX_STAMPS,
		DAIS_SQL_ARGS(
		    dais_sql_text(first), dais_sql_text(before), dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str name = dais_sql_column(&rows, 0);
		int64_t year = 0, month = 1;

		if (name.n != 13 || !dais_str_to_int(dais_str_sub(name, 6, 10), 0, 9999, &year) ||
		    !dais_str_to_int(dais_str_sub(name, 11, 13), 1, 12, &month))
			continue;
		dais_vec_push(a, ret,
		    ((struct dais_index_month){
			{ (int)year, (int)month, 1 }, dais_sql_column_int(&rows, 1) }));
	}
	return !row;
}
