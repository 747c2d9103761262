/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/notices.h"

#include "auth/token.h"
#include "service/account/account_priv.h"

#define PURPOSE "dais end of notices"

static bool
token_of(struct dais_house *h, struct dais_str account, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	struct dais_str secret = DAIS_STR_NONE;
	if (!account_secret(h, "notices", a, &secret, err))
		return false;
	struct dais_str both =
	    dais_arena_printf(a, "%.*s.%.*s", DAIS_STR_ARG(secret), DAIS_STR_ARG(account));
	*ret = dais_arena_printf(a, "%.*s.%.*s", DAIS_STR_ARG(account),
	    DAIS_STR_ARG(dais_token_derive(a, PURPOSE, both)));
	return true;
}

bool
dais_account_notices_link(struct dais_house *h, const char *site, enum dais_lang language,
    struct dais_str account, struct dais_arena *a, struct dais_str *ret, struct dais_err *err)
{
	struct dais_str token;
	if (!token_of(h, account, a, &token, err))
		return false;
	*ret = dais_arena_printf(
	    a, "%s/%s/unsubscribe/%.*s", site, dais_lang_code(language), DAIS_STR_ARG(token));
	return true;
}

bool
dais_account_notices_end(struct dais_house *h, struct dais_str token, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_account account;
	struct dais_str right;
	struct dais_str id = dais_str_sub(token, 0, dais_str_find_char(token, '.', 0));
	if (id.n == token.n || !id.n || id.n > DAIS_ACCOUNT_ID_MAX ||
	    !dais_str_is_text(token, NULL))
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "this link is none");
	if (!token_of(h, id, a, &right, err))
		return false;
	if (!dais_token_eq(token, right))
		return dais_err_set(err, DAIS_ERR_NOT_FOUND, "this link is none");
	if (!dais_account_get(h, id, a, &account, err))
		return false;
	if (!account.notices)
		return true;
	account.notices = false;
	const struct dais_actor owner = dais_account_actor(&account);
	return dais_account_change(h, &owner, &account, NULL, err);
}
