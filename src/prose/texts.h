/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The words of a record that translators work on, outside of annotations: names, titles, places,
 * each with a stable identifier. Used by the XLIFF writer and reader.
 */
#ifndef DAIS_PROSE_TEXTS_H
#define DAIS_PROSE_TEXTS_H

#include "model/record.h"

enum dais_text_kind {
	DAIS_TEXT_BODY_NAME,
	DAIS_TEXT_BODY_SHORT,
	DAIS_TEXT_BODY_OF,
	DAIS_TEXT_BODY_TO,
	DAIS_TEXT_PLACE,
	DAIS_TEXT_ROOM,
	DAIS_TEXT_ITEM_TITLE,
	DAIS_TEXT_MANDATE_TITLE,
	DAIS_TEXT_DOCUMENT_TITLE,
	DAIS_TEXT_KIND_COUNT
};

struct dais_text_slot {
	enum dais_text_kind kind;
	size_t index;        /* in the record's vector */
	struct dais_str id;  /* NMTOKEN, unique: "item.organization.agenda.title" */
	const char *note;    /* what it is, for translators; static */
};
typedef DAIS_VEC(struct dais_text_slot) dais_text_slot_vec;

/* Lists every text of @r, given in any language, in the order of the package. */
void dais_prose_texts(const struct dais_record *r, struct dais_arena *a, dais_text_slot_vec *ret);
const struct dais_ml *dais_prose_text(const struct dais_record *r, const struct dais_text_slot *s);
struct dais_ml *dais_prose_text_mutable(struct dais_record *r, const struct dais_text_slot *s);

/* "annotation.transfer", "annotation.organization.agenda.ic": the group of an annotation. */
struct dais_str dais_prose_annotation_id(
    const struct dais_record *r, const struct dais_annotation *n, struct dais_arena *a);
/* The annotation of @l for the same item and the same body (or all) as @n; NULL if none. */
const struct dais_annotation *dais_prose_counterpart(
    const struct dais_record *r, const struct dais_annotation *n, enum dais_lang l);

/* The head of a reference, "{{meeting ta@12}}", without words. */
struct dais_str dais_prose_ref_head(const struct dais_ref *ref, struct dais_arena *a);
/* A block as one line of CommonMark-like text, for comparing two blocks: references with their
 * words, emphasis marks, links. */
struct dais_str dais_prose_block_line(const struct dais_block *b, struct dais_arena *a);

#endif
