/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages behind a link of a mail: a new password, an invitation, the end of notices.
 */
#include "service/account/notices.h"
#include "web/account/account_priv.h"

/* A form that ends in a kept password. */
struct filling {
	struct dais_page page;
	struct dais_link link;
	struct dais_account chosen;
};

static const struct account_field new_password = { DAIS_SAY_ACCOUNT_NEW_PASSWORD, "password",
	"password", "new-password", DAIS_STR_INIT(""), DAIS_SAY_ACCOUNT_PASSWORD_HINT, false, true,
	true };

/* The link of the address, or an answer that it has ended. */
static bool
get_link(struct dais_page *p, bool is_reset, struct dais_link *ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_link_get(
		p->site->house, dais_http_param(p->exchange, "token"), p->arena, ret, &err) &&
	    ret->is_reset == is_reset)
		return true;
	if (err.code && err.code != DAIS_ERR_NOT_FOUND) {
		account_fail(p, &err);
		return false;
	}
	account_open(p, is_reset ? DAIS_SAY_ACCOUNT_RESET_TITLE : DAIS_SAY_ACCOUNT_INVITATION_TITLE,
	    DAIS_STR("/reset"));
	account_note_say(p, true, DAIS_SAY_ACCOUNT_LINK_ENDED);
	account_close(p, 404);
	return false;
}

/* ---- a new password ---- */

static void
show_ask(struct dais_page *p, bool asked, struct dais_str bad, unsigned status)
{
	const struct account_field email = { DAIS_SAY_ACCOUNT_EMAIL, "email", "email", "username",
		DAIS_STR_NONE, DAIS_SAY_ACCOUNT_RESET_WORDS, false, true };
	account_open(p, DAIS_SAY_ACCOUNT_RESET_TITLE, DAIS_STR("/reset"));
	if (asked)
		account_note_say(p, false, DAIS_SAY_ACCOUNT_RESET_ASKED);
	if (bad.n)
		account_note(p, true, bad);
	if (!p->site->sends_mail) {
		account_note_say(p, true, DAIS_SAY_ACCOUNT_NO_MAIL);
		account_close(p, status);
		return;
	}
	dais_page_form(p, dais_page_path(p, DAIS_STR("/reset")));
	account_put_field(p, &email);
	account_put_button(p, DAIS_SAY_ACCOUNT_RESET_SEND, false);
	dais_page_end(p);
	account_close(p, status);
}

void
account_reset_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (dais_page_begin(ctx, x, &p))
		show_ask(&p, false, DAIS_STR_NONE, 200);
}

void
account_reset_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	int64_t wait;
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &p))
		return;
	/* Nothing is asked for that cannot arrive. */
	if (!site->sends_mail) {
		show_ask(&p, false, DAIS_STR_NONE, 503);
		return;
	}
	const struct dais_client client = dais_site_client(x);
	if (!dais_link_ask(site->house, dais_http_field(x, "email"), account_site_address(site),
		&client, &wait, &err)) {
		account_fail(&p, &err);
		return;
	}
	if (wait)
		show_ask(&p, false, account_wait_words(&p, wait), 429);
	else
		show_ask(&p, true, DAIS_STR_NONE, 200);
}

static void
show_reset(struct dais_page *p, enum dais_say note, unsigned status)
{
	struct dais_str token = dais_http_param(p->exchange, "token");
	account_open(p, DAIS_SAY_ACCOUNT_RESET_TITLE, DAIS_STR("/reset"));
	if (note != DAIS_SAY_COUNT)
		account_note_say(p, true, note);
	dais_page_form(p, dais_page_path(p, dais_arena_concat(p->arena, DAIS_STR("/reset/"),
						dais_path_escape(p->arena, token))));
	account_put_field(p, &new_password);
	account_put_button(p, DAIS_SAY_ACCOUNT_CHANGE_PASSWORD, false);
	dais_page_end(p);
	account_close(p, status);
}

void
account_reset_link_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_link link;
	if (dais_page_begin(ctx, x, &p) && get_link(&p, true, &link))
		show_reset(&p, DAIS_SAY_COUNT, 200);
}

static void
reset_kept(void *ctx, const struct dais_account_hash_answer *is, const struct dais_err *failure)
{
	struct filling *f = ctx;
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_client client = dais_site_client(f->page.exchange);
	if (failure)
		account_fail(&f->page, failure);
	else if (!dais_link_set_password(f->page.site->house, &f->link, is->kept, &client, &err))
		account_fail(&f->page, &err);
	else
		account_go(&f->page, "/sign-in?done=reset");
}

void
account_reset_link_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct filling *f = DAIS_NEW(dais_http_arena(x), struct filling);
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &f->page) ||
	    !get_link(&f->page, true, &f->link))
		return;
	struct dais_str password = dais_http_field(x, "password");
	enum dais_password_fault fault = dais_account_examine_password(
	    dais_house_accounts(site->house), password, f->link.name, f->link.email);
	if (fault != DAIS_PASSWORD_GOOD) {
		show_reset(&f->page, account_fault_word(fault), 422);
		return;
	}
	account_hash(site, x, dais_account_ask_keep(f->page.arena, password), reset_kept, f);
}

/* ---- an invitation ---- */

static void
show_invitation(struct dais_page *p, const struct dais_link *link,
    const struct dais_account *chosen, enum dais_say note, unsigned status)
{
	struct dais_str token = dais_http_param(p->exchange, "token");
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "name", "text", "name",
		chosen->name, DAIS_SAY_COUNT, false, false };
	const struct account_field zone = { DAIS_SAY_ACCOUNT_ZONE, "zone", "text", NULL,
		chosen->zone, DAIS_SAY_ACCOUNT_ZONE_HINT, true, true };
	account_open(p, DAIS_SAY_ACCOUNT_INVITATION_TITLE, DAIS_STR("/sign-in"));
	if (note != DAIS_SAY_COUNT)
		account_note_say(p, true, note);
	dais_page_element(p, "p", "lead");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_ACCOUNT_INVITATION_WORDS, "address", link->email));
	dais_page_end(p);
	dais_page_form(p, dais_page_path(p, dais_arena_concat(p->arena, DAIS_STR("/invitation/"),
						dais_path_escape(p->arena, token))));
	account_put_field(p, &name);
	account_put_language(p, chosen->language);
	account_put_field(p, &zone);
	account_put_field(p, &new_password);
	account_put_button(p, DAIS_SAY_ACCOUNT_ACCEPT, false);
	dais_page_end(p);
	account_close(p, status);
}

void
account_invitation_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_link link;
	if (!dais_page_begin(ctx, x, &p) || !get_link(&p, false, &link))
		return;
	/* A name that is only the address is better asked for. */
	const struct dais_account chosen = {
		.name = dais_str_eq(link.name, link.email) ? DAIS_STR_NONE : link.name,
		.language = p.language
	};
	show_invitation(&p, &link, &chosen, DAIS_SAY_COUNT, 200);
}

static void
invitation_kept(
    void *ctx, const struct dais_account_hash_answer *is, const struct dais_err *failure)
{
	struct filling *f = ctx;
	struct dais_page *p = &f->page;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str id;
	struct dais_sign_in_answer answer;
	const struct dais_client client = dais_site_client(p->exchange);
	if (failure) {
		account_fail(p, failure);
		return;
	}
	if (!dais_link_accept(
		p->site->house, &f->link, &f->chosen, is->kept, &client, p->arena, &id, &err)) {
		if (err.code == DAIS_ERR_INVALID)
			show_invitation(p, &f->link, &f->chosen, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
		else
			account_fail(p, &err);
		return;
	}
	if (!dais_sign_in_invited(p->site->house, id, &client, p->arena, &answer, &err)) {
		account_fail(p, &err);
		return;
	}
	p->language = f->chosen.language;
	account_let_in(p, &answer, f->link.email, dais_page_path(p, DAIS_STR("/account")));
}

void
account_invitation_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct filling *f = DAIS_NEW(dais_http_arena(x), struct filling);
	struct dais_page *p = &f->page;
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, p) ||
	    !get_link(p, false, &f->link))
		return;
	f->chosen = (struct dais_account){ .name = dais_str_trim(dais_http_field(x, "name")),
		.language = p->language,
		.zone = dais_str_trim(dais_http_field(x, "zone")) };
	(void)dais_lang_parse(dais_http_field(x, "language"), &f->chosen.language);
	struct dais_str password = dais_http_field(x, "password");
	enum dais_password_fault fault = dais_account_examine_password(
	    dais_house_accounts(site->house), password, f->chosen.name, f->link.email);
	if (fault != DAIS_PASSWORD_GOOD) {
		show_invitation(p, &f->link, &f->chosen, account_fault_word(fault), 422);
		return;
	}
	account_hash(site, x, dais_account_ask_keep(p->arena, password), invitation_kept, f);
}

/* ---- the end of notices ---- */

void
account_unsubscribe_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (!dais_page_begin(ctx, x, &p))
		return;
	struct dais_str path = dais_arena_concat(p.arena, DAIS_STR("/unsubscribe/"),
	    dais_path_escape(p.arena, dais_http_param(x, "token")));
	/* Programs that look at every link of a mail must end nothing: that takes a POST. */
	account_open(&p, DAIS_SAY_ACCOUNT_NOTICES_END, DAIS_STR("/account"));
	dais_page_say_in(&p, "p", "lead", DAIS_SAY_ACCOUNT_NOTICES_END_WORDS);
	dais_page_form(&p, dais_page_path(&p, path));
	account_put_button(&p, DAIS_SAY_ACCOUNT_NOTICES_END, false);
	dais_page_end(&p);
	account_close(&p, 200);
}

/* The token of the address is the right to do this, and all that a mail program has: it brings no
 * cookie and no token of a form (RFC 8058, 3.2). */
void
account_unsubscribe_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!dais_page_begin(ctx, x, &p))
		return;
	if (!dais_account_notices_end(p.site->house, dais_http_param(x, "token"), &err)) {
		account_fail(&p, &err);
		return;
	}
	account_open(&p, DAIS_SAY_ACCOUNT_NOTICES_END, DAIS_STR("/account"));
	account_note_say(&p, false, DAIS_SAY_ACCOUNT_NOTICES_ENDED);
	account_close(&p, 200);
}
