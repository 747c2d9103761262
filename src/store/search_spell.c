/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of the index, which have neither capitals nor accents, as texts write them.
 */
#include "store/search_priv.h"
#include "text/text.h"

/* Whether the letter behind the first is a capital. */
static bool
is_acronym(struct dais_arena *a, struct dais_str word)
{
	size_t at = 0, end;

	(void)dais_str_decode(word, &at);
	end = at;
	if (at == word.n)
		return false;
	(void)dais_str_decode(word, &end);
	word = dais_str_sub(word, at, end);
	return !dais_str_eq(dais_text_fold(a, word), word) && word.n == 1;
}

/* @word in small letters, or with a capital when @typed has one; acronyms as they are. */
static struct dais_str
in_case_of(struct dais_arena *a, enum dais_lang l, struct dais_str word, struct dais_str typed)
{
	struct dais_str small = dais_text_fold(a, word), begins = dais_text_fold(a, typed);

	if (is_acronym(a, word))
		return dais_arena_dup(a, word);
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
dais_search_spell(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    struct dais_search_terms *other, int64_t newest, struct dais_err *err)
{
	for (size_t i = 0; i < other->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];

		if (!dais_str_eq(other->v.v[i].typed, t->typed) &&
		    !spell(m->sql, m->words, m->query->language, newest, other->v.v[i].typed,
			t->typed, m->arena, &other->v.v[i].typed, err))
			return false;
	}
	return true;
}
