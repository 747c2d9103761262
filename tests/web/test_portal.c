/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The addresses of the portal over a real record: what is released is shown, in six languages,
 * under every way of writing a symbol; what is not released is not.
 */
#include "portal_support.h"

#include <stdio.h>

static void
test_nothing_is_shown_before_a_release(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	assert_int_equal(got(t, "/en/meetings/untoc-2022")->status, 404);
	assert_int_equal(got(t, "/en/CTOC/COP/WG.3/2022/2")->status, 404);
	assert_page_lacks(got(t, "/en"), "Working Group");
	assert_page_lacks(got(t, "/en/bodies"), "Working Group");
	/* No heading stands above nothing. */
	assert_page_has(got(t, "/en"), "There are no bodies here yet.");
	assert_page_has(got(t, "/ru/bodies"), "Органов здесь пока нет.");
	assert_int_equal(got(t, "/en/meetings/untoc-2022/work.ics")->status, 404);
}

static void
test_pages(void **state)
{
	static const char *const addresses[] = { "", "/bodies", "/bodies/bureau", "/calendar",
		"/calendar?year=2022", "/calendar?year=2022&month=5", "/search", "/search?q=WG.3",
		"/about", "/CTOC/COP", "/CTOC/COP/WG.3", "/CTOC/COP/WG.3/2022/2",
		"/meetings/untoc-2022", "/meetings/untoc-2022?since=1",
		"/meetings/untoc-2022/agenda", "/news.atom", "/news.atom?body=CTOC/COP",
		"/calendar.ics", "/calendar.ics?body=CTOC/COP/WG.3", "/opensearch.xml",
		"/meetings/untoc-2022/news.atom", "/meetings/untoc-2022/work.ics" };
	struct test_house *t = *state;

	import_example(t);
	release(t);
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		for (int l = 0; l < DAIS_LANG_COUNT; l++) {
			char address[200];
			struct dais_http_exchange *x;

			(void)snprintf(address, sizeof(address), "/%s%s",
			    dais_lang_code((enum dais_lang)l), addresses[i]);
			x = got(t, address);
			if (x->status != 200)
				fail_msg("%s: %u %.*s", address, x->status, DAIS_STR_ARG(x->body));
		}
	assert_int_equal(got(t, "/robots.txt")->status, 200);
	assert_page_has(got(t, "/sitemaps/pages.xml"),
	    "<loc>https://meetings.example.org/ru/CTOC/COP/WG.3</loc>");
}

/* Without compression; long annotations are on the pages of their items (doc/site.md). */
static void
test_the_first_view_of_a_meeting_is_small(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);
		struct dais_http_exchange *x =
		    got(t, dais_arena_printf(t->a, "/%s/meetings/untoc-2022", code).p);

		assert_int_equal(x->status, 200);
		assert_in_range(x->body.n, 10000, 50000);
		x = got(
		    t, dais_arena_printf(t->a, "/%s/meetings/untoc-2022/items/transfer", code).p);
		assert_int_equal(x->status, 200);
		assert_page_has(x, "id=\"annotation\"");
		assert_page_has(x, "CTOC/COP/WG.3/2022/2");
	}
	assert_page_has(got(t, "/ru/meetings/untoc-2022"),
	    "<a class=\"annotation\" href=\"/ru/meetings/untoc-2022/items/transfer\">");
	assert_int_equal(got(t, "/en/meetings/untoc-2022/items/none")->status, 404);
}

/* Figures with which a line begins are read from the right, as those behind Arabic words. */
static void
test_each_language_in_its_own_manner(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	assert_page_has(got(t, "/ar"), ">\u061C"
				       "23-27 أيار/مايو 2022</time>");
	assert_page_has(got(t, "/ar/meetings/untoc-2022/agenda"), "\u061C"
								  "10/00-13/00");
	assert_page_has(got(t, "/en"), ">23–27 May 2022</time>");
	assert_page_has(got(t, "/ru/calendar?year=2022"), "<h2>Май</h2>");
	assert_page_has(got(t, "/ru/calendar?year=2022&month=5"), ": май 2022</h1>");
	assert_page_has(got(t, "/ar/meetings/untoc-2022/items/transfer"), ">السابق: ");
	assert_page_has(got(t, "/en/meetings/untoc-2022"),
	    ">Monday, 23 May, <span class=\"clock\">10 a.m.–1 p.m.</span></time>");
	/* Meetings held together have one order, on lists of what is over, too. */
	assert_page_has(got(t, "/en"),
	    "Working Group on International Cooperation: Thirteenth meeting</span> "
	    "<span class=\"line\">Working Group of Government Experts");
}

static void
test_root_goes_to_a_language(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x = double_new(t->a, "/");

	double_header(x, "Accept-Language", "de, ru;q=0.5");
	portal_run(t, x);
	assert_int_equal(x->status, 303);
	assert_str(x->location, "/ru");
}

static void
test_symbols_lead_to_one_address(void **state)
{
	static const char *const others[] = { "/fr/ctoc/cop/wg.3/2022/2",
		"/fr/CTOC/COP/WG.3/2022/2*", "/fr/CTOC/COP/WG.3/2022/2/",
		"/fr/Ctoc/Cop/WG.3/2022/2**" };
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	import_example(t);
	release(t);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		x = got(t, others[i]);
		assert_int_equal(x->status, 303);
		assert_str(x->location, "/fr/CTOC/COP/WG.3/2022/2");
	}
	assert_str(got(t, "/fr/ctoc/cop/wg.3")->location, "/fr/CTOC/COP/WG.3");
	/* Both symbols of a joint document show it. */
	assert_page_has(got(t, "/en/CTOC/COP/WG.2/2022/3"), "CTOC/COP/WG.3/2022/3");
	assert_page_has(got(t, "/en/CTOC/COP/WG.3/2022/3"), "CTOC/COP/WG.2/2022/3");
	x = got(t, "/en/CTOC/COP/WG.3/2022/99");
	assert_int_equal(x->status, 404);
	assert_page_has(x, "There is no document or body with symbol CTOC/COP/WG.3/2022/99");
	assert_page_has(x, "href=\"/en/CTOC/COP/WG.3/2022/");
	/* What is under it, beside it, above it; else what has its parts. */
	assert_page_has(got(t, "/en/CTOC/COP/WG.3/2022"), "href=\"/en/CTOC/COP/WG.3/2022/2\"");
	assert_page_has(
	    got(t, "/en/CTOC/COP/WG.3/2022/2/Add.7"), "href=\"/en/CTOC/COP/WG.3/2022/2\"");
	assert_page_has(got(t, "/en/WG.3/2022/2"), "href=\"/en/CTOC/COP/WG.3/2022/2\"");
	assert_page_has(got(t, "/en/WG.3/2022/99"), "href=\"/en/CTOC/COP/WG.3/2022/");
	assert_page_lacks(got(t, "/en/NOWHERE/2022/99"), "href=\"/en/CTOC");
}

/* Names that are not in the language of the page say in which they are (WCAG 3.1.2). */
static void
test_names_in_another_language(void **state)
{
	struct test_house *t = *state;
	struct dais_str other = DAIS_STR("single-body");
	uint64_t change;

	assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/single-body", other, false,
			 &t->diags, &change, &t->err));
	release_of(t, other);
	assert_page_has(
	    got(t, "/ar"), "#changes\"><span lang=\"en\" dir=\"ltr\">Technical Committee</span>: ");
	assert_page_has(got(t, "/ru/RABC/C.1/2023/1"),
	    "<span lang=\"en\" dir=\"ltr\">Technical Committee</span>: ");
	/* A body of three languages owes no document in the others. */
	assert_page_lacks(got(t, "/en/RABC/C.1/2023/1"), "not yet submitted");
}

/* A corrigendum that stands in another package than what it corrects. */
static void
test_corrigenda_across_packages(void **state)
{
	struct test_house *t = *state;
	struct dais_str other = DAIS_STR("single-body");
	uint64_t change;

	import_example(t);
	release(t);
	assert_ok(t, dais_house_import(t->h, &t->program, EXAMPLES "/single-body", other, false,
			 &t->diags, &change, &t->err));
	edit_in(
	    t, other, "document", "data-note-corr", "symbols", "[\"CTOC/COP/WG.3/2022/2/Corr.1\"]");
	assert_page_lacks(got(t, "/en/CTOC/COP/WG.3/2022/2"), "Corr.1");
	release_of(t, other);
	assert_page_has(
	    got(t, "/en/CTOC/COP/WG.3/2022/2"), "href=\"/en/CTOC/COP/WG.3/2022/2/Corr.1\"");
	assert_page_has(got(t, "/fr/CTOC/COP/WG.3/2022/2"), "rectificatif");
	assert_page_has(
	    got(t, "/en/CTOC/COP/WG.3/2022/2/Corr.1"), "href=\"/en/CTOC/COP/WG.3/2022/2\"");
	/* A corrigendum of another document is none of this one. */
	assert_page_lacks(got(t, "/en/CTOC/COP/WG.3/2022/1"), "Corr.1");
	edit_in(t, other, "document", "data-note-corr", "distribution", "\"restricted\"");
	release_of(t, other);
	assert_page_lacks(got(t, "/en/CTOC/COP/WG.3/2022/2"), "Corr.1");
}

static void
test_a_release_is_what_the_public_sees(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	edit(t, "item", "environment", "title.en", "\"Whales\"");
	assert_page_lacks(got(t, "/en/meetings/untoc-2022"), "Whales");
	release(t);
	assert_page_has(got(t, "/en/meetings/untoc-2022"), "Whales");
	assert_page_has(got(t, "/en/meetings/untoc-2022?since=1"), "id=\"since\"");
	assert_page_has(got(t, "/en/news.atom"), "Whales");
	assert_page_has(
	    got(t, "/en/news.atom"), "<id>tag:meetings.example.org,2026:untoc-2022/2</id>");
	assert_page_has(got(t, "/en/meetings/untoc-2022/work.ics"), "SEQUENCE:1\r\n");
	assert_page_has(got(t, "/en/calendar.ics"), "SEQUENCE:1\r\n");
}

static void
test_a_cancelled_meeting_says_so_everywhere(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	edit(t, "meeting", "ic@13", "status", "\"cancelled\"");
	edit(t, "meeting", "ta@13", "status", "\"cancelled\"");
	release(t);
	assert_page_has(got(t, "/en/meetings/untoc-2022"), "This meeting has been cancelled.");
	assert_page_has(got(t, "/en/meetings/untoc-2022"), "https://schema.org/EventCancelled");
	assert_page_has(got(t, "/en/calendar?year=2022"), "cancelled");
	assert_page_has(got(t, "/en/calendar?year=2022&month=5"), "cancelled");
	assert_page_has(got(t, "/en/CTOC/COP/WG.3"), "cancelled");
	assert_page_has(got(t, "/en/calendar.ics"), "STATUS:CANCELLED\r\n");
	assert_page_has(got(t, "/en/meetings/untoc-2022/work.ics"), "STATUS:CANCELLED\r\n");
	assert_page_lacks(got(t, "/en/meetings/untoc-2022/work.ics"), "STATUS:CONFIRMED");
}

static void
test_odd_requests(void **state)
{
	static const char *const addresses[] = { "/en/meetings/no-such", "/en/bodies/none",
		"/en/files/untoc-2022/00/x.pdf", "/en/files/no-such/00/x.pdf",
		"/en/meetings/..%2f..%2fetc", "/xx", "/en/%E2%82%AC%E2%82%AC",
		"/en/meetings/no-such/work.ics", "/en/meetings/no-such/agenda" };
	struct test_house *t = *state;

	import_example(t);
	release(t);
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct dais_http_exchange *x = got(t, addresses[i]);

		if (x->status != 404)
			fail_msg("%s: %u", addresses[i], x->status);
	}
	assert_int_equal(got(t, "/en/search?q=%22&year=x&skip=-1&in=zz")->status, 200);
	assert_int_equal(got(t, "/en/calendar?year=0&month=13")->status, 200);
	assert_int_equal(got(t, "/en/calendar?year=9998&month=12")->status, 200);
	assert_int_equal(got(t, "/en/meetings/untoc-2022?since=99")->status, 200);
}

static void
test_searching_helps_on(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	assert_page_has(got(t, "/en/search?q=tecnical+asistance"), "q=technical%20assistance");
	assert_page_has(got(t, "/ru/search?q=%D0%B4%D0%BE%D0%BA%D0%BB%D0%B0%D1%82%D1%8B"),
	    "Возможно, вы имели в виду");
	assert_page_lacks(got(t, "/en/search?q=qqqqqq"), "Did you mean");
	/* A sentence ends as the language ends it. */
	assert_page_has(got(t, "/zh/search?q=qqqqqq"), "相关的内容。请");
	assert_page_has(
	    got(t, "/en/search?q=technical+qqqqqq"), "Search for “\u2068technical\u2069” instead");
	/* An address of a page that is not there any more leads to the last one. */
	assert_page_has(got(t, "/en/search?q=technical&skip=9000"), "<mark>");
	assert_page_has(
	    got(t, "/en/search?q=qqqqqq"), "href=\"/en/calendar\">Calendar</a></li>\n</ul>");
	/* Limits that leave nothing are shown, and can be taken away. */
	assert_page_has(got(t, "/fr/search?q=rapport&year=1999"), "Retirez un filtre");
	assert_page_has(got(t, "/fr/search?q=rapport&year=1999"), "href=\"/fr/search?q=rapport\"");
	assert_page_lacks(got(t, "/en/search?q=qqqqqq"), "Remove a limit");
	assert_str(got(t, "/en/search/suggestions?q=ctoc/cop/wg.3/2022/2")->body,
	    "[\"ctoc/cop/wg.3/2022/2\",[\"CTOC/COP/WG.3/2022/2\"]]\n");
	assert_page_has(
	    got(t, "/fr/search/suggestions?q=transfert+des"), "Transfert des personnes");
	assert_str(got(t, "/en/search/suggestions")->body, "[\"\",[]]\n");
	assert_int_equal(got(t, "/xx/search/suggestions?q=a")->status, 404);
	assert_page_has(got(t, "/en/opensearch.xml"), "/en/search/suggestions?q={searchTerms}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_nothing_is_shown_before_a_release, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_pages, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_each_language_in_its_own_manner, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_names_in_another_language, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_the_first_view_of_a_meeting_is_small, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_root_goes_to_a_language, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_symbols_lead_to_one_address, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_corrigenda_across_packages, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_release_is_what_the_public_sees, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_cancelled_meeting_says_so_everywhere, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_odd_requests, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_searching_helps_on, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
