/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The portal as readers and tests see it, over a house of the tests.
 */
#ifndef DAIS_TESTS_WEB_PORTAL_SUPPORT_H
#define DAIS_TESTS_WEB_PORTAL_SUPPORT_H

#include "house_support.h"

#include "http_double.h"

/* The exchange goes to the routes of portal and feeds. */
void portal_run(struct test_house *t, struct dais_http_exchange *x);
/* What is answered to a GET of @address. */
struct dais_http_exchange *got(struct test_house *t, const char *address);
void assert_page_has(const struct dais_http_exchange *x, const char *what);
void assert_page_lacks(const struct dais_http_exchange *x, const char *what);
/* Publishes the next release of @package, or of the example; one member of a thing is set before.
 */
void release_of(struct test_house *t, struct dais_str package);
void release(struct test_house *t);
void edit_in(struct test_house *t, struct dais_str package, const char *kind, const char *id,
    const char *path, const char *json);
void edit(
    struct test_house *t, const char *kind, const char *id, const char *path, const char *json);

#endif
