/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "base/fingerprint.h"
#include "service/baseline.h"
#include "service/repair.h"

static const char text[] = "1. Opening of the\n"
			   "   meetings\n"
			   "2. Réunion du mardi\n"
			   "3.\n4.\n5.\n6.\n7.\n8.\n9.\n"
			   "10. last";

static struct dais_diag *
add(struct dais_diags *d, unsigned line, unsigned column, const char *old, const char *words)
{
	struct dais_place p = { DAIS_STR("a.txt"), 0, line, column, dais_str_from(old) };
	struct dais_diag *g = dais_diags_add(d, "R-DATE-01", DAIS_SEVERITY_ERROR, &p, "wrong");

	dais_diag_add_edit(d, g, &p, dais_str_from(words));
	return g;
}

static struct dais_str
repaired(struct dais_arena *a, const struct dais_diags *d, struct dais_repair *repair)
{
	DAIS_BUF_AUTO out = { 0 };

	dais_repair_find(a, DAIS_STR(text), DAIS_STR("a.txt"), d, repair);
	dais_buf_init(&out, 65536);
	dais_repair_apply(DAIS_STR(text), repair, &out);
	return dais_buf_dup(&out, a);
}

static void
test_words_are_replaced(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_repair r;

	(void)state;
	dais_diags_init(&d, a);
	(void)add(&d, 11, 5, "last", "first");
	/* Over a line break, which stays. */
	(void)add(&d, 1, 15, "the meetings", "the meeting");
	/* Columns count code points. */
	(void)add(&d, 3, 15, "mardi", "jeudi");
	assert_str(repaired(a, &d, &r), "1. Opening of the\n   meeting\n2. Réunion du jeudi\n"
					"3.\n4.\n5.\n6.\n7.\n8.\n9.\n10. first");
	assert_int_equal(r.mended, 3);
	assert_int_equal(r.refused, 0);
}

static void
test_other_words_are_left_alone(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_repair r;

	(void)state;
	dais_diags_init(&d, a);
	(void)add(&d, 11, 5, "lost", "first");
	(void)add(&d, 11, 6, "last", "first");
	(void)add(&d, 99, 1, "last", "first");
	(void)add(&d, 11, 99, "last", "first");
	(void)add(&d, 0, 0, "last", "first");
	assert_str(repaired(a, &d, &r), text);
	assert_int_equal(r.mended, 0);
	assert_int_equal(r.refused, 5);
}

static void
test_a_finding_is_mended_whole_or_not(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_repair r;
	struct dais_place wrong = { DAIS_STR("a.txt"), 0, 4, 1, DAIS_STR("4.") };

	(void)state;
	dais_diags_init(&d, a);
	dais_diag_add_edit(&d, add(&d, 11, 5, "last", "first"), &wrong, DAIS_STR("5."));
	assert_str(repaired(a, &d, &r), text);
	assert_int_equal(r.refused, 1);
}

static void
test_repairs_that_overlap(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_repair r;

	(void)state;
	dais_diags_init(&d, a);
	(void)add(&d, 11, 5, "last", "first");
	(void)add(&d, 11, 5, "last", "first"); /* the same: once */
	(void)add(&d, 11, 5, "la", "le");      /* another: the first stands */
	assert_true(dais_str_has_suffix(repaired(a, &d, &r), DAIS_STR("10. first")));
	assert_int_equal(r.list.n, 1);
	assert_int_equal(r.mended, 2);
	assert_int_equal(r.refused, 1);
}

static void
test_diff(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	struct dais_repair r;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_diags_init(&d, a);
	(void)add(&d, 2, 4, "meetings", "meeting");
	(void)add(&d, 11, 5, "last", "first");
	(void)repaired(a, &d, &r);
	dais_buf_init(&out, 65536);
	dais_repair_diff(DAIS_STR(text), DAIS_STR("a.txt"), &r, &out);
	assert_str(dais_buf_str(&out),
	    "--- a.txt\n+++ a.txt\n@@ -1,5 +1,5 @@\n 1. Opening of the\n-   meetings\n+   meeting\n"
	    " 2. Réunion du mardi\n 3.\n 4.\n@@ -8,4 +8,4 @@\n 7.\n 8.\n 9.\n-10. last\n"
	    "\\ No newline at end of file\n+10. first\n\\ No newline at end of file\n");
}

static void
test_baseline(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d, later;
	struct dais_baseline b;
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	(void)state;
	dais_diags_init(&d, a);
	dais_diags_init(&later, a);
	(void)add(&d, 11, 5, "last", "first");
	(void)add(&d, 12, 5, "last", "first");
	dais_buf_init(&out, 65536);
	dais_baseline_write(&d, &out);
	assert_true(dais_baseline_read(a, dais_buf_str(&out), "base", &b, &err));
	/* Elsewhere in the file, with other white space: accepted as often as it was found. */
	(void)add(&later, 1, 1, " last\n", "first");
	(void)add(&later, 2, 1, "lost", "first");
	(void)add(&later, 3, 1, "last", "first");
	(void)add(&later, 4, 1, "last", "first");
	assert_int_equal(dais_baseline_apply(&b, &later), 2);
	assert_int_equal(later.list.n, 2);
	assert_int_equal(later.list.v[0].places.v[0].line, 2);
	assert_int_equal(later.list.v[1].places.v[0].line, 4);
	assert_false(dais_baseline_read(a, DAIS_STR("# x\nnonsense 1\n"), "base", &b, &err));
	assert_non_null(strstr(err.msg, "base:2"));
}

static void
test_fingerprints(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;
	const struct dais_diag *x, *y;

	(void)state;
	dais_diags_init(&d, a);
	(void)add(&d, 1, 1, "last  day", "");
	(void)add(&d, 2, 7, "last\nday", "");
	(void)add(&d, 1, 1, "lastday", "");
	x = &d.list.v[0];
	y = &d.list.v[1];
	assert_true(dais_str_eq(dais_diag_fingerprint(a, x), dais_diag_fingerprint(a, y)));
	y = &d.list.v[2];
	assert_false(dais_str_eq(dais_diag_fingerprint(a, x), dais_diag_fingerprint(a, y)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_are_replaced),
		cmocka_unit_test(test_other_words_are_left_alone),
		cmocka_unit_test(test_a_finding_is_mended_whole_or_not),
		cmocka_unit_test(test_repairs_that_overlap),
		cmocka_unit_test(test_diff),
		cmocka_unit_test(test_baseline),
		cmocka_unit_test(test_fingerprints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
