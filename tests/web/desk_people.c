/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who asks, in tests of the desk: the person named by the cookie "who". Takes the place of
 * src/web/who.c.
 */
#include "desk_people.h"

static struct dais_actor people[DESK_PEOPLE];

void
desk_people_set(unsigned who, const struct dais_actor *actor)
{
	people[who] = *actor;
}

const struct dais_actor *
dais_site_actor(struct dais_site *site, struct dais_http_exchange *x)
{
	struct dais_str who = dais_http_cookie(x, "who");

	(void)site;
	for (unsigned i = 0; i < DESK_PEOPLE; i++)
		if (people[i].account.n && dais_str_eq(people[i].account, who))
			return &people[i];
	return DAIS_NEW(dais_http_arena(x), struct dais_actor);
}

struct dais_str
dais_site_form_token(struct dais_site *site, struct dais_http_exchange *x)
{
	(void)site;
	(void)x;
	return DAIS_STR("a-token");
}

static bool
refuse(struct dais_http_exchange *x)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)dais_err_set(&err, DAIS_ERR_DENIED, "nobody has signed in");
	dais_http_problem(x, 403, &err);
	return false;
}

bool
dais_site_check_form(struct dais_site *site, struct dais_http_exchange *x)
{
	(void)site;
	return dais_str_is(dais_http_field(x, "form-token"), "a-token") || refuse(x);
}

bool
dais_site_need_account(struct dais_site *site, struct dais_http_exchange *x)
{
	return dais_site_actor(site, x)->account.n > 0 || refuse(x);
}
