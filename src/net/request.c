/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whether a request is one that can be handled: its form, its host, its client's allowance, its
 * route, the length of its body. Then its body.
 */
#include <strings.h>

#include "net/proxy_priv.h"
#include "net/target.h"

#define CONTENT_TOO_LARGE 413u
#define MISDIRECTED 421u

static bool
refuse(struct dais_http_exchange *x, unsigned status, enum net_rejection why)
{
	x->status = status;
	if (why < NET_REJECTION_COUNT)
		x->server->metrics.rejected[why]++;
	return false;
}

/* Of one that is not known the address is read, too: the refusal says what may be done there. */
static void
read_method(struct dais_http_exchange *x)
{
	const char *method = x->is_head ? MHD_HTTP_METHOD_GET : x->method;
	static const char *const names[DAIS_HTTP_METHOD_COUNT] = { "GET", "POST", "PUT", "PATCH",
		"DELETE" };

	for (unsigned m = 0; m < DAIS_HTTP_METHOD_COUNT; m++) {
		if (strcmp(method, names[m]) == 0) {
			x->request.method = (enum dais_http_method)m;
			return;
		}
	}
	x->other_method = true;
}

/* ---- who asks ---- */

struct gathered {
	struct dais_buf *out;
	const char *name;
	unsigned n;
};

static enum MHD_Result
gather(void *ctx, enum MHD_ValueKind kind, const char *key, size_t key_n, const char *value,
    size_t value_n)
{
	struct gathered *g = ctx;

	(void)kind;
	if (strlen(g->name) != key_n || strncasecmp(key, g->name, key_n) != 0)
		return MHD_YES;
	if (g->n++)
		dais_buf_put_char(g->out, ',');
	dais_buf_put_bytes(g->out, value, value_n);
	return MHD_YES;
}

/* All fields of a name in one list, as they came; how many there were. */
static unsigned
gather_header(struct dais_http_exchange *x, const char *name, struct dais_str *ret)
{
	DAIS_BUF_AUTO all = { 0 };
	struct gathered g = { .out = &all, .name = name };

	dais_buf_init(&all, (size_t)NET_TARGET_MAX * 4);
	(void)x->server->engine->get_values(x->connection, MHD_HEADER_KIND, gather, &g);
	*ret = dais_buf_dup(&all, x->arena);
	return g.n;
}

/* The last address of the list that is no proxy's own: what stands before it anyone may have
 * written. */
static struct dais_str
forwarded_for(struct dais_http_exchange *x)
{
	struct dais_str list, best = dais_str_from(x->socket->address);

	(void)gather_header(x, "X-Forwarded-For", &list);
	while (list.n) {
		size_t comma = list.n;
		struct dais_str one;

		while (comma > 0 && list.p[comma - 1] != ',')
			comma--;
		one = dais_str_trim(dais_str_sub(list, comma, list.n));
		list.n = comma ? comma - 1 : 0;
		if (!net_is_address(one))
			break;
		best = one;
		if (!net_is_proxy(x->server, one))
			break;
	}
	return best;
}

static void
read_client(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;
	struct dais_str proto;

	x->request.remote = dais_str_from(x->socket->address);
	x->request.secure = s->options.certificate != NULL;
	if (!x->socket->is_trusted)
		return;
	x->request.remote = forwarded_for(x);
	(void)gather_header(x, "X-Forwarded-Proto", &proto);
	for (size_t i = proto.n; i-- > 0;) {
		if (proto.p[i] == ',') {
			proto = dais_str_trim(dais_str_sub(proto, i + 1, proto.n));
			break;
		}
	}
	x->request.secure = dais_str_is(proto, "https");
}

/* ---- the host ---- */

/* Without its port: "[::1]:8080" -> "[::1]". */
static struct dais_str
host_name(struct dais_str host)
{
	size_t bracket = dais_str_find_char(host, ']', 0);
	size_t colon = dais_str_find_char(host, ':', bracket == SIZE_MAX ? 0 : bracket);

	return dais_str_sub(host, 0, colon);
}

static bool
is_known_host(const struct dais_http *s, struct dais_str host)
{
	struct dais_str name = host_name(host);

	if (s->options.n_hosts == 0)
		return true;
	for (size_t i = 0; i < s->options.n_hosts; i++) {
		const char *known = s->options.hosts[i];

		if (strlen(known) == name.n && strncasecmp(known, name.p, name.n) == 0)
			return true;
	}
	return false;
}

static bool
is_host(struct dais_str host)
{
	for (size_t i = 0; i < host.n; i++) {
		unsigned char c = (unsigned char)host.p[i];

		if (c <= 0x20 || c >= 0x7f || strchr("/\\?#@<>\"'", c))
			return false;
	}
	return host.n <= 255;
}

static bool
read_host(struct dais_http_exchange *x, struct dais_err *err)
{
	struct dais_str host;
	unsigned n = gather_header(x, MHD_HTTP_HEADER_HOST, &host);

	if (n > 1 || !is_host(host) || (n == 0 && strcmp(x->version, MHD_HTTP_VERSION_1_1) == 0)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "the request must name one host");
		return refuse(x, MHD_HTTP_BAD_REQUEST, NET_REJECTED_MALFORMED);
	}
	if (!is_known_host(x->server, host)) {
		(void)dais_err_set(
		    err, DAIS_ERR_INVALID, "this server does not answer for that host");
		return refuse(x, MISDIRECTED, NET_REJECTED_HOST);
	}
	x->request.host = host;
	return true;
}

/* ---- what is asked ---- */

/* "OPTIONS *" asks what the server as a whole can do (RFC 9110, 9.3.7): load balancers ask so
 * whether it lives. */
static bool
is_about_server(struct dais_http_exchange *x)
{
	struct dais_str target = { x->target, x->n_target };

	if (!dais_str_is(target, "*") || strcmp(x->method, MHD_HTTP_METHOD_OPTIONS) != 0)
		return false;
	x->allow = (1u << DAIS_HTTP_METHOD_COUNT) - 1;
	return true;
}

static bool
read_target(struct dais_http_exchange *x, struct dais_err *err)
{
	struct dais_str target = { x->target, x->n_target };
	struct dais_str origin = net_target_host(target);

	/* A proxy goes by the one, others by the other (RFC 9112, 3.2.2). */
	if (origin.n && (origin.n != x->request.host.n ||
			    strncasecmp(origin.p, x->request.host.p, origin.n) != 0)) {
		(void)dais_err_set(err, DAIS_ERR_INVALID, "the request names two hosts");
		return refuse(x, MHD_HTTP_BAD_REQUEST, NET_REJECTED_MALFORMED);
	}
	if (net_target_read(x->arena, target, &x->request.path, &x->request.query, err))
		return true;
	return refuse(x, err->code == DAIS_ERR_LIMIT ? MHD_HTTP_URI_TOO_LONG : MHD_HTTP_BAD_REQUEST,
	    NET_REJECTED_MALFORMED);
}

/* "/fr/meetings/" is what people type for "/fr/meetings": they are led there. */
static bool
is_without_slash(struct dais_http_exchange *x)
{
	struct dais_str path = x->request.path, target = { x->target, x->n_target };
	size_t mark = dais_str_find_char(target, '?', 0);
	dais_http_pairs params = { NULL, 0, 0 };

	if (path.n < 2 || path.p[path.n - 1] != '/' || x->request.method != DAIS_HTTP_GET ||
	    target.p[0] != '/')
		return false;
	path.n--;
	if (!net_routes_find(&x->server->routes, x->arena, DAIS_HTTP_GET, path, &params).route)
		return false;
	dais_http_set_header(x, MHD_HTTP_HEADER_LOCATION,
	    dais_arena_concat(x->arena, net_escape_path(x->arena, path),
		mark == SIZE_MAX ? DAIS_STR("") : dais_str_sub(target, mark, target.n)));
	return true;
}

static bool
find_route(struct dais_http_exchange *x, struct dais_err *err)
{
	struct net_route_match m = net_routes_find(
	    &x->server->routes, x->arena, x->request.method, x->request.path, &x->request.params);

	/* The pattern that fits best decides, so that what can only be sent is not looked for
	 * elsewhere. */
	x->route = x->other_method || !(m.allowed >> x->request.method & 1) ? NULL : m.route;
	if (x->route)
		return true;
	if (m.allowed) {
		x->allow = m.allowed;
		(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED, "this method is not known here");
		return refuse(x, MHD_HTTP_METHOD_NOT_ALLOWED,
		    x->other_method ? NET_REJECTED_MALFORMED : NET_REJECTION_COUNT);
	}
	if (!x->other_method && is_without_slash(x))
		return refuse(x, MHD_HTTP_MOVED_PERMANENTLY, NET_REJECTION_COUNT);
	(void)dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is nothing at this address");
	return refuse(x, MHD_HTTP_NOT_FOUND, NET_REJECTION_COUNT);
}

static bool
take_allowance(struct dais_http_exchange *x, unsigned cost, struct dais_err *err)
{
	struct dais_http *s = x->server;
	int64_t now = x->began_us / 1000;
	unsigned wait = 0;
	struct net_client *client;

	if (s->options.allowance_per_minute == UINT32_MAX)
		return true;
	client = net_clients_find(&s->clients, dais_arena_cstr(x->arena, x->request.remote), now);
	if (net_clients_take(&s->clients, client, cost, now, &wait))
		return true;
	dais_http_set_header(x, "Retry-After", dais_arena_printf(x->arena, "%u", wait));
	(void)dais_err_set(err, DAIS_ERR_BUSY, "too many requests came from this address");
	(void)dais_err_hint(err, "Wait %u seconds.", wait);
	return refuse(x, MHD_HTTP_TOO_MANY_REQUESTS, NET_REJECTED_ALLOWANCE);
}

/* Two servers in a row could differ in where the request ends: nothing after it is believed. */
static bool
check_framing(struct dais_http_exchange *x, struct dais_err *err)
{
	if (net_framing_is_sound(x))
		return true;
	x->is_faulty = true;
	dais_http_set_header(x, MHD_HTTP_HEADER_CONNECTION, DAIS_STR("close"));
	(void)dais_err_set(
	    err, DAIS_ERR_INVALID, "the length or a field of the request is not clear");
	return refuse(x, MHD_HTTP_BAD_REQUEST, NET_REJECTED_MALFORMED);
}

/* A long body takes a file and a part of the disk: whoever sends it is known, and those who send at
 * once have so much together. How long it is may not be said. */
static bool
check_room(struct dais_http_exchange *x, size_t n, struct dais_err *err)
{
	struct dais_http *s = x->server;

	if (!net_has_body(x))
		return true;
	if (s->options.admit && !s->options.admit(x, s->options.ctx))
		return refuse(x, x->status, NET_REJECTED_SIZE);
	if (net_body_reserve(s, &x->body, n))
		return true;
	(void)dais_err_set(err, DAIS_ERR_BUSY, "what was sent cannot be taken now");
	return refuse(x, MHD_HTTP_SERVICE_UNAVAILABLE, NET_REJECTED_ROOM);
}

static bool
check_length(struct dais_http_exchange *x, struct dais_err *err)
{
	struct dais_str length = net_header(x, MHD_HTTP_HEADER_CONTENT_LENGTH);
	int64_t n = 0;

	if (!length.n || !dais_str_to_int(length, 0, INT64_MAX, &n))
		n = (int64_t)x->body_max;
	if ((uint64_t)n > x->body_max) {
		(void)dais_err_set(
		    err, DAIS_ERR_LIMIT, "at most %zu bytes may be sent here", x->body_max);
		return refuse(x, CONTENT_TOO_LARGE, NET_REJECTED_SIZE);
	}
	return n <= (int64_t)DAIS_HTTP_BODY_DEFAULT || check_room(x, length.n ? (size_t)n : 0, err);
}

/* A body is taken as it is (RFC 9110, 8.4). */
static bool
check_coding(struct dais_http_exchange *x, struct dais_err *err)
{
	struct dais_str coding = net_header(x, MHD_HTTP_HEADER_CONTENT_ENCODING);

	if (!coding.n || (coding.n == 8 && strncasecmp(coding.p, "identity", 8) == 0))
		return true;
	dais_http_set_header(x, "Accept-Encoding", DAIS_STR("identity"));
	(void)dais_err_set(err, DAIS_ERR_UNSUPPORTED, "what is sent must not be compressed");
	return refuse(x, MHD_HTTP_UNSUPPORTED_MEDIA_TYPE, NET_REJECTION_COUNT);
}

bool
net_request_read(struct dais_http_exchange *x, struct dais_err *err)
{
	x->body_max = DAIS_HTTP_BODY_DEFAULT;
	read_client(x);
	x->personal = net_header(x, MHD_HTTP_HEADER_COOKIE).n ||
		      net_header(x, MHD_HTTP_HEADER_AUTHORIZATION).n;
	read_method(x);
	if (!check_framing(x, err) || !read_host(x, err))
		return false;
	if (is_about_server(x))
		return take_allowance(x, 1, err) &&
		       refuse(x, MHD_HTTP_NO_CONTENT, NET_REJECTION_COUNT);
	if (!read_target(x, err))
		return false;
	if (!find_route(x, err)) {
		struct dais_err spent = DAIS_ERR_INIT;

		/* Guessing addresses costs, too. */
		return take_allowance(x, 1, &spent) ? false : (*err = spent, false);
	}
	if (x->route->route->body_max)
		x->body_max = x->route->route->body_max;
	return check_coding(x, err) && check_length(x, err) &&
	       take_allowance(x, x->route->route->cost, err);
}

bool
net_request_may_pass(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;
	struct dais_str host = net_header(x, MHD_HTTP_HEADER_HOST);

	if (!host.n || !is_host(host) || !is_known_host(s, host) || !net_framing_is_sound(x) ||
	    x->target[0] != '/')
		return false;
	x->request.remote = dais_str_from(x->socket->address);
	x->request.secure = s->options.certificate != NULL;
	if (x->socket->is_trusted) {
		(void)dais_http_arena(x);
		read_client(x);
	}
	return true;
}

/* ---- its body ---- */

static bool
is_textual(struct dais_str type)
{
	return dais_str_has_prefix(type, DAIS_STR("text/")) ||
	       dais_str_is(type, "application/json") ||
	       dais_str_has_suffix(type, DAIS_STR("+json"));
}

void
net_request_expect_body(struct dais_http_exchange *x)
{
	struct dais_str type = dais_http_header(x, MHD_HTTP_HEADER_CONTENT_TYPE);

	x->body.scan = net_multipart_scan(x->arena, type);
	if (is_textual(net_media_type(x->arena, type)))
		x->body.text = DAIS_NEW(x->arena, struct net_text);
}

bool
net_request_read_body(struct dais_http_exchange *x, struct dais_err *err)
{
	struct dais_http_request *r = &x->request;
	struct dais_str type = dais_http_header(x, MHD_HTTP_HEADER_CONTENT_TYPE);
	bool is_form;

	if (!net_body_finish(&x->body, x->arena, &r->body))
		return dais_err_set(err, DAIS_ERR_BUSY, "what was sent cannot be taken now");
	r->body_fd = x->body.fd;
	r->body_type = net_media_type(x->arena, type);
	is_form = dais_str_is(r->body_type, "application/x-www-form-urlencoded");
	if (r->body.n == 0)
		return true;
	if (is_form && r->body.n > NET_FIELDS_BYTES_MAX)
		return dais_err_set(err, DAIS_ERR_LIMIT, "the fields of the form are too long");
	if (is_form)
		return net_form_read(x->arena, r->body, &r->fields, err);
	if (dais_str_is(r->body_type, "multipart/form-data"))
		return net_multipart_read(x->arena, type, x->body.scan, r, err);
	if (x->body.text && !net_text_end(x->body.text))
		return dais_err_set(err, DAIS_ERR_INVALID, "what was sent is not well-formed text");
	return true;
}
