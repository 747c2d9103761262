/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What proves who somebody is: a kept password, a second factor (second.h). State of the
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

#endif
