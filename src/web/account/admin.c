/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * All accounts and invitations, for administrators.
 */
#include "web/account/account_priv.h"

static void
write_accounts(struct dais_page *p, const dais_account_vec *all)
{
	static const enum dais_say words[] = { DAIS_SAY_ACCOUNT_NAME, DAIS_SAY_ACCOUNT_EMAIL,
		DAIS_SAY_ACCOUNT_ROLES };
	account_open_table(p, DAIS_SAY_ACCOUNT_ACCOUNTS, words, 3);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < all->n; i++) {
		const struct dais_account *one = &all->v[i];
		dais_page_element(p, "tr", NULL);
		dais_page_element(p, "td", NULL);
		dais_page_link(p,
		    dais_page_path(p, dais_arena_concat(p->arena, DAIS_STR("/accounts/"),
					  dais_path_escape(p->arena, one->id))),
		    NULL);
		dais_xml_open(&p->xml, "bdi");
		dais_xml_text(&p->xml, one->name);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
		if (one->disabled) {
			dais_xml_text_c(&p->xml, " ");
			dais_page_say_in(p, "span", "tag", DAIS_SAY_ACCOUNT_DISABLED);
		}
		dais_page_end(p);
		account_put_cell(p, words[1], one->email);
		account_put_cell(p, words[2], account_grants_words(p, &one->grants));
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_invitations(struct dais_page *p, const dais_link_vec *all)
{
	static const enum dais_say words[] = { DAIS_SAY_ACCOUNT_EMAIL, DAIS_SAY_ACCOUNT_ROLES,
		DAIS_SAY_ACCOUNT_ENDS, DAIS_SAY_ACCOUNT_WITHDRAW };
	if (all->n == 0)
		return;
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_INVITATIONS);
	account_open_table(p, DAIS_SAY_ACCOUNT_INVITATIONS, words, 4);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < all->n; i++) {
		dais_page_element(p, "tr", NULL);
		account_put_cell(p, words[0], all->v[i].email);
		account_put_cell(p, words[1], account_grants_words(p, &all->v[i].grants));
		account_put_moment(p, words[2], all->v[i].ends_ms);
		dais_page_element(p, "td", NULL);
		account_put_act(
		    p, "/accounts/withdraw", "key", all->v[i].key, DAIS_SAY_ACCOUNT_WITHDRAW);
		dais_page_end(p);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
	dais_page_end(p);
}

/* What an invitation has been told so far. */
struct invitation {
	struct dais_str email, name;
	enum dais_lang language;
	struct dais_grant grant;
};

static void
write_invite(struct dais_page *p, const struct account_reach *reach, const struct invitation *told)
{
	const struct account_field email = { DAIS_SAY_ACCOUNT_EMAIL, "email", "email", NULL,
		told->email, DAIS_SAY_COUNT, false, true };
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "name", "text", NULL, told->name,
		DAIS_SAY_COUNT, true, false };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_INVITE);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/accounts/invite")));
	account_put_field(p, &email);
	account_put_field(p, &name);
	account_put_language(p, told->language);
	account_put_grant_fields(p, reach, &told->grant);
	account_put_button(p, DAIS_SAY_ACCOUNT_INVITE, false);
	dais_page_end(p);
}

/* @told NULL: nothing yet. */
static void
show_all(struct dais_page *p, const struct account_admin_note *note, const struct invitation *told,
    unsigned status)
{
	const struct invitation fresh = { .language = p->language,
		.grant.role = DAIS_ROLE_DELEGATE };
	struct dais_err err = DAIS_ERR_INIT;
	struct account_reach reach;
	dais_account_vec all;
	dais_link_vec links;
	if (!dais_account_list(p->site->house, p->arena, &all, &err) ||
	    !dais_link_list(p->site->house, p->actor, p->arena, &links, &err) ||
	    !account_reach_load(p, &reach, &err)) {
		account_fail(p, &err);
		return;
	}
	account_open(p, DAIS_SAY_ACCOUNT_ACCOUNTS, DAIS_STR("/accounts"));
	account_put_admin_note(p, note);
	write_accounts(p, &all);
	write_invitations(p, &links);
	write_invite(p, &reach, told ? told : &fresh);
	account_close(p, status);
}

/* What was typed stays. */
static void
refuse(struct dais_page *p, struct dais_str words, const struct invitation *told, unsigned status)
{
	const struct account_admin_note note = { true, true, words, DAIS_STR_NONE };
	show_all(p, &note, told, status);
}

void
account_list_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	const struct account_admin_note none = { 0 };
	if (account_begin_admin(ctx, x, &p))
		show_all(&p, &none, NULL, 200);
}

static void
invite(struct dais_page *p, const struct invitation *told)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str token;
	struct dais_link link = {
		.name = told->name, .email = told->email, .language = told->language
	};
	const char *site = account_site_address(p->site);

	dais_vec_push(p->arena, &link.grants, told->grant);
	if (dais_link_invite(p->site->house, p->actor, &link, site, p->arena, &token, &err)) {
		const struct account_admin_note note = { true, false,
			dais_page_say(p, p->site->sends_mail ? DAIS_SAY_ACCOUNT_INVITED
							     : DAIS_SAY_ACCOUNT_INVITED_BY_HAND),
			dais_link_address(p->arena, site, false, link.language, token) };
		show_all(p, &note, NULL, 200);
	} else if (err.code == DAIS_ERR_CONFLICT) {
		refuse(p, dais_page_say(p, DAIS_SAY_ACCOUNT_TAKEN), told, 409);
	} else if (err.code == DAIS_ERR_INVALID) {
		refuse(p, account_refusal(p, &err), told, 422);
	} else {
		account_fail(p, &err);
	}
}

void
account_invite_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str lack;
	if (!account_begin_admin(ctx, x, &p))
		return;
	struct invitation told = { .email = dais_str_trim(dais_http_field(x, "email")),
		.name = dais_str_trim(dais_http_field(x, "name")),
		.language = p.language };
	(void)dais_lang_parse(dais_http_field(x, "language"), &told.language);
	if (!account_read_grant(x, &told.grant)) {
		told.grant.role = DAIS_ROLE_DELEGATE;
		refuse(&p, dais_page_say(&p, DAIS_SAY_ACCOUNT_BAD_VALUES), &told, 422);
	} else if (!account_reach_find(&p, &told.grant, &lack, &err)) {
		account_fail(&p, &err);
	} else if (lack.n) {
		refuse(&p, lack, &told, 422);
	} else {
		invite(&p, &told);
	}
}

void
account_withdraw_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_admin(ctx, x, &p))
		return;
	if (dais_link_withdraw(p.site->house, p.actor, dais_http_field(x, "key"), &err))
		account_go(&p, "/accounts");
	else
		account_fail(&p, &err);
}
