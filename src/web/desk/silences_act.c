/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests about silence procedures.
 */
#include "web/desk/silences.h"

static void
show(struct desk *d, size_t shown)
{
	const struct dais_record *r = d->snapshot->record;
	desk_remark_vec remarks = { 0 };
	struct desk_silences v = { .record = r,
		.package = d->snapshot->package,
		.shown = shown,
		.now_ms = dais_house_now_ms(d->site->house),
		.remarks = &remarks,
		.may_open = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING),
		.may_answer = dais_desk_may(d, DAIS_ACTION_ANSWER_SILENCE),
		.may_conclude = dais_desk_may(d, DAIS_ACTION_EDIT_MEETING) ||
				dais_desk_may(d, DAIS_ACTION_APPROVE_FORMAT),
		.himself = dais_silence_answers_as(d->page.actor, &d->matter),
		.sent = d->message.n ? d : NULL,
		.sent_form = d->message.n ? dais_desk_field(d, "do") : DAIS_STR_NONE };

	dais_desk_find(d, &remarks);
	dais_desk_show(d, DESK_PART_SILENCES,
	    shown == DAIS_NONE ? dais_page_say(&d->page, DAIS_SAY_DESK_SILENCES)
			       : dais_desk_silence_object(&d->page, r->silences.v[shown].object),
	    shown == DAIS_NONE
		? dais_desk_path(d, "/silences")
		: dais_desk_silence_path(d->arena, v.package, r->silences.v[shown].id));
	if (shown == DAIS_NONE)
		dais_desk_write_silences(&d->page, &v);
	else
		dais_desk_write_silence(&d->page, &v);
	dais_desk_close(d);
}

/* The procedure of the address; false: it has been answered. */
static bool
find(struct desk *d, size_t *ret)
{
	struct dais_str id = dais_http_param(d->x, "id");

	*ret = dais_map_get(&d->snapshot->record->silence_ids, id);
	if (*ret != DAIS_MAP_NONE)
		return true;
	(void)dais_err_set(&d->err, DAIS_ERR_NOT_FOUND, "there is no silence procedure \"%.*s\"",
	    DAIS_STR_ARG(id));
	dais_desk_fail(d);
	return false;
}

void
dais_desk_get_silences(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false))
		show(&d, DAIS_NONE);
}

void
dais_desk_get_silence(struct dais_http_exchange *x, void *ctx)
{
	size_t at;
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, false) && find(&d, &at))
		show(&d, at);
}

/* ---- what is sent ---- */

/* A day and an hour; not set when nothing is typed. */
static bool
read_moment(struct desk *d, const char *name, enum dais_say label, enum dais_say hour_label,
    struct dais_local *ret)
{
	struct dais_str hour = dais_desk_trimmed(d, dais_arena_printf(d->arena, "%s-hour", name).p);
	struct dais_local at = { .minute = -1 };

	*ret = at;
	if (!dais_desk_read_day(&d->page, dais_desk_trimmed(d, name), label, &at.date, &d->err))
		return false;
	if (!dais_date_is_set(at.date))
		return true;
	if (!dais_desk_need_hour(&d->page, hour, hour_label, &at.minute, &d->err))
		return false;
	*ret = at;
	return true;
}

static struct dais_ml
sent_texts(const struct desk *d, const char *name)
{
	struct dais_ml ml = { 0 };

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		ml.in[l] = dais_desk_trimmed(
		    d, dais_arena_printf(d->arena, "%s-%s", name, dais_lang_code((enum dais_lang)l))
			   .p);
	return ml;
}

static bool
open_one(const struct dais_silence_work *w, struct desk *d, struct dais_str *ret_id)
{
	struct dais_silence_new what = { .object = dais_desk_trimmed(d, "object"),
		.by = dais_desk_trimmed(d, "by"),
		.asked = sent_texts(d, "asked"),
		.proposal = sent_texts(d, "proposal"),
		.is_public = dais_desk_trimmed(d, "public").n > 0,
		.follows = dais_desk_trimmed(d, "follows") };

	if (dais_str_is(what.object, "format"))
		what.modality = dais_desk_trimmed(d, "modality");
	return read_moment(d, "opens", DAIS_SAY_DESK_SILENCE_OPENS,
		   DAIS_SAY_DESK_SILENCE_OPENS_HOUR, &what.opens) &&
	       read_moment(d, "closes", DAIS_SAY_DESK_SILENCE_CLOSES,
		   DAIS_SAY_DESK_SILENCE_CLOSES_HOUR, &what.closes) &&
	       dais_silence_open(w, &what, ret_id, &d->err);
}

static bool
answer(const struct dais_silence_work *w, struct desk *d, struct dais_str id)
{
	int kind = dais_reply_kind_parse(dais_desk_trimmed(d, "kind"));
	struct dais_reply_new what = { .kind = kind < 0 ? 0 : (enum dais_reply_kind)kind,
		.from = dais_desk_trimmed(d, "from"),
		.words = dais_desk_trimmed(d, "words"),
		.without_standing = dais_desk_trimmed(d, "without").n > 0 };

	if (kind < 0)
		return dais_err_set(&d->err, DAIS_ERR_INVALID, "nothing to do was named");
	return read_moment(d, "at", DAIS_SAY_DESK_SILENCE_RECEIVED,
		   DAIS_SAY_DESK_SILENCE_RECEIVED_HOUR, &what.at) &&
	       dais_silence_answer(w, id, &what, &d->err);
}

static bool
extend(const struct dais_silence_work *w, struct desk *d, struct dais_str id)
{
	struct dais_local closes;

	return read_moment(d, "closes", DAIS_SAY_DESK_SILENCE_CLOSES,
		   DAIS_SAY_DESK_SILENCE_CLOSES_HOUR, &closes) &&
	       dais_silence_extend(w, id, closes, &d->err);
}

static bool
take_back(const struct dais_silence_work *w, struct desk *d, struct dais_str id)
{
	int64_t reply;

	if (!dais_str_to_int(dais_desk_trimmed(d, "reply"), 0, INT32_MAX, &reply))
		return dais_err_set(&d->err, DAIS_ERR_NOT_FOUND, "there is no such answer");
	return dais_silence_take_back(w, id, (size_t)reply, &d->err);
}

/* What each button does: the right it needs, the word it is told with. */
static const struct {
	const char *what;
	enum dais_action action;
	const char *did;
} acts[] = {
	{ "open", DAIS_ACTION_EDIT_MEETING, "silence-opened" },
	{ "answer", DAIS_ACTION_ANSWER_SILENCE, "silence-answered" },
	{ "take-back", DAIS_ACTION_ANSWER_SILENCE, "silence-taken" },
	{ "extend", DAIS_ACTION_EDIT_MEETING, "silence-extended" },
	{ "withdraw", DAIS_ACTION_EDIT_MEETING, "silence-withdrawn" },
	{ "conclude", DAIS_ACTION_EDIT_MEETING, "silence-concluded" },
};
enum {
	ACT_OPEN,
	ACT_ANSWER,
	ACT_TAKE_BACK,
	ACT_EXTEND,
	ACT_WITHDRAW,
	ACT_CONCLUDE,
	ACT_COUNT
};

static bool
step(const struct dais_silence_work *w, struct desk *d, int act, struct dais_str *id)
{
	struct dais_str approval;

	switch (act) {
	case ACT_OPEN:
		return open_one(w, d, id);
	case ACT_ANSWER:
		return answer(w, d, *id);
	case ACT_TAKE_BACK:
		return take_back(w, d, *id);
	case ACT_EXTEND:
		return extend(w, d, *id);
	case ACT_WITHDRAW:
		return dais_silence_withdraw(w, *id, &d->err);
	default:
		return dais_silence_conclude(w, *id, &approval, &d->err);
	}
}

static int
act_of(struct desk *d, bool of_list)
{
	struct dais_str what = dais_desk_field(d, "do");

	for (int i = 0; i < ACT_COUNT; i++)
		if (dais_str_is(what, acts[i].what) && (i == ACT_OPEN) == of_list)
			return i;
	(void)dais_err_set(&d->err, DAIS_ERR_INVALID, "nothing to do was named");
	return -1;
}

/* Chair and bureau may conclude as well. */
static enum dais_action
action_of(const struct desk *d, int act)
{
	return act == ACT_CONCLUDE && !dais_desk_may(d, DAIS_ACTION_EDIT_MEETING)
		   ? DAIS_ACTION_APPROVE_FORMAT
		   : acts[act].action;
}

static void
change(struct desk *d, size_t shown)
{
	struct dais_silence_work w = { .record = d->snapshot->record,
		.now_ms = dais_house_now_ms(d->site->house),
		.himself = dais_silence_answers_as(d->page.actor, &d->matter),
		.a = d->arena };
	struct dais_edit_conflict conflict = { 0 };
	struct dais_str id = dais_http_param(d->x, "id");
	struct dais_diags diags;
	uint64_t number = 0;
	int act = act_of(d, shown == DAIS_NONE);

	dais_desk_diags(d, &diags);
	if (act >= 0 &&
	    dais_edit_begin(d->site->house, d->page.actor, action_of(d, act), d->snapshot->package,
		DAIS_STR_NONE, d->arena, &w.edit, &d->err) &&
	    step(&w, d, act, &id) &&
	    dais_edit_commit(w.edit, &diags, &number, &conflict, &d->err)) {
		dais_desk_done(d, number,
		    dais_desk_silence_path(d->arena, d->snapshot->package, id), acts[act].did,
		    DAIS_STR_NONE);
		return;
	}
	if (d->err.code == DAIS_ERR_DENIED) {
		dais_desk_fail(d);
		return;
	}
	dais_desk_refuse(d, &diags, &conflict);
	show(d, shown);
}

void
dais_desk_post_silences(struct dais_http_exchange *x, void *ctx)
{
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, true))
		change(&d, DAIS_NONE);
}

void
dais_desk_post_silence(struct dais_http_exchange *x, void *ctx)
{
	size_t at;
	DESK_AUTO d;

	if (dais_desk_begin_package(&d, x, ctx, true) && find(&d, &at))
		change(&d, at);
}
