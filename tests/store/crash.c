/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * crash sqlite|postgresql TIMES [SEED]: two writers change one record; one is killed without
 * warning TIMES times, at any moment (of PostgreSQL now and then the server's process instead).
 * What had been acknowledged must be there, nothing by half, and the record sound.
 */
#include "contract.h"
#include "server.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Things that every change of a writer sets to one value. */
#define TOGETHER 3
#define WRITERS 2

struct report {
	uint32_t writer;
	bool acknowledged; /* else: it failed, and has not happened */
	uint64_t number, counter;
};

struct writer {
	pid_t process;
	int from;
	uint64_t acknowledged; /* highest counter */
};

static uint64_t seed;
static const struct contract_engine *engine;
static char where[192];
static uint64_t acknowledged, failed;

static uint64_t
next_random(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

static void
wait_us(uint64_t us)
{
	const struct timespec pause = { (time_t)(us / 1000000), (long)(us % 1000000) * 1000 };

	(void)nanosleep(&pause, NULL);
}

static void
give_up(const char *what, const char *why)
{
	(void)fprintf(stderr, "%s: %s\n", what, why);
	exit(1);
}

/* ---- a writer ---- */

static struct dais_store *
open_patiently(void)
{
	const struct dais_store_options options = { .where = where };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;

	/* A server that is starting again answers after a while. */
	for (int i = 0; i < 1200; i++) {
		err = (struct dais_err)DAIS_ERR_INIT;
		if (dais_store_open(&options, &s, &err))
			return s;
		if (err.code != DAIS_ERR_IO)
			break;
		wait_us(100000);
	}
	give_up("open", err.msg);
	return NULL;
}

static uint64_t
counter_of(struct dais_store *s, uint32_t writer, unsigned thing, bool *ret_ok)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing t;
	int64_t v = 0;

	*ret_ok = true;
	if (dais_store_thing(s, DAIS_STR("p"), DAIS_STR("item"),
		dais_arena_printf(a, "w%u-%u", writer, thing), a, &t, &err))
		(void)dais_str_to_int(t.value, 0, INT64_MAX, &v);
	else
		*ret_ok = err.code == DAIS_ERR_NOT_FOUND;
	return (uint64_t)v;
}

static bool
write_once(struct dais_store *s, uint32_t writer, uint64_t counter, uint64_t *ret_number,
    struct dais_err *err)
{
	const struct dais_change_head head = { DAIS_STR("w"), DAIS_STR("count"), DAIS_STR_NONE,
		DAIS_STR("p"), (int64_t)counter };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str value = dais_arena_printf(a, "%llu", (unsigned long long)counter);
	struct dais_writing *w = NULL;
	struct dais_digest d;

	if (!dais_store_begin(s, &head, &w, err))
		return false;
	for (unsigned i = 0; i < TOGETHER; i++) {
		if (!dais_store_put(w, DAIS_STR("item"), dais_arena_printf(a, "w%u-%u", writer, i),
			1, value, DAIS_ANY, err)) {
			dais_store_abandon(w);
			return false;
		}
	}
	if (counter % 16 == 0 &&
	    !dais_store_file_put(w,
		dais_arena_printf(a, "%u %llu", writer, (unsigned long long)counter),
		DAIS_STR("text/plain"), &d, err)) {
		dais_store_abandon(w);
		return false;
	}
	return dais_store_commit(w, ret_number, err);
}

static _Noreturn void
write_on(uint32_t writer, int to)
{
	struct dais_store *s = open_patiently();
	struct report r = { .writer = writer };
	bool known;

	do {
		r.counter = counter_of(s, writer, 0, &known);
	} while (!known);
	for (r.counter++;; r.counter++) {
		struct dais_err err = DAIS_ERR_INIT;

		r.acknowledged = write_once(s, writer, r.counter, &r.number, &err);
		if (!r.acknowledged && err.code != DAIS_ERR_IO && err.code != DAIS_ERR_BUSY)
			give_up("write", err.msg);
		if (write(to, &r, sizeof(r)) != sizeof(r))
			_exit(0);
		/* What failed has not happened: the same number is tried again. */
		if (!r.acknowledged) {
			dais_store_close(s);
			s = open_patiently();
			if (counter_of(s, writer, 0, &known) == r.counter && known)
				give_up("a change that failed has happened", err.msg);
			r.counter--;
		}
	}
}

static void
start_writer(struct writer *w, uint32_t number)
{
	int ends[2];

	if (pipe(ends) != 0)
		give_up("pipe", strerror(errno));
	w->process = fork();
	if (w->process == 0) {
		(void)close(ends[0]);
		write_on(number, ends[1]);
	}
	(void)close(ends[1]);
	w->from = ends[0];
}

/* ---- what came of it ---- */

/* A server whose process was killed ends all connections a moment later: who has just opened one
 * asks again by another. Anything else is the end. */
static void
ask_again(struct dais_store **s, const char *what, const struct dais_err *err)
{
	static unsigned times;

	if (err->code != DAIS_ERR_IO || ++times > 1000)
		give_up(what, err->msg);
	dais_store_close(*s);
	*s = open_patiently();
}

static void
check_acknowledged(struct dais_store **s, const struct report *r)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_change_query q = { .after = r->number - 1, .max = 1 };
	struct dais_err err = DAIS_ERR_INIT;
	dais_change_vec got = { 0 };
	int64_t v = 0;

	while (!dais_store_changes(*s, &q, a, &got, &err)) {
		ask_again(s, "changes", &err);
		err = (struct dais_err)DAIS_ERR_INIT;
		got = (dais_change_vec){ 0 };
	}
	if (got.n != 1 || got.v[0].number != r->number || got.v[0].entries.n < TOGETHER ||
	    !dais_str_to_int(got.v[0].entries.v[0].after, 0, INT64_MAX, &v) ||
	    (uint64_t)v != r->counter || got.v[0].entries.v[0].id.p[1] != (char)('0' + r->writer))
		give_up("an acknowledged change is lost", where);
}

static void
read_reports(struct writer *w, struct dais_store **s)
{
	struct report r;
	ssize_t n;

	while ((n = read(w->from, &r, sizeof(r))) == sizeof(r)) {
		acknowledged += r.acknowledged;
		failed += !r.acknowledged;
		if (!r.acknowledged)
			continue;
		check_acknowledged(s, &r);
		w->acknowledged = r.counter;
	}
	(void)close(w->from);
}

static void
check_record(struct dais_store **s, const struct writer *writers, bool thoroughly)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	bool known;

	for (uint32_t w = 0; w < WRITERS; w++) {
		uint64_t first = counter_of(*s, w, 0, &known);

		while (!known) {
			const struct dais_err lost = { .code = DAIS_ERR_IO, .msg = "no answer" };

			ask_again(s, "counter", &lost);
			first = counter_of(*s, w, 0, &known);
		}
		if (first < writers[w].acknowledged)
			give_up("an acknowledged change is lost", where);
	}
	if (!thoroughly)
		return;
	while (!dais_store_verify(*s, NULL, NULL, &v, &err)) {
		ask_again(s, "verify", &err);
		err = (struct dais_err)DAIS_ERR_INIT;
	}
	if (!v.sound)
		give_up("the record is not sound", v.what.msg);
}

/* None by half: things that are always set together never differ, in the view of one moment. */
static void
check_whole(struct dais_store **s)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };

	while (!dais_store_things(*s, DAIS_STR("p"), DAIS_STR("item"), a, &things, &err)) {
		ask_again(s, "things", &err);
		err = (struct dais_err)DAIS_ERR_INIT;
		things = (dais_thing_vec){ 0 };
	}
	for (size_t i = 0; i + 1 < things.n; i++) {
		const struct dais_thing *x = &things.v[i], *y = &things.v[i + 1];

		if (x->id.p[1] == y->id.p[1] &&
		    (!dais_str_eq(x->value, y->value) || x->revision != y->revision))
			give_up("a change is there by half", where);
	}
}

/* Killed while it is being made, the record can be made all the same. */
static void
crash_making(void)
{
	const char *fresh = engine->place();
	const struct dais_store_options options = { .where = fresh, .create = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;
	pid_t child = fork();

	if (child == 0) {
		(void)dais_store_open(&options, &s, &err);
		_exit(0);
	}
	wait_us(next_random() % 8000);
	(void)kill(child, SIGKILL);
	(void)waitpid(child, NULL, 0);
	if (!dais_store_open(&options, &s, &err))
		give_up("after a crash while it was made", err.msg);
	dais_store_close(s);
}

static void
kill_some(struct writer *w, unsigned round)
{
	if (engine == &contract_postgresql && round % 5 == 4)
		server_kill_backend();
	else
		(void)kill(w->process, SIGKILL);
}

static void
run(unsigned times)
{
	struct writer writers[WRITERS] = { 0 };
	struct dais_store *s = NULL;

	for (uint32_t w = 0; w < WRITERS; w++)
		start_writer(&writers[w], w);
	for (unsigned round = 0; round < times; round++) {
		struct writer *w = &writers[next_random() % WRITERS];

		wait_us(3000 + next_random() % 20000);
		kill_some(w, round);
		wait_us(next_random() % 3000);
		(void)kill(w->process, SIGKILL);
		if (waitpid(w->process, NULL, 0) != w->process)
			give_up("wait", strerror(errno));
		s = open_patiently();
		read_reports(w, &s);
		check_whole(&s);
		check_record(&s, writers, round % 25 == 24);
		dais_store_close(s);
		start_writer(w, (uint32_t)(w - writers));
		if (round % 10 == 0 && engine == &contract_sqlite)
			crash_making();
	}
	for (uint32_t w = 0; w < WRITERS; w++) {
		(void)kill(writers[w].process, SIGKILL);
		(void)waitpid(writers[w].process, NULL, 0);
	}
	s = open_patiently();
	for (uint32_t w = 0; w < WRITERS; w++)
		read_reports(&writers[w], &s);
	check_whole(&s);
	check_record(&s, writers, true);
	dais_store_close(s);
}

int
main(int argc, char **argv)
{
	unsigned times = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 50;

	if (argc < 2)
		give_up("usage", "crash sqlite|postgresql TIMES [SEED]");
	seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 88172645463325252u;
	engine = strcmp(argv[1], "postgresql") == 0 ? &contract_postgresql : &contract_sqlite;
	if (engine == &contract_postgresql && !server_start(false))
		return SERVER_SKIPPED;
	/* Places are lent for a while only. */
	(void)snprintf(where, sizeof(where), "%s", engine->place());
	dais_store_close(contract_open(where));
	run(times);
	(void)printf("%s: killed %u times; %llu acknowledged changes are there, none by half; %llu "
		     "failed and have not happened\n",
	    engine->name, times, (unsigned long long)acknowledged, (unsigned long long)failed);
	server_stop();
	return acknowledged > times ? 0 : 1;
}
