/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One row of the grid: which neighbouring entries stand together, over which columns, in which
 * line. A sitting whose columns are not neighbours is shown in each of their runs.
 */
#include "write/timetable/build_priv.h"

#include <stdlib.h>

#include "text/text.h"

size_t
dais_timetable_at(const struct dais_timetable_row *row, size_t line, size_t column)
{
	for (size_t i = 0; i < row->blocks.n; i++) {
		const struct dais_timetable_block *b = &row->blocks.v[i];

		if (line >= b->line && line < b->line + b->lines && column >= b->first &&
		    column < b->first + b->span)
			return i;
	}
	return DAIS_NONE;
}

/* --- groups ---------------------------------------------------------------------------------- */

/* Where rooms are columns, what one body takes up is told from what another does by its label. */
static bool
goes_on(const struct builder *b, const struct dais_sitting *sitting, const struct group *g,
    const bool *has, const bool *takes)
{
	return memcmp(g->has, has, b->t->columns.n * sizeof(*has)) == 0 &&
	       (!b->opt->rooms || memcmp(g->takes, takes, sitting->bodies.n * sizeof(*takes)) == 0);
}

/* What each body of a sitting does, read off entry by entry. */
struct cells {
	struct dais_cell_entry **v; /* by body of the sitting: what is left of its cell */
	size_t *n;
};

/* The entry @e as the bodies take it up that have it, which @takes marks; false when none does. */
static bool
take_entry(struct builder *b, const struct dais_sitting *sitting, size_t e, struct cells *cells,
    bool *has, bool *takes, struct dais_timetable_entry *ret)
{
	dais_index_vec bodies = { NULL, 0, 0 };
	size_t item = sitting->entries.v[e].item;

	ret->continued = true;
	for (size_t i = 0; i < sitting->bodies.n; i++) {
		size_t column = b->column_of[sitting->bodies.v[i]];

		if (!cells->n[i] || cells->v[i]->item != item)
			continue;
		ret->continued = ret->continued && cells->v[i]->continued;
		cells->v[i]++;
		cells->n[i]--;
		takes[i] = true;
		dais_vec_push(b->a, &bodies, sitting->bodies.v[i]);
		if (!b->opt->rooms && column != DAIS_NONE)
			has[column] = true;
	}
	if (!bodies.n)
		return false;
	dais_timetable_name(b, item, &bodies, ret);
	ret->minutes = sitting->entries.v[e].minutes;
	dais_timetable_mark_entry(b, sitting, ret);
	return true;
}

/* The columns of the sitting itself. */
static void
own_columns(const struct builder *b, const struct dais_sitting *sitting, bool *has)
{
	size_t room = b->opt->rooms ? dais_timetable_room_column(b, &sitting->room) : DAIS_NONE;

	if (room != DAIS_NONE)
		has[room] = true;
	for (size_t i = 0; !b->opt->rooms && i < sitting->bodies.n; i++)
		has[b->column_of[sitting->bodies.v[i]]] = true;
}

static struct dais_str
joined(struct builder *b, struct dais_str label, struct dais_str more)
{
	if (!label.n)
		return more;
	return dais_arena_printf(b->a, "%.*s – %.*s", DAIS_STR_ARG(label), DAIS_STR_ARG(more));
}

static struct dais_str
with_team(struct builder *b, struct dais_str label, const struct dais_sitting *s)
{
	struct dais_str team = s->team_name.in[b->l].n ? s->team_name.in[b->l] : s->team;
	struct dais_str words;

	if (!team.n)
		return label;
	words = dais_text_fill(b->a, b->l, "label-value",
	    (const struct dais_slot[]){ { "label", dais_text_phrase(b->l, "team") },
		{ "value", team }, { NULL, DAIS_STR_NONE } });
	return joined(b, label, words);
}

/* The bodies that take up what stands in @g. */
static struct dais_str
bodies_of(struct builder *b, const struct dais_sitting *sitting, const struct group *g)
{
	struct dais_str *names = DAIS_NEW_N(b->a, sitting->bodies.n, struct dais_str);
	size_t n = 0;

	for (size_t i = 0; i < sitting->bodies.n; i++) {
		if (!g->takes || g->takes[i])
			names[n++] = dais_timetable_short_name(b->r, b->l, sitting->bodies.v[i]);
	}
	return dais_text_list(b->a, b->l, names, n);
}

/* Whether a group of @v between @first and @k stands in a column of group @k. */
static bool
is_below(const struct builder *b, const struct group *v, size_t first, size_t k)
{
	for (size_t i = first; i < k; i++) {
		for (size_t c = 0; c < b->t->columns.n; c++) {
			if (v[i].has[c] && v[k].has[c])
				return true;
		}
	}
	return false;
}

/* What the columns do not say of a sitting: its room, or its bodies where rooms are columns; its
 * team. In each column it is said once, but for bodies that take turns. */
static void
label_groups(
    struct builder *b, const struct dais_sitting *sitting, struct group *v, size_t first, size_t n)
{
	for (size_t k = first; k < n; k++) {
		struct dais_str label = b->opt->rooms ? bodies_of(b, sitting, &v[k])
					: b->one_room ? DAIS_STR_NONE
						      : sitting->room.in[b->l];

		if (!is_below(b, v, first, k))
			v[k].label = with_team(b, label, sitting);
		else if (b->opt->rooms)
			v[k].label = label;
	}
}

static struct group *
add_group(struct builder *b, group_vec *ret, size_t s, const bool *has)
{
	struct group *g = dais_vec_add(b->a, ret);

	g->sitting = s;
	g->has = DAIS_NEW_N(b->a, b->t->columns.n, bool);
	memcpy(g->has, has, b->t->columns.n * sizeof(*has));
	return g;
}

void
dais_timetable_groups(struct builder *b, size_t s, group_vec *ret)
{
	const struct dais_sitting *sitting = &b->sittings->v[s];
	struct cells cells = { DAIS_NEW_N(b->a, sitting->bodies.n, struct dais_cell_entry *),
		DAIS_NEW_N(b->a, sitting->bodies.n, size_t) };
	size_t first = ret->n;

	for (size_t i = 0; i < sitting->bodies.n; i++)
		dais_record_cell(
		    b->r, b->sittings, s, sitting->bodies.v[i], b->a, &cells.v[i], &cells.n[i]);
	for (size_t e = 0; e < sitting->entries.n; e++) {
		struct dais_timetable_entry entry = { 0 };
		bool *has = DAIS_NEW_N(b->a, b->t->columns.n, bool);
		bool *takes = DAIS_NEW_N(b->a, sitting->bodies.n, bool);
		struct group *g = ret->n > first ? &ret->v[ret->n - 1] : NULL;

		if (!take_entry(b, sitting, e, &cells, has, takes, &entry))
			continue;
		if (b->opt->rooms)
			own_columns(b, sitting, has);
		if (!g || !goes_on(b, sitting, g, has, takes)) {
			g = add_group(b, ret, s, has);
			g->takes = takes;
		}
		dais_vec_push(b->a, &g->entries, entry);
	}
	if (ret->n == first) {
		bool *has = DAIS_NEW_N(b->a, b->t->columns.n, bool);

		own_columns(b, sitting, has);
		(void)add_group(b, ret, s, has);
	}
	label_groups(b, sitting, ret->v, first, ret->n);
	dais_timetable_mark_room(b, sitting, &ret->v[first]);
}

/* --- places ---------------------------------------------------------------------------------- */

static size_t
run_end(const struct builder *b, const struct group *g, size_t first)
{
	size_t end = first;

	while (end < b->t->columns.n && g->has[end])
		end++;
	return end;
}

#define JOINT_NAMES 6 /* named in a joint sitting that stands in several places; then "…" */

/* The names of the columns of a group that stands in several runs. */
static struct dais_str
joint_words(struct builder *b, const struct group *g)
{
	struct dais_str names[JOINT_NAMES + 1];
	size_t n = 0;

	for (size_t c = 0; c < b->t->columns.n && n <= JOINT_NAMES; c++) {
		if (g->has[c])
			names[n++] = b->t->columns.v[c].short_name;
	}
	if (n > JOINT_NAMES)
		names[JOINT_NAMES] = DAIS_STR("…");
	return dais_text_fill(b->a, b->l, "label-value",
	    (const struct dais_slot[]){ { "label", dais_text_phrase(b->l, "joint-sitting") },
		{ "value", dais_text_list(b->a, b->l, names, n) }, { NULL, DAIS_STR_NONE } });
}

/* In one of several places an item has the numbers of the bodies there. */
static void
rename_entries(struct builder *b, struct dais_timetable_block *block)
{
	dais_index_vec bodies = { NULL, 0, 0 };

	for (size_t c = block->first; c < block->first + block->span; c++) {
		if (b->t->columns.v[c].body != DAIS_NONE)
			dais_vec_push(b->a, &bodies, b->t->columns.v[c].body);
	}
	for (size_t i = 0; i < block->entries.n; i++)
		dais_timetable_name(b, block->entries.v[i].item, &bodies, &block->entries.v[i]);
}

/* Into line @least or below. What a sitting takes up stands in one line after the other, also where
 * its columns are not the same: it is taken up one after the other. Returns the line. */
static size_t
put_group(struct builder *b, const struct group *g, struct dais_timetable_row *row, size_t *next,
    size_t least)
{
	struct dais_str label = g->label;
	size_t line = least, runs = 0;

	for (size_t c = 0; c < b->t->columns.n; c++) {
		if (!g->has[c])
			continue;
		line = next[c] > line ? next[c] : line;
		runs += c == 0 || !g->has[c - 1];
	}
	if (runs > 1)
		label = joined(b, label, joint_words(b, g));
	for (size_t c = 0; c < b->t->columns.n; c++) {
		struct dais_timetable_block *block;
		size_t end = run_end(b, g, c);

		if (end == c)
			continue;
		block = dais_vec_add(b->a, &row->blocks);
		*block = (struct dais_timetable_block){ .sitting = g->sitting,
			.first = c,
			.span = end - c,
			.line = line,
			.lines = 1,
			.label = label,
			.mark = g->mark,
			.remark = g->remark };
		for (size_t i = 0; i < g->entries.n; i++)
			dais_vec_push(b->a, &block->entries, g->entries.v[i]);
		if (runs > 1)
			rename_entries(b, block);
		for (size_t k = c; k < end; k++)
			next[k] = line + 1;
		c = end;
	}
	row->lines = line + 1 > row->lines ? line + 1 : row->lines;
	return line;
}

/* A block reaches down as far as nothing stands below any of its columns, and its sitting takes up
 * nothing after it. */
static void
stretch(struct dais_timetable_row *row, size_t i)
{
	struct dais_timetable_block *b = &row->blocks.v[i];
	size_t below = row->lines;

	for (size_t k = 0; k < row->blocks.n; k++) {
		const struct dais_timetable_block *other = &row->blocks.v[k];

		if (other->line > b->line && other->line < below &&
		    (other->sitting == b->sitting || (other->first < b->first + b->span &&
							 b->first < other->first + other->span)))
			below = other->line;
	}
	b->lines = below - b->line;
}

static int
by_place(const void *x, const void *y)
{
	const struct dais_timetable_block *p = x, *q = y;

	if (p->line != q->line)
		return p->line < q->line ? -1 : 1;
	return (p->first > q->first) - (p->first < q->first);
}

void
dais_timetable_lay_out(struct builder *b, const group_vec *groups, struct dais_timetable_row *row)
{
	size_t *next = DAIS_NEW_N(b->a, b->t->columns.n, size_t);

	row->lines = 1;
	for (size_t i = 0, line = 0; i < groups->n; i++) {
		bool continues = i && groups->v[i].sitting == groups->v[i - 1].sitting;

		line = put_group(b, &groups->v[i], row, next, continues ? line + 1 : 0);
	}
	for (size_t i = 0; i < row->blocks.n; i++)
		stretch(row, i);
	if (row->blocks.n)
		qsort(row->blocks.v, row->blocks.n, sizeof(*row->blocks.v), by_place);
}
