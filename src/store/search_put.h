/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What putting texts into the index (search_put.c) and making it again (search_make.c) share.
 */
#ifndef DAIS_STORE_SEARCH_PUT_H
#define DAIS_STORE_SEARCH_PUT_H

#include "store/search_priv.h"

#define DAIS_SEARCH_PORTION 1000 /* texts: the statement search_texts_after says so, too */

struct dais_search_putting {
	struct dais_sql *sql;
	struct dais_arena *arena;
	struct dais_words *words;
	enum dais_search_engine engine;
	struct dais_str package;
	dais_index_body_vec bodies;
	struct dais_map body_places;
	struct dais_map numbers; /* "facet value" to its number */
	struct dais_buf tokens;  /* to be released */
	bool only_looks; /* a value without a number gets none */
	bool is_making; /* the index has texts up to number @made only */
	int64_t made;
};
/* Begins to put texts of a package into the search, or to take them out; @p->tokens is the caller's
 * to release. @sql and @words must outlive it. */
void dais_search_putting_init(struct dais_search_putting *p, struct dais_sql *sql,
    struct dais_words *words, struct dais_arena *a);

/* The first of the numbers that text @t may have, and those it is found by: its body and, as far as
 * @p->bodies knows them, those above. With @p->only_looks what has no number is 0. */
bool dais_search_number_text(struct dais_search_putting *p, const struct dais_index_text *t,
    int64_t *ret_first, struct dais_search_facets *ret, struct dais_err *err);

/* A text of the index. */
struct dais_search_old {
	int64_t id;
	struct dais_index_text t;
	struct dais_str facets;
};
typedef DAIS_VEC(struct dais_search_old) dais_search_old_vec;
/* The texts that statement @id gives for @of. */
bool dais_search_read_texts(struct dais_search_putting *p, enum dais_sql_id id,
    struct dais_sql_value of, struct dais_arena *a, dais_search_old_vec *ret, struct dais_err *err);
void dais_search_read_facets(
    struct dais_arena *a, const struct dais_search_old *t, struct dais_search_facets *ret);
/* Adds @sign times what was counted to the words of the index. */
bool dais_search_put_counts(struct dais_search_putting *p, const struct dais_search_counts *counts,
    int sign, struct dais_err *err);

/* How far the index is made. */
struct dais_search_state {
	bool is_other; /* made by other rules, or by none */
	bool has_texts; /* something is to be found */
	int64_t made; /* up to which number; -1: all */
};
bool dais_search_state_read(
    struct dais_sql *c, struct dais_arena *a, struct dais_search_state *ret, struct dais_err *err);
/* Empties an index of other rules, to be made again. In a transaction that writes. */
bool dais_search_make_begin(struct dais_search_putting *p, struct dais_err *err);
/* Puts the next texts into an index that is being made; *@ret_done (may be NULL) how many. */
bool dais_search_make_portion(
    struct dais_search_putting *p, size_t *ret_done, struct dais_err *err);

#endif
