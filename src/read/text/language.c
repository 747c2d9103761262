/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which of the six languages a text is in: by its script, and among those written with Latin
 * letters by the frequent short words of share/reading.
 */
#include "read/text/read_priv.h"

struct script_count {
	size_t han, arabic, cyrillic;
};

static void
count_script(struct script_count *n, uint32_t c)
{
	n->han += c >= 0x4E00 && c <= 0x9FFF;
	n->arabic += c >= 0x600 && c <= 0x6FF;
	n->cyrillic += c >= 0x400 && c <= 0x4FF;
}

static bool
is_word_of(enum dais_lang l, struct dais_str w)
{
	const struct read_list *stop = &read_words_of(l)->stop;

	for (size_t i = 0; i < stop->n; i++) {
		if (dais_str_is(w, stop->v[i]))
			return true;
	}
	return false;
}

enum dais_lang
dais_reading_language(struct dais_str s)
{
	static const enum dais_lang latin[] = { DAIS_LANG_EN, DAIS_LANG_FR, DAIS_LANG_ES };
	struct script_count n = { 0 };
	size_t votes[3] = { 0 }, total = 0, best = 0;
	struct dais_str sample = dais_str_sub(s, 0, 65536), word, line;

	for (size_t at = 0; at < sample.n; total++)
		count_script(&n, dais_str_decode(sample, &at));
	if (n.han * 8 > total)
		return DAIS_LANG_ZH;
	if (n.arabic * 5 > total)
		return DAIS_LANG_AR;
	if (n.cyrillic * 5 > total)
		return DAIS_LANG_RU;
	while (dais_str_next_line(&sample, &line)) {
		while (dais_str_next(&line, ' ', &word)) {
			for (size_t i = 0; i < 3 && word.n && word.n < 8; i++)
				votes[i] += is_word_of(latin[i], word);
		}
	}
	for (size_t i = 1; i < 3; i++) {
		if (votes[i] > votes[best])
			best = i;
	}
	return latin[best];
}
