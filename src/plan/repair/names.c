/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "plan/repair/repair_priv.h"

#include <stdio.h>
#include <string.h>

/* A slip of the hand changes a third of a name at most. */
#define SLIPS_MOST(n) ((n) / 3 + 1)
#define NAMES_LISTED 8u

static bool
list_names(const dais_str_vec *names, struct dais_err *err)
{
	char list[256] = "";
	size_t at = 0;

	for (size_t i = 0; i < names->n && i < NAMES_LISTED; i++) {
		int n = snprintf(list + at, sizeof list - at, "%s%.*s", i ? ", " : "",
		    DAIS_STR_ARG(names->v[i]));

		if (n < 0 || (size_t)n >= sizeof list - at) {
			list[at] = '\0';
			break;
		}
		at += (size_t)n;
	}
	return dais_err_hint(
	    err, "There are %s%s.", list, names->n > NAMES_LISTED ? " and others" : "");
}

bool
dais_names_find(const dais_str_vec *names, const char *what, struct dais_str name, size_t *ret,
    struct dais_err *err)
{
	size_t best = DAIS_NONE, fewest = SLIPS_MOST(name.n) + 1;

	for (size_t i = 0; i < names->n; i++) {
		size_t slips;

		if (dais_str_eq(names->v[i], name)) {
			*ret = i;
			return true;
		}
		slips = dais_str_distance(names->v[i], name, SLIPS_MOST(name.n));
		if (slips < fewest) {
			fewest = slips;
			best = i;
		}
	}
	dais_err_set(err, DAIS_ERR_NOT_FOUND, "there is no %s \"%.*s\"", what, DAIS_STR_ARG(name));
	if (best != DAIS_NONE)
		return dais_err_hint(err, "Did you mean %.*s?", DAIS_STR_ARG(names->v[best]));
	if (!names->n)
		return dais_err_hint(err, "The package plans with no %s at all.", what);
	return list_names(names, err);
}

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
