/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef DAIS_TESTS_PLAN_RANDOM_PRIV_H
#define DAIS_TESTS_PLAN_RANDOM_PRIV_H

#include "random.h"

/* Slots, bodies, rooms, teams and tasks, without demands. */
struct dais_problem *random_world(
    struct chance *c, const struct random_shape *shape, struct dais_arena *a);
/* A set that has each slot @percent times of a hundred. */
dais_slot_set random_slots(
    struct chance *c, const struct dais_problem *p, unsigned percent, struct dais_arena *a);

#endif
