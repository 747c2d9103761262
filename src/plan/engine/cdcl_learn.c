/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What a conflict teaches: a clause up to the first unique implication point, without literals
 * that follow from the others; the assumptions to blame; and which learnt clauses are forgotten
 * (by the number of decision levels they tie together, Audemard and Simon 2009).
 */
#include "plan/engine/cdcl_priv.h"

#include <stdlib.h>

#define BUMP_MOST 1e100
#define BUMP_GROWTH (1 / 0.95)

/* The other literals, all false, of what made @c true; of the conflict for @c 0. */
static const code *
explain(struct dais_sat *s, struct why why, code c, size_t *ret_n)
{
	code *clause;

	if (why.clause < WHY_PRICE) {
		clause = &s->pool.v[why.clause];
		clause[1] |= MARK_USED;
		*ret_n = clause[0] - (c != 0);
		clause += CLAUSE_HEAD;
		if (c && clause[0] != c) {
			clause[1] = clause[0];
			clause[0] = c;
		}
		return clause + (c != 0);
	}
	s->reasons.n = 0;
	if (why.clause == WHY_PAIR) {
		dais_vec_push(s->arena, &s->reasons, why.other);
		if (!c)
			dais_vec_push(s->arena, &s->reasons, s->conflict_pair);
	} else if (why.clause == WHY_PRICE) {
		dais_vec_push(s->arena, &s->reasons, s->limit_if ^ 1);
		for (uint32_t i = 0; i < why.other; i++)
			dais_vec_push(s->arena, &s->reasons, s->paid.v[i] ^ 1);
	}
	*ret_n = s->reasons.n;
	return s->reasons.v;
}

static void
bump(struct dais_sat *s, uint32_t v)
{
	s->activity[v] += s->bump;
	if (s->activity[v] > BUMP_MOST) {
		for (uint32_t i = 1; i <= s->variables; i++)
			s->activity[i] /= BUMP_MOST;
		s->bump /= BUMP_MOST;
	}
	dais_cdcl_heap_up(s, v);
}

/* Whether what made @c false lies wholly in what is marked; one step. */
static bool
is_implied(struct dais_sat *s, code c)
{
	struct why why = s->why[c >> 1];
	const code *v;
	size_t n;

	if (why.clause == WHY_NONE)
		return false;
	v = explain(s, why, c ^ 1, &n);
	for (size_t i = 0; i < n; i++) {
		uint32_t x = v[i] >> 1;

		if (s->level_of[x] == 0 || s->seen[x])
			continue;
		if (s->why[x].clause == WHY_NONE || s->why[x].clause == WHY_PRICE ||
		    s->level_seen.v[s->level_of[x]] != s->level_stamp)
			return false;
		dais_vec_push(s->arena, &s->stack, v[i]);
	}
	return true;
}

/* The same through any number of steps; marks what is found implied, so that it is found once. */
static bool
is_redundant(struct dais_sat *s, code c)
{
	size_t marked = s->marked.n;

	s->stack.n = 0;
	dais_vec_push(s->arena, &s->stack, c);
	while (s->stack.n) {
		code at = s->stack.v[--s->stack.n];

		if (at != c) {
			if (s->seen[at >> 1])
				continue;
			s->seen[at >> 1] = 1;
			dais_vec_push(s->arena, &s->marked, at);
		}
		if (is_implied(s, at))
			continue;
		while (s->marked.n > marked)
			s->seen[s->marked.v[--s->marked.n] >> 1] = 0;
		return false;
	}
	return true;
}

/* Decision levels in s->clause, which are stamped. */
static uint32_t
count_levels(struct dais_sat *s)
{
	uint32_t ret = 0;

	while (s->level_seen.n <= level_now(s))
		dais_vec_push(s->arena, &s->level_seen, 0);
	s->level_stamp++;
	for (size_t i = 0; i < s->clause.n; i++) {
		uint32_t level = s->level_of[s->clause.v[i] >> 1];

		ret += s->level_seen.v[level] != s->level_stamp;
		s->level_seen.v[level] = s->level_stamp;
	}
	return ret;
}

static void
minimize(struct dais_sat *s)
{
	size_t n = 1;

	for (size_t i = 1; i < s->clause.n; i++) {
		code c = s->clause.v[i];

		if (!is_redundant(s, c))
			s->clause.v[n++] = c;
	}
	s->clause.n = n;
}

/* Back from the conflict along the trail until one literal of its level is left. */
static void
resolve(struct dais_sat *s)
{
	size_t at = s->trail.n, open = 0;
	struct why why = s->conflict;
	code c = 0;

	s->clause.n = 0;
	dais_vec_push(s->arena, &s->clause, 0);
	do {
		size_t n;
		const code *v = explain(s, why, c, &n);

		for (size_t i = 0; i < n; i++) {
			uint32_t x = v[i] >> 1;

			if (s->seen[x] || s->level_of[x] == 0)
				continue;
			s->seen[x] = 1;
			dais_vec_push(s->arena, &s->marked, v[i]);
			bump(s, x);
			if (s->level_of[x] == level_now(s))
				open++;
			else
				dais_vec_push(s->arena, &s->clause, v[i]);
		}
		do
			c = s->trail.v[--at];
		while (!s->seen[c >> 1]);
		why = s->why[c >> 1];
		open--;
	} while (open > 0);
	s->clause.v[0] = c ^ 1;
}

uint32_t
dais_cdcl_learn(struct dais_sat *s, uint32_t *ret_level)
{
	uint32_t levels;

	s->marked.n = 0;
	resolve(s);
	count_levels(s);
	minimize(s);
	levels = count_levels(s);
	for (size_t i = 0; i < s->marked.n; i++)
		s->seen[s->marked.v[i] >> 1] = 0;
	*ret_level = 0;
	for (size_t i = 1; i < s->clause.n; i++) {
		code c = s->clause.v[i];

		/* The latest of the rest is watched, and says how far to go back. */
		if (s->level_of[c >> 1] > *ret_level) {
			*ret_level = s->level_of[c >> 1];
			s->clause.v[i] = s->clause.v[1];
			s->clause.v[1] = c;
		}
	}
	s->bump *= BUMP_GROWTH;
	return levels;
}

void
dais_cdcl_blame(struct dais_sat *s, code c)
{
	s->failed.n = 0;
	dais_vec_push(s->arena, &s->failed, c);
	if (s->level_of[c >> 1] == 0)
		return;
	s->seen[c >> 1] = 1;
	for (size_t i = s->trail.n; i-- > s->levels.v[0].first;) {
		code at = s->trail.v[i];
		const code *v;
		size_t n;

		if (!s->seen[at >> 1])
			continue;
		s->seen[at >> 1] = 0;
		if (s->why[at >> 1].clause == WHY_NONE) {
			if (at != c)
				dais_vec_push(s->arena, &s->failed, at);
			continue;
		}
		v = explain(s, s->why[at >> 1], at, &n);
		for (size_t j = 0; j < n; j++)
			if (s->level_of[v[j] >> 1] > 0)
				s->seen[v[j] >> 1] = 1;
	}
}

/* --- forgetting --- */

static bool
is_reason(const struct dais_sat *s, uint32_t at)
{
	const uint32_t *v = &s->pool.v[at + CLAUSE_HEAD];

	/* It made one of the first two true, the first by custom. */
	for (int i = 0; i < 2; i++)
		if (s->value[v[i]] > 0 && s->why[v[i] >> 1].clause == at)
			return true;
	return false;
}

static int
by_worth(const void *x, const void *y, void *pool)
{
	const uint32_t *a = (const uint32_t *)pool + *(const uint32_t *)x;
	const uint32_t *b = (const uint32_t *)pool + *(const uint32_t *)y;
	uint32_t levels_a = a[1] >> MARK_LEVELS, levels_b = b[1] >> MARK_LEVELS;

	if (levels_a != levels_b)
		return (levels_a > levels_b) - (levels_a < levels_b);
	if (a[0] != b[0])
		return (a[0] > b[0]) - (a[0] < b[0]);
	return (a > b) - (a < b);
}

static void
drop(struct dais_sat *s, uint32_t at)
{
	s->pool.v[at + 1] |= MARK_GONE;
	s->wasted += s->pool.v[at] + CLAUSE_HEAD;
}

/* The worse half of those not used lately and of more than two levels. */
static void
forget(struct dais_sat *s)
{
	size_t n = 0, kept = 0, half;

	for (size_t i = 0; i < s->learnt.n; i++) {
		uint32_t *mark = &s->pool.v[s->learnt.v[i] + 1];
		uint32_t at = s->learnt.v[i];

		if (*mark & MARK_USED || *mark >> MARK_LEVELS <= 2 || is_reason(s, at)) {
			*mark &= ~MARK_USED;
			s->learnt.v[i] = s->learnt.v[kept];
			s->learnt.v[kept++] = at;
		}
	}
	n = s->learnt.n - kept;
	if (n == 0)
		return;
	qsort_r(s->learnt.v + kept, n, sizeof(*s->learnt.v), by_worth, s->pool.v);
	half = kept + n / 2;
	for (size_t i = half; i < s->learnt.n; i++)
		drop(s, s->learnt.v[i]);
	s->learnt.n = half;
}

/* Clauses that hold for good; none of them is a reason above level 0. */
static void
drop_facts(struct dais_sat *s)
{
	for (size_t at = 0; at < s->pool.n; at += s->pool.v[at] + CLAUSE_HEAD) {
		const uint32_t *v = &s->pool.v[at + CLAUSE_HEAD];
		bool holds = false;

		if (s->pool.v[at + 1] & MARK_GONE)
			continue;
		for (uint32_t i = 0; i < s->pool.v[at] && !holds; i++)
			holds = s->value[v[i]] > 0 && s->level_of[v[i] >> 1] == 0;
		if (holds)
			drop(s, (uint32_t)at);
	}
}

/* Moves clauses together; the old position of each is left in its first literal's place. */
static void
pack(struct dais_sat *s)
{
	size_t to = 0;

	for (code c = 2; c <= 2 * s->variables + 1; c++)
		s->watches[c].n = 0;
	for (size_t at = 0, next; at < s->pool.n; at = next) {
		uint32_t n = s->pool.v[at];
		uint32_t *v = &s->pool.v[at + CLAUSE_HEAD];

		next = at + n + CLAUSE_HEAD;
		if (s->pool.v[at + 1] & MARK_GONE)
			continue;
		for (int i = 0; i < 2; i++)
			if (s->value[v[i]] > 0 && s->why[v[i] >> 1].clause == at)
				s->why[v[i] >> 1].clause = (uint32_t)to;
		memmove(&s->pool.v[to], &s->pool.v[at], (n + CLAUSE_HEAD) * sizeof(*s->pool.v));
		v = &s->pool.v[to + CLAUSE_HEAD];
		for (int i = 0; i < 2; i++)
			dais_vec_push(s->arena, &s->watches[v[i]],
			    ((struct watch){ (uint32_t)to, v[1 - i] }));
		to += n + CLAUSE_HEAD;
	}
	s->pool.n = to;
	s->wasted = 0;
	s->learnt.n = 0;
	for (size_t at = 0; at < s->pool.n; at += s->pool.v[at] + CLAUSE_HEAD)
		if (s->pool.v[at + 1] & MARK_LEARNT)
			dais_vec_push(s->arena, &s->learnt, (uint32_t)at);
}

void
dais_cdcl_reduce(struct dais_sat *s)
{
	uint32_t facts = s->levels.n ? s->levels.v[0].first : (uint32_t)s->trail.n;

	forget(s);
	if (facts > s->facts_seen + s->variables / 50) {
		s->facts_seen = facts;
		drop_facts(s);
	}
	pack(s);
}
