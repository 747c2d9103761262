/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Notices to people, webhooks for programs.
 */
#include "web/api/api_priv.h"

#include "service/notice/notice.h"
#include "service/outbox/outbox.h"

static const char *const states[] = { "draft", "sent", "withdrawn" };

static void
put_summary(struct dais_api_call *c, const struct dais_notice *n)
{
	dais_json_pair(&c->json, "id", n->id);
	if (n->release)
		dais_json_pair_int(&c->json, "release", n->release);
	if (n->silence.n) {
		dais_json_pair(&c->json, "silence", n->silence);
		dais_json_pair(&c->json, "event", n->event);
	}
	dais_json_pair_c(&c->json, "state", states[n->state]);
	dais_api_put_instant(&c->json, "at", n->at_ms);
	if (n->state == DAIS_NOTICE_SENT)
		dais_json_pair_int(&c->json, "recipients", (int64_t)n->recipients);
	dais_json_pair_int(&c->json, "revision", (int64_t)n->revision);
}

void
dais_api_notices(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_notice_vec notices = { 0 };
	struct dais_api_part part;

	if (!dais_notice_list(
		c->site->house, c->actor, dais_api_path(c, "package"), c->a, &notices, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, notices.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++) {
		dais_json_object(&c->json);
		put_summary(c, &notices.v[i]);
		dais_json_end(&c->json);
	}
	dais_api_list_end(c, part.next);
}

static void
put_recipients(struct dais_api_call *c, const dais_recipient_vec *to)
{
	dais_json_key(&c->json, "to");
	dais_json_array(&c->json);
	for (size_t i = 0; i < to->n; i++) {
		dais_json_object(&c->json);
		dais_json_pair(&c->json, "account", to->v[i].account);
		dais_json_pair(&c->json, "name", to->v[i].name);
		dais_json_pair_c(&c->json, "language", dais_lang_code(to->v[i].language));
		dais_json_end(&c->json);
	}
	dais_json_end(&c->json);
}

void
dais_api_notice(struct dais_api_call *c)
{
	struct dais_str package = dais_api_path(c, "package");
	struct dais_err err = DAIS_ERR_INIT;
	dais_recipient_vec to = { 0 };
	struct dais_notice n;

	if (!dais_notice_get(c->site->house, c->actor, package, dais_api_path(c, "notice"),
		c->site->address, c->a, &n, &err) ||
	    !dais_notice_recipients(c->site->house, &n, c->a, &to, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(&c->json);
	put_summary(c, &n);
	dais_api_put_ml(&c->json, "subject", &n.subject);
	dais_api_put_ml(&c->json, "text", &n.text);
	put_recipients(c, &to);
	dais_json_end(&c->json);
	dais_api_give(c, n.revision);
}

void
dais_api_notice_send(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t seen;
	size_t recipients = 0;

	if (!dais_api_if_match(c, &seen))
		return;
	if (!dais_notice_send(c->site->house, c->actor, dais_api_path(c, "package"),
		dais_api_path(c, "notice"), seen, NULL, c->site->address, &recipients, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_json_object(&c->json);
	dais_json_pair_int(&c->json, "recipients", (int64_t)recipients);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

/* ---- what has not arrived ---- */

static void
put_line(struct dais_json *w, const struct dais_outbox_line *line)
{
	static const char *const words[] = { "waiting", "sending", "undelivered" };

	dais_json_object(w);
	dais_json_pair(w, "id", line->key);
	dais_json_pair_c(w, "kind", line->is_hook ? "event" : "mail");
	dais_json_pair(w, "to", line->to);
	if (!line->is_hook)
		dais_json_pair(w, "subject", line->subject);
	dais_json_pair_c(w, "state", words[line->state]);
	dais_json_pair_int(w, "attempts", line->attempts);
	if (line->state == DAIS_OUTBOX_WAITING)
		dais_api_put_instant(w, "next", line->due_ms);
	dais_json_pair(w, "why", line->why);
	dais_json_pair_bool(w, "mayHaveArrived", line->may_have_arrived);
	dais_json_end(w);
}

void
dais_api_outbox(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_outbox_lines lines = { 0 };
	struct dais_str next;
	int64_t limit;

	if (!dais_api_number(c, "limit", 1, DAIS_API_PAGE_MAX, DAIS_API_PAGE_DEFAULT, &limit))
		return;
	/* The cursor is a place: pages follow on while messages come and go. */
	if (!dais_outbox_lines_of(c->site->house, c->actor, DAIS_STR_NONE,
		dais_api_query(c, "after"), (size_t)limit, c->a, &lines, &next, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_list_begin(c);
	for (size_t i = 0; i < lines.n; i++)
		put_line(&c->json, &lines.v[i]);
	dais_api_list_end(c, next);
}

void
dais_api_outbox_again(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_outbox_again(c->site->house, c->actor, dais_json_get_str(c->body, "id"), &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_give_nothing(c);
}

/* ---- webhooks ---- */

void
dais_api_webhooks(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_webhook_vec hooks = { 0 };
	struct dais_api_part part;

	if (!dais_webhook_list(c->site->house, c->actor, c->a, &hooks, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	if (!dais_api_part(c, hooks.n, &part))
		return;
	dais_api_list_begin(c);
	for (size_t i = part.from; i < part.to; i++) {
		dais_json_object(&c->json);
		dais_json_pair(&c->json, "id", hooks.v[i].id);
		dais_json_pair(&c->json, "url", hooks.v[i].url);
		dais_json_pair(&c->json, "package", hooks.v[i].package);
		dais_json_pair_bool(&c->json, "everything", hooks.v[i].everything);
		dais_json_end(&c->json);
	}
	dais_api_list_end(c, part.next);
}

void
dais_api_webhook_add(struct dais_api_call *c)
{
	struct dais_webhook hook = { .url = dais_json_get_str(c->body, "url"),
		.package = dais_json_get_str(c->body, "package"),
		.everything = dais_json_get_bool(c->body, "everything") };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str id, secret;

	if (!dais_webhook_add(c->site->house, c->actor, &hook, c->site->private_hooks, c->a, &id,
		&secret, &err)) {
		dais_api_fail(c, &err);
		return;
	}
	c->is_secret = true;
	dais_api_location(c, dais_arena_printf(c->a, "/api/v1/webhooks/%.*s", DAIS_STR_ARG(id)));
	dais_json_object(&c->json);
	dais_json_pair(&c->json, "id", id);
	dais_json_pair(&c->json, "secret", secret);
	dais_json_end(&c->json);
	dais_api_give(c, 0);
}

void
dais_api_webhook_close(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_webhook_close(c->site->house, c->actor, dais_api_path(c, "id"), &err)) {
		dais_api_fail(c, &err);
		return;
	}
	dais_api_give_nothing(c);
}
