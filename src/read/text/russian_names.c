/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Names of bodies that a Russian sentence has in the genitive, as they are by themselves: "Доклад
 * Рабочей группы по ..." is of the "Рабочая группа по ...". Only where the noun is known and the
 * endings of all adjectives before it leave one choice; else the name stays as it was found.
 */
#include "read/text/build_priv.h"

#define ADJECTIVES_MAX 4u
#define WORD_MAX 80u /* bytes */

enum gender {
	MASCULINE,
	FEMININE,
	NEUTER
};

static const struct {
	const char *genitive, *nominative;
	enum gender gender;
} nouns[] = { { "комитета", "комитет", MASCULINE }, { "подкомитета", "подкомитет", MASCULINE },
	{ "совета", "совет", MASCULINE }, { "органа", "орган", MASCULINE },
	{ "конгресса", "конгресс", MASCULINE }, { "форума", "форум", MASCULINE },
	{ "парламента", "парламент", MASCULINE }, { "сената", "сенат", MASCULINE },
	{ "комиссии", "комиссия", FEMININE }, { "подкомиссии", "подкомиссия", FEMININE },
	{ "группы", "группа", FEMININE }, { "подгруппы", "подгруппа", FEMININE },
	{ "конференции", "конференция", FEMININE }, { "ассамблеи", "ассамблея", FEMININE },
	{ "палаты", "палата", FEMININE }, { "думы", "дума", FEMININE },
	{ "собрания", "собрание", NEUTER }, { "совещания", "совещание", NEUTER },
	{ "правления", "правление", NEUTER } };

/* Endings of adjectives that have one nominative only; the longest first. The stress decides
 * between "-ый" and "-ой", and no letter shows it. */
static const struct {
	const char *genitive, *nominative;
	enum gender gender;
} endings[] = { { "городского", "городской", MASCULINE }, { "морского", "морской", MASCULINE },
	{ "заводского", "заводской", MASCULINE }, { "ученого", "ученый", MASCULINE },
	{ "учёного", "учёный", MASCULINE }, { "постоянного", "постоянный", MASCULINE },
	{ "ского", "ский", MASCULINE }, { "цкого", "цкий", MASCULINE },
	{ "льного", "льный", MASCULINE }, { "енного", "енный", MASCULINE },
	{ "онного", "онный", MASCULINE }, { "ивного", "ивный", MASCULINE },
	{ "арного", "арный", MASCULINE }, { "ичного", "ичный", MASCULINE },
	{ "народного", "народный", MASCULINE }, { "его", "ий", MASCULINE },
	{ "шей", "шая", FEMININE }, { "щей", "щая", FEMININE }, { "чей", "чая", FEMININE },
	{ "ней", "няя", FEMININE }, { "ой", "ая", FEMININE }, { "его", "ее", NEUTER },
	{ "ого", "ое", NEUTER } };

#define COUNT(v) (sizeof(v) / sizeof((v)[0]))

/* @s in small letters, of Russian ones. */
static struct dais_str
small(struct dais_arena *a, struct dais_str s)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;) {
		uint32_t c = dais_str_decode(s, &at);

		dais_buf_put_cp(&b, c >= 0x410 && c <= 0x42F ? c + 0x20 : c == 0x401 ? 0x451u : c);
	}
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
	capital = dais_str_decode(model, &first) - 0x410 <= 0x1F;
	capitals = capital && second < model.n && dais_str_decode(model, &second) - 0x410 <= 0x1F;
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (size_t at = 0; at < s.n;) {
		bool up = capitals || (capital && at == 0);
		uint32_t c = dais_str_decode(s, &at);

		dais_buf_put_cp(&b, up && c >= 0x430 && c <= 0x44F ? c - 0x20 : c);
	}
	return dais_buf_dup(&b, a);
}

/* The nominative of adjective @word, in small letters, before a noun of @gender; empty: not sure.
 */
static struct dais_str
adjective(struct dais_arena *a, struct dais_str word, enum gender gender)
{
	for (size_t i = 0; i < COUNT(endings); i++) {
		struct dais_str end = dais_str_from(endings[i].genitive);

		if (endings[i].gender == gender && dais_str_has_suffix(word, end))
			return dais_arena_concat(a, dais_str_sub(word, 0, word.n - end.n),
			    dais_str_from(endings[i].nominative));
	}
	return DAIS_STR_NONE;
}

/* The words of @name up to byte @end, adjectives, and the noun behind them as by themselves. */
static struct dais_str
declined(
    struct dais_arena *a, struct dais_str name, const struct dais_str *words, size_t n, size_t noun)
{
	struct dais_str out = DAIS_STR_NONE, rest;

	for (size_t i = 0; i < n; i++) {
		struct dais_str word = i + 1 == n
					   ? dais_str_from(nouns[noun].nominative)
					   : adjective(a, small(a, words[i]), nouns[noun].gender);

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
read_russian_name(struct dais_arena *a, struct dais_str name)
{
	struct dais_str words[ADJECTIVES_MAX + 1];
	size_t at = 0;

	for (size_t n = 0; n <= ADJECTIVES_MAX && at < name.n; n++) {
		size_t end = dais_str_find_char(name, ' ', at);
		struct dais_str lower;

		end = end == SIZE_MAX ? name.n : end;
		words[n] = dais_str_sub(name, at, end);
		if (words[n].n && words[n].p[words[n].n - 1] == ',')
			words[n].n--;
		if (!words[n].n || words[n].n > WORD_MAX)
			return name;
		lower = small(a, words[n]);
		for (size_t i = 0; i < COUNT(nouns); i++) {
			if (dais_str_is(lower, nouns[i].genitive))
				return declined(a, name, words, n + 1, i);
		}
		at = end + 1;
	}
	return name;
}
