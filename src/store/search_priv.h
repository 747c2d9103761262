/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the search among themselves.
 */
#ifndef DAIS_STORE_SEARCH_PRIV_H
#define DAIS_STORE_SEARCH_PRIV_H

#include "store/search_tokens.h"
#include "store/sql.h"

/* Of a step, texts that are found by keys of words in a row and are looked at for the words. */
#define DAIS_SEARCH_CANDIDATES_MAX 1000

enum dais_search_engine dais_search_engine_of(struct dais_sql *c);
/* What cuts words for the searches of @s, half a megabyte that is kept with it: titles and snippets
 * of one search have the words of the next one. */
struct dais_words *dais_search_words(struct dais_store *s);
/* The number of a value of @facet; 0 when the index has none such. */
bool dais_search_value_number(struct dais_sql *c, const char *facet, struct dais_str value,
    unsigned *ret, struct dais_err *err);
/* Fills in the words that prefixes stand for; for SQLite, keys of neighbours in the place of words
 * in a row. */
bool dais_search_expand(struct dais_sql *c, struct dais_search_terms *terms, struct dais_arena *a,
    struct dais_err *err);
/* Whether a word is wanted and not wanted at once ("les -le"): an index reads all its matches to
 * find none. */
bool dais_search_contradicts_itself(const struct dais_search_terms *terms);
/* Leaves out what is said twice. */
void dais_search_drop_repeated(struct dais_search_terms *terms);

/* Facets of the @n texts with the numbers @matches, which are the newest, into ret->facets. When
 * there are more, years up to the oldest public one are told, too, unless a year is asked for. */
bool dais_search_count_facets(struct dais_sql *sql, const int64_t *matches, size_t n, bool has_year,
    struct dais_arena *a, struct dais_search_result *ret, struct dais_err *err);

/* ---- slices ---- */

/* How many texts the first part has, and how few are not worth one; a test sets it. */
extern int64_t dais_search_part_texts;
/* How many times words may stand in the texts of a part of SQLite; a test sets it. */
extern int64_t dais_search_part_postings;
/* How many times the words of a query may stand in texts before the most frequent of many words may
 * be missed; a test sets it. */
extern int64_t dais_search_terms_postings;

struct dais_search_slices {
	DAIS_VEC(struct dais_search_slice) v; /* the newest first */
	int64_t texts; /* in all of them */
	size_t at;
	int64_t looked_at, after, last;
	int64_t size; /* texts of a part in SQLite; 0: all are one part */
	int64_t rarest; /* in so many texts stands the rarest term, at most */
	bool ended;
};
/* How many texts each slice has. */
bool dais_search_slices_read(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err);
bool dais_search_slices_begin(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_slices *ret, struct dais_err *err);
/* How rare @terms are, and which of them may be missed; of SQLite parts of what words of many texts
 * make long to look through. */
bool dais_search_slices_limit(struct dais_sql *c, struct dais_search_terms *terms,
    struct dais_arena *a, struct dais_search_slices *s, struct dais_err *err);
/* About how many matches there are when @found are up to number @last: two figures of it; 0 when
 * nothing is known. */
int64_t dais_search_slices_estimate(const struct dais_search_slices *s, size_t found, int64_t last);
/* What to look at next when @found of @wanted matches were found so far; false: that is all. */
bool dais_search_slices_next(
    struct dais_search_slices *s, size_t found, size_t wanted, struct dais_search_part *ret);

/* ---- matches ---- */

/* What is asked for: up to @max matches, the newest first. */
struct dais_search_wanted {
	const struct dais_search_terms *terms;
	enum dais_search_where where;
	const struct dais_search_filter *filter;
	dais_lang_set in;
	bool restricted;
	size_t max;
};
typedef DAIS_VEC(int64_t) dais_search_numbers;
/* search_numbers.c: the numbers of the newest matches, descending, at most @w->max. @slices: as
 * they were begun in the transaction. */
bool dais_search_numbers_of(struct dais_sql *c, const struct dais_search_wanted *w,
    const struct dais_search_slices *slices, struct dais_arena *a, dais_search_numbers *ret,
    struct dais_err *err);

/* ---- a search ---- */

struct dais_search_ranked {
	int64_t id;
	int64_t score; /* within its step: the higher the better */
};
typedef DAIS_VEC(struct dais_search_ranked) dais_search_ranked_vec;

struct dais_search_run {
	struct dais_store *store;
	struct dais_sql *sql;
	struct dais_arena *arena;
	const struct dais_search_query *query;
	struct dais_words *words;
	enum dais_search_engine engine;
	size_t counted; /* matches, at most */
	size_t window; /* how many of the newest are ranked */
	struct dais_search_terms terms;
	struct dais_search_filter filter;
	struct dais_search_slices slices;
	struct dais_search_slices looked; /* how far the matches were read */
	bool is_cut; /* there may be more matches than were read */
	int64_t read_to; /* then: the number of the last text that was looked at */
	dais_search_numbers matches; /* from the newest on; one more than are counted */
	bool knows_titles; /* those of the matches were told apart as they were found: */
	dais_search_ranked_vec titles; /* the newest with all terms in the title */
	dais_search_numbers order; /* as they are shown */
	dais_search_numbers placed; /* those before the last step, ascending */
};
/* How many of the matches have numbers up to @number. */
size_t dais_search_up_to(const struct dais_search_run *s, int64_t number);
/* Reads the matches of the terms into the list and puts them in their order. */
bool dais_search_find(struct dais_search_run *s, struct dais_err *err);
/* Numbers as a list in JSON. */
struct dais_str dais_search_list_numbers(struct dais_arena *a, const int64_t *numbers, size_t n);

/* ---- what may be meant ---- */

struct dais_search_meaning {
	struct dais_sql *sql;
	struct dais_words *words;
	const struct dais_search_query *query;
	const struct dais_search_filter *filter;
	const struct dais_search_slices *slices;
	struct dais_arena *arena;
};
/* The words of the index nearest to one that it does not know, the nearest first, of these the
 * words of the reader's language, of these the most frequent;
 * those behind the last one are empty. */
#define DAIS_SEARCH_NEAREST 3
#define DAIS_SEARCH_LETTER 2u /* what a letter more, less or other counts in distances */
struct dais_search_nearest {
	struct dais_str words[DAIS_SEARCH_NEAREST];
	size_t distances[DAIS_SEARCH_NEAREST]; /* one less where letters are but doubled */
	bool is_own[DAIS_SEARCH_NEAREST]; /* of the reader's language */
};
bool dais_search_nearest_words(struct dais_search_meaning *m, struct dais_str word,
    struct dais_search_nearest *ret, struct dais_err *err);
/* "backgroundpaper" as two words that the index knows; empty when it is not two. */
bool dais_search_two_words(struct dais_search_meaning *m, struct dais_str word,
    struct dais_str *ret, struct dais_err *err);
/* What may stand in the place of a term; the likeliest first. */
struct dais_search_choices {
	struct dais_str v[DAIS_SEARCH_NEAREST];
	size_t n;
};
/* The term @at as texts write it: a date in figures in the words of the reader's language, an
 * ordinal in words, a symbol without zeros before its numbers or in Latin letters for Russian ones
 * that look so, a word that is shortened whole, what is parted by points or a hyphen as one word,
 * days as two words. None when there is nothing like it. */
bool dais_search_otherwise(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    size_t at, struct dais_search_choices *ret, struct dais_err *err);
/* Every word of @other that is not one of @terms in the place as text number @newest writes it,
 * with its accents, in the case in which the word was typed. */
bool dais_search_spell(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    struct dais_search_terms *other, int64_t newest, struct dais_err *err);
/* In how many texts @word stands. */
bool dais_search_texts_of(
    struct dais_search_meaning *m, struct dais_str word, int64_t *ret, struct dais_err *err);

/* What @terms, which find nothing, may be meant to say, into ret->meant: something that finds a
 * text; nothing when there is no such query. */
bool dais_search_mean(struct dais_sql *c, struct dais_words *words,
    const struct dais_search_query *q, const struct dais_search_filter *filter,
    const struct dais_search_slices *slices, const struct dais_search_terms *terms,
    struct dais_arena *a, struct dais_search_result *ret, struct dais_err *err);
/* The terms as a query. */
struct dais_str dais_search_say(struct dais_arena *a, const struct dais_search_terms *terms);

/* ---- snippets ---- */

#define DAIS_SEARCH_SNIPPET_COLUMNS 240u /* a Chinese character is two */
#define DAIS_SEARCH_SNIPPET_BYTES ((size_t)64 << 10) /* of a text that are looked at */

/* @text with what is found of @terms between U+E000 and U+E001; such characters of its own are
 * left out, and spaces of all kinds are one space. */
struct dais_str dais_search_mark(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str text, struct dais_arena *a);
/* The same of the part of @text with most of @terms in it; "…" where it is cut. */
struct dais_str dais_search_snippet(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str text, struct dais_arena *a);
/* How much of @title is found, 0..1000: all of it, and nothing else, is 1000. */
unsigned dais_search_coverage(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str title);
/* Whether all terms that are wanted stand in @title, and how much of it is found. */
bool dais_search_has_all(struct dais_words *words, const struct dais_search_terms *terms,
    enum dais_lang l, struct dais_str title, struct dais_arena *a, unsigned *ret_coverage);

#endif
