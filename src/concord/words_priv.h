/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of numbers in six languages: tables that make_words.py makes of share/figures.
 */
#ifndef DAIS_CONCORD_WORDS_PRIV_H
#define DAIS_CONCORD_WORDS_PRIV_H

#include "base/lang.h"

enum {
	CONCORD_WORD_CARDINAL = 1u << 0, /* value: the number */
	CONCORD_WORD_SCALE = 1u << 1,    /* value: power of ten */
	CONCORD_WORD_JOINER = 1u << 2,   /* may stand inside a number: "and" */
	CONCORD_WORD_HALF = 1u << 3,
	CONCORD_WORD_THIRD = 1u << 4,
	CONCORD_WORD_QUARTER = 1u << 5,
	CONCORD_WORD_TEN = 1u << 6,     /* speaks of ten without saying so: "decade" */
	CONCORD_WORD_HUNDRED = 1u << 7, /* "century" */
	CONCORD_WORD_REFERENCE = 1u << 8,
	CONCORD_WORD_RESOLUTION = 1u << 9,
	CONCORD_WORD_ABOUT = 1u << 10, /* between a number and its scale: "200多万" */
	CONCORD_WORD_DERIVED = 1u << 11, /* made of a number: "trilateral"; value: the number */
	CONCORD_WORD_MEASURE = 1u << 12, /* of a quantity that translators convert: "acres" */
	CONCORD_WORD_MORE = 1u << 13 /* longer entries begin with this one */
};

struct concord_word {
	const char *key; /* folded as src/text/scan.c does; words separated by single spaces */
	uint16_t n;      /* bytes of key */
	uint16_t value;
	uint16_t kinds;
	uint8_t measure; /* of a MEASURE: 1 imperial, 2 metric, 3 may be either */
};

struct concord_words {
	const struct concord_word *v; /* by key, bytewise */
	size_t n;
	char decimal; /* mark before decimals */
};

extern const struct concord_words concord_words[DAIS_LANG_COUNT];

/* The entry of @key or NULL. */
const struct concord_word *concord_word_find(enum dais_lang l, struct dais_str key);

#endif
