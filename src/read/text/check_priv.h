/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Checks of a reading, split over files by what they compare.
 */
#ifndef DAIS_READ_TEXT_CHECK_PRIV_H
#define DAIS_READ_TEXT_CHECK_PRIV_H

#include "read/text/read_priv.h"

struct checker {
	const struct dais_reading *r;
	struct dais_diags *d;
	struct dais_arena *a;    /* scratch */
};

struct dais_place check_place(const struct checker *c, const struct dais_evidence *e);
/* Adds @e as a further place of finding @g. */
void check_also(struct checker *c, struct dais_diag *g, const struct dais_evidence *e);
/* The place of @part, a stretch of the words of @e. */
struct dais_place check_part(
    const struct checker *c, const struct dais_evidence *e, struct dais_str part);
/* "item 3 of Working Group ..." for a message. */
struct dais_str check_item_name(const struct checker *c, const struct dais_evidence *e);

/* check_titles.c */
void check_titles(struct checker *c);
void check_document_titles(struct checker *c);
void check_quoted(struct checker *c);
void check_labels(struct checker *c);
/* check_facts.c */
void check_ordinals(struct checker *c);
void check_nouns(struct checker *c);
void check_weekdays(struct checker *c);
/* check_documents.c */
void check_lists(struct checker *c);
void check_introduced(struct checker *c);
void check_order(struct checker *c);
void check_endings(struct checker *c);
void check_links(struct checker *c);

#endif
