/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Styles, lists and the text of an ODT; private to this folder.
 */
#ifndef DAIS_READ_ODT_ODT_PRIV_H
#define DAIS_READ_ODT_ODT_PRIV_H

#include "base/map.h"
#include "read/flow/number.h"
#include "read/odt/names.h"
#include "read/odt/odt.h"
#include "read/zip/unzip.h"

#define ODT_UNSET INT32_MIN
#define ODT_LEVELS 10u
#define ODT_STYLES_MAX 100000u
#define ODT_CHAIN_MAX 32u    /* styles based on styles */
#define ODT_SPANS_MAX 32u    /* spans in spans */
#define ODT_STORIES_MAX 4u   /* text boxes and notes in text boxes */
#define ODT_LISTS_DEEP 64u   /* lists in lists, text boxes counted in */
#define ODT_COLUMNS_MAX 4096u
#define ODT_ROWS_MAX 1000000u

/* --- style.c ------------------------------------------------------------------------------------
 */

struct odt_format {
	int bold, hidden;          /* 0, 1, ODT_UNSET */
	int size;    /* twentieths of a point */
	int centred;
	int left, first;           /* twips */
	int before, after;
	int numbered; /* headings of it: 0 when its list style is said to be none */
};

struct odt_style {
	struct dais_str key;    /* scope, family, name: see odt_style_find() */
	struct dais_str parent; /* name */
	char family;
	struct odt_format format;
	bool settled; /* holds what it inherits */
};

struct odt_level {
	enum dais_flow_number format;
	unsigned start, display;
	bool tight;
	struct dais_str prefix, suffix, bullet;
	struct dais_str all; /* "(%1%.%2%)"; else prefix, numbers, suffix */
};

struct odt_list_style {
	struct odt_level levels[ODT_LEVELS];
};

/* Automatic styles of a part are those of its text only: scope 'c' is common, 's' of styles.xml,
 * 't' of content.xml. Families: 'p' paragraph, 't' text, 'l' list styles. */
struct odt_styles {
	struct dais_arena *arena;
	DAIS_VEC(struct odt_style) list;
	DAIS_VEC(struct odt_list_style) lists;
	struct dais_map by_key;
	struct odt_list_style outline;
	struct odt_format defaults;
	int size; /* of plain text */
	/* while they are read */
	char scope;
	size_t open;      /* style, or SIZE_MAX */
	bool in_defaults;
	struct odt_list_style *open_list;
	struct odt_level *open_level;
};

/* No styles yet; they come to lie in @a. */
void odt_styles_init(struct odt_styles *s, struct dais_arena *a);
/* An element of the parts with styles begins or ends. */
void odt_style_start(struct odt_styles *s, const struct dais_xml_tag *tag);
void odt_style_end(struct odt_styles *s, unsigned name);
/* The properties of style @name, what it inherits included; NULL when there is none. */
const struct odt_format *odt_style_format(
    struct odt_styles *s, char scope, char family, struct dais_str name);
const struct odt_list_style *odt_list_style(struct odt_styles *s, char scope, struct dais_str name);

/* --- list.c -------------------------------------------------------------------------------------
 */

struct odt_counters {
	unsigned value[ODT_LEVELS];
	bool used[ODT_LEVELS];
};

struct odt_list {
	const struct odt_list_style *style; /* NULL: no numbers */
	struct dais_str style_name;
	size_t counters;
	bool in_item, numbered; /* the item still waits for its number */
	int start;              /* of the item, or ODT_UNSET */
};

struct odt_lists {
	struct dais_arena *arena;
	struct odt_list open[ODT_LISTS_DEEP];
	size_t depth; /* may exceed ODT_LISTS_DEEP */
	DAIS_VEC(struct odt_counters) counters;
	struct dais_map by_id, last_by_style; /* counters */
	DAIS_VEC(size_t) last;
	struct odt_counters outline;
};

/* No lists yet; they come to lie in @a. */
void odt_lists_init(struct odt_lists *l, struct dais_arena *a);
/* A list begins, @base lists being open around the text box that it stands in. */
void odt_list_begin(struct odt_lists *l, struct odt_styles *s, char scope, size_t base,
    const struct dais_xml_tag *tag);
void odt_list_end(struct odt_lists *l);
void odt_item_begin(struct odt_lists *l, const struct dais_xml_tag *tag, bool header);
/* Whether the next paragraph gets a number, no bullet. */
bool odt_list_counts(const struct odt_lists *l, size_t base);
/* Puts the number of a paragraph that begins here into @out (cleared first): that of the open
 * item, if nothing has it yet. */
void odt_list_count(struct odt_lists *l, size_t base, struct dais_buf *out);
/* The same for a heading of @level (from 1) outside of lists. */
void odt_outline_count(struct odt_lists *l, const struct odt_styles *s, unsigned level, int start,
    struct dais_buf *out);

/* --- text.c -------------------------------------------------------------------------------------
 */

struct odt_paragraph {
	bool open, started, strong, is_heading;
	unsigned level; /* of a heading */
	int start;      /* its number, or ODT_UNSET */
	bool no_number;
	unsigned line, column;
	unsigned tabs; /* before the first word */
	const struct odt_format *format;
};

struct odt_story {
	struct dais_flow *flow;
	struct dais_flow_writer writer;
	enum dais_flow_role role;
	bool counts_lines;
	struct odt_paragraph paragraph;
	const struct odt_format *spans[ODT_SPANS_MAX];
	size_t spans_open;
	bool link_open, link_begun;
	size_t link_from;
	struct dais_str link;
	bool space; /* the last character was white space */
	int after;
	bool after_empty;
	size_t lists, tables; /* open around it */
};

struct odt_table {
	size_t number;
	unsigned row, column, span, rows;
	unsigned repeat; /* of the open row */
	bool head;
};

struct odt_reader {
	struct dais_arena *arena;
	struct dais_str file;
	struct odt_styles styles;
	struct odt_lists lists;
	char scope;
	bool in_styles, in_text, in_furniture;
	unsigned skip;
	struct odt_story stories[ODT_STORIES_MAX];
	size_t depth;
	struct dais_flow *body, *inner, *notes, *headers, *footers;
	unsigned line;
	struct dais_buf text, number;
	DAIS_VEC(struct odt_table) tables;
	size_t tables_open, tables_made;
	size_t changes;
	struct dais_map masters, words[2]; /* used master pages; running heads and feet so far */
	size_t furniture[2]; /* paragraphs of running heads and feet so far */
	bool master_used;
	bool full;
	bool too_deep; /* there were text boxes deeper than are read */
};

static inline struct odt_story *
odt_story(struct odt_reader *r)
{
	return &r->stories[r->depth - 1];
}

/* A stretch of text of its own (the body, a note, a text box, a running head), whose blocks
 * go to @flow in the role @role; @counts_lines: its paragraphs are those of the body that
 * places count. */
void odt_story_begin(
    struct odt_reader *r, struct dais_flow *flow, enum dais_flow_role role, bool counts_lines);
void odt_story_end(struct odt_reader *r);
/* Paragraphs, spans and links as their elements begin and end, in the innermost story. */
void odt_paragraph_begin(struct odt_reader *r, const struct dais_xml_tag *tag);
void odt_paragraph_end(struct odt_reader *r);
void odt_span_begin(struct odt_reader *r, const struct dais_xml_tag *tag);
void odt_span_end(struct odt_reader *r);
void odt_link_begin(struct odt_reader *r, struct dais_str target);
void odt_link_end(struct odt_reader *r);
/* Words as they stand in the file. */
void odt_put(struct odt_reader *r, struct dais_str s);
void odt_put_spaces(struct odt_reader *r, unsigned n);
/* A line ended by hand. */
void odt_put_break(struct odt_reader *r);
/* A tab: the words behind it stand in a column of their own. */
void odt_put_tab(struct odt_reader *r);
/* Moves the blocks of @from to the end of @to; what goes beyond the limit of a flow is told
 * at the end. */
void odt_append(struct odt_reader *r, struct dais_flow *to, struct dais_flow *from);

/* --- table.c ------------------------------------------------------------------------------------
 */

/* The table whose cells the innermost story is in; NULL: none, or deeper than tables are
 * followed. */
struct odt_table *odt_table(struct odt_reader *r);
/* Tables, rows and cells as their elements begin and end; they may nest, and be broken. */
void odt_table_begin(struct odt_reader *r);
void odt_table_end(struct odt_reader *r);
void odt_row_begin(struct odt_reader *r, const struct dais_xml_tag *tag);
void odt_row_end(struct odt_reader *r);
void odt_cell_begin(struct odt_reader *r, const struct dais_xml_tag *tag);
void odt_cell_end(struct odt_reader *r);
/* Cells that others cover. */
void odt_cell_covered(struct odt_reader *r, const struct dais_xml_tag *tag);

/* A whole number of attribute @name, @otherwise when there is none. */
int odt_int(const struct dais_xml_tag *tag, unsigned name, int otherwise);

#endif
