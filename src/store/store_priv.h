/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the store among themselves.
 */
#ifndef DAIS_STORE_STORE_PRIV_H
#define DAIS_STORE_STORE_PRIV_H

#include "base/buf.h"
#include "base/map.h"
#include "store/engine.h"
#include "store/index.h"

/* Most bytes of one entry of the log. */
#define DAIS_STORE_CHANGE_MAX ((size_t)256 << 20)

/* A part of a file that was read: who sends a file asks for less than a part at a time. */
struct dais_file_recent {
	struct dais_digest digest;
	int64_t part;
	char *bytes;
	size_t n; /* 0: none */
	uint64_t used;
};
#define DAIS_FILE_RECENT 12u

struct dais_store {
	struct dais_arena *arena;
	struct dais_sql *sql;
	struct dais_writing *writing; /* NULL: none is under way */
	struct dais_arena *recent; /* of the parts that were read last; NULL: none */
	struct dais_file_recent parts[DAIS_FILE_RECENT];
	uint64_t parts_read;
	struct dais_words *words; /* of searches: what stemmers said lately; NULL: none yet */
	bool serves; /* others wait while a call waits (dais_store_prepare_fence) */
};

/* An entry of a change in the making. */
struct dais_writing_entry {
	struct dais_change_entry e;
	uint64_t revision_before;
};

struct dais_writing {
	struct dais_store *store;
	struct dais_arena *arena;
	struct dais_change_head head;
	uint64_t number; /* of the change it becomes */
	struct dais_digest previous;
	DAIS_VEC(struct dais_writing_entry) entries;
	struct dais_map places; /* kind, NUL, id to the index of its entry */
	bool doomed; /* a statement failed: it can only be abandoned */
};

/* ---- writing.c ---- */

/* Most bytes of the id of a thing, of who changes and of an action. */
#define DAIS_STORE_ID_MAX 200

/* Small letters, digits unless @digits_first is false and it is the first, and @others behind it.
 */
bool dais_writing_is_name(struct dais_str s, size_t max, bool digits_first, const char *others);
/* INVALID, LIMIT: @s is not UTF-8, or longer than @max. */
bool dais_writing_check_words(
    const char *what, struct dais_str s, size_t max, struct dais_err *err);
/* False when @w can only be abandoned. */
bool dais_writing_check_open(const struct dais_writing *w, struct dais_err *err);

/* writing_things.c: whether the thing is another after the change than before. */
bool dais_change_entry_differs(const struct dais_change_entry *e);

/* ---- log.c: the bytes of the record ---- */

/* What the digest is taken over, after the digest before. */
void dais_log_encode(const struct dais_change *c, struct dais_buf *out);
/* Reads @content, which may be anything; views into it, entries in @a. False: it is no change. */
bool dais_log_decode(struct dais_str content, struct dais_arena *a, struct dais_change *ret);
struct dais_digest dais_log_digest(const struct dais_digest *previous, struct dais_str content);

/* The number and the digest of the last change; 0 and zero bytes when there is none. */
bool dais_log_head(
    struct dais_sql *c, uint64_t *ret_number, struct dais_digest *ret, struct dais_err *err);
/* Writes the rows that say which change touched which thing. */
bool dais_log_touch(struct dais_sql *c, const struct dais_change *change, struct dais_err *err);

/* Makes a change true in the tables that are made from the log. */
bool dais_log_replay(struct dais_sql *c, const struct dais_change *change, struct dais_err *err);

/* A walk along the log from its beginning, in portions, checking the chain on its way. */
struct dais_log_walk {
	struct dais_sql *sql;
	struct dais_arena *arena; /* of the change at hand; made new for each portion */
	uint64_t number;          /* of the last one that was in order */
	struct dais_digest digest;
	struct dais_sql_rows rows;
	size_t left; /* of the portion */
	bool ended;
	bool broken; /* the next one is not in order: */
	struct dais_err what; /* why it is broken */
};
void dais_log_walk_begin(struct dais_log_walk *w, struct dais_sql *c);
/* The next change, whose strings live until the next call. False at the end, when the chain is
 * broken, or with @err set. */
bool dais_log_walk_next(struct dais_log_walk *w, struct dais_change *ret,
    struct dais_str *ret_content, struct dais_err *err);
void dais_log_walk_end(struct dais_log_walk *w);

/* ---- things and files as rows ---- */

/* Makes one entry true in the table of things. */
bool dais_thing_apply(struct dais_sql *c, struct dais_str package,
    const struct dais_change_entry *e, uint64_t number, struct dais_err *err);
/* file.c: gives back the memory of parts that were read. */
void dais_file_parts_release(struct dais_store *s);
/* {"size":...,"type":"..."}: what the log says of a file. */
struct dais_str dais_file_words(struct dais_arena *a, size_t size, struct dais_str type);

/* ---- care ---- */

/* As dais_store_verify(), in the transaction that is under way. */
bool dais_verify_inside(struct dais_store *s, dais_store_progress *progress, void *ctx,
    struct dais_store_verdict *ret, struct dais_err *err);

/* ---- index ---- */

/* Empties the index. */
bool dais_index_clear(struct dais_sql *c, struct dais_err *err);
/* Empties what is noted of the working records (store/standing.h). */
bool dais_standing_clear(struct dais_sql *c, struct dais_err *err);

#endif
