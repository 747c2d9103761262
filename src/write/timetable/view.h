/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What people look at when they look at a plan: a timetable in one language, laid out as a grid,
 * before any format. Bodies (or rooms) are columns, days and hours are rows; a joint sitting
 * spans the columns of its bodies. All words are final; nothing here knows how the plan was made.
 * Text (text.h), HTML (page.h) and SVG (picture.h) are written from it and only from it.
 */
#ifndef DAIS_WRITE_TIMETABLE_VIEW_H
#define DAIS_WRITE_TIMETABLE_VIEW_H

#include "model/record.h"
#include "text/width.h"

/* --- changes --------------------------------------------------------------------------------- */

/* The hours of a sitting; start.date.year 0: none. Both ends on one day. */
struct dais_period {
	struct dais_local start, end;
};

enum dais_timetable_change_kind {
	DAIS_TIMETABLE_ADDED,    /* to: the item is taken up there too */
	DAIS_TIMETABLE_DROPPED,  /* from */
	DAIS_TIMETABLE_MOVED,    /* from, to */
	DAIS_TIMETABLE_LONGER,   /* to, minutes */
	DAIS_TIMETABLE_SHORTER,  /* to, minutes */
	DAIS_TIMETABLE_ROOM,     /* of the sitting at `to`: rooms */
	DAIS_TIMETABLE_CHANGE_COUNT
};

/* One thing a delegation has to know who had the plan before. */
struct dais_timetable_change {
	enum dais_timetable_change_kind kind;
	size_t item;             /* of the record; DAIS_NONE with ROOM */
	dais_index_vec bodies;   /* of the record */
	struct dais_period from, to;
	unsigned minutes_before, minutes_after;
	struct dais_ml room_before, room_after;
};

typedef DAIS_VEC(struct dais_timetable_change) dais_timetable_change_vec;

/* The changes from @before to @after by half-days, for plans without a solver's list: an item
 * taken up on other half-days has moved, as far as numbers pair off, and is added or dropped
 * beyond that; where it stays its minutes are compared (those not stated are shared out evenly).
 * In order of time. */
void dais_timetable_compare(const struct dais_record *r, const dais_sitting_vec *before,
    const dais_sitting_vec *after, struct dais_arena *a, dais_timetable_change_vec *ret);

/* --- the grid -------------------------------------------------------------------------------- */

enum dais_timetable_mark {
	DAIS_TIMETABLE_UNCHANGED,
	DAIS_TIMETABLE_IS_NEW,
	DAIS_TIMETABLE_HAS_MOVED, /* here, from elsewhere */
	DAIS_TIMETABLE_IS_LONGER,
	DAIS_TIMETABLE_IS_SHORTER,
	DAIS_TIMETABLE_IS_CANCELLED, /* was here, and is no more or is elsewhere */
	DAIS_TIMETABLE_OTHER_ROOM, /* of a block */
	DAIS_TIMETABLE_MARK_COUNT
};

/* Colours of items: 0 is for organizational items, the others get 1 .. COLOURS - 1; when these are
 * used up they come again with the next pattern. */
#define DAIS_TIMETABLE_COLOURS 8u
#define DAIS_TIMETABLE_PATTERNS 3u

struct dais_timetable_entry {
	size_t item;             /* of the record */
	struct dais_str number;  /* "3", "1 (a)"; "4 / 6" where bodies number it differently */
	struct dais_str title;
	bool continued;
	unsigned minutes;        /* 0 not stated */
	unsigned colour, pattern;
	enum dais_timetable_mark mark;
	struct dais_str
	    remark;  /* "moved; before: Tuesday, 24 May, 3 p.m.–6 p.m."; empty: no mark */
};

/* What stands in columns first .. first + span - 1 of a row: entries of one sitting. */
struct dais_timetable_block {
	size_t sitting;          /* of the sittings; DAIS_NONE: only cancelled entries */
	size_t first, span;      /* columns */
	size_t line, lines;      /* of the row */
	struct dais_str label; /* room, team, bodies: what the columns do not say; may be empty */
	enum dais_timetable_mark mark;
	struct dais_str remark;
	DAIS_VEC(struct dais_timetable_entry) entries;
};

/* The sittings with the same hours. */
struct dais_timetable_row {
	struct dais_local start, end;
	struct dais_str hours;
	size_t lines; /* 1.. */
	DAIS_VEC(struct dais_timetable_block) blocks; /* by line, then by column; never overlap */
};

struct dais_timetable_day {
	struct dais_date date;
	struct dais_str words; /* "Monday, 23 May 2022" */
	DAIS_VEC(struct dais_timetable_row) rows;
};

struct dais_timetable_column {
	size_t body; /* of the record; DAIS_NONE: a room */
	struct dais_str name;
	struct dais_str short_name; /* for narrow places; never empty */
};

/* The time an item has in the plan and, when two plans are compared, in the other. */
struct dais_timetable_total {
	size_t item; /* of the record, never a part */
	struct dais_str number, title;
	unsigned colour, pattern;
	unsigned minutes, minutes_before;
};

struct dais_timetable {
	enum dais_lang lang;
	const struct dais_record *record;
	struct dais_str title; /* "Proposed organization of work" */
	dais_str_lines meetings; /* "Working Group ...: thirteenth meeting" */
	struct dais_str place; /* "Vienna, 23–27 May 2022" */
	struct dais_str modality; /* "hybrid"; may be empty */
	struct dais_str room; /* "room: Board Room D" when all sittings are there; may be empty */
	struct dais_str zone; /* "local time (Europe/Vienna)"; may be empty */
	DAIS_VEC(struct dais_timetable_column) columns;
	DAIS_VEC(struct dais_timetable_day) days;
	DAIS_VEC(struct dais_timetable_total) totals;
	unsigned total_minutes, total_minutes_before;
	bool compared; /* totals have a "before" */
	struct dais_str now_name, before_name; /* of the two: "time", "before" */
	bool marked; /* some mark is set: writers explain the signs */
	unsigned marks; /* bit 1 << mark: is used */
	dais_str_lines notes; /* remarks under the table, sentences */
};

struct dais_timetable_options {
	bool rooms; /* columns are rooms; else bodies */
	bool name_modality; /* title tells how the meeting is held */
	enum dais_modality modality;
	const dais_timetable_change_vec *changes; /* to be marked; NULL none */
	const dais_sitting_vec *before; /* for the totals; NULL: not compared */
	bool beside; /* changes are differences from a plan shown beside: none was before the other
		      */
	dais_str_lines notes; /* borrowed */
};

/* The timetable of @sittings (of @r, or a plan for it) in @l, allocated in @a. Words missing in @l
 * print as "[...]". Cannot fail. The result borrows @r. */
struct dais_timetable *dais_timetable_new(const struct dais_record *r,
    const dais_sitting_vec *sittings, enum dais_lang l, const struct dais_timetable_options *opt,
    struct dais_arena *a);

/* --- for the writers ------------------------------------------------------------------------- */

/* The numbers of @item on the agendas of @bodies, each once and at most six: "3 / 2"; empty: it
 * stands on none. In @a. */
struct dais_str dais_timetable_numbers(const struct dais_record *r, enum dais_lang l, size_t item,
    const dais_index_vec *bodies, struct dais_arena *a);
/* Index of the block that covers column @column in line @line of @row; DAIS_NONE: nobody sits. */
size_t dais_timetable_at(const struct dais_timetable_row *row, size_t line, size_t column);
/* The sign of a mark: "+", "⇄" ...; @ascii: in ASCII alone. Never empty but for UNCHANGED. */
const char *dais_timetable_sign(enum dais_timetable_mark mark, bool ascii);
/* What the sign means: "new", "moved". */
struct dais_str dais_timetable_mark_words(enum dais_lang l, enum dais_timetable_mark mark);
/* Place and days, zone and room, as far as known: the line below the meetings. */
struct dais_str dais_timetable_place(const struct dais_timetable *t, struct dais_arena *a);
/* "Other matters: 2 h 30 min", and behind it what it is in the plan @t is compared with, when that
 * is other. */
struct dais_str dais_timetable_total_line(const struct dais_timetable *t, struct dais_str label,
    unsigned minutes, unsigned before, struct dais_arena *a);
/* "in person", "hybrid", "online". */
struct dais_str dais_timetable_modality(enum dais_lang l, enum dais_modality m);
/* Bytes of the hours @s up to and with their dash, where a line may end; all when there is none. */
size_t dais_timetable_dash_end(struct dais_str s);

#endif
