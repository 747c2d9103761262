/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A translation that is saved: into the record, or, where parts of its text are still missing, as a
 * draft of the whole.
 */
#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/things.h"
#include "service/house/units_priv.h"

/* ---- drafts ---- */

bool
dais_units_keep_draft(
    struct dais_house *h, const struct dais_unit_draft *draft, struct dais_err *err)
{
	struct dais_err gone = DAIS_ERR_INIT;
	struct dais_state state = {
		.area = DAIS_STR(DAIS_UNITS_DRAFTS), .key = draft->key, .value = draft->value
	};

	if (!draft->key.n)
		return true;
	if (!draft->over)
		return dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err);
	if (!dais_store_state_remove(dais_house_store(h), DAIS_UNITS_DRAFTS, draft->key, &gone) &&
	    gone.code != DAIS_ERR_NOT_FOUND) {
		*err = gone;
		return false;
	}
	return true;
}

static const struct dais_unit *
find_unit(const dais_unit_vec *units, struct dais_str id, size_t *ret_at)
{
	for (size_t i = 0; i < units->n; i++) {
		if (!dais_str_eq(units->v[i].id, id))
			continue;
		*ret_at = i;
		return &units->v[i];
	}
	return NULL;
}

static struct dais_str
json_words(struct dais_arena *a, struct dais_str words)
{
	return dais_json_print(a, dais_json_new_str(a, words));
}

static struct dais_json_value *
drafted_by(struct dais_arena *a, struct dais_str who, int64_t at_ms)
{
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);

	dais_json_set(a, v, DAIS_STR("who"), dais_json_new_str(a, who));
	dais_json_set(a, v, DAIS_STR("at"),
	    dais_json_new_str(a, dais_arena_printf(a, "%lld", (long long)at_ms)));
	return v;
}

static struct dais_str
draft_json(
    const struct dais_house_edit *e, const dais_unit_vec *units, size_t at, struct dais_str words)
{
	struct dais_arena *a = e->a;
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);
	struct dais_json_value *parts = dais_json_new(a, DAIS_JSON_ARRAY);
	struct dais_json_value *by = dais_json_new(a, DAIS_JSON_ARRAY);
	size_t first = at - units->v[at].part;

	for (size_t i = first; i < first + units->v[at].parts; i++) {
		const struct dais_unit *u = &units->v[i];

		dais_json_append(a, parts, dais_json_new_str(a, i == at ? words : u->target));
		dais_json_append(a, by,
		    i == at ? drafted_by(a, e->actor->account, dais_house_now_ms(e->h))
			    : drafted_by(a, u->who, u->at_ms));
	}
	dais_json_set(a, v, DAIS_STR("parts"), parts);
	dais_json_set(a, v, DAIS_STR("by"), by);
	return dais_json_print(a, v);
}

/* The place of a new annotation: that of its source. */
static int64_t
position_of(struct dais_house_edit *e, const struct dais_unit *u)
{
	const dais_thing_vec *all = dais_edit_things(e);
	struct dais_str item;
	enum dais_lang l;

	for (size_t i = 0; i < all->n; i++)
		if (dais_str_is(all->v[i].kind, "annotation") &&
		    dais_annotation_id_parse(all->v[i].id, &l, &item) &&
		    dais_str_eq(item, u->thing))
			return all->v[i].position;
	return (int64_t)all->n;
}

static bool
put_annotation(struct dais_house_edit *e, const dais_unit_vec *units, size_t at, enum dais_lang to,
    struct dais_str words, struct dais_arena *a, struct dais_err *err)
{
	const struct dais_unit *u = &units->v[at];
	size_t first = at - u->part;
	struct dais_str id =
	    dais_arena_printf(a, "%s/%.*s", dais_lang_code(to), DAIS_STR_ARG(u->thing));
	struct dais_thing t = { .position = position_of(e, u) };
	struct dais_err none = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	for (size_t i = first; i < first + u->parts; i++) {
		dais_buf_puts(&out, out.n ? "\n\n" : "");
		dais_buf_put(&out, i == at ? words : units->v[i].target);
	}
	dais_buf_put_char(&out, '\n');
	struct dais_str text = dais_buf_dup(&out, a);
	bool there = dais_edit_get(e, DAIS_STR("annotation"), id, &t, &none);
	struct dais_json_value *v = dais_json_new(a, DAIS_JSON_OBJECT);
	dais_json_set(a, v, DAIS_STR("text"), dais_json_new_str(a, text));
	return dais_edit_put(e, DAIS_STR("annotation"), id, t.position, dais_json_print(a, v),
	    there ? t.revision : 0, err);
}

bool
dais_units_put(const struct dais_snapshot *s, struct dais_house_edit *e, const dais_unit_vec *units,
    const struct dais_unit_save *save, struct dais_arena *a, struct dais_unit_draft *ret_draft,
    struct dais_err *err)
{
	size_t at = 0;
	const struct dais_unit *u = find_unit(units, save->unit, &at);
	const struct dais_str words = dais_str_trim(save->words);
	const enum dais_lang to = save->to;

	*ret_draft = (struct dais_unit_draft){ 0 };
	if (!u)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no text %.*s any more",
		    DAIS_STR_ARG(save->unit));
	if (!dais_str_eq(dais_str_trim(u->target), dais_str_trim(save->was)))
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "this text has been translated by someone else in the meantime");
	if (!words.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "the translation is empty");
	if (!dais_str_is(u->kind, "annotation")) {
		const char *path = dais_arena_cstr(a,
		    dais_arena_printf(a, "%.*s.%s", DAIS_STR_ARG(u->member), dais_lang_code(to)));
		return dais_edit_set(
		    e, u->kind, u->thing, path, json_words(a, words), DAIS_ANY, DAIS_STR_NONE, err);
	}
	size_t first = at - u->part;
	bool whole = true;
	for (size_t i = first; i < first + u->parts; i++)
		whole &= i == at || units->v[i].target.n > 0;
	ret_draft->key = dais_units_draft_key(a, s->package, to, u->thing);
	ret_draft->over = whole;
	if (!whole) {
		ret_draft->value = draft_json(e, units, at, words);
		return true;
	}
	return put_annotation(e, units, at, to, words, a, err);
}

bool
dais_units_save(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_unit_save *save, struct dais_arena *a, struct dais_diags *diags,
    uint64_t *ret_change, bool *ret_draft, struct dais_err *err)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	dais_unit_vec units = { 0 };
	struct dais_unit_draft draft;
	struct dais_edit_conflict conflict;
	struct dais_house_edit *e;
	struct dais_matter matter;

	*ret_change = 0;
	*ret_draft = false;
	if (!dais_house_working(h, save->package, &s, err))
		return false;
	matter = dais_snapshot_matter(s, &save->to, a);
	if (!dais_actor_check(actor, DAIS_ACTION_EDIT_TEXT, &matter, err) ||
	    !dais_edit_begin(
		h, actor, DAIS_ACTION_EDIT_TEXT, s->package, DAIS_STR_NONE, a, &e, err) ||
	    !dais_units_of(h, s, save->from, save->to, a, &units, err) ||
	    !dais_units_put(s, e, &units, save, a, &draft, err) ||
	    !dais_edit_commit(e, diags, ret_change, &conflict, err) ||
	    !dais_units_keep_draft(h, &draft, err))
		return false;
	*ret_draft = draft.key.n && !draft.over;
	return true;
}
