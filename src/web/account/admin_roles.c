/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the pages of administrators share: roles in words and as fields of a form, notes.
 */
#include "web/account/account_priv.h"

void
account_put_admin_note(struct dais_page *p, const struct account_admin_note *note)
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

struct dais_str
account_grant_words(const struct dais_page *p, const struct dais_grant *g)
{
	struct dais_str s = account_word(p, "role", dais_str_from(dais_role_name(g->role)));
	if (g->body.n)
		s = dais_arena_printf(
		    p->arena, "%.*s · %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(g->body));
	if (g->package.n)
		s = dais_arena_printf(
		    p->arena, "%.*s · %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(g->package));
	if (g->languages)
		s = dais_arena_printf(p->arena, "%.*s · %.*s", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(dais_page_language_names(p, g->languages)));
	return s;
}

struct dais_str
account_grants_words(const struct dais_page *p, const dais_grant_vec *grants)
{
	struct dais_str all = DAIS_STR_NONE;
	for (size_t i = 0; i < grants->n; i++) {
		struct dais_str one = account_grant_words(p, &grants->v[i]);
		all = account_join(p, all, one);
	}
	return all;
}

void
account_put_grant_fields(
    struct dais_page *p, const struct account_reach *reach, const struct dais_grant *chosen)
{
	dais_page_element(p, "div", "field");
	dais_page_label(p, "role", DAIS_SAY_ACCOUNT_ROLE);
	dais_page_open_select(p, "role", "role");
	for (unsigned r = 0; r < DAIS_ROLE_COUNT; r++) {
		struct dais_str name = dais_str_from(dais_role_name((enum dais_role)r));

		dais_page_option(p, name, account_word(p, "role", name), r == chosen->role);
	}
	dais_xml_close(&p->xml);
	dais_page_end(p);
	account_put_roles(p);
	account_put_reach(p, reach, chosen);
	dais_xml_open(&p->xml, "fieldset");
	dais_page_say_in(p, "legend", NULL, DAIS_SAY_ACCOUNT_LANGUAGES);
	dais_page_say_in(p, "p", "hint", DAIS_SAY_ACCOUNT_LANGUAGES_HINT);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);
		account_put_check(p, "in", code, (chosen->languages & DAIS_LANG_BIT(l)) != 0,
		    dais_str_from(dais_own_names[l]));
	}
	dais_page_end(p);
}

bool
account_read_grant(const struct dais_http_exchange *x, struct dais_grant *ret)
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
