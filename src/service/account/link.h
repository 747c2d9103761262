/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Links that let somebody in once: an invitation makes an account with the roles it was made with,
 * a reset sets a new password. State (areas "link"): the digest of the token; used once, at most
 * for seven days. A link goes to the address of its owner by the outbox; who made an invitation
 * gets it, too, for a house without a mail server. Source: OWASP ASVS 4.0.3, 2.3, 2.5.
 */
#ifndef DAIS_SERVICE_ACCOUNT_LINK_H
#define DAIS_SERVICE_ACCOUNT_LINK_H

#include "service/account/credential.h"

#define DAIS_INVITATION_MS ((int64_t)7 * 24 * 60 * 60 * 1000)
#define DAIS_RESET_MS ((int64_t)60 * 60 * 1000) /* asked for by whoever knows the address */

struct dais_link {
	bool is_reset;
	struct dais_str account; /* of a reset */
	struct dais_str name, email; /* whom it is for */
	enum dais_lang language;
	dais_grant_vec grants; /* of an invitation */
	struct dais_str by;    /* account that made it */
	int64_t ends_ms;
	uint64_t revision; /* of the state: for dais_link_use() */
	struct dais_str key;
};
typedef DAIS_VEC(struct dais_link) dais_link_vec;

/* Invites @link->email (name, language, grants). Needs MANAGE_ACCOUNTS. *@ret_token: for the
 * address "<site>/<language>/invitation/<token>"; posted to the outbox when @site is not NULL.
 * CONFLICT: there is an account with this address. */
bool dais_link_invite(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_link *link, const char *site, struct dais_arena *a,
    struct dais_str *ret_token, struct dais_err *err);
/* A reset for @account, made by an administrator (seven days) ... */
bool dais_link_reset(struct dais_house *h, const struct dais_actor *actor, struct dais_str account,
    const char *site, struct dais_arena *a, struct dais_str *ret_token, struct dais_err *err);
/* ... or asked for at the door (one hour): posts it when there is such an account, and takes the
 * same time and says the same when there is none. *@ret_wait_ms above 0: asked too often. */
bool dais_link_ask(struct dais_house *h, struct dais_str email, const char *site,
    const struct dais_client *client, int64_t *ret_wait_ms, struct dais_err *err);

/* What @token is for; NOT_FOUND: used, ended, or none. A reset ends, too, when the password or the
 * address is changed by other means, an invitation when who made it may not invite any more. */
bool dais_link_get(struct dais_house *h, struct dais_str token, struct dais_arena *a,
    struct dais_link *ret, struct dais_err *err);
/* Uses an invitation: the account is made in the same change. @name, @language, @zone as the owner
 * says; @kept (auth/password.h) may be empty for those who sign in by a provider. *@ret_account. */
bool dais_link_accept(struct dais_house *h, const struct dais_link *link,
    const struct dais_account *chosen, struct dais_str kept, const struct dais_client *client,
    struct dais_arena *a, struct dais_str *ret_account, struct dais_err *err);
/* Uses a reset: sets the password, ends all sessions. The second factor stays. */
bool dais_link_set_password(struct dais_house *h, const struct dais_link *link,
    struct dais_str kept, const struct dais_client *client, struct dais_err *err);

/* Invitations that are open, by address; needs MANAGE_ACCOUNTS. */
bool dais_link_list(struct dais_house *h, const struct dais_actor *actor, struct dais_arena *a,
    dais_link_vec *ret, struct dais_err *err);
/* Takes one back. */
bool dais_link_withdraw(struct dais_house *h, const struct dais_actor *actor, struct dais_str key,
    struct dais_err *err);
/* "<site>/<language>/invitation/<token>", or ".../reset/<token>". */
struct dais_str dais_link_address(struct dais_arena *a, const char *site, bool is_reset,
    enum dais_lang language, struct dais_str token);

#endif
