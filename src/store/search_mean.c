/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * When nothing is found: words that the index does not know are replaced by the nearest that it
 * knows; if that finds nothing either, words, or the end of a symbol, are left out.
 */
#include "store/search_priv.h"
#include "text/text.h"

#define LEAST_CHARACTERS 3
#define CHOICES_MAX 9 /* of words for those that are not known */
#define LEAVING_OUT_MAX 5 /* words that are left out, one after the other */
#define LEAVING_ONE_MAX 4 /* words of which one alone is left out */
#define PARTICLE_MAX 3 /* letters of "of", "del", "les": nobody looks for these alone */

/* In how many texts @t is likely to stand: as its most frequent key does. */
static bool
texts_of_term(struct dais_search_meaning *m, const struct dais_search_term *t, int64_t *ret,
    struct dais_err *err)
{
	*ret = 0;
	for (size_t k = 0; k < t->pieces.v[0].key_count; k++) {
		int64_t texts;

		if (!dais_search_texts_of(m, t->pieces.v[0].keys[k], &texts, err))
			return false;
		*ret = texts > *ret ? texts : *ret;
	}
	return true;
}

static bool
is_word(const struct dais_search_term *t)
{
	char first = t->pieces.v[0].plain.p[0];

	return !t->without && !t->is_prefix && t->pieces.n == 1 && !(first >= '0' && first <= '9');
}

static bool
is_plain_word(const struct dais_search_term *t)
{
	return is_word(t) && !t->is_exact;
}

static bool
may_be_mistyped(const struct dais_search_term *t)
{
	return is_word(t) && dais_str_count(t->pieces.v[0].plain) >= LEAST_CHARACTERS;
}

/* ---- other queries ---- */

/* The newest text that the query @words finds, in *@ret; 0: none. */
static bool
newest_of_words(
    struct dais_search_meaning *m, struct dais_str words, int64_t *ret, struct dais_err *err)
{
	struct dais_err none = DAIS_ERR_INIT;
	dais_search_numbers found = { 0 };
	struct dais_search_terms read;
	struct dais_search_slices slices = *m->slices;

	*ret = 0;
	/* Nothing is left but what is not wanted. */
	if (!dais_search_parse(
		m->words, m->query->language, m->query->in, words, m->arena, &read, &none))
		return true;
	if (!dais_search_expand(m->sql, &read, m->arena, err) ||
	    !dais_search_slices_limit(m->sql, &read, m->arena, &slices, err) ||
	    !dais_search_numbers_of(m->sql,
		&(struct dais_search_wanted){ &read, DAIS_SEARCH_ANYWHERE, m->filter,
		    m->query->in ? m->query->in : DAIS_LANG_ALL, m->query->restricted, 1 },
		&slices, m->arena, &found, err))
		return false;
	*ret = found.n ? found.v[0] : 0;
	return true;
}

static bool
newest_of(struct dais_search_meaning *m, const struct dais_search_terms *terms, int64_t *ret,
    struct dais_err *err)
{
	return newest_of_words(m, dais_search_say(m->arena, terms), ret, err);
}

/* A term of a word that the index does not know, and what may stand in its place. */
struct unknown {
	size_t at;
	struct dais_search_choices words;
};
typedef DAIS_VEC(struct unknown) unknown_vec;

/* Two words for one: before words of which two letters are others. */
static bool
add_two_words(struct dais_search_meaning *m, const struct dais_search_term *t,
    const struct dais_search_nearest *nearest, struct unknown *u, struct dais_err *err)
{
	struct dais_search_choices *v = &u->words;
	struct dais_str two;
	size_t at = v->n && nearest->distances[0] > DAIS_SEARCH_LETTER ? 0 : v->n;

	if (!dais_search_two_words(m, t->pieces.v[0].plain, &two, err))
		return false;
	if (two.n == 0 || at == DAIS_SEARCH_NEAREST)
		return true;
	v->n += v->n < DAIS_SEARCH_NEAREST;
	for (size_t i = v->n - 1; i > at; i--)
		v->v[i] = v->v[i - 1];
	v->v[at] = two;
	return true;
}

static bool
find_unknown(struct dais_search_meaning *m, const struct dais_search_terms *terms, unknown_vec *ret,
    struct dais_err *err)
{
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];
		struct dais_search_nearest nearest;
		struct unknown u = { .at = i };
		int64_t texts = 1;

		if (!dais_search_otherwise(m, terms, i, &u.words, err))
			return false;
		if (u.words.n) {
			dais_vec_push(m->arena, ret, u);
			continue;
		}
		if (may_be_mistyped(t) && !texts_of_term(m, t, &texts, err))
			return false;
		if (texts)
			continue;
		if (!dais_search_nearest_words(m, t->pieces.v[0].plain, &nearest, err))
			return false;
		for (; u.words.n < DAIS_SEARCH_NEAREST && nearest.words[u.words.n].n; u.words.n++)
			u.words.v[u.words.n] = nearest.words[u.words.n];
		if (!add_two_words(m, t, &nearest, &u, err))
			return false;
		if (u.words.n)
			dais_vec_push(m->arena, ret, u);
	}
	return true;
}

/* @terms with the words in the place of those that the index does not know: the @nth choice. */
static void
put_choice(const unknown_vec *unknown, size_t n, struct dais_search_terms *terms)
{
	for (size_t i = 0; i < unknown->n; i++) {
		const struct unknown *u = &unknown->v[i];

		DAIS_ASSERT(u->words.n > 0);
		terms->v.v[u->at].typed = u->words.v[n % u->words.n];
		n /= u->words.n;
	}
}

/* The list of @terms once more; the terms stay where they are. */
static struct dais_search_terms
copy_terms(struct dais_arena *a, const struct dais_search_terms *terms)
{
	struct dais_search_terms copy = { .is_symbol = false };

	for (size_t i = 0; i < terms->v.n; i++)
		dais_vec_push(a, &copy.v, terms->v.v[i]);
	return copy;
}

static void
drop_term(struct dais_search_terms *terms, size_t at)
{
	terms->v.n--;
	memmove(&terms->v.v[at], &terms->v.v[at + 1], (terms->v.n - at) * sizeof(*terms->v.v));
}

/* Two words of which the index does not know one, and which it knows as one: "tool kit". */
static bool
join(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    struct dais_search_terms *ret, int64_t *ret_newest, struct dais_err *err)
{
	*ret_newest = 0;
	for (size_t i = 0; i + 1 < terms->v.n && *ret_newest == 0; i++) {
		const struct dais_search_term *x = &terms->v.v[i], *y = x + 1;
		int64_t of_x, of_y, of_both;
		struct dais_str both;

		if (!is_plain_word(x) || !is_plain_word(y))
			continue;
		both = dais_arena_concat(m->arena, x->pieces.v[0].plain, y->pieces.v[0].plain);
		if (!texts_of_term(m, x, &of_x, err) || !texts_of_term(m, y, &of_y, err) ||
		    !dais_search_texts_of(m, both, &of_both, err))
			return false;
		if ((of_x && of_y) || of_both == 0)
			continue;
		*ret = copy_terms(m->arena, terms);
		drop_term(ret, i + 1);
		ret->v.v[i].typed = both;
		if (!newest_of(m, ret, ret_newest, err))
			return false;
	}
	return true;
}

/* Copies @terms into @ret with near words for those that the index does not know: of the first
 * choices that which finds something, else the nearest words; *@ret_newest what it finds, or 0. */
static bool
correct(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    struct dais_search_terms *ret, int64_t *ret_newest, struct dais_err *err)
{
	unknown_vec unknown = { 0 };
	size_t choices = 1;

	*ret = copy_terms(m->arena, terms);
	*ret_newest = 0;
	if (!find_unknown(m, terms, &unknown, err))
		return false;
	for (size_t i = 0; i < unknown.n && choices < CHOICES_MAX; i++)
		choices *= unknown.v[i].words.n;
	for (size_t n = 0; unknown.n && n < choices && n < CHOICES_MAX; n++) {
		put_choice(&unknown, n, ret);
		if (!newest_of(m, ret, ret_newest, err))
			return false;
		if (*ret_newest)
			return true;
	}
	put_choice(&unknown, 0, ret);
	return true;
}

/* A symbol whose parts the index knows says most: words are left out before it. */
static bool
says_most(const struct dais_search_term *t, int64_t texts)
{
	return t->is_symbol && t->pieces.n > 1 && texts > 0;
}

/* The place of the term of @terms that is in the fewest texts, and in how many; SIZE_MAX when there
 * is but one. */
static bool
find_rarest(struct dais_search_meaning *m, const struct dais_search_terms *terms, size_t *ret,
    int64_t *ret_texts, struct dais_err *err)
{
	size_t wanted = 0;
	bool is_symbol = true; /* that is the rarest */

	*ret = SIZE_MAX;
	*ret_texts = INT64_MAX;
	for (size_t i = 0; i < terms->v.n; i++) {
		const struct dais_search_term *t = &terms->v.v[i];
		int64_t texts;

		if (t->without)
			continue;
		wanted++;
		if (!texts_of_term(m, t, &texts, err))
			return false;
		if (is_symbol == says_most(t, texts) ? texts >= *ret_texts : says_most(t, texts))
			continue;
		is_symbol = says_most(t, texts);
		*ret_texts = texts;
		*ret = i;
	}
	if (wanted < 2)
		*ret = SIZE_MAX;
	return true;
}

/* @terms, all of which the index knows, without one: the more frequent it is, the less it says. */
static bool
leave_out_one(struct dais_search_meaning *m, struct dais_search_terms *terms, int64_t *ret_newest,
    struct dais_err *err)
{
	int64_t texts[DAIS_SEARCH_TERMS_MAX] = { 0 };

	*ret_newest = 0;
	for (size_t i = 0; i < terms->v.n; i++) {
		if (!texts_of_term(m, &terms->v.v[i], &texts[i], err))
			return false;
		if (terms->v.v[i].without || says_most(&terms->v.v[i], texts[i]))
			texts[i] = 0;
	}
	for (int n = 0; n < LEAVING_ONE_MAX && *ret_newest == 0; n++) {
		struct dais_search_terms other;
		size_t most = 0;

		for (size_t i = 1; i < terms->v.n; i++)
			most = texts[i] > texts[most] ? i : most;
		if (texts[most] == 0)
			return true;
		texts[most] = 0;
		other = copy_terms(m->arena, terms);
		drop_term(&other, most);
		if (!newest_of(m, &other, ret_newest, err))
			return false;
		if (*ret_newest)
			*terms = other;
	}
	return true;
}

/* The symbol of @terms, which is all of them, without its last part: the query is a longer one than
 * any symbol is. */
static bool
shorten(struct dais_search_meaning *m, struct dais_search_terms *terms)
{
	struct dais_search_term *t;
	size_t at;

	if (terms->v.n != 1)
		return false;
	t = &terms->v.v[0];
	at = t->typed.n;
	if (!t->is_symbol || t->is_exact)
		return false;
	while (at > 0 && t->typed.p[at - 1] != '/')
		at--;
	/* What is left must still be two parts. */
	if (at < 2 || dais_str_find_char(dais_str_sub(t->typed, 0, at - 1), '/', 0) == SIZE_MAX)
		return false;
	t->typed = dais_arena_dup(m->arena, dais_str_sub(t->typed, 0, at - 1));
	return true;
}

/* @terms without their quotation marks, if there are any. */
static bool
unquote(struct dais_search_meaning *m, struct dais_search_terms *terms, int64_t *ret_newest,
    struct dais_err *err)
{
	bool has_quoted = false;

	*ret_newest = 0;
	for (size_t i = 0; i < terms->v.n; i++) {
		struct dais_search_term *t = &terms->v.v[i];

		has_quoted = has_quoted || (t->is_exact && !t->without);
		t->is_exact = t->is_exact && t->without;
	}
	return !has_quoted || newest_of(m, terms, ret_newest, err);
}

/* @terms without what is left out, until something is found: words that the index does not know,
 * then the most frequent one that helps, then the rarest, one after the other. */
static bool
leave_out(struct dais_search_meaning *m, struct dais_search_terms *terms, int64_t *ret_newest,
    struct dais_err *err)
{
	bool has_tried = false;

	*ret_newest = 0;
	for (int n = 0; n < LEAVING_OUT_MAX && *ret_newest == 0; n++) {
		int64_t texts;
		size_t rarest;

		if (!shorten(m, terms)) {
			if (!find_rarest(m, terms, &rarest, &texts, err))
				return false;
			if (rarest == SIZE_MAX)
				return true;
			if (texts > 0 && !has_tried && !leave_out_one(m, terms, ret_newest, err))
				return false;
			has_tried = has_tried || texts > 0;
			if (*ret_newest)
				return true;
			drop_term(terms, rarest);
		}
		if (!newest_of(m, terms, ret_newest, err))
			return false;
	}
	return true;
}

/* "of", "del": short, in small letters of Latin or Cyrillic. */
static bool
is_particle(struct dais_search_meaning *m, const struct dais_search_term *t)
{
	size_t at = 0;

	return is_plain_word(t) && !t->is_symbol && t->typed.n > 0 &&
	       dais_str_count(t->typed) <= PARTICLE_MAX && dais_str_decode(t->typed, &at) < 0x530 &&
	       dais_str_eq(dais_text_fold(m->arena, t->typed), t->typed);
}

/* Particles at the ends of what is left are left out, too; *@ret_any: there is more. */
static void
drop_particles(struct dais_search_meaning *m, struct dais_search_terms *terms, bool *ret_any)
{
	while (terms->v.n && is_particle(m, &terms->v.v[terms->v.n - 1]))
		terms->v.n--;
	while (terms->v.n && is_particle(m, &terms->v.v[0]))
		drop_term(terms, 0);
	*ret_any = false;
	for (size_t i = 0; i < terms->v.n; i++)
		*ret_any = *ret_any || !terms->v.v[i].without;
}

/* A Chinese query with its numbers in figures for numerals, or the other way round, if that finds
 * something. */
static bool
count_otherwise(struct dais_search_meaning *m, struct dais_str *ret, struct dais_err *err)
{
	struct dais_str other;
	int64_t newest;

	if (m->query->language != DAIS_LANG_ZH)
		return true;
	other = dais_words_other_numerals(
	    m->arena, dais_str_sub(m->query->words, 0, DAIS_SEARCH_BYTES_MAX));
	if (other.n == 0)
		return true;
	if (!newest_of_words(m, other, &newest, err))
		return false;
	if (newest)
		*ret = other;
	return true;
}

bool
dais_search_mean(struct dais_sql *c, struct dais_words *words, const struct dais_search_query *q,
    const struct dais_search_filter *filter, const struct dais_search_slices *slices,
    const struct dais_search_terms *terms, struct dais_arena *a, struct dais_search_result *ret,
    struct dais_err *err)
{
	struct dais_search_meaning m = { c, words, q, filter, slices, a };
	struct dais_search_terms other;
	bool any;
	int64_t newest;

	if (!count_otherwise(&m, &ret->meant, err))
		return false;
	if (ret->meant.n)
		return true;
	if (!join(&m, terms, &other, &newest, err))
		return false;
	if (newest) {
		ret->meant = dais_search_say(a, &other);
		return true;
	}
	if (!correct(&m, terms, &other, &newest, err))
		return false;
	if (newest) {
		if (!dais_search_spell(&m, terms, &other, newest, err))
			return false;
		ret->meant = dais_search_say(a, &other);
		return true;
	}
	if (!unquote(&m, &other, &newest, err) ||
	    (newest == 0 && !leave_out(&m, &other, &newest, err)))
		return false;
	drop_particles(&m, &other, &any);
	if (newest && any) {
		ret->meant = dais_search_say(a, &other);
		ret->meant_is_less = true;
	}
	return true;
}
