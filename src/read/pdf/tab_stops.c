/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tab stops: places where parts of several rows begin behind a wide gap. In a row whose words are
 * as long as the column before the stop the gap is narrow; that the words behind it stand exactly
 * at the stop tells.
 */
#include <stdlib.h>

#include "read/pdf/units_priv.h"

#define SAME_STOP 0.35f     /* points */
#define STOP_ROWS 2u        /* that show a stop, at least */
#define STOP_ROWS_REACH 20u /* rows away, at most */
#define JUMP 0.16f          /* a gap that divides words, in sizes */
#define WIDE_JUMP 0.4f      /* where spaces are not drawn: one that is wider than between words */
#define NO_GAP 0.05f        /* by which words at a stop reach into each other, in sizes */
#define SPACES_SHARE 25u    /* one character of so many is a space where they are drawn */

void
pdf_note_stop(struct dais_arena *a, struct pdf_stops *stops, float x, unsigned row)
{
	if (stops->n == stops->cap) {
		size_t cap = stops->cap ? 2 * stops->cap : 64;
		struct pdf_stop *v = DAIS_NEW_N(a, cap, struct pdf_stop);

		if (stops->n)
			memcpy(v, stops->v, stops->n * sizeof(*v));
		stops->v = v;
		stops->cap = cap;
	}
	stops->v[stops->n++] = (struct pdf_stop){ x, row };
}

static int
by_place(const void *a, const void *b)
{
	const struct pdf_stop *x = a, *y = b;

	if (x->x != y->x)
		return x->x < y->x ? -1 : 1;
	return x->row < y->row ? -1 : x->row > y->row;
}

void
pdf_settle_stops(struct pdf_stops *stops, const struct dais_pdf_page *page)
{
	size_t spaces = 0;

	for (size_t i = 0; i < page->glyph_count; i++)
		spaces += pdf_is_blank(page->glyphs[i].point);
	stops->draws_spaces = spaces * SPACES_SHARE > page->glyph_count;
	if (stops->n)
		qsort(stops->v, stops->n, sizeof(*stops->v), by_place);
}

bool
pdf_is_stop(const struct pdf_stops *stops, float x, unsigned row)
{
	size_t lo = 0, hi = stops->n;
	unsigned rows = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (stops->v[mid].x < x - SAME_STOP)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < stops->n && stops->v[lo].x <= x + SAME_STOP; lo++) {
		unsigned other = stops->v[lo].row;

		rows +=
		    other != row && other + STOP_ROWS_REACH > row && row + STOP_ROWS_REACH > other;
	}
	return rows >= STOP_ROWS;
}

/* Whether no word has @c behind @last: "meetingBG41/2", where the words reach to the stop. */
static bool
begins_words(const struct dais_pdf_glyph *last, const struct dais_pdf_glyph *c)
{
	return u_islower((UChar32)last->point) && !u_islower((UChar32)c->point) &&
	       !pdf_is_mark(c->point) && !u_ispunct((UChar32)c->point);
}

bool
pdf_is_jump(const struct pdf_stops *stops, const struct dais_pdf_glyph *last,
    const struct dais_pdf_glyph *c, float reach)
{
	float gap = c->left - reach;

	if (pdf_is_blank(last->point))
		return false;
	if (gap > -NO_GAP * c->size && begins_words(last, c))
		return true;
	return gap > (stops->draws_spaces ? JUMP : WIDE_JUMP) * c->size;
}
