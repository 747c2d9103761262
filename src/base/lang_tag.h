/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Languages as files, clients and machines name them.
 */
#ifndef DAIS_BASE_LANG_TAG_H
#define DAIS_BASE_LANG_TAG_H

#include "base/lang.h"

/* The language that the tag or locale @tag names by its first part, whatever its case: "fr-CA",
 * "EN_gb"; false if it is none of the six. Parts end with a hyphen or an underscore; a language
 * that has a code of two letters has no other (RFC 5646, 2.1.1 and 2.2.1). */
bool dais_lang_of_tag(struct dais_str tag, enum dais_lang *ret_lang);

#endif
