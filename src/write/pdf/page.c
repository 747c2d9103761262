/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The galley cut into pages. All entries of the galley belong to the page being filled; when one
 * more does not fit, the page ends before the last entry that may begin a page, is drawn, and
 * what is left begins the next. Memory: one page and what must stay together with its end.
 */
#include "write/pdf/layout.h"

#define NOTES_GAP 12.0 /* between text and footnotes, rule within */
#define NOTE_MARK 14.0 /* width of the mark */
#define EPSILON 0.05

static bool
is_content(const struct dais_entry *e)
{
	return e->kind == DAIS_ENTRY_LINE || e->kind == DAIS_ENTRY_ROW;
}

/* --- footnotes -------------------------------------------------------------------------------- */

static struct dais_note *
note_at(struct dais_layout *l, int index)
{
	const struct dais_footnote *f;
	struct dais_note *n;
	struct dais_para_style st = dais_layout_style(l, 8.5, 11, 0, DAIS_ALIGN_JUSTIFY);
	struct dais_para_style mark = dais_layout_style(l, 8.5, 11, 0, DAIS_ALIGN_START);

	if (index < 0 || (size_t)index >= l->tree->footnotes.n)
		return NULL;
	n = &l->notes[index];
	if (n->text || n->drawn)
		return n;
	f = &l->tree->footnotes.v[index];
	n->mark = dais_para_string(l->setter, f->mark, &mark, NOTE_MARK * 2);
	n->text = dais_para_make(l->setter, f->runs.v, f->runs.n, &st,
	    dais_layout_width(l) - DAIS_TEXT_START - DAIS_TEXT_END);
	n->height = dais_para_height(n->text) + 2;
	return n;
}

double
dais_pdf_page_notes_height(struct dais_layout *l, const struct dais_para *p, size_t i)
{
	const struct dais_line *ln = &dais_para_lines(p)[i];
	double h = 0;

	for (uint32_t k = ln->first; p->has_notes && k < ln->end; k++) {
		struct dais_note *n = note_at(l, p->runs[dais_para_items(p)[k].run].footnote);
		if (!n || n->placed)
			continue;
		n->placed = true;
		h += n->height;
	}
	return h;
}

void
dais_pdf_page_take_notes(struct dais_layout *l, const struct dais_para *p, size_t i)
{
	const struct dais_line *ln = &dais_para_lines(p)[i];

	for (uint32_t k = ln->first; p->has_notes && k < ln->end; k++) {
		int index = p->runs[dais_para_items(p)[k].run].footnote;
		struct dais_note *n = note_at(l, index);
		if (!n || n->drawn)
			continue;
		n->drawn = true;
		dais_vec_push(l->arena, &l->page_notes, (size_t)index);
	}
}

static void
draw_note(struct dais_layout *l, size_t index, double y)
{
	struct dais_note *n = &l->notes[index];
	struct dais_str id = dais_arena_printf(l->arena, "note-%zu", index + 1);
	struct dais_pdf_tag_attr attr = { .id = id };
	double x = DAIS_PAGE_SIDE + DAIS_TEXT_START;

	dais_pdf_tag_resume(l->pdf, l->document);
	dais_pdf_tag(l->pdf, DAIS_TAG_NOTE, &attr);
	dais_pdf_anchor(l->pdf, id, y);
	dais_pdf_tag(l->pdf, DAIS_TAG_LBL, NULL);
	dais_draw_para(l, n->mark, x - NOTE_MARK, y, false);
	dais_pdf_tag_end(l->pdf);
	dais_pdf_tag(l->pdf, DAIS_TAG_P, NULL);
	dais_draw_para(l, n->text, x, y, false);
	dais_pdf_tag_end(l->pdf);
	dais_pdf_tag_end(l->pdf);
	dais_pdf_tag_end(l->pdf);
	dais_para_drop(l->setter, n->mark);
	dais_para_drop(l->setter, n->text);
	n->mark = NULL;
	n->text = NULL;
}

static void
draw_notes(struct dais_layout *l)
{
	double h = 0, y;
	const struct dais_run *link = l->link;

	dais_draw_flush_link(l);
	if (l->page_notes.n == 0)
		return;
	for (size_t i = 0; i < l->page_notes.n; i++)
		h += l->notes[l->page_notes.v[i]].height;
	y = l->bottom - h;
	dais_pdf_artifact(l->pdf, "Layout");
	dais_draw_rule(l, DAIS_PAGE_SIDE + DAIS_TEXT_START - NOTE_MARK, y - 4, 72, 0.5);
	dais_pdf_artifact_end(l->pdf);
	for (size_t i = 0; i < l->page_notes.n; i++) {
		size_t index = l->page_notes.v[i];
		double height = l->notes[index].height;
		l->link = NULL;
		draw_note(l, index, y);
		y += height;
	}
	l->page_notes.n = 0;
	l->link = link;
}

/* --- drawing a page --------------------------------------------------------------------------- */

void
dais_pdf_page_begin(struct dais_layout *l)
{
	size_t page = dais_pdf_page_count(l->pdf);

	dais_pdf_page(l->pdf, l->page_w, l->page_h);
	l->top = l->later_top;
	dais_furniture_head(l, page);
}

static void
draw_line_entry(struct dais_layout *l, const struct dais_entry *e)
{
	dais_pdf_page_take_notes(l, e->para, e->line);
	dais_draw_line(l, e->para, e->line, (double)e->x, l->y, false);
	l->y += (double)e->height;
	if (e->line + 1 == e->para->n_lines)
		dais_para_drop(l->setter, e->para);
}

/* Draws @e; the first content on a page stands at its top without its gap. */
static void
draw_entry(struct dais_layout *l, const struct dais_entry *e, bool first)
{
	double gap = first ? 0 : (double)e->gap;

	switch ((enum dais_entry_kind)e->kind) {
	case DAIS_ENTRY_LINE:
		l->y += gap;
		draw_line_entry(l, e);
		break;
	case DAIS_ENTRY_ROW:
		l->y += gap;
		if (first && dais_table_head_height(e->row) > 0) {
			dais_table_draw_head(l, e->row, l->y);
			l->y += dais_table_head_height(e->row);
		}
		dais_table_draw_row(l, e->row, l->y, (double)e->height);
		l->y += (double)e->height;
		break;
	case DAIS_ENTRY_OPEN:
		dais_pdf_tag(l->pdf, e->tag, &e->attr);
		break;
	case DAIS_ENTRY_CLOSE:
		dais_pdf_tag_end(l->pdf);
		if (e->ends)
			dais_table_close(l, e->ends);
		break;
	case DAIS_ENTRY_ANCHOR:
		dais_pdf_anchor(l->pdf, e->name, l->y);
		break;
	case DAIS_ENTRY_OUTLINE:
		dais_pdf_outline(l->pdf, e->level, e->name, l->y);
		break;
	case DAIS_ENTRY_NEW_PAGE:
		break;
	}
}

/* Draws entries [0, @n) on the current page and takes them out of the galley. */
static void
draw_entries(struct dais_layout *l, size_t n)
{
	const struct dais_row *last = NULL;
	bool first = true;

	l->y = l->top;
	for (size_t i = 0; i < n; i++) {
		const struct dais_entry *e = &l->galley.v[i];
		if (e->kind == DAIS_ENTRY_LINE && last)
			last = NULL;
		draw_entry(l, e, first);
		if (is_content(e))
			first = false;
		if (e->kind == DAIS_ENTRY_ROW)
			last = e->row;
		if (e->kind == DAIS_ENTRY_CLOSE && e->ends)
			last = NULL;
	}
	if (last)
		dais_table_draw_end(l, last, l->y);
	for (size_t i = 0; i < n; i++) {
		if (l->galley.v[i].kind == DAIS_ENTRY_ROW)
			dais_table_drop_row(l, l->galley.v[i].row);
	}
	draw_notes(l);
	l->galley.n -= n;
	if (l->galley.n > 0)
		memmove(l->galley.v, l->galley.v + n, l->galley.n * sizeof(*l->galley.v));
}

/* --- breaking --------------------------------------------------------------------------------- */

/* Whether entries [0, @n) fit on the page, footnotes included. */
static bool
fits(const struct dais_layout *l, size_t n)
{
	double h = 0, notes = 0;
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		const struct dais_entry *e = &l->galley.v[i];
		if (!is_content(e))
			continue;
		if (first && e->kind == DAIS_ENTRY_ROW)
			h += dais_table_head_height(e->row);
		h += (double)e->height + (first ? 0 : (double)e->gap);
		notes += (double)e->notes;
		first = false;
	}
	if (notes > 0)
		notes += NOTES_GAP;
	return h + notes <= l->bottom - l->top + EPSILON;
}

/* The number of entries to draw when the last does not fit: up to the last entry that may begin
 * a page; 0 when only one thing stands on the page. */
static size_t
find_end(const struct dais_layout *l)
{
	size_t n = l->galley.n, end = 0, before = 0, forced = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const struct dais_entry *e = &l->galley.v[i];
		if (is_content(e)) {
			if (any && !e->keep)
				end = before;
			if (any)
				forced = before;
			any = true;
			before = i + 1;
		} else if (e->kind == DAIS_ENTRY_CLOSE && before == i && any) {
			before = i + 1; /* what closes here stays here */
		}
	}
	return end ? end : forced;
}

/* A single row higher than the page: as much as fits, the rest on the next. */
static void
split_first(struct dais_layout *l)
{
	size_t i = 0;
	struct dais_entry *e;
	double head;

	while (i < l->galley.n && !is_content(&l->galley.v[i]))
		i++;
	if (i + 1 > l->galley.n)
		return;
	e = &l->galley.v[i];
	if (e->kind == DAIS_ENTRY_LINE) { /* a line higher than the page: nothing better to do */
		draw_entries(l, i + 1);
		return;
	}
	if (i > 0) {
		draw_entries(l, i);
		e = &l->galley.v[0];
	}
	l->y = l->top;
	head = dais_table_head_height(e->row);
	if (head > 0) {
		dais_table_draw_head(l, e->row, l->y);
		l->y += head;
	}
	if (dais_table_draw_row(l, e->row, l->y, l->bottom - l->y)) {
		dais_table_drop_row(l, e->row);
		l->galley.n--;
		memmove(l->galley.v, l->galley.v + 1, l->galley.n * sizeof(*l->galley.v));
	} else {
		e->height = (float)dais_table_row_left(e->row);
		e->notes = 0;
	}
	draw_notes(l);
}

static void
break_page(struct dais_layout *l)
{
	while (!fits(l, l->galley.n)) {
		size_t end = find_end(l);
		while (end > 0 && !fits(l, end)) { /* a chain longer than the page */
			size_t n = l->galley.n;
			l->galley.n = end;
			end = find_end(l);
			l->galley.n = n;
		}
		if (end > 0)
			draw_entries(l, end);
		else
			split_first(l);
		dais_pdf_page_begin(l);
	}
}

void
dais_pdf_page_add(struct dais_layout *l, const struct dais_entry *e)
{
	if (e->kind == DAIS_ENTRY_NEW_PAGE) {
		bool any = false;
		for (size_t i = 0; i < l->galley.n; i++)
			any = any || is_content(&l->galley.v[i]);
		if (any) {
			size_t n = l->galley.n;
			while (n > 0 && l->galley.v[n - 1].kind != DAIS_ENTRY_CLOSE &&
			       !is_content(&l->galley.v[n - 1]))
				n--; /* what opens here belongs to the next page */
			draw_entries(l, n);
			dais_pdf_page_begin(l);
		}
		return;
	}
	dais_vec_push(l->arena, &l->galley, *e);
	if (is_content(e) && !fits(l, l->galley.n))
		break_page(l);
}

void
dais_pdf_page_add_lines(struct dais_layout *l, struct dais_para *p, double x, double gap, bool keep)
{
	for (uint32_t i = 0; i < p->n_lines; i++) {
		struct dais_entry e = {
			.kind = DAIS_ENTRY_LINE, .para = p, .line = i, .x = (float)x
		};
		/* No widows and no orphans: the first two and the last two lines hold together. */
		e.keep = i == 0 ? keep : i == 1 || i + 1 == p->n_lines;
		e.gap = i == 0 ? (float)gap : 0;
		e.height = (float)p->style.leading;
		e.notes = (float)dais_pdf_page_notes_height(l, p, i);
		dais_pdf_page_add(l, &e);
	}
}

void
dais_pdf_page_flush(struct dais_layout *l)
{
	draw_entries(l, l->galley.n);
}
