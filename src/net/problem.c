/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Replies that say what went wrong: as a page where the server has one, else as RFC 9457 has it.
 */
#include "mark/json.h"
#include "net/http_priv.h"
#include "net/target.h"
#include "text/err_say.h"

unsigned
dais_http_status_of(const struct dais_err *err)
{
	switch (err->code) {
	case DAIS_ERR_INVALID:
		return MHD_HTTP_UNPROCESSABLE_CONTENT;
	case DAIS_ERR_NOT_FOUND:
		return MHD_HTTP_NOT_FOUND;
	case DAIS_ERR_CONFLICT:
		return MHD_HTTP_CONFLICT;
	case DAIS_ERR_DENIED:
		return MHD_HTTP_FORBIDDEN;
	case DAIS_ERR_LIMIT:
		return MHD_HTTP_CONTENT_TOO_LARGE;
	case DAIS_ERR_BUSY:
	case DAIS_ERR_IO: /* a disk that is full, a database that starts again */
		return MHD_HTTP_SERVICE_UNAVAILABLE;
	case DAIS_ERR_UNSUPPORTED:
		return MHD_HTTP_UNSUPPORTED_MEDIA_TYPE;
	case DAIS_ERR_NONE:
	case DAIS_ERR_INTERNAL:
	case DAIS_ERR_COUNT:
		break;
	}
	return MHD_HTTP_INTERNAL_SERVER_ERROR;
}

static const char *
title_of(unsigned status)
{
	static const struct {
		unsigned status;
		const char *title;
	} titles[] = { { 400, DAIS_MESSAGE("Bad Request") }, { 401, DAIS_MESSAGE("Unauthorized") },
		{ 403, DAIS_MESSAGE("Forbidden") }, { 404, DAIS_MESSAGE("Not Found") },
		{ 405, DAIS_MESSAGE("Method Not Allowed") }, { 409, DAIS_MESSAGE("Conflict") },
		{ 412, DAIS_MESSAGE("Precondition Failed") },
		{ 413, DAIS_MESSAGE("Content Too Large") }, { 414, DAIS_MESSAGE("URI Too Long") },
		{ 415, DAIS_MESSAGE("Unsupported Media Type") },
		{ 421, DAIS_MESSAGE("Misdirected Request") },
		{ 422, DAIS_MESSAGE("Unprocessable Content") },
		{ 428, DAIS_MESSAGE("Precondition Required") },
		{ 429, DAIS_MESSAGE("Too Many Requests") },
		{ 500, DAIS_MESSAGE("Internal Server Error") },
		{ 503, DAIS_MESSAGE("Service Unavailable") } };

	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		if (titles[i].status == status)
			return titles[i].title;
	}
	return DAIS_MESSAGE("Error");
}

/* What went wrong inside is for the log: it names places of this machine. */
static bool
is_inside(unsigned status, const struct dais_err *why)
{
	return status == MHD_HTTP_INTERNAL_SERVER_ERROR || why->code == DAIS_ERR_IO;
}

void
dais_http_put_problem(
    struct dais_http_exchange *x, unsigned status, const struct dais_err *why, struct dais_json *to)
{
	const struct dais_http_options *o = &x->server->options;
	enum dais_lang l = o->language ? o->language(x) : dais_http_language(x);
	struct dais_arena *a = dais_http_arena(x);
	bool tells = why && why->msg[0] && !is_inside(status, why);

	dais_http_set_header(x, "Content-Language", dais_str_from(dais_lang_code(l)));
	net_reply_vary(x, "Accept-Language");
	dais_json_pair_c(to, "type", "about:blank");
	dais_json_pair_c(to, "title", dais_text_message_words(l, title_of(status)));
	dais_json_pair_int(to, "status", status);
	if (tells)
		dais_json_pair(to, "detail", dais_text_err_message(a, l, why));
	if (tells && why->hint[0])
		dais_json_pair(to, "hint", dais_text_err_advice(a, l, why));
}

static void
reply_problem_json(struct dais_http_exchange *x, unsigned status, const struct dais_err *why)
{
	DAIS_BUF_AUTO out = { 0 };
	struct dais_json w;

	dais_buf_init(&out, DAIS_BUF_MAX);
	dais_json_begin(&w, &out, false);
	dais_json_object(&w);
	dais_http_put_problem(x, status, why, &w);
	dais_json_end(&w);
	dais_json_finish(&w);
	dais_http_reply(x, status, "application/problem+json", dais_buf_str(&out));
}

void
net_reply_allow(struct dais_http_exchange *x)
{
	static const char *const names[] = { "GET, HEAD", "POST", "PUT", "PATCH", "DELETE" };
	DAIS_BUF_AUTO list = { 0 };

	dais_buf_init(&list, 128);
	for (unsigned m = 0; m < DAIS_HTTP_METHOD_COUNT; m++) {
		if (x->allow >> m & 1)
			dais_buf_printf(&list, "%s%s", list.n ? ", " : "", names[m]);
	}
	dais_http_set_header(x, "Allow", dais_buf_str(&list));
}

void
dais_http_problem(struct dais_http_exchange *x, unsigned status, const struct dais_err *why)
{
	struct dais_http *s = x->server;
	struct dais_str accept = net_header(x, MHD_HTTP_HEADER_ACCEPT);

	x->keep = false;
	if (x->allow)
		net_reply_allow(x);
	net_reply_vary(x, "Accept");
	if (s->options.problem && !x->in_problem && net_accepts(accept, "text/html", false)) {
		x->in_problem = true;
		s->options.problem(x, s->options.ctx, status, why);
		return;
	}
	reply_problem_json(x, status, why);
}

void
net_reply_refuse(struct dais_http_exchange *x, unsigned status, const struct dais_err *why)
{
	dais_http_problem(x, status, why);
	DAIS_ASSERT(x->response);
}
