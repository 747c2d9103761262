/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable on a terminal, as a box or as a list.
 */
#include "text/text.h"
#include "write/timetable/text_priv.h"

#define WIDTH 80u
#define NARROWEST 24u
#define WIDEST 132u      /* longer lines are hard to read */
#define HOURS_MAX 14u
#define COLUMN_LEAST 14u /* of a body or room */

/* --- blocks ---------------------------------------------------------------------------------- */

static struct dais_str
sign_and_space(struct text *x, enum dais_timetable_mark mark)
{
	return dais_arena_printf(x->a, "%s ", dais_timetable_sign(mark, x->ascii));
}

static void
entry_lines(
    struct text *x, const struct dais_timetable_entry *e, unsigned width, text_line_vec *ret)
{
	enum dais_lang l = x->t->lang;
	bool gone = e->mark == DAIS_TIMETABLE_IS_CANCELLED;
	struct dais_str words = e->title;

	if (e->continued)
		words = dais_arena_printf(x->a, "%.*s%s%.*s", DAIS_STR_ARG(words),
		    l == DAIS_LANG_ZH ? "" : " ", DAIS_STR_ARG(dais_text_phrase(l, "continued")));
	if (e->minutes)
		words = dais_arena_printf(x->a, "%.*s – %.*s", DAIS_STR_ARG(words),
		    DAIS_STR_ARG(dais_text_duration(x->a, l, e->minutes)));
	dais_text_put_lines(x, ret,
	    e->number.n ? dais_arena_printf(x->a, "%.*s  ", DAIS_STR_ARG(e->number))
			: DAIS_STR_NONE,
	    gone ? STYLE_GONE : STYLE_ITEM + e->colour, words, gone ? STYLE_GONE : STYLE_PLAIN,
	    width);
	if (e->remark.n)
		dais_text_put_lines(
		    x, ret, sign_and_space(x, e->mark), STYLE_MARK, e->remark, STYLE_MARK, width);
}

void
dais_text_block(
    struct text *x, const struct dais_timetable_block *b, unsigned width, text_line_vec *ret)
{
	if (b->label.n)
		dais_text_put_lines(x, ret, DAIS_STR_NONE, 0, b->label, STYLE_FAINT, width);
	if (b->remark.n)
		dais_text_put_lines(
		    x, ret, sign_and_space(x, b->mark), STYLE_MARK, b->remark, STYLE_MARK, width);
	for (size_t i = 0; i < b->entries.n; i++)
		entry_lines(x, &b->entries.v[i], width, ret);
}

/* --- as a box -------------------------------------------------------------------------------- */

static unsigned
hours_width(const struct text *x)
{
	unsigned most = 8;

	for (size_t d = 0; d < x->t->days.n; d++) {
		for (size_t i = 0; i < x->t->days.v[d].rows.n; i++) {
			struct dais_str s = x->t->days.v[d].rows.v[i].hours;
			unsigned all = dais_text_columns(s);
			unsigned part =
			    dais_text_columns(dais_str_sub(s, 0, dais_timetable_dash_end(s)));

			part = all <= HOURS_MAX ? all : part;
			most = part > most ? part : most;
		}
	}
	return most < HOURS_MAX ? most : HOURS_MAX;
}

/* Shares the width; false when the columns become too narrow. */
static bool
share(struct text *x)
{
	size_t n = x->t->columns.n;
	unsigned free, each;

	x->columns = n + 1;
	x->widths = DAIS_NEW_N(x->a, n + 1, unsigned);
	x->widths[0] = hours_width(x);
	if (n == 0 || (n + 2) * 3 + x->widths[0] > x->width)
		return false;
	free = x->width - (unsigned)(n + 2) - 2 * (unsigned)(n + 1) - x->widths[0];
	each = free / (unsigned)n;
	for (size_t i = 0; i < n; i++)
		x->widths[i + 1] = each + (i < free % n ? 1 : 0);
	return each >= COLUMN_LEAST;
}

static void
cell_words(struct text *x, struct text_cell *c, struct dais_str s, unsigned style)
{
	dais_text_put_lines(
	    x, &c->lines, DAIS_STR_NONE, 0, s, style, dais_text_cell_width(x, c->first, c->span));
}

static struct text_band *
head_band(struct text *x)
{
	struct text_band *b = dais_text_band(x);

	cell_words(x, b->v[0],
	    dais_text_capitalise(x->a, x->t->lang, dais_text_phrase(x->t->lang, "date-and-time")),
	    STYLE_BOLD);
	for (size_t i = 0; i < x->t->columns.n; i++)
		cell_words(x, b->v[i + 1], x->t->columns.v[i].name, STYLE_BOLD);
	return b;
}

/* The hours broken at their dash when they do not fit. */
static struct dais_str
hours_words(struct text *x, struct dais_str s)
{
	size_t end = dais_timetable_dash_end(s);

	if (dais_text_columns(s) <= x->widths[0] || end == s.n)
		return s;
	return dais_arena_printf(x->a, "%.*s\n%.*s", DAIS_STR_ARG(dais_str_sub(s, 0, end)),
	    DAIS_STR_ARG(dais_str_trim(dais_str_sub(s, end, s.n))));
}

/* Prints the lines of one row; returns its last band. */
static struct text_band *
row_bands(struct text *x, const struct dais_timetable_row *row, struct text_band *above)
{
	struct text_cell *hours = NULL;

	for (size_t line = 0; line < row->lines; line++) {
		struct text_band *band = dais_text_band(x);

		if (!hours) {
			hours = band->v[0];
			cell_words(x, hours, hours_words(x, row->hours), STYLE_BOLD);
		}
		band->v[0] = hours;
		hours->open = line + 1 < row->lines;
		for (size_t i = 0; i < row->blocks.n; i++) {
			const struct dais_timetable_block *b = &row->blocks.v[i];
			struct text_cell *c;

			if (line < b->line || line >= b->line + b->lines)
				continue;
			if (line == b->line) {
				c = dais_text_cell(x, band, b->first + 1, b->span);
				dais_text_block(
				    x, b, dais_text_cell_width(x, c->first, c->span), &c->lines);
			} else {
				c = above->v[b->first + 1];
				for (size_t k = 0; k < b->span; k++)
					band->v[b->first + 1 + k] = c;
			}
			c->open = line + 1 < b->line + b->lines;
		}
		dais_text_put_rule(x, above, band);
		dais_text_put_band(x, band);
		above = band;
	}
	return above;
}

static void
as_box(struct text *x)
{
	struct text_band *above = head_band(x);

	dais_text_put_rule(x, NULL, above);
	dais_text_put_band(x, above);
	for (size_t d = 0; d < x->t->days.n; d++) {
		const struct dais_timetable_day *day = &x->t->days.v[d];
		struct text_band *band = dais_text_band(x);

		cell_words(x, dais_text_cell(x, band, 0, x->columns), day->words, STYLE_BOLD);
		dais_text_put_rule(x, above, band);
		dais_text_put_band(x, band);
		above = band;
		for (size_t i = 0; i < day->rows.n; i++)
			above = row_bands(x, &day->rows.v[i], above);
	}
	dais_text_put_rule(x, above, NULL);
}

/* --- as a list ------------------------------------------------------------------------------- */

static void
list_block(struct text *x, const struct dais_timetable_block *b)
{
	struct dais_str *names = DAIS_NEW_N(x->a, b->span, struct dais_str);
	text_line_vec lines = { NULL, 0, 0 };

	for (size_t i = 0; i < b->span; i++)
		names[i] = x->t->columns.v[b->first + i].short_name;
	dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0,
	    dais_text_list(x->a, x->t->lang, names, b->span), STYLE_FAINT, dais_text_room(x, 4));
	dais_text_block(x, b, dais_text_room(x, 4), &lines);
	dais_text_put_indented(x, &lines, 4);
}

static void
as_list(struct text *x)
{
	for (size_t d = 0; d < x->t->days.n; d++) {
		const struct dais_timetable_day *day = &x->t->days.v[d];

		if (d)
			dais_buf_put_char(x->out, '\n');
		dais_text_say(x, day->words, STYLE_BOLD);
		for (size_t i = 0; i < day->rows.n; i++) {
			text_line_vec lines = { NULL, 0, 0 };

			dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0, day->rows.v[i].hours,
			    STYLE_BOLD, dais_text_room(x, 2));
			dais_text_put_indented(x, &lines, 2);
			for (size_t k = 0; k < day->rows.v[i].blocks.n; k++)
				list_block(x, &day->rows.v[i].blocks.v[k]);
		}
	}
}

void
dais_text_start(struct text *x, const struct dais_timetable_text_options *opt, struct dais_buf *out,
    struct dais_arena *a)
{
	unsigned width = opt->width ? opt->width : WIDTH;

	x->out = out;
	x->a = a;
	x->ascii = opt->ascii;
	x->colour = opt->colour;
	x->rtl = dais_lang_is_rtl(x->l);
	x->at_right = x->rtl && opt->terminal;
	x->width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

void
dais_timetable_text(const struct dais_timetable *t, const struct dais_timetable_text_options *opt,
    struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct text x = { .t = t, .l = t->lang };

	dais_text_start(&x, opt, out, a);
	dais_text_title(&x, t->title, t->modality);
	if (share(&x))
		as_box(&x);
	else
		as_list(&x);
	dais_text_signs(&x);
	if (opt->totals)
		dais_text_totals(&x);
	dais_text_notes(&x);
}
