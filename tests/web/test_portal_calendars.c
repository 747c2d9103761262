/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Calendars and maps of the portal, and what open pages hear, over a real record.
 */
#include "portal_support.h"

#include "service/account/calendar_filter.h"

static void
test_an_empty_period_leads_to_meetings(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	assert_page_has(got(t, "/en/calendar?year=2021"), "/en/calendar?year=2022\">Nearest later");
	assert_page_has(got(t, "/en/calendar?year=2030"), "Nearest earlier meetings: 2022");
	assert_page_has(
	    got(t, "/fr/calendar?year=2022&month=6"), "/fr/calendar?year=2022&amp;month=5\">");
	assert_page_lacks(got(t, "/en/calendar?year=2022"), "Nearest");
	assert_int_equal(got(t, "/en/meetings")->status, 303);
	/* No way on and on through years that have nothing; what is typed is shown, and not kept by
	 * search engines. */
	assert_page_lacks(got(t, "/en/calendar?year=2022"), "year=2021");
	assert_page_lacks(got(t, "/en/calendar?year=2022"), "year=2023");
	assert_page_lacks(got(t, "/en/calendar?year=2022"), "noindex");
	assert_page_lacks(got(t, "/en/calendar?year=2030"), "year=2029");
	assert_page_lacks(got(t, "/en/calendar?year=2030"), "year=2031");
	assert_page_has(got(t, "/en/calendar?year=2030"), "/en/calendar?year=2022\">Earlier year");
	assert_page_has(got(t, "/en/calendar?year=2030"), "noindex");
	assert_page_has(
	    got(t, "/en/calendar?year=2022&month=5"), "/en/calendar?year=2022\">Whole year");
	/* RFC 5545 wants a component in every calendar: one of zones where there are no events. */
	assert_page_has(got(t, "/en/calendar.ics?from=2030-01-01"), "BEGIN:VTIMEZONE");
	assert_page_lacks(got(t, "/en/calendar.ics?from=all"), "BEGIN:VTIMEZONE");
}

static void
test_maps_for_search_engines_are_by_month(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	assert_page_has(got(t, "/sitemap.xml"), "/sitemaps/2022-05.xml</loc>");
	assert_page_has(got(t, "/sitemaps/2022-05.xml"), "/ar/meetings/untoc-2022</loc>");
	assert_page_lacks(got(t, "/sitemaps/2021-05.xml"), "<loc>");
	assert_int_equal(got(t, "/sitemaps/2022-13.xml")->status, 404);
	assert_int_equal(got(t, "/sitemaps/x")->status, 404);
	assert_page_has(got(t, "/sitemaps/2022-05.xml"), "untoc-2022</loc><lastmod>20");
	assert_page_has(
	    got(t, "/sitemaps/2022-03.xml"), "/zh/CTOC/COP/WG.2/2022/1</loc><lastmod>20");
	assert_page_has(got(t, "/sitemaps/pages.xml"), "/fr</loc><lastmod>20");
}

/* Who has a map is told so until something of its month changes. */
static void
test_maps_are_known(void **state)
{
	static const char *const maps[] = { "/sitemap.xml", "/sitemaps/pages.xml",
		"/sitemaps/2022-05.xml", "/sitemaps/2021-05.xml" };
	struct test_house *t = *state;

	import_example(t);
	release(t);
	for (size_t i = 0; i < sizeof(maps) / sizeof(*maps); i++) {
		struct dais_str etag = double_reply_header(got(t, maps[i]), "ETag");
		struct dais_http_exchange *x = double_new(t->a, maps[i]);

		assert_true(etag.n > 2);
		double_header(x, "If-None-Match", dais_arena_cstr(t->a, etag));
		portal_run(t, x);
		assert_int_equal(x->status, 304);
	}
}

static void
test_filters_of_a_calendar(void **state)
{
	struct test_house *t = *state;

	import_example(t);
	release(t);
	assert_page_has(got(t, "/en/calendar.ics?body=CTOC/COP/WG.2"), "UID:CTOC/COP/WG.2/13@");
	assert_page_lacks(got(t, "/en/calendar.ics?body=CTOC/COP/WG.2"), "UID:CTOC/COP/WG.3");
	assert_page_has(got(t, "/en/calendar.ics?body=CTOC/COP/WG.2&body=CTOC/COP/WG.3"),
	    "UID:CTOC/COP/WG.3/13@");
	/* A body stands for those below it. */
	assert_page_has(got(t, "/en/calendar.ics?body=CTOC/COP"), "UID:CTOC/COP/WG.3/13@");
	assert_page_lacks(got(t, "/en/calendar.ics?body=nobody"), "VEVENT");
	/* A year back and all that is to come, unless other days are asked for. */
	assert_page_has(got(t, "/en/calendar.ics?from=all"), "UID:CTOC/COP/WG.3/13@");
	assert_page_has(
	    got(t, "/en/calendar.ics?from=2022-05-23&to=2022-05-23"), "UID:CTOC/COP/WG.3/13@");
	assert_page_lacks(got(t, "/en/calendar.ics?from=2022-05-28"), "VEVENT");
	assert_page_has(
	    got(t, "/en/calendar.ics?from=2022-05-27&body=CTOC/COP"), "UID:CTOC/COP/WG.3/13@");
	assert_page_lacks(got(t, "/en/calendar.ics?to=2022-05-22&body=CTOC/COP"), "VEVENT");
}

/* The address of a person's calendar: what he has chosen, kept for nobody else. */
static void
test_a_calendar_of_ones_own(void **state)
{
	struct test_house *t = *state;
	struct dais_account account = { .id = DAIS_STR("amina"),
		.name = DAIS_STR("Amina"),
		.email = DAIS_STR("a@example.org") };
	const struct dais_client here = { DAIS_STR("192.0.2.1"), DAIS_STR("test") };
	struct dais_actor owner;
	struct dais_str id, token;
	dais_store_strs bodies = { 0 };
	struct dais_http_exchange *x;

	import_example(t);
	release(t);
	assert_ok(t, dais_account_add(t->h, &t->program, &account, t->a, &id, &t->err));
	owner = dais_account_actor(&account);
	dais_vec_push(t->a, &bodies, DAIS_STR("CTOC/COP/WG.2"));
	assert_ok(t, dais_calendar_filter_set(t->h, &owner, &bodies, &t->err));
	assert_ok(t, dais_calendar_address_make(t->h, &owner, &here, t->a, &token, &t->err));
	x = got(t, dais_arena_printf(t->a, "/en/calendar/%.*s.ics", DAIS_STR_ARG(token)).p);
	assert_int_equal(x->status, 200);
	assert_page_has(x, "UID:CTOC/COP/WG.2/13@");
	assert_page_lacks(x, "UID:CTOC/COP/WG.3");
	assert_page_lacks(x, dais_arena_cstr(t->a, token));
	assert_false(x->kept);
	assert_int_equal(got(t, "/en/calendar/amina.wrong")->status, 404);
}

static void
test_live_topics(void **state)
{
	struct test_house *t = *state;
	struct dais_http_exchange *x;

	import_example(t);
	x = got(t, "/live?topic=package/untoc-2022&topic=public");
	assert_true(x->streamed);
	assert_int_equal(x->topics.n, 2);
	assert_int_equal(got(t, "/live?topic=desk/untoc-2022")->status, 403);
	assert_int_equal(got(t, "/live?topic=other")->status, 403);
	assert_int_equal(got(t, "/live")->status, 400);
}

/* The record knows what was before the server started: who opens a page that has all need not ask
 * for it a second time. */
static void
test_open_pages_that_have_all(void **state)
{
	struct test_house *t = *state;
	uint64_t released, edited;

	import_example(t);
	release(t);
	assert_ok(t, dais_store_latest(dais_house_store(t->h), PACKAGE, &released, &t->err));
	edit(t, "item", "transfer", "title.fr", "\"Transfèrement\"");
	assert_ok(t, dais_store_latest(dais_house_store(t->h), PACKAGE, &edited, &t->err));
	assert_true(edited > released);
	for (int i = -1; i < 2; i++) {
		uint64_t seen = released + (uint64_t)i;

		assert_int_equal(
		    got(t, dais_arena_printf(t->a, "/live?topic=package/untoc-2022&after=%llu",
			       (unsigned long long)seen)
			       .p)
			->has_all,
		    i >= 0);
	}
	assert_false(got(t, "/live?topic=package/untoc-2022")->has_all);
	assert_false(got(t, "/live?topic=package/untoc-2022&after=x")->has_all);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    test_maps_for_search_engines_are_by_month, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_maps_are_known, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_an_empty_period_leads_to_meetings, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_filters_of_a_calendar, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_a_calendar_of_ones_own, open_house, close_house),
		cmocka_unit_test_setup_teardown(test_live_topics, open_house, close_house),
		cmocka_unit_test_setup_teardown(
		    test_open_pages_that_have_all, open_house, close_house),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
