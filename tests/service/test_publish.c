/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The documents of a release, over a real record.
 */
#include "record_support.h"

#include "mark/json_read.h"
#include "service/house/release.h"
#include "service/publish/publish.h"

static void
release_example(struct dais_house *h, struct dais_arena *a)
{
	struct dais_actor program = dais_actor_program();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_release release;
	struct dais_diags diags;
	uint64_t change;

	dais_diags_init(&diags, a);
	change = record_import(h, EXAMPLE, DAIS_STR("example"));
	if (!dais_house_release(h, &program, DAIS_STR("example"),
		&(const struct dais_release_terms){ change, DAIS_STR_NONE, true }, &diags, &release,
		a, &err))
		fail_msg("%s", err.msg);
}

static void
a_release_has_documents_in_every_language(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = record_open();
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_thing thing;
	struct dais_json_value *v;
	struct dais_str bytes, type;
	struct dais_digest digest;
	size_t files = 0;
	uint64_t before, after;

	(void)state;
	release_example(h, a);
	if (!dais_publish_now(h, DAIS_STR("example"), 0, &files, &err))
		fail_msg("%s", err.msg);
	assert_int_equal(files, 6 * 6);
	assert_true(dais_store_thing(dais_house_store(h), DAIS_STR("example"), DAIS_STR("file"),
	    DAIS_STR("agenda/ar/pdf"), a, &thing, &err));
	assert_true(dais_json_parse(a, thing.value, &v, &err));
	assert_string_equal(
	    dais_arena_cstr(a, dais_json_get_str(v, "name")), "ctoc-cop-wg.2-2022-1-ar.pdf");
	assert_true(dais_digest_parse(dais_json_get_str(v, "digest"), &digest));
	assert_true(dais_store_file_get(dais_house_store(h), &digest, a, &bytes, &type, &err));
	assert_true(dais_str_has_prefix(bytes, DAIS_STR("%PDF-")));
	assert_int_equal((int64_t)bytes.n, dais_json_get_int(v, "size", 0));
	/* The same release makes the same bytes: nothing changes. */
	assert_true(dais_store_latest(dais_house_store(h), DAIS_STR_NONE, &before, &err));
	assert_true(dais_publish_now(h, DAIS_STR("example"), 1, &files, &err));
	assert_true(dais_store_latest(dais_house_store(h), DAIS_STR_NONE, &after, &err));
	assert_int_equal(before, after);
	record_remove(h);
}

static void
a_damaged_answer_changes_nothing(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_house *h = record_open();
	struct dais_err err = DAIS_ERR_INIT;
	uint64_t before, after;
	size_t files;

	(void)state;
	release_example(h, a);
	assert_true(dais_store_latest(dais_house_store(h), DAIS_STR_NONE, &before, &err));
	assert_false(dais_publish_keep(h, DAIS_STR("example"),
	    DAIS_STR("\1\0\0\0\0\0\0\0\2\0\0\0\0\0\0\0rubbish"), &files, &err));
	err = (struct dais_err)DAIS_ERR_INIT;
	assert_true(dais_store_latest(dais_house_store(h), DAIS_STR_NONE, &after, &err));
	assert_int_equal(before, after);
	record_remove(h);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_release_has_documents_in_every_language),
		cmocka_unit_test(a_damaged_answer_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
