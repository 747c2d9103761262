/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbers out of turn: an item whose number was mistyped, is missing or is given twice is an item
 * all the same. What the numbers around it are tells it from a line that happens to begin with a
 * number.
 */
#include "read/text/read_priv.h"

#define MISSING_MAX 2u     /* numbers that may be left out in a row */
#define LINES_AHEAD 40u    /* in which the next number is looked for */
#define BLOCKS_BEHIND 40u
#define INDENT_SLACK 1u    /* numbers are set flush right, too: " 9.", "10." */

bool
read_is_out_of_turn(struct turn before, unsigned value, unsigned next)
{
	bool missing = value > before.last + 1 && value <= before.last + 1 + MISSING_MAX;
	bool again = value == before.last && value > 1;

	if (!before.last || !value)
		return false;
	/* the one before was mistyped, and this goes on behind it: 2, 5, 4 */
	if (before.second && before.last != before.second + 1 && value == before.second + 2)
		return true;
	/* this one is mistyped: 2, 5, 4 */
	if (next && next == before.last + 2)
		return value != before.last + 1;
	/* one is left out or given twice, and the others follow it: 2, 4, 5 or 2, 2, 3 */
	if (next > 1)
		return next == value + 1 && (missing || again);
	return missing || again;
}

struct turn
read_turn(struct turn before, unsigned value)
{
	return (struct turn){ .last = value, .second = before.last };
}

static bool
is_beside(size_t x, size_t y)
{
	return x <= y + INDENT_SLACK && y <= x + INDENT_SLACK;
}

/* The last two numbers before the block being read, of those with @indent of white space before
 * them. */
static struct turn
turn_before(const struct reader *r, size_t indent)
{
	struct turn before = { 0 };

	for (size_t n = 0; n < BLOCKS_BEHIND && n < r->blocks.n && !before.second; n++) {
		const struct text_block *k = &r->blocks.v[r->blocks.n - 1 - n];

		if (k->mark.kind != MARK_NUMBER ||
		    !is_beside(read_indent(&r->lines.v[k->first]), indent))
			continue;
		if (before.last)
			before.second = k->mark.value;
		else
			before.last = k->mark.value;
	}
	return before;
}

/* The next number behind line @i at the same place of the line; 0: none comes soon. */
static unsigned
next_number(const struct reader *r, size_t i)
{
	for (size_t k = i + 1; k < r->lines.n && k <= i + LINES_AHEAD; k++) {
		const struct text_line *l = &r->lines.v[k];
		struct item_mark m;

		if (l->role != LINE_TEXT || !is_beside(read_indent(l), read_indent(&r->lines.v[i])))
			continue;
		m = read_line_mark(r, k);
		if (m.kind == MARK_NUMBER)
			return m.value;
	}
	return 0;
}

bool
read_is_line_out_of_turn(const struct reader *r, size_t i, struct item_mark m)
{
	const struct text_line *l = &r->lines.v[i];
	struct turn before = turn_before(r, read_indent(l));
	struct dais_str title = dais_str_sub(l->trim, m.n, l->trim.n);

	return before.last && (r->lang == DAIS_LANG_ZH || !read_starts_low(title)) &&
	       read_is_out_of_turn(before, m.value, next_number(r, i));
}
