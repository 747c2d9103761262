/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of items in a flow: rows that begin with a number, or the letter of a part, in a cell of
 * its own become paragraphs "3. Title", which lists.c then reads.
 */
#include "read/text/read_priv.h"

static bool
has_stop(struct dais_str s)
{
	return s.n && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ')' || s.p[s.n - 1] == '-');
}

/* The number of an item that a cell gives and nothing else: "1", "2.", "Item 3"; 0 if none. */
static unsigned
number_cell(const struct reader *r, struct dais_str s)
{
	struct item_mark m;

	if (s.n > 40)
		return 0;
	m = read_mark(
	    r, dais_arena_concat(r->a, s, has_stop(s) ? DAIS_STR(" X") : DAIS_STR(". X")));
	return m.kind == MARK_NUMBER && m.n >= s.n + 1 ? m.value : 0;
}

/* Whether a cell is the letter of a part and nothing else: "(a)", "b.". */
static bool
is_letter_cell(const struct reader *r, struct dais_str s)
{
	struct item_mark m;

	if (s.n > 8)
		return false;
	m = read_mark(r, dais_arena_concat(r->a, s, DAIS_STR(" X")));
	return m.kind == MARK_LETTER && m.n == s.n + 1;
}

/* Whether the rows of the table in blocks @first..@end begin with numbers from 1 in order. */
static bool
is_table_of_items(const struct reader *r, size_t first, size_t end)
{
	unsigned expected = 1, rows = 0, numbered = 0, row = UINT32_MAX;

	for (size_t b = first; b < end; b++) {
		const struct dais_flow_block *c = r->blocks.v[b].source;
		unsigned n;

		if (c->row == row)
			continue;
		row = c->row;
		if (c->column == 0 && is_letter_cell(r, c->text))
			continue;
		rows++;
		n = c->column == 0 ? number_cell(r, c->text) : 0;
		if (n == expected) {
			numbered++;
			expected++;
		}
	}
	return numbered >= 2 && numbered * 2 >= rows;
}

/* The cell in block @b with the paragraphs of the cell behind it, up to one with a mark of its
 * own; those from there on are paragraphs, too. */
static void
join_row(struct reader *r, size_t b, size_t end)
{
	const struct dais_flow_block *c = r->blocks.v[b].source, *title = r->blocks.v[b + 1].source;
	bool whole = false;

	if (!has_stop(r->blocks.v[b].text))
		r->blocks.v[b].text = dais_arena_concat(r->a, r->blocks.v[b].text, DAIS_STR("."));
	for (size_t k = b + 1; k < end; k++) {
		struct text_block *p = &r->blocks.v[k];

		if (p->source->row != c->row || p->source->column != title->column)
			break;
		whole |= k > b + 1 && p->mark.kind != MARK_NONE;
		if (whole)
			p->role = DAIS_FLOW_TEXT;
		else
			read_merge_blocks(r, b, k);
	}
	r->blocks.v[b].role = DAIS_FLOW_TEXT;
}

static void
join_rows(struct reader *r, size_t first, size_t end)
{
	for (size_t b = first; b + 1 < end; b++) {
		const struct dais_flow_block *c = r->blocks.v[b].source;

		if (c->column == 0 && r->blocks.v[b + 1].source->row == c->row &&
		    r->blocks.v[b + 1].source->column > 0 &&
		    (number_cell(r, c->text) || is_letter_cell(r, c->text)))
			join_row(r, b, end);
	}
}

void
read_join_tables(struct reader *r)
{
	for (size_t b = 0; r->flow && b < r->blocks.n;) {
		size_t table = r->blocks.v[b].source->table, end = b + 1;

		while (end < r->blocks.n && r->blocks.v[end].source->table == table)
			end++;
		if (table && is_table_of_items(r, b, end))
			join_rows(r, b, end);
		b = end;
	}
}
