/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/calendar_filter.h"

#include "auth/token.h"
#include "service/account/account_priv.h"

#define AREA "calendar"
#define PURPOSE "dais calendar"
#define BODY_BYTES_MAX ((size_t)200)

struct kept {
	struct dais_calendar_filter filter;
	struct dais_str key; /* of the token; empty: no address */
	uint64_t revision;
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
	*ret = (struct kept){ .key = dais_json_get_str(v, "key"),
		.revision = found ? state.revision : 0 };
	ret->filter.account = account;
	ret->filter.has_address = ret->key.n > 0;
	ret->filter.made_ms = dais_json_get_int(v, "made", 0);
	const struct dais_json_value *bodies = dais_json_get(v, "bodies");
	for (size_t i = 0; bodies && i < bodies->members.n; i++)
		dais_vec_push(a, &ret->filter.bodies, bodies->members.v[i].value->text);
	return true;
}

static bool
save(struct dais_house *h, const struct kept *k, struct dais_err *err)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_key(&w, "bodies");
	dais_json_array(&w);
	for (size_t i = 0; i < k->filter.bodies.n; i++)
		dais_json_str(&w, k->filter.bodies.v[i]);
	dais_json_end(&w);
	if (k->key.n) {
		dais_json_pair(&w, "key", k->key);
		dais_json_pair_int(&w, "made", k->filter.made_ms);
	}
	dais_json_end(&w);
	dais_json_finish(&w);
	return account_state_set(
	    h, NULL, AREA, k->filter.account, dais_buf_str(&b), 0, k->revision, err);
}

bool
dais_calendar_filter_get(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_calendar_filter *ret, struct dais_err *err)
{
	struct kept k = { 0 };
	if (!load(h, account, a, &k, err))
		return false;
	*ret = k.filter;
	return true;
}

/* What is kept of @actor, who must have signed in himself. */
static bool
begin(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a, struct kept *ret,
    struct dais_err *err)
{
	if (actor->is_token)
		return dais_err_set(err, DAIS_ERR_DENIED, "this needs a session, not a token");
	return dais_actor_check(actor, DAIS_ACTION_OWN_ACCOUNT, NULL, err) &&
	       load(h, actor->account, a, ret, err);
}

bool
dais_calendar_filter_set(struct dais_house *h, const struct dais_actor *actor,
    const dais_store_strs *bodies, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct kept k = { 0 };
	if (!begin(h, actor, a, &k, err))
		return false;
	if (bodies->n > DAIS_CALENDAR_BODIES_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID, "a calendar has at most %zu bodies",
		    DAIS_CALENDAR_BODIES_MAX);
	for (size_t i = 0; i < bodies->n; i++)
		if (!bodies->v[i].n || bodies->v[i].n > BODY_BYTES_MAX)
			return dais_err_set(err, DAIS_ERR_INVALID, "that is no symbol of a body");
	k.filter.bodies = *bodies;
	return save(h, &k, err);
}

bool
dais_calendar_address_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_arena *a, struct dais_str *ret_token,
    struct dais_err *err)
{
	char secret[DAIS_TOKEN_LENGTH + 1];
	struct kept k = { 0 };
	if (!begin(h, actor, a, &k, err))
		return false;
	dais_token_make(secret);
	k.key = dais_token_key(a, PURPOSE, dais_str_from(secret));
	k.filter.made_ms = dais_house_now_ms(h);
	*ret_token = dais_arena_printf(a, "%.*s.%s", DAIS_STR_ARG(actor->account), secret);
	return save(h, &k, err) && account_audit(h, actor->account, "calendar-made", client, err);
}

bool
dais_calendar_address_end(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct kept k = { 0 };
	if (!begin(h, actor, a, &k, err))
		return false;
	if (!k.key.n)
		return true;
	k.key = DAIS_STR_NONE;
	return save(h, &k, err) && account_audit(h, actor->account, "calendar-ended", client, err);
}

bool
dais_calendar_find(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_calendar_filter *ret, bool *ret_found, struct dais_err *err)
{
	struct dais_account account;
	struct dais_str id, secret;
	struct kept k = { 0 };
	*ret_found = false;
	if (!account_split_token(token, &id, &secret))
		return true;
	if (!load(h, id, a, &k, err))
		return false;
	if (!k.key.n || !dais_token_eq(dais_token_key(a, PURPOSE, secret), k.key))
		return true;
	if (!dais_account_get(h, id, a, &account, err))
		return false;
	*ret = k.filter;
	*ret_found = !account.disabled;
	return true;
}
