/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The grid of a timetable as a picture: measured once, then drawn.
 */
#include "write/timetable/picture.h"

#include <stdio.h>

#include "text/text.h"
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

#define MARGIN 24u
#define HOURS 150u  /* width of the first column */
#define PAD 8u      /* inside a cell */
#define GAP 3u      /* around an entry */
#define BAND 10u    /* width of the band of colour */
#define HAIR "#b9bdc3"
#define SOFT "#52565c"

struct drawing {
	struct picture p;
	const struct dais_timetable *t;
	unsigned column;    /* width of a body or room */
	unsigned **lines;   /* heights of the lines of each row, rows of all days in order */
	unsigned head;      /* height of the names of the columns */
};

/* --- one entry: measured and drawn by the same code ------------------------------------------- */

struct pen {
	struct drawing *d;
	bool draws;
	unsigned x, y, width; /* y: top of what comes next */
};

static unsigned
baseline(unsigned y)
{
	return y + PICTURE_TEXT;
}

/* @s folded at the pen; moves it down. */
static void
put(struct pen *pen, unsigned indent, struct dais_str s, enum picture_weight weight)
{
	struct picture *p = &pen->d->p;
	dais_str_lines lines = dais_picture_fold(p, s, pen->width - indent);

	if (pen->draws)
		(void)dais_picture_lines(p, pen->x + indent, baseline(pen->y), &lines, weight);
	pen->y += (unsigned)lines.n * PICTURE_LEADING;
}

static struct dais_str
entry_words(struct picture *p, const struct dais_timetable_entry *e)
{
	struct dais_str s = e->title;

	if (e->continued)
		s = dais_arena_printf(p->a, "%.*s%s%.*s", DAIS_STR_ARG(s),
		    p->l == DAIS_LANG_ZH ? "" : " ",
		    DAIS_STR_ARG(dais_text_phrase(p->l, "continued")));
	if (e->minutes)
		s = dais_arena_printf(p->a, "%.*s · %.*s", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(dais_text_duration(p->a, p->l, e->minutes)));
	return s;
}

/* Frame of a mark: a line of its own kind, for those who see no colours. */
static void
frame(struct picture *p, const struct picture_box *b, enum dais_timetable_mark mark)
{
	switch (mark) {
	case DAIS_TIMETABLE_IS_NEW:
	case DAIS_TIMETABLE_IS_LONGER:
		dais_picture_box(p, b, NULL, dais_timetable_ink, 2, NULL);
		break;
	case DAIS_TIMETABLE_HAS_MOVED:
	case DAIS_TIMETABLE_IS_SHORTER:
		dais_picture_box(p, b, NULL, dais_timetable_ink, 2, "7 4");
		break;
	case DAIS_TIMETABLE_IS_CANCELLED:
		dais_picture_box(p, b, NULL, SOFT, 1, "2 3");
		break;
	case DAIS_TIMETABLE_UNCHANGED:
	case DAIS_TIMETABLE_OTHER_ROOM:
	case DAIS_TIMETABLE_MARK_COUNT:
	default:
		break;
	}
}

static void
ground(struct picture *p, const struct picture_box *b, const struct dais_timetable_entry *e)
{
	const struct picture_box band = { b->x, b->y, BAND, b->height };

	if (e->mark != DAIS_TIMETABLE_IS_CANCELLED) {
		dais_picture_box(p, b, dais_timetable_tints[e->colour], NULL, 0, NULL);
		dais_picture_box(p, &band, dais_timetable_bands[e->colour], NULL, 0, NULL);
		if (e->pattern)
			dais_picture_box(p, &band,
			    e->pattern == 1 ? "url(#pattern1)" : "url(#pattern2)", NULL, 0, NULL);
		dais_picture_box(p, &band, NULL, dais_timetable_ink, 1, NULL);
	}
	frame(p, b, e->mark);
}

static void
put_remark(struct pen *pen, unsigned indent, enum dais_timetable_mark mark, struct dais_str words)
{
	if (words.n)
		put(pen, indent,
		    dais_arena_printf(pen->d->p.a, "%s %.*s", dais_timetable_sign(mark, false),
			DAIS_STR_ARG(words)),
		    PICTURE_BOLD);
}

static void
put_entry(struct pen *pen, const struct dais_timetable_entry *e)
{
	struct picture *p = &pen->d->p;
	bool gone = e->mark == DAIS_TIMETABLE_IS_CANCELLED, draws = pen->draws;
	unsigned top = pen->y, begin = BAND + PAD;
	unsigned hang = begin + (e->number.n ? dais_picture_length(p, e->number) + PAD : 0);
	bool apart = hang > pen->width / 2; /* a long number has a line of its own */

	if (draws) { /* the ground first: its height is known by measuring */
		struct pen measure = *pen;

		measure.draws = false;
		put_entry(&measure, e);
		ground(
		    p, &(struct picture_box){ pen->x, top, pen->width, measure.y - top - GAP }, e);
		p->ink = gone ? SOFT : dais_timetable_ink;
	}
	pen->y += GAP;
	if (apart)
		put(pen, begin, e->number, PICTURE_BOLD);
	else if (draws)
		dais_picture_say(p, pen->x + begin, baseline(pen->y), e->number, PICTURE_BOLD);
	put(pen, apart ? begin : hang, entry_words(p, e), gone ? PICTURE_STRUCK : PICTURE_PLAIN);
	p->ink = dais_timetable_ink;
	put_remark(pen, begin, e->mark, e->remark);
	pen->y += 2 * GAP;
}

static void
put_block(struct pen *pen, const struct dais_timetable_block *b)
{
	pen->y += GAP;
	if (b->label.n)
		put(pen, PAD / 2, b->label, PICTURE_PLAIN);
	put_remark(pen, PAD / 2, b->mark, b->remark);
	for (size_t i = 0; i < b->entries.n; i++)
		put_entry(pen, &b->entries.v[i]);
}

/* --- heights --------------------------------------------------------------------------------- */

static unsigned
block_x(const struct drawing *d, size_t column)
{
	return MARGIN + HOURS + d->column * (unsigned)column;
}

static unsigned
block_height(struct drawing *d, const struct dais_timetable_block *b)
{
	struct pen pen = { .d = d, .width = d->column * (unsigned)b->span - 2 * GAP };

	put_block(&pen, b);
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

#define DAY_HEIGHT 40u

static unsigned
top_height(const struct drawing *d)
{
	return MARGIN + 36 + (unsigned)d->t->meetings.n * PICTURE_LEADING +
	       (d->t->place.n ? PICTURE_LEADING : 0) + (d->t->marked ? 2 * PICTURE_LEADING : 0) +
	       PAD;
}

/* Measures all; sets the size of the picture. */
static void
measure(struct drawing *d)
{
	const struct dais_timetable *t = d->t;
	size_t rows = 0, n = 0;
	unsigned y = top_height(d);

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
draw_top(struct drawing *d, struct dais_str title)
{
	struct picture *p = &d->p;
	unsigned y = MARGIN + 18;

	p->size = 22;
	dais_picture_say(p, MARGIN, y, title, PICTURE_BOLD);
	p->size = PICTURE_TEXT;
	y += 26;
	for (size_t i = 0; i < d->t->meetings.n; i++, y += PICTURE_LEADING)
		dais_picture_say(p, MARGIN, y, d->t->meetings.v[i], PICTURE_BOLD);
	p->ink = SOFT;
	dais_picture_say(p, MARGIN, y, dais_timetable_place(d->t, p->a), PICTURE_PLAIN);
	p->ink = dais_timetable_ink;
	if (d->t->marked) {
		unsigned x = MARGIN;

		y += PICTURE_LEADING + PAD;
		for (unsigned m = 1; m < DAIS_TIMETABLE_MARK_COUNT; m++) {
			struct dais_str s = dais_arena_printf(p->a, "%s %.*s",
			    dais_timetable_sign((enum dais_timetable_mark)m, false),
			    DAIS_STR_ARG(
				dais_timetable_mark_words(p->l, (enum dais_timetable_mark)m)));

			if (!(d->t->marks & 1u << m))
				continue;
			dais_picture_say(p, x, y, s, PICTURE_PLAIN);
			x += dais_picture_length(p, s) + 2 * MARGIN;
		}
	}
}

static void
draw_head(struct drawing *d, unsigned y)
{
	struct picture_box b = { MARGIN, y, HOURS, d->head };
	dais_str_lines lines;

	dais_picture_box(&d->p, &b, "#e9edf1", HAIR, 1, NULL);
	dais_picture_say(&d->p, MARGIN + PAD, y + d->head - PAD,
	    dais_text_capitalise(d->p.a, d->p.l, dais_text_phrase(d->p.l, "date-and-time")),
	    PICTURE_BOLD);
	for (size_t i = 0; i < d->t->columns.n; i++) {
		b.x = block_x(d, i);
		b.width = d->column;
		dais_picture_box(&d->p, &b, "#e9edf1", HAIR, 1, NULL);
		lines = dais_picture_fold(&d->p, d->t->columns.v[i].name, d->column - 2 * PAD);
		(void)dais_picture_lines(&d->p, b.x + PAD, baseline(y + GAP), &lines, PICTURE_BOLD);
	}
}

static void
draw_row(struct drawing *d, const struct dais_timetable_row *row, const unsigned *h, unsigned y)
{
	struct picture *p = &d->p;
	dais_str_lines hours = dais_picture_fold(p, row->hours, HOURS - PAD);
	struct picture_box b = { MARGIN, y, HOURS, sum(h, row->lines) };

	dais_picture_box(p, &b, NULL, HAIR, 1, NULL);
	(void)dais_picture_lines(p, MARGIN + PAD, baseline(y + GAP), &hours, PICTURE_PLAIN);
	b.x += HOURS;
	b.width = d->column * (unsigned)d->t->columns.n;
	dais_picture_box(p, &b, "#f6f7f8", HAIR, 1, NULL);
	for (size_t i = 0; i < row->blocks.n; i++) {
		const struct dais_timetable_block *block = &row->blocks.v[i];
		struct pen pen = { d, true, block_x(d, block->first) + GAP, y + sum(h, block->line),
			d->column * (unsigned)block->span - 2 * GAP };

		b = (struct picture_box){ pen.x - GAP, pen.y, pen.width + 2 * GAP,
			sum(h + block->line, block->lines) };
		dais_picture_box(p, &b, "#ffffff", HAIR, 1, NULL);
		put_block(&pen, block);
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
	unsigned n = t->columns.n ? (unsigned)t->columns.n : 1;

	if (t->modality.n)
		title = dais_text_fill(a, t->lang, "label-value",
		    (const struct dais_slot[]){
			{ "label", title }, { "value", t->modality }, { NULL, DAIS_STR_NONE } });
	d.column = n == 1 ? 760 : n == 2 ? 430 : n == 3 ? 320 : 240;
	d.p.width = 2 * MARGIN + HOURS + d.column * n;
	measure(&d);
	dais_picture_begin(&d.p, out, title, description(&d));
	draw_top(&d, title);
	draw_head(&d, top_height(&d));
	draw_days(&d, top_height(&d) + d.head);
	dais_picture_end(&d.p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "picture is too big");
	return true;
}
