/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of this folder share. Not for others.
 *
 * Lengths are twentieths of a point ("twips") unless a name says otherwise; font sizes are half
 * points; as the format has them.
 */
#ifndef DAIS_WRITE_DOCX_PART_H
#define DAIS_WRITE_DOCX_PART_H

#include "base/map.h"
#include "mark/xml.h"
#include "write/docx/docx.h"

#define DOCX_DEPTH_MAX 24
#define DOCX_LEVELS 9 /* of a list; as the format has it */

/* The columns of the page: numbers stand HANG before the text, which begins at TEXT. The right
 * side is indented as much, so that lines stay short (form of session documents, seed). */
#define DOCX_TEXT 1267
#define DOCX_HANG 475
#define DOCX_MARGIN 1134

enum docx_format {
	DOCX_FORMAT_NONE,
	DOCX_FORMAT_DECIMAL,
	DOCX_FORMAT_LOWER_LETTER,
	DOCX_FORMAT_UPPER_LETTER,
	DOCX_FORMAT_LOWER_ROMAN,
	DOCX_FORMAT_UPPER_ROMAN,
	DOCX_FORMAT_ARABIC_ABJAD,
	DOCX_FORMAT_ARABIC_ALPHA,
	DOCX_FORMAT_RUSSIAN_LOWER,
	DOCX_FORMAT_CHINESE,
	DOCX_FORMAT_BULLET,
	DOCX_FORMAT_COUNT
};

/* A printed mark taken apart: before + format(value) + after. */
struct docx_mark {
	enum docx_format format;
	unsigned value;
	struct dais_str before, after;
};

struct docx_level {
	struct docx_mark mark; /* value: where it starts; format NONE: level not used */
	int left, hanging;
	bool bold;
};

/* One list: its own abstract definition, so that it restarts wherever it is used. */
struct docx_num {
	struct docx_level levels[DOCX_LEVELS];
	unsigned counters[DOCX_LEVELS]; /* last value, for headings */
};

/* Relationships of one part. */
struct docx_rel {
	const char *type; /* last step of the relationship type's address */
	struct dais_str target;
	bool external;
};
struct docx_rels {
	DAIS_VEC(struct docx_rel) list;
	struct dais_map by_url;
};

struct docx {
	const struct dais_tree *t;
	struct dais_arena *a;
	struct dais_xml *w;      /* part being written */
	struct docx_rels *rels;  /* of that part */
	bool rtl;      /* the document */
	bool plain_links; /* links look like the words around */
	bool base_rtl; /* the paragraph being written */
	int page_width, page_height, text_width;
	struct dais_map bookmark_of; /* node id -> index into bookmarks */
	struct dais_map bookmark_names; /* those taken */
	DAIS_VEC(struct dais_str) bookmarks;
	DAIS_VEC(size_t) pending;    /* bookmarks that the next paragraph opens */
	bool page_break;             /* before the next paragraph */
	DAIS_VEC(struct docx_num) nums;
	size_t heading_num;          /* list of the headings, 1-based; 0 none yet */
	bool *footnote_used;
	bool footnotes_counted;      /* marks are 1, 2, 3 ...: the word processor's own */
	bool too_deep;
};

/* How a paragraph looks beyond its style. */
struct docx_look {
	const char *style;
	const char *jc;         /* NULL: the style's */
	bool keep_next;
	bool ltr;               /* from left to right in any document */
	size_t num;             /* list, 1-based; 0 none */
	unsigned ilvl;
	struct dais_str literal;/* mark printed as text when num is 0 */
	bool literal_heading;
	int left, hanging;      /* left -1: the style's */
	unsigned run_style;     /* DAIS_RUN_* for all runs */
};
#define DOCX_LOOK(s) ((struct docx_look){ .style = (s), .left = -1 })

/* wml.c: small elements */
void dais_docx_val(struct dais_xml *w, const char *name, const char *value);
void dais_docx_val_str(struct dais_xml *w, const char *name, struct dais_str value);
void dais_docx_val_int(struct dais_xml *w, const char *name, int64_t value);
void dais_docx_flag(struct dais_xml *w, const char *name);
void dais_docx_lang(struct dais_xml *w, enum dais_lang l);
/* Namespaces of a part's root element. */
void dais_docx_root(struct dais_xml *w, const char *name);
size_t dais_docx_rel(struct docx *d, const char *type, struct dais_str target, bool external);
void dais_docx_write_rels(struct docx *d, const struct docx_rels *rels, struct dais_buf *out);

/* run.c */
void dais_docx_runs(struct docx *d, const dais_run_vec *runs, unsigned style);
/* @text in the document's language, cut by direction. */
void dais_docx_words(struct docx *d, struct dais_str text, unsigned style);
/* Whether @text has letters, and none that run from right to left. */
bool dais_docx_is_ltr(struct dais_str text);
void dais_docx_field(struct docx *d, const char *instruction, unsigned cached);

/* para.c */
void dais_docx_para_open(struct docx *d, const struct docx_look *look);
void dais_docx_para(struct docx *d, const struct docx_look *look, const dais_run_vec *runs);
void dais_docx_para_text(struct docx *d, const struct docx_look *look, struct dais_str text);

/* number.c */
/* Takes @mark apart in @format; false if that format cannot print it. */
bool dais_docx_mark_parse(struct dais_str mark, enum docx_format format, struct docx_mark *ret);
/* The list for the items of @list at @depth inside list @outer (0: none): returns the list, or 0
 * when no format of the word processor prints these marks. */
size_t dais_docx_number_list(
    struct docx *d, const struct dais_node *list, size_t outer, unsigned depth);
size_t dais_docx_number_heading(struct docx *d, unsigned level, struct dais_str mark);
void dais_docx_write_numbering(struct docx *d, struct dais_buf *out);

/* body.c, table.c, furniture.c, styles.c */
void dais_docx_body(struct docx *d);
void dais_docx_table(struct docx *d, const struct dais_node *table);
void dais_docx_masthead(struct docx *d);
void dais_docx_header(struct docx *d, bool first, bool even);
void dais_docx_footer(struct docx *d, bool first, bool even);
void dais_docx_write_styles(const struct docx *d, struct dais_buf *out);

/* A single line at @side ("w:top", ...) of a cell or paragraph, in eighths of a point. */
void dais_docx_border(struct dais_xml *w, const char *side, int eighths);
/* Opens <w:tblPr> and writes style, direction, full width and fixed layout; the caller closes it.
 */
void dais_docx_table_frame(struct docx *d, const char *style);

#endif
