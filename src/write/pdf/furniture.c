/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What stands around the text of every page: symbols at the head on the outer side, job number
 * and page number at the foot, the watermark of drafts. All of it artifacts.
 */
#include <stdio.h>

#include "write/pdf/layout.h"

#define HEAD_LEADING 11.5
#define HEAD_GAP 15.0

static bool
is_odd(size_t page)
{
	return page % 2 == 0;
}

static void
draw_string(struct dais_layout *l, struct dais_str s, double y, double size, unsigned style,
    enum dais_align align)
{
	struct dais_para_style st = dais_layout_style(l, size, HEAD_LEADING, style, align);
	struct dais_para *p;

	if (dais_str_is_empty(s))
		return;
	st.leading = HEAD_LEADING;
	p = dais_para_string(l->setter, s, &st, dais_layout_width(l));
	dais_draw_line(l, p, 0, DAIS_PAGE_SIDE, y, true);
	dais_para_drop(l->setter, p);
}

double
dais_furniture_top(const struct dais_layout *l)
{
	size_t n = l->tree->running_head.n;

	return n ? DAIS_PAGE_HEAD + (double)n * HEAD_LEADING + HEAD_GAP + 6
		 : DAIS_PAGE_HEAD + HEAD_GAP + 6;
}

static void
draw_watermark(struct dais_layout *l)
{
	struct dais_para_style st = {
		.size = 96, .leading = 96, .font_style = DAIS_FONT_BOLD, .align = DAIS_ALIGN_START
	};
	struct dais_para *p = dais_para_string(l->setter, l->tree->watermark, &st, 1e6);
	const struct dais_item *v = dais_para_items(p);
	double size = st.size, w = dais_para_natural_width(p);

	if (w > 560)
		size *= 560 / w;
	dais_buf_clear(&l->glyphs);
	for (size_t i = 0; i < p->n_items; i++) {
		const struct dais_item *it = &v[v[0].level & 1 ? p->n_items - 1 - i : i];
		size_t n = it->word ? it->word->n : 1;
		const struct dais_glyph *src;
		if (!it->face) /* no font: the document fails in the end */
			continue;
		src = it->word ? it->word->glyphs : &it->face->space_glyph;
		for (size_t k = 0; k < n; k++) {
			struct dais_glyph g = src[k];
			g.cluster += it->at;
			g.advance *= (float)size;
			g.dx *= (float)size;
			g.dy *= (float)size;
			dais_buf_put_bytes(&l->glyphs, &g, sizeof(g));
		}
	}
	if (p->n_items > 0 && v[0].face)
		dais_pdf_watermark(l->pdf, v[0].face->font, size,
		    (const struct dais_glyph *)(const void *)l->glyphs.p,
		    l->glyphs.n / sizeof(struct dais_glyph), l->tree->watermark, v[0].level & 1);
	dais_para_drop(l->setter, p);
}

void
dais_furniture_head(struct dais_layout *l, size_t page)
{
	const dais_str_lines *head = &l->tree->running_head;
	double y = DAIS_PAGE_HEAD - 9;

	if (!dais_str_is_empty(l->tree->watermark))
		draw_watermark(l);
	if (page == 0 || head->n == 0)
		return;
	dais_pdf_artifact(l->pdf, "Pagination");
	for (size_t i = 0; i < head->n; i++) {
		draw_string(l, head->v[i], y, 8.5, DAIS_FONT_BOLD,
		    is_odd(page) ? DAIS_ALIGN_END : DAIS_ALIGN_START);
		y += HEAD_LEADING;
	}
	dais_draw_rule(l, DAIS_PAGE_SIDE, y + 4, dais_layout_width(l), 0.5);
	dais_pdf_artifact_end(l->pdf);
}

void
dais_furniture_feet(struct dais_layout *l)
{
	size_t n = dais_pdf_page_count(l->pdf);
	double y = l->page_h - DAIS_PAGE_FOOT - 9;

	for (size_t i = 0; i < n; i++) {
		bool odd = is_odd(i);
		char number[48];
		int len = snprintf(number, sizeof(number), "%zu/%zu", i + 1, n);
		struct dais_str s = { number, (size_t)len };
		dais_pdf_reopen(l->pdf, i);
		dais_pdf_artifact(l->pdf, "Pagination");
		if (i == 0) {
			draw_string(l, l->tree->job_first, y, 8.5, 0, DAIS_ALIGN_START);
			draw_string(l, l->tree->permalink, y, 7.5, 0, DAIS_ALIGN_END);
		} else {
			draw_string(
			    l, l->tree->job, y, 8, 0, odd ? DAIS_ALIGN_START : DAIS_ALIGN_END);
			draw_string(
			    l, s, y, 8.5, DAIS_FONT_BOLD, odd ? DAIS_ALIGN_END : DAIS_ALIGN_START);
		}
		dais_pdf_artifact_end(l->pdf);
	}
}
