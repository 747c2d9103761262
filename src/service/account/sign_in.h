/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Signing in: an attempt is counted, the password is compared (by the caller, in the workshop),
 * then the code is asked for, then a session begins. Who has no account goes the same way and
 * takes the same time. Source: OWASP ASVS 4.0.3, V2.2, V2.8, V3.2.
 */
#ifndef DAIS_SERVICE_ACCOUNT_SIGN_IN_H
#define DAIS_SERVICE_ACCOUNT_SIGN_IN_H

#include "service/account/second.h"

/* An attempt to sign in. */
struct dais_sign_in {
	struct dais_str email;    /* as typed */
	struct dais_str account;  /* empty: there is none, or it is disabled */
	struct dais_str kept;     /* to compare the password with; never empty */
	int64_t wait_ms;          /* above 0: too many attempts; nothing may be compared */
};

/* Counts an attempt and says what to compare with; all in @a. */
bool dais_sign_in_begin(struct dais_house *h, struct dais_str email,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in *ret,
    struct dais_err *err);

enum dais_sign_in_result {
	DAIS_SIGN_IN_WRONG,
	DAIS_SIGN_IN_CODE, /* right so far: a code is needed. The token is of the step, not a
			      session */
	DAIS_SIGN_IN_ENROL, /* right so far: a role demands a second factor, which is turned on
			       first. The token is of the step */
	DAIS_SIGN_IN_WAIT, /* too many attempts */
	DAIS_SIGN_IN_DONE  /* the token is of a new session */
};

struct dais_sign_in_answer {
	enum dais_sign_in_result result;
	struct dais_str token;
	struct dais_str account;
	int64_t wait_ms;
	struct dais_str device; /* DONE: for the browser to be known by; empty: it is known */
};

/* After the comparison. @kept: not empty when the password is to be kept anew (it was outdated). */
bool dais_sign_in_password(struct dais_house *h, const struct dais_sign_in *attempt, bool right,
    struct dais_str kept, const struct dais_client *client, struct dais_arena *a,
    struct dais_sign_in_answer *ret, struct dais_err *err);
/* The second step: @token of the first, @code of the app or a recovery code. WRONG also when the
 * first step is more than five minutes ago (*@ret then has no account). */
bool dais_sign_in_code(struct dais_house *h, struct dais_str token, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err);

/* The secret that a step of ENROL is about; *@ret has no account when there is no such step (any
 * more). */
bool dais_sign_in_enrolling(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_account *ret, struct dais_str *ret_secret, struct dais_err *err);
/* Turns the second factor on with @code of it, and signs in: DONE, with the recovery codes, which
 * are shown this once. WRONG: the code, or (then *@ret has no account) it took too long. */
bool dais_sign_in_enrol(struct dais_house *h, struct dais_str token, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    dais_store_strs *ret_codes, struct dais_err *err);
/* Who has just chosen the first password behind an invitation: DONE or ENROL. */
bool dais_sign_in_invited(struct dais_house *h, struct dais_str account,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err);

/* Whom a provider has let in (auth/oidc.h). */
struct dais_sign_in_claims {
	struct dais_str issuer, subject;
	struct dais_str email;
	bool email_is_verified;
};
/* Finds the account by the subject, or, once, by a verified address. WRONG: there is none; accounts
 * are not made by signing in. A first link by address still needs the second factor. */
bool dais_sign_in_provider(struct dais_house *h, const struct dais_sign_in_claims *claims,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in_answer *ret,
    struct dais_err *err);

/* For those who are signed in and prove once more who they are: counts an attempt at the password
 * of @account as above. */
bool dais_sign_in_again(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_arena *a, struct dais_sign_in *ret,
    struct dais_err *err);
/* What became of it. */
bool dais_sign_in_again_done(struct dais_house *h, const struct dais_sign_in *attempt, bool right,
    const struct dais_client *client, struct dais_err *err);

#endif
