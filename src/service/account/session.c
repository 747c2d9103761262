/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/session.h"

#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/credential.h"
#include "service/account/settings.h"

#define AREA "session"
#define PURPOSE "dais session"
#define NOTED_EVERY_MS DAIS_MINUTE_MS /* a session in use is not written at every request */
#define SESSIONS_MAX ((size_t)200)

struct dais_str
dais_session_key(struct dais_arena *a, struct dais_str token)
{
	struct dais_str account, secret;
	if (!account_split_token(token, &account, &secret))
		return DAIS_STR_NONE;
	return dais_token_key(a, PURPOSE, secret);
}

static struct dais_str
print_session(struct dais_arena *a, const struct dais_session *s)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "started", s->started_ms);
	dais_json_pair_int(&w, "seen", s->seen_ms);
	dais_json_pair(&w, "address", s->address);
	dais_json_pair(&w, "agent", s->agent);
	dais_json_pair(&w, "how", s->how);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

static struct dais_session
read_session(const struct dais_json_value *v, struct dais_str key, int64_t ends_ms)
{
	return (struct dais_session){ .key = key,
		.started_ms = dais_json_get_int(v, "started", 0),
		.seen_ms = dais_json_get_int(v, "seen", 0),
		.ends_ms = ends_ms,
		.address = dais_json_get_str(v, "address"),
		.agent = dais_json_get_str(v, "agent"),
		.how = dais_json_get_str(v, "how") };
}

static int64_t
end_of(const struct dais_session *s)
{
	int64_t idle = s->seen_ms + DAIS_SESSION_IDLE_MS;
	int64_t absolute = s->started_ms + DAIS_SESSION_ABSOLUTE_MS;
	return idle < absolute ? idle : absolute;
}

bool
dais_session_begin(struct dais_house *h, struct dais_str account, const char *how,
    const struct dais_client *client, struct dais_arena *a, struct dais_str *ret_token,
    struct dais_err *err)
{
	char secret[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(secret);
	int64_t now = dais_house_now_ms(h);
	const struct dais_session s = { .started_ms = now,
		.seen_ms = now,
		.address = client->address,
		.agent = dais_str_sub(client->agent, 0, 300),
		.how = dais_str_from(how) };
	struct dais_str key =
	    account_entry_key(a, account, dais_token_key(a, PURPOSE, dais_str_from(secret)));
	*ret_token = dais_arena_printf(a, "%.*s.%s", DAIS_STR_ARG(account), secret);
	return account_state_set(h, NULL, AREA, key, print_session(a, &s), end_of(&s), 0, err) &&
	       account_audit(h, account, "sign-in", client, err);
}

/* Notes the use; that another request did so first, or that the record is busy, is no harm. */
static void
note_use(struct dais_house *h, const struct dais_state *state, struct dais_session *s,
    struct dais_arena *a)
{
	int64_t now = dais_house_now_ms(h);
	if (now - s->seen_ms < NOTED_EVERY_MS)
		return;
	struct dais_err ignored = DAIS_ERR_INIT;
	s->seen_ms = now;
	(void)account_state_set(
	    h, NULL, AREA, state->key, print_session(a, s), end_of(s), state->revision, &ignored);
}

/* Whether a password alone was proved, where a role demands more: it may have been given since. */
static bool
lacks_second(struct dais_house *h, const struct dais_account *account, const struct dais_session *s,
    struct dais_arena *a, bool *ret, struct dais_err *err)
{
	struct dais_credential credential;
	*ret = false;
	if (dais_str_is(s->how, "code") || dais_str_is(s->how, "provider") ||
	    !dais_account_demands_second(dais_house_accounts(h), &account->grants))
		return true;
	if (!dais_credential_of(h, account->id, a, &credential, err))
		return false;
	*ret = !credential.has_second;
	return true;
}

bool
dais_session_actor(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_actor *ret, struct dais_str *ret_key, bool *ret_found, struct dais_err *err)
{
	struct dais_str id, secret;
	*ret_found = false;
	if (!account_split_token(token, &id, &secret))
		return true;
	struct dais_state state;
	struct dais_json_value *v;
	bool found;
	*ret_key = dais_token_key(a, PURPOSE, secret);
	if (!account_state_look(
		h, AREA, account_entry_key(a, id, *ret_key), a, &state, &v, &found, err))
		return false;
	if (!found)
		return true;
	struct dais_account account;
	if (!dais_account_get(h, id, a, &account, err))
		return false;
	if (account.disabled)
		return true;
	struct dais_session s = read_session(v, *ret_key, state.ends_ms);
	bool lacks;
	if (!lacks_second(h, &account, &s, a, &lacks, err))
		return false;
	if (lacks)
		return true;
	note_use(h, &state, &s, a);
	*ret = dais_account_actor(&account);
	*ret_found = true;
	return true;
}

bool
dais_session_list(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    dais_session_vec *ret, struct dais_err *err)
{
	account_entry_vec all;
	*ret = (dais_session_vec){ 0 };
	if (!account_entries(h, AREA, account, "started", SESSIONS_MAX, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		dais_vec_push(a, ret, read_session(all.v[i].value, all.v[i].key, all.v[i].ends_ms));
	return true;
}

bool
dais_session_end(
    struct dais_house *h, struct dais_str account, struct dais_str key, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	return account_state_remove(h, AREA, account_entry_key(a, account, key), err);
}

bool
dais_session_end_others(
    struct dais_house *h, struct dais_str account, struct dais_str except, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_session_vec all;
	if (!dais_session_list(h, account, a, &all, err))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (!dais_str_eq(all.v[i].key, except) &&
		    !dais_session_end(h, account, all.v[i].key, err))
			return false;
	return true;
}
