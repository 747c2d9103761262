/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of search: a text cut into words, each with the keys it is found by. An index and a query
 * that cut with the same rules find each other, whatever engine holds the index (doc/search.md).
 *
 * The keys of a word are the word folded (no case, no accents, no Arabic marks, alef and ya of one
 * form, western digits) and its stems, marked with "~" and their language. Letters and figures are
 * parted ("13th", "WG3"); what stands between two words without a space is remembered, so that
 * "CTOC/COP/WG.3/2022/2" is six words of which every two neighbours are a pair. Chinese is cut into
 * characters, each pair of neighbours likewise.
 */
#ifndef DAIS_TEXT_WORDS_H
#define DAIS_TEXT_WORDS_H

#include "base/arena.h"
#include "base/lang.h"

#define DAIS_WORD_KEYS 4
/* A longer word is cut there, in the index and in a query. */
#define DAIS_WORD_MAX_BYTES 64

enum dais_word_joint {
	DAIS_WORD_APART,  /* a space, the beginning, or more than a joint */
	DAIS_WORD_HYPHEN, /* "sub-item", "l'eau": found with a space in its place too */
	DAIS_WORD_SIGN,   /* "WG.3", "2022/2", "and/or" */
	DAIS_WORD_CLOSE   /* nothing: "WG3", two Chinese characters */
};

struct dais_word {
	size_t at, n; /* bytes of the text */
	enum dais_word_joint joint; /* with the word before */
	bool is_han;                /* a character of a script without spaces */
	size_t key_count;           /* 1.. */
	struct dais_str keys[DAIS_WORD_KEYS]; /* the folded word first; no two are equal */
	/* The key of this word and the one before; empty when they are no pair. A pair has figures
	 * on one side, a stroke between, or two Chinese characters: "wg/3", "and/or", "会议". */
	struct dais_str pair;
};

/* Stemmers and what they have said lately; about half a megabyte. Not for two threads at once. */
struct dais_words;
struct dais_words *dais_words_new(void);
void dais_words_free(struct dais_words *w); /* NULL is ignored */
void dais_words_freep(struct dais_words **w);
#define DAIS_WORDS_AUTO __attribute__((cleanup(dais_words_freep))) struct dais_words *

/* Begins with @text, written in @l; foreign words in it follow their script: Latin ones English
 * where @l is not written in Latin letters, Cyrillic ones Russian. @text is borrowed. Text in what
 * @words was cutting before is forgotten. */
void dais_words_start(struct dais_words *words, enum dais_lang l, struct dais_str text);
/* The next word, or false at the end. Its keys are valid until the next call. Linear in the text;
 * any bytes are allowed. */
bool dais_words_next(struct dais_words *words, struct dais_word *ret);

/* Letters as bits, several to a bit: those of what is looked for. */
typedef uint64_t dais_word_letters;
/* The bit of the letter that @key, of a word or a stem, begins with; all bits when it is empty. */
dais_word_letters dais_word_letter(struct dais_str key);
/* From now on a word may come with its first key alone when it begins with none of @letters: a stem
 * begins as its word does, but in Arabic, so that whoever looks for keys that begin with @letters
 * misses none, and stemming, which costs most, is left out for other words. All bits: of no word.
 */
void dais_words_seek(struct dais_words *words, dais_word_letters letters);

/* Cuts a run of Chinese @text (no other characters) into words by ICU's dictionary and calls @fn
 * for each, in order. Single characters belong to the word before them; particles are left out,
 * unless there is nothing else. */
void dais_words_of_chinese(
    struct dais_str text, void (*fn)(void *ctx, struct dais_str word), void *ctx);

/* ---- as texts write what is typed ---- */

/* The word, or words, that @plain, folded, is short for by custom in @l: "paragraph" for "para";
 * empty when it is none that is known. */
struct dais_str dais_word_unshortened(enum dais_lang l, struct dais_str plain);
/* Chinese @s with the numbers before "次", "届", "条" and their like that are in figures in
 * numerals, and the other way round ("第13次会议" as "第十三次会议"), up to 99; empty when there
 * are none. */
struct dais_str dais_words_other_numerals(struct dais_arena *a, struct dais_str s);

#endif
