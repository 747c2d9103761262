/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: parts of web pages.
 */
#ifndef DAIS_WRITE_TIMETABLE_PAGE_PRIV_H
#define DAIS_WRITE_TIMETABLE_PAGE_PRIV_H

#include "mark/xml.h"
#include "text/text.h"
#include "write/timetable/view.h"

struct page {
	struct dais_xml w;
	struct dais_arena *a; /* scratch */
	enum dais_lang l;
	bool inside; /* another page: no style attributes, hours with their offset */
	struct dais_str zone; /* inside: of the hours; may be empty */
};

/* Head and start of the body; @title is plain text. */
void dais_web_page_begin(
    struct page *p, struct dais_buf *out, enum dais_lang l, struct dais_str title);
void dais_web_page_end(struct page *p);
void dais_web_page_open(struct page *p, const char *name, const char *class_name);
void dais_web_page_close(struct page *p); /* with a new line */
void dais_web_page_elem(
    struct page *p, const char *name, const char *class_name, struct dais_str text);
/* The phrase @key as a heading begins. */
struct dais_str dais_web_page_phrase(struct page *p, const char *key);
/* h1, meetings, place and zone. */
void dais_web_page_head(struct page *p, const struct dais_timetable *t, struct dais_str title);
/* The table of the grid, in a frame that scrolls; @id names it, unique in the page. */
void dais_web_page_grid(struct page *p, const struct dais_timetable *t, const char *id);
void dais_web_page_signs(struct page *p, const struct dais_timetable *t);
void dais_web_page_totals(struct page *p, const struct dais_timetable *t);
void dais_web_page_notes(struct page *p, const struct dais_timetable *t);
/* Sign and words of a change. */
void dais_web_page_remark(struct page *p, enum dais_timetable_mark mark, struct dais_str words);
/* One entry of a block. */
void dais_web_page_entry(struct page *p, const struct dais_timetable_entry *e);

#endif
