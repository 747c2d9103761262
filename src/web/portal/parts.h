/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/portal only: pieces that several pages show, and the writers of the pages. A
 * writer opens its page and writes what stands in <main>; its caller closes it. Strings that are
 * returned lie in the arena of the page.
 */
#ifndef DAIS_WEB_PORTAL_PARTS_H
#define DAIS_WEB_PORTAL_PARTS_H

#include "text/text.h"
#include "web/portal/view.h"
#include "web/site.h"

/* ---- pieces ---- */

/* <section id="..." class="part"> with its heading; close with dais_page_end(). A script compares
 * the parts of a page with those of its next version. */
void dais_part_open(struct dais_page *p, const char *id, enum dais_say heading);
/* Name and value of a <dl class="facts">; close with dais_page_end(). */
void dais_fact_open(struct dais_page *p, enum dais_say name);
/* The words of "portal.<prefix>-<name>"; @name when there are none. */
struct dais_str dais_portal_named(struct dais_page *p, const char *prefix, struct dais_str name);
/* What parts a name from what is said of it: ": ", " : " in French, "：" in Chinese. */
struct dais_str dais_portal_colon(struct dais_page *p);
/* Path from the topmost body down to what the page shows. */
void dais_portal_above(struct dais_page *p, const struct dais_view_body *v, size_t n);
/* Meetings as a list: body, gathering, days, place, status. */
void dais_portal_meetings(
    struct dais_page *p, const dais_view_meeting_vec *meetings, bool name_bodies);
/* Whether two meetings of such a list are one entry: held together, with the same days and status.
 */
bool dais_portal_are_together(const struct dais_view_meeting *a, const struct dais_view_meeting *b);
/* dais_view_package_title(), each name marked with its language. */
void dais_portal_title(struct dais_page *p, const struct dais_view_package *v);
/* "cancelled" and the like, when a meeting is not as planned. */
void dais_portal_status(struct dais_page *p, struct dais_str status);
/* The symbols of a document, each a link to its page. */
void dais_portal_symbols(struct dais_page *p, const struct dais_view_document *d);
/* The same without links, in a row. */
void dais_portal_joined(struct dais_page *p, const struct dais_view_document *d);
/* A table of documents. */
void dais_portal_documents(struct dais_page *p, const dais_view_document_vec *documents);
/* Paragraphs, headings and lists of an annotation. */
void dais_portal_blocks(struct dais_page *p, const dais_view_block_vec *blocks);
/* The files of a version as entries of a list, what most people want first: "PDF (120 kB)". */
void dais_portal_files(struct dais_page *p, const struct dais_view_version *version);
/* Address of a file, with the language of the page. */
struct dais_str dais_portal_file_path(struct dais_page *p, const struct dais_view_file *f);
/* The language's name as a word marked with its language. */
void dais_portal_language(struct dais_page *p, enum dais_lang l);

/* ---- a meeting ---- */

/* The page of a package: its meetings, agendas and documents; its agendas alone; what its releases
 * changed. */
void dais_portal_package(struct dais_page *p, const struct dais_view_package *v);
void dais_portal_agenda(struct dais_page *p, const struct dais_view_package *v);
void dais_portal_changes(struct dais_page *p, const struct dais_view_package *v);
/* An annotation, unfolded. */
void dais_portal_prose(struct dais_page *p, const struct dais_view_annotation *n);
/* The address of the page of @item, behind the language. */
struct dais_str dais_portal_item_path(
    struct dais_page *p, const struct dais_view_package *v, const struct dais_view_item *item);
/* schema.org Event. */
struct dais_str dais_portal_event(struct dais_page *p, const struct dais_view_package *v);

/* ---- a document ---- */

/* The page of a document, and what stands in its place where nothing has the symbol. */
void dais_portal_document(struct dais_page *p, const struct dais_view_document_page *v);
/* Symbols of documents like @symbol, which nothing has, into @ret; how many. */
#define DAIS_PORTAL_NEAR_MAX ((size_t)8)
size_t dais_portal_find_near(
    struct dais_page *p, struct dais_str symbol, struct dais_str ret[DAIS_PORTAL_NEAR_MAX]);
/* @near: symbols like it. */
void dais_portal_unknown(
    struct dais_page *p, struct dais_str symbol, const struct dais_str *near, size_t n_near);

/* ---- bodies ---- */

/* @more: these are the topmost only, or a page of them, and @after (may be empty) is where the next
 * page begins. */
void dais_portal_bodies(
    struct dais_page *p, const dais_index_body_vec *bodies, bool more, struct dais_str after);
/* @bodies as a tree; @more: they are the topmost only, and a link leads to all. */
void dais_portal_top_bodies(struct dais_page *p, const dais_index_body_vec *bodies, bool more);

struct dais_view_body_page {
	const struct dais_index_body *body;
	struct dais_str symbol; /* empty: it has none */
	DAIS_VEC(struct dais_view_body) above;
	const dais_index_body_vec *bodies; /* itself, and those below it */
	struct dais_str bodies_after; /* where the next page of those below begins; empty: these
				       * are all */
	dais_view_meeting_vec coming, past;
	const dais_index_document_vec *documents; /* a page of them, newest first */
	DAIS_VEC(int) years; /* that have documents, newest first */
	int year; /* of the documents; 0: all years */
	const struct dais_index_documents_query *on; /* the next page; NULL: this is the last */
	int64_t at_ms;
	uint64_t version;
};
void dais_portal_body(struct dais_page *p, const struct dais_view_body_page *v);

/* ---- home, calendar ---- */

/* A release among what is new. */
struct dais_view_new {
	struct dais_str package;
	const struct dais_view_package *view;
	const struct dais_view_release *release;
};
struct dais_view_home {
	struct dais_date today;
	dais_view_meeting_vec now, next, past;
	DAIS_VEC(struct dais_view_new) news; /* newest first */
	const dais_index_body_vec *bodies; /* all of a few, else the topmost */
	bool more_bodies;
	int64_t at_ms;
	uint64_t version;
};
void dais_portal_home(struct dais_page *p, const struct dais_view_home *v);

struct dais_view_calendar {
	int year, month; /* month 0: the whole year */
	struct dais_date today;
	dais_view_meeting_vec meetings; /* a page of those that touch it, by opening */
	unsigned months; /* bits 1u << month of the year that have meetings */
	int year_before, year_after; /* the nearest years that have some; 0: none */
	struct dais_date before, after; /* openings of the nearest outside; unset: none */
	size_t skip_on; /* where the next page begins; 0: this is the last */
	int64_t at_ms;
	uint64_t version;
};
void dais_portal_calendar(struct dais_page *p, const struct dais_view_calendar *v);

/* ---- search ---- */

struct dais_view_search {
	const struct dais_search_query *query;
	const struct dais_search_result *result; /* NULL: nothing was asked, or nothing could be */
	const struct dais_view_bodies *bodies;
	bool not_understood; /* there is nothing in the words to search for */
	const struct dais_str *paths; /* of the hits, behind the language */
};
/* The form of a search with its field, left open for more fields; then its button. @hint: the id of
 * what describes the field, or NULL. */
void dais_portal_search_open(struct dais_page *p, struct dais_str words, const char *hint);
void dais_portal_search_close(struct dais_page *p);
void dais_portal_search(struct dais_page *p, const struct dais_view_search *v);

/* What dais is, and under which licence. */
void dais_portal_about(struct dais_page *p);

#endif
