/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How credentials are kept.
 */
#include "service/account/credential_priv.h"

#define AREA "credential"

/* Opens what was sealed; without its key it stays as it stands. What was kept before there were
 * keys is in `secret` already. */
static void
open_secret(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str sealed, struct credential_kept *k)
{
	const struct dais_account_settings *settings = dais_house_accounts(h);
	k->sealed = sealed;
	if (sealed.n)
		k->sealed_is = dais_seal_open(
		    a, settings ? settings->keys : NULL, sealed, account, &k->secret);
}

bool
credential_has_second(const struct credential_kept *k)
{
	return k->secret.n || k->sealed.n;
}

/* Sealed with the first key where there are keys. */
static void
put_secret(struct dais_house *h, struct dais_str account, const struct credential_kept *k,
    struct dais_json *w)
{
	const struct dais_account_settings *settings = dais_house_accounts(h);
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	if (k->secret.n && settings && settings->keys)
		dais_json_pair(w, "sealed",
		    dais_seal_is_current(settings->keys, k->sealed)
			? k->sealed
			: dais_seal(a, settings->keys, k->secret, account));
	else if (k->sealed.n)
		dais_json_pair(w, "sealed", k->sealed);
	else
		dais_json_pair(w, "secret", k->secret);
}

bool
credential_load(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct credential_kept *ret, struct dais_err *err)
{
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	if (!account_state_look(h, AREA, account, a, &state, &v, &found, err))
		return false;
	*ret = (struct credential_kept){ .password = dais_json_get_str(v, "password"),
		.password_ms = dais_json_get_int(v, "password-ms", 0),
		.secret = dais_json_get_str(v, "secret"),
		.step = (uint64_t)dais_json_get_int(v, "step", 0),
		.revision = found ? state.revision : 0 };
	open_secret(h, account, a, dais_json_get_str(v, "sealed"), ret);
	const struct dais_json_value *codes = dais_json_get(v, "recovery");
	for (size_t i = 0; codes && i < codes->members.n; i++)
		dais_vec_push(a, &ret->recovery, codes->members.v[i].value->text);
	return true;
}

bool
credential_save(struct dais_house *h, struct dais_str account, const struct credential_kept *k,
    struct dais_err *err)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	if (k->password.n) {
		dais_json_pair(&w, "password", k->password);
		dais_json_pair_int(&w, "password-ms", k->password_ms);
	}
	if (credential_has_second(k)) {
		put_secret(h, account, k, &w);
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
	struct credential_kept k;
	if (!credential_load(h, account, a, &k, err))
		return false;
	*ret = (struct dais_credential){ .kept = k.password,
		.kept_ms = k.password_ms,
		.has_second = credential_has_second(&k),
		.recovery = k.recovery.n };
	return true;
}
