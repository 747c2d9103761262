/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages, colours, rules; start and end of the document.
 */
#include <math.h>
#include <stdlib.h>

#include "write/pdf/canvas_priv.h"

/* Content kept uncompressed so that pages can be returned to without a second stream. */
#define RAW_MAX ((size_t)24 << 20)

struct dais_pdf *
dais_pdf_new(struct dais_buf *out, const struct dais_pdf_meta *meta)
{
	struct dais_arena *a = dais_arena_new(0);
	struct dais_pdf *p = DAIS_NEW(a, struct dais_pdf);
	p->arena = a;
	p->out = out;
	p->meta = *meta;
	p->meta.title = dais_arena_dup(a, meta->title);
	p->meta.author = dais_arena_dup(a, meta->author);
	p->meta.subject = dais_arena_dup(a, meta->subject);
	p->meta.identifier = dais_arena_dup(a, meta->identifier);
	p->root_first = p->root_last = p->marked = PDF_NONE;
	dais_buf_init(&p->objs, DAIS_BUF_MAX);
	dais_pdf_file_start(p);
	p->resources = dais_pdf_obj_new(p);
	return p;
}

/* Writes what the page has so far as a content stream. */
static void
page_flush(struct dais_pdf *p, struct pdf_page *page)
{
	if (page->content.n == 0)
		return;
	uint32_t num = dais_pdf_obj_new(p);
	dais_pdf_stream(p, num, "", dais_buf_str(&page->content), true);
	dais_vec_push(p->arena, &page->streams, num);
	dais_buf_release(&page->content);
	dais_buf_init(&page->content, DAIS_BUF_MAX);
}

static void
leave_page(struct dais_pdf *p)
{
	if (p->pages.n == 0)
		return;
	dais_pdf_mark_end(p);
	struct pdf_page *page = &p->pages.v[p->page];
	p->raw_bytes += page->content.n;
	while (p->raw_bytes > RAW_MAX && p->oldest_raw < p->pages.n) {
		struct pdf_page *old = &p->pages.v[p->oldest_raw++];
		p->raw_bytes -= old->content.n;
		page_flush(p, old);
	}
}

void
dais_pdf_page(struct dais_pdf *p, double width_pt, double height_pt)
{
	leave_page(p);
	p->page = p->pages.n;
	struct pdf_page *page = dais_vec_add(p->arena, &p->pages);
	page->w = dais_pdf_milli(width_pt);
	page->h = dais_pdf_milli(height_pt);
	page->obj = dais_pdf_obj_new(p);
	page->font = PDF_NONE;
	dais_buf_init(&page->content, DAIS_BUF_MAX);
	dais_buf_init(&page->under, DAIS_BUF_MAX);
}

size_t
dais_pdf_page_count(const struct dais_pdf *p)
{
	return p->pages.n;
}

void
dais_pdf_reopen(struct dais_pdf *p, size_t page)
{
	DAIS_ASSERT(page < p->pages.n);
	if (page == p->page)
		return;
	leave_page(p);
	p->page = page;
	p->raw_bytes -= p->pages.v[page].content.n;
	if (page < p->oldest_raw)
		p->oldest_raw = page;
}

void
dais_pdf_page_done(struct dais_pdf *p, size_t page)
{
	DAIS_ASSERT(page < p->pages.n);
	if (page == p->page)
		return; /* still open: written with the others */
	p->raw_bytes -= p->pages.v[page].content.n;
	page_flush(p, &p->pages.v[page]);
}

struct dais_buf *
dais_pdf_content(struct dais_pdf *p)
{
	DAIS_ASSERT(p->page < p->pages.n);
	return &p->pages.v[p->page].content;
}

static void
put_colour(struct dais_buf *b, struct pdf_colour c)
{
	dais_pdf_put_milli(b, c.r);
	if (c.r == c.g && c.g == c.b) {
		dais_buf_puts(b, " g\n");
		return;
	}
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, c.g);
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, c.b);
	dais_buf_puts(b, " rg\n");
}

struct dais_buf *
dais_pdf_draw(struct dais_pdf *p, bool text)
{
	dais_pdf_mark(p);
	struct dais_buf *b = dais_pdf_content(p);
	if (!text)
		dais_pdf_text_end(p);
	struct pdf_page *page = &p->pages.v[p->page];
	if (memcmp(&page->colour, &p->colour, sizeof(p->colour)) != 0) {
		dais_pdf_text_flush(p);
		put_colour(b, p->colour);
		page->colour = p->colour;
	}
	return b;
}

static int
level(double v)
{
	return v <= 0 ? 0 : v >= 1 ? 1000 : (int)lround(v * 1000.0);
}

void
dais_pdf_set_grey(struct dais_pdf *p, double grey)
{
	int v = level(grey);
	p->colour = (struct pdf_colour){ v, v, v };
}

void
dais_pdf_set_rgb(struct dais_pdf *p, double r, double g, double b)
{
	p->colour = (struct pdf_colour){ level(r), level(g), level(b) };
}

void
dais_pdf_rect(struct dais_pdf *p, double x, double y, double w, double h)
{
	struct dais_buf *b = dais_pdf_draw(p, false);
	dais_pdf_put_milli(b, dais_pdf_milli(x));
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, p->pages.v[p->page].h - dais_pdf_milli(y + h));
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, dais_pdf_milli(w));
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, dais_pdf_milli(h));
	dais_buf_puts(b, " re f\n");
}

static void
write_page(struct dais_pdf *p, size_t i, uint32_t tree)
{
	struct pdf_page *page = &p->pages.v[i];
	page_flush(p, page);
	uint32_t under = PDF_NONE;
	if (page->under.n) {
		under = dais_pdf_obj_new(p);
		dais_pdf_stream(p, under, "", dais_buf_str(&page->under), true);
	}
	struct dais_buf *b = dais_pdf_obj_begin(p, page->obj);
	dais_pdf_put_ref(b, "<</Type/Page/Parent", tree);
	dais_buf_puts(b, "/MediaBox[0 0 ");
	dais_pdf_put_milli(b, page->w);
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, page->h);
	dais_pdf_put_ref(b, "]/Resources", p->resources);
	dais_buf_puts(b, "/Contents[");
	if (under != PDF_NONE)
		dais_pdf_put_ref(b, "", under);
	for (size_t k = 0; k < page->streams.n; k++)
		dais_pdf_put_ref(b, "", page->streams.v[k]);
	dais_buf_puts(b, "]/StructParents ");
	dais_buf_put_uint(b, i);
	dais_buf_puts(b, "/Tabs/S");
	if (page->annots.n) {
		dais_buf_puts(b, "/Annots[");
		for (size_t k = 0; k < page->annots.n; k++)
			dais_pdf_put_ref(b, k ? " " : "", p->links.v[page->annots.v[k]].obj);
		dais_buf_put_char(b, ']');
	}
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
}

/* The page tree: leaves of up to 64 pages under one root. */
static uint32_t
write_pages(struct dais_pdf *p)
{
	enum {
		FAN = 64
	};
	size_t leaves = (p->pages.n + FAN - 1) / FAN;
	uint32_t root = dais_pdf_obj_new(p);
	uint32_t first = leaves > 1 ? dais_pdf_obj_range(p, leaves) : root;
	for (size_t i = 0; i < p->pages.n; i++)
		write_page(p, i, first + (uint32_t)(i / FAN));
	for (size_t l = 0; l < leaves; l++) {
		size_t from = l * FAN;
		size_t to = from + FAN < p->pages.n ? from + FAN : p->pages.n;
		struct dais_buf *b = dais_pdf_obj_begin(p, first + (uint32_t)l);
		dais_buf_puts(b, "<</Type/Pages");
		if (leaves > 1)
			dais_pdf_put_ref(b, "/Parent", root);
		dais_buf_printf(b, "/Count %zu/Kids[", to - from);
		for (size_t i = from; i < to; i++)
			dais_pdf_put_ref(b, i > from ? " " : "", p->pages.v[i].obj);
		dais_buf_puts(b, "]>>");
		dais_pdf_obj_end(p);
	}
	if (leaves != 1) {
		struct dais_buf *b = dais_pdf_obj_begin(p, root);
		dais_buf_printf(b, "<</Type/Pages/Count %zu/Kids[", p->pages.n);
		for (size_t l = 0; l < leaves; l++)
			dais_pdf_put_ref(b, l ? " " : "", first + (uint32_t)l);
		dais_buf_puts(b, "]>>");
		dais_pdf_obj_end(p);
	}
	return root;
}

static bool
write_resources(struct dais_pdf *p, struct dais_err *err)
{
	for (size_t i = 0; i < p->fonts.n; i++)
		if (!dais_pdf_write_font(p, &p->fonts.v[i], err))
			return false;
	struct dais_buf *b = dais_pdf_obj_begin(p, p->resources);
	dais_buf_puts(b, "<</Font<<");
	for (size_t i = 0; i < p->fonts.n; i++) {
		dais_buf_printf(b, "/F%zu", i);
		dais_pdf_put_ref(b, "", p->fonts.v[i].obj);
	}
	dais_buf_puts(b, ">>>>");
	dais_pdf_obj_end(p);
	return true;
}

static uint32_t
write_catalog(struct dais_pdf *p, uint32_t pages)
{
	uint32_t tree = dais_pdf_write_struct(p);
	uint32_t dests = dais_pdf_write_dests(p);
	uint32_t outline = dais_pdf_write_outline(p);
	uint32_t xmp = dais_pdf_write_xmp(p);
	uint32_t intent = dais_pdf_write_intent(p);
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, num);
	dais_pdf_put_ref(b, "<</Type/Catalog/Pages", pages);
	dais_pdf_put_ref(b, "/StructTreeRoot", tree);
	dais_pdf_put_ref(b, "/Metadata", xmp);
	dais_pdf_put_ref(b, "/OutputIntents[", intent);
	dais_buf_puts(b, "]/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true");
	if (dais_lang_is_rtl(p->meta.lang))
		dais_buf_puts(b, "/Direction/R2L");
	dais_buf_printf(b, ">>/Lang(%s)", dais_lang_code(p->meta.lang));
	if (dests != PDF_NONE)
		dais_pdf_put_ref(b, "/Names<</Dests", dests);
	if (dests != PDF_NONE)
		dais_buf_puts(b, ">>");
	if (outline != PDF_NONE)
		dais_pdf_put_ref(b, "/PageMode/UseOutlines/Outlines", outline);
	dais_buf_puts(b, ">>");
	dais_pdf_obj_end(p);
	return num;
}

static void
pdf_free(struct dais_pdf *p)
{
	for (size_t i = 0; i < p->pages.n; i++) {
		dais_buf_release(&p->pages.v[i].content);
		dais_buf_release(&p->pages.v[i].under);
	}
	dais_buf_release(&p->objs);
	if (p->z_ready)
		(void)deflateEnd(&p->z);
	dais_arena_free(p->arena);
}

bool
dais_pdf_finish(struct dais_pdf *p, struct dais_err *err)
{
	if (p->pages.n > 0)
		dais_pdf_mark_end(p);
	dais_pdf_write_links(p);
	uint32_t pages = write_pages(p);
	bool ok = write_resources(p, err);
	if (ok) {
		uint32_t catalog = write_catalog(p, pages);
		dais_pdf_file_end(p, catalog, dais_pdf_write_info(p));
		if (dais_buf_has_failed(p->out))
			ok = dais_err_set(
			    err, DAIS_ERR_LIMIT, "the PDF is larger than %zu bytes", p->out->max);
	}
	pdf_free(p);
	return ok;
}
