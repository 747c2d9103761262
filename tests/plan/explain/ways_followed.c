/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "shrink.h"
#include "test.h"
#include "ways.h"

const char *const doings[DOING_COUNT] = { "items shortened", "left out", "a sitting more",
	"days more", "shorter lead times", "more items a sitting", "rooms more", "teams more" };

uint64_t done[DOING_COUNT];

void
meeting_no_sense(const struct meeting *m, const char *why, const struct dais_problem *p)
{
	(void)fprintf(stderr, "%s\n", print_problem(p, m->a).p); /* longer than a message may be */
	fail_msg("seed %" PRIu64 ": %s: %.*s", m->seed, why, DAIS_STR_ARG(m->words));
}

/* Behind the first @before in the words, or NULL. */
static const char *
behind(const struct meeting *m, const char *before)
{
	const char *at = strstr(m->words.p, before);

	return at ? at + strlen(before) : NULL;
}

static unsigned
number_behind(const struct meeting *m, const char *before)
{
	const char *at = behind(m, before);

	return at ? (unsigned)strtoul(at, NULL, 10) : 0;
}

/* "1 h 30 min", up to @end. */
static unsigned
minutes_of(const char *at, const char *end)
{
	unsigned minutes = 0;

	while (at < end) {
		char *unit;
		unsigned n = (unsigned)strtoul(at, &unit, 10);

		while (unit < end && *unit != 'h' && *unit != 'm')
			unit++; /* spaces of any width */
		minutes += *unit == 'h' ? n * 60 : n;
		at = unit;
		while (at < end && (*at < '0' || *at > '9'))
			at++;
	}
	return minutes;
}

/* What is left of the least time of the task of @d. */
static unsigned
time_left(const struct meeting *m, const struct dais_demand *d)
{
	unsigned step = m->near->step, least;
	const char *name = m->near->tasks.v[d->task].name.p, *at, *than, *needs;

	at = behind(m, dais_arena_printf(m->a, "take up %s only if", name).p);
	if (at || behind(m, "items only if time is left: ")) {
		done[LEFT_OUT]++;
		return 0;
	}
	name = dais_arena_printf(m->a, "give %s ", name).p;
	at = behind(m, name);
	while (at && (*at < '0' || *at > '9')) { /* "more than" */
		at = strstr(at, name);
		at = at ? at + strlen(name) : NULL;
	}
	than = at ? strstr(at, " less than the ") : NULL;
	needs = than ? strstr(than, " it needs") : NULL;
	if (!needs) {
		meeting_no_sense(m, "not said how much is left", m->near);
		return 0;
	}
	done[SHORTENED]++;
	least = minutes_of(than + strlen(" less than the "), needs);
	return (least + step - 1) / step * step - minutes_of(at, than);
}

/* Demand @d of the meeting as the way leaves it; false: nothing is left of it. */
static bool
weaken(const struct meeting *m, struct dais_demand *d)
{
	unsigned left = 0;

	if (d->kind == DAIS_DEMAND_LEAST) {
		left = time_left(m, d);
	} else if (d->kind == DAIS_DEMAND_ITEMS_MOST) {
		left = number_behind(m, "take up as many as ");
		done[MORE_ITEMS]++;
	} else if (d->kind == DAIS_DEMAND_BEFORE && d->amount) {
		const char *not_so =
		    strstr(m->words.p, dais_arena_printf(m->a, ", not %u", d->amount).p);

		while (not_so && not_so > m->words.p && memcmp(not_so, "after ", 6) != 0)
			not_so--;
		left = not_so ? (unsigned)strtoul(not_so + 6, NULL, 10) : 0;
		done[SHORTER_LEAD]++;
	} else if (d->kind == DAIS_DEMAND_FREE && d->drop_cost == MEETING_DAY_COST) {
		done[DAY_MORE]++;
	}
	d->amount = left;
	return left > 0;
}

static void
add_rooms(const struct meeting *m, struct dais_problem *p, unsigned n)
{
	struct dais_plan_room *v = DAIS_NEW_N(m->a, p->rooms.n + n, struct dais_plan_room);

	memcpy(v, p->rooms.v, p->rooms.n * sizeof *v);
	for (unsigned i = 0; i < n; i++) {
		for (size_t k = 0; k < p->demands.n; k++) {
			if (p->demands.v[k].kind == DAIS_DEMAND_ROOMS)
				p->demands.v[k].rooms |= UINT64_C(1) << p->rooms.n;
		}
		v[p->rooms.n++] = (struct dais_plan_room){ .id = DAIS_STR("further"),
			.capacity = number_behind(m, ", with "),
			.remote = behind(m, "equipped for online participants") };
	}
	p->rooms.v = v;
	p->rooms.cap = p->rooms.n;
	done[ROOMS_MORE]++;
}

/* Of the sittings that teams may have the most; 0: one has no limit. */
static unsigned
most_of_teams(const struct dais_problem *p, bool week)
{
	unsigned most = p->teams.n ? 1 : 0;

	for (size_t i = 0; i < p->teams.n; i++) {
		unsigned own = week ? p->teams.v[i].week_most : p->teams.v[i].day_most;

		most = own == 0 || most == 0 ? 0 : own > most ? own : most;
	}
	return most;
}

/* As many sittings as other teams have, but where it is said (@week_most). */
static void
add_teams(const struct meeting *m, struct dais_problem *p, unsigned n, unsigned week_most)
{
	struct dais_plan_team *v = DAIS_NEW_N(m->a, p->teams.n + n, struct dais_plan_team);

	const unsigned week = week_most ? week_most : most_of_teams(p, true);
	const unsigned day = most_of_teams(p, false);

	memcpy(v, p->teams.v, p->teams.n * sizeof *v);
	for (unsigned i = 0; i < n; i++)
		v[p->teams.n++] = (struct dais_plan_team){ .id = DAIS_STR("further"),
			.languages = DAIS_LANG_ALL,
			.week_most = week,
			.day_most = day };
	p->teams.v = v;
	p->teams.cap = p->teams.n;
	done[TEAMS_MORE]++;
}

/* The first @n days after the close are opened. */
static void
open_days(const struct meeting *m, struct dais_problem *p, unsigned n)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		const struct dais_demand *d = &p->demands.v[i];
		size_t t = 0;

		while (d->slots && t < p->slots.n && !dais_slots_has(d->slots, t))
			t++;
		if (d->kind != DAIS_DEMAND_FREE || d->drop_cost != MEETING_DAY_COST ||
		    p->slots.v[t].day_index > m->close + n)
			p->demands.v[kept++] = *d;
	}
	p->demands.n = kept;
	done[DAYS_AFTER]++;
}

struct dais_problem *
meeting_follow(const struct meeting *m, const struct dais_way_out *way)
{
	unsigned days = number_behind(m, "add "), rooms = number_behind(m, "find ");
	unsigned teams = number_behind(m, "have ");
	struct dais_problem *p = dais_problem_copy(days ? m->far : m->near, m->a);
	size_t n = 0;

	for (size_t i = 0; i < p->demands.n; i++) {
		bool given_up = false;
		struct dais_demand d = p->demands.v[i];

		for (size_t k = 0; k < way->gives_up.n; k++)
			given_up = given_up || way->gives_up.v[k] == i;
		if (d.rank == 0 && (!given_up || weaken(m, &d)))
			p->demands.v[n++] = d;
	}
	p->demands.n = n;
	if (days)
		open_days(m, p, days);
	if (behind(m, "find a further room"))
		add_rooms(m, p, 1);
	else if (rooms)
		add_rooms(m, p, rooms);
	if (behind(m, "have a further team of interpreters for one sitting"))
		add_teams(m, p, 1, 1);
	else if (behind(m, "have a further team"))
		add_teams(m, p, 1, number_behind(m, "have a further team of interpreters for "));
	else if (teams)
		add_teams(m, p, teams, 0);
	return p;
}
