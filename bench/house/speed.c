/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How long the house takes: packages imported, working records loaded, edits committed, releases
 * published and read. One line each, microseconds: speed WHERE PACKAGE [ROUNDS].
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "service/house/edit.h"
#include "service/house/findings.h"
#include "service/house/release.h"

static double
now_us(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
need(bool ok, const struct dais_err *err)
{
	if (ok)
		return;
	(void)fprintf(stderr, "%s\n", err->msg);
	exit(1);
}

struct bench {
	struct dais_house *h;
	struct dais_arena *arena;
	struct dais_actor actor;
	struct dais_err err;
	long rounds;
	double start, start_cpu;
	struct dais_str document; /* of the package: one of its documents */
};

static void
begin(struct bench *b)
{
	b->start = now_us(CLOCK_MONOTONIC);
	b->start_cpu = now_us(CLOCK_PROCESS_CPUTIME_ID);
}

static void
told(const struct bench *b, const char *what, long n)
{
	(void)printf("%-28s %10.1f us %10.1f us of the processor\n", what,
	    (now_us(CLOCK_MONOTONIC) - b->start) / (double)n,
	    (now_us(CLOCK_PROCESS_CPUTIME_ID) - b->start_cpu) / (double)n);
}

static struct dais_str
name_of(struct dais_arena *a, long i)
{
	return dais_arena_printf(a, "p%ld", i);
}

static void
import(struct bench *b, const char *dir)
{
	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d;
		uint64_t change;

		dais_diags_init(&d, a);
		need(dais_house_import(
			 b->h, &b->actor, dir, name_of(a, i), true, &d, &change, &b->err),
		    &b->err);
	}
	told(b, "import", b->rounds);
}

/* @packages 1: from memory; many: loaded each time. */
static void
load(struct bench *b, const char *what, long packages)
{
	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_SNAPSHOT_AUTO s = NULL;

		need(dais_house_working(b->h, name_of(a, i % packages), &s, &b->err), &b->err);
	}
	told(b, what, b->rounds);
}

/* What the checker and the planner say of it. */
static void
find(struct bench *b)
{
	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_SNAPSHOT_AUTO s = NULL;

		need(dais_house_working(b->h, name_of(b->arena, i), &s, &b->err), &b->err);
		(void)dais_findings_of(s, DAIS_LANG_EN);
		if (!i && s->record->documents.n)
			b->document = dais_arena_dup(b->arena, s->record->documents.v[0].id);
	}
	told(b, "loaded and checked", b->rounds);
}

static void
edit(struct bench *b)
{
	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_house_edit *e;
		struct dais_diags d;
		uint64_t change;

		dais_diags_init(&d, a);
		need(dais_edit_begin(b->h, &b->actor, DAIS_ACTION_EDIT_DOCUMENTS, DAIS_STR("p0"),
			 DAIS_STR("bench"), a, &e, &b->err),
		    &b->err);
		need(dais_edit_set(e, DAIS_STR("document"), b->document, "late-reason",
			 dais_arena_printf(a, "\"reason %ld\"", i), DAIS_ANY, DAIS_STR_NONE,
			 &b->err),
		    &b->err);
		need(dais_edit_commit(e, &d, &change, NULL, &b->err), &b->err);
	}
	told(b, "edit committed", b->rounds);
}

static void
publish(struct bench *b)
{
	const struct dais_release_terms terms = { .seen = UINT64_MAX, .despite = true };

	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_release r;
		struct dais_diags d;

		dais_diags_init(&d, a);
		need(dais_house_release(b->h, &b->actor, name_of(a, i), &terms, &d, &r, a, &b->err),
		    &b->err);
	}
	told(b, "release published", b->rounds);
}

static void
read_released(struct bench *b)
{
	begin(b);
	for (long i = 0; i < b->rounds; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_SNAPSHOT_AUTO s = NULL;

		need(dais_house_released(b->h, name_of(a, i), 0, &s, &b->err), &b->err);
	}
	told(b, "release loaded", b->rounds);
}

int
main(int argc, char **argv)
{
	struct dais_house_options o = { .snapshots_bytes = 1 };
	struct bench b = { .actor = dais_actor_program(), .rounds = 100 };

	if (argc < 3) {
		(void)fprintf(stderr, "speed WHERE PACKAGE [ROUNDS]\n");
		return 2;
	}
	if (argc > 3)
		b.rounds = strtol(argv[3], NULL, 10);
	o.store.where = argv[1];
	o.store.create = true;
	b.arena = dais_arena_new(0);
	need(dais_house_open(&o, &b.h, &b.err), &b.err);
	import(&b, argv[2]);
	load(&b, "working record loaded", b.rounds);
	find(&b);
	publish(&b);
	read_released(&b);
	edit(&b);
	dais_house_close(b.h);
	o.snapshots_bytes = 0;
	need(dais_house_open(&o, &b.h, &b.err), &b.err);
	load(&b, "(the first time)", 1);
	load(&b, "working record kept", 1);
	edit(&b);
	dais_house_close(b.h);
	dais_arena_free(b.arena);
	return 0;
}
