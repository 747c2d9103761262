/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables: where cells lie in the grid. Source: ECMA-376-1:2016, 17.4.
 */
#include "read/docx/story_priv.h"

struct docx_table *
docx_table(struct docx_reader *r)
{
	return r->tables_open ? &r->open_tables.v[r->tables_open - 1] : NULL;
}

bool
docx_cell_shows(const struct docx_table *t)
{
	/* What stands in the covered part of a merged cell is not shown. */
	return !t || (!t->row_deleted && !t->cell_deleted && t->merge != 2);
}

void
docx_table_begin(struct docx_reader *r)
{
	struct docx_table *t;

	docx_paragraph_close(r);
	if (r->tables_open == r->open_tables.n)
		(void)dais_vec_add(r->arena, &r->open_tables);
	t = &r->open_tables.v[r->tables_open++];
	t->number = ++r->tables;
	t->row = t->column = 0;
	t->span = 1;
	t->head = t->row_deleted = t->cell_deleted = false;
	t->merge = 0;
	t->merges.n = 0;
	t->flow = docx_story(r)->flow;
}

/* Writes down how many rows the cells of a merge cover. */
static void
settle_merge(struct docx_table *t, struct docx_merge *m)
{
	for (size_t b = m->from; m->open && b < m->to && b < t->flow->blocks.n; b++) {
		if (t->flow->blocks.v[b].table == t->number)
			t->flow->blocks.v[b].rows = m->rows;
	}
	m->open = false;
}

void
docx_table_end(struct docx_reader *r)
{
	struct docx_table *t = docx_table(r);

	docx_paragraph_close(r);
	if (!t)
		return;
	for (size_t i = 0; i < t->merges.n; i++)
		settle_merge(t, &t->merges.v[i]);
	docx_story(r)->after_empty = true;
	r->tables_open--;
}

void
docx_row_begin(struct docx_reader *r)
{
	struct docx_table *t = docx_table(r);

	if (!t)
		return;
	t->column = 0;
	t->head = t->row_deleted = false;
}

void
docx_row_end(struct docx_reader *r)
{
	struct docx_table *t = docx_table(r);

	if (t && !t->row_deleted)
		t->row++;
}

void
docx_cell_begin(struct docx_reader *r)
{
	struct docx_table *t = docx_table(r);

	docx_paragraph_close(r);
	if (!t)
		return;
	docx_story(r)->after = 0;
	docx_story(r)->after_empty = false;
	t->span = 1;
	t->merge = 0;
	t->cell_deleted = false;
	t->from = t->flow->blocks.n;
}

static struct docx_merge *
merge_at(struct docx_reader *r, struct docx_table *t, unsigned column)
{
	while (t->merges.n <= column)
		*dais_vec_add(r->arena, &t->merges) = (struct docx_merge){ .open = false };
	return &t->merges.v[column];
}

void
docx_cell_end(struct docx_reader *r)
{
	struct docx_table *t = docx_table(r);
	struct docx_merge *m;

	docx_paragraph_close(r);
	if (!t || t->row_deleted || t->cell_deleted)
		return;
	m = merge_at(r, t, t->column);
	if (t->merge == 2) {
		m->rows += m->open;
	} else {
		settle_merge(t, m);
		*m = (struct docx_merge){ t->merge == 1, t->from, t->flow->blocks.n, 1 };
	}
	if (t->column + t->span < DOCX_COLUMNS_MAX)
		t->column += t->span;
}

static unsigned
columns(const struct dais_xml_tag *tag)
{
	int v = docx_int(dais_xml_value(tag, DOCX_VALUE));

	if (v < 0)
		return 0;
	return v < (int)DOCX_COLUMNS_MAX ? (unsigned)v : DOCX_COLUMNS_MAX - 1;
}

void
docx_table_take(struct docx_reader *r, const struct dais_xml_tag *tag)
{
	struct docx_table *t = docx_table(r);
	unsigned n = columns(tag);

	if (!t)
		return;
	switch (tag->name) {
	case DOCX_TABLE_HEADER:
		t->head = docx_is_on(tag);
		break;
	case DOCX_GRID_BEFORE:
		t->column = n;
		break;
	case DOCX_GRID_SPAN:
		t->span = n ? n : 1;
		break;
	case DOCX_VERTICAL_MERGE:
		t->merge = dais_str_is(dais_xml_value(tag, DOCX_VALUE), "restart") ? 1 : 2;
		break;
	case DOCX_CELL_DELETED:
		t->cell_deleted = true;
		break;
	case DOCX_DELETED:
		t->row_deleted = true;
		break;
	default:
		break;
	}
}
