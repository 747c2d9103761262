/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines on the canvas: visual order of the items by UAX #9, one call for each stretch of one
 * face and direction, structure elements for links, footnote marks and foreign words. Drawn in
 * logical order, so that the content stream reads as the text does.
 */
#include "write/pdf/layout.h"

#define LINK_R 0.02
#define LINK_G 0.20
#define LINK_B 0.55

/* An item on its line. */
struct place {
	double x, w;
	uint32_t order; /* of the i-th place from the left: the item there */
};

static double
left_of(const struct dais_layout *l, double x, double w)
{
	return l->rtl ? l->page_w - x - w : x;
}

void
dais_draw_rule(struct dais_layout *l, double x, double y, double w, double thick)
{
	dais_pdf_rect(l->pdf, left_of(l, x, w), y - thick / 2, w, thick);
}

/* Width of @it on the line, @last being its last item. */
static double
set_width(const struct dais_line *ln, const struct dais_item *it, bool last)
{
	if (last && it->word)
		return (double)(it->word->width * it->size);
	if (ln->ratio > 0)
		return (double)(it->width + ln->ratio * it->stretch);
	return (double)(it->width + ln->ratio * it->shrink);
}

static bool
is_link(const struct dais_run *r)
{
	return !dais_str_is_empty(r->url) || !dais_str_is_empty(r->target);
}

static bool
is_same_link(const struct dais_run *a, const struct dais_run *b)
{
	return is_link(a) && dais_str_eq(a->url, b->url) && dais_str_eq(a->target, b->target) &&
	       a->footnote < 0 && b->footnote < 0;
}

void
dais_draw_flush_link(struct dais_layout *l)
{
	if (l->link && l->link_areas.n > 0) {
		struct dais_str target = l->link->target;
		if (l->link->footnote >= 0)
			target = dais_arena_printf(l->arena, "note-%d", l->link->footnote + 1);
		dais_pdf_link(
		    l->pdf, l->link_areas.v, l->link_areas.n, l->link->url, target, l->link->text);
	}
	l->link_areas.n = 0;
}

/* How many elements the run opens. */
static unsigned
depth_of(const struct dais_run *r)
{
	if (r->footnote >= 0)
		return 2;
	return (is_link(r) ? 1u : 0u) + (r->has_lang ? 1u : 0u);
}

void
dais_draw_end(struct dais_layout *l, struct dais_para *p)
{
	if (p->open_run == UINT32_MAX)
		return;
	dais_draw_flush_link(l);
	for (unsigned i = depth_of(&p->runs[p->open_run]); i > 0; i--)
		dais_pdf_tag_end(l->pdf);
	l->link = NULL;
	p->open_run = UINT32_MAX;
}

/* Opens the elements of run @r unless they are open. */
static void
open_run(struct dais_layout *l, struct dais_para *p, uint32_t r)
{
	const struct dais_run *run = &p->runs[r];

	if (p->open_run == r)
		return;
	if (p->open_run != UINT32_MAX && is_same_link(&p->runs[p->open_run], run) &&
	    p->runs[p->open_run].has_lang == run->has_lang)
		return;
	dais_draw_end(l, p);
	if (depth_of(run) == 0)
		return;
	if (run->footnote >= 0)
		dais_pdf_tag(l->pdf, DAIS_TAG_REFERENCE, NULL);
	if (run->footnote >= 0 || is_link(run)) {
		dais_pdf_tag(l->pdf, DAIS_TAG_LINK, NULL);
		l->link = run;
	}
	if (run->has_lang && run->footnote < 0) {
		struct dais_pdf_tag_attr attr = { .has_lang = true, .lang = run->lang };
		dais_pdf_tag(l->pdf, DAIS_TAG_SPAN, &attr);
	}
	p->open_run = r;
}

/* Adds the glyphs of @it, set @width wide, to the scratch; clusters count from @base. */
static void
put_glyphs(struct dais_layout *l, const struct dais_item *it, double width, size_t base)
{
	size_t n = it->word ? it->word->n : 1;
	const struct dais_glyph *src = it->word ? it->word->glyphs : &it->face->space_glyph;
	struct dais_glyph *g = dais_buf_extend(&l->glyphs, n * sizeof(*g));
	float size = it->size, sum = 0;

	DAIS_ASSERT(g);
	for (size_t i = 0; i < n; i++) {
		g[i].id = src[i].id;
		g[i].cluster = src[i].cluster + (uint32_t)(it->at - base);
		g[i].advance = src[i].advance * size;
		g[i].dx = src[i].dx * size;
		g[i].dy = src[i].dy * size;
		sum += g[i].advance;
	}
	/* White space after the item belongs to its last glyph in reading order. */
	if (n > 0 && !(it->level & 1))
		g[n - 1].advance += (float)width - sum;
	else if (n > 0 && !it->word)
		g[0].advance = (float)width;
}

/* A no-break space is drawn as a space and is one for readers of the text: @text without them,
 * the clusters of the glyphs in scratch moved to match. */
static struct dais_str
plain_spaces(struct dais_layout *l, struct dais_str text)
{
	struct dais_glyph *g = (struct dais_glyph *)(void *)l->glyphs.p;
	size_t n = l->glyphs.n / sizeof(*g), at = dais_str_find(text, DAIS_STR("\xC2\xA0"), 0);

	if (at == SIZE_MAX)
		return text;
	dais_buf_clear(&l->text);
	dais_buf_put(&l->text, dais_str_sub(text, 0, at));
	while (at < text.n) {
		if ((unsigned char)text.p[at] == 0xC2 && (unsigned char)text.p[at + 1] == 0xA0) {
			for (size_t i = 0; i < n; i++)
				g[i].cluster -= g[i].cluster > l->text.n;
			dais_buf_put_char(&l->text, ' ');
			at += 2;
		} else {
			dais_buf_put_char(&l->text, text.p[at++]);
		}
	}
	return dais_buf_str(&l->text);
}

/* One stretch of items [from, to) with one look and direction, already placed. */
static void
draw_stretch(struct dais_layout *l, struct dais_para *p, const struct place *at,
    const struct dais_item *v, size_t from, size_t to, double baseline, bool plain)
{
	const struct dais_item *first = &v[from], *last = &v[to - 1];
	const struct dais_run *run = &p->runs[first->run];
	bool rtl = first->level & 1;
	bool link = !plain && (is_link(run) && run->footnote < 0);
	/* Links inside the document stay black: agendas and timetables are full of them. */
	bool blue = link && !dais_str_is_empty(run->url);
	double left = at[rtl ? to - 1 : from].x, sum = 0;
	struct dais_str text = dais_str_sub(dais_buf_str(&p->text), first->at, last->at + last->n);

	if (!first->face)
		return;
	dais_buf_clear(&l->glyphs);
	for (size_t i = 0; i < to - from; i++) {
		size_t k = rtl ? to - 1 - i : from + i;
		put_glyphs(l, &v[k], at[k].w, first->at);
		sum += at[k].w;
	}
	text = plain_spaces(l, text);
	if (!plain)
		open_run(l, p, first->run);
	if (blue)
		dais_pdf_set_rgb(l->pdf, LINK_R, LINK_G, LINK_B);
	dais_pdf_glyphs(l->pdf, first->face->font, (double)first->size, left,
	    baseline - (double)first->rise, (const struct dais_glyph *)(const void *)l->glyphs.p,
	    l->glyphs.n / sizeof(struct dais_glyph), text, rtl);
	if (blue)
		dais_pdf_set_grey(l->pdf, 0);
	if (!plain && (link || run->footnote >= 0)) {
		struct dais_pdf_area *a =
		    l->link_areas.n ? &l->link_areas.v[l->link_areas.n - 1] : NULL;
		double top = baseline - 0.85 * p->style.size, h = 1.15 * p->style.size;
		if (a && a->y > top - 0.01 && a->y < top + 0.01) { /* same line: one area */
			double end = a->x + a->w > left + sum ? a->x + a->w : left + sum;
			a->x = a->x < left ? a->x : left;
			a->w = end - a->x;
		} else {
			dais_vec_push(l->arena, &l->link_areas,
			    ((struct dais_pdf_area){ left, top, sum, h }));
		}
	}
}

/* Finds the visual order of the items (UAX #9 rule L2: every sequence of items of each level or
 * higher is reversed). */
static void
reorder(const struct dais_item *v, size_t n, struct place *at)
{
	unsigned high = 0, low = 255;

	for (uint32_t i = 0; i < n; i++) {
		at[i].order = i;
		high = v[i].level > high ? v[i].level : high;
		low = v[i].level < low ? v[i].level : low;
	}
	for (unsigned level = high; level > 0 && level >= (low | 1u); level--) {
		for (size_t i = 0; i < n; i++) {
			size_t end = i;
			while (end < n && v[at[end].order].level >= level)
				end++;
			for (size_t a = i, b = end; a + 1 < b; a++, b--) {
				uint32_t t = at[a].order;
				at[a].order = at[b - 1].order;
				at[b - 1].order = t;
			}
			if (end > i)
				i = end - 1;
		}
	}
}

static double
offset(const struct dais_layout *l, const struct dais_para *p, const struct dais_line *ln)
{
	double room = p->width - (double)ln->width;

	switch (p->style.align) {
	case DAIS_ALIGN_CENTRE:
		return room / 2;
	case DAIS_ALIGN_END:
		return l->rtl ? 0 : room;
	default:
		return l->rtl ? room : 0;
	}
}

void
dais_draw_line(struct dais_layout *l, struct dais_para *p, size_t i, double x, double y, bool plain)
{
	const struct dais_line *ln = &dais_para_lines(p)[i];
	const struct dais_item *v = dais_para_items(p) + ln->first;
	const struct dais_item *end = dais_para_items(p) + ln->end;
	struct place *at;
	size_t n = ln->end - ln->first;
	double left = left_of(l, x, p->width) + offset(l, p, ln);
	double centre = l->setter->family == DAIS_FONT_ARABIC ? 0.22 : 0.34;
	double baseline = y + p->style.leading / 2 + centre * p->style.size;

	while (n > 0 && v[0].kind != DAIS_ITEM_BOX) { /* white space left over at the start */
		v++;
		n--;
	}
	/* The space at the end of the line is drawn, without width, to keep words apart in the text
	 * of the file. */
	if (n > 0 && ln->end < ln->next && v[n].kind != DAIS_ITEM_BOX)
		n++;
	if (i == 0 && !l->rtl)
		left += p->style.indent;
	dais_buf_clear(&l->places);
	at = dais_buf_extend(&l->places, n * sizeof(*at));
	DAIS_ASSERT(at);
	reorder(v, n, at);
	for (size_t k = 0; k < n; k++) {
		size_t i_th = at[k].order;
		at[i_th].w = &v[i_th] < end ? set_width(ln, &v[i_th], &v[i_th] + 1 == end) : 0;
		at[i_th].x = left;
		left += at[i_th].w;
	}
	for (size_t from = 0; from < n;) {
		size_t to = from + 1;
		while (to < n && v[to].face == v[from].face && v[to].level == v[from].level &&
		       v[to].run == v[from].run)
			to++;
		draw_stretch(l, p, at, v, from, to, baseline, plain);
		from = to;
	}
	if (!plain && i + 1 == p->n_lines)
		dais_draw_end(l, p);
}

double
dais_draw_para(struct dais_layout *l, struct dais_para *p, double x, double y, bool plain)
{
	for (size_t i = 0; i < p->n_lines; i++)
		dais_draw_line(l, p, i, x, y + (double)i * p->style.leading, plain);
	return dais_para_height(p);
}
