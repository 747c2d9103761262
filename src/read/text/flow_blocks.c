/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Blocks of a flow: its paragraphs. In the head of the document a paragraph may hold several lines,
 * each of which stands for itself.
 */
#include "read/text/read_priv.h"

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

static void
add_part(struct reader *r, size_t i, size_t from, size_t to)
{
	const struct dais_flow_block *f = &r->flow->blocks.v[i];
	struct text_block *b = dais_vec_add(r->a, &r->blocks);

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
}

/* Whether paragraph @f of the flow, before the first item, may hold several lines of the head. */
static bool
may_hold_lines(const struct reader *r, const struct dais_flow_block *f)
{
	return f->breaks.n > 0 && r->blocks.n < FRONT_BLOCKS &&
	       (f->role == DAIS_FLOW_TEXT || f->role == DAIS_FLOW_HEADING);
}

void
read_flow_blocks(struct reader *r)
{
	bool in_head = true;

	for (size_t i = 0; i < r->flow->blocks.n; i++) {
		const struct dais_flow_block *f = &r->flow->blocks.v[i];
		size_t from = 0;

		while (in_head && may_hold_lines(r, f)) {
			size_t end = read_head_piece(r, f, from);

			if (end >= f->text.n)
				break;
			add_part(r, i, from, end);
			from = end;
		}
		add_part(r, i, from, f->text.n);
		in_head &= r->blocks.v[r->blocks.n - 1].mark.kind != MARK_NUMBER;
	}
}
