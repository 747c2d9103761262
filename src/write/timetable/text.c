/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable on a terminal: head, box or list, signs, totals, remarks.
 */
#include "text/text.h"
#include "write/timetable/text_priv.h"

#define WIDTH 80u
#define NARROWEST 24u
#define WIDEST 132u      /* longer lines are hard to read */
#define HOURS_MAX 14u
#define COLUMN_LEAST 14u /* of a body or room */

void
dais_text_say(struct text *x, struct dais_str s, unsigned style)
{
	text_line_vec lines = { NULL, 0, 0 };

	dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0, s, style, x->width);
	for (size_t i = 0; i < lines.n; i++) {
		dais_text_put_line(x, &lines.v[i], 0);
		dais_buf_put_char(x->out, '\n');
	}
}

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
put_indented(struct text *x, const text_line_vec *lines, unsigned indent)
{
	for (size_t i = 0; i < lines->n; i++) {
		for (unsigned k = 0; k < indent && !x->rtl; k++)
			dais_buf_put_char(x->out, ' ');
		dais_text_put_line(x, &lines->v[i], 0);
		dais_buf_put_char(x->out, '\n');
	}
}

static void
list_block(struct text *x, const struct dais_timetable_block *b)
{
	struct dais_str *names = DAIS_NEW_N(x->a, b->span, struct dais_str);
	text_line_vec lines = { NULL, 0, 0 };

	for (size_t i = 0; i < b->span; i++)
		names[i] = x->t->columns.v[b->first + i].short_name;
	dais_text_put_lines(x, &lines, DAIS_STR_NONE, 0,
	    dais_text_list(x->a, x->t->lang, names, b->span), STYLE_FAINT, x->width - 4);
	dais_text_block(x, b, x->width - 4, &lines);
	put_indented(x, &lines, 4);
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
			    STYLE_BOLD, x->width - 2);
			put_indented(x, &lines, 2);
			for (size_t k = 0; k < day->rows.v[i].blocks.n; k++)
				list_block(x, &day->rows.v[i].blocks.v[k]);
		}
	}
}

/* --- around it ------------------------------------------------------------------------------- */

static struct dais_str
heading(struct text *x, const char *key)
{
	return dais_text_capitalise(x->a, x->t->lang, dais_text_phrase(x->t->lang, key));
}

static void
title(struct text *x)
{
	const struct dais_timetable *t = x->t;
	struct dais_str s = t->title;

	if (t->modality.n)
		s = dais_text_fill(x->a, t->lang, "label-value",
		    (const struct dais_slot[]){
			{ "label", s }, { "value", t->modality }, { NULL, DAIS_STR_NONE } });
	dais_text_say(x, s, STYLE_BOLD);
	for (size_t i = 0; i < t->meetings.n; i++)
		dais_text_say(x, t->meetings.v[i], STYLE_PLAIN);
	if (t->place.n)
		dais_text_say(x,
		    t->zone.n ? dais_text_fill(x->a, t->lang, "mark-and-more",
				    (const struct dais_slot[]){ { "mark", t->place },
					{ "more", t->zone }, { NULL, DAIS_STR_NONE } })
			      : t->place,
		    STYLE_PLAIN);
	dais_buf_put_char(x->out, '\n');
}

static void
signs(struct text *x)
{
	struct dais_str s = DAIS_STR_NONE;

	if (!x->t->marked)
		return;
	for (unsigned m = 1; m < DAIS_TIMETABLE_MARK_COUNT; m++) {
		struct dais_str words =
		    dais_timetable_mark_words(x->t->lang, (enum dais_timetable_mark)m);

		if (!(x->t->marks & 1u << m))
			continue;
		s = dais_arena_printf(x->a, "%.*s%s%s %.*s", DAIS_STR_ARG(s), s.n ? "   " : "",
		    dais_timetable_sign((enum dais_timetable_mark)m, x->ascii),
		    DAIS_STR_ARG(words));
	}
	dais_text_say(x, s, STYLE_MARK);
}

/* "2 h 30 min", and beside it what it was and the difference. */
static struct dais_str
total_words(struct text *x, unsigned minutes, unsigned before)
{
	enum dais_lang l = x->t->lang;
	struct dais_str now = dais_text_duration(x->a, l, minutes), more;

	if (!x->t->compared || minutes == before)
		return now;
	more = dais_text_fill(x->a, l, "before-was",
	    (const struct dais_slot[]){
		{ "before", dais_text_duration(x->a, l, before) }, { NULL, DAIS_STR_NONE } });
	return dais_text_fill(x->a, l, "mark-and-more",
	    (const struct dais_slot[]){
		{ "mark", now }, { "more", more }, { NULL, DAIS_STR_NONE } });
}

static void
totals(struct text *x)
{
	const struct dais_timetable *t = x->t;

	dais_buf_put_char(x->out, '\n');
	dais_text_say(x, heading(x, "time-per-item"), STYLE_BOLD);
	for (size_t i = 0; i < t->totals.n; i++) {
		const struct dais_timetable_total *one = &t->totals.v[i];
		text_line_vec lines = { NULL, 0, 0 };

		dais_text_put_lines(x, &lines,
		    dais_arena_printf(x->a, "%.*s  ", DAIS_STR_ARG(one->number)),
		    STYLE_ITEM + one->colour,
		    dais_text_fill(x->a, t->lang, "label-value",
			(const struct dais_slot[]){ { "label", one->title },
			    { "value", total_words(x, one->minutes, one->minutes_before) },
			    { NULL, DAIS_STR_NONE } }),
		    STYLE_PLAIN, x->width - 2);
		put_indented(x, &lines, 2);
	}
	dais_text_say(x,
	    dais_text_fill(x->a, t->lang, "label-value",
		(const struct dais_slot[]){ { "label", heading(x, "total") },
		    { "value", total_words(x, t->total_minutes, t->total_minutes_before) },
		    { NULL, DAIS_STR_NONE } }),
	    STYLE_BOLD);
}

static void
notes(struct text *x)
{
	if (!x->t->notes.n)
		return;
	dais_buf_put_char(x->out, '\n');
	dais_text_say(x, heading(x, "remarks"), STYLE_BOLD);
	for (size_t i = 0; i < x->t->notes.n; i++) {
		text_line_vec lines = { NULL, 0, 0 };

		dais_text_put_lines(x, &lines, DAIS_STR("- "), STYLE_PLAIN, x->t->notes.v[i],
		    STYLE_PLAIN, x->width);
		put_indented(x, &lines, 0);
	}
}

void
dais_timetable_text(const struct dais_timetable *t, const struct dais_timetable_text_options *opt,
    struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	unsigned width = opt->width ? opt->width : WIDTH;
	struct text x = { .out = out,
		.a = a,
		.t = t,
		.ascii = opt->ascii,
		.colour = opt->colour,
		.rtl = dais_lang_is_rtl(t->lang) };

	x.width = width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
	title(&x);
	if (share(&x))
		as_box(&x);
	else
		as_list(&x);
	signs(&x);
	if (opt->totals)
		totals(&x);
	notes(&x);
}
