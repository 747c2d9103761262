/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a reader types, as a list of terms that must all be found (or not be there), each a row of
 * positions with the keys that may stand there. Nothing that can be typed is an error of syntax.
 */
#ifndef DAIS_STORE_SEARCH_QUERY_H
#define DAIS_STORE_SEARCH_QUERY_H

#include "base/err.h"
#include "base/vec.h"
#include "text/words.h"

#define DAIS_SEARCH_BYTES_MAX 500 /* of what is typed: the rest is not looked at */
#define DAIS_SEARCH_TERMS_MAX 16  /* likewise */
#define DAIS_SEARCH_PIECES_MAX 64 /* of a term, likewise */
/* A prefix stands for the most frequent of the first words of the index that begin so; several
 * share these numbers. */
#define DAIS_SEARCH_PREFIX_SCANNED 5000
#define DAIS_SEARCH_PREFIX_WORDS 40

/* One word as it was typed. */
struct dais_search_piece {
	struct dais_str plain; /* folded */
	struct dais_str pair;  /* its key with the piece before; empty: none */
	bool is_close;         /* a sign or nothing between it and the piece before */
	size_t key_count;
	struct dais_str keys[DAIS_WORD_KEYS];
};

/* One place in a text. */
struct dais_search_position {
	struct dais_str prefix; /* not empty: any word that begins so */
	DAIS_VEC(struct dais_str) keys; /* one of these; of a prefix: to be filled */
	bool is_said; /* by the key at the place before, of this word and the one before it */
};

struct dais_search_term {
	bool without;   /* -term */
	bool is_exact;  /* "term": no stems */
	bool is_prefix; /* term* */
	bool is_symbol; /* has figures, or a stroke */
	bool ends_with_stop; /* "art." */
	bool may_miss;  /* a frequent word among many: texts are found that do not have it */
	struct dais_str typed;
	DAIS_VEC(struct dais_search_position) positions; /* what an engine looks for */
	DAIS_VEC(struct dais_search_piece) pieces;       /* what a snippet marks */
};

struct dais_search_terms {
	DAIS_VEC(struct dais_search_term) v;
	struct dais_str understood; /* the terms as they were understood */
	struct dais_str whole; /* all of it as the key of one symbol; empty when it is none */
	bool is_symbol; /* any term is */
};

/* Turns @terms into the one term that finds whole symbols, and beginnings of symbols, which are the
 * same without their strokes; false when they are no symbol. */
bool dais_search_glue(struct dais_search_terms *terms, struct dais_arena *a);

/* Reads @query, typed by a reader of @l for texts in the languages @in; strings in @a. INVALID when
 * there is no term to be found. */
bool dais_search_parse(struct dais_words *words, enum dais_lang l, dais_lang_set in,
    struct dais_str query, struct dais_arena *a, struct dais_search_terms *ret,
    struct dais_err *err);

#endif
