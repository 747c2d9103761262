/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Translations made before: titles and paragraphs of released packages in both languages, and the
 * glossary. What stands in both languages somewhere is offered where it is asked for again.
 */
#ifndef DAIS_SERVICE_HOUSE_MEMORY_H
#define DAIS_SERVICE_HOUSE_MEMORY_H

#include "service/house/units.h"

/* A translation that was found. */
struct dais_memory_match {
	struct dais_str source, target;
	struct dais_str package; /* where; empty: the glossary */
	unsigned likeness;       /* 0 to 1,000: 1,000 is the same source */
};
typedef DAIS_VEC(struct dais_memory_match) dais_memory_matches;

struct dais_memory;

/* An empty memory for translating @from into @to, in @a; with the terms of the glossary. */
struct dais_memory *dais_memory_new(enum dais_lang from, enum dais_lang to, struct dais_arena *a);
/* Adds what @r has in both languages; strings are borrowed. */
void dais_memory_add_record(
    struct dais_memory *m, const struct dais_record *r, struct dais_str package);
/* Adds @units: what was translated from a source that has changed since, with that source; strings
 * are borrowed. */
void dais_memory_add_units(
    struct dais_memory *m, const dais_unit_vec *units, struct dais_str package);
/* The last releases of up to @max packages that share a body with @s, and @units of @s itself. */
bool dais_memory_add_house(struct dais_memory *m, struct dais_house *h,
    const struct dais_snapshot *s, const dais_unit_vec *units, size_t max, struct dais_err *err);
/* The best @max matches for @source, of likeness @least or more, best first; each target once. */
void dais_memory_find(struct dais_memory *m, struct dais_str source, unsigned least, size_t max,
    struct dais_arena *a, dais_memory_matches *ret);

#endif
