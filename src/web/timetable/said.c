/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What the planner was told, in words: "room:board@2022-05-24/morning" is said as "Lost: Board Room
 * D, Tuesday, 24 May 2022 (morning)". What was told in another way stays as it was written.
 */
#include "model/planning.h"
#include "text/text.h"
#include "web/timetable/timetable_priv.h"

#define MINUTES_MAX 1440

/* "Tuesday, 24 May 2022 (morning)" */
struct dais_str
timetable_half(const struct dais_page *p, struct dais_date day, bool afternoon)
{
	const struct dais_say_value values[] = {
		{ "day", dais_text_day(p->arena, p->language, day) },
	};

	return dais_say_fill(p->arena, p->language,
	    afternoon ? DAIS_SAY_TIMETABLE_AFTERNOON : DAIS_SAY_TIMETABLE_MORNING, values, 1);
}

/* A sitting in force that begins then has its hours. */
static struct dais_str
moment_words(const struct dais_page *p, const struct timetable_view *v, struct dais_local at)
{
	const dais_sitting_vec *sittings = v->in_force ? &v->in_force->sittings : NULL;

	for (size_t i = 0; sittings && i < sittings->n; i++)
		if (dais_local_cmp(sittings->v[i].start, at) == 0)
			return timetable_time(p, at, sittings->v[i].end);
	return dais_text_opening(p->arena, p->language, at);
}

/* A day, a half-day, a sitting; empty: it is none of these. */
static struct dais_str
when_words(const struct dais_page *p, const struct timetable_view *v, struct dais_str when)
{
	struct dais_str rest = when, day;
	struct dais_date date;
	struct dais_local at;

	(void)dais_str_next(&rest, '/', &day);
	if (dais_date_parse(day, &date)) {
		if (dais_str_is(rest, "morning") || dais_str_is(rest, "afternoon"))
			return timetable_half(p, date, dais_str_is(rest, "afternoon"));
		return rest.n ? DAIS_STR_NONE : dais_text_day(p->arena, p->language, date);
	}
	return dais_local_parse(when, &at) ? moment_words(p, v, at) : DAIS_STR_NONE;
}

/* A team is told apart by its kind: its name alone ("first"), or its id where it has none, says
 * little. */
static struct dais_str
team_name(const struct dais_page *p, const struct dais_planning_team *team)
{
	struct dais_str name = dais_page_words(p, &team->name);

	return dais_arena_printf(p->arena, "%.*s (%.*s)",
	    DAIS_STR_ARG(dais_page_say(p, DAIS_SAY_TIMETABLE_TEAM)),
	    DAIS_STR_ARG(name.n ? name : team->id));
}

static struct dais_str
name_of(const struct dais_page *p, const struct dais_planning *planning, struct dais_str kind,
    struct dais_str id)
{
	if (!planning)
		return DAIS_STR_NONE;
	for (size_t i = 0; dais_str_is(kind, "room") && i < planning->rooms.n; i++)
		if (dais_str_eq(planning->rooms.v[i].id, id))
			return dais_page_words(p, &planning->rooms.v[i].name);
	for (size_t i = 0; dais_str_is(kind, "team") && i < planning->teams.n; i++)
		if (dais_str_eq(planning->teams.v[i].id, id))
			return team_name(p, &planning->teams.v[i]);
	for (size_t i = 0; dais_str_is(kind, "person") && i < planning->people.n; i++)
		if (dais_str_eq(planning->people.v[i].id, id))
			return planning->people.v[i].name;
	return DAIS_STR_NONE;
}

/* "room:board@2022-05-24", "person:chair", "time:2022-05-24/morning" */
static struct dais_str
lost_words(const struct dais_page *p, const struct timetable_view *v, struct dais_str kind,
    struct dais_str rest)
{
	struct dais_str id, when = rest;
	struct dais_say_value values[2];

	if (dais_str_is(kind, "time")) {
		values[0] = (struct dais_say_value){ "when", when_words(p, v, when) };
		return values[0].words.n ? dais_say_fill(p->arena, p->language,
					       DAIS_SAY_TIMETABLE_SAID_LOST_TIME, values, 1)
					 : DAIS_STR_NONE;
	}
	(void)dais_str_next(&when, '@', &id);
	struct dais_str name = name_of(p, v->record->planning, kind, id);
	values[0] = (struct dais_say_value){ "what", name.n ? name : id };
	values[1] = (struct dais_say_value){ "when",
		when.n ? when_words(p, v, when) : dais_page_say(p, DAIS_SAY_TIMETABLE_FOR_GOOD) };
	return values[1].words.n
		   ? dais_say_fill(p->arena, p->language, DAIS_SAY_TIMETABLE_SAID_LOST, values, 2)
		   : DAIS_STR_NONE;
}

/* "environment=30", "review@2022-05-25" */
static struct dais_str
item_words(const struct dais_page *p, const struct timetable_view *v, struct dais_str id,
    struct dais_str rest, bool overran)
{
	size_t item = 0;
	int64_t minutes;
	struct dais_say_value values[2] = { { "item", DAIS_STR_NONE } };

	while (item < v->record->items.n && !dais_str_eq(v->record->items.v[item].id, id))
		item++;
	if (item == v->record->items.n)
		return DAIS_STR_NONE;
	values[0].words = timetable_item(p, v->record, item, &v->columns);
	if (overran && dais_str_to_int(rest, 0, MINUTES_MAX, &minutes))
		values[1] = (struct dais_say_value){ "time",
			dais_text_duration(p->arena, p->language, (unsigned)minutes) };
	else if (!overran)
		values[1] = (struct dais_say_value){ "when", when_words(p, v, rest) };
	return values[1].words.n
		   ? dais_say_fill(p->arena, p->language,
			 overran ? DAIS_SAY_TIMETABLE_SAID_OVERRAN : DAIS_SAY_TIMETABLE_SAID_LATE,
			 values, 2)
		   : DAIS_STR_NONE;
}

struct dais_str
timetable_said(const struct dais_page *p, const struct timetable_view *v, struct dais_str told)
{
	struct dais_str rest = told, first;

	(void)dais_str_next(&rest, ':', &first);
	if (dais_str_is(first, "room") || dais_str_is(first, "team") ||
	    dais_str_is(first, "person") || dais_str_is(first, "time"))
		return lost_words(p, v, first, rest);
	rest = told;
	(void)dais_str_next(&rest, '=', &first);
	if (rest.n)
		return item_words(p, v, first, rest, true);
	rest = told;
	(void)dais_str_next(&rest, '@', &first);
	return rest.n ? item_words(p, v, first, rest, false) : DAIS_STR_NONE;
}
