/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Rows on the page: rules, shading of day rows, cells with their structure, the repeated head as
 * an artifact.
 */
#include "write/pdf/table.h"

#define ROUNDING 0.05 /* points */

#define RULE_THICK 0.9  /* over and under the head, under the table */
#define RULE 0.45       /* between sittings */
#define RULE_THIN 0.3   /* between the lines of one sitting */
#define GREY_THIN 0.55
#define GREY_DAY 0.93

/* The rule over each cell that begins in the row, and the shade of a day. Cells that come down
 * from above are not ruled through. */
static void
draw_rules(struct dais_layout *l, const struct dais_row *r, double y, bool plain)
{
	const struct dais_cell *c = dais_row_cells(r);
	bool part = r->node->role == DAIS_ROLE_NONE && !r->is_head;
	double thick = r->first_body || (r->is_head && r == r->table->head.v[0]) ? RULE_THICK
		       : part                                                    ? RULE_THIN
										 : RULE;

	if (!plain)
		dais_pdf_artifact(l->pdf, "Layout");
	if (r->node->role == DAIS_ROLE_DAY) {
		dais_pdf_set_grey(l->pdf, GREY_DAY);
		dais_draw_rule(
		    l, DAIS_PAGE_SIDE, y + r->height / 2, dais_layout_width(l), r->height);
	}
	dais_pdf_set_grey(l->pdf, part && !r->first_body ? GREY_THIN : 0);
	for (unsigned i = 0; i < r->n_cells; i++) {
		double x = c[i].x, w = c[i].width;
		while (i + 1 < r->n_cells && c[i + 1].column == c[i].column + c[i].colspan &&
		       !r->is_head)
			w += c[++i].width;
		if (r->is_head && r != r->table->head.v[0]) { /* rules inside the head stop short */
			x += DAIS_CELL_PAD_X;
			w -= 2 * DAIS_CELL_PAD_X;
		}
		dais_draw_rule(l, x, y, w, thick);
	}
	dais_pdf_set_grey(l->pdf, 0);
	if (!plain)
		dais_pdf_artifact_end(l->pdf);
}

/* Cells of the head stand on its lower rule: white space above the words of @c. */
static double
head_offset(const struct dais_row *r, const struct dais_cell *c)
{
	const struct dais_table *t = r->table;
	double h = -2 * DAIS_CELL_PAD_Y;
	size_t i = 0;

	if (!r->is_head)
		return 0;
	while (i < t->head.n && t->head.v[i] != r)
		i++;
	for (size_t k = 0; k < c->rowspan && i + k < t->head.n; k++)
		h += t->head.v[i + k]->height;
	for (unsigned k = 0; k < c->n_paras; k++)
		h -= dais_para_height(c->paras[k]);
	return h > 0 ? h : 0;
}

/* Draws the lines of @c not drawn yet that end above @floor; true when none is left. */
static bool
draw_cell(struct dais_layout *l, struct dais_cell *c, double y, double floor, bool plain)
{
	for (; c->next_para < c->n_paras; c->next_para++, c->next_line = 0) {
		struct dais_para *p = c->paras[c->next_para];
		if (!plain)
			dais_pdf_tag(l->pdf, DAIS_TAG_P, NULL);
		while (c->next_line < p->n_lines && y + p->style.leading <= floor + 0.1) {
			if (!plain)
				dais_pdf_page_take_notes(l, p, c->next_line);
			dais_draw_line(l, p, c->next_line, c->x + DAIS_CELL_PAD_X, y, plain);
			y += p->style.leading;
			c->next_line++;
		}
		if (!plain) {
			dais_draw_end(l, p);
			dais_pdf_tag_end(l->pdf);
		}
		if (c->next_line < p->n_lines)
			return false;
	}
	return true;
}

static size_t
open_cell(struct dais_layout *l, const struct dais_row *r, const struct dais_cell *c)
{
	bool head = r->is_head || c->node->is_header;
	struct dais_pdf_tag_attr attr = { .colspan = c->colspan, .rowspan = c->rowspan };

	if (head)
		attr.scope = r->is_head ? "Column" : "Row";
	return dais_pdf_tag(l->pdf, head ? DAIS_TAG_TH : DAIS_TAG_TD, &attr);
}

static void
set_day(struct dais_layout *l, struct dais_table *t, struct dais_row *day)
{
	struct dais_row *old = t->day;

	t->day = day;
	if (old && old->kept)
		dais_table_drop_row(l, old);
}

bool
dais_table_draw_row(struct dais_layout *l, struct dais_row *r, double y, double room)
{
	struct dais_cell *c = dais_row_cells(r);
	bool all = true;

	draw_rules(l, r, y, false);
	if (!r->begun)
		dais_pdf_tag(l->pdf, DAIS_TAG_TR, NULL);
	for (unsigned i = 0; i < r->n_cells; i++) {
		/* A cell spanning rows may reach below this one. The room was kept as a float. */
		bool whole = room >= r->height - ROUNDING;
		double floor = c[i].rowspan > 1 && whole ? l->bottom : y + room;
		if (r->begun)
			dais_pdf_tag_resume(l->pdf, c[i].element);
		else
			c[i].element = open_cell(l, r, &c[i]);
		all = draw_cell(
			  l, &c[i], y + DAIS_CELL_PAD_Y + head_offset(r, &c[i]), floor, false) &&
		      all;
		dais_pdf_tag_end(l->pdf);
	}
	if (!r->begun)
		dais_pdf_tag_end(l->pdf);
	r->begun = true;
	if (r->is_head)
		r->table->head_drawn = r == r->table->head.v[r->table->head.n - 1];
	else if (r->node->role == DAIS_ROLE_DAY)
		set_day(l, r->table, r);
	return all;
}

double
dais_table_row_left(const struct dais_row *r)
{
	const struct dais_cell *c = dais_row_cells(r);
	double most = 0;

	for (unsigned i = 0; i < r->n_cells; i++) {
		double h = 0;
		for (unsigned k = c[i].next_para; k < c[i].n_paras; k++) {
			const struct dais_para *p = c[i].paras[k];
			size_t done = k == c[i].next_para ? c[i].next_line : 0;
			h += (double)(p->n_lines - done) * p->style.leading;
		}
		most = h > most ? h : most;
	}
	return most + 2 * DAIS_CELL_PAD_Y;
}

double
dais_table_head_height(const struct dais_row *row)
{
	const struct dais_table *t = row->table;
	double h = t->head_drawn && t->repeats ? t->head_height : 0;

	if (row->is_head)
		return 0;
	if (t->day && t->day->kept && row->node->role != DAIS_ROLE_DAY)
		h += t->day->height;
	return h;
}

/* One row of the repeated head; returns its height. */
static double
draw_again(struct dais_layout *l, struct dais_row *r, double y)
{
	struct dais_cell *c = dais_row_cells(r);

	draw_rules(l, r, y, true);
	for (unsigned k = 0; k < r->n_cells; k++) {
		c[k].next_para = 0;
		c[k].next_line = 0;
		draw_cell(l, &c[k], y + DAIS_CELL_PAD_Y + head_offset(r, &c[k]), l->bottom, true);
	}
	return r->height;
}

void
dais_table_draw_head(struct dais_layout *l, const struct dais_row *row, double y)
{
	const struct dais_table *t = row->table;

	dais_pdf_artifact(l->pdf, "Pagination");
	for (size_t i = 0; i < t->head.n && t->repeats; i++)
		y += draw_again(l, t->head.v[i], y);
	dais_draw_rule(l, DAIS_PAGE_SIDE, y, dais_layout_width(l), RULE_THICK);
	if (t->day && t->day->kept && row->node->role != DAIS_ROLE_DAY)
		draw_again(l, t->day, y);
	dais_pdf_artifact_end(l->pdf);
}

void
dais_table_draw_end(struct dais_layout *l, const struct dais_row *row, double y)
{
	(void)row;
	dais_pdf_artifact(l->pdf, "Layout");
	dais_draw_rule(l, DAIS_PAGE_SIDE, y, dais_layout_width(l), RULE_THICK);
	dais_pdf_artifact_end(l->pdf);
}

void
dais_table_close(struct dais_layout *l, struct dais_table *t)
{
	dais_table_draw_end(l, NULL, l->y);
	for (size_t i = 0; i < t->head.n; i++) {
		struct dais_cell *c = dais_row_cells(t->head.v[i]);
		for (unsigned k = 0; k < t->head.v[i]->n_cells; k++) {
			for (unsigned j = 0; j < c[k].n_paras; j++)
				dais_para_drop(l->setter, c[k].paras[j]);
			c[k].n_paras = 0;
		}
		t->head.v[i]->n_cells = 0;
	}
	t->head.n = 0;
	t->head_drawn = false;
	set_day(l, t, NULL);
}
