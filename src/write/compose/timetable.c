/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The annex: the proposed organization of work as a table with parallel columns, one pair (item
 * number, title) per body. A joint entry is one row; entries of bodies that sit in parallel share
 * rows; a body that does not sit has an empty cell. Source: domain 2.8 [V:SEED].
 */
#include "write/compose/parts.h"

#include "base/buf.h"
#include "text/direction.h"

#define HOURS_WIDTH 1.5
#define HOURS_WIDTH_WORDS 2.1 /* "10 heures-13 heures" on one line */
#define NUMBER_WIDTH 1.0
#define TITLE_WIDTH 3.2

static struct dais_node *
cell(struct compose *c, struct dais_node *row, struct dais_str text, bool is_header)
{
	struct dais_node *node = dais_tree_add(c->t, row, DAIS_NODE_CELL, DAIS_ROLE_NONE);

	node->is_header = is_header;
	if (text.n) {
		struct dais_node *p =
		    dais_tree_add(c->t, node, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);

		(void)dais_tree_text(c->t, &p->runs, text, 0);
	}
	return node;
}

static void
header(struct compose *c, struct dais_node *table)
{
	struct dais_node *top = dais_tree_add(c->t, table, DAIS_NODE_ROW, DAIS_ROLE_NONE);
	struct dais_node *sub = dais_tree_add(c->t, table, DAIS_NODE_ROW, DAIS_ROLE_NONE);

	cell(
	    c, top, dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "date-and-time")), true)
	    ->rowspan = 2;
	for (size_t i = 0; i < c->r->together.n; i++) {
		size_t body = c->r->meetings.v[c->r->together.v[i]].body;

		cell(c, top, dais_compose_words(c, &c->r->bodies.v[body].name), true)->colspan = 2;
		(void)cell(c, sub,
		    dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "item-of-agenda")),
		    true);
		(void)cell(c, sub,
		    dais_text_capitalise(
			c->a, c->l, dais_text_phrase(c->l, "title-or-description")),
		    true);
	}
}

/* What each body does in each row of one sitting. */
struct rows {
	size_t n;
	struct dais_cell_entry **v; /* v[row][column]; item DAIS_NONE: empty */
};

static void
put_entry(struct rows *rows, size_t *next, size_t columns, const struct dais_cell_entry *of_column,
    const bool *has)
{
	size_t row = 0;

	for (size_t k = 0; k < columns; k++) {
		if (has[k] && next[k] > row)
			row = next[k];
	}
	if (row >= rows->n)
		rows->n = row + 1;
	for (size_t k = 0; k < columns; k++) {
		if (!has[k])
			continue;
		rows->v[row][k] = of_column[k];
		next[k] = row + 1;
	}
}

static struct rows
align(struct compose *c, size_t s)
{
	const struct dais_sitting *sitting = &c->sittings->v[s];
	size_t columns = c->r->together.n, entries = sitting->entries.n;
	struct rows rows = { 0, DAIS_NEW_N(c->a, entries + 1, struct dais_cell_entry *) };
	size_t *next = DAIS_NEW_N(c->a, columns, size_t);
	struct dais_cell_entry **cells = DAIS_NEW_N(c->a, columns, struct dais_cell_entry *);
	size_t *counts = DAIS_NEW_N(c->a, columns, size_t);

	for (size_t i = 0; i <= entries; i++) {
		rows.v[i] = DAIS_NEW_N(c->a, columns, struct dais_cell_entry);
		for (size_t k = 0; k < columns; k++)
			rows.v[i][k].item = DAIS_NONE;
	}
	for (size_t k = 0; k < columns; k++)
		dais_record_cell(c->r, c->sittings, s, c->r->meetings.v[c->r->together.v[k]].body,
		    c->a, &cells[k], &counts[k]);
	for (size_t e = 0; e < entries; e++) {
		struct dais_cell_entry *of_column =
		    DAIS_NEW_N(c->a, columns, struct dais_cell_entry);
		bool *has = DAIS_NEW_N(c->a, columns, bool);
		bool any = false;

		for (size_t k = 0; k < columns; k++) {
			if (counts[k] && cells[k][0].item == sitting->entries.v[e].item) {
				of_column[k] = cells[k][0];
				has[k] = true;
				any = true;
				cells[k]++;
				counts[k]--;
			}
		}
		if (any)
			put_entry(&rows, next, columns, of_column, has);
	}
	return rows;
}

static void
entry_cells(struct compose *c, struct dais_node *row, const struct dais_cell_entry *e, size_t body)
{
	const struct dais_item *item;
	struct dais_node *title;
	struct dais_run *run;

	if (e->item == DAIS_NONE) {
		(void)cell(c, row, DAIS_STR_NONE, false);
		(void)cell(c, row, DAIS_STR_NONE, false);
		return;
	}
	item = &c->r->items.v[e->item];
	(void)cell(
	    c, row, dais_text_item_number(c->a, c->l, e->number.number, e->number.letter), false);
	title = cell(c, row, dais_compose_words(c, &item->title), false);
	run = &title->children.v[0]->runs.v[0];
	run->subject = dais_arena_printf(c->a, "item:%.*s", DAIS_STR_ARG(item->id));
	run->target = dais_prose_anchor(c->r, e->item, body, c->a);
	if (e->continued) {
		struct dais_str mark = dais_text_phrase(c->l, "continued");

		(void)dais_tree_text(c->t, &title->children.v[0]->runs,
		    dais_arena_concat(c->a, dais_compose_space(c), mark), 0);
	}
}

/* Whether sittings are held in more than one room: the annex then says which is where. */
static bool
has_rooms(const struct compose *c)
{
	const dais_sitting_vec *v = c->sittings;

	for (size_t i = 1; i < v->n; i++) {
		if (v->v[i].room.in[c->l].n &&
		    !dais_str_eq(v->v[i].room.in[c->l], v->v[0].room.in[c->l]))
			return true;
	}
	return false;
}

/* The hours of a sitting and, below them, its room. */
static void
hours_cell(struct compose *c, struct dais_node *row, const struct dais_sitting *s, unsigned rows)
{
	struct dais_node *hours = cell(c, row,
	    dais_text_alone(
		c->a, c->l, dais_text_time_range(c->a, c->l, s->start.minute, s->end.minute)),
	    true);
	struct dais_node *room;

	hours->rowspan = rows;
	if (!s->room.in[c->l].n || !has_rooms(c))
		return;
	room = dais_tree_add(c->t, hours, DAIS_NODE_PARAGRAPH, DAIS_ROLE_NONE);
	(void)dais_tree_text(c->t, &room->runs, s->room.in[c->l], DAIS_RUN_ITALIC);
}

static void
sitting_rows(struct compose *c, struct dais_node *table, size_t s)
{
	const struct dais_sitting *sitting = &c->sittings->v[s];
	struct rows rows = align(c, s);
	size_t n = rows.n ? rows.n : 1;

	for (size_t i = 0; i < n; i++) {
		struct dais_node *row = dais_tree_add(
		    c->t, table, DAIS_NODE_ROW, i == 0 ? DAIS_ROLE_SITTING : DAIS_ROLE_NONE);

		if (i == 0) {
			row->start = sitting->start;
			row->end = sitting->end;
			hours_cell(c, row, sitting, (unsigned)n);
		}
		for (size_t k = 0; k < c->r->together.n; k++)
			entry_cells(
			    c, row, &rows.v[i][k], c->r->meetings.v[c->r->together.v[k]].body);
	}
}

void
dais_compose_timetable(struct compose *c)
{
	struct dais_node *section, *table;
	size_t columns = 1 + 2 * c->r->together.n;

	(void)dais_tree_add(c->t, NULL, DAIS_NODE_PAGE_BREAK, DAIS_ROLE_NONE);
	section = dais_tree_add(c->t, NULL, DAIS_NODE_SECTION, DAIS_ROLE_ANNEX);
	section->id = DAIS_STR("annex");
	(void)dais_compose_heading(c, section, 1, DAIS_STR_NONE,
	    dais_text_capitalise(c->a, c->l, dais_text_phrase(c->l, "annex")));
	(void)dais_compose_heading(c, section, 2, DAIS_STR_NONE,
	    dais_text_capitalise(
		c->a, c->l, dais_text_phrase(c->l, "proposed-organization-of-work")));
	table = dais_tree_add(c->t, section, DAIS_NODE_TABLE, DAIS_ROLE_TIMETABLE);
	table->header_rows = 2;
	dais_vec_push(c->a, &table->columns,
	    c->l == DAIS_LANG_FR || c->l == DAIS_LANG_ZH ? HOURS_WIDTH_WORDS : HOURS_WIDTH);
	for (size_t i = 1; i < columns; i++)
		dais_vec_push(c->a, &table->columns, i % 2 ? NUMBER_WIDTH : TITLE_WIDTH);
	header(c, table);
	for (size_t s = 0; s < c->sittings->n; s++) {
		const struct dais_sitting *sitting = &c->sittings->v[s];

		if (s == 0 ||
		    !dais_date_eq(sitting->start.date, c->sittings->v[s - 1].start.date)) {
			struct dais_node *row =
			    dais_tree_add(c->t, table, DAIS_NODE_ROW, DAIS_ROLE_DAY);

			row->start = (struct dais_local){ sitting->start.date, -1 };
			cell(c, row,
			    dais_text_capitalise(
				c->a, c->l, dais_text_day(c->a, c->l, sitting->start.date)),
			    true)
			    ->colspan = (unsigned)columns;
		}
		sitting_rows(c, table, s);
	}
}
