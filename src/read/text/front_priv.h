/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What front.c and place.c share: the facts of one block of the front.
 */
#ifndef DAIS_READ_TEXT_FRONT_PRIV_H
#define DAIS_READ_TEXT_FRONT_PRIV_H

#include "read/text/build_priv.h"

#define TITLE_MAX 700u

struct front_scan {
	unsigned ordinals;
	unsigned ordinal;
	const char *noun;
	size_t ordinal_at, ordinal_end;
	struct dais_date from, to;
	size_t date_at, date_end;
	bool has_range;
	struct dais_date day;
	size_t day_at, day_end; /* of the first date that is no range; day_end 0: none */
	unsigned times;
	unsigned dates;
	bool sitting; /* begins with "Third plenary meeting" */
};

/* The facts of @s. */
struct front_scan front_scan_of(const struct reader *r, struct dais_str s);
/* The first of the phrases @list in @s at or after @from; bytes of it in *@ret_n. SIZE_MAX if there
 * is none. */
size_t front_find(const struct read_list *list, struct dais_str s, size_t from, size_t *ret_n);
/* The place that @s, whose facts are @f, states; empty: none. */
struct dais_str front_place_before(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
struct dais_str front_place_before_day(struct dais_str s, const struct front_scan *f);
struct dais_str front_place_after(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
struct dais_str front_place_held(
    const struct reader *r, struct dais_str s, const struct front_scan *f);
/* @s without the brackets around all of it: "(Geneva, 22-24 May 2012)". */
struct dais_str front_without_brackets(struct dais_str s);

#endif
