/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Changing a package. An edit collects what is to become of its things, is checked as a whole by
 * the package reader, and is written as one change or not at all. Whoever edits says which revision
 * of each thing he has seen; a thing that someone else has changed since is a conflict, never
 * overwritten, and the conflict says who changed what and when.
 *
 * Kinds of things and their ids: doc/record.md. Values are JSON as the package format has them.
 */
#ifndef DAIS_SERVICE_HOUSE_EDIT_H
#define DAIS_SERVICE_HOUSE_EDIT_H

#include "service/house/house.h"

struct dais_house_edit;

/* Begins an edit of @package as @actor, who must be allowed @action on it (in one language at least
 * where the action is one of languages). Each step is held against the table of permissions by
 * itself: DENIED when the actor may not change that thing, or not in that language. All strings of
 * the steps must live as long as @a. Nothing is locked. */
bool dais_edit_begin(struct dais_house *h, const struct dais_actor *actor, enum dais_action action,
    struct dais_str package, struct dais_str why, struct dais_arena *a,
    struct dais_house_edit **ret, struct dais_err *err);
/* The thing as it stands in the edit, with its revision; NOT_FOUND. */
bool dais_edit_get(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    struct dais_thing *ret, struct dais_err *err);
/* Sets member @path ("title.fr", "versions.ru.status") of a thing to @json (empty: takes it away).
 * The rest of the thing stays, so that edits of different members of one thing need not collide:
 * @seen is the revision seen, DAIS_ANY when this member may be set whatever the rest is; then it
 * is a conflict only if @was is not what stands there (@was.p NULL: not looked at). */
bool dais_edit_set(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    const char *path, struct dais_str json, uint64_t seen, struct dais_str was,
    struct dais_err *err);
/* Makes or replaces a thing; @seen as in dais_store_put(). */
bool dais_edit_put(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    int64_t position, struct dais_str json, uint64_t seen, struct dais_err *err);
bool dais_edit_close(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    uint64_t seen, struct dais_err *err);
/* The thing must still be as it was at revision @seen when the edit is written; nothing of it is
 * changed, and no right to change it is needed. */
bool dais_edit_expect(struct dais_house_edit *e, struct dais_str kind, struct dais_str id,
    uint64_t seen, struct dais_err *err);
/* All things as they stand in the edit; until the next step. */
const dais_thing_vec *dais_edit_things(const struct dais_house_edit *e);
/* The package as it would be, for a preview, with what the reader says of it; nothing is written.
 * Errors in @diags: the record holds what could be read. Places of the findings are those of
 * dais_edit_commit(). */
bool dais_edit_record(struct dais_house_edit *e, struct dais_arena *a,
    const struct dais_record **ret, struct dais_diags *diags, struct dais_err *err);

/* Who was faster. */
struct dais_edit_conflict {
	struct dais_str kind, id, path;
	struct dais_str who; /* name of the account */
	int64_t at_ms;
	struct dais_str theirs, yours; /* JSON values */
};
/* Checks the package as it would be, on top of what others have written since, and writes it.
 * Values are written in canonical form. *@ret_change: 0 when nothing changed. CONFLICT:
 * *@ret_conflict says with whom. INVALID: the package would break and nothing is written; @diags
 * says why, the file of a place being the thing, "item environment title.fr" (kind, id, member when
 * known). @ret_conflict may be NULL. */
bool dais_edit_commit(struct dais_house_edit *e, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err);

/* Undoes change @number of @package by a new change, also an import (the package is gone then,
 * until that is undone) or a closing. Own changes need no more than the actions they took, those of
 * others DAIS_ACTION_UNDO. CONFLICT when a later one touched the same things; INVALID: it published
 * something, or the package would break. Strings of the conflict live in @diags' arena. */
bool dais_house_undo(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    uint64_t number, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err);

#endif
