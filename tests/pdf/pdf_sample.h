/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small tagged document in Latin, Arabic and Chinese for the tests of the PDF writer: shapes
 * whole lines with HarfBuzz, no line breaking.
 */
#ifndef DAIS_TESTS_PDF_PDF_SAMPLE_H
#define DAIS_TESTS_PDF_PDF_SAMPLE_H

#include <hb.h>

#include "base/arena.h"

#include "write/pdf/canvas.h"

struct sample {
	struct dais_fonts *fonts;
	struct dais_pdf *pdf;
	struct dais_arena *arena;
	double y;
};

static double
sample_line(struct sample *s, enum dais_font_family family, unsigned style, double size, double x,
    const char *text)
{
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_font *font = dais_fonts_get(s->fonts, family, style, &err);
	DAIS_ASSERT(font != NULL);
	hb_buffer_t *b = hb_buffer_create();
	hb_buffer_add_utf8(b, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(b);
	bool rtl = hb_buffer_get_direction(b) == HB_DIRECTION_RTL;
	hb_shape(dais_font_hb(font), b, NULL, 0);
	unsigned n = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, &n);
	struct dais_glyph *g = DAIS_NEW_N(s->arena, n, struct dais_glyph);
	double k = size / dais_font_upem(font), width = 0;
	for (unsigned i = 0; i < n; i++) {
		g[i] = (struct dais_glyph){ info[i].codepoint, info[i].cluster,
			(float)(pos[i].x_advance * k), (float)(pos[i].x_offset * k),
			(float)(pos[i].y_offset * k) };
		width += pos[i].x_advance * k;
	}
	dais_pdf_glyphs(s->pdf, font, size, x, s->y, g, n, dais_str_from(text), rtl);
	hb_buffer_destroy(b);
	return width;
}

#endif
