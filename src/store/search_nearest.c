/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of the index that are nearest to one that it does not know.
 */
#include "store/search_priv.h"

#define SCANNED_MAX 5000 /* words of the index that are compared with one that is typed */
#define SCANNED_OF_LETTER 200 /* likewise, of those that begin with another letter */
#define LEAST_CHARACTERS 3
/* Of shorter words one letter may be another, of longer ones two: most words of five letters are
 * two letters from some other. */
#define LEAST_OF_TWO 7
#define LEAST_OTHER_BEGINNING 5 /* characters of a word whose beginning may be mistyped */

/* The first @n letters of @word. */
static struct dais_str
letters(struct dais_str word, size_t n)
{
	size_t at = 0;

	while (n-- && at < word.n)
		(void)dais_str_decode(word, &at);
	return dais_str_sub(word, 0, at);
}

static void
add_nearest(struct dais_search_meaning *m, struct dais_search_nearest *v, struct dais_str word,
    size_t distance, bool is_own)
{
	size_t at = DAIS_SEARCH_NEAREST;

	for (size_t i = 0; i < DAIS_SEARCH_NEAREST; i++)
		if (dais_str_eq(v->words[i], word))
			return;
	while (at > 0 && (distance < v->distances[at - 1] ||
			     (distance == v->distances[at - 1] && is_own && !v->is_own[at - 1])))
		at--;
	if (at == DAIS_SEARCH_NEAREST)
		return;
	for (size_t i = DAIS_SEARCH_NEAREST - 1; i > at; i--) {
		v->words[i] = v->words[i - 1];
		v->distances[i] = v->distances[i - 1];
		v->is_own[i] = v->is_own[i - 1];
	}
	v->words[at] = dais_arena_dup(m->arena, word);
	v->distances[at] = distance;
	v->is_own[at] = is_own;
}

/* Whether the words are the same but for letters that stand once in one and twice in the other. */
static bool
is_doubled(struct dais_str x, struct dais_str y)
{
	size_t i = 0, k = 0;
	uint32_t c = 0, d = 0;

	while (i < x.n || k < y.n) {
		uint32_t before = c;
		size_t i_next = i, k_next = k;

		c = i < x.n ? dais_str_decode(x, &i_next) : 0;
		d = k < y.n ? dais_str_decode(y, &k_next) : 0;
		if (c == d) {
			i = i_next;
			k = k_next;
		} else if (c && c == before) {
			i = i_next;
		} else if (d && d == before) {
			k = k_next;
			c = before;
		} else {
			return false;
		}
	}
	return true;
}

/* At most @beyond; see DAIS_SEARCH_LETTER. */
static size_t
distance_of(struct dais_str word, struct dais_str candidate, size_t beyond)
{
	size_t letters = dais_str_distance(word, candidate, beyond / DAIS_SEARCH_LETTER + 1);

	return letters * DAIS_SEARCH_LETTER - (letters == 1 && is_doubled(word, candidate));
}

/* Compares @word with the words of the index that begin with @beginning. */
static bool
compare(struct dais_search_meaning *m, struct dais_str word, struct dais_str beginning,
    int64_t scanned, struct dais_search_nearest *best, struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	size_t beyond = (dais_str_count(word) >= LEAST_OF_TWO ? 3 : 2) * DAIS_SEARCH_LETTER;
	bool row = true;

	if (!dais_sql_query(m->sql, DAIS_SQL_SEARCH_WORDS_LIKE,
		DAIS_SQL_ARGS(dais_sql_text(beginning),
		    dais_sql_text(
			dais_arena_concat(m->arena, beginning, DAIS_STR("\xF4\x8F\xBF\xBD"))),
		    dais_sql_int(scanned), dais_sql_int(scanned), dais_sql_int(m->query->language)),
		&rows, err))
		return false;
	/* Those of the reader's language first, the most frequent first: of equally near ones the
	 * first is kept. */
	while (dais_sql_next(&rows, &row, err) && row) {
		struct dais_str candidate = dais_sql_column(&rows, 0);
		size_t distance;

		if (dais_str_find_char(candidate, '/', 0) != SIZE_MAX || candidate.n > word.n + 8 ||
		    word.n > candidate.n + 8)
			continue;
		distance = distance_of(word, candidate, best->distances[DAIS_SEARCH_NEAREST - 1]);
		if (distance < beyond)
			add_nearest(
			    m, best, candidate, distance, dais_sql_column_int(&rows, 2) > 0);
	}
	return !row;
}

/* Words that begin as @word does, the longer the beginning the earlier: of many words that begin
 * with two letters only the first ones are compared. */
static bool
compare_likes(struct dais_search_meaning *m, struct dais_str word, struct dais_search_nearest *best,
    struct dais_err *err)
{
	size_t article = dais_str_has_prefix(word, DAIS_STR("ال")) ? 2 : 0;

	for (size_t n = 5;
	    n >= 2 &&
	    (best->distances[DAIS_SEARCH_NEAREST - 1] > DAIS_SEARCH_LETTER || !best->is_own[0]);
	    n--)
		if (!compare(m, word, letters(word, article + n), SCANNED_MAX, best, err))
			return false;
	return true;
}

/* A letter of the script of @word to begin with: the @nth; false behind the last one. */
static bool
nth_letter(struct dais_str word, unsigned n, uint32_t *ret)
{
	size_t at = 0;
	uint32_t c = dais_str_decode(word, &at);
	uint32_t first = c < 0x80 ? 'a' : c >= 0x430 && c <= 0x44F ? 0x430 : 0x627;
	uint32_t last = c < 0x80 ? 'z' : c >= 0x430 && c <= 0x44F ? 0x44F : 0x64A;

	*ret = first + n;
	return *ret <= last;
}

/* Words whose first or second letter is another, or is not in @word. */
static bool
compare_other_beginnings(struct dais_search_meaning *m, struct dais_str word,
    struct dais_search_nearest *best, struct dais_err *err)
{
	size_t one = letters(word, 1).n, two = letters(word, 2).n, three = letters(word, 3).n;
	struct dais_str first = letters(word, 1), second = dais_str_sub(word, one, two),
			third = dais_str_sub(word, two, three);
	uint32_t c;

	if (!compare(m, word, dais_arena_concat(m->arena, second, first), SCANNED_MAX, best, err) ||
	    !compare(m, word, dais_arena_concat(m->arena, first, third), SCANNED_MAX, best, err))
		return false;
	for (unsigned n = 0; best->distances[0] > DAIS_SEARCH_LETTER && nth_letter(word, n, &c);
	    n++) {
		char bytes[4];
		struct dais_str x = { bytes, dais_str_encode(c, bytes) };
		const struct dais_str beginnings[][3] = { { x, first, second },
			{ x, second, third }, { first, x, second }, { first, x, third } };

		for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++)
			if (!compare(m, word,
				dais_arena_printf(m->arena, "%.*s%.*s%.*s",
				    DAIS_STR_ARG(beginnings[i][0]), DAIS_STR_ARG(beginnings[i][1]),
				    DAIS_STR_ARG(beginnings[i][2])),
				SCANNED_OF_LETTER, best, err))
				return false;
	}
	return true;
}

/* Empty when there is none near. */
bool
dais_search_nearest_words(struct dais_search_meaning *m, struct dais_str word,
    struct dais_search_nearest *ret, struct dais_err *err)
{
	size_t beyond = (dais_str_count(word) >= LEAST_OF_TWO ? 3 : 2) * DAIS_SEARCH_LETTER;

	*ret = (struct dais_search_nearest){ .distances = { beyond, beyond, beyond } };
	if (!compare_likes(m, word, ret, err))
		return false;
	if (ret->distances[0] > DAIS_SEARCH_LETTER &&
	    dais_str_count(word) >= LEAST_OTHER_BEGINNING &&
	    !compare_other_beginnings(m, word, ret, err))
		return false;
	if (ret->words[0].n == 0 && dais_str_has_prefix(word, DAIS_STR("ال")))
		return dais_search_nearest_words(m, dais_str_sub(word, 4, word.n), ret, err);
	return true;
}

bool
dais_search_texts_of(
    struct dais_search_meaning *m, struct dais_str word, int64_t *ret, struct dais_err *err)
{
	return dais_sql_number(
	    m->sql, DAIS_SQL_SEARCH_WORD, DAIS_SQL_ARGS(dais_sql_text(word)), ret, err);
}

/* "backgroundpaper" as two words that the index knows; empty when it is not two. */
bool
dais_search_two_words(
    struct dais_search_meaning *m, struct dais_str word, struct dais_str *ret, struct dais_err *err)
{
	int64_t most = 0, x, y;
	size_t at = letters(word, LEAST_CHARACTERS).n;

	*ret = DAIS_STR_NONE;
	for (; dais_str_count(dais_str_sub(word, at, word.n)) >= LEAST_CHARACTERS;
	    (void)dais_str_decode(word, &at)) {
		struct dais_str before = dais_str_sub(word, 0, at),
				after = dais_str_sub(word, at, word.n);

		if (!dais_search_texts_of(m, before, &x, err) ||
		    (x > most && !dais_search_texts_of(m, after, &y, err)))
			return false;
		if (x <= most || y <= most)
			continue;
		most = x < y ? x : y;
		*ret = dais_arena_printf(
		    m->arena, "%.*s %.*s", DAIS_STR_ARG(before), DAIS_STR_ARG(after));
	}
	return true;
}
