/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Simulated annealing for curriculum-based course timetabling: one lecture moves, or two change
 * places; the temperature falls with the time that is left. No bounds, no proofs: a measure of
 * what plain search reaches, not a use of our optimizer.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_H
#define DAIS_BENCH_PLANNING_CURRICULUM_ANNEAL_H

#include "planning/curriculum.h"

/* Searches for @seconds of processor time; *@ret_moves: moves tried. False when there are more
 * lectures than places. The best timetable found may break demands: judge it. */
bool curriculum_anneal(const struct curriculum *p, double seconds, uint64_t seed,
    struct dais_arena *a, struct curriculum_plan *ret, uint64_t *ret_moves);

#endif
