/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Building a flow and finding places in it.
 */
#include "read/flow/flow_priv.h"

/* Says where a word may be broken; it is no letter of it. */
#define SOFT_HYPHEN 0xADu

struct dais_flow *
dais_flow_new(struct dais_arena *a, struct dais_str file, const char *format)
{
	struct dais_flow *f = DAIS_NEW(a, struct dais_flow);

	f->arena = a;
	f->file = file;
	f->format = format;
	return f;
}

void
dais_flow_writer_init(struct dais_flow_writer *w, struct dais_flow *flow)
{
	*w = (struct dais_flow_writer){ .flow = flow };
	dais_buf_init(&w->text, DAIS_FLOW_BLOCK_MAX);
}

void
dais_flow_writer_release(struct dais_flow_writer *w)
{
	dais_buf_release(&w->text);
}

struct dais_flow_block *
dais_flow_begin(struct dais_flow_writer *w, enum dais_flow_role role)
{
	if (w->open)
		(void)dais_flow_end(w);
	dais_buf_clear(&w->text);
	w->block = (struct dais_flow_block){ .role = role, .rows = 1, .columns = 1 };
	if (role == DAIS_FLOW_CELL)
		w->block.table = w->table;
	w->open = true;
	w->breaks.n = 0;
	w->tabs.n = 0;
	w->pending_space = false;
	return &w->block;
}

size_t
dais_flow_at(const struct dais_flow_writer *w)
{
	return w->text.n + (w->pending_space && w->text.n ? 1 : 0);
}

static bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x2028 ||
	       c == 0x2029 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

static bool
is_dropped(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == SOFT_HYPHEN || c == 0xFEFF ||
	       (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

static void
add_point(struct dais_flow_writer *w, unsigned page, unsigned line, unsigned column)
{
	struct dais_flow_point *p;

	if (w->block.points.n && w->block.points.v[w->block.points.n - 1].at == w->text.n)
		p = &w->block.points.v[w->block.points.n - 1];
	else
		p = dais_vec_add(w->flow->arena, &w->block.points);
	*p = (struct dais_flow_point){ w->text.n, page, line, column };
}

/* The text already there, and what it says of the next place. */
struct put_state {
	unsigned page, line, column;
	bool moved; /* the next character needs a point */
};

static void
put_char(struct dais_flow_writer *w, struct dais_str bytes, struct put_state *at)
{
	if (w->text.n + bytes.n + 1 >= DAIS_FLOW_BLOCK_MAX) {
		w->block.cut = true;
		return;
	}
	if (w->pending_space && w->text.n)
		dais_buf_put_char(&w->text, ' ');
	w->pending_space = false;
	if (at->moved)
		add_point(w, at->page, at->line, at->column);
	at->moved = false;
	dais_buf_put(&w->text, bytes);
}

void
dais_flow_put(
    struct dais_flow_writer *w, struct dais_str s, unsigned page, unsigned line, unsigned column)
{
	struct put_state at = { page, line, column, true };

	for (size_t i = 0; i < s.n;) {
		size_t here = i;
		uint32_t c = dais_str_decode(s, &i);
		unsigned step = at.column ? 1 : 0;

		if (is_space(c)) {
			/* A second space, or one at the start, moves what follows. */
			at.moved |= w->pending_space || w->text.n == 0 || c == '\n';
			w->pending_space = true;
			if (c == '\n') {
				at.line++;
				at.column = at.column ? 1 : 0;
				continue;
			}
		} else if (is_dropped(c)) {
			at.moved = true;
		} else if (c == 0xFFFD) {
			put_char(w, DAIS_STR("\xEF\xBF\xBD"), &at);
		} else {
			put_char(w, dais_str_sub(s, here, i), &at);
		}
		at.column += step;
	}
}

void
dais_flow_plain_hyphens(struct dais_buf *text)
{
	static const char hyphen[] = "\xE2\x80\x91";
	size_t n = 0;

	for (size_t i = 0; i < text->n; n++) {
		bool found = text->n - i >= 3 && memcmp(text->p + i, hyphen, 3) == 0;

		text->p[n] = found ? '-' : text->p[i];
		i += found ? 3 : 1;
	}
	text->n = n;
}

void
dais_flow_put_generated(struct dais_flow_writer *w, struct dais_str s)
{
	dais_flow_put(w, s, 0, 0, 0);
	w->block.generated = w->text.n + (w->pending_space ? 1 : 0);
}

void
dais_flow_space(struct dais_flow_writer *w)
{
	w->pending_space = true;
}

void
dais_flow_tab(struct dais_flow_writer *w)
{
	size_t at = w->text.n ? w->text.n + 1 : 0;

	w->pending_space = true;
	if (!w->open)
		return;
	if (w->tabs.n && w->tabs.v[w->tabs.n - 1].at == at)
		w->tabs.v[w->tabs.n - 1].n++;
	else
		dais_vec_push(w->flow->arena, &w->tabs, ((struct dais_flow_tab){ at, 1 }));
}

void
dais_flow_link(struct dais_flow_writer *w, size_t from, struct dais_str target)
{
	struct dais_flow_link *l;

	if (w->text.n <= from || !target.n || target.n > 4096 || !dais_str_is_text(target, NULL))
		return;
	l = dais_vec_add(w->flow->arena, &w->block.links);
	*l = (struct dais_flow_link){ from, w->text.n - from,
		dais_arena_dup(w->flow->arena, target) };
}

/* The place of generated text is that of the text behind it. */
static void
settle_generated(struct dais_flow_block *b)
{
	if (b->points.n > 1 && b->points.v[0].line == 0) {
		b->points.v[0] = b->points.v[1];
		b->points.v[0].at = 0;
	}
}

struct dais_flow_block *
dais_flow_end(struct dais_flow_writer *w)
{
	struct dais_flow *f = w->flow;

	if (!w->open)
		return NULL;
	w->open = false;
	w->full |= f->blocks.n >= DAIS_FLOW_BLOCKS_MAX || f->bytes + w->text.n > DAIS_FLOW_TEXT_MAX;
	if (!w->text.n || w->full)
		return NULL;
	w->block.text = dais_buf_dup(&w->text, f->arena);
	if (w->block.generated > w->text.n)
		w->block.generated = w->text.n;
	settle_generated(&w->block);
	f->bytes += w->text.n;
	return flow_add_lines(w);
}

struct dais_place
dais_flow_place(const struct dais_flow *f, const struct dais_flow_block *b, size_t at, size_t n)
{
	size_t lo = 0, hi = b->points.n;
	struct dais_place p = { .file = f->file, .text = dais_str_sub(b->text, at, at + n) };
	const struct dais_flow_point *point;

	if (!hi)
		return p;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (b->points.v[mid].at <= at)
			lo = mid;
		else
			hi = mid;
	}
	point = &b->points.v[lo];
	p.page = point->page;
	p.line = point->line;
	if (point->column && at >= point->at && at - point->at < 100000)
		p.column =
		    point->column + (unsigned)dais_str_count(dais_str_sub(b->text, point->at, at));
	return p;
}

bool
dais_flow_append(struct dais_flow *to, struct dais_flow *from)
{
	bool whole = true;

	for (size_t i = 0; i < from->blocks.n && whole; i++) {
		whole = to->blocks.n < DAIS_FLOW_BLOCKS_MAX &&
			to->bytes + from->blocks.v[i].text.n <= DAIS_FLOW_TEXT_MAX;
		if (!whole)
			break;
		to->bytes += from->blocks.v[i].text.n;
		dais_vec_push(to->arena, &to->blocks, from->blocks.v[i]);
	}
	from->blocks.n = 0;
	from->bytes = 0;
	return whole;
}
