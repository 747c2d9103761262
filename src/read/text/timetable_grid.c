/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Timetables in tables whose rows and columns are known (DOCX, HTML, PDF ...). Three house styles:
 * days as rows that span the table, hours in the first column, then numbers and titles, a pair of
 * columns a body; days and hours in columns of their own; days as rows and halves of the day as
 * columns (or the other way round), cells naming items. The first two are read row by row as a
 * flattened table is (timetable.c); the third is read column context by column context.
 */
#include "read/text/table_priv.h"

#define COLUMNS_MAX 64u
#define DAY_BEFORE_MAX 2u /* paragraphs before a table of hours that may state its day */

/* What the head rows say of a column. */
struct column_head {
	size_t body;           /* DAIS_NONE: none */
	struct dais_date day;  /* year 0: none */
	struct dais_str hours; /* empty: none */
	size_t hours_block;
};

struct grid {
	size_t first, end; /* blocks */
	size_t columns;
	unsigned heads;    /* rows before the first row with content */
	struct column_head head[COLUMNS_MAX];
};

static const struct dais_flow_block *
cell_of(const struct reader *r, size_t b)
{
	return r->blocks.v[b].source;
}

/* The body whose name the cell @s gives, or DAIS_NONE. */
static size_t
body_named(const struct reader *r, struct dais_str s)
{
	size_t best = DAIS_NONE;
	unsigned most = 69;

	for (size_t b = 0; b < r->bodies.n && s.n < 400; b++) {
		unsigned alike =
		    r->bodies.v[b].has_name ? read_alike(read_span(r, r->bodies.v[b].name), s) : 0;

		if (alike > most) {
			most = alike;
			best = b;
		}
	}
	return best;
}

static void
take_head_cell(struct reader *r, struct grid *g, size_t b)
{
	const struct dais_flow_block *c = cell_of(r, b);
	struct cell_facts f;
	size_t body = body_named(r, c->text);
	bool day, hours;

	read_cell_facts(r, c->text, &f);
	day = f.date.year && read_states_only_facts(c->text, &f);
	hours = !day && c->text.n < 120 &&
		(f.times >= 2 || (read_hours(r, c->text, &f) && f.times >= 2));
	if (!day && !hours && body == DAIS_NONE && c->row >= g->heads)
		return;
	for (size_t x = c->column; x < c->column + c->columns && x < COLUMNS_MAX; x++) {
		struct column_head *h = &g->head[x];

		if (body != DAIS_NONE)
			h->body = body;
		if (day && c->column > 0)
			h->day = f.date;
		if (hours && c->column > 0) {
			h->hours = c->text;
			h->hours_block = b;
		}
	}
}

static void
measure(struct reader *r, struct grid *g)
{
	for (size_t x = 0; x < COLUMNS_MAX; x++)
		g->head[x] = (struct column_head){ .body = DAIS_NONE };
	g->heads = 1;
	for (size_t b = g->first; b < g->end; b++) {
		const struct dais_flow_block *c = cell_of(r, b);

		if (c->column + c->columns > g->columns)
			g->columns = c->column + c->columns;
		if (c->head && c->row + 1 > g->heads)
			g->heads = c->row + 1;
	}
	if (g->heads > 4)
		g->heads = 1;
	for (size_t b = g->first; b < g->end && cell_of(r, b)->row < g->heads + 2; b++)
		take_head_cell(r, g, b);
}

/* The day that the paragraph before the table, or before the tables right above it, states and
 * nothing else, half of it between them or not; year 0: none does. */
static struct dais_date
day_before(const struct reader *r, const struct grid *g)
{
	struct cell_facts f = { 0 };
	size_t first = g->first;

	while (first > 0 && cell_of(r, first - 1)->table)
		first--;
	for (size_t b = first; b > 0 && b + DAY_BEFORE_MAX > first; b--) {
		struct dais_str s = r->blocks.v[b - 1].text;

		read_cell_facts(r, s, &f);
		if (!read_is_body(r, b - 1))
			break;
		if (f.date.year && read_states_only_facts(s, &f))
			return f.date;
		if (!read_is_phrase(&r->words->half_day, s))
			break;
	}
	return (struct dais_date){ 0 };
}

/* Whether the table states days and hours as a timetable does, or hours of the day @before it. */
static bool
is_timetable(struct reader *r, const struct grid *g, struct dais_date before)
{
	unsigned days = 0, hours = 0;

	for (size_t b = g->first; b < g->end; b++) {
		struct dais_str s = cell_of(r, b)->text;
		struct cell_facts f;

		if (s.n > 160)
			continue;
		read_cell_facts(r, s, &f);
		days += f.date.year != 0;
		hours += f.times >= 2 || (!f.date.year && read_hours(r, s, &f));
	}
	return (days >= 1 || before.year) && hours >= 1;
}

static bool
has_column_hours(const struct grid *g)
{
	unsigned n = 0;

	for (size_t x = 1; x < g->columns && x < COLUMNS_MAX; x++)
		n += g->head[x].hours.n > 0;
	return n >= 2;
}

static bool
has_column_days(const struct grid *g)
{
	unsigned n = 0;

	for (size_t x = 1; x < g->columns && x < COLUMNS_MAX; x++)
		n += g->head[x].day.year != 0 && dais_date_cmp(g->head[x].day, g->head[1].day) != 0;
	return n >= 1;
}

static struct cell
make_cell(const struct reader *r, size_t b, size_t row, bool first, size_t body)
{
	return (struct cell){ .s = r->blocks.v[b].text,
		.line = row,
		.first = first,
		.block = b,
		.x = cell_of(r, b)->column,
		.body = body };
}

static struct cell
made_up(struct dais_str s, size_t b, size_t row)
{
	return (struct cell){ .s = s, .line = row, .first = true, .block = b, .body = DAIS_NONE };
}

/* Row by row. */
static void
read_rows(struct reader *r, const struct grid *g, struct table_scan *t, size_t base)
{
	unsigned row = UINT32_MAX;

	for (size_t b = g->first; b < g->end; b++) {
		const struct dais_flow_block *c = cell_of(r, b);
		size_t body = c->column < COLUMNS_MAX ? g->head[c->column].body : DAIS_NONE;

		if (c->head ||
		    (c->row < g->heads && !t->day.year && body_named(r, c->text) != DAIS_NONE))
			continue;
		read_table_cell(r, t,
		    make_cell(r, b, base + c->row, c->row != row,
			c->columns >= g->columns ? DAIS_NONE : body));
		row = c->row;
	}
	read_table_flush(r, t);
}

/* Days as rows, hours as columns: each cell after its day and hours. */
static void
read_hours_across(struct reader *r, const struct grid *g, struct table_scan *t, size_t base)
{
	size_t column = SIZE_MAX;

	for (size_t b = g->first; b < g->end; b++) {
		const struct dais_flow_block *c = cell_of(r, b);

		if (c->row < g->heads)
			continue;
		if (c->column != column && c->column < COLUMNS_MAX && g->head[c->column].hours.n)
			read_table_cell(r, t,
			    made_up(g->head[c->column].hours, g->head[c->column].hours_block,
				base + c->row));
		column = c->column;
		read_table_cell(r, t, make_cell(r, b, base + c->row, true, DAIS_NONE));
	}
	read_table_flush(r, t);
}

/* Days as columns, hours as rows: column by column, each row's hours before its cell. */
static void
read_days_across(struct reader *r, const struct grid *g, struct table_scan *t, size_t base)
{
	for (size_t x = 1; x < g->columns && x < COLUMNS_MAX; x++) {
		size_t hours = DAIS_NONE;
		unsigned row = UINT32_MAX;

		if (!g->head[x].day.year)
			continue;
		read_table_flush(r, t);
		t->day = g->head[x].day;
		t->sitting = t->awaits_end = t->has_number = false;
		for (size_t b = g->first; b < g->end; b++) {
			const struct dais_flow_block *c = cell_of(r, b);

			if (c->row < g->heads)
				continue;
			if (c->column == 0)
				hours = b;
			if (c->column > x || c->column + c->columns <= x || c->column == 0)
				continue;
			if (hours != DAIS_NONE && c->row != row)
				read_table_cell(
				    r, t, make_cell(r, hours, base + c->row, true, DAIS_NONE));
			row = c->row;
			read_table_cell(r, t, make_cell(r, b, base + c->row, true, DAIS_NONE));
		}
	}
	read_table_flush(r, t);
}

void
read_grids(struct reader *r)
{
	struct table_scan t = { .hours_line = DAIS_NONE };
	size_t base = 0;

	for (size_t b = 0; b < r->blocks.n;) {
		size_t table = cell_of(r, b)->table;
		struct grid g = { .first = b, .end = b + 1 };
		struct dais_date before;

		while (g.end < r->blocks.n && cell_of(r, g.end)->table == table)
			g.end++;
		b = g.end;
		if (!table)
			continue;
		measure(r, &g);
		before = day_before(r, &g);
		if (is_timetable(r, &g, before)) {
			read_table_begin_day(r, &t, before);
			if (has_column_days(&g))
				read_days_across(r, &g, &t, base);
			else if (has_column_hours(&g))
				read_hours_across(r, &g, &t, base);
			else
				read_rows(r, &g, &t, base);
		}
		base += cell_of(r, g.end - 1)->row + 2;
	}
}
