/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the Akoma Ntoso reader.
 */
#ifndef DAIS_READ_AKN_AKN_PRIV_H
#define DAIS_READ_AKN_AKN_PRIV_H

#include "read/akn/akn.h"
#include "read/xml/xml.h"

/* What an element does to the text in it. */
enum akn_kind {
	AKN_INLINE, /* nothing; every element that is not known */
	AKN_SKIP,   /* its text is not the document's */
	AKN_BOX,    /* ends paragraphs: a container */
	AKN_HIER,   /* a box that may have number and heading: a section, an article */
	AKN_ITEM,   /* a box in a list, with a number */
	AKN_FRONT,  /* a box in front of the text, where the title stands */
	AKN_PARAGRAPH,
	AKN_NUMBER,
	AKN_HEADING,
	AKN_SUBHEADING,
	AKN_SPEAKER,
	AKN_TITLE,
	AKN_NOTE,
	AKN_BOLD,
	AKN_LINK,
	AKN_BREAK,
	AKN_ORDERED,
	AKN_UNORDERED,
	AKN_LIST_ITEM,
	AKN_TABLE,
	AKN_CAPTION,
	AKN_ROW,
	AKN_CELL,
	AKN_HEAD_CELL,
	AKN_LANGUAGE,
	AKN_META,
	AKN_KIND_COUNT
};

/* What the element of this local name is, in whatever namespace: versions differ in those. */
enum akn_kind akn_kind_of(struct dais_str local);

#define AKN_COLUMNS_MAX 256u

/* The table that is read. */
struct akn_grid {
	unsigned busy[AKN_COLUMNS_MAX]; /* rows below that a cell still covers */
	unsigned row, column, columns, cells, heads;
	size_t row_from; /* first block of the row */
	unsigned depth;  /* tables in tables; the inner ones are text of a cell */
};

struct akn_piece {
	struct dais_str text;
	unsigned line, column;
	bool ends; /* a paragraph ends before it */
};

/* An open element. */
struct akn_open {
	enum akn_kind kind;
	enum dais_flow_role role; /* that it gives to what is in it */
	size_t link_from;         /* of a link: where its words begin */
	struct dais_str target;
	int64_t items;            /* of an ordered list: so many so far */
};

struct akn_reader {
	struct dais_arena *scratch;
	struct dais_flow *flow;
	struct dais_flow_writer w;
	struct akn_open open[DAIS_XML_DEPTH_MAX + 1];
	unsigned depth;
	unsigned skip;   /* open elements whose text is skipped */
	unsigned meta, notes, bold, fronts, hiers, items;
	bool number;     /* the open block is a number so far */
	bool has_plain, in_heading;
	DAIS_VEC(struct akn_piece) note; /* of the notes in the open block */
	struct akn_grid grid;
	struct { /* of the cell that is read */
		unsigned row, column, rows, columns;
	} cell;
};

/* The value of the attribute of this local name, a view of @tag; NONE when there is none. */
struct dais_str akn_value(const struct dais_xml_tag *tag, const char *local);

/* table.c: tables, rows and cells as their elements begin and end; they may be broken. A table in a
 * table is text of the cell it stands in; cells behind column AKN_COLUMNS_MAX stand in that. */
void akn_start_table(struct akn_reader *r);
void akn_end_table(struct akn_reader *r);
void akn_start_row(struct akn_reader *r);
void akn_end_row(struct akn_reader *r);
void akn_start_cell(struct akn_reader *r, const struct dais_xml_tag *tag, bool head);

#endif
