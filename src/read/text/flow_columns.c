/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Paragraphs of a flow whose words stand in columns, at tab stops: rows of a timetable become cells
 * of a table; behind the title of an item stand its documents and who presents it; a line of the
 * head has a left and a right half.
 */
#include "read/text/flow_priv.h"
#include "read/text/table_priv.h"

#define PIECES_MAX 12u
#define ROWS_MIN 2u
#define PIECE_MAX 160u       /* bytes of one that states hours */
#define NUMBER_BYTES_MAX 3u  /* of a number without a stop */

/* Words of a paragraph between tabs. */
struct piece {
	size_t from, to; /* bytes of the text */
	unsigned column; /* tabs before it */
};

struct row {
	struct piece v[PIECES_MAX];
	size_t n;
	bool indented; /* tabs stand before the first */
};

static struct dais_str
words_of(const struct dais_flow_block *f, const struct piece *p)
{
	return dais_str_trim(dais_str_sub(f->text, p->from, p->to));
}

/* Cuts paragraph @f at its tabs. */
static void
cut(const struct dais_flow_block *f, struct row *row)
{
	unsigned column = 0;
	size_t from = 0;

	row->n = 0;
	row->indented = f->tabs.n && f->tabs.v[0].at == 0;
	for (size_t i = 0; i < f->tabs.n && row->n + 1 < PIECES_MAX; i++) {
		if (f->tabs.v[i].at > from)
			row->v[row->n++] = (struct piece){ from, f->tabs.v[i].at, column };
		column += f->tabs.v[i].n;
		from = f->tabs.v[i].at;
	}
	row->v[row->n++] = (struct piece){ from, f->text.n, column };
}

/* The value of a number without a stop that @s is; 0: none. */
static unsigned
bare_number(struct dais_str s)
{
	int64_t v;

	return s.n <= NUMBER_BYTES_MAX && dais_str_to_int(s, 1, 999, &v) ? (unsigned)v : 0;
}

/* Whether @s is the mark of an item, and nothing else: "1.", "(a)", "Item 3", "4". */
static bool
is_mark_alone(const struct reader *r, struct dais_str s)
{
	return s.n && s.n <= 24 &&
	       (bare_number(s) ||
		   read_mark(r, dais_arena_concat(r->a, s, DAIS_STR(" X"))).n == s.n + 1);
}

/* Joins the mark of an item with the words behind it. */
static void
join_mark(const struct reader *r, const struct dais_flow_block *f, struct row *row)
{
	if (row->n < 2 || !is_mark_alone(r, words_of(f, &row->v[0])))
		return;
	row->v[0].to = row->v[1].to;
	for (size_t i = 1; i + 1 < row->n; i++)
		row->v[i] = row->v[i + 1];
	row->n--;
}

/* What the pieces of rows state. */
struct stated {
	bool day;
	bool hours; /* perhaps only one, before a dash or a word */
	bool both;  /* hours with their end */
};

static void
look_at(const struct reader *r, struct dais_str s, struct stated *ret)
{
	struct cell_facts f;
	bool only;

	if (s.n > PIECE_MAX)
		return;
	read_cell_facts(r, s, &f);
	only = read_states_only_facts(s, &f);
	ret->day |= only && f.date.year;
	ret->both |= only && f.times >= 2;
	ret->hours |= !f.date.year && read_hours(r, s, &f);
	ret->both |= !f.date.year && f.times >= 2 && ret->hours;
}

/* Whether the last block states a day and nothing else. */
static bool
is_behind_day(const struct reader *r)
{
	struct stated stated = { 0 };

	if (r->blocks.n)
		look_at(r, r->blocks.v[r->blocks.n - 1].text, &stated);
	return stated.day;
}

/* Whether paragraph @i may be a row of a timetable. */
static bool
is_row(const struct reader *r, size_t i, struct row *row)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];

	if (f->role != DAIS_FLOW_TEXT || !f->tabs.n || f->breaks.n)
		return false;
	cut(f, row);
	return (row->n >= 2 || row->indented) && !flow_is_label(words_of(f, &row->v[0]));
}

/* The paragraph behind the rows of the timetable that begins with paragraph @i; @i: none does. */
static size_t
timetable_end(const struct reader *r, size_t i)
{
	struct stated stated = { 0 };
	size_t end = i;
	struct row row;

	for (; end < r->flow->blocks.n && is_row(r, end, &row); end++) {
		for (size_t k = 0; k < row.n && k < 2; k++)
			look_at(r, words_of(&r->flow->blocks.v[end], &row.v[k]), &stated);
	}
	if (!stated.both && !(stated.day && stated.hours))
		return i;
	return end >= i + ROWS_MIN || (end > i && is_behind_day(r)) ? end : i;
}

/* Adds the pieces of paragraph @i as the cells of row @number of table @table. */
static void
add_cells(struct reader *r, size_t i, size_t table, unsigned number)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	struct row row;

	cut(f, &row);
	for (size_t k = 0; k < row.n; k++) {
		struct dais_flow_block *cell = DAIS_NEW(r->a, struct dais_flow_block);
		struct text_block *b = flow_add_piece(r, i,
		    (struct text_span){ .at = row.v[k].from, .n = row.v[k].to - row.v[k].from });

		*cell = (struct dais_flow_block){ .role = DAIS_FLOW_CELL,
			.text = b->text,
			.table = table,
			.row = number,
			.column = row.v[k].column,
			.rows = 1,
			.columns = 1 };
		b->source = cell;
		b->role = DAIS_FLOW_CELL;
	}
}

/* An item with what stands beside it. */
static void
add_item(struct reader *r, size_t i, const struct row *row)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];

	for (size_t k = 0; k < row->n; k++) {
		struct text_span at = { .at = row->v[k].from, .n = row->v[k].to - row->v[k].from };
		struct text_block *b = flow_add_piece(r, i, at);

		b->beside = k > 0;
		if (k == 0 && b->mark.kind == MARK_NONE && f->tabs.n)
			b->mark = flow_bare_mark(b->text, f->tabs.v[0].at);
	}
}

static bool
has_mark(const struct reader *r, const struct dais_flow_block *f, const struct row *row)
{
	struct dais_str first = words_of(f, &row->v[0]);
	struct item_mark m = read_mark(r, first);

	/* "г. Сочи" is a town: a letter has its tab right behind it. */
	return m.kind == MARK_NUMBER || m.kind == MARK_DECIMAL ||
	       (m.kind == MARK_LETTER && f->tabs.v[0].at <= row->v[0].from + m.n) ||
	       bare_number(dais_str_trim(dais_str_sub(f->text, 0, f->tabs.v[0].at))) > 0;
}

/* A line of the head in two halves, or one that goes on with what stands behind a label above it:
 * whether it is. */
static bool
add_line_of_head(struct reader *r, size_t i, const struct row *row, bool in_masthead)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	size_t last = r->blocks.n;

	if (row->n == 1 && row->indented && last &&
	    (read_is_labelled(r, r->blocks.v[last - 1].text))) {
		(void)flow_add_piece(r, i, (struct text_span){ .at = 0, .n = f->text.n });
		read_merge_blocks(r, last - 1, last);
		r->blocks.n = last;
		return true;
	}
	if (!in_masthead || row->n != 2 ||
	    !read_is_right_half(r, words_of(f, &row->v[0]), words_of(f, &row->v[1])))
		return false;
	for (size_t k = 0; k < row->n; k++)
		(void)flow_add_piece(r, i,
		    (struct text_span){ .at = row->v[k].from, .n = row->v[k].to - row->v[k].from });
	return true;
}

size_t
flow_add_columns(struct reader *r, size_t i, bool in_masthead)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	size_t end = timetable_end(r, i), n = end - i;
	struct row row;

	if (n) {
		size_t table = r->flow->tables + 1 + i;

		for (size_t k = i; k < end; k++)
			add_cells(r, k, table, (unsigned)(k - i));
		return n;
	}
	/* Where lines were ended by hand, tabs begin lines. */
	if ((f->role != DAIS_FLOW_TEXT && f->role != DAIS_FLOW_HEADING) || !f->tabs.n ||
	    f->breaks.n)
		return 0;
	cut(f, &row);
	if (add_line_of_head(r, i, &row, in_masthead))
		return 1;
	join_mark(r, f, &row);
	if (has_mark(r, f, &row)) {
		add_item(r, i, &row);
		return 1;
	}
	return 0;
}
