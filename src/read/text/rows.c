/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Agendas that were tables and are lines of text now: a number without a stop, a wide gap, the
 * title, a wide gap, symbols; titles and symbols may go on over the lines below. The lines are cut
 * at the gaps, so that titles are whole and symbols stand behind them. So are lists of items whose
 * numbers have neither a stop nor a gap behind them.
 */
#include "read/text/build_priv.h"

#define REGISTER_MIN 4u /* figures of the number of a document in a register */
#define REGISTER_MAX 5u
#define ROWS_MIN 3u
#define LOOSE_ROWS_MIN 4u
#define LOOSE_MAX 200u /* bytes of number and title without a gap between them */
#define HOURS_BEFORE 3u     /* lines before the rows that may state hours */
#define NUMBER_DIGITS_MAX 2u
#define ROWS_AHEAD 20u      /* lines in which the next row is looked for */
#define ROWS_WITHIN 2000u   /* lines from the start */

#define COLUMN_SLACK 2u
#define GAP_MIN 2u /* spaces between two columns */
#define COLUMN_LINE_MAX 300u

void
read_cut_line(const struct text_line *l, struct row_cells *c)
{
	size_t base = read_indent(l), from = 0;

	c->n = 0;
	c->loose = c->stopped = false;
	for (size_t i = 0; i <= l->trim.n && c->n < ROW_CELLS_MAX; i++) {
		size_t spaces = 0;

		while (i + spaces < l->trim.n && l->trim.p[i + spaces] == ' ')
			spaces++;
		if (i < l->trim.n && l->trim.p[i] != '\t' && spaces < GAP_MIN)
			continue;
		if (i > from) {
			c->v[c->n] = dais_str_sub(l->trim, from, i);
			c->at[c->n++] = base + from;
		}
		i += spaces ? spaces - 1 : 0;
		from = i + 1;
	}
}

/* The number that a cell is, 0 if it is none. */
static unsigned
number_of(struct dais_str s)
{
	int64_t v;

	return s.n <= NUMBER_DIGITS_MAX && dais_str_to_int(s, 1, 99, &v) ? (unsigned)v : 0;
}

/* "4 Report of the secretariat": the number a cell of its own, before a title that is no sentence;
 * the number, or 0. */
static unsigned
cut_loose_number(struct row_cells *c)
{
	size_t digits = 0, at;
	unsigned number;

	while (c->n && digits < c->v[0].n && c->v[0].p[digits] >= '0' && c->v[0].p[digits] <= '9')
		digits++;
	number = digits ? number_of(dais_str_sub(c->v[0], 0, digits)) : 0;
	at = number ? read_loose_number(c->v[0], number) : 0;
	if (!at || c->n == ROW_CELLS_MAX || c->v[0].n > LOOSE_MAX ||
	    read_ends_sentence(c->v[c->n - 1]))
		return 0;
	for (size_t k = c->n++; k > 0; k--) {
		c->v[k] = c->v[k - 1];
		c->at[k] = c->at[k - 1];
	}
	c->v[0] = dais_str_trim(dais_str_sub(c->v[0], 0, at));
	c->v[1] = dais_str_sub(c->v[1], at, c->v[1].n);
	c->at[1] += at;
	c->loose = true;
	return number;
}

/* "4.   Title   X/4   Secretariat": the number with a stop, as in lists that are no tables; 0: it
 * has none. */
static unsigned
number_with_stop(struct row_cells *c)
{
	struct dais_str number = c->n ? c->v[0] : DAIS_STR_NONE;

	c->stopped = c->n >= 2 && dais_str_has_suffix(number, DAIS_STR(".")) && c->v[1].n > 2;
	return c->stopped ? number_of(dais_str_sub(number, 0, number.n - 1)) : 0;
}

/* The number of the item of which line @i may be the row; 0: of none. */
static unsigned
row_number(const struct reader *r, size_t i, struct row_cells *c)
{
	unsigned number;

	if (r->lines.v[i].role != LINE_TEXT || r->lines.v[i].trim.n > 400)
		return 0;
	read_cut_line(&r->lines.v[i], c);
	number = c->n >= 2 ? number_of(c->v[0]) : 0;
	if (number)
		return c->v[1].n > 2 ? number : 0;
	number = number_with_stop(c);
	return number ? number : cut_loose_number(c);
}

/* The number of the next row behind line @i that is no more indented than it; 0: none comes soon.
 */
static unsigned
next_row(const struct reader *r, size_t i)
{
	size_t indent = read_indent(&r->lines.v[i]);
	struct row_cells c;

	for (size_t k = i + 1; k < r->lines.n && k <= i + ROWS_AHEAD; k++) {
		size_t here = read_indent(&r->lines.v[k]);
		unsigned number =
		    here <= indent + 1 && indent <= here + 1 ? row_number(r, k, &c) : 0;

		if (number)
			return number;
	}
	return 0;
}

/* Whether line @i is the row of the item behind those numbered @before; its number in *@ret. */
static bool
is_row(const struct reader *r, size_t i, struct turn before, struct row_cells *c, unsigned *ret)
{
	*ret = row_number(r, i, c);
	return *ret && (*ret == before.last + 1 ||
			   (before.last && read_is_out_of_turn(before, *ret, next_row(r, i))));
}

/* Whether line @l is a part of item @number: "3.1  Budget", "(a)  Budget". */
static bool
is_part(const struct reader *r, const struct text_line *l, unsigned number)
{
	struct item_mark m = number ? read_mark(r, l->trim) : (struct item_mark){ 0 };

	return ((m.kind == MARK_DECIMAL || m.kind == MARK_POINT) && m.major == number) ||
	       m.kind == MARK_LETTER;
}

static void
note_time(void *ctx, const struct dais_fact *f)
{
	bool *found = ctx;

	*found |= f->at == 0 && (f->kind == DAIS_FACT_TIME || f->kind == DAIS_FACT_WEEKDAY);
}

/* Whether a cell of a line in @first..@end begins with an hour or a day: the rows are those of a
 * timetable. */
static bool
has_hours(const struct reader *r, size_t first, size_t end)
{
	bool found = false;

	for (size_t i = first; i < end && !found; i++) {
		struct row_cells c = { 0 };

		if (r->lines.v[i].trim.n < 120 && !read_is_labelled(r, r->lines.v[i].trim))
			read_cut_line(&r->lines.v[i], &c);
		for (size_t k = 0; k < c.n && !found; k++)
			dais_text_find_facts(r->lang, c.v[k], note_time, &found);
	}
	return found;
}

/* Whether something stands behind the title in row @c of line @l, in column *@column of the row
 * before it that has something; it becomes that of this row. */
static bool
is_aligned(const struct text_line *l, const struct row_cells *c, unsigned *column)
{
	unsigned at, before = *column;

	if (c->n < 3)
		return false;
	*column = at = (unsigned)dais_str_count(dais_str_sub(l->raw, 0, c->at[2]));
	return at <= before + COLUMN_SLACK && before <= at + COLUMN_SLACK;
}

/* The line behind the rows that begin at line @i with item 1; @i when there are too few. */
static size_t
rows_end(const struct reader *r, size_t i)
{
	struct turn turn = { 0 };
	unsigned rows = 0, number;
	size_t last = i;
	bool loose = false, stopped = false;
	unsigned aligned = 0, column = 0;
	struct row_cells c;

	for (size_t k = i; k < r->lines.n && k < last + 6; k++) {
		if (is_row(r, k, turn, &c, &number)) {
			turn = read_turn(turn, number);
			rows++;
			last = k;
			loose |= c.loose;
			stopped |= c.stopped;
			aligned += is_aligned(&r->lines.v[k], &c, &column);
		} else if (is_part(r, &r->lines.v[k], turn.last)) {
			last = k;
			read_cut_line(&r->lines.v[k], &c);
			aligned += is_aligned(&r->lines.v[k], &c, &column);
		} else if (loose && (k > last + 1 || read_ends_sentence(r->lines.v[k].trim))) {
			break; /* paragraphs of a text have such numbers, too */
		}
	}
	if (rows < (loose ? LOOSE_ROWS_MIN : ROWS_MIN) || (stopped && !aligned))
		return i;
	/* lines of the last row */
	while (last + 1 < r->lines.n && r->lines.v[last + 1].gap <= r->gap &&
	       r->lines.v[last + 1].role == LINE_TEXT)
		last++;
	return has_hours(r, i > HOURS_BEFORE ? i - HOURS_BEFORE : 0, last + 1) ? i : last + 1;
}

static struct text_line
piece(const struct text_line *l, struct dais_str s, enum line_cell cell)
{
	struct text_line p = *l;

	p.trim = s;
	p.cell = cell;
	return p;
}

typedef DAIS_VEC(struct text_line) line_vec;

static void
add_all(struct reader *r, line_vec *to, line_vec *from)
{
	for (size_t i = 0; i < from->n; i++)
		dais_vec_push(r->a, to, from->v[i]);
	from->n = 0;
}

/* The text of the line from its first cell to the end of cell @n - 1. */
static struct dais_str
cells_up_to(const struct row_cells *c, size_t n)
{
	return (struct dais_str){ c->v[0].p, (size_t)(c->v[n - 1].p + c->v[n - 1].n - c->v[0].p) };
}

/* Cuts the rows in lines @first..@end: titles first, then what stands beside them. */
static void
cut_rows(struct reader *r, size_t first, size_t end, line_vec *out)
{
	line_vec beside = { 0 };
	struct turn turn = { 0 };
	unsigned number;
	size_t title_at = 0;

	for (size_t i = first; i < end; i++) {
		const struct text_line *l = &r->lines.v[i];
		struct row_cells c = { 0 };
		bool row = is_row(r, i, turn, &c, &number);
		size_t from = 0;

		if (l->role != LINE_TEXT) {
			dais_vec_push(r->a, out, *l);
			continue;
		}
		if (row) {
			/* number and title are one piece of the line */
			struct dais_str s = cells_up_to(&c, 2);

			add_all(r, out, &beside);
			turn = read_turn(turn, number);
			title_at = c.at[1];
			dais_vec_push(r->a, out, piece(l, s, LINE_CELL_ITEM));
			from = 2;
		}
		if (!row && is_part(r, l, turn.last)) {
			add_all(r, out, &beside);
			from = c.n < 2 ? c.n : 2;
			dais_vec_push(r->a, out, piece(l, cells_up_to(&c, from), LINE_CELL_PART));
			title_at = c.at[from - 1];
		}
		for (size_t k = from; k < c.n; k++) {
			bool goes_on = !row && c.at[k] <= title_at + 2 && c.at[k] + 2 >= title_at;

			if (goes_on)
				dais_vec_push(r->a, out, piece(l, c.v[k], LINE_CELL_MORE));
			else
				dais_vec_push(r->a, &beside, piece(l, c.v[k], LINE_CELL_BESIDE));
		}
	}
	add_all(r, out, &beside);
}

void
read_rows_of_items(struct reader *r)
{
	line_vec out = { 0 };
	size_t i = 0;

	for (size_t k = 0; k < r->lines.n && k < ROWS_WITHIN; k++) {
		struct row_cells c;
		size_t end = row_number(r, k, &c) == 1 ? rows_end(r, k) : k;

		if (end == k)
			continue;
		for (; i < k; i++)
			dais_vec_push(r->a, &out, r->lines.v[i]);
		cut_rows(r, k, end, &out);
		i = k = end;
	}
	if (i == 0)
		return;
	for (; i < r->lines.n; i++)
		dais_vec_push(r->a, &out, r->lines.v[i]);
	r->lines.v = out.v;
	r->lines.n = out.n;
	r->lines.cap = out.cap;
}

/* "9415/26": the number of a document in a register, without any letter, and its year; "2025/26" is
 * two years. */
static bool
is_register_number(struct dais_str s)
{
	size_t digits = 0;

	while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
		digits++;
	return digits >= REGISTER_MIN && digits <= REGISTER_MAX && digits + 3 == s.n &&
	       s.p[digits] == '/' && s.p[digits + 1] >= '0' && s.p[digits + 1] <= '9' &&
	       s.p[digits + 2] >= '0' && s.p[digits + 2] <= '9' &&
	       !(digits == 4 && (dais_str_has_prefix(s, DAIS_STR("19")) ||
				    dais_str_has_prefix(s, DAIS_STR("20"))));
}

size_t
read_document_column(const struct reader *r, const struct text_line *l)
{
	struct row_cells c;
	struct dais_str last;

	if (!r->items_begin || l->trim.n > COLUMN_LINE_MAX || l->cell != LINE_CELL_NONE)
		return 0;
	read_cut_line(l, &c);
	if (c.n >= 2 && c.n <= 3 && is_register_number(c.v[c.n - 1]))
		return (size_t)(c.v[c.n - 1].p - l->trim.p);
	if (c.n < 2 || c.n > 3 || read_mark(r, l->trim).kind == MARK_NONE)
		return 0;
	last = c.v[c.n - 1];
	/* "1.   No document" is an item. */
	if (c.n == 2 && (size_t)(last.p - l->trim.p) <= read_mark(r, l->trim).n)
		return 0;
	return read_is_whole_symbol(last) || read_listed_symbols(r, last).n ||
		       read_document_label(r, last) || read_is_document_remark(r, last)
		   ? (size_t)(last.p - l->trim.p)
		   : 0;
}
