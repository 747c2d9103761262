/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines ended by hand within a paragraph: most only break a long title, but a list is often typed
 * so, and then each of its lines is a paragraph.
 */
#include "read/flow/flow_priv.h"
#include "read/flow/mark.h"

void
dais_flow_break(struct dais_flow_writer *w)
{
	w->pending_space = true;
	if (w->open && w->text.n)
		dais_vec_push(w->flow->arena, &w->breaks, w->text.n + 1);
}

void
dais_flow_break_tight(struct dais_flow_writer *w)
{
	if (w->open && w->text.n)
		dais_vec_push(w->flow->arena, &w->breaks, w->text.n);
}

static bool
divides(const struct dais_flow_writer *w, size_t i)
{
	const struct dais_flow_block *b = &w->block;
	size_t at = w->breaks.v[i];

	if (b->role == DAIS_FLOW_HEADING || at >= b->text.n || at < b->generated)
		return false;
	return (i > 0 && w->breaks.v[i - 1] == at) ||
	       dais_flow_starts_with_mark(dais_str_sub(b->text, at, b->text.n));
}

/* The points and links of @all that lie in its bytes @from to @to, counted from @from. */
static void
cut_places(struct dais_flow *f, const struct dais_flow_block *all, size_t from, size_t to,
    struct dais_flow_block *part)
{
	struct dais_place begin = dais_flow_place(f, all, from, 0);

	part->points.v = NULL;
	part->points.n = part->points.cap = 0;
	part->links.v = NULL;
	part->links.n = part->links.cap = 0;
	dais_vec_push(f->arena, &part->points,
	    ((struct dais_flow_point){ 0, begin.page, begin.line, begin.column }));
	for (size_t i = 0; i < all->points.n; i++) {
		struct dais_flow_point p = all->points.v[i];

		if (p.at <= from || p.at >= to)
			continue;
		p.at -= from;
		dais_vec_push(f->arena, &part->points, p);
	}
	for (size_t i = 0; i < all->links.n; i++) {
		struct dais_flow_link l = all->links.v[i];
		size_t end = l.at + l.n < to ? l.at + l.n : to;

		l.at = l.at > from ? l.at : from;
		if (end <= l.at)
			continue;
		l.n = end - l.at;
		l.at -= from;
		dais_vec_push(f->arena, &part->links, l);
	}
}

/* The breaks of @w within the bytes @from to @to of its text, counted from @from. */
static void
keep_breaks(const struct dais_flow_writer *w, size_t from, size_t to, struct dais_flow_block *part)
{
	part->breaks.v = NULL;
	part->breaks.n = part->breaks.cap = 0;
	for (size_t i = 0; i < w->breaks.n; i++) {
		size_t at = w->breaks.v[i];

		if (at > from && at < to && (i == 0 || w->breaks.v[i - 1] < at))
			dais_vec_push(w->flow->arena, &part->breaks, at - from);
	}
}

/* The same of its tabs; one before the first word stays. */
static void
keep_tabs(const struct dais_flow_writer *w, size_t from, size_t to, struct dais_flow_block *part)
{
	part->tabs.v = NULL;
	part->tabs.n = part->tabs.cap = 0;
	for (size_t i = 0; i < w->tabs.n; i++) {
		struct dais_flow_tab tab = w->tabs.v[i];

		if (tab.at < from || tab.at >= to)
			continue;
		tab.at -= from;
		dais_vec_push(w->flow->arena, &part->tabs, tab);
	}
}

/* Adds the bytes @from to @to of the block of @w. */
static struct dais_flow_block *
add_part(struct dais_flow_writer *w, size_t from, size_t to)
{
	struct dais_flow *f = w->flow;
	struct dais_flow_block part = w->block;

	/* The space of the break belongs to neither. */
	to -= to < w->block.text.n && w->block.text.p[to - 1] == ' ';
	part.text = dais_str_sub(w->block.text, from, to);
	part.generated = from ? 0 : part.generated;
	cut_places(f, &w->block, from, to, &part);
	keep_breaks(w, from, to, &part);
	keep_tabs(w, from, to, &part);
	dais_vec_push(f->arena, &f->blocks, part);
	return &f->blocks.v[f->blocks.n - 1];
}

struct dais_flow_block *
flow_add_lines(struct dais_flow_writer *w)
{
	struct dais_flow *f = w->flow;
	size_t from = 0;

	for (size_t i = 0; i < w->breaks.n && f->blocks.n + 1 < DAIS_FLOW_BLOCKS_MAX; i++) {
		if (w->breaks.v[i] <= from || !divides(w, i))
			continue;
		(void)add_part(w, from, w->breaks.v[i]);
		from = w->breaks.v[i];
	}
	if (from)
		return add_part(w, from, w->block.text.n);
	keep_breaks(w, 0, w->block.text.n, &w->block);
	keep_tabs(w, 0, w->block.text.n, &w->block);
	dais_vec_push(f->arena, &f->blocks, w->block);
	return &f->blocks.v[f->blocks.n - 1];
}
