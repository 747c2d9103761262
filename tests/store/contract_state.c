/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * State beside the record.
 */
#include "contract.h"

#include <string.h>

#define S(c) dais_str_from(c)

static bool
set(struct dais_store *s, const char *key, const char *value, int64_t due, int64_t ends,
    uint64_t expected, enum dais_err_code code)
{
	const struct dais_state entry = { S("session"), S(key), S(value), due, ends, 0 };
	struct dais_err err = DAIS_ERR_INIT;
	bool ok = dais_store_state_set(s, &entry, expected, &err);

	assert_int_equal(err.code, code);
	return ok;
}

static struct dais_state
get(struct dais_store *s, struct dais_arena *a, const char *key, int64_t now)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_state got = { 0 };

	if (!dais_store_state_get(s, "session", S(key), now, a, &got, &err))
		assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	return got;
}

static void
test_set_and_get(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t latest = 9;

	(void)state;
	assert_int_equal(get(s, a, "k", 1).revision, 0);
	assert_true(set(s, "k", "one", 0, 0, 0, DAIS_ERR_NONE));
	assert_false(set(s, "k", "two", 0, 0, 0, DAIS_ERR_CONFLICT));
	assert_false(set(s, "k", "two", 0, 0, 2, DAIS_ERR_CONFLICT));
	assert_str(get(s, a, "k", 1).value, "one");
	assert_int_equal(get(s, a, "k", 1).revision, 1);
	assert_true(set(s, "k", "two", 0, 0, 1, DAIS_ERR_NONE));
	assert_true(set(s, "k", "three", 5, 6, DAIS_ANY, DAIS_ERR_NONE));
	assert_int_equal(get(s, a, "k", 5).revision, 3);
	assert_int_equal(get(s, a, "k", 5).due_ms, 5);
	assert_int_equal(get(s, a, "k", 5).ends_ms, 6);
	assert_int_equal(get(s, a, "k", 6).revision, 0);
	/* It has ended and is out of the way. */
	assert_true(set(s, "k", "four", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(dais_store_state_remove(s, "session", S("k"), &err));
	assert_true(dais_store_state_remove(s, "session", S("k"), &err));
	assert_int_equal(get(s, a, "k", 1).revision, 0);
	assert_true(set(s, "", "", 0, 0, 0, DAIS_ERR_NONE));
	assert_int_equal(get(s, a, "", 1).revision, 1);
	assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
	assert_int_equal(latest, 0);
	dais_store_close(s);
}

static void
test_bytes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	char *big = dais_arena_alloc(a, ((size_t)1 << 20) + 1);
	struct dais_state entry = { S("session"), DAIS_STR("\0\xff"), { big, (size_t)1 << 20 }, 0,
		0, 0 },
			  got;

	(void)state;
	memset(big, 0xfe, ((size_t)1 << 20) + 1);
	assert_true(dais_store_state_set(s, &entry, 0, &err));
	assert_true(dais_store_state_get(s, "session", DAIS_STR("\0\xff"), 1, a, &got, &err));
	assert_true(dais_str_eq(got.value, entry.value));
	assert_true(dais_str_eq(got.key, entry.key));
	entry.value.n++;
	assert_false(dais_store_state_set(s, &entry, DAIS_ANY, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	dais_store_close(s);
}

static void
test_list(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	dais_state_vec got = { 0 };

	(void)state;
	assert_true(set(s, "anna/2", "2", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "anna/1", "1", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "anna/3", "3", 0, 10, 0, DAIS_ERR_NONE));
	assert_true(set(s, "anna0", "no", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "anna", "no", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "\xff\xff", "last", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(dais_store_state_list(s, "session", S("anna/"), 10, 9, a, &got, &err));
	assert_int_equal(got.n, 2);
	assert_str(got.v[0].key, "anna/1");
	assert_str(got.v[1].value, "2");
	got.n = 0;
	assert_true(dais_store_state_list(s, "session", S(""), 9, 99, a, &got, &err));
	assert_int_equal(got.n, 6);
	got.n = 0;
	assert_true(dais_store_state_list(s, "session", S("\xff"), 9, 99, a, &got, &err));
	assert_int_equal(got.n, 1);
	got.n = 0;
	/* On from a key, there or gone; with the keys that it begins. */
	assert_true(
	    dais_store_state_list_after(s, "session", S("anna"), S("anna"), 9, 2, a, &got, &err));
	assert_int_equal(got.n, 2);
	assert_str(got.v[0].key, "anna/1");
	got.n = 0;
	assert_true(dais_store_state_list_after(
	    s, "session", S("anna/"), S("anna/11"), 9, 9, a, &got, &err));
	assert_int_equal(got.n, 2);
	assert_str(got.v[0].key, "anna/2");
	got.n = 0;
	assert_true(dais_store_state_list(s, "other", S(""), 9, 99, a, &got, &err));
	assert_int_equal(got.n, 0);
	assert_true(dais_store_state_purge(s, 10, &err));
	assert_true(dais_store_state_list(s, "session", S(""), 9, 3, a, &got, &err));
	assert_int_equal(got.n, 3);
	assert_str(got.v[2].key, "anna/2");
	dais_store_close(s);
}

static void
test_take(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new(), *other = contract_open(contract_where());
	struct dais_err err = DAIS_ERR_INIT;
	dais_state_vec got = { 0 };

	(void)state;
	assert_true(set(s, "late", "", 30, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "early", "", 10, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "ended", "", 10, 20, 0, DAIS_ERR_NONE));
	assert_true(set(s, "never", "", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(dais_store_state_take(s, "session", 9, 99, 5, a, &got, &err));
	assert_int_equal(got.n, 0);
	assert_true(dais_store_state_take(s, "session", 30, 99, 1, a, &got, &err));
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].key, "early");
	assert_int_equal(got.v[0].due_ms, 99);
	got.n = 0;
	assert_true(dais_store_state_take(other, "session", 30, 98, 5, a, &got, &err));
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].key, "late");
	got.n = 0;
	assert_true(dais_store_state_take(s, "session", 30, 99, 5, a, &got, &err));
	assert_int_equal(got.n, 0);
	assert_true(dais_store_state_take(s, "session", 99, 200, 5, a, &got, &err));
	assert_int_equal(got.n, 2);
	assert_str(got.v[0].key, "late");
	assert_int_equal(got.v[0].revision, 1);
	dais_store_close(other);
	dais_store_close(s);
}

static void
test_hasten(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	dais_state_vec got = { 0 };

	(void)state;
	assert_true(set(s, "soon", "", 50, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "far", "", 51, 0, 0, DAIS_ERR_NONE));
	assert_true(set(s, "never", "", 0, 0, 0, DAIS_ERR_NONE));
	assert_true(dais_store_state_hasten(s, "other", 10, 50, &err));
	assert_true(dais_store_state_take(s, "session", 10, 99, 5, a, &got, &err));
	assert_int_equal(got.n, 0);
	assert_true(dais_store_state_hasten(s, "session", 10, 50, &err));
	assert_true(dais_store_state_take(s, "session", 10, 99, 5, a, &got, &err));
	assert_int_equal(got.n, 1);
	assert_str(got.v[0].key, "far");
	dais_store_close(s);
}

static void
test_with_a_change(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_state entry = { S("session"), S("k"), S("v"), 0, 0, 0 };
	struct dais_writing *w = contract_begin(s, "p", "");

	(void)state;
	contract_put(w, "item", "a", "1");
	assert_true(dais_store_state_set_in(w, &entry, 0, &err));
	dais_store_abandon(w);
	assert_int_equal(get(s, a, "k", 1).revision, 0);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "1");
	assert_true(dais_store_state_set_in(w, &entry, 0, &err));
	assert_false(dais_store_state_set_in(w, &entry, 0, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	assert_int_equal(contract_commit(w), 1);
	assert_int_equal(get(s, a, "k", 1).revision, 1);
	/* State alone is no change of the record, and is kept. */
	w = contract_begin(s, "p", "");
	assert_true(dais_store_state_set_in(w, &entry, 1, &err));
	assert_int_equal(contract_commit(w), 0);
	assert_int_equal(get(s, a, "k", 1).revision, 2);
	dais_store_close(s);
}

const struct CMUnitTest contract_state[] = {
	cmocka_unit_test(test_set_and_get),
	cmocka_unit_test(test_bytes),
	cmocka_unit_test(test_list),
	cmocka_unit_test(test_take),
	cmocka_unit_test(test_hasten),
	cmocka_unit_test(test_with_a_change),
};
const size_t contract_state_n = sizeof(contract_state) / sizeof(*contract_state);
