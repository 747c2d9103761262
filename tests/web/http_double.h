/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * An exchange without a server: handlers of pages are called with a request made here, and what
 * they answer is kept to be looked at. Takes the place of src/net in unit tests of src/web.
 */
#ifndef DAIS_TESTS_WEB_HTTP_DOUBLE_H
#define DAIS_TESTS_WEB_HTTP_DOUBLE_H

#include "net/http.h"

struct dais_http_exchange {
	struct dais_arena *arena;
	struct dais_http_request request;
	dais_http_pairs headers, cookies; /* of the request */
	/* What was answered. */
	unsigned status;          /* 0: not yet */
	struct dais_str type, body;
	struct dais_str location; /* of a redirect */
	dais_http_pairs reply_headers;
	dais_http_pairs reply_cookies; /* value empty: taken away */
	bool kept, held, streamed, has_all;
	dais_http_pairs topics; /* of the stream: value is the topic */
	struct dais_http_route const *route; /* that double_get() found */
};

/* What was published since the start: topic and event of each. */
extern dais_http_pairs double_published;
extern uint64_t double_version;

/* A GET of @address ("/fr/search?q=a+b"), percent-escapes undone. */
struct dais_http_exchange *double_new(struct dais_arena *a, const char *address);
void double_header(struct dais_http_exchange *x, const char *name, const char *value);
/* Of the reply; empty when it has none. */
struct dais_str double_reply_header(const struct dais_http_exchange *x, const char *name);
/* Calls the handler of the route of @tables (n of them) that fits best; none: answers 404. */
void double_run(
    struct dais_http_exchange *x, const struct dais_http_route *const *tables, size_t n, void *ctx);

#endif
