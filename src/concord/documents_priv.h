/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A comparison of documents under way: the versions, how they are aligned, and what has been seen
 * of missing paragraphs and shifted numbers.
 */
#ifndef DAIS_CONCORD_DOCUMENTS_PRIV_H
#define DAIS_CONCORD_DOCUMENTS_PRIV_H

#include "concord/align_priv.h"

/* A run of segments that the same versions do not have, told as one. */
struct concord_absence {
	unsigned absent; /* a set of versions, never all */
	size_t paragraphs;
	bool weighty; /* long enough to be told */
	bool is_note_moved; /* a note that stands at the foot of another page */
	struct dais_place at[DAIS_CONCORD_VERSIONS_MAX]; /* where it is, or would be */
	const struct concord_paragraph *first[DAIS_CONCORD_VERSIONS_MAX]; /* NULL: none */
	struct concord_absence *other; /* the same paragraph elsewhere, in the other versions */
};

struct concord_documents {
	struct dais_arena *arena;
	struct concord_run run;
	struct concord_document d[DAIS_CONCORD_VERSIONS_MAX];
	size_t n;
	size_t pivot;
	concord_pair_vec pairs[DAIS_CONCORD_VERSIONS_MAX];
	bool gathers; /* absences are gathered, and nothing is told */
	struct concord_absence absence; /* under way; absent 0: none */
	DAIS_VEC(struct concord_absence) absences;
	size_t n_told; /* of these */
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
/* --- absent.c --- */

/* Takes note that the versions @absent (a set, perhaps empty) have nothing in the segment. */
void concord_note_absent(
    struct concord_documents *r, const struct concord_segment *s, unsigned absent);
/* What was noted last is whole: it is gathered, or told. */
void concord_end_absent(struct concord_documents *r);
/* Among all that was gathered: which paragraphs stand elsewhere. */
void concord_find_moved(struct concord_documents *r);

#endif
