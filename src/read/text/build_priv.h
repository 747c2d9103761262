/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Parts of building the record, split over files: build.c (bodies, items, sittings),
 * build_documents.c (documents, mandates), build_notes.c (annotations).
 */
#ifndef DAIS_READ_TEXT_BUILD_PRIV_H
#define DAIS_READ_TEXT_BUILD_PRIV_H

#include "read/text/read_priv.h"
#include "text/text.h"

/* "wg-3" from "WG.3". */
struct dais_str read_id(struct dais_arena *a, const char *prefix, struct dais_str s);
enum dais_item_kind read_item_kind(const struct reader *r, struct dais_str title);
void read_build_documents(struct reader *r);
void read_build_mandates(struct reader *r);
/* The body above those of the agendas, added to the record when needed. */
size_t read_parent_body(struct reader *r);
void read_build_notes(struct reader *r);
/* Drops the bodies of entries where they are those the sitting and the agendas imply. */
void read_trim_bodies(struct reader *r, struct dais_sitting *s);
/* The record's document with symbol @key, or DAIS_NONE. */
size_t read_document_of(const struct reader *r, struct dais_str key);

/* One "resolution 10/6" in a text. */
struct found_mandate {
	size_t at, n;           /* with its word */
	struct dais_str number; /* "10/6" */
	bool is_decision;
};
/* The next one in @s at or after @from; false if there is none. */
bool read_next_mandate(
    const struct reader *r, struct dais_str s, size_t from, struct found_mandate *ret);

#define ROW_CELLS_MAX 8u

/* A line cut at its wide gaps. */
struct row_cells {
	struct dais_str v[ROW_CELLS_MAX];
	size_t at[ROW_CELLS_MAX]; /* byte of the raw line */
	size_t n;
	bool loose;               /* the number stands before the title without a gap */
	bool stopped;             /* the number has a stop behind it */
};

/* rows.c */
void read_cut_line(const struct text_line *l, struct row_cells *c);
/* document_list.c: the rows of a list of documents. */
void read_document_rows(struct reader *r);

/* item.c: the item whose title begins at byte @from of block @b. */
struct sketch_item read_item(struct reader *r, size_t b, size_t from);
/* @s without what stands behind the title of an item: label, action, symbols in brackets. */
struct dais_str read_plain_title(struct reader *r, struct dais_str s);
/* contents_items.c: the items in the table of contents of a report that prints no agenda: their
 * body is added, the last of r->bodies. False when there are too few. */
bool read_items_of_contents(struct reader *r, size_t at_least);
/* Documents named beside the items of body @body. */
void read_item_documents(struct reader *r, size_t body);
/* Whether @s, a whole block, is symbols of documents in brackets and nothing else. */
bool read_is_documents_in_brackets(const struct reader *r, struct dais_str s);
/* Whether @s ends with symbols of documents in brackets: "Adoption of the agenda (A/65/1)". */
bool read_ends_with_documents(const struct reader *r, struct dais_str s);
/* Bytes of @s without final punctuation and spaces. */
size_t read_without_end(struct dais_str s);

/* symbols.c */
struct symbol_place {
	size_t at, n; /* bytes */
};
typedef DAIS_VEC(struct symbol_place) symbol_vec;
/* The symbols in @s, in order. */
symbol_vec read_symbols(const struct reader *r, struct dais_str s);
/* Those of a text that is nothing but symbols, with marks between them. */
symbol_vec read_listed_symbols(const struct reader *r, struct dais_str s);
/* Those that only the document's own symbol shows to be such, or the list they stand in, where the
 * grammar finds none: "HC 127/2". */
symbol_vec read_loose_symbols(const struct reader *r, struct dais_str s);
/* Bytes of the symbol at @at of @s, found to have @n: more when it is a joint one. */
size_t read_symbol_length(struct dais_str s, size_t at, size_t n);
/* The symbols that @s, one or a joint one, consists of; 0 when it is none. */
size_t read_symbol_keys(
    const struct reader *r, struct dais_str s, struct dais_symbol *ret, size_t max);

/* A fact as text: "2022-05-23", "10:00", "13". */
struct dais_str read_fact_value(struct reader *r, const struct dais_fact *f);
/* Adds the days and hours of the table in the annex to the evidence. */
void read_table_facts(struct reader *r);

#endif
