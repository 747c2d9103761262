/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Inside src/write/timetable only: from the record to the grid.
 */
#ifndef DAIS_WRITE_TIMETABLE_BUILD_PRIV_H
#define DAIS_WRITE_TIMETABLE_BUILD_PRIV_H

#include "write/timetable/view.h"

struct builder {
	const struct dais_record *r;
	const dais_sitting_vec *sittings;
	const struct dais_timetable_options *opt;
	enum dais_lang l;
	struct dais_arena *a;
	struct dais_timetable *t;
	bool one_room;        /* of all sittings: said once, above */
	size_t *column_of;    /* body of the record -> column, or DAIS_NONE */
	size_t *colour_of;    /* item of the record -> place among the coloured items; 0: none */
};

/* Neighbouring entries of a sitting that the same columns take up, before they have a place. */
struct group {
	size_t sitting;       /* or DAIS_NONE: cancelled entries */
	bool *has;            /* by column */
	bool *takes; /* by body of the sitting: those that take it up; NULL: no entries */
	struct dais_str label;
	enum dais_timetable_mark mark;
	struct dais_str remark;
	DAIS_VEC(struct dais_timetable_entry) entries;
};
typedef DAIS_VEC(struct group) group_vec;

/* The words of another language while they wait for translation; "[...]" when there are none. */
struct dais_str dais_timetable_words(enum dais_lang l, const struct dais_ml *ml);
/* Column of a room, or DAIS_NONE. */
size_t dais_timetable_room_column(const struct builder *b, const struct dais_ml *room);
/* The groups of sitting @s, added to @ret. */
void dais_timetable_groups(struct builder *b, size_t s, group_vec *ret);
/* What was at @row's hours and is no more, added to @ret. */
void dais_timetable_ghosts(struct builder *b, const struct dais_timetable_row *row, group_vec *ret);
/* Sets mark and remark of what the entry @e of @sitting is in the changes. */
void dais_timetable_mark_entry(
    struct builder *b, const struct dais_sitting *sitting, struct dais_timetable_entry *e);
/* Sets mark and remark of a room that has changed. */
void dais_timetable_mark_room(
    struct builder *b, const struct dais_sitting *sitting, struct group *g);
/* Gives each group its place in @row. */
void dais_timetable_lay_out(
    struct builder *b, const group_vec *groups, struct dais_timetable_row *row);
/* Items get colours in the order in which the agendas name them. */
void dais_timetable_set_colours(struct builder *b);
void dais_timetable_totals(struct builder *b);
/* Minutes of entry @e of @s: those stated, or its share of what the others leave. */
unsigned dais_timetable_minutes(const struct dais_sitting *s, size_t e);
/* The item itself, or the item it is a part of. */
size_t dais_timetable_top(const struct dais_record *r, size_t item);
/* Sets number, title and colour of @item as @bodies (of the record) number it. */
void dais_timetable_name(
    struct builder *b, size_t item, const dais_index_vec *bodies, struct dais_timetable_entry *ret);
/* Short name of a body: its short form, its name, or its id. */
struct dais_str dais_timetable_short_name(
    const struct dais_record *r, enum dais_lang l, size_t body);

#endif
