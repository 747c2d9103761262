/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How far the front of a document reaches: up to the first item or the contents. The item in a
 * masthead, for which the document is, ends nothing.
 */
#include "read/text/front_priv.h"

#define MASTHEAD_BLOCKS 14u
#define DAYS_LINE_MAX 300u /* bytes of a line that may begin with days */

/* "Agenda item 1   Original: English": the item that the document is for, beside the rest of the
 * masthead. */
static bool
is_item_in_masthead(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	return k->mark.worded && dais_str_find_char(k->text, ':', k->mark.n) != SIZE_MAX &&
	       read_is_masthead(r, dais_str_sub(k->text, k->mark.n, k->text.n));
}

void
front_unmark_masthead(struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n && b < MASTHEAD_BLOCKS; b++) {
		if (is_item_in_masthead(r, b))
			r->blocks.v[b].mark = (struct item_mark){ .kind = MARK_NONE };
	}
}

/* Whether block @b is an item: "24-25 January" is none. */
static bool
is_item(const struct reader *r, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark;
	struct front_scan f;

	if (m.kind != MARK_DECIMAL)
		return m.kind == MARK_NUMBER;
	f = front_scan_of(r, dais_str_sub(r->blocks.v[b].text, 0, DAYS_LINE_MAX));
	return !f.has_range || f.date_at >= m.n;
}

size_t
front_end(const struct reader *r)
{
	size_t b = 0;

	while (b < r->blocks.n && b < FRONT_BLOCKS && !r->blocks.v[b].contents &&
	       (b == 0 || !is_item(r, b)))
		b++;
	return b;
}
