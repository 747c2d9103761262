/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The outbox: messages on their way, to people by e-mail and to programs by web address. They wait
 * in the state of the record (areas "mail" and "hook"), so that a stop of the server loses none and
 * several servers share the work; each is tried again, at growing intervals, for three days. A
 * server that is lost in the middle of a delivery leaves nobody who knows whether it arrived: it is
 * made again after five minutes, a mail with the same id and a header that says so, an event of a
 * webhook with the same id.
 *
 * The server takes what is due, has the workshop deliver it, and settles what became of it.
 */
#ifndef DAIS_SERVICE_NOTICE_OUTBOX_H
#define DAIS_SERVICE_NOTICE_OUTBOX_H

#include "base/buf.h"
#include "mail/mail.h"
#include "service/house/house.h"

/* A message to one person. */
struct dais_outbox_mail {
	struct dais_str key; /* unique, up to 400 bytes; queued again under it, it is sent once */
	struct dais_str to_name, to_address;
	enum dais_lang language;
	struct dais_str subject, text;
	struct dais_str calendar; /* an iCalendar file to attach; may be empty */
	struct dais_str unsubscribe; /* an https address; may be empty */
};

/* Queues @m, as part of @w when it is not NULL. INVALID: the address is none. */
bool dais_outbox_post(struct dais_house *h, struct dais_writing *w,
    const struct dais_outbox_mail *m, struct dais_err *err);

/* A subscription of a program: thing "webhook" of the house. */
struct dais_webhook {
	struct dais_str id;
	struct dais_str url;
	struct dais_str package; /* empty: all */
	bool everything; /* each change, also of what is not released; else releases only */
	bool enabled;
	uint64_t revision;
};
typedef DAIS_VEC(struct dais_webhook) dais_webhook_vec;

/* Needs DAIS_ACTION_MANAGE_WEBHOOKS. *@ret_secret: "whsec_" + base64, shown this once. @private: it
 * may lie in a private network. */
bool dais_webhook_add(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_webhook *webhook, bool private, struct dais_arena *a, struct dais_str *ret_id,
    struct dais_str *ret_secret, struct dais_err *err);
bool dais_webhook_list(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a,
    dais_webhook_vec *ret, struct dais_err *err);
bool dais_webhook_close(
    struct dais_house *h, const struct dais_actor *actor, struct dais_str id, struct dais_err *err);
/* Queues the event of change @change for all webhooks that want it. */
bool dais_webhook_tell(struct dais_house *h, struct dais_str package, uint64_t change,
    bool released, struct dais_err *err);

/* ---- delivery ---- */

#define DAIS_OUTBOX_TAKE_MAX 16u

/* A delivery to be tried: what the workshop is asked. */
struct dais_outbox_job {
	struct dais_state state; /* as taken; for dais_outbox_settle() */
	bool hook;
};
typedef DAIS_VEC(struct dais_outbox_job) dais_outbox_jobs;

/* The clock has been set back, or was wrong before this server began: deliveries that were put off
 * for longer than they can be are due now. */
bool dais_outbox_hasten(struct dais_house *h, struct dais_err *err);

/* Takes up to DAIS_OUTBOX_TAKE_MAX that are due, mails only when @mails; no other server gets them
 * for five minutes. */
bool dais_outbox_take(struct dais_house *h, bool mails, struct dais_arena *a, dais_outbox_jobs *ret,
    struct dais_err *err);

struct dais_outbox_settings {
	struct dais_mail_server server; /* url NULL: no mail server: mails stay */
	struct dais_mail_address from;
	const char *domain; /* of message ids */
};
/* In a child of the workshop: does the delivery of value @question (the state's value, "hook" or
 * "mail" in front) and puts the report. */
bool dais_outbox_work(const struct dais_outbox_settings *settings, struct dais_str question,
    struct dais_buf *answer, struct dais_err *err);
struct dais_str dais_outbox_question(struct dais_arena *a, const struct dais_outbox_job *job);
/* What became of it: @answer of the workshop or @failure. Gone when done or after the last attempt
 * (then told in the log of state "undelivered"), else due again. */
bool dais_outbox_settle(struct dais_house *h, const struct dais_outbox_job *job,
    struct dais_str answer, const struct dais_err *failure, struct dais_err *err);

/* What is waiting and what could not be delivered, newest first, for the page of the outbox. */
struct dais_outbox_line {
	struct dais_str key, to, subject, why; /* why: of the last attempt */
	int64_t due_ms;
	unsigned attempts;
	bool given_up;
};
typedef DAIS_VEC(struct dais_outbox_line) dais_outbox_lines;
bool dais_outbox_lines_of(struct dais_house *h, struct dais_str prefix, size_t max,
    struct dais_arena *a, dais_outbox_lines *ret, struct dais_err *err);

#endif
