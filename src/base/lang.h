/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The six official languages, equal, in the order used for job numbers: A C E F R S.
 */
#ifndef DAIS_BASE_LANG_H
#define DAIS_BASE_LANG_H

#include "base/str.h"

enum dais_lang {
	DAIS_LANG_AR,
	DAIS_LANG_ZH,
	DAIS_LANG_EN,
	DAIS_LANG_FR,
	DAIS_LANG_RU,
	DAIS_LANG_ES,
	DAIS_LANG_COUNT
};

/* A set of languages: bit 1u << lang. */
typedef unsigned dais_lang_set;
#define DAIS_LANG_BIT(l) (1u << (unsigned)(l))
#define DAIS_LANG_ALL ((1u << (unsigned)DAIS_LANG_COUNT) - 1u)

/* Words in up to six languages; an empty view means "not given". */
struct dais_ml {
	struct dais_str in[DAIS_LANG_COUNT];
};

/* "ar", "zh", "en", "fr", "ru", "es" (BCP 47). */
const char *dais_lang_code(enum dais_lang l);
/* 'A', 'C', 'E', 'F', 'R', 'S': the letter in job-number lines. */
char dais_lang_letter(enum dais_lang l);
/* The language with code @s; false if it is none of the six. */
bool dais_lang_parse(struct dais_str s, enum dais_lang *ret_lang);
/* Whether the script runs from right to left. */
bool dais_lang_is_rtl(enum dais_lang l);
/* Languages for which @ml has words. */
dais_lang_set dais_ml_langs(const struct dais_ml *ml);
/* Whether it has words in none. */
bool dais_ml_is_empty(const struct dais_ml *ml);
/* The words in @l; while they wait for translation in English, else in the first language that has
 * any. Empty: there are none. */
struct dais_str dais_ml_words(const struct dais_ml *ml, enum dais_lang l);

#endif
