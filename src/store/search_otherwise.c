/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A term as texts write it, when it is typed in figures, shortened, parted or in letters that look
 * like others.
 */
#include "store/search_priv.h"
#include "text/noun.h"
#include "text/text.h"

#define LEAST_OF_SHORTENED 2 /* characters */
#define ORDINAL_MAX 999u
#define DAY_MAX 31u
#define CENTURY 2000 /* of years that are typed with two figures, which are */
#define FIRST_OF_CENTURY 10u /* this one or later: "3/5/2" is no date */
#define LAST_OF_CENTURY 60u /* and this one or earlier; else of the century before */

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

/* The numbers of @s, which is nothing but numbers and signs between them; 0 when there are others
 * than three. *@ret_sign the sign between the first two. */
static size_t
read_numbers(struct dais_str s, unsigned ret[3], char *ret_sign)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n;) {
		unsigned value = 0, digits = 0;

		for (; i < s.n && is_figure(s.p[i]); i++, digits++)
			value = value * 10 + (unsigned)(s.p[i] - '0');
		if (digits == 0 || digits > 4 || n == 3)
			return 0;
		ret[n++] = value;
		if (i == s.n)
			break;
		if (s.p[i] != '-' && s.p[i] != '/' && s.p[i] != '.')
			return 0;
		if (n == 1)
			*ret_sign = s.p[i];
		i++;
	}
	return n == 3 ? 3 : 0;
}

/* "2022-05-23", "23.05.2022", "23/5/22" as a date; "5/23/2022" where no month is the 23rd. */
static bool
read_date(struct dais_str s, struct dais_date *ret)
{
	unsigned v[3];
	char sign = 0;

	if (read_numbers(s, v, &sign) == 0)
		return false;
	if (v[0] <= DAY_MAX && v[2] >= FIRST_OF_CENTURY && v[2] < 100)
		v[2] += v[2] <= LAST_OF_CENTURY ? CENTURY : CENTURY - 100;
	*ret = v[0] > DAY_MAX ? (struct dais_date){ (int)v[0], (int)v[1], (int)v[2] }
			      : (struct dais_date){ (int)v[2], (int)v[1], (int)v[0] };
	if (ret->month > 12 && sign == '/')
		*ret = (struct dais_date){ ret->year, ret->day, ret->month };
	return ret->year >= 1945 && dais_date_is_valid(*ret);
}

static void
keep_ordinal(void *ctx, const struct dais_fact *f)
{
	unsigned *n = ctx;

	*n = f->number;
}

/* A symbol without the zeros before its numbers; the same when there are none. */
static struct dais_str
without_zeros(struct dais_arena *a, struct dais_str s)
{
	char *out = dais_arena_cstr(a, s);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool begins = i == 0 || !is_figure(s.p[i - 1]);

		while (begins && i + 1 < s.n && s.p[i] == '0' && is_figure(s.p[i + 1]))
			i++;
		out[n++] = s.p[i];
	}
	return (struct dais_str){ out, n };
}

/* The most frequent word of the reader's language that begins as @t does, which ends with a full
 * stop and is no word itself. */
static bool
complete(struct dais_search_meaning *m, const struct dais_search_term *t, struct dais_str *ret,
    struct dais_err *err)
{
	DAIS_SQL_ROWS_AUTO rows = { 0 };
	struct dais_str begin = t->pieces.v[0].plain;
	bool row = true;

	if (!dais_sql_query(m->sql, DAIS_SQL_SEARCH_WORDS_LIKE,
		DAIS_SQL_ARGS(dais_sql_text(begin),
		    dais_sql_text(dais_arena_concat(m->arena, begin, DAIS_STR("\xF4\x8F\xBF\xBD"))),
		    dais_sql_int(DAIS_SEARCH_PREFIX_SCANNED),
		    dais_sql_int(DAIS_SEARCH_PREFIX_WORDS), dais_sql_int(m->query->language)),
		&rows, err))
		return false;
	while (dais_sql_next(&rows, &row, err) && row && ret->n == 0) {
		struct dais_str word = dais_sql_column(&rows, 0);

		if (dais_str_find_char(word, '/', 0) == SIZE_MAX && word.n > begin.n)
			*ret = dais_arena_dup(m->arena, word);
	}
	return ret->n || !row;
}

static void
add(struct dais_search_choices *v, struct dais_str words)
{
	for (size_t i = 0; i < v->n; i++)
		if (dais_str_eq(v->v[i], words))
			return;
	if (words.n && v->n < DAIS_SEARCH_NEAREST)
		v->v[v->n++] = words;
}

/* The same when the index knows the word. */
static bool
add_known(struct dais_search_meaning *m, struct dais_str word, struct dais_search_choices *v,
    struct dais_err *err)
{
	int64_t texts;

	if (!dais_search_texts_of(m, word, &texts, err))
		return false;
	if (texts)
		add(v, word);
	return true;
}

/* ---- shortened and parted ---- */

static bool
is_of_letters(const struct dais_search_term *t)
{
	for (size_t i = 0; i < t->pieces.n; i++)
		if (is_figure(t->pieces.v[i].plain.p[0]))
			return false;
	return true;
}

/* The pieces without what stands between them: "UNODC" of "U.N.O.D.C.", "toolkit" of "tool-kit". */
static struct dais_str
without_joints(struct dais_arena *a, const struct dais_search_term *t)
{
	struct dais_str s = DAIS_STR_NONE;

	for (size_t i = 0; i < t->pieces.n; i++)
		s = dais_arena_concat(a, s, t->pieces.v[i].plain);
	return s;
}

/* What is shortened is no word of the index, or stands before a number: "art 17". */
static bool
add_whole_word(struct dais_search_meaning *m, const struct dais_search_terms *terms, size_t at,
    struct dais_search_choices *ret, struct dais_err *err)
{
	const struct dais_search_term *t = &terms->v.v[at];
	bool has_number = at + 1 < terms->v.n && is_figure(t[1].pieces.v[0].plain.p[0]);
	struct dais_str plain = t->pieces.v[0].plain,
			whole = dais_word_unshortened(m->query->language, plain),
			longer = DAIS_STR_NONE;
	int64_t texts = 0;

	if (whole.n && !t->ends_with_stop && !has_number &&
	    !dais_search_texts_of(m, plain, &texts, err))
		return false;
	if (texts == 0)
		add(ret, whole);
	if (ret->n || !t->ends_with_stop || dais_str_count(t->typed) < LEAST_OF_SHORTENED)
		return true;
	if (!complete(m, t, &longer, err))
		return false;
	add(ret, longer);
	return true;
}

/* "art.17", "9-10": two words for one. */
static void
add_parted(struct dais_search_meaning *m, const struct dais_search_term *t,
    struct dais_search_choices *ret)
{
	struct dais_str first = t->pieces.v[0].plain, second = t->pieces.v[1].plain, whole;
	int64_t from, to;

	if (!is_figure(second.p[0]))
		return;
	whole = dais_word_unshortened(m->query->language, first);
	if (whole.n)
		add(ret, dais_arena_printf(
			     m->arena, "%.*s %.*s", DAIS_STR_ARG(whole), DAIS_STR_ARG(second)));
	if (t->pieces.v[1].is_close || !dais_str_to_int(first, 1, DAY_MAX, &from) ||
	    !dais_str_to_int(second, from + 1, DAY_MAX, &to))
		return;
	add(ret, dais_arena_printf(m->arena, "%lld %lld", (long long)from, (long long)to));
}

/* ---- letters that look like others ---- */

/* A symbol that was typed with a Russian keyboard, whose letters look like Latin ones; empty when
 * some do not, or there are none. */
static struct dais_str
in_latin_letters(struct dais_arena *a, struct dais_str s)
{
	static const struct dais_str russian = DAIS_STR_INIT("АВСЕНКМОРТХасеорх");
	static const char latin[] = "ABCEHKMOPTXaceopx";
	char *out = dais_arena_cstr(a, s);
	size_t n = 0;

	for (size_t at = 0; at < s.n;) {
		size_t from = at, place = 0;

		if (dais_str_decode(s, &at) < 0x80) {
			out[n++] = s.p[from];
			continue;
		}
		if (at != from + 2)
			return DAIS_STR_NONE;
		while (place < russian.n && memcmp(russian.p + place, s.p + from, 2) != 0)
			place += 2;
		if (place == russian.n)
			return DAIS_STR_NONE;
		out[n++] = latin[place / 2];
	}
	return n < s.n ? (struct dais_str){ out, n } : DAIS_STR_NONE;
}

/* ---- figures ---- */

/* "13th" in words, and the day of a month as a number alone. */
static void
add_ordinal(struct dais_search_meaning *m, const struct dais_search_terms *terms, size_t at,
    struct dais_search_choices *ret)
{
	const struct dais_search_term *t = &terms->v.v[at];
	enum dais_lang l = m->query->language;
	struct dais_str noun = at + 1 < terms->v.n ? terms->v.v[at + 1].typed : DAIS_STR_NONE;
	unsigned ordinal = 0;

	if (l != DAIS_LANG_ZH && !is_figure(t->typed.p[t->typed.n - 1]))
		dais_text_find_ordinals(l, t->typed, keep_ordinal, &ordinal);
	if (ordinal == 0 || ordinal > ORDINAL_MAX)
		return;
	add(ret, dais_text_ordinal(m->arena, l, ordinal, dais_text_gender_of(l, noun)));
	if (ordinal <= DAY_MAX)
		add(ret, dais_arena_printf(m->arena, "%u", ordinal));
}

static void
add_figures(struct dais_search_meaning *m, const struct dais_search_terms *terms, size_t at,
    struct dais_search_choices *ret)
{
	struct dais_str typed = terms->v.v[at].typed, other;
	struct dais_date date;

	if (read_date(typed, &date)) {
		add(ret, dais_text_date(m->arena, m->query->language, date));
		return;
	}
	add_ordinal(m, terms, at, ret);
	if (ret->n)
		return;
	other = in_latin_letters(m->arena, typed);
	other = without_zeros(m->arena, other.n ? other : typed);
	if (!dais_str_eq(other, typed))
		add(ret, other);
}

bool
dais_search_otherwise(struct dais_search_meaning *m, const struct dais_search_terms *terms,
    size_t at, struct dais_search_choices *ret, struct dais_err *err)
{
	const struct dais_search_term *t = &terms->v.v[at];

	*ret = (struct dais_search_choices){ .n = 0 };
	if (t->without || t->is_exact || t->is_prefix || t->typed.n == 0)
		return true;
	if (t->pieces.n == 1 && !t->is_symbol)
		return add_whole_word(m, terms, at, ret, err);
	if (is_of_letters(t) && !add_known(m, without_joints(m->arena, t), ret, err))
		return false;
	/* A number and what it counts, in Chinese, where a text has a space between. */
	if (t->pieces.n == 2 && dais_str_count(t->typed) == 1)
		add(ret, t->typed);
	if (t->pieces.n == 2)
		add_parted(m, t, ret);
	if (ret->n == 0 && t->is_symbol)
		add_figures(m, terms, at, ret);
	return true;
}
