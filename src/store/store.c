/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The open record and its things.
 */
#include "store/store_priv.h"

#include <inttypes.h>

#include "base/buf.h"
#include "text/words.h"

const char *
dais_store_engine(const struct dais_store *s)
{
	return s->sql->engine->name;
}

bool
dais_store_prepare_fence(
    struct dais_store *s, struct dais_arena *a, dais_fence_folders *ret, struct dais_err *err)
{
	s->serves = true;
	return s->sql->engine->prepare_fence(s->sql, dais_fence_lend, a, ret, err);
}

bool
dais_store_is_cut_off(const struct dais_store *s)
{
	return s->sql->engine->is_cut_off && s->sql->engine->is_cut_off(s->sql);
}

struct dais_sql *
dais_store_sql(struct dais_store *s)
{
	return s->sql;
}

void
dais_store_close(struct dais_store *s)
{
	if (!s)
		return;
	dais_store_abandon(s->writing);
	dais_sql_close(s->sql);
	dais_file_parts_release(s);
	dais_words_free(s->words);
	dais_arena_free(s->arena);
}

int
dais_sql_newest(const struct dais_sql_engine *e)
{
	int newest = 0;

	for (const struct dais_sql_step *step = e->steps; step->number; step++)
		newest = step->number;
	return newest;
}

static bool
make_tables(struct dais_sql *c, struct dais_err *err)
{
	bool unsure = false;
	int schema = 0;

	if (!c->engine->prepare(c, err) || !dais_sql_begin(c, DAIS_SQL_STATE, err))
		return false;
	/* Another process may have been faster. */
	if (!dais_sql_run(c, DAIS_SQL_LOCK_TABLES, DAIS_SQL_NO_ARGS, NULL, err) ||
	    !c->engine->schema(c, &schema, err)) {
		dais_sql_rollback(c);
		return false;
	}
	for (const struct dais_sql_step *step = c->engine->steps; step->number && !schema; step++) {
		if (!c->engine->script(c, step->script, err)) {
			dais_sql_rollback(c);
			return false;
		}
	}
	return dais_sql_commit(c, &unsure, err);
}

static bool
check_schema(struct dais_sql *c, const struct dais_store_options *options, struct dais_err *err)
{
	int schema = 0, newest = dais_sql_newest(c->engine);

	if (!c->engine->schema(c, &schema, err))
		return false;
	if (schema == newest)
		return true;
	if (schema > newest) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the record has tables of form %d; this dais knows form %d", schema, newest);
		return dais_err_hint(err, "It was made by a newer dais: use that one.");
	}
	if (schema) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the record has tables of form %d; this dais needs form %d", schema, newest);
		return dais_err_hint(
		    err, "Make a backup, then bring it up to date with dais db migrate.");
	}
	if (!options->create || options->read_only) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no record in this database");
		return dais_err_hint(err, "dais db init makes one.");
	}
	return make_tables(c, err);
}

bool
dais_store_open(
    const struct dais_store_options *options, struct dais_store **ret, struct dais_err *err)
{
	struct dais_arena *a;
	struct dais_sql *c = NULL;
	bool news;

	if (!dais_sql_open(options, &c, err))
		return false;
	/* What others change from now on is news. */
	if (!check_schema(c, options, err) || !c->engine->has_news(c, &news, err)) {
		dais_sql_close(c);
		return false;
	}
	a = dais_arena_new((size_t)1 << 20);
	*ret = DAIS_NEW(a, struct dais_store);
	**ret = (struct dais_store){ .arena = a, .sql = c };
	return true;
}

bool
dais_store_has_news(struct dais_store *s, bool *ret, struct dais_err *err)
{
	return s->sql->engine->has_news(s->sql, ret, err);
}

bool
dais_store_find_digest(struct dais_store *s, const struct dais_digest *digest, uint64_t *ret_number,
    struct dais_err *err)
{
	int64_t number = 0;

	if (!dais_sql_number(
		s->sql, DAIS_SQL_CHANGE_FIND, DAIS_SQL_ARGS(dais_sql_digest(digest)), &number, err))
		return false;
	*ret_number = (uint64_t)number;
	return true;
}

/* ---- things ---- */

bool
dais_store_thing(struct dais_store *s, struct dais_str package, struct dais_str kind,
    struct dais_str id, struct dais_arena *a, struct dais_thing *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!dais_sql_query(s->sql, DAIS_SQL_THING_GET,
		DAIS_SQL_ARGS(dais_sql_text(package), dais_sql_text(kind), dais_sql_text(id)),
		&rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (!row)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no %.*s %.*s",
		    DAIS_STR_ARG(kind), DAIS_STR_ARG(id));
	ret->package = dais_arena_dup(a, package);
	ret->kind = dais_arena_dup(a, kind);
	ret->id = dais_arena_dup(a, id);
	ret->position = dais_sql_column_int(&rows, 0);
	ret->value = dais_sql_column_dup(&rows, 1, a);
	ret->revision = (uint64_t)dais_sql_column_int(&rows, 2);
	return true;
}

bool
dais_store_things(struct dais_store *s, struct dais_str package, struct dais_str kind,
    struct dais_arena *a, dais_thing_vec *ret, struct dais_err *err)
{
	const struct dais_sql_value values[] = { dais_sql_text(package), dais_sql_text(kind) };
	struct dais_str owner = dais_arena_dup(a, package);
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, kind.n ? DAIS_SQL_THING_LIST_KIND : DAIS_SQL_THING_LIST, values,
		kind.n ? 2 : 1, &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_thing *t = dais_vec_add(a, ret);

		t->package = owner;
		t->kind = dais_sql_column_dup(&rows, 0, a);
		t->id = dais_sql_column_dup(&rows, 1, a);
		t->position = dais_sql_column_int(&rows, 2);
		t->value = dais_sql_column_dup(&rows, 3, a);
		t->revision = (uint64_t)dais_sql_column_int(&rows, 4);
	}
	return !row;
}

bool
dais_store_packages(struct dais_store *s, struct dais_str after, size_t max, struct dais_arena *a,
    dais_store_strs *ret, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = true;

	if (!dais_sql_query(s->sql, DAIS_SQL_PACKAGE_LIST,
		DAIS_SQL_ARGS(dais_sql_text(after), dais_sql_int((int64_t)max)), &rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row)
		dais_vec_push(a, ret, dais_sql_column_dup(&rows, 0, a));
	return !row;
}

bool
dais_store_latest(
    struct dais_store *s, struct dais_str package, uint64_t *ret, struct dais_err *err)
{
	const struct dais_sql_value value = dais_sql_text(package);
	int64_t number = 0;

	if (!dais_sql_number(s->sql, package.p ? DAIS_SQL_LATEST_OF : DAIS_SQL_LATEST, &value,
		package.p ? 1 : 0, &number, err))
		return false;
	*ret = (uint64_t)number;
	return true;
}

bool
dais_store_latest_of_kind(struct dais_store *s, struct dais_str package, struct dais_str kind,
    uint64_t *ret, struct dais_err *err)
{
	int64_t number = 0;

	if (!dais_sql_number(s->sql, DAIS_SQL_LATEST_OF_KIND,
		DAIS_SQL_ARGS(dais_sql_text(package), dais_sql_text(kind)), &number, err))
		return false;
	*ret = (uint64_t)number;
	return true;
}

bool
dais_thing_apply(struct dais_sql *c, struct dais_str package, const struct dais_change_entry *e,
    uint64_t number, struct dais_err *err)
{
	if (dais_str_is(e->kind, DAIS_KIND_BYTES))
		return true;
	if (!e->after.n)
		return dais_sql_run(c, DAIS_SQL_THING_REMOVE,
		    DAIS_SQL_ARGS(
			dais_sql_text(package), dais_sql_text(e->kind), dais_sql_text(e->id)),
		    NULL, err);
	return dais_sql_run(c, DAIS_SQL_THING_PUT,
	    DAIS_SQL_ARGS(dais_sql_text(package), dais_sql_text(e->kind), dais_sql_text(e->id),
		dais_sql_int(e->position_after), dais_sql_text(e->after),
		dais_sql_int((int64_t)number)),
	    NULL, err);
}
