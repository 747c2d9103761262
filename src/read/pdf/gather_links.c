/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Links of a page, which PDF has as boxes: the bytes of segments that stand in them.
 */
#include "read/pdf/pdf_priv.h"

static bool
is_in(const struct dais_pdf_glyph *c, const struct dais_pdf_link *l)
{
	float x = (c->left + c->right) / 2, y = c->base - c->size * 0.3f;

	return x >= l->x0 && x <= l->x1 && y >= l->y0 && y <= l->y1;
}

/* The bytes of @s whose characters stand in the box of @l. */
static void
link_segment(struct pdf_document *doc, const struct dais_pdf_page *shown, struct pdf_segment *s,
    const struct dais_pdf_link *l)
{
	size_t from = SIZE_MAX, to = 0, point = 0;

	if (l->x1 < s->left || l->x0 > s->right || l->y1 < s->base - s->size || l->y0 > s->base)
		return;
	for (size_t at = 0; at < s->text.n; point++) {
		size_t here = at;
		uint32_t glyph = s->glyphs[point];

		(void)dais_str_decode(s->text, &at);
		if (glyph == PDF_NO_GLYPH || !is_in(&shown->glyphs[glyph], l))
			continue;
		from = here < from ? here : from;
		to = at;
	}
	if (to > from && from != SIZE_MAX)
		dais_vec_push(doc->arena, &s->links,
		    ((struct dais_flow_link){
			from, to - from, dais_arena_dup(doc->arena, dais_str_from(l->target)) }));
}

/* Rows are in order of base lines, so that a link only looks at those near it. */
void
pdf_add_links(struct pdf_document *doc, const struct dais_pdf_page *from, struct pdf_page *page)
{
	for (size_t i = 0; i < from->link_count; i++) {
		const struct dais_pdf_link *l = &from->links[i];
		size_t lo = 0, hi = page->segments.n;

		while (lo < hi) {
			size_t mid = lo + (hi - lo) / 2;

			if (page->segments.v[mid].base < l->y0 - 2)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (; lo < page->segments.n && page->segments.v[lo].base < l->y1 + 40; lo++)
			link_segment(doc, from, &page->segments.v[lo], l);
	}
}
