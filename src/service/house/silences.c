/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/house/silences_priv.h"

#include "model/working_day.h"
#include "service/house/thing_new.h"
#include "text/text.h"

#define DAYS_LOOKED_AHEAD 60 /* for a working day */

static const char *const events[DAIS_SILENCE_EVENT_COUNT] = { "opened", "extended", "broken",
	"approved", "withdrawn" };

const char *
dais_silence_event_name(enum dais_silence_event e)
{
	return events[e];
}

int
dais_silence_event_parse(struct dais_str s)
{
	for (int i = 0; i < DAIS_SILENCE_EVENT_COUNT; i++)
		if (dais_str_is(s, events[i]))
			return i;
	return -1;
}

/* ---- values ---- */

static void
set_local(struct dais_arena *a, struct dais_json_value *v, const char *key, struct dais_local at)
{
	house_set_str(a, v, key, dais_local_print(a, at));
}

/* Member @key of @v, a list that is made when it is not there. */
static struct dais_json_value *
list_of(struct dais_arena *a, struct dais_json_value *v, const char *key)
{
	struct dais_json_value *list = dais_json_get(v, key);

	if (list)
		return list;
	list = dais_json_new(a, DAIS_JSON_ARRAY);
	dais_json_set(a, v, dais_str_from(key), list);
	return list;
}

/* A procedure with the value of its thing, to be changed and put back. */
struct taken {
	const struct dais_silence *s;
	size_t at; /* of the record */
	enum dais_silence_state state;
	struct dais_local now; /* in its zone */
	struct dais_thing thing;
	struct dais_json_value *value;
};

static bool
take(const struct dais_silence_work *w, struct dais_str id, struct taken *ret, struct dais_err *err)
{
	ret->at = dais_map_get(&w->record->silence_ids, id);
	if (ret->at == DAIS_MAP_NONE)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND,
		    "there is no silence procedure \"%.*s\"", DAIS_STR_ARG(id));
	ret->s = &w->record->silences.v[ret->at];
	ret->state = dais_silence_state(w->record, ret->s, w->now_ms);
	ret->now = dais_silence_local(w->record, ret->s, w->now_ms);
	return dais_edit_get(w->edit, DAIS_STR("silence"), id, &ret->thing, err) &&
	       dais_json_parse(w->a, ret->thing.value, &ret->value, err);
}

static bool
put_back(const struct dais_silence_work *w, const struct taken *t, struct dais_err *err)
{
	return dais_edit_put(w->edit, t->thing.kind, t->thing.id, t->thing.position,
	    dais_json_print(w->a, t->value), t->thing.revision, err);
}

static bool
has_hour(struct dais_local at)
{
	return dais_date_is_set(at.date) && at.minute >= 0;
}

/* ---- opening ---- */

struct dais_local
dais_silence_first_end(
    const struct dais_record *r, const struct dais_silence *s, struct dais_local opens)
{
	const struct dais_profile *p = &r->profile;
	struct dais_local end = dais_silence_local(
	    r, s, dais_silence_instant(r, s, opens) + p->silence_hours * DAIS_HOUR_MS);
	const struct dais_hours *hours = p->silence_ends.n ? &p->silence_ends.v[0] : NULL;

	if (hours && end.minute > hours->end)
		end = (struct dais_local){ dais_date_add(end.date, 1), hours->start };
	for (int i = 0; i < DAYS_LOOKED_AHEAD && dais_profile_day(p, end.date) != DAIS_DAY_WORKING;
	    i++)
		end = (struct dais_local){ dais_date_add(end.date, 1),
			hours ? hours->start : end.minute };
	if (hours && end.minute < hours->start)
		end.minute = hours->start;
	return end;
}

struct dais_str
dais_silence_answers_as(const struct dais_actor *actor, const struct dais_matter *matter)
{
	if (dais_actor_may(actor, DAIS_ACTION_EDIT_MEETING, matter))
		return DAIS_STR_NONE;
	return actor->name.n ? actor->name : actor->account;
}

static bool
check_new(
    const struct dais_silence_work *w, const struct dais_silence_new *what, struct dais_err *err)
{
	int minutes;

	if (dais_ml_is_empty(&what->proposal))
		return dais_err_set(err, DAIS_ERR_INVALID, "nothing is proposed");
	if (!house_thing_exists(w->edit, "body", what->by))
		return dais_err_set(err, DAIS_ERR_INVALID, "no body is asked");
	if (!has_hour(what->opens) || !has_hour(what->closes))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "the day or the hour of the opening or of the end is missing");
	if (dais_local_cmp(what->closes, what->opens) <= 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "a silence procedure cannot end before it opens");
	if (what->zone.n && !dais_text_zone_offset(what->zone, what->closes, &minutes))
		return dais_err_set(err, DAIS_ERR_INVALID, "no such time zone: \"%.*s\"",
		    DAIS_STR_ARG(dais_str_sub(what->zone, 0, 100)));
	return true;
}

bool
dais_silence_open(const struct dais_silence_work *w, const struct dais_silence_new *what,
    struct dais_str *ret_id, struct dais_err *err)
{
	const struct dais_silence blank = { .zone = what->zone, .meetings = w->record->together };
	struct dais_json_value *v = dais_json_new(w->a, DAIS_JSON_OBJECT), *package, *together;
	struct dais_thing t;

	if (!check_new(w, what, err) ||
	    !dais_edit_get(w->edit, DAIS_STR("package"), DAIS_STR("package"), &t, err) ||
	    !dais_json_parse(w->a, t.value, &package, err))
		return false;
	*ret_id = house_free_id(w->edit, "silence", what->object, w->a);
	house_set_str(w->a, v, "object", what->object);
	house_set_str(w->a, v, "modality", what->modality);
	together = dais_json_get(package, "together");
	dais_json_set(w->a, v, DAIS_STR("meetings"),
	    together ? together : dais_json_new(w->a, DAIS_JSON_ARRAY));
	house_set_str(w->a, v, "by", what->by);
	house_set_words(w->a, v, "asked", &what->asked);
	house_set_words(w->a, v, "proposal", &what->proposal);
	house_set_str(w->a, v, "frozen", dais_silence_digest(w->a, &what->proposal));
	set_local(w->a, v, "opens", what->opens);
	set_local(w->a, v, "closes", what->closes);
	/* Its times stay what they are when the zone of a meeting is corrected later. */
	house_set_str(w->a, v, "zone", dais_silence_zone(w->record, &blank));
	house_set_str(w->a, v, "public", what->is_public ? DAIS_STR("true") : DAIS_STR_NONE);
	house_set_str(w->a, v, "follows", what->follows);
	return house_put_last(w->edit, "silence", *ret_id, v, w->a, err) &&
	       house_silence_draft(w, *ret_id, what->object, DAIS_SILENCE_OPENED, err);
}

/* ---- while it runs ---- */

static bool
ended(struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_CONFLICT, "the silence procedure has ended");
	return dais_err_hint(err, "Open another that follows it.");
}

bool
dais_silence_extend(const struct dais_silence_work *w, struct dais_str id, struct dais_local closes,
    struct dais_err *err)
{
	struct dais_json_value *one = dais_json_new(w->a, DAIS_JSON_OBJECT);
	struct taken t;

	if (!take(w, id, &t, err))
		return false;
	if (t.state != DAIS_SILENCE_OPEN && t.state != DAIS_SILENCE_AHEAD)
		return ended(err);
	if (!has_hour(closes) || dais_local_cmp(closes, t.s->closes) <= 0)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "the new end must be later than the present one");
	set_local(w->a, one, "at", t.now);
	set_local(w->a, one, "instead-of", t.s->closes);
	dais_json_append(w->a, list_of(w->a, t.value, "extended"), one);
	set_local(w->a, t.value, "closes", closes);
	return put_back(w, &t, err) &&
	       house_silence_draft(w, id, t.s->object, DAIS_SILENCE_EXTENDED, err);
}

static bool
check_answer(const struct dais_silence_work *w, const struct taken *t,
    const struct dais_reply_new *what, struct dais_err *err)
{
	if (!what->from.n)
		return dais_err_set(err, DAIS_ERR_INVALID, "nobody is named who answers");
	if (!has_hour(what->at))
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "the day or the hour when the answer was received is missing");
	if (dais_local_cmp(what->at, t->now) > 0)
		return dais_err_set(err, DAIS_ERR_INVALID,
		    "an answer cannot have been received at a time that has not come");
	if (t->state == DAIS_SILENCE_WITHDRAWN)
		return ended(err);
	if (w->himself.n && t->state == DAIS_SILENCE_AHEAD)
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "the silence procedure has not been opened yet");
	return true;
}

static bool
already_approved(struct dais_err *err)
{
	(void)dais_err_set(
	    err, DAIS_ERR_CONFLICT, "the approval by this procedure is recorded already");
	return dais_err_hint(err, "Take the approval away first, if the answer had come in time.");
}

/* Whether the answer is the one that breaks the silence. */
static bool
breaks(const struct dais_silence_work *w, const struct taken *t, const struct dais_reply_new *what)
{
	struct dais_silence s = *t->s;

	s.replies.v = NULL;
	s.replies.n = s.replies.cap = 0;
	dais_vec_push(w->a, &s.replies,
	    ((struct dais_reply){
		.kind = what->kind, .at = what->at, .without_standing = what->without_standing }));
	return dais_silence_breaker(t->s) == DAIS_NONE && dais_silence_is_broken_by(&s, 0);
}

bool
dais_silence_answer(const struct dais_silence_work *w, struct dais_str id,
    const struct dais_reply_new *given, struct dais_err *err)
{
	struct dais_json_value *one = dais_json_new(w->a, DAIS_JSON_OBJECT);
	struct dais_reply_new of_himself = *given;
	const struct dais_reply_new *what = w->himself.n ? &of_himself : given;
	struct taken t;
	bool is_breaking;

	if (!take(w, id, &t, err))
		return false;
	of_himself.from = w->himself;
	of_himself.at = t.now;
	of_himself.without_standing = false;
	if (!check_answer(w, &t, what, err))
		return false;
	is_breaking = breaks(w, &t, what);
	if (is_breaking && dais_silence_approval(w->record, t.at) != DAIS_NONE)
		return already_approved(err);
	house_set_str(w->a, one, "kind", dais_str_from(dais_reply_kind_name(what->kind)));
	house_set_str(w->a, one, "from", what->from);
	set_local(w->a, one, "at", what->at);
	house_set_str(w->a, one, "words", what->words);
	house_set_str(
	    w->a, one, "standing", what->without_standing ? DAIS_STR("false") : DAIS_STR_NONE);
	dais_json_append(w->a, list_of(w->a, t.value, "replies"), one);
	if (!put_back(w, &t, err))
		return false;
	/* It may have come in time and be recorded only now that the end has passed. */
	return !is_breaking ||
	       (house_silence_undraft(w, id, DAIS_SILENCE_APPROVED, err) &&
		   house_silence_draft(w, id, t.s->object, DAIS_SILENCE_BROKE, err));
}

/* Whether nothing breaks @s any more once @reply is taken back. */
static bool
is_last_breaker(const struct dais_silence *s, size_t reply)
{
	for (size_t i = 0; i < s->replies.n; i++)
		if (i != reply && dais_silence_is_broken_by(s, i))
			return false;
	return dais_silence_is_broken_by(s, reply);
}

static bool
of_another(struct dais_err *err)
{
	(void)dais_err_set(err, DAIS_ERR_DENIED, "this answer is somebody else's");
	return dais_err_hint(err, "The secretariat records that it was taken back.");
}

bool
dais_silence_take_back(
    const struct dais_silence_work *w, struct dais_str id, size_t reply, struct dais_err *err)
{
	const struct dais_json_value *list;
	struct taken t;

	if (!take(w, id, &t, err))
		return false;
	list = dais_json_get(t.value, "replies");
	if (!list || reply >= list->members.n || reply >= t.s->replies.n)
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such answer");
	if (w->himself.n && !dais_str_eq(t.s->replies.v[reply].from, w->himself))
		return of_another(err);
	if (dais_date_is_set(t.s->replies.v[reply].taken_back.date))
		return dais_err_set(err, DAIS_ERR_CONFLICT, "it was taken back already");
	if (dais_local_cmp(t.now, t.s->closes) >= 0 || t.state == DAIS_SILENCE_WITHDRAWN)
		return ended(err);
	set_local(w->a, list->members.v[reply].value, "taken-back", t.now);
	return put_back(w, &t, err) && (!is_last_breaker(t.s, reply) ||
					   house_silence_undraft(w, id, DAIS_SILENCE_BROKE, err));
}

bool
dais_silence_withdraw(const struct dais_silence_work *w, struct dais_str id, struct dais_err *err)
{
	struct taken t;

	if (!take(w, id, &t, err))
		return false;
	if (t.state != DAIS_SILENCE_OPEN && t.state != DAIS_SILENCE_AHEAD)
		return ended(err);
	set_local(w->a, t.value, "withdrawn", t.now);
	return put_back(w, &t, err) &&
	       house_silence_draft(w, id, t.s->object, DAIS_SILENCE_RECALLED, err);
}

/* ---- its end ---- */

bool
dais_silence_conclude(const struct dais_silence_work *w, struct dais_str id,
    struct dais_str *ret_approval, struct dais_err *err)
{
	struct dais_json_value *v = dais_json_new(w->a, DAIS_JSON_OBJECT), *meetings;
	struct taken t;

	if (!take(w, id, &t, err))
		return false;
	if (dais_silence_approval(w->record, t.at) != DAIS_NONE)
		return dais_err_set(
		    err, DAIS_ERR_CONFLICT, "the approval by this procedure is recorded already");
	if (t.state != DAIS_SILENCE_HELD)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "a silence procedure that runs, was broken or withdrawn approves nothing");
	/* An objection that is recorded at this moment comes before it. */
	if (!dais_edit_expect(w->edit, DAIS_STR("silence"), id, t.thing.revision, err))
		return false;
	*ret_approval = house_free_id(w->edit, "approval", t.s->object, w->a);
	house_set_str(w->a, v, "object", t.s->object);
	if (t.s->has_modality)
		house_set_str(
		    w->a, v, "modality", dais_str_from(dais_modality_name(t.s->modality)));
	meetings = dais_json_get(t.value, "meetings");
	dais_json_set(w->a, v, DAIS_STR("meetings"),
	    meetings ? meetings : dais_json_new(w->a, DAIS_JSON_ARRAY));
	house_set_str(w->a, v, "by", w->record->bodies.v[t.s->by].id);
	house_set_str(w->a, v, "method", DAIS_STR("silence"));
	house_set_str(w->a, v, "date", dais_date_print(w->a, t.s->closes.date));
	house_set_str(w->a, v, "silence", id);
	return house_put_last(w->edit, "approval", *ret_approval, v, w->a, err) &&
	       (house_silence_is_told(
		    dais_edit_things(w->edit), id, DAIS_SILENCE_APPROVED, false, w->a) ||
		   house_silence_draft(w, id, t.s->object, DAIS_SILENCE_APPROVED, err));
}
