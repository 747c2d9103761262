/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The living record on disk, in SQLite or PostgreSQL (doc/record.md). Everything that is known is a
 * **thing**: a body, an item, a sitting, the annotation of an item in one language, an account, a
 * release ... Each belongs to a package (one set of meetings) or, package empty, to the house.
 *
 * The change log is the record: one entry a transaction, append-only, chained by digests, written
 * in the same transaction as its effect. The table of things is what the log says now and can be
 * made again from it. Nothing is deleted: a thing is closed, and its last words stay in the log.
 *
 * One store belongs to one thread; each process or thread opens its own. Strings that come back
 * live in the arena that was given. Times are milliseconds since 1970-01-01T00:00Z.
 * Errors of all functions: BUSY (another writer held the record longer than `busy_ms`), IO (disk
 * full, connection lost: nothing of the transaction has happened), INTERNAL (the store is damaged).
 */
#ifndef DAIS_STORE_STORE_H
#define DAIS_STORE_STORE_H

#include "base/digest.h"
#include "base/err.h"
#include "base/fence.h"
#include "base/map.h"
#include "base/vec.h"

struct dais_store;
typedef DAIS_VEC(struct dais_str) dais_store_strs;

struct dais_store_options {
	const char *where; /* a path, or "postgres://..." / "postgresql://..." (libpq's URI) */
	bool create; /* make an empty record when there is none; else NOT_FOUND */
	bool read_only;
	unsigned busy_ms; /* how long to wait for another writer; 0: 10,000 */
};

/* Opens the record. Errors besides: NOT_FOUND, DENIED, INVALID (not a record of dais), UNSUPPORTED
 * (made by a newer dais; or an older schema: the hint says `dais db migrate`). */
bool dais_store_open(
    const struct dais_store_options *options, struct dais_store **ret, struct dais_err *err);
void dais_store_close(struct dais_store *s); /* NULL is ignored */
/* Whether @where is an address of PostgreSQL rather than a path. */
bool dais_store_is_postgresql(const char *where);
/* @where, in @a, as it may be shown on a terminal or in a log: the password of an address
 * ("postgres://user:secret@host/db", "?password=secret") is left out. */
struct dais_str dais_store_place(struct dais_arena *a, const char *where);
/* "sqlite" or "postgresql". */
const char *dais_store_engine(const struct dais_store *s);

/* The record will be used behind a fence (base/fence.h). Adds what must stay open to this process
 * there; for PostgreSQL starts the process that makes lost connections again. From now on no call
 * waits long for a database that is away. Once, while nothing is open that such a process must not
 * see. Errors besides: UNSUPPORTED (no seccomp). */
bool dais_store_prepare_fence(
    struct dais_store *s, struct dais_arena *a, dais_fence_folders *ret, struct dais_err *err);
/* The connection was lost and can never be made again in this process. */
bool dais_store_is_cut_off(const struct dais_store *s);

/* ---- things ---- */

#define DAIS_THING_VALUE_MAX ((size_t)16 << 20)

struct dais_thing {
	struct dais_str package; /* [a-z0-9][a-z0-9.-]{0,79}; empty: the house */
	struct dais_str kind;    /* [a-z][a-z-]{0,31}: "item", "annotation", "account" ... */
	struct dais_str id;      /* 1..200 bytes of UTF-8, unique in its package and kind */
	int64_t position;        /* its place among those of its kind; need not be dense */
	struct dais_str value;   /* one JSON value, compact */
	uint64_t revision;       /* the number of the change that made it what it is */
};
typedef DAIS_VEC(struct dais_thing) dais_thing_vec;

/* The thing, or NOT_FOUND. */
bool dais_store_thing(struct dais_store *s, struct dais_str package, struct dais_str kind,
    struct dais_str id, struct dais_arena *a, struct dais_thing *ret, struct dais_err *err);
/* Those of @package of @kind (empty: all kinds) by kind, position, id. */
bool dais_store_things(struct dais_store *s, struct dais_str package, struct dais_str kind,
    struct dais_arena *a, dais_thing_vec *ret, struct dais_err *err);
/* Names of packages, ascending, after @after (empty: from the first), at most @max. */
bool dais_store_packages(struct dais_store *s, struct dais_str after, size_t max,
    struct dais_arena *a, dais_store_strs *ret, struct dais_err *err);
/* The number of the last change of @package (0: never changed), or of all when @package.p is
 * NULL. Cheap: meant to be asked at every request. */
bool dais_store_latest(
    struct dais_store *s, struct dais_str package, uint64_t *ret, struct dais_err *err);
/* The number of the last change that touched a thing of @kind of @package; 0: none did. */
bool dais_store_latest_of_kind(struct dais_store *s, struct dais_str package, struct dais_str kind,
    uint64_t *ret, struct dais_err *err);

/* ---- changes ---- */

/* Who changes what, and why. */
struct dais_change_head {
	struct dais_str who;     /* id of an account, or "dais" for the program itself */
	struct dais_str action;  /* a word of the table of permissions: "item.edit" */
	struct dais_str why;     /* in words; may be empty */
	struct dais_str package; /* of all its things */
	int64_t at_ms;
};

/* What became of one thing. A value that is empty: it did not exist before, or is closed now. */
struct dais_change_entry {
	struct dais_str kind, id;
	int64_t position_before, position_after;
	struct dais_str before, after;
};

struct dais_change {
	uint64_t number; /* 1.., without gaps */
	struct dais_change_head head;
	DAIS_VEC(struct dais_change_entry) entries;
	struct dais_digest previous, digest; /* the chain: doc/record.md says over which bytes */
};
typedef DAIS_VEC(struct dais_change) dais_change_vec;

struct dais_writing; /* a transaction under way */

/* Begins a transaction and takes the write lock of the record. One at a time a store (BUSY). What
 * is read through the store meanwhile is what the change has made so far. */
bool dais_store_begin(struct dais_store *s, const struct dais_change_head *head,
    struct dais_writing **ret, struct dais_err *err);
/* Says which things are about to be put or closed (kind and id count), so that they are read at
 * once: with PostgreSQL a large change takes a few journeys to the server then. Nothing depends on
 * it but time. Errors as of dais_store_put(). */
bool dais_store_foresee(struct dais_writing *w, const dais_thing_vec *things, struct dais_err *err);
/* Makes or replaces a thing. @expected: the revision the writer has seen; 0: there must be none;
 * DAIS_ANY: whatever is there. CONFLICT when it is another: the transaction can go on or be
 * abandoned. A value equal to the one that is there changes nothing. INVALID: not a package, kind,
 * id or text; LIMIT: too long. After any other error the transaction can only be abandoned. */
#define DAIS_ANY UINT64_MAX
bool dais_store_put(struct dais_writing *w, struct dais_str kind, struct dais_str id,
    int64_t position, struct dais_str value, uint64_t expected, struct dais_err *err);
/* Closes a thing; NOT_FOUND when there is none. */
bool dais_store_close_thing(struct dais_writing *w, struct dais_str kind, struct dais_str id,
    uint64_t expected, struct dais_err *err);
/* Writes the entry of the log and ends the transaction; when it returns true the change survives
 * a loss of power. *@ret_number: the change; 0 when nothing changed (then there is no entry). On
 * failure the transaction is abandoned. @w is gone in both cases. When a server is lost in the
 * middle of it, it is asked what became of the change once it is back; if it stays away for half a
 * minute (behind a fence some seconds), the error says that nobody knows. */
bool dais_store_commit(struct dais_writing *w, uint64_t *ret_number, struct dais_err *err);
void dais_store_abandon(struct dais_writing *w); /* NULL is ignored */

/* Changes with a number above @after, ascending, at most @max; of @package only, unless its p is
 * NULL; that touched thing @kind/@id of @package only, unless these are empty. */
struct dais_change_query {
	struct dais_str package, kind, id;
	uint64_t after;
	size_t max;
	bool newest_first; /* then: below @after (0: from the newest) */
};
bool dais_store_changes(struct dais_store *s, const struct dais_change_query *query,
    struct dais_arena *a, dais_change_vec *ret, struct dais_err *err);

/* A change without what it changed: a large one takes no longer to ask for than a small one. */
struct dais_change_short {
	uint64_t number;
	struct dais_str package;
	bool has[2]; /* it touched things of the kinds asked for */
};
typedef DAIS_VEC(struct dais_change_short) dais_change_shorts;

/* Changes with a number above @after, ascending, at most @max. */
bool dais_store_changes_short(struct dais_store *s, uint64_t after, size_t max,
    const char *const kinds[2], struct dais_arena *a, dais_change_shorts *ret,
    struct dais_err *err);

/* A change as lists name it: without values and places. */
struct dais_change_outline {
	uint64_t number;
	struct dais_change_head head;
	/* Kind and id of the first things it touched; entries of DAIS_KIND_BYTES are left out. */
	DAIS_VEC(struct dais_change_entry) entries;
};
typedef DAIS_VEC(struct dais_change_outline) dais_change_outlines;

/* Changes of @package (p NULL: of all, as in dais_change_query) below @before (0: from the newest),
 * newest first, at most @max, with at most @entries_max entries each. Of a long change only the
 * beginning is read, and its digest is not looked at. INTERNAL: a change is damaged. */
bool dais_store_changes_outline(struct dais_store *s, struct dais_str package, uint64_t before,
    size_t max, size_t entries_max, struct dais_arena *a, dais_change_outlines *ret,
    struct dais_err *err);

/* Adds "kind id" of the things of @package that more than one change has touched. */
bool dais_store_touched_again(struct dais_store *s, struct dais_str package, struct dais_arena *a,
    struct dais_map *ret, struct dais_err *err);

/* ---- content-addressed files ---- */

#define DAIS_STORE_FILE_MAX ((size_t)256 << 20)
/* Longer ones lie in parts of DAIS_STORE_FILE_PART bytes, so that any piece of them costs its own
 * bytes only. */
#define DAIS_STORE_FILE_ROW ((size_t)1 << 20)
#define DAIS_STORE_FILE_PART ((size_t)256 << 10)
/* Entries of this kind say in the log that a file came: id is its digest in hexadecimal digits, the
 * value {"size":...,"type":"..."}. No thing has this kind, and undoing a change leaves files. */
#define DAIS_KIND_BYTES "bytes"
/* Keeps @bytes; the same bytes are kept once, with the type they came with first. Inside @w they
 * appear with the change. @type is a media type. LIMIT: longer than DAIS_STORE_FILE_MAX. */
bool dais_store_file_put(struct dais_writing *w, struct dais_str bytes, struct dais_str type,
    struct dais_digest *ret, struct dais_err *err);
/* Brings a file that is longer than DAIS_STORE_FILE_ROW before the change that claims it: in
 * transactions of a megabyte, with pauses, so that other writers hardly wait; for a process that
 * may take its time. Nobody sees it yet; one that is there already stays as it lies. @bytes may be
 * a mapping. LIMIT. */
bool dais_store_file_bring(struct dais_store *s, struct dais_str bytes, int64_t now_ms,
    struct dais_digest *ret, struct dais_err *err);
/* Makes the file that was brought one of the record, as dais_store_file_put() would. BUSY: it did
 * not come whole, or came too long ago. */
bool dais_store_file_claim(struct dais_writing *w, const struct dais_digest *digest, uint64_t size,
    struct dais_str type, struct dais_err *err);
/* Takes away what was brought and not claimed for five minutes. *@ret: of how many files. */
bool dais_store_files_sweep(
    struct dais_store *s, int64_t now_ms, size_t *ret, struct dais_err *err);

/* A file without its bytes. */
struct dais_store_file {
	struct dais_digest digest;
	struct dais_str type;
	uint64_t size;
	bool in_parts; /* it can be read piece by piece */
};
/* NOT_FOUND; INTERNAL: its parts are missing. */
bool dais_store_file_look(struct dais_store *s, const struct dais_digest *digest,
    struct dais_arena *a, struct dais_store_file *ret, struct dais_err *err);
/* Some of the bytes of a file in parts from @from on, at most @max: *@ret_n, 0 at its end only. Who
 * reads all of it holds it against its digest. INTERNAL: a part is missing. */
bool dais_store_file_read(struct dais_store *s, const struct dais_store_file *f, uint64_t from,
    char *to, size_t max, size_t *ret_n, struct dais_err *err);
/* NOT_FOUND; INTERNAL when the bytes do not have this digest any more. */
bool dais_store_file_get(struct dais_store *s, const struct dais_digest *digest,
    struct dais_arena *a, struct dais_str *ret_bytes, struct dais_str *ret_type,
    struct dais_err *err);

/* ---- state: what is not part of the record ---- */

/* Sessions, failed attempts to sign in, hashes of passwords, keys of idempotency, messages on
 * their way: values under a key in an area, that may end by themselves. Not in the log. */
struct dais_state {
	struct dais_str area; /* [a-z][a-z-]{0,31} */
	struct dais_str key;
	struct dais_str value; /* any bytes up to 1 MiB */
	int64_t due_ms; /* when it wants attention; 0 never */
	int64_t ends_ms; /* after that it is gone; 0 never */
	uint64_t revision; /* grows with each change of the value */
};
typedef DAIS_VEC(struct dais_state) dais_state_vec;

/* NOT_FOUND when there is none or it has ended at @now_ms; one that has ended is removed, so that
 * another can be set with @expected 0. */
bool dais_store_state_get(struct dais_store *s, const char *area, struct dais_str key,
    int64_t now_ms, struct dais_arena *a, struct dais_state *ret, struct dais_err *err);
/* Sets it when its revision is @expected (0: there must be none; DAIS_ANY), else CONFLICT. A new
 * one has revision 1, each change adds 1. */
bool dais_store_state_set(
    struct dais_store *s, const struct dais_state *state, uint64_t expected, struct dais_err *err);
/* The same as part of a change. */
bool dais_store_state_set_in(struct dais_writing *w, const struct dais_state *state,
    uint64_t expected, struct dais_err *err);
bool dais_store_state_remove(
    struct dais_store *s, const char *area, struct dais_str key, struct dais_err *err);
/* Those of @area whose key begins with @prefix, by key, at most @max. */
bool dais_store_state_list(struct dais_store *s, const char *area, struct dais_str prefix,
    int64_t now_ms, size_t max, struct dais_arena *a, dais_state_vec *ret, struct dais_err *err);
/* The same of those behind key @after, which begins with @prefix and may be gone. */
bool dais_store_state_list_after(struct dais_store *s, const char *area, struct dais_str prefix,
    struct dais_str after, int64_t now_ms, size_t max, struct dais_arena *a, dais_state_vec *ret,
    struct dais_err *err);
/* Takes up to @max of @area that are due at @now_ms, soonest first, and sets their due time to
 * @again_ms in the same step, so that no other process takes them. */
bool dais_store_state_take(struct dais_store *s, const char *area, int64_t now_ms, int64_t again_ms,
    size_t max, struct dais_arena *a, dais_state_vec *ret, struct dais_err *err);
/* Makes due at @now_ms what is due after @latest_ms: nothing would have been put off for so long
 * had the clock been right. */
bool dais_store_state_hasten(struct dais_store *s, const char *area, int64_t now_ms,
    int64_t latest_ms, struct dais_err *err);
/* Removes all that has ended. */
bool dais_store_state_purge(struct dais_store *s, int64_t now_ms, struct dais_err *err);

/* ---- care of the record ---- */

/* What a verification found: the first offence, with the number of the change. */
struct dais_store_verdict {
	bool sound;
	uint64_t changes, things, files; /* looked at */
	uint64_t unclaimed; /* files that have parts and were never claimed: no offence */
	uint64_t change; /* the first offending change; 0 none */
	struct dais_err what; /* the offence; its code is not to be looked at */
	struct dais_digest head; /* of the last change: note it elsewhere to find a cut-off log */
};
/* How far it is; false: it is to stop. */
typedef bool dais_store_progress(void *ctx, uint64_t done, uint64_t total);
/* Recomputes the chain, replays the log beside the table of things, and digests every file.
 * @progress may be NULL; gives false to stop. */
bool dais_store_verify(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_store_verdict *ret, struct dais_err *err);
/* The change whose digest is @digest; 0: none. Looks through the whole log. */
bool dais_store_find_digest(struct dais_store *s, const struct dais_digest *digest,
    uint64_t *ret_number, struct dais_err *err);
/* Makes the table of things again from the log, in one transaction; the index is emptied: the
 * caller makes it again (service/house/reindex.h). */
bool dais_store_rebuild(struct dais_store *s, uint64_t *ret_changes, struct dais_err *err);
/* A consistent copy of the record, while others write: SQLite to a new database file; PostgreSQL
 * to a file in dais's own form of the log and files, which dais_store_restore() reads into either
 * engine. *@ret_head is the digest of the last change in it. */
bool dais_store_backup(
    struct dais_store *s, const char *to, struct dais_digest *ret_head, struct dais_err *err);
/* Fills the empty record @s from a backup of either form and verifies it. CONFLICT: not empty. */
bool dais_store_restore(
    struct dais_store *s, const char *from, struct dais_store_verdict *ret, struct dais_err *err);
/* Brings the schema up to date, then puts long files into parts one by one: whoever breaks that off
 * goes on with it by calling again. @dry_run: only says what it would do. *@ret_steps: one line a
 * step; *@ret_files: that were, or would be, put into parts. @progress in bytes; may be NULL. */
bool dais_store_migrate(const struct dais_store_options *options, bool dry_run,
    dais_store_progress *progress, void *ctx, struct dais_arena *a, dais_store_strs *ret_steps,
    uint64_t *ret_files, struct dais_err *err);

/* Waits for nothing: whether another process has changed the record since the last call. SQLite:
 * PRAGMA data_version; PostgreSQL: NOTIFY. */
bool dais_store_has_news(struct dais_store *s, bool *ret, struct dais_err *err);

#endif
