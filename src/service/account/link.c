/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/link.h"

#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/credential.h"

#define AREA "link"
#define PURPOSE "dais link"
#define LINKS_MAX ((size_t)2000)

/* The password that a reset is to replace, by its digest: when it is another, the reset has ended.
 */
static bool
password_now(struct dais_house *h, const struct dais_link *link, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err)
{
	struct dais_credential credential = { 0 };
	*ret = DAIS_STR_NONE;
	if (!link->is_reset)
		return true;
	if (!dais_credential_of(h, link->account, a, &credential, err))
		return false;
	*ret = dais_token_key(a, PURPOSE " replaces", credential.kept);
	return true;
}

static struct dais_str
print_link(struct dais_arena *a, const struct dais_link *link, struct dais_str replaces)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 18);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	if (link->is_reset)
		dais_json_pair(&w, "account", link->account);
	dais_json_pair(&w, "name", link->name);
	dais_json_pair(&w, "email", link->email);
	dais_json_pair_c(&w, "language", dais_lang_code(link->language));
	dais_json_key(&w, "grants");
	account_put_grants(&w, &link->grants);
	dais_json_pair(&w, "by", link->by);
	if (link->is_reset)
		dais_json_pair(&w, "replaces", replaces);
	dais_json_end(&w);
	dais_json_finish(&w);
	return dais_buf_dup(&b, a);
}

static bool
read_link(struct dais_arena *a, const struct dais_state *state, const struct dais_json_value *v,
    struct dais_link *ret, struct dais_err *err)
{
	*ret = (struct dais_link){ .account = dais_json_get_str(v, "account"),
		.name = dais_json_get_str(v, "name"),
		.email = dais_json_get_str(v, "email"),
		.by = dais_json_get_str(v, "by"),
		.ends_ms = state->ends_ms,
		.revision = state->revision,
		.key = state->key };
	ret->is_reset = ret->account.n > 0;
	if (!dais_lang_parse(dais_json_get_str(v, "language"), &ret->language))
		ret->language = DAIS_LANG_EN;
	return dais_account_read_grants(a, dais_json_get(v, "grants"), &ret->grants, err);
}

/* Invitations and resets lie apart, so that a list of the one is short. */
static struct dais_str
key_of(struct dais_arena *a, bool is_reset, struct dais_str token)
{
	return dais_arena_printf(a, "%s/%.*s", is_reset ? "reset" : "invitation",
	    DAIS_STR_ARG(dais_token_key(a, PURPOSE, token)));
}

struct dais_str
dais_link_address(struct dais_arena *a, const char *site, bool is_reset, enum dais_lang language,
    struct dais_str token)
{
	return dais_arena_printf(a, "%s/%s/%s/%.*s", site, dais_lang_code(language),
	    is_reset ? "reset" : "invitation", DAIS_STR_ARG(token));
}

static bool
make(struct dais_house *h, const struct dais_link *link, int64_t lasts_ms, const char *site,
    struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err)
{
	char token[DAIS_TOKEN_LENGTH + 1];
	struct dais_str replaces;
	dais_token_make(token);
	*ret_token = dais_arena_dup(a, dais_str_from(token));
	if (!password_now(h, link, a, &replaces, err) ||
	    !account_state_set(h, NULL, AREA, key_of(a, link->is_reset, *ret_token),
		print_link(a, link, replaces), dais_house_now_ms(h) + lasts_ms, 0, err))
		return false;
	const struct dais_account to = { .id = link->account,
		.name = link->name,
		.email = link->email,
		.language = link->language };
	return !site || account_mail_link(h, &to, link->is_reset, site, *ret_token, err);
}

bool
dais_link_invite(struct dais_house *h, const struct dais_actor *actor, const struct dais_link *link,
    const char *site, struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err)
{
	struct dais_account there;
	struct dais_link made = *link;
	made.is_reset = false;
	made.by = actor->account;
	if (!made.name.n)
		made.name = made.email;
	const struct dais_account probe = { .id = account_new_id(a),
		.name = made.name,
		.email = made.email,
		.language = made.language,
		.grants = made.grants };
	if (!dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) ||
	    !account_examine(&probe, err))
		return false;
	if (dais_account_find(h, made.email, a, &there, err))
		return dais_err_set(err, DAIS_ERR_CONFLICT, "%.*s has an account already",
		    DAIS_STR_ARG(made.email));
	if (err->code != DAIS_ERR_NOT_FOUND)
		return false;
	account_err_clear(err);
	const struct dais_client nowhere = { 0 };
	return make(h, &made, DAIS_INVITATION_MS, site, a, ret_token, err) &&
	       account_audit(h, actor->account, "invited", &nowhere, err);
}

static struct dais_link
reset_of(const struct dais_account *account, struct dais_str by)
{
	return (struct dais_link){ .is_reset = true,
		.account = account->id,
		.name = account->name,
		.email = account->email,
		.language = account->language,
		.by = by };
}

bool
dais_link_reset(struct dais_house *h, const struct dais_actor *actor, struct dais_str account,
    const char *site, struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err)
{
	struct dais_account there;
	const struct dais_client nowhere = { 0 };
	if (!dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) ||
	    !dais_account_get(h, account, a, &there, err))
		return false;
	const struct dais_link link = reset_of(&there, actor->account);
	return make(h, &link, DAIS_INVITATION_MS, site, a, ret_token, err) &&
	       account_audit(h, account, "reset-made", &nowhere, err);
}

/* As much writing as a real one. */
static bool
make_nothing(struct dais_house *h, struct dais_arena *a, struct dais_err *err)
{
	static const struct dais_client nowhere;
	char token[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(token);
	int64_t now = dais_house_now_ms(h);
	for (int i = 0; i < 2; i++)
		if (!account_state_set(h, NULL, AREA, dais_arena_printf(a, "none/%s%d", token, i),
			DAIS_STR("{}"), now, 0, err))
			return false;
	return account_audit(h, DAIS_STR_NONE, "reset-asked", &nowhere, err);
}

bool
dais_link_ask(struct dais_house *h, struct dais_str email, const char *site,
    const struct dais_client *client, int64_t *ret_wait_ms, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_account account;
	struct dais_str token;
	unsigned n;
	*ret_wait_ms = 0;
	if (client->address.n && !attempt_count(h, attempt_key_address(a, client->address),
				     &attempt_address, ret_wait_ms, &n, err))
		return false;
	if (!*ret_wait_ms &&
	    !attempt_count(h, attempt_key_reset(a, email), &attempt_reset, ret_wait_ms, &n, err))
		return false;
	if (*ret_wait_ms)
		return true;
	bool found = dais_account_find(h, email, a, &account, err);
	if (!found && err->code != DAIS_ERR_NOT_FOUND)
		return false;
	account_err_clear(err);
	if (!found || account.disabled)
		return make_nothing(h, a, err);
	const struct dais_link link = reset_of(&account, account.id);
	return make(h, &link, DAIS_RESET_MS, site, a, &token, err) &&
	       account_audit(h, account.id, "reset-asked", client, err);
}

/* Whether who made an invitation may still make one. */
static bool
may_still_invite(
    struct dais_house *h, struct dais_str by, struct dais_arena *a, bool *ret, struct dais_err *err)
{
	struct dais_actor actor = dais_actor_program();
	struct dais_account account = { 0 };
	struct dais_err no = DAIS_ERR_INIT;
	if (!dais_str_eq(by, actor.account)) {
		if (!dais_account_get(h, by, a, &account, err))
			return false;
		actor = dais_account_actor(&account);
	}
	*ret =
	    !account.disabled && dais_actor_check(&actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, &no);
	return true;
}

/* A reset ends with the password it was to replace (another was used, or the owner has changed it)
 * and with the address it went to; an invitation with the right of who made it. */
static bool
still_stands(struct dais_house *h, const struct dais_link *link, const struct dais_json_value *v,
    struct dais_arena *a, bool *ret, struct dais_err *err)
{
	struct dais_account account;
	struct dais_str replaces;
	if (!link->is_reset)
		return may_still_invite(h, link->by, a, ret, err);
	if (!dais_account_get(h, link->account, a, &account, err) ||
	    !password_now(h, link, a, &replaces, err))
		return false;
	*ret = dais_str_eq(dais_json_get_str(v, "replaces"), replaces) &&
	       dais_str_eq(dais_account_fold_email(a, account.email),
		   dais_account_fold_email(a, link->email));
	return true;
}

bool
dais_link_get(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_link *ret, struct dais_err *err)
{
	struct dais_state state;
	struct dais_json_value *v;
	bool found = false;
	for (int is_reset = 0; is_reset < 2 && !found; is_reset++)
		if (!account_state_look(
			h, AREA, key_of(a, is_reset, token), a, &state, &v, &found, err))
			return false;
	if (found &&
	    (!read_link(a, &state, v, ret, err) || !still_stands(h, ret, v, a, &found, err)))
		return false;
	if (found)
		return true;
	dais_err_set(err, DAIS_ERR_NOT_FOUND, "this link was used or has ended");
	return dais_err_hint(err, "Ask for a new one.");
}

/* Uses it up within @w: of two who come at once one is refused. */
static bool
use_up(struct dais_house *h, struct dais_writing *w, const struct dais_link *link,
    struct dais_err *err)
{
	if (account_state_set(
		h, w, AREA, link->key, DAIS_STR("{}"), dais_house_now_ms(h), link->revision, err))
		return true;
	if (err->code != DAIS_ERR_CONFLICT && err->code != DAIS_ERR_NOT_FOUND)
		return false;
	account_err_clear(err);
	return dais_err_set(err, DAIS_ERR_NOT_FOUND, "this link was used or has ended");
}

bool
dais_link_accept(struct dais_house *h, const struct dais_link *link,
    const struct dais_account *chosen, struct dais_str kept, const struct dais_client *client,
    struct dais_arena *a, struct dais_str *ret_account, struct dais_err *err)
{
	const struct dais_account made = { .id = account_new_id(a),
		.name = chosen->name,
		.email = link->email,
		.language = chosen->language,
		.zone = chosen->zone,
		.grants = link->grants,
		.notices = true };
	struct dais_writing *w;
	DAIS_ASSERT(!link->is_reset);
	if (!account_examine(&made, err) || !account_begin(h, link->by, "account.manage",
						DAIS_STR("an invitation was accepted"), &w, err))
		return false;
	if (!use_up(h, w, link, err) || !account_put_new(w, a, &made, err)) {
		dais_store_abandon(w);
		return false;
	}
	uint64_t number;
	*ret_account = made.id;
	return dais_store_commit(w, &number, err) &&
	       (!kept.n ||
		   dais_credential_set_password(h, made.id, kept, DAIS_STR_NONE, client, err));
}

bool
dais_link_set_password(struct dais_house *h, const struct dais_link *link, struct dais_str kept,
    const struct dais_client *client, struct dais_err *err)
{
	DAIS_ASSERT(link->is_reset);
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	return use_up(h, NULL, link, err) &&
	       dais_credential_set_password(h, link->account, kept, DAIS_STR_NONE, client, err) &&
	       attempt_clear(h, attempt_key_account(a, link->email), err);
}

bool
dais_link_list(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a,
    dais_link_vec *ret, struct dais_err *err)
{
	dais_state_vec states = { 0 };
	*ret = (dais_link_vec){ 0 };
	if (!dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) ||
	    !dais_store_state_list(dais_house_store(h), AREA, DAIS_STR("invitation/"),
		dais_house_now_ms(h), LINKS_MAX, a, &states, err))
		return false;
	for (size_t i = 0; i < states.n; i++) {
		struct dais_json_value *v;
		if (!dais_json_parse(a, states.v[i].value, &v, err) ||
		    !read_link(a, &states.v[i], v, dais_vec_add(a, ret), err))
			return false;
	}
	return true;
}

bool
dais_link_withdraw(
    struct dais_house *h, const struct dais_actor *actor, struct dais_str key, struct dais_err *err)
{
	return dais_actor_check(actor, DAIS_ACTION_MANAGE_ACCOUNTS, NULL, err) &&
	       account_state_remove(h, AREA, key, err);
}
