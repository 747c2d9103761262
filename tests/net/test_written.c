/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What clients write, as the server reads it: targets, forms, header fields.
 */
#include "support/test.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"
#include "net/target.h"

static bool
reads(const char *target, const char *path)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs query = { NULL, 0, 0 };
	struct dais_str got;

	if (!net_target_read(a, dais_str_from(target), &got, &query, &err))
		return false;
	assert_str(got, path);
	return true;
}

static void
test_targets(void **state)
{
	static const char *const bad[] = { "", "x", "*", "/a#b", "/%", "/%4", "/%zz", "/%00",
		"/a%00b", "/%ff", "/%c3", "/%ed%a0%80", "/..", "/.", "/a/../b", "/a/%2e%2e/b",
		"/%2e", "/a//b", "//a", "/a%2f%2fb", "/a%2f..%2fb", "/a%5cb", "/a\\b", "/%0a",
		"/%7f", "/?%", "/?a=%ff", "/?a=%00", "http:/x", "http://", "ftp://h/x",
		"http://h#/x", "http://h//x", "javascript:alert(1)" };
	char longest[NET_TARGET_MAX + 2];

	(void)state;
	assert_true(reads("/", "/"));
	assert_true(reads("/fr/", "/fr/"));
	assert_true(reads("/fr/CTOC/COP/WG.3/2022/2", "/fr/CTOC/COP/WG.3/2022/2"));
	assert_true(reads("/a%20b+c", "/a b+c"));
	assert_true(reads("/%D8%B9", "/ع"));
	assert_true(reads("/a%2Fb", "/a/b"));
	assert_true(reads("/...", "/..."));
	assert_true(reads("http://example.org/x?y", "/x"));
	assert_true(reads("https://example.org", "/"));
	assert_true(reads("HTTPS://example.org/x", "/x"));
	/* What stands in a query is no path, whatever is left out before it. */
	assert_true(reads("http://example.org?a=/x", "/"));
	assert_true(reads("http://example.org?/../x", "/"));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (reads(bad[i], ""))
			fail_msg("%s was taken", bad[i]);
	}
	memset(longest, 'a', sizeof(longest));
	longest[0] = '/';
	longest[NET_TARGET_MAX] = '\0';
	assert_true(reads(longest, longest));
	longest[NET_TARGET_MAX] = 'a';
	longest[NET_TARGET_MAX + 1] = '\0';
	assert_false(reads(longest, ""));
}

static void
test_forms(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs p = { NULL, 0, 0 };

	(void)state;
	assert_true(net_form_read(a, DAIS_STR("a=1&&b&=x&c=%D0%96+y%2B&d=1%0D%0A2%0D3"), &p, &err));
	assert_int_equal(p.n, 5);
	assert_str(p.v[0].name, "a");
	assert_str(p.v[0].value, "1");
	assert_str(p.v[1].name, "b");
	assert_str(p.v[1].value, "");
	assert_str(p.v[2].name, "");
	assert_str(p.v[3].value, "Ж y+");
	assert_str(p.v[4].value, "1\n2\n3");
	assert_false(net_form_read(a, DAIS_STR("a=%FF"), &p, &err));
	assert_int_equal(err.code, DAIS_ERR_INVALID);
}

static void
test_form_limit(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	dais_http_pairs p = { NULL, 0, 0 };
	DAIS_BUF_AUTO b = { 0 };

	(void)state;
	dais_buf_init(&b, DAIS_BUF_MAX);
	for (unsigned i = 0; i <= NET_PAIRS_MAX; i++)
		dais_buf_puts(&b, "a&");
	assert_false(net_form_read(a, dais_buf_str(&b), &p, &err));
	assert_int_equal(err.code, DAIS_ERR_LIMIT);
}

#define TYPE DAIS_STR("multipart/form-data; boundary=\"X Y\"")

/* The body comes in pieces of @piece bytes. */
static bool
reads_pieces(struct dais_arena *a, struct dais_str body, size_t piece, struct dais_http_request *r)
{
	struct net_scan *scan = net_multipart_scan(a, TYPE);
	struct dais_err err = DAIS_ERR_INIT;

	for (size_t at = 0; at < body.n; at += piece)
		net_scan_put(scan, dais_str_sub(body, at, at + piece));
	*r = (struct dais_http_request){ .method = DAIS_HTTP_POST, .body = body };
	return net_multipart_read(a, TYPE, scan, r, &err);
}

static bool
reads_parts(struct dais_arena *a, struct dais_str body, struct dais_http_request *r)
{
	return reads_pieces(a, body, body.n + 1, r);
}

/* A delimiter is found wherever the pieces end that it comes in. */
static void
test_multipart_pieces(void **state)
{
	static const char body[] =
	    "--X Y\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--X\r\n--X \r\n--X Y"
	    "\r\nContent-Disposition: form-data; name=f; filename=b\r\n\r\n\r\r\n-\r\n--X Y"
	    "\r\nContent-Disposition: form-data; name=c\r\n\r\n\r\n--X Y--";

	(void)state;
	for (size_t piece = 1; piece <= sizeof(body); piece++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_http_request r;

		assert_true(reads_pieces(a, DAIS_STR(body), piece, &r));
		assert_int_equal(r.fields.n, 2);
		assert_str(r.fields.v[0].value, "\n--X\n--X ");
		assert_str(r.fields.v[1].value, "");
		assert_int_equal(r.uploads.n, 1);
		assert_str(r.uploads.v[0].bytes, "\r\r\n-");
		assert_memory_equal(body + r.uploads.v[0].at, "\r\r\n-", 4);
	}
}

/* Of a body that is nothing but delimiters little is kept, however its pieces are cut. */
static void
test_multipart_flood(void **state)
{
	static const char one[] = "\r\n--X Y";
	static const size_t pieces[] = { 1, 4, 1000 };
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	const size_t n = 20000 * (sizeof(one) - 1);
	char *body = dais_arena_alloc(a, n);
	struct dais_str text = { body + 2, n - 2 };

	(void)state;
	for (size_t i = 0; i < n; i++)
		body[i] = one[i % (sizeof(one) - 1)];
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		DAIS_ARENA_AUTO of_request = dais_arena_new(0);
		struct dais_http_request r;

		assert_false(reads_pieces(of_request, text, pieces[i], &r));
		assert_in_range(dais_arena_used(of_request), 1, 65536);
	}
}

static void
test_multipart(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_request r;

	(void)state;
	assert_true(reads_parts(a,
	    DAIS_STR("--X Y\r\nContent-Disposition: form-data; name=\"a;\\\"b\"\r\n\r\n1\r\n2\r\n"
		     "--X Y\r\ncontent-disposition: form-data; name=f; "
		     "filename=\"C:\\\\x\\\\y.docx\"\r\nContent-Type: Application/PDF; x=y\r\n\r\n"
		     "\r\n--X Z\r\n--X Y--\r\n"),
	    &r));
	assert_int_equal(r.fields.n, 1);
	assert_str(r.fields.v[0].name, "a;\"b");
	assert_str(r.fields.v[0].value, "1\n2");
	assert_int_equal(r.uploads.n, 1);
	assert_str(r.uploads.v[0].field, "f");
	assert_str(r.uploads.v[0].file_name, "y.docx");
	assert_str(r.uploads.v[0].type, "application/pdf");
	assert_str(r.uploads.v[0].bytes, "\r\n--X Z");
}

static void
test_multipart_bad(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_http_request r;
	static const char *const bad[] = { "", "--X Y", "--X Y\r\n", "x\r\n--X Y--",
		"--X Y\r\nContent-Disposition: form-data; name=a\r\n\r\n1",
		"--X Y\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X Y",
		"--X Y\r\nContent-Disposition: form-data; name=a\r\n1\r\n--X Y--",
		"--X Y\r\nContent-Disposition: form-data\r\n\r\n1\r\n--X Y--",
		"--X Y\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--X Y--",
		"--X Y\r\n\r\n1\r\n--X Y--",
		"--X Y\r\nContent-Disposition: form-data; name=a\r\n\r\n\xff\r\n--X Y--",
		"--X Yz\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X Y--" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		if (reads_parts(a, dais_str_from(bad[i]), &r))
			fail_msg("taken: %s", bad[i]);
	}
	assert_true(reads_parts(a, DAIS_STR("--X Y--"), &r));
}

static void
test_fields(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);

	(void)state;
	assert_str(net_media_type(a, DAIS_STR(" Text/HTML ; charset=x")), "text/html");
	assert_str(net_media_type(a, DAIS_STR("text")), "");
	assert_str(net_media_type(a, DAIS_STR("te xt/html")), "");
	assert_str(net_parameter(a, DAIS_STR("a; x=\"1;2\"; Y = z"), "y"), "z");
	assert_str(net_parameter(a, DAIS_STR("a; x=\"1;2\""), "x"), "1;2");
	assert_str(net_cookie(DAIS_STR("a=1; session=x=y; sessions=2"), "session"), "x=y");
	assert_str(net_cookie(DAIS_STR("xsession=1"), "session"), "");
	assert_true(net_accepts(DAIS_STR("br, GZIP;q=0.5"), "gzip", false));
	assert_false(net_accepts(DAIS_STR("gzip;q=0.000, *"), "gzip", false));
	assert_true(net_accepts(DAIS_STR("*"), "gzip", false));
	assert_false(net_accepts(DAIS_STR("*; q=0"), "gzip", true));
	assert_false(net_accepts(DAIS_STR(""), "gzip", false));
	assert_true(net_etag_matches(DAIS_STR("\"a,b\", W/\"c\""), DAIS_STR("\"c\"")));
	assert_true(net_etag_matches(DAIS_STR("\"a,b\""), DAIS_STR("\"a,b\"")));
	assert_false(net_etag_matches(DAIS_STR("\"a\",\"b\""), DAIS_STR("\"a,b\"")));
	assert_true(net_etag_matches(DAIS_STR(" * "), DAIS_STR("\"c\"")));
	assert_str(net_escape_path(a, DAIS_STR("/fr/é b?x=1\"\n")), "/fr/%C3%A9%20b?x=1%22%0A");
}

static void
test_ranges(void **state)
{
	static const struct {
		const char *field;
		bool is_one;
		size_t from, n;
	} cases[] = { { "bytes=0-0", true, 0, 1 }, { "bytes=5-", true, 5, 5 },
		{ "bytes=-3", true, 7, 3 }, { "bytes=-30", true, 0, 10 },
		{ "bytes=2-99", true, 2, 8 }, { "bytes=10-", true, 0, 0 },
		{ "bytes=-0", true, 10, 0 }, { "bytes=3-2", false, 0, 0 },
		{ "bytes=0-1,3-4", false, 0, 0 }, { "bytes=-", false, 0, 0 },
		{ "bytes=a-b", false, 0, 0 }, { "items=0-1", false, 0, 0 }, { "", false, 0, 0 },
		{ "bytes=99999999999999999999-", false, 0, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t from = 99, n = 99;

		assert_int_equal(
		    net_range_read(dais_str_from(cases[i].field), 10, &from, &n), cases[i].is_one);
		if (!cases[i].is_one)
			continue;
		assert_int_equal(n, cases[i].n);
		if (n)
			assert_int_equal(from, cases[i].from);
	}
}

/* Every change of one bit, every length gives another tag. */
static void
test_entity_tags(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	char text[101] = { 0 };
	struct dais_map seen;

	(void)state;
	dais_map_init(&seen, a);
	for (size_t n = 0; n <= sizeof(text); n++)
		assert_true(dais_map_add(&seen, net_etag(a, (struct dais_str){ text, n }), n));
	for (size_t bit = 0; bit < 8 * sizeof(text); bit++) {
		text[bit / 8] = (char)(1u << bit % 8);
		assert_true(
		    dais_map_add(&seen, net_etag(a, (struct dais_str){ text, sizeof(text) }), bit));
		text[bit / 8] = 0;
	}
	assert_str(dais_str_sub(net_etag(a, DAIS_STR("x")), 0, 1), "\"");
	assert_int_equal(net_etag(a, DAIS_STR("x")).n, 26);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_form_limit),
		cmocka_unit_test(test_multipart_flood),
		cmocka_unit_test(test_multipart),
		cmocka_unit_test(test_multipart_pieces),
		cmocka_unit_test(test_multipart_bad),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_ranges),
		cmocka_unit_test(test_entity_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
