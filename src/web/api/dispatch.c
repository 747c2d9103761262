/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What every call goes through, in this order: who calls, whether he had to sign in, the query, the
 * body, the key of idempotency, the operation.
 */
#include "web/api/api_priv.h"

#include "web/api/once_priv.h"

#define ROUTES_MAX 128
#define FILE_BYTES_MAX ((size_t)64 << 20)
#define FILE_COST 20
#define VALUES_MAX ((size_t)200000) /* of a body of JSON; each takes up to 200 bytes of memory */
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
			.body_max = dais_api_is_file(o->takes) ? FILE_BYTES_MAX
				    : o->takes                 ? DAIS_THING_VALUE_MAX
							       : 0,
			.cost = dais_api_is_file(o->takes) ? FILE_COST : 0 };
	}
	return routes;
}

static bool
check_account(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (c->actor->is_unknown) {
		(void)dais_err_set(&err, DAIS_ERR_BUSY, "the record cannot be asked now");
		dais_api_fail(c, &err);
		return false;
	}
	/* A program that sends a token means to be somebody: the public's answer would hide from it
	 * that it is nobody. */
	if (!c->actor->is_refused && (!c->operation->account || c->actor->account.n))
		return true;
	c->answered = true;
	dais_site_ask_for_token(c->x, c->actor);
	return false;
}

static bool
check_query(struct dais_api_call *c)
{
	struct dais_err err = DAIS_ERR_INIT;

	if (dais_api_query_fits(c, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

/* A call that changes something and comes by the cookie of a session could be forged by a page
 * elsewhere; no such page can send JSON, or a file of these types, across sites without being asked
 * first, and we never say yes (WHATWG Fetch, CORS). */
static bool
check_body(struct dais_api_call *c)
{
	const struct dais_http_request *r = dais_http_request(c->x);
	const struct dais_api_operation *o = c->operation;
	struct dais_err err = DAIS_ERR_INIT;
	bool file = dais_api_is_file(o->takes);
	const char *type = file ? o->takes : "application/json";
	bool right = dais_str_is(r->body_type, type) ||
		     (o->method == DAIS_HTTP_PATCH &&
			 dais_str_is(r->body_type, "application/merge-patch+json"));

	if (!right && (o->takes || (o->method != DAIS_HTTP_GET && !c->actor->is_token))) {
		(void)dais_err_set(&err, DAIS_ERR_UNSUPPORTED, "the body must be %s", type);
		dais_api_fail(c, &err);
		return false;
	}
	if (!o->takes || file)
		return true;
	if (dais_json_count_most(r->body) > VALUES_MAX) {
		(void)dais_err_set(
		    &err, DAIS_ERR_LIMIT, "the JSON has more than %zu values", VALUES_MAX);
		dais_api_fail(c, &err);
		return false;
	}
	if (!dais_json_parse(c->a, r->body, &c->body, &err)) {
		c->answered = true;
		dais_http_problem(c->x, 400, &err);
		return false;
	}
	if (dais_api_fits(c->a, c->body, c->operation->takes, &err))
		return true;
	dais_api_fail(c, &err);
	return false;
}

bool
dais_api_is_file(const char *takes_or_gives)
{
	return takes_or_gives && strchr(takes_or_gives, '/');
}

struct dais_api_call *
dais_api_hold(struct dais_api_call *c)
{
	struct dais_api_call *held = DAIS_NEW(c->a, struct dais_api_call);

	*held = *c;
	dais_buf_init(&held->out, ANSWER_MAX);
	dais_json_begin(&held->json, &held->out, true);
	dais_http_hold(c->x);
	return held;
}

void
dais_api_end_held(struct dais_api_call *c)
{
	dais_buf_release(&c->out);
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
	if (check_account(&c) && check_query(&c) && check_body(&c) &&
	    !dais_api_once_is_answered(&c))
		c.operation->run(&c);
	dais_buf_release(&c.out);
}
