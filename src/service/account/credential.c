/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/credential.h"

#include "auth/totp.h"
#include "service/account/account_priv.h"

#define AREA "credential"
#define AREA_NEW "second-factor"
#define NEW_MS (15 * MINUTE_MS)

/* All that is kept of an account. */
struct kept {
	struct dais_str password;
	int64_t password_ms;
	struct dais_str secret; /* base32; empty: no second factor */
	uint64_t step;          /* the last that served */
	dais_store_strs recovery; /* keys of codes that have not served */
	uint64_t revision;      /* 0: nothing kept yet */
};

static bool
load(struct dais_house *h, struct dais_str account, struct dais_arena *a, struct kept *ret,
    struct dais_err *err)
{
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	if (!account_state_look(h, AREA, account, a, &state, &v, &found, err))
		return false;
	*ret = (struct kept){ .password = dais_json_get_str(v, "password"),
		.password_ms = dais_json_get_int(v, "password-ms", 0),
		.secret = dais_json_get_str(v, "secret"),
		.step = (uint64_t)dais_json_get_int(v, "step", 0),
		.revision = found ? state.revision : 0 };
	const struct dais_json_value *codes = dais_json_get(v, "recovery");
	for (size_t i = 0; codes && i < codes->members.n; i++)
		dais_vec_push(a, &ret->recovery, codes->members.v[i].value->text);
	return true;
}

static bool
save(struct dais_house *h, struct dais_str account, const struct kept *k, struct dais_err *err)
{
	DAIS_BUF_AUTO b;
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	if (k->password.n) {
		dais_json_pair(&w, "password", k->password);
		dais_json_pair_int(&w, "password-ms", k->password_ms);
	}
	if (k->secret.n) {
		dais_json_pair(&w, "secret", k->secret);
		dais_json_pair_int(&w, "step", (int64_t)k->step);
		dais_json_key(&w, "recovery");
		dais_json_array(&w);
		for (size_t i = 0; i < k->recovery.n; i++)
			dais_json_str(&w, k->recovery.v[i]);
		dais_json_end(&w);
	}
	dais_json_end(&w);
	dais_json_finish(&w);
	return account_state_set(h, NULL, AREA, account, dais_buf_str(&b), 0, k->revision, err);
}

bool
dais_credential_of(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_credential *ret, struct dais_err *err)
{
	struct kept k;
	if (!load(h, account, a, &k, err))
		return false;
	*ret = (struct dais_credential){ .kept = k.password,
		.kept_ms = k.password_ms,
		.has_second = k.secret.n > 0,
		.recovery = k.recovery.n };
	return true;
}

/* Tells the owner, wherever the change came from. */
static bool
tell_owner(struct dais_house *h, struct dais_str id, const char *what,
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
	struct kept k;
	if (!load(h, account, a, &k, err))
		return false;
	k.password = kept;
	return save(h, account, &k, err);
}

bool
dais_credential_set_password(struct dais_house *h, struct dais_str account, struct dais_str kept,
    struct dais_str session, const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct kept k;
	if (!load(h, account, a, &k, err))
		return false;
	bool is_first = !k.password.n;
	k.password = kept;
	k.password_ms = dais_house_now_ms(h);
	if (!save(h, account, &k, err) || !dais_session_end_others(h, account, session, err))
		return false;
	if (is_first)
		return account_audit(h, account, "password-set", client, err);
	return tell_owner(h, account, "password-changed", client, a, err);
}

/* ---- the second factor ---- */

bool
dais_second_begin(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err)
{
	char secret[DAIS_TOTP_SECRET_LENGTH + 1];
	dais_totp_secret_make(secret);
	*ret_secret = dais_arena_dup(a, dais_str_from(secret));
	return account_state_set(
	    h, NULL, AREA_NEW, account, *ret_secret, dais_house_now_ms(h) + NEW_MS, DAIS_ANY, err);
}

static void
make_recovery(struct dais_arena *a, struct kept *k, dais_store_strs *ret_codes)
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
	struct dais_state state;
	struct kept k;
	if (!dais_store_state_get(
		dais_house_store(h), AREA_NEW, account, dais_house_now_ms(h), a, &state, err))
		return dais_err_hint(err, "Begin again: the secret is kept for 15 minutes.");
	if (!load(h, account, a, &k, err))
		return false;
	k.secret = state.value;
	if (!dais_totp_is(state.value, code, dais_house_now_ms(h), 0, &k.step)) {
		dais_err_set(err, DAIS_ERR_INVALID, "the code is not right");
		return dais_err_hint(err, "See that the clock of the telephone is right.");
	}
	make_recovery(a, &k, ret_codes);
	return save(h, account, &k, err) && account_state_remove(h, AREA_NEW, account, err) &&
	       tell_owner(h, account, "second-factor-on", client, a, err);
}

bool
dais_second_end(struct dais_house *h, struct dais_str account, const struct dais_client *client,
    struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct kept k;
	if (!load(h, account, a, &k, err))
		return false;
	if (!k.secret.n)
		return true;
	k.secret = DAIS_STR_NONE;
	k.recovery = (dais_store_strs){ 0 };
	return save(h, account, &k, err) &&
	       tell_owner(h, account, "second-factor-off", client, a, err);
}

/* Takes the recovery code away that @code is. */
static bool
take_recovery(struct kept *k, struct dais_str key)
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

bool
dais_second_use(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, bool *ret_right, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct kept k;
	*ret_right = false;
	if (!load(h, account, a, &k, err))
		return false;
	bool is_recovery = false;
	bool right =
	    k.secret.n && dais_totp_is(k.secret, code, dais_house_now_ms(h), k.step, &k.step);
	if (k.secret.n && !right)
		right = is_recovery = take_recovery(&k, dais_recovery_key(a, code));
	if (!right)
		return true;
	/* Saved against the revision that was read: of two who send the same code one is refused.
	 */
	if (!save(h, account, &k, err)) {
		if (err->code != DAIS_ERR_CONFLICT)
			return false;
		account_err_clear(err);
		return true;
	}
	*ret_right = true;
	return !is_recovery || tell_owner(h, account, "recovery-code-used", client, a, err);
}
