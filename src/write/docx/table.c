/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables. The tree leaves out the cells under a cell that spans rows; the format wants them,
 * marked as its continuation: the grid below remembers what hangs into the next rows.
 */
#include "write/docx/part.h"

#include "base/err.h"

struct grid {
	size_t n;
	int *widths;
	unsigned *hang;  /* rows still covered by the cell that begins in this column */
	unsigned *spans; /* its columns */
	/* Of the row being written: rules over and under it in eighths of a point, 0 none; the
	 * shade of a day. */
	int over, under;
	bool shaded;
};

#define RULE_HEAD 12   /* under the head */
#define RULE_SITTING 4 /* over days and sittings */
#define RULE_PART 2    /* between the lines of one sitting */
#define SHADE_DAY "EDEDED"

static size_t
columns(const struct dais_node *t)
{
	size_t n = t->columns.n;

	for (size_t i = 0; i < t->children.n; i++) {
		size_t sum = 0;

		for (size_t k = 0; k < t->children.v[i]->children.n; k++)
			sum += t->children.v[i]->children.v[k]->colspan;
		n = sum > n ? sum : n;
	}
	return n;
}

static struct grid
grid_new(struct docx *d, const struct dais_node *t)
{
	struct grid g = { .n = columns(t) };
	double sum = 0;
	int left = d->text_width;

	g.widths = DAIS_NEW_N(d->a, g.n, int);
	g.hang = DAIS_NEW_N(d->a, g.n, unsigned);
	g.spans = DAIS_NEW_N(d->a, g.n, unsigned);
	for (size_t i = 0; i < g.n; i++)
		sum += i < t->columns.n && t->columns.v[i] > 0 ? t->columns.v[i] : 1;
	for (size_t i = 0; i < g.n; i++) {
		double share = i < t->columns.n && t->columns.v[i] > 0 ? t->columns.v[i] : 1;

		g.widths[i] = i + 1 == g.n ? left : (int)(share / sum * d->text_width);
		left -= g.widths[i];
	}
	return g;
}

static void
cell_rules(struct docx *d, int over, int under)
{
	if (!over && !under)
		return;
	dais_xml_open(d->w, "w:tcBorders");
	if (over)
		dais_docx_border(d->w, "w:top", over);
	if (under)
		dais_docx_border(d->w, "w:bottom", under);
	dais_xml_close(d->w);
}

/* The opening of a cell of @span columns at @col; @merge: NULL, "restart" or "continue". */
static void
cell_open(struct docx *d, const struct grid *g, size_t col, unsigned span, const char *merge)
{
	int width = 0;

	for (size_t i = col; i < col + span && i < g->n; i++)
		width += g->widths[i];
	dais_xml_open(d->w, "w:tc");
	dais_xml_open(d->w, "w:tcPr");
	dais_xml_open(d->w, "w:tcW");
	dais_xml_attr_int(d->w, "w:w", width);
	dais_xml_attr_c(d->w, "w:type", "dxa");
	dais_xml_close(d->w);
	if (span > 1)
		dais_docx_val_int(d->w, "w:gridSpan", span);
	if (merge)
		dais_docx_val(d->w, "w:vMerge", merge);
	/* What hangs into the row is not ruled through. */
	cell_rules(d, merge && strcmp(merge, "continue") == 0 ? 0 : g->over, g->under);
	if (g->shaded) {
		dais_xml_open(d->w, "w:shd");
		dais_xml_attr_c(d->w, "w:val", "clear");
		dais_xml_attr_c(d->w, "w:color", "auto");
		dais_xml_attr_c(d->w, "w:fill", SHADE_DAY);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

static void
empty_cell(struct docx *d, const struct grid *g, size_t col, unsigned span, const char *merge,
    const struct docx_look *look)
{
	static const dais_run_vec nothing = { 0 };

	cell_open(d, g, col, span, merge);
	dais_docx_para(d, look, &nothing);
	dais_xml_close(d->w);
}

static void
cell(struct docx *d, const struct grid *g, size_t col, unsigned span, const struct dais_node *c,
    struct docx_look look)
{
	bool none = true;

	cell_open(d, g, col, span, c->rowspan > 1 ? "restart" : NULL);
	if (c->id.n)
		dais_vec_push(d->a, &d->pending, dais_map_get(&d->bookmark_of, c->id));
	for (size_t i = 0; i < c->children.n; i++) {
		const struct dais_node *p = c->children.v[i];
		struct docx_look own = look;

		if (p->kind != DAIS_NODE_PARAGRAPH && p->kind != DAIS_NODE_HEADING)
			continue;
		none = false;
		if (p->id.n)
			dais_vec_push(d->a, &d->pending, dais_map_get(&d->bookmark_of, p->id));
		if (p->flags & DAIS_NODE_CENTRED)
			own.jc = "center";
		dais_docx_para(d, &own, &p->runs);
	}
	if (none) {
		static const dais_run_vec nothing = { 0 };

		dais_docx_para(d, &look, &nothing);
	}
	dais_xml_close(d->w);
}

/* Cells that hang into this row, from *@col on. */
static void
hanging_cells(struct docx *d, const struct grid *g, size_t *col, const struct docx_look *look)
{
	while (*col < g->n && g->hang[*col] > 0) {
		unsigned span = g->spans[*col];

		empty_cell(d, g, *col, span, "continue", look);
		g->hang[*col]--;
		*col += span;
	}
}

/* Whether a cell of @row or of a row above reaches below it. */
static bool
reaches_below(const struct grid *g, const struct dais_node *row)
{
	for (size_t i = 0; i < row->children.n; i++)
		if (row->children.v[i]->rowspan > 1)
			return true;
	for (size_t i = 0; i < g->n; i++)
		if (g->hang[i] > 1)
			return true;
	return false;
}

static void
row(struct docx *d, const struct grid *g, const struct dais_node *r, bool head)
{
	struct docx_look look = DOCX_LOOK(r->role == DAIS_ROLE_DAY ? "TableDay" : "TableText");
	size_t col = 0;

	look.keep_next = head || r->role == DAIS_ROLE_DAY || reaches_below(g, r);
	if (head)
		look.style = "TableHead";
	dais_xml_newline(d->w);
	dais_xml_open(d->w, "w:tr");
	dais_xml_open(d->w, "w:trPr");
	dais_docx_flag(d->w, "w:cantSplit");
	if (head)
		dais_docx_flag(d->w, "w:tblHeader");
	dais_xml_close(d->w);
	if (r->id.n)
		dais_vec_push(d->a, &d->pending, dais_map_get(&d->bookmark_of, r->id));
	for (size_t i = 0; i < r->children.n; i++) {
		const struct dais_node *c = r->children.v[i];
		unsigned span = c->colspan ? c->colspan : 1;

		hanging_cells(d, g, &col, &look);
		if (col >= g->n)
			break;
		if (col + span > g->n)
			span = (unsigned)(g->n - col);
		cell(d, g, col, span, c, look);
		if (c->rowspan > 1) {
			g->hang[col] = c->rowspan - 1;
			g->spans[col] = span;
		}
		col += span;
	}
	hanging_cells(d, g, &col, &look);
	for (; col < g->n; col++)
		empty_cell(d, g, col, 1, NULL, &look);
	dais_xml_close(d->w);
}

static void
table_properties(struct docx *d, const struct grid *g)
{
	dais_docx_table_frame(d, "Timetable");
	dais_xml_open(d->w, "w:tblLook");
	dais_xml_attr_c(d->w, "w:val", "0000");
	dais_xml_close(d->w);
	dais_xml_close(d->w);
	dais_xml_open(d->w, "w:tblGrid");
	for (size_t i = 0; i < g->n; i++) {
		dais_xml_open(d->w, "w:gridCol");
		dais_xml_attr_int(d->w, "w:w", g->widths[i]);
		dais_xml_close(d->w);
	}
	dais_xml_close(d->w);
}

/* As on the official page: a rule over each sitting, a thin one between its lines. */
static void
rules_of_row(struct grid *g, const struct dais_node *t, size_t i)
{
	enum dais_node_role role = t->children.v[i]->role;

	g->over = i <= t->header_rows ? 0 : role == DAIS_ROLE_NONE ? RULE_PART : RULE_SITTING;
	g->under = i + 1 == t->header_rows ? RULE_HEAD : 0;
	g->shaded = role == DAIS_ROLE_DAY;
}

void
dais_docx_table(struct docx *d, const struct dais_node *t)
{
	struct grid g = grid_new(d, t);

	if (g.n == 0)
		return;
	dais_xml_newline(d->w);
	dais_xml_open(d->w, "w:tbl");
	table_properties(d, &g);
	for (size_t i = 0; i < t->children.n; i++) {
		rules_of_row(&g, t, i);
		row(d, &g, t->children.v[i], i < t->header_rows);
	}
	dais_xml_close(d->w);
	dais_docx_para_text(d, &DOCX_LOOK("TableEnd"), DAIS_STR_NONE);
}
