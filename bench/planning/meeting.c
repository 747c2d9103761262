/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One package planned and judged, with figures: how large the problem and its model are, how long
 * each step takes, what each rank costs and how near that is to the best. JSON on one line.
 *
 *   bench_meeting DIR [--time SECONDS] [--seed N] [--opb FILE] [--only-opb] [--trace] [--first]
 *                 [--lose WHAT]...
 *
 * --first: any plan that keeps all demands is enough. --lose, as of dais plan: planned again from
 * the timetable of the package.
 *
 * All times, the limit among them, are of the processor, for each thread its own, as if each had a
 * core with nothing else to do.
 */
#include <inttypes.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "plan/gather/gather.h"
#include "plan/judge/judge.h"
#include "plan/large/large.h"
#include "plan/linear/linear.h"
#include "plan/meeting/meeting.h"
#include "plan/repair/repair.h"
#include "planning/processor_clock.h"
#include "read/package/load.h"

#define LOSSES_MOST 8u

struct options {
	const char *dir, *opb, *losses[LOSSES_MOST];
	size_t n_losses;
	int64_t seconds, seed;
	bool only_opb, trace, first;
};

static bool
complain(const char *what, const char *why)
{
	(void)fprintf(stderr, "bench_meeting: %s: %s\n", what, why);
	return false;
}

static bool
read_options(int argc, char **argv, struct options *o)
{
	bool ok = true;

	*o = (struct options){ .seconds = 60, .seed = 1 };
	for (int i = 1; i < argc && ok; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "";
		bool takes = strcmp(argv[i], "--time") == 0 || strcmp(argv[i], "--seed") == 0 ||
			     strcmp(argv[i], "--opb") == 0 || strcmp(argv[i], "--lose") == 0;

		if (strcmp(argv[i], "--time") == 0)
			ok = dais_str_to_int(dais_str_from(value), 0, 86400, &o->seconds);
		else if (strcmp(argv[i], "--seed") == 0)
			ok = dais_str_to_int(dais_str_from(value), 0, INT64_MAX, &o->seed);
		else if (strcmp(argv[i], "--opb") == 0)
			o->opb = value;
		else if (strcmp(argv[i], "--lose") == 0 && o->n_losses < LOSSES_MOST)
			o->losses[o->n_losses++] = value;
		else if (strcmp(argv[i], "--only-opb") == 0)
			o->only_opb = true;
		else if (strcmp(argv[i], "--trace") == 0)
			o->trace = true;
		else if (strcmp(argv[i], "--first") == 0)
			o->first = true;
		else
			o->dir = argv[i];
		i += takes;
	}
	return (ok && o->dir) ||
	       complain("usage", "DIR [--time SECONDS] [--seed N] [--opb FILE] [--only-opb]");
}

static void
show_findings(const struct dais_diags *diags)
{
	for (size_t i = 0; i < diags->list.n; i++)
		(void)fprintf(stderr, "%.*s\n", DAIS_STR_ARG(diags->list.v[i].message));
}

/* What is planned, and from where. */
struct task {
	struct dais_problem *p;
	struct dais_plan in_force;
	bool keeps;
};

/* Takes what is lost out of the problem and keeps the timetable of @r as it can be. */
static bool
lose(const struct options *o, const struct dais_record *r, struct task *t, struct dais_arena *a,
    struct dais_diags *diags)
{
	struct dais_local whenever = { .minute = 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_event event;

	if (!o->n_losses)
		return true;
	if (!dais_plan_from_sittings(t->p, &r->sittings, a, &t->in_force, diags))
		return complain(o->dir, "no timetable that could be kept");
	t->p = dais_problem_copy(t->p, a);
	for (size_t k = 0; k < o->n_losses; k++) {
		if (!dais_event_parse_lost(dais_str_from(o->losses[k]), &event, &err) ||
		    !dais_event_apply(t->p, &t->in_force, &event, a, &err))
			return complain(o->losses[k], err.msg);
	}
	dais_problem_keep(t->p, &t->in_force, whenever, a);
	t->keeps = true;
	return true;
}

static bool
gather(const struct options *o, struct dais_arena *a, struct task *ret)
{
	const struct dais_gather_options how = { .modality = DAIS_MODALITY_IN_PERSON,
		.from_sittings = o->n_losses > 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r = NULL;
	struct dais_diags diags;

	dais_diags_init(&diags, a);
	if (!dais_package_load(a, o->dir, &r, &diags, &err)) {
		show_findings(&diags);
		return complain(o->dir, err.msg);
	}
	ret->p = dais_problem_gather(r, &how, a, &diags);
	if (!ret->p)
		show_findings(&diags);
	return ret->p && lose(o, r, ret, a, &diags);
}

static bool
print_opb(const struct dais_optimizer *opt, const char *path)
{
	FILE *to = fopen(path, "w");
	bool ok = to && dais_optimizer_print_opb(opt, to);

	if (to && fclose(to) != 0)
		ok = false;
	return ok || complain(path, "not written");
}

static const char *
outcome_name(enum dais_outcome outcome)
{
	static const char *const names[] = { "optimal", "feasible", "infeasible", "unknown" };

	return names[outcome];
}

static void
print_ranks(const char *key, const uint64_t *ranks)
{
	(void)printf(",\"%s\":[", key);
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++)
		(void)printf("%s%" PRIu64, r > 1 ? "," : "", ranks[r]);
	(void)printf("]");
}

/* What the wishes of each kind cost together, weighted. */
static void
print_kinds(const struct dais_problem *p, const struct dais_verdict *v)
{
	uint64_t cost[DAIS_RANKS_MAX + 1][DAIS_DEMAND_KIND_COUNT] = { 0 };
	const char *comma = "";

	for (size_t b = 0; b < v->breaches.n; b++) {
		const struct dais_breach *breach = &v->breaches.v[b];
		const struct dais_demand *d =
		    breach->demand == DAIS_NONE ? NULL : &p->demands.v[breach->demand];

		if (d)
			cost[d->rank][d->kind] += breach->cost * d->weight;
	}
	(void)printf(",\"kinds\":{");
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		for (unsigned k = 0; k < DAIS_DEMAND_KIND_COUNT; k++) {
			if (!cost[r][k])
				continue;
			(void)printf("%s\"%u %s\":%" PRIu64, comma, r,
			    dais_demand_kind_name((enum dais_demand_kind)k), cost[r][k]);
			comma = ",";
		}
	}
	(void)printf("}");
}

/* False when the judge and the planner do not agree: then no figure is worth anything. */
static bool
print_judged(const struct dais_problem *p, const struct dais_plan *plan,
    const struct dais_result *result, struct dais_arena *a)
{
	struct dais_verdict v;
	double start = dais_clock_seconds();

	dais_judge(p, plan, a, &v);
	(void)printf(",\"judge_seconds\":%.6f,\"sittings\":%zu,\"booked\":%u,\"used\":%u",
	    dais_clock_seconds() - start, plan->sittings.n, v.booked_minutes, v.used_minutes);
	print_ranks("cost", v.cost);
	print_ranks("bound", result->at.bound);
	print_kinds(p, &v);
	if (!v.sound)
		return complain("unsound", dais_arena_cstr(a, v.breaches.v[0].words));
	for (unsigned r = 1; r <= DAIS_RANKS_MAX; r++) {
		if (v.cost[r] != result->at.cost[r])
			return complain("other cost than the planner says",
			    dais_arena_cstr(a,
				dais_arena_printf(a, "rank %u, %" PRIu64, r, result->at.cost[r])));
	}
	return true;
}

/* Every better answer, on standard error. */
static void
trace(void *ctx, const struct dais_progress *at)
{
	(void)ctx;
	(void)fprintf(stderr, "%.2f s, rank %u:", at->seconds, at->rank);
	for (unsigned r = 1; at->has_answer && r <= DAIS_RANKS_MAX; r++)
		(void)fprintf(stderr, " %" PRIu64 "/%" PRIu64, at->bound[r], at->cost[r]);
	(void)fprintf(stderr, "\n");
}

/* What the model of the whole would be, where it is written. */
static bool
print_whole(const struct options *o, const struct dais_problem *p)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_optimizer *whole;
	struct dais_meeting_model *m;
	double start = dais_clock_seconds();

	if (!dais_meeting_model_new(p, a, &m, &err))
		return complain(o->dir, err.msg);
	whole = dais_meeting_strict_optimizer(m);
	(void)printf(",\"variables\":%zu,\"clauses\":%zu,\"model_seconds\":%.4f",
	    dais_optimizer_variables(whole), dais_optimizer_clauses(whole),
	    dais_clock_seconds() - start);
	return !o->opb || print_opb(whole, o->opb);
}

static bool
solve(const struct options *o, const struct task *t, struct dais_arena *a, double start)
{
	const struct dais_problem *p = t->p;
	const struct dais_plan *from = t->keeps ? &t->in_force : NULL;
	const bool large = dais_meeting_is_large(p);
	struct dais_search search = { .seconds = (double)o->seconds,
		.seed = (uint64_t)o->seed,
		.progress = o->trace ? trace : NULL,
		.first_answer = o->first };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_plan plan = { 0 }, near;
	struct dais_result result;
	double gathered = dais_clock_seconds();
	bool agreed = true;

	(void)printf("{\"slots\":%zu,\"bodies\":%zu,\"rooms\":%zu,\"teams\":%zu,\"tasks\":%zu,"
		     "\"demands\":%zu,\"large\":%s,\"gather_seconds\":%.4f",
	    p->slots.n, p->bodies.n, p->rooms.n, p->teams.n, p->tasks.n, p->demands.n,
	    large ? "true" : "false", gathered - start);
	if ((o->only_opb || o->opb) && !print_whole(o, p))
		return false;
	if (!o->only_opb) {
		start = dais_clock_seconds();
		if (t->keeps && dais_repair_near(p, from, &search, a, &near))
			from = &near;
		if (!dais_plan_any_size(p, from, &search, a, &plan, &result, &err))
			return complain(o->dir, err.msg);
		(void)printf(",\"solve_seconds\":%.4f,\"outcome\":\"%s\",\"calls\":%" PRIu64
			     ",\"cores\":%" PRIu64,
		    processor_clock_furthest() - start, outcome_name(result.outcome), result.calls,
		    result.cores);
		if (result.outcome == DAIS_OUTCOME_OPTIMAL ||
		    result.outcome == DAIS_OUTCOME_FEASIBLE)
			agreed = print_judged(p, &plan, &result, a);
	}
	(void)printf(",\"processor_seconds\":%.4f}\n", processor_clock_furthest());
	return agreed;
}

/* Without linear programmes plans are made as well, with bounds that are far too low: figures of
 * that would mislead. A copy of this program outside its build does not find them. */
static bool
has_linear(const char *program)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_linear *l = dais_linear_new(&err);

	dais_linear_free(l);
	return l || complain(program, err.msg);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	double start = dais_clock_seconds();
	struct task task = { .keeps = false };
	struct options o;

	if (!read_options(argc, argv, &o))
		return 2;
	if (!has_linear(argv[0]))
		return 1;
	/* As dais plan does. */
	(void)mallopt(M_MMAP_THRESHOLD, 4 << 20);
	(void)mallopt(M_TRIM_THRESHOLD, 256 << 20);
	return gather(&o, a, &task) && solve(&o, &task, a, start) ? 0 : 1;
}
