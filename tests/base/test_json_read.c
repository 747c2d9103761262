/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "mark/json_priv.h"

static struct dais_json_value *
parse(struct dais_arena *a, const char *text)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v = NULL;

	if (!dais_json_parse(a, dais_str_from(text), &v, &err))
		fail_msg("%s: %s", text, err.msg);
	return v;
}

static void
test_comes_back_as_written(void **state)
{
	static const char *const texts[] = { "null", "true", "-12", "\"\\\"\\\\\\n\xD8\xB9\"", "[]",
		"{\"z\":1,\"a\":{\"b\":[1,\"1\",false,null]},\"c\":\"\"}" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_str out = dais_json_print(a, parse(a, texts[i]));

		assert_string_equal(out.p, texts[i]);
	}
}

static void
test_refused(void **state)
{
	static const char *const texts[] = { "", "{", "{\"a\":1,\"a\":2}", "[1,]", "\"\\u0000\"",
		"1 2", "\"\xFF\"", "{'a':1}", "\"\\uFFFF\"", "[\"\\uFDD0\"]", "\"\xEF\xBF\xBE\"",
		"{\"\\uD83F\\uDFFE\":1}" };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v;
	char deep[140];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct dais_err err = DAIS_ERR_INIT;

		assert_false(dais_json_parse(a, dais_str_from(texts[i]), &v, &err));
		assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
	for (size_t i = 0; i < 70; i++) {
		deep[i] = '[';
		deep[139 - i] = ']';
	}
	struct dais_err err = DAIS_ERR_INIT;

	assert_false(dais_json_parse(a, (struct dais_str){ deep, 140 }, &v, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
}

/* The deepest tree that is read fits into what programs put around it. */
static void
test_deepest(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO out = { 0 };
	char deep[2 * DAIS_JSON_READ_DEPTH_MAX + 1] = { 0 };
	struct dais_json w;

	(void)state;
	for (size_t i = 0; i < DAIS_JSON_READ_DEPTH_MAX; i++) {
		deep[i] = '[';
		deep[2 * DAIS_JSON_READ_DEPTH_MAX - 1 - i] = ']';
	}
	dais_buf_init(&out, 1000);
	dais_json_begin(&w, &out, true);
	for (int i = 0; i < 8; i++)
		dais_json_array(&w);
	dais_json_put(&w, parse(a, deep));
	for (int i = 0; i < 8; i++)
		dais_json_end(&w);
	dais_json_finish(&w);
	assert_int_equal(out.n, 2 * DAIS_JSON_DEPTH_MAX + 1);
}

static void
test_members(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_json_value *v = parse(a, "{\"n\":7,\"s\":\"x\",\"b\":true,\"l\":[1]}");

	(void)state;
	assert_int_equal(dais_json_get_int(v, "n", 0), 7);
	assert_int_equal(dais_json_get_int(v, "s", 5), 5);
	assert_true(dais_json_get_bool(v, "b"));
	assert_true(dais_str_is(dais_json_get_str(v, "s"), "x"));
	assert_null(dais_json_get(v, "none"));
	assert_null(dais_json_get(NULL, "none"));
	dais_json_set(a, v, DAIS_STR("n"), NULL);
	dais_json_set(a, v, DAIS_STR("s"), dais_json_new_int(a, 3));
	dais_json_set(a, v, DAIS_STR("t"), dais_json_new_str(a, DAIS_STR("y")));
	dais_json_append(a, dais_json_get(v, "l"), dais_json_new(a, DAIS_JSON_NULL));
	assert_string_equal(
	    dais_json_print(a, v).p, "{\"s\":3,\"b\":true,\"l\":[1,null],\"t\":\"y\"}");
}

static void
test_equal_whatever_the_order_of_members(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const struct dais_json_value *x = parse(a, "{\"a\":[1,2],\"b\":\"c\"}");

	(void)state;
	assert_true(dais_json_equal(x, parse(a, "{\"b\":\"c\",\"a\":[1,2]}")));
	assert_false(dais_json_equal(x, parse(a, "{\"b\":\"c\",\"a\":[2,1]}")));
	assert_false(dais_json_equal(x, parse(a, "{\"b\":\"c\",\"d\":[1,2]}")));
	assert_false(dais_json_equal(x, parse(a, "{\"b\":\"c\",\"a\":[1,\"2\"]}")));
	assert_false(dais_json_equal(x, parse(a, "{\"b\":\"c\"}")));
}

/* One value in many ways of writing, and damaged in one byte: the quick reader says the same as
 * jansson or leaves it to it. */
static void
test_quick_reader_agrees(void **state)
{
	static const char text[] =
	    "{ \"a\" : [ 1 , -20, 0, 15, true , null ] ,\n\"b\":\"x\\\"y\\n\\\\ \xD8\xB9\", "
	    "\"c\":{\"d\":"
	    "[[]], \"e\":{}},\"f\":123456789012345678,\"g\":0,\"h\":1,\"i\":2,\"j\":3,\"k\":4,"
	    "\"l\":5,\"m\":6,\"n\":7,\"o\":8,\"p\":\"\"}";
	static const char bytes[] = "\"\\{}[],:0-9eE.tn \x01\xFF\x80";
	size_t quick = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++) {
		for (size_t k = 0; k < sizeof(bytes); k++) { /* NUL, too */
			DAIS_ARENA_AUTO a = dais_arena_new(0);
			struct dais_str damaged = dais_arena_dup(a, DAIS_STR(text));
			struct dais_json_value *x, *y;
			struct dais_err err = DAIS_ERR_INIT;

			((char *)(uintptr_t)damaged.p)[i] = bytes[k];
			x = mark_json_quick(a, damaged);
			if (!x)
				continue;
			quick++;
			assert_true(mark_json_slow(a, damaged, &y, &err));
			assert_true(dais_json_equal(x, y));
		}
	}
	assert_true(quick > 300);
}

static void
test_repeated_members_of_many(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_json_value *v;
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (int i = 0; i < 40; i++)
		dais_buf_printf(&b, "%s\"m%d\":%d", i ? "," : "{", i, i);
	dais_buf_puts(&b, "}");
	v = mark_json_quick(a, dais_buf_str(&b));
	assert_non_null(v);
	assert_int_equal(dais_json_get_int(v, "m39", 0), 39);
	b.n--;
	dais_buf_puts(&b, ",\"m13\":1}");
	assert_null(mark_json_quick(a, dais_buf_str(&b)));
	assert_false(dais_json_parse(a, dais_buf_str(&b), &v, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comes_back_as_written),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_deepest),
		cmocka_unit_test(test_members),
		cmocka_unit_test(test_equal_whatever_the_order_of_members),
		cmocka_unit_test(test_quick_reader_agrees),
		cmocka_unit_test(test_repeated_members_of_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
