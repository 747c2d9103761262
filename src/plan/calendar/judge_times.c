/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The checker: what is at one time, and in one week.
 */
#include <stdlib.h>

#include "plan/calendar/judge_priv.h"
#include "text/text.h"

/* Who has a thing (body, delegations, room, team) at the time being looked at. */
struct holder {
	size_t time; /* of the last sitting that had it, from 1 */
	size_t sitting;
};

struct holders {
	struct holder *bodies, *delegations, *rooms, *teams;
	size_t *team_first;    /* teams of each pool in `teams` */
	unsigned *week_used;   /* [teams] */
	dais_index_vec *of;    /* delegations of each body */
};

static int
by_time(const void *x, const void *y)
{
	const struct dais_calendar_sitting *a = x, *b = y;
	int order = dais_local_cmp(a->start, b->start);

	if (order)
		return order;
	if (a->meeting != b->meeting)
		return a->meeting < b->meeting ? -1 : 1;
	return a->turn < b->turn ? -1 : a->turn > b->turn;
}

/* The sitting that had @h already at time @time, or DAIS_NONE; @s has it now. */
static size_t
take(struct holder *h, size_t time, size_t s)
{
	size_t other = h->time == time ? h->sitting : DAIS_NONE;

	*h = (struct holder){ time, s };
	return other;
}

static void
judge_bodies(struct judging *j, struct holders *h, const struct dais_calendar_sitting *v, size_t i,
    size_t time)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[v[i].meeting];

	for (size_t k = 0; k < m->bodies.n; k++) {
		size_t other = take(&h->bodies[m->bodies.v[k]], time, i);

		if (other != DAIS_NONE)
			judge_breach(j, 0, 1, v[i].meeting, &v[i].start,
			    "`%.*s` sits in %.*s and in %.*s %.*s (R-TIME-02)",
			    DAIS_STR_ARG(judge_body_name(j, m->bodies.v[k])),
			    DAIS_STR_ARG(judge_name(j, &j->c->meetings.v[v[other].meeting])),
			    DAIS_STR_ARG(judge_name(j, m)),
			    DAIS_STR_ARG(judge_time(j, v[i].start)));
	}
}

/* Delegations are asked once a sitting, however many of its bodies they belong to. */
static void
judge_delegations(struct judging *j, struct holders *h, const struct dais_calendar_sitting *v,
    size_t i, size_t time)
{
	const struct dais_calendar_meeting *m = &j->c->meetings.v[v[i].meeting];

	for (size_t k = 0; k < m->bodies.n; k++) {
		const dais_index_vec *of = &h->of[m->bodies.v[k]];

		for (size_t g = 0; g < of->n; g++) {
			const struct dais_calendar_delegations *d = &j->c->delegations.v[of->v[g]];
			struct holder *x = &h->delegations[of->v[g]];
			size_t other;

			if (x->time == time && x->sitting == i)
				continue;
			other = take(x, time, i);
			if (other != DAIS_NONE)
				judge_breach(j, d->wish ? 1 : 0, d->wish ? d->weight : 1,
				    v[i].meeting, &v[i].start,
				    "%.*s and %.*s, with delegations in common (%.*s), sit at the "
				    "same time %.*s",
				    DAIS_STR_ARG(
					judge_name(j, &j->c->meetings.v[v[other].meeting])),
				    DAIS_STR_ARG(judge_name(j, m)),
				    DAIS_STR_ARG(d->name.n ? d->name : d->id),
				    DAIS_STR_ARG(judge_time(j, v[i].start)));
		}
	}
}

static void
judge_means(struct judging *j, struct holders *h, const struct dais_calendar_sitting *v, size_t i,
    size_t time)
{
	const struct dais_calendar *c = j->c;
	size_t other = v[i].room < c->rooms.n ? take(&h->rooms[v[i].room], time, i) : DAIS_NONE;
	size_t team;

	if (other != DAIS_NONE)
		judge_breach(j, 0, 1, v[i].meeting, &v[i].start,
		    "%.*s and %.*s are both in `%.*s` %.*s (R-TIME-02)",
		    DAIS_STR_ARG(judge_name(j, &c->meetings.v[v[other].meeting])),
		    DAIS_STR_ARG(judge_name(j, &c->meetings.v[v[i].meeting])),
		    DAIS_STR_ARG(judge_room_name(j, v[i].room)),
		    DAIS_STR_ARG(judge_time(j, v[i].start)));
	if (v[i].pool >= c->pools.n || v[i].team < 1 || v[i].team > c->pools.v[v[i].pool].teams)
		return;
	team = h->team_first[v[i].pool] + v[i].team - 1;
	other = take(&h->teams[team], time, i);
	if (other != DAIS_NONE)
		judge_breach(j, 0, 1, v[i].meeting, &v[i].start,
		    "%.*s and %.*s both have team %.*s/%u %.*s (R-TIME-02)",
		    DAIS_STR_ARG(judge_name(j, &c->meetings.v[v[other].meeting])),
		    DAIS_STR_ARG(judge_name(j, &c->meetings.v[v[i].meeting])),
		    DAIS_STR_ARG(judge_pool_name(j, v[i].pool)), v[i].team,
		    DAIS_STR_ARG(judge_time(j, v[i].start)));
	h->week_used[team]++;
	if (c->pools.v[v[i].pool].week_most &&
	    h->week_used[team] == c->pools.v[v[i].pool].week_most + 1)
		judge_breach(j, 0, 1, v[i].meeting, &v[i].start,
		    "team %.*s/%u has more than %u sittings in the week of %.*s (R-HYB-03)",
		    DAIS_STR_ARG(judge_pool_name(j, v[i].pool)), v[i].team,
		    c->pools.v[v[i].pool].week_most, DAIS_STR_ARG(judge_opening(j, v[i].start)));
}

static void
make_holders(struct judging *j, struct holders *h, size_t *ret_teams)
{
	const struct dais_calendar *c = j->c;
	size_t teams = 0;

	h->team_first = DAIS_NEW_N(j->a, c->pools.n + 1, size_t);
	for (size_t p = 0; p < c->pools.n; p++) {
		h->team_first[p] = teams;
		teams += c->pools.v[p].teams;
	}
	h->bodies = DAIS_NEW_N(j->a, c->bodies.n + 1, struct holder);
	h->delegations = DAIS_NEW_N(j->a, c->delegations.n + 1, struct holder);
	h->rooms = DAIS_NEW_N(j->a, c->rooms.n + 1, struct holder);
	h->teams = DAIS_NEW_N(j->a, teams + 1, struct holder);
	h->week_used = DAIS_NEW_N(j->a, teams + 1, unsigned);
	h->of = DAIS_NEW_N(j->a, c->bodies.n + 1, dais_index_vec);
	for (size_t g = 0; g < c->delegations.n; g++) {
		for (size_t i = 0; i < c->delegations.v[g].bodies.n; i++)
			dais_vec_push(j->a, &h->of[c->delegations.v[g].bodies.v[i]], g);
	}
	*ret_teams = teams;
}

/* Rank 3: sittings of a week above the average of the weeks that have working days. */
static void
judge_balance(struct judging *j, const struct dais_calendar_sitting *v)
{
	size_t weeks = 0, average, i = 0;
	int64_t last = INT64_MIN;

	for (size_t d = 0; d < j->days; d++) {
		int64_t date = j->from + (int64_t)d;
		int64_t week = date - (dais_date_weekday(dais_date_from_days(date)) - 1);

		weeks += j->is_working[d] && week != last;
		last = j->is_working[d] ? week : last;
	}
	average = weeks ? (j->n + weeks - 1) / weeks : 0;
	while (i < j->n) {
		struct dais_date d = v[i].start.date;
		int64_t week = dais_date_to_days(d) - (dais_date_weekday(d) - 1);
		size_t first = i;

		while (i < j->n && dais_date_to_days(v[i].start.date) < week + 7)
			i++;
		if (i - first > average)
			judge_breach(j, 3, i - first - average, DAIS_NONE, &v[first].start,
			    "the week of %.*s has %zu sittings, %zu above the average",
			    DAIS_STR_ARG(
				dais_text_date(j->a, j->c->language, dais_date_from_days(week))),
			    i - first, i - first - average);
	}
}

void
judge_times(struct judging *j)
{
	struct dais_calendar_sitting *v = DAIS_NEW_N(j->a, j->n + 1, struct dais_calendar_sitting);
	struct holders h;
	size_t time = 0, teams;
	int64_t week = INT64_MIN;

	if (!j->n)
		return;
	memcpy(v, j->v, j->n * sizeof(*v));
	qsort(v, j->n, sizeof(*v), by_time);
	make_holders(j, &h, &teams);
	for (size_t i = 0; i < j->n; i++) {
		int64_t date = dais_date_to_days(v[i].start.date);

		if (!i || dais_local_cmp(v[i].start, v[i - 1].start))
			time++;
		if (date >= week + 7 || week == INT64_MIN) {
			week = date - (dais_date_weekday(v[i].start.date) - 1);
			memset(h.week_used, 0, (teams + 1) * sizeof(*h.week_used));
		}
		judge_bodies(j, &h, v, i, time);
		judge_delegations(j, &h, v, i, time);
		judge_means(j, &h, v, i, time);
	}
	judge_balance(j, v);
}
