/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much time there is, by what always holds in an encoding (dais_encoder_always()).
 */
#ifndef DAIS_PLAN_MEETING_CAPACITY_PRIV_H
#define DAIS_PLAN_MEETING_CAPACITY_PRIV_H

#include "plan/meeting/encoder_priv.h"

struct dais_capacity {
	const struct dais_encoder *e; /* its windows are set */
	dais_index_vec *turns; /* bodies of which no two are ever in two sittings at a time */
	size_t turn_count; /* each body is in one turn */
	unsigned *sittings; /* at most, in a slot */
	unsigned in_day, in_week; /* sittings that the teams can serve */
	unsigned most; /* steps of the longest slot */
};

/* False when the problem is too large to be looked at in this way. */
bool dais_capacity_new(
    const struct dais_encoder *e, struct dais_arena *a, struct dais_capacity *ret);
/* Steps of what tasks need that no plan can give them. */
unsigned dais_capacity_missing(
    const struct dais_capacity *c, const unsigned *need, struct dais_arena *a);
/* Whether the tasks can have @need[i] steps each as far as flows see: all of them, a common task
 * taking the time of its first body; then those of each turn and each body by themselves. */
bool dais_capacity_suffices(
    const struct dais_capacity *c, const unsigned *need, struct dais_arena *a);
/* Steps that sittings of slot @t (of a day, of a week) can have in all. */
unsigned dais_capacity_of_slot(const struct dais_capacity *c, size_t t);
unsigned dais_capacity_of_day(const struct dais_capacity *c);
unsigned dais_capacity_of_week(const struct dais_capacity *c);

#endif
