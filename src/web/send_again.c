/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A form that comes when its session is over: what was typed is given back, to be sent again.
 */
#include "web/who.h"

#define FILE_FIELD "file-again" /* carries the name of the field of a file along */

/* A page of this site made the browser send it. What browsers say of that no page can forge; those
 * that do not say it name the origin. */
static bool
comes_from_here(const struct dais_http_exchange *x)
{
	struct dais_str from = dais_http_header(x, "Sec-Fetch-Site"),
			origin = dais_http_header(x, "Origin"), host = dais_http_header(x, "Host");
	size_t at = dais_str_find(origin, DAIS_STR("://"), 0);

	if (from.n)
		return dais_str_is(from, "same-origin");
	return host.n && at != SIZE_MAX &&
	       dais_str_eq(dais_str_sub(origin, at + 3, origin.n), host);
}

/* What proves who somebody is never comes back in a page. */
static bool
may_come_back(const struct dais_http_request *r)
{
	static const char *const secrets[] = { "password", "code", "secret" };

	for (size_t i = 0; i < r->fields.n; i++)
		for (size_t k = 0; k < sizeof(secrets) / sizeof(*secrets); k++)
			if (dais_str_find(r->fields.v[i].name, dais_str_from(secrets[k]), 0) !=
			    SIZE_MAX)
				return false;
	return r->fields.n > 0;
}

/* Words, not the names and numbers that forms carry along. */
static bool
was_typed(const struct dais_http_pair *field)
{
	bool words = false;

	if (dais_str_has_prefix(field->name, DAIS_STR("was-")) ||
	    dais_str_is(field->name, "form-token"))
		return false;
	for (size_t i = 0; i < field->value.n && !words; i++)
		words = field->value.p[i] == ' ' || (unsigned char)field->value.p[i] >= 0x80;
	return words;
}

static void
write_typed(struct dais_page *p, const struct dais_http_request *r)
{
	bool any = false;

	for (size_t i = 0; i < r->fields.n; i++) {
		if (!was_typed(&r->fields.v[i]))
			continue;
		if (!any)
			dais_page_say_in(p, "h2", NULL, DAIS_SAY_COMMON_TYPED);
		any = true;
		dais_page_element(p, "p", "typed");
		dais_xml_attr_c(&p->xml, "dir", "auto");
		dais_xml_text(&p->xml, r->fields.v[i].value);
		dais_page_end(p);
	}
}

/* The field that a file came with; empty: none did. */
static struct dais_str
file_field(const struct dais_http_request *r)
{
	if (r->uploads.n)
		return r->uploads.v[0].field;
	for (size_t i = 0; i < r->fields.n; i++)
		if (dais_str_is(r->fields.v[i].name, FILE_FIELD))
			return r->fields.v[i].value;
	return DAIS_STR_NONE;
}

/* A page cannot choose a file for anybody: who has signed in chooses it here, who has not yet is
 * asked for it then. */
static void
write_file(struct dais_page *p, struct dais_str field)
{
	if (!p->actor->account.n) {
		dais_page_hidden(p, FILE_FIELD, field);
		return;
	}
	dais_page_element(p, "p", "field");
	dais_page_label(p, "file-again", DAIS_SAY_COMMON_FILE_AGAIN);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "file");
	dais_xml_attr_c(&p->xml, "id", "file-again");
	dais_xml_attr(&p->xml, "name", field);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
write_form(struct dais_page *p, const struct dais_http_request *r)
{
	struct dais_str file = file_field(r);

	dais_page_form(p, dais_site_here(p->exchange));
	for (size_t i = 0; i < r->fields.n; i++)
		if (!dais_str_is(r->fields.v[i].name, "form-token") &&
		    !dais_str_is(r->fields.v[i].name, FILE_FIELD))
			dais_page_hidden(p, dais_arena_cstr(p->arena, r->fields.v[i].name),
			    r->fields.v[i].value);
	if (file.n)
		write_file(p, file);
	dais_page_element(p, "p", "actions");
	if (!p->actor->account.n) {
		dais_page_link(p, dais_page_path(p, DAIS_STR("/sign-in")), "button");
		dais_xml_attr_c(&p->xml, "target", "_blank");
		dais_xml_attr_c(&p->xml, "rel", "noopener");
		dais_page_put(p, DAIS_SAY_COMMON_SIGN_IN_BESIDE);
		dais_xml_close(&p->xml);
	}
	dais_xml_open(&p->xml, "button");
	if (!p->actor->account.n)
		dais_xml_attr_c(&p->xml, "class", "quiet");
	else if (file.n)
		dais_xml_attr_c(&p->xml, "formenctype", "multipart/form-data");
	dais_page_put(p, DAIS_SAY_COMMON_SEND_AGAIN);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_end(p);
}

bool
dais_site_offer_again(struct dais_site *site, struct dais_http_exchange *x)
{
	const struct dais_http_request *r = dais_http_request(x);
	const struct dais_actor *actor = dais_site_actor(site, x);
	struct dais_page p;

	if (!comes_from_here(x) || !may_come_back(r) || actor->is_token || actor->is_unknown)
		return false;
	dais_page_begin_alone(site, dais_http_arena(x), dais_site_language(x), &p);
	p.exchange = x;
	p.actor = actor;
	enum dais_say title =
	    actor->account.n ? DAIS_SAY_COMMON_FORM_OLDER : DAIS_SAY_COMMON_SESSION_ENDED;
	const struct dais_page_head head = { .title = dais_page_say(&p, title), .hidden = true };

	dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
	dais_page_open(&p, &head);
	dais_page_say_in(&p, "h1", NULL, title);
	dais_page_element(&p, "p", "lead");
	if (r->uploads.n && !actor->account.n)
		dais_page_put(&p, DAIS_SAY_COMMON_SESSION_ENDED_FILE);
	else
		dais_xml_text(&p.xml, actor->account.n
					  ? dais_page_say_with(&p, DAIS_SAY_COMMON_FORM_OLDER_TEXT,
						"name", actor->name)
					  : dais_page_say(&p, DAIS_SAY_COMMON_SESSION_ENDED_TEXT));
	dais_page_end(&p);
	write_form(&p, r);
	write_typed(&p, r);
	dais_page_close(&p, actor->account.n ? 403 : 401);
	return true;
}
