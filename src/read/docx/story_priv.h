/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading the text of a part, event by event; private to this folder.
 */
#ifndef DAIS_READ_DOCX_STORY_PRIV_H
#define DAIS_READ_DOCX_STORY_PRIV_H

#include "read/docx/docx_priv.h"

/* Text boxes in text boxes. */
#define DOCX_STORIES_MAX 4u
#define DOCX_FIELDS_MAX 16u
#define DOCX_INSTRUCTION_MAX 1024u
#define DOCX_COLUMNS_MAX 4096u

/* Words that lead elsewhere, while they are read. */
struct docx_link {
	bool open, begun;
	size_t from;
	struct dais_str target;
};

enum docx_field_kind {
	DOCX_FIELD_OTHER,
	DOCX_FIELD_LINK,
	DOCX_FIELD_PAGE /* number of a page; not text of the document */
};

struct docx_field {
	enum docx_field_kind kind;
	bool in_result;
	struct docx_link link;
	char instruction[DOCX_INSTRUCTION_MAX];
	size_t n;
};

struct docx_paragraph {
	struct docx_paragraph_format format;
	const struct docx_style *style;
	struct dais_str style_id;
	bool open, settled, started;
	bool strong;       /* all words so far */
	bool mark_deleted; /* goes on with the next paragraph */
	unsigned line, column;
	unsigned tabs; /* before the first word */
};

/* A flow of paragraphs: that of a part, or of a text box in it. */
struct docx_story {
	struct dais_flow *flow;
	struct dais_flow_writer writer;
	struct docx_paragraph paragraph;
	struct docx_run run;
	struct dais_str run_style;
	bool run_settled;
	bool joined; /* the block of a paragraph whose mark is deleted is still open */
	int after;   /* space behind the last paragraph, twips */
	bool after_empty;
	struct docx_link link;
	struct docx_field fields[DOCX_FIELDS_MAX];
	size_t fields_open; /* may exceed DOCX_FIELDS_MAX */
	size_t tables_open; /* of the reader's, when it began */
};

/* A cell that goes on in the rows below. */
struct docx_merge {
	bool open;
	size_t from, to; /* its blocks */
	unsigned rows;
};

struct docx_table {
	size_t number;
	unsigned row, column; /* of the cell to come */
	unsigned span;
	size_t from; /* first block of the open cell */
	bool head, row_deleted, cell_deleted;
	int merge; /* of the open cell: 0 none, 1 begins, 2 goes on */
	struct dais_flow *flow;
	DAIS_VEC(struct docx_merge) merges; /* by column */
};

struct docx_section {
	unsigned first, last; /* paragraphs */
	bool title_page;
	struct dais_str
	    parts[6]; /* relationship ids; headers, then footers: first, default, even */
};

/* A note that the body refers to. */
struct docx_note {
	struct dais_str id;
	bool is_endnote;
	unsigned line;
};

/* Where the letters of a text element stand, for annotated copies. */
struct docx_piece {
	size_t element; /* number of its text element in the part, from 0 */
	unsigned line, column;
	unsigned skipped, count; /* code points: white space before that is dropped; those shown */
};

struct docx_map {
	DAIS_VEC(struct docx_piece) pieces;
	DAIS_VEC(size_t) paragraphs; /* by line - 1: number of the paragraph element, from 0 */
};

struct docx_reader {
	struct dais_arena *arena;
	struct docx_package *package;
	struct docx_styles *styles;
	struct docx_numbering *numbering;
	const struct docx_relations *relations; /* of the part */
	enum dais_flow_role role;
	struct docx_map *map; /* NULL: not wanted */
	bool counts_lines; /* each paragraph is a line; else all stand at @line */
	unsigned line;
	unsigned skip; /* depth of elements passed over */
	bool in_properties; /* of a paragraph */
	bool in_row_properties;
	bool in_text, preserve;
	struct dais_buf text, number;
	size_t text_elements, paragraph_elements;
	struct docx_story stories[DOCX_STORIES_MAX];
	size_t depth; /* stories open */
	struct dais_flow *inner; /* paragraphs of text boxes that wait for the end of theirs */
	size_t tables; /* so far */
	DAIS_VEC(struct docx_table) open_tables;
	size_t tables_open;
	bool alternate[DAIS_XML_DEPTH_MAX]; /* a choice was taken */
	size_t alternates;
	DAIS_VEC(struct docx_section) sections;
	struct docx_section section;
	bool in_section;
	DAIS_VEC(struct docx_note) notes;
	struct dais_map note_ids;
	bool note_closed; /* in a part of notes: outside of any that is wanted */
	size_t changes, mark_changes;
	bool even_pages;
	bool full;
	bool too_deep; /* there were text boxes deeper than are read */
};

/* --- story.c: events of a part -----------------------------------------------------------------
 */

/* Reads part @name into a new flow with role @role. */
bool docx_story_read(struct docx_reader *r, struct dais_str name, enum dais_flow_role role,
    struct dais_flow **ret, struct dais_err *err);
void docx_reader_init(struct docx_reader *r, struct docx_package *p);
void docx_reader_release(struct docx_reader *r);
/* Moves the blocks of @from behind those of @to. */
void docx_flow_append(struct docx_reader *r, struct dais_flow *to, struct dais_flow *from);

/* --- docx.c -------------------------------------------------------------------------------------
 */

/* The whole document; where its letters stand goes into @map (NULL: not wanted). */
bool docx_flow_read(struct docx_package *p, struct docx_map *map, struct dais_flow **ret,
    struct dais_diags *diags, struct dais_err *err);

/* --- paragraph.c ------------------------------------------------------------------------------ */

static inline struct docx_story *
docx_story(struct docx_reader *r)
{
	return &r->stories[r->depth - 1];
}

/* A paragraph begins and ends in the innermost story; what it says becomes a block of the
 * flow, or a part of one that goes on. */
void docx_paragraph_begin(struct docx_reader *r);
void docx_paragraph_end(struct docx_reader *r);
/* Ends a block that still waits to be joined with a next paragraph. */
void docx_paragraph_close(struct docx_reader *r);
/* Words as they stand; false when they do not show. */
bool docx_put(struct docx_reader *r, struct dais_str s);
/* A line ended by hand. */
void docx_put_break(struct docx_reader *r);
/* A tab: the words behind it stand in a column of their own. */
void docx_put_tab(struct docx_reader *r);
/* The content of a text element. */
void docx_put_element(struct docx_reader *r);
/* The character of code @code, in hexadecimal digits (ECMA-376-1, 17.3.3.30). */
void docx_put_symbol(struct docx_reader *r, struct dais_str code);

/* --- field.c: fields and links ------------------------------------------------------------------
 */

/* @l, of the caller, is open between these two; an empty @target makes no link. */
void docx_link_begin(struct docx_reader *r, struct docx_link *l, struct dais_str target);
void docx_link_end(struct docx_reader *r, struct docx_link *l);
/* Links that are open begin at the words to come, or end with the paragraph. */
void docx_links_begin(struct docx_reader *r);
void docx_links_break(struct docx_reader *r);
void docx_field_begin(struct docx_reader *r);
void docx_field_separate(struct docx_reader *r);
void docx_field_end(struct docx_reader *r);
void docx_field_instruct(struct docx_reader *r, struct dais_str s);
/* At the end of a paragraph: fields whose instructions are not over are taken for broken, so that
 * they do not swallow the document. */
void docx_fields_break(struct docx_reader *r);
/* Whether words here are text of the document. */
bool docx_fields_show(const struct docx_story *s);

/* --- table.c ------------------------------------------------------------------------------------
 */

/* Tables, rows and cells as their elements begin and end; they may nest, and be broken. */
void docx_table_begin(struct docx_reader *r);
void docx_table_end(struct docx_reader *r);
void docx_row_begin(struct docx_reader *r);
void docx_row_end(struct docx_reader *r);
void docx_cell_begin(struct docx_reader *r);
void docx_cell_end(struct docx_reader *r);
/* A property of a row or cell. */
void docx_table_take(struct docx_reader *r, const struct dais_xml_tag *tag);
/* The table whose cell paragraphs stand in; NULL for none. */
struct docx_table *docx_table(struct docx_reader *r);
/* Whether the words of the open cell show. */
bool docx_cell_shows(const struct docx_table *t);

#endif
