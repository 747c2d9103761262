/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The frame of all pages: languages, menu, what is escaped, which language a reader gets.
 */
#include "support/test.h"

#include "http_double.h"
#include "web/page_priv.h"

static struct dais_site site = { .address = "https://meetings.example.org" };

/* A page as handlers make it. */
static void
handle(struct dais_http_exchange *x, void *ctx)
{
	static const struct dais_str topics[] = { { "package/a&b", 11 } };
	struct dais_page p;
	struct dais_page_head head = { .title = DAIS_STR("Title <1>"),
		.path = DAIS_STR("/bodies"),
		.section = "bodies",
		.topics = topics,
		.n_topics = 1,
		.version = 7,
		.json_ld = DAIS_STR("{\"name\":\"</script>&\"}"),
		.release = 3,
		.at_ms = 1653292800000 };

	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_page_open(&p, &head);
	dais_page_symbol(&p, DAIS_STR("CTOC/COP/WG.3/2022/2"));
	dais_page_time(&p, (struct dais_local){ { 2022, 5, 23 }, 600 }, DAIS_STR("Europe/Vienna"));
	dais_page_put_ml(&p, &(struct dais_ml){ .in = { [DAIS_LANG_AR] = DAIS_STR("فيينا") } });
	dais_page_close_public(&p);
}

/* A page that shows more than any reader could take. */
static void
handle_endless(struct dais_http_exchange *x, void *ctx)
{
	struct dais_page p;
	struct dais_page_head head = { .title = DAIS_STR("All"), .path = DAIS_STR("/all") };
	char *words = dais_arena_alloc(dais_http_arena(x), 1 << 20);

	memset(words, '&', 1 << 20);
	if (!dais_page_begin(ctx, x, &p))
		return;
	dais_page_open(&p, &head);
	for (unsigned i = 0; i < 16; i++)
		dais_xml_text(&p.xml, (struct dais_str){ words, 1 << 20 });
	dais_page_close_public(&p);
}

static const struct dais_http_route routes[] = {
	{ DAIS_HTTP_GET, "/{language}/bodies", handle, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/all", handle_endless, 0, 0 },
	{ .pattern = NULL },
};
static const struct dais_http_route *const tables[] = { routes, dais_routes_assets };

static struct dais_http_exchange *
got(struct dais_arena *a, const char *address)
{
	struct dais_http_exchange *x = double_new(a, address);

	double_run(x, tables, 2, &site);
	return x;
}

static void
test_frame(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_exchange *x = got(a, "/fr/bodies");

	(void)state;
	assert_int_equal(x->status, 200);
	assert_true(x->kept);
	assert_has(x->body, "<html lang=\"fr\" dir=\"ltr\">");
	assert_has(x->body, "<title>Title &lt;1&gt; – Réunions et documents</title>");
	assert_has(x->body, "hreflang=\"ar\"");
	assert_has(x->body, "href=\"https://meetings.example.org/ru/bodies\"");
	assert_has(x->body, "<a href=\"/fr/bodies\" aria-current=\"page\">Organes</a>");
	assert_has(x->body, "data-live=\"/live?topic=package/a%26b\" data-version=\"7\"");
	assert_has(x->body, "{\"name\":\"\\u003c/script\\u003e\\u0026\"}");
	assert_has(x->body, "<bdi class=\"symbol\" dir=\"ltr\">CTOC/COP/WG.3/2022/2</bdi>");
	assert_has(x->body, "datetime=\"2022-05-23T10:00+02:00\"");
	assert_has(x->body, "<span lang=\"ar\" dir=\"rtl\">فيينا</span>");
	assert_has(x->body, "Version 3, publiée le ");
	assert_has(x->body, "datetime=\"2022-05-23T08:00Z\"");
	assert_lacks(x->body, "robots");
	x = got(a, "/ar/bodies");
	assert_has(x->body, "<html lang=\"ar\" dir=\"rtl\">");
	assert_int_equal(got(a, "/de/bodies")->status, 404);
}

static void
test_assets(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_str path = dais_asset_path(a, "site.css");
	struct dais_http_exchange *x = got(a, dais_arena_cstr(a, path));

	(void)state;
	assert_int_equal(x->status, 200);
	assert_str(x->type, "text/css; charset=utf-8");
	assert_true(x->body.n > 1000);
	assert_lacks(x->body, "/*");
	x = got(a, "/assets/0000/site.css");
	assert_int_equal(x->status, 303);
	assert_true(dais_str_eq(x->location, path));
	assert_int_equal(got(a, "/assets/0000/passwd")->status, 404);
}

static void
test_icons(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_exchange *x = got(a, "/favicon.ico");

	(void)state;
	assert_int_equal(x->status, 200);
	assert_str(x->type, "image/vnd.microsoft.icon");
	/* An icon (0, 1) of three sizes, each a PNG file. */
	assert_memory_equal(x->body.p, "\0\0\1\0\3\0\x10\x10", 8);
	assert_true(dais_str_find(x->body, DAIS_STR("\x89PNG\r\n"), 0) == 6 + 3 * 16);
	x = got(a, "/apple-touch-icon.png");
	assert_int_equal(x->status, 200);
	assert_str(x->type, "image/png");
	assert_memory_equal(x->body.p, "\x89PNG", 4);
	x = got(a, "/en/bodies");
	assert_has(x->body, "<link rel=\"icon\" type=\"image/svg+xml\" href=\"/assets/");
}

static void
test_language_of_reader(void **state)
{
	static const struct {
		const char *path, *accept;
		enum dais_lang l;
	} cases[] = {
		{ "/", "fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5", DAIS_LANG_FR },
		{ "/", "de, ru;q=0.3, es;q=0.7", DAIS_LANG_ES },
		{ "/", "EN;q=0.1,AR;q=0.11", DAIS_LANG_AR },
		{ "/", "zh-Hans-CN", DAIS_LANG_ZH },
		{ "/", "fra, q=1;;,,, ;q=9", DAIS_LANG_EN },
		{ "/", NULL, DAIS_LANG_EN },
		{ "/ru/nothing", "fr", DAIS_LANG_RU },
		{ "/russia", "fr", DAIS_LANG_FR },
	};
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct dais_http_exchange *x = double_new(a, cases[i].path);

		if (cases[i].accept)
			double_header(x, "accept-language", cases[i].accept);
		assert_int_equal(dais_site_language(x), cases[i].l);
	}
}

static void
test_problem(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_exchange *x = double_new(a, "/es/nada");
	struct dais_err err = DAIS_ERR_INIT;

	(void)state;
	(void)dais_err_set(&err, DAIS_ERR_NOT_FOUND, "no package \"<nada>\"");
	dais_site_problem(x, &site, 404, &err);
	assert_int_equal(x->status, 404);
	assert_has(x->body, "<h1>Página no encontrada</h1>");
	assert_has(x->body, "no package \"&lt;nada&gt;\"");
	assert_has(x->body, "content=\"noindex\"");
	x = double_new(a, "/");
	dais_site_problem(x, &site, 500, &err);
	assert_has(x->body, "Something went wrong");
	assert_lacks(x->body, "nada");
}

static void
test_changes_are_told(void **state)
{
	(void)state;
	site.http = (struct dais_http *)&site; /* the double looks into no server */
	dais_site_changed(&site, DAIS_STR("untoc-2022"), 4, false);
	assert_int_equal(double_published.n, 1);
	assert_str(double_published.v[0].name, "desk/untoc-2022");
	assert_int_equal(double_version, 0);
	dais_site_changed(&site, DAIS_STR("untoc-2022"), 5, true);
	assert_int_equal(double_published.n, 4);
	assert_str(double_published.v[2].name, "package/untoc-2022");
	assert_str(double_published.v[3].name, "public");
	assert_int_equal(double_version, (uint64_t)5 << 20);
	assert_int_equal(site.told, 5);
	site.http = NULL;
}

static void
test_too_long(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_exchange *x = got(a, "/fr/all");

	(void)state;
	assert_int_equal(x->status, 500);
	assert_true(x->body.n < 1 << 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_frame),
		cmocka_unit_test(test_too_long),
		cmocka_unit_test(test_assets),
		cmocka_unit_test(test_icons),
		cmocka_unit_test(test_language_of_reader),
		cmocka_unit_test(test_problem),
		cmocka_unit_test(test_changes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
