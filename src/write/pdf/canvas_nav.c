/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Navigation: link annotations, named destinations, bookmarks.
 */
#include <stdlib.h>

#include "base/map.h"
#include "write/pdf/canvas_priv.h"

/* The innermost open Link element, or the innermost element. */
static uint32_t
link_element(const struct dais_pdf *p)
{
	for (size_t i = p->stack.n; i > 0; i--)
		if (p->elems.v[p->stack.v[i - 1]].tag == DAIS_TAG_LINK)
			return p->stack.v[i - 1];
	return p->stack.n ? p->stack.v[p->stack.n - 1] : PDF_NONE;
}

void
dais_pdf_link(struct dais_pdf *p, const struct dais_pdf_area *areas, size_t n, struct dais_str url,
    struct dais_str target, struct dais_str contents)
{
	if (n == 0)
		return;
	DAIS_ASSERT(p->page < p->pages.n && p->stack.n > 0);
	uint32_t index = (uint32_t)p->links.n;
	struct pdf_link *l = dais_vec_add(p->arena, &p->links);
	struct pdf_page *page = &p->pages.v[p->page];
	double height = (double)page->h / 1000.0;
	l->areas.v = DAIS_NEW_N(p->arena, n, struct dais_pdf_area);
	l->areas.n = n;
	for (size_t i = 0; i < n; i++) {
		l->areas.v[i] = areas[i];
		l->areas.v[i].y = height - areas[i].y - areas[i].h;
	}
	l->url = dais_arena_dup(p->arena, url);
	l->target = dais_arena_dup(p->arena, target);
	l->contents = dais_arena_dup(p->arena, contents.n ? contents : url.n ? url : target);
	l->page = (uint32_t)p->page;
	l->elem = link_element(p);
	dais_vec_push(p->arena, &page->annots, index);
	dais_pdf_kid_add(p, l->elem, PDF_KID_OBJR, index);
}

void
dais_pdf_anchor(struct dais_pdf *p, struct dais_str name, double y)
{
	DAIS_ASSERT(p->page < p->pages.n);
	struct pdf_anchor *a = dais_vec_add(p->arena, &p->anchors);
	a->name = dais_arena_dup(p->arena, name);
	a->page = (uint32_t)p->page;
	a->y = p->pages.v[p->page].h - dais_pdf_milli(y);
}

void
dais_pdf_outline(struct dais_pdf *p, unsigned level, struct dais_str title, double y)
{
	DAIS_ASSERT(p->page < p->pages.n);
	struct pdf_bookmark *m = dais_vec_add(p->arena, &p->bookmarks);
	m->title = dais_arena_dup(p->arena, title);
	m->level = level ? level : 1;
	m->page = (uint32_t)p->page;
	m->y = p->pages.v[p->page].h - dais_pdf_milli(y);
}

static void
put_box(struct dais_buf *b, const struct dais_pdf_area *v, size_t n)
{
	double x0 = v[0].x, y0 = v[0].y, x1 = v[0].x + v[0].w, y1 = v[0].y + v[0].h;
	for (size_t i = 1; i < n; i++) {
		x0 = v[i].x < x0 ? v[i].x : x0;
		y0 = v[i].y < y0 ? v[i].y : y0;
		x1 = v[i].x + v[i].w > x1 ? v[i].x + v[i].w : x1;
		y1 = v[i].y + v[i].h > y1 ? v[i].y + v[i].h : y1;
	}
	const double box[4] = { x0, y0, x1, y1 };
	for (size_t i = 0; i < 4; i++) {
		if (i)
			dais_buf_put_char(b, ' ');
		dais_pdf_put_milli(b, dais_pdf_milli(box[i]));
	}
}

/* Corners in the order viewers expect: top left, top right, bottom left, bottom right. */
static void
put_quads(struct dais_buf *b, const struct dais_pdf_area *v, size_t n)
{
	dais_buf_puts(b, "/QuadPoints[");
	for (size_t i = 0; i < n; i++) {
		const double q[8] = { v[i].x, v[i].y + v[i].h, v[i].x + v[i].w, v[i].y + v[i].h,
			v[i].x, v[i].y, v[i].x + v[i].w, v[i].y };
		for (size_t k = 0; k < 8; k++) {
			if (i || k)
				dais_buf_put_char(b, ' ');
			dais_pdf_put_milli(b, dais_pdf_milli(q[k]));
		}
	}
	dais_buf_put_char(b, ']');
}

/* URIs are ASCII (ISO 32000-1, 12.6.4.7): everything else is percent-encoded. */
static void
put_uri(struct dais_buf *b, struct dais_str url)
{
	static const char hex[] = "0123456789ABCDEF";
	dais_buf_puts(b, "/A<</S/URI/URI(");
	for (size_t i = 0; i < url.n; i++) {
		unsigned char c = (unsigned char)url.p[i];
		if (c > ' ' && c < 127) {
			if (c == '(' || c == ')' || c == '\\')
				dais_buf_put_char(b, '\\');
			dais_buf_put_char(b, (char)c);
		} else {
			char e[3] = { '%', hex[c >> 4], hex[c & 15] };
			dais_buf_put_bytes(b, e, 3);
		}
	}
	dais_buf_puts(b, ")>>");
}

void
dais_pdf_write_links(struct dais_pdf *p)
{
	struct dais_map names;
	dais_map_init(&names, p->arena);
	for (size_t i = 0; i < p->anchors.n; i++)
		(void)dais_map_add(&names, p->anchors.v[i].name, i);
	uint32_t first = dais_pdf_obj_range(p, p->links.n);
	for (size_t i = 0; i < p->links.n; i++) {
		struct pdf_link *l = &p->links.v[i];
		l->obj = first + (uint32_t)i;
		struct dais_buf *b = dais_pdf_obj_begin(p, l->obj);
		dais_buf_puts(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
		put_box(b, l->areas.v, l->areas.n);
		dais_buf_put_char(b, ']');
		if (l->areas.n > 1)
			put_quads(b, l->areas.v, l->areas.n);
		dais_buf_puts(b, "/StructParent ");
		dais_buf_put_uint(b, p->pages.n + i);
		dais_pdf_put_ref(b, "/P", p->pages.v[l->page].obj);
		dais_buf_puts(b, "/Contents");
		dais_pdf_put_text(b, l->contents);
		if (l->url.n) {
			put_uri(b, l->url);
		} else if (dais_map_get(&names, l->target) != DAIS_MAP_NONE) {
			dais_buf_puts(b, "/Dest");
			dais_pdf_put_text(b, l->target);
		}
		dais_buf_puts(b, ">>");
		dais_pdf_obj_end(p);
	}
}

static void
put_dest(struct dais_pdf *p, struct dais_buf *b, uint32_t page, int64_t y)
{
	dais_pdf_put_ref(b, "[", p->pages.v[page].obj);
	dais_buf_puts(b, "/XYZ null ");
	dais_pdf_put_milli(b, y);
	dais_buf_puts(b, " null]");
}

static int
anchor_cmp(const void *x, const void *y)
{
	const struct pdf_anchor *a = x, *b = y;
	return dais_str_cmp(a->name, b->name);
}

uint32_t
dais_pdf_write_dests(struct dais_pdf *p)
{
	if (p->anchors.n == 0)
		return PDF_NONE;
	/* The first anchor of a name counts: drop later ones before sorting. */
	struct dais_map names;
	dais_map_init(&names, p->arena);
	size_t n = 0;
	for (size_t i = 0; i < p->anchors.n; i++)
		if (dais_map_add(&names, p->anchors.v[i].name, i))
			p->anchors.v[n++] = p->anchors.v[i];
	qsort(p->anchors.v, n, sizeof(*p->anchors.v), anchor_cmp);
	uint32_t num = dais_pdf_obj_new(p);
	struct dais_buf *b = dais_pdf_obj_begin(p, num);
	dais_buf_puts(b, "<</Names[");
	for (size_t i = 0; i < n; i++) {
		dais_pdf_put_text(b, p->anchors.v[i].name);
		put_dest(p, b, p->anchors.v[i].page, p->anchors.v[i].y);
	}
	dais_buf_puts(b, "]>>");
	dais_pdf_obj_end(p);
	return num;
}

struct node {
	size_t parent, first, last, prev, next; /* index + 1, 0 none; node 0 is the root */
	size_t kids;       /* direct ones */
};

/* Levels to a tree; a level may be skipped downward and is then counted as the next. */
static struct node *
build_outline(struct dais_pdf *p, size_t *ret_top)
{
	size_t n = p->bookmarks.n;
	struct node *t = DAIS_NEW_N(p->arena, n + 1, struct node);
	size_t open = 0; /* innermost open node */
	for (size_t i = 1; i <= n; i++) {
		unsigned level = p->bookmarks.v[i - 1].level;
		while (open != 0 && p->bookmarks.v[open - 1].level >= level)
			open = t[open].parent;
		t[i].parent = open;
		t[i].prev = t[open].last;
		if (t[open].last)
			t[t[open].last].next = i;
		else
			t[open].first = i;
		t[open].last = i;
		t[open].kids++;
		open = i;
	}
	*ret_top = t[0].kids;
	return t;
}

uint32_t
dais_pdf_write_outline(struct dais_pdf *p)
{
	size_t n = p->bookmarks.n, top = 0;
	if (n == 0)
		return PDF_NONE;
	struct node *t = build_outline(p, &top);
	uint32_t base = dais_pdf_obj_range(p, n + 1);
	struct dais_buf *b = dais_pdf_obj_begin(p, base);
	dais_pdf_put_ref(b, "<</Type/Outlines/First", base + (uint32_t)t[0].first);
	dais_pdf_put_ref(b, "/Last", base + (uint32_t)t[0].last);
	dais_buf_printf(b, "/Count %zu>>", top);
	dais_pdf_obj_end(p);
	for (size_t i = 1; i <= n; i++) {
		const struct pdf_bookmark *m = &p->bookmarks.v[i - 1];
		b = dais_pdf_obj_begin(p, base + (uint32_t)i);
		dais_buf_puts(b, "<</Title");
		dais_pdf_put_text(b, m->title);
		dais_pdf_put_ref(b, "/Parent", base + (uint32_t)t[i].parent);
		if (t[i].prev)
			dais_pdf_put_ref(b, "/Prev", base + (uint32_t)t[i].prev);
		if (t[i].next)
			dais_pdf_put_ref(b, "/Next", base + (uint32_t)t[i].next);
		if (t[i].first) { /* closed: a negative count */
			dais_pdf_put_ref(b, "/First", base + (uint32_t)t[i].first);
			dais_pdf_put_ref(b, "/Last", base + (uint32_t)t[i].last);
			dais_buf_printf(b, "/Count -%zu", t[i].kids);
		}
		dais_buf_puts(b, "/Dest");
		put_dest(p, b, m->page, m->y);
		dais_buf_puts(b, ">>");
		dais_pdf_obj_end(p);
	}
	return base;
}
