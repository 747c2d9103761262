/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "ways.h"

#define DAYS_MORE 3u

static const struct random_shape shapes[] = { { 3, 5, 6, 2, 2, 2, 6, 2, false, false },
	{ 4, 7, 7, 2, 2, 2, 10, 2, false, false } };

static bool
reaches(const struct dais_problem *p, const struct dais_demand *d, size_t slot)
{
	/* FREE: days after the close are closed by those alone that can be given up for them */
	bool counts = d->kind == DAIS_DEMAND_FIXED || d->kind == DAIS_DEMAND_KEEP ||
		      d->kind == DAIS_DEMAND_FREE;

	for (size_t t = slot; counts && t < p->slots.n; t++) {
		if (dais_slots_has(d->slots, t))
			return true;
	}
	return false;
}

/* @m->far without the days from @day on; those after the close are closed. */
static struct dais_problem *
cut(const struct meeting *m, size_t day, size_t asked)
{
	struct dais_problem *p = dais_problem_copy(m->far, m->a);
	size_t n = 0;

	while (n < p->slots.n && p->slots.v[n].day_index < day)
		n++;
	p->slots.n = n;
	for (size_t t = asked; t < n; t++) {
		struct dais_demand *d = dais_problem_demand(p, m->a, DAIS_DEMAND_FREE, 0);

		d->slots = dais_slots_new(p, m->a);
		dais_slots_put(d->slots, t);
		d->drop_cost = MEETING_DAY_COST;
	}
	return p;
}

/* Settings of the meeting: the report waits, and sittings take few items. */
static void
add_settings(const struct meeting *m, struct chance *c)
{
	unsigned lead = chance_of(c, 40) ? 1 + (unsigned)chance_below(c, 5) : 0;
	size_t report = m->far->tasks.n - 1;
	struct dais_demand *d;

	for (size_t i = 0; lead && i < report; i++) {
		d = dais_problem_demand(m->far, m->a, DAIS_DEMAND_BEFORE, 0);
		d->task = i;
		d->other = report;
		d->amount = lead;
		d->drop_cost = 3;
	}
	if (chance_of(c, 70))
		return;
	d = dais_problem_demand(m->far, m->a, DAIS_DEMAND_ITEMS_MOST, 0);
	d->amount = 1;
	d->drop_cost = 2;
}

bool
meeting_make(struct meeting *m, struct chance *c)
{
	size_t days, asked = 0, n = 0;

	m->far = random_problem(c, &shapes[m->seed % 2], m->a, NULL);
	days = m->far->slots.v[m->far->slots.n - 1].day_index + 1;
	if (days <= DAYS_MORE)
		return false;
	m->close = days - DAYS_MORE - 1;
	while (m->far->slots.v[asked].day_index <= m->close)
		asked++;
	for (size_t i = 0; i < m->far->demands.n; i++) {
		struct dais_demand d = m->far->demands.v[i];

		if (reaches(m->far, &d, asked) || d.kind == DAIS_DEMAND_KEEP_ROOM)
			continue;
		if (d.kind == DAIS_DEMAND_LEAST && chance_of(c, 50))
			d.amount += 2 * m->far->step; /* else most have a plan */
		d.drop_cost = chance_of(c, 80) ? 1 + (unsigned)chance_below(c, 20) : 0;
		m->far->demands.v[n++] = d;
	}
	m->far->demands.n = n;
	add_settings(m, c);
	m->base = cut(m, m->close + 1, asked);
	m->near = cut(m, m->close + 2, asked);
	m->far = cut(m, days, asked);
	return true;
}
