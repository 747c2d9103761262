/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words of the interface in the six languages: share/interface/<area>.yaml, compiled in. An entry
 * `open-document: {ar: ..., zh: ..., en: ..., fr: ..., ru: ..., es: ...}` of portal.yaml is
 * DAIS_SAY_PORTAL_OPEN_DOCUMENT; a language that lacks one fails the build, as does a {name} that
 * another language has not. Sentences are made so that no number bends them ("Documents: 5").
 */
#ifndef DAIS_TEXT_SAY_H
#define DAIS_TEXT_SAY_H

#include "base/arena.h"
#include "base/lang.h"
#include "text/say_words.h"

struct dais_say_value {
	const char *name; /* of {name} */
	struct dais_str words;
};

/* The words as they stand. */
struct dais_str dais_say(enum dais_lang l, enum dais_say what);
/* With every {name} replaced, in @a. A name that is not among @values stays as it is; words that
 * run against those around them are isolated (text/direction.h). */
struct dais_str dais_say_fill(struct dais_arena *a, enum dais_lang l, enum dais_say what,
    const struct dais_say_value *values, size_t n);
/* "PORTAL_OPEN_DOCUMENT" for the word of a name known at run time ("portal.open-document"), or
 * false: for words that belong to names of a table, such as states of documents. */
bool dais_say_find(struct dais_str name, enum dais_say *ret);

#endif
