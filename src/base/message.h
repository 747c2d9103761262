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

/* A message taken apart: its words and its values in turn, values as text. Conversions are those
 * of text/message.h. */
struct dais_message_pieces {
	const char *at;
	va_list values;
	char number[32];
};
enum dais_message_piece {
	DAIS_MESSAGE_END,
	DAIS_MESSAGE_WORDS,
	DAIS_MESSAGE_VALUE
};
/* @english and @values outlive @ret; dais_message_close() ends it. */
void dais_message_open(struct dais_message_pieces *ret, const char *english, va_list values);
/* The next piece; what *@ret views is valid until the next call. */
enum dais_message_piece dais_message_next(struct dais_message_pieces *p, struct dais_str *ret);
void dais_message_close(struct dais_message_pieces *p);

/* Says @english, filled from @values, in @l: dais_text_message_v(), for rooms beneath it. */
typedef struct dais_str dais_message_fn(
    struct dais_arena *a, enum dais_lang l, const char *english, va_list values);

#endif
