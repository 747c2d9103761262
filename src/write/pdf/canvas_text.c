/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Glyphs, and what they say. A glyph's text is told once per font (ToUnicode); where a glyph
 * would need a second text, or several glyphs stand for one piece of text, the piece is wrapped
 * in a Span with ActualText (ISO 32000-1, 14.9.4).
 *
 * Character codes are glyph numbers of the font file (Identity-H), so that content can be
 * written before the subset is known.
 */
#include <math.h>
#include <stdlib.h>

#include "write/pdf/canvas_priv.h"

/* A shift within a line that is written inside TJ rather than as a new position, in ems. */
#define SHIFT_MAX 20.0

void
dais_pdf_text_flush(struct dais_pdf *p)
{
	if (!p->text.in_array)
		return;
	struct dais_buf *b = dais_pdf_content(p);
	if (p->text.in_string)
		dais_buf_put_char(b, ')');
	dais_buf_puts(b, "]TJ\n");
	p->text.in_array = p->text.in_string = false;
}

void
dais_pdf_text_end(struct dais_pdf *p)
{
	if (!p->text.open)
		return;
	dais_pdf_text_flush(p);
	dais_buf_puts(dais_pdf_content(p), "ET\n");
	p->text.open = false;
}

static struct pdf_font *
font_use(struct dais_pdf *p, const struct dais_font *font)
{
	DAIS_ASSERT(font->slot < sizeof(p->font_slot) / sizeof(p->font_slot[0]));
	uint32_t *slot = &p->font_slot[font->slot];
	if (*slot == 0) {
		struct pdf_font *f = dais_vec_add(p->arena, &p->fonts);
		*slot = (uint32_t)p->fonts.n;
		f->font = font;
		f->unicode = DAIS_NEW_N(p->arena, font->glyphs, uint32_t);
		f->width = DAIS_NEW_N(p->arena, font->glyphs, uint16_t);
		f->unit = 1000.0 / font->upem;
		f->obj = dais_pdf_obj_new(p);
	}
	return &p->fonts.v[*slot - 1];
}

/* Whether the file says @text for glyph @gid; the first use decides. */
static bool
glyph_says(struct dais_pdf *p, struct pdf_font *f, uint32_t gid, struct dais_str text)
{
	uint32_t had = f->unicode[gid];
	if ((had & (PDF_UNICODE_TEXT | PDF_UNI_WEAK)) == PDF_UNI_WEAK)
		had = 0;
	size_t at = 0;
	uint32_t cp = text.n ? dais_str_decode(text, &at) : 0;
	if (cp != 0 && at == text.n) {
		if (had == 0)
			f->unicode[gid] = had = cp;
		return had == cp;
	}
	if (text.n == 0)
		return false;
	if (had == 0) {
		f->unicode[gid] = PDF_UNICODE_TEXT | (uint32_t)f->texts.n;
		dais_vec_push(p->arena, &f->texts, dais_arena_dup(p->arena, text));
		return true;
	}
	return (had & PDF_UNICODE_TEXT) && dais_str_eq(f->texts.v[had & ~PDF_UNICODE_TEXT], text);
}

static void
set_font(struct dais_pdf *p, uint32_t font, int64_t size)
{
	struct pdf_page *page = &p->pages.v[p->page];
	if (page->font == font && page->font_size == size)
		return;
	dais_pdf_text_flush(p);
	struct dais_buf *b = &page->content;
	dais_buf_puts(b, "/F");
	dais_buf_put_uint(b, font);
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, size);
	dais_buf_puts(b, " Tf\n");
	page->font = font;
	page->font_size = size;
}

static void
set_rise(struct dais_pdf *p, int64_t rise)
{
	struct pdf_page *page = &p->pages.v[p->page];
	if (page->rise == rise)
		return;
	dais_pdf_text_flush(p);
	dais_pdf_put_milli(&page->content, rise);
	dais_buf_puts(&page->content, " Ts\n");
	page->rise = rise;
}

static void
begin_array(struct dais_pdf *p)
{
	if (p->text.in_array)
		return;
	dais_buf_put_char(dais_pdf_content(p), '[');
	p->text.in_array = true;
}

/* Brings the pen to @x (thousandths of a point from the page's left edge) in the line. */
static void
move_pen(struct dais_pdf *p, double x)
{
	struct pdf_page *page = &p->pages.v[p->page];
	struct pdf_text *t = &p->text;
	double delta = x - ((double)t->x + t->pen);
	long units = lround(delta * 1000.0 / (double)page->font_size);
	if (units == 0)
		return;
	begin_array(p);
	if (t->in_string)
		dais_buf_put_char(&page->content, ')');
	t->in_string = false;
	if (units > 0)
		dais_buf_put_char(&page->content, '-');
	dais_buf_put_uint(&page->content, (uint64_t)labs(units));
	t->pen += (double)units * (double)page->font_size / 1000.0;
}

static void
move_line(struct dais_pdf *p, int64_t x, int64_t y)
{
	struct pdf_page *page = &p->pages.v[p->page];
	struct pdf_text *t = &p->text;
	struct dais_buf *b = &page->content;
	if (!t->open) {
		dais_buf_puts(b, "BT\n");
		*t = (struct pdf_text){ .open = true };
	} else if (y == t->y &&
		   fabs((double)(x - t->x) - t->pen) < SHIFT_MAX * (double)page->font_size) {
		return;
	}
	dais_pdf_text_flush(p);
	dais_pdf_put_milli(b, x - t->x);
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, y - t->y);
	dais_buf_puts(b, " Td\n");
	t->x = x;
	t->y = y;
	t->pen = 0;
}

/* One byte of a literal string; returns the bytes written to @to. */
static size_t
escape(char *to, unsigned c)
{
	if (c != '(' && c != ')' && c != '\\' && c != '\r') {
		to[0] = (char)c;
		return 1;
	}
	to[0] = '\\';
	to[1] = c == '\r' ? 'r' : (char)c;
	return 2;
}

static void
put_glyph(struct dais_pdf *p, struct pdf_font *f, uint32_t gid)
{
	struct pdf_page *page = &p->pages.v[p->page];
	begin_array(p);
	char s[5];
	size_t n = 0;
	if (!p->text.in_string)
		s[n++] = '(';
	p->text.in_string = true;
	n += escape(s + n, gid >> 8);
	n += escape(s + n, gid & 0xFF);
	dais_buf_put_bytes(&page->content, s, n);
	p->text.pen += (f->width[gid] - 1) * f->unit * (double)page->font_size / 1000.0;
}

static void
actual_begin(struct dais_pdf *p, struct dais_str text)
{
	dais_pdf_text_flush(p);
	struct dais_buf *b = dais_pdf_content(p);
	dais_buf_puts(b, "/Span <</ActualText<FEFF");
	dais_pdf_put_utf16(b, text);
	dais_buf_puts(b, ">>> BDC\n");
}

static void
actual_end(struct dais_pdf *p)
{
	dais_pdf_text_flush(p);
	dais_buf_puts(dais_pdf_content(p), "EMC\n");
}

/* A run being drawn. */
struct run {
	struct pdf_font *f;
	const struct dais_glyph *g;
	size_t n;
	struct dais_str text;
	bool rtl;
	double x;      /* of the next glyph, thousandths of a point */
};

static uint32_t
drawn_id(const struct run *r, size_t i)
{
	uint32_t id = r->g[i].id;
	return id == 0 || id >= r->f->font->glyphs ? r->f->font->missing : id;
}

/* One past the last glyph of the cluster that begins at glyph @i. */
static size_t
cluster_end(const struct run *r, size_t i)
{
	size_t j = i + 1;
	while (j < r->n && r->g[j].cluster == r->g[i].cluster)
		j++;
	return j;
}

/* The text of glyphs @i to @j, which is one cluster or several neighbours. */
static struct dais_str
text_of(const struct run *r, size_t i, size_t j)
{
	size_t from = r->rtl ? r->g[j - 1].cluster : r->g[i].cluster;
	size_t to = r->text.n;
	if (r->rtl && i > 0)
		to = r->g[i - 1].cluster;
	else if (!r->rtl && j < r->n)
		to = r->g[j].cluster;
	return dais_str_sub(r->text, from, to > from ? to : from);
}

/* Whether the cluster of glyphs @i to @j is told by ToUnicode. */
static bool
is_plain(struct dais_pdf *p, const struct run *r, size_t i, size_t j)
{
	if (j > i + 1)
		return false;
	return r->g[i].id == drawn_id(r, i) && glyph_says(p, r->f, r->g[i].id, text_of(r, i, j));
}

/* Notes that @gid is drawn, as part of @text. */
static void
use_glyph(struct pdf_font *f, uint32_t gid, struct dais_str text)
{
	if (f->width[gid] == 0) {
		int w = hb_font_get_glyph_h_advance(f->font->hb, gid);
		f->width[gid] = (uint16_t)(w < 0 ? 1 : w + 1);
	}
	if (f->unicode[gid] == 0) {
		size_t at = 0;
		uint32_t cp = text.n ? dais_str_decode(text, &at) : 0xFFFD;
		f->unicode[gid] = PDF_UNI_WEAK | cp;
	}
}

static void
draw_glyphs(struct dais_pdf *p, struct run *r, size_t i, size_t j)
{
	struct dais_str text = DAIS_STR_NONE;
	for (; i < j; i++) {
		const struct dais_glyph *g = &r->g[i];
		uint32_t gid = drawn_id(r, i);
		if (i == 0 || g->cluster != g[-1].cluster)
			text = text_of(r, i, cluster_end(r, i));
		use_glyph(r->f, gid, text);
		set_rise(p, dais_pdf_milli((double)g->dy));
		move_pen(p, r->x + (double)g->dx * 1000.0);
		put_glyph(p, r->f, gid);
		r->x += (double)g->advance * 1000.0;
	}
}

static void
draw_run(struct dais_pdf *p, struct run *r)
{
	for (size_t i = 0, j; i < r->n; i = j) {
		j = cluster_end(r, i);
		if (is_plain(p, r, i, j)) {
			draw_glyphs(p, r, i, j);
			continue;
		}
		/* Poppler turns right-to-left ActualText round: there, one Span a cluster keeps
		 * words whole but for the place of vowel marks within a letter. */
		while (!r->rtl && j < r->n) {
			size_t k = cluster_end(r, j);
			if (is_plain(p, r, j, k))
				break;
			j = k;
		}
		actual_begin(p, text_of(r, i, j));
		draw_glyphs(p, r, i, j);
		actual_end(p);
	}
}

void
dais_pdf_glyphs(struct dais_pdf *p, const struct dais_font *font, double size_pt, double x,
    double y, const struct dais_glyph *glyphs, size_t n, struct dais_str text, bool rtl)
{
	if (n == 0 || size_pt <= 0)
		return;
	(void)dais_pdf_draw(p, true);
	struct run r = { .f = font_use(p, font),
		.g = glyphs,
		.n = n,
		.text = text,
		.rtl = rtl,
		.x = x * 1000.0 };
	move_line(p, dais_pdf_milli(x), p->pages.v[p->page].h - dais_pdf_milli(y));
	set_font(p, p->font_slot[font->slot] - 1, dais_pdf_milli(size_pt));
	draw_run(p, &r);
}

/* From the bottom left corner to the top right one, the origin in the middle of the page. */
static void
put_diagonal(struct dais_pdf *p, struct dais_buf *b)
{
	const struct pdf_page *page = &p->pages.v[p->page];
	double w = (double)page->w, h = (double)page->h, d = hypot(w, h);
	const double m[4] = { w / d, h / d, -h / d, w / d };
	for (size_t i = 0; i < 4; i++) {
		dais_pdf_put_milli(b, dais_pdf_milli(m[i]));
		dais_buf_put_char(b, ' ');
	}
	dais_pdf_put_milli(b, (int64_t)llround(w / 2));
	dais_buf_put_char(b, ' ');
	dais_pdf_put_milli(b, (int64_t)llround(h / 2));
	dais_buf_puts(b, " cm\n");
}

/* Nothing may be transparent by half and be seen alike everywhere: the watermark is opaque, and
 * lies under the page's content however late it comes. */
void
dais_pdf_watermark(struct dais_pdf *p, const struct dais_font *font, double size_pt,
    const struct dais_glyph *glyphs, size_t n, struct dais_str text, bool rtl)
{
	if (n == 0 || size_pt <= 0)
		return;
	DAIS_ASSERT(p->page < p->pages.n);
	const char *artifact = p->artifact;
	p->artifact = NULL;
	dais_pdf_mark_end(p);
	struct pdf_page *page = &p->pages.v[p->page];
	struct pdf_page saved = *page;
	struct pdf_colour colour = p->colour;
	page->content = page->under;
	page->colour = (struct pdf_colour){ 0 };
	page->font = PDF_NONE;
	page->rise = 0;
	dais_buf_puts(&page->content, "q\n");
	put_diagonal(p, &page->content);
	dais_pdf_artifact(p, "Watermark");
	dais_pdf_set_grey(p, 0.85);
	(void)dais_pdf_draw(p, true);
	double width = 0;
	for (size_t i = 0; i < n; i++)
		width += (double)glyphs[i].advance;
	struct run r = { .f = font_use(p, font),
		.g = glyphs,
		.n = n,
		.text = text,
		.rtl = rtl,
		.x = -width * 500.0 };
	move_line(p, (int64_t)llround(r.x), dais_pdf_milli(-size_pt * 0.35));
	set_font(p, p->font_slot[font->slot] - 1, dais_pdf_milli(size_pt));
	draw_run(p, &r);
	dais_pdf_artifact_end(p);
	dais_buf_puts(&page->content, "Q\n");
	p->artifact = artifact;
	p->colour = colour;
	saved.under = page->content;
	*page = saved;
}
