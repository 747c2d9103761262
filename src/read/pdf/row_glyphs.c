/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The characters of a row from left to right, as they are seen: without those that a writer draws
 * twice for weight, and without spaces that only lead back.
 */
#include <stdlib.h>

#include "read/pdf/pdf_priv.h"

#define TWIN_SHIFT 0.12f    /* bold imitated by drawing twice */

bool
pdf_is_blank(uint32_t c)
{
	return c == ' ' || c == 0xA0 || c == 0x3000 || c == '\t' || (c >= 0x2000 && c <= 0x200A);
}

static int
by_left(const void *a, const void *b)
{
	const struct dais_pdf_glyph *x = *(const struct dais_pdf_glyph *const *)a;
	const struct dais_pdf_glyph *y = *(const struct dais_pdf_glyph *const *)b;

	if (x->left != y->left)
		return x->left < y->left ? -1 : 1;
	return x < y ? -1 : x > y;
}

static void
sort_glyphs(const struct dais_pdf_glyph **v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (v[i]->left < v[i - 1]->left) {
			qsort(v, n, sizeof(*v), by_left);
			return;
		}
	}
}

/* A part of a ligature that has no breadth of its own stays on the side on which it is drawn,
 * though rounding puts it a little inside. */
static void
settle_thin_parts(const struct dais_pdf_glyph **v, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		const struct dais_pdf_glyph *a = v[i], *b = v[i + 1];

		if (b + 1 == a && b->right - b->left < 0.02f * b->size &&
		    b->left - a->left < 0.1f * b->size) {
			v[i] = b;
			v[i + 1] = a;
		}
	}
}

/* Whether @a, a space, lies for the most part on @b: a writer's way back, not a gap. */
static bool
is_covered(const struct dais_pdf_glyph *a, const struct dais_pdf_glyph *b)
{
	float left = a->left > b->left ? a->left : b->left;
	float right = a->right < b->right ? a->right : b->right;

	return !pdf_is_blank(b->point) && right - left > 0.5f * (a->right - a->left);
}

/* Takes out spaces that lie on letters. */
static size_t
drop_covered_spaces(const struct dais_pdf_glyph **v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool covered =
		    pdf_is_blank(v[i]->point) && ((kept && is_covered(v[i], v[kept - 1])) ||
						     (i + 1 < n && is_covered(v[i], v[i + 1])));

		if (!covered)
			v[kept++] = v[i];
	}
	return kept;
}

/* Takes out characters that are drawn twice at the same place. */
static size_t
drop_twins(const struct dais_pdf_glyph **v, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool twin = false;

		for (size_t k = kept; k-- > 0 && !twin;) {
			float shift = v[i]->left - v[k]->left;

			if (shift > TWIN_SHIFT * v[i]->size || kept - k > 4)
				break;
			twin = v[k]->point == v[i]->point && v[i]->right > v[i]->left &&
			       v[k]->right - v[k]->left > shift * 2 && !pdf_is_blank(v[i]->point);
		}
		if (!twin)
			v[kept++] = v[i];
	}
	return kept;
}

size_t
pdf_settle_row(const struct dais_pdf_glyph **v, size_t n)
{
	sort_glyphs(v, n);
	settle_thin_parts(v, n);
	return drop_twins(v, drop_covered_spaces(v, n));
}
