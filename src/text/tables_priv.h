/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The tables that tools/make_languages.py makes of share/languages and share/glossary. Strings
 * are offsets into one pool per language, so that the tables need no relocation at start-up:
 * a build of six languages is over in a few dozen milliseconds and most of it is start-up.
 */
#ifndef DAIS_TEXT_TABLES_PRIV_H
#define DAIS_TEXT_TABLES_PRIV_H

#include "text/text.h"

struct dais_text_ref {
	uint32_t at; /* byte offset in the pool */
	uint32_t n;  /* bytes */
};

/* What a recognised word may be; a word may be several things at once. */
enum {
	DAIS_WORD_MONTH = 1u << 0,   /* value 1..12 */
	DAIS_WORD_WEEKDAY = 1u << 1, /* value 1..7 */
	DAIS_WORD_ORDINAL = 1u << 2, /* value 1.. */
	DAIS_WORD_NOUN = 1u << 3,    /* value enum dais_noun */
	DAIS_WORD_LINK = 1u << 4,    /* "of" between day, month and year */
	DAIS_WORD_ARTICLE = 1u << 5, /* may stand before a weekday or day */
	DAIS_WORD_TO = 1u << 6,      /* between the ends of a range */
	DAIS_WORD_AND = 1u << 7,
	DAIS_WORD_YEAR = 1u << 8,    /* "года" after a year */
	DAIS_WORD_AM = 1u << 9,
	DAIS_WORD_PM = 1u << 10,
	DAIS_WORD_HOUR = 1u << 11,
	DAIS_WORD_MINUTE = 1u << 12,
	DAIS_WORD_NOON = 1u << 13,
	DAIS_WORD_MIDNIGHT = 1u << 14,
	DAIS_WORD_CLOCK = 1u << 15,   /* "الساعة" before a time */
	DAIS_WORD_FROM = 1u << 16,
	DAIS_WORD_RANGE = 1u << 17,   /* "between": what follows with "and" is a range */
	DAIS_WORD_BETWEEN = 1u << 18, /* may stand between an ordinal and its noun: "special" */
	DAIS_WORD_SUFFIX = 1u << 19,  /* ending of an ordinal in figures */
	DAIS_WORD_MORE = 1u << 20,    /* longer entries begin with this word */
	DAIS_WORD_ITEM = 1u << 21,    /* "item", "пункт" */
	DAIS_WORD_PARAGRAPH = 1u << 22,
	DAIS_WORD_RESOLUTION = 1u << 23,
	DAIS_WORD_DECISION = 1u << 24,
	DAIS_WORD_AGENDA = 1u << 25,    /* "agenda", and "agenda item" */
	DAIS_WORD_MANY = 1u << 26,      /* "items", "paragraphs" */
	DAIS_WORD_MORNING = 1u << 27,   /* of a day, not of an hour */
	DAIS_WORD_AFTERNOON = 1u << 28,
	DAIS_WORD_SHORT = 1u << 29, /* "par.": only with a stop behind it */
	DAIS_WORD_NUMBER = 1u << 30, /* "No." */
	DAIS_WORD_HUNDRED =
	    1u << 31 /* before (Arabic: after) the rest of an ordinal; value 100.. */
};

#define DAIS_WORD_AT (UINT64_C(1) << 32) /* before an hour: "at", "vers" */
/* Chinese: ends the name of a conference; value as of a NOUN */
#define DAIS_WORD_NAMED (UINT64_C(1) << 33)
#define DAIS_WORD_PAST (UINT64_C(1) << 34) /* behind an hour: "et demie"; value minutes */

enum dais_noun {
	DAIS_NOUN_MEETING,
	DAIS_NOUN_SESSION,
	DAIS_NOUN_SITTING,
	DAIS_NOUN_COUNT, /* of gatherings that dais prints; the others are only found */
	DAIS_NOUN_CONFERENCE = DAIS_NOUN_COUNT,
	DAIS_NOUN_ASSEMBLY,
	DAIS_NOUN_CONGRESS,
	DAIS_NOUN_FORUM,
	DAIS_NOUN_FOUND_COUNT
};

/* Forms of an ordinal that dais prints. Genders come first, in the order of dais_gender. */
enum dais_ordinal_form {
	DAIS_FORM_MASCULINE,
	DAIS_FORM_FEMININE,
	DAIS_FORM_NEUTER,
	DAIS_FORM_BEFORE, /* masculine before its noun: "primer" */
	DAIS_FORM_GENITIVE,
	DAIS_FORM_GENITIVE_FEMININE,
	DAIS_FORM_COUNT
};

#define DAIS_ORDINAL_WORDS 99

struct dais_text_word {
	uint32_t at;    /* folded key in the pool, words separated by single spaces */
	uint16_t n;
	uint16_t value; /* of the valued kinds */
	uint64_t kinds;
	uint64_t begins; /* kinds of all entries that begin with this word (Chinese: character) */
};

struct dais_text_figure {
	struct dais_text_ref end;  /* last digits it is for; the longest fitting wins */
	struct dais_text_ref text; /* "{n}th" */
};

struct dais_text_gathering {
	struct dais_text_ref text; /* "{ordinal} meeting" */
	struct dais_text_ref of;   /* "the {ordinal} meeting" */
	uint8_t form;              /* of the ordinal in text and in of */
	uint8_t of_form;
};

struct dais_text_shortened {
	struct dais_text_ref shortened; /* folded */
	struct dais_text_ref whole;
};

struct dais_text_gender_ending {
	struct dais_text_ref end;
	uint8_t gender; /* enum dais_gender */
};

/* A word as sentences have it, or the ending of one, and the same alone. */
struct dais_text_alone {
	struct dais_text_ref found, alone; /* in small letters */
	uint8_t gender; /* of a noun, or of the noun that an adjective stands before */
};

#define DAIS_FIGURES_MAX 8
#define DAIS_LETTERS_MAX 32
#define DAIS_SHORTENED_MAX 24
#define DAIS_GENDER_ENDINGS_MAX 8
#define DAIS_ALONE_MAX 32

struct dais_text_table {
	const char *pool;
	struct dais_text_ref months[12];
	struct dais_text_ref months_alone[12];
	struct dais_text_ref weekdays[7];
	struct dais_text_ref weekdays_on[7];
	struct dais_text_shortened shortened[DAIS_SHORTENED_MAX];
	unsigned n_shortened;
	struct dais_text_gender_ending gender_endings[DAIS_GENDER_ENDINGS_MAX];
	unsigned n_gender_endings;
	struct dais_text_alone nouns[DAIS_ALONE_MAX], adjectives[DAIS_ALONE_MAX];
	unsigned n_nouns, n_adjectives;
	struct dais_text_ref first_day;
	struct dais_text_ref ordinals[DAIS_FORM_COUNT][DAIS_ORDINAL_WORDS];
	struct dais_text_figure figures[DAIS_FORM_COUNT][DAIS_FIGURES_MAX];
	uint8_t n_figures[DAIS_FORM_COUNT];
	unsigned words_to; /* ordinals up to this one are printed in words */
	struct dais_text_gathering gatherings[DAIS_NOUN_COUNT];
	struct dais_text_ref letters[DAIS_LETTERS_MAX];
	unsigned n_letters;
	struct dais_text_ref digits; /* ten digits, or empty for European ones */
	struct dais_text_ref comma, list_and, list_other_and;
	struct dais_text_ref other_before, other_not_before; /* prefixes, separated by spaces */
	uint64_t hour_after; /* kinds of the words behind which hours are a time of day */
	bool months_capitalised;
	bool masthead_english;
	bool ordinal_before, ordinal_after; /* where an ordinal may stand beside its noun */
	bool noun_takes_number;
	const struct dais_text_ref *phrases; /* in the order of dais_text_keys */
	const struct dais_text_word *words;  /* sorted by key, bytewise */
	unsigned n_words;
	const uint16_t *slots; /* hash table of 1 << slot_bits: 1 + index of a word, or 0 */
	unsigned slot_bits;
};

extern const struct dais_text_table dais_text_tables[DAIS_LANG_COUNT];

/* Phrase keys, sorted; one pool for all languages. */
extern const char dais_text_key_pool[];
extern const struct dais_text_ref dais_text_keys[];
extern const unsigned dais_text_n_keys;
/* 1: a term of the glossary. */
extern const uint8_t dais_text_key_is_term[];

static inline const struct dais_text_table *
dais_text_table(enum dais_lang l)
{
	return &dais_text_tables[l];
}

static inline struct dais_str
dais_text_ref_str(const struct dais_text_table *t, struct dais_text_ref r)
{
	return (struct dais_str){ t->pool + r.at, r.n };
}

/* Template @t with its {name} places filled from @slots. */
struct dais_str dais_text_fill_template(
    struct dais_arena *a, struct dais_str t, const struct dais_slot *slots);
/* @n in the digits of the language. */
struct dais_str dais_text_number(struct dais_arena *a, enum dais_lang l, unsigned n);

#endif
