/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid of a timetable as a picture: measured once, then drawn.
 */
#include "write/timetable/picture.h"

#include <stdio.h>

#include "text/text.h"
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

#define MARGIN PICTURE_MARGIN
#define HOURS 150u  /* width of the first column */
#define PAD PICTURE_PAD
#define GAP PICTURE_GAP
#define HAIR PICTURE_HAIR

struct drawing {
	struct picture p;
	const struct dais_timetable *t;
	unsigned column;    /* width of a body or room */
	unsigned **lines;   /* heights of the lines of each row, rows of all days in order */
	unsigned head;      /* height of the names of the columns */
};

/* --- heights --------------------------------------------------------------------------------- */

static unsigned
block_x(const struct drawing *d, size_t column)
{
	return MARGIN + HOURS + d->column * (unsigned)column;
}

static unsigned
block_height(struct drawing *d, const struct dais_timetable_block *b)
{
	struct picture_pen pen = { .p = &d->p, .width = d->column * (unsigned)b->span - 2 * GAP };

	dais_picture_block(&pen, b);
	return pen.y;
}

static unsigned
words_height(struct drawing *d, struct dais_str s, unsigned width)
{
	return (unsigned)dais_picture_fold(&d->p, s, width).n * PICTURE_LEADING + PAD;
}

/* The heights of the lines of @row: each block has room, the last line takes what is missing. */
static unsigned *
row_heights(struct drawing *d, const struct dais_timetable_row *row)
{
	unsigned *h = DAIS_NEW_N(d->p.a, row->lines, unsigned), all = 0;
	unsigned hours = words_height(d, row->hours, HOURS - PAD);

	for (size_t line = 0; line < row->lines; line++) {
		h[line] = PICTURE_LEADING + PAD;
		for (size_t i = 0; i < row->blocks.n; i++) {
			const struct dais_timetable_block *b = &row->blocks.v[i];
			unsigned needed, given = 0;

			if (b->line + b->lines != line + 1)
				continue;
			needed = block_height(d, b);
			for (size_t k = b->line; k < line; k++)
				given += h[k];
			if (needed > given + h[line])
				h[line] = needed - given;
		}
		all += h[line];
	}
	if (hours > all)
		h[row->lines - 1] += hours - all;
	return h;
}

static unsigned
sum(const unsigned *v, size_t n)
{
	unsigned s = 0;

	for (size_t i = 0; i < n; i++)
		s += v[i];
	return s;
}

#define DAY_HEIGHT PICTURE_DAY

/* Puts the head; returns where the columns begin. */
static unsigned
put_head(struct drawing *d, struct dais_str title, bool draws)
{
	struct picture_pen pen = { &d->p, draws, MARGIN, MARGIN, d->p.width - 2 * MARGIN };

	dais_picture_head(&pen, d->t, title, NULL);
	return pen.y;
}

/* Measures all; sets the size of the picture. */
static void
measure(struct drawing *d, struct dais_str title)
{
	const struct dais_timetable *t = d->t;
	size_t rows = 0, n = 0;
	unsigned y = put_head(d, title, false);

	for (size_t i = 0; i < t->days.n; i++)
		rows += t->days.v[i].rows.n;
	d->lines = DAIS_NEW_N(d->p.a, rows, unsigned *);
	d->head = 0;
	for (size_t i = 0; i < t->columns.n; i++) {
		unsigned h = words_height(d, t->columns.v[i].name, d->column - 2 * PAD);

		d->head = h > d->head ? h : d->head;
	}
	y += d->head;
	for (size_t i = 0; i < t->days.n; i++) {
		y += DAY_HEIGHT;
		for (size_t k = 0; k < t->days.v[i].rows.n; k++, n++) {
			d->lines[n] = row_heights(d, &t->days.v[i].rows.v[k]);
			y += sum(d->lines[n], t->days.v[i].rows.v[k].lines);
		}
	}
	d->p.height = y + MARGIN;
}

/* --- drawing --------------------------------------------------------------------------------- */

static void
draw_head(struct drawing *d, unsigned y)
{
	struct picture_box b = { MARGIN, y, HOURS, d->head };
	dais_str_lines lines;

	dais_picture_box(&d->p, &b, PICTURE_HEAD, HAIR, 1, NULL);
	dais_picture_say(&d->p, MARGIN + PAD, y + d->head - PAD,
	    dais_text_capitalise(d->p.a, d->p.l, dais_text_phrase(d->p.l, "date-and-time")),
	    PICTURE_BOLD);
	for (size_t i = 0; i < d->t->columns.n; i++) {
		b.x = block_x(d, i);
		b.width = d->column;
		dais_picture_box(&d->p, &b, PICTURE_HEAD, HAIR, 1, NULL);
		lines = dais_picture_fold(&d->p, d->t->columns.v[i].name, d->column - 2 * PAD);
		(void)dais_picture_lines(
		    &d->p, b.x + PAD, dais_picture_baseline(y + GAP), &lines, PICTURE_BOLD);
	}
}

static void
draw_row(struct drawing *d, const struct dais_timetable_row *row, const unsigned *h, unsigned y)
{
	struct picture *p = &d->p;
	dais_str_lines hours = dais_picture_fold(p, row->hours, HOURS - PAD);
	struct picture_box b = { MARGIN, y, HOURS, sum(h, row->lines) };

	dais_picture_box(p, &b, NULL, HAIR, 1, NULL);
	(void)dais_picture_lines(
	    p, MARGIN + PAD, dais_picture_baseline(y + GAP), &hours, PICTURE_PLAIN);
	b.x += HOURS;
	b.width = d->column * (unsigned)d->t->columns.n;
	dais_picture_box(p, &b, "#f6f7f8", HAIR, 1, NULL);
	for (size_t i = 0; i < row->blocks.n; i++) {
		const struct dais_timetable_block *block = &row->blocks.v[i];
		struct picture_pen pen = { &d->p, true, block_x(d, block->first) + GAP,
			y + sum(h, block->line), d->column * (unsigned)block->span - 2 * GAP };

		b = (struct picture_box){ pen.x - GAP, pen.y, pen.width + 2 * GAP,
			sum(h + block->line, block->lines) };
		dais_picture_box(p, &b, "#ffffff", HAIR, 1, NULL);
		dais_picture_block(&pen, block);
	}
}

static void
draw_days(struct drawing *d, unsigned y)
{
	size_t n = 0;

	for (size_t i = 0; i < d->t->days.n; i++) {
		const struct dais_timetable_day *day = &d->t->days.v[i];

		d->p.size = 16;
		dais_picture_say(
		    &d->p, MARGIN + PAD, y + DAY_HEIGHT - PAD, day->words, PICTURE_BOLD);
		d->p.size = PICTURE_TEXT;
		y += DAY_HEIGHT;
		for (size_t k = 0; k < day->rows.n; k++, n++) {
			draw_row(d, &day->rows.v[k], d->lines[n], y);
			y += sum(d->lines[n], day->rows.v[k].lines);
		}
	}
}

static struct dais_str
description(struct drawing *d)
{
	struct dais_arena *a = d->p.a;
	struct dais_str s = d->t->place;

	for (size_t i = 0; i < d->t->meetings.n; i++)
		s = dais_arena_printf(
		    a, "%.*s. %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(d->t->meetings.v[i]));
	return dais_arena_printf(a, "%.*s. %.*s.", DAIS_STR_ARG(s),
	    DAIS_STR_ARG(dais_text_capitalise(a, d->p.l,
		dais_text_fill(a, d->p.l, "total-time",
		    (const struct dais_slot[]){
			{ "after", dais_text_duration(a, d->p.l, d->t->total_minutes) },
			{ NULL, DAIS_STR_NONE } }))));
}

bool
dais_timetable_picture(const struct dais_timetable *t, struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct drawing d = { .p = { .a = a, .l = t->lang, .size = PICTURE_TEXT }, .t = t };
	struct dais_str title = t->title;
	unsigned n = t->columns.n ? (unsigned)t->columns.n : 1, top;

	if (t->modality.n)
		title = dais_text_fill(a, t->lang, "label-value",
		    (const struct dais_slot[]){
			{ "label", title }, { "value", t->modality }, { NULL, DAIS_STR_NONE } });
	d.column = n == 1 ? 760 : n == 2 ? 430 : n == 3 ? 320 : 240;
	d.p.width = 2 * MARGIN + HOURS + d.column * n;
	measure(&d, title);
	dais_picture_begin(&d.p, out, title, description(&d));
	top = put_head(&d, title, true);
	draw_head(&d, top);
	draw_days(&d, top + d.head);
	dais_picture_end(&d.p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "picture is too big");
	return true;
}
