/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Text in columns of a terminal or of a fixed-pitch editor. Sources: UAX #11 through ICU for
 * widths; GB/T 15834-2011, 5.1 for what may not start or end a Chinese line.
 */
#ifndef DAIS_TEXT_WIDTH_H
#define DAIS_TEXT_WIDTH_H

#include "base/vec.h"

typedef DAIS_VEC(struct dais_str) dais_str_lines;

/* Columns that @s takes: two for a Chinese character, none for a mark over a letter. */
unsigned dais_text_columns(struct dais_str s);
/* Folds @s into lines of at most @width columns at spaces and between Chinese characters (where
 * punctuation allows); "\n" forces a line. With @at_hyphens also after hyphens (but not within
 * "23-27" or "--write"), and words longer than @width are cut; else they stand out. The lines are
 * views of @s; at least one. */
dais_str_lines dais_text_wrap(
    struct dais_arena *a, struct dais_str s, unsigned width, bool at_hyphens);

#endif
