/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "net/fair.h"

#include "base/err.h"

/* Behind all lines that wait for their turn already. Who had nothing to ask for has not saved up
 * anything. */
static void
enter_ring(struct net_fair *f, struct net_line *line)
{
	line->stands_at = line->stands_at > f->now ? line->stands_at : f->now;
	if (!f->next) {
		line->next = line->prev = f->next = line;
		return;
	}
	line->next = f->next;
	line->prev = f->next->prev;
	line->prev->next = line;
	line->next->prev = line;
}

static void
leave_ring(struct net_fair *f, struct net_line *line)
{
	if (f->next == line)
		f->next = line->next == line ? NULL : line->next;
	line->next->prev = line->prev;
	line->prev->next = line->next;
	line->next = line->prev = NULL;
}

void
net_fair_join(struct net_fair *f, struct net_line *line, struct net_place *place)
{
	DAIS_ASSERT(!place->line);
	if (!line->first)
		enter_ring(f, line);
	place->line = line;
	place->behind = NULL;
	place->before = line->last;
	*(line->last ? &line->last->behind : &line->first) = place;
	line->last = place;
	f->n++;
}

void
net_fair_leave(struct net_fair *f, struct net_place *place)
{
	struct net_line *line = place->line;

	if (!line)
		return;
	*(place->before ? &place->before->behind : &line->first) = place->behind;
	*(place->behind ? &place->behind->before : &line->last) = place->before;
	*place = (struct net_place){ .line = NULL };
	if (!line->first)
		leave_ring(f, line);
	f->n--;
}

struct net_place *
net_fair_take(struct net_fair *f)
{
	struct net_line *cheapest = f->next;
	struct net_place *place;

	if (!cheapest)
		return NULL;
	for (struct net_line *line = f->next->next; line != f->next; line = line->next)
		cheapest = line->stands_at < cheapest->stands_at ? line : cheapest;
	f->now = cheapest->stands_at > f->now ? cheapest->stands_at : f->now;
	f->next = cheapest->next;
	place = cheapest->first;
	net_fair_leave(f, place);
	return place;
}

void
net_fair_charge(struct net_fair *f, struct net_line *line, int64_t cost)
{
	DAIS_ASSERT(cost >= 0);
	line->stands_at = (line->stands_at > f->now ? line->stands_at : f->now) + cost;
	if (!f->next)
		f->now = line->stands_at;
}

void
net_fair_pass(struct net_fair *f)
{
	if (f->next)
		f->next = f->next->next;
}
