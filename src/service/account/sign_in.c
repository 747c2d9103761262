/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "service/account/sign_in.h"

#include "auth/token.h"
#include "service/account/account_priv.h"
#include "service/account/settings.h"

#define AREA_STEP "sign-in"
#define PURPOSE_STEP "dais sign-in"
#define STEP_MS (5 * DAIS_MINUTE_MS)

/* Under what attempts at @email are counted: the account, or, apart from all others, a browser in
 * which its owner has signed in before. */
static bool
find_key(struct dais_house *h, struct dais_str email, const struct dais_client *client,
    struct dais_arena *a, struct dais_str *ret, struct dais_err *err)
{
	bool is_known = false;
	struct dais_str nonce;
	if (!account_device_is(h, client->device, email, a, &is_known, &nonce, err))
		return false;
	*ret = is_known ? attempt_key_device(a, nonce) : attempt_key_account(a, email);
	return true;
}

/* The longer of the two waits; counts under both keys. */
static bool
count_both(struct dais_house *h, struct dais_str email, const struct dais_client *client,
    struct dais_arena *a, int64_t *ret_wait_ms, unsigned *ret_n, struct dais_err *err)
{
	int64_t wait = 0;
	unsigned n = 0;
	struct dais_str key;
	*ret_n = 0;
	if (client->address.n && !attempt_count(h, attempt_key_address(a, client->address),
				     &attempt_address, &wait, &n, err))
		return false;
	*ret_wait_ms = wait;
	if (wait)
		return true;
	return find_key(h, email, client, a, &key, err) &&
	       attempt_count(h, key, &attempt_account, ret_wait_ms, ret_n, err);
}

static bool
settle(struct dais_house *h, struct dais_str email, const struct dais_client *client,
    struct dais_arena *a, struct dais_err *err)
{
	struct dais_str key;
	return find_key(h, email, client, a, &key, err) && attempt_clear(h, key, err) &&
	       (!client->address.n ||
		   attempt_forgive(h, attempt_key_address(a, client->address), err));
}

/* The account of @email that may sign in; *@ret_found. */
static bool
look_up(struct dais_house *h, struct dais_str email, struct dais_arena *a, struct dais_account *ret,
    bool *ret_found, struct dais_err *err)
{
	*ret_found = dais_account_find(h, email, a, ret, err);
	if (!*ret_found) {
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		account_err_clear(err);
		return true;
	}
	*ret_found = !ret->disabled;
	return true;
}

bool
dais_sign_in_begin(struct dais_house *h, struct dais_str email, const struct dais_client *client,
    struct dais_arena *a, struct dais_sign_in *ret, struct dais_err *err)
{
	struct dais_account account;
	struct dais_credential credential = { 0 };
	bool found;
	unsigned n;
	*ret = (struct dais_sign_in){ .email = dais_str_trim(email),
		.kept = dais_password_of_nobody() };
	if (!count_both(h, ret->email, client, a, &ret->wait_ms, &n, err))
		return false;
	if (ret->wait_ms)
		return account_audit(h, DAIS_STR_NONE, "too-many", client, err);
	if (!look_up(h, ret->email, a, &account, &found, err))
		return false;
	/* Looked up for nobody, too: the same work. */
	if (!dais_credential_of(h, found ? account.id : DAIS_STR("-"), a, &credential, err))
		return false;
	if (found)
		ret->account = account.id;
	if (found && credential.kept.n)
		ret->kept = credential.kept;
	if (n != attempt_account.free)
		return true;
	return account_audit(h, ret->account, "locked", client, err) &&
	       (found ? account_mail_locked(h, &account, err)
		      : account_mail_nobody_locked(h, ret->email, err));
}

/* Remembers that the first step was right; @ret->token of the step. */
static bool
begin_step(struct dais_house *h, struct dais_str account, struct dais_str email, const char *how,
    struct dais_str subject, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	bool enrol = strcmp(how, "enrol") == 0;
	char token[DAIS_TOKEN_LENGTH + 1];
	dais_token_make(token);
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 16);
	struct dais_json w;
	dais_json_begin(&w, &b, true);
	dais_json_object(&w);
	dais_json_pair(&w, "account", account);
	dais_json_pair(&w, "email", email);
	dais_json_pair_c(&w, "how", how);
	dais_json_pair(&w, "subject", subject);
	dais_json_end(&w);
	dais_json_finish(&w);
	*ret =
	    (struct dais_sign_in_answer){ .result = enrol ? DAIS_SIGN_IN_ENROL : DAIS_SIGN_IN_CODE,
		    .account = account,
		    .token = dais_arena_dup(a, dais_str_from(token)) };
	return account_state_set(h, NULL, AREA_STEP, dais_token_key(a, PURPOSE_STEP, ret->token),
	    dais_buf_str(&b), dais_house_now_ms(h) + (enrol ? DAIS_SECOND_NEW_MS : STEP_MS), 0,
	    err);
}

static bool
begin_session(struct dais_house *h, struct dais_str account, const char *how,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	struct dais_account owner;
	struct dais_str nonce;
	bool is_known = false;
	*ret = (struct dais_sign_in_answer){ .result = DAIS_SIGN_IN_DONE, .account = account };
	return dais_account_get(h, account, a, &owner, err) &&
	       account_device_is(h, client->device, owner.email, a, &is_known, &nonce, err) &&
	       (is_known || account_device_make(h, owner.email, a, &ret->device, err)) &&
	       dais_session_begin(h, account, how, client, a, &ret->token, err);
}

/* Whoever has proved a password and nothing else yet. */
static bool
begin_or_enrol(struct dais_house *h, struct dais_str account, const char *how,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	struct dais_account owner;
	struct dais_str secret;
	if (!dais_account_get(h, account, a, &owner, err))
		return false;
	if (!dais_account_demands_second(dais_house_accounts(h), &owner.grants))
		return begin_session(h, account, how, client, a, ret, err);
	return dais_second_begin(h, account, a, &secret, err) &&
	       begin_step(h, account, owner.email, "enrol", DAIS_STR_NONE, a, ret, err);
}

bool
dais_sign_in_password(struct dais_house *h, const struct dais_sign_in *attempt, bool right,
    struct dais_str kept, const struct dais_client *client, struct dais_arena *a,
    struct dais_sign_in_answer *ret, struct dais_err *err)
{
	struct dais_credential credential;
	*ret = (struct dais_sign_in_answer){ .result = DAIS_SIGN_IN_WRONG };
	if (!right || !attempt->account.n || attempt->wait_ms)
		return account_audit(h, attempt->account, "wrong-password", client, err);
	if (!dais_credential_of(h, attempt->account, a, &credential, err))
		return false;
	/* It was changed while it was compared. */
	if (!dais_str_eq(credential.kept, attempt->kept))
		return true;
	if (kept.n && !account_keep_anew(h, attempt->account, kept, err))
		return false;
	if (credential.has_second)
		return begin_step(
		    h, attempt->account, attempt->email, "code", DAIS_STR_NONE, a, ret, err);
	return settle(h, attempt->email, client, a, err) &&
	       begin_or_enrol(h, attempt->account, "password", client, a, ret, err);
}

/* ---- the code ---- */

static struct dais_str
subject_id(struct dais_arena *a, struct dais_str issuer, struct dais_str subject)
{
	struct dais_digest d = dais_digest_of(
	    dais_arena_printf(a, "%.*s\n%.*s", DAIS_STR_ARG(issuer), DAIS_STR_ARG(subject)));
	return dais_digest_hex(a, &d);
}

/* From now on the provider's subject is this account. */
static bool
link_subject(struct dais_house *h, struct dais_str account, struct dais_str subject_id_hex,
    struct dais_err *err)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 4096);
	struct dais_json json;
	dais_json_begin(&json, &b, true);
	dais_json_object(&json);
	dais_json_pair(&json, "account", account);
	dais_json_end(&json);
	dais_json_finish(&json);
	struct dais_writing *w;
	if (!account_begin(
		h, account, "account.own", DAIS_STR("first sign-in by a provider"), &w, err))
		return false;
	if (!dais_store_put(w, KIND_SUBJECT, subject_id_hex, 0, dais_str_trim(dais_buf_str(&b)),
		DAIS_ANY, err)) {
		dais_store_abandon(w);
		return false;
	}
	uint64_t number;
	return dais_store_commit(w, &number, err);
}

/* What a step remembers. */
struct step {
	struct dais_str key, account, email, subject;
	bool enrol;
};

/* The step of @token, when it is one of the kind; *@ret_found. */
static bool
find_step(struct dais_house *h, struct dais_str token, bool enrol, struct dais_arena *a,
    struct step *ret, bool *ret_found, struct dais_err *err)
{
	struct dais_state state;
	struct dais_json_value *v;
	if (!account_state_look(h, AREA_STEP, dais_token_key(a, PURPOSE_STEP, token), a, &state, &v,
		ret_found, err))
		return false;
	if (!*ret_found)
		return true;
	*ret = (struct step){ .key = state.key,
		.account = dais_json_get_str(v, "account"),
		.email = dais_json_get_str(v, "email"),
		.subject = dais_json_get_str(v, "subject"),
		.enrol = dais_str_is(dais_json_get_str(v, "how"), "enrol") };
	*ret_found = ret->enrol == enrol;
	return true;
}

bool
dais_sign_in_code(struct dais_house *h, struct dais_str token, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	struct step step;
	bool found, right = false;
	unsigned n;
	*ret = (struct dais_sign_in_answer){ .result = DAIS_SIGN_IN_WRONG };
	if (!find_step(h, token, false, a, &step, &found, err))
		return false;
	if (!found)
		return true;
	ret->account = step.account;
	if (!count_both(h, step.email, client, a, &ret->wait_ms, &n, err))
		return false;
	if (ret->wait_ms) {
		ret->result = DAIS_SIGN_IN_WAIT;
		return true;
	}
	if (!dais_second_use(h, step.account, code, client, &right, err))
		return false;
	if (!right)
		return account_audit(h, step.account, "wrong-code", client, err);
	return account_state_remove(h, AREA_STEP, step.key, err) &&
	       (!step.subject.n || link_subject(h, step.account, step.subject, err)) &&
	       settle(h, step.email, client, a, err) &&
	       begin_session(
		   h, step.account, step.subject.n ? "provider" : "code", client, a, ret, err);
}

/* ---- turning the second factor on at the door ---- */

bool
dais_sign_in_enrolling(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_account *ret, struct dais_str *ret_secret, struct dais_err *err)
{
	struct step step;
	bool found;
	*ret = (struct dais_account){ 0 };
	if (!find_step(h, token, true, a, &step, &found, err))
		return false;
	if (!found)
		return true;
	if (!dais_second_pending(h, step.account, a, ret_secret, err)) {
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		account_err_clear(err);
		return true;
	}
	return dais_account_get(h, step.account, a, ret, err);
}

bool
dais_sign_in_enrol(struct dais_house *h, struct dais_str token, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    dais_store_strs *ret_codes, struct dais_err *err)
{
	struct step step;
	bool found;
	*ret = (struct dais_sign_in_answer){ .result = DAIS_SIGN_IN_WRONG };
	if (!find_step(h, token, true, a, &step, &found, err))
		return false;
	if (!found)
		return true;
	if (dais_second_confirm(h, step.account, code, client, a, ret_codes, err))
		return account_state_remove(h, AREA_STEP, step.key, err) &&
		       begin_session(h, step.account, "code", client, a, ret, err);
	/* The secret is the one the reader has before him: guessing codes of it gains nothing. */
	if (err->code != DAIS_ERR_INVALID && err->code != DAIS_ERR_NOT_FOUND)
		return false;
	if (err->code == DAIS_ERR_INVALID)
		ret->account = step.account;
	account_err_clear(err);
	return true;
}

bool
dais_sign_in_invited(struct dais_house *h, struct dais_str account,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	return begin_or_enrol(h, account, "link", client, a, ret, err);
}

/* ---- providers ---- */

/* The account that signed in as this subject before. */
static bool
by_subject(struct dais_house *h, struct dais_str id, struct dais_arena *a, struct dais_account *ret,
    bool *ret_found, struct dais_err *err)
{
	struct dais_thing thing;
	struct dais_json_value *v;
	*ret_found = false;
	if (!dais_store_thing(dais_house_store(h), THE_HOUSE, KIND_SUBJECT, id, a, &thing, err)) {
		if (err->code != DAIS_ERR_NOT_FOUND)
			return false;
		account_err_clear(err);
		return true;
	}
	if (!dais_json_parse(a, thing.value, &v, err) ||
	    !dais_account_get(h, dais_json_get_str(v, "account"), a, ret, err))
		return false;
	*ret_found = true;
	return true;
}

bool
dais_sign_in_provider(struct dais_house *h, const struct dais_sign_in_claims *claims,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err)
{
	struct dais_account account;
	struct dais_credential credential;
	struct dais_str subject = subject_id(a, claims->issuer, claims->subject);
	bool is_known, found = false;
	*ret = (struct dais_sign_in_answer){ .result = DAIS_SIGN_IN_WRONG };
	if (!by_subject(h, subject, a, &account, &is_known, err))
		return false;
	if (is_known && !account.disabled)
		return begin_session(h, account.id, "provider", client, a, ret, err);
	if (!is_known && claims->email_is_verified &&
	    !look_up(h, claims->email, a, &account, &found, err))
		return false;
	if (!found)
		return account_audit(h, DAIS_STR_NONE, "provider-unknown", client, err);
	if (!dais_credential_of(h, account.id, a, &credential, err))
		return false;
	if (credential.has_second)
		return begin_step(h, account.id, account.email, "provider", subject, a, ret, err);
	return link_subject(h, account.id, subject, err) &&
	       begin_session(h, account.id, "provider", client, a, ret, err);
}

/* ---- once more ---- */

bool
dais_sign_in_again(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in *ret,
    struct dais_err *err)
{
	if (actor->is_token || !actor->account.n)
		return dais_err_set(err, DAIS_ERR_DENIED, "this needs a session, not a token");
	return dais_sign_in_begin(h, actor->email, client, a, ret, err);
}

bool
dais_sign_in_again_done(struct dais_house *h, const struct dais_sign_in *attempt, bool right,
    const struct dais_client *client, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	if (!right)
		return account_audit(h, attempt->account, "wrong-password", client, err);
	return settle(h, attempt->email, client, a, err);
}
