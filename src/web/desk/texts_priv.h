/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/web/desk only: annotations, their languages beside each other.
 */
#ifndef DAIS_WEB_DESK_TEXTS_PRIV_H
#define DAIS_WEB_DESK_TEXTS_PRIV_H

#include "web/desk/desk_priv.h"

/* One language of the page. */
struct desk_text {
	enum dais_lang language;
	struct dais_str words; /* CommonMark: as it stands, or as the editor sent it */
	uint64_t seen; /* its revision; 0: there was none */
	bool may_edit;
	/* When another was faster. */
	struct dais_str their_name; /* empty: none was */
	int64_t their_time_ms;
	struct dais_str theirs;
	const struct dais_diags *problems; /* why it was not saved; NULL: it was, or not tried */
};

struct desk_texts {
	const struct dais_record *record;
	struct dais_str package;
	size_t item;
	size_t body; /* the annotation for this body alone; DAIS_NONE: for all */
	DAIS_VEC(struct desk_text) texts;
	const desk_remark_vec *remarks;
};
void dais_desk_write_texts(struct dais_page *p, const struct desk_texts *v);
/* An edit of texts; the step that makes @words the annotation of @text in @l (empty words close
 * it), @anyway: whatever another has made of it. */
bool dais_desk_edit_text(struct desk *d, struct dais_house_edit **ret);
bool dais_desk_put_text(struct desk *d, struct dais_house_edit *e, enum dais_lang l,
    struct dais_str text, struct dais_str words, uint64_t seen, bool anyway);
/* "organization/agenda@ic" of the item and body of @v. */
struct dais_str dais_desk_text_of(const struct desk_texts *v, struct dais_arena *a);
/* The items that have annotations, in the order in which the document prints them. */
void dais_desk_text_items(const struct dais_record *r, struct dais_arena *a, dais_index_vec *ret);
/* What {{...}} may name: [{"reference": "item transfer", "says": "item 2", "about": title} ...] */
void dais_desk_write_references(
    const struct dais_record *r, enum dais_lang l, struct dais_arena *a, struct dais_buf *out);
/* Two wordings, what went struck out, what came underlined, as a block. */
void dais_desk_difference(
    struct dais_page *p, enum dais_lang l, struct dais_str before, struct dais_str after);

#endif
