/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A comparison of documents under way: the versions, how they are aligned, and what has been seen
 * of missing paragraphs and shifted numbers.
 */
#ifndef DAIS_CONCORD_DOCUMENTS_PRIV_H
#define DAIS_CONCORD_DOCUMENTS_PRIV_H

#include "concord/align_priv.h"

struct concord_documents {
	struct concord_run run;
	struct concord_document d[DAIS_CONCORD_VERSIONS_MAX];
	size_t n;
	size_t pivot;
	concord_pair_vec pairs[DAIS_CONCORD_VERSIONS_MAX];
	/* A run of segments that the same versions do not have, told as one. */
	unsigned absent;
	size_t absent_paragraphs;
	struct dais_place absent_at[DAIS_CONCORD_VERSIONS_MAX]; /* where it is, or would be */
	bool absent_weighty;
	/* By which numbers and letters of paragraphs have shifted. */
	long number_offset[DAIS_CONCORD_VERSIONS_MAX];
	long letter_offset[DAIS_CONCORD_VERSIONS_MAX];
};

/* Paragraphs [from, to) of each version. */
struct concord_segment {
	size_t from[DAIS_CONCORD_VERSIONS_MAX];
	size_t to[DAIS_CONCORD_VERSIONS_MAX];
};

static inline bool
concord_has(const struct concord_segment *s, size_t v)
{
	return s->to[v] > s->from[v];
}

/* @text without the number before it and the stop behind it. */
struct dais_str concord_words_of(struct dais_str text);

/* --- paragraphs.c --- */

/* Compares the numbers or letters that the first paragraphs of the segment have. */
void concord_compare_numbers(struct concord_documents *r, const struct concord_segment *s);
/* Takes note that the versions @absent (a set, perhaps empty) have nothing in the segment. */
void concord_note_absent(
    struct concord_documents *r, const struct concord_segment *s, unsigned absent);
/* Tells what was noted last. */
void concord_end_absent(struct concord_documents *r);

#endif
