/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Conferences of CoSPLib (Kheiri, Pylyavskyy, Jacko: "CoSPLib - A benchmark library for
 * conference scheduling problems", GECCO '25 Companion): the problem as its workbooks state it,
 * and timetables as the published solutions do. The files are not part of dais.
 *
 * A session is a time; each room holds at most one track in a session, and submissions of that
 * track in the session's timeslots.
 */
#ifndef DAIS_BENCH_PLANNING_COSPLIB_H
#define DAIS_BENCH_PLANNING_COSPLIB_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "planning/sheets.h"

#define COSPLIB_NONE SIZE_MAX

/* What a timetable pays for, in the order of the weights on sheet "parameters". */
enum cosplib_term {
	COSPLIB_TRACK_SESSION, /* a track in a room in a session it should avoid */
	COSPLIB_TRACK_ROOM, /* in a room it should avoid, for each session there */
	COSPLIB_SESSION_ROOM, /* a room used when it should not be */
	COSPLIB_SIMILAR, /* similar tracks at the same time */
	COSPLIB_ROOMS, /* rooms of a track above one */
	COSPLIB_PARALLEL, /* rooms of a track in one session above one */
	COSPLIB_CONSECUTIVE, /* a track whose sessions do not follow each other */
	COSPLIB_ZONE, /* a timeslot of a submission at a bad hour of its presenter */
	COSPLIB_ORDER, /* a submission not at the place in its track that it should have */
	COSPLIB_SUBMISSION_SESSION, /* a timeslot in a session it should avoid */
	COSPLIB_SUBMISSION_ROOM, /* a timeslot in a room it should avoid */
	COSPLIB_PRESENTERS, /* submissions of one person at once, in different rooms */
	COSPLIB_ATTENDEES, /* submissions that one person wants to hear, likewise */
	COSPLIB_CHAIRS, /* tracks of one chair in the same session */
	COSPLIB_PRESENTERS_SLOT, /* as PRESENTERS, but only in the same timeslot */
	COSPLIB_ATTENDEES_SLOT,
	COSPLIB_TERMS
};

struct cosplib_track {
	struct dais_str name;
	DAIS_VEC(struct dais_str) chairs;
	DAIS_VEC(size_t) submissions;
	unsigned slots; /* of its submissions together */
};

struct cosplib_session {
	struct dais_str name;
	unsigned slots;
	unsigned first_slot; /* its slots are first_slot .. first_slot + slots - 1 of all */
	int start, end; /* minutes after midnight */
};

struct cosplib_submission {
	struct dais_str name;
	size_t track;
	unsigned slots;
	int64_t order; /* its place in the track, from 1; 0: any */
	int zone; /* hours before or after GMT */
	DAIS_VEC(struct dais_str) presenters, attendees;
};

struct cosplib {
	struct dais_arena *arena;
	DAIS_VEC(struct cosplib_track) tracks;
	DAIS_VEC(struct cosplib_session) sessions;
	DAIS_VEC(struct dais_str) rooms;
	DAIS_VEC(struct cosplib_submission) submissions;
	unsigned slots; /* of all sessions */
	int64_t weight[COSPLIB_TERMS];
	/* penalties, by row x columns; units, not yet weighted */
	int64_t *track_session, *track_room, *session_room, *similar;
	int64_t *submission_session, *submission_room, *zone_session;
	/* 1: conflict; symmetric */
	uint8_t *presenters, *attendees, *chairs;
};

/* Reads the problem at @path into @a. Errors: as workbook_read(); INVALID (a sheet or a name is
 * missing, a number is none), with the place. */
bool cosplib_read(
    struct dais_arena *a, const char *path, struct cosplib *ret, struct dais_err *err);

/* A timetable. */
struct cosplib_plan {
	size_t *track; /* sessions x rooms: the track there, or COSPLIB_NONE */
	size_t *submission; /* slots x rooms: the submission there, or COSPLIB_NONE */
};

/* An empty timetable of @p. */
struct cosplib_plan cosplib_plan_new(const struct cosplib *p, struct dais_arena *a);
/* Reads a published timetable. *@ret_strange counts the cells that name nothing of today's
 * problem and stay empty. Errors: as workbook_read(); INVALID (of another shape). */
bool cosplib_plan_read(const struct cosplib *p, struct dais_arena *a, const char *path,
    struct cosplib_plan *ret, size_t *ret_strange, struct dais_err *err);

#endif
