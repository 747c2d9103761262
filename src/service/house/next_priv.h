/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Shared by the files that make the next meeting.
 */
#ifndef DAIS_SERVICE_HOUSE_NEXT_PRIV_H
#define DAIS_SERVICE_HOUSE_NEXT_PRIV_H

#include "mark/json_read.h"
#include "service/house/house_priv.h"
#include "service/house/next.h"

struct next_maker {
	struct dais_house *h;
	const struct dais_next_input *in;
	struct dais_arena *a;
	const struct dais_record *r;   /* the last */
	const dais_thing_vec *last;    /* its things */
	dais_thing_vec things;         /* of the next */
	struct dais_next *next;
	int days_moved;                /* from the last opening to the next */
	bool *item_kept;               /* by item of r: parts as their item */
	bool *document_kept, *mandate_kept; /* by index of r */
	dais_store_strs agenda_symbols;
};

struct dais_next_line *house_next_line(struct next_maker *m, enum dais_next_what what,
    enum dais_next_why why, const char *kind, struct dais_str id);
/* Values of things, parsed and made. */
struct dais_json_value *house_next_value(struct next_maker *m, const struct dais_thing *t);
struct dais_json_value *house_next_string(struct next_maker *m, struct dais_str s);
struct dais_json_value *house_next_day(struct next_maker *m, struct dais_date d);
/* Array @v without the elements for which @keeps is false. */
void house_next_filter(struct next_maker *m, struct dais_json_value *v,
    bool (*keeps)(struct next_maker *m, const struct dais_json_value *element));
/* Whether an item, or the long form of an entry, is taken over. */
bool house_next_keeps_item(struct next_maker *m, const struct dais_json_value *element);
struct dais_date house_next_weeks_before(const struct next_maker *m, unsigned weeks);
/* Does @add for every thing of @kind of the last; NULL: it stays as it is. */
void house_next_add_kind(struct next_maker *m, const char *kind,
    void (*add)(struct next_maker *m, const struct dais_thing *t));

/* Items, agendas, documents, mandates (next_items.c). */
void house_next_choose_items(struct next_maker *m);
void house_next_item(struct next_maker *m, const struct dais_thing *t);
void house_next_agenda(struct next_maker *m, const struct dais_thing *t);
bool house_next_allot_symbols(struct next_maker *m, struct dais_err *err);
void house_next_document(struct next_maker *m, const struct dais_thing *t);
void house_next_mandate(struct next_maker *m, const struct dais_thing *t);
/* Planning and sittings: what they say stays as far as it names nothing that is gone
 * (next_planning.c). */
void house_next_planning(struct next_maker *m);

/* The words of an author about meeting @from, for meeting @to: its ordinal in the same inflection.
 * Empty when that cannot be told (next_words.c). */
struct dais_str house_next_words(
    struct dais_arena *a, enum dais_lang l, struct dais_str words, unsigned from, unsigned to);

/* The words of an author that state days @was (first and last) for days @now, in the same form.
 * Empty when that cannot be told (next_days.c). */
struct dais_str house_next_days(struct dais_arena *a, enum dais_lang l, struct dais_str words,
    const struct dais_date was[2], const struct dais_date now[2]);
/* The last day of the next meeting after @x. */
struct dais_date house_next_closing(const struct next_maker *m, const struct dais_meeting *x);
/* A day of the last meetings, or a deadline counted from them, one meeting on; a year of 0 is
 * theirs. False: it is neither, or has no counterpart. */
bool house_next_day_moved(const struct next_maker *m, struct dais_date d, struct dais_date *ret,
    enum dais_next_why *ret_why);

/* Words that are offered to be moved on (next_facts.c). */
struct house_next_words {
	struct dais_str id; /* of the annotation */
	size_t item;
	enum dais_lang l;
};
/* Notes the offer under @key; false: it is refused. */
bool house_next_offer(struct next_maker *m, const struct house_next_words *w, struct dais_str from,
    struct dais_str to, enum dais_next_why why, struct dais_str key);
/* @text with the days, deadlines and ordinals in its plain words (outside references) moved on. */
struct dais_str house_next_plain(
    struct next_maker *m, const struct house_next_words *w, struct dais_str text);

/* "ic@14" for meeting @id of a body that meets: its next, if that will be known; else @id. */
struct dais_str house_next_meeting_id(const struct next_maker *m, struct dais_str id);
/* Takes over the annotations of kept items: those that speak of nothing that is left. */
void house_next_annotations(struct next_maker *m);
void house_next_add(struct next_maker *m, const struct dais_thing *like, struct dais_str value);

#endif
