/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Small random conferences: what is called proven is the best of all timetables with one room a
 * track, tried one by one. */
#include "support/test.h"

#include "planning/cosplib_improve.h"
#include "planning/cosplib_judge.h"
#include "planning/cosplib_lay.h"
#include "planning/cosplib_solve.h"

#define TRACKS 3u
#define SESSIONS 3u
#define ROOMS 2u
#define SUBMISSIONS 6u

static uint64_t state;
static unsigned possible; /* conferences with a timetable */

static uint64_t
draw(uint64_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (state >> 33) % below;
}

static void
fill(int64_t *to, size_t n, uint64_t often, uint64_t most)
{
	for (size_t i = 0; i < n; i++)
		to[i] = draw(often) ? 0 : (int64_t)draw(most + 1);
}

static void
symmetric(uint8_t *to, size_t n, uint64_t often)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++)
			to[i * n + j] = to[j * n + i] = draw(often) == 0;
}

static int64_t *
table(struct dais_arena *a, size_t n)
{
	return DAIS_NEW_N(a, n, int64_t);
}

static void
make_lists(struct cosplib *p, struct dais_arena *a)
{
	for (size_t s = 0; s < SESSIONS; s++) {
		struct cosplib_session *c = dais_vec_add(a, &p->sessions);

		c->name = dais_arena_printf(a, "s%zu", s);
		c->slots = 1 + (unsigned)draw(3);
		c->first_slot = p->slots;
		p->slots += c->slots;
	}
	for (size_t m = 0; m < ROOMS; m++)
		dais_vec_push(a, &p->rooms, dais_arena_printf(a, "r%zu", m));
	for (size_t t = 0; t < TRACKS; t++)
		dais_vec_add(a, &p->tracks)->name = dais_arena_printf(a, "t%zu", t);
	for (size_t i = 0; i < SUBMISSIONS; i++) {
		struct cosplib_submission *c = dais_vec_add(a, &p->submissions);
		struct cosplib_track *t;

		c->name = dais_arena_printf(a, "i%zu", i);
		c->track = i < TRACKS ? i : draw(TRACKS);
		c->slots = draw(4) ? 1 : 2;
		t = &p->tracks.v[c->track];
		dais_vec_push(a, &t->submissions, i);
		t->slots += c->slots;
		c->order = draw(3) ? 0 : (int64_t)t->submissions.n;
	}
}

static void
make(struct cosplib *p, struct dais_arena *a)
{
	*p = (struct cosplib){ .arena = a };
	make_lists(p, a);
	p->track_session = table(a, TRACKS * SESSIONS);
	p->track_room = table(a, TRACKS * ROOMS);
	p->session_room = table(a, SESSIONS * ROOMS);
	p->similar = table(a, TRACKS * TRACKS);
	p->submission_session = table(a, SUBMISSIONS * SESSIONS);
	p->submission_room = table(a, SUBMISSIONS * ROOMS);
	p->zone_session = table(a, SUBMISSIONS * SESSIONS);
	fill(p->track_session, TRACKS * SESSIONS, 2, 4);
	fill(p->track_room, TRACKS * ROOMS, 2, 3);
	fill(p->session_room, SESSIONS * ROOMS, 3, 5);
	fill(p->submission_session, SUBMISSIONS * SESSIONS, 2, 6);
	fill(p->submission_room, SUBMISSIONS * ROOMS, 4, 2);
	fill(p->zone_session, SUBMISSIONS * SESSIONS, 3, 2);
	for (size_t t = 0; t < TRACKS; t++)
		for (size_t u = t + 1; u < TRACKS; u++)
			p->similar[t * TRACKS + u] = p->similar[u * TRACKS + t] = (int64_t)draw(3);
	p->presenters = DAIS_NEW_N(a, SUBMISSIONS * SUBMISSIONS, uint8_t);
	p->attendees = DAIS_NEW_N(a, SUBMISSIONS * SUBMISSIONS, uint8_t);
	p->chairs = DAIS_NEW_N(a, TRACKS * TRACKS, uint8_t);
	symmetric(p->presenters, SUBMISSIONS, 6);
	symmetric(p->attendees, SUBMISSIONS, 5);
	symmetric(p->chairs, TRACKS, 3);
	for (enum cosplib_term t = 0; t < COSPLIB_PRESENTERS_SLOT; t++)
		p->weight[t] = (int64_t)draw(4) * (draw(3) ? 1 : 10);
}

/* Lays one timetable out of 2^3 x 3^6; false when sessions are too short or rooms taken twice. */
static bool
lay(const struct cosplib *p, size_t number, struct dais_arena *a, struct cosplib_plan *ret)
{
	size_t room[TRACKS], session[SUBMISSIONS], used[TRACKS * SESSIONS] = { 0 };
	const struct cosplib_patterns *patterns = cosplib_most_sessions(p, a);

	for (size_t t = 0; t < TRACKS; t++, number /= ROOMS)
		room[t] = number % ROOMS;
	for (size_t i = 0; i < SUBMISSIONS; i++, number /= SESSIONS) {
		session[i] = number % SESSIONS;
		used[p->submissions.v[i].track * SESSIONS + session[i]] +=
		    p->submissions.v[i].slots;
	}
	*ret = cosplib_plan_new(p, a);
	for (size_t t = 0; t < TRACKS; t++) {
		size_t *mine = DAIS_NEW_N(a, SUBMISSIONS, size_t), sessions = 0;
		size_t rooms[SESSIONS] = { room[t], room[t], room[t] };

		for (size_t s = 0; s < SESSIONS; s++) {
			sessions += used[t * SESSIONS + s] > 0;
			if (used[t * SESSIONS + s] > p->sessions.v[s].slots ||
			    (used[t * SESSIONS + s] &&
				ret->track[s * ROOMS + room[t]] != COSPLIB_NONE))
				return false;
		}
		if (sessions > patterns[t].most)
			return false;
		for (size_t k = 0; k < p->tracks.v[t].submissions.n; k++)
			mine[k] = session[p->tracks.v[t].submissions.v[k]];
		cosplib_lay(p, ret, t, rooms, mine, a);
	}
	return true;
}

/* The least cost of all timetables, or INT64_MAX. */
static int64_t
try_all(const struct cosplib *p, bool whole)
{
	int64_t best = INT64_MAX, cost;

	for (size_t number = 0; number < 8u * 729u; number++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct cosplib_verdict v;
		struct cosplib_plan plan;

		if (!lay(p, number, a, &plan))
			continue;
		cosplib_judge(p, &plan, a, &v);
		assert_true(cosplib_is_whole(&v));
		cost = v.cost;
		if (!whole && !cosplib_exact_cost(p, &plan, a, &cost))
			continue;
		best = cost < best ? cost : best;
	}
	return best;
}

static void
check(uint64_t seed, bool whole, bool plain)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct cosplib_options options = { .aim.whole = whole, .plain = plain, .seed = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib_answer r;
	struct cosplib_verdict v;
	struct cosplib p;
	int64_t best, cost;

	state = seed;
	make(&p, a);
	best = try_all(&p, whole);
	possible += best != INT64_MAX;
	if (!cosplib_solve(&p, &options, a, &r, &err) || !r.found) {
		if (best != INT64_MAX)
			fail_msg("seed %llu: nothing found, but %lld is possible",
			    (unsigned long long)seed, (long long)best);
		return;
	}
	cosplib_judge(&p, &r.plan, a, &v);
	cost = v.cost;
	assert_true(cosplib_is_whole(&v));
	assert_true(whole || cosplib_exact_cost(&p, &r.plan, a, &cost));
	assert_true(r.proven);
	if (cost != best || r.cost != (uint64_t)best)
		fail_msg("seed %llu, whole %d, plain %d: found %lld, model says %llu, best %lld",
		    (unsigned long long)seed, whole, plain, (long long)cost,
		    (unsigned long long)r.cost, (long long)best);
}

static void
test_exact(void **s)
{
	(void)s;
	for (uint64_t seed = 1; seed <= 30; seed++)
		check(seed, false, seed % 3 == 0);
}

static void
test_whole(void **s)
{
	(void)s;
	for (uint64_t seed = 101; seed <= 130; seed++)
		check(seed, true, seed % 3 == 0);
	assert_true(possible >= 20);
}

/* Any timetable is made better, by the evaluator's costs, those by timeslots among them, and as
 * good as the best with one room a track. */
static void
test_improve(void **s)
{
	unsigned tried = 0, as_good = 0;

	(void)s;
	for (uint64_t seed = 201; seed <= 225; seed++) {
		const struct cosplib_improve how = {
			.seconds = 0.03, .seed = seed, .hot = 30, .cold = 0.3
		};
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct cosplib_verdict before, after;
		struct cosplib_plan plan;
		struct cosplib p;
		size_t number = 0;
		int64_t cost;

		state = seed;
		make(&p, a);
		p.weight[COSPLIB_PRESENTERS_SLOT] = (int64_t)draw(3);
		p.weight[COSPLIB_ATTENDEES_SLOT] = (int64_t)draw(3);
		while (number < 8u * 729u && !lay(&p, number, a, &plan))
			number++;
		if (number == 8u * 729u)
			continue;
		tried++;
		cosplib_judge(&p, &plan, a, &before);
		cost = cosplib_improve(&p, &how, &plan);
		cosplib_judge(&p, &plan, a, &after);
		assert_true(cosplib_is_whole(&after));
		assert_int_equal(cost, after.cost);
		assert_true(after.cost <= before.cost);
		as_good += cost <= try_all(&p, true);
	}
	assert_true(tried >= 15);
	assert_true(as_good >= tried - 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_whole),
		cmocka_unit_test(test_improve),
	};

	return cmocka_run_group_tests_name("plan-conferences", tests, NULL, NULL);
}
