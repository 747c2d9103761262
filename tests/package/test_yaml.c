/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Files that are not what they should be: encodings, limits, hostile input.
 */
#include "support.h"

#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "read/package/yaml_tree.h"

static void
expect(struct dais_str bytes, const char *expected)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_yaml_doc doc;
	struct dais_diags d;

	dais_diags_init(&d, a);
	(void)dais_yaml_parse(a, bytes, "f.yaml", true, &d, &doc);
	assert_reported(a, &d, expected);
}

static void
test_refused(void **state)
{
	(void)state;
	expect(DAIS_STR("a: &x [1]\nb: *x\n"),
	    "f.yaml:1:4: anchors (`&name`) are not allowed [write the value where it is needed]");
	expect(DAIS_STR("a: *x\n"),
	    "f.yaml:1:4: aliases (`*name`) are not allowed [write the value where it is needed; a "
	    "value that begins with * needs quotation marks]");
	expect(DAIS_STR("a: &x [*x, *x]\n"),
	    "f.yaml:1:4: anchors (`&name`) are not allowed [write the value where it is needed]");
	expect(DAIS_STR("a: !!str 1\n"),
	    "f.yaml:1:4: tags (`!name`) are not allowed [leave the tag out; put quotation marks "
	    "around words that look like numbers]");
	expect(DAIS_STR("[a, b]: c\n"),
	    "f.yaml:1:1: a key must be a word [a list or mapping cannot be a key]");
	expect(DAIS_STR("a: 1\n---\nb: 2\n"),
	    "f.yaml:2:1: the file holds a second document [take out the line `---`]");
	expect(DAIS_STR("é: 1\nb: 2\né: 3\n"),
	    "f.yaml:3:1: `é` is given twice [the first is in line 1]");
}

static void
test_syntax(void **state)
{
	(void)state;
	expect(DAIS_STR("a: [1, 2\nb: 3\n"),
	    "f.yaml:2:2: a bracket that opens in line 1 is not closed [close it, with a comma "
	    "between its members]");
	expect(DAIS_STR("a: \"open\n"),
	    "f.yaml:2:1: a quotation mark that opens in line 1 is not closed [close it at the end "
	    "of the words]");
	expect(DAIS_STR("a: 1\n\tb: 2\n"), "f.yaml:2:1: a tab stands here [indent with spaces]");
	expect(DAIS_STR("é: 1\n\tb: 2\n"), "f.yaml:2:1: a tab stands here [indent with spaces]");
	expect(DAIS_STR("a:\n\tb: 2\n"), "f.yaml:2:1: a tab stands here [indent with spaces]");
	expect(DAIS_STR("a: @b\n"), "f.yaml:1:4: a value cannot begin with @ [put the value in "
				    "quotation marks: \"...\"]");
	expect(DAIS_STR("a: b: c\n"),
	    "f.yaml:1:5: there can be no second colon here [put words with a colon in quotation "
	    "marks, and indent the line like its neighbours]");
	expect(DAIS_STR("a: 1\nb\nc: 2\n"),
	    "f.yaml:3:1: a colon is missing here or in the line above [write each line as `key: "
	    "value`]");
	expect(DAIS_STR("a:\n  b: 1\n c: 2\n"),
	    "f.yaml:3:2: this line does not fit to those around it [indent it like its neighbours "
	    "(they begin in line 1), and look for a quotation mark too many above]");
	expect(DAIS_STR("a: \"b\\qc\"\n"), "f.yaml:1:6: not YAML: found unknown escape character "
					   "[while parsing a quoted scalar that begins in line 1]");
}

static void
test_encoding(void **state)
{
	(void)state;
	expect(DAIS_STR("\xFF\xFE"
			"a\0:\0"),
	    "f.yaml:1:1: the file is in UTF-16, not UTF-8 [save it as UTF-8]");
	expect(DAIS_STR("a: 1\nb: caf\xE9\n"), "f.yaml:2:7: the bytes here are not UTF-8 text "
					       "[byte 11 is 0xE9; save the file as UTF-8]");
	expect(DAIS_STR("a: x\0y\n"),
	    "f.yaml:1:5: there is a NUL byte in the file [byte 4 is 0x00; save the file as UTF-8]");
}

static void
test_deep(void **state)
{
	struct dais_buf b;

	(void)state;
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (int i = 0; i < 500; i++)
		dais_buf_put_char(&b, '[');
	expect(dais_buf_str(&b),
	    "f.yaml:1:65: the values are nested too deeply [the limit is 64 levels]");
	dais_buf_release(&b);
}

static void
test_huge(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char *dir = make_folder(a), *file = dais_file_join(a, dir, "meeting.yaml");
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_record *r;
	struct dais_diags d;
	FILE *f = fopen(file, "w");

	(void)state;
	assert_non_null(f);
	(void)fclose(f);
	assert_int_equal(truncate(file, 100 << 20), 0);
	dais_diags_init(&d, a);
	assert_false(dais_package_load(a, dir, &r, &d, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
	assert_non_null(strstr(err.msg, "104857600 bytes"));
}

static void
test_many(void **state)
{
	struct dais_buf b;

	(void)state;
	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_buf_puts(&b, "a: [");
	for (int i = 0; i < 500001; i++)
		dais_buf_puts(&b, "1,");
	expect(dais_buf_str(&b),
	    "f.yaml:1:999999: the file has too many values [the limit is 500,000]");
	dais_buf_clear(&b);
	for (int i = 0; i < 1000001; i++)
		dais_buf_put_char(&b, '\n');
	expect(dais_buf_str(&b), "f.yaml:1000001:1: the file has more than 1,000,000 lines []");
	dais_buf_release(&b);
}

/* A file cut off anywhere gives diagnostics or a record, never a crash. */
static void
test_truncated(void **state)
{
	size_t n = strlen(small_yaml);
	/* the title of a document with a symbol, sittings and what follows may be absent */
	size_t symbols = dais_str_find(dais_str_from(small_yaml), DAIS_STR("    symbols:"), 0);
	size_t sections = dais_str_find(dais_str_from(small_yaml), DAIS_STR("\n"), symbols);

	(void)state;
	for (size_t i = 0; i < n; i += 7) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d;

		(void)read_small(a,
		    dais_arena_dup(a, dais_str_sub(dais_str_from(small_yaml), 0, i)),
		    dais_str_from(small_text), &d);
		assert_true(d.errors > 0 || i > sections);
	}
}

static void
test_empty(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;

	(void)state;
	(void)read_small(a, DAIS_STR(""), DAIS_STR_NONE, &d);
	assert_string_equal(first_of(a, &d), "meeting.yaml:1:1: the file is empty []");
	(void)read_small(a, DAIS_STR("just words\n"), DAIS_STR_NONE, &d);
	assert_reported(a, &d,
	    "meeting.yaml:1:1: meeting.yaml must be a mapping [lines of the form `key: value`, or "
	    "{key: value}]");
	(void)read_small(a,
	    DAIS_STR("\xEF\xBB\xBF"
		     "dais: 1\n"),
	    DAIS_STR_NONE, &d);
	assert_reported(a, &d, "meeting.yaml:1:1: `bodies` is missing in meeting.yaml []");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_syntax),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_huge),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_empty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
