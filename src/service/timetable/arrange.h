/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The timetable of a package, arranged by hand: a copy of its sittings is changed, held against the
 * independent checker, and put back as one change, of which only the sittings that differ are
 * part, so that two people who move different sittings do not meet.
 */
#ifndef DAIS_SERVICE_TIMETABLE_ARRANGE_H
#define DAIS_SERVICE_TIMETABLE_ARRANGE_H

#include "service/house/edit.h"

/* A working record whose sittings may be changed. */
struct dais_arrangement {
	struct dais_record *record; /* everything but the sittings is the snapshot's */
	const struct dais_snapshot *snapshot;
	/* The change up to which the timetable was seen by the one who arranges; 0: that of the
	 * snapshot. What others have changed since is a conflict when it is written. */
	uint64_t seen;
	enum dais_lang language; /* of all that the checker says of it */
};

/* Of @s, which must outlive it; in @a. */
void dais_arrange_begin(const struct dais_snapshot *s, enum dais_lang language,
    struct dais_arena *a, struct dais_arrangement *ret);

/* Moves sitting @i to @start, with its length. A sitting of the same bodies that stands there takes
 * its place. NOT_FOUND: there is no sitting @i. */
bool dais_arrange_move(struct dais_arrangement *t, size_t i, struct dais_local start,
    struct dais_local end, struct dais_err *err);
/* Moves entry @entry of sitting @from to the end of sitting @to, where its item is not yet. */
bool dais_arrange_move_entry(
    struct dais_arrangement *t, size_t from, size_t entry, size_t to, struct dais_err *err);
/* A sitting of @bodies; INVALID when it has no bodies or ends before it begins. */
bool dais_arrange_add(struct dais_arrangement *t, struct dais_local start, struct dais_local end,
    const size_t *bodies, size_t n, struct dais_err *err);
/* Adds item @item at the end of sitting @i. */
bool dais_arrange_add_entry(
    struct dais_arrangement *t, size_t i, size_t item, struct dais_err *err);
bool dais_arrange_close_entry(
    struct dais_arrangement *t, size_t i, size_t entry, struct dais_err *err);
bool dais_arrange_close(struct dais_arrangement *t, size_t i, struct dais_err *err);
/* Holds sitting @i from @start to @end; other sittings stay where they are. */
bool dais_arrange_hours(struct dais_arrangement *t, size_t i, struct dais_local start,
    struct dais_local end, struct dais_err *err);
/* Entry @entry of sitting @i takes @minutes; 0: a share of what the others leave. INVALID: longer
 * than the sitting. */
bool dais_arrange_minutes(
    struct dais_arrangement *t, size_t i, size_t entry, unsigned minutes, struct dais_err *err);
/* Room and team of sitting @i. @room: an id of planning.yaml, empty for none; where that names no
 * rooms, @words are the room's (copied; may be empty). @team: an id of planning.yaml, or free words
 * where that names no teams. NOT_FOUND: there is no such room or team. */
bool dais_arrange_services(struct dais_arrangement *t, size_t i, struct dais_str room,
    const struct dais_ml *words, struct dais_str team, struct dais_err *err);

/* Why a room or a team cannot serve a sitting. */
enum dais_arrange_obstacle {
	DAIS_OBSTACLE_NONE,
	DAIS_OBSTACLE_SEATS, /* too few for its bodies */
	DAIS_OBSTACLE_REMOTE, /* not equipped for participants online */
	DAIS_OBSTACLE_LANGUAGES, /* the team lacks one its bodies need */
	DAIS_OBSTACLE_CLOSED, /* not there at that time */
	DAIS_OBSTACLE_TAKEN, /* another sitting has it then (R-TIME-02) */
	DAIS_OBSTACLE_OTHER, /* the checker says so: a demand, too many sittings of a team */
	DAIS_OBSTACLE_COUNT
};
struct dais_arrange_choice {
	struct dais_str id;
	struct dais_ml name; /* may be empty */
	unsigned capacity; /* of a room; 0: enough */
	bool remote; /* of a room */
	bool chosen;
	enum dais_arrange_obstacle obstacle;
};
typedef DAIS_VEC(struct dais_arrange_choice) dais_arrange_choice_vec;
/* The rooms and teams of planning.yaml, each held against what sitting @i needs and, when the
 * timetable can be judged, against the checker. */
void dais_arrange_choices(const struct dais_arrangement *t, size_t i, struct dais_arena *a,
    dais_arrange_choice_vec *ret_rooms, dais_arrange_choice_vec *ret_teams);

/* What the checker says: sentences, hard rules first. */
struct dais_arrange_breach {
	bool hard;
	struct dais_str words; /* without a full stop */
	DAIS_VEC(size_t) sittings; /* of the record */
};
struct dais_arrange_slot {
	struct dais_local start, end;
};
struct dais_arrange_verdict {
	bool judged; /* false: the sittings do not fit the hours of the profile; then `why` */
	bool sound;
	struct dais_str why;
	DAIS_VEC(struct dais_arrange_breach) breaches;
	/* The times at which sittings may be held: days and hours of the profile. */
	DAIS_VEC(struct dais_arrange_slot) slots;
};
void dais_arrange_judge(
    const struct dais_arrangement *t, struct dais_arena *a, struct dais_arrange_verdict *ret);

/* Writes the sittings that differ, and takes the opening of a meeting along with its first sitting.
 * Needs EDIT_TIMETABLE. As dais_edit_commit(); a sitting that
 * someone else has changed since `seen` is a conflict, whose strings live in @diags' arena. */
bool dais_arrange_put(struct dais_house *h, const struct dais_actor *actor,
    const struct dais_arrangement *t, struct dais_str why, struct dais_diags *diags,
    uint64_t *ret_change, struct dais_edit_conflict *ret_conflict, struct dais_err *err);
/* Who has changed sittings of @package after change @seen, the last of them; false: nobody. Strings
 * in @a. */
bool dais_arrange_overtaken(struct dais_house *h, struct dais_str package, uint64_t seen,
    struct dais_arena *a, struct dais_edit_conflict *ret, struct dais_err *err);

#endif
