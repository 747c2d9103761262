/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Curriculum-based course timetabling of the second international timetabling competition
 * (ITC-2007, track 3; formulation UD2): courses of several lectures into periods and rooms. The
 * files are not part of dais.
 * Source: Di Gaspero, McCollum, Schaerf: "The second international timetabling competition
 * (ITC-2007): curriculum-based course timetabling (track 3)", 2007.
 */
#ifndef DAIS_BENCH_PLANNING_CURRICULUM_H
#define DAIS_BENCH_PLANNING_CURRICULUM_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"

#define CURRICULUM_NONE SIZE_MAX

struct course {
	struct dais_str name;
	size_t teacher;
	unsigned lectures, days, students; /* days: over so many at least */
	size_t first; /* its lectures are first .. first + lectures - 1 of all */
	DAIS_VEC(size_t) curricula;
};

struct curriculum {
	DAIS_VEC(struct course) courses;
	DAIS_VEC(unsigned) rooms; /* seats */
	DAIS_VEC(struct dais_str) room_names;
	unsigned days, day_periods, periods;
	size_t n_curricula, lectures;
	size_t *course; /* of each lecture */
	uint8_t *never; /* courses x periods: 1 where the course cannot be */
	uint8_t *apart; /* courses x courses: 1 when they share a teacher or a curriculum */
};

/* Reads the problem at @path into @a. Errors: those of the file; INVALID with the line. */
bool curriculum_read(
    struct dais_arena *a, const char *path, struct curriculum *ret, struct dais_err *err);
/* The same from @text, called @file in errors. */
bool curriculum_parse(struct dais_arena *a, struct dais_str text, const char *file,
    struct curriculum *ret, struct dais_err *err);

/* A timetable: of each lecture its period and room. */
struct curriculum_plan {
	unsigned *period, *room;
};

struct curriculum_verdict {
	unsigned clashes; /* broken demands: two at once in a room, of a teacher or curriculum, or
			   * of a course; a period that cannot be */
	unsigned seats, days, gaps, rooms; /* weighted: 1, 5, 2, 1 */
	unsigned cost;
};

void curriculum_judge(const struct curriculum *p, const struct curriculum_plan *plan,
    struct dais_arena *a, struct curriculum_verdict *ret);

/* Writes @plan to @path as the competition wants it: a line for each lecture, with its course,
 * room, day and period. */
bool curriculum_write(const struct curriculum *p, const struct curriculum_plan *plan,
    const char *path, struct dais_err *err);
/* Reads such a timetable from @path into @a, or from @text, called @file in errors. Errors: those
 * of the file; INVALID with the line, or with the course that has not all its lectures. */
bool curriculum_read_plan(struct dais_arena *a, const struct curriculum *p, const char *path,
    struct curriculum_plan *ret, struct dais_err *err);
bool curriculum_parse_plan(struct dais_arena *a, const struct curriculum *p, struct dais_str text,
    const char *file, struct curriculum_plan *ret, struct dais_err *err);
/* Whether course @c is one of curriculum @q. */
bool curriculum_has(const struct course *c, size_t q);
/* Whether curricula @q and @r have the same courses. */
bool curriculum_same_courses(const struct curriculum *p, size_t q, size_t r);

#endif
