/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the module that links libcurl and libcjose offers; oidc.c loads it.
 */
#ifndef DAIS_AUTH_OIDC_MODULE_H
#define DAIS_AUTH_OIDC_MODULE_H

#include "base/buf.h"

struct dais_oidc_request {
	const char *url;
	const char *authorities; /* NULL: the system's */
	bool plain;           /* http is allowed, too */
	const char *form;     /* posted as application/x-www-form-urlencoded; NULL: GET */
	const char *user, *password; /* Basic authentication; NULL: none */
	const char *bearer;   /* NULL: none */
};

struct dais_oidc_module {
	/* Asks and waits, ten seconds at most, following no redirect. The body of an answer with
	 * status 200 in @out, whole; else false with the reason in @why of @size bytes. */
	bool (*fetch)(
	    const struct dais_oidc_request *r, struct dais_buf *out, char *why, size_t size);
	/* Whether @token (compact JWS) is signed with the public key @key (a JWK as JSON); its
	 * content in @out. The caller has looked at the algorithm and at the kind of the key. */
	bool (*verify)(struct dais_str token, struct dais_str key, struct dais_buf *out);
};

#endif
