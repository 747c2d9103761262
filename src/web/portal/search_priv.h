/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the page of a search, for each other.
 */
#ifndef DAIS_WEB_PORTAL_SEARCH_PRIV_H
#define DAIS_WEB_PORTAL_SEARCH_PRIV_H

#include "web/portal/parts.h"

/* ---- search.c ---- */

/* The languages asked for, as they stand in the address: one at most. */
struct dais_str search_language_asked(dais_lang_set in);
/* "/search?q=..." for @q. */
struct dais_str search_path(struct dais_page *p, const struct dais_search_query *q);
/* The words of "<area>.<prefix>-<name>"; @name when there are none. */
struct dais_str search_named(
    struct dais_page *p, const char *area, const char *prefix, struct dais_str name);

/* ---- search_facets.c ---- */

/* Links that narrow the search, with how much each leaves, and those that take a limit away. */
void search_facets(struct dais_page *p, const struct dais_view_search *v);
/* The limits that are set, each with a link that takes it away: nothing else shows them when
 * nothing is found. */
void search_limits(struct dais_page *p, const struct dais_view_search *v);

#endif
