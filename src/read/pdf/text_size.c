/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The size of the text of a document: that of most of it, unless most of it is notes at the end.
 */
#include "read/pdf/pdf_priv.h"

#define SIZES 400u /* quarters of a point */
#define NOTES_MIN 5u
#define TEXT_MIN                                                                                   \
	3000u /* bytes: a page and a half; a letter before an agenda is no text with notes */

struct count {
	size_t bytes[SIZES];
};

static size_t
size_of(const struct pdf_line *l)
{
	return l->size < (float)SIZES / 4 ? (size_t)(l->size * 4) : SIZES - 1;
}

static size_t
bytes_of(const struct pdf_line *l)
{
	size_t n = 0;

	for (size_t k = 0; k < l->n; k++)
		n += l->parts[k]->text.n;
	return n;
}

static struct count
count(const struct pdf_document *doc)
{
	struct count c = { { 0 } };

	for (size_t i = 0; i < doc->lines.n; i++)
		c.bytes[size_of(&doc->lines.v[i])] += bytes_of(&doc->lines.v[i]);
	return c;
}

/* Whether what stands from line @from on in @size is notes: many lines begin with a mark. */
static bool
are_notes(const struct pdf_document *doc, size_t from, size_t size)
{
	size_t lines = 0, notes = 0;

	for (size_t i = from; i < doc->lines.n; i++) {
		const struct pdf_line *l = &doc->lines.v[i];

		if (size_of(l) != size)
			continue;
		lines++;
		notes += pdf_begins_note(l) || pdf_begins_with_figure(l);
	}
	return notes >= NOTES_MIN && notes * 10 >= lines;
}

/* Whether @size is that of the text before notes of size @most: as far as nearly all of it goes,
 * there is more of it than of theirs. */
static bool
is_text_before_notes(
    const struct pdf_document *doc, const struct count *all, size_t size, size_t most)
{
	size_t text = 0, small = 0, nearly = all->bytes[size] - all->bytes[size] / 10, at = 0;

	if (all->bytes[size] < TEXT_MIN || all->bytes[size] * 5 < all->bytes[most])
		return false;
	for (; at < doc->lines.n && text < nearly; at++) {
		const struct pdf_line *l = &doc->lines.v[at];

		text += size_of(l) == size ? bytes_of(l) : 0;
		small += size_of(l) == most ? bytes_of(l) : 0;
	}
	return text > small && are_notes(doc, at, most);
}

float
pdf_text_size(const struct pdf_document *doc)
{
	struct count all = count(doc);
	size_t most = 0, best;

	for (size_t i = 1; i < SIZES; i++)
		most = all.bytes[i] > all.bytes[most] ? i : most;
	best = most;
	for (size_t i = most + 1; i < SIZES; i++) {
		if ((best == most || all.bytes[i] > all.bytes[best]) &&
		    is_text_before_notes(doc, &all, i, most))
			best = i;
	}
	return ((float)best + 0.5f) / 4;
}
