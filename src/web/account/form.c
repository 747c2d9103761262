/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the pages of accounts are made of.
 */
#include "text/err_say.h"
#include "web/account/account_priv.h"

void
account_open(struct dais_page *p, enum dais_say title, struct dais_str path)
{
	const struct dais_page_head head = {
		.title = dais_page_say(p, title), .path = path, .section = "account", .hidden = true
	};
	dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	/* Links of invitations and resets are in addresses: they must not travel on. */
	dais_http_set_header(p->exchange, "Referrer-Policy", DAIS_STR("no-referrer"));
	dais_page_open(p, &head);
	dais_page_say_in(p, "h1", NULL, title);
}

void
account_close(struct dais_page *p, unsigned status)
{
	dais_page_close(p, status);
}

void
account_note(struct dais_page *p, bool bad, struct dais_str words)
{
	dais_page_element(p, "p", bad ? "note bad" : "note good");
	dais_xml_attr_c(&p->xml, "role", bad ? "alert" : "status");
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
}

void
account_note_say(struct dais_page *p, bool bad, enum dais_say words)
{
	account_note(p, bad, dais_page_say(p, words));
}

struct dais_str
account_refusal(const struct dais_page *p, const struct dais_err *err)
{
	struct dais_str why = dais_text_err_message(p->arena, p->language, err),
			advice = dais_text_err_advice(p->arena, p->language, err);

	why = dais_page_say_with(p, DAIS_SAY_ACCOUNT_NOT_DONE, "why", why);
	return advice.n ? dais_arena_printf(
			      p->arena, "%.*s. %.*s", DAIS_STR_ARG(why), DAIS_STR_ARG(advice))
			: why;
}

/* Hidden until its script, which stands in the body ("body-ok"), has something to say. */
static void
put_meter(struct dais_page *p, const char *name)
{
	dais_page_element(p, "span", "meter");
	dais_xml_attr(&p->xml, "id", dais_arena_printf(p->arena, "%s-meter", name));
	dais_xml_attr_c(&p->xml, "hidden", "");
	dais_xml_open(&p->xml, "meter");
	dais_xml_attr_c(&p->xml, "min", "0");
	dais_xml_attr_int(&p->xml, "max", DAIS_PASSWORD_CHARACTERS_MIN);
	dais_xml_attr_c(&p->xml, "value", "0");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_ACCOUNT_PASSWORD_METER));
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "span");
	dais_xml_attr_c(&p->xml, "role", "status");
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "type", "button");
	dais_xml_attr_c(&p->xml, "class", "quiet");
	dais_xml_attr_c(&p->xml, "aria-pressed", "false");
	dais_page_put(p, DAIS_SAY_ACCOUNT_PASSWORD_SHOW);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_xml_open(&p->xml, "script");
	dais_xml_attr(&p->xml, "src", dais_asset_path(p->arena, "password.js"));
	dais_xml_attr_c(&p->xml, "defer", "defer");
	dais_xml_close(&p->xml);
}

void
account_put_field(struct dais_page *p, const struct account_field *f)
{
	struct dais_str hint_id = dais_arena_printf(p->arena, "%s-hint", f->name);
	dais_page_element(p, "div", "field");
	dais_page_label(p, f->name, f->label);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", f->name);
	dais_xml_attr_c(&p->xml, "name", f->name);
	dais_xml_attr_c(&p->xml, "type", f->type);
	if (f->autocomplete)
		dais_xml_attr_c(&p->xml, "autocomplete", f->autocomplete);
	if (f->ltr)
		dais_xml_attr_c(&p->xml, "dir", "ltr");
	if (f->list)
		dais_xml_attr_c(&p->xml, "list", f->list);
	if (f->value.n)
		dais_xml_attr(&p->xml, "value", f->value);
	if (!f->optional)
		dais_xml_attr_c(&p->xml, "required", "");
	if (f->hint != DAIS_SAY_COUNT)
		dais_xml_attr(&p->xml, "aria-describedby", hint_id);
	if (f->examined)
		dais_xml_attr(&p->xml, "data-examine", dais_page_path(p, DAIS_STR("/password")));
	dais_xml_close(&p->xml);
	if (f->hint != DAIS_SAY_COUNT) {
		dais_page_element(p, "span", "hint");
		dais_xml_attr(&p->xml, "id", hint_id);
		dais_page_put(p, f->hint);
		dais_xml_close(&p->xml);
	}
	if (f->examined)
		put_meter(p, f->name);
	dais_page_end(p);
}

void
account_put_button(struct dais_page *p, enum dais_say words, bool quiet)
{
	dais_page_element(p, "p", "actions");
	dais_xml_open(&p->xml, "button");
	if (quiet)
		dais_xml_attr_c(&p->xml, "class", "quiet");
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
account_put_language(struct dais_page *p, enum dais_lang chosen)
{
	dais_page_element(p, "div", "field");
	dais_page_label(p, "language", DAIS_SAY_ACCOUNT_LANGUAGE);
	dais_page_open_select(p, "language", "language");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);

		dais_page_open_option(p, dais_str_from(code), (enum dais_lang)l == chosen);
		dais_xml_attr_c(&p->xml, "lang", code);
		dais_xml_text_c(&p->xml, dais_own_names[l]);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
account_put_check(
    struct dais_page *p, const char *name, const char *value, bool checked, struct dais_str words)
{
	dais_page_open_box(p, name, dais_str_from(value), checked);
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
}

void
account_put_act(struct dais_page *p, const char *path, const char *name, struct dais_str value,
    enum dais_say words)
{
	dais_page_form(p, dais_page_path(p, dais_str_from(path)));
	if (name)
		dais_page_hidden(p, name, value);
	account_put_button(p, words, true);
	dais_page_end(p);
}

struct dais_str
account_word(const struct dais_page *p, const char *kind, struct dais_str name)
{
	struct dais_str key =
	    dais_arena_printf(p->arena, "account.%s-%.*s", kind, DAIS_STR_ARG(name));
	char *c = (char *)(uintptr_t)key.p;
	for (size_t i = sizeof("account.") - 1; i < key.n; i++)
		if (c[i] == '.')
			c[i] = '-';
	enum dais_say word;
	return dais_say_find(key, &word) ? dais_page_say(p, word) : name;
}

enum dais_say
account_fault_word(enum dais_password_fault fault)
{
	switch (fault) {
	case DAIS_PASSWORD_SHORT:
		return DAIS_SAY_ACCOUNT_PASSWORD_SHORT;
	case DAIS_PASSWORD_LONG:
	case DAIS_PASSWORD_NOT_TEXT:
		return DAIS_SAY_ACCOUNT_PASSWORD_LONG;
	case DAIS_PASSWORD_PERSONAL:
		return DAIS_SAY_ACCOUNT_PASSWORD_PERSONAL;
	case DAIS_PASSWORD_LEAKED:
		return DAIS_SAY_ACCOUNT_PASSWORD_LEAKED;
	case DAIS_PASSWORD_COMMON:
	case DAIS_PASSWORD_GOOD:
		break;
	}
	return DAIS_SAY_ACCOUNT_PASSWORD_COMMON;
}

/* ---- what every handler does ---- */

void
account_fail(struct dais_page *p, const struct dais_err *err)
{
	unsigned status = dais_http_status_of(err);
	/* The reader learns only that it failed; whoever runs the server, why. */
	if (status >= 500 && p->site->complain)
		p->site->complain("answering a page of accounts", err);
	dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	dais_page_problem(p, status, err);
}

bool
account_begin_own(struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page)
{
	bool is_post = dais_http_request(x)->method != DAIS_HTTP_GET;
	if (!dais_site_need_account(site, x) || (is_post && !dais_site_check_form(site, x)) ||
	    !dais_page_begin(site, x, ret_page))
		return false;
	if (!ret_page->actor->is_token)
		return true;
	struct dais_err err = DAIS_ERR_INIT;
	dais_err_set(&err, DAIS_ERR_DENIED, "this page needs a session, not a token");
	account_fail(ret_page, &err);
	return false;
}

bool
account_begin_admin(
    struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page)
{
	struct dais_err err = DAIS_ERR_INIT;
	if (!account_begin_own(site, x, ret_page))
		return false;
	if (dais_actor_check(ret_page->actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, &err))
		return true;
	account_fail(ret_page, &err);
	return false;
}

void
account_go(struct dais_page *p, const char *path)
{
	dais_http_set_header(p->exchange, "Cache-Control", DAIS_STR("no-store"));
	dais_http_redirect(p->exchange, dais_page_path(p, dais_str_from(path)));
}

void
account_done(struct dais_page *p, bool ok, const struct dais_err *err)
{
	if (ok)
		account_go(p, "/account?done=saved");
	else
		account_fail(p, err);
}

const char *
account_site_address(const struct dais_site *site)
{
	return site->address ? site->address : "";
}
