/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the files of words.h share.
 */
#ifndef DAIS_TEXT_WORDS_PRIV_H
#define DAIS_TEXT_WORDS_PRIV_H

#include "text/words.h"

/* A word under way: at most DAIS_WORD_MAX_BYTES. */
struct dais_word_form {
	size_t n;
	char p[DAIS_WORD_MAX_BYTES];
};

static inline struct dais_str
dais_word_form_str(const struct dais_word_form *f)
{
	return (struct dais_str){ f->p, f->n };
}

/* Adds @c unless the form would be too long. */
void dais_word_form_put(struct dais_word_form *f, uint32_t c);

/* @s (letters of one word, in any case) in small letters, composed, without Arabic marks: what
 * stemmers read. */
void dais_word_lower(struct dais_str s, struct dais_word_form *ret);
/* @s without accents, hamza carriers and the like. */
void dais_word_plain(struct dais_str s, struct dais_word_form *ret);

/* The stem of a folded Arabic word (marks dropped, alef, ya and ta marbuta folded). @particle: a
 * particle of one letter (bi-, li-, ka-, fa-) is taken off too; then false when nothing of four
 * letters would be left. */
bool dais_word_stem_arabic(struct dais_str plain, bool particle, struct dais_word_form *ret);

/* The simplified Chinese character that stands for a traditional one; @c for any other. */
uint32_t dais_word_simplified(uint32_t c);

/* ---- what a word is found by (words_stems.c) ---- */

struct dais_word_keys {
	size_t n;
	struct dais_word_form v[DAIS_WORD_KEYS]; /* the folded word first; no two are equal */
};

/* Stemmers and what they have said lately, in @a; releasing lets the stemmers go. */
struct dais_stems;
struct dais_stems *dais_stems_new(struct dais_arena *a);
void dais_stems_release(struct dais_stems *t);
/* The keys of the word @raw, which follows the rules of @rules (COUNT: nobody's), valid until the
 * next call; the first alone where it begins with none of @letters: see dais_words_seek(). */
const struct dais_word_keys *dais_stems_keys(
    struct dais_stems *t, dais_word_letters letters, enum dais_lang rules, struct dais_str raw);

/* ---- forms that stemmers do not know (words_forms.c); words are folded ---- */

/* Another form of the word, whose stem is a key of it, too: "children" child, "labour" labor. */
bool dais_word_other_form(enum dais_lang rules, struct dais_str plain, struct dais_word_form *ret);
/* The stem of a word that a stemmer takes for another. */
bool dais_word_own_stem(enum dais_lang rules, struct dais_str plain, struct dais_word_form *ret);
/* Of the stem of an adjective what its noun is stemmed from: "environment" of "environmental". */
bool dais_word_noun_of(enum dais_lang rules, struct dais_str stem, struct dais_word_form *ret);
/* The singular of an Arabic plural without article; @plain when it is none that is known. */
struct dais_str dais_word_arabic_singular(struct dais_str plain);
/* Of a Russian stem. */
void dais_word_without_fleeting_vowel(struct dais_word_form *stem);

#endif
