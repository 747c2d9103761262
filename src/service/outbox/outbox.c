/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/outbox/outbox.h"

#include <time.h>

#include "mark/json_read.h"
#include "service/outbox/outbox_priv.h"

#define TRY_FOR_MS (3 * DAIS_DAY_MS)
#define REMEMBER_MS (90 * DAIS_DAY_MS)
#define TAKEN_MS (5 * DAIS_MINUTE_MS)
#define SPARE_MS DAIS_MINUTE_MS /* a receiver that does not answer */
#define BUSY_MS DAIS_SECOND_MS
#define SLOW_MS (5 * DAIS_SECOND_MS)
#define SPARE_MAX ((size_t)200)

/* However long a receiver wants to be left alone: as long as the longest interval. */
#define REST_MAX_S ((int64_t)6 * 3600)

/* Minutes from one attempt to the next; the last stands for all that follow (RFC 5321, 4.5.4.1).
 * notice.messages-lead says them in words. */
static const int64_t intervals[] = { 1, 5, 15, 60, 180, 360 };

/* ---- queueing ---- */

static struct dais_str
print_mail(const struct dais_outbox_mail *m, int64_t now, struct dais_arena *a)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair(&w, "to", m->to_address);
	dais_json_pair(&w, "name", m->to_name);
	dais_json_pair_c(&w, "language", dais_lang_code(m->language));
	dais_json_pair(&w, "subject", m->subject);
	dais_json_pair(&w, "text", m->text);
	dais_json_pair(&w, "calendar", m->calendar);
	dais_json_pair(&w, "unsubscribe", m->unsubscribe);
	dais_json_pair_int(&w, "at", now);
	dais_json_pair_int(&w, "attempts", 0);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&out, a);
}

static bool
was_sent(struct dais_house *h, struct dais_str key, struct dais_arena *a, bool *ret,
    struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;
	struct dais_state state;

	*ret = dais_store_state_get(
	    dais_house_store(h), DAIS_AREA_SENT, key, dais_house_now_ms(h), a, &state, &none);
	if (!*ret && none.code != DAIS_ERR_NOT_FOUND) {
		*err = none;
		return false;
	}
	return true;
}

bool
dais_outbox_queue(struct dais_house *h, struct dais_writing *w, const char *area,
    struct dais_str key, struct dais_str value, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err why = DAIS_ERR_INIT;
	struct dais_state state = { .area = dais_str_from(area),
		.key = key,
		.value = value,
		.due_ms = dais_house_now_ms(h) };
	bool sent, ok;

	if (!was_sent(h, key, a, &sent, err))
		return false;
	if (sent)
		return true;
	ok = w ? dais_store_state_set_in(w, &state, 0, &why)
	       : dais_store_state_set(dais_house_store(h), &state, 0, &why);
	if (ok || why.code == DAIS_ERR_CONFLICT) /* it waits already */
		return true;
	*err = why;
	return false;
}

bool
dais_outbox_post(struct dais_house *h, struct dais_writing *w, const struct dais_outbox_mail *m,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	if (!dais_mail_is_address(m->to_address))
		return dais_err_set(err, DAIS_ERR_INVALID, "\"%.*s\" is not an address of e-mail",
		    DAIS_STR_ARG(m->to_address));
	return dais_outbox_queue(
	    h, w, DAIS_AREA_MAIL, m->key, print_mail(m, dais_house_now_ms(h), a), err);
}

/* ---- taking ---- */

/* That a delivery begins is noted before it does. One whose beginning is noted already was under
 * way when a server was lost: nobody knows whether it arrived, and the next one says so; unless it
 * is noted as sent, and only had not left the queue. *@ret_wanted: it is to be delivered. */
static bool
note_beginning(struct dais_house *h, struct dais_state *state, struct dais_arena *a,
    bool *ret_wanted, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	struct dais_json_value *v;
	bool sent = false;

	*ret_wanted = false;
	if (!dais_json_parse(a, state->value, &v, err))
		return false;
	if (dais_json_get_int(v, "begun", 0)) {
		if (!was_sent(h, state->key, a, &sent, err))
			return false;
		if (sent)
			return dais_store_state_remove(
			    s, dais_arena_cstr(a, state->area), state->key, err);
		dais_json_set(a, v, DAIS_STR("repeated"), dais_json_new_int(a, 1));
	}
	dais_json_set(a, v, DAIS_STR("begun"), dais_json_new_int(a, dais_house_now_ms(h)));
	state->value = dais_json_print(a, v);
	*ret_wanted = dais_store_state_set(s, state, DAIS_ANY, err);
	return *ret_wanted;
}

struct dais_str
dais_outbox_receiver(struct dais_str key)
{
	return dais_str_sub(key, 0, dais_str_find_char(key, '/', 0));
}

/* A receiver that asked to be left alone gets nothing until then, whichever event it was that it
 * said so to. *@ret_rests: @state was put off. */
static bool
put_off_at_rest(struct dais_house *h, struct dais_state *state, int64_t now, struct dais_arena *a,
    bool *ret_rests, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	struct dais_state rest;

	*ret_rests = dais_store_state_get(
	    s, DAIS_AREA_HOOK_REST, dais_outbox_receiver(state->key), now, a, &rest, err);
	if (!*ret_rests) {
		bool none = err->code == DAIS_ERR_NOT_FOUND;

		if (none)
			*err = (struct dais_err)DAIS_ERR_INIT;
		return none;
	}
	state->due_ms = rest.ends_ms;
	return dais_store_state_set(s, state, DAIS_ANY, err);
}

static bool
take(struct dais_house *h, const char *area, bool hook, size_t max, struct dais_arena *a,
    dais_outbox_jobs *ret, struct dais_err *err)
{
	int64_t now = dais_house_now_ms(h);
	dais_state_vec states = { 0 };

	if (!dais_store_state_take(
		dais_house_store(h), area, now, now + TAKEN_MS, max, a, &states, err))
		return false;
	for (size_t i = 0; i < states.n; i++) {
		struct dais_err why = DAIS_ERR_INIT;
		bool wanted = false, rests = false;

		/* Those that were taken and not noted are due again in five minutes; what is noted
		 * goes. */
		if ((hook && !put_off_at_rest(h, &states.v[i], now, a, &rests, &why)) ||
		    (!rests && !note_beginning(h, &states.v[i], a, &wanted, &why))) {
			if (ret->n == 0)
				*err = why;
			return ret->n > 0;
		}
		if (wanted)
			dais_vec_push(a, ret, ((struct dais_outbox_job){ states.v[i], hook }));
	}
	return true;
}

bool
dais_outbox_hasten(struct dais_house *h, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	int64_t now = dais_house_now_ms(h), latest = now;

	for (size_t i = 0; i < sizeof(intervals) / sizeof(intervals[0]); i++)
		if (now + intervals[i] * DAIS_MINUTE_MS > latest)
			latest = now + intervals[i] * DAIS_MINUTE_MS;
	return dais_store_state_hasten(s, DAIS_AREA_MAIL, now, latest, err) &&
	       dais_store_state_hasten(s, DAIS_AREA_HOOK, now, latest, err);
}

bool
dais_outbox_take(struct dais_house *h, size_t mails, size_t hooks, struct dais_arena *a,
    dais_outbox_jobs *ret, struct dais_err *err)
{
	*ret = (dais_outbox_jobs){ 0 };
	return (mails == 0 || take(h, DAIS_AREA_MAIL, false, mails, a, ret, err)) &&
	       (hooks == 0 || take(h, DAIS_AREA_HOOK, true, hooks, a, ret, err));
}

struct dais_str
dais_outbox_question(struct dais_arena *a, const struct dais_outbox_job *job)
{
	return dais_arena_printf(a, "%s %.*s\n%.*s", job->hook ? "hook" : "mail",
	    DAIS_STR_ARG(job->state.key), DAIS_STR_ARG(job->state.value));
}

/* ---- delivering, in the workshop ---- */

static bool
deliver_mail(const struct dais_outbox_settings *settings, struct dais_str key,
    const struct dais_json_value *v, struct dais_arena *a, struct dais_delivery_report *ret,
    struct dais_err *err)
{
	struct dais_digest id = dais_digest_of(key);
	struct dais_str calendar = dais_json_get_str(v, "calendar"), bytes;
	struct dais_mail m = {
		.from = settings->from,
		.to = { dais_json_get_str(v, "name"), dais_json_get_str(v, "to") },
		.subject = dais_json_get_str(v, "subject"),
		.text = dais_json_get_str(v, "text"),
		.language = dais_json_get_str(v, "language"),
		.message_id =
		    dais_arena_printf(a, "%.32s@%s", dais_digest_hex(a, &id).p, settings->domain),
		.unsubscribe = dais_json_get_str(v, "unsubscribe"),
		.date_ms = dais_json_get_int(v, "at", 0),
		.repeated = dais_json_get_int(v, "repeated", 0) != 0,
	};

	if (calendar.n)
		dais_vec_push(a, &m.attachments,
		    ((struct dais_mail_attachment){ DAIS_STR("meeting.ics"),
			DAIS_STR("text/calendar; method=PUBLISH; charset=utf-8"), calendar }));
	if (!settings->server.url)
		return dais_err_set(err, DAIS_ERR_UNSUPPORTED, "there is no mail server");
	return dais_mail_print(&m, a, &bytes, err) &&
	       dais_mail_send(&settings->server, m.from.address, m.to.address, bytes, ret, err);
}

static bool
deliver_hook(const struct dais_json_value *v, int64_t now_ms, struct dais_arena *a,
    struct dais_delivery_report *ret, struct dais_err *err)
{
	struct dais_hook hook = {
		.url = dais_arena_cstr(a, dais_json_get_str(v, "url")),
		.id = dais_json_get_str(v, "id"),
		.at_ms = now_ms,
		.body = dais_json_get_str(v, "body"),
		.secret = dais_json_get_str(v, "secret"),
		.private = dais_json_get_bool(v, "private"),
	};

	return dais_hook_post(&hook, ret, err);
}

static int64_t
clock_ms(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_REALTIME, &t); /* cannot fail on Linux */
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
put_report(const struct dais_delivery_report *r, struct dais_buf *answer)
{
	struct dais_json w;

	dais_json_begin(&w, answer, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "outcome", (int64_t)r->outcome);
	dais_json_pair_int(&w, "code", r->code);
	dais_json_pair_bool(&w, "uncertain", r->uncertain);
	dais_json_pair_int(&w, "wait", r->wait_s);
	dais_json_pair_c(&w, "why", r->why);
	dais_json_end(&w);
	dais_json_finish(&w);
}

bool
dais_outbox_work(const struct dais_outbox_settings *settings, struct dais_str question,
    struct dais_buf *answer, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t line = dais_str_find_char(question, '\n', 0);
	struct dais_str head = dais_str_sub(question, 0, line);
	struct dais_delivery_report report = { 0 };
	struct dais_json_value *v;
	bool hook = dais_str_has_prefix(head, DAIS_STR("hook "));
	bool ok;

	if (line == SIZE_MAX || head.n < 6)
		return dais_err_set(err, DAIS_ERR_INVALID, "not a delivery");
	if (!dais_json_parse(a, dais_str_sub(question, line + 1, question.n), &v, err))
		return false;
	ok = hook ? deliver_hook(v, clock_ms(), a, &report, err)
		  : deliver_mail(settings, dais_str_sub(head, 5, head.n), v, a, &report, err);
	if (ok)
		put_report(&report, answer);
	return ok;
}

/* ---- receivers that do not keep up ---- */

/* A receiver that does not answer keeps each event that it is offered waiting for its time limit,
 * and all other receivers behind it: what else is due for it now is due @later_ms later. That is no
 * attempt. */
static bool
spare_receiver(struct dais_house *h, const struct dais_outbox_job *job, int64_t later_ms,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	struct dais_str receiver =
	    dais_arena_printf(a, "%.*s/", DAIS_STR_ARG(dais_outbox_receiver(job->state.key)));
	int64_t now = dais_house_now_ms(h);
	dais_state_vec waiting = { 0 };

	if (!dais_store_state_list(s, DAIS_AREA_HOOK, receiver, now, SPARE_MAX, a, &waiting, err))
		return false;
	for (size_t i = 0; i < waiting.n; i++) {
		struct dais_state *other = &waiting.v[i];
		struct dais_err taken = DAIS_ERR_INIT; /* by another server, meanwhile */

		if (other->due_ms > now)
			continue;
		other->due_ms = now + later_ms;
		(void)dais_store_state_set(s, other, other->revision, &taken);
	}
	return true;
}

bool
dais_outbox_put_off(
    struct dais_house *h, const struct dais_outbox_job *job, bool is_slow, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	struct dais_state state = job->state;
	int64_t later = is_slow ? SLOW_MS : BUSY_MS;

	if (!dais_json_parse(a, state.value, &v, err))
		return false;
	dais_json_set(a, v, DAIS_STR("begun"), dais_json_new_int(a, 0));
	state.value = dais_json_print(a, v);
	state.due_ms = dais_house_now_ms(h) + later;
	return dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err) &&
	       (!is_slow || spare_receiver(h, job, later, a, err));
}

/* ---- settling ---- */

static struct dais_str
with_attempt(struct dais_json_value *v, int64_t attempts, struct dais_str why, struct dais_arena *a)
{
	dais_json_set(a, v, DAIS_STR("attempts"), dais_json_new_int(a, attempts));
	dais_json_set(a, v, DAIS_STR("why"), dais_json_new_str(a, why));
	dais_json_set(a, v, DAIS_STR("begun"), dais_json_new_int(a, 0));
	return dais_json_print(a, v);
}

/* Moves it out of the queue: to @area, to be remembered for a time. A stop in between is made good
 * when it is taken again. */
static bool
put_away(struct dais_house *h, const struct dais_outbox_job *job, const char *area,
    struct dais_str value, struct dais_err *err)
{
	struct dais_state kept = { .area = dais_str_from(area),
		.key = job->state.key,
		.value = value,
		.ends_ms = dais_house_now_ms(h) + REMEMBER_MS };

	return dais_store_state_set(dais_house_store(h), &kept, DAIS_ANY, err) &&
	       dais_store_state_remove(dais_house_store(h),
		   job->hook ? DAIS_AREA_HOOK : DAIS_AREA_MAIL, job->state.key, err);
}

/* Nothing goes to the receiver of @job for @wait_ms. */
static bool
leave_alone(
    struct dais_house *h, const struct dais_outbox_job *job, int64_t wait_ms, struct dais_err *err)
{
	struct dais_state rest = { .area = DAIS_STR(DAIS_AREA_HOOK_REST),
		.key = dais_outbox_receiver(job->state.key),
		.value = DAIS_STR("{}"),
		.ends_ms = dais_house_now_ms(h) + wait_ms };

	return dais_store_state_set(dais_house_store(h), &rest, DAIS_ANY, err);
}

/* @wait_ms: at the earliest then. */
static bool
try_again(struct dais_house *h, const struct dais_outbox_job *job, struct dais_json_value *v,
    struct dais_str why, int64_t wait_ms, struct dais_arena *a, struct dais_err *err)
{
	int64_t now = dais_house_now_ms(h), attempts = dais_json_get_int(v, "attempts", 0);
	size_t last = sizeof(intervals) / sizeof(intervals[0]) - 1;
	size_t step = attempts < 0 || (size_t)attempts > last ? last : (size_t)attempts;
	struct dais_state state = job->state;

	if (now - dais_json_get_int(v, "at", 0) > TRY_FOR_MS)
		return put_away(
		    h, job, DAIS_AREA_UNDELIVERED, with_attempt(v, attempts + 1, why, a), err);
	state.value = with_attempt(v, attempts + 1, why, a);
	state.due_ms = now + intervals[step] * DAIS_MINUTE_MS;
	if (state.due_ms < now + wait_ms)
		state.due_ms = now + wait_ms;
	return dais_store_state_set(dais_house_store(h), &state, DAIS_ANY, err);
}

/* Handed over without an answer; or the child was lost in the middle of it. */
static bool
may_have_arrived(const struct dais_json_value *report, const struct dais_err *failure)
{
	if (failure)
		return failure->code == DAIS_ERR_INTERNAL || failure->code == DAIS_ERR_LIMIT;
	return dais_json_get_bool(report, "uncertain");
}

bool
dais_outbox_settle(struct dais_house *h, const struct dais_outbox_job *job, struct dais_str answer,
    const struct dais_err *failure, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v, *report = NULL;
	struct dais_str why = failure ? dais_str_from(failure->msg) : DAIS_STR_NONE;
	int64_t outcome = DAIS_DELIVERY_LATER, wait_s = 0;
	bool spare = false;

	if (!dais_json_parse(a, job->state.value, &v, err))
		return false;
	if (!failure) {
		if (!dais_json_parse(a, answer, &report, err))
			return false;
		outcome = dais_json_get_int(report, "outcome", DAIS_DELIVERY_LATER);
		why = dais_json_get_str(report, "why");
		spare = job->hook && dais_json_get_int(report, "code", 0) == 0;
		wait_s = dais_json_get_int(report, "wait", 0);
		wait_s = wait_s < 0 || !job->hook ? 0 : wait_s > REST_MAX_S ? REST_MAX_S : wait_s;
	} else if (failure->code == DAIS_ERR_INVALID) {
		outcome = DAIS_DELIVERY_NEVER;
	}
	/* The next attempt says that it may be the second. */
	if (may_have_arrived(report, failure))
		dais_json_set(a, v, DAIS_STR("repeated"), dais_json_new_int(a, 1));
	if (outcome == DAIS_DELIVERY_DONE)
		return put_away(h, job, DAIS_AREA_SENT, DAIS_STR("{}"), err);
	if (outcome == DAIS_DELIVERY_NEVER)
		return put_away(h, job, DAIS_AREA_UNDELIVERED,
		    with_attempt(v, dais_json_get_int(v, "attempts", 0) + 1, why, a), err);
	return try_again(h, job, v, why, wait_s * 1000, a, err) &&
	       (!wait_s || leave_alone(h, job, wait_s * 1000, err)) &&
	       (!spare || spare_receiver(h, job, SPARE_MS, a, err));
}
