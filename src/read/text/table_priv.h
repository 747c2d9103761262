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
	struct dais_date date;
};

/* Hours without any word: "10/00-13/00", "10.00 a" with its end on the next line. False when the
 * cell says more. */
bool read_bare_hours(struct dais_str s, struct cell_facts *f);
/* Adds the first hour of "10.00 a 13.00 horas", "3-6 p.m.", where only the second, which @f has, is
 * a whole time. */
void read_bare_first_hour(struct dais_str s, struct cell_facts *f);

#endif
