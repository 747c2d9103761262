/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Nouns as sentences have them: what their endings tell. The words are those of share/languages.
 */
#ifndef DAIS_TEXT_NOUN_H
#define DAIS_TEXT_NOUN_H

#include "text/text.h"

/* The gender of @noun as far as its ending tells it; masculine where it does not. */
enum dais_gender dais_text_gender_of(enum dais_lang l, struct dais_str noun);
/* The name of a body that a sentence has in the genitive as it is alone: "Доклад Рабочей группы по
 * ..." is of the "Рабочая группа по ...". Only where the noun is known and the endings of all
 * adjectives before it leave one choice; else, and in languages without cases, @name itself.
 * In @a, or @name. */
struct dais_str dais_text_name_alone(struct dais_arena *a, enum dais_lang l, struct dais_str name);

#endif
