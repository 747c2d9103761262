/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A page in HTML: structure, notes, tables, direction of writing.
 */
#include "support/test.h"

#include "written.h"
#include "write/html/html.h"

static void
test_html_arabic(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_AR));

	(void)state;
	assert_has(s, "<html lang=\"ar\" dir=\"rtl\">");
	assert_has(s, "<span class=\"number\">(أ)</span>");
	assert_has(s, "<span lang=\"en\" dir=\"ltr\">Distr.: General</span>");
	assert_has(
	    s, "<span lang=\"en\" dir=\"ltr\"><i>Organized crime strategy toolkit</i></span>");
	assert_has(
	    s, "<span class=\"symbol\" translate=\"no\" dir=\"ltr\">CTOC/COP/WG.2/2022/3-CTOC/");
}

static void
test_html_structure(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_lacks(s, "<script");
	assert_lacks(s, "<img");
	assert_int_equal(written_count(s, "<h1"), 1);
	assert_int_equal(written_count(s, "<main"), 1);
	assert_has(s, "<a class=\"skip\" href=\"#document_\">Aller au document</a>");
	assert_has(s, "<a href=\"#ic.environment\"><span class=\"number\">3.</span> L’application");
	assert_has(s, "<section id=\"annex\" class=\"annex new-page\">");
	assert_has(s, "<ol class=\"list\">");
	assert_has(s, "<ul class=\"list\">");
	assert_has(s, "<span class=\"number\">a)</span> <div><p><a href=\"#ic.opening\">");
	assert_has(s, "<time datetime=\"2022-05-23T10:00\">lundi 23 mai 2022, à 10 heures</time>");
	assert_has(s, ") &amp; &lt; <b>");
}

static void
test_html_notes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_EN));

	(void)state;
	assert_has(s, "id=\"mark_1\" href=\"#note_1\" aria-label=\"Note *\">*</a>");
	assert_has(s, "id=\"mark_1_2\" href=\"#note_1\"");
	assert_has(s, "<li id=\"note_1\">");
	assert_int_equal(written_count(s, "role=\"doc-backlink\""), 2);
}

static void
test_html_table(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str s = written(a, dais_html_write, sample_tree(a, DAIS_LANG_FR));

	(void)state;
	assert_has(
	    s, "<div class=\"scroll\" role=\"region\" aria-labelledby=\"table_1\" tabindex=\"0\">");
	assert_has(s, "<caption id=\"table_1\">Projet d’organisation des travaux</caption>");
	assert_has(s, "<th scope=\"col\" rowspan=\"2\">");
	assert_has(s, "<th scope=\"col\" colspan=\"2\">");
	assert_has(s, "<th scope=\"rowgroup\" colspan=\"5\"><p><time datetime=\"2022-05-23\">");
	assert_has(s, "<th scope=\"row\" rowspan=\"3\"><p><time datetime=\"2022-05-23T10:00\">");
	assert_has(
	    s, "<td data-label=\"Groupe de travail sur la coopération internationale\"><p>1 a)");
	assert_int_equal(written_count(s, "<thead>"), 1);
	assert_int_equal(written_count(s, "<tbody>"), 3 - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_html_arabic),
		cmocka_unit_test(test_html_structure),
		cmocka_unit_test(test_html_notes),
		cmocka_unit_test(test_html_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
