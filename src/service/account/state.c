/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * State with JSON values.
 */
#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/link.h"
#include "service/account/personal_token.h"
#include "service/account/second.h"
#include "service/account/session.h"

#define SECRETS "secret"
#define CLOCKS_DIFFER_MS (10 * DAIS_MINUTE_MS)

void
account_err_clear(struct dais_err *err)
{
	*err = (struct dais_err)DAIS_ERR_INIT;
}

/* How long what is made now lasts at most. What ends later was made while the clock was ahead, and
 * would outlive its time by as much; some minutes are what the clocks of two servers may differ. */
static int64_t
lasts_at_most(const char *area)
{
	static const struct {
		const char *area;
		int64_t ms;
	} all[] = { { "session", DAIS_SESSION_IDLE_MS }, { "link", DAIS_INVITATION_MS },
		{ "sign-in", DAIS_SECOND_NEW_MS }, { "provider-flow", DAIS_SECOND_NEW_MS },
		{ "second-factor", DAIS_SECOND_NEW_MS }, { "attempt", DAIS_DAY_MS },
		{ "token", DAIS_PERSONAL_TOKEN_MS_MAX } };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(all[i].area, area) == 0)
			return all[i].ms + CLOCKS_DIFFER_MS;
	return INT64_MAX;
}

static bool
remove_of_wrong_clock(
    struct dais_house *h, const char *area, struct dais_str key, struct dais_err *err)
{
	return dais_store_state_remove(dais_house_store(h), area, key, err) &&
	       dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no such entry in %s", area);
}

static bool
get(struct dais_house *h, const char *area, struct dais_str key, struct dais_arena *a,
    struct dais_state *ret_state, struct dais_json_value **ret, struct dais_err *err)
{
	int64_t now = dais_house_now_ms(h);
	if (!dais_store_state_get(dais_house_store(h), area, key, now, a, ret_state, err))
		return false;
	if (ret_state->ends_ms - now > lasts_at_most(area))
		return remove_of_wrong_clock(h, area, key, err);
	return dais_json_parse(a, ret_state->value, ret, err) ||
	       dais_err_context(err, "while reading the state \"%s\"", area);
}

bool
account_state_look(struct dais_house *h, const char *area, struct dais_str key,
    struct dais_arena *a, struct dais_state *ret_state, struct dais_json_value **ret,
    bool *ret_found, struct dais_err *err)
{
	*ret = NULL;
	*ret_state = (struct dais_state){ 0 };
	*ret_found = get(h, area, key, a, ret_state, ret, err);
	if (!*ret_found && err->code == DAIS_ERR_NOT_FOUND) {
		account_err_clear(err);
		return true;
	}
	return *ret_found;
}

bool
account_state_set(struct dais_house *h, struct dais_writing *w, const char *area,
    struct dais_str key, struct dais_str value, int64_t ends_ms, uint64_t expected,
    struct dais_err *err)
{
	const struct dais_state state = {
		.area = dais_str_from(area), .key = key, .value = value, .ends_ms = ends_ms
	};
	return w ? dais_store_state_set_in(w, &state, expected, err)
		 : dais_store_state_set(dais_house_store(h), &state, expected, err);
}

bool
account_state_remove(
    struct dais_house *h, const char *area, struct dais_str key, struct dais_err *err)
{
	if (dais_store_state_remove(dais_house_store(h), area, key, err))
		return true;
	if (err->code != DAIS_ERR_NOT_FOUND)
		return false;
	account_err_clear(err);
	return true;
}

bool
account_secret(struct dais_house *h, const char *what, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	struct dais_store *s = dais_house_store(h);
	struct dais_state state;
	struct dais_str key = dais_str_from(what);
	for (int tries = 0; tries < 2; tries++) {
		if (dais_store_state_get(s, SECRETS, key, dais_house_now_ms(h), a, &state, err)) {
			*ret = state.value;
			return true;
		}
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		account_err_clear(err);
		char lot[DAIS_TOKEN_LENGTH + 1];
		dais_token_make(lot);
		/* Whoever was faster has made one, too: that one is read. */
		if (!account_state_set(h, NULL, SECRETS, key, dais_str_from(lot), 0, 0, err)) {
			if (err->code != DAIS_ERR_CONFLICT)
				return false;
			account_err_clear(err);
		}
	}
	return dais_err_set(err, DAIS_ERR_INTERNAL, "the secret of the record is not kept");
}

bool
account_split_token(
    struct dais_str token, struct dais_str *ret_account, struct dais_str *ret_secret)
{
	size_t dot = dais_str_find_char(token, '.', 0);
	if (dot == SIZE_MAX || dot == 0 || dot > DAIS_ACCOUNT_ID_MAX ||
	    token.n - dot - 1 != DAIS_TOKEN_LENGTH)
		return false;
	*ret_account = dais_str_sub(token, 0, dot);
	*ret_secret = dais_str_sub(token, dot + 1, token.n);
	return dais_str_is_text(token, NULL);
}

struct dais_str
account_entry_key(struct dais_arena *a, struct dais_str account, struct dais_str key)
{
	return dais_arena_printf(a, "%.*s/%.*s", DAIS_STR_ARG(account), DAIS_STR_ARG(key));
}

static void
newest_first(account_entry_vec *all)
{
	for (size_t i = 1; i < all->n; i++)
		for (size_t k = i; k > 0 && all->v[k].since_ms > all->v[k - 1].since_ms; k--) {
			struct account_entry e = all->v[k];
			all->v[k] = all->v[k - 1];
			all->v[k - 1] = e;
		}
}

bool
account_entries(struct dais_house *h, const char *area, struct dais_str account, const char *since,
    size_t max, struct dais_arena *a, account_entry_vec *ret, struct dais_err *err)
{
	dais_state_vec states = { 0 };
	struct dais_str prefix = account_entry_key(a, account, DAIS_STR_NONE);
	*ret = (account_entry_vec){ 0 };
	if (!dais_store_state_list(
		dais_house_store(h), area, prefix, dais_house_now_ms(h), max, a, &states, err))
		return false;
	for (size_t i = 0; i < states.n; i++) {
		struct dais_json_value *v;
		if (!dais_json_parse(a, states.v[i].value, &v, err))
			return false;
		const struct account_entry e = { .key = dais_str_sub(
						     states.v[i].key, prefix.n, states.v[i].key.n),
			.value = v,
			.ends_ms = states.v[i].ends_ms,
			.since_ms = dais_json_get_int(v, since, 0) };
		dais_vec_push(a, ret, e);
	}
	newest_first(ret);
	return true;
}
