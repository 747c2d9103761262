/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A browser with cookies for tests of the pages of accounts, without a server.
 */
#ifndef DAIS_TESTS_WEB_ACCOUNT_BROWSER_H
#define DAIS_TESTS_WEB_ACCOUNT_BROWSER_H

#include "support/test.h"

#include "account_support.h"
#include "http_double.h"
#include "web/who.h"

#define PASSWORD ACCOUNT_PASSWORD

/* A reader's browser. */
struct browser {
	struct account_house *house;
	struct dais_site site;
	struct dais_arena *arena;
	dais_http_pairs cookies;
	bool secure;
	const char *bearer, *fetch_site;
	struct dais_http_exchange *x; /* the last */
};

int set_up(void **state);
int tear_down(void **state);
void ask(struct browser *b, const char *address, enum dais_http_method method,
    const dais_http_pairs *fields);
void get(struct browser *b, const char *address);
/* What stands in the value of the field @name of the last page. */
struct dais_str value_on_page(const struct browser *b, const char *name);
bool says(const struct browser *b, const char *words);
void assert_says(const struct browser *b, const char *words);
struct dais_str header_of(const struct browser *b, const char *name);
/* Sends "name=value" pairs; with the form token of the last page unless the first is "!". */
void post(struct browser *b, const char *address, const char *const *pairs, size_t n);
struct dais_str cookie(const struct browser *b, const char *name);
void sign_in(struct browser *b);
#define POST(b, address, ...)                                                                      \
	post((b), (address), (const char *const[]){ __VA_ARGS__ },                                 \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(const char *))

#endif
