/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Dealing out rooms and teams when the times are known.
 */
#ifndef DAIS_PLAN_CALENDAR_DEAL_PRIV_H
#define DAIS_PLAN_CALENDAR_DEAL_PRIV_H

#include "plan/calendar/calendar_priv.h"

struct calendar_deal_sitting {
	uint32_t block, slot;
	uint32_t room, pool, team; /* CALENDAR_NONE: none; team from 0 */
	uint32_t room_kept, pool_kept, team_kept; /* in force at this time, or CALENDAR_NONE */
};

struct calendar_deal {
	const struct calendar_state *st;
	struct dais_arena *a;
	struct calendar_deal_sitting *sittings; /* by block, then slot */
	size_t n;
	uint32_t *first; /* [blocks + 1]: its sittings; equal to the next when not placed */
	size_t without;  /* sittings that found no room or no team */
};

/* Deals out everything. @keep: the plan in force, or NULL. */
void calendar_deal_out(struct calendar_deal *d, const struct dais_calendar_plan *keep);
void calendar_deal_rooms(struct calendar_deal *d);
void calendar_deal_pools(struct calendar_deal *d);
void calendar_deal_teams(struct calendar_deal *d);

#endif
