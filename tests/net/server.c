/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A small server for tests/net/e2e_*.py and bench/web: a few routes that show what came in. Prints
 * its address; ends on SIGTERM. Usage: server [option=value]...
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "mark/json.h"
#include "net/http.h"

struct test_server {
	struct dais_http *http;
	struct dais_str page;
	uint64_t version, event;
	int log_fd;
	int told; /* a signal that comes before the loop runs; 0: none */
};

static void
reply_json(struct dais_http_exchange *x, struct dais_buf *out)
{
	dais_http_reply(x, 200, "application/json", dais_buf_str(out));
}

static void
put_pairs(struct dais_json *w, const char *key, const dais_http_pairs *pairs)
{
	dais_json_key(w, key);
	dais_json_object(w);
	for (size_t i = 0; i < pairs->n; i++) {
		dais_json_key_str(w, pairs->v[i].name);
		dais_json_str(w, pairs->v[i].value);
	}
	dais_json_end(w);
}

static void
put_uploads(struct dais_json *w, const struct dais_http_request *r)
{
	dais_json_key(w, "uploads");
	dais_json_array(w);
	for (size_t i = 0; i < r->uploads.n; i++) {
		uint64_t sum = 0;

		for (size_t k = 0; k < r->uploads.v[i].bytes.n; k++)
			sum += (unsigned char)r->uploads.v[i].bytes.p[k];
		dais_json_object(w);
		dais_json_pair(w, "field", r->uploads.v[i].field);
		dais_json_pair(w, "name", r->uploads.v[i].file_name);
		dais_json_pair(w, "type", r->uploads.v[i].type);
		dais_json_pair_int(w, "size", (int64_t)r->uploads.v[i].bytes.n);
		dais_json_pair_int(w, "sum", (int64_t)sum);
		dais_json_end(w);
	}
	dais_json_end(w);
}

/* Everything the server made of the request. */
static void
show(struct dais_http_exchange *x, void *ctx)
{
	const struct dais_http_request *r = dais_http_request(x);
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	(void)ctx;
	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, true);
	dais_json_object(&w);
	dais_json_pair_int(&w, "method", r->method);
	dais_json_pair(&w, "path", r->path);
	put_pairs(&w, "params", &r->params);
	put_pairs(&w, "query", &r->query);
	put_pairs(&w, "fields", &r->fields);
	put_uploads(&w, r);
	dais_json_pair_int(&w, "body", (int64_t)r->body.n);
	dais_json_pair(&w, "type", r->body_type);
	dais_json_pair(&w, "remote", r->remote);
	dais_json_pair(&w, "host", r->host);
	dais_json_pair_bool(&w, "secure", r->secure);
	dais_json_pair(&w, "cookie", dais_http_cookie(x, "seen"));
	dais_json_end(&w);
	dais_json_finish(&w);
	reply_json(x, &out);
}

static void
page(struct dais_http_exchange *x, void *ctx)
{
	struct test_server *s = ctx;

	dais_http_keep(x);
	dais_http_reply(x, 200, "text/html; charset=utf-8", s->page);
}

/* Kept, and other words for other languages; says how often it was made. */
static void
language(struct dais_http_exchange *x, void *ctx)
{
	static unsigned made;
	struct dais_str wanted = dais_http_header(x, "Accept-Language");

	(void)ctx;
	dais_http_set_header(x, "Vary", DAIS_STR("Accept-Language"));
	dais_http_keep(x);
	dais_http_reply(x, 200, "text/plain; charset=utf-8",
	    dais_arena_printf(dais_http_arena(x), "%.*s %u\n", DAIS_STR_ARG(wanted), ++made));
}

/* Kept by the tag that the query names; says how often it was made. */
static void
tagged(struct dais_http_exchange *x, void *ctx)
{
	static unsigned made;

	(void)ctx;
	dais_http_keep(x);
	if (dais_http_known(x, dais_arena_printf(dais_http_arena(x), "\"%.*s\"",
				   DAIS_STR_ARG(dais_http_header(x, "X-Tag")))))
		return;
	dais_http_reply(x, 200, "text/plain; charset=utf-8",
	    dais_arena_printf(dais_http_arena(x), "made %u\n", ++made));
}

static void
tiny(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	dais_http_reply(x, 200, "text/plain; charset=utf-8", DAIS_STR("hello\n"));
}

static void
fresh(struct dais_http_exchange *x, void *ctx)
{
	struct test_server *s = ctx;

	dais_http_reply(x, 200, "text/html; charset=utf-8", s->page);
}

static void
file(struct dais_http_exchange *x, void *ctx)
{
	struct dais_arena *a = dais_http_arena(x);
	char *p = dais_arena_alloc(a, 100000);

	(void)ctx;
	for (size_t i = 0; i < 100000; i++)
		p[i] = (char)('a' + i % 26);
	dais_http_reply(x, 200, "application/pdf", (struct dais_str){ p, 100000 });
}

static void
cookie(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	dais_http_set_cookie(x, "seen", DAIS_STR("yes\r\nX: y"), 60);
	dais_http_set_header(x, "X-Test", DAIS_STR("a\r\nX-Evil: b"));
	dais_http_redirect(x, dais_http_query(x, "to"));
}

static void
silent(struct dais_http_exchange *x, void *ctx)
{
	(void)x;
	(void)ctx;
}

static void
fails(struct dais_http_exchange *x, void *ctx)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)ctx;
	(void)dais_err_set(&err, DAIS_ERR_CONFLICT, "somebody else was first");
	(void)dais_err_hint(&err, "Look at it again.");
	dais_http_problem(x, dais_http_status_of(&err), &err);
}

static void
live(struct dais_http_exchange *x, void *ctx)
{
	struct dais_str topics[4], rest = dais_http_query(x, "topics"), one;
	size_t n = 0;

	(void)ctx;
	while (n < 4 && dais_str_next(&rest, ',', &one))
		topics[n++] = one;
	dais_http_stream(x, topics, n, dais_http_query(x, "has-all").n > 0);
}

static void
publish(struct dais_http_exchange *x, void *ctx)
{
	struct test_server *s = ctx;

	dais_http_publish(
	    s->http, dais_http_field(x, "topic"), ++s->event, "change", dais_http_field(x, "data"));
	dais_http_reply(x, 204, NULL, DAIS_STR_NONE);
}

static void
set_version(struct dais_http_exchange *x, void *ctx)
{
	struct test_server *s = ctx;

	dais_http_set_version(s->http, ++s->version);
	dais_http_reply(x, 204, NULL, DAIS_STR_NONE);
}

static void
metrics(struct dais_http_exchange *x, void *ctx)
{
	struct test_server *s = ctx;
	DAIS_BUF_AUTO out = { 0 };

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_http_metrics(s->http, &out);
	dais_http_reply(x, 200, "text/plain; version=0.0.4", dais_buf_str(&out));
}

/* 50 MiB that are nowhere. */
static size_t
give(void *ctx, uint64_t at, char *to, size_t max)
{
	(void)ctx;
	memset(to, (int)('a' + at % 26), max);
	return max;
}

static void
without_end(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	dais_http_set_header(x, "ETag", DAIS_STR("\"long\""));
	dais_http_reply_from(x, "application/pdf", (uint64_t)50 << 20, give, NULL);
}

/* Long bodies are for those who have been seen. */
static bool
admit(struct dais_http_exchange *x, void *ctx)
{
	struct dais_err err = DAIS_ERR_INIT;

	(void)ctx;
	if (dais_http_cookie(x, "seen").n)
		return true;
	(void)dais_err_set(&err, DAIS_ERR_DENIED, "this needs an account");
	dais_http_problem(x, 401, &err);
	return false;
}

/* Holds the loop. */
static void
slow(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	(void)nanosleep(&(struct timespec){ .tv_nsec = 80000000 }, NULL);
	dais_http_reply(x, 204, NULL, DAIS_STR_NONE);
}

/* Held until somebody writes to a pipe. */
struct later {
	struct dais_http_exchange *x;
};

static struct later waiting[64];
static size_t n_waiting;
static int bell[2];

static void
hold(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	if (n_waiting >= 64) {
		dais_http_reply(x, 503, NULL, DAIS_STR_NONE);
		return;
	}
	waiting[n_waiting++].x = x;
	dais_http_hold(x);
}

static void
ring(struct dais_http_exchange *x, void *ctx)
{
	(void)ctx;
	(void)!write(bell[1], "x", 1);
	dais_http_reply(x, 204, NULL, DAIS_STR_NONE);
}

static void
rung(void *ctx, int fd)
{
	char c;

	(void)ctx;
	(void)!read(fd, &c, 1);
	while (n_waiting > 0)
		dais_http_reply(waiting[--n_waiting].x, 200, "text/plain", DAIS_STR("at last\n"));
}

static const struct dais_http_route routes[] = {
	{ DAIS_HTTP_GET, "/", show, 0, 0 },
	{ DAIS_HTTP_GET, "/show", show, 0, 0 },
	{ DAIS_HTTP_POST, "/show", show, 0, 0 },
	{ DAIS_HTTP_PUT, "/show", show, 0, 0 },
	{ DAIS_HTTP_PATCH, "/show", show, 0, 0 },
	{ DAIS_HTTP_DELETE, "/show/{id}", show, 0, 0 },
	{ DAIS_HTTP_POST, "/upload", show, (size_t)16 << 20, 0 },
	{ DAIS_HTTP_GET, "/{language}/meetings/{package}", show, 0, 0 },
	{ DAIS_HTTP_GET, "/{language}/{symbol...}", show, 0, 0 },
	{ DAIS_HTTP_GET, "/page", page, 0, 0 },
	{ DAIS_HTTP_GET, "/language", language, 0, 0 },
	{ DAIS_HTTP_GET, "/tagged", tagged, 0, 0 },
	{ DAIS_HTTP_GET, "/tiny", tiny, 0, 0 },
	{ DAIS_HTTP_GET, "/fresh", fresh, 0, 0 },
	{ DAIS_HTTP_GET, "/file", file, 0, 0 },
	{ DAIS_HTTP_GET, "/long", without_end, 0, 0 },
	{ DAIS_HTTP_GET, "/secret/{token}", show, 0, 0 },
	{ DAIS_HTTP_GET, "/cookie", cookie, 0, 0 },
	{ DAIS_HTTP_GET, "/silent", silent, 0, 0 },
	{ DAIS_HTTP_GET, "/fails", fails, 0, 0 },
	{ DAIS_HTTP_GET, "/dear", tiny, 0, 50 },
	{ DAIS_HTTP_GET, "/live", live, 0, 0 },
	{ DAIS_HTTP_POST, "/publish", publish, 0, 0 },
	{ DAIS_HTTP_POST, "/version", set_version, 0, 0 },
	{ DAIS_HTTP_GET, "/metrics", metrics, 0, 0 },
	{ DAIS_HTTP_GET, "/slow/{language}", slow, 0, 0 },
	{ DAIS_HTTP_GET, "/hold", hold, 0, 0 },
	{ DAIS_HTTP_POST, "/ring", ring, 0, 0 },
	{ .pattern = NULL },
};
static const struct dais_http_route *const tables[] = { routes };

static void
write_log(void *ctx, struct dais_str line)
{
	struct test_server *s = ctx;

	if (s->log_fd >= 0)
		(void)!dprintf(s->log_fd, "%.*s\n", DAIS_STR_ARG(line));
}

static unsigned
number(const char *text)
{
	int64_t n = 0;

	(void)dais_str_to_int(dais_str_from(text), 0, UINT32_MAX, &n);
	return (unsigned)n;
}

static void
set_option(struct dais_http_options *o, struct test_server *s, struct dais_arena *a, char *arg)
{
	static const char *hosts[4], *proxies[4];
	char *value = strchr(arg, '=');
	struct dais_err err = DAIS_ERR_INIT;

	if (!value)
		return;
	*value++ = '\0';
	if (strcmp(arg, "listen") == 0)
		o->listen = value;
	else if (strcmp(arg, "certificate") == 0)
		o->certificate = value;
	else if (strcmp(arg, "key") == 0)
		o->key = value;
	else if (strcmp(arg, "host") == 0)
		hosts[o->n_hosts++] = value;
	else if (strcmp(arg, "proxy") == 0)
		proxies[o->n_proxies++] = value;
	else if (strcmp(arg, "allowance") == 0)
		o->allowance_per_minute = number(value);
	else if (strcmp(arg, "per-client") == 0)
		o->connections_per_client = number(value);
	else if (strcmp(arg, "arrivals") == 0)
		o->arrivals_per_minute = number(value);
	else if (strcmp(arg, "idle") == 0)
		o->idle_s = number(value);
	else if (strcmp(arg, "headers") == 0)
		o->headers_s = number(value);
	else if (strcmp(arg, "body") == 0)
		o->body_s = number(value);
	else if (strcmp(arg, "reply") == 0)
		o->reply_s = number(value);
	else if (strcmp(arg, "slowest") == 0)
		o->slowest = number(value);
	else if (strcmp(arg, "admit") == 0)
		o->admit = admit;
	else if (strcmp(arg, "coming") == 0)
		o->coming_max = number(value);
	else if (strcmp(arg, "going") == 0)
		o->going_max = number(value);
	else if (strcmp(arg, "spool") == 0)
		o->spool_max = number(value);
	else if (strcmp(arg, "most") == 0)
		o->connections_max = number(value);
	else if (strcmp(arg, "end") == 0)
		o->end_s = number(value);
	else if (strcmp(arg, "told") == 0)
		s->told = (int)number(value);
	else if (strcmp(arg, "log") == 0)
		s->log_fd = (int)number(value);
	else if (strcmp(arg, "page") == 0)
		(void)dais_file_read(a, value, DAIS_BUF_MAX, &s->page, &err);
	o->hosts = hosts;
	o->proxies = proxies;
}

int
main(int argc, char **argv)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	struct test_server s = { .log_fd = -1,
		.page = DAIS_STR("<!doctype html><title>Page</title>\n") };
	struct dais_http_options o = { .listen = "127.0.0.1:0",
		.routes = tables,
		.n_routes = 1,
		.ctx = &s,
		.log = write_log };
	struct dais_err err = DAIS_ERR_INIT;
	bool ok;

	for (int i = 1; i < argc; i++)
		set_option(&o, &s, a, argv[i]);
	if (s.log_fd < 0)
		o.log = NULL;
	ok = pipe(bell) == 0 && dais_http_start(&o, &s.http, &err) &&
	     dais_http_watch(s.http, bell[0], rung, NULL, &err);
	if (ok) {
		printf("%.*s\n", DAIS_STR_ARG(dais_http_address(s.http)));
		(void)fflush(stdout);
		if (s.told)
			(void)raise(s.told);
		ok = dais_http_run(s.http, &err);
	}
	if (!ok)
		(void)fprintf(stderr, "%s\n", err.msg);
	dais_http_free(s.http);
	return ok ? 0 : 1;
}
