/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The second factor of an account: codes of an app, and recovery codes. Its secret is part of what
 * is kept of the account (credential.h), sealed where the house has keys (settings.h): a seal is
 * renewed whenever a code is used. Without the key codes of the app cannot be checked (BUSY),
 * recovery codes can.
 */
#ifndef DAIS_SERVICE_ACCOUNT_SECOND_H
#define DAIS_SERVICE_ACCOUNT_SECOND_H

#include "service/account/credential.h"

#define DAIS_SECOND_NEW_MS ((int64_t)15 * 60 * 1000)

/* A new secret, kept aside for 15 minutes until a code proves that it arrived. */
bool dais_second_begin(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err);
/* The secret that is kept aside; NOT_FOUND. */
bool dais_second_pending(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct dais_str *ret_secret, struct dais_err *err);
/* Turns it on; *@ret_codes: the recovery codes, shown this once. INVALID: the code is wrong;
 * NOT_FOUND: the secret was not used in time. */
bool dais_second_confirm(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, struct dais_arena *a, dais_store_strs *ret_codes,
    struct dais_err *err);
/* Turns off that of @actor; DENIED: a role of his demands one. */
bool dais_second_end(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_client *client, struct dais_err *err);
/* Turns off that of another, who has lost it, and ends his sessions (MANAGE_ACCOUNTS). */
bool dais_second_reset(struct dais_house *h, const struct dais_actor *actor,
    struct dais_str account, const struct dais_client *client, struct dais_err *err);
/* Whether @code is a code of now or a recovery code; each serves once. BUSY: the key is missing. */
bool dais_second_use(struct dais_house *h, struct dais_str account, struct dais_str code,
    const struct dais_client *client, bool *ret_right, struct dais_err *err);

/* What became of all second factors. */
struct dais_second_sealing {
	size_t sealed; /* that can be opened, */
	size_t anew; /* of them sealed with the first key just now */
	size_t shut; /* whose key is not here, or that are damaged */
};
/* Seals them with the first key of the house, where it has keys: after a new key was put into the
 * file, so that the old one can go. Without keys it only counts. */
bool dais_second_seal_all(
    struct dais_house *h, struct dais_second_sealing *ret, struct dais_err *err);

#endif
