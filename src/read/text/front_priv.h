/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What front.c and place.c share: the facts of one block of the front.
 */
#ifndef DAIS_READ_TEXT_FRONT_PRIV_H
#define DAIS_READ_TEXT_FRONT_PRIV_H

#include "read/text/build_priv.h"

#define TITLE_MAX 700u
/* Bytes behind the noun of a gathering: "(resumed)", "extraordinaire d’urgence". */
#define GATHERING_REST_MAX 40u
#define BODY_NAME_MAX 400u   /* bytes: of Cyrillic letters 200 */
#define NUMBER_MAX 40u       /* bytes of "第七十六届" */
#define NAME_MIN 6u          /* bytes of the name of a body */
#define GATHERING_AT_MAX 14u   /* bytes before its number */

struct front_scan {
	unsigned ordinals;
	unsigned ordinal;
	const char *noun;
	size_t ordinal_at, ordinal_end;
	struct dais_date from, to;
	size_t date_at, date_end;
	bool has_range;
	struct dais_date day;
	struct dais_date last_day; /* of all such dates */
	size_t time_at;            /* of the first hour; 0: none, or at the start */
	int minute;                /* the first hour, where there are any */
	size_t when;               /* bytes of all days and hours */
	size_t day_at, day_end; /* of the first date that is no range; day_end 0: none */
	size_t last_day_end;    /* of the last such date */
	unsigned times;
	unsigned dates;
	bool sitting;       /* begins with "Third plenary meeting" */
	size_t sitting_end; /* behind it */
};

/* front_scan.c: the facts of @s. */
struct front_scan front_scan_of(const struct reader *r, struct dais_str s);
/* The first of the phrases @list in @s at or after @from; bytes of it in *@ret_n. SIZE_MAX if there
 * is none. */
size_t front_find(const struct read_list *list, struct dais_str s, size_t from, size_t *ret_n);
/* Whether @s says that a gathering is held: "to be held at". */
bool front_is_held(const struct reader *r, struct dais_str s);
static inline bool
front_is_space(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
front_has_body_word(const struct reader *r, struct dais_str s)
{
	return read_has_phrase(&r->words->body, s);
}

/* Blocks of the front: up to the first item or the contents. */
size_t front_end(const struct reader *r);
/* The item that a masthead names, for which the document is, begins no list. */
void front_unmark_masthead(struct reader *r);

/* --- front_names.c: each takes the name of the body from block @b, whose facts are @f, if it is
 * there: "Report of the X on its fifty-ninth session", "Provisional
 * agenda for the sixtieth session of the X", "Sixtieth session of the X". --- */
void front_name_in_title(struct reader *r, size_t b, const struct front_scan *f);
void front_name_in_agenda_title(struct reader *r, size_t b, const struct front_scan *f);
/* The same name, n 0 where there is none, and the place behind it, which may be empty. */
struct text_span front_body_of_agenda(
    const struct reader *r, size_t b, const struct front_scan *f, struct dais_str *ret_place);
void front_name_beside_gathering(struct reader *r, size_t b, const struct front_scan *f);
/* The name in "Committee on Trade, tenth session (Geneva, 4-8 May 2020)", all of block @b: false if
 * it is not such a line. */
bool front_name_before_gathering(struct reader *r, size_t b);
/* The name in a sentence of block @b, whose facts are @f: "to the sixth session of the X, to be
 * held in ..."; false: there is none. */
bool front_name_behind_gathering(struct reader *r, size_t b, const struct front_scan *f);
/* Bytes of the code of a committee at the start of @s, as bodies of standards are named: "ISO/TC
 * 46/SC 4/WG 7", "ISO/IEC JTC 1"; 0: none. Source: ISO/IEC Directives, part 1, 1.1. */
size_t front_committee(struct dais_str s);

/* --- front_days.c: the days of the gathering, and its hour, in blocks before @end, where the front
 * has not told them otherwise. --- */
void front_days(struct reader *r, size_t end);

/* --- place.c --- */
/* The place that @s, whose facts are @f, states; empty: none. */
struct dais_str front_place_before(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
struct dais_str front_place_before_day(struct dais_str s, const struct front_scan *f);
struct dais_str front_place_after(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
struct dais_str front_place_held(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
/* --- place_dates.c --- */
/* Byte of @s where it begins to say that a gathering is held on the days that follow: "to be held"
 * in "to be held from 4 to 8 May"; SIZE_MAX: it does not. */
size_t front_held_when(const struct reader *r, struct dais_str s, const struct front_scan *f);
/* The place behind such days; empty: none. */
struct dais_str front_place_behind(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
/* Bytes of the name of a body that @name begins with; behind it may be the place, as before days:
 * "Committee on Trade, Malé, Maldives". */
size_t front_name_without_place(const struct reader *r, struct dais_str name);

/* @place without "the" before it. */
struct dais_str front_without_article(const struct reader *r, struct dais_str place);

/* The place and dates of @s alone: without brackets around all of it, the gathering before them and
 * a reference to an item behind them. */
struct dais_str front_place_line(const struct reader *r, struct dais_str s);

#endif
