/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How many rooms and teams there are for what needs them: types of need, their unions, and the
 * count of each in every slot.
 */
#include "plan/calendar/calendar_priv.h"

static bool
is_subset(const uint64_t *x, const uint64_t *of, size_t words)
{
	for (size_t i = 0; i < words; i++) {
		if (x[i] & ~of[i])
			return false;
	}
	return true;
}

static bool
meet(const uint64_t *x, const uint64_t *y, size_t words)
{
	for (size_t i = 0; i < words; i++) {
		if (x[i] & y[i])
			return true;
	}
	return false;
}

/* Index of @set in the first @n of @sets, which has room for another; it is added when new. */
static size_t
find_or_add(uint64_t *sets, size_t *n, const uint64_t *set, size_t words)
{
	for (size_t i = 0; i < *n; i++) {
		if (memcmp(sets + i * words, set, words * sizeof(*set)) == 0)
			return i;
	}
	memcpy(sets + *n * words, set, words * sizeof(*set));
	return (*n)++;
}

/* The unions of types whose sets overlap; unions of sets that do not are bound by their parts. */
static void
make_halls(struct calendar_model *m, struct calendar_means *t)
{
	size_t most = t->types + CALENDAR_HALLS_MAX;
	uint64_t *join = DAIS_NEW_N(m->a, t->words, uint64_t);

	t->hall = DAIS_NEW_N(m->a, (most + 1) * t->words, uint64_t);
	memcpy(t->hall, t->type, t->types * t->words * sizeof(*t->hall));
	t->halls = t->types;
	t->complete = true;
	for (size_t i = 0; i < t->halls && t->complete; i++) {
		for (size_t k = 0; k < t->types && t->complete; k++) {
			if (!meet(t->hall + i * t->words, t->type + k * t->words, t->words))
				continue;
			for (size_t w = 0; w < t->words; w++)
				join[w] = t->hall[i * t->words + w] | t->type[k * t->words + w];
			(void)find_or_add(t->hall, &t->halls, join, t->words);
			t->complete = t->halls < most;
		}
	}
}

static void
make_members(struct calendar_model *m, struct calendar_means *t)
{
	t->halls_of = DAIS_NEW_N(m->a, t->types, uint32_t *);
	t->halls_of_n = DAIS_NEW_N(m->a, t->types, uint32_t);
	for (size_t k = 0; k < t->types; k++) {
		t->halls_of[k] = DAIS_NEW_N(m->a, t->halls, uint32_t);
		for (size_t h = 0; h < t->halls; h++) {
			if (is_subset(t->type + k * t->words, t->hall + h * t->words, t->words))
				t->halls_of[k][t->halls_of_n[k]++] = (uint32_t)h;
		}
	}
}

static uint32_t
first_slot(const struct calendar_model *m, uint32_t day)
{
	return day < m->days.n ? m->days.v[day].first : (uint32_t)m->slots.n;
}

/* Slots of the days of @p, [*ret_from, *ret_to): those of other parts of these days, too. */
static void
slots_of(const struct calendar_model *m, const struct dais_calendar_period *p, uint32_t *ret_from,
    uint32_t *ret_to)
{
	int64_t first = dais_date_to_days(m->c->from), last = dais_date_to_days(m->c->to);
	int64_t from = dais_date_to_days(p->from), to = dais_date_to_days(p->to);

	from = from < first ? first : from;
	to = to > last ? last : to;
	*ret_from = *ret_to = 0;
	if (from > to)
		return;
	*ret_from = first_slot(m, m->day_of_date[from - first]);
	*ret_to = first_slot(m, m->day_of_date[to + 1 - first]);
}

/* Whether slot @s, which lies on one of the days of @p, is of the part of the day that @p names. */
static bool
is_in(const struct calendar_model *m, const struct dais_calendar_period *p, uint32_t s)
{
	int minute = m->slots.v[s].minute;

	return !p->to_minute || (minute >= p->from_minute && minute < p->to_minute);
}

/* How many of thing @x (rooms: 1; pools: teams) are there in each slot, into @ret. */
static void
count_room(const struct calendar_model *m, size_t x, uint32_t *ret)
{
	const struct dais_calendar_room *room = &m->c->rooms.v[x];

	for (size_t s = 0; s < m->slots.n; s++)
		ret[s] = 1;
	for (size_t i = 0; i < room->closed.n; i++) {
		uint32_t from, to;

		slots_of(m, &room->closed.v[i], &from, &to);
		for (uint32_t s = from; s < to; s++)
			ret[s] = is_in(m, &room->closed.v[i], s) ? 0 : ret[s];
	}
}

void
calendar_away_slots(const struct calendar_model *m, size_t x, unsigned team, uint64_t *ret)
{
	const struct dais_calendar_pool *pool = &m->c->pools.v[x];

	memset(ret, 0, calendar_words(m->slots.n) * sizeof(*ret));
	for (size_t i = 0; i < pool->absences.n; i++) {
		uint32_t from, to;

		if (pool->absences.v[i].team != team + 1)
			continue;
		slots_of(m, &pool->absences.v[i].when, &from, &to);
		for (uint32_t s = from; s < to; s++) {
			if (is_in(m, &pool->absences.v[i].when, s))
				calendar_bit_set(ret, s);
		}
	}
}

void
calendar_count_pool(const struct calendar_model *m, size_t x, uint32_t *slots, uint32_t *weeks)
{
	const struct dais_calendar_pool *pool = &m->c->pools.v[x];
	uint64_t *away = DAIS_NEW_N(m->a, calendar_words(m->slots.n) + 1, uint64_t);

	memset(slots, 0, m->slots.n * sizeof(*slots));
	memset(weeks, 0, m->weeks.n * sizeof(*weeks));
	for (unsigned team = 0; team < pool->teams; team++) {
		uint32_t n = 0;

		calendar_away_slots(m, x, team, away);
		for (size_t s = 0; s < m->slots.n; s++) {
			uint32_t week = m->slots.v[s].week;

			slots[s] += !calendar_bit(away, s);
			n += !calendar_bit(away, s);
			if (s + 1 == m->slots.n || m->slots.v[s + 1].week != week) {
				weeks[week] +=
				    pool->week_most && pool->week_most < n ? pool->week_most : n;
				n = 0;
			}
		}
	}
}

static void
sum_counts(struct calendar_model *m, struct calendar_means *t, size_t things, bool pools)
{
	uint32_t *slots = DAIS_NEW_N(m->a, m->slots.n + 1, uint32_t);
	uint32_t *weeks = DAIS_NEW_N(m->a, m->weeks.n + 1, uint32_t);

	t->cap = DAIS_NEW_N(m->a, t->halls * m->slots.n + 1, uint32_t);
	if (pools)
		m->week_cap = DAIS_NEW_N(m->a, t->halls * m->weeks.n + 1, uint32_t);
	for (size_t x = 0; x < things; x++) {
		if (pools)
			calendar_count_pool(m, x, slots, weeks);
		else
			count_room(m, x, slots);
		for (size_t h = 0; h < t->halls; h++) {
			if (!calendar_bit(t->hall + h * t->words, x))
				continue;
			for (size_t s = 0; s < m->slots.n; s++)
				t->cap[h * m->slots.n + s] += slots[s];
			for (size_t w = 0; pools && w < m->weeks.n; w++)
				m->week_cap[h * m->weeks.n + w] += weeks[w];
		}
	}
}

static void
make_open(struct calendar_model *m, struct calendar_means *t)
{
	t->open = DAIS_NEW_N(m->a, t->types, uint64_t *);
	for (size_t k = 0; k < t->types; k++) {
		t->open[k] = DAIS_NEW_N(m->a, calendar_words(m->slots.n) + 1, uint64_t);
		for (size_t s = 0; s < m->slots.n; s++) {
			if (t->cap[k * m->slots.n + s])
				calendar_bit_set(t->open[k], s);
		}
	}
}

/* Rooms meeting @e can use. */
static void
rooms_for(const struct dais_calendar *c, const struct dais_calendar_meeting *e, uint64_t *ret)
{
	for (size_t r = 0; r < c->rooms.n; r++) {
		const struct dais_calendar_room *room = &c->rooms.v[r];
		bool named = e->only_rooms.n == 0;

		for (size_t i = 0; i < e->only_rooms.n; i++)
			named = named || e->only_rooms.v[i] == r;
		if (named && (!room->capacity || room->capacity >= e->attendance) &&
		    (room->remote || !e->remote))
			calendar_bit_set(ret, r);
	}
}

static void
pools_for(const struct dais_calendar *c, const struct dais_calendar_meeting *e, uint64_t *ret)
{
	for (size_t p = 0; p < c->pools.n; p++) {
		if (!(e->languages & ~c->pools.v[p].languages))
			calendar_bit_set(ret, p);
	}
}

typedef void (*means_fn)(
    const struct dais_calendar *c, const struct dais_calendar_meeting *e, uint64_t *ret);

/* The type of each meeting, into @type_of. */
static void
make_types(struct calendar_model *m, struct calendar_means *t, size_t things, means_fn fn,
    uint32_t *type_of, bool teams)
{
	const struct dais_calendar *c = m->c;
	size_t cap = 16;
	uint64_t *set;

	t->words = calendar_words(things ? things : 1);
	set = DAIS_NEW_N(m->a, t->words, uint64_t);
	t->type = DAIS_NEW_N(m->a, cap * t->words, uint64_t);
	for (size_t i = 0; i < c->meetings.n; i++) {
		type_of[i] = CALENDAR_NONE;
		if (!things || (teams && !c->meetings.v[i].languages))
			continue;
		memset(set, 0, t->words * sizeof(*set));
		fn(c, &c->meetings.v[i], set);
		if (t->types + 1 >= cap) {
			uint64_t *more = DAIS_NEW_N(m->a, 2 * cap * t->words, uint64_t);

			memcpy(more, t->type, t->types * t->words * sizeof(*set));
			t->type = more;
			cap *= 2;
		}
		type_of[i] = (uint32_t)find_or_add(t->type, &t->types, set, t->words);
	}
}

void
calendar_slots_outside(
    const struct calendar_model *m, const dais_calendar_period_vec *closed, uint64_t *ret)
{
	for (size_t s = 0; s < m->slots.n; s++)
		calendar_bit_set(ret, s);
	for (size_t i = 0; i < closed->n; i++) {
		uint32_t from, to;

		slots_of(m, &closed->v[i], &from, &to);
		for (uint32_t s = from; s < to; s++) {
			if (is_in(m, &closed->v[i], s))
				ret[s / 64] &= ~(UINT64_C(1) << (s % 64));
		}
	}
}

bool
calendar_model_means(struct calendar_model *m, uint32_t *room_type, uint32_t *team_type)
{
	make_types(m, &m->rooms, m->c->rooms.n, rooms_for, room_type, false);
	make_types(m, &m->teams, m->c->pools.n, pools_for, team_type, true);
	if (m->rooms.types > CALENDAR_TYPES_MAX || m->teams.types > CALENDAR_TYPES_MAX)
		return false;
	make_halls(m, &m->rooms);
	make_halls(m, &m->teams);
	make_members(m, &m->rooms);
	make_members(m, &m->teams);
	sum_counts(m, &m->rooms, m->c->rooms.n, false);
	sum_counts(m, &m->teams, m->c->pools.n, true);
	make_open(m, &m->rooms);
	make_open(m, &m->teams);
	return true;
}
