/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One half of a sign-in through a real provider, for oidc.mjs.
 *
 * usage: oidc_walk go ISSUER CLIENT SECRET REDIRECT NONCE VERIFIER STATE     prints the address to
 * go to oidc_walk back ISSUER CLIENT SECRET REDIRECT NONCE VERIFIER CODE    prints who it is
 * A last argument names a file of certificates.
 */
#include <stdio.h>
#include <time.h>

#include "auth/oidc.h"
#include "auth/token.h"

static int
failed(const struct dais_err *err)
{
	printf("error %s\n", err->msg);
	return 1;
}

int
main(int argc, char **argv)
{
	if (argc != 9 && argc != 10)
		return 2;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_oidc_provider provider = { dais_str_from(argv[2]), dais_str_from(argv[3]),
		dais_str_from(argv[4]), dais_str_from(argv[5]),
		dais_str_from(argc == 10 ? argv[9] : NULL) };
	struct dais_str nonce = dais_str_from(argv[6]), verifier = dais_str_from(argv[7]);
	struct dais_oidc_metadata metadata;
	if (!dais_oidc_discover(&provider, a, &metadata, &err))
		return failed(&err);
	if (strcmp(argv[1], "go") == 0) {
		struct dais_str url = dais_oidc_authorization(a, &provider, &metadata,
		    dais_str_from(argv[8]), nonce, dais_token_challenge(a, verifier));
		printf("%.*s\n", DAIS_STR_ARG(url));
		return 0;
	}
	struct dais_oidc_claims claims;
	if (!dais_oidc_redeem(&provider, &metadata, dais_str_from(argv[8]), verifier, nonce,
		(int64_t)time(NULL), a, &claims, &err))
		return failed(&err);
	printf("%.*s %.*s %s\n", DAIS_STR_ARG(claims.subject), DAIS_STR_ARG(claims.email),
	    claims.email_is_verified ? "verified" : "unverified");
	return 0;
}
