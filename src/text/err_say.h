/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Errors (base/err.h) in the language of the reader. Each sentence is said by its translation in
 * share/messages/; what has none stays in English, as it stands in the error.
 */
#ifndef DAIS_TEXT_ERR_SAY_H
#define DAIS_TEXT_ERR_SAY_H

#include "base/err.h"
#include "text/message.h"

/* Whether the message of @err can be said in @l: for marking the language of what is shown. */
bool dais_text_err_is_in(enum dais_lang l, const struct dais_err *err);
/* What happened, in @a: "while reading x: the file is damaged". */
struct dais_str dais_text_err_say(
    struct dais_arena *a, enum dais_lang l, const struct dais_err *err);
/* The same without the context: "the file is damaged". */
struct dais_str dais_text_err_message(
    struct dais_arena *a, enum dais_lang l, const struct dais_err *err);
/* What to do next; empty where the error does not say. */
struct dais_str dais_text_err_advice(
    struct dais_arena *a, enum dais_lang l, const struct dais_err *err);

#endif
