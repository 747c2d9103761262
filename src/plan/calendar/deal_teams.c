/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Teams: first a pool for every sitting, week by week, then a team of the pool.
 */
#include <stdlib.h>

#include "plan/calendar/deal_priv.h"

#define WEEK_SLOTS ((size_t)7 * CALENDAR_HOURS_MAX)

struct dealing {
	struct calendar_deal *d;
	const struct calendar_model *m;
	size_t pools;
	uint32_t *slot_left; /* [pools * slots] teams free */
	uint32_t *week_left; /* [pools * weeks] sittings free */
	uint32_t **of_week;  /* sittings that need a team */
	uint32_t *of_week_n;
	uint32_t *seen_slot, *seen_week, mark; /* of the search for a pool */
	uint32_t *order;     /* pools, those with few languages first: others can do more */
};

/* --- pools ----------------------------------------------------------------------------------- */

static void
join_pool(struct dealing *x, uint32_t s, uint32_t pool)
{
	struct calendar_deal_sitting *sitting = &x->d->sittings[s];
	size_t slot = sitting->slot, week = x->m->slots.v[slot].week;

	if (sitting->pool != CALENDAR_NONE) {
		x->slot_left[sitting->pool * x->m->slots.n + slot]++;
		x->week_left[sitting->pool * x->m->weeks.n + week]++;
	}
	sitting->pool = pool;
	if (pool != CALENDAR_NONE) {
		x->slot_left[pool * x->m->slots.n + slot]--;
		x->week_left[pool * x->m->weeks.n + week]--;
	}
}

static bool
can_join(const struct dealing *x, uint32_t s, uint32_t pool)
{
	uint32_t type = x->m->blocks.v[x->d->sittings[s].block].team_type;

	return calendar_bit(x->m->teams.type + type * x->m->teams.words, pool);
}

static bool find_pool(struct dealing *x, uint32_t s);

/* Whether sitting @s can join pool @p after a sitting of it (of the slot only, or of the week) has
 * found another. */
static bool
push_out(struct dealing *x, uint32_t s, uint32_t p, bool of_slot)
{
	uint32_t slot = x->d->sittings[s].slot, week = x->m->slots.v[slot].week;

	for (uint32_t i = 0; i < x->of_week_n[week]; i++) {
		uint32_t o = x->of_week[week][i];

		if (o == s || x->d->sittings[o].pool != p ||
		    (of_slot && x->d->sittings[o].slot != slot) || !find_pool(x, o))
			continue;
		if (x->slot_left[p * x->m->slots.n + slot] &&
		    x->week_left[p * x->m->weeks.n + week]) {
			join_pool(x, s, p);
			return true;
		}
	}
	return false;
}

/* Another pool for sitting @s: an augmenting path through slots and weeks of pools, each of which
 * is tried once a search. */
static bool
find_pool(struct dealing *x, uint32_t s)
{
	uint32_t slot = x->d->sittings[s].slot, week = x->m->slots.v[slot].week;

	for (uint32_t i = 0; i < x->pools; i++) {
		uint32_t p = x->order[i];

		if (p != x->d->sittings[s].pool && can_join(x, s, p) &&
		    x->slot_left[p * x->m->slots.n + slot] &&
		    x->week_left[p * x->m->weeks.n + week]) {
			join_pool(x, s, p);
			return true;
		}
	}
	for (uint32_t i = 0; i < x->pools; i++) {
		uint32_t p = x->order[i];
		bool slot_full = !x->slot_left[p * x->m->slots.n + slot];
		uint32_t *seen = slot_full ? &x->seen_slot[p * x->m->slots.n + slot]
					   : &x->seen_week[p * x->m->weeks.n + week];

		if (p == x->d->sittings[s].pool || !can_join(x, s, p) || *seen == x->mark)
			continue;
		*seen = x->mark;
		if (push_out(x, s, p, slot_full))
			return true;
	}
	return false;
}

static void
order_pools(struct dealing *x)
{
	const struct dais_calendar *c = x->m->c;

	x->order = DAIS_NEW_N(x->d->a, x->pools, uint32_t);
	for (uint32_t p = 0; p < x->pools; p++) {
		int languages = __builtin_popcount(c->pools.v[p].languages);
		uint32_t i = p;

		for (; i && __builtin_popcount(c->pools.v[x->order[i - 1]].languages) > languages;
		    i--)
			x->order[i] = x->order[i - 1];
		x->order[i] = p;
	}
}

static void
count_left(struct dealing *x)
{
	const struct calendar_model *m = x->m;

	x->slot_left = DAIS_NEW_N(x->d->a, x->pools * m->slots.n, uint32_t);
	x->week_left = DAIS_NEW_N(x->d->a, x->pools * m->weeks.n, uint32_t);
	x->seen_slot = DAIS_NEW_N(x->d->a, x->pools * m->slots.n, uint32_t);
	x->seen_week = DAIS_NEW_N(x->d->a, x->pools * m->weeks.n, uint32_t);
	for (size_t p = 0; p < x->pools; p++)
		calendar_count_pool(
		    m, p, x->slot_left + p * m->slots.n, x->week_left + p * m->weeks.n);
}

static void
sort_by_week(struct dealing *x)
{
	struct calendar_deal *d = x->d;
	const struct calendar_model *m = x->m;
	uint32_t *all, at = 0;

	x->of_week = DAIS_NEW_N(d->a, m->weeks.n, uint32_t *);
	x->of_week_n = DAIS_NEW_N(d->a, m->weeks.n, uint32_t);
	all = DAIS_NEW_N(d->a, d->n + 1, uint32_t);
	for (size_t i = 0; i < d->n; i++) {
		if (m->blocks.v[d->sittings[i].block].team_type != CALENDAR_NONE)
			x->of_week_n[m->slots.v[d->sittings[i].slot].week]++;
	}
	for (size_t w = 0; w < m->weeks.n; w++) {
		x->of_week[w] = all + at;
		at += x->of_week_n[w];
		x->of_week_n[w] = 0;
	}
	for (uint32_t i = 0; i < d->n; i++) {
		uint32_t w = m->slots.v[d->sittings[i].slot].week;

		if (m->blocks.v[d->sittings[i].block].team_type != CALENDAR_NONE)
			x->of_week[w][x->of_week_n[w]++] = i;
	}
}

/* --- teams of a pool in a week -----------------------------------------------------------------
 */

struct week {
	struct dealing *x;
	uint32_t pool, week;
	unsigned teams, most;
	const uint64_t *away; /* [teams * words of slots] */
	size_t words;
	uint32_t first;  /* slot of the week */
	bool *busy;      /* [teams * WEEK_SLOTS] */
	uint32_t *ahead; /* [teams * WEEK_SLOTS] slots from there on in which the team is there */
	uint32_t *used;  /* sittings of each team */
	uint32_t *mine;  /* sittings of the pool, by slot */
	uint32_t n;
};

static bool
is_away(const struct week *w, unsigned team, uint32_t slot)
{
	return calendar_bit(w->away + team * w->words, slot);
}

static bool
is_idle(const struct week *w, unsigned team, uint32_t slot)
{
	return !w->busy[team * WEEK_SLOTS + (slot - w->first)];
}

/* Gives sitting @s of the pool to @team. */
static void
serve(struct week *w, struct calendar_deal_sitting *s, uint32_t team)
{
	s->team = team;
	w->used[team]++;
	w->busy[team * WEEK_SLOTS + (s->slot - w->first)] = true;
}

static void
release(struct week *w, struct calendar_deal_sitting *s)
{
	w->used[s->team]--;
	w->busy[s->team * WEEK_SLOTS + (s->slot - w->first)] = false;
	s->team = CALENDAR_NONE;
}

/* Nobody works yet; how many slots of the week each team still has from each slot on. */
static void
begin_week(struct week *w)
{
	const struct calendar_model *m = w->x->m;
	uint32_t end = w->first;

	while (end < m->slots.n && m->slots.v[end].week == w->week)
		end++;
	memset(w->used, 0, w->teams * sizeof(*w->used));
	memset(w->busy, 0, (size_t)w->teams * WEEK_SLOTS * sizeof(*w->busy));
	for (unsigned t = 0; t < w->teams; t++) {
		uint32_t n = 0;

		for (uint32_t s = end; s-- > w->first;) {
			n += !is_away(w, t, s);
			w->ahead[t * WEEK_SLOTS + (s - w->first)] = n;
		}
	}
}

static bool
has_room(const struct week *w, unsigned team)
{
	return !w->most || w->used[team] < w->most;
}

/* Whoever is there for the shortest time, then whoever has worked least. */
static uint32_t
next_team(const struct week *w, uint32_t slot)
{
	uint32_t best = CALENDAR_NONE, ahead = 0;

	for (unsigned t = 0; t < w->teams; t++) {
		uint32_t n;

		if (is_away(w, t, slot) || !has_room(w, t) || !is_idle(w, t, slot))
			continue;
		n = w->ahead[t * WEEK_SLOTS + (slot - w->first)];
		if (best == CALENDAR_NONE || n < ahead ||
		    (n == ahead && w->used[t] < w->used[best])) {
			best = t;
			ahead = n;
		}
	}
	return best;
}

/* A team that is tired but there hands one of its other sittings to a team that is not. */
static uint32_t
exchange(struct week *w, uint32_t slot)
{
	for (unsigned t = 0; t < w->teams; t++) {
		if (is_away(w, t, slot) || !is_idle(w, t, slot))
			continue;
		for (uint32_t i = 0; i < w->n; i++) {
			struct calendar_deal_sitting *s = &w->x->d->sittings[w->mine[i]];

			if (s->team != t)
				continue;
			for (unsigned u = 0; u < w->teams; u++) {
				if (u == t || is_away(w, u, s->slot) || !has_room(w, u) ||
				    !is_idle(w, u, s->slot))
					continue;
				release(w, s);
				serve(w, s, u);
				return t;
			}
		}
	}
	return CALENDAR_NONE;
}

/* False when a sitting finds no team. */
static bool
deal_week(struct week *w, bool keep)
{
	begin_week(w);
	for (uint32_t i = 0; i < w->n; i++) {
		struct calendar_deal_sitting *s = &w->x->d->sittings[w->mine[i]];

		s->team = CALENDAR_NONE;
		if (keep && s->pool_kept == s->pool && s->team_kept < w->teams &&
		    !is_away(w, s->team_kept, s->slot) && has_room(w, s->team_kept) &&
		    is_idle(w, s->team_kept, s->slot))
			serve(w, s, s->team_kept);
	}
	for (uint32_t i = 0; i < w->n; i++) {
		struct calendar_deal_sitting *s = &w->x->d->sittings[w->mine[i]];
		uint32_t team;

		if (s->team != CALENDAR_NONE)
			continue;
		team = next_team(w, s->slot);
		if (team == CALENDAR_NONE)
			team = exchange(w, s->slot);
		if (team == CALENDAR_NONE)
			return false;
		serve(w, s, team);
	}
	return true;
}

static int
by_slot(const void *p, const void *q, void *ctx)
{
	const struct calendar_deal_sitting *s = ctx;
	uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;

	if (s[a].slot != s[b].slot)
		return s[a].slot < s[b].slot ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void
deal_pool(struct dealing *x, uint32_t pool)
{
	const struct dais_calendar_pool *p = &x->m->c->pools.v[pool];
	struct week w = { .x = x, .pool = pool, .teams = p->teams, .most = p->week_most };
	uint64_t *away;

	w.words = calendar_words(x->m->slots.n) + 1;
	w.away = away = DAIS_NEW_N(x->d->a, (size_t)w.words * (p->teams + 1), uint64_t);
	for (unsigned t = 0; t < p->teams; t++)
		calendar_away_slots(x->m, pool, t, away + (size_t)t * w.words);
	w.used = DAIS_NEW_N(x->d->a, p->teams + 1, uint32_t);
	w.busy = DAIS_NEW_N(x->d->a, ((size_t)p->teams + 1) * WEEK_SLOTS, bool);
	w.ahead = DAIS_NEW_N(x->d->a, ((size_t)p->teams + 1) * WEEK_SLOTS, uint32_t);
	w.mine = DAIS_NEW_N(x->d->a, x->d->n + 1, uint32_t);
	for (w.week = 0; w.week < x->m->weeks.n; w.week++) {
		while (x->m->slots.v[w.first].week < w.week)
			w.first++;
		w.n = 0;
		for (uint32_t i = 0; i < x->of_week_n[w.week]; i++) {
			if (x->d->sittings[x->of_week[w.week][i]].pool == pool)
				w.mine[w.n++] = x->of_week[w.week][i];
		}
		if (w.n)
			qsort_r(w.mine, w.n, sizeof(*w.mine), by_slot, x->d->sittings);
		if (!deal_week(&w, true) && !deal_week(&w, false)) {
			for (uint32_t i = 0; i < w.n; i++)
				x->d->without += x->d->sittings[w.mine[i]].team == CALENDAR_NONE;
		}
	}
}

void
calendar_deal_teams(struct calendar_deal *d)
{
	struct dealing x = { .d = d, .m = d->st->m, .pools = d->st->m->c->pools.n };

	if (!x.pools)
		return;
	order_pools(&x);
	count_left(&x);
	sort_by_week(&x);
	for (size_t i = 0; i < d->n; i++) {
		struct calendar_deal_sitting *s = &d->sittings[i];
		uint32_t week = x.m->slots.v[s->slot].week;

		if (x.m->blocks.v[s->block].team_type != CALENDAR_NONE &&
		    s->pool_kept != CALENDAR_NONE && can_join(&x, (uint32_t)i, s->pool_kept) &&
		    x.slot_left[s->pool_kept * x.m->slots.n + s->slot] &&
		    x.week_left[s->pool_kept * x.m->weeks.n + week])
			join_pool(&x, (uint32_t)i, s->pool_kept);
	}
	for (size_t w = 0; w < x.m->weeks.n; w++) {
		for (uint32_t i = 0; i < x.of_week_n[w]; i++) {
			if (d->sittings[x.of_week[w][i]].pool != CALENDAR_NONE)
				continue;
			x.mark++;
			d->without += !find_pool(&x, x.of_week[w][i]);
		}
	}
	for (uint32_t p = 0; p < x.pools; p++)
		deal_pool(&x, p);
}

/* --- all -------------------------------------------------------------------------------------- */

static void
take_kept(struct calendar_deal *d, const struct dais_calendar_plan *keep)
{
	const struct calendar_model *m = d->st->m;
	uint32_t *first = DAIS_NEW_N(d->a, m->c->meetings.n + 1, uint32_t);

	for (uint32_t b = 0; b < m->blocks.n; b++) {
		if (!m->blocks.v[b].turn)
			first[m->blocks.v[b].meeting] = b;
	}
	for (size_t i = 0; i < keep->sittings.n; i++) {
		const struct dais_calendar_sitting *k = &keep->sittings.v[i];
		uint32_t slot = calendar_slot_at(m, k->start), b;

		if (k->meeting >= m->c->meetings.n || k->turn >= m->c->meetings.v[k->meeting].times)
			continue;
		b = first[k->meeting] + k->turn;
		for (uint32_t s = d->first[b]; s < d->first[b + 1]; s++) {
			if (d->sittings[s].slot != slot)
				continue;
			d->sittings[s].room_kept =
			    k->room == DAIS_NONE ? CALENDAR_NONE : (uint32_t)k->room;
			d->sittings[s].pool_kept =
			    k->pool == DAIS_NONE ? CALENDAR_NONE : (uint32_t)k->pool;
			d->sittings[s].team_kept = k->team ? k->team - 1 : CALENDAR_NONE;
		}
	}
}

void
calendar_deal_out(struct calendar_deal *d, const struct dais_calendar_plan *keep)
{
	const struct calendar_model *m = d->st->m;
	size_t n = 0;

	for (size_t b = 0; b < m->blocks.n; b++)
		n += d->st->start[b] == CALENDAR_NONE ? 0 : calendar_size(m, &m->blocks.v[b]);
	d->sittings = DAIS_NEW_N(d->a, n + 1, struct calendar_deal_sitting);
	d->first = DAIS_NEW_N(d->a, m->blocks.n + 1, uint32_t);
	d->without = 0;
	d->n = 0;
	for (uint32_t b = 0; b < m->blocks.n; b++) {
		uint32_t start = d->st->start[b];

		d->first[b] = (uint32_t)d->n;
		for (uint32_t i = 0;
		    start != CALENDAR_NONE && i < calendar_size(m, &m->blocks.v[b]); i++)
			d->sittings[d->n++] = (struct calendar_deal_sitting){ .block = b,
				.slot = calendar_cover(m, &m->blocks.v[b], start)[i],
				.room = CALENDAR_NONE,
				.pool = CALENDAR_NONE,
				.team = CALENDAR_NONE,
				.room_kept = CALENDAR_NONE,
				.pool_kept = CALENDAR_NONE,
				.team_kept = CALENDAR_NONE };
	}
	d->first[m->blocks.n] = (uint32_t)d->n;
	if (keep)
		take_kept(d, keep);
	calendar_deal_rooms(d);
	calendar_deal_teams(d);
}
