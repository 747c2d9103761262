/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What roles may do, in words: made from the table of permissions, so that it says what holds.
 */
#include "web/account/account_priv.h"

/* "Read what is not released yet; Edit texts"; one's own account goes without saying. */
static struct dais_str
words_of(const struct dais_page *p, enum dais_role role)
{
	struct dais_str all = DAIS_STR_NONE;

	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++) {
		enum dais_action action = (enum dais_action)i;

		if (action == DAIS_ACTION_OWN_ACCOUNT || !dais_role_may(role, action))
			continue;
		all = account_join(
		    p, all, account_word(p, "action", dais_str_from(dais_action_name(action))));
	}
	return all.n ? all : dais_page_say(p, DAIS_SAY_ACCOUNT_ROLE_READS);
}

static void
put_role(struct dais_page *p, struct dais_str title, enum dais_role role)
{
	dais_xml_open(&p->xml, "dt");
	dais_xml_open(&p->xml, "bdi");
	dais_xml_text(&p->xml, title);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "dd");
	dais_xml_text(&p->xml, words_of(p, role));
	dais_page_end(p);
}

void
account_put_roles(struct dais_page *p)
{
	dais_page_element(p, "details", "roles");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_ACCOUNT_ROLES_EXPLAINED);
	dais_page_element(p, "dl", NULL);
	for (unsigned r = 0; r < DAIS_ROLE_COUNT; r++) {
		struct dais_str name = dais_str_from(dais_role_name((enum dais_role)r));

		put_role(p, account_word(p, "role", name), (enum dais_role)r);
	}
	dais_page_end(p);
	dais_page_end(p);
}

void
account_put_own_roles(struct dais_page *p, const dais_grant_vec *grants)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_ACCOUNT_ROLES_OWN);
	if (!grants->n) {
		dais_page_say_in(p, "p", NULL, DAIS_SAY_ACCOUNT_ROLES_OWN_NONE);
		return;
	}
	dais_page_element(p, "dl", NULL);
	for (size_t i = 0; i < grants->n; i++)
		put_role(p, account_grant_words(p, &grants->v[i]), grants->v[i].role);
	dais_page_end(p);
}
