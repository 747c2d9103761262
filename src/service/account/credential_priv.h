/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_SERVICE_ACCOUNT_CREDENTIAL_PRIV_H
#define DAIS_SERVICE_ACCOUNT_CREDENTIAL_PRIV_H

#include "service/account/account_priv.h"
#include "service/account/credential.h"
#include "service/account/settings.h"

/* All that is kept of an account: state "credential". */
struct credential_kept {
	struct dais_str password;
	int64_t password_ms;
	struct dais_str secret; /* base32; empty: no second factor, or it cannot be opened */
	struct dais_str sealed; /* as it stands; empty: it was kept without a key */
	enum dais_seal_result sealed_is;
	uint64_t step;            /* the last that served */
	dais_store_strs recovery; /* keys of codes that have not served */
	uint64_t revision;        /* 0: nothing kept yet */
};

bool credential_load(struct dais_house *h, struct dais_str account, struct dais_arena *a,
    struct credential_kept *ret, struct dais_err *err);
/* CONFLICT: it was changed since it was loaded. */
bool credential_save(struct dais_house *h, struct dais_str account, const struct credential_kept *k,
    struct dais_err *err);
bool credential_has_second(const struct credential_kept *k);
/* Into the audit and, by mail, to the owner: wherever the change came from. */
bool credential_tell_owner(struct dais_house *h, struct dais_str id, const char *what,
    const struct dais_client *client, struct dais_arena *a, struct dais_err *err);

#endif
