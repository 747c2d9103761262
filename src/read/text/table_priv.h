/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Cells of a timetable and the hours they state, shared by timetable.c and hours.c.
 */
#ifndef DAIS_READ_TEXT_TABLE_PRIV_H
#define DAIS_READ_TEXT_TABLE_PRIV_H

#include "read/text/read_priv.h"
#include "text/text.h"

#define FACTS_MAX 8u

struct cell_facts {
	struct dais_fact v[FACTS_MAX];
	unsigned n;
	size_t covered;
	unsigned times;
	struct dais_date date; /* with the year of the gathering where none is given */
};

/* A cell of a table, or of one line of a table that extraction flattened. */
struct cell {
	struct dais_str s;
	size_t line;   /* of the text; in a grid: number of the row, over all tables */
	size_t raw_at; /* byte of the line, or of the block */
	bool first;    /* in its line or row */
	size_t block;  /* DAIS_NONE: made from a line */
	size_t x;      /* grid column, for a cell made from a block */
	size_t body;   /* whose column it is, or DAIS_NONE */
};

/* An entry being read, over one or more lines. */
struct open_entry {
	unsigned number;
	int letter;
	bool indented;
	bool bare; /* names the item by its number alone */
	size_t body; /* whose column it stands in, or DAIS_NONE */
	size_t x; /* column of its title, in cells of a terminal */
	DAIS_VEC(char) text;
	struct sketch_entry e;
};

#define NAMED_ITEMS_MAX 16u

struct named_item {
	unsigned number;
	int letter; /* 0 = a; -1 none */
};

/* The items that a cell names at its start. */
struct named_items {
	struct named_item v[NAMED_ITEMS_MAX];
	size_t n;
	size_t end;            /* bytes of the references */
	bool closed;           /* other words came */
	bool stopped;          /* a stop stands behind them: "Item 3: " */
	struct dais_str title; /* what stands behind them */
};

struct table_scan {
	struct dais_date day;
	bool sitting;       /* one is open */
	bool awaits_end;    /* of its hours */
	bool hours_open;    /* the first of them ends so that the second comes below: "10.00 -" */
	DAIS_VEC(struct open_entry) entries; /* of the open sitting */
	bool closed; /* a heading or a rule came behind the last of them: it does not go on */
	size_t hours_line; /* line of the last cell with hours */
	size_t hours_x; /* its column */
	bool has_columns; /* entries stand beside hours: columns were kept */
	struct dais_map
	    heads; /* folded lines seen before the first day: heads repeat on each page */
	struct cell number; /* a cell with a number only; its title follows */
	bool has_number;
	struct named_item named; /* what that cell names by a word: "Item 3" */
	bool is_named;
};

/* timetable.c: the part of @title before the mark "(continued)", in brackets of either width. */
struct dais_str read_without_continued(const struct reader *r, struct dais_str title);
/* Takes the next cell of a table in reading order: a day, hours, or (the rest of) an entry. */
void read_table_cell(struct reader *r, struct table_scan *t, struct cell c);
/* timetable_when.c: a day, or a day with its hours behind it, and the hours of a sitting, whose
 * facts are @f; false when @c states something else. */
bool read_take_day(
    struct reader *r, struct table_scan *t, const struct cell *c, const struct cell_facts *f);
bool read_take_hours(
    struct reader *r, struct table_scan *t, const struct cell *c, struct cell_facts *f);
/* The column of a cell: as the flow has it, or cells of a terminal before it in its line. */
size_t read_cell_column(const struct reader *r, const struct cell *c);
/* Ends the open sitting, and what comes is of @day, unless its year is 0. */
void read_table_begin_day(struct reader *r, struct table_scan *t, struct dais_date day);
/* Ends the open sitting. */
void read_table_flush(struct reader *r, struct table_scan *t);
/* The facts of a cell, and whether it states them and nothing else. */
void read_cell_facts(const struct reader *r, struct dais_str s, struct cell_facts *f);
bool read_states_only_facts(struct dais_str s, const struct cell_facts *f);
/* table_documents.c: the documents that the entries name, of a timetable that makes the items. */
void read_table_documents(struct reader *r);
/* table_items.c: the body and item of entry @o of sitting @sit; body DAIS_NONE when there is none.
 */
void read_resolve_entry(struct reader *r, const struct sketch_sitting *sit, struct open_entry *o);
/* Whether some body has item @number @letter with a title that begins as @title does, or an item
 * with this title under another number. */
bool read_is_known_entry(struct reader *r, unsigned number, int letter, struct dais_str title);
/* Whether some body has item @number @letter. */
bool read_knows_item(const struct reader *r, unsigned number, int letter);
/* table_entries.c: number, letter and title ("1 b) Adoption of ...") at the start of @s; an empty
 * title when the number stands alone. False if it has none. */
bool read_entry_start(const struct reader *r, struct dais_str s, unsigned *ret_number,
    int *ret_letter, struct dais_str *ret_title);
/* The items that @s names by a word at its start: "Item 3", "Items 4 and 5: ...". False: none. */
bool read_named_items(const struct reader *r, struct dais_str s, struct named_items *ret);
/* The one item that brackets at the end of @s name, "Budget: outlook (item 3)"; the title stands
 * before them. */
bool read_item_behind(const struct reader *r, struct dais_str s, struct named_items *ret);
/* The same of numbers of known items and nothing else, several or with the mark of what goes on:
 * "1, 2 and 3", "4 (continued)". */
bool read_bare_items(const struct reader *r, struct dais_str s, struct named_items *ret);
/* Whether @s begins with an entry: it names an item, or has its number and title. */
bool read_entry_begins(struct reader *r, struct dais_str s);
/* Where the next entry begins in @s, behind a semicolon; its length when there is only one. */
size_t read_next_entry(struct reader *r, struct dais_str s);
/* The items that a programme without days names by words, "Item 3 Title", behind its heading: there
 * are no sittings then. */
void read_items_without_days(struct reader *r);
/* Items known from the table alone, in the order of their numbers. */
void read_sort_table_items(struct reader *r);
/* timetable_lines.c: the lines behind the heading of the timetable. */
void read_lines_of_table(struct reader *r);
/* The same of the paragraphs of a flow. */
void read_paragraphs_of_table(struct reader *r);
/* timetable_grid.c: the tables of a flow. */
void read_grids(struct reader *r);

/* Whether cell @s, whose facts are @f, states the hours of a sitting and nothing else: "10 a.m. to
 * 1 p.m.", "10/00-13/00", "1000-1300 hours", "Morning (10.00-13.00)", "10.00 a" with its end on the
 * next line. Its times are then those of @f. */
bool read_hours(const struct reader *r, struct dais_str s, struct cell_facts *f);
/* Bytes of the hours in figures that @s begins with, "09.00-10.30", "09:00—09:30"; 0: none. */
size_t read_bare_hours_length(struct dais_str s);
/* Whether @s, whose facts are @f, is a day and hours behind it, which are then *@ret_rest, with the
 * facts *@ret_hours. */
bool read_hours_of_day(const struct reader *r, struct dais_str s, const struct cell_facts *f,
    struct dais_str *ret_rest, struct cell_facts *ret_hours);
/* @s without commas, stops and brackets around it: "(10.00-13.00)", ", 10 a.m.". */
struct dais_str read_without_frame(struct dais_str s);
/* Adds the first hour of "10.00 a 13.00 horas", "3-6 p.m.", where only the second, which @f has, is
 * a whole time. */
void read_bare_first_hour(struct dais_str s, struct cell_facts *f);

#endif
