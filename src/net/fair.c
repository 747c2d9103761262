/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lines in which somebody waits are a pairing heap (M. L. Fredman et al., 1986): twenty thousand
 * clients may wait at once, and whose turn it is is asked for each of their requests.
 */
#include "net/fair.h"

#include "base/err.h"

/* ---- the heap ---- */

static bool
is_before(const struct net_line *x, const struct net_line *y)
{
	return x->stands_at != y->stands_at ? x->stands_at < y->stands_at : x->came < y->came;
}

/* Two heaps as one; either may be NULL. */
static struct net_line *
meld(struct net_line *x, struct net_line *y)
{
	if (!x || !y)
		return x ? x : y;
	if (is_before(y, x)) {
		struct net_line *kept = x;

		x = y;
		y = kept;
	}
	y->before = x;
	y->sibling = x->child;
	if (y->sibling)
		y->sibling->before = y;
	x->child = y;
	return x;
}

/* The heaps of a list of siblings as one: in pairs, then pair by pair. */
static struct net_line *
meld_siblings(struct net_line *list)
{
	struct net_line *pairs = NULL, *all = NULL;

	while (list) {
		struct net_line *x = list, *y = x->sibling;

		list = y ? y->sibling : NULL;
		x->before = x->sibling = NULL;
		if (y)
			y->before = y->sibling = NULL;
		x = meld(x, y);
		x->sibling = pairs;
		pairs = x;
	}
	while (pairs) {
		struct net_line *x = pairs;

		pairs = x->sibling;
		x->sibling = NULL;
		all = meld(all, x);
	}
	return all;
}

static void
remove_line(struct net_fair *f, struct net_line *line)
{
	struct net_line *below = meld_siblings(line->child), *above = line->before;

	if (!above) {
		f->next = below;
	} else {
		*(above->child == line ? &above->child : &above->sibling) = line->sibling;
		if (line->sibling)
			line->sibling->before = above;
		f->next = meld(f->next, below);
	}
	line->child = line->sibling = line->before = NULL;
}

/* Behind all lines that stand as far. */
static void
add_line(struct net_fair *f, struct net_line *line)
{
	line->came = ++f->came;
	f->next = meld(f->next, line);
}

/* ---- lines ---- */

void
net_fair_join(struct net_fair *f, struct net_line *line, struct net_place *place)
{
	DAIS_ASSERT(!place->line);
	if (!line->first) {
		/* Who had nothing to ask for has not saved up anything. */
		line->stands_at = line->stands_at > f->now ? line->stands_at : f->now;
		add_line(f, line);
	}
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
		remove_line(f, line);
	f->n--;
}

struct net_place *
net_fair_take(struct net_fair *f)
{
	struct net_line *line = f->next;
	struct net_place *place;

	if (!line)
		return NULL;
	f->now = line->stands_at > f->now ? line->stands_at : f->now;
	net_fair_pass(f);
	place = line->first;
	net_fair_leave(f, place);
	return place;
}

void
net_fair_charge(struct net_fair *f, struct net_line *line, int64_t cost)
{
	DAIS_ASSERT(cost >= 0);
	if (line->first)
		remove_line(f, line);
	line->stands_at = (line->stands_at > f->now ? line->stands_at : f->now) + cost;
	if (line->first)
		add_line(f, line);
	if (!f->next)
		f->now = line->stands_at;
}

void
net_fair_pass(struct net_fair *f)
{
	struct net_line *line = f->next;

	if (!line)
		return;
	remove_line(f, line);
	add_line(f, line);
}
