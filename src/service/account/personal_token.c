/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/personal_token.h"

#include "auth/token.h"
#include "service/account/account_priv.h"

#define AREA "token"
#define PURPOSE "dais personal token"
#define PREFIX DAIS_STR("dais_")
#define NOTED_EVERY_MS (10 * DAIS_MINUTE_MS)
#define NAME_MAX_BYTES ((size_t)100)

static struct dais_str
print_token(struct dais_arena *a, const struct dais_personal_token *t)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair(&w, "name", t->name);
	dais_json_key(&w, "scopes");
	dais_json_array(&w);
	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++)
		if (t->scopes & 1u << i)
			dais_json_c(&w, dais_action_name((enum dais_action)i));
	dais_json_end(&w);
	dais_json_pair_int(&w, "made", t->made_ms);
	dais_json_pair_int(&w, "used", t->used_ms);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

static struct dais_personal_token
read_token(const struct dais_json_value *v, struct dais_str key, int64_t ends_ms)
{
	struct dais_personal_token t = { .key = key,
		.name = dais_json_get_str(v, "name"),
		.made_ms = dais_json_get_int(v, "made", 0),
		.used_ms = dais_json_get_int(v, "used", 0),
		.ends_ms = ends_ms };
	const struct dais_json_value *scopes = dais_json_get(v, "scopes");
	for (size_t i = 0; scopes && i < scopes->members.n; i++) {
		int action = dais_action_parse(scopes->members.v[i].value->text);
		if (action >= 0)
			t.scopes |= 1u << (unsigned)action;
	}
	return t;
}

static bool
examine(const struct dais_actor *actor, const struct dais_personal_token *wanted, int64_t now,
    struct dais_err *err)
{
	if (actor->is_token || !dais_actor_may(actor, DAIS_ACTION_OWN_ACCOUNT, NULL))
		return dais_err_set(
		    err, DAIS_ERR_DENIED, "a token is made by its owner, who has signed in");
	if (!wanted->name.n || wanted->name.n > NAME_MAX_BYTES)
		return dais_err_set(
		    err, DAIS_ERR_INVALID, "a token has a name of 1 to %zu bytes", NAME_MAX_BYTES);
	if (wanted->ends_ms <= now || wanted->ends_ms > now + DAIS_PERSONAL_TOKEN_MS_MAX)
		return dais_err_set(err, DAIS_ERR_INVALID, "a token ends within a year from now");
	if (wanted->scopes == 0 || wanted->scopes >> DAIS_ACTION_COUNT)
		return dais_err_set(err, DAIS_ERR_INVALID, "a token needs a scope");
	for (unsigned i = 0; i < DAIS_ACTION_COUNT; i++)
		if ((wanted->scopes & 1u << i) &&
		    !dais_actor_may_somewhere(actor, (enum dais_action)i))
			return dais_err_set(err, DAIS_ERR_INVALID,
			    "this account may not give the scope \"%s\"",
			    dais_action_name((enum dais_action)i));
	return true;
}

bool
dais_personal_token_make(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_personal_token *wanted, const struct dais_client *client,
    struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err)
{
	dais_personal_token_vec there;
	int64_t now = dais_house_now_ms(h);
	if (!examine(actor, wanted, now, err) ||
	    !dais_personal_token_list(h, actor->account, a, &there, err))
		return false;
	if (there.n >= DAIS_PERSONAL_TOKENS_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "an account has at most %d tokens",
		    DAIS_PERSONAL_TOKENS_MAX);
	char secret[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(secret);
	struct dais_personal_token made = *wanted;
	made.made_ms = now;
	made.used_ms = 0;
	*ret_token = dais_arena_printf(
	    a, "%.*s%.*s_%s", DAIS_STR_ARG(PREFIX), DAIS_STR_ARG(actor->account), secret);
	return account_state_set(h, NULL, AREA,
		   account_entry_key(
		       a, actor->account, dais_token_key(a, PURPOSE, dais_str_from(secret))),
		   print_token(a, &made), made.ends_ms, 0, err) &&
	       account_audit(h, actor->account, "token-made", client, err);
}

bool
dais_personal_token_list(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    dais_personal_token_vec *ret, struct dais_err *err)
{
	account_entry_vec all;
	*ret = (dais_personal_token_vec){ 0 };
	if (!account_entries(h, AREA, account, "made", DAIS_PERSONAL_TOKENS_MAX, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		dais_vec_push(a, ret, read_token(all.v[i].value, all.v[i].key, all.v[i].ends_ms));
	return true;
}

bool
dais_personal_token_end(struct dais_house *h, struct dais_str account, struct dais_str key,
    const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	return account_state_remove(h, AREA, account_entry_key(a, account, key), err) &&
	       account_audit(h, account, "token-ended", client, err);
}

/* "dais_<account>_<secret>"; an id has no "_". */
static bool
split_token(struct dais_str token, struct dais_str *ret_account, struct dais_str *ret_secret)
{
	if (!dais_str_has_prefix(token, PREFIX) || !dais_str_is_text(token, NULL))
		return false;
	struct dais_str rest = dais_str_sub(token, PREFIX.n, token.n);
	size_t bar = dais_str_find_char(rest, '_', 0);
	if (bar == SIZE_MAX || bar == 0 || bar > DAIS_ACCOUNT_ID_MAX ||
	    rest.n - bar - 1 != DAIS_TOKEN_LENGTH)
		return false;
	*ret_account = dais_str_sub(rest, 0, bar);
	*ret_secret = dais_str_sub(rest, bar + 1, rest.n);
	return true;
}

static void
note_use(struct dais_house *h, const struct dais_state *state, struct dais_personal_token *t,
    struct dais_arena *a)
{
	int64_t now = dais_house_now_ms(h);
	if (t->used_ms && now - t->used_ms < NOTED_EVERY_MS)
		return;
	struct dais_err ignored = DAIS_ERR_INIT;
	t->used_ms = now;
	(void)account_state_set(h, NULL, AREA, state->key, print_token(a, t), state->ends_ms,
	    state->revision, &ignored);
}

bool
dais_personal_token_actor(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_actor *ret, bool *ret_found, struct dais_err *err)
{
	struct dais_str id, secret;
	struct dais_state state;
	struct dais_json_value *v;
	struct dais_account account;
	bool found;
	*ret_found = false;
	if (!split_token(token, &id, &secret))
		return true;
	if (!account_state_look(h, AREA,
		account_entry_key(a, id, dais_token_key(a, PURPOSE, secret)), a, &state, &v, &found,
		err))
		return false;
	if (!found)
		return true;
	if (!dais_account_get(h, id, a, &account, err))
		return false;
	if (account.disabled)
		return true;
	struct dais_personal_token t = read_token(v, DAIS_STR_NONE, state.ends_ms);
	note_use(h, &state, &t, a);
	*ret = dais_account_actor(&account);
	ret->is_token = true;
	ret->scopes = t.scopes;
	*ret_found = true;
	return true;
}
