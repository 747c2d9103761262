/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How pieces of evidence are made, for evidence.c (running text) and stated.c (what the sketch
 * states).
 */
#ifndef DAIS_READ_TEXT_EVIDENCE_PRIV_H
#define DAIS_READ_TEXT_EVIDENCE_PRIV_H

#include "read/text/build_priv.h"
#include "text/refer.h"

/* Where the block being read belongs. */
struct block_home {
	enum dais_reading_part part;
	size_t note; /* DAIS_NONE outside annotations */
	size_t body; /* whose agenda it is, outside annotations; or DAIS_NONE */
};

/* A new piece of evidence with @words, without place; never NULL (past the limit a throw-away). */
struct dais_evidence *evidence_add(
    struct reader *r, enum dais_evidence_kind kind, struct dais_str words);
/* The same at the words @s, in part, body and item of @home. */
struct dais_evidence *evidence_at(
    struct reader *r, enum dais_evidence_kind kind, struct text_span s, struct block_home home);
void evidence_place(struct dais_evidence *e, struct dais_line_start at);
/* Where each line of the words at @s begins. */
void evidence_lines(struct reader *r, struct dais_evidence *e, struct text_span s);
/* A block while its facts and references are found, in one pass. */
struct block_scan {
	struct reader *r;
	size_t block;
	struct block_home home;
	size_t mandate,
	    mandates_end; /* evidence of its mandates, which came before; the next one */
	size_t symbol_end;            /* byte behind the symbol found last */
};

/* cited.c: what the words of a block refer to. @ctx: struct block_scan. */
void evidence_reference(void *ctx, const struct dais_reference *f);
/* Adds the symbol at byte @at of the block. */
void evidence_symbol(struct block_scan *s, size_t at, size_t n);
/* paragraphs.c: numbers of paragraphs */
void read_paragraphs(struct reader *r);
/* stated.c */
void read_stated(struct reader *r);

#endif
