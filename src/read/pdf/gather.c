/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Characters at places to segments: characters of one base line that no wide gap divides. The
 * order of drawing is not trusted within a line, because writers go back for accents, bold words
 * and numbers; it is kept for the steps that tell columns from tables.
 */
#include <stdlib.h>

#include "read/pdf/pdf_priv.h"

/* Shares of the size of the font. */
#define ROW_TOLERANCE 0.42f  /* runs of one line */
#define MARK_TOLERANCE 0.62f /* raised and lowered marks, which are smaller */
#define MARK_SIZE 0.8f
#define MARK_GLYPHS 5u
#define WIDE_GAP 0.7f       /* divides segments; more than most spaces of a justified line */
#define TAB_GAP 0.2f        /* where spaces are drawn, and a tab is not */
/* Vertical rules of a page; what has more is a drawing. */
#define UPRIGHTS_MAX 4000u
/* Numbers of marked contents of a page. */
#define CONTENT_IDS_MAX ((size_t)1 << 20)
/* Spaces drawn one after the other that stand for a tab. */
#define SPACES_OF_A_TAB 4u

/* Characters drawn one after the other on the same base line. */
struct run {
	const struct dais_pdf_glyph *first;
	size_t n;
	float base, size;
	unsigned row;
};

typedef DAIS_VEC(struct run) run_vec;

/* The characters of a line from left to right. */
struct row {
	const struct dais_pdf_glyph **v;
	size_t n;
	unsigned number;
	bool parted; /* by wide gaps */
};

/* Everything of a page while it is gathered. */
struct gathering {
	struct dais_arena *scratch;
	struct pdf_document *doc;
	const struct dais_pdf_page *from;
	struct pdf_page *page;
	bool with_glyphs;
	DAIS_VEC(struct dais_pdf_rule) uprights; /* vertical rules, from the left */
	DAIS_VEC(struct row) rows;
	struct pdf_stops stops;
	const uint32_t *elements; /* by number of the marked content */
	size_t element_count;
};

static bool
is_left_out(const struct dais_pdf_glyph *g)
{
	return g->point == 0 || g->size <= 0 || g->right < g->left;
}

static void
find_runs(const struct gathering *g, bool turned, run_vec *runs)
{
	struct run *run = NULL;

	for (size_t i = 0; i < g->from->glyph_count; i++) {
		const struct dais_pdf_glyph *c = &g->from->glyphs[i];

		if (is_left_out(c) || !(c->flags & DAIS_PDF_TURNED) != !turned) {
			run = NULL;
			continue;
		}
		if (!run || c->base != run->base || c->size != run->size) {
			run = dais_vec_add(g->scratch, runs);
			*run = (struct run){ .first = c, .base = c->base, .size = c->size };
		}
		run->n++;
	}
}

static int
by_base(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->base != y->base)
		return x->base < y->base ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

/* Whether run @r stands on the line whose largest run has @base and @size; @n: glyphs of the line.
 */
static bool
is_on_row(const struct run *r, float base, float size, size_t n)
{
	float large = r->size > size ? r->size : size, small = r->size > size ? size : r->size;

	if (r->base - base > MARK_TOLERANCE * large)
		return false;
	if (small < MARK_SIZE * large && (r->size > size ? n : r->n) <= MARK_GLYPHS)
		return true;
	return r->base - base <= ROW_TOLERANCE * small;
}

static uint32_t
element_of(const struct gathering *g, const struct dais_pdf_glyph *c)
{
	return c->content >= 0 && (size_t)c->content < g->element_count ? g->elements[c->content]
									: PDF_NO_ELEMENT;
}

/* What the structure says of this page. */
static void
find_elements(struct gathering *g)
{
	const struct dais_pdf_structure *t = &g->doc->structure;
	size_t lo = 0, hi = t->content_count, end;
	uint32_t *elements;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->contents[mid].page < g->from->number)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (end = lo; end < t->content_count && t->contents[end].page == g->from->number; end++)
		continue;
	/* Numbers are small in practice; wild ones are left out. */
	if (end == lo || t->contents[lo].id < 0)
		return;
	g->element_count = (size_t)t->contents[end - 1].id + 1;
	if (g->element_count > CONTENT_IDS_MAX)
		g->element_count = CONTENT_IDS_MAX;
	elements = DAIS_NEW_N(g->scratch, g->element_count, uint32_t);
	memset(elements, 0xFF, g->element_count * sizeof(*elements));
	for (size_t i = lo; i < end; i++) {
		if ((size_t)t->contents[i].id < g->element_count)
			elements[t->contents[i].id] = t->contents[i].element;
	}
	g->elements = elements;
}

static void
count_covered(struct gathering *g)
{
	for (size_t i = 0; i < g->from->glyph_count; i++) {
		const struct dais_pdf_glyph *c = &g->from->glyphs[i];

		if (pdf_is_blank(c->point) || (c->flags & DAIS_PDF_ARTIFACT))
			continue;
		if (element_of(g, c) != PDF_NO_ELEMENT)
			g->doc->covered++;
		else
			g->doc->uncovered++;
	}
}

/* A rule made of characters: it ends a text, or stands above notes. */
static bool
is_line_of_strokes(struct dais_str s)
{
	size_t n = 0;

	while (n < s.n && (s.p[n] == '_' || s.p[n] == ' '))
		n++;
	return n == s.n && n >= 3;
}

/* The size of more than half of the glyphs, or of any where none has so many (R. S. Boyer, J S.
 * Moore, 1981). */
static float
most_common_size(const struct dais_pdf_glyph **v, size_t n)
{
	float size = v[0]->size;
	size_t more = 0;

	for (size_t i = 0; i < n; i++) {
		if (pdf_is_blank(v[i]->point))
			continue;
		if (!more)
			size = v[i]->size;
		more = v[i]->size == size ? more + 1 : more - 1;
	}
	return size;
}

static void
add_segment(
    struct gathering *g, const struct dais_pdf_glyph **v, size_t n, unsigned row, unsigned flags)
{
	struct pdf_segment s = { .row = row,
		.flags = flags | PDF_BOLD | PDF_ITALIC | PDF_ARTIFACT };
	size_t from = 0;

	while (from < n && pdf_is_blank(v[from]->point))
		from++;
	while (n > from && pdf_is_blank(v[n - 1]->point))
		n--;
	if (from == n)
		return;
	s.left = v[from]->left;
	s.common_size = most_common_size(v + from, n - from);
	s.element = element_of(g, v[from]);
	s.order = UINT32_MAX;
	for (size_t i = from; i < n; i++) {
		uint32_t order = (uint32_t)(v[i] - g->from->glyphs);

		if (v[i]->right > s.right)
			s.right = v[i]->right;
		s.order = order < s.order ? order : s.order;
		s.order_end = order > s.order_end ? order : s.order_end;
		if (pdf_is_blank(v[i]->point))
			continue;
		if (v[i]->size > s.size) {
			s.size = v[i]->size;
			s.base = v[i]->base;
		}
		if (!(v[i]->flags & DAIS_PDF_BOLD))
			s.flags &= ~(unsigned)PDF_BOLD;
		if (!(v[i]->flags & DAIS_PDF_ITALIC))
			s.flags &= ~(unsigned)PDF_ITALIC;
		if (!(v[i]->flags & DAIS_PDF_ARTIFACT))
			s.flags &= ~(unsigned)PDF_ARTIFACT;
		if (v[i]->flags & DAIS_PDF_TURNED)
			s.flags |= PDF_TURNED;
	}
	if (v[from]->base < s.base - 0.15f * s.size && v[from]->size < 0.85f * s.size)
		s.flags |= PDF_RAISED;
	pdf_segment_text(
	    g->doc->arena, &s, v + from, n - from, g->from, g->with_glyphs, g->page->right_to_left);
	if (s.text.n && !is_line_of_strokes(s.text))
		dais_vec_push(g->doc->arena, &g->page->segments, s);
}

static int
by_x(const void *a, const void *b)
{
	const struct dais_pdf_rule *x = a, *y = b;

	return (x->x0 > y->x0) - (x->x0 < y->x0);
}

static void
find_uprights(struct gathering *g)
{
	for (size_t i = 0; i < g->from->rule_count; i++) {
		if (g->from->rules[i].x0 == g->from->rules[i].x1)
			dais_vec_push(g->scratch, &g->uprights, g->from->rules[i]);
	}
	if (g->uprights.n > UPRIGHTS_MAX)
		g->uprights.n = 0;
	if (g->uprights.n)
		qsort(g->uprights.v, g->uprights.n, sizeof(*g->uprights.v), by_x);
}

/* Whether a vertical rule, the edge of a cell, stands between @left and @right at the height of @c,
 * where no letter may be. */
static bool
is_ruled_off(const struct gathering *g, float left, float right, const struct dais_pdf_glyph *c)
{
	float y = c->base - 0.3f * c->size;
	size_t lo = 0, hi = g->uprights.n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (g->uprights.v[mid].x0 < left)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < g->uprights.n && g->uprights.v[lo].x0 <= right; lo++) {
		if (g->uprights.v[lo].y0 <= y && g->uprights.v[lo].y1 >= y)
			return true;
	}
	return false;
}

/* A row on the way to segments. */
struct dividing {
	size_t from; /* where the segment begins */
	float reach, letters; /* right edges: of all, of those that are no spaces */
	unsigned spaces;
	uint32_t element;
};

/* Whether a segment begins with @c, behind a wide gap or the edge of a cell. */
static bool
is_divided(const struct gathering *g, const struct dividing *d, const struct dais_pdf_glyph *c)
{
	if (c->left - d->reach > WIDE_GAP * c->size)
		return true;
	return !pdf_is_blank(c->point) &&
	       (d->spaces >= SPACES_OF_A_TAB || element_of(g, c) != d->element ||
		   is_ruled_off(g, d->letters, c->left, c));
}

/* Goes on to character @i of @r. */
static void
take_glyph(const struct gathering *g, struct dividing *d, const struct row *r, size_t i)
{
	const struct dais_pdf_glyph *c = r->v[i];
	bool space = pdf_is_blank(c->point);

	d->spaces = space ? d->spaces + 1 : 0;
	d->element = space && i > d->from ? d->element : element_of(g, c);
	d->reach = i == d->from || c->right > d->reach ? c->right : d->reach;
	if (i == d->from || (!space && c->right > d->letters))
		d->letters = c->right;
}

/* Notes where the parts of a row stand. */
static void
note_stops(struct gathering *g, struct row *r)
{
	struct dividing d = { .element = PDF_NO_ELEMENT };

	for (size_t i = 0; i < r->n; i++) {
		if (i > d.from && is_divided(g, &d, r->v[i])) {
			pdf_note_stop(g->scratch, &g->stops,
			    g->page->right_to_left ? d.letters : r->v[i]->left, r->number);
			d.from = i;
			r->parted = true;
		}
		take_glyph(g, &d, r, i);
	}
}

/* Whether nothing but a tab explains the gap before character @i of @r: it stands where parts of
 * other rows begin, or spaces divide all words but those of rows with tabs. */
static bool
is_at_stop(const struct gathering *g, const struct dividing *d, const struct row *r, size_t i)
{
	const struct dais_pdf_glyph *c = r->v[i], *last = r->v[i - 1];

	if (pdf_is_blank(c->point) || !pdf_is_jump(&g->stops, last, c, d->letters))
		return false;
	return pdf_is_stop(&g->stops, g->page->right_to_left ? d->letters : c->left, r->number);
}

/* Divides the characters of a row at its wide gaps, at the edges of cells and at tab stops. */
static void
divide_row(struct gathering *g, const struct row *r)
{
	struct dividing d = { .element = PDF_NO_ELEMENT };
	unsigned flags = 0;

	for (size_t i = 0; i < r->n; i++) {
		bool divided = i > d.from && is_divided(g, &d, r->v[i]);
		bool at_stop = i > d.from && is_at_stop(g, &d, r, i);

		if (divided || at_stop) {
			add_segment(g, r->v + d.from, i - d.from, r->number, flags);
			d.from = i;
			flags = at_stop ? PDF_AT_STOP : 0;
		}
		take_glyph(g, &d, r, i);
	}
	add_segment(g, r->v + d.from, r->n - d.from, r->number, flags);
}

static void
gather_row(struct gathering *g, const struct run *runs, size_t n, unsigned row)
{
	const struct dais_pdf_glyph **v;
	size_t count = 0, at = 0;

	for (size_t i = 0; i < n; i++)
		count += runs[i].n;
	v = DAIS_NEW_N(g->scratch, count, const struct dais_pdf_glyph *);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < runs[i].n; k++)
			v[at++] = runs[i].first + k;
	}
	dais_vec_push(g->scratch, &g->rows, ((struct row){ v, pdf_settle_row(v, count), row }));
}

/* Rows by base line: a run belongs to the row above it when it is not lower than a mark is. */
static void
gather_rows(struct gathering *g, bool turned)
{
	run_vec runs = { 0 };
	size_t from = 0;
	float base = 0, size = 0;
	size_t n = 0;

	find_runs(g, turned, &runs);
	if (runs.n)
		qsort(runs.v, runs.n, sizeof(*runs.v), by_base);
	for (size_t i = 0; i < runs.n; i++) {
		struct run *r = &runs.v[i];

		if (i > from && !is_on_row(r, base, size, n)) {
			gather_row(g, runs.v + from, i - from, ++g->page->rows);
			from = i;
		}
		/* The row's base is that of its largest run: raised marks come first. */
		if (i == from || r->size > size * 1.02f) {
			base = r->base;
			size = r->size;
			n = i == from ? r->n : n + r->n;
		}
	}
	if (runs.n > from)
		gather_row(g, runs.v + from, runs.n - from, ++g->page->rows);
	for (size_t i = 0; i < g->rows.n; i++)
		note_stops(g, &g->rows.v[i]);
	pdf_settle_stops(&g->stops, g->from);
	for (size_t i = 0; i < g->rows.n; i++)
		divide_row(g, &g->rows.v[i]);
	g->rows.n = 0;
	g->stops.n = 0;
}

/* --- a page ---------------------------------------------------------------------------------- */

static void
number_columns(struct pdf_page *page)
{
	unsigned row = 0, column = 1;

	for (size_t i = 0; i < page->segments.n; i++) {
		struct pdf_segment *s = &page->segments.v[i];

		column = s->row == row ? column : 1;
		row = s->row;
		s->column = column;
		column += (unsigned)dais_str_count(s->text) + 1;
	}
}

void
pdf_gather(struct pdf_document *doc, const struct dais_pdf_page *from, bool with_glyphs)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_pdf_page copy = *from;
	struct pdf_page *page = dais_vec_add(doc->arena, &doc->pages);
	struct gathering g = { .scratch = scratch,
		.doc = doc,
		.from = &copy,
		.page = page,
		.with_glyphs = with_glyphs || from->link_count > 0 };

	page->turned = pdf_is_turned_page(from);
	if (page->turned)
		pdf_turn_page(&copy);
	page->number = from->number;
	page->width = copy.width;
	page->height = copy.height;
	page->pictures = from->pictures;
	if (with_glyphs && from->glyph_count) {
		page->glyphs = DAIS_NEW_N(doc->arena, from->glyph_count, struct dais_pdf_glyph);
		memcpy(page->glyphs, from->glyphs, from->glyph_count * sizeof(*page->glyphs));
	}
	page->right_to_left = pdf_is_right_to_left_page(from);
	find_elements(&g);
	count_covered(&g);
	find_uprights(&g);
	gather_rows(&g, false);
	pdf_add_links(doc, &copy, page);
	gather_rows(&g, true);
	for (size_t i = 0; i < copy.rule_count; i++)
		dais_vec_push(doc->arena, &page->rules, copy.rules[i]);
	if (page->right_to_left)
		pdf_mirror_page(page);
	number_columns(page);
}
