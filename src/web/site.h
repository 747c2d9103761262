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
#include "service/actor/actor.h"
#include "service/house/house.h"
#include "text/say.h"

struct dais_account_provider;

#define DAIS_SITE_OWN_MAX 64u

struct dais_site {
	struct dais_house *house;
	struct dais_workshop *workshop; /* NULL in tests that need none */
	struct dais_http *http;
	const char *name; /* of the organization, as the masthead says it; may be NULL */
	const char
	    *address; /* as others reach it: "https://meetings.example.org"; no "/" at its end */
	const struct dais_account_provider *provider; /* to sign in with; NULL: none */
	bool sends_mail; /* there is a mail server; else messages stay in the outbox */
	/* What follows in the background from a change, made here or in another process
	 * (web/background.h). NULL: nothing. */
	void (*follow)(
	    struct dais_site *site, struct dais_str package, uint64_t change, bool released);
	/* After a release that this server published: has its documents made. NULL: nothing. */
	void (*publish)(struct dais_site *site, struct dais_str package);
	bool private_hooks; /* events may go to addresses of private networks */
	/* For the log of whoever runs the server: what failed between requests. May be NULL. */
	void (*complain)(const char *doing, const struct dais_err *err);
	struct dais_under_way *under_way; /* jobs of web/background.c */
	struct dais_proofs *proofs; /* made lately; of web/desk/proofs.c */
	struct dais_site_check *checks; /* of web/await.c */
	struct dais_delivery_under_way *deliveries; /* under way; of web/deliver.c */
	bool noting; /* a job is bringing the summary of the records up to date */
	unsigned noted; /* times since the last turn */
	bool sweeping; /* a job is taking away what never came whole */
	int64_t swept_ms; /* when one did last; by the clock below; 0 never */
	uint64_t swept_files; /* since the server started */
	int64_t purged_ms; /* when the background cleared away last; by the clock below */
	struct dais_set_clock {
		bool is_known;
		int64_t now_ms,
		    passed_ms; /* of the last tick: the time of day, and what has passed */
		int64_t hold_until_ms; /* until then nothing is cleared away */
	} clock; /* of web/set_clock.c */
	uint64_t told; /* the last change that open pages were told of */
	uint64_t looked; /* dais_site_tick() has looked at all changes up to this one */
	uint64_t own[DAIS_SITE_OWN_MAX]; /* later ones that were made here and told of already */
	size_t n_own;
	bool is_behind; /* dais_site_tick() has more to look at */
	uint64_t released; /* the last change that released something; at first, of the record */
};

/* ---- every page ---- */

struct dais_page {
	struct dais_site *site;
	struct dais_http_exchange *exchange; /* NULL: nobody asked (tests); then no reply is sent */
	struct dais_arena *arena;
	struct dais_xml xml; /* write the content of <main> here */
	struct dais_buf out; /* freed by dais_page_close() */
	enum dais_lang language;
	const struct dais_actor *actor; /* never NULL; account empty when nobody has signed in */
	/* Has the names of what messages quote by its id; NULL: none. Set by pages of the desk. */
	const struct dais_record *names;
	unsigned release; /* of its head, for the foot */
	int64_t at_ms;
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
	bool desk; /* loads the desk's style and script, too; the page is as wide as the window */
	bool grid; /* shows a timetable or a calendar: loads the style of grids */
	unsigned release; /* the page is made from this release; 0: does not say */
	int64_t at_ms; /* of that release, or when the page was made; 0: does not say */
	bool hidden; /* not for search engines: drafts, results of searches, problems */
};

/* Sets *@ret_page up for a request in the language of its address, for whoever asks; answers 404
 * and gives false when that is none of the six. Its arena is that of @x. */
bool dais_page_begin(
    struct dais_site *site, struct dais_http_exchange *x, struct dais_page *ret_page);
/* The same without an exchange, in @a, for nobody who has signed in. */
void dais_page_begin_alone(
    struct dais_site *site, struct dais_arena *a, enum dais_lang l, struct dais_page *ret_page);
/* Writes header, menu, languages and sign-in; then the content is written; then the page is closed,
 * which frees what it holds. @head is not needed afterwards. */
void dais_page_open(struct dais_page *p, const struct dais_page_head *head);
/* Ends the page and answers with it; with 500, and a complaint, when it is larger than 64 MB. */
void dais_page_close(struct dais_page *p, unsigned status);
/* As dais_page_close() for public pages: what nobody in particular has asked for may be kept and
 * given to others (net/http.h). */
void dais_page_close_public(struct dais_page *p);
/* Answers with the page of a problem, in the reader's language. Nothing may have been opened. */
void dais_page_problem(struct dais_page *p, unsigned status, const struct dais_err *err);
/* The same with the errors of @diags, which are in the language of the page; where there are none,
 * with what @err says. */
void dais_page_refusal(struct dais_page *p, unsigned status, const struct dais_err *err,
    const struct dais_diags *diags);
/* The language that fits a request best: of its address, of its Accept-Language, or English. */
enum dais_lang dais_site_language(const struct dais_http_exchange *x);
/* For dais_http_options.problem: @ctx is the site. */
void dais_site_problem(
    struct dais_http_exchange *x, void *ctx, unsigned status, const struct dais_err *why);
/* "/assets/<digest>/site.css" for a file of share/web, in @a; aborts on an unknown name. */
struct dais_str dais_asset_path(struct dais_arena *a, const char *name);
/* <script> of such a file, whole; runs when the page has been read. May stand in the body. */
void dais_page_script(struct dais_page *p, const char *name);

/* ---- writing ----
 * Into the page that is open. Strings that are returned lie in its arena, or are constant. */

/* "/fr" and @path. @path is an address: percent-escaped already. */
struct dais_str dais_page_path(const struct dais_page *p, struct dais_str path);
/* @s as part of an address, in @a: all but letters, figures, "-._~*()" and "/" as %XX. */
struct dais_str dais_path_escape(struct dais_arena *a, struct dais_str s);
/* The languages as they call themselves: "العربية", "中文" ... */
extern const char *const dais_own_names[DAIS_LANG_COUNT];
/* "Arabic", "Chinese" ...: a language in the reader's words, as a sentence uses them. */
struct dais_str dais_page_language_name(const struct dais_page *p, enum dais_lang l);
/* "Arabic, Chinese and English". */
struct dais_str dais_page_language_names(const struct dais_page *p, dais_lang_set set);
/* <name class="...">; @class_name may be NULL. Close with dais_page_end(), which adds a line end.
 */
void dais_page_element(struct dais_page *p, const char *name, const char *class_name);
void dais_page_end(struct dais_page *p);
/* lang="..." dir="..." of the element that was opened last: what follows in it is in language @l.
 */
void dais_page_language(struct dais_page *p, enum dais_lang l);
/* <a href="...">; close with dais_xml_close(). */
void dais_page_link(struct dais_page *p, struct dais_str href, const char *class_name);
/* A symbol, job number or address: runs from left to right wherever it stands. */
void dais_page_symbol(struct dais_page *p, struct dais_str symbol);

/* Words of the interface (share/interface) in the language of the page. */
struct dais_str dais_page_say(const struct dais_page *p, enum dais_say what);
void dais_page_put(struct dais_page *p, enum dais_say what); /* the same, written as text */
/* What stands between two sentences in @l: ". ", "。". */
void dais_page_full_stop(struct dais_page *p, enum dais_lang l);
/* <name class="...">words</name>; @class_name may be NULL. */
void dais_page_say_in(
    struct dais_page *p, const char *name, const char *class_name, enum dais_say what);
/* With one {name} replaced by @words. */
struct dais_str dais_page_say_with(
    const struct dais_page *p, enum dais_say what, const char *name, struct dais_str words);
/* Words in the reader's language, else in another, marked with lang and dir. */
void dais_page_put_ml(struct dais_page *p, const struct dais_ml *ml);
/* Words in the reader's language, else in another; empty when there are none. */
struct dais_str dais_page_words(const struct dais_page *p, const struct dais_ml *ml);
/* A moment as <time>, in the seat's zone and, by script, the reader's. */
void dais_page_time(struct dais_page *p, struct dais_local at, struct dais_str zone);
/* An instant, milliseconds since 1970, as <time> in UTC and, by script, in the reader's zone. */
void dais_page_instant(struct dais_page *p, int64_t at_ms);
/* "23 May 2022, 10 a.m. UTC" of @at_ms since 1970, in the language and the arena of the page. */
struct dais_str dais_page_moment(const struct dais_page *p, int64_t at_ms);
/* "Monday, 23 May, 10 a.m.–1 p.m." as <time>; a line ends before the hours, never within. With the
 * @zone of the seat the reader's own time stands beside it, by script; DAIS_STR_NONE: without. */
void dais_page_sitting(
    struct dais_page *p, struct dais_local start, struct dais_local end, struct dais_str zone);
/* "10 a.m.–1 p.m." as the words of a line or a cell; minutes of a day. */
struct dais_str dais_page_hours(const struct dais_page *p, int from, int to);

/* ---- forms ---- */

/* <form method="post"> with the token against forged requests; close with dais_xml_close(). */
void dais_page_form(struct dais_page *p, struct dais_str action);
/* <input type="hidden" name="..." value="...">, inside a form. */
void dais_page_hidden(struct dais_page *p, const char *name, struct dais_str value);
/* The label of the field with this id. */
void dais_page_label(struct dais_page *p, const char *id, enum dais_say words);
/* The same for a text in language @l: its name in itself. */
void dais_page_language_label(struct dais_page *p, const char *id, enum dais_lang l);

/* <select id="..." name="...">, @id may be NULL; add options and close with dais_xml_close(). */
void dais_page_open_select(struct dais_page *p, const char *id, const char *name);
/* <option value="...">; write the words and close with dais_xml_close(). */
void dais_page_open_option(struct dais_page *p, struct dais_str value, bool is_chosen);
/* The same with its words, whole. */
void dais_page_option(
    struct dais_page *p, struct dais_str value, struct dais_str words, bool is_chosen);

/* A box to tick, or one of several of one name, of which one can be chosen. */
struct dais_page_box {
	const char *name; /* of the field that is sent */
	struct dais_str value; /* sent when it is ticked */
	bool is_ticked;
	bool is_radio; /* one of several */
	bool is_required; /* of several one must be chosen */
	bool is_fixed; /* is shown, cannot be changed and is not sent */
};
/* A field that narrows what @selector finds to what is typed into it: of a list longer than this.
 * A script of its own shows it (find.js); without it the browser's own search is there. */
#define DAIS_PAGE_LONG_LIST ((size_t)20)
void dais_page_find(struct dais_page *p, const char *selector);
/* <label class="check"> with a box and a space: write what it is about, and close the label with
 * dais_xml_close() or dais_page_end(). */
void dais_page_open_box_as(struct dais_page *p, const struct dais_page_box *box);
/* The same for a box to tick that can be changed. */
void dais_page_open_box(
    struct dais_page *p, const char *name, struct dais_str value, bool is_ticked);

/* ---- tables ---- */

/* <th scope="...">, the head of a "col", a "row", a "rowgroup"; close with dais_page_end() or
 * dais_xml_close(). */
void dais_page_open_head(struct dais_page *p, const char *scope);
/* The same with words, whole. */
void dais_page_head(struct dais_page *p, const char *scope, struct dais_str words);
/* The head of a column, whole. */
void dais_page_column(struct dais_page *p, enum dais_say words);
/* <thead> with one row of @n columns, whole. */
void dais_page_columns(struct dais_page *p, const enum dais_say *words, size_t n);
/* <td> that says what it is of where a phone shows a table of class "stack" without heads;
 * @class_name may be NULL. Close with dais_page_end(). */
void dais_page_open_cell(struct dais_page *p, const char *class_name, enum dais_say head);

/* ---- who asks ---- */

/* The account of the session cookie or the bearer token; nobody when there is none. In the arena
 * of @x. */
const struct dais_actor *dais_site_actor(struct dais_site *site, struct dais_http_exchange *x);
/* Whether a search in @body (a key; empty: in all) finds documents of restricted distribution for
 * @actor, too: where all that it looks through is open to him, in that body and those below it or
 * everywhere. Never of some and not of others: totals and facets would tell of these. */
bool dais_site_finds_restricted(struct dais_site *site, const struct dais_actor *actor,
    struct dais_str body, struct dais_arena *a);
/* The token that dais_page_form() puts into forms; in the arena of @x. */
struct dais_str dais_site_form_token(struct dais_site *site, struct dais_http_exchange *x);
/* For POST by forms: checks the token; answers 403 and gives false when it is wrong. */
bool dais_site_check_form(struct dais_site *site, struct dais_http_exchange *x);
/* Answers with the sign-in page and gives false when nobody has signed in. */
bool dais_site_need_account(struct dais_site *site, struct dais_http_exchange *x);
/* Answers 401 and how to be somebody (RFC 6750, 3): nobody has signed in, or the token that was
 * sent is none (@actor->is_refused). */
void dais_site_ask_for_token(struct dais_http_exchange *x, const struct dais_actor *actor);
/* The same for dais_http_options.admit: @ctx is the site. */
bool dais_site_admit(struct dais_http_exchange *x, void *ctx);

/* ---- what takes long ---- */

/* @failure NULL: it is there. */
typedef void dais_site_ready(void *ctx, const struct dais_err *failure);
/* Has the findings of @s in @l made in the workshop, when they are not at hand and the package is
 * large; calls @ready once, later. False: they are at hand (service/house/findings.h). The caller
 * holds its exchange (dais_http_hold()). */
bool dais_site_await(struct dais_site *site, const struct dais_snapshot *s, enum dais_lang l,
    dais_site_ready *ready, void *ctx);
/* At the end, when the workshop is closed. */
void dais_site_end_checks(struct dais_site *site);

/* ---- files ---- */

/* Answers with a file of the record, whose tag is its digest; other headers have been set. False
 * with @err: nothing was sent (NOT_FOUND, INTERNAL: it is damaged), and the headers that say how it
 * is shown are taken back; what is answered in its place is not to be kept. A long one that is
 * found to be damaged while it is sent ends the connection. */
bool dais_site_send_file(struct dais_site *site, struct dais_http_exchange *x,
    const struct dais_digest *digest, const char *type, struct dais_err *err);

/* ---- live ---- */

/* After every change: tells open pages. Event "changed" on topic "desk/<package>", which only those
 * may listen to who may read what is not released; and, when @released, event "released" on
 * "package/<package>" and "public", and kept replies are made again. */
void dais_site_tell(
    struct dais_site *site, struct dais_str package, uint64_t change, bool released);
/* Whether who has seen change @seen of @topic has missed nothing of it: the record is asked, which
 * knows what was before the server started. False when it cannot be asked. */
bool dais_site_has_all(struct dais_site *site, struct dais_str topic, uint64_t seen);
/* What must be called after every change made here: tells open pages, and has done in the
 * background what follows from it (web/background.h): programs told, documents of a release made.
 */
void dais_site_changed(
    struct dais_site *site, struct dais_str package, uint64_t change, bool released);
/* The same for a release that a job of the workshop made for this server; the next turn may have
 * found it already. */
void dais_site_published(struct dais_site *site, struct dais_str package, uint64_t change);
/* Notes that @change was made here, so that dais_site_tick() does not tell of it again. */
void dais_site_note_own(struct dais_site *site, uint64_t change);
/* Sets the version of kept replies (net/http.h): another after each release, and every day, since
 * pages say what meets today. Call once before the server runs; dais_site_tick() does it then. */
void dais_site_renew(struct dais_site *site);
/* About once a second: the same for what other processes have changed (dais_store_has_news()), some
 * milliseconds' worth at a time. */
void dais_site_tick(struct dais_site *site);

/* Tables of routes, one an area. */
extern const struct dais_http_route dais_routes_portal[];
extern const struct dais_http_route dais_routes_feeds[];
extern const struct dais_http_route dais_routes_assets[];
extern const struct dais_http_route dais_routes_account[];
extern const struct dais_http_route dais_routes_desk[];
extern const struct dais_http_route dais_routes_documents[];
extern const struct dais_http_route dais_routes_timetable[];
extern const struct dais_http_route dais_routes_health[];
extern const struct dais_http_route dais_routes_outbox[];
/* The interface for programs; made at the first call. */
const struct dais_http_route *dais_api_routes(void);

#endif
