/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables: cells placed in a grid (spans of columns and rows), set to the width of their columns,
 * rows as high as their cells need. Rows joined by a span are set together and, when they fit on
 * a page, stay together; a row that heads others (a day) stays with the next.
 */
#include "write/pdf/table.h"

#define FONT_SIZE 9.0
#define FONT_LEADING 11.6
#define HEAD_SIZE 8.5
#define HEAD_LEADING 10.6
#define MEASURED_ROWS 60

typedef DAIS_VEC(struct dais_row *) row_vec;

static void
release_row(void *ptr)
{
	struct dais_row *r = ptr;

	dais_buf_release(&r->cells);
}

static struct dais_row *
take_row(struct dais_layout *l, struct dais_table *t, const struct dais_node *n)
{
	struct dais_row *r = t->free;

	if (r) {
		t->free = r->next_free;
		dais_buf_clear(&r->cells);
		*r = (struct dais_row){ .cells = r->cells };
	} else {
		r = DAIS_NEW(l->arena, struct dais_row);
		dais_buf_init(&r->cells, DAIS_BUF_MAX);
		dais_arena_defer(l->arena, release_row, r);
	}
	r->table = t;
	r->node = n;
	return r;
}

void
dais_table_drop_row(struct dais_layout *l, struct dais_row *row)
{
	struct dais_cell *c = dais_row_cells(row);

	if (row->is_head)
		return;
	row->kept = row == row->table->day;
	if (row->kept)
		return;
	for (unsigned i = 0; i < row->n_cells; i++) {
		for (unsigned k = 0; k < c[i].n_paras; k++)
			dais_para_drop(l->setter, c[i].paras[k]);
		c[i].n_paras = 0;
	}
	row->n_cells = 0;
	row->next_free = row->table->free;
	row->table->free = row;
}

static unsigned
count_columns(const struct dais_node *table)
{
	size_t most = table->columns.n;

	for (size_t i = 0; i < table->children.n && table->columns.n == 0; i++) {
		const struct dais_node *row = table->children.v[i];
		size_t n = 0;
		for (size_t k = 0; k < row->children.n; k++)
			n += row->children.v[k]->colspan ? row->children.v[k]->colspan : 1;
		most = n > most ? n : most;
	}
	if (most == 0)
		return 1;
	return most > DAIS_TABLE_COLUMNS_MAX ? DAIS_TABLE_COLUMNS_MAX : (unsigned)most;
}

static bool
is_day(const struct dais_row *r)
{
	return r->node->role == DAIS_ROLE_DAY;
}

static struct dais_para_style
cell_style(const struct dais_layout *l, const struct dais_node *row, const struct dais_node *cell,
    bool head)
{
	struct dais_para_style st = dais_layout_style(l, head ? HEAD_SIZE : FONT_SIZE,
	    head ? HEAD_LEADING : FONT_LEADING, 0, DAIS_ALIGN_START);

	if (head && cell->colspan <= 1)
		st.font_style = DAIS_FONT_ITALIC;
	else if (head || row->role == DAIS_ROLE_DAY)
		st.font_style = DAIS_FONT_BOLD;
	return st;
}

static void
set_cell(struct dais_layout *l, const struct dais_row *row, struct dais_cell *c)
{
	struct dais_para_style st = cell_style(l, row->node, c->node, row->is_head);
	double w = c->width - 2 * DAIS_CELL_PAD_X;

	if (w < 8)
		w = 8;
	c->paras = DAIS_NEW_N(l->arena, c->node->children.n, struct dais_para *);
	for (size_t i = 0; i < c->node->children.n; i++) {
		const struct dais_node *n = c->node->children.v[i];
		struct dais_para_style ps = st;
		if (n->kind != DAIS_NODE_PARAGRAPH)
			continue;
		if (n->flags & DAIS_NODE_CENTRED)
			ps.align = DAIS_ALIGN_CENTRE;
		c->paras[c->n_paras++] = dais_para_make(l->setter, n->runs.v, n->runs.n, &ps, w);
	}
}

/* Raises @least to the widest word of each column, from the head and the first rows. */
static void
measure_words(struct dais_layout *l, const struct dais_table *t, double *least)
{
	const struct dais_node *n = t->node;
	unsigned busy[DAIS_TABLE_COLUMNS_MAX] = { 0 };

	for (size_t i = 0; i < n->children.n && i < n->header_rows + MEASURED_ROWS; i++) {
		const struct dais_node *row = n->children.v[i];
		unsigned column = 0;
		for (size_t k = 0; k < row->children.n; k++) {
			const struct dais_node *c = row->children.v[k];
			struct dais_para_style st = cell_style(l, row, c, i < n->header_rows);
			while (column < t->n_columns && busy[column] > 0)
				column++;
			for (size_t m = 0;
			    m < c->children.n && c->colspan <= 1 && column < t->n_columns; m++) {
				struct dais_para *p = dais_para_make(l->setter,
				    c->children.v[m]->runs.v, c->children.v[m]->runs.n, &st, 1e6);
				double w = dais_para_min_width(p) + 2 * DAIS_CELL_PAD_X + 0.5;
				least[column] = w > least[column] ? w : least[column];
				dais_para_drop(l->setter, p);
			}
			for (unsigned m = 0; m < (c->colspan > 1 ? c->colspan : 1); m++, column++) {
				if (column < t->n_columns)
					busy[column] = c->rowspan > 1 ? c->rowspan : 1;
			}
		}
		for (unsigned k = 0; k < t->n_columns; k++)
			busy[k] -= busy[k] > 0;
	}
}

/* Columns by their shares of the width; one narrower than its widest word takes what it lacks
 * from those that have more than they need. */
static void
set_columns(struct dais_layout *l, struct dais_table *t)
{
	double sum = 0, x = DAIS_PAGE_SIDE, width = dais_layout_width(l), lack = 0, spare = 0;
	double w[DAIS_TABLE_COLUMNS_MAX], least[DAIS_TABLE_COLUMNS_MAX] = { 0 };
	const struct dais_node *n = t->node;

	t->n_columns = count_columns(n);
	for (unsigned i = 0; i < t->n_columns; i++) {
		w[i] = i < n->columns.n && n->columns.v[i] > 0 ? n->columns.v[i] : 1;
		sum += w[i];
	}
	measure_words(l, t, least);
	for (unsigned i = 0; i < t->n_columns; i++) {
		w[i] *= width / sum;
		if (w[i] < least[i])
			lack += least[i] - w[i];
		else
			spare += w[i] - least[i];
	}
	for (unsigned i = 0; i < t->n_columns; i++) {
		if (lack > 0 && lack < spare)
			w[i] = w[i] < least[i] ? least[i] : w[i] - (w[i] - least[i]) * lack / spare;
		t->starts[i] = x;
		x += w[i];
	}
	t->starts[t->n_columns] = DAIS_PAGE_SIDE + width;
}

static double
cell_height(const struct dais_cell *c)
{
	double h = 2 * DAIS_CELL_PAD_Y;

	for (unsigned i = 0; i < c->n_paras; i++)
		h += dais_para_height(c->paras[i]);
	return h;
}

/* Places and sets the cells of @node. */
static struct dais_row *
set_row(struct dais_layout *l, struct dais_table *t, const struct dais_node *node, bool head)
{
	struct dais_row *r = take_row(l, t, node);
	unsigned column = 0;

	r->is_head = head;
	r->height = 2 * DAIS_CELL_PAD_Y +
		    dais_layout_style(l, FONT_SIZE, FONT_LEADING, 0, DAIS_ALIGN_START).leading;
	for (size_t i = 0; i < node->children.n; i++) {
		const struct dais_node *n = node->children.v[i];
		struct dais_cell *c;
		while (column < t->n_columns && t->busy[column] > 0)
			column++;
		if (column >= t->n_columns)
			break;
		c = dais_buf_extend(&r->cells, sizeof(*c));
		DAIS_ASSERT(c);
		*c = (struct dais_cell){ .node = n, .column = column };
		c->colspan = n->colspan > 1 ? n->colspan : 1;
		c->rowspan = n->rowspan > 1 ? n->rowspan : 1;
		if (c->colspan > t->n_columns - column)
			c->colspan = t->n_columns - column;
		c->x = t->starts[column];
		c->width = t->starts[column + c->colspan] - c->x;
		r->n_cells++;
		set_cell(l, r, c);
		for (unsigned k = 0; k < c->colspan; k++)
			t->busy[column + k] = c->rowspan;
		column += c->colspan;
		if (c->rowspan == 1 && cell_height(c) > r->height)
			r->height = cell_height(c);
	}
	for (unsigned k = 0; k < t->n_columns; k++) {
		if (t->busy[k] > 0)
			t->busy[k]--;
	}
	return r;
}

/* Makes the rows of @v high enough for the cells that span several of them. */
static void
stretch_rows(const row_vec *v)
{
	for (size_t i = 0; i < v->n; i++) {
		const struct dais_cell *c = dais_row_cells(v->v[i]);
		for (unsigned k = 0; k < v->v[i]->n_cells; k++) {
			double have = 0, need = cell_height(&c[k]);
			size_t end = i + c[k].rowspan < v->n ? i + c[k].rowspan : v->n;
			if (c[k].rowspan == 1)
				continue;
			for (size_t j = i; j < end; j++)
				have += v->v[j]->height;
			if (have < need)
				v->v[end - 1]->height += need - have;
		}
	}
}

static bool
is_spanned(const struct dais_table *t)
{
	for (unsigned i = 0; i < t->n_columns; i++) {
		if (t->busy[i] > 0)
			return true;
	}
	return false;
}

/* Sets rows from *@at on until no span is open. */
static void
set_group(
    struct dais_layout *l, struct dais_table *t, size_t *at, size_t end, bool head, row_vec *group)
{
	group->n = 0;
	do {
		const struct dais_node *n = t->node->children.v[(*at)++];
		if (n->kind == DAIS_NODE_ROW)
			dais_vec_push(l->arena, group, set_row(l, t, n, head));
	} while (*at < end && is_spanned(t));
	stretch_rows(group);
}

static double
notes_height(struct dais_layout *l, const struct dais_row *r)
{
	const struct dais_cell *c = dais_row_cells(r);
	double h = 0;

	for (unsigned i = 0; i < r->n_cells; i++) {
		for (unsigned k = 0; k < c[i].n_paras; k++) {
			const struct dais_para *p = c[i].paras[k];
			for (size_t line = 0; p->has_notes && line < p->n_lines; line++)
				h += dais_pdf_page_notes_height(l, p, line);
		}
	}
	return h;
}

/* Rows joined by a span but too high for one page are cut between rows: then each holds all of
 * its own cells. */
static void
hold_spans(struct dais_row *r)
{
	const struct dais_cell *c = dais_row_cells(r);

	for (unsigned i = 0; i < r->n_cells; i++) {
		if (cell_height(&c[i]) > r->height)
			r->height = cell_height(&c[i]);
	}
}

static void
mark_anchors(struct dais_layout *l, const struct dais_row *r)
{
	const struct dais_cell *c = dais_row_cells(r);
	struct dais_entry e = { .kind = DAIS_ENTRY_ANCHOR, .name = r->node->id };

	if (!dais_str_is_empty(e.name))
		dais_pdf_page_add(l, &e);
	for (unsigned i = 0; i < r->n_cells; i++) {
		e.name = c[i].node->id;
		if (!dais_str_is_empty(e.name))
			dais_pdf_page_add(l, &e);
	}
}

static void
add_group(struct dais_layout *l, struct dais_table *t, const row_vec *group, double gap)
{
	double height = 0;
	bool together;

	for (size_t i = 0; i < group->n; i++)
		height += group->v[i]->height;
	together = height < (l->bottom - l->later_top - t->head_height) * 0.8;
	for (size_t i = 0; i < group->n; i++) {
		struct dais_row *r = group->v[i];
		if (!together)
			hold_spans(r);
		struct dais_entry e = {
			.kind = DAIS_ENTRY_ROW, .row = r, .height = (float)r->height
		};
		e.keep = l->keep_next || (i > 0 && together);
		e.gap = i == 0 ? (float)gap : 0;
		e.notes = (float)notes_height(l, r);
		mark_anchors(l, r);
		l->keep_next = r->is_head || is_day(r) || (r->node->flags & DAIS_NODE_KEEP_NEXT);
		dais_pdf_page_add(l, &e);
	}
}

static void
mark(struct dais_layout *l, enum dais_entry_kind kind, enum dais_pdf_tag tag,
    struct dais_table *ends)
{
	struct dais_entry e = { .kind = (uint8_t)kind, .tag = tag, .ends = ends };

	dais_pdf_page_add(l, &e);
}

void
dais_table_flow(struct dais_layout *l, const struct dais_node *node)
{
	struct dais_table *t = DAIS_NEW(l->arena, struct dais_table);
	size_t rows = node->children.n, at = 0;
	size_t head = node->header_rows < rows ? node->header_rows : rows;
	double gap = l->gap_next;
	row_vec group = { NULL, 0, 0 };

	t->node = node;
	set_columns(l, t);
	l->gap_next = 0;
	mark(l, DAIS_ENTRY_OPEN, DAIS_TAG_TABLE, NULL);
	if (head > 0) {
		mark(l, DAIS_ENTRY_OPEN, DAIS_TAG_THEAD, NULL);
		while (at < head) {
			set_group(l, t, &at, head, true, &group);
			for (size_t i = 0; i < group.n; i++) {
				dais_vec_push(l->arena, &t->head, group.v[i]);
				t->head_height += group.v[i]->height;
			}
			add_group(l, t, &group, gap);
			gap = 0;
		}
		mark(l, DAIS_ENTRY_CLOSE, DAIS_TAG_THEAD, NULL);
	}
	t->repeats = t->head_height < (l->bottom - l->later_top) / 2;
	mark(l, DAIS_ENTRY_OPEN, DAIS_TAG_TBODY, NULL);
	for (bool first = true; at < rows; first = false) {
		set_group(l, t, &at, rows, false, &group);
		if (group.n > 0)
			group.v[0]->first_body = first;
		add_group(l, t, &group, gap);
		gap = 0;
	}
	mark(l, DAIS_ENTRY_CLOSE, DAIS_TAG_TBODY, NULL);
	mark(l, DAIS_ENTRY_CLOSE, DAIS_TAG_TABLE, t);
	l->gap_next = 10;
	l->keep_next = false;
}
