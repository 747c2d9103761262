/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One step of an edit: who may take it, and what it makes of the things. Steps are applied to the
 * things as they were when the edit began and again to those of the moment of writing: only then
 * is it certain that nobody was faster.
 */
#include "mark/json_read.h"
#include "service/house/house_priv.h"

#define PATH_DEPTH_MAX 16

/* ---- permission ---- */

/* The actions that allow a change of a kind of thing; OWN_ACCOUNT ends the list. @words: in its
 * language, a title or version is also open to whoever edits text or versions. */
static const struct {
	const char *kind;
	enum dais_action action;
} by_kind[] = {
	{ "package", DAIS_ACTION_EDIT_MEETING },
	{ "body", DAIS_ACTION_EDIT_MEETING },
	{ "meeting", DAIS_ACTION_EDIT_MEETING },
	{ "mandate", DAIS_ACTION_EDIT_MEETING },
	{ "silence", DAIS_ACTION_EDIT_MEETING },
	{ "silence", DAIS_ACTION_ANSWER_SILENCE },
	/* A draft that comes with another change; no program and no form puts one by itself. */
	{ "notice", DAIS_ACTION_EDIT_MEETING },
	{ "notice", DAIS_ACTION_ANSWER_SILENCE },
	{ "notice", DAIS_ACTION_APPROVE_FORMAT },
	{ "approval", DAIS_ACTION_EDIT_MEETING },
	{ "approval", DAIS_ACTION_APPROVE_FORMAT },
	{ "profile", DAIS_ACTION_EDIT_MEETING },
	{ "agenda", DAIS_ACTION_EDIT_ITEMS },
	{ "item", DAIS_ACTION_EDIT_ITEMS },
	{ "annotation", DAIS_ACTION_EDIT_TEXT },
	{ "document", DAIS_ACTION_EDIT_DOCUMENTS },
	{ "file", DAIS_ACTION_SET_VERSION },
	{ "file", DAIS_ACTION_EDIT_DOCUMENTS },
	{ "sitting", DAIS_ACTION_EDIT_TIMETABLE },
	{ "planning", DAIS_ACTION_EDIT_TIMETABLE },
};
/* The same for single members; "*" is a language. */
static const struct {
	const char *kind, *member;
	enum dais_action action;
} by_member[] = {
	{ "meeting", "modality", DAIS_ACTION_EDIT_TIMETABLE },
	/* A meeting opens with its first sitting, which whoever arranges sittings moves. */
	{ "meeting", "opens", DAIS_ACTION_EDIT_TIMETABLE },
	{ "item", "title.*", DAIS_ACTION_EDIT_TEXT },
	{ "document", "title.*", DAIS_ACTION_EDIT_TEXT },
	{ "mandate", "title.*", DAIS_ACTION_EDIT_TEXT },
	{ "document", "versions.*", DAIS_ACTION_SET_VERSION },
};

/* Whether @path is @pattern or below it; the language that "*" stands for. */
static bool
path_fits(const char *path, const char *pattern, bool *ret_has, enum dais_lang *ret_lang)
{
	struct dais_str p = dais_str_from(path), q = dais_str_from(pattern), x, y;

	while (dais_str_next(&q, '.', &y)) {
		if (!dais_str_next(&p, '.', &x))
			return false;
		if (!dais_str_is(y, "*")) {
			if (!dais_str_eq(x, y))
				return false;
		} else if (!dais_lang_parse(x, ret_lang)) {
			return false;
		} else {
			*ret_has = true;
		}
	}
	return true;
}

/* The language a step is about: of an annotation, a file, or the member. */
static bool
language_of(const struct house_step *step, enum dais_lang *ret)
{
	struct dais_str item;
	bool has = false;
	size_t slash = dais_str_find_char(step->id, '/', 0);

	if (dais_str_is(step->kind, "annotation"))
		return dais_annotation_id_parse(step->id, ret, &item);
	if (dais_str_is(step->kind, "file")) /* document/language/format */
		return slash != SIZE_MAX &&
		       dais_lang_parse(dais_str_sub(step->id, slash + 1,
					   dais_str_find_char(step->id, '/', slash + 1)),
			   ret);
	for (size_t i = 0; step->path && i < sizeof(by_member) / sizeof(*by_member); i++) {
		if (dais_str_is(step->kind, by_member[i].kind) &&
		    path_fits(step->path, by_member[i].member, &has, ret) && has)
			return true;
	}
	return false;
}

bool
house_may_step(const struct dais_house_edit *e, const struct house_step *step, struct dais_err *err)
{
	struct dais_matter matter = e->matter;
	enum dais_action needed = e->action;
	enum dais_lang lang = DAIS_LANG_EN;
	bool ignored, known = false;

	if (e->trusted)
		return true;
	if (e->follows &&
	    (dais_str_is(step->kind, "sitting") || dais_str_is(step->kind, "planning")) &&
	    dais_actor_may(e->actor, DAIS_ACTION_EDIT_ITEMS, &matter))
		return true;
	if (language_of(step, &lang))
		matter.language = &lang;
	for (size_t i = 0; step->path && i < sizeof(by_member) / sizeof(*by_member); i++) {
		if (dais_str_is(step->kind, by_member[i].kind) &&
		    path_fits(step->path, by_member[i].member, &ignored, &lang) &&
		    dais_actor_may(e->actor, by_member[i].action, &matter))
			return true;
	}
	for (size_t i = 0; i < sizeof(by_kind) / sizeof(*by_kind); i++) {
		if (!dais_str_is(step->kind, by_kind[i].kind))
			continue;
		if (dais_actor_may(e->actor, by_kind[i].action, &matter))
			return true;
		if (!known)
			needed = by_kind[i].action;
		known = true;
	}
	return dais_actor_check(e->actor, needed, &matter, err);
}

/* ---- effect ---- */

/* The member at @path of @v; NULL when it is not there. */
static struct dais_json_value *
member(struct dais_json_value *v, const char *path)
{
	struct dais_str rest = dais_str_from(path), key;

	while (v && dais_str_next(&rest, '.', &key))
		v = dais_json_find(v, key);
	return v;
}

/* Sets member @path of @v; mappings on the way are made. An emptied mapping goes as well. */
static bool
set_member(struct dais_arena *a, struct dais_json_value *v, const char *path,
    struct dais_json_value *value, struct dais_err *err)
{
	struct dais_str rest = dais_str_from(path), keys[PATH_DEPTH_MAX];
	struct dais_json_value *on_way[PATH_DEPTH_MAX + 1] = { v };
	size_t n = 0;

	while (n < PATH_DEPTH_MAX && dais_str_next(&rest, '.', &keys[n]))
		n++;
	for (size_t i = 0; i < n; i++) {
		struct dais_json_value *at = on_way[i];

		if (rest.p || at->kind != DAIS_JSON_OBJECT || !keys[i].n)
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "there can be no member \"%s\" of this thing", path);
		if (i + 1 == n)
			break;
		on_way[i + 1] = dais_json_find(at, keys[i]);
		if (!on_way[i + 1]) {
			if (!value)
				return true;
			on_way[i + 1] = dais_json_new(a, DAIS_JSON_OBJECT);
			dais_json_set(a, at, keys[i], on_way[i + 1]);
		}
	}
	if (!n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the member has no name");
	dais_json_set(a, on_way[n - 1], keys[n - 1], value);
	while (!value && --n > 0 && !on_way[n]->members.n)
		dais_json_set(a, on_way[n - 1], keys[n - 1], NULL);
	return true;
}

static bool
conflict(struct dais_edit_conflict *c, const struct house_step *step, struct dais_str theirs,
    struct dais_err *err)
{
	*c = (struct dais_edit_conflict){ .kind = step->kind,
		.id = step->id,
		.path = step->path ? dais_str_from(step->path) : DAIS_STR_NONE,
		.theirs = theirs,
		.yours = step->json };
	return dais_err_set(err, DAIS_ERR_CONFLICT, "%.*s `%.*s` was changed by someone else",
	    DAIS_STR_ARG(step->kind), DAIS_STR_ARG(step->id));
}

static struct dais_str
print(struct dais_arena *a, const struct dais_json_value *v)
{
	return v ? dais_json_print(a, v) : DAIS_STR_NONE;
}

/* Whether @v is what @json says; empty: nothing. */
static bool
says(struct dais_arena *a, const struct dais_json_value *v, struct dais_str json, bool *ret,
    struct dais_err *err)
{
	struct dais_json_value *other;

	if (!json.n) {
		*ret = !v;
		return true;
	}
	if (!dais_json_parse(a, json, &other, err))
		return false;
	*ret = v && dais_json_equal(v, other);
	return true;
}

static bool
apply_set(struct dais_arena *a, const struct house_step *step, struct dais_thing *t,
    struct dais_edit_conflict *c, struct dais_err *err)
{
	struct dais_json_value *v, *value = NULL, *now;
	bool same, as_seen = true;

	if (!dais_json_parse(a, t->value, &v, err) ||
	    (step->json.n && !dais_json_parse(a, step->json, &value, err)))
		return false;
	now = member(v, step->path);
	if (!says(a, now, step->json, &same, err))
		return false;
	if (same)
		return true;
	if (step->seen != DAIS_ANY)
		as_seen = t->revision == step->seen;
	else if (step->was.p && !says(a, now, step->was, &as_seen, err))
		return false;
	if (!as_seen)
		return conflict(c, step, print(a, now), err);
	if (!set_member(a, v, step->path, value, err))
		return false;
	t->value = dais_json_print(a, v);
	return true;
}

static bool
apply_put(struct dais_arena *a, const struct house_step *step, dais_thing_vec *things, size_t at,
    struct dais_edit_conflict *c, struct dais_err *err)
{
	struct dais_json_value *v;
	struct dais_thing *t;
	bool exists = at != SIZE_MAX;

	if (!dais_json_parse(a, step->json, &v, err))
		return false;
	if (step->seen != DAIS_ANY &&
	    (exists ? things->v[at].revision != step->seen || !step->seen : step->seen > 0))
		return conflict(c, step, exists ? things->v[at].value : DAIS_STR_NONE, err);
	t = exists ? &things->v[at] : dais_vec_add(a, things);
	t->kind = step->kind;
	t->id = step->id;
	t->position = step->position;
	t->value = dais_json_print(a, v);
	return true;
}

bool
house_apply(struct dais_arena *a, const struct house_step *step, dais_thing_vec *things,
    struct dais_edit_conflict *c, struct dais_err *err)
{
	size_t at = dais_things_find(things, step->kind, step->id);

	if (step->what == HOUSE_PUT)
		return apply_put(a, step, things, at, c, err);
	if (at == SIZE_MAX && step->seen != DAIS_ANY && step->seen)
		return conflict(c, step, DAIS_STR_NONE, err);
	if (at == SIZE_MAX)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no %.*s `%.*s`",
		    DAIS_STR_ARG(step->kind), DAIS_STR_ARG(step->id));
	if (step->what == HOUSE_SET)
		return apply_set(a, step, &things->v[at], c, err);
	if (step->seen != DAIS_ANY && things->v[at].revision != step->seen)
		return conflict(c, step, things->v[at].value, err);
	if (step->what == HOUSE_EXPECT)
		return true;
	things->n--;
	memmove(&things->v[at], &things->v[at + 1], (things->n - at) * sizeof(*things->v));
	return true;
}
