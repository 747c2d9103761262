/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One line of JSON a request. No query and no field of a form: they may hold what is nobody's
 * business.
 */
#include <stdio.h>
#include <time.h>

#include "mark/json.h"
#include "net/http_priv.h"
#include "net/target.h"

#define SECRET_LENGTH 32u

const char *const net_method_names[DAIS_HTTP_METHOD_COUNT] = { "GET", "POST", "PUT", "PATCH",
	"DELETE" };

static void
begin(struct dais_json *w, struct dais_buf *out)
{
	char text[32];
	struct timespec t;
	struct tm parts;
	size_t n;

	(void)clock_gettime(CLOCK_REALTIME, &t);
	(void)gmtime_r(&t.tv_sec, &parts);
	n = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
	(void)snprintf(text + n, sizeof(text) - n, ".%03ldZ", t.tv_nsec / 1000000);
	dais_json_begin(w, out, true);
	dais_json_object(w);
	dais_json_pair_c(w, "time", text);
}

static void
end(struct dais_http *s, struct dais_json *w, struct dais_buf *out)
{
	dais_json_end(w);
	dais_json_finish(w);
	s->options.log(s->options.ctx, dais_str_trim(dais_buf_str(out)));
}

/* @path with "..." for parts that are as long as a secret. */
static struct dais_str
without_secrets(struct dais_arena *a, struct dais_str path)
{
	struct dais_str part;
	DAIS_BUF_AUTO out = { 0 };
	bool first = true;

	dais_buf_init(&out, (size_t)NET_TARGET_MAX * 16);
	while (dais_str_next(&path, '/', &part)) {
		dais_buf_puts(&out, first ? "" : "/");
		first = false;
		dais_buf_put(&out, part.n < SECRET_LENGTH ? part : DAIS_STR("..."));
	}
	return dais_buf_dup(&out, a);
}

/* The path as it may be kept: a part that the route calls "token" is a secret, whoever has it is
 * let in. Where no route was found, by another method, with a "/" too many or at another host, what
 * is as long as one may be one. */
static struct dais_str
loggable(struct dais_http_exchange *x)
{
	struct dais_str path = { x->target, x->n_target };

	if (x->route && strstr(x->route->route->pattern, "{token}"))
		return dais_str_from(x->route->route->pattern);
	path = dais_str_sub(path, 0, dais_str_find_char(path, '?', 0));
	if (!dais_str_is_text(path, NULL))
		return DAIS_STR("?");
	return x->route ? path : without_secrets(dais_http_arena(x), path);
}

void
net_log(struct dais_http_exchange *x, int64_t us)
{
	struct dais_http *s = x->server;
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	if (!s->options.log)
		return;
	dais_buf_init(&out, (size_t)64 * 1024);
	begin(&w, &out);
	dais_json_pair_c(&w, "method",
	    x->other_method ? "other"
	    : x->is_head    ? "HEAD"
			    : net_method_names[x->request.method]);
	dais_json_pair_c(&w, "route", x->route ? x->route->route->pattern : "");
	dais_json_pair(&w, "path", loggable(x));
	dais_json_pair_int(&w, "status", x->status);
	dais_json_pair_int(&w, "bytes", (int64_t)(x->is_head ? 0 : x->sent));
	dais_json_pair_int(&w, "microseconds", us);
	dais_json_pair(&w, "client", x->request.remote);
	end(s, &w, &out);
}

void
net_log_event(struct dais_http *s, const char *what, const char *detail)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	if (!s->options.log)
		return;
	dais_buf_init(&out, 4096);
	begin(&w, &out);
	dais_json_pair_c(&w, "event", what);
	dais_json_pair_c(&w, "detail", detail);
	end(s, &w, &out);
}

void
net_log_turn(struct dais_http *s, int64_t us, int64_t processor_us, const struct net_step *longest)
{
	struct dais_json w;
	DAIS_BUF_AUTO out = { 0 };

	if (!s->options.log)
		return;
	dais_buf_init(&out, 4096);
	begin(&w, &out);
	dais_json_pair_c(&w, "event", "long turn");
	dais_json_pair_int(&w, "microseconds", us);
	dais_json_pair_int(&w, "processorMicroseconds", processor_us);
	if (longest->method[0])
		dais_json_pair_c(&w, "method", longest->method);
	dais_json_pair_c(&w, longest->method[0] ? "route" : "step", longest->what);
	dais_json_pair_int(&w, "stepMicroseconds", longest->us);
	end(s, &w, &out);
}
