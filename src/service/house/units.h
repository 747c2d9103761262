/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A package as a translator sees it: units of one language beside another. A unit is a title or a
 * name, or one paragraph of an annotation where both languages have as many; else the annotation as
 * a whole. An annotation appears in the record when all its units have a translation; until then
 * what has been translated is kept as a draft beside the record (state "draft"). Strings of units
 * live in the arena that is given, or in the record they were made from, which must live as long.
 */
#ifndef DAIS_SERVICE_HOUSE_UNITS_H
#define DAIS_SERVICE_HOUSE_UNITS_H

#include "prose/texts.h"
#include "service/house/edit.h"

enum dais_unit_state {
	DAIS_UNIT_MISSING,
	DAIS_UNIT_DRAFT,    /* translated, but not yet all of its annotation */
	DAIS_UNIT_OUTDATED, /* the source has changed since */
	DAIS_UNIT_DONE,
	DAIS_UNIT_STATE_COUNT
};

struct dais_unit {
	struct dais_str
	    id;   /* unique in the package: "item.transfer.title", "annotation.transfer.2" */
	struct dais_str kind; /* of its thing: "item", "annotation" ... */
	struct dais_str thing; /* id; of an annotation without its language: "transfer@ic" */
	struct dais_str member; /* "title"; empty for annotations */
	enum dais_text_kind text_kind; /* of titles and names */
	size_t item;          /* the item it is about; DAIS_NONE */
	size_t part, parts;   /* of an annotation: this one of how many */
	struct dais_str source, target; /* CommonMark with references; target may be empty */
	enum dais_unit_state state;
	struct dais_str source_then; /* OUTDATED: the source when the translation was made */
	struct dais_str who; /* DRAFT: the account that wrote it; empty: not known */
	int64_t at_ms; /* and when */
};
typedef DAIS_VEC(struct dais_unit) dais_unit_vec;

/* The units of @r for translating @from into @to, in the order of the package; without what only
 * the log knows: none is OUTDATED or DRAFT. */
void dais_units_of_record(const struct dais_record *r, enum dais_lang from, enum dais_lang to,
    struct dais_arena *a, dais_unit_vec *ret);
/* The same of the working record @s, with drafts and with what has changed since. Reads the log of
 * what was changed again. Errors: those of the record (store/store.h). */
bool dais_units_of(struct dais_house *h, const struct dais_snapshot *s, enum dais_lang from,
    enum dais_lang to, struct dais_arena *a, dais_unit_vec *ret, struct dais_err *err);

/* A translation of one unit of @package. */
struct dais_unit_save {
	struct dais_str package, unit;
	enum dais_lang from, to;
	struct dais_str words;
	struct dais_str was; /* the target that the page showed */
};
/* Puts the translation into the edit (begun with DAIS_ACTION_EDIT_TEXT). CONFLICT when another
 * target stands there than @save->was. When the annotation is not whole yet, nothing is changed and
 * *@ret_draft is what dais_units_keep_draft() is to keep. NOT_FOUND: @units have no such unit.
 * INVALID: the words are empty. */
struct dais_unit_draft {
	struct dais_str key, value; /* key empty: none */
	bool over; /* the draft is not needed any more */
};
bool dais_units_put(const struct dais_snapshot *s, struct dais_house_edit *e,
    const dais_unit_vec *units, const struct dais_unit_save *save, struct dais_arena *a,
    struct dais_unit_draft *ret_draft, struct dais_err *err);
/* Keeps a draft beside the record, or takes away one that is over; call it after the commit. Does
 * nothing when *@draft is empty. Errors: those of the record. */
bool dais_units_keep_draft(
    struct dais_house *h, const struct dais_unit_draft *draft, struct dais_err *err);
/* All of it at once: one unit of the working record of @package saved as a change of its own.
 * *@ret_change: 0 when the record did not change, for instance because the words were kept as a
 * draft: *@ret_draft. Errors as of dais_units_put() and dais_edit_commit(). */
bool dais_units_save(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_unit_save *save, struct dais_arena *a, struct dais_diags *diags,
    uint64_t *ret_change, bool *ret_draft, struct dais_err *err);
/* Says that the translation of @unit still stands although its source has changed: it is no longer
 * OUTDATED until the source changes again. Not a change of the package. DENIED: @actor may not edit
 * text in @to. */
bool dais_units_confirm(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_snapshot *s, const struct dais_unit *unit, enum dais_lang from,
    enum dais_lang to, struct dais_err *err);

/* Whether it is written with the facts of the meeting (DAIS_ACTION_EDIT_MEETING), not by
 * translators. */
bool dais_unit_is_fact(const struct dais_unit *u);
/* How many of @units there are, in all and in each state. */
struct dais_unit_count {
	size_t of[DAIS_UNIT_STATE_COUNT];
	size_t all;
	size_t open_facts; /* not done, and for those who write the facts of the meeting */
};
struct dais_unit_count dais_units_count(const dais_unit_vec *units);

#endif
