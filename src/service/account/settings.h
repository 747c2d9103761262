/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What whoever runs a house has decided about its accounts. The house holds it
 * (dais_house_options); the default is all empty: nothing is demanded, nothing sealed.
 */
#ifndef DAIS_SERVICE_ACCOUNT_SETTINGS_H
#define DAIS_SERVICE_ACCOUNT_SETTINGS_H

#include "auth/leaked.h"
#include "auth/password.h"
#include "auth/seal.h"
#include "service/actor/actor.h"

struct dais_account_settings {
	/* Whose password alone is not enough: bits 1u << enum dais_role. Who has such a role and no
	 * second factor turns one on at the next sign-in and cannot turn it off. Whom a provider
	 * lets in is held by the provider's own rules. */
	unsigned second_roles;
	const struct dais_seal_keys
	    *keys; /* secrets of second factors are sealed with; NULL: not */
	const struct dais_leaked *leaked; /* passwords that are refused; NULL: no list */
};

/* Reads "none", "all" or names of roles with commas between them. INVALID. */
bool dais_account_read_roles(struct dais_str text, unsigned *ret_roles, struct dais_err *err);
/* Whether one of @grants demands a second factor. */
bool dais_account_demands_second(
    const struct dais_account_settings *settings, const dais_grant_vec *grants);
/* What is wrong with @password for an account of this name and address (auth/password.h). */
enum dais_password_fault dais_account_examine_password(const struct dais_account_settings *settings,
    struct dais_str password, struct dais_str name, struct dais_str email);

#endif
