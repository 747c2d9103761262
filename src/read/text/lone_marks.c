/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks alone on their line, with their words on the next: "Item 14", "6.1", and headings "Item 1
 * of the agenda", which look like the reference in a masthead.
 */
#include "read/text/build_priv.h"
#include "read/text/lists.h"
#include "read/text/table_priv.h"

#define LONE_MARK_MAX 60u
#define WHEN_MAX 120u /* bytes */
#define BARE_BYTES_MAX 3u
#define BARE_BETWEEN_MAX 24u /* blocks between two numbers on lines of their own */
#define SERIES_MIN 3u /* headings "Item 1 of the agenda" that are no reference in a masthead */

/* The mark that @s is, and nothing else: "Item 14", "6.1", "2."; MARK_NONE: it is more or none. */
static struct item_mark
lone_mark(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };

	if (s.n >= 2 && s.n <= LONE_MARK_MAX)
		m = read_mark(r, dais_arena_concat(r->a, s, DAIS_STR(" X")));
	if (m.kind == MARK_NUMBER && !m.worded && s.p[s.n - 1] >= '0' && s.p[s.n - 1] <= '9')
		m.kind = MARK_NONE; /* a page */
	if (m.n < s.n)
		m.kind = MARK_NONE;
	return m;
}

/* The marks of parts and of sections stand alone only below items: "(a)", "ii.", "ثالثا -". */
static bool
may_stand_alone(struct item_mark m, bool begun)
{
	return m.kind == MARK_NUMBER || m.kind == MARK_DECIMAL || (begun && m.kind != MARK_NONE);
}

/* The number that block @b is, without a stop; 0: it is more or none. */
static unsigned
bare_number(const struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;
	int64_t v;

	return s.n <= BARE_BYTES_MAX && read_is_body(r, b) && dais_str_to_int(s, 1, 999, &v)
		   ? (unsigned)v
		   : 0;
}

/* Numbers without a stop, each on a line of its own with its title on the next, from block @b: how
 * many. */
static unsigned
bare_series(const struct reader *r, size_t b)
{
	unsigned expected = 1;
	size_t last = b;

	for (size_t k = b; k + 1 < r->blocks.n && k <= last + BARE_BETWEEN_MAX; k++) {
		if (bare_number(r, k) != expected)
			continue;
		if (!read_is_body(r, k + 1) || !read_is_title(r->blocks.v[k + 1].text) ||
		    bare_number(r, k + 1))
			break;
		last = k++;
		expected++;
	}
	return expected - 1;
}

/* Joins the numbers of such a series with their titles. */
static void
join_bare_numbers(struct reader *r)
{
	for (size_t b = 0; b + 1 < r->blocks.n; b++) {
		unsigned n = bare_number(r, b) == 1 ? bare_series(r, b) : 0, expected = 1;

		if (n < SERIES_MIN)
			continue;
		for (; b + 1 < r->blocks.n && expected <= n; b++) {
			if (bare_number(r, b) != expected)
				continue;
			r->blocks.v[b].text =
			    dais_arena_concat(r->a, r->blocks.v[b].text, DAIS_STR("."));
			read_merge_blocks(r, b, b + 1);
			expected++;
		}
	}
}

/* The mark of block @b if it is "Item 1 of the agenda", with the title behind it or without. */
static struct item_mark
agenda_mark(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct item_mark m = k->mark.worded ? k->mark : lone_mark(r, k->text);

	if (m.kind != MARK_NUMBER || !read_is_body(r, b) ||
	    !read_has_phrase(&r->words->of_agenda, dais_str_sub(k->text, 0, m.n)))
		m.kind = MARK_NONE;
	return m;
}

/* Where the headings "Item 1 of the agenda" begin, each number one more than the last; SIZE_MAX
 * where there are too few: one alone is the reference of a masthead. */
static size_t
series_begin(const struct reader *r)
{
	size_t begin = SIZE_MAX, n = 0;
	unsigned last = 0;

	for (size_t b = 0; b < r->blocks.n; b++) {
		struct item_mark m = agenda_mark(r, b);

		if (m.kind == MARK_NONE)
			continue;
		if (n == 0 || m.value != last + 1) {
			begin = b;
			n = 0;
		}
		last = m.value;
		if (++n >= SERIES_MIN)
			return begin;
	}
	return SIZE_MAX;
}

static void
note_when(void *ctx, const struct dais_fact *f)
{
	bool *begins = ctx;

	*begins |= f->at == 0 && (f->kind == DAIS_FACT_WEEKDAY || f->kind == DAIS_FACT_TIME ||
				     f->kind == DAIS_FACT_DATE);
}

/* "Monday, 15 March", "10 a.m.": what follows the last item of a sitting, and no title. */
static bool
begins_with_time(const struct reader *r, struct dais_str s)
{
	struct cell_facts f;
	bool begins = false;

	dais_text_find_facts(r->lang, dais_str_sub(s, 0, WHEN_MAX), note_when, &begins);
	if (begins || s.n > WHEN_MAX)
		return begins;
	read_cell_facts(r, s, &f);
	return read_hours(r, s, &f);
}

/* Blocks that were added to others go. */
static void
drop_joined(struct reader *r)
{
	size_t kept = 0;

	for (size_t b = 0; b < r->blocks.n; b++) {
		if (r->blocks.v[b].role != DAIS_FLOW_ROLE_COUNT)
			r->blocks.v[kept++] = r->blocks.v[b];
	}
	r->blocks.n = kept;
}

void
read_join_lone_marks(struct reader *r)
{
	size_t series = series_begin(r);
	bool begun = false;

	if (r->flow)
		join_bare_numbers(r);
	for (size_t b = 0; b + 1 < r->blocks.n; b++) {
		const struct text_block *next = &r->blocks.v[b + 1];
		struct item_mark m;

		begun |= r->blocks.v[b].mark.kind == MARK_NUMBER;
		if (!read_is_body(r, b) || !read_is_body(r, b + 1) ||
		    next->mark.kind != MARK_NONE || !next->text.n)
			continue;
		m = lone_mark(r, r->blocks.v[b].text);
		if (!may_stand_alone(m, begun) || (!begun && read_is_masthead(r, next->text)) ||
		    (b < series && agenda_mark(r, b).kind != MARK_NONE) ||
		    lone_mark(r, next->text).kind != MARK_NONE || begins_with_time(r, next->text))
			continue;
		/* "Item 6" alone before it: a list of references, in which none has a title. */
		if (b > 0 && read_is_body(r, b - 1) &&
		    lone_mark(r, r->blocks.v[b - 1].text).kind != MARK_NONE)
			continue;
		read_merge_blocks(r, b, b + 1);
		r->blocks.v[b].mark = m;
		begun |= m.kind == MARK_NUMBER;
	}
	drop_joined(r);
}
