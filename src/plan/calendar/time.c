/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Working days, their slots, and the shapes of blocks in them.
 */
#include "plan/calendar/calendar_priv.h"

static void
add_day(struct calendar_model *m, int64_t date)
{
	struct dais_date d = dais_date_from_days(date);
	int weekday = dais_date_weekday(d);
	int64_t monday = date - (weekday - 1);
	struct calendar_day *day;
	uint32_t hours = (uint32_t)m->c->hours[weekday - 1].n, n = 0;
	struct dais_local at[CALENDAR_HOURS_MAX];
	uint32_t hour[CALENDAR_HOURS_MAX];

	for (uint32_t i = 0; i < hours; i++) {
		at[n] = (struct dais_local){ d, m->c->hours[weekday - 1].v[i].start };
		hour[n] = i;
		n += !dais_calendar_periods_have(&m->c->closed, at[n]);
	}
	if (!n)
		return;
	if (!m->weeks.n || m->weeks.v[m->weeks.n - 1] != monday)
		dais_vec_push(m->a, &m->weeks, monday);
	day = dais_vec_add(m->a, &m->days);
	*day = (struct calendar_day){ .date = date,
		.first = (uint32_t)m->slots.n,
		.n = n,
		.hours = hours,
		.week = (uint32_t)m->weeks.n - 1 };
	for (uint32_t i = 0; i < n; i++)
		dais_vec_push(m->a, &m->slots,
		    ((struct calendar_slot){ .day = (uint32_t)m->days.n - 1,
			.week = (uint32_t)m->weeks.n - 1,
			.hour = hour[i],
			.minute = at[i].minute }));
}

void
calendar_model_time(struct calendar_model *m)
{
	int64_t from = dais_date_to_days(m->c->from), to = dais_date_to_days(m->c->to);
	uint32_t day = 0;

	for (int64_t d = from; d <= to; d++)
		add_day(m, d);
	m->day_of_date = DAIS_NEW_N(m->a, (size_t)(to - from) + 2, uint32_t);
	for (int64_t d = from; d <= to + 1; d++) {
		while (day < m->days.n && m->days.v[day].date < d)
			day++;
		m->day_of_date[d - from] = day;
	}
}

uint32_t
calendar_slot_at(const struct calendar_model *m, struct dais_local at)
{
	int64_t from = dais_date_to_days(m->c->from), date = dais_date_to_days(at.date);
	const struct calendar_day *day;
	uint32_t index;

	if (date < from || date > dais_date_to_days(m->c->to))
		return CALENDAR_NONE;
	index = m->day_of_date[date - from];
	if (index >= m->days.n || m->days.v[index].date != date)
		return CALENDAR_NONE;
	day = &m->days.v[index];
	for (uint32_t s = day->first; s < day->first + day->n; s++) {
		if (m->slots.v[s].minute == at.minute)
			return s;
	}
	return CALENDAR_NONE;
}

uint32_t
calendar_ready(const struct calendar_model *m, uint32_t last, uint32_t gap)
{
	int64_t from = dais_date_to_days(m->c->from), to = dais_date_to_days(m->c->to), date;
	uint32_t day;

	if (!gap)
		return last + 1;
	date = m->days.v[m->slots.v[last].day].date + gap;
	if (date > to)
		return (uint32_t)m->slots.n;
	day = m->day_of_date[date - from];
	return day < m->days.n ? m->days.v[day].first : (uint32_t)m->slots.n;
}

/* Slots a block of @s fills from @start on, into @ret; false when it cannot begin there. */
static bool
cover_from(
    const struct calendar_model *m, const struct calendar_shape *s, uint32_t start, uint32_t *ret)
{
	uint32_t hour = m->slots.v[start].hour, left = s->sittings;
	uint32_t week = m->slots.v[start].week;

	if (s->hour >= 0 && m->slots.v[start].minute != s->hour)
		return false;
	for (size_t d = m->slots.v[start].day; left; d++) {
		uint32_t n = 0;

		if (d >= m->days.n || (s->one_week && m->days.v[d].week != week))
			return false;
		for (uint32_t i = 0; i < m->days.v[d].n && n < left; i++) {
			uint32_t at = m->days.v[d].first + i;

			if (m->slots.v[at].hour < hour || m->slots.v[at].hour >= hour + s->a_day)
				continue;
			if (!n && s->hour >= 0 && m->slots.v[at].minute != s->hour)
				return false;
			*ret++ = at;
			n++;
		}
		if (!n)
			return false;
		left -= n;
	}
	/* Not begun in the middle of a day when the whole day could be used. */
	return hour == 0 || s->hour >= 0 ||
	       hour + s->a_day <= m->days.v[m->slots.v[start].day].hours ||
	       s->sittings + hour <= m->days.v[m->slots.v[start].day].hours;
}

/* Whether so many sittings fit into a week without closed days. */
static bool
fits_into_week(const struct dais_calendar *c, uint32_t sittings, uint32_t a_day, int hour)
{
	size_t room = 0;

	for (int w = 0; w < 7; w++) {
		size_t first = 0, n = c->hours[w].n;

		while (hour >= 0 && first < n && c->hours[w].v[first].start != hour)
			first++;
		room += n - first < a_day ? n - first : a_day;
	}
	return sittings <= room;
}

uint32_t
calendar_model_shape(
    struct calendar_model *m, uint32_t sittings, uint32_t a_day, int hour, bool across_weeks)
{
	bool one_week;
	struct calendar_shape *s;
	size_t slots = m->slots.n;

	a_day = a_day && a_day < sittings ? a_day : sittings;
	one_week = !across_weeks && fits_into_week(m->c, sittings, a_day, hour);
	for (size_t i = 0; i < m->shapes.n; i++) {
		s = &m->shapes.v[i];
		if (s->sittings == sittings && s->a_day == a_day && s->hour == hour &&
		    s->one_week == one_week)
			return (uint32_t)i;
	}
	s = dais_vec_add(m->a, &m->shapes);
	*s = (struct calendar_shape){
		.sittings = sittings, .a_day = a_day, .hour = hour, .one_week = one_week
	};
	s->cover = DAIS_NEW_N(m->a, slots * sittings + 1, uint32_t);
	s->can = DAIS_NEW_N(m->a, calendar_words(slots) + 1, uint64_t);
	for (uint32_t t = 0; t < slots; t++) {
		if (cover_from(m, s, t, s->cover + (size_t)t * sittings))
			calendar_bit_set(s->can, t);
	}
	return (uint32_t)m->shapes.n - 1;
}
