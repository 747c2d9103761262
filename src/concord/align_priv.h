/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which paragraphs of two versions stand for each other. Paragraphs with the same rare facts are
 * anchors; between them the cheapest row of pairs is computed from lengths, numbers and shared
 * facts (after Gale and Church, "A program for aligning sentences in bilingual corpora",
 * Computational Linguistics 19, 1993, with facts as cognates).
 */
#ifndef DAIS_CONCORD_ALIGN_PRIV_H
#define DAIS_CONCORD_ALIGN_PRIV_H

#include "base/map.h"
#include "concord/concord_priv.h"
#include "read/flow/flow.h"

/* A paragraph as alignment sees it. */
struct concord_paragraph {
	const struct dais_flow_block *block;
	struct concord_unit unit;
	uint32_t length;      /* code points; bytes of Chinese */
	uint32_t first_key;   /* in the version's keys, sorted */
	uint16_t n_keys;
	bool heading;
};

struct concord_document {
	enum dais_lang lang;
	const struct dais_flow *flow;
	struct concord_finder finder;
	DAIS_VEC(struct concord_paragraph) paragraphs;
	DAIS_VEC(uint64_t) keys; /* of facts that are sure */
	uint64_t length;         /* of all paragraphs */
	struct dais_map once, again; /* texts of paragraphs; those that stand there twice */
};

/* Paragraphs [from, from + n) of one version stand for [to, to + m) of the other; one of the two
 * may be none. */
struct concord_pair {
	uint32_t from, n;
	uint32_t to, m;
};

typedef DAIS_VEC(struct concord_pair) concord_pair_vec;

/* A paragraph of one version that stands for one of the other for certain. */
struct concord_anchor {
	uint64_t hash; /* of its number and facts */
	uint32_t at;
	uint32_t match; /* paragraph of the other, UINT32_MAX none */
};

/* align_anchors.c: the anchors of @x, all with a match in @y, both in order of place; how many.
 * They live in @a. */
size_t concord_anchors(struct dais_arena *a, const struct concord_document *x,
    const struct concord_document *y, const struct concord_anchor **ret);

/* Aligns @x with @y; pairs cover both, in order. */
void concord_align(struct dais_arena *a, const struct concord_document *x,
    const struct concord_document *y, concord_pair_vec *ret);

#endif
