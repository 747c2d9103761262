/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages turned and mirrored, so that all steps after this see upright text that runs from left to
 * right.
 */
#include "read/pdf/pdf_priv.h"

bool
pdf_is_turned_page(const struct dais_pdf_page *from)
{
	size_t turned = 0;

	for (size_t i = 0; i < from->glyph_count; i++)
		turned += (from->glyphs[i].flags & DAIS_PDF_TURNED) != 0;
	return turned > from->glyph_count / 2;
}

static void
turn_rule(struct dais_pdf_rule *r, bool up, float width, float height)
{
	struct dais_pdf_rule was = *r;

	r->x0 = up ? height - was.y1 : was.y0;
	r->x1 = up ? height - was.y0 : was.y1;
	r->y0 = up ? was.x0 : width - was.x1;
	r->y1 = up ? was.x1 : width - was.x0;
}

void
pdf_turn_page(struct dais_pdf_page *p)
{
	float width = p->width;
	size_t up = 0, down = 0;

	for (size_t i = 0; i < p->glyph_count; i++) {
		struct dais_pdf_glyph *c = &p->glyphs[i];

		c->flags ^= DAIS_PDF_TURNED;
		if (!(c->flags & DAIS_PDF_TURNED) && c->left <= 0) {
			c->left += p->height;
			c->right += p->height;
			up++;
		} else if (!(c->flags & DAIS_PDF_TURNED)) {
			c->base += width;
			down++;
		}
	}
	for (size_t i = 0; i < p->rule_count; i++)
		turn_rule(&p->rules[i], up > down, width, p->height);
	p->link_count = 0;
	p->width = p->height;
	p->height = width;
}

void
pdf_mirror_page(struct pdf_page *page)
{
	for (size_t i = 0; i < page->segments.n; i++) {
		struct pdf_segment *s = &page->segments.v[i];
		float left = s->left;

		s->left = page->width - s->right;
		s->right = page->width - left;
	}
	for (size_t i = 0; i < page->rules.n; i++) {
		struct dais_pdf_rule *r = &page->rules.v[i];
		float x0 = r->x0;

		r->x0 = page->width - r->x1;
		r->x1 = page->width - x0;
	}
	/* The segments of a row, from the right to the left. */
	for (size_t from = 0, to; from < page->segments.n; from = to) {
		for (to = from;
		    to < page->segments.n && page->segments.v[to].row == page->segments.v[from].row;
		    to++)
			continue;
		for (size_t i = from, k = to; i + 1 < k; i++) {
			struct pdf_segment swap = page->segments.v[i];

			page->segments.v[i] = page->segments.v[--k];
			page->segments.v[k] = swap;
		}
	}
}
