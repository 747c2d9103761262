/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks of messages: sentences that are written in English in the source and said in the language
 * of the reader. share/messages/ has them in the other five; tools/lint_messages.py finds every
 * one by these marks. text/message.h says them.
 */
#ifndef DAIS_BASE_MESSAGE_H
#define DAIS_BASE_MESSAGE_H

#include "base/arena.h"
#include "base/lang.h"

/* On a function: parameter @format is a message, its values begin at @first (0: a va_list). What
 * a caller writes there must be in share/messages/. */
#define DAIS_SAYS(format_at, first) __attribute__((format(printf, format_at, first)))
/* A message that is written elsewhere than in a call: in a table, in a variable. */
#define DAIS_MESSAGE(english) english

/* On a function: parameter @at is a message without values, or a word such as `items` that is none.
 */
#define DAIS_NAMES(at)

/* How many values a message has at most; tools/make_messages.py refuses more. */
#define DAIS_MESSAGE_VALUES_MAX 16u

/* Told of a piece of a message: words, or a value as text; @piece is valid until it returns. */
typedef void dais_message_piece_fn(void *ctx, struct dais_str piece, bool is_value);
/* Takes a message apart: its words and its values in turn. Conversions are those of
 * text/message.h. */
void dais_message_pieces(const char *english, va_list values, dais_message_piece_fn *fn, void *ctx);

/* Says @english, filled from @values, in @l: dais_text_message_v(), for rooms beneath it. */
typedef struct dais_str dais_message_fn(
    struct dais_arena *a, enum dais_lang l, const char *english, va_list values);

#endif
