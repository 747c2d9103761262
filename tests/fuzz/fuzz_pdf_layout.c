/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Any characters at any places, with any rules and links: lines, columns, tables and paragraphs
 * must come out as a valid flow. Seven bytes a thing; the first says what it is. */
#include "read/pdf/pdf_priv.h"

#define GLYPHS 3000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A page made of bytes until one that ends it. */
struct maker {
	const uint8_t *p, *end;
	struct dais_pdf_glyph glyphs[GLYPHS];
	struct dais_pdf_rule rules[64];
	struct dais_pdf_link links[16];
	struct dais_pdf_page page;
};

static const uint32_t points[] = { 'a', 'B', ' ', '.', '(', ')', '1', '2', '-', '/', 0x627, 0x644,
	0x64B, 0xFEFB, 0x640, 0x660, 0x4E00, 0x3002, 0xFB01, 0xAD, 0x301, '*', '_', 0xA0, 0,
	0x10FFFF, 0xD800, 0x2013, 0xAB, 'm', 0x43F, 0x2022 };

static void
add_glyph(struct maker *m, const uint8_t *b)
{
	struct dais_pdf_glyph *g = &m->glyphs[m->page.glyph_count++];
	float x = (float)b[1] * 3 - 50, w = (float)(b[4] & 15);

	*g = (struct dais_pdf_glyph){ .left = x,
		.right = x + w,
		.base = (float)b[2] * 4 + (float)(b[5] & 3),
		.size = 4 + (float)(b[4] >> 4) * 2,
		.point = points[b[3] % (sizeof(points) / sizeof(*points))],
		.content = (b[5] >> 2 & 15) - 1,
		.flags = b[6] & 15 };
}

static void
add_rule(struct maker *m, const uint8_t *b)
{
	float x = (float)b[1] * 3, y = (float)b[2] * 4;
	bool level = b[5] & 1;

	if (m->page.rule_count < 64)
		m->rules[m->page.rule_count++] = (struct dais_pdf_rule){ x, y,
			level ? x + (float)b[3] * 4 : x, level ? y : y + (float)b[4] * 4 };
}

static void
add_link(struct maker *m, const uint8_t *b)
{
	float x = (float)b[1] * 3, y = (float)b[2] * 4;

	if (m->page.link_count < 16)
		m->links[m->page.link_count++] =
		    (struct dais_pdf_link){ x, y, x + b[3], y + b[4], b[5] & 1 ? "" : "http://x/" };
}

static void
make_page(struct maker *m, unsigned number)
{
	m->page = (struct dais_pdf_page){ .number = number,
		.width = 595,
		.height = 842,
		.glyphs = m->glyphs,
		.rules = m->rules,
		.links = m->links };
	for (; m->end - m->p >= 7; m->p += 7) {
		unsigned what = m->p[0] & 15;

		if (what == 15 && m->page.glyph_count) {
			m->p += 7;
			return;
		}
		if (what == 14)
			add_rule(m, m->p);
		else if (what == 13)
			add_link(m, m->p);
		else if (m->page.glyph_count < GLYPHS)
			add_glyph(m, m->p);
	}
	m->p = m->end;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct maker m;
	static const struct dais_pdf_element elements[] = { { DAIS_PDF_HEADING, 1, 0, 0, 0, 1, 1,
								false },
		{ DAIS_PDF_PARAGRAPH, 0, 0, 0, 0, 1, 1, false },
		{ DAIS_PDF_CELL, 0, 1, 0, 0, 1, 2, true },
		{ DAIS_PDF_CELL, 0, 1, 1, 0, 1, 1, false },
		{ DAIS_PDF_NOTE, 0, 0, 0, 0, 1, 1, false } };
	static const struct dais_pdf_content contents[] = { { 1, 0, 0 }, { 1, 1, 1 }, { 1, 2, 2 },
		{ 1, 3, 3 }, { 1, 4, 4 }, { 1, 5, 1 }, { 2, 0, 1 } };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct pdf_document doc = { .arena = a };
	struct dais_flow *f = dais_flow_new(a, DAIS_STR("fuzz"), "pdf");

	if (size < 8)
		return 0;
	m.p = data + 1;
	m.end = data + size;
	if (data[0] & 1)
		doc.structure = (struct dais_pdf_structure){ elements, 5, contents, 7 };
	for (unsigned i = 1; i <= 8 && (m.p < m.end || i == 1); i++) {
		make_page(&m, i);
		pdf_gather(&doc, &m.page, data[0] & 2);
	}
	pdf_arrange(&doc);
	f->places = DAIS_FLOW_PAGES;
	f->pages = (unsigned)doc.pages.n;
	pdf_write_paragraphs(&doc, f);
	DAIS_ASSERT(dais_flow_is_valid(f));
	return 0;
}
