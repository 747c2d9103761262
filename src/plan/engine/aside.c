/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A second search, in a thread of its own beside cores and neighbourhoods: over the sums of the
 * accounts (accounts.c) it asks for answers that cost less than the best. It has a SAT solver that
 * knows the problem and nothing of the other search, and each begins and ends with a round of it:
 * what comes of both is the same for a seed, whichever is faster.
 *
 * In the last rank its questions are few and long: they are put to a prover (plan/prover), for
 * which all that holds in the episode is a fact, as is that answers are better than the best;
 * before, and where there is no prover, to the SAT solver, with a limit. Of a prover's answer the
 * SAT solver makes one that the other search can take.
 *
 * It ends the round of the other when it has proven that nothing is better than the answer both
 * began with: nothing else can come of it then.
 */
#include "plan/engine/aside_priv.h"

#include "base/clock.h"
#include "base/err.h"
#include "base/message.h"

enum {
	NEAR_PART = 100, /* a gap that is a smaller part of what is booked is small */
	LEAST_PART = 16 /* of the effort is for what each account has at least */
};

bool
dais_aside_is_over(void *ctx)
{
	struct dais_aside *s = ctx;

	return s->cancelled || (s->stop && *s->stop) ||
	       (s->end > 0 && dais_clock_seconds() >= s->end);
}

/* --- what is missing --- */

static _Atomic(const char *) lacking;

const char *
dais_optimizer_lacks(void)
{
	return lacking;
}

void
dais_optimizer_set_lack(const char *english)
{
	lacking = english;
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

/* What answers should have booked less than. A prover is asked for what is better than the best, as
 * all that it learns by that stays true when the best becomes better; the SAT solver for what would
 * leave the best one near enough to the bound, and for the better by turns. Ranks before the last
 * are mostly proven from below: what is as good as their bound is looked for first. */
static uint64_t
aim(const struct dais_aside *s)
{
	uint64_t near = s->booked / NEAR_PART + 1;

	if (s->ask_prover || s->round % 2)
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
		if (s->limits == DAIS_ASIDE_LIMITS_MAX)
			return false;
		s->limits++;
	}
	s->less = less;
	dais_sat_limit(s->sat, s->view.softs.v, s->view.weights.v, s->view.softs.n, less - 1,
	    s->better[s->limits - 1]);
	return true;
}

static bool
is_true(struct dais_aside *s, int l)
{
	size_t v = (size_t)(l < 0 ? -l : l);

	if (!s->ask_prover)
		return dais_sat_value(s->sat, l);
	return (v < s->variables && s->answer[v]) == (l > 0);
}

static uint64_t
booked_in_answer(struct dais_aside *s)
{
	uint64_t ret = 0;

	for (size_t i = 0; i < s->view.bookings.n; i++) {
		if (!is_true(s, s->view.bookings.v[i].l))
			ret += s->view.bookings.v[i].weight;
	}
	return ret;
}

/* Whether the SAT solver has an answer of which less than @less is booked, as
 * dais_aside_ask_prover(). */
static enum dais_sat_answer
ask_solver(struct dais_aside *s, uint64_t less, uint64_t effort, uint64_t *ret_spent)
{
	uint64_t before = dais_sat_work(s->sat);
	enum dais_sat_answer ret;

	if (!want_less(s, less))
		return DAIS_SAT_UNKNOWN;
	dais_sat_allow(s->sat, effort);
	ret = dais_sat_solve(s->sat, (const int[]){ s->episode, s->better[s->limits - 1] }, 2, -1);
	*ret_spent = dais_sat_work(s->sat) - before;
	return ret;
}

static void
look(struct dais_aside *s)
{
	uint64_t before = dais_sat_work(s->sat), left, spent = 0;

	find_least(s);
	left = dais_sat_work(s->sat) - before;
	left = s->effort > left ? s->effort - left : 0;
	for (; s->booked > s->floor; left = left > spent ? left - spent : 0) {
		uint64_t less = aim(s), booked;

		spent = 0;
		if (left == 0 || dais_aside_is_over(s))
			return;
		switch (
		    (s->ask_prover ? dais_aside_ask_prover : ask_solver)(s, less, left, &spent)) {
		case DAIS_SAT_NO:
			s->floor = less;
			break;
		case DAIS_SAT_YES:
			booked = booked_in_answer(s);
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
	struct dais_aside *s = o->aside;

	if (s)
		return s;
	s = o->aside = DAIS_NEW(o->arena, struct dais_aside);
	s->sat = dais_sat_new();
	dais_aside_keep_clauses(s);
	return s;
}

/* What answers of the episode keep; whether it could be said of the ranks before @r. */
static bool
enter(struct dais_optimizer *o, struct dais_aside *s, unsigned r)
{
	bool ret;

	if (s->episode != o->episode || s->rank != r) {
		s->round = 0;
		dais_aside_leave_prover(s);
	}
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
	for (size_t i = 0; i < DAIS_ASIDE_LIMITS_MAX; i++)
		s->better[i] = dais_optimizer_variable(o);
	s->limits = 0;
	s->booked = dais_accounts_booked(o, r, o->cost[r]);
	s->floor = dais_accounts_booked(o, r, dais_rank_bound(o, r));
	s->found = false;
	s->cancelled = s->proven = 0;
	dais_aside_ready_prover(o, s);
	dais_sat_watch(s->sat, dais_aside_is_over, s);
	if (pthread_create(&s->thread, NULL, work, s) == 0)
		return true;
	dais_optimizer_set_lack(
	    DAIS_MESSAGE("No second search could be begun beside the first: proofs "
			 "may take longer."));
	return false;
}

bool
dais_aside_has_proven(const struct dais_aside *s)
{
	return s->proven != 0;
}

bool
dais_aside_has_prover(const struct dais_aside *s)
{
	return s->ask_prover;
}

/* Its answer is taken when it is better. */
static void
take_answer(struct dais_optimizer *o, struct dais_aside *s)
{
	change_solvers(o, s);
	dais_search_watch(o);
	if (s->ask_prover) {
		/* Its own choices, made again: there are no conflicts between them. */
		dais_sat_recall(o->sat, s->answer, s->variables);
		o->assumed.n = 0;
		dais_vec_push(o->arena, &o->assumed, o->episode);
		(void)dais_search_solve(o, -1);
	} else {
		dais_search_take(o);
		dais_search_settle(o);
	}
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
	if (!s)
		return;
	dais_sat_free(s->sat);
	dais_aside_leave_prover(s);
	dais_arena_free(s->arena);
}
