/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests to a desk over the house of tests/house, without a server: pages asked for, forms sent.
 */
#ifndef DAIS_TESTS_WEB_DESK_REQUESTS_H
#define DAIS_TESTS_WEB_DESK_REQUESTS_H

#include "house_support.h"
#include "http_double.h"
#include "web/site.h"

extern struct dais_site desk_site;
/* The routes that requests go to. */
extern const struct dais_http_route *desk_table;

/* Setup of a test: the house with the example in it, and three people. */
int desk_open(void **state);
/* A page, as @who (NULL: nobody) gets it. */
struct dais_http_exchange *desk_get(
    struct test_house *t, const struct dais_actor *who, const char *address);
/* A form to be filled in and sent. */
struct dais_http_exchange *desk_form(
    struct test_house *t, const struct dais_actor *who, const char *address);
void desk_field(struct dais_http_exchange *x, const char *name, const char *value);
void desk_send(struct dais_http_exchange *x);
/* A form with these fields, name and value in turn up to NULL, sent at once. */
struct dais_http_exchange *desk_sent(struct test_house *t, const struct dais_actor *who,
    const char *address, const char *const *fields);
#define DESK_SEND(t, who, address, ...)                                                            \
	desk_sent((t), (who), (address), (const char *const[]){ __VA_ARGS__, NULL })
/* A file sent with the form. */
void desk_upload(struct dais_http_exchange *x, const char *name, struct dais_str bytes);
/* @n as a field has it, in the arena of @t. */
const char *desk_number(struct test_house *t, uint64_t n);
/* Fails unless what was sent was done and led on to an address with @path in it. */
void assert_went_to(const struct dais_http_exchange *x, const char *path);

#endif
