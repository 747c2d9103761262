/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Turning a second factor on: what is shown of it, and the page of those whose role demands one at
 * their sign-in; turning off that of another.
 */
#include "web/account/account_priv.h"

void
account_put_secret(struct dais_page *p, struct dais_str secret, struct dais_str email,
    const char *path, struct dais_str next)
{
	const struct account_field code = { DAIS_SAY_ACCOUNT_CODE, "code", "text", "one-time-code",
		DAIS_STR_NONE, DAIS_SAY_COUNT, false, true };
	struct dais_str issuer = dais_str_from(p->site->name ? p->site->name : "dais");
	struct dais_str link = dais_totp_link(p->arena, issuer, email, secret);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_SECOND_SCAN);
	dais_page_element(p, "p", NULL);
	account_put_qr(p, link, dais_page_say(p, DAIS_SAY_ACCOUNT_SECOND_PICTURE));
	dais_page_end(p);
	dais_page_element(p, "p", NULL);
	dais_page_put(p, DAIS_SAY_ACCOUNT_SECOND_SECRET);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_open(&p->xml, "code");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml, secret);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " · ");
	dais_page_link(p, link, NULL);
	dais_page_put(p, DAIS_SAY_ACCOUNT_SECOND_OPEN);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_form(p, dais_page_path(p, dais_str_from(path)));
	if (next.n)
		dais_page_hidden(p, "next", next);
	account_put_field(p, &code);
	account_put_button(p, DAIS_SAY_ACCOUNT_SECOND_BEGIN, false);
	dais_page_end(p);
}

void
account_put_recovery(struct dais_page *p, const dais_store_strs *codes)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_RECOVERY);
	dais_page_say_in(p, "p", "note", DAIS_SAY_ACCOUNT_RECOVERY_WORDS);
	dais_page_element(p, "ul", "plain");
	for (size_t i = 0; i < codes->n; i++) {
		dais_xml_open(&p->xml, "li");
		dais_xml_open(&p->xml, "code");
		dais_xml_attr_c(&p->xml, "dir", "ltr");
		dais_xml_text(&p->xml, codes->v[i]);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	dais_page_end(p);
}

/* ---- at the door ---- */

static void
show_enrol(struct dais_page *p, const struct dais_account *account, struct dais_str secret,
    enum dais_say note, struct dais_str next, unsigned status)
{
	account_open(p, DAIS_SAY_ACCOUNT_SECOND, DAIS_STR("/sign-in"));
	if (note != DAIS_SAY_COUNT)
		account_note_say(p, true, note);
	dais_page_say_in(p, "p", "lead", DAIS_SAY_ACCOUNT_SECOND_ENROL);
	account_put_secret(p, secret, account->email, "/sign-in/second", next);
	account_close(p, status);
}

/* The account of the step that this browser is at; false: it has answered. */
static bool
find_enrolling(struct dais_page *p, struct dais_account *ret, struct dais_str *ret_secret)
{
	struct dais_err err = DAIS_ERR_INIT;
	const struct account_door late = {
		.has_note = true, .bad = true, .note = dais_page_say(p, DAIS_SAY_ACCOUNT_CODE_LATE)
	};
	if (!dais_sign_in_enrolling(
		p->site->house, dais_site_step(p->exchange), p->arena, ret, ret_secret, &err)) {
		account_fail(p, &err);
		return false;
	}
	if (!ret->id.n)
		account_show_door(p, &late, 403);
	return ret->id.n > 0;
}

void
account_enrol_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account account;
	struct dais_str secret;
	if (dais_page_begin(ctx, x, &p) && find_enrolling(&p, &account, &secret))
		show_enrol(&p, &account, secret, DAIS_SAY_COUNT, dais_http_query(x, "next"), 200);
}

/* The recovery codes, once; the session has begun. */
static void
show_enrolled(struct dais_page *p, struct dais_str id, const dais_store_strs *codes)
{
	account_open(p, DAIS_SAY_ACCOUNT_SECOND, DAIS_STR("/sign-in"));
	account_note_say(p, false, DAIS_SAY_ACCOUNT_SECOND_ENROLLED);
	account_put_recovery(p, codes);
	dais_page_element(p, "p", NULL);
	dais_page_link(p, account_let_in_to(p, id, dais_http_field(p->exchange, "next")), "button");
	dais_page_put(p, DAIS_SAY_ACCOUNT_CONTINUE);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	account_close(p, 200);
}

void
account_enrol_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account account;
	struct dais_str secret;
	struct dais_sign_in_answer answer;
	dais_store_strs codes = { 0 };
	if (!dais_site_check_form(site, x) || !dais_page_begin(site, x, &p) ||
	    !find_enrolling(&p, &account, &secret))
		return;
	const struct dais_client client = dais_site_client(x);
	if (!dais_sign_in_enrol(site->house, dais_site_step(x), dais_http_field(x, "code"), &client,
		p.arena, &answer, &codes, &err)) {
		account_fail(&p, &err);
		return;
	}
	if (answer.result != DAIS_SIGN_IN_DONE) {
		show_enrol(&p, &account, secret, DAIS_SAY_ACCOUNT_CODE_WRONG,
		    dais_http_field(x, "next"), 403);
		return;
	}
	dais_site_set_session(x, answer.token);
	if (answer.device.n)
		dais_site_set_device(x, answer.device);
	show_enrolled(&p, account.id, &codes);
}

/* ---- of another, who has lost it ---- */

void
account_second_reset_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_admin(ctx, x, &p))
		return;
	struct dais_str id = dais_http_param(x, "account");
	const struct dais_client client = dais_site_client(x);
	if (dais_second_reset(p.site->house, p.actor, id, &client, &err))
		account_go(&p,
		    dais_arena_cstr(p.arena, dais_arena_printf(p.arena, "/accounts/%.*s?done=saved",
						 DAIS_STR_ARG(dais_path_escape(p.arena, id)))));
	else
		account_fail(&p, &err);
}
