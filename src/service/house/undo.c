/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A change is undone by a new change that puts back what was there before: an edit whose steps are
 * the entries of the log in reverse.
 */
#include "service/house/house_priv.h"

/* A draft of a notice that came with the change goes with it, as long as it is one: then the thing
 * is as the change left it. */
static bool
published(const struct dais_change_entry *e)
{
	return dais_str_is(e->kind, "release") || (dais_str_is(e->kind, "notice") && e->before.n);
}

static bool
find_change(struct dais_house *h, struct dais_str package, uint64_t number, struct dais_arena *a,
    struct dais_change *ret, struct dais_err *err)
{
	struct dais_change_query q = { .package = package, .after = number - 1, .max = 1 };
	dais_change_vec changes = { 0 };

	if (!number || !dais_store_changes(h->store, &q, a, &changes, err))
		return number ? false
			      : dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no change 0");
	if (!changes.n || changes.v[0].number != number)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND,
		    "change %llu is none of package \"%.*s\"", (unsigned long long)number,
		    DAIS_STR_ARG(package));
	*ret = changes.v[0];
	for (size_t i = 0; i < ret->entries.n; i++) {
		if (!published(&ret->entries.v[i]))
			continue;
		(void)dais_err_set(err, DAIS_ERR_INVALID,
		    "change %llu published something and cannot be undone",
		    (unsigned long long)number);
		return dais_err_hint(
		    err, "Correct the working record and publish another release.");
	}
	return true;
}

/* What the change may be held against: the bodies of the package as it is, if it still is. */
static bool
set_matter(struct dais_house_edit *e, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err why = DAIS_ERR_INIT;
	dais_store_strs keys = { 0 };

	e->matter = (struct dais_matter){ .package = e->package };
	if (!dais_house_working(e->h, e->package, &s, &why)) {
		if (why.code == DAIS_ERR_NOT_FOUND)
			return true;
		*err = why;
		return false;
	}
	for (size_t i = 0; i < s->body_keys.n; i++)
		dais_vec_push(e->a, &keys, dais_arena_dup(e->a, s->body_keys.v[i]));
	e->matter.bodies = keys.v;
	e->matter.n_bodies = keys.n;
	return true;
}

/* Own changes need no more than what they took; those of others the right to undo. An answer to a
 * silence procedure is taken back before its end and stays in the record: who gave it cannot make
 * it undone behind the end. */
static bool
may_undo(struct dais_house_edit *e, const struct dais_change *c, struct dais_err *err)
{
	e->trusted = !dais_str_eq(c->head.who, e->actor->account) || !e->actor->account.n ||
		     dais_str_is(c->head.action, dais_action_name(DAIS_ACTION_ANSWER_SILENCE));
	/* Sittings that came along with items go back with them. */
	e->follows = dais_str_is(c->head.action, dais_action_name(DAIS_ACTION_EDIT_ITEMS));
	return !e->trusted || dais_actor_check(e->actor, DAIS_ACTION_UNDO, &e->matter, err);
}

/* The step that takes @entry back; CONFLICT when something else stands there now. */
static bool
step_of(struct dais_house_edit *e, const struct dais_change_entry *entry,
    struct dais_edit_conflict *c, struct house_step *ret, struct dais_err *err)
{
	size_t at = dais_things_find(&e->base, entry->kind, entry->id);
	const struct dais_thing *now = at == SIZE_MAX ? NULL : &e->base.v[at];
	bool same =
	    now ? dais_str_eq(now->value, entry->after) && now->position == entry->position_after
		: !entry->after.n;

	if (!same) {
		*c = (struct dais_edit_conflict){ .theirs = now ? now->value : DAIS_STR_NONE,
			.yours = entry->before };
		house_conflict(
		    e->h, e->package, entry->kind, entry->id, now ? now->revision : 0, e->a, c);
		return dais_err_set(err, DAIS_ERR_CONFLICT, "%.*s `%.*s` was changed again since",
		    DAIS_STR_ARG(entry->kind), DAIS_STR_ARG(entry->id));
	}
	*ret = (struct house_step){ .what = entry->before.n ? HOUSE_PUT : HOUSE_CLOSE,
		.kind = entry->kind,
		.id = entry->id,
		.json = entry->before,
		.position = entry->position_before,
		.seen = now ? now->revision : 0 };
	return true;
}

bool
dais_house_undo(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    uint64_t number, struct dais_diags *diags, uint64_t *ret_change,
    struct dais_edit_conflict *ret_conflict, struct dais_err *err)
{
	struct dais_arena *a = diags->arena;
	struct dais_edit_conflict ignored, *c = ret_conflict ? ret_conflict : &ignored;
	struct dais_house_edit *e;
	struct dais_change change = { 0 };

	if (!find_change(h, package, number, a, &change, err) ||
	    !house_edit_begin(h, actor, DAIS_ACTION_UNDO, package,
		dais_arena_printf(a, "change %llu undone", (unsigned long long)number), a, &e,
		err) ||
	    !set_matter(e, err) || !may_undo(e, &change, err))
		return false;
	e->may_end = true;
	for (size_t i = 0; i < change.entries.n; i++) {
		struct house_step step;

		if (dais_str_is(change.entries.v[i].kind, DAIS_KIND_BYTES))
			continue;
		if (!step_of(e, &change.entries.v[i], c, &step, err) ||
		    !house_may_step(e, &step, err))
			return false;
		*dais_vec_add(a, &e->steps) = step;
	}
	return dais_edit_commit(e, diags, ret_change, c, err);
}
