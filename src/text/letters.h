/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What single characters are when words are compared: digits, spaces, letters without case and
 * diacritics. The tables of words are folded the same way (tools/make_languages.py).
 */
#ifndef DAIS_TEXT_LETTERS_H
#define DAIS_TEXT_LETTERS_H

#include "base/str.h"

/* Value of a decimal digit of any script in use, or -1. */
int dais_scan_digit(uint32_t c);
bool dais_scan_is_space(uint32_t c);
/* Invisible characters that stand for nothing: soft hyphens, bidi controls, joiners. */
bool dais_scan_is_ignored(uint32_t c);
/* Folds @c as tools/make_languages.py folds the tables: no case, no diacritics. Writes up to
 * two code points; returns their number; 0: a mark to drop inside words; -1: not a letter. */
int dais_scan_fold_letter(uint32_t c, uint32_t out[2]);

/* The roman numeral that @s begins with, all in capitals or all in small letters: 1 .. 999, and in
 * *@ret_n its bytes. 0 (and 0 bytes): there is none. */
unsigned dais_text_roman(struct dais_str s, size_t *ret_n);

#endif
