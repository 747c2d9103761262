/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_SERVICE_ACCOUNT_ACCOUNT_PRIV_H
#define DAIS_SERVICE_ACCOUNT_ACCOUNT_PRIV_H

#include "mark/json_read.h"
#include "service/account/account.h"

#define KIND_ACCOUNT DAIS_STR("account")
#define KIND_EMAIL DAIS_STR("account-email")
#define KIND_SUBJECT DAIS_STR("account-subject")
#define THE_HOUSE DAIS_STR("")

/* Values of accounts as they stand in the record (value.c). */
struct dais_str account_print(struct dais_arena *a, const struct dais_account *account);
bool account_read(struct dais_arena *a, const struct dais_thing *thing, struct dais_account *ret,
    struct dais_err *err);
void account_put_grants(struct dais_json *w, const dais_grant_vec *grants);
/* Whether all values are as they may be; INVALID with the first that is not. */
bool account_examine(const struct dais_account *account, struct dais_err *err);

/* Begins a change of the house. */
bool account_begin(struct dais_house *h, struct dais_str who, const char *action,
    struct dais_str why, struct dais_writing **ret, struct dais_err *err);
/* Makes the account within @w. */
bool account_put_new(struct dais_writing *w, struct dais_arena *a,
    const struct dais_account *account, struct dais_err *err);
struct dais_str account_new_id(struct dais_arena *a);

/* State with a JSON value (state.c); when there is none, *@ret_found is false. */
bool account_state_look(struct dais_house *h, const char *area, struct dais_str key,
    struct dais_arena *a, struct dais_state *ret_state, struct dais_json_value **ret,
    bool *ret_found, struct dais_err *err);
bool account_state_set(struct dais_house *h, struct dais_writing *w, const char *area,
    struct dais_str key, struct dais_str value, int64_t ends_ms, uint64_t expected,
    struct dais_err *err);
/* One of several that an account has under "<account>/<key>". */
struct account_entry {
	struct dais_str key; /* without the account */
	const struct dais_json_value *value;
	int64_t ends_ms, since_ms;
};
typedef DAIS_VEC(struct account_entry) account_entry_vec;
/* "<account>/<key>" in @a. */
struct dais_str account_entry_key(
    struct dais_arena *a, struct dais_str account, struct dais_str key);
/* Those of @account in @area, newest first: by the member @since of their values. */
bool account_entries(struct dais_house *h, const char *area, struct dais_str account,
    const char *since, size_t max, struct dais_arena *a, account_entry_vec *ret,
    struct dais_err *err);
/* Removes it; that there is none is no error. */
bool account_state_remove(
    struct dais_house *h, const char *area, struct dais_str key, struct dais_err *err);
/* "<account>.<secret>": what lies in the state under its account, so that the things of one lie
 * beside each other. */
bool account_split_token(
    struct dais_str token, struct dais_str *ret_account, struct dais_str *ret_secret);
/* Replaces a kept password by one of the same password (credential.c). */
bool account_keep_anew(
    struct dais_house *h, struct dais_str account, struct dais_str kept, struct dais_err *err);

/* One line of the audit (audit.c). @account empty: nobody known. */
struct dais_client;
bool account_audit(struct dais_house *h, struct dais_str account, const char *what,
    const struct dais_client *client, struct dais_err *err);

/* ---- counting of attempts (attempt.c) ---- */

/* How often it may go wrong before one has to wait. */
struct attempt_rule {
	unsigned free;
	int64_t first_ms, longest_ms; /* the wait doubles from one to the other */
};
extern const struct attempt_rule attempt_account, attempt_address, attempt_reset;

/* Counts an attempt under @key before it is made, so that attempts at the same time count, too.
 * *@ret_wait_ms: 0, or how long nobody may try (then it was not counted). *@ret_n: attempts so far,
 * this one included. */
bool attempt_count(struct dais_house *h, struct dais_str key, const struct attempt_rule *rule,
    int64_t *ret_wait_ms, unsigned *ret_n, struct dais_err *err);
/* It was right: forgets all attempts under @key. */
bool attempt_clear(struct dais_house *h, struct dais_str key, struct dais_err *err);
/* It was right: takes one attempt back. */
bool attempt_forgive(struct dais_house *h, struct dais_str key, struct dais_err *err);
struct dais_str attempt_key_account(struct dais_arena *a, struct dais_str email);
struct dais_str attempt_key_address(struct dais_arena *a, struct dais_str address);
struct dais_str attempt_key_device(struct dais_arena *a, struct dais_str nonce);
struct dais_str attempt_key_reset(struct dais_arena *a, struct dais_str email);

/* ---- browsers that are known (device.c) ---- */

/* Whether @token was given to a browser in which the owner of @email has signed in; then
 * *@ret_nonce names that browser. */
bool account_device_is(struct dais_house *h, struct dais_str token, struct dais_str email,
    struct dais_arena *a, bool *ret_is, struct dais_str *ret_nonce, struct dais_err *err);
/* A token for one more browser of @email. */
bool account_device_make(struct dais_house *h, struct dais_str email, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err);

/* ---- mails (mails.c) ---- */

/* As much reading and writing as account_mail_locked() does, for an address that no account has:
 * the time of an answer must not say whether it has one. */
bool account_mail_nobody_locked(struct dais_house *h, struct dais_str email, struct dais_err *err);
/* Tells the owner that somebody tries his password; once a day. */
bool account_mail_locked(
    struct dais_house *h, const struct dais_account *account, struct dais_err *err);
/* Tells the owner that a credential was changed. */
bool account_mail_changed(
    struct dais_house *h, const struct dais_account *account, struct dais_err *err);
bool account_mail_link(struct dais_house *h, const struct dais_account *to, bool is_reset,
    const char *site, struct dais_str token, struct dais_err *err);

/* A secret of this record, made when it is first needed; not within a change. */
bool account_secret(struct dais_house *h, const char *what, struct dais_arena *a,
    struct dais_str *ret, struct dais_err *err);
/* Takes back the error of something that may be missing. */
void account_err_clear(struct dais_err *err);

#endif
