/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Who asks, while there are no accounts: nobody, who may not change anything.
 */
#include "web/site.h"

const struct dais_actor *
dais_site_actor(struct dais_site *site, struct dais_http_exchange *x)
{
	(void)site;
	return DAIS_NEW(dais_http_arena(x), struct dais_actor);
}

struct dais_str
dais_site_form_token(struct dais_site *site, struct dais_http_exchange *x)
{
	(void)site;
	(void)x;
	return DAIS_STR_NONE;
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
	return refuse(x);
}

bool
dais_site_need_account(struct dais_site *site, struct dais_http_exchange *x)
{
	(void)site;
	return refuse(x);
}
