/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The text of characters that stand from left to right: words divided at gaps, shapes of letters
 * made letters again. The order of reading is reorder.c's.
 */
#include <unicode/unorm2.h>

#include "base/buf.h"
#include "read/pdf/units_priv.h"

/* A gap of this share of the size divides words. */
#define WORD_GAP 0.14f
/* Between an ideograph and a Latin letter word processors leave a quarter. */
#define MIXED_GAP 0.4f
/* Strokes that stretch one letter. */
#define STROKES_MAX 8u
/* Digits of the number of an item. */
#define MARK_DIGITS_MAX 3u
/* Scripts that write no space between words. */
#define IS_IDEOGRAPH(c)                                                                            \
	(((c) >= 0x2E80 && (c) < 0xA000) || ((c) >= 0xF900 && (c) < 0xFB00) ||                     \
	    ((c) >= 0xFE30 && (c) < 0xFE50) || ((c) >= 0xFF00 && (c) < 0xFFF0) ||                  \
	    ((c) >= 0x20000 && (c) < 0x30000))

struct writing {
	struct dais_arena *arena;
	struct dais_buf text;
	const struct dais_pdf_glyph *first; /* of the page */
	DAIS_VEC(uint32_t) glyphs;
	struct pdf_segment *segment;
	bool with_glyphs;
	bool words; /* more than a raised mark has been written */
};

/* --- text ------------------------------------------------------------------------------------ */

static void
write_point(struct writing *w, uint32_t c, const struct dais_pdf_glyph *glyph)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFEFF || (c & 0xFFFE) == 0xFFFE ||
	    (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF)
		return;
	dais_buf_put_cp(&w->text, c);
	if (w->with_glyphs)
		dais_vec_push(
		    w->arena, &w->glyphs, glyph ? (uint32_t)(glyph - w->first) : PDF_NO_GLYPH);
}

/* Ligatures and the shapes that letters take in a word. */
static bool
is_shape(uint32_t c)
{
	return (c >= 0xFB00 && c <= 0xFB06) ||
	       (c >= 0xFB1D && c <= 0xFDFF && c != 0xFD3E && c != 0xFD3F) ||
	       (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x2F00 && c <= 0x2FD5);
}

/* Latin letters and figures of half the breadth of an ideograph, whose tables give the form of the
 * full breadth. */
static uint32_t
narrow(const struct pdf_unit *u)
{
	const struct dais_pdf_glyph *g = u->glyph;

	if (g && u->point >= 0xFF01 && u->point <= 0xFF5E && g->right - g->left < 0.7f * g->size)
		return u->point - 0xFF00 + 0x20;
	return u->point;
}

static void
write_unit(struct writing *w, const struct pdf_unit *u)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar out[32], shape = (UChar)u->point;
	uint32_t ideograph = pdf_ideograph_of(u->point);
	int32_t n = 0, i = 0;

	/* A letter with a hamza stays one. */
	if (is_shape(u->point))
		n = unorm2_normalize(unorm2_getNFKCInstance(&status), &shape, 1, out, 32, &status);
	if (n <= 0 || U_FAILURE(status)) {
		write_point(w, ideograph ? ideograph : narrow(u), u->glyph);
		return;
	}
	while (i < n) {
		UChar32 c;

		U16_NEXT(out, i, n, c);
		/* A vowel sign alone is decomposed to a space and the sign. */
		if (c != ' ')
			write_point(w, (uint32_t)c, u->glyph);
	}
}

/* A stretched letter: the stroke that lengthens a word to fill a line is no letter. Some writers
 * give it the code of a Latin one, which never stands within an Arabic word. */
static bool
is_stretch(const struct pdf_unit *u, size_t n, size_t i)
{
	size_t from = i, to = i;

	if (u[i].point != 0x640 && !(u[i].point >= 'a' && u[i].point <= 'z'))
		return false;
	while (from > 0 && u[from - 1].point == u[i].point)
		from--;
	while (to + 1 < n && u[to + 1].point == u[i].point)
		to++;
	return to - from < STROKES_MAX && from > 0 && to + 1 < n &&
	       pdf_is_right_to_left(u[from - 1].point) && pdf_is_right_to_left(u[to + 1].point);
}

static bool
is_raised(const struct writing *w, const struct pdf_unit *u)
{
	const struct dais_pdf_glyph *g = u->glyph;

	return g && g->size <= 0.8f * w->segment->size &&
	       g->base <= w->segment->base - 0.15f * w->segment->size;
}

static bool
is_note_mark(const struct writing *w, const struct pdf_unit *u)
{
	const char *p = w->text.p;
	size_t n = w->text.n;

	if (!is_raised(w, u) || !w->words)
		return false;
	if (n < 2 || (p[n - 1] == 'm' && (p[n - 2] == ' ' || p[n - 2] == 'k' || p[n - 2] == 'c')))
		return false;
	return (u->point >= '0' && u->point <= '9' && !(p[n - 1] >= '0' && p[n - 1] <= '9')) ||
	       u->point == '*' || u->point == 0x2020 || (u->point >= 0x660 && u->point <= 0x669);
}

static void
write_units(struct writing *w, const struct pdf_unit *u, size_t n)
{
	bool space = false;

	for (size_t i = 0; i < n; i++) {
		if (pdf_is_space(u[i].point)) {
			space = w->text.n > 0;
			continue;
		}
		if (is_stretch(u, n, i) || is_note_mark(w, &u[i]))
			continue;
		/* The mark of the text of a note stands before its words. */
		space |= w->text.n > 0 && !w->words && !is_raised(w, &u[i]);
		w->words |= !is_raised(w, &u[i]);
		if (space)
			write_point(w, ' ', NULL);
		space = false;
		if (u[i].rightward && pdf_mirror(u[i].point))
			dais_vec_push(w->arena, &w->segment->brackets, (uint32_t)w->text.n);
		write_unit(w, &u[i]);
	}
}

static bool
is_word_gap(const struct dais_pdf_glyph *a, const struct dais_pdf_glyph *b, float reach)
{
	float size = a->size < b->size ? a->size : b->size;

	if (pdf_is_space(a->point) || pdf_is_space(b->point) || pdf_is_mark(b->point))
		return false;
	if (IS_IDEOGRAPH(a->point) && IS_IDEOGRAPH(b->point))
		return false;
	if (IS_IDEOGRAPH(a->point) != IS_IDEOGRAPH(b->point))
		return b->left - reach > MIXED_GAP * size;
	return b->left - reach > WORD_GAP * size;
}

static size_t
make_units(const struct dais_pdf_glyph *const *v, size_t n, struct pdf_unit *u)
{
	size_t count = 0;
	float reach = 0;

	for (size_t i = 0; i < n; i++) {
		if (i && is_word_gap(v[i - 1], v[i], reach))
			u[count++] = (struct pdf_unit){ NULL, ' ', false };
		u[count++] = (struct pdf_unit){ v[i], v[i]->point, false };
		reach = i == 0 || v[i]->right > reach ? v[i]->right : reach;
	}
	return count;
}

static float
first_word_width(const struct pdf_unit *u, size_t n, bool rtl)
{
	const struct dais_pdf_glyph *first = NULL, *last = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct pdf_unit *at = &u[rtl ? n - 1 - i : i];

		if (pdf_is_space(at->point) && first)
			break;
		if (!at->glyph)
			continue;
		first = first ? first : at->glyph;
		last = at->glyph;
		if (IS_IDEOGRAPH(at->point))
			break;
	}
	if (!first)
		return 0;
	return rtl ? first->right - last->left : last->right - first->left;
}

uint32_t
pdf_mirror(uint32_t c)
{
	static const uint32_t pairs[] = { '(', ')', '[', ']', '{', '}', '<', '>', 0xAB, 0xBB,
		0x2039, 0x203A };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		if (pairs[i] == c)
			return pairs[i ^ 1];
	}
	return 0;
}

void
pdf_segment_text(struct dais_arena *a, struct pdf_segment *s,
    const struct dais_pdf_glyph *const *glyphs, size_t n, const struct dais_pdf_page *page,
    bool with_glyphs, bool rtl_page)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct writing w = { .arena = a,
		.first = page->glyphs,

		.segment = s,
		.with_glyphs = with_glyphs };
	struct pdf_unit *units = DAIS_NEW_N(scratch, 2 * n, struct pdf_unit);
	size_t count = make_units(glyphs, n, units);
	enum pdf_direction direction = pdf_direction_of(units, count, rtl_page);

	dais_buf_init(&w.text, DAIS_FLOW_BLOCK_MAX);
	s->room = first_word_width(units, count, direction == PDF_RIGHT_TO_LEFT);
	pdf_put_in_order(units, count, direction, page);
	write_units(&w, units, count);
	s->text = dais_buf_dup(&w.text, a);
	s->glyphs = w.glyphs.v;
	dais_buf_release(&w.text);
}

/* --- the direction of a page and of brackets ------------------------------------------------- */

bool
pdf_is_right_to_left_page(const struct dais_pdf_page *page)
{
	size_t right = 0, left = 0;

	for (size_t i = 0; i < page->glyph_count; i++) {
		right += pdf_is_right_to_left(page->glyphs[i].point);
		left += pdf_is_left_to_right(page->glyphs[i].point);
	}
	return right > left;
}

static bool
opens(uint32_t c)
{
	return c == '(' || c == '[' || c == 0xAB;
}

/* "1) Opening": whether the bracket at byte @at of @s closes the number that the words begin with.
 */
static bool
ends_mark(struct dais_str s, size_t at)
{
	for (size_t i = 0; i < at; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	return at > 0 && at <= MARK_DIGITS_MAX && at + 1 < s.n && s.p[at + 1] == ' ';
}

/* Whether the brackets of @s, in pairs or behind marks, are as they are meant (1) or the mirror
 * images of that (-1), or neither tells (0). */
static int
bracket_vote(const struct pdf_segment *s)
{
	int vote = 0;
	bool open = false, closed = false;

	for (size_t i = 0; i < s->brackets.n; i++) {
		size_t at = s->brackets.v[i];
		uint32_t c = dais_str_decode(s->text, &at);

		if (ends_mark(s->text, s->brackets.v[i]))
			vote += opens(c) ? -1 : 1;
		vote += !opens(c) && open;
		vote -= opens(c) && closed;
		open = opens(c);
		closed = !open;
	}
	return vote;
}

static void
mirror_brackets(struct pdf_segment *s)
{
	char *text = (char *)(uintptr_t)s->text.p;

	/* A bracket and its image have encodings of the same length. */
	for (size_t i = 0; i < s->brackets.n; i++) {
		size_t at = s->brackets.v[i];

		(void)dais_str_encode(
		    pdf_mirror(dais_str_decode(s->text, &at)), text + s->brackets.v[i]);
	}
}

void
pdf_settle_brackets(struct pdf_document *doc)
{
	long vote = 0;

	for (size_t p = 0; p < doc->pages.n; p++) {
		for (size_t i = 0; i < doc->pages.v[p].segments.n; i++)
			vote += bracket_vote(&doc->pages.v[p].segments.v[i]);
	}
	for (size_t p = 0; p < doc->pages.n && vote < 0; p++) {
		for (size_t i = 0; i < doc->pages.v[p].segments.n; i++)
			mirror_brackets(&doc->pages.v[p].segments.v[i]);
	}
}
