/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_judge.h"

struct judge {
	const struct cosplib *p;
	const struct cosplib_plan *plan;
	struct dais_arena *arena;
	struct cosplib_verdict *v;
};

static const char *const term_names[COSPLIB_TERMS] = {
	[COSPLIB_TRACK_SESSION] = "Tracks|Sessions",
	[COSPLIB_TRACK_ROOM] = "Tracks|Rooms",
	[COSPLIB_SESSION_ROOM] = "Sessions|Rooms",
	[COSPLIB_SIMILAR] = "Similar Tracks",
	[COSPLIB_ROOMS] = "NumberOfRoomsPerTrack",
	[COSPLIB_PARALLEL] = "Parallel Tracks",
	[COSPLIB_CONSECUTIVE] = "Consecutive Tracks",
	[COSPLIB_ZONE] = "Submissions|Timezones",
	[COSPLIB_ORDER] = "Submissions Order",
	[COSPLIB_SUBMISSION_SESSION] = "Submissions|Sessions",
	[COSPLIB_SUBMISSION_ROOM] = "Submissions|Rooms",
	[COSPLIB_PRESENTERS] = "Presenters Conflicts",
	[COSPLIB_ATTENDEES] = "Attendees Conflicts",
	[COSPLIB_CHAIRS] = "Chairs Conflicts",
	[COSPLIB_PRESENTERS_SLOT] = "Presenters Conflicts [TS]",
	[COSPLIB_ATTENDEES_SLOT] = "Attendees Conflicts [TS]",
};

const char *
cosplib_term_name(enum cosplib_term t)
{
	return term_names[t];
}

static void
note(struct judge *j, enum cosplib_term term, int64_t units, struct dais_str what)
{
	struct cosplib_violation *c;

	if (!units)
		return;
	c = dais_vec_add(j->arena, &j->v->list);
	*c = (struct cosplib_violation){ term, units, what };
	j->v->units[term] += units;
}

static struct dais_str
pair(struct judge *j, struct dais_str a, struct dais_str b)
{
	return dais_arena_printf(j->arena, "%.*s - %.*s", DAIS_STR_ARG(a), DAIS_STR_ARG(b));
}

static size_t
track_at(const struct judge *j, size_t session, size_t room)
{
	return j->plan->track[session * j->p->rooms.n + room];
}

static size_t
submission_at(const struct judge *j, size_t slot, size_t room)
{
	return j->plan->submission[slot * j->p->rooms.n + room];
}

/* --- tracks --- */

static void
judge_cell(struct judge *j, size_t s, size_t m)
{
	const struct cosplib *p = j->p;
	size_t t = track_at(j, s, m), u;
	struct dais_str name;
	int64_t units;

	if (t == COSPLIB_NONE)
		return;
	name = p->tracks.v[t].name;
	if ((units = p->track_session[t * p->sessions.n + s]) != 0)
		note(j, COSPLIB_TRACK_SESSION, units, pair(j, name, p->sessions.v[s].name));
	if ((units = p->track_room[t * p->rooms.n + m]) != 0)
		note(j, COSPLIB_TRACK_ROOM, units, pair(j, name, p->rooms.v[m]));
	if ((units = p->session_room[s * p->rooms.n + m]) != 0)
		note(j, COSPLIB_SESSION_ROOM, units, pair(j, p->sessions.v[s].name, p->rooms.v[m]));
	for (size_t n = m + 1; n < p->rooms.n; n++) {
		u = track_at(j, s, n);
		if (u == COSPLIB_NONE)
			continue;
		if (u != t && (units = p->similar[t * p->tracks.n + u]) != 0)
			note(j, COSPLIB_SIMILAR, units,
			    pair(j, pair(j, name, p->tracks.v[u].name), p->sessions.v[s].name));
		if (p->chairs[t * p->tracks.n + u])
			note(j, COSPLIB_CHAIRS, 1, pair(j, name, p->tracks.v[u].name));
	}
}

static void
judge_track(struct judge *j, size_t t)
{
	const struct cosplib *p = j->p;
	struct dais_str name = p->tracks.v[t].name;
	bool *used = DAIS_NEW_N(j->arena, p->rooms.n, bool);
	size_t first = COSPLIB_NONE, last = 0, sessions = 0;
	int64_t rooms = 0;

	for (size_t s = 0; s < p->sessions.n; s++) {
		int64_t here = 0;

		for (size_t m = 0; m < p->rooms.n; m++) {
			if (track_at(j, s, m) != t)
				continue;
			here++;
			rooms += !used[m];
			used[m] = true;
		}
		if (here > 1)
			note(j, COSPLIB_PARALLEL, here - 1, pair(j, name, p->sessions.v[s].name));
		if (!here)
			continue;
		first = first == COSPLIB_NONE ? s : first;
		last = s;
		sessions++;
	}
	if (rooms > 1)
		note(j, COSPLIB_ROOMS, rooms - 1, name);
	if (sessions > 1 && last - first + 1 != sessions)
		note(j, COSPLIB_CONSECUTIVE, 1, name);
}

/* --- submissions --- */

static void
judge_slot(struct judge *j, size_t s, size_t slot, size_t m)
{
	const struct cosplib *p = j->p;
	size_t i = submission_at(j, slot, m);
	const struct dais_str *session = &p->sessions.v[s].name;
	struct dais_str name;
	int64_t units;

	if (i == COSPLIB_NONE)
		return;
	name = p->submissions.v[i].name;
	j->v->misplaced += track_at(j, s, m) != p->submissions.v[i].track;
	if ((units = p->zone_session[i * p->sessions.n + s]) != 0)
		note(j, COSPLIB_ZONE, units, pair(j, name, *session));
	if ((units = p->submission_session[i * p->sessions.n + s]) != 0)
		note(j, COSPLIB_SUBMISSION_SESSION, units, pair(j, name, *session));
	if ((units = p->submission_room[i * p->rooms.n + m]) != 0)
		note(j, COSPLIB_SUBMISSION_ROOM, units, pair(j, name, p->rooms.v[m]));
}

/* One submission in a room, once for the session it is in (or for each timeslot). */
struct seat {
	size_t submission, room;
};

/* Pairs of @v that conflict, in different rooms when @apart. */
static void
judge_pairs(struct judge *j, const struct seat *v, size_t n, const uint8_t *table, bool apart,
    enum cosplib_term term)
{
	const struct cosplib *p = j->p;

	for (size_t a = 0; a < n; a++)
		for (size_t b = a + 1; b < n; b++)
			if (table[v[a].submission * p->submissions.n + v[b].submission] &&
			    !(apart && v[a].room == v[b].room))
				note(j, term, 1,
				    pair(j, p->submissions.v[v[a].submission].name,
					p->submissions.v[v[b].submission].name));
}

/* Submissions that are to be in an order may not share a timeslot with others of the track. */
static void
judge_order_of_slot(struct judge *j, const struct seat *v, size_t n)
{
	const struct cosplib_submission *all = j->p->submissions.v;

	for (size_t a = 0; a < n; a++)
		for (size_t b = a + 1; b < n; b++)
			if (all[v[a].submission].track == all[v[b].submission].track &&
			    all[v[a].submission].order && all[v[b].submission].order)
				note(j, COSPLIB_ORDER, 1, all[v[a].submission].name);
}

/* Adds submission @i in room @m to @v unless it is there: in the room, or at all when @once. */
static void
sit(struct seat *v, size_t *n, size_t i, size_t m, bool once)
{
	for (size_t k = 0; k < *n; k++)
		if (v[k].submission == i && (once || v[k].room == m))
			return;
	v[(*n)++] = (struct seat){ i, m };
}

static void
judge_session(struct judge *j, size_t s)
{
	const struct cosplib *p = j->p;
	const struct cosplib_session *c = &p->sessions.v[s];
	struct seat *all = DAIS_NEW_N(j->arena, c->slots * p->rooms.n, struct seat);
	struct seat *here = DAIS_NEW_N(j->arena, p->rooms.n, struct seat);
	size_t n = 0, m;

	for (size_t r = 0; r < p->rooms.n; r++)
		for (size_t k = 0; k < c->slots; k++) {
			size_t i = submission_at(j, c->first_slot + k, r);

			judge_slot(j, s, c->first_slot + k, r);
			if (i != COSPLIB_NONE)
				sit(all, &n, i, r, false);
		}
	judge_pairs(j, all, n, p->presenters, true, COSPLIB_PRESENTERS);
	judge_pairs(j, all, n, p->attendees, true, COSPLIB_ATTENDEES);
	for (size_t k = 0; k < c->slots; k++) {
		m = 0;
		for (size_t r = 0; r < p->rooms.n; r++) {
			size_t i = submission_at(j, c->first_slot + k, r);

			if (i != COSPLIB_NONE)
				sit(here, &m, i, r, true);
		}
		judge_order_of_slot(j, here, m);
		judge_pairs(j, here, m, p->presenters, false, COSPLIB_PRESENTERS_SLOT);
		judge_pairs(j, here, m, p->attendees, false, COSPLIB_ATTENDEES_SLOT);
	}
}

/* The submissions of each track in the order in which sessions, rooms and slots come. */
static void
judge_order(struct judge *j)
{
	const struct cosplib *p = j->p;
	int64_t *next = DAIS_NEW_N(j->arena, p->tracks.n, int64_t);
	bool *seen = DAIS_NEW_N(j->arena, p->submissions.n, bool);

	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++)
			for (size_t k = 0; k < p->sessions.v[s].slots; k++) {
				size_t i = submission_at(j, p->sessions.v[s].first_slot + k, m);
				size_t t = track_at(j, s, m);

				if (i == COSPLIB_NONE || t == COSPLIB_NONE || seen[i])
					continue;
				seen[i] = true;
				next[t]++;
				if (p->submissions.v[i].order &&
				    p->submissions.v[i].order != next[t])
					note(j, COSPLIB_ORDER, 1, p->submissions.v[i].name);
			}
}

/* Every submission has its timeslots, together. */
static void
judge_whole(struct judge *j)
{
	const struct cosplib *p = j->p;
	unsigned *slots = DAIS_NEW_N(j->arena, p->submissions.n, unsigned);
	unsigned *runs = DAIS_NEW_N(j->arena, p->submissions.n, unsigned);

	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++) {
			size_t before = COSPLIB_NONE;

			for (size_t k = 0; k < p->sessions.v[s].slots; k++) {
				size_t i = submission_at(j, p->sessions.v[s].first_slot + k, m);

				if (i != COSPLIB_NONE) {
					slots[i]++;
					runs[i] += i != before;
				}
				before = i;
			}
		}
	for (size_t i = 0; i < p->submissions.n; i++) {
		j->v->missing += slots[i] != p->submissions.v[i].slots;
		j->v->torn += runs[i] > 1;
	}
}

void
cosplib_judge(const struct cosplib *p, const struct cosplib_plan *plan, struct dais_arena *a,
    struct cosplib_verdict *ret)
{
	struct judge j = { p, plan, a, ret };

	*ret = (struct cosplib_verdict){ 0 };
	for (size_t s = 0; s < p->sessions.n; s++) {
		for (size_t m = 0; m < p->rooms.n; m++)
			judge_cell(&j, s, m);
		judge_session(&j, s);
	}
	for (size_t t = 0; t < p->tracks.n; t++)
		judge_track(&j, t);
	judge_order(&j);
	judge_whole(&j);
	for (size_t t = 0; t < COSPLIB_TERMS; t++)
		ret->cost += p->weight[t] * ret->units[t];
}
