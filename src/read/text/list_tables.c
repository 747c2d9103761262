/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of items in a flow: rows that begin with a number, or the letter of a part, in a cell of
 * its own become paragraphs "3. Title", which lists.c then reads.
 */
#include "read/text/read_priv.h"

#define MARK_CELL_MAX 40u /* bytes */

/* The mark of @s before a title, between them @behind. */
static struct item_mark
mark_before_title(const struct reader *r, struct dais_str s, const char *behind)
{
	return read_mark(r, dais_arena_concat(r->a, s, dais_str_from(behind)));
}

/* Whether @s is a mark that needs no stop before its title: no number alone. */
static bool
is_whole_mark(const struct reader *r, struct dais_str s)
{
	return s.n && !(s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9') &&
	       mark_before_title(r, s, " X").kind != MARK_NONE;
}

/* The mark that a cell is and nothing else: "1", "2.", "Item 3", "(a)", "3.1", "一、"; MARK_NONE:
 * it is more or none. */
static struct item_mark
mark_alone(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };

	if (!s.n || s.n > MARK_CELL_MAX)
		return m;
	m = mark_before_title(r, s, is_whole_mark(r, s) ? " X" : ". X");
	if (m.n < s.n)
		m.kind = MARK_NONE;
	return m;
}

/* The mark at the start of the row whose first cell is block @b: alone in it, or before the title.
 */
static struct item_mark
row_mark(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct item_mark m = mark_alone(r, k->text);

	return m.kind != MARK_NONE ? m : k->mark;
}

static bool
is_part(struct item_mark m)
{
	return m.kind == MARK_LETTER || m.kind == MARK_DECIMAL || m.kind == MARK_CAPITAL;
}

static bool
begins_row(const struct reader *r, size_t b, size_t first)
{
	const struct dais_flow_block *c = r->blocks.v[b].source;

	return b == first || r->blocks.v[b - 1].source->row != c->row;
}

/* Whether the rows from block @first on are numbered "I.", "أولا -"; other numbers are of parts. */
static bool
counts_in_roman(const struct reader *r, size_t first)
{
	struct item_mark m = row_mark(r, first);

	return m.kind == MARK_ROMAN && m.value == 1;
}

/* Whether the rows of the table in blocks @first..@end begin with numbers in order: from 1, or from
 * the one behind @last, the item before the table. */
static bool
is_table_of_items(const struct reader *r, size_t first, size_t end, unsigned last)
{
	unsigned expected = 0, rows = 0, numbered = 0, parts = 0;
	bool roman = counts_in_roman(r, first);

	for (size_t b = first; b < end; b++) {
		struct item_mark m;

		if (!begins_row(r, b, first))
			continue;
		m = r->blocks.v[b].source->column == 0 ? row_mark(r, b)
						       : (struct item_mark){ MARK_NONE };
		if (is_part(m) || (roman && m.kind == MARK_NUMBER)) {
			parts++;
			continue;
		}
		rows++;
		if (m.kind != (roman ? MARK_ROMAN : MARK_NUMBER))
			continue;
		if (!expected && (m.value == 1 || (last && m.value == last + 1)))
			expected = m.value;
		if (expected && m.value == expected) {
			numbered++;
			expected++;
		}
	}
	/* One row alone goes on with a list that was begun, or begins one whose annotations stand
	 * between the tables: "1." */
	if (!rows)
		return parts && last;
	return numbered * 2 >= rows &&
	       (numbered >= 2 ||
		   (numbered && rows == 1 && (last || is_whole_mark(r, r->blocks.v[first].text))));
}

/* The cell in block @b with the paragraphs of the cell behind it, up to one with a mark of its
 * own; those from there on are paragraphs, too. */
static void
join_row(struct reader *r, size_t b, size_t end)
{
	const struct dais_flow_block *c = r->blocks.v[b].source, *title = r->blocks.v[b + 1].source;
	bool whole = false;

	if (!is_whole_mark(r, r->blocks.v[b].text))
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

/* The paragraphs of the cell in block @b, the first of which has the mark and the title of an item.
 */
static void
take_cell(struct reader *r, size_t b, size_t end)
{
	const struct dais_flow_block *c = r->blocks.v[b].source;

	for (; b < end && r->blocks.v[b].source->row == c->row &&
	       r->blocks.v[b].source->column == c->column;
	    b++)
		r->blocks.v[b].role = DAIS_FLOW_TEXT;
}

static bool
is_item_or_part(struct item_mark m)
{
	return m.kind == MARK_NUMBER || m.kind == MARK_ROMAN || is_part(m);
}

/* Makes the rows of a table of items paragraphs; the number of the last item, @last before them. */
static unsigned
join_rows(struct reader *r, size_t first, size_t end, unsigned last)
{
	for (size_t b = first; b < end; b++) {
		const struct dais_flow_block *c = r->blocks.v[b].source;
		struct item_mark m = row_mark(r, b);

		if (c->column > 0 || !begins_row(r, b, first) || !is_item_or_part(m))
			continue;
		last = m.kind == MARK_NUMBER ? m.value : last;
		if (mark_alone(r, r->blocks.v[b].text).kind == MARK_NONE)
			take_cell(r, b, end);
		else if (b + 1 < end && r->blocks.v[b + 1].source->row == c->row &&
			 r->blocks.v[b + 1].source->column > 0)
			join_row(r, b, end);
	}
	return last;
}

void
read_join_tables(struct reader *r)
{
	unsigned last = 0;

	for (size_t b = 0; r->flow && b < r->blocks.n;) {
		const struct text_block *k = &r->blocks.v[b];
		size_t table = k->source->table, end = b + 1;

		while (end < r->blocks.n && r->blocks.v[end].source->table == table)
			end++;
		if (table && is_table_of_items(r, b, end, last)) {
			last = join_rows(r, b, end, last);
		} else if (!table) {
			end = b + 1;
			if (k->mark.kind == MARK_NUMBER && read_is_body(r, b))
				last = k->mark.value;
		}
		b = end;
	}
}
