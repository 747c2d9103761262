/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A lack in a secretary's words. */
#include "plan/explain/explain_priv.h"

#define TASKS_NAMED 4u
#define REASONS_NAMED 4u

/* "; x, y and z": demands that are not themselves the need. */
static struct dais_str
reasons(const struct dais_problem *p, const dais_index_vec *why, struct dais_arena *a)
{
	dais_str_vec v = { .n = 0 };

	for (size_t i = 0; i < why->n && (i < REASONS_NAMED || why->n == REASONS_NAMED + 1); i++)
		dais_vec_push(a, &v, dais_demand_words(p, &p->demands.v[why->v[i]], a));
	if (v.n < why->n)
		dais_vec_push(a, &v, dais_arena_printf(a, "%zu more demands", why->n - v.n));
	return dais_explain_join(&v, a);
}

static struct dais_str
with_reasons(const struct dais_problem *p, struct dais_str s, const dais_index_vec *why,
    struct dais_arena *a)
{
	if (!why->n)
		return s;
	return dais_arena_printf(
	    a, "%.*s: %.*s", DAIS_STR_ARG(s), DAIS_STR_ARG(reasons(p, why, a)));
}

/* "the 6 sittings from ... to ..." */
static struct dais_str
sittings(const struct dais_problem *p, const uint64_t *slots, struct dais_arena *a)
{
	static const char *const modes[DAIS_MODALITY_COUNT] = {
		[DAIS_MODALITY_HYBRID] = "hybrid ", [DAIS_MODALITY_ONLINE] = "online "
	};
	const char *mode =
	    p->modality < DAIS_MODALITY_COUNT && modes[p->modality] ? modes[p->modality] : "";
	struct dais_str when = dais_explain_when(p, slots, a, NULL);
	size_t n = 0, days = 0;
	bool whole = true;

	for (size_t t = 0; t < p->slots.n; t++) {
		bool in = dais_slots_has(slots, t);

		n += in;
		days += t == 0 || p->slots.v[t].day_index != p->slots.v[t - 1].day_index;
		whole = whole && in;
	}
	if (n == 1)
		return dais_arena_printf(a, "the one %ssitting %.*s", mode, DAIS_STR_ARG(when));
	if (whole)
		return dais_arena_printf(
		    a, "the %zu %ssittings of the %zu day%s", n, mode, days, days == 1 ? "" : "s");
	return dais_arena_printf(a, "the %zu %ssittings %.*s", n, mode, DAIS_STR_ARG(when));
}

static struct dais_str
words_when(const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str task = dais_explain_task(p, lack->tasks.v[0], a), s;
	const char *need = "";

	if (lack->rooms)
		need = lack->teams ? " with a room and a team that suit it"
				   : " in a room that is free and large enough";
	else if (lack->teams)
		need = " with a team that is free and has its languages";
	if (lack->needed)
		s = dais_arena_printf(
		    a, "%.*s can be taken up at no time%s", DAIS_STR_ARG(task), need);
	else
		s = dais_arena_printf(
		    a, "%.*s cannot be taken up where it is fixed%s", DAIS_STR_ARG(task), need);
	return with_reasons(p, s, &lack->why, a);
}

struct dais_str
dais_explain_lack_words(
    const struct dais_problem *p, const struct dais_lack *lack, struct dais_arena *a)
{
	struct dais_str tasks = dais_explain_tasks(p, &lack->tasks, TASKS_NAMED, a);
	struct dais_str needed = dais_explain_span(a, lack->needed);
	struct dais_str given = dais_explain_span(a, lack->given), s;
	const char *how = "";

	switch (lack->kind) {
	case DAIS_LACK_WHEN:
		return words_when(p, lack, a);
	case DAIS_LACK_ORDER:
		return dais_arena_printf(a, "the order of %.*s is a circle: %.*s",
		    DAIS_STR_ARG(tasks), DAIS_STR_ARG(reasons(p, &lack->why, a)));
	case DAIS_LACK_SITTING:
		s = dais_arena_printf(a,
		    "%.*s needs %.*s, the sittings it may have give at most %.*s",
		    DAIS_STR_ARG(tasks), DAIS_STR_ARG(needed), DAIS_STR_ARG(given));
		return with_reasons(p, s, &lack->demands, a);
	case DAIS_LACK_ROOMS:
		how = " with the rooms there are";
		break;
	case DAIS_LACK_TEAMS:
		how = " with the teams of interpreters there are";
		break;
	case DAIS_LACK_TIME:
	case DAIS_LACK_NONE:
		break;
	}
	s = dais_arena_printf(a, "%.*s need%s %.*s, %.*s give%s %.*s%s", DAIS_STR_ARG(tasks),
	    lack->tasks.n == 1 ? "s" : "", DAIS_STR_ARG(needed),
	    DAIS_STR_ARG(sittings(p, lack->slots, a)),
	    dais_explain_count(p, lack->slots) == 1 ? "s" : "", DAIS_STR_ARG(given), how);
	return with_reasons(p, s, &lack->why, a);
}
