/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Footnotes and endnotes: the lines at the foot of a page in a smaller type, the first of which
 * begins with a mark, or that go on with the notes of the page before.
 */
#include "read/pdf/pdf_priv.h"

#define SMALLER 0.93f /* of the size of the text */

bool
pdf_begins_note(const struct pdf_line *l)
{
	struct dais_str s = l->parts[0]->text;

	return (l->flags & PDF_RAISED) != 0 ||
	       (s.n && (s.p[0] == '*' || dais_str_has_prefix(s, DAIS_STR("†")) ||
			   dais_str_has_prefix(s, DAIS_STR("‡"))));
}

bool
pdf_begins_with_figure(const struct pdf_line *l)
{
	struct dais_str s = l->parts[0]->text;
	size_t n = 0;

	while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9')
		n++;
	return n > 0 && n <= 3 &&
	       (n < s.n ? s.p[n] != '.' && s.p[n] != '/' && s.p[n] != ',' : l->n > 1);
}

static bool
is_small(const struct pdf_document *doc, const struct pdf_line *l)
{
	/* The mark itself may be as large as the text. */
	return l->parts[l->n - 1]->common_size < SMALLER * doc->size && !l->table;
}

/* The notes of the page whose lines are @from to @to; whether the page ends with notes. */
static bool
mark_page(struct pdf_document *doc, size_t from, size_t to, bool after_notes)
{
	size_t first = to, begin;

	for (size_t i = to; i-- > from;) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (l->role != PDF_LINE_BODY)
			continue;
		if (!is_small(doc, l))
			break;
		first = i;
	}
	/* A caption or a source in small type may stand before the first note. */
	begin = first;
	while (!after_notes && begin < to &&
	       (doc->lines.v[begin].role != PDF_LINE_BODY ||
		   !(pdf_begins_note(&doc->lines.v[begin]) ||
		       pdf_begins_with_figure(&doc->lines.v[begin]))))
		begin++;
	for (size_t i = begin; i < to; i++) {
		if (doc->lines.v[i].role == PDF_LINE_BODY)
			doc->lines.v[i].role = PDF_LINE_NOTE;
	}
	return begin < to;
}

void
pdf_find_notes(struct pdf_document *doc)
{
	bool after_notes = false;

	for (size_t from = 0, to; from < doc->lines.n; from = to) {
		for (to = from;
		    to < doc->lines.n && doc->lines.v[to].page == doc->lines.v[from].page; to++)
			continue;
		after_notes = mark_page(doc, from, to, after_notes);
	}
}
