/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What there is to be said of planning: the tables, and the list of all things that have a form.
 */
#include "web/desk/planning.h"

#include "text/text.h"

#define CONDITION(section, member, type, label)                                                    \
	{ section, member, DESK_CONDITION_##type, DAIS_SAY_DESK_PLAN_##label, NULL }

const struct desk_condition dais_desk_conditions[] = {
	CONDITION("items", "minutes.least", MINUTES, LEAST),
	CONDITION("items", "minutes.wished", MINUTES, WISHED),
	CONDITION("items", "minutes.most", MINUTES, MOST),
	{ "items", "undivided", DESK_CONDITION_CHOICE, DAIS_SAY_DESK_PLAN_UNDIVIDED, "true" },
	CONDITION("items", "sittings", NUMBER, SITTINGS),
	CONDITION("items", "people", PEOPLE, PEOPLE_THERE),
	CONDITION("items", "after", ITEMS, AFTER),
	CONDITION("bodies", "attendance", NUMBER, ATTENDANCE),
	CONDITION("bodies", "languages", LANGUAGES, LANGUAGES),
	CONDITION("bodies", "rooms", ROOMS, ROOMS_ONLY),
	CONDITION("bodies", "people", PEOPLE, PEOPLE_THERE),
	CONDITION("bodies", "remote", TRUTH, BODY_REMOTE),
	CONDITION("rooms", "name", TEXTS, NAME),
	CONDITION("rooms", "capacity", NUMBER, CAPACITY),
	{ "rooms", "remote", DESK_CONDITION_CHOICE, DAIS_SAY_DESK_PLAN_REMOTE, "true" },
	CONDITION("teams", "name", TEXTS, NAME),
	CONDITION("teams", "languages", LANGUAGES, LANGUAGES),
	CONDITION("teams", "week", NUMBER, WEEK),
	CONDITION("teams", "day", NUMBER, DAY),
	CONDITION("people", "name", WORDS, NAME),
	CONDITION("meeting", "step", MINUTES, STEP),
	CONDITION("meeting", "limits.items-a-sitting", NUMBER, ITEMS_A_SITTING),
	CONDITION("meeting", "adoption.lead", NUMBER, LEAD),
	CONDITION("meeting", "hours.in-person", HOURS, HOURS_IN_PERSON),
	CONDITION("meeting", "hours.hybrid", HOURS, HOURS_HYBRID),
	CONDITION("meeting", "hours.online", HOURS, HOURS_ONLINE),
	CONDITION("meeting", "extra-hours.in-person", HOURS, EXTRA_IN_PERSON),
	CONDITION("meeting", "extra-hours.hybrid", HOURS, EXTRA_HYBRID),
	CONDITION("meeting", "extra-hours.online", HOURS, EXTRA_ONLINE),
	CONDITION("meeting", "days.also", DAYS, ALSO),
	{ "meeting", "days.host-holidays", DESK_CONDITION_CHOICE, DAIS_SAY_DESK_PLAN_HOLIDAYS,
	    "open" },
};
const size_t dais_desk_condition_count =
    sizeof(dais_desk_conditions) / sizeof(dais_desk_conditions[0]);

/* The strongest first: where a file says several things of a half-day, that one is shown. */
const struct desk_time_choice dais_desk_time_choices[] = {
	{ "items", "fixed", DAIS_SAY_DESK_PLAN_FIXED },
	{ "items", "not-on", DAIS_SAY_DESK_PLAN_NOT_ON },
	{ "items", "on", DAIS_SAY_DESK_PLAN_ON },
	{ "items", "avoid", DAIS_SAY_DESK_PLAN_AVOID },
	{ "items", "prefer", DAIS_SAY_DESK_PLAN_PREFER },
	{ "rooms", "closed", DAIS_SAY_DESK_PLAN_CLOSED },
	{ "teams", "closed", DAIS_SAY_DESK_PLAN_CLOSED },
	{ "bodies", "days", DAIS_SAY_DESK_PLAN_ON },
	{ "people", "absent", DAIS_SAY_DESK_PLAN_ABSENT },
	{ "people", "present", DAIS_SAY_DESK_PLAN_PRESENT },
	{ "meeting", "days.closed", DAIS_SAY_DESK_PLAN_NO_SITTINGS },
};
const size_t dais_desk_time_choice_count =
    sizeof(dais_desk_time_choices) / sizeof(dais_desk_time_choices[0]);

static const struct {
	const char *name;
	enum dais_say heading, add;
	bool can_add;
} sections[] = {
	{ "meeting", DAIS_SAY_DESK_PLAN_MEETING, DAIS_SAY_DESK_NONE, false },
	{ "items", DAIS_SAY_DESK_PLAN_ITEMS, DAIS_SAY_DESK_NONE, false },
	{ "bodies", DAIS_SAY_DESK_FACTS_BODIES, DAIS_SAY_DESK_NONE, false },
	{ "rooms", DAIS_SAY_DESK_PLAN_ROOMS, DAIS_SAY_DESK_PLAN_ADD_ROOM, true },
	{ "teams", DAIS_SAY_DESK_PLAN_TEAMS, DAIS_SAY_DESK_PLAN_ADD_TEAM, true },
	{ "people", DAIS_SAY_DESK_PLAN_PEOPLE, DAIS_SAY_DESK_PLAN_ADD_PERSON, true },
};

/* ---- names and addresses ---- */

struct dais_str
dais_desk_condition_section(struct dais_str section)
{
	return dais_str_is(section, "meeting") ? DAIS_STR_NONE : section;
}

struct dais_str
dais_desk_condition_id(struct dais_str section, struct dais_str id)
{
	return dais_str_is(section, "meeting") ? DAIS_STR_NONE : id;
}

bool
dais_desk_condition_is_list(enum desk_condition_type type)
{
	return type >= DESK_CONDITION_HOURS;
}

const char *
dais_desk_more_field(struct dais_arena *a, const struct desk_condition *c)
{
	return dais_arena_printf(a, "%s-more", dais_desk_condition_field(a, c, -1)).p;
}

const char *
dais_desk_minutes_field(struct dais_arena *a, struct dais_half_day h)
{
	return dais_arena_printf(a, "m-%.*s", DAIS_STR_ARG(dais_half_day_print(a, h))).p;
}

const char *
dais_desk_condition_member(struct dais_arena *a, const struct desk_condition *c, int l)
{
	return l < 0
		   ? c->member
		   : dais_arena_printf(a, "%s.%s", c->member, dais_lang_code((enum dais_lang)l)).p;
}

const char *
dais_desk_condition_field(struct dais_arena *a, const struct desk_condition *c, int l)
{
	return dais_arena_printf(a, "c-%s", dais_desk_condition_member(a, c, l)).p;
}

struct dais_str
dais_desk_condition_path(
    struct dais_arena *a, struct dais_str package, struct dais_str section, struct dais_str id)
{
	return dais_arena_printf(a, "%.*s/planning/%.*s/%.*s", DAIS_STR_ARG(package),
	    DAIS_STR_ARG(section), DAIS_STR_ARG(dais_path_escape(a, id)));
}

/* The name that planning.yaml gives a room, team or person: of one language, or in all. */
static struct dais_str
given_name(const struct dais_page *p, struct dais_yaml_node *name, struct dais_str id)
{
	struct dais_ml ml = { 0 };

	if (!name)
		return id;
	if (name->kind == DAIS_YAML_SCALAR)
		return name->text;
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_yaml_node *n =
		    dais_yaml_get(name, dais_lang_code((enum dais_lang)l));

		if (n)
			ml.in[l] = n->text;
	}
	return dais_ml_is_empty(&ml) ? id : dais_page_words(p, &ml);
}

struct dais_str
dais_desk_condition_name(const struct dais_page *p, const struct desk_planning *v,
    struct dais_str section, struct dais_str id)
{
	const struct dais_record *r = v->record;
	size_t at;

	if (dais_str_is(section, "meeting"))
		return dais_page_say(p, DAIS_SAY_DESK_PLAN_MEETING);
	if (dais_str_is(section, "wishes"))
		return dais_page_say(p, DAIS_SAY_DESK_PLAN_WISHES);
	if (dais_str_is(section, "apart"))
		return dais_page_say(p, DAIS_SAY_DESK_PLAN_APART);
	if (dais_str_is(section, "items")) {
		at = dais_map_get(&r->item_ids, id);
		return at == DAIS_MAP_NONE ? id : dais_desk_words(p, &r->items.v[at].title);
	}
	if (dais_str_is(section, "bodies")) {
		at = dais_map_get(&r->body_ids, id);
		return at == DAIS_MAP_NONE ? id : dais_desk_body_name(r, at, p->language);
	}
	return given_name(p, dais_planning_at(v->root, section, id, "name"), id);
}

/* ---- half-days ---- */

/* Whether the list of times, or the time, @n covers @h. */
static bool
covers(const struct dais_yaml_node *n, struct dais_half_day h)
{
	if (!n)
		return false;
	if (n->kind == DAIS_YAML_SCALAR)
		return dais_planning_covers(n->text, h);
	for (size_t i = 0; n->kind == DAIS_YAML_SEQUENCE && i < n->entries.n; i++) {
		const struct dais_yaml_node *one = n->entries.v[i].value, *at;

		at = one->kind == DAIS_YAML_MAPPING ? dais_yaml_get(one, "at") : one;
		if (at && dais_planning_covers(at->text, h))
			return true;
	}
	return false;
}

size_t
dais_desk_time_said(const struct desk_planning *v, struct dais_half_day h, struct dais_arena *a)
{
	(void)a;
	for (size_t i = 0; i < dais_desk_time_choice_count; i++) {
		const struct desk_time_choice *c = &dais_desk_time_choices[i];

		if (dais_str_is(v->section, c->section) &&
		    covers(dais_planning_at(v->root, dais_desk_condition_section(v->section),
			       dais_desk_condition_id(v->section, v->id), c->member),
			h))
			return i;
	}
	return SIZE_MAX;
}

/* ---- the list ---- */

static struct dais_str
minutes_of(const struct dais_page *p, struct dais_yaml_node *n)
{
	int64_t minutes = 0;

	if (!n || !dais_str_to_int(n->text, 1, 100000, &minutes))
		return DAIS_STR_NONE;
	return dais_text_duration(p->arena, p->language, (unsigned)minutes);
}

/* "at least 3 h · wished 5 h", and whether more is said. */
static void
write_summary(
    struct dais_page *p, const struct desk_planning *v, struct dais_str section, struct dais_str id)
{
	static const struct {
		const char *member;
		enum dais_say words;
	} spans[] = { { "minutes.least", DAIS_SAY_DESK_PLAN_AT_LEAST },
		{ "minutes.wished", DAIS_SAY_DESK_PLAN_ARE_WISHED },
		{ "minutes.most", DAIS_SAY_DESK_PLAN_AT_MOST } };
	bool whole = dais_str_is(id, "all");
	struct dais_yaml_node *own =
	    dais_planning_at(v->root, section, whole ? DAIS_STR_NONE : id, "");
	size_t more = own && own->kind != DAIS_YAML_SCALAR ? own->entries.n : 0;

	dais_desk_open(p, "span", "facts");
	for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++) {
		struct dais_str words =
		    minutes_of(p, dais_planning_at(v->root, section, id, spans[i].member));

		if (!words.n)
			continue;
		dais_xml_elem(&p->xml, "span",
		    dais_arena_printf(p->arena, "%.*s %.*s",
			DAIS_STR_ARG(dais_page_say(p, spans[i].words)), DAIS_STR_ARG(words)));
	}
	if (more)
		dais_xml_elem(&p->xml, "span",
		    dais_desk_fill1(p, DAIS_SAY_DESK_PLAN_SAID, "count",
			dais_arena_printf(p->arena, "%zu", more)));
	dais_xml_close(&p->xml);
}

static void
write_row(struct dais_page *p, const struct desk_planning *v, const char *section,
    struct dais_str id, bool is_part)
{
	struct dais_str s = dais_str_from(section);

	dais_desk_open(p, "li", is_part ? "plan-part" : NULL);
	dais_page_link(
	    p, dais_desk_address(p, dais_desk_condition_path(p->arena, v->package, s, id)), NULL);
	dais_xml_text(&p->xml, dais_desk_condition_name(p, v, s, id));
	dais_xml_close(&p->xml);
	write_summary(p, v, s, id);
	dais_xml_close(&p->xml);
}

static void
write_rows(struct dais_page *p, const struct desk_planning *v, const char *section)
{
	const struct dais_record *r = v->record;
	const struct dais_yaml_node *named =
	    dais_planning_at(v->root, dais_str_from(section), DAIS_STR_NONE, "");

	dais_desk_open(p, "ul", "fact-list");
	if (strcmp(section, "meeting") == 0) {
		write_row(p, v, section, DAIS_STR("all"), false);
		write_row(p, v, "wishes", DAIS_STR("all"), false);
		write_row(p, v, "apart", DAIS_STR("all"), false);
	} else if (strcmp(section, "items") == 0)
		for (size_t i = 0; i < r->items.n; i++)
			write_row(
			    p, v, section, r->items.v[i].id, r->items.v[i].parent != DAIS_NONE);
	else if (strcmp(section, "bodies") == 0)
		for (size_t i = 0; i < r->together.n; i++)
			write_row(p, v, section,
			    r->bodies.v[r->meetings.v[r->together.v[i]].body].id, false);
	else
		for (size_t i = 0;
		    named && named->kind == DAIS_YAML_MAPPING && i < named->entries.n; i++)
			write_row(p, v, section, named->entries.v[i].key, false);
	dais_xml_close(&p->xml);
}

static void
write_add(struct dais_page *p, const struct desk_planning *v, size_t k)
{
	const char *id = dais_arena_printf(p->arena, "add-%s", sections[k].name).p;

	dais_page_form(p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/planning",
						   DAIS_STR_ARG(v->package))));
	dais_page_hidden(p, "section", dais_str_from(sections[k].name));
	dais_desk_open(p, "p", "field");
	dais_page_label(p, id, sections[k].add);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", "name");
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_page_language(p, p->language);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, "button quiet", DAIS_STR("add"), dais_page_say(p, DAIS_SAY_DESK_FACT_ADD));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_conditions(struct dais_page *p, const struct desk_planning *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_PLAN_CONDITIONS);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_PLAN_LEAD_WORDS);
	dais_desk_remarks(p, v->remarks, DAIS_STR("planning"), DAIS_STR("planning"));
	dais_desk_open(p, "p", "actions");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/timetable", DAIS_STR_ARG(v->package))),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_TIMETABLE);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	for (size_t k = 0; k < sizeof(sections) / sizeof(sections[0]); k++) {
		dais_desk_say(p, "h2", NULL, sections[k].heading);
		write_rows(p, v, sections[k].name);
		if (sections[k].can_add && v->may_edit)
			write_add(p, v, k);
	}
}
