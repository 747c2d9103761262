/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_AUTH_OIDC_PRIV_H
#define DAIS_AUTH_OIDC_PRIV_H

#include "auth/oidc.h"
#include "auth/oidc_module.h"
#include "mark/json_read.h"

#define OIDC_ANSWER_MAX ((size_t)1 << 20)

/* The module, or NULL with the error. */
const struct dais_oidc_module *oidc_module(struct dais_err *err);
/* @claims of an ID token or of the userinfo endpoint that concern the person. */
void oidc_read_person(const struct dais_json_value *claims, struct dais_oidc_claims *ret);

#endif
