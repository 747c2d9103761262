/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The site: portal, desk and interface for programs over one house. Pages are made from view
 * structs by the typed writers of src/mark; no page sees the store. One file an area; each area
 * gives a table of routes.
 *
 * Addresses: doc/site.md. "/{language}/..." are pages for people, "/api/v1/..." for programs,
 * "/assets/<digest>/<name>" what pages load, "/live" the stream of events.
 */
#ifndef DAIS_WEB_SITE_H
#define DAIS_WEB_SITE_H

#include "mark/xml.h"
#include "net/http.h"
#include "net/workshop.h"
#include "service/account/actor.h"
#include "service/house/house.h"
#include "text/say.h"

struct dais_site {
	struct dais_house *house;
	struct dais_workshop *workshop; /* NULL in tests that need none */
	struct dais_http *http;
	const char *name; /* of the organization, as the masthead says it; may be NULL */
	const char
	    *address; /* as others reach it: "https://meetings.example.org"; no "/" at its end */
	const char *where; /* the record, for jobs of the workshop that open it themselves */
};

/* ---- every page ---- */

struct dais_page {
	struct dais_site *site;
	struct dais_http_exchange *exchange;
	struct dais_arena *arena;
	struct dais_xml xml; /* write the content of <main> here */
	struct dais_buf out;
	enum dais_lang language;
	const struct dais_actor *actor; /* never NULL; account empty when nobody has signed in */
};

struct dais_page_head {
	struct dais_str title;
	struct dais_str description; /* may be empty */
	/* The same page in the other languages: what follows "/{language}" in the address. */
	struct dais_str path;
	const char *section; /* of the menu: "home", "calendar", "search", "desk" ...; or NULL */
	const struct dais_str *topics; /* of live events it listens to */
	size_t n_topics;
	uint64_t version; /* change number it shows: a later event makes it say so */
	struct dais_str json_ld; /* may be empty */
	struct dais_str feed; /* address of its Atom feed; may be empty */
	bool desk; /* loads the desk's style and script, too */
};

/* The language of the address; answers 404 and gives false when it is none of the six. */
bool dais_page_begin(
    struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page);
/* Header, menu, languages, sign-in; then the content is written; then the reply. */
void dais_page_open(struct dais_page *p, const struct dais_page_head *head);
void dais_page_close(struct dais_page *p, unsigned status);
/* The page of a problem, in the reader's language. */
void dais_page_problem(struct dais_page *p, unsigned status, const struct dais_err *err);

/* Words. */
struct dais_str dais_page_say(const struct dais_page *p, enum dais_say what);
void dais_page_put(struct dais_page *p, enum dais_say what); /* as text */
/* Words in the reader's language, else in another, marked with lang and dir. */
void dais_page_put_ml(struct dais_page *p, const struct dais_ml *ml);
/* <form method="post"> with the token against forged requests; close with dais_xml_close(). */
void dais_page_form(struct dais_page *p, struct dais_str action);
/* A moment as <time>, in the seat's zone and, by script, the reader's. */
void dais_page_time(struct dais_page *p, struct dais_local at, struct dais_str zone);

/* ---- who asks ---- */

/* The account of the session cookie or the bearer token; nobody when there is none. In the arena
 * of @x. */
const struct dais_actor *dais_site_actor(struct dais_site *site, struct dais_http_exchange *x);
/* For POST by forms: checks the token; answers 403 and gives false when it is wrong. */
bool dais_site_check_form(struct dais_site *site, struct dais_http_exchange *x);
/* Answers with the sign-in page and gives false when nobody has signed in. */
bool dais_site_need_account(struct dais_site *site, struct dais_http_exchange *x);

/* After every change: tells open pages (topic "package/<name>", and "public" when @released). */
void dais_site_changed(
    struct dais_site *site, struct dais_str package, uint64_t change, bool released);

/* Tables of routes, one an area. */
extern const struct dais_http_route dais_routes_portal[];
extern const struct dais_http_route dais_routes_feeds[];
extern const struct dais_http_route dais_routes_assets[];
extern const struct dais_http_route dais_routes_account[];
extern const struct dais_http_route dais_routes_desk[];
extern const struct dais_http_route dais_routes_documents[];
extern const struct dais_http_route dais_routes_timetable[];
extern const struct dais_http_route dais_routes_api[];

#endif
