/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Agendas whose numbers stand without a stop on lines of their own, each above its title, as
 * extraction leaves tables and hanging numbers: from 1 on, close to each other. They look like the
 * numbers of pages, which are far from each other.
 */
#include "read/text/read_priv.h"

#define NUMBERS_MIN 4u
#define NUMBER_BYTES_MAX 3u
#define TITLE_LINES_MAX 8u /* lines from one number to the next, the head of a page included */
#define LETTERS_MIN 3u
#define FULL_TENTHS 7u /* tenths of the usual width: the title of such a line may go on */

/* The number that line @i is; 0: it is more or none. */
static unsigned
number_alone(const struct reader *r, size_t i)
{
	struct dais_str s = r->lines.v[i].trim;
	int64_t v;

	return s.n <= NUMBER_BYTES_MAX && r->lines.v[i].cell == LINE_CELL_NONE &&
		       dais_str_to_int(s, 1, 999, &v)
		   ? (unsigned)v
		   : 0;
}

/* Whether line @i can be the title of an item: words that begin with a capital. */
static bool
may_be_title(const struct reader *r, size_t i)
{
	const struct text_line *l = &r->lines.v[i];

	return l->role == LINE_TEXT && l->cell == LINE_CELL_NONE &&
	       dais_str_count(l->trim) >= LETTERS_MIN && read_mark(r, l->trim).kind == MARK_NONE &&
	       (r->lang == DAIS_LANG_ZH || !read_starts_low(l->trim)) &&
	       !read_ends_sentence(l->trim);
}

/* The line of the next number alone behind line @from, its title below it; the number of lines:
 * none is near. */
static size_t
find_alone(const struct reader *r, size_t from)
{
	for (size_t i = from; i + 1 < r->lines.n && i <= from + TITLE_LINES_MAX; i++) {
		if (number_alone(r, i) && may_be_title(r, i + 1))
			return i;
	}
	return r->lines.n;
}

/* The line of the number that goes on behind those in @before, from line @from on: the next, or one
 * that was mistyped; the number of lines: none is near. */
static size_t
find_number(const struct reader *r, size_t from, struct turn before)
{
	for (size_t i = find_alone(r, from); i < r->lines.n && i <= from + TITLE_LINES_MAX;
	    i = find_alone(r, i + 1)) {
		size_t next = find_alone(r, i + 2);

		if (number_alone(r, i) == before.last + 1 ||
		    read_is_out_of_turn(
			before, number_alone(r, i), next < r->lines.n ? number_alone(r, next) : 0))
			return i;
	}
	return r->lines.n;
}

/* How many numbers go on from the 1 in line @i. */
static unsigned
count_series(const struct reader *r, size_t i)
{
	struct turn turn = { .last = 1 };
	unsigned n = 1;

	for (size_t at = find_number(r, i + 2, turn); at < r->lines.n;
	    at = find_number(r, at + 2, turn), n++)
		turn = read_turn(turn, number_alone(r, at));
	return n;
}

/* Whether line @i goes on with the title that ends with the line before it. */
static bool
goes_on(const struct reader *r, size_t i)
{
	struct dais_str before = r->lines.v[i - 1].trim, s = r->lines.v[i].trim;

	if (r->lines.v[i].role != LINE_TEXT || number_alone(r, i) || r->lines.v[i].gap > r->gap)
		return false;
	return s.p[0] == '(' || (r->lang != DAIS_LANG_ZH && read_starts_low(s)) ||
	       dais_str_count(before) * 10 >= r->width * FULL_TENTHS;
}

/* Makes the number in line @i and the lines of its title one item. */
static void
join(struct reader *r, size_t i)
{
	r->lines.v[i].role = LINE_TEXT;
	r->lines.v[i].cell = LINE_CELL_ITEM;
	r->lines.v[i + 1].cell = LINE_CELL_MORE;
	for (size_t k = i + 2; k < r->lines.n && k < i + TITLE_LINES_MAX && goes_on(r, k); k++)
		r->lines.v[k].cell = LINE_CELL_MORE;
}

void
read_join_lone_numbers(struct reader *r)
{
	for (size_t i = 0; i + 1 < r->lines.n; i++) {
		struct turn turn = { .last = 1 };
		unsigned n;

		if (number_alone(r, i) != 1 || !may_be_title(r, i + 1))
			continue;
		n = count_series(r, i);
		if (n < NUMBERS_MIN)
			continue;
		if (!r->items_begin)
			r->items_begin = r->lines.v[i].no;
		join(r, i++);
		for (unsigned k = 2; k <= n; k++) {
			i = find_number(r, i + 1, turn);
			turn = read_turn(turn, number_alone(r, i));
			join(r, i++);
		}
	}
}
