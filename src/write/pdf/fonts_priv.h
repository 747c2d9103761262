/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the PDF writer knows of a face beyond canvas.h. Immutable once opened.
 */
#ifndef DAIS_WRITE_PDF_FONTS_PRIV_H
#define DAIS_WRITE_PDF_FONTS_PRIV_H

#include <hb.h>

#include "write/pdf/canvas.h"

struct dais_font {
	hb_face_t *face;
	hb_face_t *embed_face; /* only the tables that are embedded: subsetting sees no layout */
	hb_font_t *hb;
	unsigned slot;      /* family * 4 + style: order of fonts in files */
	unsigned upem;
	unsigned glyphs;    /* number of glyphs */
	unsigned missing; /* glyph drawn where the caller has none (".notdef" may not be used) */
	bool is_cff; /* outlines in a CID-keyed "CFF " table; otherwise "glyf" */
	int ascent, descent; /* font units, descent positive */
	int cap_height, bbox[4], italic_angle; /* 1000 units per em; angle in degrees */
	unsigned style;
	char name[64]; /* PostScript name */
};

#endif
