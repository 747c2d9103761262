/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/portal only: handlers that stand in files of their own, and what they share.
 */
#ifndef DAIS_WEB_PORTAL_ROUTES_H
#define DAIS_WEB_PORTAL_ROUTES_H

#include "web/portal/view.h"
#include "web/site.h"

#define DAIS_PORTAL_SKIP_MAX 100000u /* what an address may ask to be passed over */

/* Number @name of the address, 1..@max; 0: none, or not such a one. */
unsigned dais_portal_number(const struct dais_http_exchange *x, const char *name, unsigned max);
/* Loads the meetings of @body (empty: of all) that are not over, and those that are, newest first:
 * of each @max at most, in the arena of the page. Errors: BUSY, IO, INTERNAL. */
bool dais_portal_coming_and_past(struct dais_page *p, struct dais_str body, size_t max,
    dais_view_meeting_vec *coming, dais_view_meeting_vec *past, struct dais_err *err);
/* Answers with the page of the body with @key, which is not empty, or with why it cannot be loaded;
 * false, and no answer, when there is none. */
bool dais_portal_show_body(struct dais_page *p, struct dais_str key);

/* All bodies, or the topmost of many. */
dais_http_handler dais_portal_handle_bodies;
/* A body that has no symbol, by its id. */
dais_http_handler dais_portal_handle_body;
/* The permalink of a document or a body. */
dais_http_handler dais_portal_handle_symbol;
/* The official annotated agenda as a page. */
dais_http_handler dais_portal_handle_agenda;
/* An item of an agenda. */
dais_http_handler dais_portal_handle_item;
/* A file of a version that has been issued. */
dais_http_handler dais_portal_handle_file;
dais_http_handler dais_portal_handle_search;
dais_http_handler dais_portal_handle_suggestions;

#endif
