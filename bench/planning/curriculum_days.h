/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A bound of what days and gaps cost together: a linear programme that chooses a timetable for each
 * day, whole in itself, so that all lectures are held. Timetables of a day are made when they help
 * (column generation), each by an integer programme. Rooms are counted, their seats are not.
 * Source: Cacchiani, Caprara, Roberti, Toth: "A new lower bound for curriculum-based course
 * timetabling", Computers & Operations Research 40, 2013; Bagger, Sørensen, Stidsen:
 * "Dantzig-Wolfe decomposition of the daily course pattern formulation for curriculum-based course
 * timetabling", European Journal of Operational Research 272, 2019.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_DAYS_H
#define DAIS_BENCH_PLANNING_CURRICULUM_DAYS_H

#include "planning/curriculum.h"

struct curriculum_days_result {
	unsigned bound; /* of days and gaps, weighted; what seats and rooms cost comes on top */
	double relaxation; /* what the programme costs with the timetables it has: the bound stays
			    * below */
	unsigned rounds, timetables;
};

/* For at most @seconds of the processor, or until the bound is @enough, starting with the days of
 * @plan[0 .. n), which keep all demands. False when there is no plan, or the module of linear
 * programmes is missing. @talk: a line a round on standard error. */
bool curriculum_days(const struct curriculum *p, const struct curriculum_plan *plan, size_t n,
    double seconds, unsigned enough, bool talk, struct curriculum_days_result *ret,
    struct dais_err *err);

#endif
