/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The entries of the log as bytes (doc/record.md), and the walk along their chain.
 */
#include "store/store_priv.h"

#include <inttypes.h>
#include <stdio.h>

/* An entry has at least the lengths of its four strings and two positions. */
#define ENTRY_MIN 48
#define PORTION 256

static void
put_number(struct dais_buf *out, uint64_t v)
{
	unsigned char bytes[8];

	for (int i = 7; i >= 0; i--, v >>= 8)
		bytes[i] = (unsigned char)v;
	dais_buf_put_bytes(out, bytes, sizeof(bytes));
}

static void
put_string(struct dais_buf *out, struct dais_str s)
{
	put_number(out, s.n);
	dais_buf_put(out, s);
}

void
dais_log_encode(const struct dais_change *c, struct dais_buf *out)
{
	put_number(out, c->number);
	put_number(out, (uint64_t)c->head.at_ms);
	put_string(out, c->head.who);
	put_string(out, c->head.action);
	put_string(out, c->head.why);
	put_string(out, c->head.package);
	put_number(out, c->entries.n);
	for (size_t i = 0; i < c->entries.n; i++) {
		const struct dais_change_entry *e = &c->entries.v[i];

		put_string(out, e->kind);
		put_string(out, e->id);
		put_number(out, (uint64_t)e->position_before);
		put_number(out, (uint64_t)e->position_after);
		put_string(out, e->before);
		put_string(out, e->after);
	}
}

struct reader {
	struct dais_str rest;
	bool failed;
};

static uint64_t
take_number(struct reader *r)
{
	uint64_t v = 0;

	if (r->failed || r->rest.n < 8) {
		r->failed = true;
		return 0;
	}
	for (size_t i = 0; i < 8; i++)
		v = v << 8 | (unsigned char)r->rest.p[i];
	r->rest = dais_str_sub(r->rest, 8, r->rest.n);
	return v;
}

static struct dais_str
take_string(struct reader *r)
{
	uint64_t n = take_number(r);
	struct dais_str s;

	if (r->failed || n > r->rest.n) {
		r->failed = true;
		return DAIS_STR_NONE;
	}
	s = dais_str_sub(r->rest, 0, (size_t)n);
	r->rest = dais_str_sub(r->rest, (size_t)n, r->rest.n);
	return s;
}

bool
dais_log_decode(struct dais_str content, struct dais_arena *a, struct dais_change *ret)
{
	struct reader r = { content, false };
	uint64_t n;

	*ret = (struct dais_change){ 0 };
	ret->number = take_number(&r);
	ret->head.at_ms = (int64_t)take_number(&r);
	ret->head.who = take_string(&r);
	ret->head.action = take_string(&r);
	ret->head.why = take_string(&r);
	ret->head.package = take_string(&r);
	n = take_number(&r);
	if (r.failed || n > r.rest.n / ENTRY_MIN)
		return false;
	for (uint64_t i = 0; i < n; i++) {
		struct dais_change_entry *e = dais_vec_add(a, &ret->entries);

		e->kind = take_string(&r);
		e->id = take_string(&r);
		e->position_before = (int64_t)take_number(&r);
		e->position_after = (int64_t)take_number(&r);
		e->before = take_string(&r);
		e->after = take_string(&r);
	}
	return !r.failed && r.rest.n == 0;
}

struct dais_digest
dais_log_digest(const struct dais_digest *previous, struct dais_str content)
{
	struct dais_digest_state s;

	dais_digest_begin(&s);
	dais_digest_add(
	    &s, (struct dais_str){ (const char *)previous->bytes, sizeof(previous->bytes) });
	dais_digest_add(&s, content);
	return dais_digest_end(&s);
}

static bool
take_digest(struct dais_str bytes, struct dais_digest *ret)
{
	if (bytes.n != sizeof(ret->bytes))
		return false;
	memcpy(ret->bytes, bytes.p, sizeof(ret->bytes));
	return true;
}

bool
dais_log_head(
    struct dais_sql *c, uint64_t *ret_number, struct dais_digest *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	*ret_number = 0;
	*ret = (struct dais_digest){ { 0 } };
	if (!dais_sql_query(c, DAIS_SQL_HEAD, DAIS_SQL_NO_ARGS, &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return true;
	*ret_number = (uint64_t)dais_sql_column_int(&rows, 0);
	return take_digest(dais_sql_column(&rows, 1), ret) ||
	       dais_err_set(err, DAIS_ERR_INTERNAL, "change %llu has no digest",
		   (unsigned long long)*ret_number);
}

bool
dais_log_touch(struct dais_sql *c, const struct dais_change *change, struct dais_err *err)
{
	for (size_t i = 0; i < change->entries.n; i++) {
		const struct dais_change_entry *e = &change->entries.v[i];

		if (!dais_sql_run(c, DAIS_SQL_CHANGE_THING_ADD,
			DAIS_SQL_ARGS(dais_sql_text(change->head.package), dais_sql_text(e->kind),
			    dais_sql_text(e->id), dais_sql_int((int64_t)change->number)),
			NULL, err))
			return false;
	}
	return true;
}

/* ---- the changes of a question ---- */

static bool
read_previous(struct dais_sql *c, uint64_t number, struct dais_digest *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	*ret = (struct dais_digest){ { 0 } };
	if (number <= 1)
		return true;
	if (!dais_sql_query(c, DAIS_SQL_CHANGE_DIGEST,
		DAIS_SQL_ARGS(dais_sql_int((int64_t)number - 1)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (row && take_digest(dais_sql_column(&rows, 0), ret))
		return true;
	return dais_err_set(err, DAIS_ERR_INTERNAL, "the change before change %llu is missing",
	    (unsigned long long)number);
}

static bool
read_change(const struct dais_sql_rows *rows, struct dais_arena *a, struct dais_change *ret,
    struct dais_err *err)
{
	uint64_t number = (uint64_t)dais_sql_column_int(rows, 0);

	if (!dais_log_decode(dais_sql_column_dup(rows, 2, a), a, ret) || ret->number != number ||
	    !take_digest(dais_sql_column(rows, 3), &ret->digest)) {
		(void)dais_err_set(err, DAIS_ERR_INTERNAL, "change %llu in the log is damaged",
		    (unsigned long long)number);
		return dais_err_hint(err, "See dais db verify, and restore from a backup.");
	}
	return true;
}

static enum dais_sql_id
question(const struct dais_change_query *q)
{
	static const enum dais_sql_id ids[3][2] = {
		{ DAIS_SQL_CHANGES_ALL, DAIS_SQL_CHANGES_ALL_NEWEST },
		{ DAIS_SQL_CHANGES_PACKAGE, DAIS_SQL_CHANGES_PACKAGE_NEWEST },
		{ DAIS_SQL_CHANGES_THING, DAIS_SQL_CHANGES_THING_NEWEST },
	};

	return ids[q->kind.n ? 2 : q->package.p ? 1 : 0][q->newest_first];
}

bool
dais_store_changes(struct dais_store *s, const struct dais_change_query *query,
    struct dais_arena *a, dais_change_vec *ret, struct dais_err *err)
{
	uint64_t from = query->newest_first && !query->after ? INT64_MAX : query->after;
	const struct dais_sql_value values[] = { dais_sql_int((int64_t)from),
		dais_sql_int((int64_t)query->max), dais_sql_text(query->package),
		dais_sql_text(query->kind), dais_sql_text(query->id) };
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, question(query), values,
		query->kind.n      ? 5
		: query->package.p ? 3
				   : 2,
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		if (!read_change(&rows, a, dais_vec_add(a, ret), err))
			return false;
	}
	for (size_t i = 0; !row && i < ret->n; i++) {
		struct dais_change *c = &ret->v[i];

		if (!read_previous(s->sql, c->number, &c->previous, err))
			return false;
	}
	return !row;
}

bool
dais_store_changes_short(struct dais_store *s, uint64_t after, size_t max,
    const char *const kinds[2], struct dais_arena *a, dais_change_shorts *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_CHANGE_HEADS,
		DAIS_SQL_ARGS(dais_sql_int((int64_t)after), dais_sql_int((int64_t)max),
		    dais_sql_text(dais_str_from(kinds[0])), dais_sql_text(dais_str_from(kinds[1]))),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret,
		    ((struct dais_change_short){ .number = (uint64_t)dais_sql_column_int(&rows, 0),
			.package = dais_sql_column_dup(&rows, 1, a),
			.has = { dais_sql_column_int(&rows, 2) > 0,
			    dais_sql_column_int(&rows, 3) > 0 } }));
	return !row;
}

bool
dais_store_touched_again(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    struct dais_map *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_CHANGE_THINGS_AGAIN,
		DAIS_SQL_ARGS(dais_sql_text(package)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str kind = dais_sql_column(&rows, 0), id = dais_sql_column(&rows, 1);

		(void)dais_map_add(ret,
		    dais_arena_printf(a, "%.*s %.*s", DAIS_STR_ARG(kind), DAIS_STR_ARG(id)), 0);
	}
	return !row;
}

/* ---- the walk ---- */

void
dais_log_walk_begin(struct dais_log_walk *w, struct dais_sql *c)
{
	*w = (struct dais_log_walk){ .sql = c };
}

void
dais_log_walk_end(struct dais_log_walk *w)
{
	dais_sql_rows_end(&w->rows);
	dais_arena_free(w->arena);
	w->arena = NULL;
}

/* Whether the row at hand is the next link of the chain. */
static bool
check_link(struct dais_log_walk *w, struct dais_change *ret, struct dais_str content)
{
	uint64_t number = (uint64_t)dais_sql_column_int(&w->rows, 0);
	unsigned long long due = w->number + 1;

	if (number != w->number + 1)
		return dais_err_set(&w->what, DAIS_ERR_INTERNAL, "change %llu is missing", due);
	if (!take_digest(dais_sql_column(&w->rows, 3), &ret->digest))
		return dais_err_set(&w->what, DAIS_ERR_INTERNAL, "change %llu has no digest", due);
	ret->previous = w->digest;
	w->digest = dais_log_digest(&ret->previous, content);
	if (!dais_digest_eq(&w->digest, &ret->digest))
		return dais_err_set(&w->what, DAIS_ERR_INTERNAL,
		    "change %llu does not have the digest that is noted with it", due);
	if (ret->number != number)
		return dais_err_set(
		    &w->what, DAIS_ERR_INTERNAL, "change %llu bears another number inside", due);
	if (!dais_str_eq(ret->head.package, dais_sql_column(&w->rows, 1)))
		return dais_err_set(
		    &w->what, DAIS_ERR_INTERNAL, "change %llu is noted under another package", due);
	return true;
}

static bool
next_row(struct dais_log_walk *w, bool *ret_row, struct dais_err *err)
{
	if (!w->rows.connection || w->left == 0) {
		dais_sql_rows_end(&w->rows);
		w->left = PORTION;
		if (!dais_sql_query(w->sql, DAIS_SQL_CHANGES_ALL,
			DAIS_SQL_ARGS(dais_sql_int((int64_t)w->number), dais_sql_int(PORTION)),
			&w->rows, err))
			return false;
	}
	w->left--;
	return dais_sql_next(&w->rows, ret_row, err);
}

bool
dais_log_walk_next(struct dais_log_walk *w, struct dais_change *ret, struct dais_str *ret_content,
    struct dais_err *err)
{
	struct dais_str content;
	bool row = false, decoded;

	if (w->ended || w->broken || !next_row(w, &row, err))
		return false;
	if (!row) {
		w->ended = true;
		return false;
	}
	dais_arena_free(w->arena);
	w->arena = dais_arena_new((size_t)8 << 30);
	content = dais_sql_column(&w->rows, 2);
	decoded = dais_log_decode(content, w->arena, ret);
	w->broken =
	    !check_link(w, ret, content) ||
	    (!decoded && !dais_err_set(&w->what, DAIS_ERR_INTERNAL, "change %llu cannot be read",
			     (unsigned long long)w->number + 1));
	if (w->broken)
		return false;
	w->number++;
	if (ret_content)
		*ret_content = content;
	return true;
}
