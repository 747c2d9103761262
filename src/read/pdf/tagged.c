/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Reading order, paragraphs and tables as a tagged file declares them, when the declaration can be
 * trusted: it must have nearly all of the text, and more than one line in some of its paragraphs
 * (writers without knowledge of paragraphs tag each line as one). What is marked as furniture is
 * such. Source: ISO 14289-1:2014, 7.1 (all content is tagged or an artifact).
 */
#include <stdlib.h>

#include "read/pdf/pdf_priv.h"

#define COLUMNS_MAX 64u
#define ROWS_MAX 100000u
#define PARTED_GAP 2.0f     /* in sizes */
#define PARTED_MIN 2u       /* lines of a paragraph */
#define ENDED_LINES_MIN 4u
#define BLURRED_SHARE 10u /* more than one line of so many: the structure is not to be trusted */

/* A segment on its way. */
struct entry {
	const struct pdf_segment *segment;
	const struct pdf_page *page;
	uint32_t rank; /* element, or that of what stands before it */
	bool furniture; /* after everything else */
	size_t at; /* as gathered */
};

static size_t
count_rows(const struct pdf_document *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < doc->pages.n; i++)
		n += doc->pages.v[i].rows;
	return n;
}

/* What is seen of a paragraph of the structure. */
struct seen_paragraph {
	const struct pdf_segment *last;
	const struct pdf_page *page;
	float right; /* where the longest of its lines ends */
	unsigned lines;
	unsigned parted; /* lines whose words stand in columns */
	unsigned ended; /* lines with room for the first word of the next */
};

static void
see_segment(struct seen_paragraph *v, const struct pdf_page *page, const struct pdf_segment *s)
{
	const struct pdf_segment *last = v->page == page ? v->last : NULL;

	if (last && last->row == s->row) {
		v->parted += s->left - last->right > PARTED_GAP * s->size &&
			     !pdf_is_marker(last->text) && !pdf_is_bare_number(last->text);
	} else {
		v->lines++;
		v->ended += last && last->right + PDF_SPACE_WIDTH * s->size + s->room < v->right;
	}
	v->last = s;
	v->page = page;
}

static struct seen_paragraph *
paragraph_of(const struct pdf_document *doc, struct seen_paragraph *v, const struct pdf_segment *s)
{
	return s->element != PDF_NO_ELEMENT &&
		       doc->structure.elements[s->element].kind == DAIS_PDF_PARAGRAPH
		   ? &v[s->element]
		   : NULL;
}

static void
see_paragraphs(const struct pdf_document *doc, struct seen_paragraph *v)
{
	for (int pass = 0; pass < 2; pass++) {
		for (size_t p = 0; p < doc->pages.n; p++) {
			const struct pdf_page *page = &doc->pages.v[p];

			for (size_t i = 0; i < page->segments.n; i++) {
				const struct pdf_segment *s = &page->segments.v[i];
				struct seen_paragraph *k = paragraph_of(doc, v, s);

				if (k && pass)
					see_segment(k, page, s);
				else if (k)
					k->right = s->right > k->right ? s->right : k->right;
			}
		}
	}
}

/* Whether paragraphs of the structure are seen to hold what is none: rows of words in columns, or
 * lines that end where their author ended them. Browsers tag tables without heads as such. */
static bool
blurs_lines(const struct pdf_document *doc)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	const struct dais_pdf_structure *t = &doc->structure;
	struct seen_paragraph *v = DAIS_NEW_N(scratch, t->element_count, struct seen_paragraph);
	size_t lines = 0, blurred = 0;

	see_paragraphs(doc, v);
	for (size_t i = 0; i < t->element_count; i++) {
		lines += v[i].lines;
		if (v[i].parted >= PARTED_MIN ||
		    (v[i].lines >= ENDED_LINES_MIN && v[i].ended * 5 >= (v[i].lines - 1) * 3))
			blurred += v[i].lines;
	}
	return blurred * BLURRED_SHARE > lines;
}

bool
pdf_is_structure_sound(const struct pdf_document *doc)
{
	size_t n = doc->structure.element_count;

	if (!n || doc->covered < 9 * doc->uncovered || blurs_lines(doc))
		return false;
	/* Tables have many elements on a row. */
	for (size_t i = 0; i < n; i++) {
		if (doc->structure.elements[i].kind != DAIS_PDF_PARAGRAPH)
			return true;
	}
	return n < 20 || n * 10 < count_rows(doc) * 9;
}

static int
by_rank(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->furniture != y->furniture)
		return x->furniture ? 1 : -1;
	if (x->rank != y->rank && !x->furniture)
		return x->rank < y->rank ? -1 : 1;
	/* What has no element of its own comes behind the one it follows. */
	if ((x->segment->element == PDF_NO_ELEMENT) != (y->segment->element == PDF_NO_ELEMENT))
		return x->segment->element == PDF_NO_ELEMENT ? 1 : -1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static size_t
gather_entries(struct pdf_document *doc, struct entry *v)
{
	size_t n = 0;
	uint32_t rank = 0;

	for (size_t p = 0; p < doc->pages.n; p++) {
		const struct pdf_page *page = &doc->pages.v[p];

		for (size_t i = 0; i < page->segments.n; i++) {
			const struct pdf_segment *s = &page->segments.v[i];

			rank = s->element == PDF_NO_ELEMENT ? rank : s->element;
			v[n] = (struct entry){ s, page, rank, (s->flags & PDF_ARTIFACT) != 0, n };
			n++;
		}
	}
	return n;
}

static void
set_element(struct pdf_document *doc, struct pdf_line *l, uint32_t element)
{
	const struct dais_pdf_element *e = &doc->structure.elements[element];

	l->element = element;
	l->stream = element + 1;
	if (e->kind == DAIS_PDF_NOTE)
		l->role = PDF_LINE_NOTE;
	if (e->kind != DAIS_PDF_CELL)
		return;
	l->table = e->table;
	l->table_row = e->row;
	l->table_column = e->column;
	l->rows = e->rows;
	l->columns = e->columns;
	l->head = e->head;
}

/* Whether entry @i begins the words of entry @first, of the same cell, again on another page: the
 * repeated head of a table. */
static bool
is_drawn_again(const struct pdf_document *doc, const struct entry *v, size_t first, size_t i)
{
	uint32_t element = v[i].segment->element;

	return element != PDF_NO_ELEMENT && element == v[first].segment->element &&
	       doc->structure.elements[element].kind == DAIS_PDF_CELL &&
	       v[first].page != v[i].page &&
	       dais_str_eq(v[first].segment->text, v[i].segment->text);
}

/* --- empty cells ----------------------------------------------------------------------------- */

/* Some writers tag no empty cells, and the cells behind them slide to the left. What is known of a
 * table, while they are put back: left edges of columns, from rows that have all cells. */
struct sliding {
	unsigned columns;
	unsigned *width; /* by row: columns that it reaches over */
	float left[COLUMNS_MAX]; /* by column; beyond every page when not known */
};

static void
measure_rows(struct sliding *t, const struct pdf_line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned reach = lines[i].table_column + lines[i].columns;

		if (reach > t->width[lines[i].table_row])
			t->width[lines[i].table_row] = reach;
		t->columns = reach > t->columns ? reach : t->columns;
	}
	for (size_t i = 0; i < n; i++) {
		const struct pdf_line *l = &lines[i];

		if (t->width[l->table_row] == t->columns && l->columns == 1 &&
		    l->table_column < COLUMNS_MAX && l->left < t->left[l->table_column])
			t->left[l->table_column] = l->left;
	}
}

static unsigned
nearest_column(const struct sliding *t, const struct pdf_line *l)
{
	unsigned best = l->table_column;
	float away = 1e9f;

	for (unsigned c = l->table_column; c < t->columns && c < COLUMNS_MAX; c++) {
		float by = l->left > t->left[c] ? l->left - t->left[c] : t->left[c] - l->left;

		if (by < away) {
			away = by;
			best = c;
		}
	}
	return best;
}

static void
put_cells_back(struct pdf_line *lines, size_t n, unsigned rows)
{
	DAIS_ARENA_AUTO scratch = dais_arena_new(0);
	struct sliding t = { .columns = 0 };

	t.width = DAIS_NEW_N(scratch, rows, unsigned);
	for (unsigned c = 0; c < COLUMNS_MAX; c++)
		t.left[c] = 1e6f;
	measure_rows(&t, lines, n);
	for (size_t i = 0; i < n; i++) {
		struct pdf_line *l = &lines[i];

		if (l->columns != 1 || t.width[l->table_row] == t.columns)
			continue;
		/* The lines of a cell stay together. */
		if (i > 0 && l->element == lines[i - 1].element)
			l->table_column = lines[i - 1].table_column;
		else
			l->table_column = nearest_column(&t, l);
	}
}

static void
fill_tables(struct pdf_document *doc)
{
	for (size_t from = 0, to; from < doc->lines.n; from = to) {
		size_t table = doc->lines.v[from].table;
		unsigned rows = 0;

		for (to = from; to < doc->lines.n && doc->lines.v[to].table == table; to++) {
			if (doc->lines.v[to].table_row >= rows)
				rows = doc->lines.v[to].table_row + 1;
		}
		if (table && rows <= ROWS_MAX)
			put_cells_back(doc->lines.v + from, to - from, rows);
	}
}

void
pdf_order_by_structure(struct pdf_document *doc)
{
	size_t count = 0, n;
	struct entry *v;
	const struct pdf_segment **parts;
	const struct pdf_page *page = NULL; /* whose edges are known */
	float left = 0, right = 0, margin = 0;

	for (size_t i = 0; i < doc->pages.n; i++)
		count += doc->pages.v[i].segments.n;
	v = DAIS_NEW_N(doc->arena, count, struct entry);
	parts = DAIS_NEW_N(doc->arena, count, const struct pdf_segment *);
	n = gather_entries(doc, v);
	if (n)
		qsort(v, n, sizeof(*v), by_rank);
	for (size_t i = 0; i < n; i++)
		parts[i] = v[i].segment;
	for (size_t i = 0, end, first = 0; i < n; i = end) {
		const struct pdf_segment *s = v[i].segment;
		struct pdf_line *l;

		first = v[first].segment->element == s->element ? first : i;
		if (is_drawn_again(doc, v, first, i)) {
			for (end = i; end < n && v[end].page == v[i].page &&
				      v[end].segment->element == s->element;
			    end++)
				continue;
			continue;
		}

		for (end = i + 1;
		    end < n && v[end].page == v[i].page && parts[end]->row == s->row &&
		    parts[end]->element == s->element && v[end].furniture == v[i].furniture;
		    end++)
			continue;
		l = pdf_add_line(doc, v[i].page, parts + i, end - i);
		if (v[i].page != page) {
			pdf_text_edges(v[i].page, &left, &right);
			margin = pdf_right_margin(v[i].page);
		}
		page = v[i].page;
		l->from = left;
		l->to = right;
		l->margin = margin;
		if (s->element != PDF_NO_ELEMENT && !v[i].furniture)
			set_element(doc, l, s->element);
	}
	fill_tables(doc);
}
