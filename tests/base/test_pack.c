/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "support/test.h"

#include "base/pack.h"

static void
fill(struct dais_diags *d)
{
	struct dais_place p = { DAIS_STR("a.txt"), 2, 3, 4, DAIS_STR("réunion") };
	struct dais_diag *g =
	    dais_diags_add(d, "R-AGENDA-04", DAIS_SEVERITY_WARNING, &p, "titles differ");

	p.line = 9;
	dais_diag_add_place(d, g, &p);
	dais_diag_set_file_hint(d, g, "write one");
	dais_diag_add_edit(d, g, &p, DAIS_STR("session"));
	(void)dais_diags_add(d, "read", DAIS_SEVERITY_ERROR, NULL, "no place");
}

static void
test_findings_come_back_whole(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO b = { 0 };
	struct dais_diags d, back;
	struct dais_unpack u;
	const struct dais_diag *g;

	(void)state;
	dais_diags_init(&d, a);
	dais_diags_init(&back, a);
	fill(&d);
	d.dropped = 7;
	dais_buf_init(&b, 65536);
	dais_pack_diags(&b, &d);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	dais_unpack_diags(&u, &back);
	assert_true(dais_unpack_end(&u));
	assert_int_equal(back.list.n, 2);
	assert_int_equal(back.errors, 1);
	assert_int_equal(back.dropped, 7);
	g = &back.list.v[0];
	assert_string_equal(g->rule, "R-AGENDA-04");
	assert_int_equal(g->severity, DAIS_SEVERITY_WARNING);
	assert_str(g->message, "titles differ");
	assert_str(g->hint, "write one");
	assert_true(g->is_file_hint);
	assert_int_equal(g->places.n, 2);
	assert_int_equal(g->places.v[1].line, 9);
	assert_str(g->places.v[1].text, "réunion");
	assert_int_equal(g->edits.n, 1);
	assert_str(g->edits.v[0].words, "session");
	assert_int_equal(back.list.v[1].places.n, 0);
}

static void
test_what_is_cut_is_refused(void **state)
{
	(void)state;
	for (size_t cut = 0;; cut++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		DAIS_BUF_AUTO b = { 0 };
		struct dais_diags d;
		struct dais_unpack u;

		dais_diags_init(&d, a);
		fill(&d);
		dais_buf_init(&b, 65536);
		dais_pack_diags(&b, &d);
		if (cut == b.n)
			return;
		u = (struct dais_unpack){ .rest = dais_str_sub(dais_buf_str(&b), 0, cut) };
		dais_unpack_diags(&u, &d);
		assert_false(dais_unpack_end(&u));
	}
}

static void
refuse(const struct dais_diag *g)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	DAIS_BUF_AUTO b = { 0 };
	struct dais_diags d = { .arena = a }, back;
	struct dais_unpack u;

	dais_diags_init(&back, a);
	dais_vec_push(a, &d.list, *g);
	dais_buf_init(&b, 65536);
	dais_pack_diags(&b, &d);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	dais_unpack_diags(&u, &back);
	assert_false(dais_unpack_end(&u));
	assert_int_equal(back.list.n, 0);
}

static void
test_values_out_of_range_are_refused(void **state)
{
	struct dais_diag good = { .rule = "read", .message = DAIS_STR("words") };
	struct dais_diag g = good;

	(void)state;
	g.severity = DAIS_SEVERITY_COUNT;
	refuse(&g);
	g = good;
	g.rule = "../../rule";
	refuse(&g);
	g = good;
	g.rule = "";
	refuse(&g);
	g = good;
	g.message = DAIS_STR("not \xff UTF-8");
	refuse(&g);
}

static void
test_errors_come_back(void **state)
{
	struct dais_err err = DAIS_ERR_INIT, back = DAIS_ERR_INIT, bad = DAIS_ERR_INIT;
	struct dais_unpack u;
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	(void)dais_err_set(&err, DAIS_ERR_LIMIT, "too large");
	(void)dais_err_hint(&err, "Cut it.");
	dais_buf_init(&b, 65536);
	dais_pack_err(&b, &err);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	dais_unpack_err(&u, &back);
	assert_true(dais_unpack_end(&u));
	assert_int_equal(back.code, DAIS_ERR_LIMIT);
	assert_string_equal(back.msg, "too large");
	assert_string_equal(back.hint, "Cut it.");
	/* What the sentences were made of comes, too; values lie within them. */
	err = (struct dais_err)DAIS_ERR_INIT;
	(void)dais_err_set(&err, DAIS_ERR_LIMIT, "\"%s\" has %d parts", "a.docx", 7);
	(void)dais_err_context(&err, "while reading %s", "b");
	dais_buf_clear(&b);
	dais_pack_err(&b, &err);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	back = (struct dais_err)DAIS_ERR_INIT;
	dais_unpack_err(&u, &back);
	assert_true(dais_unpack_end(&u));
	assert_memory_equal(&back.msg_of, &err.msg_of, sizeof(err.msg_of));
	assert_string_equal(back.context_of[0].english, "while reading %s");
	err.msg_of.values[1].n = 500;
	dais_buf_clear(&b);
	dais_pack_err(&b, &err);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	back = (struct dais_err)DAIS_ERR_INIT;
	dais_unpack_err(&u, &back);
	assert_false(dais_unpack_end(&u));
	/* The name of a file may hold anything: the reason comes across all the same. */
	(void)dais_err_set(&bad, DAIS_ERR_LIMIT, "%s is too large", "a\n\033[2J.txt");
	dais_buf_clear(&b);
	dais_pack_err(&b, &bad);
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	back = (struct dais_err)DAIS_ERR_INIT;
	dais_unpack_err(&u, &back);
	assert_true(dais_unpack_end(&u));
	assert_string_equal(back.msg, "a??[2J.txt is too large");
	/* An escape sequence from the other side is no message. */
	*(char *)memchr(b.p, '?', b.n) = '\033';
	u = (struct dais_unpack){ .rest = dais_buf_str(&b) };
	back = (struct dais_err)DAIS_ERR_INIT;
	dais_unpack_err(&u, &back);
	assert_false(dais_unpack_end(&u));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_findings_come_back_whole),
		cmocka_unit_test(test_what_is_cut_is_refused),
		cmocka_unit_test(test_values_out_of_range_are_refused),
		cmocka_unit_test(test_errors_come_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
