/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What proves who somebody is: a kept password, a second factor, recovery codes. State of the
 * record (area "credential"), never in the log. Comparing and keeping passwords takes 20 ms and is
 * not done here: the caller has the workshop do it (work.h).
 */
#ifndef DAIS_SERVICE_ACCOUNT_CREDENTIAL_H
#define DAIS_SERVICE_ACCOUNT_CREDENTIAL_H

#include "service/account/session.h"

struct dais_credential {
	struct dais_str kept; /* auth/password.h; empty: no password */
	int64_t kept_ms;      /* since when */
	bool has_second;      /* the second factor is on */
	size_t recovery;      /* codes left */
};

/* Of @account; all empty when there is none. */
bool dais_credential_of(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_credential *ret, struct dais_err *err);
/* Sets the password, ends all sessions but @session (a key; empty: all), and tells the owner by
 * mail. The caller has seen the old password or a link. */
bool dais_credential_set_password(struct dais_house *h, struct dais_str account,
    struct dais_str kept, struct dais_str session, const struct dais_client *client,
    struct dais_err *err);

/* ---- the second factor ---- */

/* A new secret, kept aside for 15 minutes until a code proves that it arrived. */
bool dais_second_begin(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err);
/* Turns it on; *@ret_codes: the recovery codes, shown this once. INVALID: the code is wrong;
 * NOT_FOUND: the secret was not used in time. */
bool dais_second_confirm(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, dais_store_strs *ret_codes,
    struct dais_err *err);
/* Turns it off. */
bool dais_second_end(struct dais_house *h, struct dais_str account,
    const struct dais_client *client, struct dais_err *err);
/* Whether @code is a code of now or a recovery code; each serves once. */
bool dais_second_use(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, bool *ret_right, struct dais_err *err);

#endif
