/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/credential.h"

#include "service/account/credential_priv.h"

/* Tells the owner, wherever the change came from. */
bool
credential_tell_owner(struct dais_house *h, struct dais_str id, const char *what,
    const struct dais_client *client, struct dais_arena *a, struct dais_err *err)
{
	struct dais_account account;
	return dais_account_get(h, id, a, &account, err) &&
	       account_audit(h, id, what, client, err) && account_mail_changed(h, &account, err);
}

bool
account_keep_anew(
    struct dais_house *h, struct dais_str account, struct dais_str kept, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct credential_kept k;
	if (!credential_load(h, account, a, &k, err))
		return false;
	k.password = kept;
	return credential_save(h, account, &k, err);
}

bool
dais_credential_set_password(struct dais_house *h, struct dais_str account, struct dais_str kept,
    struct dais_str session, const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct credential_kept k;
	if (!credential_load(h, account, a, &k, err))
		return false;
	bool is_first = !k.password.n;
	k.password = kept;
	k.password_ms = dais_house_now_ms(h);
	if (!credential_save(h, account, &k, err) ||
	    !dais_session_end_others(h, account, session, err))
		return false;
	if (is_first)
		return account_audit(h, account, "password-set", client, err);
	return credential_tell_owner(h, account, "password-changed", client, a, err);
}
