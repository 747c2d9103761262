/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The first plan: blocks in order of how little choice they have, each where it is cheapest.
 */
#include <stdlib.h>

#include "plan/calendar/calendar_priv.h"

struct turn {
	uint32_t block;
	uint32_t kept;     /* 0: in force and stays, first of all */
	uint64_t freedom;
};

static int
by_freedom(const void *x, const void *y)
{
	const struct turn *a = x, *b = y;

	if (a->kept != b->kept)
		return a->kept < b->kept ? -1 : 1;
	if (a->freedom != b->freedom)
		return a->freedom < b->freedom ? -1 : 1;
	return a->block < b->block ? -1 : a->block > b->block;
}

/* Long blocks with few options first: they find no place later. */
static uint64_t
freedom(const struct calendar_model *m, const struct calendar_block *b)
{
	uint64_t n = b->options_n < 4000 ? b->options_n : 4000;

	return n * 64 / calendar_size(m, b);
}

void
calendar_first(struct calendar_state *st)
{
	const struct calendar_model *m = st->m;
	struct turn *turns = DAIS_NEW_N(m->a, m->blocks.n + 1, struct turn);
	size_t n = 0;

	for (uint32_t b = 0; b < m->blocks.n; b++) {
		const struct calendar_block *x = &m->blocks.v[b];

		if (x->options_n && st->start[b] == CALENDAR_NONE)
			turns[n++] = (struct turn){ .block = b,
				.kept = x->keep == CALENDAR_NONE,
				.freedom = freedom(m, x) };
	}
	qsort(turns, n, sizeof(*turns), by_freedom);
	/* What is in force stays where it can, before anything else moves. */
	for (size_t i = 0; i < n && !turns[i].kept; i++) {
		uint32_t b = turns[i].block;
		const struct calendar_block *x = &m->blocks.v[b];

		for (uint32_t k = 0; k < x->options_n; k++) {
			if (x->options[k].start == x->keep && calendar_fits(st, b, x->keep)) {
				calendar_put(st, b, x->keep);
				break;
			}
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (st->start[turns[i].block] == CALENDAR_NONE)
			(void)calendar_place_best(st, turns[i].block);
	}
}
