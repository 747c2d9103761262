/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Two wordings of one text compared word by word, for people: what went, what came. A Chinese
 * character is a word, so is a reference {{...}}.
 */
#ifndef DAIS_TEXT_COMPARE_H
#define DAIS_TEXT_COMPARE_H

#include "base/vec.h"

enum dais_compare_kind {
	DAIS_COMPARE_SAME,
	DAIS_COMPARE_GONE, /* in the first only */
	DAIS_COMPARE_NEW,  /* in the second only */
};

struct dais_compare_run {
	enum dais_compare_kind kind;
	struct dais_str text; /* view of the text it is from; of the second where both have it */
};
typedef DAIS_VEC(struct dais_compare_run) dais_compare_vec;

/* Adds the runs that lead from @before to @after, in order; what went stands before what came in
 * its place. Texts that differ in more than 1,500 words are told as one change of all that lies
 * between their common beginning and end. */
void dais_text_compare(
    struct dais_arena *a, struct dais_str before, struct dais_str after, dais_compare_vec *ret);

/* How much two texts have in common, 0 to 1,000: the part of their words that stays. Two empty
 * texts have all in common. */
unsigned dais_text_likeness(struct dais_arena *a, struct dais_str x, struct dais_str y);

/* Words of @s as word processors count them: a Chinese character is one, a reference is one. */
size_t dais_text_word_count(struct dais_str s);

#endif
