/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The second factor of an account.
 */
#include "service/account/second.h"

#include "auth/totp.h"
#include "service/account/credential_priv.h"

#define AREA_NEW "second-factor"

static const struct dais_seal_keys *
keys_of(struct dais_house *h)
{
	const struct dais_account_settings *settings = dais_house_accounts(h);
	return settings ? settings->keys : NULL;
}

bool
dais_second_begin(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err)
{
	char secret[DAIS_TOTP_SECRET_LENGTH + 1];
	dais_totp_secret_make(secret);
	*ret_secret = dais_arena_dup(a, dais_str_from(secret));
	const struct dais_seal_keys *keys = keys_of(h);
	return account_state_set(h, NULL, AREA_NEW, account,
	    keys ? dais_seal(a, keys, *ret_secret, account) : *ret_secret,
	    dais_house_now_ms(h) + DAIS_SECOND_NEW_MS, DAIS_ANY, err);
}

bool
dais_second_pending(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err)
{
	struct dais_state state;
	if (!dais_store_state_get(
		dais_house_store(h), AREA_NEW, account, dais_house_now_ms(h), a, &state, err))
		return dais_err_hint(err, "Begin again: the secret is kept for 15 minutes.");
	*ret_secret = state.value;
	if (state.value.n == DAIS_TOTP_SECRET_LENGTH)
		return true;
	return dais_seal_open(a, keys_of(h), state.value, account, ret_secret) == DAIS_SEAL_OPEN ||
	       dais_err_set(err, DAIS_ERR_NOT_FOUND, "the new secret cannot be opened any more");
}

static void
make_recovery(struct dais_arena *a, struct credential_kept *k, dais_store_strs *ret_codes)
{
	*ret_codes = (dais_store_strs){ 0 };
	k->recovery = (dais_store_strs){ 0 };
	for (int i = 0; i < DAIS_RECOVERY_CODES; i++) {
		char code[DAIS_RECOVERY_LENGTH + 1];
		dais_recovery_make(code);
		dais_vec_push(a, ret_codes, dais_arena_dup(a, dais_str_from(code)));
		dais_vec_push(a, &k->recovery, dais_recovery_key(a, dais_str_from(code)));
	}
}

bool
dais_second_confirm(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, dais_store_strs *ret_codes,
    struct dais_err *err)
{
	struct dais_str secret = DAIS_STR_NONE;
	struct credential_kept k;
	if (!dais_second_pending(h, account, a, &secret, err) ||
	    !credential_load(h, account, a, &k, err))
		return false;
	k.secret = secret;
	k.sealed = DAIS_STR_NONE;
	if (!dais_totp_is(secret, code, dais_house_now_ms(h), 0, &k.step)) {
		dais_err_set(err, DAIS_ERR_INVALID, "the code is not right");
		return dais_err_hint(err, "See that the clock of the telephone is right.");
	}
	make_recovery(a, &k, ret_codes);
	return credential_save(h, account, &k, err) &&
	       account_state_remove(h, AREA_NEW, account, err) &&
	       credential_tell_owner(h, account, "second-factor-on", client, a, err);
}

static bool
end_second(struct dais_house *h, struct dais_str account, const struct dais_client *client,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct credential_kept k;
	if (!credential_load(h, account, a, &k, err))
		return false;
	if (!credential_has_second(&k))
		return true;
	k.secret = k.sealed = DAIS_STR_NONE;
	k.recovery = (dais_store_strs){ 0 };
	return credential_save(h, account, &k, err) &&
	       credential_tell_owner(h, account, "second-factor-off", client, a, err);
}

bool
dais_second_end(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_err *err)
{
	if (!dais_account_demands_second(dais_house_accounts(h), &actor->grants))
		return end_second(h, actor->account, client, err);
	return dais_err_set(
	    err, DAIS_ERR_DENIED, "this account has a role that needs a second factor");
}

bool
dais_second_reset(struct dais_house *h, const struct dais_actor *actor, struct dais_str account,
    const struct dais_client *client, struct dais_err *err)
{
	return dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) &&
	       end_second(h, account, client, err) &&
	       dais_session_end_others(h, account, DAIS_STR_NONE, err);
}

/* Takes the recovery code away that @code is. */
static bool
take_recovery(struct credential_kept *k, struct dais_str key)
{
	for (size_t i = 0; i < k->recovery.n; i++) {
		if (!dais_str_eq(k->recovery.v[i], key))
			continue;
		k->recovery.v[i] = k->recovery.v[k->recovery.n - 1];
		k->recovery.n--;
		return true;
	}
	return false;
}

/* A recovery code needs no key: only what is computed from the secret does. */
static bool
cannot_open(const struct credential_kept *k, struct dais_err *err)
{
	if (k->sealed_is == DAIS_SEAL_NO_KEY)
		dais_err_set(err, DAIS_ERR_BUSY,
		    "the key \"%.*s\", with which second factors are sealed, is not here",
		    DAIS_STR_ARG(
			dais_str_sub(k->sealed, 0, dais_str_find_char(k->sealed, '.', 0))));
	else
		dais_err_set(err, DAIS_ERR_BUSY, "the secret of the second factor is damaged");
	return dais_err_hint(
	    err, "Use a recovery code, or have the second factor turned off and on again.");
}

bool
dais_second_use(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, bool *ret_right, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct credential_kept k;
	*ret_right = false;
	if (!credential_load(h, account, a, &k, err))
		return false;
	bool is_recovery = false;
	bool right =
	    k.secret.n && dais_totp_is(k.secret, code, dais_house_now_ms(h), k.step, &k.step);
	if (credential_has_second(&k) && !right)
		right = is_recovery = take_recovery(&k, dais_recovery_key(a, code));
	if (!right && k.sealed.n && !k.secret.n)
		return cannot_open(&k, err);
	if (!right)
		return true;
	/* Saved against the revision that was read: of two who send the same code one is refused.
	 */
	if (!credential_save(h, account, &k, err)) {
		if (err->code != DAIS_ERR_CONFLICT)
			return false;
		account_err_clear(err);
		return true;
	}
	*ret_right = true;
	return !is_recovery ||
	       credential_tell_owner(h, account, "recovery-code-used", client, a, err);
}

/* ---- all of them ---- */

/* Seals one anew; *@ret_done: it was not sealed with the first key, and is now. */
static bool
seal_one(struct dais_house *h, struct dais_str account, struct dais_second_sealing *ret,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct credential_kept k;
	if (!credential_load(h, account, a, &k, err))
		return false;
	if (!credential_has_second(&k))
		return true;
	if (!k.secret.n) {
		ret->shut++;
		return true;
	}
	ret->sealed++;
	if (!keys_of(h) || dais_seal_is_current(keys_of(h), k.sealed))
		return true;
	ret->anew++;
	return credential_save(h, account, &k, err);
}

bool
dais_second_seal_all(struct dais_house *h, struct dais_second_sealing *ret, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_account_vec all;
	*ret = (struct dais_second_sealing){ 0 };
	if (!dais_account_list(h, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (!seal_one(h, all.v[i].id, ret, err))
			return false;
	return true;
}
