/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Things: written and read, foreseen, expected, refused.
 */
#include "contract.h"

#include <stdio.h>
#include <string.h>

#define S(c) dais_str_from(c)

static void
test_put_and_read(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "untoc-2022", "made");
	dais_thing_vec things = { 0 };
	dais_store_strs packages = { 0 };
	uint64_t latest = 77;

	(void)state;
	assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
	assert_int_equal(latest, 0);
	assert_true(dais_store_put(
	    w, S("item"), S("b"), 1, S("{\"title\":{\"fr\":\"\xc3\xa9l\"}}"), 0, &err));
	assert_true(dais_store_put(w, S("item"), S("a"), 2, S("{}"), 0, &err));
	assert_true(dais_store_put(w, S("body"), S("z"), 5, S("[1]"), 0, &err));
	assert_true(dais_store_put(w, S("item"), S("c"), -1, S("3"), 0, &err));
	assert_int_equal(contract_commit(w), 1);
	assert_true(dais_store_things(s, S("untoc-2022"), DAIS_STR_NONE, a, &things, &err));
	assert_int_equal(things.n, 4);
	assert_str(things.v[0].kind, "body");
	assert_str(things.v[1].id, "c");
	assert_str(things.v[2].id, "b");
	assert_str(things.v[2].value, "{\"title\":{\"fr\":\"\xc3\xa9l\"}}");
	assert_str(things.v[3].id, "a");
	assert_int_equal(things.v[1].position, -1);
	assert_int_equal(things.v[3].revision, 1);
	assert_str(things.v[3].package, "untoc-2022");
	things.n = 0;
	assert_true(dais_store_things(s, S("untoc-2022"), S("item"), a, &things, &err));
	assert_int_equal(things.n, 3);
	contract_put(w = contract_begin(s, "abc", ""), "item", "x", "1");
	assert_int_equal(contract_commit(w), 2);
	contract_put(w = contract_begin(s, "", ""), "account", "anna", "1");
	assert_int_equal(contract_commit(w), 3);
	contract_put(w = contract_begin(s, "abc-2", ""), "item", "x", "1");
	assert_int_equal(contract_commit(w), 4);
	assert_true(dais_store_packages(s, DAIS_STR_NONE, 10, a, &packages, &err));
	assert_int_equal(packages.n, 3);
	assert_str(packages.v[0], "abc");
	assert_str(packages.v[1], "abc-2");
	assert_str(packages.v[2], "untoc-2022");
	packages.n = 0;
	assert_true(dais_store_packages(s, S("abc"), 1, a, &packages, &err));
	assert_int_equal(packages.n, 1);
	assert_str(packages.v[0], "abc-2");
	assert_true(dais_store_latest(s, S("untoc-2022"), &latest, &err));
	assert_int_equal(latest, 1);
	assert_true(dais_store_latest_of_kind(s, S("abc"), S("item"), &latest, &err));
	assert_int_equal(latest, 2);
	assert_true(dais_store_latest_of_kind(s, S("abc"), S("account"), &latest, &err));
	assert_int_equal(latest, 0);
	assert_true(dais_store_latest(s, S("nothing"), &latest, &err));
	assert_int_equal(latest, 0);
	assert_true(dais_store_latest(s, S(""), &latest, &err));
	assert_int_equal(latest, 3);
	assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
	assert_int_equal(latest, 4);
	dais_store_close(s);
	s = contract_open(contract_where());
	contract_is(s, "abc", "item", "x", "1");
	dais_store_close(s);
}

static void
foresee(struct dais_writing *w, const char *const *ids, size_t n, enum dais_err_code code)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_thing_vec things = { 0 };

	for (size_t i = 0; i < n; i++)
		dais_vec_push(
		    a, &things, ((struct dais_thing){ .kind = S("item"), .id = S(ids[i]) }));
	assert_int_equal(dais_store_foresee(w, &things, &err), code == DAIS_ERR_NONE);
	assert_int_equal(err.code, code);
}

/* What was foreseen is written as if it had not been; what is not written then is not touched. */
static void
test_foreseen(void **state)
{
	static const char *const ids[] = { "a", "it's \"b\" \\", "\xd8\xb9", "a", "none" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_err err = DAIS_ERR_INIT;
	const struct dais_change_query all = { .max = 10 };
	dais_change_vec changes = { 0 };

	(void)state;
	foresee(w, ids, 0, DAIS_ERR_NONE);
	for (size_t i = 0; i < 3; i++)
		contract_put(w, "item", ids[i], "1");
	foresee(w, ids, 4, DAIS_ERR_NONE);
	assert_int_equal(contract_commit(w), 1);
	w = contract_begin(s, "p", "");
	foresee(w, (const char *const[]){ "a", "" }, 2, DAIS_ERR_INVALID);
	foresee(w, ids, 5, DAIS_ERR_NONE);
	assert_false(dais_store_put(w, S("item"), S(ids[1]), 1, S("2"), 7, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_put(w, S("item"), S(ids[1]), 1, S("2"), 1, &err));
	assert_true(dais_store_close_thing(w, S("item"), S(ids[2]), 1, &err));
	assert_false(dais_store_close_thing(w, S("item"), S("none"), DAIS_ANY, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_int_equal(contract_commit(w), 2);
	contract_is(s, "p", "item", "a", "1");
	contract_is(s, "p", "item", ids[1], "2");
	contract_is_none(s, "p", "item", ids[2]);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_changes(s, &all, a, &changes, &err));
	assert_int_equal(changes.v[1].entries.n, 2);
	assert_str(changes.v[1].entries.v[0].before, "1");
	dais_store_close(s);
}

static void
test_expected(void **state)
{
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "");

	(void)state;
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 1);
	w = contract_begin(s, "p", "");
	assert_false(dais_store_put(w, S("item"), S("a"), 1, S("2"), 0, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_put(w, S("item"), S("b"), 1, S("2"), 1, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_put(w, S("item"), S("a"), 1, S("2"), 2, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	/* The transaction goes on after a conflict. */
	assert_true(dais_store_put(w, S("item"), S("a"), 1, S("2"), 1, &err));
	assert_true(dais_store_put(w, S("item"), S("a"), 1, S("3"), 1, &err));
	assert_true(dais_store_put(w, S("item"), S("a"), 1, S("4"), 2, &err));
	contract_is(s, "p", "item", "a", "4");
	assert_int_equal(contract_commit(w), 2);
	w = contract_begin(s, "p", "");
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_close_thing(w, S("item"), S("a"), 1, &err));
	assert_int_equal(err.code, DAIS_ERR_CONFLICT);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_close_thing(w, S("item"), S("q"), DAIS_ANY, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	assert_true(dais_store_close_thing(w, S("item"), S("a"), 2, &err));
	contract_is_none(s, "p", "item", "a");
	assert_int_equal(contract_commit(w), 3);
	contract_is_none(s, "p", "item", "a");
	w = contract_begin(s, "p", "");
	assert_true(dais_store_put(w, S("item"), S("a"), 1, S("5"), 0, &err));
	assert_int_equal(contract_commit(w), 4);
	dais_store_close(s);
}

static void
test_nothing_changed(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_thing t;
	uint64_t latest = 0;

	(void)state;
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 1);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 0);
	/* There and back again; made and closed again. */
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "2");
	contract_put(w, "item", "a", "1");
	contract_put(w, "item", "b", "1");
	assert_true(dais_store_close_thing(w, S("item"), S("b"), DAIS_ANY, &err));
	assert_int_equal(contract_commit(w), 0);
	assert_true(dais_store_thing(s, S("p"), S("item"), S("a"), a, &t, &err));
	assert_int_equal(t.revision, 1);
	contract_is_none(s, "p", "item", "b");
	/* A place alone is a change. */
	w = contract_begin(s, "p", "");
	assert_true(dais_store_put(w, S("item"), S("a"), 9, S("1"), 1, &err));
	assert_int_equal(contract_commit(w), 2);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "z", "1");
	dais_store_abandon(w);
	contract_is_none(s, "p", "item", "z");
	assert_true(dais_store_latest(s, DAIS_STR_NONE, &latest, &err));
	assert_int_equal(latest, 2);
	dais_store_close(s);
}

static void
refuse(struct dais_store *s, const char *kind, struct dais_str id, struct dais_str value,
    enum dais_err_code code)
{
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_err err = DAIS_ERR_INIT;

	assert_false(dais_store_put(w, S(kind), id, 1, value, DAIS_ANY, &err));
	assert_int_equal(err.code, code);
	contract_put(w, "item", "good", "1");
	dais_store_abandon(w);
}

static void
test_refused(void **state)
{
	static const char long_id[202] = { [0 ... 200] = 'i' };
	static const char *const packages[] = { "Abc", "-a", ".a", "a/b", "a b", "\xc3\xa9" };
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_change_head head = { DAIS_STR("a"), DAIS_STR("b"), DAIS_STR_NONE, DAIS_STR_NONE,
		0 };
	struct dais_writing *w = NULL, *second = NULL;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *big = dais_arena_alloc(a, DAIS_THING_VALUE_MAX + 1);

	(void)state;
	refuse(s, "Item", S("a"), S("1"), DAIS_ERR_INVALID);
	refuse(s, "", S("a"), S("1"), DAIS_ERR_INVALID);
	refuse(s, "1item", S("a"), S("1"), DAIS_ERR_INVALID);
	refuse(s, DAIS_KIND_BYTES, S("a"), S("1"), DAIS_ERR_INVALID);
	refuse(s, "item", S(""), S("1"), DAIS_ERR_INVALID);
	refuse(s, "item", S(long_id), S("1"), DAIS_ERR_LIMIT);
	refuse(s, "item", S("\xff"), S("1"), DAIS_ERR_INVALID);
	refuse(s, "item", DAIS_STR("a\0b"), S("1"), DAIS_ERR_INVALID);
	refuse(s, "item", S("a"), S(""), DAIS_ERR_INVALID);
	refuse(s, "item", S("a"), DAIS_STR("\"\0\""), DAIS_ERR_INVALID);
	memset(big, '1', DAIS_THING_VALUE_MAX + 1);
	refuse(
	    s, "item", S("a"), (struct dais_str){ big, DAIS_THING_VALUE_MAX + 1 }, DAIS_ERR_LIMIT);
	for (size_t i = 0; i < sizeof(packages) / sizeof(*packages); i++) {
		head.package = S(packages[i]);
		err = (struct dais_err)DAIS_ERR_INIT;
		assert_false(dais_store_begin(s, &head, &w, &err));
		assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
	w = contract_begin(s, "p", "");
	err = (struct dais_err)DAIS_ERR_INIT;
	head.package = S("p");
	assert_false(dais_store_begin(s, &head, &second, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	dais_store_abandon(w);
	dais_store_abandon(NULL);
	dais_store_close(s);
}

static void
test_large_value(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "");
	char *big = dais_arena_alloc(a, DAIS_THING_VALUE_MAX);
	struct dais_thing t;

	(void)state;
	memset(big, '1', DAIS_THING_VALUE_MAX);
	assert_true(dais_store_put(
	    w, S("item"), S("a"), 1, (struct dais_str){ big, DAIS_THING_VALUE_MAX }, 0, &err));
	assert_int_equal(contract_commit(w), 1);
	assert_true(dais_store_thing(s, S("p"), S("item"), S("a"), a, &t, &err));
	assert_int_equal(t.value.n, DAIS_THING_VALUE_MAX);
	assert_memory_equal(t.value.p, big, DAIS_THING_VALUE_MAX);
	dais_store_close(s);
}

const struct CMUnitTest contract_things[] = {
	cmocka_unit_test(test_put_and_read),
	cmocka_unit_test(test_foreseen),
	cmocka_unit_test(test_expected),
	cmocka_unit_test(test_nothing_changed),
	cmocka_unit_test(test_refused),
	cmocka_unit_test(test_large_value),
};
const size_t contract_things_n = sizeof(contract_things) / sizeof(*contract_things);
