/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Making the tables again from the log, bringing the schema up to date, backups.
 */
#include "store/store_priv.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/file.h"
#include "store/file_priv.h"
#include "store/portable_priv.h"

/* ---- rebuild ---- */

static bool
clear_projection(struct dais_sql *c, struct dais_err *err)
{
	return dais_sql_run(c, DAIS_SQL_THING_CLEAR, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_sql_run(c, DAIS_SQL_CHANGE_THING_CLEAR, DAIS_SQL_NO_ARGS, NULL, err) &&
	       dais_index_clear(c, err) && dais_standing_clear(c, err);
}

bool
dais_log_replay(struct dais_sql *c, const struct dais_change *change, struct dais_err *err)
{
	for (size_t i = 0; i < change->entries.n; i++) {
		if (!dais_thing_apply(
			c, change->head.package, &change->entries.v[i], change->number, err))
			return false;
	}
	return dais_log_touch(c, change, err);
}

static bool
replay_all(struct dais_sql *c, uint64_t *ret_changes, struct dais_err *err)
{
	struct dais_log_walk w;
	struct dais_change change;
	bool ok = true;

	dais_log_walk_begin(&w, c);
	while (ok && dais_log_walk_next(&w, &change, NULL, err))
		ok = dais_log_replay(c, &change, err);
	*ret_changes = w.number;
	if (w.broken) {
		*err = w.what;
		ok = dais_err_context(err, "the log is damaged");
		(void)dais_err_hint(err, "Nothing was altered. Restore from a backup.");
	}
	dais_log_walk_end(&w);
	return ok && !err->code;
}

bool
dais_store_rebuild(struct dais_store *s, uint64_t *ret_changes, struct dais_err *err)
{
	bool unsure;

	if (!dais_sql_begin(s->sql, DAIS_SQL_WRITE, err))
		return false;
	if (clear_projection(s->sql, err) && replay_all(s->sql, ret_changes, err) &&
	    dais_sql_run(
		s->sql, DAIS_SQL_ANNOUNCE, DAIS_SQL_ARGS(dais_sql_text(DAIS_STR_NONE)), NULL, err))
		return dais_sql_commit(s->sql, &unsure, err);
	dais_sql_rollback(s->sql);
	return false;
}

/* ---- migrate ---- */

static bool
take_step(struct dais_sql *c, const struct dais_sql_step *step, struct dais_err *err)
{
	bool unsure;
	int schema = 0;

	if (!dais_sql_begin(c, DAIS_SQL_STATE, err))
		return false;
	/* Another process may have been faster. */
	if (dais_sql_run(c, DAIS_SQL_LOCK_TABLES, DAIS_SQL_NO_ARGS, NULL, err) &&
	    c->engine->schema(c, &schema, err) &&
	    (schema >= step->number || c->engine->script(c, step->script, err)))
		return dais_sql_commit(c, &unsure, err);
	dais_sql_rollback(c);
	return dais_err_context(err, "while taking step %d (%s)", step->number, step->name);
}

static bool
take_steps(struct dais_sql *c, bool dry_run, struct dais_arena *a, dais_store_strs *ret_steps,
    struct dais_err *err)
{
	int schema = 0, newest = dais_sql_newest(c->engine);

	if (!c->engine->schema(c, &schema, err))
		return false;
	if (!schema) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no record in this database");
		return dais_err_hint(err, "dais db init makes one.");
	}
	if (schema > newest) {
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED,
		    "the record has tables of form %d; this dais knows form %d", schema, newest);
		return dais_err_hint(err, "It was made by a newer dais: use that one.");
	}
	for (const struct dais_sql_step *step = c->engine->steps; step->number; step++) {
		if (step->number <= schema)
			continue;
		if (!dry_run && !take_step(c, step, err))
			return false;
		dais_vec_push(
		    a, ret_steps, dais_arena_printf(a, "%d: %s", step->number, step->name));
	}
	return true;
}

bool
dais_store_migrate(const struct dais_store_options *options, bool dry_run,
    dais_store_progress *progress, void *ctx, struct dais_arena *a, dais_store_strs *ret_steps,
    uint64_t *ret_files, struct dais_err *err)
{
	struct dais_store_options plain = *options;
	struct dais_sql *c = NULL;
	uint64_t bytes;
	bool ok;

	plain.create = false;
	plain.read_only = dry_run;
	if (!dais_sql_open(&plain, &c, err))
		return false;
	ok = take_steps(c, dry_run, a, ret_steps, err) &&
	     (dry_run ? dais_files_undivided(c, ret_files, &bytes, err)
		      : dais_files_divide(c, progress, ctx, ret_files, err));
	dais_sql_close(c);
	return ok;
}

/* ---- backup ---- */

/* The digest of the last change in the copy itself. */
static bool
read_head(const char *path, struct dais_digest *ret, struct dais_err *err)
{
	const struct dais_store_options options = { .where = path, .read_only = true };
	struct dais_sql *c = NULL;
	uint64_t number;
	bool ok;

	if (!dais_sql_open(&options, &c, err))
		return false;
	ok = dais_log_head(c, &number, ret, err);
	dais_sql_close(c);
	return ok;
}

static bool
copy_to(struct dais_store *s, const char *part, struct dais_digest *ret_head, struct dais_err *err)
{
	if (!s->sql->engine->copy)
		return dais_portable_write(s, part, ret_head, err);
	return s->sql->engine->copy(s->sql, part, err) && read_head(part, ret_head, err);
}

/* With what SQLite leaves beside a copy that had no room. */
static void
take_part_away(const char *part)
{
	static const char *const ends[] = { "", "-journal", "-wal", "-shm" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		(void)unlink(dais_arena_printf(a, "%s%s", part, ends[i]).p);
}

bool
dais_store_backup(
    struct dais_store *s, const char *to, struct dais_digest *ret_head, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const char *part = dais_arena_printf(a, "%s.part", to).p;

	if (dais_file_exists(to)) {
		(void)dais_err_set(err, DAIS_ERR_CONFLICT, "%s exists already", to);
		return dais_err_hint(err, "A backup never replaces a file: give another name.");
	}
	take_part_away(part);
	/* It appears whole or not at all. */
	if (!copy_to(s, part, ret_head, err)) {
		take_part_away(part);
		return false;
	}
	if (dais_file_place(part, to, err))
		return true;
	take_part_away(part);
	return false;
}
