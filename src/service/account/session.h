/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Sessions: who has signed in, and where. State of the record (area "session"): only the digest of
 * a token is kept. A session ends when nothing was asked for a while, at the latest after half a
 * day, when its owner ends it, when the password changes, when the account is disabled.
 * Source: OWASP ASVS 4.0.3, V3.
 */
#ifndef DAIS_SERVICE_ACCOUNT_SESSION_H
#define DAIS_SERVICE_ACCOUNT_SESSION_H

#include "service/account/account.h"

#define DAIS_SESSION_IDLE_MS ((int64_t)30 * 60 * 1000)          /* without a request */
#define DAIS_SESSION_ABSOLUTE_MS ((int64_t)12 * 60 * 60 * 1000) /* in all */

/* Whose request it is. */
struct dais_client {
	struct dais_str address; /* of the network; may be empty */
	struct dais_str agent;   /* as the browser calls itself; may be empty */
	struct dais_str device;  /* what a sign-in gave it to be known by; may be empty */
};

struct dais_session {
	struct dais_str key; /* names it among those of its account */
	int64_t started_ms, seen_ms, ends_ms;
	struct dais_str address, agent;
	struct dais_str how; /* "password", "code", "provider", "link" */
};
typedef DAIS_VEC(struct dais_session) dais_session_vec;

/* Begins a session with a token of its own; *@ret_token in @a. */
bool dais_session_begin(struct dais_house *h, struct dais_str account, const char *how,
    const struct dais_client *client, struct dais_arena *a, struct dais_str *ret_token,
    struct dais_err *err);
/* The actor of @token; *@ret_found false: it is none, or has ended, or the account is disabled.
 * Notes that the session is in use. *@ret_key: its key. */
bool dais_session_actor(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_actor *ret, struct dais_str *ret_key, bool *ret_found, struct dais_err *err);
/* Newest first. */
bool dais_session_list(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    dais_session_vec *ret, struct dais_err *err);
/* Ends the session with @key; that it has ended already is no error. */
bool dais_session_end(
    struct dais_house *h, struct dais_str account, struct dais_str key, struct dais_err *err);
/* Ends all but @except (empty: all). */
bool dais_session_end_others(
    struct dais_house *h, struct dais_str account, struct dais_str except, struct dais_err *err);
/* The key of the session with @token; empty when it cannot be one. */
struct dais_str dais_session_key(struct dais_arena *a, struct dais_str token);

/* ---- what happened to an account ---- */

/* Signing in, failures, changes of credentials. Kept for 400 days; beside it, changes of roles
 * and names are in the log. */
struct dais_audit_line {
	int64_t at_ms;
	struct dais_str what; /* "sign-in", "wrong-password", "locked" ... */
	struct dais_str address, agent;
};
typedef DAIS_VEC(struct dais_audit_line) dais_audit_vec;
/* Newest first, at most @max. @account empty: attempts that belong to no account. */
bool dais_audit_list(struct dais_house *h, struct dais_str account, size_t max,
    struct dais_arena *a, dais_audit_vec *ret, struct dais_err *err);

#endif
