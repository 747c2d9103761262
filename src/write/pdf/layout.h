/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * State of one document being set, shared by the files of the layout engine. Work flows one way:
 * flow.c walks the tree and appends entries (lines, table rows, marks) to the galley; page.c cuts
 * the galley into pages and draws each page as soon as it is full; draw.c puts lines on the
 * canvas. Distances are points; "x" counts from the side where the language begins to read.
 */
#ifndef DAIS_WRITE_PDF_LAYOUT_H
#define DAIS_WRITE_PDF_LAYOUT_H

#include "write/pdf/lines.h"

#define DAIS_PAGE_SIDE 56.7  /* side margins: 2 cm */
#define DAIS_PAGE_HEAD 40.0  /* baseline of the first running head line, from the top */
#define DAIS_PAGE_FOOT 40.0  /* baseline of the foot, from the bottom */
#define DAIS_TEXT_START 62.4 /* start of the text column inside the margins: 2.2 cm */
#define DAIS_TEXT_END 34.0   /* end of the text column inside the margins: 1.2 cm */
#define DAIS_DEPTH_MAX 32    /* nesting of a tree */

enum dais_entry_kind {
	DAIS_ENTRY_LINE,
	DAIS_ENTRY_ROW,
	DAIS_ENTRY_OPEN,    /* a structure element begins */
	DAIS_ENTRY_CLOSE,
	DAIS_ENTRY_ANCHOR,  /* something links here */
	DAIS_ENTRY_OUTLINE, /* a bookmark */
	DAIS_ENTRY_NEW_PAGE
};

struct dais_row;
struct dais_table;

struct dais_entry {
	uint8_t kind;
	bool keep;           /* LINE, ROW: not first on a page: stays with what is before it */
	float gap, height;   /* white space before (not at the top of a page); own height */
	float notes;         /* height of footnotes first marked here */
	float x;             /* LINE: start */
	uint32_t line;
	uint32_t level;      /* OUTLINE */
	struct dais_para *para;
	struct dais_row *row;
	enum dais_pdf_tag tag;
	struct dais_pdf_tag_attr attr;
	struct dais_str name; /* ANCHOR, OUTLINE */
	struct dais_table *ends; /* CLOSE: this table is over */
};

struct dais_note {
	struct dais_para *mark, *text;
	double height;  /* 0: not set yet */
	bool placed;    /* counted on a page */
	bool drawn;
};

struct dais_layout {
	const struct dais_tree *tree;
	struct dais_arena *arena;
	struct dais_setter *setter;
	struct dais_pdf *pdf;
	struct dais_err *err;
	bool failed;
	bool rtl;
	double page_w, page_h;
	double top, bottom;      /* of the body on the current page */
	double later_top;        /* on pages after the first */
	double scale, lead;      /* of sizes and leadings in the language */
	size_t document;         /* structure element */
	/* galley */
	DAIS_VEC(struct dais_entry) galley;
	bool keep_next;          /* the next line or row stays with the last one */
	double gap_next;
	struct dais_note *notes; /* one per footnote of the tree */
	DAIS_VEC(size_t) page_notes; /* of the page being drawn */
	/* drawing */
	struct dais_buf glyphs;   /* struct dais_glyph */
	struct dais_buf text;     /* of a stretch */
	struct dais_buf places;   /* of the items of a line */
	double y;
	DAIS_VEC(struct dais_pdf_area) link_areas;
	const struct dais_run *link; /* run of the areas */
	unsigned ranks[8];       /* of the headings the current place is under */
	unsigned n_ranks;
};

/* --- styles ----------------------------------------------------------------------------------- */

/* Style for a nominal size and leading of Latin letters, as the language needs it. */
struct dais_para_style dais_layout_style(const struct dais_layout *l, double size, double leading,
    unsigned font_style, enum dais_align align);
/* Width between the side margins. */
static inline double
dais_layout_width(const struct dais_layout *l)
{
	return l->page_w - 2 * DAIS_PAGE_SIDE;
}

/* --- drawing (draw.c) ------------------------------------------------------------------------- */

/* Draws line @i of @p with its top at @y, its paragraph starting at @x. In an artifact (@plain)
 * no structure is made. */
void dais_draw_line(
    struct dais_layout *l, struct dais_para *p, size_t i, double x, double y, bool plain);
/* All lines; closes what the paragraph opened. Returns its height. */
double dais_draw_para(struct dais_layout *l, struct dais_para *p, double x, double y, bool plain);
/* Closes the element of a run that is open at the end of @p. */
void dais_draw_end(struct dais_layout *l, struct dais_para *p);
/* Turns collected link areas into an annotation (end of page, end of link). */
void dais_draw_flush_link(struct dais_layout *l);
void dais_draw_rule(struct dais_layout *l, double x, double y, double w, double thick);

/* --- pages (page.c) --------------------------------------------------------------------------- */

/* Appends an entry; breaks and draws pages as they fill. The entry must not be used after. */
void dais_pdf_page_add(struct dais_layout *l, const struct dais_entry *e);
void dais_pdf_page_add_lines(
    struct dais_layout *l, struct dais_para *p, double x, double gap, bool keep);
/* Draws what is left. */
void dais_pdf_page_flush(struct dais_layout *l);
void dais_pdf_page_begin(struct dais_layout *l);
/* Height of the footnotes marked in @p line @i that no line before has marked. */
double dais_pdf_page_notes_height(struct dais_layout *l, const struct dais_para *p, size_t i);
/* Has the footnotes marked there printed on the page being drawn. */
void dais_pdf_page_take_notes(struct dais_layout *l, const struct dais_para *p, size_t i);

/* --- flow, tables, first page, furniture --------------------------------------------------- */

bool dais_flow_tree(struct dais_layout *l);
/* Lays out a table, row by row, from the end of what is on the page. */
void dais_table_flow(struct dais_layout *l, const struct dais_node *table);
/* Draws @row at @y, at most @room high; true when all of it is drawn. */
bool dais_table_draw_row(struct dais_layout *l, struct dais_row *row, double y, double room);
/* Height of what is left of a row drawn in part. */
double dais_table_row_left(const struct dais_row *row);
/* The height of the repeated head of the table @row belongs to; 0 if it has none or it is not
 * printed yet. */
double dais_table_head_height(const struct dais_row *row);
void dais_table_draw_head(struct dais_layout *l, const struct dais_row *row, double y);
/* Rule under the last row on a page. */
void dais_table_draw_end(struct dais_layout *l, const struct dais_row *row, double y);
void dais_table_drop_row(struct dais_layout *l, struct dais_row *row);
void dais_table_close(struct dais_layout *l, struct dais_table *t);
/* Draws the first page's head; returns where the text begins. */
double dais_masthead_draw(struct dais_layout *l);
/* Heads at once, feet when the number of pages is known. */
double dais_furniture_top(const struct dais_layout *l);
void dais_furniture_head(struct dais_layout *l, size_t page);
void dais_furniture_feet(struct dais_layout *l);

#endif
