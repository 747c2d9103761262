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

/* Shapes @text as one run; *@ret_width in points. */
static struct dais_glyph *
sample_shape(struct sample *s, const struct dais_font *font, double size, const char *text,
    size_t *ret_n, bool *ret_rtl, double *ret_width)
{
	hb_buffer_t *b = hb_buffer_create();
	hb_buffer_add_utf8(b, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(b);
	*ret_rtl = hb_buffer_get_direction(b) == HB_DIRECTION_RTL;
	hb_shape(dais_font_hb(font), b, NULL, 0);
	unsigned n = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(b, &n);
	struct dais_glyph *g = DAIS_NEW_N(s->arena, n, struct dais_glyph);
	double k = size / dais_font_upem(font);
	*ret_width = 0;
	for (unsigned i = 0; i < n; i++) {
		g[i] = (struct dais_glyph){ info[i].codepoint, info[i].cluster,
			(float)(pos[i].x_advance * k), (float)(pos[i].x_offset * k),
			(float)(pos[i].y_offset * k) };
		*ret_width += pos[i].x_advance * k;
	}
	hb_buffer_destroy(b);
	*ret_n = n;
	return g;
}

static const struct dais_font *
sample_font(struct sample *s, enum dais_font_family family, unsigned style)
{
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_font *font = dais_fonts_get(s->fonts, family, style, &err);
	DAIS_ASSERT(font != NULL);
	return font;
}

static double
sample_line(struct sample *s, enum dais_font_family family, unsigned style, double size, double x,
    const char *text)
{
	const struct dais_font *font = sample_font(s, family, style);
	size_t n = 0;
	bool rtl = false;
	double width = 0;
	const struct dais_glyph *g = sample_shape(s, font, size, text, &n, &rtl, &width);
	dais_pdf_glyphs(s->pdf, font, size, x, s->y, g, n, dais_str_from(text), rtl);
	return width;
}

#endif
