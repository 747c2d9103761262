/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/repair/repair_priv.h"

#include <string.h>

void
dais_own_rooms(struct dais_problem *p, struct dais_arena *a)
{
	struct dais_plan_room *v = DAIS_NEW_N(a, p->rooms.n + 1, struct dais_plan_room);

	if (p->rooms.n)
		memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	p->rooms.v = v;
	p->rooms.cap = p->rooms.n + 1;
}

void
dais_own_teams(struct dais_problem *p, struct dais_arena *a)
{
	struct dais_plan_team *v = DAIS_NEW_N(a, p->teams.n + 1, struct dais_plan_team);

	if (p->teams.n)
		memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	p->teams.v = v;
	p->teams.cap = p->teams.n + 1;
}
