/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Live readers with TLS: the engine holds the socket and asks for what is next; one that has all is
 * suspended until there is more.
 */
#include "net/live.h"

#include <stdlib.h>

#define BLOCK 4096u

static size_t
give(char *to, size_t *at, size_t most, const char *from, size_t n)
{
	size_t part = n < most - *at ? n : most - *at;

	memcpy(to + *at, from, part);
	*at += part;
	return part;
}

static void
give_events(struct net_reader *r, char *to, size_t *at, size_t most)
{
	struct net_live *l = r->server->live;

	while (*at < most && r->next_event < l->next) {
		const struct net_event *e = net_live_event(l, r->next_event);

		if (!e) {
			r->is_behind = true;
			return;
		}
		if (net_reads(r, e->topic))
			r->sent += (uint32_t)give(to, at, most, e->bytes + r->sent, e->n - r->sent);
		else
			r->sent = e->n;
		if (r->sent < e->n)
			return;
		r->server->metrics.events_sent++;
		r->sent = 0;
		r->next_event++;
	}
}

static ssize_t
give_more(void *ctx, uint64_t pos, char *to, size_t most)
{
	struct net_reader *r = ctx;
	struct dais_http *s = r->server;
	size_t at = 0;

	(void)pos;
	if (r->greeting) {
		size_t n = strlen(r->greeting), part = give(to, &at, most, r->greeting, n);

		memmove(r->greeting, r->greeting + part, n - part + 1);
		if (part == n) {
			free(r->greeting);
			r->greeting = NULL;
		}
		return (ssize_t)at;
	}
	give_events(r, to, &at, most);
	if (r->is_behind) {
		s->metrics.rejected[NET_REJECTED_READER]++;
		return MHD_CONTENT_READER_END_WITH_ERROR;
	}
	if (at == 0 && r->wants_beat && r->sent == 0)
		(void)give(to, &at, most, NET_LIVE_BEAT, sizeof(NET_LIVE_BEAT) - 1);
	r->wants_beat = false;
	if (at > 0)
		return (ssize_t)at;
	if (r->is_over)
		return MHD_CONTENT_READER_END_OF_STREAM;
	r->is_suspended = true;
	s->live->n_suspended++;
	s->engine->suspend(r->exchange->connection);
	return 0;
}

void
net_live_wake(struct net_reader *r)
{
	if (!r->is_suspended)
		return;
	r->is_suspended = false;
	r->server->live->n_suspended--;
	r->server->engine->resume(r->exchange->connection);
}

enum MHD_Result
net_live_begin_by_engine(struct dais_http_exchange *x, struct net_reader *r)
{
	const struct net_engine *e = x->server->engine;
	DAIS_BUF_AUTO greeting = { 0 };

	dais_buf_init(&greeting, 4096);
	net_live_greet(r, &greeting);
	r->greeting = strndup(greeting.p, greeting.n);
	DAIS_ASSERT(r->greeting);
	x->response = e->response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, give_more, r, NULL);
	if (!x->response)
		dais_err_no_memory();
	net_reply_defaults(x);
	for (size_t i = 0; i < x->headers.n; i++)
		(void)e->add_header(x->response, dais_arena_cstr(x->arena, x->headers.v[i].name),
		    dais_arena_cstr(x->arena, x->headers.v[i].value));
	x->state = NET_QUEUED;
	x->socket->deadline_ms = INT64_MAX;
	return e->queue_response(x->connection, MHD_HTTP_OK, x->response);
}
