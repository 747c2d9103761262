/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A term as texts write it, when it is typed in figures or shortened.
 */
#include "store/search_priv.h"
#include "text/text.h"

#define LEAST_OF_SHORTENED 2 /* characters */
#define ORDINAL_MAX 999u

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

/* "2022-05-23", "23.05.2022", "23/5/2022" as a date; "5/23/2022" where no month is the 23rd. */
static bool
read_date(struct dais_str s, struct dais_date *ret)
{
	unsigned v[3];
	char sign = 0;

	if (read_numbers(s, v, &sign) == 0)
		return false;
	*ret = v[0] > 31 ? (struct dais_date){ (int)v[0], (int)v[1], (int)v[2] }
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

bool
dais_search_otherwise(struct dais_search_meaning *m, const struct dais_search_term *t,
    struct dais_str *ret, struct dais_err *err)
{
	enum dais_lang l = m->query->language;
	struct dais_date date;
	unsigned ordinal = 0;

	*ret = DAIS_STR_NONE;
	if (t->without || t->is_exact || t->is_prefix || t->typed.n == 0)
		return true;
	if (t->ends_with_stop && t->pieces.n == 1 && !t->is_symbol)
		return dais_str_count(t->typed) < LEAST_OF_SHORTENED || complete(m, t, ret, err);
	if (!is_figure(t->typed.p[0]) && !t->is_symbol)
		return true;
	if (read_date(t->typed, &date)) {
		*ret = dais_text_date(m->arena, l, date);
		return true;
	}
	if (l != DAIS_LANG_ZH && !is_figure(t->typed.p[t->typed.n - 1]))
		dais_text_find_ordinals(l, t->typed, keep_ordinal, &ordinal);
	if (ordinal > 0 && ordinal <= ORDINAL_MAX) {
		*ret = dais_text_ordinal(m->arena, l, ordinal, DAIS_GENDER_MASCULINE);
		return true;
	}
	*ret = without_zeros(m->arena, t->typed);
	if (ret->n == t->typed.n)
		*ret = DAIS_STR_NONE;
	return true;
}
