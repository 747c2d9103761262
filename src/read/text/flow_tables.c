/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of a flow that hold no table: a letterhead, labels and what stands behind them, a frame
 * around a list. Their cells are paragraphs like others.
 */
#include "read/text/flow_priv.h"
#include "read/text/table_priv.h"

#define HOURS_CELL_MAX 160u /* bytes */
#define LABEL_MAX 40u       /* bytes */
#define COLUMNS_OF_HEAD 4u  /* of a letterhead, at most */

/* Blocks of one table. */
struct table_blocks {
	size_t first, end;
};

static const struct dais_flow_block *
cell_of(const struct reader *r, size_t b)
{
	return r->blocks.v[b].source;
}

static bool
is_same_cell(const struct reader *r, size_t a, size_t b)
{
	return cell_of(r, a)->row == cell_of(r, b)->row &&
	       cell_of(r, a)->column == cell_of(r, b)->column;
}

bool
flow_is_label(struct dais_str s)
{
	return s.n <= LABEL_MAX &&
	       (dais_str_has_suffix(s, DAIS_STR(":")) || dais_str_has_suffix(s, DAIS_STR("：")));
}

/* Whether a cell without a label beside it states the hours of a sitting and nothing else, or two
 * state day and hours: one alone is the line of a gathering of one day. */
static bool
states_hours(const struct reader *r, const struct table_blocks *t)
{
	unsigned with_days = 0;

	for (size_t b = t->first; b < t->end; b++) {
		struct dais_str s = cell_of(r, b)->text;
		struct cell_facts f;

		if (s.n > HOURS_CELL_MAX ||
		    (b > t->first && flow_is_label(cell_of(r, b - 1)->text)))
			continue;
		read_cell_facts(r, s, &f);
		if (!f.date.year && read_hours(r, s, &f) && f.times >= 2)
			return true;
		with_days += f.times >= 2;
	}
	return with_days >= 2;
}

static unsigned
columns_of(const struct reader *r, const struct table_blocks *t)
{
	unsigned n = 1;

	for (size_t b = t->first; b < t->end; b++)
		n = cell_of(r, b)->column + 1 > n ? cell_of(r, b)->column + 1 : n;
	return n;
}

/* Whether block @b is item @number of a list, its mark with a stop or without. */
static bool
is_item(const struct reader *r, size_t b, unsigned number)
{
	const struct text_block *k = &r->blocks.v[b];

	return (k->mark.kind == MARK_NUMBER && k->mark.value == number) ||
	       read_loose_number(k->text, number) > 0;
}

/* Whether one cell holds the items 1, 2, 3 or the whole of a list of two. */
static bool
holds_list(const struct reader *r, const struct table_blocks *t)
{
	for (size_t b = t->first; b < t->end; b++) {
		unsigned number = 1;

		if (!is_item(r, b, 1))
			continue;
		for (size_t k = b + 1; k < t->end && is_same_cell(r, b, k); k++)
			number += is_item(r, k, number + 1);
		if (number >= 2)
			return true;
	}
	return false;
}

/* Whether the blocks are all cells still: no rows of items. */
static bool
is_whole(const struct reader *r, const struct table_blocks *t)
{
	for (size_t b = t->first; b < t->end; b++) {
		if (r->blocks.v[b].role != DAIS_FLOW_CELL && r->blocks.v[b].text.n)
			return false;
	}
	return true;
}

/* Whether @s is a range of dates and nothing else. */
static bool
is_range(const struct reader *r, struct dais_str s)
{
	struct cell_facts f;

	read_cell_facts(r, s, &f);
	return f.n == 1 && f.v[0].kind == DAIS_FACT_RANGE && f.v[0].at == 0 &&
	       read_states_only_facts(s, &f);
}

/* Whether cell @n, beside cell @b, belongs to its paragraph: behind a label, dates behind a place.
 */
static bool
goes_on_with(const struct reader *r, size_t b, size_t n)
{
	return cell_of(r, n)->row == cell_of(r, b)->row && !is_same_cell(r, b, n) &&
	       (flow_is_label(cell_of(r, b)->text) ||
		   (n == b + 1 && is_range(r, cell_of(r, n)->text) &&
		       !read_has_phrase(&r->words->organ, cell_of(r, b)->text)));
}

/* Makes the cells paragraphs, a label with what stands behind it one of them. */
static void
dissolve(struct reader *r, const struct table_blocks *t)
{
	for (size_t b = t->first; b < t->end; b++) {
		struct text_block *k = &r->blocks.v[b];

		if (k->role != DAIS_FLOW_CELL)
			continue;
		k->role = DAIS_FLOW_TEXT;
		for (size_t n = b + 1; n < t->end && goes_on_with(r, b, n); n++)
			read_merge_blocks(r, b, n);
	}
}

/* The blocks of the table that begins at block @b; none when it is no cell. */
static struct table_blocks
table_at(const struct reader *r, size_t b)
{
	struct table_blocks t = { b, b + 1 };

	while (t.end < r->blocks.n && cell_of(r, t.end)->table == cell_of(r, b)->table)
		t.end++;
	return t;
}

static bool
holds_no_table(const struct reader *r, const struct table_blocks *t, bool in_head)
{
	unsigned columns = columns_of(r, t);

	if (!is_whole(r, t) || states_hours(r, t))
		return false;
	return columns == 1 || holds_list(r, t) || (in_head && columns <= COLUMNS_OF_HEAD);
}

/* Adds block @k again, as the lines of the head that its author ended by hand. */
static void
add_lines(struct reader *r, const struct text_block *k)
{
	const struct dais_flow_block *f = k->source;
	size_t i = k->map.v[0].line, from = k->map.v[0].raw_at;

	while (from < f->text.n) {
		size_t end = read_head_piece(r, f, from);

		flow_add_piece(r, i, (struct text_span){ .at = from, .n = end - from })->role =
		    DAIS_FLOW_TEXT;
		from = end;
	}
}

/* Whether block @k, right behind @item, names documents of it in its first line and goes on with
 * something else on the next, which its author ended by hand. */
static bool
begins_with_documents(
    const struct reader *r, const struct text_block *item, const struct text_block *k)
{
	const struct dais_flow_block *f = k->source;

	return item && k->role == DAIS_FLOW_TEXT && f->breaks.n && k->map.n == 1 &&
	       k->map.v[0].raw_at == 0 &&
	       (item->mark.kind == MARK_NUMBER || item->mark.kind == MARK_LETTER ||
		   item->mark.kind == MARK_DECIMAL) &&
	       read_names_documents(r, dais_str_trim(dais_str_sub(f->text, 0, f->breaks.v[0]))) &&
	       !read_names_documents(r, dais_str_sub(f->text, f->breaks.v[0], f->text.n));
}

static void
add_both(struct reader *r, const struct text_block *k)
{
	const struct dais_flow_block *f = k->source;
	size_t i = k->map.v[0].line, at = f->breaks.v[0];

	(void)flow_add_piece(r, i, (struct text_span){ .at = 0, .n = at });
	(void)flow_add_piece(r, i, (struct text_span){ .at = at, .n = f->text.n - at });
}

/* In the head a cell that is a paragraph now may hold several lines; below an item a line of
 * documents may have a heading behind it. */
static void
divide_lines(struct reader *r, size_t end)
{
	struct text_block *old = r->blocks.v;
	const struct text_block *item = NULL;
	size_t n = r->blocks.n;

	r->blocks.v = NULL;
	r->blocks.n = r->blocks.cap = 0;
	for (size_t b = 0; b < n; b++) {
		if (b < end && old[b].role == DAIS_FLOW_TEXT && old[b].source->table &&
		    old[b].source->breaks.n && old[b].map.n == 1)
			add_lines(r, &old[b]);
		else if (begins_with_documents(r, item, &old[b]))
			add_both(r, &old[b]);
		else
			dais_vec_push(r->a, &r->blocks, old[b]);
		if (old[b].text.n)
			item = &old[b];
	}
}

void
read_open_tables(struct reader *r)
{
	bool in_head = true;
	size_t head_end = 0;

	for (size_t b = 0; r->flow && b < r->blocks.n;) {
		struct table_blocks t = table_at(r, b);

		if (!cell_of(r, b)->table)
			t.end = b + 1;
		else if (holds_no_table(r, &t, in_head))
			dissolve(r, &t);
		for (; b < t.end; b++)
			in_head &=
			    b < FRONT_BLOCKS && (b == 0 || r->blocks.v[b].mark.kind != MARK_NUMBER);
		head_end = in_head ? b : head_end;
	}
	if (!r->flow)
		return;
	divide_lines(r, head_end);
	flow_mark_loose_numbers(r);
}
