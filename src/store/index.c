/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Bodies, meetings, documents and symbols across packages.
 */
#include "store/index_priv.h"

#define LAST_DAY 1000000000

/* ---- values as columns ---- */

int64_t
index_day_of(struct dais_date d)
{
	return dais_date_is_set(d) ? dais_date_to_days(d) : INDEX_NO_DAY;
}

struct dais_date
index_date_of(int64_t day)
{
	return day <= INDEX_NO_DAY ? (struct dais_date){ 0 } : dais_date_from_days(day);
}

struct dais_ml
index_read_words(const struct dais_sql_rows *rows, int column, struct dais_arena *a)
{
	struct dais_str rest = dais_sql_column_dup(rows, column, a), part;
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT && dais_str_next(&rest, INDEX_BETWEEN, &part); l++)
		ml.in[l] = part;
	return ml;
}

struct dais_str
index_fold(struct dais_arena *a, struct dais_str symbol)
{
	char *p = dais_arena_alloc(a, symbol.n);
	size_t n = 0;

	for (size_t i = 0; i < symbol.n; i++) {
		char c = symbol.p[i];

		if (c == '*' || c == ' ')
			continue;
		p[n++] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
	}
	return (struct dais_str){ p, n };
}

/* ---- meetings ---- */

static void
read_meeting(const struct dais_sql_rows *rows, struct dais_arena *a, struct dais_index_meeting *m)
{
	m->package = dais_sql_column_dup(rows, 0, a);
	m->body = dais_sql_column_dup(rows, 1, a);
	m->ordinal = (unsigned)dais_sql_column_int(rows, 2);
	m->opens.date = index_date_of(dais_sql_column_int(rows, 3));
	m->opens.minute = (int)dais_sql_column_int(rows, 4);
	m->closes = index_date_of(dais_sql_column_int(rows, 5));
	m->zone = dais_sql_column_dup(rows, 6, a);
	m->modality = dais_sql_column_dup(rows, 7, a);
	m->status = dais_sql_column_dup(rows, 8, a);
	m->place = index_read_words(rows, 9, a);
	m->release = (uint64_t)dais_sql_column_int(rows, 10);
	m->released_ms = dais_sql_column_int(rows, 11);
}

static bool
fits(const struct dais_index_meeting *m, const struct dais_index_meetings_query *q)
{
	return (!q->body.n || dais_str_eq(m->body, q->body)) &&
	       (!q->package.n || dais_str_eq(m->package, q->package));
}

bool
dais_index_meetings(struct dais_store *s, const struct dais_index_meetings_query *q,
    struct dais_arena *a, dais_index_meeting_vec *ret, struct dais_err *err)
{
	static const enum dais_sql_id ids[3][2] = {
		{ DAIS_SQL_INDEX_MEETINGS, DAIS_SQL_INDEX_MEETINGS_NEWEST },
		{ DAIS_SQL_INDEX_MEETINGS_BODY, DAIS_SQL_INDEX_MEETINGS_BODY_NEWEST },
		{ DAIS_SQL_INDEX_MEETINGS_PACKAGE, DAIS_SQL_INDEX_MEETINGS_PACKAGE_NEWEST },
	};
	int by = q->package.n ? 2 : q->body.n ? 1 : 0;
	/* Of one package there are a few, so that those of one body are picked here. */
	bool both = q->package.n && q->body.n;
	const struct dais_sql_value values[] = { dais_sql_int(index_day_of(q->from)),
		dais_sql_int(dais_date_is_set(q->to) ? index_day_of(q->to) : LAST_DAY),
		dais_sql_int(both ? LAST_DAY : (int64_t)q->max),
		dais_sql_int(both ? 0 : (int64_t)q->skip),
		dais_sql_text(by == 2 ? q->package : q->body) };
	struct dais_index_meeting m = { 0 };
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	size_t passed = 0;
	bool row = true;

	if (!dais_sql_query(s->sql, ids[by][q->newest_first], values, by ? 5 : 4, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		read_meeting(&rows, a, &m);
		if (both && (!fits(&m, q) || passed++ < q->skip || ret->n >= q->max))
			continue;
		dais_vec_push(a, ret, m);
	}
	return !row;
}

bool
dais_index_meetings_under(struct dais_store *s, const dais_store_strs *bodies,
    struct dais_date from, struct dais_date to, size_t max, struct dais_arena *a,
    dais_index_meeting_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_INDEX_MEETINGS_UNDER,
		DAIS_SQL_ARGS(dais_sql_text(index_list(a, bodies)),
		    dais_sql_int(dais_date_is_set(from) ? index_day_of(from) : INDEX_NO_DAY + 1),
		    dais_sql_int(dais_date_is_set(to) ? index_day_of(to) : LAST_DAY),
		    dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		read_meeting(&rows, a, dais_vec_add(a, ret));
	return !row;
}

bool
dais_index_released(struct dais_store *s, const dais_store_strs *bodies, size_t max,
    struct dais_arena *a, dais_index_released_vec *ret, struct dais_err *err)
{
	const struct dais_sql_value values[] = { dais_sql_text(index_list(a, bodies)),
		dais_sql_int((int64_t)max) };
	bool all = !bodies->n;
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, all ? DAIS_SQL_INDEX_RELEASED : DAIS_SQL_INDEX_RELEASED_UNDER,
		all ? values + 1 : values, all ? 1 : 2, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_index_released *r = dais_vec_add(a, ret);

		r->at_ms = dais_sql_column_int(&rows, 0);
		r->package = dais_sql_column_dup(&rows, 1, a);
	}
	return !row;
}

/* ---- documents ---- */

static void
read_document(const struct dais_sql_rows *rows, struct dais_arena *a, struct dais_index_document *d)
{
	struct dais_str rest = dais_sql_column_dup(rows, 7, a), part;
	struct dais_str bodies = dais_sql_column_dup(rows, 3, a);

	*d = (struct dais_index_document){ 0 };
	d->package = dais_sql_column_dup(rows, 0, a);
	d->id = dais_sql_column_dup(rows, 1, a);
	d->kind = dais_sql_column_dup(rows, 2, a);
	(void)dais_str_next(&bodies, INDEX_BETWEEN, &d->body);
	while (bodies.n && dais_str_next(&bodies, INDEX_BETWEEN, &part))
		dais_vec_push(a, &d->also, part);
	d->available = (dais_lang_set)dais_sql_column_int(rows, 4);
	d->date = index_date_of(dais_sql_column_int(rows, 5));
	d->title = index_read_words(rows, 6, a);
	while (rest.n && dais_str_next(&rest, INDEX_BETWEEN, &part))
		dais_vec_push(a, &d->symbols, part);
}

bool
dais_index_documents(struct dais_store *s, const struct dais_index_documents_query *q,
    struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err)
{
	static const enum dais_sql_id ids[] = { DAIS_SQL_INDEX_DOCUMENTS,
		DAIS_SQL_INDEX_DOCUMENTS_BODY, DAIS_SQL_INDEX_DOCUMENTS_PACKAGE,
		DAIS_SQL_INDEX_DOCUMENTS_PACKAGE_BODY };
	int by = (q->package.n ? 2 : 0) + (q->body.n ? 1 : 0);
	int64_t from =
	    q->year ? index_day_of((struct dais_date){ q->year, 1, 1 }) : index_day_of(q->from);
	int64_t before = q->undated ? INDEX_NO_DAY + 1
			 : q->year  ? index_day_of((struct dais_date){ q->year + 1, 1, 1 })
			 : dais_date_is_set(q->to) ? index_day_of(q->to) + 1
						   : LAST_DAY;
	const struct dais_sql_value values[] = { dais_sql_int(from), dais_sql_int(before),
		dais_sql_text(q->kind), dais_sql_int(q->available), dais_sql_int((int64_t)q->max),
		dais_sql_int((int64_t)q->skip), dais_sql_text(q->package.n ? q->package : q->body),
		dais_sql_text(q->body) };
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, ids[by], values, by == 3 ? 8 : by ? 7 : 6, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		read_document(&rows, a, dais_vec_add(a, ret));
	return !row;
}

bool
dais_index_addresses(struct dais_store *s, struct dais_date from, struct dais_date to, size_t max,
    struct dais_arena *a, dais_index_address_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_INDEX_ADDRESSES,
		DAIS_SQL_ARGS(dais_sql_int(index_day_of(from)), dais_sql_int(index_day_of(to) + 1),
		    dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str symbols = dais_sql_column(&rows, 1), first;
		struct dais_index_address *one = dais_vec_add(a, ret);

		one->package = dais_sql_column_dup(&rows, 0, a);
		(void)dais_str_next(&symbols, INDEX_BETWEEN, &first);
		one->symbol = dais_arena_dup(a, first);
	}
	return !row;
}

void
dais_index_documents_next(
    struct dais_index_documents_query *q, const dais_index_document_vec *found, size_t n)
{
	struct dais_date day = found->v[n - 1].date;
	size_t of_day = 0;

	while (of_day < n && dais_date_eq(found->v[n - 1 - of_day].date, day))
		of_day++;
	/* All of one day: those passed before may have been of it, too. */
	if (of_day == n && (dais_date_eq(q->to, day) || q->undated))
		of_day += q->skip;
	q->undated = !dais_date_is_set(day);
	q->to = q->undated ? q->to : day;
	q->skip = of_day;
}

bool
dais_index_years(struct dais_store *s, struct dais_str body, struct dais_arena *a,
    dais_index_years_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(
		s->sql, DAIS_SQL_INDEX_YEARS, DAIS_SQL_ARGS(dais_sql_text(body)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, index_date_of(dais_sql_column_int(&rows, 0)).year);
	return !row;
}

bool
dais_index_symbol(struct dais_store *s, struct dais_str key, struct dais_arena *a,
    struct dais_index_document *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(s->sql, DAIS_SQL_INDEX_SYMBOL_FIND,
		DAIS_SQL_ARGS(dais_sql_text(index_fold(a, key))), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return dais_err_set(
		    err, DAIS_ERR_NOT_FOUND, "there is no document %.*s", DAIS_STR_ARG(key));
	read_document(&rows, a, ret);
	return true;
}

static bool
read_between(struct dais_store *s, enum dais_sql_id id, struct dais_str from, struct dais_str to,
    size_t max, struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, id,
		DAIS_SQL_ARGS(dais_sql_text(from), dais_sql_text(to), dais_sql_int((int64_t)max)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		read_document(&rows, a, dais_vec_add(a, ret));
	return !row;
}

/* Of @folded and a stroke, and the first that does not begin so: "0" is the byte behind "/". */
static struct dais_str
first_under(struct dais_arena *a, struct dais_str folded)
{
	return dais_arena_concat(a, folded, DAIS_STR("/"));
}

static struct dais_str
first_behind(struct dais_arena *a, struct dais_str folded)
{
	return dais_arena_concat(a, folded, DAIS_STR("0"));
}

bool
dais_index_symbols_under(struct dais_store *s, struct dais_str key, size_t max,
    struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err)
{
	struct dais_str folded = index_fold(a, key);

	return read_between(s, DAIS_SQL_INDEX_SYMBOL_UNDER, first_under(a, folded),
	    first_behind(a, folded), max, a, ret, err);
}

bool
dais_index_symbols_beside(struct dais_store *s, struct dais_str key, struct dais_str under,
    size_t max, struct dais_arena *a, dais_index_document_vec *ret, struct dais_err *err)
{
	struct dais_str folded = index_fold(a, key), above = index_fold(a, under);

	DAIS_ASSERT(dais_str_has_prefix(folded, first_under(a, above)));
	return read_between(s, DAIS_SQL_INDEX_SYMBOL_BEFORE, first_under(a, above), folded, max, a,
		   ret, err) &&
	       read_between(s, DAIS_SQL_INDEX_SYMBOL_UNDER, folded, first_behind(a, above), max, a,
		   ret, err);
}
