/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A draft is reworded, sent or withdrawn, each a change of the record; sending puts a mail for each
 * recipient into the outbox with the same change.
 */
#include "mark/json_read.h"
#include "service/account/notices.h"
#include "service/notice/notice_priv.h"
#include "service/outbox/outbox.h"

static bool
begin(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_writing **ret, struct dais_err *err)
{
	struct dais_change_head head = { .who = actor->account,
		.action = dais_str_from(dais_action_name(DAIS_ACTION_SEND_NOTICE)),
		.package = package,
		.at_ms = dais_house_now_ms(h) };

	return notice_may(h, actor, DAIS_ACTION_SEND_NOTICE, package, err) &&
	       dais_store_begin(dais_house_store(h), &head, ret, err);
}

/* The draft as it stands; CONFLICT when it is none any more. */
static bool
read_draft(struct dais_house *h, struct dais_str package, struct dais_str id, struct dais_arena *a,
    struct dais_notice *ret, struct dais_json_value **ret_value, struct dais_err *err)
{
	struct dais_thing thing;

	if (!dais_store_thing(
		dais_house_store(h), package, DAIS_STR("notice"), id, a, &thing, err) ||
	    !notice_read(&thing, a, ret, ret_value, err))
		return false;
	if (ret->state == DAIS_NOTICE_SENT)
		return dais_err_set(err, DAIS_ERR_CONFLICT, "the notice \"%.*s\" is sent already",
		    DAIS_STR_ARG(id));
	if (ret->state == DAIS_NOTICE_WITHDRAWN)
		return dais_err_set(err, DAIS_ERR_CONFLICT,
		    "the notice \"%.*s\" is withdrawn already", DAIS_STR_ARG(id));
	return true;
}

static bool
put(struct dais_writing *w, const struct dais_notice *n, const struct dais_json_value *v,
    uint64_t seen, struct dais_arena *a, struct dais_err *err)
{
	return dais_store_put(
	    w, DAIS_STR("notice"), n->id, n->position, dais_json_print(a, v), seen, err);
}

static bool
finish(struct dais_writing *w, bool ok, struct dais_err *err)
{
	uint64_t number;

	if (!ok) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, &number, err);
}

static void
set_words(struct dais_json_value *v, enum dais_lang l, struct dais_str subject,
    struct dais_str text, struct dais_arena *a)
{
	struct dais_json_value *words = dais_json_get(v, "words"), *in = NULL;

	if (!words) {
		words = dais_json_new(a, DAIS_JSON_OBJECT);
		dais_json_set(a, v, DAIS_STR("words"), words);
	}
	if (subject.n || text.n) {
		in = dais_json_new(a, DAIS_JSON_OBJECT);
		dais_json_set(a, in, DAIS_STR("subject"), dais_json_new_str(a, subject));
		dais_json_set(a, in, DAIS_STR("text"), dais_json_new_str(a, text));
	}
	dais_json_set(a, words, dais_str_from(dais_lang_code(l)), in);
}

bool
dais_notice_reword(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, enum dais_lang l, struct dais_str subject, struct dais_str text,
    uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	bool ok;

	if ((subject.n == 0) != (text.n == 0))
		return dais_err_set(err, DAIS_ERR_INVALID, "a notice needs a subject and a text");
	if (!begin(h, actor, package, &w, err))
		return false;
	ok = read_draft(h, package, id, a, &n, &v, err);
	if (ok) {
		set_words(v, l, subject, text, a);
		ok = put(w, &n, v, seen, a, err);
	}
	return finish(w, ok, err);
}

static void
set_outcome(struct dais_house *h, struct dais_json_value *v, const struct dais_actor *actor,
    enum dais_notice_state state, size_t recipients, struct dais_arena *a)
{
	dais_json_set(
	    a, v, DAIS_STR("state"), dais_json_new_str(a, dais_str_from(notice_state_name(state))));
	dais_json_set(a, v, DAIS_STR("at"), dais_json_new_int(a, dais_house_now_ms(h)));
	dais_json_set(a, v, DAIS_STR("who"), dais_json_new_str(a, actor->account));
	if (state == DAIS_NOTICE_SENT)
		dais_json_set(
		    a, v, DAIS_STR("recipients"), dais_json_new_int(a, (int64_t)recipients));
}

/* The link of each that ends notices; only by https, as RFC 8058 asks. */
static bool
make_ends(struct dais_house *h, const dais_recipient_vec *to, const char *address,
    struct dais_arena *a, struct dais_str **ret, struct dais_err *err)
{
	*ret = DAIS_NEW_N(a, to->n, struct dais_str);
	if (!dais_str_has_prefix(dais_str_from(address), DAIS_STR("https://")))
		return true;
	for (size_t i = 0; i < to->n; i++) {
		const struct dais_recipient *r = &to->v[i];

		if (!dais_account_notices_link(
			h, address, r->language, r->account, a, &(*ret)[i], err))
			return false;
	}
	return true;
}

static bool
post_all(struct dais_house *h, struct dais_writing *w, const struct dais_notice *n,
    const dais_recipient_vec *to, const struct dais_str *ends, struct dais_arena *a,
    struct dais_err *err)
{
	struct dais_str calendars[DAIS_LANG_COUNT] = { 0 };

	if (n->release)
		dais_notice_calendars(h, n->package, n->release, a, calendars);
	for (size_t i = 0; i < to->n; i++) {
		const struct dais_recipient *r = &to->v[i];
		struct dais_outbox_mail m = {
			.key = dais_arena_printf(a, "%.*s/%.*s/%.*s", DAIS_STR_ARG(n->package),
			    DAIS_STR_ARG(n->id), DAIS_STR_ARG(r->account)),
			.to_name = r->name,
			.to_address = r->email,
			.language = r->language,
			.subject = n->subject.in[r->language],
			.text = n->text.in[r->language],
			.calendar = calendars[r->language],
			.unsubscribe = ends[i],
		};

		if (!dais_outbox_post(h, w, &m, err))
			return false;
	}
	return true;
}

static void
leave_out(dais_recipient_vec *to, const dais_store_strs *without)
{
	size_t n = 0;

	for (size_t i = 0; i < to->n; i++) {
		bool out = false;

		for (size_t k = 0; without && k < without->n && !out; k++)
			out = dais_str_eq(without->v[k], to->v[i].account);
		if (!out)
			to->v[n++] = to->v[i];
	}
	to->n = n;
}

/* A release stays what it is; a procedure goes on, so that what was said of it is kept. */
static void
keep_words(const struct dais_notice *n, struct dais_json_value *v, struct dais_arena *a)
{
	for (unsigned l = 0; n->silence.n && l < DAIS_LANG_COUNT; l++)
		set_words(v, (enum dais_lang)l, n->subject.in[l], n->text.in[l], a);
}

bool
dais_notice_send(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, uint64_t seen, const dais_store_strs *without, const char *address,
    size_t *ret_recipients, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_recipient_vec to;
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	struct dais_str *ends;
	bool ok;

	if (!read_draft(h, package, id, a, &n, &v, err) ||
	    !notice_fill_words(h, &n, address, a, err) ||
	    !dais_notice_recipients(h, &n, a, &to, err))
		return false;
	leave_out(&to, without);
	if (to.n == 0) {
		(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "nobody would get this notice");
		return dais_err_hint(err,
		    "Give accounts a role in this meeting or its body, with an address of e-mail.");
	}
	if (!make_ends(h, &to, address, a, &ends, err) || !begin(h, actor, package, &w, err))
		return false;
	ok =
	    read_draft(h, package, id, a, &n, &v, err) && notice_fill_words(h, &n, address, a, err);
	if (ok) {
		keep_words(&n, v, a);
		set_outcome(h, v, actor, DAIS_NOTICE_SENT, to.n, a);
		ok = put(w, &n, v, seen, a, err) && post_all(h, w, &n, &to, ends, a, err);
	}
	*ret_recipients = to.n;
	return finish(w, ok, err);
}

bool
dais_notice_withdraw(struct dais_house *h, const struct dais_actor *actor, struct dais_str package,
    struct dais_str id, uint64_t seen, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	struct dais_writing *w;
	struct dais_notice n;
	bool ok;

	if (!begin(h, actor, package, &w, err))
		return false;
	ok = read_draft(h, package, id, a, &n, &v, err);
	if (ok) {
		set_outcome(h, v, actor, DAIS_NOTICE_WITHDRAWN, 0, a);
		ok = put(w, &n, v, seen, a, err);
	}
	return finish(w, ok, err);
}
