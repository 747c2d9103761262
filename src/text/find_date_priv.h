/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A day in an expression of days, and how one is read. What is read at a token gives the token
 * behind it.
 */
#ifndef DAIS_TEXT_FIND_DATE_PRIV_H
#define DAIS_TEXT_FIND_DATE_PRIV_H

#include "text/find_priv.h"

/* What joins a day with the one before. */
enum dais_day_joint {
	DAIS_DAY_JOINT_NONE,
	DAIS_DAY_JOINT_TO,
	DAIS_DAY_JOINT_AND,
	DAIS_DAY_JOINT_COMMA
};

struct dais_day_part {
	size_t at, end;      /* with its weekday */
	int weekday;         /* 0: none */
	struct dais_date d;  /* month and year 0 when not given */
	bool own_month;
	bool own_year;
	int figure_month;    /* in figures, without a year: 0 none */
	bool in_figures;     /* with a year */
	enum dais_figures_order order;
	enum dais_day_joint joint;    /* with the part before */
	unsigned tokens_end; /* token index behind the part */
};

bool dais_day_is_number(const struct dais_token *t, unsigned digits_min, unsigned digits_max);
bool dais_day_is_comma(struct dais_scan *s, unsigned i);
/* "1er", "23rd", "1.º": past the ending of a day written as an ordinal. */
unsigned dais_day_skip_suffix(struct dais_scan *s, unsigned i);
/* The month at token @i, or a hit without kinds. */
struct dais_hit dais_day_month(struct dais_scan *s, unsigned i);
/* A year of four figures into @p; @i: there is none. */
unsigned dais_day_read_year(struct dais_scan *s, unsigned i, struct dais_day_part *p);
/* The day at token @i with its weekday wherever that stands, behind the day @before (or NULL); 0:
 * there is none. */
unsigned dais_day_read(
    struct dais_scan *s, unsigned i, const struct dais_day_part *before, struct dais_day_part *p);
/* What joins the day that ends before token @i with one behind it; *ret_next is where that one
 * would begin. */
enum dais_day_joint dais_day_read_joint(struct dais_scan *s, unsigned i, unsigned *ret_next);

#endif
