/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Replies: the headers every reply has, validators, ranges, compression.
 */
#include <stdlib.h>
#include <strings.h>

#include "net/http_priv.h"
#include "net/target.h"

/* A database or a server that starts again is back after some seconds. */
#define RETRY_AFTER_S "5"
/* Longer bodies are compressed while they are sent. */
#define COMPRESSED_AT_ONCE ((size_t)256 << 10)
/* What a client that takes its time holds of a body that is given piece by piece. */
#define GIVEN_AT_ONCE ((size_t)32 << 10)

/* ---- headers ---- */

static struct dais_http_pair *
find_header(struct dais_http_exchange *x, struct dais_str name)
{
	for (size_t i = 0; i < x->headers.n; i++) {
		if (x->headers.v[i].name.n == name.n &&
		    strncasecmp(x->headers.v[i].name.p, name.p, name.n) == 0)
			return &x->headers.v[i];
	}
	return NULL;
}

/* Nothing in a value may end its line. */
static struct dais_str
one_line(struct dais_arena *a, struct dais_str value)
{
	struct dais_str copy = dais_arena_dup(a, value);
	char *p = (char *)(uintptr_t)copy.p;

	for (size_t i = 0; i < copy.n; i++) {
		if ((unsigned char)p[i] < 0x20 || p[i] == 0x7f)
			p[i] = ' ';
	}
	return copy;
}

void
dais_http_set_header(struct dais_http_exchange *x, const char *name, struct dais_str value)
{
	struct dais_arena *a = dais_http_arena(x);
	struct dais_http_pair *h = find_header(x, dais_str_from(name));

	if (!h) {
		h = dais_vec_add(a, &x->headers);
		h->name = dais_arena_dup(a, dais_str_from(name));
	}
	h->value = one_line(a, value);
}

void
dais_http_drop_header(struct dais_http_exchange *x, const char *name)
{
	struct dais_http_pair *h = find_header(x, dais_str_from(name));

	if (h)
		*h = x->headers.v[--x->headers.n];
}

void
dais_http_set_cookie(
    struct dais_http_exchange *x, const char *name, struct dais_str value, int64_t seconds)
{
	struct dais_arena *a = dais_http_arena(x);
	struct dais_str age = DAIS_STR("");

	if (seconds != 0)
		age =
		    dais_arena_printf(a, "; Max-Age=%lld", (long long)(seconds < 0 ? 0 : seconds));
	value = one_line(a, value);
	dais_vec_push(a, &x->cookies,
	    dais_arena_printf(a, "%s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%.*s", name,
		DAIS_STR_ARG(seconds < 0 ? DAIS_STR("") : value),
		x->request.secure ? "; Secure" : "", DAIS_STR_ARG(age)));
}

static void
set_default(struct dais_http_exchange *x, const char *name, const char *value)
{
	if (!find_header(x, dais_str_from(name)))
		dais_http_set_header(x, name, dais_str_from(value));
}

void
net_reply_defaults(struct dais_http_exchange *x)
{
	set_default(x, "Content-Security-Policy",
	    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
	    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
	    "base-uri 'none'; frame-ancestors 'none'");
	set_default(x, "X-Content-Type-Options", "nosniff");
	set_default(x, "Referrer-Policy", "same-origin");
	set_default(x, "Cross-Origin-Opener-Policy", "same-origin");
	set_default(x, "Cross-Origin-Resource-Policy", "same-origin");
	set_default(x, "Permissions-Policy", "camera=(), microphone=(), geolocation=()");
	if (x->request.secure)
		set_default(x, "Strict-Transport-Security", "max-age=63072000");
	set_default(x, "Cache-Control", x->keep ? "no-cache" : "private, no-cache");
}

void
net_reply_vary(struct dais_http_exchange *x, const char *what)
{
	struct dais_http_pair *h = find_header(x, DAIS_STR("Vary"));
	struct dais_arena *a = dais_http_arena(x);

	if (!h)
		dais_http_set_header(x, "Vary", dais_str_from(what));
	else if (dais_str_find(h->value, dais_str_from(what), 0) == SIZE_MAX)
		h->value = dais_arena_printf(a, "%.*s, %s", DAIS_STR_ARG(h->value), what);
}

void
net_reply_head(struct dais_http_exchange *x, struct dais_buf *out)
{
	net_reply_defaults(x);
	for (size_t i = 0; i < x->headers.n; i++)
		dais_buf_printf(out, "%.*s: %.*s\r\n", DAIS_STR_ARG(x->headers.v[i].name),
		    DAIS_STR_ARG(x->headers.v[i].value));
}

/* ---- sending ---- */

/* Of a response without a body the engine does not ask for one. */
static ssize_t
give_nothing(void *ctx, uint64_t at, char *to, size_t max)
{
	(void)ctx;
	(void)at;
	(void)to;
	(void)max;
	return MHD_CONTENT_READER_END_OF_STREAM;
}

static ssize_t
give_piece(void *ctx, uint64_t at, char *to, size_t max)
{
	struct dais_http_exchange *x = ctx;
	size_t n = x->give(x->give_ctx, x->give_from + at, to, max);

	x->sent = (size_t)at + n;
	net_exchange_taken(x, at);
	return n ? (ssize_t)n : MHD_CONTENT_READER_END_WITH_ERROR;
}

/* What the kernel does not take at once may wait for a slow client: a copy, so that what else was
 * needed to make it need not wait, too (exchange.c). Of what is not sent only the length is told.
 */
static struct MHD_Response *
whole_response(struct dais_http_exchange *x, struct dais_str bytes)
{
	const struct net_engine *e = x->server->engine;
	char *copy;

	x->is_apart =
	    bytes.n > NET_NOT_SENT_MAX && !x->is_head && x->status != MHD_HTTP_NOT_MODIFIED;
	if (!x->is_apart)
		return e->response_from_buffer(
		    bytes.n, (void *)(uintptr_t)(bytes.p ? bytes.p : ""), MHD_RESPMEM_PERSISTENT);
	copy = malloc(bytes.n);
	if (!copy)
		dais_err_no_memory();
	memcpy(copy, bytes.p, bytes.n);
	return e->response_from_buffer(bytes.n, copy, MHD_RESPMEM_MUST_FREE);
}

/* With status 304 @bytes are what 200 would send: their number is said, they are not sent. None:
 * nothing is said of it. Source: RFC 9110, 8.6; RFC 9112, 6.1. */
static void
make_response(struct dais_http_exchange *x, unsigned status, struct dais_str bytes)
{
	const struct net_engine *e = x->server->engine;
	struct dais_arena *a = dais_http_arena(x);
	bool unsaid = status == MHD_HTTP_NOT_MODIFIED && !bytes.p && !x->give;

	x->status = status;
	x->sent = status == MHD_HTTP_NOT_MODIFIED || x->give || x->streams ? 0 : bytes.n;
	if (unsaid)
		x->response =
		    e->response_from_callback(MHD_SIZE_UNKNOWN, 1, give_nothing, NULL, NULL);
	else if (x->streams)
		x->response = net_compressed_response(x, bytes);
	else if (x->give && bytes.n)
		x->response =
		    e->response_from_callback(bytes.n, GIVEN_AT_ONCE, give_piece, x, NULL);
	else
		x->response = whole_response(x, bytes);
	if (!x->response)
		dais_err_no_memory();
	for (size_t i = 0; i < x->headers.n; i++)
		(void)e->add_header(x->response, dais_arena_cstr(a, x->headers.v[i].name),
		    dais_arena_cstr(a, x->headers.v[i].value));
	for (size_t i = 0; i < x->cookies.n; i++)
		(void)e->add_header(
		    x->response, MHD_HTTP_HEADER_SET_COOKIE, dais_arena_cstr(a, x->cookies.v[i]));
	net_exchange_answered(x);
}

/* The same representation under another coding has a tag of its own. */
static struct dais_str
etag_of_gzip(struct dais_arena *a, struct dais_str etag)
{
	size_t n = etag.n && etag.p[etag.n - 1] == '"' ? etag.n - 1 : etag.n;

	return dais_arena_printf(a, "%.*s-gzip\"", (int)n, etag.p);
}

static bool
is_unchanged(struct dais_http_exchange *x, struct dais_str etag)
{
	struct dais_str list = net_header(x, MHD_HTTP_HEADER_IF_NONE_MATCH);

	return list.n && (net_etag_matches(list, etag) ||
			     net_etag_matches(list, etag_of_gzip(dais_http_arena(x), etag)));
}

/* Who wants one version only is told when it is not there any more (RFC 9110, 13.1.1). */
static bool
is_another(struct dais_http_exchange *x, struct dais_str etag)
{
	struct dais_str list = net_header(x, MHD_HTTP_HEADER_IF_MATCH), one;
	bool asked = list.n > 0;

	while (dais_str_next(&list, ',', &one)) {
		one = dais_str_trim(one);
		if (dais_str_is(one, "*") || dais_str_eq(one, etag) ||
		    dais_str_eq(one, etag_of_gzip(dais_http_arena(x), etag)))
			return false;
	}
	return asked;
}

/* The part of the body that was asked for; of HEAD no part is (RFC 9110, 14.2). */
static bool
reply_range(struct dais_http_exchange *x, struct dais_str body, struct dais_str etag)
{
	struct dais_arena *a = dais_http_arena(x);
	struct dais_str condition = net_header(x, MHD_HTTP_HEADER_IF_RANGE);
	size_t from, n;

	if (x->is_head || (condition.n && !dais_str_eq(condition, etag)) ||
	    !net_range_read(net_header(x, MHD_HTTP_HEADER_RANGE), body.n, &from, &n))
		return false;
	if (n == 0) {
		/* Not what the address has: nobody keeps it for that. */
		dais_http_set_header(x, "Cache-Control", DAIS_STR("no-store"));
		dais_http_set_header(x, "Content-Type", DAIS_STR("text/plain; charset=utf-8"));
		dais_http_set_header(
		    x, "Content-Range", dais_arena_printf(a, "bytes */%zu", body.n));
		make_response(x, MHD_HTTP_RANGE_NOT_SATISFIABLE, DAIS_STR_NONE);
		return true;
	}
	dais_http_set_header(x, "Content-Range",
	    dais_arena_printf(a, "bytes %zu-%zu/%zu", from, from + n - 1, body.n));
	x->give_from = from;
	make_response(x, MHD_HTTP_PARTIAL_CONTENT,
	    x->give ? (struct dais_str){ NULL, n } : dais_str_sub(body, from, from + n));
	return true;
}

/* What may be answered from what the client has, or in parts. True: it was. */
static bool
reply_shorter(struct dais_http_exchange *x, const char *type, struct dais_str body)
{
	struct dais_http_pair *h = find_header(x, DAIS_STR("ETag"));
	struct dais_str etag;

	if (!h) {
		dais_http_set_header(x, "ETag", net_etag(dais_http_arena(x), body));
		h = find_header(x, DAIS_STR("ETag"));
	}
	etag = h->value;
	if (is_another(x, etag)) {
		make_response(x, MHD_HTTP_PRECONDITION_FAILED, DAIS_STR_NONE);
		return true;
	}
	if (!x->give && net_is_compressible(type))
		return false;
	if (is_unchanged(x, etag)) {
		make_response(x, MHD_HTTP_NOT_MODIFIED, body);
		return true;
	}
	dais_http_set_header(x, "Accept-Ranges", DAIS_STR("bytes"));
	return reply_range(x, body, etag);
}

static bool
wants_gzip(struct dais_http_exchange *x)
{
	return net_accepts(net_header(x, MHD_HTTP_HEADER_ACCEPT_ENCODING), "gzip", false);
}

static struct dais_str
compress(struct dais_http_exchange *x, struct dais_str body)
{
	DAIS_BUF_AUTO packed = { 0 };
	const struct dais_http_pair *cache = find_header(x, DAIS_STR("Cache-Control"));
	bool for_good =
	    x->keep && cache && dais_str_find(cache->value, DAIS_STR("immutable"), 0) != SIZE_MAX;

	dais_buf_init(&packed, DAIS_BUF_MAX);
	if (!net_compress(body, for_good, &packed))
		return DAIS_STR_NONE;
	return dais_buf_dup(&packed, dais_http_arena(x));
}

static void
reply_whole(struct dais_http_exchange *x, unsigned status, const char *type, struct dais_str body)
{
	bool packs =
	    !x->give && net_is_compressible(type) && !find_header(x, DAIS_STR("Content-Encoding"));
	bool is_long = body.n > COMPRESSED_AT_ONCE && net_is_worth_compressing(body.n);
	struct dais_str gzip = DAIS_STR_NONE;
	struct dais_http_pair *etag = find_header(x, DAIS_STR("ETag"));
	bool unchanged = etag && status == MHD_HTTP_OK && x->request.method == DAIS_HTTP_GET &&
			 is_unchanged(x, etag->value);

	if (packs)
		net_reply_vary(x, "Accept-Encoding");
	if (packs && wants_gzip(x) && !is_long)
		gzip = compress(x, body);
	if (x->keep && etag)
		net_keep_add(
		    x, body, gzip, packs, etag->value, etag_of_gzip(x->arena, etag->value));
	x->streams = is_long && packs && wants_gzip(x);
	if (gzip.n || x->streams) {
		dais_http_set_header(x, "Content-Encoding", DAIS_STR("gzip"));
		if (etag)
			dais_http_set_header(x, "ETag", etag_of_gzip(x->arena, etag->value));
	}
	if (gzip.n)
		body = gzip;
	else if (x->streams && unchanged)
		body = DAIS_STR_NONE; /* how long it would be is not known */
	make_response(x, unchanged ? MHD_HTTP_NOT_MODIFIED : status, body);
}

/* @body: in the exchange's arena, or as long as what x->give gives. */
static void
reply(struct dais_http_exchange *x, unsigned status, const char *type, struct dais_str body)
{
	bool is_content = status == MHD_HTTP_OK && x->request.method == DAIS_HTTP_GET;

	/* What is one reader's is nobody else's; what sets a cookie, too. */
	x->keep = x->keep && is_content && !x->personal && x->cookies.n == 0 && !x->give;
	if (x->keep)
		net_reply_vary(x, "Cookie");
	net_reply_defaults(x);
	if (status == MHD_HTTP_SERVICE_UNAVAILABLE)
		dais_http_set_header(x, "Retry-After", DAIS_STR(RETRY_AFTER_S));
	if (type && *type)
		dais_http_set_header(x, "Content-Type", dais_str_from(type));
	else
		type = "";
	if (is_content && reply_shorter(x, type, body))
		return;
	reply_whole(x, status, type, body);
}

void
dais_http_reply(
    struct dais_http_exchange *x, unsigned status, const char *type, struct dais_str body)
{
	struct dais_arena *a = dais_http_arena(x);

	DAIS_ASSERT(!x->response && !x->reader);
	if (body.n && !dais_arena_holds(a, body.p))
		body = dais_arena_dup(a, body);
	reply(x, status, type, body);
}

void
dais_http_reply_from(
    struct dais_http_exchange *x, const char *type, uint64_t size, dais_http_giver *give, void *ctx)
{
	DAIS_ASSERT(!x->response && !x->reader && find_header(x, DAIS_STR("ETag")));
	x->give = give;
	x->give_ctx = ctx;
	reply(x, MHD_HTTP_OK, type, (struct dais_str){ NULL, (size_t)size });
}

bool
dais_http_known(struct dais_http_exchange *x, struct dais_str etag)
{
	DAIS_ASSERT(!x->response && !x->reader && !x->held);
	dais_http_set_header(x, "ETag", etag);
	if (net_keep_again(x, etag))
		return true;
	if (x->request.method != DAIS_HTTP_GET || !is_unchanged(x, etag))
		return false;
	x->keep = x->keep && !x->personal;
	if (x->keep)
		net_reply_vary(x, "Cookie");
	net_reply_defaults(x);
	make_response(x, MHD_HTTP_NOT_MODIFIED, DAIS_STR_NONE);
	return true;
}

void
dais_http_redirect(struct dais_http_exchange *x, struct dais_str path)
{
	/* "//host" and "/\host" would lead elsewhere. */
	bool stays =
	    path.n && path.p[0] == '/' && (path.n == 1 || (path.p[1] != '/' && path.p[1] != '\\'));

	if (!stays)
		path = DAIS_STR("/");
	struct dais_arena *a = dais_http_arena(x);
	size_t hash = dais_str_find_char(path, '#', 0);
	struct dais_str to = net_escape_path(a, dais_str_sub(path, 0, hash));
	if (hash != SIZE_MAX)
		to = dais_arena_printf(a, "%.*s#%.*s", DAIS_STR_ARG(to),
		    DAIS_STR_ARG(net_escape_path(a, dais_str_sub(path, hash + 1, path.n))));
	dais_http_set_header(x, "Location", to);
	dais_http_reply(x, MHD_HTTP_SEE_OTHER, NULL, DAIS_STR_NONE);
}

void
dais_http_keep(struct dais_http_exchange *x)
{
	x->keep = true;
}
