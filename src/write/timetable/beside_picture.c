/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two plans side by side as a picture: a column a plan, days one below the other, and below them
 * the time of each item in both.
 */
#include "text/text.h"
#include "write/timetable/beside_priv.h"
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

#define HALF 500u
#define MARGIN PICTURE_MARGIN
#define PAD PICTURE_PAD
#define GAP PICTURE_GAP

static void
put_soft(struct picture_pen *pen, struct dais_str s)
{
	pen->p->ink = PICTURE_SOFT;
	dais_picture_put(pen, PAD / 2, s, PICTURE_PLAIN);
	pen->p->ink = dais_timetable_ink;
}

/* The sittings of one plan on one day; nothing when there are none. */
static void
put_sittings(
    struct picture_pen *pen, const struct dais_timetable *t, const struct dais_timetable_day *day)
{
	for (size_t i = 0; day && i < day->rows.n; i++) {
		const struct dais_timetable_row *row = &day->rows.v[i];

		pen->y += PAD / 2;
		dais_picture_put(pen, 0, row->hours, PICTURE_BOLD);
		for (size_t k = 0; k < row->blocks.n; k++) {
			if (t->columns.n > 1)
				put_soft(pen, dais_beside_bodies(t, &row->blocks.v[k], pen->p->a));
			dais_picture_block(pen, &row->blocks.v[k]);
		}
		pen->y += PAD / 2;
	}
}

static unsigned
sittings_height(
    struct picture *p, const struct dais_timetable *t, const struct dais_timetable_day *day)
{
	struct picture_pen pen = { .p = p, .width = HALF - 2 * PAD };

	put_sittings(&pen, t, day);
	return pen.y;
}

/* A day of both plans; returns where the next begins. */
static unsigned
put_day(struct picture *p, const struct beside *b, size_t d, unsigned y, bool draws)
{
	const struct dais_timetable_day *const *day = b->days[d];
	unsigned before = sittings_height(p, b->before, day[0]);
	unsigned after = sittings_height(p, b->after, day[1]);
	unsigned height = before > after ? before : after;

	if (draws) {
		p->size = 16;
		dais_picture_say(p, MARGIN + PAD, y + PICTURE_DAY - PAD,
		    day[0] ? day[0]->words : day[1]->words, PICTURE_BOLD);
		p->size = PICTURE_TEXT;
	}
	y += PICTURE_DAY;
	for (unsigned k = 0; draws && k < 2; k++) {
		struct picture_box box = { MARGIN + k * HALF, y, HALF, height };
		struct picture_pen pen = { p, true, box.x + PAD, y, HALF - 2 * PAD };

		dais_picture_box(p, &box, day[k] ? "#ffffff" : "#f6f7f8", PICTURE_HAIR, 1, NULL);
		put_sittings(&pen, k ? b->after : b->before, day[k]);
	}
	return y + height;
}

/* How each plan is held, over its column. */
static void
put_columns(struct picture_pen *pen, const struct beside *b)
{
	struct picture *p = pen->p;

	for (unsigned k = 0; pen->draws && k < 2; k++) {
		struct picture_box box = { MARGIN + k * HALF, pen->y, HALF, PICTURE_LEADING + PAD };

		dais_picture_box(p, &box, PICTURE_HEAD, PICTURE_HAIR, 1, NULL);
		dais_picture_say(p, box.x + PAD, dais_picture_baseline(pen->y + GAP),
		    dais_text_capitalise(p->a, p->l, k ? b->after->modality : b->before->modality),
		    PICTURE_BOLD);
	}
	pen->y += PICTURE_LEADING + PAD;
}

static void
put_totals(struct picture_pen *pen, const struct dais_timetable *t)
{
	struct picture *p = pen->p;

	pen->y += 2 * PAD;
	dais_picture_put(pen, 0,
	    dais_text_capitalise(p->a, p->l, dais_text_phrase(p->l, "time-per-item")),
	    PICTURE_BOLD);
	for (size_t i = 0; i < t->totals.n; i++) {
		const struct dais_timetable_total *one = &t->totals.v[i];
		unsigned hang = dais_picture_length(p, one->number) + PAD;

		if (pen->draws)
			dais_picture_say(
			    p, pen->x, dais_picture_baseline(pen->y), one->number, PICTURE_BOLD);
		dais_picture_put(pen, hang,
		    dais_timetable_total_line(
			t, one->title, one->minutes, one->minutes_before, p->a),
		    PICTURE_PLAIN);
	}
	dais_picture_put(pen, 0,
	    dais_timetable_total_line(t,
		dais_text_capitalise(p->a, p->l, dais_text_phrase(p->l, "total")), t->total_minutes,
		t->total_minutes_before, p->a),
	    PICTURE_BOLD);
	if (!t->notes.n)
		return;
	pen->y += 2 * PAD;
	dais_picture_put(pen, 0,
	    dais_text_capitalise(p->a, p->l, dais_text_phrase(p->l, "remarks")), PICTURE_BOLD);
	for (size_t i = 0; i < t->notes.n; i++)
		dais_picture_put(pen, 0, t->notes.v[i], PICTURE_PLAIN);
}

/* All of it; returns where it ends. */
static unsigned
put_all(struct picture *p, const struct beside *b, struct dais_str title, bool draws)
{
	struct picture_pen pen = { p, draws, MARGIN, MARGIN, p->width - 2 * MARGIN };
	struct dais_timetable head = *b->after;

	head.marked = false; /* differences are told in words where they are */
	dais_picture_head(&pen, &head, title, &b->stated);
	put_columns(&pen, b);
	for (size_t d = 0; d < b->n; d++)
		pen.y = put_day(p, b, d, pen.y, draws);
	put_totals(&pen, b->after);
	return pen.y;
}

bool
dais_timetable_beside_picture(const struct dais_timetable_pair *pair, enum dais_lang l,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct beside b = dais_beside_new(pair, l, a);
	struct picture p = { .a = a, .l = l, .size = PICTURE_TEXT, .width = 2 * MARGIN + 2 * HALF };
	struct dais_str title = dais_text_capitalise(a, l, dais_text_phrase(l, "plans-compared"));
	struct dais_str description = b.after->place;

	for (size_t i = 0; i < b.stated.n; i++)
		description = dais_arena_printf(a, "%.*s%s%.*s", DAIS_STR_ARG(description),
		    i ? " " : ". ", DAIS_STR_ARG(b.stated.v[i]));
	p.height = put_all(&p, &b, title, false) + MARGIN;
	dais_picture_begin(&p, out, title, description);
	(void)put_all(&p, &b, title, true);
	dais_picture_end(&p);
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "picture is too big");
	return true;
}
