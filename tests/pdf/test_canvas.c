/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The PDF writer: a tagged document with every feature is well formed (qpdf), says what was drawn
 * (pdftotext), and comes out the same each time.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "support/test.h"

#include "pdf_sample.h"

static const char *const english = "Provisional agenda, first offices: “Affaires” 1/2";
static const char *const french = "L’Assemblée générale : cœur, naïf, no 5 ; fi ffi";
static const char *const russian = "Предварительная повестка дня";
static const char *const arabic[] = { "الجمعية العامة لا إله مؤتمر الأمم المتحدة",
	"جدولٌ أعمالٍ مؤقتٌ", "الآن الأول والإنسان ولأن" };
static const char *const chinese = "大会第七十七届会议临时议程";

static void
sample_head(struct sample *s)
{
	dais_pdf_page(s->pdf, 595.276, 841.89);
	dais_pdf_artifact(s->pdf, "Header");
	s->y = 30;
	(void)sample_line(s, DAIS_FONT_LATIN, 0, 9, 70, "A/77/150");
	dais_pdf_rect(s->pdf, 70, 36, 455, 0.5);
	dais_pdf_artifact_end(s->pdf);
}

static void
sample_para(struct sample *s, enum dais_font_family family, unsigned style, enum dais_pdf_tag tag,
    enum dais_lang lang, const char *text)
{
	struct dais_pdf_tag_attr attr = { .has_lang = true, .lang = lang };
	(void)dais_pdf_tag(s->pdf, tag, &attr);
	s->y += 24;
	(void)sample_line(s, family, style, 12, 70, text);
	dais_pdf_tag_end(s->pdf);
}

static void
sample_table(struct sample *s)
{
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_TABLE, NULL);
	for (int row = 0; row < 2; row++) {
		(void)dais_pdf_tag(s->pdf, row ? DAIS_TAG_TBODY : DAIS_TAG_THEAD, NULL);
		(void)dais_pdf_tag(s->pdf, DAIS_TAG_TR, NULL);
		s->y += 20;
		for (int col = 0; col < 2; col++) {
			struct dais_pdf_tag_attr th = { .scope = "Column" };
			(void)dais_pdf_tag(
			    s->pdf, row ? DAIS_TAG_TD : DAIS_TAG_TH, row ? NULL : &th);
			(void)dais_pdf_tag(s->pdf, DAIS_TAG_P, NULL);
			(void)sample_line(s, DAIS_FONT_LATIN, row ? 0 : DAIS_FONT_BOLD, 10,
			    70 + 100 * col, row ? "cell" : "Heading");
			dais_pdf_tag_end(s->pdf);
			dais_pdf_tag_end(s->pdf);
		}
		dais_pdf_tag_end(s->pdf);
		dais_pdf_tag_end(s->pdf);
	}
	dais_pdf_tag_end(s->pdf);
}

static void
sample_list_and_note(struct sample *s)
{
	struct dais_pdf_tag_attr decimal = { .numbering = "Decimal" };
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_L, &decimal);
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_LI, NULL);
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_LBL, NULL);
	s->y += 20;
	(void)sample_line(s, DAIS_FONT_LATIN, 0, 12, 70, "1.");
	dais_pdf_tag_end(s->pdf);
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_LBODY, NULL);
	(void)sample_line(s, DAIS_FONT_LATIN, 0, 12, 90, "Opening of the session");
	struct dais_pdf_tag_attr note = { .id = DAIS_STR("note-1") };
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_NOTE, &note);
	s->y += 20;
	(void)sample_line(s, DAIS_FONT_LATIN, DAIS_FONT_ITALIC, 9, 90, "See rule 13.");
	dais_pdf_tag_end(s->pdf);
	dais_pdf_tag_end(s->pdf);
	dais_pdf_tag_end(s->pdf);
	dais_pdf_tag_end(s->pdf);
}

static void
sample_links(struct sample *s)
{
	(void)dais_pdf_tag(s->pdf, DAIS_TAG_P, NULL);
	s->y += 20;
	for (int i = 0; i < 2; i++) {
		(void)dais_pdf_tag(s->pdf, DAIS_TAG_LINK, NULL);
		dais_pdf_set_rgb(s->pdf, 0, 0, 0.6);
		double x = 70 + 150 * i;
		double w = sample_line(s, DAIS_FONT_LATIN, 0, 12, x, i ? "above" : "The web");
		dais_pdf_set_grey(s->pdf, 0);
		struct dais_pdf_area a[2] = { { x, s->y - 10, w, 13 }, { x, s->y + 3, w / 2, 5 } };
		dais_pdf_link(s->pdf, a, i ? 1 : 2,
		    i ? DAIS_STR_NONE : DAIS_STR("https://example.org/é(1)"),
		    i ? DAIS_STR("item-1") : DAIS_STR_NONE, DAIS_STR("Go there"));
		dais_pdf_tag_end(s->pdf);
	}
	dais_pdf_tag_end(s->pdf);
}

static void
sample_body(struct sample *s)
{
	sample_head(s);
	s->y = 60;
	dais_pdf_outline(s->pdf, 1, DAIS_STR("Agenda"), 60);
	sample_para(s, DAIS_FONT_LATIN, DAIS_FONT_BOLD, DAIS_TAG_H1, DAIS_LANG_EN, english);
	dais_pdf_outline(s->pdf, 2, DAIS_STR("Пункт 1"), s->y);
	dais_pdf_anchor(s->pdf, DAIS_STR("item-1"), s->y);
	sample_para(s, DAIS_FONT_LATIN, 0, DAIS_TAG_P, DAIS_LANG_FR, french);
	sample_para(s, DAIS_FONT_LATIN, DAIS_FONT_BOLD | DAIS_FONT_ITALIC, DAIS_TAG_P, DAIS_LANG_RU,
	    russian);
	sample_para(s, DAIS_FONT_CHINESE, 0, DAIS_TAG_P, DAIS_LANG_ZH, chinese);
	sample_para(s, DAIS_FONT_CHINESE, DAIS_FONT_BOLD, DAIS_TAG_P, DAIS_LANG_ZH, chinese);
	sample_table(s);
	sample_list_and_note(s);
	sample_links(s);
	sample_head(s);
	s->y = 60;
	sample_para(s, DAIS_FONT_LATIN, 0, DAIS_TAG_P, DAIS_LANG_EN, "The second page");
	dais_pdf_page(s->pdf, 595.276, 841.89); /* readers take one direction for a page */
	s->y = 60;
	for (size_t i = 0; i < sizeof(arabic) / sizeof(arabic[0]); i++)
		sample_para(s, DAIS_FONT_ARABIC, i % 2 ? DAIS_FONT_BOLD : 0, DAIS_TAG_P,
		    DAIS_LANG_AR, arabic[i]);
}

static void
sample_watermark(struct sample *s)
{
	const struct dais_font *font = sample_font(s, DAIS_FONT_LATIN, DAIS_FONT_BOLD);
	const char *text = "DRAFT";
	size_t n = 0;
	bool rtl = false;
	double width = 0;
	const struct dais_glyph *g = sample_shape(s, font, 90, text, &n, &rtl, &width);
	dais_pdf_watermark(s->pdf, font, 90, g, n, dais_str_from(text), rtl);
}

static void
draw_sample(struct dais_buf *out)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_pdf_meta meta = { .lang = DAIS_LANG_EN,
		.title = DAIS_STR("Provisional <agenda>"),
		.author = DAIS_STR("Секретариат"),
		.subject = DAIS_STR("Item 1 & others"),
		.identifier = DAIS_STR("A/77/150"),
		.created = 1660000000 };
	struct sample s = {
		.fonts = dais_fonts_new(), .pdf = dais_pdf_new(out, &meta), .arena = a
	};
	(void)dais_pdf_tag(s.pdf, DAIS_TAG_DOCUMENT, NULL);
	sample_body(&s);
	dais_pdf_tag_end(s.pdf);
	for (size_t i = 0; i < dais_pdf_page_count(s.pdf); i++) {
		dais_pdf_reopen(s.pdf, i);
		dais_pdf_artifact(s.pdf, "Footer");
		s.y = 800;
		(void)sample_line(&s, DAIS_FONT_LATIN, 0, 9, 500, i ? "2/2" : "1/2");
		dais_pdf_artifact_end(s.pdf);
		sample_watermark(&s);
		if (i > 0)
			dais_pdf_page_done(s.pdf, i - 1);
	}
	dais_pdf_reopen(s.pdf, 0); /* written already: a second content stream */
	dais_pdf_artifact(s.pdf, "Pagination");
	(void)sample_line(&s, DAIS_FONT_LATIN, 0, 9, 70, "GE.22-00001");
	dais_pdf_artifact_end(s.pdf);
	struct dais_err err = DAIS_ERR_INIT;
	bool ok = dais_pdf_finish(s.pdf, &err);
	if (!ok)
		fail_msg("%s", err.msg);
	dais_fonts_free(s.fonts);
}

static void
write_sample(char path[64])
{
	DAIS_BUF_AUTO out = { 0 };
	dais_buf_init(&out, DAIS_BUF_MAX);
	draw_sample(&out);
	(void)snprintf(path, 64, "/tmp/dais-canvas-%ld.pdf", (long)getpid());
	struct dais_err err = DAIS_ERR_INIT;
	assert_true(dais_file_write_fast(path, dais_buf_str(&out), &err));
}

/* Output of @command (with "%s" for the file) on the sample. */
static struct dais_str
run(struct dais_arena *a, const char *tool, const char *args, const char *path, int *ret_status)
{
	char line[256];
	(void)snprintf(line, sizeof(line), "%s %s %s 2>&1", tool, path, args);
	FILE *f = popen(line, "r");
	assert_non_null(f);
	char *text = DAIS_NEW_N(a, 65536, char);
	size_t n = fread(text, 1, 65535, f);
	*ret_status = pclose(f);
	return (struct dais_str){ text, n };
}

static void
test_is_deterministic(void **state)
{
	(void)state;
	DAIS_BUF_AUTO x = { 0 };
	DAIS_BUF_AUTO y = { 0 };
	dais_buf_init(&x, DAIS_BUF_MAX);
	dais_buf_init(&y, DAIS_BUF_MAX);
	draw_sample(&x);
	draw_sample(&y);
	assert_true(dais_str_eq(dais_buf_str(&x), dais_buf_str(&y)));
	assert_true(x.n < 200000);
}

static void
test_is_well_formed(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char path[64];
	write_sample(path);
	int status = 0;
	struct dais_str out = run(a, "qpdf --check", "", path, &status);
	(void)unlink(path);
	if (status != 0)
		fail_msg("%.*s", DAIS_STR_ARG(out));
}

/* @s without Arabic vowel marks: pdftotext sets them before their letter. */
static struct dais_str
without_marks(struct dais_arena *a, struct dais_str s)
{
	char *p = DAIS_NEW_N(a, s.n + 1, char);
	size_t n = 0;
	for (size_t at = 0; at < s.n;) {
		uint32_t cp = dais_str_decode(s, &at);
		if (cp < 0x64B || cp > 0x652)
			n += dais_str_encode(cp, p + n);
	}
	return (struct dais_str){ p, n };
}

static void
test_says_what_was_drawn(void **state)
{
	(void)state;
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char path[64];
	write_sample(path);
	int status = 0;
	struct dais_str out = run(a, "pdftotext -enc UTF-8", "-", path, &status);
	(void)unlink(path);
	const char *const lines[] = { english, french, russian, chinese, "Opening of the session",
		"The second page", "2/2", "GE.22-00001" };
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (dais_str_find(out, dais_str_from(lines[i]), 0) == SIZE_MAX)
			fail_msg("\"%s\" is not in:\n%.*s", lines[i], DAIS_STR_ARG(out));
	out = without_marks(a, out);
	for (size_t i = 0; i < sizeof(arabic) / sizeof(arabic[0]); i++) {
		struct dais_str line = without_marks(a, dais_str_from(arabic[i]));
		if (dais_str_find(out, line, 0) == SIZE_MAX)
			fail_msg(
			    "\"%.*s\" is not in:\n%.*s", DAIS_STR_ARG(line), DAIS_STR_ARG(out));
	}
}

static void
test_names_the_missing_package(void **state)
{
	(void)state;
	struct dais_fonts *fonts = dais_fonts_new();
	struct dais_err err = DAIS_ERR_INIT;
	if (!dais_fonts_get(fonts, DAIS_FONT_CHINESE, 0, &err)) {
		assert_int_equal(err.code, DAIS_ERR_NOT_FOUND);
		assert_non_null(strstr(err.hint, "fonts-noto-cjk"));
	}
	dais_fonts_free(fonts);
}

int
main(int argc, char **argv)
{
	if (argc > 1) { /* write the sample, for looking at and for ./conform */
		DAIS_BUF_AUTO out = { 0 };
		dais_buf_init(&out, DAIS_BUF_MAX);
		draw_sample(&out);
		struct dais_err err = DAIS_ERR_INIT;
		return dais_file_write_fast(argv[1], dais_buf_str(&out), &err) ? 0 : 1;
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_is_deterministic),
		cmocka_unit_test(test_is_well_formed),
		cmocka_unit_test(test_says_what_was_drawn),
		cmocka_unit_test(test_names_the_missing_package),
	};
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
