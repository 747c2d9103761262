/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * QR codes through libqrencode, drawn as one path of an SVG.
 */
#include <qrencode.h>

#include "web/account/account_priv.h"

#define QUIET 4 /* modules around the code (ISO/IEC 18004, 9.1) */

/* Runs of dark modules as horizontal strokes. */
static struct dais_str
path_of(struct dais_arena *a, const QRcode *code)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, 1 << 20);
	for (int y = 0; y < code->width; y++) {
		for (int x = 0; x < code->width; x++) {
			int from = x;
			while (x < code->width && (code->data[y * code->width + x] & 1))
				x++;
			if (x > from)
				dais_buf_printf(&b, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET,
				    x - from, x - from);
		}
	}
	return dais_buf_dup(&b, a);
}

void
account_put_qr(struct dais_page *p, struct dais_str text, struct dais_str label)
{
	QRcode *code = QRcode_encodeString8bit(dais_arena_cstr(p->arena, text), 0, QR_ECLEVEL_M);
	if (!code)
		return; /* longer than any code holds: the text beside it serves */
	int side = code->width + 2 * QUIET;
	struct dais_str path = path_of(p->arena, code);
	QRcode_free(code);
	dais_xml_open(&p->xml, "svg");
	dais_xml_attr_c(&p->xml, "role", "img");
	dais_xml_attr(&p->xml, "aria-label", label);
	dais_xml_attr(&p->xml, "viewBox", dais_arena_printf(p->arena, "0 0 %d %d", side, side));
	dais_xml_attr_int(&p->xml, "width", (int64_t)side * 5);
	dais_xml_attr_int(&p->xml, "height", (int64_t)side * 5);
	dais_xml_open(&p->xml, "path");
	dais_xml_attr_c(&p->xml, "fill", "#fff"); /* light behind dark in every colour scheme */
	dais_xml_attr(
	    &p->xml, "d", dais_arena_printf(p->arena, "M0 0h%dv%dh-%dz", side, side, side));
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "path");
	dais_xml_attr_c(&p->xml, "fill", "#000");
	dais_xml_attr(&p->xml, "d", path);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}
