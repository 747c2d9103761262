/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Document symbols allotted by rule: the next free number of the series of a body and year, 1 for
 * the agenda (R-SYM-05, R-SYM-06); a joint document has the same number in every series
 * (R-SYM-03), its symbols in the order the profile wants (R-SYM-04).
 */
#ifndef DAIS_SERVICE_HOUSE_SYMBOLS_H
#define DAIS_SERVICE_HOUSE_SYMBOLS_H

#include "service/house/house.h"

struct dais_symbols_wanted {
	struct dais_str package; /* whose working record @record is */
	const struct dais_record *record;
	const size_t *bodies; /* of the record, each with a symbol; several: a joint document */
	size_t n_bodies;
	unsigned year;
	struct dais_str special; /* "CRP", "L", "INF" ...; empty: the main series */
};

/* The symbols, in @a, of a document that is to come: numbers in use are those of the last release
 * of every package and of @w->record. Where the body's symbols have its session in the place of
 * the year, so have these. INVALID: a body has no symbol. */
bool dais_symbols_next(struct dais_house *h, const struct dais_symbols_wanted *w,
    struct dais_arena *a, dais_store_strs *ret, struct dais_err *err);
/* Puts the @n symbols of a joint document into the order of @profile: ascending by number of the
 * body where it says so (R-SYM-04), else as they are. @a: scratch. */
void dais_symbols_order(
    const struct dais_profile *profile, struct dais_str *symbols, size_t n, struct dais_arena *a);

#endif
