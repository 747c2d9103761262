/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Cookies of the site: the session of who has signed in, and the visit of who has not, to which the
 * tokens of forms are bound. Under TLS their names begin with "__Host-", so that no neighbour of
 * the site can set them (RFC 6265bis, 4.1.3.2).
 */
#ifndef DAIS_WEB_WHO_H
#define DAIS_WEB_WHO_H

#include "service/account/session.h"
#include "web/site.h"

/* Strings that are returned here and below lie in the arena of the exchange.
 * Where a request comes from. */
struct dais_client dais_site_client(const struct dais_http_exchange *x);
/* The session token of the request; empty when there is none. */
struct dais_str dais_site_session(const struct dais_http_exchange *x);
/* The browser gets the token of a new session; that of the visit is taken away. */
void dais_site_set_session(struct dais_http_exchange *x, struct dais_str token);
void dais_site_end_session(struct dais_http_exchange *x);
/* The visit of this browser; empty when it has none. */
struct dais_str dais_site_visit(const struct dais_http_exchange *x);
/* The same, made when there is none. */
struct dais_str dais_site_make_visit(struct dais_http_exchange *x);
/* The token of the first step of a sign-in, for five minutes; empty: none. */
struct dais_str dais_site_step(const struct dais_http_exchange *x);
void dais_site_set_step(struct dais_http_exchange *x, struct dais_str token);
/* The browser is known from now on (service/account/sign_in.h). */
void dais_site_set_device(struct dais_http_exchange *x, struct dais_str token);
/* Whether the form's token is right; answers nothing. */
bool dais_site_form_is_own(struct dais_site *site, struct dais_http_exchange *x);
/* Path and query of the request, escaped: to come back to. */
struct dais_str dais_site_here(struct dais_http_exchange *x);
/* Answers a form of this site that comes when its session is over with a page that holds all that
 * was typed, to be sent again by who has signed in meanwhile; nothing is done without that press.
 * False, and no answer: it comes from elsewhere, from a program, or holds a secret. */
bool dais_site_offer_again(struct dais_site *site, struct dais_http_exchange *x);
/* @next when it leads to a page of this site, else @otherwise. */
struct dais_str dais_site_next(struct dais_str next, struct dais_str otherwise);

#endif
