/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The prover of the second search. It lives as long as a rank of an episode, so that all that holds
 * there is a fact to it, by which it simplifies the rest; and it knows the sum of all accounts, so
 * that a question is one literal.
 */
#include "plan/engine/aside_priv.h"

#include <stdlib.h>

#include "base/message.h"

enum {
	EFFORT_OF_STEP = 8000 /* so much of the SAT solver's takes the time of a step */
};

/* A clause of the SAT solver is kept for a prover. */
static void
note(void *ctx, const int *v, size_t n)
{
	struct dais_aside *s = ctx;

	for (size_t i = 0; i < n; i++)
		dais_vec_push(s->arena, &s->told, v[i]);
	dais_vec_push(s->arena, &s->told, 0);
}

void
dais_aside_keep_clauses(struct dais_aside *s)
{
	s->arena = dais_arena_new((size_t)1 << 36);
	dais_sat_echo(s->sat, note, s);
}

/* Whether what is booked, up to @booked, is summed already of what is in the view. */
static bool
is_summed(const struct dais_aside *s)
{
	if (s->summed.n != s->view.softs.n || s->summed_to < s->booked)
		return false;
	for (size_t i = 0; i < s->summed.n; i++) {
		if (s->summed.v[i] != s->view.softs.v[i])
			return false;
	}
	return true;
}

/* The clauses of @from, from @at on. */
static void
tell_prover(struct dais_aside *s, const dais_literal_vec *from, size_t at)
{
	for (size_t end; at < from->n; at = end + 1) {
		for (end = at; from->v[end];)
			end++;
		dais_prover_add(s->prover, &from->v[at], end - at);
	}
}

/* The sum of all that is booked, up to what the best answer has. The prover alone knows it: it
 * would be of no use to the other search. */
static void
sum_booked(struct dais_optimizer *o, struct dais_aside *s)
{
	size_t from = o->literals.n, clauses = o->clauses;

	dais_accounts_sum(o, s->rank, s->booked, &s->total);
	tell_prover(s, &o->literals, from);
	o->literals.n = from;
	o->clauses = clauses;
	s->summed_to = s->booked;
	s->summed.n = 0;
	for (size_t i = 0; i < s->view.softs.n; i++)
		dais_vec_push(o->arena, &s->summed, s->view.softs.v[i]);
}

/* That less than @less is booked, in a literal; 0: it is so anyway. */
static int
less_booked(const struct dais_aside *s, uint64_t less)
{
	return less <= s->total.n ? -s->total.v[less - 1] : 0;
}

/* A prover for the rank, if it is time for one: whether there is one. */
static bool
begin_prover(struct dais_aside *s)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (s->prover)
		return true;
	if (!s->last || s->booked > DAIS_ACCOUNTS_TOTAL_MAX)
		return false;
	s->prover = dais_prover_new(&err);
	s->told_prover = s->summed.n = 0;
	if (s->prover)
		dais_prover_add(s->prover, &s->episode, 1);
	else
		dais_optimizer_set_lack(
		    DAIS_MESSAGE("The part of dais that proves plans best cannot be "
				 "loaded: proofs may take longer."));
	return s->prover != NULL;
}

/* In the last rank both searches want answers better than the best alone: what one has found out
 * about the decisions of such answers, the other is told. */
static void
share_decisions(struct dais_optimizer *o, struct dais_aside *s)
{
	for (size_t i = 0; i < o->decisions.n; i++) {
		int v = abs(o->decisions.v[i].l),
		    is = dais_optimizer_always(o, v) - dais_optimizer_always(o, -v);
		int found = is ? 0 : dais_prover_fixed(s->prover, v);
		const int so = is < 0 ? -v : v;

		if (is)
			dais_prover_add(s->prover, &so, 1);
		if (!found)
			continue;
		dais_backbone_fix(o, found < 0 ? -v : v);
		o->ranks[s->rank].leans = true;
	}
}

/* What the prover is to be asked, and room for its answer. */
void
dais_aside_ready_prover(struct dais_optimizer *o, struct dais_aside *s)
{
	int better;

	s->ask_prover = begin_prover(s);
	if (!s->ask_prover)
		return;
	tell_prover(s, &s->told, s->told_prover);
	s->told_prover = s->told.n;
	if (!is_summed(s))
		sum_booked(o, s);
	better = less_booked(s, s->booked);
	if (better)
		dais_prover_add(s->prover, &better, 1);
	share_decisions(o, s);
	if (s->variables <= (size_t)o->variables) {
		s->variables = (size_t)o->variables + 1;
		s->answer = DAIS_NEW_N(o->arena, s->variables, bool);
	}
}

enum dais_sat_answer
dais_aside_ask_prover(struct dais_aside *s, uint64_t less, uint64_t effort, uint64_t *ret_spent)
{
	int so = less_booked(s, less);
	uint64_t before = dais_prover_steps(s->prover);
	enum dais_prover_answer answer = dais_prover_solve(
	    s->prover, &so, so != 0, effort / EFFORT_OF_STEP + 1, dais_aside_is_over, s);

	*ret_spent = (dais_prover_steps(s->prover) - before) * EFFORT_OF_STEP;
	switch (answer) {
	case DAIS_PROVER_YES:
		for (size_t v = 1; v < s->variables; v++)
			s->answer[v] = dais_prover_value(s->prover, (int)v);
		return DAIS_SAT_YES;
	case DAIS_PROVER_NO:
		return DAIS_SAT_NO;
	case DAIS_PROVER_UNKNOWN:
	default:
		return DAIS_SAT_UNKNOWN;
	}
}

void
dais_aside_leave_prover(struct dais_aside *s)
{
	dais_prover_free(s->prover);
	s->prover = NULL;
}
