/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Silence procedures (service/house/silences.h), each step as one change. If-Match is the revision
 * of the procedure that was seen.
 */
#include "service/house/silences.h"

#include "text/message.h"
#include "web/api/api_priv.h"

/* ---- how one stands ---- */

struct telling {
	struct dais_api_call *call;
	const struct dais_record *record;
	int64_t now_ms;
};

static void
put_index(
    struct dais_json *w, const char *key, const struct dais_record *r, const dais_index_vec *v)
{
	dais_json_key(w, key);
	dais_json_array(w);
	for (size_t i = 0; i < v->n; i++)
		dais_json_str(w, r->meetings.v[v->v[i]].id);
	dais_json_end(w);
}

static void
put_reply(struct dais_json *w, const struct dais_silence *s, size_t i)
{
	const struct dais_reply *one = &s->replies.v[i];

	dais_json_object(w);
	dais_json_pair_int(w, "reply", (int64_t)i + 1);
	dais_json_pair_c(w, "kind", dais_reply_kind_name(one->kind));
	dais_json_pair(w, "from", one->from);
	dais_api_put_local(w, "at", one->at);
	if (one->words.n)
		dais_json_pair(w, "words", one->words);
	dais_json_pair_bool(w, "standing", !one->without_standing);
	dais_api_put_local(w, "takenBack", one->taken_back);
	dais_json_pair_bool(w, "breaks", dais_silence_is_broken_by(s, i));
	dais_json_end(w);
}

static void
put_lists(struct dais_json *w, const struct dais_silence *s)
{
	dais_json_key(w, "extended");
	dais_json_array(w);
	for (size_t i = 0; i < s->extended.n; i++) {
		dais_json_object(w);
		dais_api_put_local(w, "at", s->extended.v[i].at);
		dais_api_put_local(w, "insteadOf", s->extended.v[i].instead);
		dais_json_end(w);
	}
	dais_json_end(w);
	dais_json_key(w, "replies");
	dais_json_array(w);
	for (size_t i = 0; i < s->replies.n; i++)
		put_reply(w, s, i);
	dais_json_end(w);
}

static void
put_what(const struct telling *t, const struct dais_silence *s)
{
	struct dais_json *w = &t->call->json;

	dais_json_pair(w, "object", s->object);
	if (s->has_modality)
		dais_json_pair_c(w, "modality", dais_modality_name(s->modality));
	put_index(w, "meetings", t->record, &s->meetings);
	dais_json_pair(w, "by", t->record->bodies.v[s->by].id);
	if (!dais_ml_is_empty(&s->asked))
		dais_api_put_ml(w, "asked", &s->asked);
	dais_api_put_ml(w, "proposal", &s->proposal);
	if (s->frozen.n)
		dais_json_pair(w, "frozen", s->frozen);
	dais_json_pair_bool(w, "public", s->is_public);
	if (s->follows != DAIS_NONE)
		dais_json_pair(w, "follows", t->record->silences.v[s->follows].id);
}

static void
put_times(const struct telling *t, const struct dais_silence *s)
{
	struct dais_json *w = &t->call->json;
	struct dais_str zone = dais_silence_zone(t->record, s);

	dais_api_put_local(w, "opens", s->opens);
	dais_api_put_local(w, "closes", s->closes);
	dais_json_pair(w, "zone", zone.n ? zone : DAIS_STR("UTC"));
	dais_api_put_instant(w, "closesAt", dais_silence_instant(t->record, s, s->closes));
	dais_api_put_local(w, "withdrawn", s->withdrawn);
}

static void
put_silence(const struct telling *t, size_t at, uint64_t revision)
{
	const struct dais_silence *s = &t->record->silences.v[at];
	struct dais_json *w = &t->call->json;
	size_t approval = dais_silence_approval(t->record, at);

	dais_json_object(w);
	dais_json_pair(w, "id", s->id);
	dais_json_pair_int(w, "revision", (int64_t)revision);
	dais_json_pair_c(
	    w, "state", dais_silence_state_name(dais_silence_state(t->record, s, t->now_ms)));
	if (approval != DAIS_NONE)
		dais_json_pair(w, "approval", t->record->approvals.v[approval].id);
	put_what(t, s);
	put_times(t, s);
	put_lists(w, s);
	dais_json_end(w);
}

static struct telling
telling(struct dais_api_call *c, const struct dais_snapshot *s)
{
	return (struct telling){ c, s->record, dais_house_now_ms(c->site->house) };
}

/* Of the same moment as the record: what is told and what If-Match is held against agree. */
static uint64_t
revision_of(const struct dais_snapshot *s, size_t at)
{
	const struct dais_thing *t =
	    dais_snapshot_thing(s, DAIS_STR("silence"), s->record->silences.v[at].id);

	return t ? t->revision : s->revision;
}

void
dais_api_silences(struct dais_api_call *c)
{
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct telling t;
	struct dais_api_part part;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	t = telling(c, s);
	if (!dais_api_part(c, s->record->silences.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++)
		put_silence(&t, i, revision_of(s, i));
	dais_api_list_end(c, part.next);
}

static bool
none_such(struct dais_str id, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no silence procedure \"%.*s\"",
	    DAIS_STR_ARG(dais_str_sub(id, 0, 100)));
}

void
dais_api_silence(struct dais_api_call *c)
{
	struct dais_str id = dais_api_path(c, "silence");
	DAIS_SNAPSHOT_AUTO s = NULL;
	struct dais_err err = DAIS_ERR_INIT;
	struct telling t;
	size_t at;

	if (!dais_api_working(c, DAIS_ACTION_READ_WORKING, NULL, &s))
		return;
	at = dais_map_get(&s->record->silence_ids, id);
	if (at == DAIS_MAP_NONE) {
		(void)none_such(id, &err);
		dais_api_fail(c, &err);
		return;
	}
	t = telling(c, s);
	put_silence(&t, at, revision_of(s, at));
	dais_api_give(c, revision_of(s, at));
}

/* ---- steps ---- */

struct work {
	struct dais_api_call *call;
	const struct dais_snapshot *snapshot;
	struct dais_silence_work w;
	struct dais_str id;
	struct dais_str approval; /* made by the step; empty: none */
};

static void
end(struct work *k)
{
	dais_snapshot_releasep(&k->snapshot);
}
#define WORK_AUTO __attribute__((cleanup(end))) struct work

static void
finish(struct work *k, bool ok, struct dais_err *err)
{
	struct dais_api_call *c = k->call;
	struct dais_edit_conflict conflict = { 0 };
	struct dais_diags diags;
	uint64_t change = 0;

	dais_api_diags(c, &diags);
	if (!ok || !dais_edit_commit(k->w.edit, &diags, &change, &conflict, err)) {
		dais_api_fail_edit(c, &conflict, err, &diags);
		return;
	}
	if (change)
		dais_site_changed(c->site, k->snapshot->package, change, false);
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "change", (int64_t)change);
	dais_json_pair(&c->json, "silence", k->id);
	if (k->approval.n)
		dais_json_pair(&c->json, "approval", k->approval);
	dais_json_end(&c->json);
	dais_api_give(c, change);
}

/* Holds the step to the procedure that was seen; answers and gives false when it is another by now.
 */
static bool
as_seen(struct work *k, uint64_t seen)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing thing;

	if (seen == DAIS_ANY)
		return true;
	if (dais_map_get(&k->snapshot->record->silence_ids, k->id) == DAIS_MAP_NONE) {
		(void)none_such(k->id, &err);
	} else if (dais_edit_get(k->w.edit, DAIS_STR("silence"), k->id, &thing, &err) &&
		   dais_edit_expect(k->w.edit, DAIS_STR("silence"), k->id, seen, &err)) {
		if (thing.revision == seen)
			return true;
		finish(k, true, &err); /* says who was faster */
		return false;
	}
	dais_api_fail(k->call, &err);
	return false;
}

/* Chair and bureau may conclude as well. */
static enum dais_action
concluding(const struct dais_api_call *c, const struct dais_snapshot *s)
{
	struct dais_matter matter = dais_snapshot_matter(s, NULL, c->a);

	return dais_actor_may(c->actor, DAIS_ACTION_EDIT_MEETING, &matter)
		   ? DAIS_ACTION_EDIT_MEETING
		   : DAIS_ACTION_APPROVE_FORMAT;
}

/* Begins the edit of a step that @action allows; of those that go by what was seen, If-Match is
 * read first. */
static bool
begin(struct work *k, struct dais_api_call *c, enum dais_action action)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_matter matter;
	uint64_t seen = DAIS_ANY;

	*k = (struct work){ .call = c, .id = dais_api_path(c, "silence") };
	if (c->operation->conditional && !dais_api_if_match(c, &seen))
		return false;
	if (!dais_house_working(c->site->house, dais_api_path(c, "package"), &k->snapshot, &err)) {
		dais_api_fail(c, &err);
		return false;
	}
	matter = dais_snapshot_matter(k->snapshot, NULL, c->a);
	if (action == DAIS_ACTION_APPROVE_FORMAT)
		action = concluding(c, k->snapshot);
	k->w = (struct dais_silence_work){ .record = k->snapshot->record,
		.now_ms = dais_house_now_ms(c->site->house),
		.himself = dais_silence_answers_as(c->actor, &matter),
		.a = c->a };
	if (!dais_actor_check(c->actor, action, &matter, &err) ||
	    !dais_edit_begin(c->site->house, c->actor, action, k->snapshot->package,
		dais_json_get_str(c->body, "why"), c->a, &k->w.edit, &err)) {
		dais_api_fail(c, &err);
		return false;
	}
	return as_seen(k, seen);
}

/* A time of the body; not set when it is not there. INVALID: it is none. */
static bool
read_time(
    const struct dais_api_call *c, const char *name, struct dais_local *ret, struct dais_err *err)
{
	struct dais_str s = dais_json_get_str(c->body, name);

	*ret = (struct dais_local){ .minute = -1 };
	return !s.n || dais_local_parse(s, ret) ||
	       dais_err_set(err, DAIS_ERR_INVALID, "%s is \"%.*s\", not %s", name,
		   DAIS_STR_ARG(dais_str_sub(s, 0, 100)),
		   DAIS_MESSAGE("a day and an hour as 2027-05-24T10:00"));
}

static void
read_words(const struct dais_api_call *c, const char *name, struct dais_ml *ret)
{
	const struct dais_json_value *words = dais_json_get(c->body, name);

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		ret->in[l] =
		    dais_str_trim(dais_json_get_str(words, dais_lang_code((enum dais_lang)l)));
}

/* Opens when it is not said: now. */
static bool
read_new(const struct work *k, struct dais_silence_new *ret, struct dais_err *err)
{
	const struct dais_api_call *c = k->call;
	const struct dais_silence blank = { .zone = ret->zone,
		.meetings = k->snapshot->record->together };

	read_words(c, "asked", &ret->asked);
	read_words(c, "proposal", &ret->proposal);
	if (!read_time(c, "opens", &ret->opens, err) || !read_time(c, "closes", &ret->closes, err))
		return false;
	if (!dais_json_get(c->body, "opens"))
		ret->opens = dais_silence_local(k->snapshot->record, &blank, k->w.now_ms);
	return true;
}

void
dais_api_silence_open(struct dais_api_call *c)
{
	struct dais_silence_new what = { .object = dais_json_get_str(c->body, "object"),
		.by = dais_json_get_str(c->body, "by"),
		.modality = dais_json_get_str(c->body, "modality"),
		.zone = dais_json_get_str(c->body, "zone"),
		.is_public = dais_json_get_bool(c->body, "public"),
		.follows = dais_json_get_str(c->body, "follows") };
	struct dais_err err = DAIS_ERR_INIT;
	WORK_AUTO k = { 0 };
	bool ok;

	if (!begin(&k, c, DAIS_ACTION_EDIT_MEETING))
		return;
	ok = read_new(&k, &what, &err) && dais_silence_open(&k.w, &what, &k.id, &err);
	if (ok)
		dais_api_location(c, dais_arena_printf(c->a, "/api/v1/packages/%.*s/silences/%.*s",
					 DAIS_STR_ARG(k.snapshot->package), DAIS_STR_ARG(k.id)));
	finish(&k, ok, &err);
}

void
dais_api_silence_extend(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_local closes;
	WORK_AUTO k = { 0 };

	if (begin(&k, c, DAIS_ACTION_EDIT_MEETING))
		finish(&k,
		    read_time(c, "closes", &closes, &err) &&
			dais_silence_extend(&k.w, k.id, closes, &err),
		    &err);
}

/* Received when it is not said: now. */
void
dais_api_silence_answer(struct dais_api_call *c)
{
	int kind = dais_reply_kind_parse(dais_json_get_str(c->body, "kind"));
	const struct dais_json_value *standing = dais_json_get(c->body, "standing");
	struct dais_reply_new what = { .from = dais_str_trim(dais_json_get_str(c->body, "from")),
		.words = dais_str_trim(dais_json_get_str(c->body, "words")),
		.without_standing = standing && !dais_json_get_bool(c->body, "standing") };
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_record *r;
	WORK_AUTO k = { 0 };
	size_t at;
	bool ok;

	if (!begin(&k, c, DAIS_ACTION_ANSWER_SILENCE))
		return;
	r = k.snapshot->record;
	at = dais_map_get(&r->silence_ids, k.id);
	what.kind = kind < 0 ? DAIS_REPLY_OBJECTION : (enum dais_reply_kind)kind;
	ok = at == DAIS_MAP_NONE ? none_such(k.id, &err) : read_time(c, "at", &what.at, &err);
	if (ok && !dais_json_get(c->body, "at"))
		what.at = dais_silence_local(r, &r->silences.v[at], k.w.now_ms);
	finish(&k, ok && dais_silence_answer(&k.w, k.id, &what, &err), &err);
}

/* Answers count from 1, in the order in which they were recorded. */
void
dais_api_silence_take_back(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	int64_t number;
	WORK_AUTO k = { 0 };
	bool ok;

	if (!begin(&k, c, DAIS_ACTION_ANSWER_SILENCE))
		return;
	ok = dais_str_to_int(dais_api_path(c, "number"), 1, INT32_MAX, &number) ||
	     dais_err_set(&err, DAIS_ERR_NOT_FOUND, "there is no such answer");
	finish(&k, ok && dais_silence_take_back(&k.w, k.id, (size_t)number - 1, &err), &err);
}

void
dais_api_silence_withdraw(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	WORK_AUTO k = { 0 };

	if (begin(&k, c, DAIS_ACTION_EDIT_MEETING))
		finish(&k, dais_silence_withdraw(&k.w, k.id, &err), &err);
}

void
dais_api_silence_conclude(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	WORK_AUTO k = { 0 };

	if (!begin(&k, c, DAIS_ACTION_APPROVE_FORMAT))
		return;
	finish(&k, dais_silence_conclude(&k.w, k.id, &k.approval, &err), &err);
}
