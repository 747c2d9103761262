/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables as aligned columns without boxes; where columns would be too narrow, or lines run from
 * right to left, a list: one entry a row, cells under the label of their columns.
 */
#include "write/txt/txt_priv.h"

#define COLUMNS_MAX 16
#define GAP 2u
#define NARROWEST 5u   /* a column of numbers */
#define NARROW_WORDS 14u /* a column of words */
#define HOURS_MAX 14u    /* the first column is widened to this for hours */
#define LONGEST_WORD 12u /* a column is widened to hold its longest word up to this */

struct column {
	unsigned at, width;
	unsigned taken;         /* rows still covered from above */
	dais_str_lines pending; /* lines of a cell over several rows, still to be printed */
	size_t printed;
};

struct table {
	const struct dais_node *node;
	size_t n;
	struct column columns[COLUMNS_MAX];
};

static size_t
count_columns(const struct dais_node *t)
{
	size_t n = 0;

	if (t->columns.n)
		return t->columns.n;
	for (size_t i = 0; t->children.n && i < t->children.v[0]->children.n; i++)
		n += t->children.v[0]->children.v[i]->colspan;
	return n;
}

/* Columns of the longest word of @s, a word ending at spaces and hyphens. */
static unsigned
longest_word(struct txt *x, struct dais_str s)
{
	dais_str_lines words = dais_text_wrap(x->a, s, 1, false);
	unsigned longest = 0;

	for (size_t i = 0; i < words.n; i++) {
		size_t hyphen = dais_str_find_char(words.v[i], '-', 0);
		unsigned n = dais_text_columns(
		    hyphen == SIZE_MAX ? words.v[i] : dais_str_sub(words.v[i], 0, hyphen + 1));

		longest = n > longest ? n : longest;
	}
	return longest < LONGEST_WORD ? longest : LONGEST_WORD;
}

/* Bytes of the hours @s up to their dash; all of them when there is none. */
static size_t
dash_end(struct dais_str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = dais_str_decode(s, &at);

		if (cp == '-' || cp == 0x2013)
			return at;
	}
	return s.n;
}

/* The hours of a sitting, broken after their dash if @width is too little for one line. */
static struct dais_str
hours(struct txt *x, struct dais_str s, unsigned width)
{
	size_t end = dash_end(s);

	if (dais_text_columns(s) <= width || end == s.n)
		return s;
	return dais_arena_printf(x->a, "%.*s\n%.*s", DAIS_STR_ARG(dais_str_sub(s, 0, end)),
	    DAIS_STR_ARG(dais_str_trim(dais_str_sub(s, end, s.n))));
}

static bool
is_hours(const struct dais_node *row, const struct dais_node *cell)
{
	return row->role == DAIS_ROLE_SITTING && cell->is_header;
}

/* Columns the first column wants, to hold hours up to their dash. */
static unsigned
hours_columns(struct txt *x, const struct dais_node *table)
{
	unsigned most = 0;

	for (size_t i = 0; i < table->children.n; i++) {
		const struct dais_node *row = table->children.v[i];
		struct dais_str s;
		unsigned n;

		if (!row->children.n || !is_hours(row, row->children.v[0]))
			continue;
		s = dais_txt_cell_words(x, row->children.v[0]);
		n = dais_text_columns(dais_str_sub(s, 0, dash_end(s)));
		most = n > most ? n : most;
	}
	return most < HOURS_MAX ? most : HOURS_MAX;
}

/* Gives column @c @wanted columns, taken one by one from what is then the widest. */
static void
widen(struct table *t, struct column *c, unsigned wanted)
{
	while (c->width < wanted) {
		struct column *widest = &t->columns[0];

		for (size_t k = 1; k < t->n; k++)
			widest = t->columns[k].width >= widest->width ? &t->columns[k] : widest;
		if (widest == c || widest->width <= NARROW_WORDS)
			return;
		widest->width--;
		c->width++;
	}
}

/* Widens narrow columns to the longest word of their header, at the cost of the widest column. */
static void
fit_words(struct txt *x, struct table *t)
{
	const struct dais_node *row;
	size_t cells;

	if (t->node->header_rows < 1 || t->node->header_rows > t->node->children.n)
		return;
	row = t->node->children.v[t->node->header_rows - 1];
	cells = row->children.n < t->n ? row->children.n : t->n;
	for (size_t i = 0; i < cells; i++) {
		struct column *c = &t->columns[t->n - cells + i];
		unsigned word = longest_word(x, dais_txt_cell_words(x, row->children.v[i]));

		widen(t, c, word);
	}
}

/* Shares the width by the relative widths; false if the columns become too narrow to read. */
static bool
share(struct txt *x, struct table *t)
{
	double sum = 0;
	unsigned free = x->width == UINT32_MAX ? 0 : x->width - x->indent, at = 0;

	t->n = count_columns(t->node);
	if (t->n == 0 || t->n > COLUMNS_MAX || free <= GAP * (unsigned)t->n)
		return false;
	free -= GAP * (unsigned)(t->n - 1);
	for (size_t i = 0; i < t->n; i++)
		sum += i < t->node->columns.n ? t->node->columns.v[i] : 1;
	for (size_t i = 0; i < t->n; i++) {
		double part = (i < t->node->columns.n ? t->node->columns.v[i] : 1) / sum;
		unsigned w = (unsigned)(part * free);

		if (w < NARROWEST || (part * (double)t->n > 1 && w < NARROW_WORDS))
			return false;
		t->columns[i].width = w;
	}
	fit_words(x, t);
	widen(t, &t->columns[0], hours_columns(x, t->node));
	for (size_t i = 0; i < t->n; i++) {
		t->columns[i].at = at;
		at += t->columns[i].width + GAP;
	}
	return true;
}

static void
start_cells(struct txt *x, struct table *t, const struct dais_node *row)
{
	size_t at = 0;

	for (size_t i = 0; i < row->children.n; i++) {
		const struct dais_node *cell = row->children.v[i];
		struct column *c, *last;
		struct dais_str words;
		unsigned width;

		while (at < t->n && t->columns[at].taken)
			at++;
		if (at >= t->n)
			return;
		c = &t->columns[at];
		for (size_t k = at; k < at + cell->colspan && k < t->n; k++)
			t->columns[k].taken = cell->rowspan;
		at = at + cell->colspan < t->n ? at + cell->colspan : t->n;
		last = &t->columns[at - 1];
		width = last->at + last->width - c->at;
		words = dais_txt_cell_words(x, cell);
		c->pending = dais_text_wrap(
		    x->a, is_hours(row, cell) ? hours(x, words, width) : words, width, true);
		c->printed = 0;
	}
}

static bool
has_lines(const struct column *c)
{
	return c->printed < c->pending.n;
}

/* Whether a line is still due in this row: cells that go on below do not hold it open. */
static bool
is_open(const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		if (has_lines(&t->columns[i]) && t->columns[i].taken <= 1)
			return true;
	}
	return false;
}

static void
put_line(struct txt *x, struct table *t)
{
	unsigned at = 0;

	for (size_t i = 0; i < t->n; i++) {
		struct column *c = &t->columns[i];
		struct dais_str s;

		if (!has_lines(c))
			continue;
		s = c->pending.v[c->printed++];
		if (!s.n)
			continue;
		dais_txt_spaces(x, at == 0 ? x->indent + c->at : c->at - at);
		dais_buf_put(x->out, s);
		at = c->at + dais_text_columns(s);
	}
	dais_buf_put_char(x->out, '\n');
}

static void
rule(struct txt *x, const struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		dais_txt_spaces(x, i == 0 ? x->indent : GAP);
		for (unsigned k = 0; k < t->columns[i].width; k++)
			dais_buf_put_char(x->out, '-');
	}
	dais_buf_put_char(x->out, '\n');
}

static void
write_columns(struct txt *x, struct table *t)
{
	const struct dais_node *node = t->node;

	dais_txt_start_block(x);
	for (size_t i = 0; i < node->children.n; i++) {
		const struct dais_node *row = node->children.v[i];

		if (row->role != DAIS_ROLE_NONE && i > 0)
			dais_buf_put_char(x->out, '\n');
		start_cells(x, t, row);
		while (is_open(t))
			put_line(x, t);
		for (size_t c = 0; c < t->n; c++)
			t->columns[c].taken -= t->columns[c].taken ? 1 : 0;
		if (i + 1 == node->header_rows)
			rule(x, t);
	}
}

/* --- as a list ------------------------------------------------------------------------------ */

/* Label of the columns from @column on: the cell of the first header row that starts there. */
static struct dais_str
label(struct txt *x, const struct dais_node *table, size_t column)
{
	size_t at = 0;

	if (!table->header_rows || !table->children.n)
		return DAIS_STR_NONE;
	for (size_t i = 0; i < table->children.v[0]->children.n; i++) {
		const struct dais_node *cell = table->children.v[0]->children.v[i];

		if (at == column)
			return dais_txt_cell_words(x, cell);
		at += cell->colspan;
	}
	return DAIS_STR_NONE;
}

static void
list_row(struct txt *x, const struct dais_node *table, const struct dais_node *row,
    unsigned taken[COLUMNS_MAX])
{
	struct dais_str number = DAIS_STR_NONE;
	size_t at = 0;

	for (size_t i = 0; i < row->children.n; i++) {
		const struct dais_node *cell = row->children.v[i];
		struct dais_str words = dais_txt_cell_words(x, cell), name;

		while (at < COLUMNS_MAX && taken[at])
			at++;
		for (size_t k = at; k < at + cell->colspan && k < COLUMNS_MAX; k++)
			taken[k] = cell->rowspan;
		name = cell->is_header ? DAIS_STR_NONE : label(x, table, at);
		at += cell->colspan;
		if (!words.n)
			continue;
		x->indent = cell->is_header ? 0 : name.n ? 4 : 8;
		if (name.n)
			dais_txt_put(x, DAIS_STR_NONE, 0, true, name);
		if (name.n && i + 1 < row->children.n) {
			number = words; /* stands before the title in the next cell */
			continue;
		}
		x->indent = cell->is_header ? 0 : 8;
		dais_txt_put(x, number, number.n ? 4 : 0, true, words);
		number = DAIS_STR_NONE;
	}
	for (size_t k = 0; k < COLUMNS_MAX; k++)
		taken[k] -= taken[k] ? 1 : 0;
}

static void
write_list(struct txt *x, const struct dais_node *table)
{
	unsigned taken[COLUMNS_MAX] = { 0 };
	unsigned indent = x->indent;

	for (size_t i = 0; i < table->children.n; i++) {
		const struct dais_node *row = table->children.v[i];

		if (i == 0 || row->role != DAIS_ROLE_NONE)
			dais_txt_start_block(x);
		if (i >= table->header_rows)
			list_row(x, table, row, taken);
		else
			for (size_t c = 0; c < row->children.n; c++)
				dais_txt_put(x, DAIS_STR_NONE, 0, true,
				    dais_txt_cell_words(x, row->children.v[c]));
	}
	x->indent = indent;
}

void
dais_txt_table(struct txt *x, const struct dais_node *table)
{
	struct table t = { .node = table };

	if (!table->children.n)
		return;
	if (share(x, &t))
		write_columns(x, &t);
	else
		write_list(x, table);
}
