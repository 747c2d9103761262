/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "http_double.h"

#include <strings.h>

dais_http_pairs double_published;
uint64_t double_version;

static struct dais_arena *
lasting(void)
{
	static struct dais_arena *a;

	if (!a)
		a = dais_arena_new(0);
	return a;
}

/* ---- making a request ---- */

static int
hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

static struct dais_str
unescaped(struct dais_arena *a, struct dais_str s, bool plus)
{
	char *out = DAIS_NEW_N(a, s.n + 1, char);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && i + 2 < s.n) {
			out[n++] = (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2]));
			i += 2;
		} else {
			out[n++] = plus && s.p[i] == '+' ? ' ' : s.p[i];
		}
	}
	return (struct dais_str){ out, n };
}

struct dais_http_exchange *
double_new(struct dais_arena *a, const char *address)
{
	struct dais_http_exchange *x = DAIS_NEW(a, struct dais_http_exchange);
	struct dais_str rest = dais_arena_dup(a, dais_str_from(address)), one;
	size_t mark = dais_str_find_char(rest, '?', 0);

	x->arena = a;
	x->request.method = DAIS_HTTP_GET;
	x->request.body_fd = -1;
	x->request.path = unescaped(a, dais_str_sub(rest, 0, mark), false);
	x->request.host = DAIS_STR("example.org");
	rest = mark == SIZE_MAX ? DAIS_STR_NONE : dais_str_sub(rest, mark + 1, rest.n);
	while (rest.n && dais_str_next(&rest, '&', &one)) {
		size_t is = dais_str_find_char(one, '=', 0);
		struct dais_http_pair pair = { unescaped(a, dais_str_sub(one, 0, is), true),
			is == SIZE_MAX ? DAIS_STR_NONE
				       : unescaped(a, dais_str_sub(one, is + 1, one.n), true) };

		dais_vec_push(a, &x->request.query, pair);
	}
	return x;
}

void
double_header(struct dais_http_exchange *x, const char *name, const char *value)
{
	dais_vec_push(x->arena, &x->headers,
	    ((struct dais_http_pair){ dais_str_from(name), dais_str_from(value) }));
}

/* ---- routes ---- */

/* How well @pattern fits @path: 0 not at all; more for fixed words than for names. */
static unsigned
fit(struct dais_arena *a, const char *pattern, struct dais_str path, dais_http_pairs *params)
{
	struct dais_str wanted = dais_str_from(pattern), part;
	unsigned score = 1;

	while (dais_str_next(&wanted, '/', &part)) {
		struct dais_str given;

		score *= 3;
		if (dais_str_has_suffix(part, DAIS_STR("...}"))) {
			if (!path.n)
				return 0;
			dais_vec_push(a, params,
			    ((struct dais_http_pair){ dais_str_sub(part, 1, part.n - 4), path }));
			return score / 3;
		}
		if (!dais_str_next(&path, '/', &given))
			return 0;
		if (part.n && part.p[0] == '{') {
			if (!given.n)
				return 0;
			dais_vec_push(a, params,
			    ((struct dais_http_pair){ dais_str_sub(part, 1, part.n - 1), given }));
			score += 1;
		} else if (dais_str_eq(part, given)) {
			score += 2;
		} else {
			return 0;
		}
	}
	return path.p ? 0 : score;
}

void
double_run(
    struct dais_http_exchange *x, const struct dais_http_route *const *tables, size_t n, void *ctx)
{
	unsigned best = 0;

	for (size_t t = 0; t < n; t++)
		for (const struct dais_http_route *r = tables[t]; r->pattern; r++) {
			dais_http_pairs params = { 0 };
			unsigned score = fit(x->arena, r->pattern, x->request.path, &params);

			if (r->method != x->request.method || score <= best)
				continue;
			best = score;
			x->route = r;
			x->request.params = params;
		}
	if (best)
		x->route->handler(x, ctx);
	else
		dais_http_problem(x, 404, NULL);
}

/* ---- src/net/http.h ---- */

const struct dais_http_request *
dais_http_request(const struct dais_http_exchange *x)
{
	return &x->request;
}

struct dais_arena *
dais_http_arena(struct dais_http_exchange *x)
{
	return x->arena;
}

static struct dais_str
value_of(const dais_http_pairs *pairs, const char *name)
{
	for (size_t i = 0; i < pairs->n; i++)
		if (pairs->v[i].name.n == strlen(name) &&
		    strncasecmp(pairs->v[i].name.p, name, pairs->v[i].name.n) == 0)
			return pairs->v[i].value;
	return DAIS_STR_NONE;
}

struct dais_str
dais_http_header(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->headers, name);
}

struct dais_str
dais_http_cookie(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->cookies, name);
}

struct dais_str
dais_http_param(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->request.params, name);
}

struct dais_str
dais_http_query(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->request.query, name);
}

struct dais_str
dais_http_field(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->request.fields, name);
}

void
dais_http_set_header(struct dais_http_exchange *x, const char *name, struct dais_str value)
{
	dais_vec_push(
	    x->arena, &x->reply_headers, ((struct dais_http_pair){ dais_str_from(name), value }));
}

void
dais_http_drop_header(struct dais_http_exchange *x, const char *name)
{
	for (size_t i = x->reply_headers.n; i-- > 0;)
		if (dais_str_is(x->reply_headers.v[i].name, name))
			x->reply_headers.v[i] = x->reply_headers.v[--x->reply_headers.n];
}

void
dais_http_reply(
    struct dais_http_exchange *x, unsigned status, const char *type, struct dais_str body)
{
	DAIS_ASSERT(!x->status);
	x->status = status;
	x->type = dais_str_from(type);
	x->body = dais_arena_dup(x->arena, body);
}

/* All of it, as a client would that takes pieces. */
void
dais_http_reply_from(
    struct dais_http_exchange *x, const char *type, uint64_t size, dais_http_giver *give, void *ctx)
{
	char *body = dais_arena_alloc(x->arena, (size_t)size + 1);

	for (uint64_t at = 0; at < size;) {
		size_t n =
		    give(ctx, at, body + at, size - at < 30000 ? (size_t)(size - at) : 30000);

		DAIS_ASSERT(n > 0);
		at += n;
	}
	dais_http_reply(x, 200, type, (struct dais_str){ body, (size_t)size });
}

void
dais_http_redirect(struct dais_http_exchange *x, struct dais_str path)
{
	dais_http_reply(x, 303, "text/plain", DAIS_STR_NONE);
	x->location = path;
}

void
dais_http_problem(struct dais_http_exchange *x, unsigned status, const struct dais_err *why)
{
	dais_http_reply(x, status, "application/problem+json", dais_str_from(why ? why->msg : ""));
}

unsigned
dais_http_status_of(const struct dais_err *err)
{
	switch (err->code) {
	case DAIS_ERR_NOT_FOUND:
		return 404;
	case DAIS_ERR_INVALID:
		return 422;
	case DAIS_ERR_UNSUPPORTED:
		return 415;
	case DAIS_ERR_DENIED:
		return 403;
	case DAIS_ERR_CONFLICT:
		return 409;
	default:
		return 500;
	}
}

void
dais_http_set_cookie(
    struct dais_http_exchange *x, const char *name, struct dais_str value, int64_t seconds)
{
	struct dais_http_pair cookie = { dais_arena_dup(x->arena, dais_str_from(name)),
		seconds < 0 ? DAIS_STR_NONE : dais_arena_dup(x->arena, value) };

	dais_vec_push(x->arena, &x->reply_cookies, cookie);
}

void
dais_http_hold(struct dais_http_exchange *x)
{
	x->held = true;
}

/* Nothing is kept here; who names the tag has what it stands for. */
bool
dais_http_known(struct dais_http_exchange *x, struct dais_str etag)
{
	dais_http_set_header(x, "ETag", etag);
	if (!dais_str_eq(value_of(&x->headers, "If-None-Match"), etag))
		return false;
	dais_http_reply(x, 304, "", DAIS_STR_NONE);
	return true;
}

struct dais_str
double_reply_header(const struct dais_http_exchange *x, const char *name)
{
	return value_of(&x->reply_headers, name);
}

void
dais_http_keep(struct dais_http_exchange *x)
{
	x->kept = true;
}

void
dais_http_set_version(struct dais_http *s, uint64_t version)
{
	(void)s;
	double_version = version;
}

void
dais_http_stream(
    struct dais_http_exchange *x, const struct dais_str *topics, size_t n, bool has_all)
{
	x->streamed = true;
	x->has_all = has_all;
	for (size_t i = 0; i < n; i++)
		dais_vec_push(x->arena, &x->topics,
		    ((struct dais_http_pair){ DAIS_STR("topic"), topics[i] }));
}

bool
dais_http_last_seen(const struct dais_http_exchange *x, uint64_t *ret)
{
	struct dais_str text = dais_http_query(x, "after");
	int64_t id = 0;

	*ret = dais_str_to_int(text, 0, INT64_MAX, &id) ? (uint64_t)id : 0;
	return text.n > 0;
}

void
dais_http_publish(struct dais_http *s, struct dais_str topic, uint64_t id, const char *event,
    struct dais_str data)
{
	(void)s;
	(void)id;
	(void)data;
	dais_vec_push(lasting(), &double_published,
	    ((struct dais_http_pair){ dais_arena_dup(lasting(), topic), dais_str_from(event) }));
}

void
dais_http_mark(struct dais_http *s, const char *what)
{
	(void)s;
	(void)what;
}
