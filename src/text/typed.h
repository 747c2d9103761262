/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A day as a person types it into a field: "23 May 2022", "lundi 23 mai 2022", "2022年5月23日",
 * "٢٣ أيار/مايو ٢٠٢٢", "23.05.2022", "2022-05-23"; an hour: "3 p.m.", "15 h 30", "下午3时",
 * "الساعة 15/00", "15.00 horas", "15:00"; and when sittings are: "Tuesday, 24 May, 3 p.m.",
 * "mardi après-midi".
 */
#ifndef DAIS_TEXT_TYPED_H
#define DAIS_TEXT_TYPED_H

#include "base/arena.h"
#include "base/date.h"
#include "base/lang.h"

#define DAIS_TYPED_MAX 200u /* bytes; what is longer is no day */

enum dais_typed {
	DAIS_TYPED_DAY,
	DAIS_TYPED_UNREADABLE,
	DAIS_TYPED_WITHOUT_YEAR,  /* "23 May", "23/05/22" */
	DAIS_TYPED_AMBIGUOUS,     /* "3/4/2021" in English */
	DAIS_TYPED_NO_SUCH_DAY,   /* "30 February 2022" */
	DAIS_TYPED_OTHER_WEEKDAY  /* "Tuesday, 23 May 2022", which is a Monday */
};

/* Reads all of @s, white space around it apart, as one day: in words and figures of @l, else of
 * another of the six languages. Figures alone are read as readers of @l write them; day, month and
 * year are parted by stops, slashes, dashes or spaces, and the year has four figures. *@ret is set
 * for DAY and OTHER_WEEKDAY (the day of the date); for AMBIGUOUS it is the day that the figures
 * state when the day comes first. */
enum dais_typed dais_text_typed_day(enum dais_lang l, struct dais_str s, struct dais_date *ret);

enum dais_typed_hour {
	DAIS_TYPED_HOUR,
	DAIS_TYPED_HOUR_UNREADABLE,
	DAIS_TYPED_HOUR_AMBIGUOUS, /* "3.30" in English: in the morning or in the afternoon */
	DAIS_TYPED_HOUR_NONE_SUCH  /* "25:00", "10.75" */
};

/* Reads all of @s, white space around it apart, as one hour: in words of @l, else of another of the
 * six languages, or in figures. Figures are of the clock of 24 hours; minutes have two. In English,
 * where hours of that clock have two figures, one figure without "a.m." or "p.m." is AMBIGUOUS.
 * *@ret: minutes from the beginning of the day, 0 to 1440; set for HOUR, and for AMBIGUOUS to the
 * hour before noon. */
enum dais_typed_hour dais_text_typed_hour(enum dais_lang l, struct dais_str s, int *ret);

enum dais_typed_half {
	DAIS_TYPED_HALF_NONE,
	DAIS_TYPED_HALF_MORNING,
	DAIS_TYPED_HALF_AFTERNOON
};

struct dais_typed_when {
	struct dais_date day; /* year 0: without one; month 0: none, but a weekday */
	int weekday; /* 1 Monday .. 7 Sunday; 0 not said */
	enum dais_typed_half half;
	int minute; /* of the day; -1 not said */
	struct dais_str rest; /* a view of what stands behind the day and is none of these */
};

/* Reads @s as a day, with its year or without, or as a weekday alone; behind it, after a space or a
 * comma, the morning, the afternoon or an hour (also "from 3 p.m. to 6 p.m.": the first). In words
 * of
 * @l, else of another of the six languages. False: it does not begin with a day, or names one that
 * is no day of the calendar. What it names further and cannot be read is *@ret's rest. */
bool dais_text_typed_when(enum dais_lang l, struct dais_str s, struct dais_typed_when *ret);

/* @s as a person may type it again: its words without case, accents and marks, figures as ASCII,
 * one space between words and between letters and figures. "WG.3 (Évaluation)": "wg 3 evaluation".
 */
struct dais_str dais_text_plain(struct dais_arena *a, struct dais_str s);

#endif
