/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A document as its paragraphs, before anybody understands it: what every reader of a format
 * (text, DOCX, ODT, HTML, PDF, Akoma Ntoso) gives, and all that src/read/text asks of one.
 * Paragraphs stand in reading order; a cell of a table is one paragraph or several; running
 * heads, feet and footnotes are paragraphs with a role. Every byte of a paragraph can be traced
 * to its place in the file. Pure data, no I/O.
 */
#ifndef DAIS_READ_FLOW_FLOW_H
#define DAIS_READ_FLOW_FLOW_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/vec.h"

/* More than any document has; beyond them a reader stops and says so. */
#define DAIS_FLOW_BLOCKS_MAX 2000000u
#define DAIS_FLOW_TEXT_MAX ((size_t)256 << 20) /* bytes of text in all */
#define DAIS_FLOW_BLOCK_MAX ((size_t)1 << 20)  /* bytes of one paragraph; the rest is dropped */

enum dais_flow_role {
	DAIS_FLOW_TEXT,    /* a paragraph */
	DAIS_FLOW_HEADING, /* styled or tagged as a heading: see level */
	DAIS_FLOW_CELL,    /* a paragraph in a cell of a table */
	DAIS_FLOW_HEADER,  /* running head; one that repeats is given once */
	DAIS_FLOW_FOOTER,
	DAIS_FLOW_NOTE,    /* the text of a footnote or endnote */
	DAIS_FLOW_ROLE_COUNT
};

/* What the lines of places count. */
enum dais_flow_places {
	DAIS_FLOW_LINES,      /* lines of the file (text, HTML, XML) */
	DAIS_FLOW_PARAGRAPHS, /* paragraphs of the body (DOCX, ODT), from 1 */
	DAIS_FLOW_PAGES       /* lines of a page (PDF): pages are given */
};

/* Byte @at of the text stands at this place; columns count code points up to the next point. */
struct dais_flow_point {
	size_t at;
	unsigned page;   /* 0: none */
	unsigned line;   /* 1-based; 0: nowhere, of a paragraph that is a computed number alone */
	unsigned column; /* 1-based; 0: not known */
};

/* Words that lead elsewhere. */
struct dais_flow_link {
	size_t at, n; /* bytes of the text */
	struct dais_str target;
};

/* Words behind tabs, or behind a gap as wide. */
struct dais_flow_tab {
	size_t at;  /* byte of the text */
	unsigned n; /* tabs before it, at least 1 */
};

struct dais_flow_block {
	enum dais_flow_role role;
	unsigned level;       /* of a heading, from 1; else 0 */
	struct dais_str text; /* one paragraph: no line breaks, white space single, trimmed */
	size_t generated;     /* first bytes of @text (a number and its space) that the word
			   * processor computes and the file does not hold as text */
	bool spaced;          /* set apart from what is before it */
	bool strong;          /* all of it bold, or larger than the text around it */
	bool centred;
	unsigned indent;      /* left edge (right edge in a right-to-left text) from the margin,
			  * points; 0 none or not known */
	size_t table;         /* of a cell: number of its table, from 1 */
	unsigned row, column; /* from 0, in the table's grid (spans counted) */
	unsigned rows, columns; /* of the grid that it covers, at least 1 */
	bool cut;             /* longer than DAIS_FLOW_BLOCK_MAX: the rest was dropped */
	bool head;            /* stands in a row of headings that repeats */
	DAIS_VEC(struct dais_flow_point) points; /* by at; the first at 0 */
	DAIS_VEC(struct dais_flow_link) links;   /* by at */
	DAIS_VEC(size_t)
	breaks; /* bytes of @text where a line begins behind one ended by hand, rising */
	DAIS_VEC(struct dais_flow_tab) tabs; /* by at; one may stand at 0 */
};

struct dais_flow {
	struct dais_arena *arena;
	struct dais_str file; /* as the user named it */
	const char *format; /* "text", "docx", "odt", "html", "pdf", "akn"; static */
	enum dais_flow_places places;
	bool has_language; /* the file declares one of the six */
	enum dais_lang language;
	unsigned pages; /* 0: not paged */
	DAIS_VEC(struct dais_flow_block) blocks;
	size_t bytes; /* of text so far */
	size_t tables;
};

/* --- building --------------------------------------------------------------------------------
 * A reader begins a block, puts its words piece by piece, and ends it. White space of all kinds
 * (no-break spaces, too: they say only where a line may not end) becomes single spaces; text that
 * is not UTF-8 is replaced character by character; controls and soft hyphens are dropped. A block
 * without words is dropped. */

struct dais_flow_writer {
	struct dais_flow *flow;
	struct dais_buf text;
	struct dais_flow_block block;
	size_t table; /* of cells to come; 0 none */
	bool open;
	bool pending_space;
	bool full; /* a limit was reached; nothing more is taken */
	DAIS_VEC(size_t) breaks; /* bytes of @text where a line begins behind one ended by hand */
	DAIS_VEC(struct dais_flow_tab) tabs;
};

/* A flow without blocks in @a; @file (borrowed) as the user named it, @format a literal: "docx". */
struct dais_flow *dais_flow_new(struct dais_arena *a, struct dais_str file, const char *format);
/* Begins to write @flow; releasing frees what the writer holds, ends no block and leaves the flow.
 */
void dais_flow_writer_init(struct dais_flow_writer *w, struct dais_flow *flow);
void dais_flow_writer_release(struct dais_flow_writer *w);
#define DAIS_FLOW_WRITER_AUTO                                                                      \
	__attribute__((cleanup(dais_flow_writer_release))) struct dais_flow_writer

/* Ends a block that is still open, begins one, and returns it, for its properties; valid until
 * the next begin or end. */
struct dais_flow_block *dais_flow_begin(struct dais_flow_writer *w, enum dais_flow_role role);
/* Adds @s, whose first byte stands at @page, @line, @column; columns go on by code points, and a
 * line feed in @s begins the next line. A new point is made where needed. */
void dais_flow_put(
    struct dais_flow_writer *w, struct dais_str s, unsigned page, unsigned line, unsigned column);
/* Makes the no-break hyphens of @text plain ones, for word processors, which have them as letters
 * and as elements. They say only where a line may not end; symbols and titles are the same. */
void dais_flow_plain_hyphens(struct dais_buf *text);
/* Adds @s as text that the file does not hold (a computed number with its space). Only at the
 * start of a block. */
void dais_flow_put_generated(struct dais_flow_writer *w, struct dais_str s);
/* White space between words: one space, none at the ends. */
void dais_flow_space(struct dais_flow_writer *w);
/* The same, where the next words begin at a tab stop. */
void dais_flow_tab(struct dais_flow_writer *w);
/* A line that its author ended within a paragraph: a space, except that a paragraph of its own
 * begins when the break is doubled or what follows begins with the mark of an item; never in a
 * heading, whose lines are one title. */
void dais_flow_break(struct dais_flow_writer *w);
/* The same without a space, as between Chinese letters. */
void dais_flow_break_tight(struct dais_flow_writer *w);
/* Where the next byte will stand in the block, for links. */
size_t dais_flow_at(const struct dais_flow_writer *w);
/* Makes the words from @from to here lead to @target (copied). */
void dais_flow_link(struct dais_flow_writer *w, size_t from, struct dais_str target);
/* Ends the block; NULL when it held no words. When lines ended by hand divide it, the last part. */
struct dais_flow_block *dais_flow_end(struct dais_flow_writer *w);

/* Moves the blocks of @from, whose texts stay where they are, behind those of @to; @from is empty
 * then. False when a limit above cut them. */
bool dais_flow_append(struct dais_flow *to, struct dais_flow *from);

/* --- asking ---------------------------------------------------------------------------------- */

/* The place of byte @at of the text of @b, its words @n bytes long. */
struct dais_place dais_flow_place(
    const struct dais_flow *f, const struct dais_flow_block *b, size_t at, size_t n);
/* Whether every text, point, link and cell lies where the comments above say. For tests and at
 * the border to another process. */
bool dais_flow_is_valid(const struct dais_flow *f);
/* Prints @f for golden tests: one line a block. */
void dais_flow_dump(const struct dais_flow *f, struct dais_buf *out);

#endif
