/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A plan as a timetable to look at (write/timetable).
 */
#ifndef DAIS_SERVICE_PLANNING_VIEW_H
#define DAIS_SERVICE_PLANNING_VIEW_H

#include "service/planning.h"
#include "write/timetable/beside.h"

/* The changes of @p for delegations, in @a. */
void dais_planning_view_changes(
    const struct dais_proposal *p, struct dais_arena *a, dais_timetable_change_vec *ret);

/* The plan of @p (or, when it was only judged, the one in the package) in @l. Re-planned, what
 * changed is marked. @rooms: rooms are its columns, not bodies. The result borrows @r and @p. */
struct dais_timetable *dais_planning_view(const struct dais_record *r,
    const struct dais_proposal *p, enum dais_modality modality, bool rooms, enum dais_lang l,
    struct dais_arena *a);

/* The timetable in force and the contingency plan of @p side by side, as far as @p is one (of
 * another modality than the meetings, which have a timetable); else false. */
bool dais_planning_view_pair(const struct dais_record *r, const struct dais_proposal *p,
    enum dais_modality modality, struct dais_arena *a, struct dais_timetable_pair *ret);

#endif
