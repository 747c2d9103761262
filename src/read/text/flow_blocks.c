/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Blocks of a flow: its paragraphs. In the head of the document a paragraph may hold several lines,
 * each of which stands for itself.
 */
#include "read/text/flow_priv.h"
#include "read/text/table_priv.h"

#define LOOSE_MIN 4u          /* items, where white space alone stands behind their numbers */
#define LOOSE_BETWEEN_MAX 3u  /* blocks between two of them */
#define LOOSE_MAX 240u        /* bytes */
#define TITLE_MAX 160u        /* bytes */
#define NUMBER_BEFORE_MAX 12u /* blocks */

/* The bytes @from to @to of paragraph @i of the flow without stray spaces, and their map. */
static void
take_text(struct reader *r, struct text_block *b, size_t i, struct text_span part)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	size_t end = part.at + part.n;
	bool map = true;
	DAIS_BUF_AUTO out = { 0 };

	dais_vec_push(r->a, &b->map, ((struct text_seg){ 0, i, part.at }));
	b->text = dais_str_sub(f->text, part.at, end);
	if (dais_str_find(b->text, DAIS_STR(" \xE2\x80\x99"), 0) == SIZE_MAX)
		return;
	dais_buf_init(&out, DAIS_BUF_MAX);
	b->map.n = 0;
	for (size_t k = part.at; k < end; k++) {
		if (read_is_stray_space(f->text, k)) {
			map = true;
			continue;
		}
		if (map)
			dais_vec_push(r->a, &b->map, ((struct text_seg){ out.n, i, k }));
		map = false;
		dais_buf_put_char(&out, f->text.p[k]);
	}
	b->text = dais_buf_dup(&out, r->a);
}

/* "Item 3" alone on the first line of a paragraph, the title on the next. */
static struct item_mark
mark_on_first_line(const struct reader *r, const struct text_block *b, size_t from)
{
	struct item_mark m = { .kind = MARK_NONE };
	const struct dais_flow_block *f = b->source;
	unsigned number;
	int letter;
	size_t at = 0;

	while (at < f->breaks.n && f->breaks.v[at] <= from)
		at++;
	if (at >= f->breaks.n || b->map.n != 1)
		return m;
	m.n = f->breaks.v[at] - from;
	if (m.n >= b->text.n ||
	    !read_item_reference(r, dais_str_trim(dais_str_sub(b->text, 0, m.n)), &number, &letter))
		return (struct item_mark){ .kind = MARK_NONE };
	m.kind = letter < 0 ? MARK_NUMBER : MARK_LETTER;
	m.value = m.other = letter < 0 ? number : (unsigned)letter;
	m.major = letter < 0 ? 0 : number;
	m.worded = true;
	return m;
}

struct item_mark
flow_bare_mark(struct dais_str s, size_t end)
{
	struct item_mark m = { .kind = MARK_NONE };
	int64_t value;

	if (end < s.n && dais_str_to_int(dais_str_trim(dais_str_sub(s, 0, end)), 1, 999, &value)) {
		m.kind = MARK_NUMBER;
		m.value = m.other = (unsigned)value;
		m.n = end;
	}
	return m;
}

struct text_block *
flow_add_piece(struct reader *r, size_t i, struct text_span part)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	struct text_block *b = dais_vec_add(r->a, &r->blocks);
	size_t from = part.at, to = part.at + part.n;

	while (from < to && f->text.p[from] == ' ')
		from++;
	while (to > from && f->text.p[to - 1] == ' ')
		to--;
	b->source = f;
	b->role = f->role;
	b->level = f->level;
	b->gap_before = b->gap_after = true;
	take_text(r, b, i, (struct text_span){ .at = from, .n = to - from });
	b->mark = mark_on_first_line(r, b, from);
	if (b->mark.kind == MARK_NONE)
		b->mark = read_mark(r, b->text);
	/* What the word processor counts is a number, with a stop or without. */
	if (b->mark.kind == MARK_NONE && from == 0 && f->generated)
		b->mark = flow_bare_mark(b->text, f->generated);
	return b;
}

/* Whether paragraph @f of the flow, before the first item, may hold several lines of the head. */
static bool
may_hold_lines(const struct reader *r, const struct dais_flow_block *f)
{
	return f->breaks.n > 0 && r->blocks.n < FRONT_BLOCKS &&
	       (f->role == DAIS_FLOW_TEXT || f->role == DAIS_FLOW_HEADING);
}

/* The title of a document, which comes behind the masthead. */
static bool
is_title(const struct reader *r, struct dais_str s)
{
	return s.n < TITLE_MAX &&
	       (read_is_phrase(&r->words->agenda, s) || read_is_phrase(&r->words->timetable, s) ||
		   read_is_phrase(&r->words->list_of_documents, s));
}

static bool
stands_alone(const struct reader *r, struct dais_str s)
{
	return is_title(r, s) || read_is_masthead(r, s) || read_is_labelled(r, s);
}

/* Whether paragraph @f of the head, right below the last block, is the rest of its sentence. */
static bool
goes_on_in_head(const struct reader *r, const struct dais_flow_block *f)
{
	const struct text_block *last = r->blocks.n ? &r->blocks.v[r->blocks.n - 1] : NULL;

	if (!last || r->lang == DAIS_LANG_ZH || f->tabs.n || f->role != DAIS_FLOW_TEXT ||
	    last->role != DAIS_FLOW_TEXT || last->mark.kind != MARK_NONE || !last->text.n ||
	    stands_alone(r, last->text) || stands_alone(r, f->text) ||
	    read_mark(r, f->text).kind != MARK_NONE || read_loose_number(f->text, 1) ||
	    read_mark(r, dais_arena_concat(r->a, f->text, DAIS_STR(" X"))).n > f->text.n)
		return false;
	if (f->spaced)
		return last->source->spaced && dais_str_has_suffix(last->text, DAIS_STR(","));
	return read_ends_with_small_word(last->text) || read_starts_low(f->text);
}

/* The block behind the items that begin with block @b, the first of them "1 Opening": @b when these
 * are too few, or prose. */
static size_t
loose_end(const struct reader *r, size_t b)
{
	unsigned expected = 1;
	size_t last = b;

	for (size_t k = b; k < r->blocks.n && k <= last + LOOSE_BETWEEN_MAX; k++) {
		const struct text_block *t = &r->blocks.v[k];

		/* parts of the item stand between */
		if (k > b && (t->mark.kind == MARK_DECIMAL || t->mark.kind == MARK_POINT ||
				 t->mark.kind == MARK_LETTER))
			last = k;
		if (!read_loose_number(t->text, expected) || !read_is_body(r, k))
			continue;
		if (t->text.n > LOOSE_MAX ||
		    (read_ends_sentence(t->text) && t->text.p[t->text.n - 1] != ':'))
			break;
		expected++;
		last = k;
	}
	return expected > LOOSE_MIN ? last + 1 : b;
}

void
flow_mark_loose_numbers(struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n; b++) {
		unsigned expected = 1;
		size_t end = read_is_body(r, b) && read_loose_number(r->blocks.v[b].text, 1)
				 ? loose_end(r, b)
				 : b;

		for (; b < end; b++) {
			struct text_block *t = &r->blocks.v[b];
			size_t n = t->mark.kind == MARK_NONE && read_is_body(r, b)
				       ? read_loose_number(t->text, expected)
				       : 0;

			if (n)
				t->mark = flow_bare_mark(t->text, n);
			expected += n > 0;
		}
	}
}

/* The line of paragraph @f that begins at byte @from, to a line ended by hand or the end. */
static struct dais_str
line_at(const struct dais_flow_block *f, size_t from)
{
	size_t end = f->text.n;

	for (size_t i = f->breaks.n; i-- > 0 && f->breaks.v[i] > from;)
		end = f->breaks.v[i];
	return dais_str_trim(dais_str_sub(f->text, from, end));
}

/* Whether line @s begins an item or a part, or names the documents of one; *@number: the last item.
 */
static bool
opens_line(const struct reader *r, struct dais_str s, unsigned *number)
{
	struct item_mark m = read_mark(r, s);
	bool next = m.kind == MARK_NUMBER && (m.value == *number + 1 || m.worded);

	if (!next && read_loose_number(s, *number + 1) && s.n <= LOOSE_MAX &&
	    !read_ends_sentence(s))
		next = true;
	if (m.kind == MARK_ROMAN && m.value == *number + 1)
		next = true;
	if (next)
		*number = m.worded ? m.value : *number + 1;
	/* "رابعا -" counts on over the parts of the item before it. */
	if (m.kind == MARK_LETTER && m.major) /* "3 a)" */
		return true;
	return next || (m.kind == MARK_ROMAN && (unsigned char)s.p[0] >= 0x80) ||
	       (*number &&
		   (m.kind == MARK_LETTER || m.kind == MARK_DECIMAL || m.kind == MARK_POINT ||
		       m.kind == MARK_CAPITAL || read_names_documents(r, s)));
}

/* The number of the last item before here; 0: none. */
static unsigned
last_number(const struct reader *r)
{
	for (size_t b = r->blocks.n; b-- > 0 && b + NUMBER_BEFORE_MAX > r->blocks.n;) {
		enum mark_kind kind = r->blocks.v[b].mark.kind;

		if (kind == MARK_NUMBER || kind == MARK_ROMAN)
			return r->blocks.v[b].mark.value;
	}
	return 0;
}

/* Whether line @s begins with the hours of a sitting. */
static bool
begins_with_hours(const struct reader *r, struct dais_str s)
{
	struct cell_facts f;

	if (s.n > LOOSE_MAX)
		return false;
	read_cell_facts(r, s, &f);
	return f.times >= 2 && f.v[0].kind == DAIS_FACT_TIME && f.v[0].at == 0;
}

/* Adds paragraph @i as its lines, when several begin with hours; false when they do not. */
static bool
add_timetable_lines(struct reader *r, size_t i)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	unsigned hours = begins_with_hours(r, line_at(f, 0));
	size_t from = 0;

	for (size_t k = 0; k < f->breaks.n; k++)
		hours += begins_with_hours(r, line_at(f, f->breaks.v[k]));
	if (hours < 2 || f->role != DAIS_FLOW_TEXT)
		return false;
	for (size_t k = 0; k <= f->breaks.n; k++) {
		size_t to = k < f->breaks.n ? f->breaks.v[k] : f->text.n;

		(void)flow_add_piece(r, i, (struct text_span){ .at = from, .n = to - from });
		from = to;
	}
	return true;
}

/* Adds paragraph @i as the items that stand in its lines; false when fewer than two do. */
static bool
add_list_of_lines(struct reader *r, size_t i)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	unsigned before = last_number(r), number = before, lines;
	size_t from = 0;

	if (!f->breaks.n || f->role == DAIS_FLOW_NOTE)
		return false;
	lines = opens_line(r, line_at(f, 0), &number);
	for (size_t k = 0; k < f->breaks.n; k++)
		lines += opens_line(r, line_at(f, f->breaks.v[k]), &number);
	if (lines < 2)
		return add_timetable_lines(r, i);
	number = before;
	(void)opens_line(r, line_at(f, 0), &number);
	for (size_t k = 0; k < f->breaks.n; k++) {
		size_t at = f->breaks.v[k];

		if (!opens_line(r, line_at(f, at), &number))
			continue;
		(void)flow_add_piece(r, i, (struct text_span){ .at = from, .n = at - from });
		from = at;
	}
	(void)flow_add_piece(r, i, (struct text_span){ .at = from, .n = f->text.n - from });
	return true;
}

void
read_flow_blocks(struct reader *r)
{
	bool in_head = true, titled = false;

	for (size_t i = 0; i < r->flow->blocks.n; i++) {
		const struct dais_flow_block *f = &r->flow->blocks.v[i];
		size_t from = 0, before = r->blocks.n,
		       rows = flow_add_columns(r, i, in_head && !titled);

		for (size_t b = before; rows && b < r->blocks.n; b++)
			in_head &= r->blocks.v[b].mark.kind != MARK_NUMBER;
		titled |= is_title(r, f->text);
		if (!rows && add_list_of_lines(r, i)) {
			in_head = false;
			continue;
		}
		if (rows) {
			i += rows - 1;
			continue;
		}

		if (in_head && goes_on_in_head(r, f)) {
			(void)flow_add_piece(r, i, (struct text_span){ .at = 0, .n = f->text.n });
			read_merge_blocks(r, r->blocks.n - 2, r->blocks.n - 1);
			r->blocks.n--;
			continue;
		}
		while (in_head && may_hold_lines(r, f)) {
			size_t end = read_head_piece(r, f, from);

			if (end >= f->text.n)
				break;
			(void)flow_add_piece(
			    r, i, (struct text_span){ .at = from, .n = end - from });
			from = end;
		}
		(void)flow_add_piece(r, i, (struct text_span){ .at = from, .n = f->text.n - from });
		in_head &= r->blocks.v[r->blocks.n - 1].mark.kind != MARK_NUMBER;
	}
	flow_mark_loose_numbers(r);
}
