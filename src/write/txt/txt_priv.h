/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/txt only.
 */
#ifndef DAIS_WRITE_TXT_TXT_PRIV_H
#define DAIS_WRITE_TXT_TXT_PRIV_H

#include "text/width.h"
#include "write/txt/txt.h"

#define DAIS_TXT_WIDTH 78u
#define DAIS_TXT_DEPTH_MAX 32

struct txt {
	struct dais_buf *out;
	const struct dais_tree *t;
	struct dais_arena *a; /* scratch */
	unsigned width;       /* columns of a line; UINT_MAX: not folded */
	unsigned indent;      /* of the block being written */
	unsigned depth;
	bool tight;           /* the next block follows without an empty line */
	bool too_deep;
};

/* Puts @n spaces. */
void dais_txt_spaces(struct txt *x, unsigned n);
/* Starts a block: an empty line unless it is the first or a tight one. */
void dais_txt_start_block(struct txt *x);
/* Writes @s folded, with @mark hanging before it at x->indent; the lines of @s start @hang columns
 * further in, the first directly when there is no mark and @flush_first. */
void dais_txt_put(
    struct txt *x, struct dais_str mark, unsigned hang, bool flush_first, struct dais_str s);
/* Words of a cell, paragraphs parted by "\n". */
struct dais_str dais_txt_cell_words(struct txt *x, const struct dais_node *cell);

/* A table in aligned columns; as a list of its rows where they would be too narrow to read. */
void dais_txt_table(struct txt *x, const struct dais_node *table);

#endif
