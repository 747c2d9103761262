/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Texts and queries as the engines read them. The keys of a text go into one row of positions:
 *
 *     meet      a word or pair of the title (in PostgreSQL), of the symbols or of the text
 *     ^meet     of the title; in SQLite meet^, which stands beside the word in the index, once more
 *               two positions behind the title: the last place of such a key says how long that is
 *     $wg/3     of a symbol
 *     =a/1/2    a whole symbol
 *     #a12      a symbol or the beginning of one, at least two words of it, without its strokes
 *     @t12      a facet: body 12 or one below it; @k kind, @g genre, @y year
 *     @d0931    the slice of time (search_slices.c), @e0116 eight of them, @f0014 sixty-four; for
 *               PostgreSQL only
 *     %of%the   two words that follow each other, one of them of three letters or fewer, where the
 *               first of them stands; for SQLite only; likewise %of%the^ of a title, $%of%the of a
 *               symbol
 *     %x3Fb     two or three words in a row, hashed to 24 bits; for PostgreSQL only, whose index
 *               has no positions: nearly all texts with these keys *and* all the words have the
 *               words in a row. Not those where another row has the same hash, nor, of four words
 *               and more, those that have every three of them in a row but in different places;
 *               of titles and symbols, those that have the words there and the row elsewhere
 *
 * so that "all words in the title" is a search as short as any other. SQLite reads them from
 * "a|b c" (a and b at the first position, the bar being U+001F), PostgreSQL from "'a':1 'b':1".
 */
#ifndef DAIS_STORE_SEARCH_TOKENS_H
#define DAIS_STORE_SEARCH_TOKENS_H

#include "base/buf.h"
#include "base/map.h"
#include "store/index.h"
#include "store/search_query.h"

/* PostgreSQL knows positions up to 16,383 and 256 of a word; the same for both, so that both find
 * the same. */
#define DAIS_SEARCH_POSITIONS_MAX 16000u
#define DAIS_SEARCH_OCCURRENCES_MAX 255u
#define DAIS_SEARCH_KEY_BYTES_MAX 600000u /* of the different keys of a text */

enum dais_search_engine {
	DAIS_SEARCH_SQLITE,
	DAIS_SEARCH_POSTGRESQL
};

/* ---- texts ---- */

/* In how many of some texts each word stands. */
struct dais_search_count {
	struct dais_str key;
	unsigned texts[DAIS_LANG_COUNT];
	unsigned last, occurrences; /* the text it was seen in last, and how often there */
	bool is_counted;            /* a word, pair or stem that stands in the table of words */
};
struct dais_search_counts {
	struct dais_arena *arena;
	struct dais_map places;
	DAIS_VEC(struct dais_search_count) v;
	unsigned texts;
	enum dais_lang language; /* of the text at hand */
};
void dais_search_counts_init(struct dais_search_counts *c, struct dais_arena *a);

/* Numbers of the facets of a text. */
struct dais_search_facets {
	unsigned kind, genre;
	int year;
	unsigned slice;
	DAIS_VEC(unsigned) bodies; /* its own and those above */
};

/* Writes the keys of @t into @out and counts its words. */
void dais_search_tokens(struct dais_words *words, enum dais_search_engine engine,
    const struct dais_index_text *t, const struct dais_search_facets *facets,
    struct dais_search_counts *counts, struct dais_buf *out);

/* A word, as it is compared, in a row with others. */
struct dais_search_in_row {
	uint64_t hash;
	bool is_han; /* a Chinese character */
};
struct dais_search_in_row dais_search_in_row(struct dais_str word);
#define DAIS_SEARCH_ROW_BYTES 5
#define DAIS_SEARCH_ROW_WORDS 3
/* The key of the @n (2..3) words of @v in a row, in @out; false: they are two Chinese characters,
 * which have a key of their own. */
bool dais_search_row_key(
    const struct dais_search_in_row *v, size_t n, char out[DAIS_SEARCH_ROW_BYTES]);

/* The key of two words that follow each other, into @ret, which is cleared; false: they have none,
 * since neither is one of the short words that most texts have, or they are two Chinese characters,
 * which have a key of their own where nothing stands between them. */
bool dais_search_neighbours(struct dais_str word, struct dais_str next, struct dais_buf *ret);

/* ---- queries ---- */

enum dais_search_where {
	DAIS_SEARCH_ANYWHERE,
	DAIS_SEARCH_TITLE,
	DAIS_SEARCH_SYMBOL,
	DAIS_SEARCH_WHOLE_SYMBOL /* terms->whole; excludes nothing */
};

/* Filters by number; 0: none. */
struct dais_search_filter {
	unsigned body, kind, genre;
	int year;
};

#define DAIS_SEARCH_SLICE_KEY "@d" /* of level 0 */
struct dais_search_slice {
	unsigned number;
	int64_t texts;
};
struct dais_search_span {
	unsigned level, number;
};
#define DAIS_SEARCH_SPANS_MAX 24
/* What is looked at in one go: the texts of some spans of time, or (n 0) all behind a number, up to
 * one. */
struct dais_search_part {
	struct dais_search_span spans[DAIS_SEARCH_SPANS_MAX];
	size_t n;
	int64_t after, last;
};

/* The terms in the engine's language: made of keys only, which are letters, figures and the signs
 * above. */
struct dais_search_expression {
	/* For PostgreSQL two lists in JSON: a text is found that is found by one of the first and
	 * by all of the second. For SQLite the first is all of it. */
	struct dais_str wanted, also;
	struct dais_str exact; /* the terms alone, with the places of their words */
	bool is_exact; /* what @wanted finds is what @exact finds; else nearly: it finds no less */
};
void dais_search_compile(enum dais_search_engine engine, const struct dais_search_terms *terms,
    enum dais_search_where where, const struct dais_search_filter *filter,
    const struct dais_search_part *part, struct dais_arena *a, struct dais_search_expression *ret);

#endif
