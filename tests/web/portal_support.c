/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests to the portal over a house of the tests.
 */
#include "portal_support.h"

#include "service/house/release.h"
#include "web/site.h"

static const struct dais_http_route *const tables[] = { dais_routes_portal, dais_routes_feeds };
static struct dais_site site;

void
portal_run(struct test_house *t, struct dais_http_exchange *x)
{
	site.house = t->h;
	site.address = "https://meetings.example.org";
	double_run(x, tables, 2, &site);
}

struct dais_http_exchange *
got(struct test_house *t, const char *address)
{
	struct dais_http_exchange *x = double_new(t->a, address);

	portal_run(t, x);
	return x;
}

void
assert_page_has(const struct dais_http_exchange *x, const char *what)
{
	if (dais_str_find(x->body, dais_str_from(what), 0) == SIZE_MAX)
		fail_msg("%u: \"%s\" is missing in:\n%.*s", x->status, what, DAIS_STR_ARG(x->body));
}

void
assert_page_lacks(const struct dais_http_exchange *x, const char *what)
{
	if (dais_str_find(x->body, dais_str_from(what), 0) != SIZE_MAX)
		fail_msg("\"%s\" is there in:\n%.*s", what, DAIS_STR_ARG(x->body));
}

void
release_of(struct test_house *t, struct dais_str package)
{
	struct dais_release r;
	uint64_t latest;

	t->now_ms += 1000;
	assert_ok(t, dais_store_latest(dais_house_store(t->h), package, &latest, &t->err));
	assert_ok(t, dais_house_release(t->h, &t->secretary, package,
			 &(const struct dais_release_terms){ latest, DAIS_STR("a note"), true },
			 &t->diags, &r, t->a, &t->err));
}

void
release(struct test_house *t)
{
	release_of(t, PACKAGE);
}

void
edit_in(struct test_house *t, struct dais_str package, const char *kind, const char *id,
    const char *path, const char *json)
{
	struct dais_house_edit *e;
	uint64_t change;

	assert_ok(t, dais_edit_begin(t->h, &t->secretary, DAIS_ACTION_EDIT_MEETING, package,
			 DAIS_STR_NONE, t->a, &e, &t->err));
	t->now_ms += 1000;
	assert_ok(t, dais_edit_set(e, dais_str_from(kind), dais_str_from(id), path,
			 dais_str_from(json), DAIS_ANY, DAIS_STR_NONE, &t->err));
	assert_ok(t, dais_edit_commit(e, &t->diags, &change, NULL, &t->err));
}

void
edit(struct test_house *t, const char *kind, const char *id, const char *path, const char *json)
{
	edit_in(t, PACKAGE, kind, id, path, json);
}
