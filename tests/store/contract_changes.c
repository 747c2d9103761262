/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The log of changes as it is read, the files that changes bring, and two writers at once.
 */
#include "contract.h"

#include <stdio.h>
#include <string.h>

#define S(c) dais_str_from(c)

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

const struct CMUnitTest contract_changes[] = {
	cmocka_unit_test(test_outlines),
	cmocka_unit_test(test_changes),
	cmocka_unit_test(test_files),
	cmocka_unit_test(test_two),
	cmocka_unit_test(test_read_only),
};
const size_t contract_changes_n = sizeof(contract_changes) / sizeof(*contract_changes);
