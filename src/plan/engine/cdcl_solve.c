/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The search: assumptions, then guides, then the most active variable; restarts that alternate
 * between frequent (by the quality of what is learnt) and rare; and between calls the trail stays
 * as far as the assumptions are the same.
 */
#include "plan/engine/cdcl_priv.h"

#include "base/err.h"

#define WATCH_EVERY 128u /* decisions and conflicts, between two looks at the watcher */
#define RESTART_AFTER 50u
#define RESTART_RATIO 1.15
#define STEADY_UNIT 1024u

void
dais_sat_prefer(struct dais_sat *s, int l)
{
	dais_cdcl_know(s, l);
	s->phase[code_of(l) >> 1] = l < 0 ? -1 : 1;
}

void
dais_sat_recall(struct dais_sat *s, const bool *value, size_t n)
{
	dais_cdcl_back(s, 0);
	for (size_t v = 1; v < n && v <= s->variables; v++)
		s->phase[v] = value[v] ? 1 : -1;
}

void
dais_sat_guide(struct dais_sat *s, const int *v, size_t n)
{
	dais_cdcl_back(s, s->assumption_levels);
	s->guides.n = 0;
	for (size_t i = 0; i < n; i++) {
		dais_cdcl_know(s, v[i]);
		dais_vec_push(s->arena, &s->guides, code_of(v[i]));
	}
}

void
dais_sat_watch(struct dais_sat *s, bool (*fn)(void *ctx), void *ctx)
{
	s->watch = fn;
	s->ctx = ctx;
}

uint64_t
dais_sat_work(const struct dais_sat *s)
{
	return s->work;
}

void
dais_sat_allow(struct dais_sat *s, uint64_t work)
{
	s->last_work = s->work + work;
}

bool
dais_sat_value(struct dais_sat *s, int l)
{
	uint32_t v = code_of(l) >> 1;
	bool is = v < s->model.n && s->model.v[v] > 0;

	return l < 0 ? !is : is;
}

bool
dais_sat_failed(struct dais_sat *s, int l)
{
	code c = code_of(l);

	return (c >> 1) < s->failed_of.n && s->failed_of.v[c >> 1] == (l < 0 ? -1 : 1);
}

/* --- decisions --- */

static void
decide(struct dais_sat *s, code c, uint32_t assumed, uint32_t guided)
{
	struct level *l = dais_vec_add(s->arena, &s->levels);

	l->first = (uint32_t)s->trail.n;
	l->assumed = assumed;
	l->guided = guided;
	dais_cdcl_set(s, c, (struct why){ WHY_NONE, 0 });
}

enum choice {
	CHOSEN,
	ALL_SET,
	ASSUMPTION_FALSE
};

/* The next assumption, guide or variable. */
static enum choice
choose(struct dais_sat *s, code *ret_false)
{
	const struct level *last = s->levels.n ? &s->levels.v[s->levels.n - 1] : NULL;
	uint32_t i = last ? last->assumed : 0;
	uint32_t v;

	for (; i < s->assumed.n; i++) {
		code c = s->assumed.v[i];

		if (s->value[c] < 0) {
			*ret_false = c;
			return ASSUMPTION_FALSE;
		}
		if (s->value[c] == 0) {
			decide(s, c, i + 1, 0);
			s->assumption_levels = level_now(s);
			return CHOSEN;
		}
	}
	for (uint32_t g = last ? last->guided : 0; g < s->guides.n; g++) {
		if (s->value[s->guides.v[g]] == 0) {
			decide(s, s->guides.v[g], i, g + 1);
			return CHOSEN;
		}
	}
	do
		v = dais_cdcl_heap_take(s);
	while (v && s->value[(size_t)2 * v]);
	if (!v)
		return ALL_SET;
	decide(s, 2 * v + (s->phase[v] < 0), i, (uint32_t)s->guides.n);
	return CHOSEN;
}

/* --- restarts and forgetting --- */

/* 1 1 2 1 1 2 4 1 1 2 ... (Luby et al. 1993), from 1. */
static uint64_t
luby(uint64_t i)
{
	uint64_t k = 1;

	while ((UINT64_C(1) << k) - 1 < i)
		k++;
	while ((UINT64_C(1) << k) - 1 != i) {
		i -= (UINT64_C(1) << (k - 1)) - 1;
		k = 1;
		while ((UINT64_C(1) << k) - 1 < i)
			k++;
	}
	return UINT64_C(1) << (k - 1);
}

static bool
wants_restart(struct dais_sat *s)
{
	if (s->steady)
		return s->since_restart >= luby(s->luby + 1) * STEADY_UNIT;
	return s->since_restart >= RESTART_AFTER && s->fast > s->slow * RESTART_RATIO;
}

static void
restart(struct dais_sat *s)
{
	s->luby += s->steady;
	s->since_restart = 0;
	if (s->conflicts >= s->next_mode) {
		s->steady = !s->steady;
		s->mode_step += s->mode_step / 4;
		s->next_mode = s->conflicts + s->mode_step;
	}
	dais_cdcl_back(s, s->assumption_levels);
	if (s->conflicts >= s->next_reduce) {
		s->reduce_step += 300;
		s->next_reduce = s->conflicts + s->reduce_step;
		dais_cdcl_reduce(s);
	}
}

/* --- conflicts --- */

static void
take_lesson(struct dais_sat *s)
{
	uint32_t back, levels = dais_cdcl_learn(s, &back);
	const code *v = s->clause.v;
	struct why why = { WHY_NONE, 0 };

	s->conflicts++;
	s->since_restart++;
	s->fast += (levels - s->fast) / 32;
	s->slow += (levels - s->slow) / 8192;
	if (s->conflicts < 8192)
		s->slow = s->slow + (levels - s->slow) / (double)s->conflicts;
	dais_cdcl_back(s, back);
	if (s->clause.n == 2) {
		dais_vec_push(s->arena, &s->pairs[v[0]], v[1]);
		dais_vec_push(s->arena, &s->pairs[v[1]], v[0]);
		why = (struct why){ WHY_PAIR, v[1] };
	} else if (s->clause.n > 2) {
		why.clause = dais_cdcl_store(
		    s, v, s->clause.n, MARK_LEARNT | MARK_USED | levels << MARK_LEVELS);
		dais_vec_push(s->arena, &s->learnt, why.clause);
	}
	dais_cdcl_set(s, v[0], why);
}

/* --- calls --- */

/* Cuts the trail back to where the new assumptions begin to differ from the last ones. */
static void
take_assumptions(struct dais_sat *s, const int *v, size_t n)
{
	size_t same = 0;
	uint32_t level = 0;

	dais_cdcl_back(s, s->assumption_levels);
	while (same < n && same < s->assumed.n && s->assumed.v[same] == code_of(v[same]))
		same++;
	while (level < level_now(s) && s->levels.v[level].assumed <= same)
		level++;
	dais_cdcl_back(s, level);
	s->assumed.n = 0;
	for (size_t i = 0; i < n; i++) {
		dais_cdcl_know(s, v[i]);
		dais_vec_push(s->arena, &s->assumed, code_of(v[i]));
	}
}

static void
take_model(struct dais_sat *s)
{
	while (s->model.n <= s->variables)
		dais_vec_push(s->arena, &s->model, 0);
	for (uint32_t v = 1; v <= s->variables; v++)
		s->model.v[v] = s->value[(size_t)2 * v];
}

static enum dais_sat_answer
fail(struct dais_sat *s, code c)
{
	while (s->failed_of.n <= s->variables)
		dais_vec_push(s->arena, &s->failed_of, 0);
	if (c)
		dais_cdcl_blame(s, c);
	for (size_t i = 0; c && i < s->failed.n; i++)
		s->failed_of.v[s->failed.v[i] >> 1] = s->failed.v[i] & 1 ? -1 : 1;
	return DAIS_SAT_NO;
}

static enum dais_sat_answer
search(struct dais_sat *s, uint64_t last_conflict)
{
	uint32_t steps = 0;

	for (;;) {
		code wrong = 0;

		if (steps++ % WATCH_EVERY == 0 && s->watch && s->watch(s->ctx))
			return DAIS_SAT_UNKNOWN;
		if (!dais_cdcl_propagate(s)) {
			if (level_now(s) == 0) {
				s->broken = true;
				return fail(s, 0);
			}
			take_lesson(s);
			continue;
		}
		if (s->conflicts >= last_conflict || s->work >= s->last_work)
			return DAIS_SAT_UNKNOWN;
		if (wants_restart(s)) {
			restart(s);
			continue;
		}
		switch (choose(s, &wrong)) {
		case CHOSEN:
			break;
		case ALL_SET:
			take_model(s);
			return DAIS_SAT_YES;
		case ASSUMPTION_FALSE:
			return fail(s, wrong);
		}
	}
}

enum dais_sat_answer
dais_sat_solve(struct dais_sat *s, const int *v, size_t n, int64_t conflicts)
{
	enum dais_sat_answer ret;

	for (size_t i = 0; i < s->failed.n; i++)
		s->failed_of.v[s->failed.v[i] >> 1] = 0;
	s->failed.n = 0;
	if (s->broken)
		return DAIS_SAT_NO;
	take_assumptions(s, v, n);
	ret = search(s, conflicts < 0 ? UINT64_MAX : s->conflicts + (uint64_t)conflicts);
	s->last_work = UINT64_MAX;
	return ret;
}
