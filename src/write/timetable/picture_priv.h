/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: shapes and lines of words of an SVG picture. Lengths are pixels
 * at scale 1; x counts from the side where lines begin.
 */
#ifndef DAIS_WRITE_TIMETABLE_PICTURE_PRIV_H
#define DAIS_WRITE_TIMETABLE_PICTURE_PRIV_H

#include "mark/xml.h"
#include "write/timetable/view.h"

#define PICTURE_TEXT 14u    /* size of letters */
#define PICTURE_SMALL 12u
#define PICTURE_LEADING 19u /* from line to line */
#define PICTURE_MARGIN 24u
#define PICTURE_PAD 8u      /* inside a cell */
#define PICTURE_GAP 3u      /* around an entry */
#define PICTURE_DAY 40u     /* height of a day's name */
#define PICTURE_HAIR "#b9bdc3"
#define PICTURE_SOFT "#52565c"
#define PICTURE_HEAD "#e9edf1"

enum picture_weight {
	PICTURE_PLAIN,
	PICTURE_BOLD,
	PICTURE_STRUCK
};

struct picture {
	struct dais_xml w;
	struct dais_arena *a;
	enum dais_lang l;
	bool rtl;
	unsigned width, height;
	unsigned size;   /* of letters, until changed */
	const char *ink; /* of words, until changed */
};

struct picture_box {
	unsigned x, y, width, height;
};

/* The picture of @p->width and @p->height with title and description, on white. */
void dais_picture_begin(
    struct picture *p, struct dais_buf *out, struct dais_str title, struct dais_str description);
void dais_picture_end(struct picture *p);
/* A rectangle; NULL for no fill or no line. @dashes as in stroke-dasharray, or NULL. */
void dais_picture_box(struct picture *p, const struct picture_box *b, const char *fill,
    const char *line, unsigned line_width, const char *dashes);
/* Lines that @s takes in @width pixels. */
dais_str_lines dais_picture_fold(const struct picture *p, struct dais_str s, unsigned width);
/* Writes @lines from the baseline @y on; returns the baseline of the next. */
unsigned dais_picture_lines(struct picture *p, unsigned x, unsigned y, const dais_str_lines *lines,
    enum picture_weight weight);
/* One line. */
void dais_picture_say(
    struct picture *p, unsigned x, unsigned y, struct dais_str s, enum picture_weight weight);
/* Pixels that @s takes at most, as a rule. */
unsigned dais_picture_length(const struct picture *p, struct dais_str s);

/* What is measured and drawn by the same code. */
struct picture_pen {
	struct picture *p;
	bool draws;
	unsigned x, y, width; /* y: top of what comes next */
};

/* The baseline of words whose top is at @y. */
static inline unsigned
dais_picture_baseline(unsigned y)
{
	return y + PICTURE_TEXT;
}

/* @s folded at the pen; moves it down, as the next ones do. */
void dais_picture_put(
    struct picture_pen *pen, unsigned indent, struct dais_str s, enum picture_weight weight);
void dais_picture_block(struct picture_pen *pen, const struct dais_timetable_block *b);
/* Title, meetings and place of @t, @stated (may be NULL), what the signs mean. */
void dais_picture_head(struct picture_pen *pen, const struct dais_timetable *t,
    struct dais_str title, const dais_str_lines *stated);

#endif
