/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables. Source: OpenDocument 1.3 part 3, 9.
 */
#include "read/odt/odt_priv.h"

struct odt_table *
odt_table(struct odt_reader *r)
{
	return r->tables_open ? &r->tables.v[r->tables_open - 1] : NULL;
}

void
odt_table_begin(struct odt_reader *r)
{
	odt_paragraph_end(r);
	if (r->tables_open == r->tables.n)
		(void)dais_vec_add(r->arena, &r->tables);
	r->tables.v[r->tables_open++] =
	    (struct odt_table){ .number = ++r->tables_made, .span = 1, .rows = 1 };
}

void
odt_table_end(struct odt_reader *r)
{
	odt_paragraph_end(r);
	r->tables_open -= r->tables_open > 0;
	odt_story(r)->after_empty = true;
}

static unsigned
at_most(const struct dais_xml_tag *tag, unsigned name, unsigned most)
{
	int v = odt_int(tag, name, 1);

	return v < 1 ? 1 : (unsigned)v < most ? (unsigned)v : most;
}

void
odt_row_begin(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	struct odt_table *t = odt_table(r);

	if (!t)
		return;
	t->column = 0;
	t->repeat = at_most(tag, ODT_ROWS_REPEATED, ODT_ROWS_MAX);
}

void
odt_row_end(struct odt_reader *r)
{
	struct odt_table *t = odt_table(r);

	/* What a repeated row says is said once. */
	if (t)
		t->row += t->row + t->repeat < ODT_ROWS_MAX ? t->repeat : 1;
}

static void
pass_columns(struct odt_table *t, unsigned n)
{
	if (t->column + n < ODT_COLUMNS_MAX)
		t->column += n;
}

void
odt_cell_begin(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	struct odt_table *t = odt_table(r);

	odt_paragraph_end(r);
	odt_story(r)->after = 0;
	odt_story(r)->after_empty = false;
	if (!t)
		return;
	t->span = at_most(tag, ODT_COLUMNS_SPANNED, ODT_COLUMNS_MAX - 1);
	t->rows = at_most(tag, ODT_ROWS_SPANNED, ODT_ROWS_MAX);
	/* Cells that others cover follow one by one; repeated ones do not. */
	pass_columns(t, at_most(tag, ODT_COLUMNS_REPEATED, ODT_COLUMNS_MAX - 1) - 1);
}

void
odt_cell_end(struct odt_reader *r)
{
	odt_paragraph_end(r);
	if (odt_table(r))
		pass_columns(odt_table(r), 1);
}

void
odt_cell_covered(struct odt_reader *r, const struct dais_xml_tag *tag)
{
	if (odt_table(r))
		pass_columns(odt_table(r), at_most(tag, ODT_COLUMNS_REPEATED, ODT_COLUMNS_MAX - 1));
}
