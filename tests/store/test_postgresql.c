/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The contract on PostgreSQL, and what only a server can get wrong.
 */
#include "base/clock.h"
#include "contract.h"
#include "relay.h"
#include "server.h"
#include "store/search_priv.h"

#include <stdlib.h>
#include <time.h>

#define S(c) dais_str_from(c)

static void
refused(const char *where, bool create, enum dais_err_code code)
{
	const struct dais_store_options options = { .where = where, .create = create };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;

	assert_false(dais_store_open(&options, &s, &err));
	assert_int_equal(err.code, code);
	assert_true(err.msg[0] != 0);
	assert_null(strchr(err.msg, '\n'));
}

static void
test_places(void **state)
{
	(void)state;
	refused("postgresql://dais@/postgres?host=/nowhere", true, DAIS_ERR_IO);
	refused("postgresql://:::/", true, DAIS_ERR_IO);
	refused(server_place(), false, DAIS_ERR_NOT_FOUND);
}

/* Sends away everyone who is connected. */
static void
send_away(const char *where)
{
	server_run(where, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
			  "application_name = 'dais'");
}

/* Nothing was under way: the connection is made again and nobody notices. */
static void
test_lost_between(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_writing *w = contract_begin(s, "p", "");

	(void)state;
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 1);
	send_away(contract_where());
	contract_is(s, "p", "item", "a", "1");
	send_away(contract_where());
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "2");
	assert_int_equal(contract_commit(w), 2);
	dais_store_close(s);
}

/* Lost in the middle of a change: it is said, nothing of it has happened, the next one works. */
static void
test_lost_within(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t number = 0;

	(void)state;
	contract_put(w, "item", "a", "1");
	send_away(contract_where());
	assert_false(dais_store_put(w, S("item"), S("b"), 1, S("1"), 0, &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_commit(w, &number, &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	contract_is_none(s, "p", "item", "a");
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "1");
	send_away(contract_where());
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_commit(w, &number, &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	contract_is_none(s, "p", "item", "a");
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 1);
	dais_store_close(s);
}

#define MANY 1000

/* Writes many things in one change, all with @value; the number of the change. */
static uint64_t
write_many(struct dais_store *s, struct dais_str value)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };

	for (int i = 0; i < MANY; i++)
		dais_vec_push(a, &things,
		    ((struct dais_thing){
			.kind = S("item"), .id = dais_arena_printf(a, "it's \"%d\\", i) }));
	if (!dais_store_foresee(w, &things, &err))
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < things.n; i++)
		assert_true(dais_store_put(
		    w, S("item"), things.v[i].id, (int64_t)i, value, DAIS_ANY, &err));
	return contract_commit(w);
}

/* A change of many things takes a few journeys to the server, not some for each. */
static void
test_journeys(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };

	(void)state;
	dais_store_close(s);
	s = contract_open(relay_start(contract_where()));
	(void)relay_journeys();
	assert_int_equal(write_many(s, S("1")), 1);
	assert_in_range(relay_journeys(), 1, 20);
	assert_int_equal(write_many(s, S("2")), 2);
	assert_in_range(relay_journeys(), 1, 20);
	assert_true(dais_store_things(s, S("p"), DAIS_STR_NONE, a, &things, &err));
	assert_int_equal(things.n, MANY);
	for (size_t i = 0; i < things.n; i++)
		assert_true(dais_str_is(things.v[i].value, "2") && things.v[i].revision == 2);
	dais_store_close(s);
	relay_stop();
}

/* What is sent without waiting fails later, and then the whole change does. */
static void
test_queued_failure(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w;
	uint64_t number = 0;

	(void)state;
	server_run(contract_where(), "ALTER TABLE thing ADD CHECK (id <> 'bad')");
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "good", "1");
	(void)dais_store_put(w, S("item"), S("bad"), 1, S("1"), 0, &err);
	(void)dais_store_put(w, S("item"), S("bad"), 1, S("2"), DAIS_ANY, &err);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_commit(w, &number, &err));
	assert_int_equal(err.code, DAIS_ERR_INTERNAL);
	assert_non_null(strstr(err.msg, "thing_put"));
	contract_is_none(s, "p", "item", "good");
	w = contract_begin(s, "p", "");
	(void)dais_store_put(w, S("item"), S("bad"), 1, S("1"), 0, &err);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_put(w, S("item"), S("next"), 1, S("1"), 0, &err));
	assert_int_equal(err.code, DAIS_ERR_INTERNAL);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_commit(w, &number, &err));
	w = contract_begin(s, "p", "");
	(void)dais_store_put(w, S("item"), S("bad"), 1, S("1"), 0, &err);
	dais_store_abandon(w);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "good", "1");
	assert_int_equal(contract_commit(w), 1);
	contract_is(s, "p", "item", "good", "1");
	dais_store_close(s);
}

/* A backup of one engine restores into the other: the same log, the same things, the same digest.
 */
static void
move(struct dais_store *from, struct dais_store *to, const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	struct dais_digest head;

	contract_fill(from, 31, 30);
	if (!dais_store_backup(from, path, &head, &err) || !dais_store_restore(to, path, &v, &err))
		fail_msg("%s", err.msg);
	assert_true(v.sound);
	assert_true(dais_digest_eq(&v.head, &head));
	assert_true(dais_str_eq(contract_dump(from, a), contract_dump(to, a)));
	dais_store_close(from);
	dais_store_close(to);
}

static void
test_between_engines(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	move(contract_open(contract_sqlite.place()), contract_open(contract_postgresql.place()),
	    dais_arena_printf(a, "%s/to-postgresql", contract_sqlite_folder()).p);
	move(contract_open(contract_postgresql.place()), contract_open(contract_sqlite.place()),
	    dais_arena_printf(a, "%s/to-sqlite", contract_sqlite_folder()).p);
}

static bool
write_large(struct dais_store *s, unsigned n, struct dais_err *err)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_writing *w = contract_begin(s, "p", "");
	char *value = dais_arena_alloc(a, 100000);
	uint64_t seed = n + 1, number;

	/* Digits by chance, so that the server cannot make them shorter than half. */
	for (size_t i = 0; i < 100000; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		value[i] = (char)('1' + (seed >> 40) % 9);
	}
	if (dais_store_put(w, S("item"), dais_arena_printf(a, "%u", n), 1,
		(struct dais_str){ value, 100000 }, 0, err))
		return dais_store_commit(w, &number, err);
	dais_store_abandon(w);
	return false;
}

/* A server that serves others: a database that freezes is given up, after that nobody waits, and
 * when it answers again all goes on. */
static void
test_frozen(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_store_options options = { .where = relay_start(contract_where()),
		.busy_ms = 1500 };
	struct dais_err err = DAIS_ERR_INIT;
	dais_fence_folders folders = { 0 };
	struct dais_store *s;
	uint64_t latest, number = 0;
	int64_t began, took, least = INT64_MAX;

	(void)state;
	assert_true(dais_store_open(&options, &s, &err));
	assert_true(dais_store_prepare_fence(s, a, &folders, &err));
	relay_freeze(true);
	for (unsigned i = 0; i < 4; i++) {
		err = (struct dais_err)DAIS_ERR_INIT;
		began = dais_clock_ms();
		assert_false(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
		assert_int_equal(err.code, DAIS_ERR_IO);
		took = dais_clock_ms() - began;
		if (i == 0)
			assert_true(took >= 2500);
		else if (took < least)
			least = took;
	}
	/* The first waits for 3 s; those that come then know: all of them, but the machine may
	 * stand still. */
	assert_true(least < 2500);
	relay_freeze(false);
	for (unsigned i = 0; i < 2400; i++) {
		const struct timespec pause = { 0, 50000000 };

		err = (struct dais_err)DAIS_ERR_INIT;
		if (dais_store_latest(s, DAIS_STR_NONE, &latest, &err))
			break;
		(void)nanosleep(&pause, NULL);
	}
	assert_int_equal(err.code, DAIS_ERR_NONE);
	/* In the middle of a change: the whole of it fails. */
	struct dais_writing *w = contract_begin(s, "p", "");
	relay_freeze(true);
	(void)dais_store_put(w, S("item"), S("frozen"), 0, S("1"), DAIS_ANY, &err);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_commit(w, &number, &err));
	assert_int_equal(err.code, DAIS_ERR_IO);
	relay_freeze(false);
	dais_store_close(s);
	relay_stop();
}

/* No room is left where the server keeps things: it is said, nothing is lost, and with room the
 * work goes on. Needs the right to mount a small disk. */
static void
test_full_disk(void **state)
{
	struct dais_store *s;
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store_verdict v;
	unsigned n = 0;

	(void)state;
	if (!server_small_disk())
		skip();
	s = contract_new();
	server_run(contract_where(), "ALTER TABLE thing SET TABLESPACE small");
	while (n < 100 && write_large(s, n, &err))
		n++;
	assert_true(n > 3 && n < 100);
	assert_int_equal(err.code, DAIS_ERR_IO);
	assert_non_null(strstr(err.msg, "no room"));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_verify(s, NULL, NULL, &v, &err));
	assert_true(v.sound);
	assert_int_equal(v.changes, n);
	server_run(contract_where(), "ALTER TABLE thing SET TABLESPACE pg_default");
	assert_true(write_large(s, n, &err));
	assert_true(dais_store_verify(s, NULL, NULL, &v, &err));
	assert_true(v.sound);
	assert_int_equal(v.changes, n + 1);
	dais_store_close(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_lost_between),
		cmocka_unit_test(test_lost_within),
		cmocka_unit_test(test_journeys),
		cmocka_unit_test(test_frozen),
		cmocka_unit_test(test_queued_failure),
		cmocka_unit_test(test_between_engines),
		cmocka_unit_test(test_full_disk),
	};
	int failures;

	if (!server_start(false))
		return SERVER_SKIPPED;
	failures = contract_run(&contract_postgresql);
	/* As if there were so many texts that they are looked at part by part. */
	dais_search_part_texts = 3;
	failures += contract_run_search(&contract_postgresql);
	failures += cmocka_run_group_tests_name("PostgreSQL server", tests, NULL, NULL);
	server_stop();
	return failures ? 1 : 0;
}
