/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The number of a text in the index says what the facets need: its day, language, kind, genre, body
 * and whether it is restricted. Numbers ascend from the newest day to the oldest, so that both
 * engines give the newest matches first without sorting, and ten thousand matches are counted by
 * facet without reading a single row.
 */
#ifndef DAIS_STORE_SEARCH_ID_H
#define DAIS_STORE_SEARCH_ID_H

#include "base/date.h"
#include "base/lang.h"

/* From the highest bit on: day 16, language 3, kind 4, genre 7, body 14, restricted 1, serial 18.
 * The statements of sql/ know the places of language (44) and restricted (18), too. */
#define DAIS_SEARCH_SERIAL_BITS 18
#define DAIS_SEARCH_KINDS 16
#define DAIS_SEARCH_GENRES 128
#define DAIS_SEARCH_BODIES 16384
/* Between the keys of bodies where one number stands for several: what is common to them. */
#define DAIS_SEARCH_BETWEEN '\x1f'

struct dais_search_id {
	struct dais_date date; /* 1945-01-02 .. 2124-06-04; year 0: not known */
	enum dais_lang language;
	unsigned kind, genre, body; /* numbers of their values; 0: none, or one of too many */
	bool restricted;
};

/* The first number of those that say @id. */
int64_t dais_search_id_first(const struct dais_search_id *id);
/* Time is cut into slices of 64 days; those of newer days have lower numbers. */
#define DAIS_SEARCH_SLICE_SHIFT 53
static inline unsigned
dais_search_id_slice(int64_t number)
{
	return (unsigned)(number >> DAIS_SEARCH_SLICE_SHIFT);
}
/* A span of level 0 is one slice; of each level above, eight of the level below. */
#define DAIS_SEARCH_SPAN_LEVELS 3
#define DAIS_SEARCH_SPAN_SHIFT 3 /* bits of the number of a slice a level */
static inline int64_t
dais_search_slice_last(unsigned slice)
{
	return (((int64_t)slice + 1) << DAIS_SEARCH_SLICE_SHIFT) - 1;
}
/* What @number says. */
struct dais_search_id dais_search_id_of(int64_t number);
/* The same without the day, which takes most of the time. */
struct dais_search_id dais_search_id_undated(int64_t number);
/* Numbers of a day are the same from this bit on. */
#define DAIS_SEARCH_DAY_SHIFT 47

#endif
