/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include <ctype.h>
#include <stdio.h>

#include <zip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "plan/public/book.h"

#define SPACE "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define RELATIONS "http://schemas.openxmlformats.org/"

struct book {
	struct dais_arena *arena;
	zip_t *zip;
	struct dais_buf strings;
	unsigned n_strings;
};

static void
add(struct book *b, const char *name, struct dais_str text)
{
	struct dais_str kept = dais_arena_dup(b->arena, text); /* until the zip is closed */

	assert_true(
	    zip_file_add(b->zip, name, zip_source_buffer(b->zip, kept.p, kept.n, 0), 0) >= 0);
}

static bool
is_number(struct dais_str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]) && s.p[i] != '.')
			return false;
	return s.n > 0;
}

static void
put_cell(struct book *b, struct dais_buf *to, unsigned row, unsigned column, struct dais_str text)
{
	if (!text.n)
		return;
	dais_buf_printf(to, "<c r=\"%c%u\"", (char)('A' + column), row);
	if (is_number(text)) {
		dais_buf_printf(to, "><v>%.*s</v></c>", DAIS_STR_ARG(text));
		return;
	}
	dais_buf_printf(to, " t=\"s\"><v>%u</v></c>", b->n_strings++);
	dais_buf_printf(
	    &b->strings, "<si><r><t>%.*s</t></r><rPh><t>no</t></rPh></si>", DAIS_STR_ARG(text));
}

static void
put_sheet(struct book *b, const struct book_sheet *s, unsigned number)
{
	struct dais_str rest = dais_str_from(s->cells), line, cell;
	DAIS_BUF_AUTO to = { 0 };
	unsigned row = 0;
	char name[64];

	dais_buf_init(&to, DAIS_BUF_MAX);
	dais_buf_puts(&to, "<worksheet " SPACE "><sheetData>");
	while (dais_str_next_line(&rest, &line)) {
		unsigned column = 0;

		dais_buf_printf(&to, "<row r=\"%u\">", ++row);
		while (dais_str_next(&line, '|', &cell))
			put_cell(b, &to, row, column++, cell);
		dais_buf_puts(&to, "</row>");
	}
	dais_buf_puts(&to, "</sheetData></worksheet>");
	(void)snprintf(name, sizeof(name), "xl/worksheets/sheet%u.xml", number);
	add(b, name, dais_buf_str(&to));
}

static void
put_index(struct book *b, const struct book_sheet *sheets, unsigned n)
{
	DAIS_BUF_AUTO index = { 0 };
	DAIS_BUF_AUTO links = { 0 };

	dais_buf_init(&index, DAIS_BUF_MAX);
	dais_buf_init(&links, DAIS_BUF_MAX);
	dais_buf_puts(&index, "<workbook " SPACE " xmlns:r=\"" RELATIONS
			      "officeDocument/2006/relationships\"><sheets>");
	dais_buf_puts(&links, "<Relationships xmlns=\"" RELATIONS "package/2006/relationships\">");
	for (unsigned i = 0; i < n; i++) {
		dais_buf_printf(&index, "<sheet name=\"%s\" r:id=\"r%u\"/>", sheets[i].name, i);
		dais_buf_printf(&links,
		    "<Relationship Id=\"r%u\" Target=\"%sworksheets/sheet%u.xml\"/>", i,
		    i % 2 ? "/xl/" : "", i);
	}
	dais_buf_puts(&index, "</sheets></workbook>");
	dais_buf_puts(&links, "</Relationships>");
	add(b, "xl/workbook.xml", dais_buf_str(&index));
	add(b, "xl/_rels/workbook.xml.rels", dais_buf_str(&links));
}

void
book_write(const char *path, const struct book_sheet *sheets, unsigned n)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct book b = { .arena = a, .zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL) };

	assert_non_null(b.zip);
	dais_buf_init(&b.strings, DAIS_BUF_MAX);
	dais_buf_puts(&b.strings, "<sst " SPACE ">");
	put_index(&b, sheets, n);
	for (unsigned i = 0; i < n; i++)
		put_sheet(&b, &sheets[i], i);
	dais_buf_puts(&b.strings, "</sst>");
	add(&b, "xl/sharedStrings.xml", dais_buf_str(&b.strings));
	assert_int_equal(zip_close(b.zip), 0);
	dais_buf_release(&b.strings);
}
