/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "planning/cosplib_patterns.h"

#define STATES_MAX 60000u /* loads of sessions that are enumerated; beyond, a bound is enough */
#define FAR (INT64_MAX / 4)
#define FIRST (INT64_C(1) << 50) /* more than all costs of a track */

int64_t
cosplib_submission_cost(const struct cosplib *p, const struct cosplib_aim *aim, size_t i, size_t s)
{
	size_t at = i * p->sessions.n + s;
	int64_t cost = p->weight[COSPLIB_ZONE] * p->zone_session[at] +
		       p->weight[COSPLIB_SUBMISSION_SESSION] * p->submission_session[at];

	return aim->whole ? cost * p->submissions.v[i].slots : cost;
}

int64_t
cosplib_room_cost(const struct cosplib *p, size_t t, size_t s, size_t m)
{
	return p->weight[COSPLIB_TRACK_ROOM] * p->track_room[t * p->rooms.n + m] +
	       p->weight[COSPLIB_SESSION_ROOM] * p->session_room[s * p->rooms.n + m];
}

int64_t
cosplib_stay_cost(const struct cosplib *p, const struct cosplib_aim *aim, size_t t, size_t m)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	int64_t sum = 0;

	for (size_t k = 0; k < track->submissions.n; k++) {
		size_t i = track->submissions.v[k];

		sum += p->submission_room[i * p->rooms.n + m] *
		       (aim->whole ? p->submissions.v[i].slots : 1);
	}
	return p->weight[COSPLIB_SUBMISSION_ROOM] * sum;
}

/* One track and one set of sessions. */
struct placing {
	const struct cosplib *p;
	const struct cosplib_track *track;
	const int64_t *cost; /* its submissions x all sessions */
	size_t sessions[64];
	size_t n;
	bool equal; /* all submissions last one timeslot */
};

static const int64_t *
costs_of(const struct cosplib *p, const struct cosplib_aim *aim, size_t t, struct dais_arena *a)
{
	const struct cosplib_track *track = &p->tracks.v[t];
	int64_t *cost = DAIS_NEW_N(a, track->submissions.n * p->sessions.n, int64_t);

	for (size_t k = 0; k < track->submissions.n; k++)
		for (size_t s = 0; s < p->sessions.n; s++)
			cost[k * p->sessions.n + s] =
			    cosplib_submission_cost(p, aim, track->submissions.v[k], s);
	return cost;
}

static void
place_in(
    struct placing *g, const struct cosplib *p, size_t t, const int64_t *cost, uint64_t sessions)
{
	*g = (struct placing){ .p = p, .track = &p->tracks.v[t], .cost = cost };
	for (size_t s = 0; s < p->sessions.n; s++)
		if (sessions >> s & 1u)
			g->sessions[g->n++] = s;
	g->equal = g->track->slots == g->track->submissions.n;
}

static int64_t
cost_of(const struct placing *g, size_t k, size_t at)
{
	return g->cost[k * g->p->sessions.n + g->sessions[at]];
}

static unsigned
room_in(const struct placing *g, size_t at)
{
	return g->p->sessions.v[g->sessions[at]].slots;
}

/* --- submissions of one timeslot: a transport problem, by shortest augmenting paths --- */

struct flow {
	const struct placing *g;
	size_t *at; /* of each submission placed so far: index of its session */
	size_t n;
	unsigned load[64];
};

/* What it costs to move one submission from session x to y, and which is the cheapest to move. */
struct moves {
	int64_t cost[64][64];
	size_t which[64][64];
};

static void
find_moves(const struct flow *f, struct moves *m)
{
	size_t n = f->g->n;

	for (size_t x = 0; x < n; x++)
		for (size_t y = 0; y < n; y++)
			m->cost[x][y] = FAR;
	for (size_t k = 0; k < f->n; k++)
		for (size_t x = f->at[k], y = 0; y < n; y++) {
			int64_t c = cost_of(f->g, k, y) - cost_of(f->g, k, x);

			if (y != x && c < m->cost[x][y]) {
				m->cost[x][y] = c;
				m->which[x][y] = k;
			}
		}
}

/* Shortest ways for submission @next into each session (Bellman and Ford: moves may gain). */
static void
find_ways(const struct flow *f, size_t next, const struct moves *m, int64_t *dist, size_t *from)
{
	size_t n = f->g->n;
	bool changed = true;

	for (size_t x = 0; x < n; x++) {
		dist[x] = cost_of(f->g, next, x);
		from[x] = SIZE_MAX;
	}
	while (changed) {
		changed = false;
		for (size_t x = 0; x < n; x++)
			for (size_t y = 0; y < n; y++)
				if (m->cost[x][y] < FAR && dist[x] + m->cost[x][y] < dist[y]) {
					dist[y] = dist[x] + m->cost[x][y];
					from[y] = x;
					changed = true;
				}
	}
}

/* Adds the next submission; false when every session is full. A session without any comes first,
 * whatever it costs: none of the set stays empty. */
static bool
add_by_path(struct flow *f, size_t next, struct moves *m)
{
	size_t n = f->g->n, from[64], best = SIZE_MAX;
	int64_t dist[64];

	find_moves(f, m);
	find_ways(f, next, m, dist, from);
	for (size_t x = 0; x < n; x++)
		dist[x] -= f->load[x] ? 0 : FIRST;
	for (size_t x = 0; x < n; x++)
		if (f->load[x] < room_in(f->g, x) && (best == SIZE_MAX || dist[x] < dist[best]))
			best = x;
	if (best == SIZE_MAX)
		return false;
	f->load[best]++;
	for (; from[best] != SIZE_MAX; best = from[best])
		f->at[m->which[from[best]][best]] = best;
	f->at[next] = best;
	f->n++;
	return true;
}

static bool
place_equal(const struct placing *g, size_t *ret_at, int64_t *ret_cost)
{
	struct flow f = { .g = g, .at = ret_at };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct moves *m = DAIS_NEW(a, struct moves);

	*ret_cost = 0;
	for (size_t k = 0; k < g->track->submissions.n; k++)
		if (!add_by_path(&f, k, m))
			return false;
	for (size_t k = 0; k < f.n; k++)
		*ret_cost += cost_of(g, k, ret_at[k]);
	return true;
}

/* --- submissions of different lengths: every combination of loads --- */

static size_t
count_states(const struct placing *g)
{
	size_t n = 1;

	for (size_t i = 0; i < g->n && n <= STATES_MAX; i++)
		n *= room_in(g, i) + 1u;
	return n;
}

/* Goes on with submission @k from every combination reached before it. */
static void
place_next(const struct placing *g, size_t k, size_t states, const int64_t *before, int64_t *after,
    uint8_t *choice)
{
	unsigned slots = g->p->submissions.v[g->track->submissions.v[k]].slots;

	for (size_t s = 0; s < states; s++)
		after[s] = FAR;
	for (size_t s = 0; s < states; s++) {
		size_t step = 1;

		for (size_t i = 0; before[s] < FAR && i < g->n; i++) {
			size_t load = s / step % (room_in(g, i) + 1u), to = s + slots * step;

			if (load + slots <= room_in(g, i) &&
			    before[s] + cost_of(g, k, i) < after[to]) {
				after[to] = before[s] + cost_of(g, k, i);
				choice[to] = (uint8_t)i;
			}
			step *= room_in(g, i) + 1u;
		}
	}
}

/* Whether the loads of state @s leave no session empty. */
static bool
uses_all(const struct placing *g, size_t s)
{
	for (size_t i = 0; i < g->n; i++) {
		if (!(s % (room_in(g, i) + 1u)))
			return false;
		s /= room_in(g, i) + 1u;
	}
	return true;
}

static bool
place_unequal(const struct placing *g, size_t states, size_t *ret_at, int64_t *ret_cost)
{
	size_t n = g->track->submissions.n, best = 0; /* the empty state: FAR in the end */
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	int64_t *before = DAIS_NEW_N(a, states, int64_t), *after = DAIS_NEW_N(a, states, int64_t);
	uint8_t *choice = DAIS_NEW_N(a, states * n, uint8_t);

	for (size_t s = 1; s < states; s++)
		before[s] = FAR;
	for (size_t k = 0; k < n; k++) {
		int64_t *swap = before;

		place_next(g, k, states, before, after, choice + k * states);
		before = after;
		after = swap;
	}
	for (size_t s = 0; s < states; s++)
		if (before[s] < before[best] && uses_all(g, s))
			best = s;
	*ret_cost = before[best];
	if (before[best] >= FAR)
		return false;
	for (size_t k = n; k-- > 0;) {
		size_t step = 1;

		ret_at[k] = choice[k * states + best];
		for (size_t i = 0; i < ret_at[k]; i++)
			step *= room_in(g, i) + 1u;
		best -= step * g->p->submissions.v[g->track->submissions.v[k]].slots;
	}
	return true;
}

/* What each submission costs where it likes it best. */
static int64_t
at_least(const struct placing *g)
{
	int64_t sum = 0;

	for (size_t k = 0; k < g->track->submissions.n; k++) {
		int64_t best = FAR;

		for (size_t i = 0; i < g->n; i++)
			best = cost_of(g, k, i) < best ? cost_of(g, k, i) : best;
		sum += best;
	}
	return sum;
}

bool
cosplib_place(const struct cosplib *p, const struct cosplib_aim *aim, size_t t, uint64_t sessions,
    struct dais_arena *a, size_t *ret_session)
{
	struct placing g;
	int64_t cost;
	bool ok;

	place_in(&g, p, t, costs_of(p, aim, t, a), sessions);
	ok = g.equal ? place_equal(&g, ret_session, &cost)
		     : place_unequal(&g, count_states(&g), ret_session, &cost);
	for (size_t k = 0; ok && k < g.track->submissions.n; k++)
		ret_session[k] = g.sessions[ret_session[k]];
	return ok;
}

/* --- the sets --- */

static int64_t
own_cost(const struct cosplib *p, const struct cosplib_aim *aim, size_t t, const struct placing *g)
{
	int64_t sum = 0;

	for (size_t i = 0; i < g->n; i++)
		sum += p->weight[COSPLIB_TRACK_SESSION] *
		       p->track_session[t * p->sessions.n + g->sessions[i]];
	if (aim->whole && g->n && g->sessions[g->n - 1] - g->sessions[0] + 1 != g->n)
		sum += p->weight[COSPLIB_CONSECUTIVE];
	return sum;
}

static void
add_pattern(const struct cosplib *p, const struct cosplib_aim *aim, struct dais_arena *a, size_t t,
    const int64_t *cost, uint64_t sessions, struct cosplib_patterns *to, size_t *scratch)
{
	struct cosplib_pattern c = { .sessions = sessions };
	struct placing g;
	unsigned slots = 0;
	size_t states;

	place_in(&g, p, t, cost, sessions);
	for (size_t i = 0; i < g.n; i++)
		slots += room_in(&g, i);
	if (slots < g.track->slots)
		return;
	states = count_states(&g);
	if (g.equal ? !place_equal(&g, scratch, &c.least)
		    : states <= STATES_MAX && !place_unequal(&g, states, scratch, &c.least))
		return;
	if (!g.equal && states > STATES_MAX) {
		c.least = at_least(&g);
		to->rough = true;
	}
	c.n = (unsigned)g.n;
	c.own = own_cost(p, aim, t, &g);
	dais_vec_push(a, &to->v, c);
}

/* The next larger number with as many bits (Gosper). */
static uint64_t
next_set(uint64_t x)
{
	uint64_t low = x & -x, up = x + low;

	return up | (((x ^ up) / low) >> 2);
}

static double
count_sets(size_t n, size_t most)
{
	double sum = 0, c = 1;

	for (size_t k = 1; k <= most; k++) {
		c = c * (double)(n - k + 1) / (double)k;
		sum += c;
	}
	return sum;
}

/* As the authors' models: as many sessions as the shortest ones take to hold the track. */
static unsigned
most_sessions(const struct cosplib *p, size_t t)
{
	unsigned lengths[64], need = p->tracks.v[t].slots, n = 0, held = 0;

	for (size_t s = 0; s < p->sessions.n; s++) {
		size_t at = s;

		for (; at > 0 && lengths[at - 1] > p->sessions.v[s].slots; at--)
			lengths[at] = lengths[at - 1];
		lengths[at] = p->sessions.v[s].slots;
	}
	while (held < need && n < p->sessions.n)
		held += lengths[n++];
	return n;
}

struct cosplib_patterns *
cosplib_most_sessions(const struct cosplib *p, struct dais_arena *a)
{
	struct cosplib_patterns *all = DAIS_NEW_N(a, p->tracks.n, struct cosplib_patterns);

	for (size_t t = 0; t < p->tracks.n; t++)
		all[t].most = most_sessions(p, t);
	return all;
}

/* Whether the tracks' sets are few enough to make them all. */
static bool
are_few(const struct cosplib *p, const struct cosplib_patterns *all)
{
	double sum = 0;

	for (size_t t = 0; t < p->tracks.n; t++)
		sum += count_sets(p->sessions.n, all[t].most);
	return sum <= COSPLIB_PATTERNS_MAX;
}

/* Every set of at most as many sessions as the track may have; or only those whose sessions follow
 * each other. */
static void
add_sets(const struct cosplib *p, const struct cosplib_aim *aim, struct dais_arena *a, size_t t,
    bool close, struct cosplib_patterns *to)
{
	size_t n = p->tracks.v[t].submissions.n, *scratch = DAIS_NEW_N(a, n, size_t);
	const int64_t *cost = costs_of(p, aim, t, a);
	uint64_t end = UINT64_C(1) << p->sessions.n;

	for (size_t k = 1; k <= to->most && k <= n; k++) {
		if (!close && count_sets(p->sessions.n, k) > COSPLIB_PATTERNS_MAX)
			break;
		for (uint64_t x = (UINT64_C(1) << k) - 1; x < end; x = close ? x << 1 : next_set(x))
			add_pattern(p, aim, a, t, cost, x, to, scratch);
	}
}

struct cosplib_patterns *
cosplib_patterns(const struct cosplib *p, const struct cosplib_aim *aim, struct dais_arena *a)
{
	struct cosplib_patterns *all = cosplib_most_sessions(p, a);
	bool few = are_few(p, all);

	for (size_t t = 0; t < p->tracks.n; t++) {
		double sets = count_sets(p->sessions.n, all[t].most);

		all[t].partial = !few && sets > COSPLIB_PATTERNS_FEW;
		all[t].wide = all[t].partial && !aim->close;
		if (all[t].wide)
			continue;
		add_sets(p, aim, a, t, all[t].partial, &all[t]);
		/* a submission longer than most sessions may need two that are far apart */
		if (!all[t].v.n)
			add_sets(p, aim, a, t, false, &all[t]);
	}
	return all;
}
