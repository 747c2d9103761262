/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Plans a calendar and prints figures as one line of JSON; for bench/planning/calendar.py.
 *
 *     calendar_run CALENDAR.yaml [--first] [--time SECONDS] [--lose WHAT] [--progress] [--explain]
 *
 * With --lose the calendar is planned, the loss taken out, and planned again from that plan.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "plan/calendar/calendar.h"
#include "read/package/calendar.h"

static void
show_progress(void *ctx, const struct dais_progress *at)
{
	(void)ctx;
	(void)fprintf(stderr, "%8.3f s  cost %llu  bound %llu\n", at->seconds,
	    at->has_answer ? (unsigned long long)at->cost[1] : 0ULL,
	    (unsigned long long)at->bound[1]);
}

static void
print_diags(const struct dais_diags *d)
{
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];
		struct dais_place at = g->places.n ? g->places.v[0] : (struct dais_place){ 0 };

		(void)fprintf(stderr, "%.*s:%u:%u: %.*s (%.*s)\n", DAIS_STR_ARG(at.file), at.line,
		    at.column, DAIS_STR_ARG(g->message), DAIS_STR_ARG(g->hint));
	}
}

static void
print_result(const struct dais_calendar *c, const struct dais_calendar_result *r, double read,
    struct dais_arena *a)
{
	struct dais_calendar_verdict v;

	dais_calendar_judge(c, &r->plan, a, &v);
	(void)printf(
	    "{\"outcome\": \"%s\", \"meetings\": %zu, \"sittings\": %zu, \"unplaced\": %zu, "
	    "\"unplaced_bound\": %zu, \"cost\": [%llu, %llu, %llu], \"bound\": [%llu, %llu], "
	    "\"sound\": %s, \"whole\": %s, \"read_s\": %.4f, \"first_s\": %.5f, "
	    "\"linear_s\": %.4f, \"solve_s\": %.4f, \"rows\": %zu, \"columns\": %zu, "
	    "\"rounds\": %zu}\n",
	    dais_outcome_name(r->outcome), c->meetings.n, v.sittings, r->unplaced,
	    r->unplaced_bound, (unsigned long long)r->cost[1], (unsigned long long)r->cost[2],
	    (unsigned long long)r->cost[3], (unsigned long long)r->bound[1],
	    (unsigned long long)r->bound[2], v.sound ? "true" : "false", v.whole ? "true" : "false",
	    read, r->first_seconds, r->linear_seconds, r->seconds, r->rows, r->columns, r->rounds);
	for (size_t i = 0; i < r->conflicts.n; i++) {
		const struct dais_calendar_conflict *k = &r->conflicts.v[i];

		(void)fprintf(stderr, "%.*s\n", DAIS_STR_ARG(k->words));
		for (size_t w = 0; w < k->ways_out.n; w++)
			(void)fprintf(stderr, "  %.*s\n", DAIS_STR_ARG(k->ways_out.v[w].words));
	}
	for (size_t i = 0; i < v.breaches.n && i < 10 && v.breaches.v[i].rank == 0; i++)
		(void)fprintf(stderr, "%.*s\n", DAIS_STR_ARG(v.breaches.v[i].words));
}

struct arguments {
	const char *file, *lose;
	struct dais_calendar_options options;
};

static bool
parse(int argc, char **argv, struct arguments *ret)
{
	*ret = (struct arguments){ 0 };
	for (int i = 1; i < argc; i++) {
		struct dais_str s = dais_str_from(argv[i]);

		if (dais_str_is(s, "--first"))
			ret->options.first_only = true;
		else if (dais_str_is(s, "--explain"))
			ret->options.explain = true;
		else if (dais_str_is(s, "--progress"))
			ret->options.search.progress = show_progress;
		else if (dais_str_is(s, "--time") && i + 1 < argc)
			ret->options.search.seconds = strtod(argv[++i], NULL);
		else if (dais_str_is(s, "--lose") && i + 1 < argc)
			ret->lose = argv[++i];
		else if (!ret->file && argv[i][0] != '-')
			ret->file = argv[i];
		else
			return false;
	}
	return ret->file;
}

static int
repair(const struct dais_calendar *c, const struct arguments *args,
    const struct dais_calendar_result *before, struct dais_arena *a, struct dais_diags *diags)
{
	struct dais_calendar *lost = dais_calendar_copy(c, a);
	struct dais_calendar_options options = args->options;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_calendar_result r;
	dais_calendar_change_vec changes;

	options.keep = &before->plan;
	if (!dais_calendar_lose(lost, dais_str_from(args->lose), a, &err) ||
	    !dais_calendar_solve(lost, &options, a, diags, &r, &err)) {
		(void)fprintf(stderr, "%s %s\n", err.msg, err.hint);
		return 1;
	}
	print_result(lost, &r, 0, a);
	dais_calendar_changes(lost, &before->plan, &r.plan, a, &changes);
	(void)printf("{\"changes\": %zu}\n", changes.n);
	for (size_t i = 0; i < changes.n; i++)
		(void)fprintf(stderr, "%.*s\n", DAIS_STR_ARG(changes.v[i].words));
	return 0;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new((size_t)16 << 30);
	struct arguments args;
	struct dais_diags diags;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;
	struct dais_calendar *c;
	struct dais_calendar_result r;
	double read, begun = dais_clock_seconds();

	dais_diags_init(&diags, a);
	if (!parse(argc, argv, &args)) {
		(void)fprintf(
		    stderr, "usage: calendar_run FILE [--first] [--time S] [--lose WHAT]\n");
		return 2;
	}
	if (!dais_file_read(a, args.file, (size_t)64 << 20, &bytes, &err)) {
		(void)fprintf(stderr, "%s\n", err.msg);
		return 2;
	}
	c = dais_calendar_load(a, bytes, args.file, &diags);
	read = dais_clock_seconds() - begun;
	if (!c || !dais_calendar_solve(c, &args.options, a, &diags, &r, &err)) {
		print_diags(&diags);
		(void)fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	print_result(c, &r, read, a);
	return args.lose ? repair(c, &args, &r, a, &diags) : 0;
}
