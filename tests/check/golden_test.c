/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Golden cases of the rules: tests/golden/check/<RULE>/{pass,fail}.patch change lines of the
 * package tests/golden/check/base; expect.txt lists "file:line rule" of the failing case. A patch
 * is hunks "@@ <file>" with lines " kept", "-removed", "+added", found without line numbers.
 * messages.<language>.txt has what all failing cases say in a language. DAIS_UPDATE_GOLDEN=1 writes
 * these files anew.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "check/check.h"
#include "read/package/load.h"
#include "text/message.h"

#define MAX_BYTES ((size_t)1 << 20)
#define N_FILES 4

static const char *golden;   /* tests/golden/check */
static const char *examples; /* examples */
static const char *const files[N_FILES] = { "meeting.yaml", "profile.yaml", "text/en.md",
	"text/fr.md" };

struct package {
	struct dais_str file[N_FILES];
};

static struct dais_str
read_or_fail(struct dais_arena *a, const char *path)
{
	struct dais_str s;
	struct dais_err err = DAIS_ERR_INIT;

	if (!dais_file_read(a, path, MAX_BYTES, &s, &err))
		fail_msg("%s: %s", path, err.msg);
	return s;
}

static void
read_base(struct dais_arena *a, struct package *p)
{
	char *dir = dais_file_join(a, golden, "base");

	for (size_t i = 0; i < N_FILES; i++)
		p->file[i] = read_or_fail(a, dais_file_join(a, dir, files[i]));
}

/* Replaces the only place of @old in @s. */
static struct dais_str
replace_once(struct dais_arena *a, struct dais_str s, struct dais_str old, struct dais_str new,
    const char *path)
{
	size_t at = dais_str_find(s, old, 0);

	if (at == SIZE_MAX || dais_str_find(s, old, at + 1) != SIZE_MAX)
		fail_msg("%s: the lines \"%.*s\" are not there, or more than once", path,
		    DAIS_STR_ARG(old));
	return dais_arena_printf(a, "%.*s%.*s%.*s", DAIS_STR_ARG(dais_str_sub(s, 0, at)),
	    DAIS_STR_ARG(new), DAIS_STR_ARG(dais_str_sub(s, at + old.n, s.n)));
}

static struct dais_str *
find_file(struct package *p, struct dais_str name, const char *path)
{
	for (size_t i = 0; i < N_FILES; i++) {
		if (dais_str_is(dais_str_trim(name), files[i]))
			return &p->file[i];
	}
	fail_msg("%s: no file \"%.*s\" in the base package", path, DAIS_STR_ARG(name));
	return NULL;
}

static void
end_hunk(struct dais_arena *a, struct dais_str *file, struct dais_buf *old, struct dais_buf *new,
    const char *path)
{
	if (file && old->n)
		*file = replace_once(a, *file, dais_buf_dup(old, a), dais_buf_dup(new, a), path);
	dais_buf_clear(old);
	dais_buf_clear(new);
}

static void
apply(struct dais_arena *a, struct package *p, const char *path)
{
	struct dais_str rest = read_or_fail(a, path), line;
	struct dais_str *file = NULL;
	DAIS_BUF_AUTO old = { 0 };
	DAIS_BUF_AUTO new = { 0 };

	dais_buf_init(&old, MAX_BYTES);
	dais_buf_init(&new, MAX_BYTES);
	while (dais_str_next_line(&rest, &line)) {
		struct dais_str body = dais_str_sub(line, 1, line.n);

		if (dais_str_has_prefix(line, DAIS_STR("@@ "))) {
			end_hunk(a, file, &old, &new, path);
			file = find_file(p, dais_str_sub(line, 3, line.n), path);
			continue;
		}
		if (!line.n || line.p[0] == '#')
			continue;
		if (line.p[0] != '+') {
			dais_buf_put(&old, body);
			dais_buf_put_char(&old, '\n');
		}
		if (line.p[0] != '-') {
			dais_buf_put(&new, body);
			dais_buf_put_char(&new, '\n');
		}
	}
	end_hunk(a, file, &old, &new, path);
}

static void
check_in(struct dais_arena *a, const struct package *p, const char *rule, const char *path,
    enum dais_lang l, struct dais_diags *diags)
{
	struct dais_str text[DAIS_LANG_COUNT] = {
		[DAIS_LANG_EN] = p->file[2], [DAIS_LANG_FR] = p->file[3]
	};
	struct dais_check_options opt = { .rules = &rule, .n_rules = rule ? 1 : 0 };
	struct dais_record *r;

	dais_diags_init(diags, a);
	dais_text_diags_in(diags, l);
	diags->keeps_english = true;
	r = dais_package_read(a, p->file[0], text, p->file[1], diags);
	if (diags->list.n)
		fail_msg("%s: not a package: %.*s (line %u)", path,
		    DAIS_STR_ARG(diags->list.v[0].message), diags->list.v[0].places.v[0].line);
	dais_check_record(r, &opt, diags);
}

static void
check(struct dais_arena *a, const struct package *p, const char *rule, const char *path,
    struct dais_diags *diags)
{
	check_in(a, p, rule, path, DAIS_LANG_EN, diags);
}

static struct dais_str
print(struct dais_arena *a, const struct dais_diags *d)
{
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, MAX_BYTES);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct dais_diag *g = &d->list.v[i];

		assert_true(g->places.n > 0);
		dais_buf_printf(&b, "%.*s:%u %s\n", DAIS_STR_ARG(g->places.v[0].file),
		    g->places.v[0].line, g->rule);
	}
	return dais_buf_dup(&b, a);
}

static void
run_fail(struct dais_arena *a, const struct dais_rule *rule, const char *dir)
{
	struct package p;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;
	char *path = dais_file_join(a, dir, "fail.patch"),
	     *expect = dais_file_join(a, dir, "expect.txt");
	struct dais_str got;

	read_base(a, &p);
	apply(a, &p, path);
	check(a, &p, rule->id, path, &d);
	got = print(a, &d);
	if (!got.n)
		fail_msg("%s: no finding", path);
	if (getenv("DAIS_UPDATE_GOLDEN"))
		assert_true(dais_file_write(expect, got, &err));
	assert_str(got, dais_arena_cstr(a, read_or_fail(a, expect)));
	for (size_t i = 0; i < d.list.n; i++) {
		if (getenv("DAIS_SHOW_GOLDEN"))
			fprintf(stderr, "%s: %.*s | %.*s\n", rule->id,
			    DAIS_STR_ARG(d.list.v[i].message), DAIS_STR_ARG(d.list.v[i].hint));
		assert_true(d.list.v[i].hint.n > 0);
		assert_true(d.list.v[i].message.n > 0);
	}
}

static void
run_pass(struct dais_arena *a, const struct dais_rule *rule, const char *dir)
{
	struct package p;
	struct dais_diags d;
	char *path = dais_file_join(a, dir, "pass.patch");

	read_base(a, &p);
	apply(a, &p, path);
	check(a, &p, rule->id, path, &d);
	if (d.list.n)
		fail_msg("%s: %.*s", path, DAIS_STR_ARG(d.list.v[0].message));
}

/* One test a rule that runs; its state is the rule. */
static void
test_rule(void **state)
{
	const struct dais_rule *rule = *state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *dir = dais_file_join(a, golden, rule->id);

	run_pass(a, rule, dir);
	run_fail(a, rule, dir);
}

static void
test_base_is_clean(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct package p;
	struct dais_diags d;

	(void)state;
	read_base(a, &p);
	check(a, &p, NULL, "base", &d);
	assert_str(print(a, &d), "");
}

static void
test_table_is_complete(void **state)
{
	(void)state;
	assert_null(dais_rule_at(dais_rules_count()));
	for (size_t i = 0; i < dais_rules_count(); i++) {
		const struct dais_rule *r = dais_rule_at(i);

		if (!r->id[0] || !r->statement[0] || !r->source[0] || !r->passes[0] || !r->fails[0])
			fail_msg("%s is not complete", r->id);
		if ((r->run != NULL) + (r->note != NULL) + r->planned != 1)
			fail_msg("%s: a function, a note, or the planner", r->id);
		assert_ptr_equal(dais_rule_find(dais_str_from(r->id)), r); /* ids are unique */
	}
	assert_null(dais_rule_find(DAIS_STR("R-NONE-01")));
}

/* --- in six languages ----------------------------------------------------------------------- */

/* Words of English sentences that no name in the base package has. */
static void
expect_no_english(struct dais_str words, const char *rule, enum dais_lang l)
{
	static const char *const english[] = { " is ", " are ", " has ", " have ", " not ", " but ",
		" was ", " than ", " which ", "write ", "add ", "correct " };

	for (size_t i = 0; i < sizeof(english) / sizeof(*english); i++) {
		if (dais_str_find(words, dais_str_from(english[i]), 0) != SIZE_MAX)
			fail_msg("%s in %s: %.*s", rule, dais_lang_code(l), DAIS_STR_ARG(words));
	}
}

/* What the failing case of @rule says in @l, compared with what it says in English. */
static void
say_failing(
    struct dais_arena *a, const struct dais_rule *rule, enum dais_lang l, struct dais_buf *out)
{
	char *path = dais_file_join(a, dais_file_join(a, golden, rule->id), "fail.patch");
	struct package p;
	struct dais_diags said, english;

	read_base(a, &p);
	apply(a, &p, path);
	check_in(a, &p, rule->id, path, l, &said);
	check(a, &p, rule->id, path, &english);
	assert_int_equal(said.list.n, english.list.n);
	for (size_t i = 0; i < said.list.n; i++) {
		const struct dais_diag *g = &said.list.v[i], *e = &english.list.v[i];

		dais_buf_printf(out, "%s %.*s\n    %.*s\n", g->rule, DAIS_STR_ARG(g->message),
		    DAIS_STR_ARG(g->hint));
		if (l == DAIS_LANG_EN)
			continue;
		/* Programs know a finding by its English, whatever the language. */
		assert_true(dais_str_eq(g->english, e->message));
		expect_no_english(g->message, g->rule, l);
		expect_no_english(g->hint, g->rule, l);
		if (dais_str_eq(g->message, e->message) || dais_str_eq(g->hint, e->hint))
			fail_msg("%s is English in %s", g->rule, dais_lang_code(l));
	}
}

static void
test_language(enum dais_lang l)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str name = dais_arena_printf(a, "messages.%s.txt", dais_lang_code(l));
	char *path = dais_file_join(a, golden, name.p);
	struct dais_err err = DAIS_ERR_INIT;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, MAX_BYTES);
	for (size_t i = 0; i < dais_rules_count(); i++) {
		if (dais_rule_at(i)->run)
			say_failing(a, dais_rule_at(i), l, &out);
	}
	if (getenv("DAIS_UPDATE_GOLDEN"))
		assert_true(dais_file_write(path, dais_buf_str(&out), &err));
	assert_str(dais_buf_dup(&out, a), dais_arena_cstr(a, read_or_fail(a, path)));
}

#define TEST_LANGUAGE(name, l)                                                                     \
	static void name(void **state)                                                             \
	{                                                                                          \
		(void)state;                                                                       \
		test_language(l);                                                                  \
	}
TEST_LANGUAGE(test_arabic, DAIS_LANG_AR)
TEST_LANGUAGE(test_chinese, DAIS_LANG_ZH)
TEST_LANGUAGE(test_english, DAIS_LANG_EN)
TEST_LANGUAGE(test_french, DAIS_LANG_FR)
TEST_LANGUAGE(test_russian, DAIS_LANG_RU)
TEST_LANGUAGE(test_spanish, DAIS_LANG_ES)

/* The examples have no error and only warnings that are known to be true. */
static void
expect_example(const char *name, const char *const *known)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_record *r;
	struct dais_diags d;
	struct dais_err err = DAIS_ERR_INIT;

	dais_diags_init(&d, a);
	if (!dais_package_load(a, dais_file_join(a, examples, name), &r, &d, &err))
		fail_msg("%s: %s", name, err.msg);
	dais_check_record(r, NULL, &d);
	assert_int_equal(d.errors, 0);
	for (size_t i = 0; i < d.list.n; i++) {
		bool found = d.list.v[i].severity == DAIS_SEVERITY_INFO;

		for (size_t k = 0; known[k]; k++)
			found |= strcmp(known[k], d.list.v[i].rule) == 0;
		if (!found)
			fail_msg("%s: %s %.*s", name, d.list.v[i].rule,
			    DAIS_STR_ARG(d.list.v[i].message));
	}
}

static void
test_examples(void **state)
{
	static const char *const untoc[] = { "R-AGENDA-07", "R-AGENDA-09", "R-DATE-03", "R-HYB-03",
		"R-TIME-08", "R-TIME-10", "R-TIME-11", "R-TXT-07", NULL };
	static const char *const single[] = { "R-AGENDA-11", "R-DOC-01", "R-DOC-14", NULL };

	(void)state;
	expect_example("untoc-2022", untoc);
	expect_example("single-body", single);
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	size_t n = dais_rules_count(), count = 0;
	struct CMUnitTest *tests = DAIS_NEW_N(a, n + 9, struct CMUnitTest);

	if (argc != 3)
		return 2;
	golden = argv[1];
	examples = argv[2];
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_table_is_complete);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_base_is_clean);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_examples);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_arabic);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_chinese);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_english);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_french);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_russian);
	tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_spanish);
	for (size_t i = 0; i < n; i++) {
		const union {
			const struct dais_rule *rule;
			void *state;
		} u = { .rule = dais_rule_at(i) };

		if (u.rule->run)
			tests[count++] =
			    (struct CMUnitTest){ u.rule->id, test_rule, NULL, NULL, u.state };
	}
	return _cmocka_run_group_tests("check", tests, count, NULL, NULL);
}
