/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/sheets.h"

#include <math.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/xml/xml.h"
#include "read/zip/unzip.h"

#define MAIN_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATION_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_SPACE "http://schemas.openxmlformats.org/package/2006/relationships"
#define FILE_MAX ((size_t)64 << 20)
#define COLUMNS_MAX 16384u

enum {
	SHEET = 1,
	NAME,
	RELATION_ID,
	RELATIONSHIP,
	ID,
	TARGET,
	STRING,
	TEXT,
	CELL,
	PLACE,
	TYPE,
	VALUE,
	PHONETIC
};

static const struct dais_xml_name names[] = {
	{ MAIN_SPACE, "sheet", SHEET },
	{ "", "name", NAME },
	{ RELATION_SPACE, "id", RELATION_ID },
	{ PACKAGE_SPACE, "Relationship", RELATIONSHIP },
	{ "", "Id", ID },
	{ "", "Target", TARGET },
	{ MAIN_SPACE, "si", STRING },
	{ MAIN_SPACE, "t", TEXT },
	{ MAIN_SPACE, "c", CELL },
	{ "", "r", PLACE },
	{ "", "t", TYPE },
	{ MAIN_SPACE, "v", VALUE },
	{ MAIN_SPACE, "rPh", PHONETIC },
	{ NULL, NULL, 0 },
};

struct tab {
	struct dais_str name, relation;
};

struct relation {
	struct dais_str id, target;
};

struct cell {
	size_t row, column;
	struct dais_str text;
};

struct reader {
	struct dais_arena *arena;
	struct dais_buf text;
	bool in_text;
	bool in_phonetic; /* a reading aid, not part of the string */
	bool shared; /* the cell's value is the number of a shared string */
	size_t row, column; /* of the cell */
	size_t rows, columns;
	DAIS_VEC(struct tab) tabs;
	DAIS_VEC(struct relation) relations;
	DAIS_VEC(struct dais_str) strings;
	DAIS_VEC(struct cell) cells;
};

/* "AB12" to row 11, column 27; false when it is no such name. */
static bool
read_place(struct dais_str s, size_t *ret_row, size_t *ret_column)
{
	size_t i = 0, column = 0;
	int64_t row;

	for (; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++) {
		column = column * 26 + (size_t)(s.p[i] - 'A') + 1;
		if (column > COLUMNS_MAX)
			return false;
	}
	if (!i || !dais_str_to_int(dais_str_sub(s, i, s.n), 1, 1048576, &row))
		return false;
	*ret_row = (size_t)row - 1;
	*ret_column = column - 1;
	return true;
}

static void
start_cell(struct reader *r, const struct dais_xml_tag *tag)
{
	struct dais_str place = dais_xml_value(tag, PLACE);

	r->shared = dais_str_is(dais_xml_value(tag, TYPE), "s");
	if (!read_place(place, &r->row, &r->column))
		r->row = SIZE_MAX;
}

static bool
on_start(void *reader, const struct dais_xml_tag *tag)
{
	struct reader *r = reader;

	switch (tag->name) {
	case SHEET: {
		struct tab *t = dais_vec_add(r->arena, &r->tabs);

		t->name = dais_arena_dup(r->arena, dais_xml_value(tag, NAME));
		t->relation = dais_arena_dup(r->arena, dais_xml_value(tag, RELATION_ID));
		break;
	}
	case RELATIONSHIP: {
		struct relation *t = dais_vec_add(r->arena, &r->relations);

		t->id = dais_arena_dup(r->arena, dais_xml_value(tag, ID));
		t->target = dais_arena_dup(r->arena, dais_xml_value(tag, TARGET));
		break;
	}
	case CELL:
		start_cell(r, tag);
		dais_buf_clear(&r->text);
		break;
	case STRING:
		dais_buf_clear(&r->text);
		break;
	case PHONETIC:
		r->in_phonetic = true;
		break;
	case TEXT:
	case VALUE:
		r->in_text = !r->in_phonetic;
		break;
	default:
		break;
	}
	return true;
}

static void
end_cell(struct reader *r)
{
	struct dais_str text = dais_str_trim(dais_buf_str(&r->text));
	struct cell *c;
	int64_t i;

	if (r->row == SIZE_MAX || !text.n)
		return;
	if (r->shared) {
		if (!dais_str_to_int(text, 0, (int64_t)r->strings.n - 1, &i))
			return;
		text = r->strings.v[i];
	} else {
		text = dais_arena_dup(r->arena, text);
	}
	c = dais_vec_add(r->arena, &r->cells);
	*c = (struct cell){ r->row, r->column, text };
	r->rows = r->row >= r->rows ? r->row + 1 : r->rows;
	r->columns = r->column >= r->columns ? r->column + 1 : r->columns;
}

static void
on_end(void *reader, unsigned name)
{
	struct reader *r = reader;

	switch (name) {
	case TEXT:
	case VALUE:
		r->in_text = false;
		break;
	case PHONETIC:
		r->in_phonetic = false;
		break;
	case STRING:
		dais_vec_push(r->arena, &r->strings,
		    dais_arena_dup(r->arena, dais_str_trim(dais_buf_str(&r->text))));
		break;
	case CELL:
		end_cell(r);
		break;
	default:
		break;
	}
}

static void
on_text(void *reader, struct dais_str text, unsigned line, unsigned column)
{
	struct reader *r = reader;

	(void)line;
	(void)column;
	if (r->in_text)
		dais_buf_put(&r->text, text);
}

/* Sends the member @name through the reader; a member that is not @needed may be absent. */
static bool
read_member(
    struct reader *r, struct dais_unzip *z, const char *name, bool needed, struct dais_err *err)
{
	static const struct dais_xml_events events = { names, on_start, on_end, on_text };
	DAIS_BUF_AUTO bytes = { 0 };
	size_t i = dais_unzip_find(z, dais_str_from(name));

	if (i == DAIS_UNZIP_NONE)
		return !needed ||
		       dais_err_set(err, DAIS_ERR_INVALID, "no %s in the workbook", name);
	return dais_unzip_read(z, i, &bytes, err) &&
	       dais_xml_stream(dais_buf_str(&bytes), dais_str_from(name), &events, r, err);
}

static bool
lay_out(struct reader *r, struct sheet *s, struct dais_err *err)
{
	s->rows = r->rows;
	s->columns = r->columns;
	if (r->columns && r->rows > SHEETS_CELLS_MAX / r->columns)
		return dais_err_set(
		    err, DAIS_ERR_LIMIT, "sheet %.*s is too large", DAIS_STR_ARG(s->name));
	s->cells = DAIS_NEW_N(r->arena, r->rows * r->columns, struct dais_str);
	for (size_t i = 0; i < r->cells.n; i++) {
		const struct cell *c = &r->cells.v[i];

		s->cells[c->row * r->columns + c->column] = c->text;
	}
	return true;
}

static bool
read_sheet(struct reader *r, struct dais_unzip *z, const struct tab *tab, struct sheet *s,
    struct dais_err *err)
{
	struct dais_str target = DAIS_STR_NONE;
	const char *name;

	for (size_t i = 0; i < r->relations.n; i++)
		if (dais_str_eq(r->relations.v[i].id, tab->relation))
			target = r->relations.v[i].target;
	if (dais_str_has_prefix(target, DAIS_STR("/")))
		name = dais_arena_cstr(r->arena, dais_str_sub(target, 1, target.n));
	else
		name =
		    dais_arena_cstr(r->arena, dais_arena_concat(r->arena, DAIS_STR("xl/"), target));
	s->name = tab->name;
	r->cells.n = 0;
	r->rows = r->columns = 0;
	return read_member(r, z, name, true, err) && lay_out(r, s, err);
}

static bool
read_sheets(struct reader *r, struct dais_unzip *z, struct workbook *ret, struct dais_err *err)
{
	if (!read_member(r, z, "xl/workbook.xml", true, err) ||
	    !read_member(r, z, "xl/_rels/workbook.xml.rels", true, err) ||
	    !read_member(r, z, "xl/sharedStrings.xml", false, err))
		return false;
	for (size_t i = 0; i < r->tabs.n; i++)
		if (!read_sheet(r, z, &r->tabs.v[i], dais_vec_add(r->arena, &ret->sheets), err))
			return dais_err_context(
			    err, "while reading sheet %.*s", DAIS_STR_ARG(r->tabs.v[i].name));
	return true;
}

bool
workbook_read(struct dais_arena *a, const char *path, struct workbook *ret, struct dais_err *err)
{
	struct reader r = { .arena = a };
	struct dais_str bytes;
	struct dais_unzip *z;
	bool ok;

	*ret = (struct workbook){ 0 };
	if (!dais_file_read(a, path, FILE_MAX, &bytes, err) ||
	    !dais_unzip_open(a, bytes, dais_str_from(path), &z, err))
		return false;
	dais_buf_init(&r.text, DAIS_BUF_MAX);
	ok = read_sheets(&r, z, ret, err);
	dais_buf_release(&r.text);
	return ok || dais_err_context(err, "while reading %s", path);
}

const struct sheet *
workbook_sheet(const struct workbook *w, const char *name)
{
	for (size_t i = 0; i < w->sheets.n; i++)
		if (dais_str_is(w->sheets.v[i].name, name))
			return &w->sheets.v[i];
	return NULL;
}

struct dais_str
sheet_cell(const struct sheet *s, size_t row, size_t column)
{
	if (row >= s->rows || column >= s->columns)
		return DAIS_STR_NONE;
	return s->cells[row * s->columns + column];
}

static bool
bad_cell(const struct sheet *s, size_t row, size_t column, const char *what, struct dais_err *err)
{
	return dais_err_set(err, DAIS_ERR_INVALID,
	    "sheet %.*s, row %zu, column %zu: \"%.*s\" is not %s", DAIS_STR_ARG(s->name), row + 1,
	    column + 1, DAIS_STR_ARG(sheet_cell(s, row, column)), what);
}

/* Workbooks store numbers with a point whatever the locale; so does the locale "C" of strtod. */
static bool
read_number(struct dais_str s, double *ret)
{
	char digits[64], *end;

	if (!s.n || s.n >= sizeof(digits))
		return false;
	memcpy(digits, s.p, s.n);
	digits[s.n] = '\0';
	*ret = strtod(digits, &end);
	return *end == '\0' && isfinite(*ret);
}

bool
sheet_integer(const struct sheet *s, size_t row, size_t column, int64_t *ret, struct dais_err *err)
{
	struct dais_str text = sheet_cell(s, row, column);
	double number;

	*ret = 0;
	if (!text.n)
		return true;
	if (!read_number(text, &number) || fabs(number) > 1e15)
		return bad_cell(s, row, column, "a number", err);
	*ret = (int64_t)llround(number);
	return true;
}

bool
sheet_minutes(const struct sheet *s, size_t row, size_t column, int *ret, struct dais_err *err)
{
	struct dais_str text = sheet_cell(s, row, column), rest = text, hours, minutes;
	int64_t h, m;
	double day;

	if (dais_str_find_char(text, ':', 0) != SIZE_MAX) {
		if (!dais_str_next(&rest, ':', &hours) || !dais_str_next(&rest, ':', &minutes) ||
		    !dais_str_to_int(hours, 0, 23, &h) || !dais_str_to_int(minutes, 0, 59, &m))
			return bad_cell(s, row, column, "a time", err);
		*ret = (int)(h * 60 + m);
		return true;
	}
	if (!read_number(text, &day) || day < 0 || day > 1)
		return bad_cell(s, row, column, "a time", err);
	*ret = (int)lround(day * 1440);
	return true;
}
