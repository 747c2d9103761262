/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files of this room: a document on its way from characters at places to
 * paragraphs. On a page of right-to-left text all x run from the right edge of the page, so that
 * the steps after gather.c know one direction only. Lengths and places are points, from the left
 * and from above, where nothing else is said.
 */
#ifndef DAIS_READ_PDF_PDF_PRIV_H
#define DAIS_READ_PDF_PDF_PRIV_H

#include "read/pdf/engine.h"
#include "read/pdf/pdf.h"

#define PDF_NO_GLYPH UINT32_MAX
#define PDF_NO_ELEMENT UINT32_MAX
#define PDF_SPACE_WIDTH 0.22f /* between words, in sizes */

enum pdf_segment_flag {
	PDF_BOLD = 1u << 0,     /* all of it */
	PDF_ITALIC = 1u << 1,   /* all of it */
	PDF_ARTIFACT = 1u << 2, /* all of it is marked as furniture */
	PDF_TURNED = 1u << 3,
	PDF_RAISED = 1u << 4,   /* begins with a raised, smaller mark */
	PDF_LEADER = 1u << 5,   /* has a row of dots that leads to a page number */
	PDF_AT_STOP = 1u << 6,  /* begins at a tab stop */
	PDF_TABS = 1u << 7      /* of a line: its words stand in columns */
};

/* The words between two wide gaps of a line. */
struct pdf_segment {
	struct dais_str text; /* logical order, white space single */
	float left, right, base;
	float size, common_size; /* of its largest glyph, of most of them */
	unsigned row;         /* line of the page, from 1 */
	unsigned column;      /* of its first code point in the row, from 1 */
	unsigned flags;
	uint32_t order;       /* of drawing: the first of its glyphs */
	uint32_t order_end; /* the last of its glyphs */
	uint32_t element;     /* of the structure, or PDF_NO_ELEMENT */
	float room;           /* width of its first word */
	uint32_t *glyphs; /* of every code point of @text, or PDF_NO_GLYPH; NULL unless asked for */
	DAIS_VEC(struct dais_flow_link) links;
	DAIS_VEC(uint32_t) brackets; /* bytes of @text: in parts that read from right to left */
};

struct pdf_page {
	unsigned number;
	bool right_to_left;
	bool turned; /* read as if the paper had been turned */
	struct dais_pdf_glyph *glyphs; /* of the page; NULL unless asked for */
	float width, height;
	unsigned rows;
	DAIS_VEC(struct pdf_segment) segments; /* by row, then from left to right */
	DAIS_VEC(struct dais_pdf_rule) rules;
	float pictures; /* share of the page that they cover, 0 to 1 */
};

enum pdf_line_role {
	PDF_LINE_BODY,
	PDF_LINE_HEADER,
	PDF_LINE_FOOTER,
	PDF_LINE_DROPPED, /* a page number, or furniture given before */
	PDF_LINE_NOTE
};

/* Segments that are read one after the other on one line. */
struct pdf_line {
	const struct pdf_segment *const *parts;
	size_t n;
	unsigned page, row;
	float left, right, base, size;
	float text_left; /* left edge of its words behind a number */
	float from, to; /* of the column or cell that it stands in */
	float margin; /* how far it may reach where no column bounds it; 0 where one does */
	float measure; /* what its words may fill, when rules say so; 0 not known */
	unsigned flags;
	enum pdf_line_role role;
	size_t table; /* from 1; 0 none */
	unsigned table_row, table_column, rows, columns;
	bool head; /* in a row of headings of a table */
	uint32_t element; /* of the structure, or PDF_NO_ELEMENT */
	unsigned stream; /* lines of one column or cell have the same number */
};

struct pdf_document {
	struct dais_arena *arena; /* of all this */
	DAIS_VEC(struct pdf_page) pages;
	DAIS_VEC(struct pdf_line) lines; /* in reading order */
	float size; /* of most of the text */
	size_t tables;
	struct pdf_table_end *table_end; /* of the last table, which may go on; NULL none */
	unsigned streams;
	struct dais_pdf_structure structure;
	size_t covered, uncovered; /* characters that the structure has, and those it lacks */
	bool tagged; /* the structure is to be trusted */
};

/* Pages that are told of together. */
struct pdf_trouble {
	unsigned unreadable, scanned, cut;
	unsigned first_unreadable, first_scanned;
	bool text; /* there is some */
};

/* The module, loaded when first asked for; NULL with UNSUPPORTED when it is missing. */
const struct dais_pdf_engine *pdf_engine(struct dais_err *err);

/* Opens a PDF; it is closed with @a. NULL with @err set as dais_pdf_flow() says. */
struct dais_pdf_document *pdf_open(
    struct dais_arena *a, struct dais_str bytes, struct dais_str file, struct dais_err *err);

/* Reads and orders all pages of @d; @doc has an arena. */
void pdf_understand(struct pdf_document *doc, struct dais_pdf_document *d,
    const struct dais_pdf_engine *engine, bool with_glyphs, struct pdf_trouble *trouble);
/* What follows when all pages are gathered: order, roles. */
void pdf_arrange(struct pdf_document *doc);

/* Adds @from to @doc, its glyphs gathered into segments. @with_glyphs: keep segment.glyphs. */
void pdf_gather(struct pdf_document *doc, const struct dais_pdf_page *from, bool with_glyphs);
/* gather_links.c: gives the segments of @page, which know their glyphs and are in order of base
 * lines, the links of @from whose boxes they stand in. */
void pdf_add_links(
    struct pdf_document *doc, const struct dais_pdf_page *from, struct pdf_page *page);
/* Where a part of a row begins that a gap divides from the one before it (ends, in a right-to-left
 * text). */
struct pdf_stop {
	float x;
	unsigned row;
};

struct pdf_stops {
	struct pdf_stop *v;
	size_t n, cap;
	bool draws_spaces; /* the page has spaces between its words, not only gaps */
};

/* tab_stops.c: notes one; then pdf_settle_stops() puts all in order. */
void pdf_note_stop(struct dais_arena *a, struct pdf_stops *stops, float x, unsigned row);
void pdf_settle_stops(struct pdf_stops *stops, const struct dais_pdf_page *page);
/* Whether parts of several rows near row @row, not counted, begin at @x. */
bool pdf_is_stop(const struct pdf_stops *stops, float x, unsigned row);
/* Whether @c, behind words that end at @reach with @last, is divided from them by something else
 * than a space. */
bool pdf_is_jump(const struct pdf_stops *stops, const struct dais_pdf_glyph *last,
    const struct dais_pdf_glyph *c, float reach);
/* A space of any kind, those that do not break among them. */
bool pdf_is_blank(uint32_t c);
/* Puts the @n characters of a row, which point into one page, from left to right and takes out
 * those that are not seen (row_glyphs.c); how many stay. */
size_t pdf_settle_row(const struct dais_pdf_glyph **v, size_t n);
/* text.c: sets text, room, glyphs and brackets of @s from the @n glyphs that stand from left to
 * right, some of those of @page, from whose first indexes count. */
void pdf_segment_text(struct dais_arena *a, struct pdf_segment *s,
    const struct dais_pdf_glyph *const *glyphs, size_t n, const struct dais_pdf_page *page,
    bool with_glyphs, bool rtl_page);
bool pdf_is_right_to_left_page(const struct dais_pdf_page *page);
/* Some writers tell the shape of a bracket in a right-to-left text, others its meaning: the pairs
 * of the whole document decide. */
void pdf_settle_brackets(struct pdf_document *doc);
/* The mirror image of a bracket; 0 when @c is none. */
uint32_t pdf_mirror(uint32_t c);
/* Marks running heads and feet among @doc->lines, once in order. */
void pdf_find_furniture(struct pdf_document *doc);
/* Marks footnotes and endnotes: notes.c. */
void pdf_find_notes(struct pdf_document *doc);
/* Whether @l begins with the mark of a note. */
bool pdf_begins_note(const struct pdf_line *l);
/* Whether it begins with a number that may be such a mark, not raised. */
bool pdf_begins_with_figure(const struct pdf_line *l);
/* The size of the text before notes, in points; of all lines in order: text_size.c. */
float pdf_text_size(const struct pdf_document *doc);
/* Puts the segments of each page in reading order: columns, tables. */
void pdf_order(struct pdf_document *doc);
/* The same from the structure of a tagged file; and whether that can be trusted. */
void pdf_order_by_structure(struct pdf_document *doc);
bool pdf_is_structure_sound(const struct pdf_document *doc);
/* The edges of the text of a page: what its widest line keeps to. */
void pdf_text_edges(const struct pdf_page *page, float *ret_from, float *ret_to);
/* How far the text of a page may reach when its right margin is as broad as the left one. */
float pdf_right_margin(const struct pdf_page *page);
/* Whether words that begin at @left stand in the right half of the text of @page. */
bool pdf_is_in_right_half(const struct pdf_page *page, float left);
/* Adds the line of the @n segments of a row that @parts (which stay) point to. */
struct pdf_line *pdf_add_line(struct pdf_document *doc, const struct pdf_page *page,
    const struct pdf_segment *const *parts, size_t n);
/* Adds the lines of segments that stand by row and from left to right in a column. @whole: words
 * that stand in columns are one line. */
void pdf_add_rows(struct pdf_document *doc, const struct pdf_page *page,
    const struct pdf_segment *const *v, size_t n, float from, float to, bool whole);
/* Whether the words of part @k of @l begin behind a tab, or a gap as wide. */
bool pdf_is_behind_tab(const struct pdf_line *l, size_t k);
/* Whether the text of a page is mostly turned; then it is read as if the paper had been turned: a
 * landscape table on an upright page (orient.c). */
bool pdf_is_turned_page(const struct dais_pdf_page *from);
void pdf_turn_page(struct dais_pdf_page *p);
/* Makes a page of right-to-left text run from left to right. */
void pdf_mirror_page(struct pdf_page *page);
/* Lines to paragraphs. */
void pdf_write_paragraphs(struct pdf_document *doc, struct dais_flow *flow);

/* "1.", "(a)", a bullet: what stands before the words of a list's entry. */
bool pdf_is_marker(struct dais_str text);
/* A number without a stop. */
bool pdf_is_bare_number(struct dais_str text);

#endif
