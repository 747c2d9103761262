/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The facts of a paragraph as keys that are equal when the facts are, whatever the language.
 */
#ifndef DAIS_CONCORD_CONCORD_PRIV_H
#define DAIS_CONCORD_CONCORD_PRIV_H

#include "concord/concord.h"
#include "concord/words_priv.h"

enum concord_kind {
	CONCORD_PARAGRAPH, /* the number a paragraph begins with */
	CONCORD_SYMBOL,
	CONCORD_DATE,
	CONCORD_WEEKDAY, /* of a date */
	CONCORD_MONTH, /* with its year */
	CONCORD_TIME,
	CONCORD_HALF_DAY,
	CONCORD_RESOLUTION, /* of two numbers: "69/251", "2127 (2013)" */
	CONCORD_NAME,       /* another name of a resolution or decision: "1/CP.21" */
	CONCORD_LETTER,     /* item or paragraph with a letter: "5 (a)" */
	CONCORD_ORDINAL,    /* this and the next two are numbers, and may stand for each other */
	CONCORD_REFERENCE,
	CONCORD_FIGURE,
	CONCORD_KIND_COUNT
};

/* How surely words state a fact. */
enum concord_strength {
	CONCORD_WEAK,  /* they may: a digit in a date, an ordinal, "half" */
	CONCORD_WORDS, /* in words: "twenty-five" */
	CONCORD_SURE   /* in figures */
};

struct concord_fact {
	uint64_t key;
	uint64_t other; /* another reading ("1,234" as 1.234), 0 none */
	uint32_t at, n; /* bytes of the paragraph */
	uint8_t kind;
	uint8_t strength;
	bool year;      /* a bare number of four digits that may be a year */
	bool four;      /* one of four digits */
	uint8_t measure; /* of a quantity: as concord_word has it; 0 none */
};

typedef DAIS_VEC(struct concord_fact) concord_fact_vec;

/* Facts of one space are comparable: ordinals, references and figures are all numbers. */
static inline unsigned
concord_space(const struct concord_fact *f)
{
	return f->kind < CONCORD_ORDINAL ? f->kind : CONCORD_FIGURE;
}

/* The number or letter that a paragraph begins with. */
enum concord_mark {
	CONCORD_MARK_NONE,
	CONCORD_MARK_NUMBER, /* "12.", "12 -", "12、" */
	CONCORD_MARK_LETTER, /* "(a)", "a)", "(أ)" */
	CONCORD_MARK_OTHER   /* "III.", "三、", "1.2.3" */
};

struct concord_unit {
	struct dais_str text;
	enum concord_mark mark;
	unsigned number;        /* of the mark */
	uint32_t body;          /* byte where the words behind the mark begin */
	size_t first, n_facts;  /* in the version's facts */
};

/* Finds the facts of paragraphs; keeps its scratch memory between them. */
struct concord_finder {
	struct dais_arena *arena; /* of the facts */
	enum dais_lang lang;
	concord_fact_vec facts;
	struct dais_buf inside;   /* for each byte: whether a date, time or symbol covers it */
	struct dais_str s;        /* the paragraph */
	size_t first;             /* its first fact */
	unsigned label;           /* CONCORD_WORD_REFERENCE or _RESOLUTION just read, or 0 */
	unsigned since_label;     /* words since then */
};

/* For paragraphs of language @l; facts come to lie in @a. Releasing frees the scratch memory
 * alone. */
void concord_finder_init(struct concord_finder *f, struct dais_arena *a, enum dais_lang l);
void concord_finder_release(struct concord_finder *f);
#define CONCORD_FINDER_AUTO __attribute__((cleanup(concord_finder_release))) struct concord_finder
/* Fills @ret with the mark and the facts of the paragraph @text. */
void concord_find(struct concord_finder *f, struct dais_str text, struct concord_unit *ret);
/* Adds a fact of bytes @at to @end of the paragraph; valid until the next is added. */
struct concord_fact *concord_add(struct concord_finder *f, enum concord_kind kind,
    enum concord_strength strength, uint64_t key, size_t at, size_t end);

/* A number that the words may state. */
void concord_add_weak(
    struct concord_finder *f, uint64_t value, int exponent, size_t at, size_t end);
/* Whether a fact found before covers byte @at. */
bool concord_is_inside(const struct concord_finder *f, size_t at);
static inline bool
concord_is_ascii_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* --- numbers.c --- */

/* Adds the numbers of the paragraph from byte @at on. */
void concord_find_numbers(struct concord_finder *f, size_t at);

/* --- figures.c: numbers in digits --- */

struct concord_figure {
	size_t end;
	uint64_t key, other;
	unsigned value;  /* when it is a plain whole number below 100,000,000; else UINT_MAX */
	unsigned digits; /* of a plain whole number */
	int scale;       /* power of ten that a word behind it gives */
};

/* Key of @mantissa times ten to @exponent. */
uint64_t concord_number_key(uint64_t mantissa, int exponent);
/* The number whose digits begin at @at of @s. */
struct concord_figure concord_read_figure(enum dais_lang l, struct dais_str s, size_t at);

/* --- spelled.c: numbers in words --- */

/* The longest entry of the table at word @at; *@ret_end is behind it. NULL: none; *@ret_end is
 * then behind the word. */
const struct concord_word *concord_word_at(
    enum dais_lang l, struct dais_str s, size_t at, size_t *ret_end);
/* The longest entry of the Chinese table that begins at @at, or NULL. */
const struct concord_word *concord_run_at(struct dais_str s, size_t at, size_t *ret_end);
/* A cardinal in words at @at ("twenty-five thousand"); false: none. */
bool concord_read_spelled(
    enum dais_lang l, struct dais_str s, size_t at, uint64_t *ret_value, size_t *ret_end);
/* A Chinese numeral at @at. */
bool concord_read_han(struct dais_str s, size_t at, uint64_t *ret_value, size_t *ret_end);
/* A Roman numeral that is all of @word. */
bool concord_read_roman(struct dais_str word, unsigned *ret_value);

/* --- compare.c --- */

/* What versions say in one place. */
struct concord_side {
	enum dais_lang lang;
	bool present;
	const struct concord_fact *facts; /* NULL when it has none */
	size_t n_facts;
};

struct concord_row;
/* Where fact @fact of version @v of the row stands. */
typedef struct dais_place concord_place_fn(
    const struct concord_row *row, size_t v, const struct concord_fact *fact);

/* Whether a conflict may be nothing but paragraphs put together wrongly: @x, which version @v is
 * said to lack, and @y, which it is said to have instead. */
typedef bool concord_doubt_fn(const struct concord_row *row, size_t v, const struct concord_fact *x,
    const struct concord_fact *y);

struct concord_row {
	size_t n;
	struct concord_side side[DAIS_CONCORD_VERSIONS_MAX];
	concord_place_fn *place;
	concord_doubt_fn *is_doubtful; /* NULL: never */
	const void *ctx;
};

struct concord_run {
	const struct dais_concord_options *opt;
	struct dais_diags *diags;
	struct dais_arena *scratch; /* of one row */
	/* What findings call the versions: their languages, or files when two have one language. */
	struct dais_str names[DAIS_CONCORD_VERSIONS_MAX];
};

/* Reports what the versions of @row do not agree in; nothing where fewer than two are
 * present. */
void concord_compare_row(struct concord_run *run, const struct concord_row *row);

/* --- report.c --- */

/* Adds that version @odd states @y where those in @with (a set of versions) state @x. @x and @y
 * give a fact of each version, NULL where it has none. */
void concord_report_conflict(struct concord_run *run, const struct concord_row *row, unsigned odd,
    unsigned with, const struct concord_fact *const *x, const struct concord_fact *const *y);
void concord_report_omission(struct concord_run *run, const struct concord_row *row, size_t v,
    unsigned with, const struct concord_fact *const *x);
/* Sets the names of the @n versions. */
void concord_name_versions(
    struct concord_run *run, const enum dais_lang *langs, const struct dais_str *files, size_t n);

#endif
