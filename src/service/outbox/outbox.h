/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The outbox: messages on their way, to people by e-mail and to programs by web address. They wait
 * in the state of the record (areas "mail" and "hook"), so that a stop of the server loses none and
 * several servers share the work; each is tried again, at growing intervals, for three days. A
 * server that is lost in the middle of a delivery, or a mail server that took all of a message and
 * gave no answer, leaves nobody who knows whether it arrived: it is made again, a mail with the
 * same id and a header that says so, an event of a webhook with the same id. So each arrives at
 * least once, and twice only then.
 *
 * The server takes what is due, has the workshop deliver it, and settles what became of it.
 */
#ifndef DAIS_SERVICE_OUTBOX_OUTBOX_H
#define DAIS_SERVICE_OUTBOX_OUTBOX_H

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

/* A delivery to be tried: what the workshop is asked. */
struct dais_outbox_job {
	struct dais_state state; /* as taken; for dais_outbox_settle() */
	bool hook;
};
typedef DAIS_VEC(struct dais_outbox_job) dais_outbox_jobs;

/* The clock has been set back, or was wrong before this server began: deliveries that were put off
 * for longer than they can be are due now. */
bool dais_outbox_hasten(struct dais_house *h, struct dais_err *err);

/* Takes up to @mails and @hooks that are due. Nobody else gets them for five minutes: whoever takes
 * them must settle them within that time, and so takes no more than it can begin at once. */
bool dais_outbox_take(struct dais_house *h, size_t mails, size_t hooks, struct dais_arena *a,
    dais_outbox_jobs *ret, struct dais_err *err);

/* Of the key of an event, in its state or its line: the id of its webhook, a part of @key. */
struct dais_str dais_outbox_receiver(struct dais_str key);

/* The receiver of event @job, which was taken, has enough to do: due again in a second; when it
 * @is_slow, in five, with all else that is due for it. No attempt is counted. */
bool dais_outbox_put_off(
    struct dais_house *h, const struct dais_outbox_job *job, bool is_slow, struct dais_err *err);

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
 * (then kept in state "undelivered" for 90 days), else due again. A receiver that did not answer is
 * spared for a minute. */
bool dais_outbox_settle(struct dais_house *h, const struct dais_outbox_job *job,
    struct dais_str answer, const struct dais_err *failure, struct dais_err *err);

/* ---- what waits, for people to see ---- */

enum dais_outbox_state {
	DAIS_OUTBOX_WAITING,
	DAIS_OUTBOX_SENDING,
	DAIS_OUTBOX_UNDELIVERED /* given up */
};

/* A message that has not arrived, as far as is known. */
struct dais_outbox_line {
	struct dais_str key, to, subject,
	    why; /* why: of the last attempt, in the other side's words */
	int64_t due_ms; /* of the next attempt, when it waits; it may lie in the past */
	unsigned attempts;
	enum dais_outbox_state state;
	bool is_hook; /* an event for a program; to: its address; no subject */
	bool may_have_arrived; /* an attempt ended without an answer */
};
typedef DAIS_VEC(struct dais_outbox_line) dais_outbox_lines;

/* Those whose keys begin with @prefix and that @actor may know of: notices of packages with
 * SEND_NOTICE there; mails about accounts with SEND_NOTICE of the house or MANAGE_ACCOUNTS; events
 * with SEND_NOTICE of the house or MANAGE_WEBHOOKS. What was given up first, then mails and events
 * that wait, each by key; at most @max behind place @after (empty: from the first on; INVALID: it
 * is none).
 * *@ret_after: where the next ones begin, which may be none after all; empty: there are no more. */
bool dais_outbox_lines_of(struct dais_house *h, const struct dais_actor *actor,
    struct dais_str prefix, struct dais_str after, size_t max, struct dais_arena *a,
    dais_outbox_lines *ret, struct dais_str *ret_after, struct dais_err *err);
/* Tries message @key again now; what was given up begins anew, with three days. CONFLICT: it does
 * not wait (any more), or @actor may not know of it, or its webhook has been closed. What is being
 * sent at this moment is left to that. */
bool dais_outbox_again(struct dais_house *h, const struct dais_actor *actor, struct dais_str key,
    struct dais_err *err);

#endif
