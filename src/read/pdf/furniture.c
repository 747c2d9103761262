/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Running heads and feet, by what makes them such: words that come back at the same height at the
 * edge of other pages, figures apart. One that comes back is given once, and one that is only the
 * number of its page is dropped. The first and the last lines of a page are looked at; a page
 * may have its own (the first, and even ones).
 */
#include <float.h>

#include "base/map.h"
#include "read/pdf/pdf_priv.h"

/* Lines at each edge of a page that are looked at. */
#define EDGE_LINES 4u
/* How much lower or higher one may stand on another page, in points. */
#define HEIGHT_SHARE 4.0f
#define KEY_MAX 200u
/* How far a foot stands from what is above it, times its size. */
#define APART 1.7f

struct edge_page {
	size_t from, to; /* lines */
};

/* The words of @l with figures as "#", and where they stand. */
static struct dais_str
key_of(const struct pdf_document *doc, struct dais_arena *a, const struct pdf_line *l, bool foot,
    int shift)
{
	DAIS_BUF_AUTO b = { 0 };
	const struct pdf_page *page = &doc->pages.v[l->page - doc->pages.v[0].number];
	float height = foot ? page->height - l->base : l->base;

	dais_buf_init(&b, KEY_MAX);
	dais_buf_printf(&b, "%c%d ", foot ? 'f' : 'h', (int)(height / HEIGHT_SHARE) + shift);
	for (size_t k = 0; k < l->n; k++) {
		struct dais_str s = l->parts[k]->text;
		bool figure = false;

		for (size_t at = 0; at < s.n;) {
			uint32_t c = dais_str_decode(s, &at);
			bool digit = (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669);

			if (!digit)
				dais_buf_put_cp(&b, c);
			else if (!figure)
				dais_buf_put_char(&b, '#');
			figure = digit;
		}
	}
	return dais_buf_dup(&b, a);
}

/* Whether @l holds nothing but figures, and what stands around the number of a page. */
static bool
is_page_number(const struct pdf_line *l, unsigned pages)
{
	unsigned figures = 0, letters = 0, points = 0;
	unsigned long value = 0;
	bool own = false;

	for (size_t k = 0; k < l->n; k++) {
		struct dais_str s = l->parts[k]->text;

		for (size_t at = 0; at < s.n; points++) {
			uint32_t c = dais_str_decode(s, &at);
			bool digit = (c >= '0' && c <= '9') || (c >= 0x660 && c <= 0x669);

			if (digit)
				value = value * 10 + (c >= 0x660 ? c - 0x660 : c - '0');
			else
				value = 0;
			own |= digit && value == l->page;
			figures += digit;
			letters += !digit && c != '/' && c != '-' && c != ' ' && c != 0x2013 &&
				   c != 0x2014 && c != '(' && c != ')' && c != '.' && c != '|';
			value = value > 100000 ? 100000 : value;
		}
	}
	(void)pages;
	return figures > 0 && letters == 0 && points <= 12 && (own || figures <= 3);
}

static bool
is_edge(const struct edge_page *e, size_t i, bool foot)
{
	return foot ? e->to - i <= EDGE_LINES : i - e->from < EDGE_LINES;
}

/* How many lines at the edges of pages have this key. */
struct counting {
	struct dais_arena *scratch;
	struct dais_map keys;
	DAIS_VEC(unsigned) counts;
};

static void
count_key(struct counting *c, struct dais_str key)
{
	size_t at = dais_map_get(&c->keys, key);

	if (at == DAIS_MAP_NONE) {
		at = c->counts.n;
		(void)dais_map_add(&c->keys, key, at);
		dais_vec_push(c->scratch, &c->counts, 0u);
	}
	c->counts.v[at]++;
}

static unsigned
count_of(
    const struct counting *c, const struct pdf_document *doc, const struct pdf_line *l, bool foot)
{
	unsigned n = 0;

	/* A height that falls on the border of a share is counted with its neighbours. */
	for (int shift = -1; shift <= 1; shift++) {
		size_t at = dais_map_get(&c->keys, key_of(doc, c->scratch, l, foot, shift));

		n += at == DAIS_MAP_NONE ? 0 : c->counts.v[at];
	}
	return n;
}

/* Headings and heads of tables come back too, on a page or two: a running head stands at least on
 * every second page of a third of the document. */
static unsigned
least_repeats(unsigned pages)
{
	return pages < 5 ? 2 : pages < 18 ? 3 : pages / 6;
}

static void
mark_line(struct counting *c, struct pdf_document *doc, struct dais_map *seen, struct pdf_line *l,
    bool foot, bool outermost)
{
	unsigned pages = (unsigned)doc->pages.n;
	bool repeats = count_of(c, doc, l, foot) >= least_repeats(pages);
	struct dais_str key;

	if (is_page_number(l, pages) && (repeats || (outermost && !l->table))) {
		l->role = PDF_LINE_DROPPED;
		return;
	}
	if (!repeats && !(l->flags & PDF_ARTIFACT))
		return;
	key = key_of(doc, c->scratch, l, foot, 0);
	/* Heights apart: the same words. */
	key = dais_str_sub(key, dais_str_find_char(key, ' ', 0), key.n);
	l->role = foot ? PDF_LINE_FOOTER : PDF_LINE_HEADER;
	if (!dais_map_add(seen, key, 0))
		l->role = PDF_LINE_DROPPED;
}

static void
find_pages(struct pdf_document *doc, struct edge_page *pages)
{
	for (size_t i = 0; i < doc->lines.n; i++) {
		struct edge_page *e = &pages[doc->lines.v[i].page - doc->pages.v[0].number];

		if (e->to == 0)
			e->from = i;
		e->to = i + 1;
	}
}

/* The edges of a page hold furniture up to the first line that is none. */
static void
mark_edge(struct counting *c, struct pdf_document *doc, struct dais_map *seen,
    const struct edge_page *e, bool foot)
{
	bool outermost = true;

	for (size_t k = 0; k < EDGE_LINES && k < e->to - e->from; k++) {
		struct pdf_line *l = &doc->lines.v[foot ? e->to - 1 - k : e->from + k];

		if (l->role != PDF_LINE_BODY || (l->flags & PDF_TURNED))
			continue;
		if ((foot && pdf_begins_note(l)) || (l->n > 1 && pdf_is_marker(l->parts[0]->text)))
			break;
		mark_line(c, doc, seen, l, foot, outermost);
		if (l->role == PDF_LINE_BODY)
			break;
		outermost = false;
	}
}

/* Heads of tables that are drawn again on the next page. */
static void
drop_heads_drawn_again(struct dais_arena *scratch, struct pdf_document *doc)
{
	struct dais_map heads;

	dais_map_init(&heads, scratch);
	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		for (size_t k = 0; k < l->n && l->head; k++)
			(void)dais_map_add(&heads, l->parts[k]->text, 0);
	}
	for (size_t i = 0; i < doc->lines.n; i++) {
		struct pdf_line *l = &doc->lines.v[i];
		bool again = (l->flags & PDF_ARTIFACT) != 0;

		for (size_t k = 0; k < l->n && again; k++)
			again = dais_map_get(&heads, l->parts[k]->text) != DAIS_MAP_NONE;
		if (again)
			l->role = PDF_LINE_DROPPED;
	}
}

static float
height_above_foot(const struct pdf_document *doc, const struct pdf_line *l)
{
	return doc->pages.v[l->page - doc->pages.v[0].number].height - l->base;
}

/* Whether @l may be a foot that the other pages do not have: nothing says that it is text. */
static bool
may_be_foot(const struct pdf_document *doc, const struct pdf_line *l, float height)
{
	return l->role == PDF_LINE_BODY && !l->table &&
	       !(doc->tagged && l->element != PDF_NO_ELEMENT) &&
	       height_above_foot(doc, l) < height + 1;
}

/* Below @height of a page stand the last lines of its text as well where it is long: a foot stands
 * apart from what is above it. */
static void
mark_feet_below(struct pdf_document *doc, size_t from, size_t to, float height)
{
	float above = 0, first = FLT_MAX;

	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (may_be_foot(doc, l, height))
			first = l->base < first ? l->base : first;
	}
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (l->role != PDF_LINE_DROPPED && l->base < first - 1 && l->base > above)
			above = l->base;
	}
	for (size_t i = from; i < to; i++) {
		struct pdf_line *l = &doc->lines.v[i];

		if (may_be_foot(doc, l, height) && first - above > APART * l->size)
			l->role = PDF_LINE_FOOTER;
	}
}

/* A first page has a foot of its own, at the height of the others. */
static void
mark_feet_of_first_pages(struct pdf_document *doc, const struct edge_page *pages)
{
	float height = 0;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (l->role == PDF_LINE_FOOTER && height_above_foot(doc, l) > height &&
		    !(l->flags & PDF_TURNED))
			height = height_above_foot(doc, l);
	}
	for (size_t p = 0; p < doc->pages.n; p++)
		mark_feet_below(doc, pages[p].from, pages[p].to, height);
}

void
pdf_find_furniture(struct pdf_document *doc)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct counting c = { .scratch = scratch };
	struct edge_page *pages = DAIS_NEW_N(scratch, doc->pages.n, struct edge_page);
	struct dais_map seen;

	dais_map_init(&c.keys, scratch);
	dais_map_init(&seen, scratch);
	find_pages(doc, pages);
	for (size_t p = 0; p < doc->pages.n; p++) {
		for (size_t i = pages[p].from; i < pages[p].to; i++) {
			for (int foot = 0; foot < 2; foot++) {
				if (is_edge(&pages[p], i, foot))
					count_key(
					    &c, key_of(doc, scratch, &doc->lines.v[i], foot, 0));
			}
		}
	}
	drop_heads_drawn_again(scratch, doc);
	for (size_t i = 0; i < doc->lines.n && doc->tagged; i++) {
		struct pdf_line *l = &doc->lines.v[i];
		float height = doc->pages.v[l->page - doc->pages.v[0].number].height;

		if ((l->flags & PDF_ARTIFACT) && l->role == PDF_LINE_BODY)
			mark_line(&c, doc, &seen, l, l->base > height / 2, true);
	}
	for (size_t p = 0; p < doc->pages.n && !doc->tagged; p++) {
		mark_edge(&c, doc, &seen, &pages[p], false);
		mark_edge(&c, doc, &seen, &pages[p], true);
	}
	mark_feet_of_first_pages(doc, pages);
	for (size_t i = 0; i < doc->lines.n; i++) {
		if (doc->lines.v[i].flags & PDF_TURNED)
			doc->lines.v[i].role = PDF_LINE_FOOTER;
	}
}
