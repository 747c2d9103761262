/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The door: password, code, provider, out.
 */
#include "web/account/account_priv.h"

static struct dais_str
provider_name(const struct dais_site *site)
{
	return dais_str_from(site->provider->name ? site->provider->name : site->provider->issuer);
}

static struct dais_str
with_next(const struct dais_page *p, const char *path, struct dais_str next)
{
	return dais_page_path(p, next.n ? dais_arena_printf(p->arena, "%s?next=%.*s", path,
					      DAIS_STR_ARG(dais_path_escape(p->arena, next)))
					: dais_str_from(path));
}

/* "14:05", rounded up to the next minute. */
struct dais_str
account_wait_words(const struct dais_page *p, int64_t wait_ms)
{
	int64_t at = dais_house_now_ms(p->site->house) + wait_ms + DAIS_MINUTE_MS - 1;
	int minute = dais_local_from_ms(at).minute;
	if (p->exchange)
		dais_http_set_header(p->exchange, "Retry-After",
		    dais_arena_printf(p->arena, "%lld",
			(long long)((wait_ms + DAIS_SECOND_MS - 1) / DAIS_SECOND_MS)));
	return dais_page_say_with(p, DAIS_SAY_ACCOUNT_WAIT, "time",
	    dais_arena_printf(p->arena, "%02d:%02d", minute / 60, minute % 60));
}

/* account_let_in_to() of @actor, who has signed in. */
static struct dais_str
after_sign_in(const struct dais_page *p, const struct dais_actor *actor, struct dais_str next)
{
	bool has_desk = dais_actor_may_somewhere(actor, DAIS_ACTION_READ_WORKING);
	return dais_site_next(
	    next, dais_page_path(p, has_desk ? DAIS_STR("/desk") : DAIS_STR_NONE));
}

struct dais_str
account_let_in_to(struct dais_page *p, struct dais_str id, struct dais_str next)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account account;
	struct dais_actor actor = { 0 };
	/* The session has begun: what cannot be looked up now leads to the first page of all. */
	if (dais_account_get(p->site->house, id, p->arena, &account, &err))
		actor = dais_account_actor(&account);
	else if (p->site->complain)
		p->site->complain("looking up who has signed in", &err);
	return after_sign_in(p, &actor, next);
}

/* In a record without accounts nothing can be typed that lets anybody in: who makes the first, and
 * how. */
static void
write_nobody_yet(struct dais_page *p)
{
	bool any = false;
	struct dais_err ignored = DAIS_ERR_INIT;

	if (!dais_account_any(p->site->house, &any, &ignored) || any)
		return;
	dais_page_element(p, "div", "note");
	dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_NOBODY_YET);
	dais_page_element(p, "p", NULL);
	dais_xml_open(&p->xml, "code");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text_c(&p->xml,
	    "dais account add --db FILE --email ADDRESS --role administrator --role secretariat");
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_NOBODY_YET_THEN);
	dais_page_end(p);
}

void
account_show_door(struct dais_page *p, const struct account_door *door, unsigned status)
{
	const struct account_field email = { DAIS_SAY_ACCOUNT_EMAIL, "email", "email", "username",
		door->email, DAIS_SAY_COUNT, false, true };
	const struct account_field password = { DAIS_SAY_ACCOUNT_PASSWORD, "password", "password",
		"current-password", DAIS_STR_NONE, DAIS_SAY_COUNT, false, true };
	account_open(p, DAIS_SAY_ACCOUNT_SIGN_IN, DAIS_STR("/sign-in"));
	if (door->has_note)
		account_note(p, door->bad, door->note);
	write_nobody_yet(p);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/sign-in")));
	if (door->next.n)
		dais_page_hidden(p, "next", door->next);
	account_put_field(p, &email);
	account_put_field(p, &password);
	account_put_button(p, DAIS_SAY_ACCOUNT_SIGN_IN, false);
	dais_page_end(p);
	if (p->site->provider) {
		dais_page_element(p, "p", NULL);
		dais_page_link(p, with_next(p, "/sign-in/provider", door->next), "button quiet");
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_ACCOUNT_SIGN_IN_WITH,
					   "provider", provider_name(p->site)));
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_element(p, "p", NULL);
	dais_page_link(p, dais_page_path(p, DAIS_STR("/reset")), NULL);
	dais_page_put(p, DAIS_SAY_ACCOUNT_FORGOTTEN);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	account_close(p, status);
}

static void
refuse(struct dais_page *p, struct dais_str note, struct dais_str email, struct dais_str next,
    unsigned status)
{
	const struct account_door door = { true, true, note, email, next };
	account_show_door(p, &door, status);
}

void
account_sign_in_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (!dais_page_begin(ctx, x, &p))
		return;
	struct account_door door = { .next = dais_http_query(x, "next") };
	if (p.actor->account.n) {
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_http_redirect(x, after_sign_in(&p, p.actor, door.next));
		return;
	}
	struct dais_str done = dais_http_query(x, "done");
	door.has_note = dais_str_is(done, "out") || dais_str_is(done, "reset");
	door.note = dais_page_say(&p,
	    dais_str_is(done, "out") ? DAIS_SAY_ACCOUNT_SIGNED_OUT : DAIS_SAY_ACCOUNT_RESET_DONE);
	account_show_door(&p, &door, 200);
}

void
account_let_in(struct dais_page *p, const struct dais_sign_in_answer *answer, struct dais_str email,
    struct dais_str next)
{
	struct dais_http_exchange *x = p->exchange;
	switch (answer->result) {
	case DAIS_SIGN_IN_DONE:
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_site_set_session(x, answer->token);
		if (answer->device.n)
			dais_site_set_device(x, answer->device);
		dais_http_redirect(x, account_let_in_to(p, answer->account, next));
		return;
	case DAIS_SIGN_IN_CODE:
	case DAIS_SIGN_IN_ENROL:
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_site_set_step(x, answer->token);
		dais_http_set_header(x, "Location",
		    with_next(p,
			answer->result == DAIS_SIGN_IN_CODE ? "/sign-in/code" : "/sign-in/second",
			next));
		dais_http_reply(x, 303, "text/plain; charset=utf-8", DAIS_STR_NONE);
		return;
	case DAIS_SIGN_IN_WAIT:
		refuse(p, account_wait_words(p, answer->wait_ms), email, next, 429);
		return;
	case DAIS_SIGN_IN_WRONG:
		break;
	}
	refuse(p, dais_page_say(p, DAIS_SAY_ACCOUNT_WRONG), email, next, 403);
}

struct entry {
	struct dais_page page;
	struct dais_sign_in attempt;
};

static void
compared(void *ctx, const struct dais_account_hash_answer *is, const struct dais_err *failure)
{
	struct entry *e = ctx;
	struct dais_page *p = &e->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_sign_in_answer answer;
	const struct dais_client client = dais_site_client(p->exchange);
	if (failure) {
		account_fail(p, failure);
		return;
	}
	if (!dais_sign_in_password(p->site->house, &e->attempt, is->right, is->kept, &client,
		p->arena, &answer, &err)) {
		account_fail(p, &err);
		return;
	}
	account_let_in(p, &answer, e->attempt.email, dais_http_field(p->exchange, "next"));
}

void
account_sign_in_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct entry *e = DAIS_NEW(dais_http_arena(x), struct entry);
	struct dais_page *p = &e->page;
	struct dais_err err = DAIS_ERR_INIT;
	if (!dais_page_begin(site, x, p))
		return;
	struct dais_str email = dais_http_field(x, "email"), next = dais_http_field(x, "next");
	if (!dais_site_form_is_own(site, x)) {
		refuse(p, dais_page_say(p, DAIS_SAY_ACCOUNT_FORM_OLD), email, next, 403);
		return;
	}
	const struct dais_client client = dais_site_client(x);
	if (!dais_sign_in_begin(site->house, email, &client, p->arena, &e->attempt, &err)) {
		account_fail(p, &err);
		return;
	}
	if (e->attempt.wait_ms) {
		refuse(p, account_wait_words(p, e->attempt.wait_ms), email, next, 429);
		return;
	}
	account_hash(site, x,
	    dais_account_ask_is(p->arena, dais_http_field(x, "password"), e->attempt.kept),
	    compared, e);
}

/* ---- the code ---- */

static void
show_code(struct dais_page *p, enum dais_say note, struct dais_str next, unsigned status)
{
	const struct account_field code = { DAIS_SAY_ACCOUNT_CODE, "code", "text", "one-time-code",
		DAIS_STR_NONE, DAIS_SAY_ACCOUNT_CODE_HINT, false, true };
	account_open(p, DAIS_SAY_ACCOUNT_CODE_TITLE, DAIS_STR("/sign-in"));
	if (note != DAIS_SAY_COUNT)
		account_note_say(p, true, note);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/sign-in/code")));
	if (next.n)
		dais_page_hidden(p, "next", next);
	account_put_field(p, &code);
	account_put_button(p, DAIS_SAY_ACCOUNT_CONTINUE, false);
	dais_page_end(p);
	dais_page_say_in(p, "p", "hint", DAIS_SAY_ACCOUNT_CODE_LOST);
	account_close(p, status);
}

void
account_code_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_site_step(x).n) {
		account_go(&p, "/sign-in");
		return;
	}
	show_code(&p, DAIS_SAY_COUNT, dais_http_query(x, "next"), 200);
}

void
account_code_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_sign_in_answer answer;
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &p))
		return;
	struct dais_str next = dais_http_field(x, "next");
	const struct dais_client client = dais_site_client(x);
	if (!dais_sign_in_code(site->house, dais_site_step(x), dais_http_field(x, "code"), &client,
		p.arena, &answer, &err)) {
		account_fail(&p, &err);
		return;
	}
	if (answer.result != DAIS_SIGN_IN_WRONG)
		account_let_in(&p, &answer, DAIS_STR_NONE, next);
	else if (answer.account.n)
		show_code(&p, DAIS_SAY_ACCOUNT_CODE_WRONG, next, 403);
	else
		refuse(&p, dais_page_say(&p, DAIS_SAY_ACCOUNT_CODE_LATE), DAIS_STR_NONE, next, 403);
}

/* ---- out ---- */

void
account_sign_out_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &p))
		return;
	if (p.actor->account.n && !p.actor->is_token &&
	    !dais_session_end(site->house, p.actor->account,
		dais_session_key(p.arena, dais_site_session(x)), &err)) {
		account_fail(&p, &err);
		return;
	}
	dais_site_end_session(x);
	/* What the browser kept of pages for one who had signed in goes, too. */
	dais_http_set_header(x, "Clear-Site-Data", DAIS_STR("\"cache\""));
	account_go(&p, "/sign-in?done=out");
}

/* ---- a provider ---- */

/* Leaving and coming back, each waits for the workshop. */
struct journey {
	struct dais_page page;
	struct dais_str redirect, next;
};

static void
say_failed(struct dais_page *p, enum dais_say words, struct dais_str next, unsigned status)
{
	refuse(p, dais_page_say_with(p, words, "provider", provider_name(p->site)), DAIS_STR_NONE,
	    next, status);
}

static struct dais_str
redirect_of(const struct dais_page *p)
{
	return dais_arena_printf(p->arena, "%s/sign-in/return", account_site_address(p->site));
}

static void
provider_told(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct journey *j = ctx;
	struct dais_page *p = &j->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str url;
	struct dais_provider_leave leave = { .provider = p->site->provider,
		.redirect = j->redirect,
		.next = j->next,
		.language = p->language };
	if (!failure)
		leave.visit = dais_site_make_visit(p->exchange);
	if (failure || !dais_provider_go(p->site->house, &leave, answer, p->arena, &url, &err)) {
		if (p->site->complain)
			p->site->complain("asking the provider", failure ? failure : &err);
		say_failed(p, DAIS_SAY_ACCOUNT_PROVIDER_FAILED, j->next, 502);
		return;
	}
	dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	dais_http_set_header(p->exchange, "Location", url);
	dais_http_reply(p->exchange, 303, "text/plain; charset=utf-8", DAIS_STR_NONE);
}

void
account_provider_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct journey *j = DAIS_NEW(dais_http_arena(x), struct journey);
	if (!dais_page_begin(site, x, &j->page))
		return;
	if (!site->provider) {
		dais_page_problem(&j->page, 404, NULL);
		return;
	}
	j->next = dais_http_query(x, "next");
	j->redirect = redirect_of(&j->page);
	account_federate(site, x, dais_provider_ask(j->page.arena, site->provider, j->redirect),
	    provider_told, j);
}

static void
provider_said(void *ctx, struct dais_str answer, const struct dais_err *failure)
{
	struct journey *j = ctx;
	struct dais_page *p = &j->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_sign_in_claims claims;
	struct dais_sign_in_answer in;
	const struct dais_client client = dais_site_client(p->exchange);
	if (failure ||
	    !dais_provider_read_who(p->arena, p->site->provider, answer, &claims, &err) ||
	    !dais_sign_in_provider(p->site->house, &claims, &client, p->arena, &in, &err)) {
		if (p->site->complain)
			p->site->complain("signing in by the provider", failure ? failure : &err);
		/* What cannot be reached now may be reached again: nobody was refused. */
		say_failed(p, DAIS_SAY_ACCOUNT_PROVIDER_FAILED, j->next,
		    failure && failure->code == DAIS_ERR_IO ? 502 : 403);
		return;
	}
	if (in.result == DAIS_SIGN_IN_WRONG)
		say_failed(p, DAIS_SAY_ACCOUNT_PROVIDER_UNKNOWN, j->next, 403);
	else
		account_let_in(p, &in, DAIS_STR_NONE, j->next);
}

/* The provider must be the one that was asked (RFC 9207). */
static bool
is_from_provider(const struct dais_site *site, const struct dais_http_exchange *x)
{
	struct dais_str issuer = dais_http_query(x, "iss");
	return !issuer.n || dais_str_is(issuer, site->provider->issuer);
}

void
account_return_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct journey *j = DAIS_NEW(dais_http_arena(x), struct journey);
	struct dais_page *p = &j->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_provider_flow flow;
	/* The address has no language: providers are told one for all. */
	dais_page_begin_alone(site, dais_http_arena(x), dais_site_language(x), p);
	p->exchange = x;
	p->actor = dais_site_actor(site, x);
	if (!site->provider) {
		dais_page_problem(p, 404, NULL);
		return;
	}
	if (!is_from_provider(site, x) ||
	    !dais_provider_return(site->house, dais_http_query(x, "state"), dais_site_visit(x),
		p->arena, &flow, &err)) {
		say_failed(p, DAIS_SAY_ACCOUNT_PROVIDER_FAILED, DAIS_STR_NONE, 403);
		return;
	}
	p->language = flow.language;
	j->next = flow.next;
	struct dais_str code = dais_http_query(x, "code");
	if (!code.n) {
		say_failed(p, DAIS_SAY_ACCOUNT_PROVIDER_FAILED, j->next, 403);
		return;
	}
	account_federate(site, x,
	    dais_provider_ask_who(p->arena, site->provider, redirect_of(p), &flow, code,
		dais_house_now_ms(site->house)),
	    provider_said, j);
}
