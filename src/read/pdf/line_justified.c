/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Justified lines: those that end exactly where others of their style, or of their column, do.
 */
#include <stdlib.h>

#include "read/pdf/paragraphs_priv.h"
#include "read/pdf/units_priv.h"

#define COLUMN_LINES 200u     /* of a table, that are looked at on either side */
#define EXACT 0.25f          /* points */
#define JUSTIFIED_LINES 3u    /* that end at one place */

/* A line of a style, and how far it reaches. */
struct reaching {
	size_t style; /* index of widest */
	float extent;
	const struct pdf_line *line;
};

static int
by_reach(const void *a, const void *b)
{
	const struct reaching *x = a, *y = b;

	if (x->style != y->style)
		return x->style < y->style ? -1 : 1;
	return (x->extent > y->extent) - (x->extent < y->extent);
}

/* How many of the @n lines of @v, all of one style from the shortest, end exactly where line @i
 * does, in words of their own. */
static unsigned
lines_at_edge(const struct reaching *v, size_t n, size_t i)
{
	unsigned at = 1;

	for (size_t k = i + 1; k < n && v[k].extent - v[i].extent < EXACT; k++)
		at += !pdf_ends_alike(v[k].line, v[k - 1].line);
	return at;
}

/* Justified lines end at one place; one that finds no room there reaches behind it, and says
 * nothing of the others. */
static void
settle_justified(struct joining *j, const struct reaching *v, size_t n)
{
	for (size_t i = 0, end; i < n; i = end) {
		size_t best = i;
		unsigned most = 0;

		for (end = i + 1; end < n && v[end].style == v[i].style;)
			end++;
		for (size_t k = i; k < end; k++) {
			unsigned at = lines_at_edge(v + i, end - i, k - i);

			if (at >= most && pdf_is_long(v[k].line)) {
				most = at;
				best = k;
			}
		}
		if (most < JUSTIFIED_LINES || (end - best - most) * 2 > most)
			continue;
		j->widest.v[v[i].style].most = j->widest.v[v[i].style].second =
		    v[best].extent + EXACT / 2;
		j->widest.v[v[i].style].justified = true;
	}
}

void
pdf_find_justified(struct joining *j)
{
	const struct pdf_document *doc = j->doc;
	struct reaching *v = DAIS_NEW_N(j->scratch, doc->lines.n + 1, struct reaching);
	size_t n = 0;

	for (size_t i = 0; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];
		const struct width *w = pdf_is_plain(l) ? pdf_width_of(j, l) : NULL;

		/* Symbols in a column, and as many ideographs, end at one place, too. */
		if (w && !(l->flags & (PDF_TABS | PDF_LEADER)) && !pdf_is_cjk(pdf_last_point(l)))
			v[n++] =
			    (struct reaching){ (size_t)(w - j->widest.v), pdf_extent_of(l), l };
	}
	if (!n)
		return;
	qsort(v, n, sizeof(*v), by_reach);
	settle_justified(j, v, n);
}

/* Whether no line of the column of @l, a line of a cell, ends behind it and another ends there. */
static bool
is_edge_of_column(const struct pdf_document *doc, const struct pdf_line *l)
{
	size_t at = (size_t)(l - doc->lines.v), from = at > COLUMN_LINES ? at - COLUMN_LINES : 0;
	bool another = false;

	for (size_t i = from; i < doc->lines.n && i < at + COLUMN_LINES; i++) {
		const struct pdf_line *k = &doc->lines.v[i];

		if (k->table != l->table || k->table_column != l->table_column || k == l)
			continue;
		if (k->right > l->right + EXACT)
			return false;
		another |= k->right > l->right - EXACT && !pdf_ends_alike(k, l);
	}
	return another;
}

bool
pdf_is_justified(const struct joining *j, const struct pdf_line *l)
{
	const struct width *w = l->table || pdf_is_centred(l) ? NULL : pdf_width_of(j, l);
	float by = w && w->justified ? l->right - w->most : l->right - l->margin;

	return l->table ? is_edge_of_column(j->doc, l) : w && by < EXACT && by > -EXACT;
}
