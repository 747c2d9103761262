/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Curriculum-based timetabling for the optimizer: which courses have a lecture in which period.
 * Rooms are counted by their seats, so that everything is exact but that a course may have to
 * change its room: what no timetable can avoid here none can avoid at all. Source of counting:
 * Lach, Lübbecke: "Curriculum based course timetabling: new solutions to Udine benchmark
 * instances", Annals of Operations Research 194, 2012.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_MODEL_H
#define DAIS_BENCH_PLANNING_CURRICULUM_MODEL_H

#include "plan/engine/optimizer.h"
#include "planning/curriculum.h"

struct curriculum_model {
	const struct curriculum *p;
	struct dais_arena *arena;
	struct dais_optimizer *optimizer;
	dais_literal *at; /* courses x periods: a lecture then; 0: never */
	dais_literal *sits; /* curricula x periods: a course of it then; 0: never */
	dais_literal *home; /* courses x rooms, once there are homes; 0: too small */
	uint64_t offset; /* paid by every timetable, beside what the optimizer counts */
};

void curriculum_model_build(
    const struct curriculum *p, struct dais_arena *a, struct curriculum_model *ret);
/* Adds that each course has one room for all its lectures, as wishes of rank 2: among the best
 * periods those that rooms do not spoil. */
void curriculum_model_add_homes(struct curriculum_model *m);
/* Begins with @plan, which must keep all demands. */
void curriculum_model_begin(struct curriculum_model *m, const struct curriculum_plan *plan);
/* The periods of the best answer; the rooms of courses that have a home, UINT_MAX for other
 * lectures. */
void curriculum_model_periods(const struct curriculum_model *m, struct curriculum_plan *ret);

#endif
