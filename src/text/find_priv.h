/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The finders of each kind of fact. Each looks at the next tokens and, when they state a fact,
 * reports it and returns how many tokens to pass; otherwise 0.
 */
#ifndef DAIS_TEXT_FIND_PRIV_H
#define DAIS_TEXT_FIND_PRIV_H

#include "text/scan_priv.h"

struct dais_find {
	struct dais_scan scan;
	void (*fn)(void *ctx, const struct dais_fact *f);
	void *ctx;
	/* For days that do not exist, or NULL. */
	void (*no_day)(void *ctx, const struct dais_fact *f);
	size_t date_end; /* byte behind the day found last, 0 none */
	size_t time_end; /* byte behind the time found last, 0 none */
};

/* find.c: what a fact may begin with besides a number; and a fact at the next token, where @dated
 * tells that a date was looked for and @date_tokens what it took. */
uint64_t dais_find_beginnings(const struct dais_text_table *t);
unsigned dais_find_fact(struct dais_find *f, uint64_t kinds, bool dated, unsigned date_tokens);
/* find_date.c: dates, ranges, weekdays. */
unsigned dais_find_date(struct dais_find *f);
/* Whether a date begins at token @i (nothing is reported). */
bool dais_find_is_date(struct dais_scan *s, unsigned i);
/* find_figures.c: whether the day or the month comes first in days with strokes. */
enum dais_figures_order {
	DAIS_FIGURES_ANY, /* it is not known */
	DAIS_FIGURES_DAY_FIRST,
	DAIS_FIGURES_MONTH_FIRST
};
struct dais_figures {
	struct dais_date d; /* year 0: none */
	size_t end; /* byte */
	enum dais_figures_order order;
};
/* A day in figures at token @i, without a year where only the last day of a range has one: the
 * token behind it, 0 for none. @order: as the day before it in a range tells; ret->order as known
 * now. Months are 1 to 12, days 1 to 31, whatever the month. */
unsigned dais_find_figures(
    struct dais_scan *s, unsigned i, enum dais_figures_order order, struct dais_figures *ret);
/* find_ordinal.c. */
unsigned dais_find_ordinal(struct dais_find *f);
/* An ordinal in words or figures at token @i: tokens it takes (0: none), value, end. */
unsigned dais_find_read_ordinal(
    struct dais_scan *s, unsigned i, unsigned *ret_value, size_t *ret_end);
/* find_time.c. */
unsigned dais_find_time(struct dais_find *f);
/* find_zh.c: all facts of Chinese text. */
void dais_find_zh(struct dais_str s, void (*fn)(void *ctx, const struct dais_fact *f), void *ctx);

/* Parts of Chinese text, for refer_zh.c. Each returns the byte behind it, or 0. A joint is "to", a
 * dash, "and" or a pause mark; a number is in figures or numerals. */
size_t dais_find_zh_skip_space(struct dais_str s, size_t at);
/* The code point at or after white space; *@ret_next is behind it. 0 at the end. */
uint32_t dais_find_zh_peek(struct dais_str s, size_t at, size_t *ret_next);
size_t dais_find_zh_read_number(struct dais_str s, size_t at, int *ret_value, unsigned *ret_digits);
/* "5月" and the like: a number from @min to @max and the character @unit or @unit2. */
size_t dais_find_zh_read_unit(
    struct dais_str s, size_t at, int min, int max, uint32_t unit, uint32_t unit2, int *ret);
size_t dais_find_zh_read_joint(struct dais_str s, size_t at, bool *ret_range);
/* The longest word of @kinds. */
size_t dais_find_zh_match(struct dais_str s, size_t at, uint64_t kinds, unsigned *ret_value);
size_t dais_find_zh_date(struct dais_str s, size_t at, const struct dais_find *f);
bool dais_find_zh_is_number(uint32_t c);
/* Whether a number of Chinese text @s is @n. */
bool dais_find_zh_number(struct dais_str s, unsigned n);

/* The name of a noun as facts give it. */
const char *dais_find_noun_name(unsigned noun);
/* Whether @d is a day of the calendar, a missing year counting as a leap year. */
bool dais_find_is_day(struct dais_date d);

#endif
