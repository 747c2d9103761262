/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * text/<lang>.md: every refusal with its place, and prose to CommonMark and back.
 */
#include "support.h"

#include "base/buf.h"
#include "read/package/markdown.h"

struct flaw {
	const char *from, *to, *expected;
};

static const struct flaw flaws[] = {
	{ "{{body ic}}", "{{body ci}}",
	    "text/en.md:3:30: unknown body `ci` in `{{body ci}}` [did you mean `ic`?]" },
	{ "{{meeting ic@13}}", "{{meeting ic@14}}",
	    "text/en.md:3:5: unknown meeting `ic@14` in `{{meeting ic@14}}` [did you mean "
	    "`ic@13`?]" },
	{ "{{mandate cop:10/6}}", "{{mandate cop:10/5}}",
	    "text/en.md:7:5: unknown mandate `cop:10/5` in `{{mandate cop:10/5}}` [did you mean "
	    "`cop:10/6`?]" },
	{ "{{doc agenda}}", "{{doc paper}}",
	    "text/en.md:7:30: unknown document `paper` in `{{doc paper}}` []" },
	{ "{{doc agenda}}", "{{item enviroment}}",
	    "text/en.md:7:30: unknown item `enviroment` in `{{item enviroment}}` [did you mean "
	    "`environment`?]" },
	{ "{{doc agenda}}", "{{item environment@ta}}",
	    "text/en.md:7:30: item `environment` is not on the agenda of `ta` []" },
	{ "{{doc agenda}}", "{{approved data}}",
	    "text/en.md:7:30: unknown approval `data` in `{{approved data}}` [did you mean "
	    "`dates`?]" },
	{ "{{doc agenda}}", "{{dco agenda}}",
	    "text/en.md:7:30: unknown kind of reference `dco` in `{{dco agenda}}` [did you mean "
	    "`doc`?]" },
	{ "{{doc agenda}}", "{{frequency agenda}}",
	    "text/en.md:7:30: unknown kind of reference `frequency` in `{{frequency agenda}}` [one "
	    "of: item, number, title, quoted, body, short, meeting, dates, opening, place, date, "
	    "day, "
	    "period, time, doc, doctitle, mandate, approved, schedule]" },
	{ "{{doc agenda}}", "{{date 2022-02-30}}",
	    "text/en.md:7:30: no date in `{{date 2022-02-30}}` [write it as {{date 2022-05-23}}]" },
	{ "{{doc agenda}}", "{{time 25:00}}",
	    "text/en.md:7:30: no time in `{{time 25:00}}` [write it as {{time 10:00}}]" },
	{ "{{doc agenda}}", "{{period 2022-02-16 2022-02-14}}",
	    "text/en.md:7:30: the period ends before it begins in `{{period 2022-02-16 "
	    "2022-02-14}}` "
	    "[]" },
	{ "{{doc agenda}}", "{{doc agenda extra}}",
	    "text/en.md:7:30: `extra` is too much in `{{doc agenda extra}}` []" },
	{ "{{doc agenda}}", "{{doc}}",
	    "text/en.md:7:30: `{{doc}}` is not a reference: no argument after the kind []" },
	{ "{{doc agenda}}, on {{date 2022-05-23|23 May}}.", "{{doc agenda.",
	    "text/en.md:7:30: `{{` begins a reference that is not closed [close it with `}}` in "
	    "the "
	    "same paragraph, without emphasis or links inside]" },
	{ "- one", "<b>one</b>",
	    "text/en.md:9:1: raw HTML is not allowed [write `\\<` for the sign <]" },
	{ "- one", "<div>one</div>", "text/en.md:9:1: raw HTML is not allowed []" },
	{ "- one", "an `a`", "text/en.md:9:4: code is not allowed []" },
	{ "- one", "    one",
	    "text/en.md:9:5: code blocks are not allowed [a line with four spaces or a tab before "
	    "it "
	    "is a code block]" },
	{ "- one", "![a](b)", "text/en.md:9:1: images are not allowed []" },
	{ "- one", "***", "text/en.md:9:1: a rule between paragraphs is not allowed []" },
	{ "- one", "> > one", "text/en.md:9:3: a quotation cannot stand in a quotation []" },
	{ "- one", "> - one", "text/en.md:9:3: a list cannot stand in a quotation []" },
	{ "- one", "- # one", "text/en.md:9:3: a heading cannot stand in a list or quotation []" },
	{ "- one", "- one\n\n  two",
	    "text/en.md:11:3: a list item can hold one paragraph only []" },
	{ "- one", "-", "text/en.md:9:1: the list item is empty []" },
	{ "- one", "##### one",
	    "text/en.md:9:1: headings inside an annotation have the levels 2 to 4 []" },
	{ "- one", "[one](page.html)",
	    "text/en.md:9:1: a link must name a whole address [it begins with https://, http:// or "
	    "mailto:]" },
	{ "- one", "# one",
	    "text/en.md:9:1: a level-1 heading must be one reference to an item [write `# {{item "
	    "some-id}}`; for a heading inside an annotation use `##` or `###`]" },
	{ "- one", "# {{item organization/opening}}",
	    "text/en.md:9:1: this item has a section already [the first is in line 1]" },
	{ "environment@ic}}\n", "environment@ta}}\n",
	    "text/en.md:5:3: item `environment` is not on the agenda of `ta` []" },
	{ "# {{item organization/opening}}\n", "Words.\n",
	    "text/en.md:1:1: this stands before the first section [a section begins with `# {{item "
	    "some-id}}`]" },
};

static void
test_flaws(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(flaws) / sizeof(*flaws); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_diags d;

		(void)read_small(a, dais_str_from(small_yaml),
		    spoil(a, small_text, flaws[i].from, flaws[i].to), &d);
		assert_reported(a, &d, flaws[i].expected);
	}
}

static void
test_encoding(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_diags d;

	(void)state;
	(void)read_small(
	    a, dais_str_from(small_yaml), spoil(a, small_text, "- one", "- \xE9one"), &d);
	assert_string_equal(first_of(a, &d),
	    "text/en.md:9:3: the bytes here are not UTF-8 text [byte 209 is 0xE9; save the file as "
	    "UTF-8]");
}

static struct dais_prose
parse(struct dais_arena *a, struct dais_str s, bool strict)
{
	struct dais_diags d;
	struct dais_prose prose;

	dais_diags_init(&d, a);
	(void)dais_package_read_prose(dais_record_new(a), "x.md", s, &prose, &d);
	if (strict)
		assert_string_equal(first_of(a, &d), "nothing");
	return prose;
}

/* What is parsed from @s prints so that it parses the same; returns the print. */
static struct dais_str
round_trip(struct dais_arena *a, struct dais_str s, bool strict)
{
	struct dais_prose first = parse(a, s, strict), second;
	struct dais_str printed;
	DAIS_BUF_AUTO b = { 0 };

	dais_buf_init(&b, DAIS_BUF_MAX);
	dais_package_print_prose(&first, &b);
	printed = dais_buf_dup(&b, a);
	second = parse(a, printed, false);
	if (!dais_package_prose_equal(&first, &second))
		fail_msg("\"%.*s\" printed as \"%.*s\" is read otherwise", DAIS_STR_ARG(s),
		    DAIS_STR_ARG(printed));
	return printed;
}

static void
test_stable(void **state)
{
	/* printed exactly as written */
	static const char *const texts[] = {
		"Plain words, *some in italics*, **some bold**, ***both***.\n",
		"In *a **b** c* and **a *b* c**.\n",
		"### Heading\n\nA paragraph.\n\n> A quotation.\n>\n> More.\n\n- a\n- b\n  - c\n    "
		"- d\n- e\n",
		"3. three\n4. four\n   - sub\n5. five\n",
		"See [the page](https://example.org/a?b=1) now.\n",
		"A line\\\nand another.\n",
		"1\\. not a list\n",
		"2022\\) no\n",
		"\\# no \\*heading\\* \\[here\\] a\\<b\n",
		"snake_case and \\_open\n",
		"1. a\n2. b\n\nText\n\n1. c\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		assert_str(round_trip(a, dais_str_from(texts[i]), true), texts[i]);
	}
}

static void
test_awkward(void **state)
{
	static const char *const texts[] = {
		"a*b*c **d**e\n",
		"*a*&#98;\n",
		"1. a\n2. b\n\n1) c\n2) d\n",
		"- a\n\n  7. b\n",
		"a\nb 国\n际 c\n",
		"&#32;lead\n",
		"&amp;copy; &#38;#65;\n",
		"*a!*[b](https://x.org/(y))\n",
		"Wow![b](<https://x.org/a b>)\n",
		"[*a* b](https://x.org)\n",
		"Setext\n---\n",
		"__a__*b*\n",
		"*a*__b__ _c_\n",
		"+ a\n+ b\n\n* c\n",
		"### a \\#\n",
		"a &#10; b\n",
		"**a.**b\n",
		"*(a)*b*c*\n",
		"***a** b*c\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);

		(void)round_trip(a, dais_str_from(texts[i]), false);
	}
}

/* Random strings of the characters that matter to CommonMark. */
static void
test_random(void **state)
{
	static const char *const pieces[] = { "a", "b ", "*", "**", "_", "__", "[",
		"](https://x.y)", "!", "<", "&", "#", "-", "1.", ")", "\\", " ", "\n", "\n\n", "> ",
		"- ", "  ", "é", "国", "(", ".", "&#32;", "~", "=", "'", "{{date 2022-01-01}}",
		"\n---\n", "2) ", "&lt;" };
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_prose prose;
		struct dais_diags d;
		DAIS_BUF_AUTO b = { 0 };

		dais_buf_init(&b, 4096);
		for (int i = 0; i < 14; i++) {
			seed = seed * 1664525u + 1013904223u;
			dais_buf_puts(&b, pieces[(seed >> 8) % (sizeof(pieces) / sizeof(*pieces))]);
		}
		dais_diags_init(&d, a);
		if (dais_package_read_prose(dais_record_new(a), "x", dais_buf_str(&b), &prose, &d))
			(void)round_trip(a, dais_buf_dup(&b, a), true);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flaws),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_stable),
		cmocka_unit_test(test_awkward),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
