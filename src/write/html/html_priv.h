/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/html only.
 */
#ifndef DAIS_WRITE_HTML_HTML_PRIV_H
#define DAIS_WRITE_HTML_HTML_PRIV_H

#include "mark/xml.h"
#include "write/html/html.h"

/* Nodes inside nodes; keeps the writer within DAIS_XML_DEPTH_MAX elements. */
#define DAIS_HTML_DEPTH_MAX 14

struct html {
	struct dais_xml w;
	const struct dais_tree *t;
	struct dais_arena *a;    /* scratch */
	unsigned *note_uses;     /* how often each footnote has been marked */
	unsigned sections_seen;  /* numbers sections without an id; pre-order */
	unsigned tables_seen;
	unsigned depth;          /* nodes */
	unsigned section_depth;
	struct dais_str caption; /* the last heading: names a table that follows */
	bool new_page;           /* the next block starts a page in print */
	bool is_plain;           /* leave out links and footnote marks */
	bool too_deep;
};

/* share/css/document.css, without comments; generated. */
extern const char dais_html_css[];

/* @runs inline, with links, marks of notes and foreign words marked. */
void dais_html_runs(struct html *h, const dais_run_vec *runs);
/* The footnotes, at the end of the page, each with a link back to every mark of it. */
void dais_html_notes(struct html *h);
/* Sets "class" to "@name level-@level new-page" as far as they apply. */
void dais_html_class(struct html *h, const char *name);
/* The anchor of section @n, given or made. Call once per section, in order. */
struct dais_str dais_html_section_id(struct html *h, const struct dais_node *n);
/* The section's own heading or NULL. */
const struct dais_node *dais_html_heading_of(const struct dais_node *section);
/* "1. Title" without marks of footnotes. */
void dais_html_heading_text(struct html *h, const struct dais_node *heading);
void dais_html_nodes(struct html *h, struct dais_node *const *v, size_t n);
void dais_html_table(struct html *h, const struct dais_node *table);
/* "2022-05-23" or "2022-05-23T10:00" as the datetime attribute of an element just opened. */
void dais_html_datetime(struct html *h, struct dais_local at);
/* Inside a document in a right-to-left or non-Latin script: marks @s, if it is all ASCII letters
 * (as mastheads there keep English lines), as English; else plain text. */
void dais_html_line(struct html *h, struct dais_str s);

#endif
