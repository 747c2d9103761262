/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/feeds only: what feeds and calendars are written from.
 */
#ifndef DAIS_WEB_FEEDS_FEED_H
#define DAIS_WEB_FEEDS_FEED_H

#include "web/portal/view.h"
#include "web/site.h"

/* One release as an entry. */
struct dais_feed_entry {
	struct dais_str package, title;
	const struct dais_view_release *release;
	struct dais_str body; /* key of the first body */
};
typedef DAIS_VEC(struct dais_feed_entry) dais_feed_entry_vec;

struct dais_feed {
	struct dais_site *site;
	enum dais_lang language;
	struct dais_arena *arena;
	struct dais_str title;
	struct dais_str self; /* path and query of the feed */
	struct dais_str page; /* path of what it is about */
	struct dais_str id;   /* behind "tag:<host>,2026:" */
	const dais_feed_entry_vec *entries; /* newest first */
	int64_t now_ms; /* when there is no entry */
};

/* Atom (RFC 4287). */
void dais_feed_write(const struct dais_feed *f, struct dais_buf *out);
/* "meetings.example.org" of the site's address. */
struct dais_str dais_feed_host(const struct dais_site *site);

dais_http_handler dais_feed_handle_news;     /* of all, or of bodies: ?body= */
dais_http_handler dais_feed_handle_package;  /* of a meeting */
dais_http_handler dais_feed_handle_calendar; /* meetings of all, or of bodies */
dais_http_handler dais_feed_handle_own;      /* the calendar of a person, by its address */
dais_http_handler dais_feed_handle_work;     /* sittings of a meeting */
dais_http_handler dais_feed_handle_robots, dais_feed_handle_maps, dais_feed_handle_map;

/* Of the query: all values of body=, in the arena of @x. */
void dais_feed_bodies(struct dais_http_exchange *x, dais_store_strs *ret);
/* Answers when who asks has, or the server still keeps, what would be made (dais_http_known()).
 * @stamp: of what it is made from in the index; @from: the first day it shows. The address and how
 * the site calls itself make the rest of the tag. */
bool dais_feed_known(struct dais_page *p, int64_t stamp, struct dais_date from);
/* The same, of what has no page. */
bool dais_feed_has(const struct dais_site *site, struct dais_http_exchange *x, int64_t stamp,
    struct dais_date from);
/* The stamp of @bodies together, or of the record when there are none. Errors: BUSY, IO, INTERNAL
 * (the record is damaged). */
bool dais_feed_stamp(
    struct dais_site *site, const dais_store_strs *bodies, int64_t *ret, struct dais_err *err);
/* The path with its query as it was asked for, in the arena of @x. */
struct dais_str dais_feed_self(struct dais_http_exchange *x);

#endif
