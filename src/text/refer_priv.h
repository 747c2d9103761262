/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the finder of references. Each looks at the next tokens and, when they hold a
 * reference, reports it and returns how many tokens to pass; otherwise 0.
 */
#ifndef DAIS_TEXT_REFER_PRIV_H
#define DAIS_TEXT_REFER_PRIV_H

#include "text/find_priv.h"
#include "text/refer.h"

struct dais_refer {
	struct dais_find find; /* reports the dates it finds to refer.c */
	enum dais_lang lang;
	void (*fn)(void *ctx, const struct dais_reference *f);
	void *ctx;
	struct dais_reference act; /* the resolution or decision found last */
	bool has_act;
	struct dais_reference half; /* a half of the day that waits for its date */
	unsigned half_age;          /* tokens since; large: none */
	void (*on_fact)(
	    void *ctx, const struct dais_fact *f); /* NULL: only references are wanted */
	bool facts, references;     /* which are looked for at the next token */
	bool dated;                 /* a date was looked for there; what it took */
	unsigned date_tokens;
	struct dais_fact day;       /* the date found last */
	bool has_day;
};

/* refer_number.c: items and paragraphs, in words before their numbers. */
unsigned dais_refer_numbered(struct dais_refer *r);
/* refer_act.c: resolutions and decisions. */
unsigned dais_refer_act(struct dais_refer *r);
/* Bytes of the number of a resolution or decision at @at of @s, 0 if there is none. @bare: a
 * plain number will do. */
size_t dais_refer_act_number(struct dais_str s, size_t at, bool bare);
/* refer_symbol.c: bytes of the symbol, the address at @at of @s, or 0. */
size_t dais_refer_symbol(struct dais_str s, size_t at);
/* refer_series.c: past the symbol at @at that is not made of components alone; 0: none is. */
size_t dais_refer_series(struct dais_str s, size_t at);
/* refer_script.c: bytes of the symbol in Cyrillic or Arabic letters at @at of @s; 0: there is none.
 */
size_t dais_refer_other_script(struct dais_str s, size_t at);
/* A component of a symbol, between slashes. */
enum dais_refer_component {
	DAIS_COMPONENT_NONE,
	DAIS_COMPONENT_NAME, /* "FCCC", "WG", "III" */
	DAIS_COMPONENT_CODE, /* "RC73": a name that a number is glued to */
	DAIS_COMPONENT_NUMBER, /* "2014", "8", "3(XXIV)" */
	DAIS_COMPONENT_BOTH /* "WG.3", "Add.1", "EC-55", "PC(III)" */
};
enum dais_refer_component dais_refer_component(struct dais_str c);
/* refer_symbol.c: past the component at @at, up to a slash or the end of its letters. */
size_t dais_refer_component_end(struct dais_str s, size_t at);
/* refer_tail.c: past what belongs to the symbol from @start to @at behind its number. */
size_t dais_refer_tail(struct dais_str s, size_t start, size_t at);
/* Bytes of "Rev", "ADD", "prov" at the start of @c, a whole word; 0: none. */
size_t dais_refer_modifier_name(struct dais_str c);
size_t dais_refer_link(struct dais_str s, size_t at);
/* refer_zh.c: all references of Chinese text. */
void dais_refer_zh(struct dais_refer *r, struct dais_str s);

/* Past "No.", "№" at token @i. */
unsigned dais_refer_skip_number_word(struct dais_scan *s, unsigned i);
/* Letter of a sub-item: 0 = a; -1: @c is none. */
int dais_refer_letter(enum dais_lang l, uint32_t c);
/* Value of the small roman numeral @s, up to 39; 0: it is none. */
unsigned dais_refer_roman(struct dais_str s);
/* How many tokens begin before byte @end. */
unsigned dais_refer_tokens_to(struct dais_scan *s, size_t end);

/* Letters and figures of the Latin alphabet, which numbers of acts and symbols are made of. */
static inline bool
refer_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
refer_is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
refer_is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Byte @at of @s; NUL behind its end. */
static inline char
refer_byte_at(struct dais_str s, size_t at)
{
	return at < s.n ? s.p[at] : '\0';
}

/* Past the figures at @at. */
static inline size_t
refer_skip_digits(struct dais_str s, size_t at)
{
	while (refer_is_digit(refer_byte_at(s, at)))
		at++;
	return at;
}

#endif
