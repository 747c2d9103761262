/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * CALENDAR.yaml from top to bottom: the duty station and its time; the rest by section.
 */
#include "read/package/calendar_priv.h"
#include "text/text.h"

static const char *const weekdays[] = { "monday", "tuesday", "wednesday", "thursday", "friday",
	"saturday", "sunday" };

struct top {
	const struct dais_yaml_node *version, *hours, *closed, *rooms, *pools, *bodies,
	    *delegations, *meetings;
	struct dais_str name, zone;
	struct dais_date from, to;
};

#define NODE(key, member, required)                                                                \
	{ key, dais_package_read_node, offsetof(struct top, member), required }

static const struct dais_field fields[] = {
	NODE("dais-calendar", version, true),
	{ "name", dais_package_read_words, offsetof(struct top, name), false },
	{ "zone", dais_package_read_words, offsetof(struct top, zone), true },
	{ "from", dais_package_read_date, offsetof(struct top, from), true },
	{ "to", dais_package_read_date, offsetof(struct top, to), true },
	NODE("hours", hours, true),
	NODE("closed", closed, false),
	NODE("rooms", rooms, false),
	NODE("pools", pools, false),
	NODE("bodies", bodies, true),
	NODE("delegations", delegations, false),
	NODE("meetings", meetings, true),
};

bool
dais_calendar_is(struct dais_str bytes)
{
	struct dais_str line;

	while (dais_str_next_line(&bytes, &line)) {
		if (dais_str_has_prefix(line, DAIS_STR("dais-calendar:")))
			return true;
	}
	return false;
}

/* Hours "10:00-13:00", ascending. */
static void
read_day(struct dais_loader *l, const struct dais_yaml_node *n, int weekday)
{
	struct dais_calendar *c = calendar_of(l);
	int before = -1;

	if (!dais_package_is_list(l, n, "the hours of a day"))
		return;
	if (n->entries.n > DAIS_CALENDAR_MAX_HOURS) {
		(void)dais_package_complain_at(
		    l, n, "a day has at most %u sittings", DAIS_CALENDAR_MAX_HOURS);
		return;
	}
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_node *v = n->entries.v[i].value;
		struct dais_calendar_hours h = { -1, -1 };
		struct dais_str text;
		struct dais_diag *g;
		size_t dash;

		if (!dais_package_scalar(l, v, &text))
			continue;
		dash = dais_str_find_char(text, '-', 0);
		if (dash == SIZE_MAX ||
		    !dais_minute_parse(dais_str_trim(dais_str_sub(text, 0, dash)), &h.start) ||
		    !dais_minute_parse(
			dais_str_trim(dais_str_sub(text, dash + 1, text.n)), &h.end) ||
		    h.start >= h.end) {
			g = dais_package_complain_at(
			    l, v, "`%.*s` are not hours of a sitting", DAIS_STR_ARG(text));
			dais_diag_set_file_hint(l->d, g, "write \"10:00-13:00\"");
			continue;
		}
		if (h.start < before) {
			(void)dais_package_complain_at(l, v,
			    "the hours `%.*s` begin before those ahead of them end",
			    DAIS_STR_ARG(text));
			continue;
		}
		before = h.end;
		dais_vec_push(l->a, &c->hours[weekday], h);
	}
}

static void
read_hours(struct dais_loader *l, const struct dais_yaml_node *n)
{
	if (n->kind == DAIS_YAML_SEQUENCE) {
		read_day(l, n, 0);
		for (int w = 1; w < 5; w++)
			calendar_of(l)->hours[w] = calendar_of(l)->hours[0];
		return;
	}
	if (!dais_package_is_mapping(l, n, "the hours"))
		return;
	for (size_t i = 0; i < n->entries.n; i++) {
		const struct dais_yaml_entry *e = &n->entries.v[i];
		int at = -1;
		struct dais_diag *g;

		for (int w = 0; w < 7; w++)
			at = dais_str_is(e->key, weekdays[w]) ? w : at;
		if (at >= 0) {
			read_day(l, e->value, at);
			continue;
		}
		g = dais_package_complain(
		    l, e->line, e->column, e->key, "unknown weekday `%.*s`", DAIS_STR_ARG(e->key));
		dais_diag_set_file_hint(
		    l->d, g, "monday to sunday, or a list for Monday to Friday");
	}
}

/* Whether the clock changes inside hours of some day (R-DATE-07); @l complains. */
static void
check_clock(struct dais_loader *l, const struct dais_yaml_node *n)
{
	struct dais_calendar *c = calendar_of(l);
	int before;

	if (!dais_text_zone_offset(c->zone, (struct dais_local){ c->from, 0 }, &before)) {
		(void)dais_package_complain_at(
		    l, n, "unknown time zone `%.*s`", DAIS_STR_ARG(c->zone));
		return;
	}
	for (int64_t d = dais_date_to_days(c->from); d <= dais_date_to_days(c->to); d++) {
		struct dais_date day = dais_date_from_days(d);
		int w = dais_date_weekday(day) - 1, after, x = 0, y = 0;

		if (!dais_text_zone_offset(
			c->zone, (struct dais_local){ dais_date_add(day, 1), 0 }, &after) ||
		    after == before)
			continue;
		before = after;
		for (size_t i = 0; i < c->hours[w].n; i++) {
			struct dais_calendar_hours h = c->hours[w].v[i];

			if (!dais_text_zone_offset(
				c->zone, (struct dais_local){ day, h.start }, &x) ||
			    !dais_text_zone_offset(
				c->zone, (struct dais_local){ day, h.end - 1 }, &y) ||
			    x == y)
				continue;
			(void)dais_package_complain_at(l, n,
			    "the clock changes on %04d-%02d-%02d between %02d:%02d and %02d:%02d: "
			    "close that day",
			    day.year, day.month, day.day, h.start / 60, h.start % 60, h.end / 60,
			    h.end % 60);
		}
	}
}

static void
check_range(struct dais_loader *l, const struct dais_yaml_node *root)
{
	struct dais_calendar *c = calendar_of(l);
	const struct dais_yaml_node *to = dais_yaml_get(root, "to");
	int64_t days = dais_date_to_days(c->to) - dais_date_to_days(c->from) + 1;
	size_t hours = 0;

	if (days < 1)
		(void)dais_package_complain_at(l, to, "the calendar ends before it begins");
	else if (days > DAIS_CALENDAR_MAX_DAYS)
		(void)dais_package_complain_at(l, to, "a calendar has at most %u days, this one %d",
		    DAIS_CALENDAR_MAX_DAYS, (int)days);
	else
		check_clock(l, dais_yaml_get(root, "zone"));
	for (int w = 0; w < 7; w++)
		hours += c->hours[w].n;
	if (!hours)
		(void)dais_package_complain_at(
		    l, dais_yaml_get(root, "hours"), "no hours for sittings are given");
}

static void
load_top(struct dais_loader *l, const struct dais_yaml_node *root, struct top *t)
{
	struct dais_calendar *c = calendar_of(l);
	struct dais_diag *g;

	c->name = t->name;
	c->zone = t->zone;
	c->from = t->from;
	c->to = t->to;
	if (t->version &&
	    !(t->version->kind == DAIS_YAML_SCALAR && dais_str_is(t->version->text, "1"))) {
		g = dais_package_complain_at(l, t->version, "format `%.*s` of calendars is unknown",
		    DAIS_STR_ARG(t->version->text));
		dais_diag_set_file_hint(l->d, g, "this dais reads format 1");
	}
	if (t->hours)
		read_hours(l, t->hours);
	if (t->closed)
		calendar_read_periods(l, t->closed, &c->closed);
	if (t->hours && t->zone.n && dais_date_is_set(t->from) && dais_date_is_set(t->to))
		check_range(l, root);
}

typedef void (*section_fn)(struct dais_loader *, const struct dais_yaml_node *);

static void
section(struct dais_loader *l, const struct dais_yaml_node *n, section_fn fn)
{
	if (n)
		fn(l, n);
}

struct dais_calendar *
dais_calendar_load(
    struct dais_arena *a, struct dais_str bytes, const char *file, struct dais_diags *diags)
{
	struct dais_calendar *c = DAIS_NEW(a, struct dais_calendar);
	struct calendar_loader loader = { .l = { .a = a, .d = diags, .file = file }, .c = c };
	struct dais_loader *l = &loader.l;
	struct dais_yaml_doc doc;
	struct top t = { 0 };
	size_t errors = diags->errors;

	c->arena = a;
	c->language = diags->lang;
	c->file = dais_arena_dup(a, dais_str_from(file));
	loader.l.file = c->file.p;
	dais_map_init(&c->room_ids, a);
	dais_map_init(&c->pool_ids, a);
	dais_map_init(&c->body_ids, a);
	dais_map_init(&c->meeting_ids, a);
	if (!dais_yaml_parse(a, bytes, c->file.p, false, diags, &doc))
		return NULL;
	if (!doc.root) {
		(void)dais_package_complain(l, 1, 1, DAIS_STR_NONE, "the calendar is empty");
		return NULL;
	}
	if (!dais_package_fields(l, doc.root, "a calendar", fields, DAIS_FIELD_N(fields), &t))
		return NULL;
	load_top(l, doc.root, &t);
	section(l, t.rooms, calendar_load_rooms);
	section(l, t.pools, calendar_load_pools);
	section(l, t.bodies, calendar_load_bodies);
	section(l, t.delegations, calendar_load_delegations);
	section(l, t.meetings, calendar_register_meetings);
	section(l, t.meetings, calendar_load_meetings);
	return diags->errors == errors ? c : NULL;
}
