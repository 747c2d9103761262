/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of an item in a numbered list: letters, small numerals, decimals, capitals, and those
 * without a mark of the list, behind dashes or numbered anew further in.
 */
#include "read/text/front_priv.h"
#include "read/text/lists_priv.h"

#define BLOCKS_AHEAD 40u  /* in which the next mark is looked for */
#define GAP_MAX 3u        /* letters that may be missing in a row */

size_t
read_list_indent(const struct reader *r, size_t b)
{
	const struct text_line *l;

	if (r->flow)
		return 0;
	l = &r->lines.v[r->blocks.v[b].first];
	return read_indent(l);
}

struct list_item *
read_list_add(struct reader *r, struct list_scan *s, size_t b, size_t at)
{
	struct list_item *it = dais_vec_add(r->a, &s->list->items);

	it->block = b;
	it->at = at;
	it->letter = it->printed = -1;
	it->up = DAIS_NONE;
	s->list->last = b;
	s->list->chars += r->blocks.v[b].text.n - at;
	s->since = 0;
	return it;
}

static void
add_part(struct reader *r, struct list_scan *s, size_t b, struct item_mark m, unsigned value)
{
	struct list_item *it = read_list_add(r, s, b, m.n);

	it->number = s->number;
	it->letter = (int)s->parts;
	it->printed = (int)value;
	it->decimal = m.kind == MARK_DECIMAL;
	it->up = s->item;
	/* A gap in the letters of one item is kept, letters that run on over items are not. */
	if (value >= s->parts && value < s->parts + GAP_MAX)
		it->letter = (int)value;
	s->parts = (unsigned)it->letter + 1;
	s->points = 0;
	s->last_letter = (int)value;
}

/* Whether letter @value is the next part of the item. */
static bool
is_next_letter(const struct list_scan *s, unsigned value)
{
	if (value == s->parts || (value > s->parts && value < s->parts + GAP_MAX - 1 && s->parts))
		return true;
	/* letters that run on over the items */
	return s->last_letter >= 0 && value == (unsigned)s->last_letter + 1;
}

/* Whether the numeral of @m counts the parts of the item: "(i)" is the first of them, or those
 * before it were counted so. */
static bool
is_next_roman(const struct list_scan *s, struct item_mark m)
{
	if (!m.roman || is_next_letter(s, m.value))
		return false;
	return s->parts == 0 ? m.roman == 1 : s->small_roman && m.roman == s->parts + 1;
}

/* The mark of the next block behind @b that has one. */
static struct item_mark
next_mark(const struct reader *r, size_t b)
{
	for (size_t k = b + 1; k < r->blocks.n && k <= b + BLOCKS_AHEAD; k++) {
		if (read_is_body(r, k) && r->blocks.v[k].mark.kind != MARK_NONE)
			return r->blocks.v[k].mark;
	}
	return (struct item_mark){ .kind = MARK_NONE };
}

/* Whether the letter or numeral @m counts the parts of the last part: "(i)" under "(a)", "(a)"
 * under "3.2" and "(ii)". "(i)" behind "(h)" does where "(ii)" follows. */
static bool
is_next_point(const struct reader *r, const struct list_scan *s, size_t b, struct item_mark m)
{
	if (!s->parts || s->plain || s->list->items.v[s->list->items.n - 1].letter < 0)
		return false;
	if (m.roman && !s->small_roman && m.roman == s->points + 1 &&
	    (s->decimal || !is_next_letter(s, m.value) || next_mark(r, b).roman == m.roman + 1))
		return true;
	return (s->decimal || s->small_roman) && m.value == s->points && !is_next_roman(s, m);
}

static void
add_point(const struct reader *r, struct list_scan *s, size_t b, size_t at)
{
	*dais_vec_add(r->a, &s->list->points) = (struct list_point){
		.block = b, .at = at, .up = s->list->items.n - 1, .value = s->points++
	};
	s->list->last = b;
	s->since = 0;
}

void
read_take_decimal_point(const struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	if (s->decimal && s->parts && m.major == s->number && m.other + 1 == s->parts &&
	    m.value == s->points)
		add_point(r, s, b, m.n);
}

bool
read_take_letter(struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	unsigned value = is_next_letter(s, m.value) ? m.value : m.other;

	if (is_next_point(r, s, b, m)) {
		add_point(r, s, b, m.n);
		return true;
	}
	if (is_next_roman(s, m) && !s->decimal) {
		add_part(r, s, b, m, m.roman - 1);
		s->small_roman = true;
		return true;
	}

	if (!is_next_letter(s, value))
		return false;
	if (s->decimal)
		return true;
	add_part(r, s, b, m, value);
	return true;
}

bool
read_take_decimal(struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	if (m.major != s->number || m.value < s->parts || m.value > s->parts + 1)
		return false;
	s->decimal = true;
	add_part(r, s, b, m, m.value);
	return true;
}

/* Whether mark @m of block @b begins or goes on with the parts "A.", "B.". */
static bool
is_capital_part(const struct reader *r, const struct list_scan *s, size_t b, struct item_mark m)
{
	size_t last = s->list->items.v[s->list->items.n - 1].block;

	for (size_t k = last + 1; k < b; k++) {
		if (!read_document_head(r->blocks.v[k].text) && r->blocks.v[k].text.n)
			return false;
	}
	if (m.value > 0)
		return m.value == s->parts && s->parts > 0 && s->last_letter == (int)m.value - 1;
	for (size_t k = b + 1; s->parts == 0 && k < r->blocks.n && k <= b + 3; k++) {
		enum mark_kind next = r->blocks.v[k].mark.kind;

		if (next != MARK_NONE)
			return next == MARK_CAPITAL && r->blocks.v[k].mark.value == 1;
	}
	return false;
}

bool
read_take_capital(struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	if (!is_capital_part(r, s, b, m))
		return false;
	add_part(r, s, b, m, m.value);
	return true;
}

/* Whether block @b may be a part that has no mark of the list: nothing but such parts stands
 * between it and its item, and the list has no text between its items. */
static bool
may_be_plain_part(const struct reader *r, const struct list_scan *s, size_t b)
{
	size_t last = s->list->items.v[s->list->items.n - 1].block;

	if (s->list->prose || (s->parts && !s->plain))
		return false;
	for (size_t k = last + 1; k < b; k++) {
		if (read_is_body(r, k) && r->blocks.v[k].text.n)
			return false;
	}
	return true;
}

static void
add_plain_part(struct reader *r, struct list_scan *s, size_t b, size_t at)
{
	struct item_mark m = { .kind = MARK_LETTER, .n = at };
	int last = s->last_letter;

	add_part(r, s, b, m, s->parts);
	s->plain = true;
	s->last_letter = last; /* letters that run on over the items go on behind it */
}

/* The next block of the body that holds words, behind @b; the number of blocks: none. */
static size_t
next_block(const struct reader *r, size_t b)
{
	size_t next = b + 1;

	while (next < r->blocks.n && (!read_is_body(r, next) || !r->blocks.v[next].text.n))
		next++;
	return next;
}

/* Whether another point with the mark of block @b, @n bytes of it, stands right before or behind
 * it: one alone says what is done ("- Exchange of views"), and a star alone is a note. */
static bool
is_one_of_several(const struct reader *r, const struct list_scan *s, size_t b, size_t n)
{
	struct dais_str mark = dais_str_sub(r->blocks.v[b].text, 0, n);
	size_t next;

	if (s->plain)
		return true;
	next = next_block(r, b);
	return next < r->blocks.n && read_point_mark(r->blocks.v[next].text) == n &&
	       dais_str_has_prefix(r->blocks.v[next].text, mark);
}

/* "22 and 23 June 2027, in Geneva": days of gatherings to come are no parts of their item. */
static bool
begins_with_day(const struct reader *r, struct dais_str s)
{
	struct front_scan f = front_scan_of(r, s);

	return (f.has_range && f.date_at == 0) || (f.day_end && f.day_at == 0);
}

bool
read_take_point(struct reader *r, struct list_scan *s, size_t b)
{
	struct dais_str text = r->blocks.v[b].text;
	size_t at = read_point_mark(text);
	struct dais_str title = dais_str_sub(text, at, text.n);

	if (!at || !may_be_plain_part(r, s, b) || !is_one_of_several(r, s, b, at) ||
	    !read_is_title(title) || begins_with_day(r, title) || read_names_documents(r, title) ||
	    read_is_documents_in_brackets(r, title))
		return false;
	add_plain_part(r, s, b, at);
	return true;
}

/* Whether block @b stands further in than the items of the list do. */
static bool
is_further_in(const struct reader *r, const struct list_scan *s, size_t b)
{
	const struct dais_flow_block *first = r->blocks.v[s->list->first].source;
	const struct dais_flow_block *here = r->blocks.v[b].source;

	if (!r->flow)
		return read_list_indent(r, b) > s->indent;
	return first && here && here->indent > first->indent;
}

/* Whether the list that begins at block @b may stand below an item: it is no agenda. */
static bool
may_be_below_item(struct reader *r, const struct list_scan *s, size_t b)
{
	struct dais_str text = r->blocks.v[b].text, above;
	const struct list_item *it = &s->list->items.v[s->item];
	enum dais_item_kind kind =
	    read_item_kind(r, dais_str_sub(text, r->blocks.v[b].mark.n, text.n));

	above = r->blocks.v[it->block].text;
	above = dais_str_sub(above, it->at, above.n);
	return kind != DAIS_ITEM_OPENING && kind != DAIS_ITEM_ADOPTION_OF_AGENDA &&
	       !read_starts_phrase(&r->words->agenda, above);
}

/* How many numbers from block @b on, the first of them 1, stand below the current item where
 * nothing but their order tells: 1, 2, 3 below item 2 are followed by 3 again, those below item 4
 * by 5. 0: they are another list. */
static unsigned
count_inner(const struct reader *r, const struct list_scan *s, size_t b)
{
	struct dais_str item = r->blocks.v[s->list->items.v[s->item].block].text;
	unsigned run = 0, next = s->number + 1;

	for (size_t k = b; k < r->blocks.n; k = next_block(r, k)) {
		struct item_mark m = r->blocks.v[k].mark;

		/* a heading before the next item */
		if (m.kind == MARK_NONE && run && !read_ends_sentence(r->blocks.v[k].text) &&
		    next_block(r, k) < r->blocks.n &&
		    r->blocks.v[next_block(r, k)].mark.kind == MARK_NUMBER &&
		    r->blocks.v[next_block(r, k)].mark.value == next)
			return run;
		if (m.kind != MARK_NUMBER || m.worded)
			break;
		if (m.value != run + 1) {
			if (m.value == next)
				return run;
			return m.value == 1 && run >= next ? s->number : 0;
		}
		run++;
	}
	/* Both could go on: only the colon tells that something stands below the item. */
	return run >= next && item.n && item.p[item.n - 1] == ':' ? s->number : 0;
}

/* Whether block @b, with the number 1, begins what stands below the current item. */
static bool
begins_inner(struct reader *r, struct list_scan *s, size_t b)
{
	size_t next = next_block(r, b);

	if (!may_be_below_item(r, s, b))
		return false;
	if (!is_further_in(r, s, b)) {
		s->inner = count_inner(r, s, b);
		return s->inner > 0;
	}
	/* A heading of what follows the list is set further in, too. */
	return next < r->blocks.n && r->blocks.v[next].mark.kind == MARK_NUMBER &&
	       (r->blocks.v[next].mark.value == 2 || r->blocks.v[next].mark.value == s->number + 1);
}

bool
read_take_inner_number(struct reader *r, struct list_scan *s, size_t b, struct item_mark m)
{
	struct dais_str text = r->blocks.v[b].text;

	if (m.kind != MARK_NUMBER || m.worded || m.value != s->parts + 1 ||
	    !may_be_plain_part(r, s, b) || !read_is_title(dais_str_sub(text, m.n, text.n)))
		return false;
	if (m.value == 1 ? !begins_inner(r, s, b) : s->inner < m.value && !is_further_in(r, s, b))
		return false;
	add_plain_part(r, s, b, m.n);
	return true;
}
