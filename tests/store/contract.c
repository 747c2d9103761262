/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contract.h"

#include <stdio.h>

#include "base/buf.h"

static const struct contract_engine *engine_now;
static const char *last_where;

const struct contract_engine *
contract_now(void)
{
	return engine_now;
}

struct dais_store *
contract_open(const char *where)
{
	const struct dais_store_options options = { .where = where, .create = true };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_store *s = NULL;

	if (!dais_store_open(&options, &s, &err))
		fail_msg("%s: %s", where, err.msg);
	return s;
}

struct dais_store *
contract_new(void)
{
	last_where = engine_now->place();
	return contract_open(last_where);
}

const char *
contract_where(void)
{
	return last_where;
}

struct dais_writing *
contract_begin(struct dais_store *s, const char *package, const char *why)
{
	static int64_t clock = 1700000000000;
	const struct dais_change_head head = { DAIS_STR("anna"), DAIS_STR("item.edit"),
		dais_str_from(why), dais_str_from(package), clock++ };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = NULL;

	if (!dais_store_begin(s, &head, &w, &err))
		fail_msg("begin: %s", err.msg);
	return w;
}

void
contract_put(struct dais_writing *w, const char *kind, const char *id, const char *value)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_store_put(
		w, dais_str_from(kind), dais_str_from(id), 1, dais_str_from(value), DAIS_ANY, &err))
		fail_msg("put %s %s: %s", kind, id, err.msg);
}

uint64_t
contract_commit(struct dais_writing *w)
{
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t number = 0;

	if (!dais_store_commit(w, &number, &err))
		fail_msg("commit: %s", err.msg);
	return number;
}

void
contract_is(
    struct dais_store *s, const char *package, const char *kind, const char *id, const char *value)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing t;

	if (!dais_store_thing(
		s, dais_str_from(package), dais_str_from(kind), dais_str_from(id), a, &t, &err))
		fail_msg("%s %s: %s", kind, id, err.msg);
	assert_str(t.value, value);
}

void
contract_is_none(struct dais_store *s, const char *package, const char *kind, const char *id)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing t;

	assert_false(dais_store_thing(
	    s, dais_str_from(package), dais_str_from(kind), dais_str_from(id), a, &t, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void
random_step(struct dais_writing *w, uint64_t *seed)
{
	static const char *const kinds[] = { "item", "annotation", "document" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	const char *kind = kinds[next_random(seed) % 3];
	struct dais_str id = dais_arena_printf(a, "i%u", (unsigned)(next_random(seed) % 6));
	struct dais_str value =
	    dais_arena_printf(a, "{\"title\":\"%u \xc3\xa9\"}", (unsigned)(next_random(seed) % 5));
	struct dais_digest digest;

	switch (next_random(seed) % 6) {
	case 0:
		if (!dais_store_close_thing(w, dais_str_from(kind), id, DAIS_ANY, &err))
			assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
		return;
	case 1:
		assert_true(dais_store_file_put(w, value, DAIS_STR("text/plain"), &digest, &err));
		return;
	default:
		if (!dais_store_put(w, dais_str_from(kind), id, (int64_t)(next_random(seed) % 4),
			value, DAIS_ANY, &err))
			fail_msg("%s", err.msg);
	}
}

void
contract_fill(struct dais_store *s, uint64_t seed, unsigned n)
{
	static const char *const packages[] = { "", "one", "two" };

	for (unsigned i = 0; i < n; i++) {
		struct dais_writing *w =
		    contract_begin(s, packages[next_random(&seed) % 3], "by chance");

		for (uint64_t steps = next_random(&seed) % 5; steps; steps--)
			random_step(w, &seed);
		if (next_random(&seed) % 8 == 0)
			dais_store_abandon(w);
		else
			(void)contract_commit(w);
	}
}

static void
dump_package(
    struct dais_store *s, struct dais_str package, struct dais_buf *out, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };

	assert_true(dais_store_things(s, package, DAIS_STR_NONE, a, &things, &err));
	for (size_t i = 0; i < things.n; i++) {
		const struct dais_thing *t = &things.v[i];

		dais_buf_printf(out, "%.*s %.*s %.*s %d %.*s %u\n", DAIS_STR_ARG(t->package),
		    DAIS_STR_ARG(t->kind), DAIS_STR_ARG(t->id), (int)t->position,
		    DAIS_STR_ARG(t->value), (unsigned)t->revision);
	}
}

struct dais_str
contract_dump(struct dais_store *s, struct dais_arena *a)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_store_strs packages = { 0 };
	struct dais_str all;
	struct dais_buf out;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dump_package(s, DAIS_STR_NONE, &out, a);
	assert_true(dais_store_packages(s, DAIS_STR_NONE, 1000, a, &packages, &err));
	for (size_t i = 0; i < packages.n; i++)
		dump_package(s, packages.v[i], &out, a);
	all = dais_buf_dup(&out, a);
	dais_buf_release(&out);
	return all;
}

static int
run(const char *what, const struct CMUnitTest *tests, size_t n)
{
	char name[64];

	(void)snprintf(name, sizeof(name), "%s %s", engine_now->name, what);
	return _cmocka_run_group_tests(name, tests, n, NULL, NULL);
}

int
contract_run_tests(const struct contract_engine *engine, const char *name,
    const struct CMUnitTest *tests, size_t n)
{
	engine_now = engine;
	return run(name, tests, n);
}

int
contract_run_search(const struct contract_engine *engine)
{
	engine_now = engine;
	return run("search", contract_search, contract_search_n) +
	       run("search made", contract_search_made, contract_search_made_n) +
	       run("search typed", contract_search_typed, contract_search_typed_n) +
	       run("search of many", contract_search_many, contract_search_many_n) +
	       run("search read plainly", contract_search_plainly, contract_search_plainly_n);
}

int
contract_run(const struct contract_engine *engine)
{
	engine_now = engine;
	return run("things", contract_things, contract_things_n) +
	       run("changes", contract_changes, contract_changes_n) +
	       run("state", contract_state, contract_state_n) +
	       run("index", contract_index, contract_index_n) +
	       run("bodies", contract_bodies, contract_bodies_n) + contract_run_search(engine) +
	       run("care", contract_care, contract_care_n) +
	       run("files", contract_files, contract_files_n);
}
