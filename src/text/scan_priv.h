/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Text as a row of words, numbers and marks, seen through a window of bounded length: the finders
 * look a few tokens ahead and never back, so any text takes linear time and constant memory.
 */
#ifndef DAIS_TEXT_SCAN_PRIV_H
#define DAIS_TEXT_SCAN_PRIV_H

#include "text/letters.h"
#include "text/tables_priv.h"

#define DAIS_SCAN_WINDOW 64   /* tokens; a power of two */
#define DAIS_SCAN_WORD_MAX 48 /* bytes of one folded word; longer ones are in no table */
#define DAIS_SCAN_KEY_MAX 160 /* bytes of the longest key of several words */

enum dais_token_kind {
	DAIS_TOKEN_END,
	DAIS_TOKEN_WORD,
	DAIS_TOKEN_NUMBER,
	DAIS_TOKEN_MARK
};

/* What the longest table entry that begins at a token says. */
struct dais_hit {
	uint64_t kinds; /* 0: no entry */
	unsigned value;
	unsigned n;     /* tokens it covers */
	size_t end;     /* byte after its last word */
};

struct dais_token {
	enum dais_token_kind kind;
	size_t at, end;
	bool space;     /* white space stands before it */
	bool capital;   /* a word that begins with a capital */
	uint32_t mark;  /* code point of a MARK, dashes as '-', apostrophes as '\'' */
	int value;      /* of a NUMBER of up to four digits, -1 of a longer one */
	unsigned digits;
	char word[DAIS_SCAN_WORD_MAX];
	uint8_t n;      /* bytes in word; 0: too long */
	bool looked_up;
	struct dais_hit hit;
};

struct dais_scan {
	const struct dais_text_table *table;
	struct dais_str text;
	size_t pos;     /* of the text, not yet in the window */
	struct dais_token ring[DAIS_SCAN_WINDOW];
	unsigned head, n;
	struct dais_token beyond; /* what lies past the window: the end */
	size_t before; /* where the token passed last begins; SIZE_MAX: none */
	unsigned since_range; /* tokens passed since a word such as "between" */
};

/* At the start of @text, which must live as long; nothing is read yet. */
void dais_scan_init(struct dais_scan *s, enum dais_lang l, struct dais_str text);
/* Passes what can begin nothing: words that begin no entry of @kinds, and marks; a number always
 * may, and with @names a word that a symbol or an address may begin with. Does nothing while tokens
 * are in the window. */
void dais_scan_seek(struct dais_scan *s, uint64_t kinds, bool names);
/* Kinds of the entries that begin with the folded word @key. */
uint64_t dais_scan_begins(const struct dais_text_table *t, struct dais_str key);
/* Whether a symbol or an address may begin at @at, which ends at @end as far as it is a word. */
bool dais_scan_may_be_name(struct dais_str s, size_t at, size_t end);
/* Whether the word at @at, which ends at @end, is a roman numeral in capitals. */
bool dais_scan_may_be_roman(struct dais_str s, size_t at, size_t end);
/* Token @i places ahead (0: the next). Past the window: an END token. */
struct dais_token *dais_scan_read_to(struct dais_scan *s, unsigned i);
static inline struct dais_token *
dais_scan_peek(struct dais_scan *s, unsigned i)
{
	return i < s->n ? &s->ring[(s->head + i) % DAIS_SCAN_WINDOW] : dais_scan_read_to(s, i);
}
/* Passes @n tokens. */
void dais_scan_skip(struct dais_scan *s, unsigned n);
/* The longest entry that begins at token @i. */
struct dais_hit dais_scan_hit(struct dais_scan *s, unsigned i);
/* The token passed last, END when there is none. */
struct dais_token dais_scan_before(const struct dais_scan *s);
/* What the English word at token @i is: lines of mastheads stay in English in three languages. */
struct dais_hit dais_scan_english(struct dais_scan *s, unsigned i);
/* Whether a mark @c is the token @i. */
bool dais_scan_is_mark(struct dais_scan *s, unsigned i, uint32_t c);

#endif
