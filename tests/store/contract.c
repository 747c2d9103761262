/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "contract.h"

#include <stdio.h>

static contract_place new_place;
static const char *last_where;

void
contract_use(contract_place place)
{
	new_place = place;
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
	last_where = new_place();
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

int
contract_run(const char *engine, contract_place place)
{
	char name[64];
	int failures = 0;

	contract_use(place);
	(void)snprintf(name, sizeof(name), "%s things", engine);
	failures += _cmocka_run_group_tests(name, contract_things, contract_things_n, NULL, NULL);
	(void)snprintf(name, sizeof(name), "%s state", engine);
	failures += _cmocka_run_group_tests(name, contract_state, contract_state_n, NULL, NULL);
	(void)snprintf(name, sizeof(name), "%s index", engine);
	failures += _cmocka_run_group_tests(name, contract_index, contract_index_n, NULL, NULL);
	(void)snprintf(name, sizeof(name), "%s search", engine);
	failures += _cmocka_run_group_tests(name, contract_search, contract_search_n, NULL, NULL);
	return failures;
}
