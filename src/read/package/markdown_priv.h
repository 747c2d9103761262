/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that read text/<lang>.md.
 */
#ifndef DAIS_READ_PACKAGE_MARKDOWN_PRIV_H
#define DAIS_READ_PACKAGE_MARKDOWN_PRIV_H

#include <cmark.h>

#include "read/package/load_priv.h"
#include "read/package/markdown.h"

struct dais_text_reader {
	struct dais_loader l; /* file, diagnostics, record */
	struct dais_str bytes;
	size_t *line_starts;
	size_t line_count;
	size_t cursor; /* behind the last reference found in the source */
};

/* 1-based column in code points of byte column @column of @line. */
unsigned dais_text_reader_column(const struct dais_text_reader *t, int line, int column);
/* The byte there; 0 when there is none. */
char dais_text_reader_byte(const struct dais_text_reader *t, int line, int column);
/* Reads the inlines of @block (paragraph or heading) into @b->spans. */
void dais_text_reader_inlines(struct dais_text_reader *t, cmark_node *block, struct dais_block *b);
/* Checks that what @ref names exists. */
void dais_text_reader_check(
    struct dais_text_reader *t, const struct dais_ref *ref, unsigned line, unsigned column);

#endif
