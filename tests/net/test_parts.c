/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The parts of the server that find routes, count allowances and say whose turn it is.
 */
#include "support/test.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"
#include "net/certificate_priv.h"
#include "net/proxy_priv.h"

/* ---- routes ---- */

static void
nothing(struct dais_http_exchange *x, void *ctx)
{
	(void)x;
	(void)ctx;
}

static const struct dais_http_route first_table[] = {
	{ DAIS_HTTP_GET, "/{language}/{symbol...}", nothing, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}", nothing, 0, 0 },
	{ DAIS_HTTP_GET, "/", nothing, 0, 0 },
	{ .pattern = NULL },
};
static const struct dais_http_route second_table[] = {
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}", nothing, 0, 0 },
	{ DAIS_HTTP_POST, "/{language}/meetings/{package}/items/{item}", nothing, 0, 0 },
	{ DAIS_HTTP_GET, "/api/v1/{what}", nothing, 0, 0 },
	{ DAIS_HTTP_DELETE, "/api/v1/{what}", nothing, 0, 0 },
	{ .pattern = NULL },
};
static const struct dais_http_route *const both[] = { first_table, second_table };

static void
check_route(const struct net_routes *r, enum dais_http_method method, const char *path,
    const char *pattern, const char *values)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	dais_http_pairs params = { NULL, 0, 0 };
	struct net_route_match m = net_routes_find(r, a, method, dais_str_from(path), &params);
	struct dais_str list = DAIS_STR("");

	if (!m.route) {
		assert_null(pattern);
		return;
	}
	for (size_t i = 0; i < params.n; i++)
		list = dais_arena_printf(a, "%.*s%.*s=%.*s;", DAIS_STR_ARG(list),
		    DAIS_STR_ARG(params.v[i].name), DAIS_STR_ARG(params.v[i].value));
	assert_string_equal(m.route->route->pattern, pattern);
	assert_str(list, values);
}

static void
test_routes(void **state)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct dais_err err = DAIS_ERR_INIT;
	struct net_routes r;
	dais_http_pairs params = { NULL, 0, 0 };

	(void)state;
	assert_true(net_routes_init(&r, a, both, 2, &err));
	check_route(&r, DAIS_HTTP_GET, "/", "/", "");
	check_route(&r, DAIS_HTTP_GET, "/fr", "/{language}", "language=fr;");
	check_route(&r, DAIS_HTTP_GET, "/fr/meetings/x", "/{language}/meetings/{package}",
	    "language=fr;package=x;");
	check_route(
	    &r, DAIS_HTTP_GET, "/fr/A/B/1", "/{language}/{symbol...}", "language=fr;symbol=A/B/1;");
	/* Not every branch that begins well ends well. */
	check_route(&r, DAIS_HTTP_GET, "/fr/meetings", "/{language}/{symbol...}",
	    "language=fr;symbol=meetings;");
	check_route(&r, DAIS_HTTP_GET, "/api/v1/x", "/api/v1/{what}", "what=x;");
	check_route(
	    &r, DAIS_HTTP_GET, "/api/v2/x", "/{language}/{symbol...}", "language=api;symbol=v2/x;");
	check_route(&r, DAIS_HTTP_GET, "/fr/", NULL, "");
	check_route(&r, DAIS_HTTP_GET, "/fr/A/B/", NULL, "");
	check_route(&r, DAIS_HTTP_POST, "/fr/meetings/x/items/y",
	    "/{language}/meetings/{package}/items/{item}", "language=fr;package=x;item=y;");
	assert_int_equal(
	    net_routes_find(&r, a, DAIS_HTTP_PUT, DAIS_STR("/api/v1/x"), &params).allowed,
	    1u << DAIS_HTTP_GET | 1u << DAIS_HTTP_DELETE);
}

static void
test_route_tables_that_are_wrong(void **state)
{
	static const struct dais_http_route twice[] = { { DAIS_HTTP_GET, "/{a}", nothing, 0, 0 },
		{ DAIS_HTTP_GET, "/{b}", nothing, 0, 0 }, { .pattern = NULL } };
	static const struct dais_http_route after[] = {
		{ DAIS_HTTP_GET, "/{a...}/b", nothing, 0, 0 }, { .pattern = NULL }
	};
	static const struct dais_http_route relative[] = { { DAIS_HTTP_GET, "a", nothing, 0, 0 },
		{ .pattern = NULL } };
	const struct dais_http_route *const tables[] = { twice, after, relative };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		DAIS_ARENA_AUTO a = dais_arena_new(0);
		struct dais_err err = DAIS_ERR_INIT;
		struct net_routes r;

		assert_false(net_routes_init(&r, a, &tables[i], 1, &err));
		assert_int_equal(err.code, DAIS_ERR_INVALID);
	}
}

/* ---- allowances ---- */

static void
test_allowance(void **state)
{
	struct net_clients c = { .v = NULL };
	struct net_client *one, *other;
	unsigned wait = 0;

	(void)state;
	net_clients_init(&c, 60, 100);
	one = net_clients_find(&c, "192.0.2.1", 1000);
	for (unsigned i = 0; i < 60; i++)
		assert_true(net_clients_take(&c, one, 1, 1000, &wait));
	assert_false(net_clients_take(&c, one, 1, 1000, &wait));
	assert_int_equal(wait, 1);
	/* One a second comes back, and no more than there was. */
	assert_true(net_clients_take(&c, one, 1, 2001, &wait));
	assert_false(net_clients_take(&c, one, 1, 2001, &wait));
	assert_true(net_clients_take(&c, one, 60, 1000000, &wait));
	assert_false(net_clients_take(&c, one, 1, 1000000, &wait));
	/* Others have their own; a network of one subscriber is one. */
	other = net_clients_find(&c, "2001:db8:0:1::1", 1000);
	assert_true(net_clients_take(&c, other, 60, 1000, &wait));
	assert_ptr_equal(net_clients_find(&c, "2001:db8:0:1:ffff::2", 1000), other);
	assert_ptr_not_equal(net_clients_find(&c, "2001:db8:0:2::1", 1000), other);
	assert_ptr_equal(net_clients_find(&c, "::ffff:192.0.2.1", 1000), one);
	net_clients_release(&c);
}

/* A sign-in costs more than an allowance that is kept very small: it must be possible all the same.
 */
static void
test_small_allowance(void **state)
{
	struct net_clients c = { .v = NULL };
	struct net_client *one;
	unsigned wait = 0;

	(void)state;
	net_clients_init(&c, 6, 100);
	one = net_clients_find(&c, "192.0.2.1", 1000);
	assert_true(net_clients_take(&c, one, 20, 1000, &wait));
	assert_false(net_clients_take(&c, one, 20, 11000, &wait));
	assert_in_range(wait, 49, 51);
	assert_true(net_clients_take(&c, one, 20, 62000, &wait));
	net_clients_release(&c);
}

/* A million addresses: memory stays as it is, connections are not forgotten. */
static void
test_many_clients(void **state)
{
	struct net_clients c = { .v = NULL };
	struct net_client *one;

	(void)state;
	net_clients_init(&c, 60, 100);
	one = net_clients_find(&c, "192.0.2.1", 1);
	one->connections = 1;
	for (unsigned i = 0; i < 200000; i++) {
		char address[32];
		unsigned wait;

		(void)snprintf(
		    address, sizeof(address), "10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
		(void)net_clients_take(&c, net_clients_find(&c, address, 1), 1, 1, &wait);
	}
	assert_ptr_equal(net_clients_find(&c, "192.0.2.1", 1), one);
	assert_int_equal(one->connections, 1);
	net_clients_release(&c);
}

/* ---- whose turn it is ---- */

/* "aaab" and "c" come: one of each is taken in turn, whatever leaves meanwhile. */
static void
test_turns(void **state)
{
	struct net_fair f = { .next = NULL };
	struct net_line a = { .first = NULL }, b = { .first = NULL }, c = { .first = NULL };
	struct net_place places[5] = { { .line = NULL } };

	(void)state;
	assert_null(net_fair_take(&f));
	for (unsigned i = 0; i < 3; i++)
		net_fair_join(&f, &a, &places[i]);
	net_fair_join(&f, &b, &places[3]);
	assert_ptr_equal(net_fair_take(&f), &places[0]);
	net_fair_join(&f, &c, &places[4]);
	assert_int_equal(f.n, 4);
	assert_ptr_equal(net_fair_take(&f), &places[3]);
	assert_ptr_equal(net_fair_take(&f), &places[1]);
	net_fair_pass(&f);
	assert_ptr_equal(net_fair_take(&f), &places[2]);
	assert_null(a.first);
	net_fair_join(&f, &a, &places[0]);
	net_fair_join(&f, &a, &places[1]);
	net_fair_leave(&f, &places[0]);
	net_fair_leave(&f, &places[0]);
	net_fair_leave(&f, &places[4]);
	assert_ptr_equal(net_fair_take(&f), &places[1]);
	assert_null(net_fair_take(&f));
	assert_int_equal(f.n, 0);
}

/* Of "a" each costs ten, of "b" one: between two of "a" ten of "b" are taken, whoever of them comes
 * when; what "a" cost while nobody waited counts no more, nor has "c" saved up what it did not ask
 * for. */
static void
test_turns_by_cost(void **state)
{
	struct net_fair f = { .next = NULL };
	struct net_line a = { .first = NULL }, b = { .first = NULL }, c = { .first = NULL };
	struct net_place of_a = { .line = NULL }, of_b = { .line = NULL }, of_c = { .line = NULL };
	unsigned n = 0;

	(void)state;
	net_fair_charge(&f, &a, 1000);
	net_fair_join(&f, &a, &of_a);
	net_fair_join(&f, &b, &of_b);
	for (unsigned i = 0; i < 110; i++) {
		struct net_place *place = net_fair_take(&f);

		n += place == &of_a;
		net_fair_charge(&f, place == &of_a ? &a : &b, place == &of_a ? 10 : 1);
		net_fair_join(&f, place == &of_a ? &a : &b, place);
	}
	assert_int_equal(n, 10);
	/* Who comes is the next, and once. */
	assert_ptr_equal(net_fair_take(&f), &of_a);
	net_fair_charge(&f, &a, 10);
	net_fair_join(&f, &a, &of_a);
	net_fair_join(&f, &c, &of_c);
	assert_ptr_equal(net_fair_take(&f), &of_b);
	net_fair_charge(&f, &b, 1);
	net_fair_join(&f, &b, &of_b);
	assert_ptr_equal(net_fair_take(&f), &of_c);
	net_fair_charge(&f, &c, 5);
	net_fair_join(&f, &c, &of_c);
	assert_ptr_equal(net_fair_take(&f), &of_b);
	net_fair_leave(&f, &of_a);
	net_fair_leave(&f, &of_c);
	assert_int_equal(f.n, 0);
}

/* Many lines come, are charged, left and taken from in any order: it is always the one that stands
 * least far, of equals the one that has waited longest. */
static void
test_turns_of_many(void **state)
{
	enum {
		MANY = 300
	};
	static struct net_line lines[MANY];
	static struct net_place places[MANY];
	struct net_fair f = { .next = NULL };
	uint64_t random = 7;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		unsigned n =
		    (unsigned)((random = random * 6364136223846793005u + 1442695040888963407u) >>
			       33);
		unsigned at = n % MANY;

		if (n / MANY % 4 == 0) {
			net_fair_leave(&f, &places[at]);
		} else if (n / MANY % 4 == 1) {
			net_fair_charge(&f, &lines[at], n / MANY % 7);
		} else if (!places[at].line) {
			net_fair_join(&f, &lines[at], &places[at]);
		} else {
			struct net_place *taken;
			unsigned best = at;

			for (unsigned k = 0; k < MANY; k++)
				if (places[k].line &&
				    (lines[k].stands_at < lines[best].stands_at ||
					(lines[k].stands_at == lines[best].stands_at &&
					    lines[k].came < lines[best].came)))
					best = k;
			taken = net_fair_take(&f);
			assert_ptr_equal(taken, &places[best]);
		}
	}
	while (net_fair_take(&f))
		;
	assert_int_equal(f.n, 0);
}

/* ---- compression ---- */

static void
test_compression(void **state)
{
	DAIS_BUF_AUTO out = { 0 };
	char text[4096];
	size_t quick;

	(void)state;
	memset(text, 'a', sizeof(text));
	dais_buf_init(&out, DAIS_BUF_MAX);
	assert_true(net_compress((struct dais_str){ text, sizeof(text) }, false, &out));
	assert_true(out.n < 100);
	assert_false(net_compress((struct dais_str){ text, 100 }, false, &out));
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i / 7 % 23);
	out.n = 0;
	assert_true(net_compress((struct dais_str){ text, sizeof(text) }, false, &out));
	quick = out.n;
	assert_true(net_compress((struct dais_str){ text, sizeof(text) }, true, &out));
	assert_true(out.n - quick < quick);
	assert_true(net_is_compressible("text/html; charset=utf-8"));
	assert_false(net_is_compressible("application/pdf"));
}

/* ---- proxies, certificates ---- */

static void
check_proxy(const char *proxy, const char *address, bool is)
{
	struct dais_err err = DAIS_ERR_INIT;
	struct dais_http s = { .options = { .proxies = &proxy, .n_proxies = 1 } };

	s.arena = dais_arena_new(0);
	assert_true(net_proxies_read(&s, &err));
	assert_int_equal(net_is_proxy(&s, dais_str_from(address)), is);
	dais_arena_free(s.arena);
}

static void
test_proxies(void **state)
{
	static const char *const none[] = { "nginx", "", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1",
		"::1/129", "127.0.0.1:80", "10.0.0.0/8/8", "1.2.3" };

	(void)state;
	check_proxy("127.0.0.1", "127.0.0.1", true);
	check_proxy("127.0.0.1", "127.0.0.2", false);
	check_proxy("10.0.0.0/8", "10.255.0.1", true);
	check_proxy("10.0.0.0/8", "11.0.0.1", false);
	check_proxy("172.16.0.0/12", "172.31.255.255", true);
	check_proxy("172.16.0.0/12", "172.32.0.0", false);
	check_proxy("0.0.0.0/0", "203.0.113.7", true);
	check_proxy("0.0.0.0/0", "2001:db8::1", false);
	check_proxy("::1", "0:0:0:0:0:0:0:1", true);
	check_proxy("2001:db8::/33", "2001:db8:7fff::1", true);
	check_proxy("2001:db8::/33", "2001:db8:8000::1", false);
	check_proxy("::ffff:192.0.2.0/120", "192.0.2.9", true);
	check_proxy("127.0.0.1", "", false);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		struct dais_err err = DAIS_ERR_INIT;
		struct dais_http s = { .options = { .proxies = &none[i], .n_proxies = 1 } };

		s.arena = dais_arena_new(0);
		assert_false(net_proxies_read(&s, &err));
		assert_int_equal(err.code, DAIS_ERR_INVALID);
		dais_arena_free(s.arena);
	}
}

/* Of a life of 90 days the last nine; of six days the last fourteen hours and some. */
static void
test_certificates_that_end(void **state)
{
	const struct net_certificate_life long_one = { 0, 90 * 24 * DAIS_HOUR_MS },
					  short_one = { 0, 6 * 24 * DAIS_HOUR_MS };

	(void)state;
	assert_false(net_certificate_is_ending(&long_one, 81 * 24 * DAIS_HOUR_MS));
	assert_true(net_certificate_is_ending(&long_one, 81 * 24 * DAIS_HOUR_MS + 1));
	assert_true(net_certificate_is_ending(&long_one, 91 * 24 * DAIS_HOUR_MS));
	assert_false(net_certificate_is_ending(&short_one, 5 * 24 * DAIS_HOUR_MS));
	assert_true(
	    net_certificate_is_ending(&short_one, 5 * 24 * DAIS_HOUR_MS + 10 * DAIS_HOUR_MS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_routes),
		cmocka_unit_test(test_route_tables_that_are_wrong),
		cmocka_unit_test(test_allowance),
		cmocka_unit_test(test_small_allowance),
		cmocka_unit_test(test_many_clients),
		cmocka_unit_test(test_turns),
		cmocka_unit_test(test_turns_by_cost),
		cmocka_unit_test(test_turns_of_many),
		cmocka_unit_test(test_compression),
		cmocka_unit_test(test_proxies),
		cmocka_unit_test(test_certificates_that_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
