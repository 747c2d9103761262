/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The form of the conditions of one item, body, room, team, person, or of the meetings.
 */
#include "web/desk/planning.h"

#include "text/text.h"

struct form {
	struct dais_page *p;
	const struct desk_planning *v;
};

/* What planning.yaml says there, as forms hold it. */
static struct dais_str
recorded(const struct form *f, const char *member)
{
	return dais_planning_words(
	    dais_planning_at(f->v->root, dais_desk_condition_section(f->v->section),
		dais_desk_condition_id(f->v->section, f->v->id), member),
	    f->p->arena);
}

static struct dais_str
seen_by_sender(const struct desk_planning *v, struct dais_arena *a, const char *name)
{
	return dais_desk_field(v->sent, dais_arena_printf(a, "was-%s", name).p);
}

struct dais_str
dais_desk_condition_shown(const struct desk_planning *v, struct dais_arena *a, const char *name,
    struct dais_str recorded, bool is_list)
{
	if (!v->sent)
		return recorded;
	struct dais_str said =
	    is_list ? dais_desk_ticked(v->sent, name) : dais_desk_field(v->sent, name);

	return v->overtaken && dais_str_eq(dais_str_trim(said), seen_by_sender(v, a, name))
		   ? recorded
		   : said;
}

struct dais_str
dais_desk_condition_seen(
    const struct desk_planning *v, struct dais_arena *a, const char *name, struct dais_str recorded)
{
	return v->sent && !v->overtaken ? seen_by_sender(v, a, name) : recorded;
}

static struct dais_str
shown(const struct form *f, const char *name, const char *member)
{
	return dais_desk_condition_shown(f->v, f->p->arena, name, recorded(f, member), false);
}

/* What was seen goes with the form: who was faster is noticed by it. */
static void
write_was(const struct form *f, const char *name, const char *member)
{
	const char *was = dais_arena_printf(f->p->arena, "was-%s", name).p;

	dais_page_hidden(
	    f->p, was, dais_desk_condition_seen(f->v, f->p->arena, name, recorded(f, member)));
}

/* How hours are written, and those that hold when nothing is. */
static void
write_hours_hint(const struct form *f, const struct desk_condition *c)
{
	const struct dais_profile *profile = &f->v->record->profile;
	bool in_person = strcmp(c->member, "hours.in-person") == 0;
	size_t n = in_person ? profile->hours.n : profile->hybrid_hours.n;
	struct dais_str words = DAIS_STR_NONE;

	if (dais_str_has_prefix(dais_str_from(c->member), DAIS_STR("extra-hours"))) {
		dais_desk_say(f->p, "span", "hint", DAIS_SAY_DESK_PLAN_EXTRA_HINT);
		return;
	}

	for (size_t i = 0; i < n; i++) {
		const struct dais_hours *h =
		    in_person ? &profile->hours.v[i] : &profile->hybrid_hours.v[i];

		words =
		    dais_arena_printf(f->p->arena, "%.*s%s%02d:%02d-%02d:%02d", DAIS_STR_ARG(words),
			i ? ", " : "", h->start / 60, h->start % 60, h->end / 60, h->end % 60);
	}
	dais_desk_open(f->p, "span", "hint");
	dais_xml_text(
	    &f->p->xml, dais_desk_fill1(f->p, DAIS_SAY_DESK_PLAN_HOURS_HINT, "hours", words));
	dais_xml_close(&f->p->xml);
}

static void
write_input(const struct form *f, const struct desk_condition *c, int l)
{
	struct dais_page *p = f->p;
	const char *name = dais_desk_condition_field(p->arena, c, l);
	const char *member = dais_desk_condition_member(p->arena, c, l);
	bool number = c->type == DESK_CONDITION_NUMBER || c->type == DESK_CONDITION_MINUTES;
	struct dais_str now = shown(f, name, member);

	write_was(f, name, member);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", name);
	dais_xml_attr_c(&p->xml, "name", name);
	dais_xml_attr_c(&p->xml, "type", number ? "number" : "text");
	if (number)
		dais_xml_attr_c(&p->xml, "min", "0");
	if (l >= 0)
		dais_page_language(p, (enum dais_lang)l);
	dais_xml_attr(&p->xml, "value", now);
	if (!f->v->may_edit)
		dais_xml_attr_c(&p->xml, "readonly", "readonly");
	dais_xml_close(&p->xml);
	if (c->type == DESK_CONDITION_MINUTES)
		dais_desk_written(p, now);
	if (c->type == DESK_CONDITION_HOURS)
		write_hours_hint(f, c);
}

static void
write_texts(const struct form *f, const struct desk_condition *c)
{
	struct dais_page *p = f->p;

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, c->label);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(f->v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_desk_open(p, "p", "title-field");
		dais_page_language_label(
		    p, dais_desk_condition_field(p->arena, c, l), (enum dais_lang)l);
		write_input(f, c, l);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* Whether @value is one of the boxes @name: as sent, else as recorded. */
static bool
is_ticked(const struct form *f, const char *name, const char *member, struct dais_str value)
{
	return dais_desk_is_listed(
	    dais_desk_condition_shown(f->v, f->p->arena, name, recorded(f, member), true), value);
}

static void
write_box(const struct form *f, const struct desk_condition *c, struct dais_str value,
    struct dais_str words)
{
	struct dais_page *p = f->p;
	const char *name = dais_desk_condition_field(p->arena, c, -1);

	dais_page_open_box_as(p, &(struct dais_page_box){ .name = name,
				     .value = value,
				     .is_ticked = is_ticked(f, name, c->member, value),
				     .is_fixed = !f->v->may_edit });
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

/* Rooms or people of planning.yaml. */
static void
write_named(const struct form *f, const struct desk_condition *c, const char *section)
{
	const struct dais_yaml_node *named =
	    dais_planning_at(f->v->root, dais_str_from(section), DAIS_STR_NONE, "");

	for (size_t i = 0; named && named->kind == DAIS_YAML_MAPPING && i < named->entries.n; i++)
		write_box(f, c, named->entries.v[i].key,
		    dais_desk_condition_name(
			f->p, f->v, dais_str_from(section), named->entries.v[i].key));
	if (!named || !named->entries.n)
		dais_desk_say(f->p, "p", "hint", DAIS_SAY_DESK_PLAN_NONE_YET);
}

static void
write_boxes(const struct form *f, const struct desk_condition *c)
{
	const struct dais_record *r = f->v->record;

	dais_desk_open(f->p, "fieldset", "field wide");
	dais_desk_say(f->p, "legend", NULL, c->label);
	write_was(f, dais_desk_condition_field(f->p->arena, c, -1), c->member);
	if (c->type == DESK_CONDITION_ROOMS)
		write_named(f, c, "rooms");
	if (c->type == DESK_CONDITION_PEOPLE)
		write_named(f, c, "people");
	for (unsigned l = 0; c->type == DESK_CONDITION_LANGUAGES && l < DAIS_LANG_COUNT; l++)
		if (r->languages & DAIS_LANG_BIT(l))
			write_box(f, c, dais_str_from(dais_lang_code((enum dais_lang)l)),
			    dais_desk_own_name((enum dais_lang)l));
	for (size_t i = 0; c->type == DESK_CONDITION_ITEMS && i < r->items.n; i++)
		if (r->items.v[i].parent == DAIS_NONE && !dais_str_eq(r->items.v[i].id, f->v->id))
			write_box(
			    f, c, r->items.v[i].id, dais_desk_words(f->p, &r->items.v[i].title));
	dais_xml_close(&f->p->xml);
}

static void
write_choice(const struct form *f, const struct desk_condition *c)
{
	const char *name = dais_desk_condition_field(f->p->arena, c, -1);

	dais_desk_open(f->p, "p", "field");
	write_was(f, name, c->member);
	write_box(f, c, dais_str_from(c->choice), dais_page_say(f->p, c->label));
	dais_xml_close(&f->p->xml);
}

/* "Saturday, 28 May 2022", "28–29 May 2022"; other forms as they are written. */
static struct dais_str
time_words(const struct dais_page *p, struct dais_str time)
{
	struct dais_when w = { 0 };

	if (!dais_when_read(time, &w) || w.weekday || w.minute >= 0 || w.half != DAIS_HALF_BOTH)
		return time;
	return dais_date_eq(w.from, w.to) ? dais_text_day(p->arena, p->language, w.from)
					  : dais_text_range(p->arena, p->language, w.from, w.to);
}

/* Those that are said, each to be unticked, and a field for another. */
static void
write_days(const struct form *f, const struct desk_condition *c)
{
	struct dais_page *p = f->p;
	const char *more = dais_desk_more_field(p->arena, c);
	struct dais_str rest = recorded(f, c->member), one;

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, c->label);
	write_was(f, dais_desk_condition_field(p->arena, c, -1), c->member);
	while (dais_str_next(&rest, ',', &one))
		if (one.n)
			write_box(f, c, one, time_words(p, one));
	if (f->v->may_edit) {
		struct dais_str typed =
		    f->v->sent ? dais_desk_field(f->v->sent, more) : DAIS_STR_NONE;

		dais_desk_input(p, more, "date", DAIS_SAY_DESK_PLAN_MORE_DAYS, typed, false);
	}
	dais_xml_close(&p->xml);
}

static void
write_truth(const struct form *f, const struct desk_condition *c)
{
	static const struct {
		const char *value;
		enum dais_say words;
	} choices[] = { { "", DAIS_SAY_DESK_PLAN_BODY_REMOTE_USUAL },
		{ "true", DAIS_SAY_DESK_PLAN_BODY_REMOTE_YES },
		{ "false", DAIS_SAY_DESK_PLAN_BODY_REMOTE_NO } };
	struct dais_page *p = f->p;
	const char *name = dais_desk_condition_field(p->arena, c, -1);
	struct dais_str now = shown(f, name, c->member);

	dais_desk_open(p, "p", "field");
	dais_page_label(p, name, c->label);
	write_was(f, name, c->member);
	dais_page_open_select(p, name, name);
	if (!f->v->may_edit)
		dais_xml_attr_c(&p->xml, "disabled", "disabled");
	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++) {
		dais_page_open_option(
		    p, dais_str_from(choices[i].value), dais_str_is(now, choices[i].value));
		dais_page_put(p, choices[i].words);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_condition(const struct form *f, const struct desk_condition *c)
{
	if (c->type == DESK_CONDITION_DAYS) {
		write_days(f, c);
	} else if (c->type == DESK_CONDITION_TRUTH) {
		write_truth(f, c);
	} else if (c->type == DESK_CONDITION_TEXTS) {
		write_texts(f, c);
	} else if (c->type == DESK_CONDITION_CHOICE) {
		write_choice(f, c);
	} else if (dais_desk_condition_is_list(c->type) && c->type != DESK_CONDITION_HOURS) {
		write_boxes(f, c);
	} else {
		dais_desk_open(f->p, "p",
		    c->type == DESK_CONDITION_HOURS || c->type == DESK_CONDITION_WORDS
			? "field wide"
			: "field");
		dais_page_label(f->p, dais_desk_condition_field(f->p->arena, c, -1), c->label);
		write_input(f, c, -1);
		dais_xml_close(&f->p->xml);
	}
}

/* ---- half-days ---- */

static bool
has_times(const struct desk_planning *v)
{
	for (size_t i = 0; i < dais_desk_time_choice_count; i++)
		if (dais_str_is(v->section, dais_desk_time_choices[i].section))
			return v->half_days.n > 0;
	return false;
}

/* How long a fixed item is taken up then: where it is fixed already. */
static void
write_minutes(const struct form *f, struct dais_half_day h, size_t said)
{
	struct dais_page *p = f->p;
	const char *name = dais_desk_minutes_field(p->arena, h);
	const char *was = dais_arena_printf(p->arena, "was-%s", name).p;
	struct dais_str now;

	if (said == SIZE_MAX || strcmp(dais_desk_time_choices[said].member, "fixed") != 0)
		return;
	now = dais_planning_minutes_at(f->v->root, f->v->section, f->v->id, "fixed", h);
	dais_desk_open(p, "label", "plan-half");
	dais_desk_say(p, "span", NULL, DAIS_SAY_DESK_PLAN_CELL_MINUTES);
	dais_page_hidden(p, was, dais_desk_condition_seen(f->v, p->arena, name, now));
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "number");
	dais_xml_attr_c(&p->xml, "min", "1");
	dais_xml_attr_c(&p->xml, "name", name);
	dais_xml_attr(
	    &p->xml, "value", dais_desk_condition_shown(f->v, p->arena, name, now, false));
	if (!f->v->may_edit)
		dais_xml_attr_c(&p->xml, "readonly", "readonly");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_half_day(const struct form *f, struct dais_half_day h)
{
	struct dais_page *p = f->p;
	struct dais_str at = dais_half_day_print(p->arena, h);
	const char *name = dais_arena_printf(p->arena, "h-%.*s", DAIS_STR_ARG(at)).p;
	size_t said = dais_desk_time_said(f->v, h, p->arena);
	struct dais_str now =
	    said == SIZE_MAX ? DAIS_STR_NONE : dais_str_from(dais_desk_time_choices[said].member);

	dais_desk_open(p, "label", "plan-half");
	dais_desk_say(p, "span", NULL,
	    h.afternoon ? DAIS_SAY_DESK_PLAN_AFTERNOON : DAIS_SAY_DESK_PLAN_MORNING);
	dais_page_hidden(p, dais_arena_printf(p->arena, "was-%s", name).p,
	    dais_desk_condition_seen(f->v, p->arena, name, now));
	now = dais_desk_condition_shown(f->v, p->arena, name, now, false);
	dais_page_open_select(p, NULL, name);
	dais_xml_attr(
	    &p->xml, "aria-label", dais_text_half_day(p->arena, p->language, h.day, h.afternoon));
	if (!f->v->may_edit)
		dais_xml_attr_c(&p->xml, "disabled", "disabled");
	dais_page_open_option(p, DAIS_STR_NONE, !now.n);
	dais_page_put(p, DAIS_SAY_DESK_PLAN_FREE);
	dais_xml_close(&p->xml);
	for (size_t i = 0; i < dais_desk_time_choice_count; i++) {
		const struct desk_time_choice *c = &dais_desk_time_choices[i];

		if (!dais_str_is(f->v->section, c->section))
			continue;
		dais_page_open_option(p, dais_str_from(c->member), dais_str_is(now, c->member));
		dais_page_put(p, c->words);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	write_minutes(f, h, said);
}

static void
write_half_days(const struct form *f)
{
	struct dais_page *p = f->p;
	const dais_half_day_vec *all = &f->v->half_days;

	if (!has_times(f->v))
		return;
	dais_desk_open(p, "fieldset", "field wide plan-days");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_PLAN_TIMES);
	for (size_t i = 0; i < all->n; i += 2) {
		dais_desk_open(p, "div", "plan-day");
		dais_xml_elem(
		    &p->xml, "b", dais_text_day_short(p->arena, p->language, all->v[i].day));
		write_half_day(f, all->v[i]);
		if (i + 1 < all->n)
			write_half_day(f, all->v[i + 1]);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* ---- the page ---- */

static bool
can_be_removed(const struct desk_planning *v)
{
	return dais_str_is(v->section, "rooms") || dais_str_is(v->section, "teams") ||
	       dais_str_is(v->section, "people");
}

static void
write_back(struct dais_page *p, const struct desk_planning *v)
{
	dais_desk_open(p, "p", "steps");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/planning", DAIS_STR_ARG(v->package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_PLAN_CONDITIONS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_condition(struct dais_page *p, const struct desk_planning *v)
{
	const struct form f = { p, v };

	write_back(p, v);
	dais_xml_elem(&p->xml, "h1", dais_desk_condition_name(p, v, v->section, v->id));
	dais_desk_remarks(p, v->remarks, DAIS_STR("planning"), DAIS_STR("planning"));
	if (dais_str_is(v->section, "wishes")) {
		dais_desk_write_wishes(p, v);
		return;
	}
	if (dais_str_is(v->section, "apart")) {
		dais_desk_write_apart(p, v);
		return;
	}
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, dais_desk_address(p,
			      dais_desk_condition_path(p->arena, v->package, v->section, v->id)));
	dais_desk_open(p, "div", "fields");
	for (size_t i = 0; i < dais_desk_condition_count; i++)
		if (dais_str_is(v->section, dais_desk_conditions[i].section))
			write_condition(&f, &dais_desk_conditions[i]);
	if (dais_str_is(v->section, "people"))
		dais_desk_write_needed(p, v);
	write_half_days(&f);
	dais_xml_close(&p->xml);
	if (v->may_edit) {
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button", DAIS_STR("save"), dais_page_say(p, DAIS_SAY_DESK_SAVE));
		if (can_be_removed(v))
			dais_desk_do(p, "button quiet", DAIS_STR("remove"),
			    dais_page_say(p, DAIS_SAY_DESK_FACT_REMOVE));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}
