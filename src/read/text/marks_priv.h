/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What marks of items and headings are made of: marks_number.c.
 */
#ifndef DAIS_READ_TEXT_MARKS_PRIV_H
#define DAIS_READ_TEXT_MARKS_PRIV_H

#include "read/text/read_priv.h"

/* The value of the digit at byte *@at of @s (ASCII, Arabic-Indic, full width), past which *@at is
 * moved, or -1. */
int marks_digit(struct dais_str s, size_t *at);
/* A number of one to three digits at *@at, past which it is moved; 0: none, or more digits. */
unsigned marks_number(struct dais_str s, size_t *at);
/* 一 to 九十九 at *@at, past which it is moved; 0: there is none. */
unsigned marks_han_number(struct dais_str s, size_t *at);
/* The place of @c among the letters that count parts, from 0, or -1; in *@ret_other that in another
 * alphabet that has it. */
int marks_letter(uint32_t c, unsigned *ret_other);
/* Whether @c may stand behind the number of a mark. */
bool marks_is_stop(uint32_t c);
/* Whether what stands behind the stop of "a. Election of officers" at byte @at are words of their
 * own, unlike "p. 5" and "e.g.": a space, then a capital letter or one of a script without case. */
bool marks_begins_words(struct dais_str s, size_t at);
/* The mark of a number that @s begins with; MARK_NONE: it begins with none. */
struct item_mark marks_of_number(const struct reader *r, struct dais_str s);

#endif
