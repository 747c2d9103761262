/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * CoSPLib as a problem of the organization of work, for the planner that dais plan uses: a session
 * is a slot, a track a body, a submission an item that is not divided, a room a room.
 *
 * The same as in the library: preferences of submissions and tracks for sessions, of tracks for
 * rooms, rooms that should not be used at times, hours of presenters, rooms of a track above one,
 * similar tracks, chairs, presenters and attendees (in one session, in different rooms).
 * Not the same: a body sits once at a time (there a track in two rooms has a price); a gap costs
 * for each session of it (there once a track); the order is one of pairs of neighbours (there of
 * places). Not there: rooms of single submissions, conflicts by timeslot.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_MEETING_H
#define DAIS_BENCH_PLANNING_COSPLIB_MEETING_H

#include "plan/meeting/meeting.h"
#include "planning/cosplib.h"

/* @p as a problem; everything lives in @a. Every wish has rank 1. */
struct dais_problem *cosplib_meeting_problem(const struct cosplib *p, struct dais_arena *a);
/* A plan of that problem as a timetable. */
void cosplib_meeting_plan(const struct cosplib *p, const struct dais_plan *plan,
    struct dais_arena *a, struct cosplib_plan *ret);

#endif
