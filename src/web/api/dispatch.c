/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What every call goes through, in this order: who calls, whether he had to sign in, the body, the
 * key of idempotency, the operation.
 */
#include "web/api/api_priv.h"

#include "web/api/once_priv.h"

#define ROUTES_MAX 64
#define ANSWER_MAX ((size_t)256 << 20)

static struct dais_http_route routes[ROUTES_MAX];

const struct dais_http_route *
dais_api_routes(void)
{
	DAIS_ASSERT(dais_api_operation_count < ROUTES_MAX);
	for (size_t i = 0; i < dais_api_operation_count; i++) {
		const struct dais_api_operation *o = &dais_api_operations[i];

		routes[i] = (struct dais_http_route){ .method = o->method,
			.pattern = o->pattern,
			.handler = dais_api_dispatch,
			.body_max = o->takes ? DAIS_THING_VALUE_MAX : 0 };
	}
	return routes;
}

static bool
check_account(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (!c->operation->account || c->actor->account.n)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_DENIED, "this needs an account");
	(void)dais_err_hint(
	    &err, "Send Authorization: Bearer with a token from the page of your account.");
	dais_http_set_header(c->x, "WWW-Authenticate", DAIS_STR("Bearer"));
	c->answered = true;
	dais_http_problem(c->x, 401, &err);
	return false;
}

/* A call that changes something and comes by the cookie of a session could be forged by a page
 * elsewhere; no such page can send JSON across sites without being asked first, and we never say
 * yes (WHATWG Fetch, CORS). */
static bool
check_body(struct dais_api_call *c)
{
	const struct dais_http_request *r = dais_http_request(c->x);
	struct dais_err err = DAIS_ERR_INIT;
	bool json = dais_str_is(r->body_type, "application/json") ||
		    (c->operation->method == DAIS_HTTP_PATCH &&
			dais_str_is(r->body_type, "application/merge-patch+json"));

	if (c->operation->method != DAIS_HTTP_GET && !c->actor->is_token && !json) {
		(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED, "the body must be application/json");
		dais_api_fail(c, &err);
		return false;
	}
	if (!c->operation->takes)
		return true;
	if (!json) {
		(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED, "the body must be application/json");
		dais_api_fail(c, &err);
		return false;
	}
	if (!dais_json_parse(c->a, r->body, &c->body, &err)) {
		c->answered = true;
		dais_http_problem(c->x, 400, &err);
		return false;
	}
	return true;
}

void
dais_api_dispatch(struct dais_http_exchange *x, void *ctx)
{
	struct dais_site *site = ctx;
	struct dais_api_call c = { .site = site,
		.x = x,
		.a = dais_http_arena(x),
		.operation = &dais_api_operations[dais_http_route_of(x) - routes] };

	c.actor = dais_site_actor(site, x);
	dais_buf_init(&c.out, ANSWER_MAX);
	dais_json_begin(&c.json, &c.out, true);
	if (check_account(&c) && check_body(&c) && !dais_api_once_is_answered(&c))
		c.operation->run(&c);
	dais_buf_release(&c.out);
}
