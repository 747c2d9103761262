/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The module: HTTPS through libcurl, signatures through libcjose.
 */
#include "auth/oidc_module.h"

#include <stdio.h>

#include <cjose/cjose.h>
#include <curl/curl.h>

#define CONNECT_S 5L
#define WHOLE_S 10L

static size_t
take(char *bytes, size_t size, size_t n, void *ctx)
{
	struct dais_buf *out = ctx;
	dais_buf_put_bytes(out, bytes, size * n);
	return dais_buf_has_failed(out) ? 0 : size * n;
}

static struct curl_slist *
headers_of(const struct dais_oidc_request *r, struct dais_buf *bearer)
{
	struct curl_slist *list = curl_slist_append(NULL, "Accept: application/json");
	if (r->bearer) {
		dais_buf_printf(bearer, "Authorization: Bearer %s", r->bearer);
		list = curl_slist_append(list, bearer->p);
	}
	return list;
}

static void
set_options(CURL *curl, const struct dais_oidc_request *r, struct dais_buf *out, char *words)
{
	(void)curl_easy_setopt(curl, CURLOPT_URL, r->url);
	(void)curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, r->plain ? "https,http" : "https");
	(void)curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	(void)curl_easy_setopt(curl, CURLOPT_USERAGENT, "dais/" DAIS_VERSION);
	(void)curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	(void)curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_S);
	(void)curl_easy_setopt(curl, CURLOPT_TIMEOUT, WHOLE_S);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	(void)curl_easy_setopt(curl, CURLOPT_WRITEDATA, out);
	(void)curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words);
	if (r->authorities)
		(void)curl_easy_setopt(curl, CURLOPT_CAINFO, r->authorities);
	if (r->plain)
		(void)curl_easy_setopt(curl, CURLOPT_PROXY, "");
	if (r->form)
		(void)curl_easy_setopt(curl, CURLOPT_POSTFIELDS, r->form);
	if (r->user) {
		(void)curl_easy_setopt(curl, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
		(void)curl_easy_setopt(curl, CURLOPT_USERNAME, r->user);
		(void)curl_easy_setopt(curl, CURLOPT_PASSWORD, r->password);
	}
}

static bool
fetch(const struct dais_oidc_request *r, struct dais_buf *out, char *why, size_t size)
{
	CURL *curl = curl_easy_init();
	if (!curl) {
		(void)snprintf(why, size, "libcurl does not start");
		return false;
	}
	char words[CURL_ERROR_SIZE] = "";
	long status = 0;
	DAIS_BUF_AUTO bearer = { 0 };
	dais_buf_init(&bearer, 1 << 16);
	struct curl_slist *headers = headers_of(r, &bearer);
	set_options(curl, r, out, words);
	(void)curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	CURLcode code = curl_easy_perform(curl);
	(void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	if (code != CURLE_OK) {
		(void)snprintf(why, size, "%s", words[0] ? words : curl_easy_strerror(code));
		return false;
	}
	if (status != 200) {
		(void)snprintf(why, size, "it answered with status %ld", status);
		return false;
	}
	return true;
}

static bool
verify(struct dais_str token, struct dais_str key, struct dais_buf *out)
{
	uint8_t *bytes = NULL;
	size_t n = 0;
	cjose_jws_t *jws = cjose_jws_import(token.p, token.n, NULL);
	cjose_jwk_t *jwk = cjose_jwk_import(key.p, key.n, NULL);
	bool is_good = jws && jwk && cjose_jws_verify(jws, jwk, NULL) &&
		       cjose_jws_get_plaintext(jws, &bytes, &n, NULL);
	if (is_good)
		dais_buf_put_bytes(out, bytes, n);
	cjose_jws_release(jws);
	cjose_jwk_release(jwk);
	return is_good && !dais_buf_has_failed(out);
}

__attribute__((visibility("default"))) extern const struct dais_oidc_module dais_oidc_module;
const struct dais_oidc_module dais_oidc_module = { fetch, verify };
