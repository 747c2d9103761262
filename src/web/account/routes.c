/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Addresses of signing in and of accounts.
 */
#include "web/account/account_priv.h"

#define FORM_MAX ((size_t)32768)
#define GUESSING 20 /* what an attempt costs of a client's allowance */

const struct dais_http_route dais_routes_account[] = {
	{ DAIS_HTTP_GET, "/{language}/sign-in", account_sign_in_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/sign-in", account_sign_in_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_GET, "/{language}/sign-in/code", account_code_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/sign-in/code", account_code_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_GET, "/{language}/sign-in/second", account_enrol_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/sign-in/second", account_enrol_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_GET, "/{language}/sign-in/provider", account_provider_get, 0, GUESSING },
	{ DAIS_HTTP_GET, "/sign-in/return", account_return_get, 0, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/sign-out", account_sign_out_post, FORM_MAX, 0 },
	{ DAIS_HTTP_GET, "/{language}/reset", account_reset_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/reset", account_reset_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_GET, "/{language}/reset/{token}", account_reset_link_get, 0, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/reset/{token}", account_reset_link_post, FORM_MAX,
	    GUESSING },
	{ DAIS_HTTP_GET, "/{language}/invitation/{token}", account_invitation_get, 0, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/invitation/{token}", account_invitation_post, FORM_MAX,
	    GUESSING },
	{ DAIS_HTTP_GET, "/{language}/unsubscribe/{token}", account_unsubscribe_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/unsubscribe/{token}", account_unsubscribe_post, FORM_MAX,
	    GUESSING },
	{ DAIS_HTTP_GET, "/{language}/account", account_own_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/account", account_own_post, FORM_MAX, 0 },
	{ DAIS_HTTP_POST, "/{language}/account/password", account_password_post, FORM_MAX,
	    GUESSING },
	{ DAIS_HTTP_POST, "/{language}/account/second", account_second_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/account/second/confirm", account_second_confirm_post,
	    FORM_MAX, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/account/second/end", account_second_end_post, FORM_MAX,
	    GUESSING },
	{ DAIS_HTTP_POST, "/{language}/account/session/end", account_session_end_post, FORM_MAX,
	    0 },
	{ DAIS_HTTP_POST, "/{language}/account/token", account_token_post, FORM_MAX, GUESSING },
	{ DAIS_HTTP_POST, "/{language}/account/token/end", account_token_end_post, FORM_MAX, 0 },
	{ DAIS_HTTP_GET, "/{language}/accounts", account_list_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/invite", account_invite_post, FORM_MAX, 0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/withdraw", account_withdraw_post, FORM_MAX, 0 },
	{ DAIS_HTTP_GET, "/{language}/accounts/{account}", account_one_get, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}", account_one_post, FORM_MAX, 0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}/grant", account_grant_post, FORM_MAX, 0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}/ungrant", account_ungrant_post, FORM_MAX,
	    0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}/disable", account_disable_post, FORM_MAX,
	    0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}/reset", account_make_reset_post, FORM_MAX,
	    0 },
	{ DAIS_HTTP_POST, "/{language}/accounts/{account}/second/end", account_second_reset_post,
	    FORM_MAX, 0 },
	{ DAIS_HTTP_GET, NULL, NULL, 0, 0 },
};
