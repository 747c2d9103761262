/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which word of its kind a noun is, and which its adjectives are when it stands alone.
 */
#include "text/noun.h"

#include <unicode/uchar.h>

#include "base/buf.h"
#include "text/tables_priv.h"

#define ADJECTIVES_MAX 4u
#define WORD_MAX 80u /* bytes */

enum dais_gender
dais_text_gender_of(enum dais_lang l, struct dais_str noun)
{
	const struct dais_text_table *t = dais_text_table(l);

	for (unsigned i = 0; i < t->n_gender_endings; i++)
		if (dais_str_has_suffix(noun, dais_text_ref_str(t, t->gender_endings[i].end)))
			return (enum dais_gender)t->gender_endings[i].gender;
	return DAIS_GENDER_MASCULINE;
}

static struct dais_str
small(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;)
		dais_buf_put_cp(&b, (uint32_t)u_tolower((UChar32)dais_str_decode(s, &at)));
	return dais_buf_dup(&b, a);
}

/* @s as the word @model is written: in capitals, with a capital, or small. */
static struct dais_str
written_as(struct dais_arena *a, struct dais_str s, struct dais_str model)
{
	DAIS_BUF_AUTO b = { 0 };
	size_t second = 0, first = 0;
	bool capital, capitals;

	(void)dais_str_decode(model, &second);
	capital = u_isupper((UChar32)dais_str_decode(model, &first));
	capitals =
	    capital && second < model.n && u_isupper((UChar32)dais_str_decode(model, &second));
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;) {
		bool up = capitals || (capital && at == 0);
		UChar32 c = (UChar32)dais_str_decode(s, &at);

		dais_buf_put_cp(&b, (uint32_t)(up ? u_toupper(c) : c));
	}
	return dais_buf_dup(&b, a);
}

/* Adjective @word, in small letters, as it stands before a noun of @gender that is alone; empty:
 * not sure. */
static struct dais_str
adjective(
    struct dais_arena *a, const struct dais_text_table *t, struct dais_str word, unsigned gender)
{
	for (unsigned i = 0; i < t->n_adjectives; i++) {
		struct dais_str end = dais_text_ref_str(t, t->adjectives[i].found);

		if (t->adjectives[i].gender == gender && dais_str_has_suffix(word, end))
			return dais_arena_concat(a, dais_str_sub(word, 0, word.n - end.n),
			    dais_text_ref_str(t, t->adjectives[i].alone));
	}
	return DAIS_STR_NONE;
}

/* The words of @name up to byte @end, adjectives, and the noun behind them as by themselves. */
static struct dais_str
put_alone(struct dais_arena *a, const struct dais_text_table *t, struct dais_str name,
    const struct dais_str *words, size_t n, const struct dais_text_alone *noun)
{
	struct dais_str out = DAIS_STR_NONE, rest;

	for (size_t i = 0; i < n; i++) {
		struct dais_str word = i + 1 == n
					   ? dais_text_ref_str(t, noun->alone)
					   : adjective(a, t, small(a, words[i]), noun->gender);

		if (!word.n)
			return name;
		word = written_as(a, word, words[i]);
		out = dais_arena_printf(
		    a, "%.*s%s%.*s", DAIS_STR_ARG(out), i ? " " : "", DAIS_STR_ARG(word));
	}
	rest = dais_str_sub(name, (size_t)(words[n - 1].p - name.p) + words[n - 1].n, name.n);
	/* "Комитета, учрежденного ...": what follows agrees with it. */
	return rest.n && rest.p[0] == ',' ? name : dais_arena_concat(a, out, rest);
}

struct dais_str
dais_text_name_alone(struct dais_arena *a, enum dais_lang l, struct dais_str name)
{
	const struct dais_text_table *t = dais_text_table(l);
	struct dais_str words[ADJECTIVES_MAX + 1];
	size_t at = 0;

	for (size_t n = 0; t->n_nouns && n <= ADJECTIVES_MAX && at < name.n; n++) {
		size_t end = dais_str_find_char(name, ' ', at);
		struct dais_str lower;

		end = end == SIZE_MAX ? name.n : end;
		words[n] = dais_str_sub(name, at, end);
		if (words[n].n && words[n].p[words[n].n - 1] == ',')
			words[n].n--;
		if (!words[n].n || words[n].n > WORD_MAX)
			return name;
		lower = small(a, words[n]);
		for (unsigned i = 0; i < t->n_nouns; i++)
			if (dais_str_eq(lower, dais_text_ref_str(t, t->nouns[i].found)))
				return put_alone(a, t, name, words, n + 1, &t->nouns[i]);
		at = end + 1;
	}
	return name;
}
