/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: lines and boxes of the terminal.
 */
#ifndef DAIS_WRITE_TIMETABLE_TEXT_PRIV_H
#define DAIS_WRITE_TIMETABLE_TEXT_PRIV_H

#include "write/timetable/text.h"

enum text_style {
	STYLE_PLAIN,
	STYLE_BOLD,
	STYLE_FAINT,
	STYLE_GONE,   /* faint and struck out */
	STYLE_MARK,
	STYLE_ITEM    /* + colour of the item */
};

/* One line of a cell: a mark (a number or a sign), then words. */
struct text_line {
	struct dais_str mark; /* with the space behind it */
	unsigned mark_style;
	struct dais_str text;
	unsigned style;
	unsigned hang;        /* columns before the words */
};
typedef DAIS_VEC(struct text_line) text_line_vec;

/* A cell of the box over neighbouring columns of the box. */
struct text_cell {
	size_t first, span;
	text_line_vec lines;
	size_t printed;
	bool open;            /* goes on below the next rule */
};

/* Cells that stand beside each other and cover all columns. */
struct text_band {
	struct text_cell **v; /* by column of the box: the cell that covers it */
};

struct text {
	struct dais_buf *out;
	struct dais_arena *a;
	const struct dais_timetable *t; /* may be NULL */
	enum dais_lang l;
	bool ascii, colour, rtl;
	bool at_right; /* lines outside the box end at the right, behind a space at least */
	unsigned width;
	size_t columns; /* of the box */
	unsigned *widths; /* of their words */
};

/* Adds @s folded to @width, with @mark hanging before it. */
void dais_text_put_lines(struct text *x, text_line_vec *ret, struct dais_str mark,
    unsigned mark_style, struct dais_str s, unsigned style, unsigned width);
/* Prints @line in a field of @width columns; @width 0: as it is. */
void dais_text_put_line(struct text *x, const struct text_line *line, unsigned width);
/* Columns for words of the cell that covers @span columns from @first. */
unsigned dais_text_cell_width(const struct text *x, size_t first, size_t span);
/* A band of @x->columns single empty cells. */
struct text_band *dais_text_band(struct text *x);
/* A cell over columns of @band. */
struct text_cell *dais_text_cell(struct text *x, struct text_band *band, size_t first, size_t span);
void dais_text_put_band(struct text *x, struct text_band *band);
/* The rule between two bands; NULL above the first and below the last. */
void dais_text_put_rule(
    struct text *x, const struct text_band *above, const struct text_band *below);
/* The lines of a block: label, entries, remarks. */
void dais_text_block(
    struct text *x, const struct dais_timetable_block *b, unsigned width, text_line_vec *ret);
/* An ordinary line of the text, folded. */
void dais_text_say(struct text *x, struct dais_str s, unsigned style);
/* Columns for the words of lines that dais_text_put_indented() prints. */
unsigned dais_text_room(const struct text *x, unsigned indent);
/* Lines one below the other, @indent columns from where lines begin. */
void dais_text_put_indented(struct text *x, const text_line_vec *lines, unsigned indent);
/* Sets up @x, whose t and l are set, for @opt. */
void dais_text_start(struct text *x, const struct dais_timetable_text_options *opt,
    struct dais_buf *out, struct dais_arena *a);
/* The phrase @key as a heading begins. */
struct dais_str dais_text_heading(struct text *x, const char *key);
/* @s with @modality, when there is one; meetings, place and zone of x->t. */
void dais_text_title(struct text *x, struct dais_str s, struct dais_str modality);
void dais_text_signs(struct text *x);
void dais_text_totals(struct text *x);
void dais_text_notes(struct text *x);

#endif
