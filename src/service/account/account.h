/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Accounts: things of the house, in the log like everything else. What proves who somebody is
 * (passwords, sessions, tokens) is state and not here: credential.h, session.h, token.h.
 *
 * Thing "account", id a name of [a-z0-9-]; thing "account-email", id the folded address, so that no
 * two accounts share one. An account is disabled, never deleted: the log names it.
 */
#ifndef DAIS_SERVICE_ACCOUNT_ACCOUNT_H
#define DAIS_SERVICE_ACCOUNT_ACCOUNT_H

#include "service/actor/actor.h"
#include "service/house/house.h"

#define DAIS_ACCOUNT_ID_MAX 40     /* bytes */
#define DAIS_ACCOUNT_NAME_MAX 200  /* bytes */
#define DAIS_ACCOUNT_EMAIL_MAX 190 /* bytes */
#define DAIS_ACCOUNT_GRANTS_MAX 100

struct dais_account {
	struct dais_str id, name, email;
	enum dais_lang language;
	struct dais_str zone; /* IANA; may be empty */
	dais_grant_vec grants;
	bool disabled;
	bool notices; /* wants notices of the meetings it reaches */
	uint64_t revision;
};
typedef DAIS_VEC(struct dais_account) dais_account_vec;

/* All accounts, by name and id. Permission is the caller's matter. */
bool dais_account_list(
    struct dais_house *h, struct dais_arena *a, dais_account_vec *ret, struct dais_err *err);
/* Whether an account was ever made: none is deleted. Takes one look, however many there are. */
bool dais_account_any(struct dais_house *h, bool *ret, struct dais_err *err);
/* NOT_FOUND. */
bool dais_account_get(struct dais_house *h, struct dais_str id, struct dais_arena *a,
    struct dais_account *ret, struct dais_err *err);
/* By address, in any case of letters; NOT_FOUND. */
bool dais_account_find(struct dais_house *h, struct dais_str email, struct dais_arena *a,
    struct dais_account *ret, struct dais_err *err);

/* Makes an account; @account->id empty: one is drawn by lot. *@ret_id in @a. Needs
 * MANAGE_ACCOUNTS. INVALID: a value is wrong; CONFLICT: the id or the address is taken. */
bool dais_account_add(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_account *account, struct dais_arena *a, struct dais_str *ret_id,
    struct dais_err *err);
/* What stands against a change, for those who say it in words of their own. */
enum dais_account_bar {
	DAIS_ACCOUNT_BAR_OTHER, /* what @err says */
	DAIS_ACCOUNT_BAR_ADDRESS_TAKEN,
	DAIS_ACCOUNT_BAR_LAST_ADMINISTRATOR,
};
/* Replaces the account of revision @account->revision. Whoever has MANAGE_ACCOUNTS may change all
 * of it; everyone may change own name, language, zone and notices, and nothing else (DENIED).
 * CONFLICT: someone was faster (OTHER), or ADDRESS_TAKEN. INVALID: a value is wrong (OTHER), or
 * LAST_ADMINISTRATOR: none would be left. @ret_bar may be NULL; it is set when false is returned.
 */
bool dais_account_change(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_account *account, enum dais_account_bar *ret_bar, struct dais_err *err);

/* The address as it is compared: ASCII letters in lower case; in @a. */
struct dais_str dais_account_fold_email(struct dais_arena *a, struct dais_str email);
/* Whether @email can be one: one "@", a domain, no spaces. */
bool dais_account_is_email(struct dais_str email);
/* Roles as JSON: [{"role": "translator", "body": "...", "package": "...", "languages": ["fr"]}]. */
struct dais_json_value;
bool dais_account_read_grants(struct dais_arena *a, const struct dais_json_value *v,
    dais_grant_vec *ret, struct dais_err *err);
/* The actor of @account with the rights of a session; borrows its strings. */
struct dais_actor dais_account_actor(const struct dais_account *account);

#endif
