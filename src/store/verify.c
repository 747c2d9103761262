/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Verification: the chain of digests is recomputed, the log is replayed in memory as far as digests
 * of things, and everything that was made from the log is held against it.
 */
#include "store/file_priv.h"
#include "store/walk_priv.h"

#include <inttypes.h>
#include <stdio.h>

#define PORTION 500
#define PROGRESS_EVERY 1000

struct short_digest {
	unsigned char bytes[16];
};

/* What the log says of a thing or file. */
struct slot {
	struct short_digest key;
	struct short_digest state;
	uint64_t revision; /* 0: the slot is free */
	bool exists;
	bool found; /* in the table as well */
};

struct slots {
	struct dais_arena *arena;
	struct slot *v;
	size_t n, cap;
};

struct verification {
	struct dais_store *store;
	struct dais_store_verdict *verdict;
	struct slots things, files;
	uint64_t touched[2]; /* sums of digests of "which change touched which thing" */
	dais_store_progress *progress;
	void *ctx;
	uint64_t done, total;
	bool stopped;
	struct dais_err ignored; /* offences after the first */
};

/* ---- digests of parts ---- */

static void
add_string(struct dais_digest_state *d, struct dais_str s)
{
	uint64_t n = s.n;

	dais_digest_add(d, (struct dais_str){ (const char *)&n, sizeof(n) });
	dais_digest_add(d, s);
}

static struct short_digest
end_short(struct dais_digest_state *d)
{
	struct dais_digest whole = dais_digest_end(d);
	struct short_digest s;

	memcpy(s.bytes, whole.bytes, sizeof(s.bytes));
	return s;
}

static struct short_digest
digest_key(struct dais_str package, struct dais_str kind, struct dais_str id, uint64_t number)
{
	struct dais_digest_state d;

	dais_digest_begin(&d);
	add_string(&d, package);
	add_string(&d, kind);
	add_string(&d, id);
	dais_digest_add(&d, (struct dais_str){ (const char *)&number, sizeof(number) });
	return end_short(&d);
}

static struct short_digest
digest_state(int64_t position, struct dais_str value)
{
	struct dais_digest_state d;

	dais_digest_begin(&d);
	dais_digest_add(&d, (struct dais_str){ (const char *)&position, sizeof(position) });
	add_string(&d, value);
	return end_short(&d);
}

static bool
is_same(const struct short_digest *a, const struct short_digest *b)
{
	return memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}

/* ---- the table of what the log says ---- */

static struct slot *
find_slot(struct slot *v, size_t cap, const struct short_digest *key)
{
	uint64_t at;

	memcpy(&at, key->bytes, sizeof(at));
	for (at &= cap - 1; v[at].revision && !is_same(&v[at].key, key); at = (at + 1) & (cap - 1))
		continue;
	return &v[at];
}

static void
grow(struct slots *t)
{
	size_t cap = t->cap ? t->cap * 2 : 1024;
	struct dais_arena *a = dais_arena_new((size_t)1 << 40);
	struct slot *v = DAIS_NEW_N(a, cap, struct slot);

	for (size_t i = 0; i < t->cap; i++) {
		if (t->v[i].revision)
			*find_slot(v, cap, &t->v[i].key) = t->v[i];
	}
	dais_arena_free(t->arena);
	t->arena = a;
	t->v = v;
	t->cap = cap;
}

static struct slot *
slot_of(struct slots *t, const struct short_digest *key)
{
	struct slot *s;

	if (t->n * 2 >= t->cap)
		grow(t);
	s = find_slot(t->v, t->cap, key);
	if (!s->revision) {
		t->n++;
		s->key = *key;
	}
	return s;
}

/* ---- verdicts ---- */

/* The error in which an offence is told: that of the verdict for the first, none for those after.
 */
static struct dais_err *
offence(struct verification *v, uint64_t change)
{
	if (!v->verdict->sound) {
		v->ignored = (struct dais_err)DAIS_ERR_INIT;
		return &v->ignored;
	}
	v->verdict->sound = false;
	v->verdict->change = change;
	v->verdict->what = (struct dais_err)DAIS_ERR_INIT;
	return &v->verdict->what;
}

static bool
tick(struct verification *v)
{
	v->done++;
	if (v->progress && v->done % PROGRESS_EVERY == 0 && !v->progress(v->ctx, v->done, v->total))
		v->stopped = true;
	return !v->stopped;
}

/* ---- the log ---- */

static bool
check_file_entry(
    struct verification *v, const struct dais_change *c, const struct dais_change_entry *e)
{
	struct short_digest key = digest_key(DAIS_STR_NONE, e->kind, e->id, 0);
	struct slot *s = slot_of(&v->files, &key);

	if (s->revision || e->before.n || !e->after.n)
		return dais_err_set(offence(v, c->number), DAIS_ERR_INTERNAL,
		    "change %llu says that file %.*s came again", (unsigned long long)c->number,
		    DAIS_STR_ARG(e->id));
	s->revision = c->number;
	s->exists = true;
	s->state = digest_state(0, e->after);
	return true;
}

static bool
check_entry(struct verification *v, const struct dais_change *c, const struct dais_change_entry *e)
{
	struct short_digest key = digest_key(c->head.package, e->kind, e->id, 0);
	struct short_digest touch = digest_key(c->head.package, e->kind, e->id, c->number);
	struct short_digest before = digest_state(e->position_before, e->before);
	struct slot *s;
	uint64_t parts[2];

	memcpy(parts, touch.bytes, sizeof(parts));
	v->touched[0] += parts[0];
	v->touched[1] += parts[1];
	if (dais_str_is(e->kind, DAIS_KIND_BYTES))
		return check_file_entry(v, c, e);
	s = slot_of(&v->things, &key);
	if (s->revision == c->number || s->exists != (e->before.n != 0) ||
	    (s->exists && !is_same(&s->state, &before)))
		return dais_err_set(offence(v, c->number), DAIS_ERR_INTERNAL,
		    "change %llu does not begin with %.*s %.*s as it was before",
		    (unsigned long long)c->number, DAIS_STR_ARG(e->kind), DAIS_STR_ARG(e->id));
	s->revision = c->number;
	s->exists = e->after.n != 0;
	s->state = digest_state(e->position_after, e->after);
	return true;
}

static bool
check_log(struct verification *v, struct dais_err *err)
{
	struct dais_log_walk w;
	struct dais_change c;
	bool ok = true;

	dais_log_walk_begin(&w, v->store->sql);
	while (ok && dais_log_walk_next(&w, &c, NULL, err)) {
		v->verdict->changes++;
		v->verdict->head = c.digest;
		for (size_t i = 0; ok && i < c.entries.n; i++)
			ok = check_entry(v, &c, &c.entries.v[i]);
		ok = ok && tick(v);
	}
	if (w.broken) {
		*offence(v, w.number + 1) = w.what;
		ok = false;
	}
	dais_log_walk_end(&w);
	return ok && !err->code;
}

/* ---- the tables made from it ---- */

struct cursor {
	struct dais_arena *arena;
	struct dais_str package, kind, id;
	int64_t number;
};

static void
remember(struct cursor *at, const struct dais_sql_rows *rows)
{
	struct dais_arena *a = dais_arena_new((size_t)1 << 20);

	at->package = dais_sql_column_dup(rows, 0, a);
	at->kind = dais_sql_column_dup(rows, 1, a);
	at->id = dais_sql_column_dup(rows, 2, a);
	dais_arena_free(at->arena);
	at->arena = a;
}

static bool
check_thing(struct verification *v, const struct dais_sql_rows *rows)
{
	struct dais_str kind = dais_sql_column(rows, 1), id = dais_sql_column(rows, 2);
	struct short_digest key = digest_key(dais_sql_column(rows, 0), kind, id, 0);
	struct short_digest state =
	    digest_state(dais_sql_column_int(rows, 3), dais_sql_column(rows, 4));
	struct slot *s = slot_of(&v->things, &key);

	v->verdict->things++;
	if (!s->revision || !s->exists)
		return dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
		    "%.*s %.*s of \"%.*s\" is not in the log", DAIS_STR_ARG(kind), DAIS_STR_ARG(id),
		    DAIS_STR_ARG(dais_sql_column(rows, 0)));
	if (!is_same(&s->state, &state) || s->revision != (uint64_t)dais_sql_column_int(rows, 5))
		return dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
		    "%.*s %.*s of \"%.*s\" is not as change %llu left it", DAIS_STR_ARG(kind),
		    DAIS_STR_ARG(id), DAIS_STR_ARG(dais_sql_column(rows, 0)),
		    (unsigned long long)s->revision);
	s->found = true;
	return tick(v);
}

/* Whatever of the log is not in the table. */
static bool
check_missing(struct verification *v, const struct slots *t, bool files)
{
	for (size_t i = 0; i < t->cap; i++) {
		const struct slot *s = &t->v[i];

		if (s->revision && s->exists && !s->found)
			return files ? dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
					   "a file that change %llu made is missing",
					   (unsigned long long)s->revision)
				     : dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
					   "a thing that change %llu made is missing",
					   (unsigned long long)s->revision);
	}
	return true;
}

static bool
check_things(struct verification *v, struct dais_err *err)
{
	struct cursor at = { 0 };
	size_t n = PORTION;
	bool ok = true;

	while (ok && n == PORTION) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = true;

		ok = dais_sql_query(v->store->sql, DAIS_SQL_THING_AFTER,
		    DAIS_SQL_ARGS(dais_sql_text(at.package), dais_sql_text(at.kind),
			dais_sql_text(at.id), dais_sql_int(PORTION)),
		    &rows, err);
		for (n = 0; ok && (ok = dais_sql_next(&rows, &row, err)) && row; n++) {
			ok = check_thing(v, &rows);
			if (n == PORTION - 1)
				remember(&at, &rows);
		}
	}
	dais_arena_free(at.arena);
	return ok && check_missing(v, &v->things, false);
}

static bool
check_touched(struct verification *v, struct dais_err *err)
{
	struct cursor at = { 0 };
	uint64_t sums[2] = { 0 }, parts[2];
	size_t n = PORTION;
	bool ok = true;

	while (ok && n == PORTION) {
		DAIS_SQL_ROWS_AUTO rows = { 0 };
		bool row = true;

		ok = dais_sql_query(v->store->sql, DAIS_SQL_CHANGE_THING_AFTER,
		    DAIS_SQL_ARGS(dais_sql_text(at.package), dais_sql_text(at.kind),
			dais_sql_text(at.id), dais_sql_int(at.number), dais_sql_int(PORTION)),
		    &rows, err);
		for (n = 0; ok && (ok = dais_sql_next(&rows, &row, err)) && row; n++) {
			int64_t number = dais_sql_column_int(&rows, 3);
			struct short_digest d = digest_key(dais_sql_column(&rows, 0),
			    dais_sql_column(&rows, 1), dais_sql_column(&rows, 2), (uint64_t)number);

			memcpy(parts, d.bytes, sizeof(parts));
			sums[0] += parts[0];
			sums[1] += parts[1];
			if (n == PORTION - 1) {
				remember(&at, &rows);
				at.number = number;
			}
		}
	}
	dais_arena_free(at.arena);
	if (ok && memcmp(sums, v->touched, sizeof(sums)) != 0)
		return dais_err_set(offence(v, 0), DAIS_ERR_INTERNAL,
		    "the table of which change touched which thing is not as the log");
	return ok;
}

/* ---- files ---- */

/* A file whose pieces are coming. */
struct arriving {
	struct verification *v;
	struct dais_digest_state digest;
};

static bool
check_file(struct verification *v, const struct dais_store_file *f, const struct dais_digest *real)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)1 << 20);
	struct dais_str hex = dais_digest_hex(a, &f->digest);
	struct short_digest key = digest_key(DAIS_STR_NONE, DAIS_STR(DAIS_KIND_BYTES), hex, 0);
	struct short_digest words = digest_state(0, dais_file_words(a, (size_t)f->size, f->type));
	struct slot *s = slot_of(&v->files, &key);

	v->verdict->files++;
	if (!dais_digest_eq(real, &f->digest))
		return dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
		    "the file with digest %s is damaged", hex.p);
	if (!s->revision || !is_same(&words, &s->state))
		return dais_err_set(offence(v, s->revision), DAIS_ERR_INTERNAL,
		    "the file with digest %s is not as the log says", hex.p);
	s->found = true;
	return tick(v);
}

static bool
check_piece(void *ctx, const struct dais_store_file *f, uint64_t at, struct dais_str bytes,
    struct dais_err *err)
{
	struct arriving *k = ctx;
	struct dais_digest real;

	(void)err;
	if (at == 0)
		dais_digest_begin(&k->digest);
	dais_digest_add(&k->digest, bytes);
	if (at + bytes.n < f->size)
		return true;
	real = dais_digest_end(&k->digest);
	return check_file(k->v, f, &real);
}

static bool
check_files(struct verification *v, struct dais_err *err)
{
	struct arriving k = { .v = v };

	return dais_walk_files(v->store->sql, check_piece, &k, err) &&
	       dais_file_unclaimed(v->store->sql, INT64_MAX, &v->verdict->unclaimed, err) &&
	       check_missing(v, &v->files, true);
}

/* ---- all ---- */

/* The database as a file, where it is one. */
static bool
check_database(struct verification *v, struct dais_err *err)
{
	struct dais_sql *c = v->store->sql;
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row = false;

	if (!c->engine->texts[DAIS_SQL_INTEGRITY].text)
		return true;
	if (!dais_sql_query(c, DAIS_SQL_INTEGRITY, DAIS_SQL_NO_ARGS, &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	if (row && !dais_str_is(dais_sql_column(&rows, 0), "ok"))
		return dais_err_set(offence(v, 0), DAIS_ERR_INTERNAL,
		    "the database file is damaged: %.*s",
		    DAIS_STR_ARG(dais_str_sub(dais_sql_column(&rows, 0), 0, 160)));
	return true;
}

static bool
count_all(struct verification *v, struct dais_err *err)
{
	static const enum dais_sql_id ids[] = { DAIS_SQL_CHANGE_COUNT, DAIS_SQL_THING_COUNT,
		DAIS_SQL_FILE_COUNT };
	int64_t n;

	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		if (!dais_sql_number(v->store->sql, ids[i], DAIS_SQL_NO_ARGS, &n, err))
			return false;
		v->total += (uint64_t)n;
	}
	return true;
}

/* A database that cannot be read any more is an offence, not a failure to look. */
static bool
conclude(struct verification *v, struct dais_err *found, struct dais_err *err)
{
	if (v->stopped)
		return dais_err_set(err, DAIS_ERR_INVALID, "the verification was stopped");
	if (found->code == DAIS_ERR_INTERNAL || found->code == DAIS_ERR_INVALID)
		*offence(v, 0) = *found;
	else if (found->code)
		*err = *found;
	return !err->code;
}

bool
dais_verify_inside(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_store_verdict *ret, struct dais_err *err)
{
	struct verification v = { .store = s, .verdict = ret, .progress = progress, .ctx = ctx };
	struct dais_err found = DAIS_ERR_INIT;

	*ret = (struct dais_store_verdict){ .sound = true };
	(void)(check_database(&v, &found) && count_all(&v, &found) && check_log(&v, &found) &&
	       check_things(&v, &found) && check_touched(&v, &found) && check_files(&v, &found));
	dais_arena_free(v.things.arena);
	dais_arena_free(v.files.arena);
	return conclude(&v, &found, err);
}

bool
dais_store_verify(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_store_verdict *ret, struct dais_err *err)
{
	bool ok;

	if (!dais_sql_begin(s->sql, DAIS_SQL_READ, err))
		return false;
	ok = dais_verify_inside(s, progress, ctx, ret, err);
	dais_sql_rollback(s->sql);
	return ok;
}
