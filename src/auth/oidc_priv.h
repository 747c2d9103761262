/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Between the two files of the relying party: oidc.c talks to the provider, oidc_token.c checks
 * what it has signed.
 */
#ifndef DAIS_AUTH_OIDC_PRIV_H
#define DAIS_AUTH_OIDC_PRIV_H

#include "auth/oidc.h"
#include "auth/oidc_module.h"
#include "mark/json_read.h"

/* Bytes of an answer of the provider, at most. */
#define OIDC_ANSWER_MAX ((size_t)1 << 20)

/* The module, loaded when first asked for; NULL with UNSUPPORTED. */
const struct dais_oidc_module *oidc_module(struct dais_err *err);
/* @claims of an ID token or of the userinfo endpoint that concern the person; strings are views
 * of the tree. The subject stays as it is. */
void oidc_read_person(const struct dais_json_value *claims, struct dais_oidc_claims *ret);

#endif
