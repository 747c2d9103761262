/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of the house.
 */
#ifndef DAIS_SERVICE_HOUSE_HOUSE_PRIV_H
#define DAIS_SERVICE_HOUSE_HOUSE_PRIV_H

#include "service/house/edit.h"
#include "service/house/documents.h"
#include "service/house/house.h"
#include "service/house/release.h"

struct dais_findings;

/* A snapshot that is kept. Freed when nobody holds it and it is dropped from the list. */
struct house_kept {
	struct dais_snapshot s; /* first: callers have its address */
	struct dais_house *house;
	struct dais_arena *arena;
	dais_thing_vec things; /* of a working record */
	struct dais_things_places places;
	const struct dais_findings *findings[DAIS_LANG_COUNT]; /* made when asked for */
	size_t bytes;
	unsigned held;
	bool dropped; /* no longer in the list */
	uint64_t used; /* the house's count when it was last asked for */
	struct house_kept *next;
};

/* The last release of a package when its last change was @latest. */
struct house_last_release {
	struct dais_str package;
	uint64_t latest;
	unsigned number;
};

struct dais_house {
	struct dais_arena *arena;
	struct dais_house_options options;
	struct dais_store *store;
	struct house_kept *kept;
	size_t bytes;
	uint64_t count;
	DAIS_VEC(struct house_last_release) last;
	struct dais_map last_places; /* of packages in it */
};

/* The things of @package at one moment, with the number of its last change. NOT_FOUND: it has no
 * thing "package". */
bool house_things(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_thing_vec *ret, uint64_t *ret_revision, struct dais_err *err);
/* The same, also when there is none (then empty). */
bool house_things_any(struct dais_house *h, struct dais_str package, struct dais_arena *a,
    dais_thing_vec *ret, uint64_t *ret_revision, struct dais_err *err);
/* Writes what makes @before into @after. */
bool house_write(struct dais_writing *w, const dais_thing_vec *before, const dais_thing_vec *after,
    struct dais_arena *a, struct dais_err *err);
/* Counts what @k holds anew. */
void house_weigh(struct house_kept *k);
/* Whether that would write nothing. */
bool house_same(const dais_thing_vec *before, const dais_thing_vec *after, struct dais_arena *a);
/* What the house keeps with @s. */
static inline const struct house_kept *
house_kept_of(const struct dais_snapshot *s)
{
	return (const struct house_kept *)s;
}
/* The record that @files are; it points into them. */
struct dais_record *house_read_files(
    struct dais_arena *a, const dais_house_files *files, struct dais_diags *diags);
/* Moves record @r into the record as dais_house_import() does. */
bool house_import_record(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_record *r, struct dais_str package, struct dais_str why, bool replace,
    uint64_t *ret_change, struct dais_err *err);
/* [a-z0-9][a-z0-9.-]{0,79}; INVALID. */
bool house_check_name(struct dais_str package, struct dais_err *err);
/* Keys of all bodies of @r. */
void house_body_keys(const struct dais_record *r, struct dais_arena *a, dais_store_strs *ret);

/* Findings @from into @to, their places as things: the file is "item environment title.fr" (kind,
 * id and, when known, the member), the line is that of an annotation's text or 0. */
void house_tell(
    const struct dais_things_places *places, const struct dais_diags *from, struct dais_diags *to);

/* Who made @t what it is, into @c, with @theirs. */
void house_conflict(struct dais_house *h, struct dais_str package, struct dais_str kind,
    struct dais_str id, uint64_t revision, struct dais_arena *a, struct dais_edit_conflict *c);
/* The first id "sN" from *@n on that no sitting of @package ever had; *@n is the next to try. */
bool house_sitting_id(struct dais_house *h, struct dais_str package, uint64_t *n,
    struct dais_arena *a, struct dais_str *ret, struct dais_err *err);

/* ---- releases ---- */

/* Number of the last release, 0: none. */
bool house_last_number(
    struct dais_house *h, struct dais_str package, unsigned *ret, struct dais_err *err);
/* Release @number without its news' words being looked at; NOT_FOUND. */
bool house_release_read(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, struct dais_release *ret, struct dais_err *err);
/* Its files as they were. */
bool house_release_files(struct dais_house *h, struct dais_str package, unsigned number,
    struct dais_arena *a, dais_house_files *ret, struct dais_err *err);

/* "Working Group on ..., thirteenth meeting"; empty when the body has no name in @l. */
struct dais_str house_meeting_title(
    const struct dais_record *r, size_t meeting, enum dais_lang l, struct dais_arena *a);

/* ---- documents on their way ---- */

/* What the record says of each document that is for the meetings of @s: all that does not depend
 * on the day. Strings as in dais_documents_of(). */
void house_document_facts(
    const struct dais_snapshot *s, struct dais_arena *a, dais_document_state_vec *ret);
/* From these: statuses, moves and days late as of @today. */
void house_document_judge(struct dais_document_state *s, struct dais_date today);

/* ---- edits ---- */

enum house_step_kind {
	HOUSE_SET,
	HOUSE_PUT,
	HOUSE_CLOSE,
	HOUSE_EXPECT /* changes nothing: it is to be as it was seen */
};

struct house_step {
	enum house_step_kind what;
	struct dais_str kind, id;
	const char *path;
	struct dais_str json, was;
	int64_t position;
	uint64_t seen;
};

struct dais_house_edit {
	struct dais_house *h;
	struct dais_arena *a;
	const struct dais_actor *actor;
	enum dais_action action;
	struct dais_str package, why;
	struct dais_matter matter;
	dais_thing_vec base, work; /* before, and with all steps */
	uint64_t revision;         /* of base */
	DAIS_VEC(struct house_step) steps;
	bool trusted; /* permission was asked for as a whole */
	bool follows; /* the step is what becomes of sittings and planning by what is done to an
			 item */
	bool may_end; /* the package may become nothing */
	struct house_kept *fresh; /* what was read to check it last, or NULL */
};

/* ---- a record that was read before it was written (fresh.c) ---- */

/* A snapshot of @package, not kept yet, with @things copied; its findings are said as in @diags. */
struct house_kept *house_new_fresh(
    struct dais_str package, const dais_thing_vec *things, const struct dais_diags *diags);
void house_forget_fresh(struct house_kept *k); /* NULL: nothing */
/* Keeps @k as the working record that change @change, made at @at_ms, made of @before; @written is
 * what was written. Where that is not what @k was read from it is forgotten. */
void house_keep_fresh(struct dais_house *h, struct house_kept *k, const dais_thing_vec *before,
    const dais_thing_vec *written, uint64_t change, int64_t at_ms);
/* house.c: among those kept, in the place of an older one. */
void house_keep(struct dais_house *h, struct house_kept *k);

/* The highest number among the ids of sittings, plus one. */
uint64_t house_next_sitting(const dais_thing_vec *things);

/* Applies @step to @things, which become unsorted. CONFLICT fills @c (its who and when come
 * later). */
bool house_apply(struct dais_arena *a, const struct house_step *step, dais_thing_vec *things,
    struct dais_edit_conflict *c, struct dais_err *err);
/* Whether the edit's actor may do @step. */
bool house_may_step(
    const struct dais_house_edit *e, const struct house_step *step, struct dais_err *err);
/* An edit whose permission is the caller's matter; @package may have no things. */
bool house_edit_begin(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_str why, struct dais_arena *a,
    struct dais_house_edit **ret, struct dais_err *err);

#endif
