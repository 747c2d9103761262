/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A second search, in a thread of its own beside cores and neighbourhoods: over the sums of the
 * accounts (accounts.c) it asks for answers that cost less than the best. It has a SAT solver that
 * knows the problem and nothing of the other search, and each begins and ends with a round of it:
 * what comes of both is the same for a seed, whichever is faster.
 *
 * It ends the round of the other when it has proven that nothing is better than the answer both
 * began with: nothing else can come of it then.
 */
#include <pthread.h>

#include "base/clock.h"
#include "base/err.h"
#include "plan/engine/engine_priv.h"

enum {
	NEAR_PART = 100, /* a gap that is a smaller part of the cost is small */
	LEAST_PART = 16, /* of the effort is for what each account has at least */
	LIMITS_MAX = 32 /* limits that are higher than the one before, in a round */
};

struct dais_aside {
	struct dais_sat *sat;
	size_t fed; /* literals of the problem */
	int episode; /* the one it knows */
	unsigned rank, round; /* of that; how often it came to no end */
	pthread_t thread;

	/* for the thread */
	const atomic_int *stop;
	double end; /* of the search; 0: none */
	uint64_t effort;
	bool last; /* rank */
	struct dais_account_view view;
	int better[LIMITS_MAX]; /* literals that limits hang on */
	size_t limits; /* used of them */
	uint64_t less; /* the limit now: what is booked is less */

	/* by the thread */
	uint64_t booked, floor; /* of its best answer; at least in every answer */
	bool found;
	atomic_int cancelled, proven; /* that nothing is better than the answer it began with */
};

static bool
watch(void *ctx)
{
	struct dais_aside *s = ctx;

	return s->cancelled || (s->stop && *s->stop) ||
	       (s->end > 0 && dais_clock_seconds() >= s->end);
}

/* --- in the thread --- */

/* What each account has at least, whatever the others have: found by asking for less. */
static void
find_least(struct dais_aside *s)
{
	for (size_t a = 0; a < s->view.sums.n; a++) {
		const struct dais_account_sum *sum = &s->view.sums.v[a];

		for (size_t least = 0; least < sum->n && least < sum->paid; least++) {
			const int ask[2] = { s->episode, -sum->v[least] };
			const int so[2] = { -s->episode, sum->v[least] };

			dais_sat_allow(s->sat, s->effort / LEAST_PART / s->view.sums.n);
			if (dais_sat_solve(s->sat, ask, 2, -1) != DAIS_SAT_NO)
				break;
			dais_sat_add(s->sat, so, 2);
		}
	}
}

/* What answers should have booked less than: what would leave the best one near enough to the
 * bound; then the best. Ranks before the last are mostly proven from below: what is as good as
 * their bound is looked for first. */
static uint64_t
aim(const struct dais_aside *s)
{
	uint64_t near = s->booked / NEAR_PART + 1;

	if (s->round % 2)
		return s->booked;
	if (!s->last)
		return s->floor + 1;
	return s->booked - s->floor > near ? s->booked - near : s->booked;
}

/* From now on what is booked is less than @less; false: there are no literals left for it. */
static bool
want_less(struct dais_aside *s, uint64_t less)
{
	if (s->limits == 0 || less > s->less) {
		if (s->limits == LIMITS_MAX)
			return false;
		s->limits++;
	}
	s->less = less;
	dais_sat_limit(s->sat, s->view.softs.v, s->view.weights.v, s->view.softs.n, less - 1,
	    s->better[s->limits - 1]);
	return true;
}

static uint64_t
booked_in_model(struct dais_aside *s)
{
	uint64_t ret = 0;

	for (size_t i = 0; i < s->view.bookings.n; i++) {
		if (!dais_sat_value(s->sat, s->view.bookings.v[i].l))
			ret += s->view.bookings.v[i].weight;
	}
	return ret;
}

static void
look(struct dais_aside *s)
{
	uint64_t end = dais_sat_work(s->sat) + s->effort;

	find_least(s);
	while (s->booked > s->floor) {
		uint64_t less = aim(s), now = dais_sat_work(s->sat), booked;

		if (now >= end || watch(s) || !want_less(s, less))
			return;
		dais_sat_allow(s->sat, end - now);
		switch (dais_sat_solve(
		    s->sat, (const int[]){ s->episode, s->better[s->limits - 1] }, 2, -1)) {
		case DAIS_SAT_NO:
			s->floor = less;
			break;
		case DAIS_SAT_YES:
			booked = booked_in_model(s);
			s->found = true;
			if (booked >= s->booked)
				return; /* more is booked than the sums were written for */
			s->booked = booked;
			break;
		case DAIS_SAT_UNKNOWN:
		default:
			s->round++;
			return;
		}
	}
	s->proven = !s->found;
}

static void *
work(void *ctx)
{
	look(ctx);
	return NULL;
}

/* --- beside the other search --- */

/* The SAT solver of @s takes the place of the one in use, or back. */
static void
change_solvers(struct dais_optimizer *o, struct dais_aside *s)
{
	struct dais_sat *sat = o->sat;
	size_t fed = o->fed;

	o->sat = s->sat;
	o->fed = s->fed;
	s->sat = sat;
	s->fed = fed;
}

static struct dais_aside *
ready(struct dais_optimizer *o)
{
	if (!o->aside) {
		o->aside = DAIS_NEW(o->arena, struct dais_aside);
		o->aside->sat = dais_sat_new();
	}
	return o->aside;
}

/* What answers of the episode keep; whether it could be said of the ranks before @r. */
static bool
enter(struct dais_optimizer *o, struct dais_aside *s, unsigned r)
{
	bool ret;

	if (s->episode != o->episode || s->rank != r)
		s->round = 0;
	change_solvers(o, s);
	dais_search_feed(o);
	for (size_t i = 0; s->episode != o->episode && i < o->demands.n; i++)
		dais_search_episode_clause(o, &o->demands.v[i].l, 1);
	ret = dais_accounts_hold_before(o, r);
	dais_search_feed(o);
	change_solvers(o, s);
	s->episode = o->episode;
	s->rank = r;
	return ret;
}

bool
dais_aside_begin(struct dais_optimizer *o, unsigned r, uint64_t allotted)
{
	const struct dais_search *search = o->search;
	struct dais_account_view view;
	struct dais_aside *s;

	/* A limit of effort is for what is done in order. */
	if (search->effort || !o->has_best || !dais_accounts_view(o, r, &view))
		return false;
	s = ready(o);
	if (!enter(o, s, r))
		return false;
	s->view = view;
	s->stop = search->stop;
	s->end = search->seconds > 0 ? o->start + search->seconds : 0;
	s->effort = allotted;
	s->last = r == o->last_rank;
	for (size_t i = 0; i < LIMITS_MAX; i++)
		s->better[i] = dais_optimizer_variable(o);
	s->limits = 0;
	s->booked = dais_accounts_booked(o, r, o->cost[r]);
	s->floor = dais_accounts_booked(o, r, dais_rank_bound(o, r));
	s->found = false;
	s->cancelled = s->proven = 0;
	dais_sat_watch(s->sat, watch, s);
	return pthread_create(&s->thread, NULL, work, s) == 0;
}

bool
dais_aside_has_proven(const struct dais_aside *s)
{
	return s->proven != 0;
}

/* Its answer is taken when it is better. */
static void
take_answer(struct dais_optimizer *o, struct dais_aside *s)
{
	change_solvers(o, s);
	dais_search_watch(o);
	dais_search_take(o);
	dais_search_settle(o);
	dais_sat_watch(o->sat, NULL, NULL);
	change_solvers(o, s);
}

void
dais_aside_end(struct dais_optimizer *o, bool cancel)
{
	struct dais_aside *s = o->aside;
	uint64_t floor;

	if (cancel)
		s->cancelled = 1;
	(void)pthread_join(s->thread, NULL);
	s->proven = 0;
	if (cancel)
		return;
	dais_sat_watch(s->sat, NULL, NULL);
	dais_sat_limit(s->sat, NULL, NULL, 0, 0, s->better[0]);
	floor = s->floor + o->credit[s->rank];
	floor = floor > o->deducted[s->rank] ? floor - o->deducted[s->rank] : 0;
	if (s->found)
		take_answer(o, s);
	if (floor > o->ranks[s->rank].floor)
		o->ranks[s->rank].floor = floor;
}

void
dais_aside_free(struct dais_aside *s)
{
	if (s)
		dais_sat_free(s->sat);
}
