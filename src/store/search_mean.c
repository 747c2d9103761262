/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * "Did you mean": words that the index does not know, replaced by the nearest that it knows.
 */
#include "store/search_priv.h"
#include "text/text.h"

#define SCANNED_MAX 5000 /* words of the index that are compared with one that is typed */
#define LEAST_CHARACTERS 3

struct best {
	struct dais_str word;
	size_t distance;
};

/* The part of @word that a word like it shares: its first two letters, behind the Arabic article.
 */
static struct dais_str
beginning(struct dais_str word)
{
	size_t letters = dais_str_has_prefix(word, DAIS_STR("ال")) ? 4 : 2, at = 0;

	while (letters-- && at < word.n)
		(void)dais_str_decode(word, &at);
	return dais_str_sub(word, 0, at);
}

static bool
find_nearest(struct dais_sql *c, struct dais_str word, struct dais_arena *a, struct best *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_str from = beginning(word);
	size_t limit = dais_str_count(word) > 4 ? 2 : 1;
	bool row = true;

	*ret = (struct best){ .distance = limit + 1 };
	if (!dais_sql_query(c, DAIS_SQL_SEARCH_WORDS_LIKE,
		DAIS_SQL_ARGS(dais_sql_text(from),
		    dais_sql_text(dais_arena_concat(a, from, DAIS_STR("\xF4\x8F\xBF\xBD"))),
		    dais_sql_int(SCANNED_MAX), dais_sql_int(SCANNED_MAX)),
		&rows, err))
		return false;
	/* The most frequent first: of equally near ones the first is kept. */
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str candidate = dais_sql_column(&rows, 0);
		size_t distance;

		if (dais_str_find_char(candidate, '/', 0) != SIZE_MAX || candidate.n > word.n + 8 ||
		    word.n > candidate.n + 8)
			continue;
		distance = dais_str_distance(word, candidate, limit);
		if (distance < ret->distance) {
			ret->distance = distance;
			ret->word = dais_arena_dup(a, candidate);
		}
	}
	return !row;
}

static bool
is_known(struct dais_sql *c, const struct dais_search_term *t, bool *ret, struct dais_err *err)
{
	int64_t texts = 0;

	*ret = false;
	for (size_t k = 0; k < t->pieces.v[0].key_count && !*ret; k++) {
		if (!dais_sql_number(c, DAIS_SQL_SEARCH_WORD,
			DAIS_SQL_ARGS(dais_sql_text(t->pieces.v[0].keys[k])), &texts, err))
			return false;
		*ret = texts > 0;
	}
	return true;
}

static bool
may_be_mistyped(const struct dais_search_term *t)
{
	char first = t->pieces.v[0].plain.p[0];

	return !t->without && !t->is_prefix && t->pieces.n == 1 &&
	       !(first >= '0' && first <= '9') &&
	       dais_str_count(t->pieces.v[0].plain) >= LEAST_CHARACTERS;
}

/* @word in small letters, or with a capital when @typed has one. */
static struct dais_str
in_case_of(struct dais_arena *a, enum dais_lang l, struct dais_str word, struct dais_str typed)
{
	struct dais_str small = dais_text_fold(a, word), begins = dais_text_fold(a, typed);

	return begins.n && typed.n && begins.p[0] != typed.p[0] ? dais_text_capitalise(a, l, small)
								: small;
}

/* As the word stands in a text that has it, with its accents, in the case of @typed; the folded
 * word when it is not there. */
static bool
spell(struct dais_sql *c, struct dais_words *words, enum dais_lang l, int64_t number,
    struct dais_str word, struct dais_str typed, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	bool row;

	*ret = word;
	if (!dais_sql_query(
		c, DAIS_SQL_SEARCH_TEXT, DAIS_SQL_ARGS(dais_sql_int(number)), &rows, err) ||
	    !dais_sql_next(&rows, &row, err))
		return false;
	for (int column = 3; row && column <= 4; column++) {
		struct dais_str text =
		    dais_str_sub(dais_sql_column(&rows, column), 0, DAIS_SEARCH_SNIPPET_BYTES);
		struct dais_word w;

		dais_words_start(words, l, text);
		while (dais_words_next(words, &w))
			if (dais_str_eq(w.keys[0], word)) {
				*ret =
				    in_case_of(a, l, dais_str_sub(text, w.at, w.at + w.n), typed);
				return true;
			}
	}
	return true;
}

bool
dais_search_mean(struct dais_sql *c, struct dais_words *words, const struct dais_search_query *q,
    const struct dais_search_filter *filter, const struct dais_search_slices *slices,
    const struct dais_search_terms *terms, struct dais_arena *a, struct dais_str *ret,
    struct dais_err *err)
{
	struct dais_search_terms other = { .is_symbol = false }, read;
	dais_search_numbers found = { 0 };
	bool is_other = false;

	*ret = DAIS_STR_NONE;
	for (size_t i = 0; i < terms->v.n; i++) {
		struct dais_search_term t = terms->v.v[i];
		struct best best = { .distance = 0 };
		bool known = true;

		if (may_be_mistyped(&t) && !is_known(c, &t, &known, err))
			return false;
		if (!known && !find_nearest(c, t.pieces.v[0].plain, a, &best, err))
			return false;
		if (!known && best.word.n == 0)
			return true;
		if (!known) {
			t.typed = best.word;
			is_other = true;
		}
		dais_vec_push(a, &other.v, t);
	}
	if (!is_other)
		return true;
	if (!dais_search_parse(
		words, q->language, q->in, dais_search_say(a, &other), a, &read, err) ||
	    !dais_search_expand(c, &read, a, err) ||
	    !dais_search_numbers_of(c,
		&(struct dais_search_wanted){ &read, DAIS_SEARCH_ANYWHERE, filter,
		    q->in ? q->in : DAIS_LANG_ALL, q->restricted, 1 },
		slices, a, &found, err))
		return false;
	for (size_t i = 0; found.n && i < other.v.n; i++)
		if (!dais_str_eq(other.v.v[i].typed, terms->v.v[i].typed) &&
		    !spell(c, words, q->language, found.v[0], other.v.v[i].typed,
			terms->v.v[i].typed, a, &other.v.v[i].typed, err))
			return false;
	if (found.n)
		*ret = dais_search_say(a, &other);
	return true;
}
