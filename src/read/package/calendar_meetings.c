/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The meetings of CALENDAR.yaml.
 */
#include "read/package/calendar_priv.h"

struct extra {
	struct dais_calendar_meeting m; /* first: the fields' offsets are into it */
	unsigned days;
	struct dais_local fixed; /* its first turn */
	struct dais_str hour;
};

static void read_after(struct dais_loader *l, const struct dais_yaml_node *n, void *to);
static void read_meetings(struct dais_loader *l, const struct dais_yaml_node *n, void *to);

#define FIELD(key, fn, member, required) { key, fn, offsetof(struct extra, member), required }

static const struct dais_field fields[] = {
	FIELD("name", dais_package_read_words, m.name, false),
	FIELD("body", calendar_read_bodies, m.bodies, true),
	FIELD("sittings", dais_package_read_uint, m.sittings, false),
	FIELD("days", dais_package_read_uint, days, false),
	FIELD("a-day", dais_package_read_uint, m.a_day, false),
	FIELD("times", dais_package_read_uint, m.times, false),
	FIELD("every", calendar_read_days, m.every_days, false),
	FIELD("apart", calendar_read_days, m.apart_days, false),
	FIELD("earliest", dais_package_read_date, m.earliest, false),
	FIELD("latest", dais_package_read_date, m.latest, false),
	FIELD("preferred", dais_package_read_date, m.preferred, false),
	FIELD("fixed", dais_package_read_local, fixed, false),
	FIELD("hour", dais_package_read_words, hour, false),
	FIELD("weight", dais_package_read_uint, m.weight, false),
	FIELD("attendance", dais_package_read_uint, m.attendance, false),
	FIELD("languages", dais_package_read_langs, m.languages, false),
	FIELD("remote", calendar_read_bool, m.remote, false),
	FIELD("across-weeks", calendar_read_bool, m.across_weeks, false),
	FIELD("after", read_after, m.after, false),
	FIELD("same-week", read_meetings, m.same_week, false),
	FIELD("rooms", calendar_read_rooms, m.rooms, false),
	FIELD("only-rooms", calendar_read_only_rooms, m.only_rooms, false),
};

struct after {
	const struct dais_yaml_node *meeting;
	unsigned gap;
};

static const struct dais_field after_fields[] = {
	{ "meeting", dais_package_read_node, offsetof(struct after, meeting), true },
	{ "gap", calendar_read_days, offsetof(struct after, gap), false },
};

static void
read_after(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	struct dais_calendar_meeting *m =
	    &((struct extra *)((char *)to - offsetof(struct extra, m.after)))->m;
	size_t count = n->kind == DAIS_YAML_SEQUENCE ? n->entries.n : 1;

	for (size_t i = 0; i < count; i++) {
		const struct dais_yaml_node *v =
		    n->kind == DAIS_YAML_SEQUENCE ? n->entries.v[i].value : n;
		struct after x = { 0 };
		size_t at;

		if (v->kind == DAIS_YAML_SCALAR)
			x.meeting = v;
		else if (!dais_package_fields(
			     l, v, "`after`", after_fields, DAIS_FIELD_N(after_fields), &x))
			continue;
		if (!x.meeting)
			continue;
		at = calendar_resolve(l, x.meeting, "meeting", &calendar_of(l)->meeting_ids);
		if (at != DAIS_NONE)
			dais_vec_push(l->a, &m->after,
			    ((struct dais_calendar_after){ .meeting = at,
				.gap_days = x.gap,
				.place = calendar_place(l, x.meeting) }));
	}
}

static void
read_meetings(struct dais_loader *l, const struct dais_yaml_node *n, void *to)
{
	dais_index_vec *v = to;
	size_t count = n->kind == DAIS_YAML_SEQUENCE ? n->entries.n : 1;

	for (size_t i = 0; i < count; i++) {
		const struct dais_yaml_node *e =
		    n->kind == DAIS_YAML_SEQUENCE ? n->entries.v[i].value : n;
		size_t at = calendar_resolve(l, e, "meeting", &calendar_of(l)->meeting_ids);

		if (at != DAIS_NONE)
			dais_vec_push(l->a, v, at);
	}
}

static void
add_meeting(struct dais_calendar *c, struct dais_str id, struct dais_place place)
{
	dais_vec_push(c->arena, &c->meetings,
	    ((struct dais_calendar_meeting){ .id = id, .name = id, .place = place }));
}

void
calendar_register_meetings(struct dais_loader *l, const struct dais_yaml_node *n)
{
	calendar_register(l, n, "a meeting", &calendar_of(l)->meeting_ids, add_meeting);
}

/* What a meeting does not say, its bodies do. */
static void
take_from_bodies(
    const struct dais_calendar *c, const struct dais_yaml_node *n, struct dais_calendar_meeting *m)
{
	unsigned seats = 0;
	dais_lang_set languages = 0;
	bool remote = false;

	for (size_t i = 0; i < m->bodies.n; i++) {
		const struct dais_calendar_body *b = &c->bodies.v[m->bodies.v[i]];

		seats = b->attendance > seats ? b->attendance : seats;
		languages |= b->languages;
		remote = remote || b->remote;
	}
	if (!dais_yaml_get(n, "attendance"))
		m->attendance = seats;
	if (!dais_yaml_get(n, "languages"))
		m->languages = languages;
	if (!dais_yaml_get(n, "remote"))
		m->remote = remote;
}

/* Most hours a day of the calendar has. */
static unsigned
most_hours(const struct dais_calendar *c)
{
	size_t most = 1;

	for (int w = 0; w < 7; w++)
		most = c->hours[w].n > most ? c->hours[w].n : most;
	return (unsigned)most;
}

static const struct dais_yaml_node *
at_key(const struct dais_yaml_node *n, const char *key)
{
	const struct dais_yaml_node *v = dais_yaml_get(n, key);

	return v ? v : n;
}

static void
check_size(struct dais_loader *l, const struct dais_yaml_node *n, struct extra *x)
{
	struct dais_calendar_meeting *m = &x->m;
	unsigned a_day = m->a_day ? m->a_day : most_hours(calendar_of(l));
	struct dais_diag *g;

	if (m->a_day > 100 || (dais_yaml_get(n, "a-day") && !m->a_day))
		(void)dais_package_complain_at(
		    l, at_key(n, "a-day"), "a meeting has 1 to 100 sittings a day");
	if (dais_yaml_get(n, "days") && dais_yaml_get(n, "sittings"))
		(void)dais_package_complain_at(l, at_key(n, "days"),
		    "`days` and `sittings` say the same thing: give one of them");
	if (dais_yaml_get(n, "days") && x->days <= 1000 && a_day <= 100)
		m->sittings = x->days * a_day;
	if (!dais_yaml_get(n, "days") && !dais_yaml_get(n, "sittings")) {
		g = dais_package_complain_at(
		    l, n, "`sittings` is missing in meeting `%.*s`", DAIS_STR_ARG(m->id));
		dais_diag_set_file_hint(l->d, g, "say how many sittings, or how many `days`");
	} else if (m->sittings < 1 || m->sittings > 1000) {
		(void)dais_package_complain_at(l,
		    at_key(n, dais_yaml_get(n, "days") ? "days" : "sittings"),
		    "a meeting has 1 to 1000 sittings");
	}
	if (m->times < 1 || m->times > 2000)
		(void)dais_package_complain_at(
		    l, at_key(n, "times"), "a meeting is held 1 to 2000 times");
	if (m->weight < 1 || m->weight > 1000)
		(void)dais_package_complain_at(l, at_key(n, "weight"), "a weight is 1 to 1000");
}

static void
check_dates(struct dais_loader *l, const struct dais_yaml_node *n, struct extra *x)
{
	const struct dais_calendar *c = calendar_of(l);
	struct dais_calendar_meeting *m = &x->m;
	const struct {
		const char *key;
		struct dais_date at;
	} dates[] = { { "earliest", m->earliest }, { "latest", m->latest },
		{ "preferred", m->preferred }, { "fixed", x->fixed.date } };

	m->hour = -1;
	if (x->hour.n && !dais_minute_parse(x->hour, &m->hour))
		(void)dais_package_complain_at(l, at_key(n, "hour"),
		    "`%.*s` is not a time of day such as 10:00", DAIS_STR_ARG(x->hour));
	if (!dais_date_is_set(c->from) || !dais_date_is_set(c->to))
		return;
	for (size_t i = 0; i < DAIS_FIELD_N(dates); i++) {
		if (dais_date_is_set(dates[i].at) && (dais_date_cmp(dates[i].at, c->from) < 0 ||
							 dais_date_cmp(dates[i].at, c->to) > 0))
			(void)dais_package_complain_at(l, at_key(n, dates[i].key),
			    "`%s` of meeting `%.*s` lies outside the calendar", dates[i].key,
			    DAIS_STR_ARG(m->id));
	}
	if (dais_date_is_set(x->fixed.date) &&
	    ((dais_date_is_set(m->earliest) && dais_date_cmp(x->fixed.date, m->earliest) < 0) ||
		(dais_date_is_set(m->latest) && dais_date_cmp(x->fixed.date, m->latest) > 0)))
		(void)dais_package_complain_at(l, at_key(n, "fixed"),
		    "meeting `%.*s` is fixed for a day that `earliest` or `latest` forbids",
		    DAIS_STR_ARG(m->id));
	if (dais_date_is_set(x->fixed.date) && dais_date_cmp(x->fixed.date, c->from) >= 0 &&
	    dais_date_cmp(x->fixed.date, c->to) <= 0 && !dais_calendar_has_hour(c, x->fixed)) {
		struct dais_diag *g = dais_package_complain_at(l, at_key(n, "fixed"),
		    "meeting `%.*s` is fixed for a time at which no sitting begins",
		    DAIS_STR_ARG(m->id));

		dais_diag_set_file_hint(
		    l->d, g, "see `hours` of that weekday, and whether the day is `closed`");
	}
	if (dais_date_is_set(m->earliest) && dais_date_is_set(m->latest) &&
	    dais_date_cmp(m->earliest, m->latest) > 0)
		(void)dais_package_complain_at(l, at_key(n, "latest"),
		    "meeting `%.*s` must end before it may begin", DAIS_STR_ARG(m->id));
}

static void
load_meeting(struct dais_loader *l, const struct dais_yaml_entry *e)
{
	struct dais_calendar *c = calendar_of(l);
	size_t at = dais_map_get(&c->meeting_ids, e->key);
	struct extra x = { .m = c->meetings.v[at] };

	x.m.times = 1;
	x.m.weight = 1;
	if (!dais_package_fields(l, e->value, "a meeting", fields, DAIS_FIELD_N(fields), &x))
		return;
	check_size(l, e->value, &x);
	check_dates(l, e->value, &x);
	take_from_bodies(c, e->value, &x.m);
	for (size_t i = 0; i < x.m.after.n; i++) {
		if (x.m.after.v[i].meeting == at)
			(void)dais_package_complain_at(l, dais_yaml_get(e->value, "after"),
			    "meeting `%.*s` cannot come after itself", DAIS_STR_ARG(e->key));
	}
	if (dais_date_is_set(x.fixed.date))
		dais_vec_push(l->a, &x.m.fixed, ((struct dais_calendar_fixed){ 0, x.fixed }));
	c->meetings.v[at] = x.m;
}

/* Meetings of one name are told apart by their ids. */
static void
find_shared_names(struct dais_calendar *c, struct dais_arena *a)
{
	struct dais_map names;

	dais_map_init(&names, a);
	for (size_t i = 0; i < c->meetings.n; i++) {
		struct dais_calendar_meeting *m = &c->meetings.v[i];
		size_t other = m->name.n ? dais_map_get(&names, m->name) : DAIS_MAP_NONE;

		if (other != DAIS_MAP_NONE)
			m->shares_name = c->meetings.v[other].shares_name = true;
		else if (m->name.n)
			(void)dais_map_add(&names, m->name, i);
	}
}

void
calendar_load_meetings(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);
	size_t sittings = 0;

	if (!dais_package_is_mapping(l, n, "the meetings"))
		return;
	for (size_t i = 0; i < n->entries.n; i++)
		load_meeting(l, &n->entries.v[i]);
	find_shared_names(c, l->a);
	for (size_t i = 0; i < c->meetings.n; i++)
		sittings += (size_t)c->meetings.v[i].sittings * c->meetings.v[i].times;
	if (sittings > DAIS_CALENDAR_MAX_SITTINGS)
		(void)dais_package_complain_at(l, n,
		    "a calendar has at most %u sittings, this one %zu", DAIS_CALENDAR_MAX_SITTINGS,
		    sittings);
}
