/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the goldens do not show: files that are refused, the order of right-to-left text from
 * characters that stand from left to right, and copies with comments. */
#include "support/test.h"

#include "base/file.h"
#include "read/pdf/annotate.h"
#include "read/pdf/pdf_priv.h"

static struct dais_str
load(struct dais_arena *a, const char *path)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_str bytes;

	assert_true(dais_file_read(a, path, (size_t)1 << 24, &bytes, &err));
	return bytes;
}

static void
refused(const char *path, enum dais_err_code code)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_flow *f;
	struct dais_diags d;

	dais_diags_init(&d, a);
	assert_false(dais_pdf_flow(a, load(a, path), DAIS_STR("a.pdf"), &f, &d, &err));
	assert_int_equal(err.code, code);
}

static void
test_refused(void **state)
{
	(void)state;
	refused(REFUSED "/encrypted.pdf", DAIS_ERR_DENIED);
	refused(REFUSED "/cut.pdf", DAIS_ERR_INVALID);
}

/* The text of characters of one line that stand from left to right. */
static struct dais_str
read_line(struct dais_arena *a, const uint32_t *points, size_t n)
{
	struct pdf_document doc = { .arena = a };
	struct dais_pdf_glyph *g = DAIS_NEW_N(a, n, struct dais_pdf_glyph);
	struct dais_pdf_page page = {
		.number = 1, .width = 600, .height = 800, .glyphs = g, .glyph_count = n
	};

	for (size_t i = 0; i < n; i++)
		g[i] = (struct dais_pdf_glyph){ .left = 100 + 5 * (float)i,
			.right = 105 + 5 * (float)i,
			.base = 100,
			.size = 10,
			.point = points[i],
			.content = -1 };
	pdf_gather(&doc, &page, false);
	pdf_settle_brackets(&doc);
	assert_int_equal(doc.pages.v[0].segments.n, 1);
	return doc.pages.v[0].segments.v[0].text;
}

#define LINE(...)                                                                                  \
	read_line(                                                                                 \
	    a, (const uint32_t[]){ __VA_ARGS__ }, sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4)

static void
assert_text(struct dais_str got, const char *want)
{
	if (!dais_str_is(got, want))
		fail_msg("\"%.*s\" instead of \"%s\"", DAIS_STR_ARG(got), want);
}

static void
test_right_to_left(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	/* Letters turn round; numbers and their separators do not. */
	assert_text(LINE(0x628, 0x623, ' ', '2', '0', '2', '2', '/', '5'), "2022/5 أب");
	/* A range behind letters stands from right to left. */
	assert_text(LINE('2', '7', '-', '2', '3', ' ', 0x628, 0x623), "أب 23-27");
	/* Symbols of documents keep their order. */
	assert_text(
	    LINE('A', '/', '7', '7', '/', 'L', '.', '3', ' ', 0x628, 0x627, 0x628), "باب A/77/L.3");
	/* So does one that is divided at the end of the line. */
	assert_text(LINE('A', '/', '7', '-', '(', 0x628, 0x623), "أب(A/7-");
	/* Brackets by their shape become brackets by their meaning. */
	assert_text(LINE('(', 0x628, 0x623, ')', ' ', '1'), "1 (أب)");
	/* Shapes of letters become letters, ligatures in order. */
	assert_text(LINE(0xFEFB, ' ', 0xFE8E, 0xFE91), "با لا");
	/* A stretched word is the word. */
	assert_text(LINE(0x628, 0x640, 0x640, 0x623), "أب");
}

static void
test_left_to_right(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_text(LINE(0xFB01, 'n', 'd'), "find");
	assert_text(LINE('a', ' ', ' ', 'b'), "a b");
	/* Arabic words in a Latin line. */
	assert_text(LINE('a', 'b', 'c', ' ', 0x628, 0x623, ' ', 'd'), "abc أب d");
}

/* Shapes of letters, and radicals that look like ideographs, are those. */
static void
test_shapes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_text(LINE(0xFE8A, 0xFEE7, 0xFE8D, 0xFEEE, 0xFEE4, 0xFEDF, 0xFE8D), "الموانئ");
	assert_text(LINE(0x90E8, 0x2ED3), "部长");
	assert_text(LINE(0x4EBA, 0x2EA0, 0x2F4E), "人民殳");
}

static void
test_marker(void **state)
{
	(void)state;
	assert_true(pdf_is_marker(DAIS_STR("1.")));
	assert_true(pdf_is_marker(DAIS_STR("(a)")));
	assert_true(pdf_is_marker(DAIS_STR("•")));
	assert_true(pdf_is_marker(DAIS_STR("一、")));
	assert_false(pdf_is_marker(DAIS_STR("Item")));
	assert_false(pdf_is_marker(DAIS_STR("Opening of the session.")));
	assert_false(pdf_is_marker(DAIS_STR("")));
}

static struct dais_str
annotate(struct dais_arena *a, struct dais_str bytes, const struct dais_place *place)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_diags d;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_diags_init(&d, a);
	(void)dais_diags_add(&d, "R-DATE-01", DAIS_SEVERITY_ERROR, place, "the weekday is wrong");
	assert_true(dais_pdf_annotate(a, bytes, &d, &out, &err));
	return dais_buf_dup(&out, a);
}

static void
test_annotate(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str bytes = load(a, DATA "/tricks.pdf"), copy;
	struct dais_place here = {
		.page = 1, .line = 1, .column = 5, .text = DAIS_STR("Committee met")
	};
	struct dais_place nowhere = {
		.page = 1, .line = 99, .column = 1, .text = DAIS_STR("Nothing")
	};
	struct dais_place beyond = { .page = 7, .line = 1, .column = 1 };

	(void)state;
	copy = annotate(a, bytes, &here);
	/* What was there stays; two lines, two boxes. */
	assert_true(dais_str_has_prefix(copy, bytes));
	assert_true(dais_str_find(copy, DAIS_STR("/Highlight"), bytes.n) != SIZE_MAX);
	copy = annotate(a, bytes, &nowhere);
	assert_true(dais_str_find(copy, DAIS_STR("/Highlight"), bytes.n) == SIZE_MAX);
	assert_true(dais_str_find(copy, DAIS_STR("/Subtype /Text"), bytes.n) != SIZE_MAX ||
		    dais_str_find(copy, DAIS_STR("/Subtype/Text"), bytes.n) != SIZE_MAX);
	copy = annotate(a, bytes, &beyond);
	assert_true(dais_str_find(copy, DAIS_STR("/Annot"), 0) == SIZE_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_right_to_left),
		cmocka_unit_test(test_left_to_right),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_marker),
		cmocka_unit_test(test_annotate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
