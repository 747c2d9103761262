/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What those concerned are told of silence procedures: drafts of notices, made with the step that
 * they tell of, or when the end has come.
 */
#include "base/pack.h"
#include "service/house/silences_priv.h"
#include "service/house/thing_new.h"

#define ENDS "silence-end" /* area of the state: when procedures end */
#define AGAIN_MS INT64_C(120000)

/* ---- drafts ---- */

bool
house_silence_draft(const struct dais_silence_work *w, struct dais_str id, struct dais_str object,
    enum dais_silence_event event, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(w->a, DAIS_JSON_OBJECT);

	house_set_str(w->a, v, "silence", id);
	house_set_str(w->a, v, "object", object);
	house_set_str(w->a, v, "event", dais_str_from(dais_silence_event_name(event)));
	house_set_str(w->a, v, "state", DAIS_STR("draft"));
	dais_json_set(w->a, v, DAIS_STR("at"), dais_json_new_int(w->a, w->now_ms));
	return house_put_last(w->edit, "notice",
	    house_free_id(w->edit, "notice",
		dais_arena_printf(
		    w->a, "%.*s-%s", DAIS_STR_ARG(id), dais_silence_event_name(event)),
		w->a),
	    v, w->a, err);
}

/* Whether @t is a notice of @event of procedure @id; its value. */
static bool
tells(const struct dais_thing *t, struct dais_str id, enum dais_silence_event event,
    struct dais_arena *a, struct dais_json_value **ret)
{
	struct dais_err ignored = DAIS_ERR_INIT;

	return dais_str_is(t->kind, "notice") && dais_json_parse(a, t->value, ret, &ignored) &&
	       dais_str_eq(dais_json_get_str(*ret, "silence"), id) &&
	       dais_str_is(dais_json_get_str(*ret, "event"), dais_silence_event_name(event));
}

bool
house_silence_undraft(const struct dais_silence_work *w, struct dais_str id,
    enum dais_silence_event event, struct dais_err *err)
{
	const dais_thing_vec *all = dais_edit_things(w->edit);
	dais_thing_vec drafts = { 0 };
	struct dais_json_value *v;

	for (size_t i = 0; i < all->n; i++)
		if (tells(&all->v[i], id, event, w->a, &v) &&
		    dais_str_is(dais_json_get_str(v, "state"), "draft"))
			dais_vec_push(w->a, &drafts, all->v[i]);
	for (size_t i = 0; i < drafts.n; i++) {
		const struct dais_thing *t = &drafts.v[i];

		if (!dais_json_parse(w->a, t->value, &v, err))
			return false;
		house_set_str(w->a, v, "state", DAIS_STR("withdrawn"));
		dais_json_set(w->a, v, DAIS_STR("at"), dais_json_new_int(w->a, w->now_ms));
		if (!dais_edit_put(w->edit, t->kind, t->id, t->position, dais_json_print(w->a, v),
			t->revision, err))
			return false;
	}
	return true;
}

bool
house_silence_is_told(const dais_thing_vec *things, struct dais_str id,
    enum dais_silence_event event, bool even_withdrawn, struct dais_arena *a)
{
	struct dais_json_value *v;

	for (size_t i = 0; i < things->n; i++)
		if (tells(&things->v[i], id, event, a, &v) &&
		    (even_withdrawn || !dais_str_is(dais_json_get_str(v, "state"), "withdrawn")))
			return true;
	return false;
}

/* ---- when they end ---- */

static struct dais_str
question_of(struct dais_arena *a, struct dais_str package, struct dais_str id)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_SILENCE_END_MAX);
	dais_pack_str(&out, package);
	dais_pack_str(&out, id);
	return dais_buf_dup(&out, a);
}

bool
house_silence_note_ends(struct dais_writing *w, const struct dais_standing *standing,
    const dais_thing_vec *things, struct dais_arena *a, struct dais_err *err)
{
	for (size_t i = 0; i < standing->silences.n; i++) {
		const struct dais_standing_silence *one = &standing->silences.v[i];
		const struct dais_state state = { .area = DAIS_STR(ENDS),
			.key = question_of(a, standing->package, one->id),
			.due_ms = one->closes_ms };

		if (!house_silence_is_told(things, one->id, DAIS_SILENCE_APPROVED, true, a) &&
		    !dais_store_state_set_in(w, &state, DAIS_ANY, err))
			return false;
	}
	return true;
}

bool
dais_silence_due(struct dais_house *h, size_t max, struct dais_arena *a, dais_store_strs *ret,
    struct dais_err *err)
{
	int64_t now = dais_house_now_ms(h);
	dais_state_vec due = { 0 };

	if (!dais_store_state_take(
		dais_house_store(h), ENDS, now, now + AGAIN_MS, max, a, &due, err))
		return false;
	for (size_t i = 0; i < due.n; i++)
		dais_vec_push(a, ret, due.v[i].key);
	return true;
}

/* Drafts it when it is time. *@ret_ends_ms: when it is to be looked at again; 0: never. */
static bool
tell_end(struct dais_house *h, const struct dais_snapshot *s, struct dais_str id,
    struct dais_arena *a, int64_t *ret_ends_ms, uint64_t *ret_change, struct dais_err *err)
{
	const struct dais_actor program = dais_actor_program();
	struct dais_silence_work w = {
		.record = s->record, .now_ms = dais_house_now_ms(h), .a = a
	};
	size_t at = dais_map_get(&s->record->silence_ids, id);
	enum dais_silence_state state;
	struct dais_diags diags;
	struct dais_thing t;

	if (at == DAIS_MAP_NONE)
		return true;
	const struct dais_silence *one = &s->record->silences.v[at];

	state = dais_silence_state(s->record, one, w.now_ms);
	if (state == DAIS_SILENCE_AHEAD || state == DAIS_SILENCE_OPEN) /* it was put off */
		*ret_ends_ms = dais_silence_instant(s->record, one, one->closes);
	if (state != DAIS_SILENCE_HELD || dais_silence_approval(s->record, at) != DAIS_NONE)
		return true;
	dais_diags_init(&diags, a);
	if (!dais_edit_begin(h, &program, DAIS_ACTION_EDIT_MEETING, s->package, DAIS_STR_NONE, a,
		&w.edit, err) ||
	    !dais_edit_get(w.edit, DAIS_STR("silence"), id, &t, err))
		return false;
	if (house_silence_is_told(dais_edit_things(w.edit), id, DAIS_SILENCE_APPROVED, true, a))
		return true;
	return dais_edit_expect(w.edit, t.kind, id, t.revision, err) &&
	       house_silence_draft(&w, id, one->object, DAIS_SILENCE_APPROVED, err) &&
	       dais_edit_commit(w.edit, &diags, ret_change, NULL, err);
}

bool
dais_silence_end(
    struct dais_house *h, struct dais_str question, uint64_t *ret_change, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_unpack from = { .rest = question };
	struct dais_str package = dais_unpack_text(&from, DAIS_SILENCE_END_MAX);
	struct dais_str id = dais_unpack_text(&from, DAIS_SILENCE_END_MAX);
	struct dais_state state = { .area = DAIS_STR(ENDS), .key = question };
	struct dais_err none = DAIS_ERR_INIT;

	*ret_change = 0;
	if (!dais_unpack_end(&from))
		return dais_err_set(err, DAIS_ERR_INTERNAL, "the question came damaged");
	/* A package that was closed meanwhile has no procedures any more. */
	if (!dais_house_working(h, package, &s, &none) && none.code != DAIS_ERR_NOT_FOUND) {
		*err = none;
		return false;
	}
	if (s && !tell_end(h, s, id, a, &state.due_ms, ret_change, err))
		return false;
	return state.due_ms ? dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err)
			    : dais_store_state_remove(dais_house_store(h), ENDS, question, err);
}
