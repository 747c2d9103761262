/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What demands cost, slot by slot and word by word as problem.h says it, with no thought of
 * speed: the checker of plans is held against this.
 */
#ifndef DAIS_TESTS_PLAN_NAIVE_H
#define DAIS_TESTS_PLAN_NAIVE_H

#include "plan/problem/problem.h"

/* Units @d costs in @plan. */
uint64_t naive_cost(
    const struct dais_problem *p, const struct dais_demand *d, const struct dais_plan *plan);
/* Whether @plan obeys what every plan obeys. */
bool naive_obeys(const struct dais_problem *p, const struct dais_plan *plan);

#endif
