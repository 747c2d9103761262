/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Requests that wait for their handler. The engine calls for every request that has come: thousands
 * that come at once would be one turn of the loop. When a turn has taken long, those that are left
 * are suspended, and go on turn by turn, those first whose client has used the processor least: who
 * asks for dear pages one after the other keeps nobody else waiting for more than one.
 */
#include "net/live.h"

#define SUSPENDED_MANY 1000u
#define AT_ONCE 4u /* to let some go on the engine looks through all that are suspended */

static struct net_client *
client_of(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;

	if (x->socket->client)
		return x->socket->client;
	/* It came by a proxy. */
	return net_clients_find(
	    &s->clients, dais_arena_cstr(x->arena, x->request.remote), x->began_us / 1000);
}

bool
net_due_later(struct dais_http_exchange *x)
{
	struct dais_http *s = x->server;

	if (!s->due.n && !net_turn_is_long(s))
		return false;
	x->state = NET_DUE;
	x->socket->deadline_ms = INT64_MAX;
	net_fair_join(&s->due, &client_of(x)->asking, &x->place);
	s->engine->suspend(x->connection);
	return true;
}

void
net_due_charge(struct dais_http_exchange *x, int64_t us)
{
	net_fair_charge(&x->server->due, &client_of(x)->asking, us > 0 ? us : 0);
}

static struct dais_http_exchange *
take(struct dais_http *s)
{
	struct net_place *place = net_fair_take(&s->due);

	if (!place)
		return NULL;
	return (struct dais_http_exchange *)((char *)place -
					     offsetof(struct dais_http_exchange, place));
}

void
net_due_pump(struct dais_http *s)
{
	unsigned n = s->live->n_suspended < SUSPENDED_MANY ? 1 : AT_ONCE;

	for (unsigned i = 0; i < n; i++) {
		struct dais_http_exchange *x = take(s);

		if (x)
			s->engine->resume(x->connection);
	}
}

void
net_due_end(struct dais_http *s)
{
	struct dais_http_exchange *x;

	while ((x = take(s)) != NULL) {
		x->is_given_up = true;
		s->engine->resume(x->connection);
	}
}
