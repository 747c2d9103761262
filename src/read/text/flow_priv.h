/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Blocks made from the paragraphs of a flow: flow_blocks.c, flow_columns.c.
 */
#ifndef DAIS_READ_TEXT_FLOW_PRIV_H
#define DAIS_READ_TEXT_FLOW_PRIV_H

#include "read/text/read_priv.h"

/* "Date:", "地点：" */
bool flow_is_label(struct dais_str s);
/* Adds the bytes @part of paragraph @i of the flow, without white space around, as a block. The
 * pointer is good until the next one is added. */
struct text_block *flow_add_piece(struct reader *r, size_t i, struct text_span part);
/* The mark of an item that is a number without a stop, with the white space up to byte @end of @s;
 * MARK_NONE: none. */
struct item_mark flow_bare_mark(struct dais_str s, size_t end);
/* Adds paragraph @i, and those behind it that belong to the same table, when they stand in columns;
 * how many were added, 0 when they do not. @in_masthead: neither the title nor an item has come. */
size_t flow_add_columns(struct reader *r, size_t i, bool in_masthead);
/* Gives their marks to items whose numbers have white space alone behind them, where at least four
 * follow one another. */
void flow_mark_loose_numbers(struct reader *r);

#endif
