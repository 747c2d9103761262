/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * usage: planning_cosplib check INSTANCE.xlsx SOLUTION.xlsx
 *        planning_cosplib solve INSTANCE.xlsx exact|whole SECONDS SEED [plain] [close] [opb FILE]
 *        planning_cosplib meeting INSTANCE.xlsx SECONDS SEED
 *        planning_cosplib print INSTANCE.xlsx FILE.lp
 *
 * One line of JSON a result, for compare.py.
 */
#include <stdio.h>
#include <time.h>

#include "plan/judge/judge.h"
#include "planning/cosplib_lay.h"
#include "planning/cosplib_meeting.h"
#include "planning/cosplib_print.h"
#include "planning/cosplib_sheet.h"
#include "planning/cosplib_split.h"

static int
fail(const struct dais_err *err)
{
	(void)fprintf(stderr, "planning_cosplib: %s%s%s\n", err->context,
	    err->context[0] ? ": " : "", err->msg);
	return 2;
}

static void
print_verdict(const struct cosplib_verdict *v)
{
	printf("\"cost\": %lld, \"missing\": %zu, \"misplaced\": %zu, \"torn\": %zu, \"units\": {",
	    (long long)v->cost, v->missing, v->misplaced, v->torn);
	for (enum cosplib_term t = 0; t < COSPLIB_TERMS; t++)
		printf(
		    "%s\"%s\": %lld", t ? ", " : "", cosplib_term_name(t), (long long)v->units[t]);
	printf("}");
}

static int
check(const char *instance, const char *solution)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib_agreements g;
	struct cosplib_verdict v;
	struct cosplib_plan plan;
	struct cosplib p;
	size_t strange;

	if (!cosplib_read(a, instance, &p, &err) ||
	    !cosplib_plan_read(&p, a, solution, &plan, &strange, &err))
		return fail(&err);
	cosplib_judge(&p, &plan, a, &v);
	if (!cosplib_agree(a, &v, solution, &g, &err))
		return fail(&err);
	printf("{\"strange\": %zu, \"sheet_objective\": %lld, ", strange, (long long)g.objective);
	print_verdict(&v);
	printf(", \"terms\": {");
	for (enum cosplib_term t = 0; t < COSPLIB_TERMS; t++) {
		const struct cosplib_agreement *c = &g.term[t];

		printf("%s\"%s\": {\"listed\": %s, \"sheet\": %lld, \"then\": %lld, \"now\": %lld, "
		       "\"common\": %zu, \"sheet_only\": %zu, \"ours_only\": %zu}",
		    t ? ", " : "", cosplib_term_name(t), c->listed ? "true" : "false",
		    (long long)c->sheet_cost, (long long)c->then, (long long)p.weight[t], c->common,
		    c->sheet_only, c->ours_only);
	}
	printf("}}\n");
	return 0;
}

static double
processor_time(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
print_answer(const struct cosplib *p, const struct cosplib_answer *r, size_t parts,
    struct dais_arena *a, double seconds)
{
	struct cosplib_verdict v;
	int64_t exact;
	bool is_exact;

	printf("{\"found\": %s, \"proven\": %s, \"bound\": %.6f, \"seconds\": %.4f, "
	       "\"relaxation\": {\"bound\": %.6f, \"columns\": %zu, \"rounds\": %zu, "
	       "\"seconds\": %.4f}, \"parts\": %zu, \"steps\": %u, \"variables\": %zu, "
	       "\"clauses\": %zu, \"offset\": %llu",
	    r->found ? "true" : "false", r->proven ? "true" : "false", r->bound, seconds,
	    r->relaxation.bound, r->relaxation.columns, r->relaxation.rounds, r->relaxation.seconds,
	    parts, r->steps, r->variables, r->clauses, (unsigned long long)r->offset);
	if (r->found) {
		cosplib_judge(p, &r->plan, a, &v);
		is_exact = cosplib_exact_cost(p, &r->plan, a, &exact);
		printf(", \"model_cost\": %llu, \"exact_cost\": ", (unsigned long long)r->cost);
		printf(is_exact ? "%lld, " : "null, ", (long long)exact);
		print_verdict(&v);
	}
	printf("}\n");
}

static int
solve(const char *instance, const struct cosplib_options *options)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib_answer r;
	struct cosplib p;
	size_t parts = 0;
	double start;

	if (!cosplib_read(a, instance, &p, &err))
		return fail(&err);
	start = processor_time();
	if (options->aim.whole ? !cosplib_solve_split(&p, options, a, &r, &parts, &err)
			       : !cosplib_solve(&p, options, a, &r, &err))
		return fail(&err);
	print_answer(&p, &r, parts, a, processor_time() - start);
	return 0;
}

/* With the planner of meetings. */
static int
meet(const char *instance, double seconds, uint64_t seed)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)8 << 30);
	const struct dais_search search = { .seconds = seconds, .seed = seed };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_meeting_model *m;
	struct dais_plan plan = { 0 };
	struct dais_problem *problem;
	struct dais_verdict judged;
	struct dais_result r;
	struct cosplib_plan timetable;
	struct cosplib_verdict v;
	struct cosplib p;

	if (!cosplib_read(a, instance, &p, &err))
		return fail(&err);
	problem = cosplib_meeting_problem(&p, a);
	if (!dais_meeting_model_new(problem, a, &m, &err))
		return fail(&err);
	dais_meeting_solve(m, &search, a, &plan, &r);
	printf("{\"proven\": %s, \"bound\": %llu",
	    r.outcome == DAIS_OUTCOME_OPTIMAL ? "true" : "false",
	    (unsigned long long)r.at.bound[1]);
	if (r.outcome == DAIS_OUTCOME_OPTIMAL || r.outcome == DAIS_OUTCOME_FEASIBLE) {
		dais_judge(problem, &plan, a, &judged);
		cosplib_meeting_plan(&p, &plan, a, &timetable);
		cosplib_judge(&p, &timetable, a, &v);
		printf(", \"sound\": %s, \"model_cost\": %llu, ", judged.sound ? "true" : "false",
		    (unsigned long long)judged.cost[1]);
		print_verdict(&v);
	}
	printf("}\n");
	return 0;
}

static int
print(const char *instance, const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct cosplib p;
	FILE *f;

	if (!cosplib_read(a, instance, &p, &err))
		return fail(&err);
	f = fopen(path, "we");
	if (!f) {
		(void)dais_err_set(&err, DAIS_ERR_IO, "cannot write %s", path);
		return fail(&err);
	}
	cosplib_print_exact(&p, a, f);
	return fclose(f) == 0 ? 0 : 2;
}

static bool
read_options(int n, char **v, struct cosplib_options *ret)
{
	int64_t seconds, seed;

	if (n < 3 || !dais_str_to_int(dais_str_from(v[1]), 0, 1000000, &seconds) ||
	    !dais_str_to_int(dais_str_from(v[2]), 0, INT64_MAX, &seed))
		return false;
	*ret = (struct cosplib_options){ .aim.whole = strcmp(v[0], "whole") == 0,
		.seconds = (double)seconds,
		.seed = (uint64_t)seed };
	for (int i = 3; i < n; i++) {
		if (strcmp(v[i], "plain") == 0)
			ret->plain = true;
		else if (strcmp(v[i], "close") == 0)
			ret->aim.close = true;
		else if (strcmp(v[i], "opb") == 0 && i + 1 < n)
			ret->opb = v[++i];
		else
			return false;
	}
	return ret->aim.whole || strcmp(v[0], "exact") == 0;
}

int
main(int argc, char **argv)
{
	struct cosplib_options options;
	int64_t seconds, seed;

	if (argc == 4 && strcmp(argv[1], "check") == 0)
		return check(argv[2], argv[3]);
	if (argc == 5 && strcmp(argv[1], "meeting") == 0 &&
	    dais_str_to_int(dais_str_from(argv[3]), 0, 1000000, &seconds) &&
	    dais_str_to_int(dais_str_from(argv[4]), 0, INT64_MAX, &seed))
		return meet(argv[2], (double)seconds, (uint64_t)seed);
	if (argc == 4 && strcmp(argv[1], "print") == 0)
		return print(argv[2], argv[3]);
	if (argc > 5 && strcmp(argv[1], "solve") == 0 && read_options(argc - 3, argv + 3, &options))
		return solve(argv[2], &options);
	(void)fprintf(stderr,
	    "usage: planning_cosplib check INSTANCE.xlsx SOLUTION.xlsx\n"
	    "       planning_cosplib solve INSTANCE.xlsx exact|whole SECONDS SEED [plain] [close] "
	    "[opb FILE]\n"
	    "       planning_cosplib meeting INSTANCE.xlsx SECONDS SEED\n"
	    "       planning_cosplib print INSTANCE.xlsx FILE.lp\n");
	return 2;
}
