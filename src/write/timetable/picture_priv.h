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

#endif
