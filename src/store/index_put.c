/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rows of the index: what is told of a package, row by row, and how they replace those that are
 * there.
 */
#include "store/index_priv.h"
#include "store/search.h"

/* Where the rows go, one after another. */
struct taker {
	struct dais_arena *a;
	struct dais_str package;
	index_row_fn *take;
	void *ctx;
};

static struct dais_sql_value
words(struct dais_arena *a, const struct dais_ml *ml)
{
	struct dais_str all = DAIS_STR_NONE;

	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		char *in = dais_arena_cstr(a, ml->in[l]);

		for (char *p = in; *p; p++)
			*p = *p == INDEX_BETWEEN ? ' ' : *p;
		all = dais_arena_printf(a, "%.*s%s%s", DAIS_STR_ARG(all), l ? "\x1f" : "", in);
	}
	return dais_sql_text(all);
}

static bool
add_body(const struct taker *t, const struct dais_index_body *b, struct dais_err *err)
{
	return t->take(t->ctx, DAIS_SQL_INDEX_BODY_ADD,
	    DAIS_SQL_ARGS(dais_sql_text(t->package), dais_sql_text(b->key),
		dais_sql_text(b->parent), words(t->a, &b->name), words(t->a, &b->short_name),
		dais_sql_int(b->noun_is_session), dais_sql_int(index_day_of(b->as_of))),
	    err);
}

static bool
add_meeting(
    const struct taker *t, size_t line, const struct dais_index_meeting *m, struct dais_err *err)
{
	int64_t opens = index_day_of(m->opens.date), closes = index_day_of(m->closes);

	closes = closes < opens ? opens : closes;
	return t->take(t->ctx, DAIS_SQL_INDEX_MEETING_ADD,
	    DAIS_SQL_ARGS(dais_sql_text(t->package), dais_sql_int((int64_t)line),
		dais_sql_text(m->body), dais_sql_int(m->ordinal), dais_sql_int(opens),
		dais_sql_int(m->opens.minute), dais_sql_int(closes),
		dais_sql_int(opens == INDEX_NO_DAY ? 0 : closes - opens), dais_sql_text(m->zone),
		dais_sql_text(m->modality), dais_sql_text(m->status), words(t->a, &m->place),
		dais_sql_int((int64_t)m->release), dais_sql_int(m->released_ms)),
	    err);
}

/* Its bodies as one text. */
static struct dais_str
join_bodies(struct dais_arena *a, const struct dais_index_document *d)
{
	struct dais_str all = d->body;

	for (size_t i = 0; i < d->also.n; i++)
		all = dais_arena_printf(
		    a, "%.*s%c%.*s", DAIS_STR_ARG(all), INDEX_BETWEEN, DAIS_STR_ARG(d->also.v[i]));
	return all;
}

static bool
add_document_of(const struct taker *t, const struct dais_index_document *d, struct dais_str body,
    struct dais_err *err)
{
	return t->take(t->ctx, DAIS_SQL_INDEX_DOCUMENT_OF_ADD,
	    DAIS_SQL_ARGS(dais_sql_text(t->package), dais_sql_text(d->id), dais_sql_text(body),
		dais_sql_int(index_day_of(d->date))),
	    err);
}

static bool
add_document(const struct taker *t, const struct dais_index_document *d, struct dais_err *err)
{
	struct dais_str all = DAIS_STR_NONE;

	for (size_t i = 0; i < d->symbols.n; i++) {
		struct dais_str folded = index_fold(t->a, d->symbols.v[i]);

		if (!t->take(t->ctx, DAIS_SQL_INDEX_SYMBOL_ADD,
			DAIS_SQL_ARGS(
			    dais_sql_text(folded), dais_sql_text(t->package), dais_sql_text(d->id)),
			err))
			return false;
		all = dais_arena_printf(t->a, "%.*s%s%.*s", DAIS_STR_ARG(all), i ? "\x1f" : "",
		    DAIS_STR_ARG(d->symbols.v[i]));
	}
	for (size_t i = 0; i < d->also.n; i++) {
		if (!add_document_of(t, d, d->also.v[i], err))
			return false;
	}
	return t->take(t->ctx, DAIS_SQL_INDEX_DOCUMENT_ADD,
		   DAIS_SQL_ARGS(dais_sql_text(t->package), dais_sql_text(d->id),
		       dais_sql_text(d->kind), dais_sql_text(join_bodies(t->a, d)),
		       dais_sql_int(d->available), dais_sql_int(index_day_of(d->date)),
		       words(t->a, &d->title), dais_sql_text(all)),
		   err) &&
	       add_document_of(t, d, d->body, err);
}

bool
index_rows_each(struct dais_arena *a, struct dais_str package, const struct dais_index_rows *rows,
    index_row_fn *take, void *ctx, struct dais_err *err)
{
	const struct taker t = { .a = a, .package = package, .take = take, .ctx = ctx };

	for (size_t i = 0; i < rows->bodies.n; i++) {
		if (!add_body(&t, &rows->bodies.v[i], err))
			return false;
	}
	for (size_t i = 0; i < rows->meetings.n; i++) {
		if (!add_meeting(&t, i, &rows->meetings.v[i], err))
			return false;
	}
	for (size_t i = 0; i < rows->documents.n; i++) {
		if (!add_document(&t, &rows->documents.v[i], err))
			return false;
	}
	return true;
}

/* ---- replacing ---- */

static bool
remove_rows(struct dais_sql *c, struct dais_str package, struct dais_err *err)
{
	static const enum dais_sql_id ids[] = { DAIS_SQL_INDEX_BODY_REMOVE,
		DAIS_SQL_INDEX_MEETING_REMOVE, DAIS_SQL_INDEX_DOCUMENT_REMOVE,
		DAIS_SQL_INDEX_DOCUMENT_OF_REMOVE, DAIS_SQL_INDEX_SYMBOL_REMOVE };

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		if (!dais_sql_run(c, ids[i], DAIS_SQL_ARGS(dais_sql_text(package)), NULL, err))
			return false;
	}
	return true;
}

static bool
put_row(
    void *sql, enum dais_sql_id id, const struct dais_sql_value *v, size_t n, struct dais_err *err)
{
	return dais_sql_run(sql, id, v, n, NULL, err);
}

bool
dais_index_replace(struct dais_writing *w, const struct dais_index_rows *rows, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_sql *c = dais_writing_sql(w);
	struct dais_str package = dais_writing_package(w);

	struct index_touched touched;

	if (index_touched_before(c, a, package, rows, &touched, err) &&
	    remove_rows(c, package, err) && index_rows_each(a, package, rows, put_row, c, err) &&
	    index_touched_after(c, a, w->head.at_ms, rows, &touched, err) &&
	    dais_search_replace(w, rows->texts.v, rows->texts.n, err))
		return true;
	w->doomed = true;
	return false;
}

bool
dais_index_clear(struct dais_sql *c, struct dais_err *err)
{
	static const enum dais_sql_id ids[] = { DAIS_SQL_INDEX_BODY_CLEAR,
		DAIS_SQL_INDEX_MEETING_CLEAR, DAIS_SQL_INDEX_DOCUMENT_CLEAR,
		DAIS_SQL_INDEX_DOCUMENT_OF_CLEAR, DAIS_SQL_INDEX_SYMBOL_CLEAR,
		DAIS_SQL_INDEX_BODY_NOW_CLEAR, DAIS_SQL_INDEX_STAMP_CLEAR };

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		if (!dais_sql_run(c, ids[i], DAIS_SQL_NO_ARGS, NULL, err))
			return false;
	}
	return dais_search_empty(c, err);
}
