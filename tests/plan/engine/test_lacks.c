/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A search that has to do without its prover or its thread finds the same and says what it lacked.
 * The linker hands calls of pthread_create() and dlopen() to this file.
 */
#include "support/test.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "plan/engine/engine_priv.h"
#include "plan/engine/tiny.h"

#define PROBLEMS 200

static bool no_threads, no_modules;
static unsigned refused;

int __real_pthread_create(
    pthread_t *thread, const pthread_attr_t *attr, void *(*fn)(void *), void *ctx);
int __wrap_pthread_create(
    pthread_t *thread, const pthread_attr_t *attr, void *(*fn)(void *), void *ctx);
void *__real_dlopen(const char *file, int flags);
void *__wrap_dlopen(const char *file, int flags);

int
__wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attr, void *(*fn)(void *), void *ctx)
{
	refused += no_threads;
	return no_threads ? EAGAIN : __real_pthread_create(thread, attr, fn, ctx);
}

void *
__wrap_dlopen(const char *file, int flags)
{
	refused += no_modules;
	return no_modules ? NULL : __real_dlopen(file, flags);
}

/* A random problem, the wishes of which are booked to three accounts; it turns to them soon. */
static struct dais_result
solve(uint64_t seed, bool booked)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_search search = { .seed = 1 };
	struct dais_result result;
	struct dais_optimizer *o;
	struct tiny t;

	tiny_make(&t, seed, 12, seed % 3);
	o = tiny_give(&t, a);
	for (size_t i = 0; booked && i < o->wishes.n; i++)
		dais_optimizer_book(
		    o, i % 3, o->wishes.v[i].l, o->wishes.v[i].rank, o->wishes.v[i].weight);
	if (booked)
		o->patience = 1;
	dais_optimizer_solve(o, &search, &result);
	return result;
}

/* All are solved as without accounts; what was lacked, of all of them. */
static const char *
what_lacks(void)
{
	dais_optimizer_set_lack(NULL);
	refused = 0;
	for (uint64_t seed = 0; seed < PROBLEMS; seed++) {
		struct dais_result plain = solve(seed, false), booked = solve(seed, true);

		assert_int_equal(booked.outcome, plain.outcome);
		if (plain.outcome == DAIS_OUTCOME_OPTIMAL)
			assert_memory_equal(booked.at.cost, plain.at.cost, sizeof(plain.at.cost));
	}
	return dais_optimizer_lacks();
}

static void
test_no_thread(void **state)
{
	const char *lacks;

	(void)state;
	no_threads = true;
	lacks = what_lacks();
	no_threads = false;
	assert_true(refused > 0);
	assert_non_null(lacks);
	assert_non_null(strstr(lacks, "No second search could be begun"));
}

/* First, as a module is looked for once. */
static void
test_no_prover(void **state)
{
	const char *lacks;

	(void)state;
	no_modules = true;
	lacks = what_lacks();
	no_modules = false;
	assert_true(refused > 0);
	assert_non_null(lacks);
	assert_non_null(strstr(lacks, "cannot be loaded"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_prover),
		cmocka_unit_test(test_no_thread),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
