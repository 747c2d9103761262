/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_lay.h"

#include "planning/cosplib_judge.h"

/* The submission of the track to come next in session @s when @before are before it: the one
 * whose place this is, else one that may be anywhere, else one whose place is not in this session
 * (its last place is @end), else any. */
static size_t
next_one(const struct cosplib *p, const struct cosplib_track *track, const size_t *session,
    const bool *done, size_t s, int64_t before, int64_t end)
{
	size_t best = SIZE_MAX;
	int best_rank = 4;

	for (size_t k = 0; k < track->submissions.n; k++) {
		int64_t order = p->submissions.v[track->submissions.v[k]].order;
		int rank = order == before + 1              ? 0
			   : order == 0                     ? 1
			   : order <= before || order > end ? 2
							    : 3;

		if (session[k] != s || done[k] || rank >= best_rank)
			continue;
		best = k;
		best_rank = rank;
	}
	return best;
}

void
cosplib_lay(const struct cosplib *p, struct cosplib_plan *plan, size_t t, const size_t *room,
    const size_t *session, struct dais_arena *a)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	bool *done = DAIS_NEW_N(a, track->submissions.n, bool);
	int64_t before = 0;

	for (size_t s = 0; s < p->sessions.n; s++) {
		size_t slot = p->sessions.v[s].first_slot, k;
		int64_t end = before;

		for (k = 0; k < track->submissions.n; k++)
			end += session[k] == s;
		while ((k = next_one(p, track, session, done, s, before, end)) != SIZE_MAX) {
			size_t i = track->submissions.v[k];

			done[k] = true;
			before++;
			plan->track[s * p->rooms.n + room[s]] = t;
			for (unsigned j = 0; j < p->submissions.v[i].slots; j++)
				plan->submission[slot++ * p->rooms.n + room[s]] = i;
		}
		DAIS_ASSERT(slot <= p->sessions.v[s].first_slot + p->sessions.v[s].slots);
	}
}

/* Weighted costs of track @t, and whether it is as the exact model demands. */
static bool
track_cost(const struct cosplib *p, const struct cosplib_plan *plan,
    const struct cosplib_patterns *patterns, size_t t, int64_t *sum)
{
	size_t room = SIZE_MAX;
	unsigned sessions = 0;

	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t m = 0; m < p->rooms.n; m++) {
			if (plan->track[s * p->rooms.n + m] != t)
				continue;
			if (room != SIZE_MAX && room != m)
				return false;
			room = m;
			sessions++;
			*sum += cosplib_room_cost(p, t, s, m) +
				p->weight[COSPLIB_TRACK_SESSION] *
				    p->track_session[t * p->sessions.n + s];
		}
	*sum += cosplib_stay_cost(p, &(struct cosplib_aim){ 0 }, t, room);
	return sessions <= patterns[t].most;
}

bool
cosplib_exact_cost(
    const struct cosplib *p, const struct cosplib_plan *plan, struct dais_arena *a, int64_t *ret)
{
	const struct cosplib_aim aim = { .whole = false };
	const struct cosplib_patterns *patterns = cosplib_most_sessions(p, a);
	struct cosplib_verdict v;

	*ret = 0;
	cosplib_judge(p, plan, a, &v);
	if (!cosplib_is_whole(&v) || v.units[COSPLIB_PRESENTERS])
		return false;
	for (size_t t = 0; t < p->tracks.n; t++)
		if (!track_cost(p, plan, patterns, t, ret))
			return false;
	for (size_t s = 0; s < p->sessions.n; s++)
		for (size_t k = 0; k < p->sessions.v[s].slots; k++)
			for (size_t m = 0; m < p->rooms.n; m++) {
				size_t at = p->sessions.v[s].first_slot + k;
				size_t i = plan->submission[at * p->rooms.n + m];

				if (i != COSPLIB_NONE &&
				    (!k || plan->submission[(at - 1) * p->rooms.n + m] != i))
					*ret += cosplib_submission_cost(p, &aim, i, s);
			}
	return true;
}
