/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One account and its roles, for administrators.
 */
#include "web/account/account_priv.h"

#define EVENTS_SHOWN ((size_t)50)

static const char *
path_of(const struct dais_page *p, struct dais_str id, const char *what)
{
	return dais_arena_printf(
	    p->arena, "/accounts/%.*s%s", DAIS_STR_ARG(dais_path_escape(p->arena, id)), what)
	    .p;
}

static void
write_one_details(struct dais_page *p, const struct dais_account *one)
{
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "name", "text", NULL, one->name,
		DAIS_SAY_COUNT, false, false };
	const struct account_field email = { DAIS_SAY_ACCOUNT_EMAIL, "email", "email", NULL,
		one->email, DAIS_SAY_COUNT, false, true };
	const struct account_field zone = { DAIS_SAY_ACCOUNT_ZONE, "zone", "text", NULL, one->zone,
		DAIS_SAY_ACCOUNT_ZONE_HINT, true, true };
	dais_page_form(p, dais_page_path(p, dais_str_from(path_of(p, one->id, ""))));
	dais_page_hidden(
	    p, "revision", dais_arena_printf(p->arena, "%llu", (unsigned long long)one->revision));
	account_put_field(p, &name);
	account_put_field(p, &email);
	account_put_language(p, one->language);
	account_put_field(p, &zone);
	account_put_button(p, DAIS_SAY_ACCOUNT_SAVE, false);
	dais_page_end(p);
}

static void
write_one_roles(struct dais_page *p, const struct dais_account *one,
    const struct account_reach *reach, const struct dais_grant *chosen)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_ROLES);
	if (one->grants.n == 0)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_NONE);
	dais_page_element(p, "ul", "entries");
	for (size_t i = 0; i < one->grants.n; i++) {
		dais_xml_open(&p->xml, "li");
		dais_xml_open(&p->xml, "bdi");
		dais_xml_text(&p->xml, account_grant_words(p, &one->grants.v[i]));
		dais_xml_close(&p->xml);
		dais_page_form(
		    p, dais_page_path(p, dais_str_from(path_of(p, one->id, "/ungrant"))));
		dais_page_hidden(p, "revision",
		    dais_arena_printf(p->arena, "%llu", (unsigned long long)one->revision));
		dais_page_hidden(p, "place", dais_arena_printf(p->arena, "%zu", i));
		account_put_button(p, DAIS_SAY_ACCOUNT_ROLE_TAKE, true);
		dais_page_end(p);
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_form(p, dais_page_path(p, dais_str_from(path_of(p, one->id, "/grant"))));
	dais_page_hidden(
	    p, "revision", dais_arena_printf(p->arena, "%llu", (unsigned long long)one->revision));
	account_put_grant_fields(p, reach, chosen);
	account_put_button(p, DAIS_SAY_ACCOUNT_ROLE_GIVE, false);
	dais_page_end(p);
}

/* What was typed and refused, each NULL where it was not. */
struct typed {
	const struct dais_account *details;
	const struct dais_grant *grant;
};

static void
show_one(struct dais_page *p, struct dais_str id, const struct account_admin_note *note,
    struct typed typed, unsigned status)
{
	const struct dais_grant usual = { .role = DAIS_ROLE_DELEGATE };
	struct account_reach reach;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account one;
	dais_audit_vec events;
	struct dais_credential credential;
	if (!dais_account_get(p->site->house, id, p->arena, &one, &err) ||
	    !dais_credential_of(p->site->house, id, p->arena, &credential, &err) ||
	    !dais_audit_list(p->site->house, id, EVENTS_SHOWN, p->arena, &events, &err) ||
	    !account_reach_load(p, &reach, &err)) {
		account_fail(p, &err);
		return;
	}
	struct dais_account details = typed.details ? *typed.details : one;
	details.revision = one.revision;
	account_open(p, DAIS_SAY_ACCOUNT_ACCOUNTS, dais_str_from(path_of(p, id, "")));
	account_put_admin_note(p, note);
	if (one.disabled)
		dais_page_say_in(p, "p", "state", DAIS_SAY_ACCOUNT_DISABLED);
	write_one_details(p, &details);
	write_one_roles(p, &one, &reach, typed.grant ? typed.grant : &usual);
	account_put_act(
	    p, path_of(p, id, "/reset"), NULL, DAIS_STR_NONE, DAIS_SAY_ACCOUNT_RESET_MAKE);
	if (credential.has_second)
		account_put_act(p, path_of(p, id, "/second/end"), NULL, DAIS_STR_NONE,
		    DAIS_SAY_ACCOUNT_SECOND_RESET);
	dais_page_form(p, dais_page_path(p, dais_str_from(path_of(p, id, "/disable"))));
	dais_page_hidden(
	    p, "revision", dais_arena_printf(p->arena, "%llu", (unsigned long long)one.revision));
	dais_page_hidden(p, "disabled", one.disabled ? DAIS_STR("no") : DAIS_STR("yes"));
	account_put_button(
	    p, one.disabled ? DAIS_SAY_ACCOUNT_ENABLE : DAIS_SAY_ACCOUNT_DISABLE, true);
	dais_page_end(p);
	account_put_events(p, &events);
	account_close(p, status);
}

void
account_one_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	if (!account_begin_admin(ctx, x, &p))
		return;
	const struct account_admin_note note = { dais_str_is(dais_http_query(x, "done"), "saved"),
		false, dais_page_say(&p, DAIS_SAY_ACCOUNT_SAVED), DAIS_STR_NONE };
	show_one(&p, dais_http_param(x, "account"), &note, (struct typed){ 0 }, 200);
}

/* The account of the address as the administrator saw it; false: it has answered. */
static bool
begin_one(struct dais_http_exchange *x, void *ctx, struct dais_page *p, struct dais_account *ret)
{
	struct dais_err err = DAIS_ERR_INIT;
	int64_t revision;
	if (!account_begin_admin(ctx, x, p))
		return false;
	if (!dais_account_get(p->site->house, dais_http_param(x, "account"), p->arena, ret, &err)) {
		account_fail(p, &err);
		return false;
	}
	if (dais_str_to_int(dais_http_field(x, "revision"), 0, INT64_MAX, &revision))
		ret->revision = (uint64_t)revision;
	return true;
}

static void
refuse_one(struct dais_page *p, struct dais_str id, struct dais_str words, struct typed typed,
    unsigned status)
{
	const struct account_admin_note note = { true, true, words, DAIS_STR_NONE };
	show_one(p, id, &note, typed, status);
}

/* @typed: of the form that asks for it. */
static void
change_one(struct dais_page *p, const struct dais_account *one, struct typed typed)
{
	struct dais_err err = DAIS_ERR_INIT;
	enum dais_account_bar bar;
	if (dais_account_change(p->site->house, p->actor, one, &bar, &err)) {
		account_go(p, path_of(p, one->id, "?done=saved"));
		return;
	}
	if (bar == DAIS_ACCOUNT_BAR_LAST_ADMINISTRATOR)
		refuse_one(
		    p, one->id, dais_page_say(p, DAIS_SAY_ACCOUNT_LAST_ADMINISTRATOR), typed, 422);
	else if (bar == DAIS_ACCOUNT_BAR_ADDRESS_TAKEN)
		refuse_one(p, one->id, dais_page_say(p, DAIS_SAY_ACCOUNT_TAKEN), typed, 409);
	else if (err.code == DAIS_ERR_CONFLICT)
		refuse_one(p, one->id, dais_page_say(p, DAIS_SAY_ACCOUNT_CONFLICT),
		    (struct typed){ 0 }, 409);
	else if (err.code == DAIS_ERR_INVALID || err.code == DAIS_ERR_LIMIT)
		refuse_one(p, one->id, account_refusal(p, &err), typed, 422);
	else
		account_fail(p, &err);
}

void
account_one_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	if (!begin_one(x, ctx, &p, &one))
		return;
	one.name = dais_str_trim(dais_http_field(x, "name"));
	one.email = dais_str_trim(dais_http_field(x, "email"));
	one.zone = dais_str_trim(dais_http_field(x, "zone"));
	(void)dais_lang_parse(dais_http_field(x, "language"), &one.language);
	change_one(&p, &one, (struct typed){ .details = &one });
}

void
account_grant_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	struct dais_grant grant;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str lack;
	if (!begin_one(x, ctx, &p, &one))
		return;
	const struct typed typed = { .grant = &grant };
	if (!account_read_grant(x, &grant)) {
		refuse_one(&p, one.id, dais_page_say(&p, DAIS_SAY_ACCOUNT_BAD_VALUES),
		    (struct typed){ 0 }, 422);
	} else if (!account_reach_find(&p, &grant, &lack, &err)) {
		account_fail(&p, &err);
	} else if (lack.n) {
		refuse_one(&p, one.id, lack, typed, 422);
	} else {
		dais_vec_push(p.arena, &one.grants, grant);
		change_one(&p, &one, typed);
	}
}

void
account_ungrant_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	int64_t place;
	if (!begin_one(x, ctx, &p, &one))
		return;
	if (!dais_str_to_int(dais_http_field(x, "place"), 0, INT32_MAX, &place) ||
	    (size_t)place >= one.grants.n) {
		refuse_one(&p, one.id, dais_page_say(&p, DAIS_SAY_ACCOUNT_CONFLICT),
		    (struct typed){ 0 }, 409);
		return;
	}
	for (size_t i = (size_t)place; i + 1 < one.grants.n; i++)
		one.grants.v[i] = one.grants.v[i + 1];
	one.grants.n--;
	change_one(&p, &one, (struct typed){ 0 });
}

void
account_disable_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	if (!begin_one(x, ctx, &p, &one))
		return;
	one.disabled = dais_str_is(dais_http_field(x, "disabled"), "yes");
	change_one(&p, &one, (struct typed){ 0 });
}

void
account_make_reset_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str token;
	if (!begin_one(x, ctx, &p, &one))
		return;
	const char *site = account_site_address(p.site);
	if (!dais_link_reset(p.site->house, p.actor, one.id, site, p.arena, &token, &err)) {
		account_fail(&p, &err);
		return;
	}
	const struct account_admin_note note = { true, false,
		dais_page_say(&p, DAIS_SAY_ACCOUNT_RESET_MADE),
		dais_link_address(p.arena, site, true, one.language, token) };
	show_one(&p, one.id, &note, (struct typed){ 0 }, 200);
}
