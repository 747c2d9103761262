/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * From the places of findings to boxes on pages: the line and column tell where the words begin;
 * they are then followed from line to line in reading order, spaces and hyphens apart, as far as
 * they agree.
 */
#include "read/pdf/annotate.h"

#include "read/pdf/pdf_priv.h"
#include "text/message.h"

#define BOXES_MAX 64u
#define NOTES_MAX 20000u
#define NOTE_TEXT_MAX 6000u

typedef float box[4];

struct noting {
	struct dais_arena *arena;
	const struct pdf_document *doc;
	DAIS_VEC(struct dais_pdf_note) notes;
	enum dais_lang lang;   /* of the findings */
	size_t *first_of_page; /* first line of each page in doc->lines, by number less the first */
};

/* --- following the words --------------------------------------------------------------------- */

/* What is left to be found. */
struct chase {
	struct dais_str words;
	size_t at;
	box *boxes;
	size_t n;
	unsigned page;
	bool lost; /* other words stand there */
};

static bool
is_skipped(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == '-' || c == 0xAD || c == 0x2010;
}

static bool
next_word_point(struct chase *c, uint32_t *ret)
{
	while (c->at < c->words.n) {
		size_t at = c->at;

		*ret = dais_str_decode(c->words, &at);
		if (!is_skipped(*ret))
			return true;
		c->at = at;
	}
	return false;
}

static void
extend_box(struct chase *c, const struct dais_pdf_glyph *g, bool *begun)
{
	float top = g->base - 0.85f * g->size, foot = g->base + 0.25f * g->size;
	float *b;

	if (!*begun) {
		if (c->n == BOXES_MAX)
			return;
		b = c->boxes[c->n++];
		b[0] = g->left;
		b[1] = top;
		b[2] = g->right;
		b[3] = foot;
		*begun = true;
		return;
	}
	b = c->boxes[c->n - 1];
	b[0] = g->left < b[0] ? g->left : b[0];
	b[1] = top < b[1] ? top : b[1];
	b[2] = g->right > b[2] ? g->right : b[2];
	b[3] = foot > b[3] ? foot : b[3];
}

/* Follows the words over @s from its code point @skip on. */
static void
follow_segment(
    struct chase *c, const struct pdf_page *page, const struct pdf_segment *s, unsigned skip)
{
	bool begun = false;
	unsigned point = 0;
	uint32_t word;

	for (size_t at = 0; at < s->text.n && next_word_point(c, &word); point++) {
		uint32_t here = dais_str_decode(s->text, &at);

		if (point < skip || is_skipped(here))
			continue;
		if (here != word) {
			c->lost = true;
			return;
		}
		(void)dais_str_decode(c->words, &c->at);
		if (s->glyphs[point] != PDF_NO_GLYPH)
			extend_box(c, &page->glyphs[s->glyphs[point]], &begun);
	}
}

static void
follow_lines(
    struct chase *c, const struct pdf_document *doc, size_t line, size_t part, unsigned skip)
{
	const struct pdf_page *page = &doc->pages.v[c->page - doc->pages.v[0].number];
	uint32_t word;

	for (; line < doc->lines.n && doc->lines.v[line].page == c->page && !c->lost;
	    line++, part = 0) {
		const struct pdf_line *l = &doc->lines.v[line];

		for (; part < l->n && next_word_point(c, &word) && !c->lost; part++, skip = 0)
			follow_segment(c, page, l->parts[part], skip);
		if (!next_word_point(c, &word))
			return;
	}
}

/* The line and its part that hold the column of @p. */
static bool
find_part(const struct noting *n, const struct dais_place *p, size_t *ret_line, size_t *ret_part,
    unsigned *ret_skip)
{
	const struct pdf_document *doc = n->doc;

	for (size_t i = n->first_of_page[p->page - doc->pages.v[0].number]; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (l->row != p->line || l->page != p->page)
			continue;
		for (size_t k = 0; k < l->n; k++) {
			const struct pdf_segment *s = l->parts[k];
			unsigned points = (unsigned)dais_str_count(s->text);

			if (p->column < s->column || p->column >= s->column + points)
				continue;
			*ret_line = i;
			*ret_part = k;
			*ret_skip = p->column - s->column;
			return true;
		}
	}
	return false;
}

static void
find_boxes(const struct noting *n, const struct dais_place *p, struct dais_pdf_note *note)
{
	const struct pdf_page *page = &n->doc->pages.v[p->page - n->doc->pages.v[0].number];
	struct chase c = { .words = p->text, .page = p->page };
	size_t line, part;
	unsigned skip;

	if (page->turned || !page->glyphs || !p->line || !find_part(n, p, &line, &part, &skip))
		return;
	c.boxes = DAIS_NEW_N(n->arena, BOXES_MAX, box);
	follow_lines(&c, n->doc, line, part, skip);
	note->boxes = (const float(*)[4])c.boxes;
	note->box_count = c.n;
}

/* --- notes ----------------------------------------------------------------------------------- */

static void
write_place(struct dais_arena *a, enum dais_lang l, struct dais_buf *b, const struct dais_place *p)
{
	dais_buf_puts(b, "\n");
	dais_buf_put(b,
	    p->page ? dais_text_message(
			  a, l, "page %u, line %u: “%.*s”", p->page, p->line, DAIS_STR_ARG(p->text))
		    : dais_text_message(a, l, "line %u: “%.*s”", p->line, DAIS_STR_ARG(p->text)));
}

static const char *
text_of(struct dais_arena *a, enum dais_lang l, const struct dais_diag *g, size_t place)
{
	DAIS_BUF_AUTO b = { 0 };
	struct dais_str s;

	dais_buf_init(&b, NOTE_TEXT_MAX);
	dais_buf_printf(&b, "%.*s [%s]", DAIS_STR_ARG(g->message), g->rule);
	if (g->hint.n)
		dais_buf_printf(&b, "\n%.*s", DAIS_STR_ARG(g->hint));
	for (size_t i = 0; i < g->places.n; i++) {
		if (i != place)
			write_place(a, l, &b, &g->places.v[i]);
	}
	s = dais_buf_str(&b);
	/* Cut between characters. */
	while (dais_buf_has_failed(&b) && s.n && !dais_str_is_text(s, NULL))
		s.n--;
	return dais_arena_cstr(a, s);
}

static void
set_colour(struct dais_pdf_note *note, enum dais_severity severity)
{
	static const float colours[DAIS_SEVERITY_COUNT][3] = {
		[DAIS_SEVERITY_INFO] = { 0.72f, 0.86f, 1.0f },
		[DAIS_SEVERITY_WARNING] = { 1.0f, 0.92f, 0.45f },
		[DAIS_SEVERITY_ERROR] = { 1.0f, 0.68f, 0.62f },
	};

	note->red = colours[severity][0];
	note->green = colours[severity][1];
	note->blue = colours[severity][2];
}

static void
add_notes(struct noting *n, const struct dais_diag *g)
{
	const struct pdf_document *doc = n->doc;

	for (size_t i = 0; i < g->places.n && n->notes.n < NOTES_MAX; i++) {
		const struct dais_place *p = &g->places.v[i];
		struct dais_pdf_note *note;

		if (p->page < doc->pages.v[0].number ||
		    p->page - doc->pages.v[0].number >= doc->pages.n)
			continue;
		note = dais_vec_add(n->arena, &n->notes);
		note->page = p->page;
		note->text = text_of(n->arena, n->lang, g, i);
		set_colour(note, g->severity);
		find_boxes(n, p, note);
	}
}

static void
index_pages(struct noting *n)
{
	n->first_of_page = DAIS_NEW_N(n->arena, n->doc->pages.n, size_t);
	for (size_t i = n->doc->lines.n; i-- > 0;)
		n->first_of_page[n->doc->lines.v[i].page - n->doc->pages.v[0].number] = i;
}

static void
write_out(void *ctx, const char *p, size_t n)
{
	dais_buf_put_bytes(ctx, p, n);
}

bool
dais_pdf_annotate(struct dais_arena *a, struct dais_str bytes, const struct dais_diags *diags,
    struct dais_buf *out, struct dais_err *err)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct dais_pdf_document *d = pdf_open(scratch, bytes, DAIS_STR("the file"), err);
	struct pdf_document doc = { .arena = scratch };
	struct pdf_trouble trouble = { 0 };
	struct noting n = { .arena = scratch, .doc = &doc, .lang = diags->lang };
	const struct dais_pdf_engine *engine;

	(void)a;
	if (!d)
		return false;
	engine = pdf_engine(err);
	pdf_understand(&doc, d, engine, true, &trouble);
	if (doc.pages.n) {
		index_pages(&n);
		for (size_t i = 0; i < diags->list.n; i++)
			add_notes(&n, &diags->list.v[i]);
	}
	if (!engine->annotate(d, n.notes.v, n.notes.n, write_out, out))
		return dais_err_set(err, DAIS_ERR_INVALID, "no copy of the file can be written");
	if (dais_buf_has_failed(out))
		return dais_err_set(err, DAIS_ERR_LIMIT, "the copy with comments is too large");
	return true;
}
