/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Whose turn it is: what waits stands in a line of its client, and the line is taken from that has
 * cost least since it began to wait; of lines that cost the same, one of each in turn. However much
 * one client asks for at once, and however dear what he asks for is, another waits for one of his,
 * not for all. (Start-time fair queueing: P. Goyal, H. M. Vin, H. Cheng, 1996.)
 */
#ifndef DAIS_NET_FAIR_H
#define DAIS_NET_FAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct net_line;

/* A place in a line; part of what waits. All zero: it stands in none. */
struct net_place {
	struct net_line *line;
	struct net_place *before, *behind;
};

/* Of a client; all zero: empty. It must stay where it is while somebody stands in it. */
struct net_line {
	struct net_place *first, *last;
	int64_t stands_at; /* on the scale of net_fair.now */
	/* private: among the lines that are not empty (fair.c) */
	struct net_line *child, *sibling, *before;
	uint64_t came;
};

struct net_fair {
	struct net_line *next; /* whose turn it is; NULL: nobody waits */
	size_t n;              /* places taken in all lines */
	int64_t
	    now; /* where the line stood that was taken from last; costs of lines add up to it */
	uint64_t came; /* lines that have come, or come again, so far */
};

/* @place at the end of @line; it stands nowhere else. */
void net_fair_join(struct net_fair *f, struct net_line *line, struct net_place *place);
/* Nothing when it stands in no line. */
void net_fair_leave(struct net_fair *f, struct net_place *place);
/* The first of the line whose turn it is, which it leaves; NULL: nobody waits. */
struct net_place *net_fair_take(struct net_fair *f);
/* What was taken from @line, or done for it without waiting, has cost that much (any unit, the same
 * for all; >= 0). What a line costs while nobody waits is no debt of it. */
void net_fair_charge(struct net_fair *f, struct net_line *line, int64_t cost);
/* The turn goes to the next line without anybody of this one, which goes behind all that stand as
 * far. */
void net_fair_pass(struct net_fair *f);

#endif
