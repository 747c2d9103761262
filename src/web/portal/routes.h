/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/portal only: handlers that stand in files of their own.
 */
#ifndef DAIS_WEB_PORTAL_ROUTES_H
#define DAIS_WEB_PORTAL_ROUTES_H

#include "web/site.h"

/* Answers with the page of the body with @key; false, and no answer, when there is none. */
bool dais_portal_show_body(struct dais_page *p, struct dais_str key);

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
