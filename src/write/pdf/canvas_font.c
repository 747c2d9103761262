/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Fonts in the file: a composite font with Identity-H encoding whose codes are the glyph numbers
 * of the original file. TrueType subsets are renumbered and mapped by CIDToGIDMap; CID-keyed CFF
 * subsets keep the original number of each glyph in their charset.
 */
#include <stdio.h>

#include <hb-subset.h>

#include "base/map.h"
#include "write/pdf/canvas_priv.h"

struct subset {
	hb_face_t *face;
	hb_subset_plan_t *plan;
	hb_blob_t *blob;
};

static bool
subset_font(const struct pdf_font *f, struct subset *ret)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	if (!in)
		return false;
	hb_set_t *set = hb_subset_input_glyph_set(in);
	hb_set_add(set, 0);
	for (unsigned g = 0; g < f->font->glyphs; g++)
		if (f->width[g])
			hb_set_add(set, g);
	/* Without its subroutines a CFF subset is a tenth smaller and takes half the time. */
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE |
					  (f->font->is_cff ? HB_SUBSET_FLAGS_DESUBROUTINIZE : 0));
	ret->plan = hb_subset_plan_create_or_fail(f->font->embed_face, in);
	hb_subset_input_destroy(in);
	ret->face = ret->plan ? hb_subset_plan_execute_or_fail(ret->plan) : NULL;
	if (!ret->face)
		return false;
	ret->blob = f->font->is_cff ? hb_face_reference_table(ret->face, HB_TAG('C', 'F', 'F', ' '))
				    : hb_face_reference_blob(ret->face);
	return hb_blob_get_length(ret->blob) > 0;
}

static void
subset_release(struct subset *s)
{
	hb_blob_destroy(s->blob);
	hb_face_destroy(s->face);
	hb_subset_plan_destroy(s->plan);
}

/* Six letters from the glyphs used: the same for the same subset. */
static void
subset_tag(const struct pdf_font *f, char tag[7])
{
	uint64_t h = dais_map_hash(dais_str_from(f->font->name));
	for (unsigned g = 0; g < f->font->glyphs; g++)
		if (f->width[g])
			h = (h ^ g) * 0x100000001B3u;
	for (size_t i = 0; i < 6; i++, h /= 26)
		tag[i] = (char)('A' + h % 26);
	tag[6] = '\0';
}

static void
put_widths(struct dais_buf *b, const struct pdf_font *f)
{
	bool open = false;
	dais_buf_puts(b, "/DW 1000/W[");
	for (unsigned g = 0; g < f->font->glyphs; g++) {
		double w = f->width[g] ? (f->width[g] - 1) * f->unit : 1000.0;
		if (f->width[g] == 0 || w == 1000.0) { /* the default */
			if (open)
				dais_buf_put_char(b, ']');
			open = false;
			continue;
		}
		if (!open)
			dais_buf_put_uint(b, g);
		dais_buf_put_char(b, open ? ' ' : '[');
		dais_pdf_put_milli(b, dais_pdf_milli(w));
		open = true;
	}
	dais_buf_puts(b, open ? "]]" : "]");
}

static uint32_t
write_to_unicode(struct dais_pdf *p, const struct pdf_font *f)
{
	DAIS_BUF_AUTO b = { 0 };
	DAIS_BUF_AUTO block = { 0 };
	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_buf_init(&block, DAIS_BUF_MAX);
	dais_buf_puts(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
			  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
			  "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	unsigned n = 0;
	for (unsigned g = 0; g <= f->font->glyphs; g++) {
		bool last = g == f->font->glyphs;
		if (n == 100 || (last && n > 0)) {
			dais_buf_printf(&b, "%u beginbfchar\n", n);
			dais_buf_put(&b, dais_buf_str(&block));
			dais_buf_puts(&b, "endbfchar\n");
			dais_buf_clear(&block);
			n = 0;
		}
		if (last || f->width[g] == 0)
			continue;
		char utf8[4];
		uint32_t u = f->unicode[g];
		struct dais_str s;
		if (u & PDF_UNICODE_TEXT)
			s = f->texts.v[u & ~PDF_UNICODE_TEXT];
		else
			s = (struct dais_str){ utf8, dais_str_encode(u & ~PDF_UNI_WEAK, utf8) };
		dais_buf_put_char(&block, '<');
		dais_pdf_put_hex4(&block, g);
		dais_buf_put_bytes(&block, "><", 2);
		dais_pdf_put_utf16(&block, s);
		dais_buf_put_bytes(&block, ">\n", 2);
		n++;
	}
	dais_buf_puts(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	uint32_t num = dais_pdf_obj_new(p);
	dais_pdf_stream(p, num, "", dais_buf_str(&b), true);
	return num;
}

static uint32_t
write_gid_map(struct dais_pdf *p, const struct pdf_font *f, const struct subset *s)
{
	DAIS_BUF_AUTO b = { 0 };
	dais_buf_init(&b, (size_t)1 << 18);
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(s->plan);
	unsigned end = f->font->glyphs;
	while (end > 1 && f->width[end - 1] == 0)
		end--;
	for (unsigned g = 0; g < end; g++) {
		unsigned to = f->width[g] ? hb_map_get(map, g) : 0;
		dais_buf_put_char(&b, (char)(to >> 8));
		dais_buf_put_char(&b, (char)(to & 0xFF));
	}
	uint32_t num = dais_pdf_obj_new(p);
	dais_pdf_stream(p, num, "", dais_buf_str(&b), true);
	return num;
}

static uint32_t
write_descriptor(struct dais_pdf *p, const struct pdf_font *f, const char *tag, uint32_t file)
{
	const struct dais_font *font = f->font;
	bool italic = font->style & DAIS_FONT_ITALIC, bold = font->style & DAIS_FONT_BOLD;
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, num);
	/* Flags: serif (2), symbolic (3), italic (7), force bold is for Type 1. */
	dais_buf_printf(b, "<</Type/FontDescriptor/FontName/%s+%s/Flags %d/FontBBox[%d %d %d %d]",
	    tag, font->name, 2 + 4 + (italic ? 64 : 0), font->bbox[0], font->bbox[1], font->bbox[2],
	    font->bbox[3]);
	dais_buf_printf(b, "/ItalicAngle %d/CapHeight %d/StemV %d/Ascent ", font->italic_angle,
	    font->cap_height, bold ? 140 : 80);
	dais_pdf_put_milli(b, dais_pdf_milli(font->ascent * f->unit));
	dais_buf_puts(b, "/Descent ");
	dais_pdf_put_milli(b, dais_pdf_milli(-font->descent * f->unit));
	dais_pdf_put_ref(b, font->is_cff ? "/FontFile3" : "/FontFile2", file);
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
	return num;
}

bool
dais_pdf_write_font(struct dais_pdf *p, struct pdf_font *f, struct dais_err *err)
{
	struct subset s = { 0 };
	if (!subset_font(f, &s)) {
		subset_release(&s);
		return dais_err_set(
		    err, DAIS_ERR_INTERNAL, "font %s cannot be subset", f->font->name);
	}
	unsigned length = 0;
	const char *data = hb_blob_get_data(s.blob, &length);
	char dict[64];
	if (f->font->is_cff)
		(void)snprintf(dict, sizeof(dict), "/Subtype/CIDFontType0C");
	else
		(void)snprintf(dict, sizeof(dict), "/Length1 %u", length);
	uint32_t file = dais_pdf_obj_new(p);
	dais_pdf_stream(p, file, dict, (struct dais_str){ data, length }, true);
	uint32_t map = f->font->is_cff ? PDF_NONE : write_gid_map(p, f, &s);
	subset_release(&s);
	char tag[7];
	subset_tag(f, tag);
	uint32_t descriptor = write_descriptor(p, f, tag, file);
	uint32_t cid = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, cid);
	dais_buf_printf(b, "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s+%s",
	    f->font->is_cff ? 0 : 2, tag, f->font->name);
	dais_buf_puts(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
	dais_pdf_put_ref(b, "/FontDescriptor", descriptor);
	if (map != PDF_NONE)
		dais_pdf_put_ref(b, "/CIDToGIDMap", map);
	put_widths(b, f);
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
	uint32_t unicode = write_to_unicode(p, f);
	b = dais_pdf_obj_begin(p, f->obj);
	dais_buf_printf(b, "<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/%s+%s%s", tag,
	    f->font->name, f->font->is_cff ? "-Identity-H" : "");
	dais_pdf_put_ref(b, "/DescendantFonts[", cid);
	dais_pdf_put_ref(b, "]/ToUnicode", unicode);
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
	return true;
}
