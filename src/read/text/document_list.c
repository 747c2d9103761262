/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of documents: tables with a symbol in each row, perhaps the item it is for, and a title, or
 * lines of text that were such a table. The title may go on over the lines below.
 */
#include "read/text/build_priv.h"

#define TITLE_BYTES_MAX 2000u
#define BLOCKS_BACK 50u
#define ITEM_CELL_MAX 24u /* bytes of "3 (a), 4" */

/* The row being read. */
struct row {
	struct text_span symbol;
	struct dais_buf title;
	size_t title_x; /* byte of the line where the title began */
	bool open;
	size_t block;   /* where the blocks of its lines begin */
};

static void
close_row(struct reader *r, struct row *row)
{
	struct dais_symbol v[8];
	struct sketch_document *d;
	size_t n;

	if (!row->open)
		return;
	row->open = false;
	n = read_symbol_keys(r, read_span(r, row->symbol), v, 8);
	if (!n)
		return;
	d = dais_vec_add(r->a, &r->documents);
	*d = (struct sketch_document){ .given = dais_buf_dup(&row->title, r->a),
		.symbol = row->symbol,
		.title = { row->symbol.block, row->symbol.at, 0 },
		.body = 0,
		.item = DAIS_NONE,
		.note = DAIS_NONE,
		.record_document = DAIS_NONE };
	for (size_t i = 0; i < n; i++)
		dais_vec_push(r->a, &d->symbols, v[i].key);
}

static void
open_row(struct reader *r, struct row *row, struct text_span symbol)
{
	close_row(r, row);
	row->open = true;
	row->symbol = symbol;
	row->title_x = SIZE_MAX;
	dais_buf_clear(&row->title);
}

static void
add_words(struct row *row, struct dais_str s)
{
	if (row->title.n + s.n > TITLE_BYTES_MAX)
		return;
	if (row->title.n)
		dais_buf_put_char(&row->title, ' ');
	dais_buf_put(&row->title, s);
}

/* Whether the cell names an item and nothing else, or is empty but for a dash. */
static bool
is_item_cell(struct dais_str s)
{
	bool digit = false;

	if (s.n > ITEM_CELL_MAX)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		digit |= c >= '0' && c <= '9';
		if ((c >= 'A' && c <= 'Z') || (c >= 'j' && c <= 'z' && c != 'n' && c != 'd'))
			return false;
	}
	return digit || s.n <= strlen("–");
}

/* The words of the block that lie at @s of line @line; n 0: none. */
static struct text_span
span_of_line(const struct reader *r, struct row *row, size_t line, struct dais_str s)
{
	/* Blocks come in the order of their lines; those of a row may stand behind its others. */
	while (row->block < r->blocks.n && r->blocks.v[row->block].last + BLOCKS_BACK < line)
		row->block++;
	for (size_t b = row->block; b < r->blocks.n && b < row->block + (size_t)2 * BLOCKS_BACK;
	    b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (line < k->first || line > k->last)
			continue;
		for (size_t i = 0; i < k->map.n; i++) {
			size_t at = dais_str_find(k->text, s, k->map.v[i].at);

			if (k->map.v[i].line == line && at != SIZE_MAX)
				return (struct text_span){ b, at, s.n };
		}
	}
	return (struct text_span){ 0, 0, 0 };
}

static void
take_line(struct reader *r, struct row *row, size_t line)
{
	struct row_cells c;

	read_cut_line(&r->lines.v[line], &c);
	if (c.n && read_is_whole_symbol(c.v[0])) {
		struct text_span symbol = span_of_line(r, row, line, c.v[0]);

		if (!symbol.n)
			return;
		open_row(r, row, symbol);
		for (size_t i = 1; i < c.n; i++) {
			if (is_item_cell(c.v[i]) && i + 1 < c.n)
				continue;
			row->title_x = row->title_x == SIZE_MAX ? c.at[i] : row->title_x;
			add_words(row, c.v[i]);
		}
		return;
	}
	if (row->open && c.n && row->title_x != SIZE_MAX && c.at[0] + 2 >= row->title_x)
		add_words(row, c.v[0]);
	else
		close_row(r, row);
}

/* One row of a table: the symbol's cell, and of the others the longest is the title. */
static size_t
take_row(struct reader *r, struct row *row, size_t b)
{
	const struct dais_flow_block *first = r->blocks.v[b].source;
	struct dais_str title = DAIS_STR_NONE;
	size_t symbol = DAIS_NONE, end = b;

	for (; end < r->blocks.n; end++) {
		const struct dais_flow_block *c = r->blocks.v[end].source;
		struct dais_str s = r->blocks.v[end].text;

		if (c->table != first->table || c->row != first->row)
			break;
		if (symbol == DAIS_NONE && read_is_whole_symbol(s))
			symbol = end;
		else if (s.n > title.n && !is_item_cell(s))
			title = s;
	}
	if (symbol == DAIS_NONE)
		return end;
	open_row(r, row, (struct text_span){ symbol, 0, r->blocks.v[symbol].text.n });
	add_words(row, title);
	close_row(r, row);
	return end;
}

void
read_document_rows(struct reader *r)
{
	struct row row = { 0 };

	if (!r->is_document_list)
		return;
	dais_buf_init(&row.title, DAIS_BUF_MAX);
	for (size_t i = 0; i < r->lines.n; i++) {
		if (r->lines.v[i].role == LINE_TEXT)
			take_line(r, &row, i);
	}
	close_row(r, &row);
	for (size_t b = 0; r->flow && b < r->blocks.n;)
		b = r->blocks.v[b].role == DAIS_FLOW_CELL && r->blocks.v[b].source->table
			? take_row(r, &row, b)
			: b + 1;
	dais_buf_release(&row.title);
}
