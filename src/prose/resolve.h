/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * References in prose: what {{item environment}} says in a language, in the annotation of a body;
 * and whether words that an author gave instead agree with the fact. Format: doc/package.md.
 */
#ifndef DAIS_PROSE_RESOLVE_H
#define DAIS_PROSE_RESOLVE_H

#include "model/record.h"

/* Where a reference stands. */
struct dais_prose_place {
	const struct dais_record *record;
	enum dais_lang lang;
	size_t body; /* whose annotation is printed; DAIS_NONE: the first that has the item */
};

struct dais_said {
	struct dais_str text;    /* the display: the author's words or the computed form */
	struct dais_str fact;    /* the computed form */
	struct dais_str url;     /* a document's address; may be empty */
	struct dais_str target;  /* anchor of the item in the same document; may be empty */
	struct dais_str subject; /* "item:environment", "doc:env-paper", "meeting:ta@12" ... */
	bool is_symbol;
	bool is_schedule;        /* text is a whole paragraph */
};

/* Resolves @ref at @at into @a. False when it names nothing of the record (the package reader has
 * refused such a record already); *@ret_said is then unset. */
bool dais_prose_say(const struct dais_prose_place *at, const struct dais_ref *ref,
    struct dais_arena *a, struct dais_said *ret_said);

/* @text as it follows the display @said of a reference (empty: it follows none): without its first
 * full stop when the display ends with one, since "at 10 a.m." and "10 ч. 00 м." close the sentence
 * themselves. An ellipsis stays. */
struct dais_str dais_prose_after(struct dais_str said, struct dais_str text);

/* Whether the author's words of @ref (which are not empty) state the fact of @said: the same
 * ordinal, dates, number, symbol, or the stems of the same name. */
bool dais_prose_agrees(const struct dais_prose_place *at, const struct dais_ref *ref,
    const struct dais_said *said, struct dais_arena *a);

/* Anchor of @item in the annotations of @body: "ic.transfer", "ic.organization.agenda". */
struct dais_str dais_prose_anchor(
    const struct dais_record *r, size_t item, size_t body, struct dais_arena *a);

/* The name of body @b after "of" or "to", as the language's sentences use it. */
struct dais_str dais_prose_body_of(const struct dais_record *r, size_t b, enum dais_lang l);
struct dais_str dais_prose_body_to(const struct dais_record *r, size_t b, enum dais_lang l);
/* "thirteenth meeting" of meeting @m. */
struct dais_str dais_prose_gathering(
    const struct dais_record *r, size_t m, enum dais_lang l, struct dais_arena *a);
/* "Working Group on Water, thirteenth meeting": @body, the full or the short name of the body, and
 * the gathering of meeting @m. In @a. */
struct dais_str dais_prose_meeting_of(const struct dais_record *r, size_t m, struct dais_str body,
    enum dais_lang l, struct dais_arena *a);

/* Sentences that say when body @body takes up each of its items, every one by number and title,
 * from the timetable of the record; empty when there are no sittings. */
struct dais_str dais_prose_schedule(const struct dais_prose_place *at, struct dais_arena *a);

#endif
