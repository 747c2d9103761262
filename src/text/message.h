/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Messages in the six languages. The English, a printf format, stands in the source and is the
 * key; share/messages/<area>.yaml has the other five, compiled in, where {1} is the value of the
 * first conversion of the English. They may stand in any order, again or not at all: values are
 * taken as the English says, so that a translation cannot read a wrong one. Sentences are made so
 * that no value bends them: names in quotation marks, counts after a colon.
 *
 * Conversions: %s %.*s %.100s %c %d %i %u %x %X with l, ll, z or j, a width with zeros ("%04d"),
 * and %%. In Arabic a value with letters that run from left to right (a symbol, a key, a name in
 * Latin letters) is enclosed in U+2068 and U+2069, so that it scrambles neither itself nor its
 * neighbours on a page or a terminal; likewise Arabic letters in the other languages.
 */
#ifndef DAIS_TEXT_MESSAGE_H
#define DAIS_TEXT_MESSAGE_H

#include "base/diag.h"
#include "base/err.h"
#include "base/message.h"

/* @english with its values in @l, in @a; in English where there is no translation. */
struct dais_str dais_text_message(struct dais_arena *a, enum dais_lang l, const char *english, ...)
    DAIS_SAYS(3, 4);
struct dais_str dais_text_message_v(
    struct dais_arena *a, enum dais_lang l, const char *english, va_list values) DAIS_SAYS(3, 0);
/* @english with its values, @n of them, in @l; NONE where there is no translation. */
struct dais_str dais_text_message_fill(struct dais_arena *a, enum dais_lang l, const char *english,
    const struct dais_str *values, size_t n);
/* A message without values, in static storage. */
const char *dais_text_message_words(enum dais_lang l, const char *english);
/* The name of language @l in words of @in: "Arabic", "arabe"; in static storage. */
const char *dais_text_message_language(enum dais_lang in, enum dais_lang l);
/* Whether there is a translation: for messages that come from elsewhere. */
bool dais_text_has_message(const char *english);
/* "item 1 (b)" for a message, @letter < 0: without; as dais_text_item_ref(), in English with plain
 * spaces, so that it can be searched for. */
struct dais_str dais_text_message_item(
    struct dais_arena *a, enum dais_lang l, unsigned number, int letter);
/* As dais_err_set() and dais_err_hint(), in @l. */
bool dais_text_err_set(struct dais_err *err, enum dais_err_code code, enum dais_lang l,
    const char *english, ...) DAIS_SAYS(4, 5);
bool dais_text_err_hint(struct dais_err *err, enum dais_lang l, const char *english, ...)
    DAIS_SAYS(3, 4);
/* Findings added to @d from now on are in @l. */
void dais_text_diags_in(struct dais_diags *d, enum dais_lang l);

#endif
