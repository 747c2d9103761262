/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of one direction among those of the other, for pages and messages: what the bidirectional
 * algorithm (UAX 9) cannot know is said by its own characters, which nobody sees.
 */
#ifndef DAIS_TEXT_DIRECTION_H
#define DAIS_TEXT_DIRECTION_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/lang.h"

/* @words, which somebody else wrote, inside words of @l: between U+2068 and U+2069 when they have a
 * letter that runs against @l outside what is enclosed already, else as they are. A name in Latin
 * letters scrambles neither itself nor its Arabic neighbours. */
void dais_text_put_isolated(struct dais_buf *out, enum dais_lang l, struct dais_str words);
struct dais_str dais_text_isolated(struct dais_arena *a, enum dais_lang l, struct dais_str words);

/* Days or hours that begin with figures and with which a line, a cell or an isolated run begins. In
 * Arabic they stand behind U+061C: "23-27" is then read from the right, as it is behind Arabic
 * words. */
struct dais_str dais_text_alone(struct dais_arena *a, enum dais_lang l, struct dais_str figures);

#endif
