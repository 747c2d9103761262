/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Browsers that are known: in which the owner of an address has signed in before. Wrong attempts
 * from elsewhere must not hold him out, so attempts from such a browser are counted apart
 * (OWASP, "device cookies"). The token is "<nonce>.<signature of nonce and address>"; it proves
 * nothing but this, and is not kept.
 */
#include "auth/token.h"
#include "service/account/account_priv.h"

static bool
sign(struct dais_house *h, struct dais_str nonce, struct dais_str email, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	struct dais_str secret = DAIS_STR_NONE;
	if (!account_secret(h, "device", a, &secret, err))
		return false;
	struct dais_str all = dais_arena_printf(a, "%.*s.%.*s.%.*s", DAIS_STR_ARG(secret),
	    DAIS_STR_ARG(nonce), DAIS_STR_ARG(dais_account_fold_email(a, email)));
	*ret = dais_token_derive(a, "dais known device", all);
	return true;
}

bool
account_device_is(struct dais_house *h, struct dais_str token, struct dais_str email,
    struct dais_arena *a, bool *ret_is, struct dais_str *ret_nonce, struct dais_err *err)
{
	*ret_is = false;
	struct dais_str right;
	struct dais_str nonce = dais_str_sub(token, 0, DAIS_TOKEN_LENGTH);
	if (token.n != 2 * DAIS_TOKEN_LENGTH + 1 || token.p[DAIS_TOKEN_LENGTH] != '.' ||
	    !dais_str_is_text(token, NULL))
		return true;
	if (!sign(h, nonce, email, a, &right, err))
		return false;
	*ret_is = dais_token_eq(dais_str_sub(token, DAIS_TOKEN_LENGTH + 1, token.n), right);
	*ret_nonce = nonce;
	return true;
}

bool
account_device_make(struct dais_house *h, struct dais_str email, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	char nonce[DAIS_TOKEN_LENGTH + 1];
	struct dais_str signature;
	dais_token_make(nonce);
	if (!sign(h, dais_str_from(nonce), email, a, &signature, err))
		return false;
	*ret = dais_arena_printf(a, "%s.%.*s", nonce, DAIS_STR_ARG(signature));
	return true;
}
