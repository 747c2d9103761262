/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Things, changes, files.
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

static void
make_history(struct dais_store *s)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "first");

	contract_put(w, "item", "a", "1");
	contract_put(w, "item", "b", "1");
	(void)contract_commit(w);
	contract_put(w = contract_begin(s, "q", "second"), "item", "a", "1");
	(void)contract_commit(w);
	w = contract_begin(s, "p", "third");
	assert_true(dais_store_put(w, S("item"), S("a"), 7, S("2"), 1, &err));
	(void)contract_commit(w);
	w = contract_begin(s, "p", "fourth");
	assert_true(dais_store_close_thing(w, S("item"), S("a"), 3, &err));
	(void)contract_commit(w);
}

static dais_change_vec
ask(struct dais_store *s, struct dais_arena *a, struct dais_change_query q)
{
	struct dais_err err = DAIS_ERR_INIT;
	dais_change_vec ret = { 0 };

	if (!dais_store_changes(s, &q, a, &ret, &err))
		fail_msg("%s", err.msg);
	return ret;
}

/* Outlines say what the changes say, of values of many sizes and beyond files. */
static void
test_outlines(void **state)
{
	static const size_t sizes[] = { 1, 8100, 8192, 30000, 2, 400000, 5 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w;
	dais_change_outlines some = { 0 };
	dais_change_vec all;
	struct dais_digest d;
	char id[8], *value = dais_arena_alloc(a, 400000);

	(void)state;
	make_history(s);
	w = contract_begin(s, "p", "a long one");
	assert_true(dais_store_file_put(w, S("some bytes"), S("text/plain"), &d, &err));
	memset(value, '7', 400000);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		(void)snprintf(id, sizeof(id), "i%zu", i);
		assert_true(dais_store_put(
		    w, S("item"), S(id), 1, (struct dais_str){ value, sizes[i] }, DAIS_ANY, &err));
	}
	(void)contract_commit(w);
	all = ask(s, a, (struct dais_change_query){ .max = 10, .newest_first = true });
	assert_int_equal(all.v[0].entries.n, 8);
	for (size_t max = 1; max < 9; max++) {
		some.n = 0;
		assert_true(
		    dais_store_changes_outline(s, DAIS_STR_NONE, 0, 10, max, a, &some, &err));
		assert_int_equal(some.n, all.n);
		for (size_t i = 0; i < some.n; i++) {
			size_t n = 0;

			assert_int_equal(some.v[i].number, all.v[i].number);
			assert_int_equal(some.v[i].head.at_ms, all.v[i].head.at_ms);
			assert_true(dais_str_eq(some.v[i].head.who, all.v[i].head.who));
			assert_true(dais_str_eq(some.v[i].head.action, all.v[i].head.action));
			assert_true(dais_str_eq(some.v[i].head.why, all.v[i].head.why));
			assert_true(dais_str_eq(some.v[i].head.package, all.v[i].head.package));
			for (size_t k = 0; k < all.v[i].entries.n; k++) {
				const struct dais_change_entry *e = &all.v[i].entries.v[k];

				if (dais_str_is(e->kind, DAIS_KIND_BYTES) || n == max)
					continue;
				assert_true(dais_str_eq(some.v[i].entries.v[n].kind, e->kind));
				assert_true(dais_str_eq(some.v[i].entries.v[n].id, e->id));
				n++;
			}
			assert_int_equal(some.v[i].entries.n, n);
		}
	}
	some.n = 0;
	assert_true(
	    dais_store_changes_outline(s, DAIS_STR_NONE, all.v[1].number, 2, 3, a, &some, &err));
	assert_int_equal(some.n, 2);
	assert_int_equal(some.v[0].number, all.v[2].number);
	for (int none = 0; none < 2; none++) {
		struct dais_str package = none ? S("none") : all.v[1].head.package;
		size_t n = 0;

		some.n = 0;
		assert_true(dais_store_changes_outline(s, package, 0, 10, 1, a, &some, &err));
		for (size_t i = 0; i < all.n; i++) {
			if (!dais_str_eq(all.v[i].head.package, package))
				continue;
			assert_int_equal(some.v[n].number, all.v[i].number);
			n++;
		}
		assert_int_equal(some.n, n);
		assert_true(none ? n == 0 : n > 0);
	}
	dais_store_close(s);
}

static void
test_changes(void **state)
{
	static const struct dais_digest zero;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	dais_change_vec all, some;

	(void)state;
	make_history(s);
	all = ask(s, a, (struct dais_change_query){ .max = 10 });
	assert_int_equal(all.n, 4);
	assert_memory_equal(&all.v[0].previous, &zero, sizeof(zero));
	for (size_t i = 0; i < all.n; i++) {
		assert_int_equal(all.v[i].number, i + 1);
		if (i)
			assert_true(dais_digest_eq(&all.v[i].previous, &all.v[i - 1].digest));
	}
	assert_str(all.v[0].head.who, "anna");
	assert_str(all.v[0].head.action, "item.edit");
	assert_str(all.v[0].head.why, "first");
	assert_str(all.v[1].head.package, "q");
	assert_true(all.v[0].head.at_ms > 1699999999999);
	assert_int_equal(all.v[0].entries.n, 2);
	assert_str(all.v[2].entries.v[0].before, "1");
	assert_str(all.v[2].entries.v[0].after, "2");
	assert_int_equal(all.v[2].entries.v[0].position_before, 1);
	assert_int_equal(all.v[2].entries.v[0].position_after, 7);
	assert_str(all.v[3].entries.v[0].after, "");
	some = ask(s, a, (struct dais_change_query){ .package = S("p"), .after = 1, .max = 1 });
	assert_int_equal(some.n, 1);
	assert_int_equal(some.v[0].number, 3);
	assert_true(dais_digest_eq(&some.v[0].previous, &all.v[1].digest));
	some = ask(
	    s, a, (struct dais_change_query){ .package = S("p"), .newest_first = true, .max = 2 });
	assert_int_equal(some.n, 2);
	assert_int_equal(some.v[0].number, 4);
	assert_int_equal(some.v[1].number, 3);
	some = ask(s, a, (struct dais_change_query){ .newest_first = true, .after = 3, .max = 9 });
	assert_int_equal(some.n, 2);
	assert_int_equal(some.v[0].number, 2);
	some = ask(s, a,
	    (struct dais_change_query){
		.package = S("p"), .kind = S("item"), .id = S("b"), .max = 9 });
	assert_int_equal(some.n, 1);
	some = ask(s, a,
	    (struct dais_change_query){ .package = S("p"),
		.kind = S("item"),
		.id = S("a"),
		.newest_first = true,
		.max = 9 });
	assert_int_equal(some.n, 3);
	assert_int_equal(some.v[2].number, 1);
	dais_store_close(s);
}

static void
test_files(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_store *s = contract_new();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "");
	struct dais_str bytes = DAIS_STR("%PDF\0\xff\x01"), got, type;
	struct dais_digest d, again, other = { { 1 } };
	dais_change_vec all;

	(void)state;
	assert_true(dais_store_file_put(w, bytes, S("application/pdf"), &d, &err));
	assert_true(dais_store_file_put(w, bytes, S("text/plain"), &again, &err));
	assert_true(dais_digest_eq(&d, &again));
	assert_int_equal(contract_commit(w), 1);
	assert_true(dais_store_file_get(s, &d, a, &got, &type, &err));
	assert_true(dais_str_eq(got, bytes));
	assert_str(type, "application/pdf");
	all = ask(s, a, (struct dais_change_query){ .max = 9 });
	assert_str(all.v[0].entries.v[0].kind, DAIS_KIND_BYTES);
	assert_str(all.v[0].entries.v[0].after, "{\"size\":7,\"type\":\"application/pdf\"}");
	assert_str(all.v[0].entries.v[0].id, dais_digest_hex(a, &d).p);
	w = contract_begin(s, "q", "");
	assert_true(dais_store_file_put(w, bytes, S("text/plain"), &again, &err));
	assert_int_equal(contract_commit(w), 0);
	w = contract_begin(s, "q", "");
	assert_true(dais_store_file_put(w, S(""), S("text/plain"), &again, &err));
	dais_store_abandon(w);
	assert_false(dais_store_file_get(s, &again, a, &got, &type, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_file_get(s, &other, a, &got, &type, &err));
	assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
	w = contract_begin(s, "q", "");
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_false(dais_store_file_put(w, S("x"), S("a\"b"), &again, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
	assert_true(dais_store_file_put(w, S(""), S("text/plain"), &again, &err));
	assert_int_equal(contract_commit(w), 2);
	assert_true(dais_store_file_get(s, &again, a, &got, &type, &err));
	assert_int_equal(got.n, 0);
	dais_store_close(s);
}

/* Two at once: the second waits, then sees what the first has done. */
static void
test_two(void **state)
{
	struct dais_store *s = contract_new(), *second = contract_open(contract_where());
	struct dais_store_options options = { .where = contract_where(), .busy_ms = 50 };
	struct dais_store *hasty = NULL;
	struct dais_change_head head = { DAIS_STR("b"), DAIS_STR("c"), DAIS_STR_NONE, DAIS_STR("p"),
		1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w, *other = NULL;
	bool news = true;

	(void)state;
	assert_true(dais_store_open(&options, &hasty, &err));
	assert_true(dais_store_has_news(second, &news, &err));
	assert_false(news);
	w = contract_begin(s, "p", "");
	contract_put(w, "item", "a", "1");
	contract_is_none(second, "p", "item", "a");
	assert_false(dais_store_begin(hasty, &head, &other, &err));
	assert_int_equal(err.code, DAIS_ERR_BUSY);
	assert_int_equal(contract_commit(w), 1);
	contract_is(second, "p", "item", "a", "1");
	assert_true(dais_store_has_news(second, &news, &err));
	assert_true(news);
	assert_true(dais_store_has_news(second, &news, &err));
	assert_false(news);
	w = contract_begin(second, "p", "");
	contract_put(w, "item", "a", "2");
	assert_int_equal(contract_commit(w), 2);
	assert_true(dais_store_has_news(second, &news, &err));
	assert_false(news);
	contract_is(s, "p", "item", "a", "2");
	dais_store_close(hasty);
	dais_store_close(second);
	dais_store_close(s);
}

static void
test_read_only(void **state)
{
	struct dais_store *s = contract_new(), *reader = NULL;
	struct dais_store_options options = { .where = contract_where(), .read_only = true };
	struct dais_change_head head = { DAIS_STR("b"), DAIS_STR("c"), DAIS_STR_NONE, DAIS_STR("p"),
		1 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_writing *w = contract_begin(s, "p", "");

	(void)state;
	contract_put(w, "item", "a", "1");
	assert_int_equal(contract_commit(w), 1);
	assert_true(dais_store_open(&options, &reader, &err));
	contract_is(reader, "p", "item", "a", "1");
	assert_false(dais_store_begin(reader, &head, &w, &err));
	assert_int_equal(err.code, DAIS_ERR_DENIED);
	dais_store_close(reader);
	dais_store_close(s);
}

const struct CMUnitTest contract_things[] = {
	cmocka_unit_test(test_put_and_read),
	cmocka_unit_test(test_foreseen),
	cmocka_unit_test(test_expected),
	cmocka_unit_test(test_nothing_changed),
	cmocka_unit_test(test_refused),
	cmocka_unit_test(test_large_value),
	cmocka_unit_test(test_changes),
	cmocka_unit_test(test_outlines),
	cmocka_unit_test(test_files),
	cmocka_unit_test(test_two),
	cmocka_unit_test(test_read_only),
};
const size_t contract_things_n = sizeof(contract_things) / sizeof(*contract_things);
