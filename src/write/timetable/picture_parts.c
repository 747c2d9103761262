/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Parts of pictures of timetables, measured and drawn by the same code: head, blocks, entries.
 */
#include "text/text.h"
#include "write/timetable/colours_priv.h"
#include "write/timetable/picture_priv.h"

#define PAD PICTURE_PAD
#define GAP PICTURE_GAP
#define BAND 10u /* width of the band of colour */
#define TITLE 22u
#define TITLE_LEADING 30u

void
dais_picture_put(
    struct picture_pen *pen, unsigned indent, struct dais_str s, enum picture_weight weight)
{
	struct picture *p = pen->p;
	dais_str_lines lines = dais_picture_fold(p, s, pen->width - indent);

	if (pen->draws)
		(void)dais_picture_lines(
		    p, pen->x + indent, dais_picture_baseline(pen->y), &lines, weight);
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
		dais_picture_box(p, b, NULL, PICTURE_SOFT, 1, "2 3");
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
put_remark(
    struct picture_pen *pen, unsigned indent, enum dais_timetable_mark mark, struct dais_str words)
{
	if (words.n)
		dais_picture_put(pen, indent,
		    dais_arena_printf(pen->p->a, "%s %.*s", dais_timetable_sign(mark, false),
			DAIS_STR_ARG(words)),
		    PICTURE_BOLD);
}

static void
put_entry(struct picture_pen *pen, const struct dais_timetable_entry *e)
{
	struct picture *p = pen->p;
	bool gone = e->mark == DAIS_TIMETABLE_IS_CANCELLED, draws = pen->draws;
	unsigned top = pen->y, begin = BAND + PAD;
	unsigned hang = begin + (e->number.n ? dais_picture_length(p, e->number) + PAD : 0);
	bool apart = hang > pen->width / 2; /* a long number has a line of its own */

	if (draws) { /* the ground first: its height is known by measuring */
		struct picture_pen measure = *pen;

		measure.draws = false;
		put_entry(&measure, e);
		ground(
		    p, &(struct picture_box){ pen->x, top, pen->width, measure.y - top - GAP }, e);
		p->ink = gone ? PICTURE_SOFT : dais_timetable_ink;
	}
	pen->y += GAP;
	if (apart)
		dais_picture_put(pen, begin, e->number, PICTURE_BOLD);
	else if (draws)
		dais_picture_say(
		    p, pen->x + begin, dais_picture_baseline(pen->y), e->number, PICTURE_BOLD);
	dais_picture_put(
	    pen, apart ? begin : hang, entry_words(p, e), gone ? PICTURE_STRUCK : PICTURE_PLAIN);
	p->ink = dais_timetable_ink;
	put_remark(pen, begin, e->mark, e->remark);
	pen->y += 2 * GAP;
}

void
dais_picture_block(struct picture_pen *pen, const struct dais_timetable_block *b)
{
	pen->y += GAP;
	if (b->label.n)
		dais_picture_put(pen, PAD / 2, b->label, PICTURE_PLAIN);
	put_remark(pen, PAD / 2, b->mark, b->remark);
	for (size_t i = 0; i < b->entries.n; i++)
		put_entry(pen, &b->entries.v[i]);
}

/* --- the head -------------------------------------------------------------------------------- */

static void
put_title(struct picture_pen *pen, struct dais_str title)
{
	struct picture *p = pen->p;
	dais_str_lines lines;

	p->size = TITLE;
	lines = dais_picture_fold(p, title, pen->width);
	for (size_t i = 0; i < lines.n; i++, pen->y += TITLE_LEADING) {
		if (pen->draws)
			dais_picture_say(p, pen->x, pen->y + 18, lines.v[i], PICTURE_BOLD);
	}
	p->size = PICTURE_TEXT;
}

/* What the signs mean, one beside the other as far as the width goes. */
static void
put_signs(struct picture_pen *pen, const struct dais_timetable *t)
{
	struct picture *p = pen->p;
	unsigned x = 0;

	if (!t->marked)
		return;
	pen->y += PAD;
	for (unsigned m = 1; m < DAIS_TIMETABLE_MARK_COUNT; m++) {
		struct dais_str s = dais_arena_printf(p->a, "%s %.*s",
		    dais_timetable_sign((enum dais_timetable_mark)m, false),
		    DAIS_STR_ARG(dais_timetable_mark_words(p->l, (enum dais_timetable_mark)m)));
		unsigned length = dais_picture_length(p, s);

		if (!(t->marks & 1u << m))
			continue;
		if (x && x + length > pen->width) {
			pen->y += PICTURE_LEADING;
			x = 0;
		}
		if (pen->draws)
			dais_picture_say(
			    p, pen->x + x, dais_picture_baseline(pen->y), s, PICTURE_PLAIN);
		x += length + 2 * PICTURE_MARGIN;
	}
	pen->y += PICTURE_LEADING + PAD + GAP;
}

void
dais_picture_head(struct picture_pen *pen, const struct dais_timetable *t, struct dais_str title,
    const dais_str_lines *stated)
{
	struct picture *p = pen->p;

	put_title(pen, title);
	for (size_t i = 0; i < t->meetings.n; i++)
		dais_picture_put(pen, 0, t->meetings.v[i], PICTURE_BOLD);
	p->ink = PICTURE_SOFT;
	if (t->place.n)
		dais_picture_put(pen, 0, dais_timetable_place(t, p->a), PICTURE_PLAIN);
	p->ink = dais_timetable_ink;
	for (size_t i = 0; stated && i < stated->n; i++) {
		pen->y += i ? 0 : PAD;
		dais_picture_put(pen, 0, stated->v[i], PICTURE_PLAIN);
	}
	put_signs(pen, t);
	pen->y += PAD + 2 * GAP;
}
