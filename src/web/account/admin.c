/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts and roles, for administrators.
 */
#include "web/account/account_priv.h"

#define EVENTS_SHOWN ((size_t)50)

struct admin_note {
	bool has, bad;
	struct dais_str words;
	struct dais_str link; /* just made, to be passed on */
};

static void
write_note(struct dais_page *p, const struct admin_note *note)
{
	if (note->has)
		account_note(p, note->bad, note->words);
	if (!note->link.n)
		return;
	dais_page_element(p, "p", NULL);
	dais_xml_open(&p->xml, "code");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_text(&p->xml, note->link);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

/* ---- roles ---- */

/* "Translator · CTOC/COP/WG.3 · fr, ru". */
static struct dais_str
grant_words(const struct dais_page *p, const struct dais_grant *g)
{
	struct dais_str s = account_word(p, "role", dais_str_from(dais_role_name(g->role)));
	if (g->body.n)
		s = dais_arena_printf(
		    p->arena, "%.*s · %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(g->body));
	if (g->package.n)
		s = dais_arena_printf(
		    p->arena, "%.*s · %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(g->package));
	for (unsigned l = 0, n = 0; l < DAIS_LANG_COUNT; l++)
		if (g->languages & DAIS_LANG_BIT(l))
			s = dais_arena_printf(p->arena, "%.*s%s%s", DAIS_STR_ARG(s),
			    n++ ? ", " : " · ", dais_lang_code((enum dais_lang)l));
	return s;
}

static struct dais_str
grants_words(const struct dais_page *p, const dais_grant_vec *grants)
{
	struct dais_str all = DAIS_STR_NONE;
	for (size_t i = 0; i < grants->n; i++) {
		struct dais_str one = grant_words(p, &grants->v[i]);
		all = all.n ? dais_arena_printf(
				  p->arena, "%.*s; %.*s", DAIS_STR_ARG(all), DAIS_STR_ARG(one))
			    : one;
	}
	return all;
}

/* The fields of a role that is to be given. */
static void
write_grant_fields(struct dais_page *p)
{
	const struct account_field body = { DAIS_SAY_ACCOUNT_BODY, "body", "text", NULL,
		DAIS_STR_NONE, DAIS_SAY_ACCOUNT_BODY_HINT, true, true };
	const struct account_field package = { DAIS_SAY_ACCOUNT_PACKAGE, "package", "text", NULL,
		DAIS_STR_NONE, DAIS_SAY_ACCOUNT_PACKAGE_HINT, true, true };
	dais_page_element(p, "div", "field");
	dais_xml_open(&p->xml, "label");
	dais_xml_attr_c(&p->xml, "for", "role");
	dais_page_put(p, DAIS_SAY_ACCOUNT_ROLE);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "select");
	dais_xml_attr_c(&p->xml, "id", "role");
	dais_xml_attr_c(&p->xml, "name", "role");
	for (unsigned r = 0; r < DAIS_ROLE_COUNT; r++) {
		const char *name = dais_role_name((enum dais_role)r);
		dais_xml_open(&p->xml, "option");
		dais_xml_attr_c(&p->xml, "value", name);
		if (r == DAIS_ROLE_DELEGATE)
			dais_xml_attr_c(&p->xml, "selected", "");
		dais_xml_text(&p->xml, account_word(p, "role", dais_str_from(name)));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_page_end(p);
	account_put_field(p, &body);
	account_put_field(p, &package);
	dais_xml_open(&p->xml, "fieldset");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_ACCOUNT_LANGUAGES);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);
		account_put_check(
		    p, "in", code, false, dais_str_from(account_language_name((enum dais_lang)l)));
	}
	dais_page_end(p);
}

/* The role of the form; false: it names none. */
static bool
read_grant(const struct dais_http_exchange *x, struct dais_grant *ret)
{
	const struct dais_http_request *r = dais_http_request(x);
	int role = dais_role_parse(dais_http_field(x, "role"));
	if (role < 0)
		return false;
	*ret = (struct dais_grant){ .role = (enum dais_role)role,
		.body = dais_str_trim(dais_http_field(x, "body")),
		.package = dais_str_trim(dais_http_field(x, "package")) };
	for (size_t i = 0; i < r->fields.n; i++) {
		enum dais_lang l;
		if (dais_str_is(r->fields.v[i].name, "in") &&
		    dais_lang_parse(r->fields.v[i].value, &l))
			ret->languages |= DAIS_LANG_BIT(l);
	}
	return true;
}

/* ---- all accounts ---- */

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
		account_put_cell(p, one->email);
		account_put_cell(p, grants_words(p, &one->grants));
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
		account_put_cell(p, all->v[i].email);
		account_put_cell(p, grants_words(p, &all->v[i].grants));
		account_put_moment(p, all->v[i].ends_ms);
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

static void
write_invite(struct dais_page *p)
{
	const struct account_field email = { DAIS_SAY_ACCOUNT_EMAIL, "email", "email", NULL,
		DAIS_STR_NONE, DAIS_SAY_COUNT, false, true };
	const struct account_field name = { DAIS_SAY_ACCOUNT_NAME, "name", "text", NULL,
		DAIS_STR_NONE, DAIS_SAY_COUNT, true, false };
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_INVITE);
	dais_page_form(p, dais_page_path(p, DAIS_STR("/accounts/invite")));
	account_put_field(p, &email);
	account_put_field(p, &name);
	account_put_language(p, p->language);
	write_grant_fields(p);
	account_put_button(p, DAIS_SAY_ACCOUNT_INVITE, false);
	dais_page_end(p);
}

static void
show_all(struct dais_page *p, const struct admin_note *note, unsigned status)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_account_vec all;
	dais_link_vec links;
	if (!dais_account_list(p->site->house, p->arena, &all, &err) ||
	    !dais_link_list(p->site->house, p->actor, p->arena, &links, &err)) {
		account_fail(p, &err);
		return;
	}
	account_open(p, DAIS_SAY_ACCOUNT_ACCOUNTS, DAIS_STR("/accounts"));
	write_note(p, note);
	write_accounts(p, &all);
	write_invitations(p, &links);
	write_invite(p);
	account_close(p, status);
}

static void
refuse_all(struct dais_page *p, enum dais_say words, unsigned status)
{
	const struct admin_note note = { true, true, dais_page_say(p, words), DAIS_STR_NONE };
	show_all(p, &note, status);
}

void
account_list_get(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	const struct admin_note none = { 0 };
	if (account_begin_admin(ctx, x, &p))
		show_all(&p, &none, 200);
}

void
account_invite_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str token;
	struct dais_grant grant;
	if (!account_begin_admin(ctx, x, &p))
		return;
	struct dais_link link = { .name = dais_str_trim(dais_http_field(x, "name")),
		.email = dais_str_trim(dais_http_field(x, "email")),
		.language = p.language };
	(void)dais_lang_parse(dais_http_field(x, "language"), &link.language);
	if (!read_grant(x, &grant)) {
		refuse_all(&p, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
		return;
	}
	dais_vec_push(p.arena, &link.grants, grant);
	const char *site = account_site_address(p.site);
	if (dais_link_invite(p.site->house, p.actor, &link, site, p.arena, &token, &err)) {
		const struct admin_note note = { true, false,
			dais_page_say(&p, DAIS_SAY_ACCOUNT_INVITED),
			dais_link_address(p.arena, site, false, link.language, token) };
		show_all(&p, &note, 200);
	} else if (err.code == DAIS_ERR_CONFLICT) {
		refuse_all(&p, DAIS_SAY_ACCOUNT_TAKEN, 409);
	} else if (err.code == DAIS_ERR_INVALID) {
		refuse_all(&p, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
	} else {
		account_fail(&p, &err);
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

/* ---- one account ---- */

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
write_one_roles(struct dais_page *p, const struct dais_account *one)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_ROLES);
	if (one->grants.n == 0)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_NONE);
	dais_page_element(p, "ul", "entries");
	for (size_t i = 0; i < one->grants.n; i++) {
		dais_xml_open(&p->xml, "li");
		dais_xml_open(&p->xml, "bdi");
		dais_xml_text(&p->xml, grant_words(p, &one->grants.v[i]));
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
	write_grant_fields(p);
	account_put_button(p, DAIS_SAY_ACCOUNT_ROLE_GIVE, false);
	dais_page_end(p);
}

static void
show_one(struct dais_page *p, struct dais_str id, const struct admin_note *note, unsigned status)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_account one;
	dais_audit_vec events;
	struct dais_credential credential;
	if (!dais_account_get(p->site->house, id, p->arena, &one, &err) ||
	    !dais_credential_of(p->site->house, id, p->arena, &credential, &err) ||
	    !dais_audit_list(p->site->house, id, EVENTS_SHOWN, p->arena, &events, &err)) {
		account_fail(p, &err);
		return;
	}
	account_open(p, DAIS_SAY_ACCOUNT_ACCOUNTS, dais_str_from(path_of(p, id, "")));
	write_note(p, note);
	if (one.disabled)
		dais_page_say_in(p, "p", "state", DAIS_SAY_ACCOUNT_DISABLED);
	write_one_details(p, &one);
	write_one_roles(p, &one);
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
	const struct admin_note note = { dais_str_is(dais_http_query(x, "done"), "saved"), false,
		dais_page_say(&p, DAIS_SAY_ACCOUNT_SAVED), DAIS_STR_NONE };
	show_one(&p, dais_http_param(x, "account"), &note, 200);
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
refuse_one(struct dais_page *p, struct dais_str id, enum dais_say words, unsigned status)
{
	const struct admin_note note = { true, true, dais_page_say(p, words), DAIS_STR_NONE };
	show_one(p, id, &note, status);
}

static void
change_one(struct dais_page *p, const struct dais_account *one)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (dais_account_change(p->site->house, p->actor, one, &err)) {
		account_go(p, path_of(p, one->id, "?done=saved"));
		return;
	}
	bool is_last = dais_str_is(dais_str_from(err.msg), "no administrator would be left");
	if (is_last)
		refuse_one(p, one->id, DAIS_SAY_ACCOUNT_LAST_ADMINISTRATOR, 422);
	else if (err.code == DAIS_ERR_CONFLICT && strstr(err.msg, "has the address"))
		refuse_one(p, one->id, DAIS_SAY_ACCOUNT_TAKEN, 409);
	else if (err.code == DAIS_ERR_CONFLICT)
		refuse_one(p, one->id, DAIS_SAY_ACCOUNT_CONFLICT, 409);
	else if (err.code == DAIS_ERR_INVALID || err.code == DAIS_ERR_LIMIT)
		refuse_one(p, one->id, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
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
	change_one(&p, &one);
}

void
account_grant_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	struct dais_grant grant;
	if (!begin_one(x, ctx, &p, &one))
		return;
	if (!read_grant(x, &grant)) {
		refuse_one(&p, one.id, DAIS_SAY_ACCOUNT_BAD_VALUES, 422);
		return;
	}
	dais_vec_push(p.arena, &one.grants, grant);
	change_one(&p, &one);
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
		refuse_one(&p, one.id, DAIS_SAY_ACCOUNT_CONFLICT, 409);
		return;
	}
	for (size_t i = (size_t)place; i + 1 < one.grants.n; i++)
		one.grants.v[i] = one.grants.v[i + 1];
	one.grants.n--;
	change_one(&p, &one);
}

void
account_disable_post(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_account one;
	if (!begin_one(x, ctx, &p, &one))
		return;
	one.disabled = dais_str_is(dais_http_field(x, "disabled"), "yes");
	change_one(&p, &one);
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
	const struct admin_note note = { true, false,
		dais_page_say(&p, DAIS_SAY_ACCOUNT_RESET_MADE),
		dais_link_address(p.arena, site, true, one.language, token) };
	show_one(&p, one.id, &note, 200);
}
