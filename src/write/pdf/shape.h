/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words into glyphs. A word (text between places where a line may break) is shaped once a
 * document for each face and direction and then taken from a cache: kerning with the space is
 * given up for a twentyfold gain. Sizes are in em until a word is drawn.
 */
#ifndef DAIS_WRITE_PDF_SHAPE_H
#define DAIS_WRITE_PDF_SHAPE_H

#include "base/arena.h"
#include "write/pdf/canvas.h"

/* One face as the layout needs it. */
struct dais_face {
	const struct dais_font *font; /* NULL: not opened, or missing */
	struct hb_font_t *hb;
	enum dais_font_family family;
	float space;                  /* advance of U+0020, em */
	struct dais_glyph space_glyph;
	bool tried;
};

/* A shaped word: glyphs in visual order, advances and offsets in em. Never changes; lives as long
 * as the shaper. */
struct dais_word {
	const struct dais_glyph *glyphs;
	uint32_t n;
	float width; /* em */
};

struct dais_shaper;

/* @a must outlive the shaper and takes its words. */
struct dais_shaper *dais_shaper_new(
    struct dais_arena *a, struct dais_fonts *fonts, enum dais_lang lang);
void dais_shaper_free(struct dais_shaper *s);
/* The face of @family and @style (DAIS_FONT_*); NULL when there is none, why is in the error of
 * dais_shaper_err(). */
const struct dais_face *dais_shaper_face(
    struct dais_shaper *s, enum dais_font_family family, unsigned style);
/* The first error met, code NONE when none. */
const struct dais_err *dais_shaper_err(const struct dais_shaper *s);
const struct dais_word *dais_shaper_word(
    struct dais_shaper *s, const struct dais_face *face, struct dais_str text, bool rtl);

#endif
