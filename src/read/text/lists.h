/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbered lists that may be agendas: runs of short numbered titles with lettered parts. Whether
 * one is an agenda is decided by agenda.c, from what stands before it and what it holds.
 */
#ifndef DAIS_READ_TEXT_LISTS_H
#define DAIS_READ_TEXT_LISTS_H

#include "read/text/read_priv.h"

/* Items and parts of one list, and numbers of items: what stands beyond is told, not read. */
#define LIST_ITEMS_MAX 2000u
#define LIST_NUMBER_MAX 999u

struct list_item {
	size_t block;
	size_t at;       /* byte of the title in the block */
	unsigned number; /* as printed */
	int letter;      /* -1: not a part; as its place asks for */
	int printed;     /* letter as printed */
	bool decimal;    /* of a part: numbered "3.2" */
	size_t up;       /* of a part: index of its item in the list; else DAIS_NONE */
};

/* A part of a part: the record has none, the reading says them. */
struct list_point {
	size_t block;
	size_t at;      /* byte of the title in the block */
	size_t up;      /* index of its part in the list */
	unsigned value; /* from 0 */
};

struct item_list {
	DAIS_VEC(struct list_item) items;
	DAIS_VEC(struct list_point) points;
	size_t first, last; /* blocks of the first and last item */
	size_t top;         /* items that are no parts */
	size_t known;       /* titles such as "Opening of the session", "Other matters" */
	size_t prose;       /* blocks between that are no items */
	size_t chars;       /* of all titles */
	bool worded;        /* "Item 1" */
	bool roman;         /* "I.", or "A." */
	bool capital;       /* "A." */
	bool han;           /* "一、" */
	bool sections;      /* of Chinese numerals, under which figures run on: headings */
	size_t name;        /* block that may be the name of a body, before the list; DAIS_NONE */
	size_t intro;       /* block that announces an agenda; DAIS_NONE */
	struct text_span of; /* the body that it names; n 0: none */
};

/* Reads the list that begins at block @b (its mark is the number 1 or the roman one), up to block
 * @end. False when it is none: fewer than two items; @ret has the one then, or none. */
bool read_list_at(struct reader *r, size_t b, size_t end, struct item_list *ret);
#define PROGRAMME_LINE_MAX 300u /* bytes of a line of a programme that are looked at */
#define HEAD_BLOCKS_MAX 6u /* blocks between a title and the first item: day, hour, place */
#define PROGRAMME_MIN 3u /* items that make a programme without days an agenda */
/* agenda_regions.c: finds the headings of the annotations and of the annex, the timetable. */
void read_find_regions(struct reader *r);
/* agenda_regions.c: whether the annex names items by words and has no days and hours. */
bool read_annex_is_list(const struct reader *r);
/* agenda_regions.c: whether block @b is a title of an agenda ("Provisional agenda"), not a body's
 * name. */
bool read_is_agenda_title(struct reader *r, size_t b);
/* agenda_lists.c */
/* Whether most of what stands in @l are items. */
bool read_is_dense(const struct item_list *l);
/* Notes in @l what stands before it, from block @from on: the name of a body, or words that
 * announce an agenda. */
void read_look_before(struct reader *r, struct item_list *l, size_t from);
/* Whether @l is an agenda. */
bool read_is_agenda_list(struct reader *r, const struct item_list *l);
/* unread.c: says that the agenda @l and those behind it are not read, since @most have been. */
void read_tell_agendas(struct reader *r, const struct item_list *l, unsigned most);
/* unread.c: says which numbered titles behind the agendas look like more of their items. */
void read_tell_unread(struct reader *r);
/* timetable_lines.c: whether the lines, or paragraphs, behind block @b are hours with numbered
 * items behind them. */
bool read_leads_timetable(const struct reader *r, size_t b);
/* Whether @s is as titles are: not too long, no run of sentences. */
bool read_is_title(struct dais_str s);

#endif
