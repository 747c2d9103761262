/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a provider says of itself, and ID tokens: whatever comes, only addresses of https get
 * through, and no token that is not signed. The first byte chooses; keys follow the token's line.
 */
#include "auth/oidc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct dais_oidc_provider provider = { DAIS_STR_INIT("https://id.example.org"),
		DAIS_STR_INIT("dais"), DAIS_STR_INIT(""), DAIS_STR_INIT("https://m.example.org/") };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_oidc_metadata metadata;
	struct dais_oidc_claims claims;
	if (size == 0)
		return 0;
	struct dais_str s =
	    dais_arena_dup(a, (struct dais_str){ (const char *)data + 1, size - 1 });
	if (data[0] == 'm') {
		if (!dais_oidc_read_metadata(&provider, s, a, &metadata, &err))
			return 0;
		DAIS_ASSERT(dais_str_has_prefix(metadata.authorization, DAIS_STR("https://")));
		DAIS_ASSERT(dais_str_has_prefix(metadata.token, DAIS_STR("https://")));
		DAIS_ASSERT(dais_str_has_prefix(metadata.keys, DAIS_STR("https://")));
		struct dais_str url = dais_oidc_authorization(
		    a, &provider, &metadata, DAIS_STR("s"), DAIS_STR("n"), DAIS_STR("c"));
		DAIS_ASSERT(dais_str_find_char(url, '\n', 0) == SIZE_MAX);
		return 0;
	}
	size_t line = dais_str_find_char(s, '\n', 0);
	struct dais_str token = dais_str_sub(s, 0, line);
	struct dais_str keys =
	    line == SIZE_MAX ? DAIS_STR("{\"keys\":[]}") : dais_str_sub(s, line + 1, s.n);
	/* A signature cannot be made by chance; a nonce that is asked for here is in no seed. */
	DAIS_ASSERT(!dais_oidc_verify(
	    &provider, token, keys, DAIS_STR("no seed has this"), 1653300000, a, &claims, &err));
	DAIS_ASSERT(err.code != DAIS_ERR_NONE);
	return 0;
}
