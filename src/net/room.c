/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How much memory clients may hold together. A limit for each of them is none where thousands come
 * at once: what all bodies that are coming hold, and what all replies that are going hold, have a
 * limit as well. Beyond it those go that have held theirs longest: whoever means well has sent or
 * taken his in moments.
 */
#include "base/clock.h"
#include "net/http_priv.h"

/* At least this much is held by every exchange: a chunk of its arena. */
#define LEAST ((size_t)16 << 10)
#define TRIM_MS 1000

void
net_room_leave(struct dais_http_exchange *x)
{
	struct net_hold *h = &x->hold;

	if (!h->room)
		return;
	*(h->older ? &h->older->hold.newer : &h->room->oldest) = h->newer;
	*(h->newer ? &h->newer->hold.older : &h->room->newest) = h->older;
	h->room->bytes -= h->bytes;
	h->room->n--;
	*h = (struct net_hold){ .room = NULL };
}

static void
enter(struct dais_http_exchange *x, struct net_room *room)
{
	struct net_hold *h = &x->hold;

	h->room = room;
	h->older = room->newest;
	*(room->newest ? &room->newest->hold.newer : &room->oldest) = x;
	room->newest = x;
	room->n++;
}

/* Freed memory stays with the process otherwise. */
static void
give_back_later(struct dais_http *s)
{
	if (!s->trim_ms)
		s->trim_ms = dais_clock_ms() + TRIM_MS;
}

/* The engine finds its connection closed and lets it go. */
static void
give_up(struct dais_http_exchange *x)
{
	net_room_leave(x);
	x->is_given_up = true;
	x->server->metrics.rejected[NET_REJECTED_ROOM]++;
	give_back_later(x->server);
	net_connection_end(x->server, x->socket);
}

void
net_room_hold(struct dais_http_exchange *x, struct net_room *room, size_t bytes)
{
	struct net_hold *h = &x->hold;

	if (x->is_given_up)
		return;
	if (h->room != room) {
		net_room_leave(x);
		enter(x, room);
	}
	bytes = bytes > LEAST ? bytes : LEAST;
	room->bytes += bytes - h->bytes;
	h->bytes = bytes;
	if (room->bytes > NET_ROOM_CALM)
		give_back_later(x->server);
	while (room->bytes > room->most && room->oldest)
		give_up(room->oldest);
}
