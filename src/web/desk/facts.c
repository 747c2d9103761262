/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Pages of the facts of meetings, bodies, mandates and approvals.
 */
#include "web/desk/facts.h"
#include "web/desk/overview_priv.h"

#include "text/text.h"

/* ---- what there is ---- */

#define FACT(kind, member, type, label)                                                            \
	{ kind, member, DESK_FACT_##type, DAIS_SAY_DESK_FACT_##label, NULL }
#define CHOICE(kind, member, label, choices)                                                       \
	{ kind, member, DESK_FACT_CHOICE, DAIS_SAY_DESK_FACT_##label, choices }

const struct desk_fact dais_desk_facts[] = {
	FACT("meeting", "opens", OPENING, OPENS),
	FACT("meeting", "closes", DATE, CLOSES),
	FACT("meeting", "place", TEXTS, PLACE),
	FACT("meeting", "room", TEXTS, ROOM),
	FACT("meeting", "zone", WORDS, ZONE),
	CHOICE("meeting", "status", STATUS, "scheduled postponed cancelled"),
	FACT("body", "parent", PARENT, PARENT),
	FACT("body", "name", TEXTS, NAME),
	FACT("body", "short", TEXTS, SHORT),
	FACT("body", "of", TEXTS, OF),
	FACT("body", "to", TEXTS, TO),
	FACT("body", "symbol", WORDS, SYMBOL),
	CHOICE("body", "noun", NOUN, "meeting session"),
	FACT("mandate", "title", TEXTS, TITLE),
	CHOICE("mandate", "kind", KIND, "resolution decision rule other"),
	FACT("mandate", "paragraphs", LIST, PARAGRAPHS),
	FACT("mandate", "requests", BODIES, REQUESTS),
	FACT("mandate", "outcome", OUTCOME, OUTCOME),
	FACT("approval", "by", BODY, BY),
	FACT("approval", "date", DATE, DATE),
	CHOICE("approval", "method", METHOD, "silence meeting other"),
};
const size_t dais_desk_fact_count = sizeof(dais_desk_facts) / sizeof(dais_desk_facts[0]);

static const struct {
	const char *kind;
	enum dais_say heading;
} kinds[] = {
	{ "meeting", DAIS_SAY_DESK_FACTS_MEETINGS },
	{ "body", DAIS_SAY_DESK_FACTS_BODIES },
	{ "mandate", DAIS_SAY_DESK_FACTS_MANDATES },
	{ "approval", DAIS_SAY_DESK_FACTS_APPROVALS },
};

struct dais_str
dais_desk_fact_path(
    struct dais_arena *a, struct dais_str package, struct dais_str kind, struct dais_str id)
{
	return dais_arena_printf(a, "%.*s/facts/%.*s/%.*s", DAIS_STR_ARG(package),
	    DAIS_STR_ARG(kind), DAIS_STR_ARG(dais_path_escape(a, id)));
}

/* ---- the list ---- */

static size_t
count_about(const desk_remark_vec *remarks, const char *kind, struct dais_str id)
{
	size_t n = 0;

	for (size_t i = 0; i < remarks->n; i++)
		n += dais_str_is(remarks->v[i].kind, kind) && dais_str_eq(remarks->v[i].id, id);
	return n;
}

static void
write_row(struct dais_page *p, const struct desk_facts *v, const char *kind, struct dais_str id)
{
	size_t n = count_about(v->remarks, kind, id);

	dais_xml_open(&p->xml, "li");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_desk_fact_path(p->arena, v->package, dais_str_from(kind), id)),
	    NULL);
	dais_xml_text(&p->xml, dais_desk_thing_name(p, v->record, dais_str_from(kind), id));
	dais_xml_close(&p->xml);
	if (n) {
		dais_xml_text_c(&p->xml, " ");
		dais_desk_open(p, "span", "tag lacks");
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_FACTS_FINDINGS, "count",
					   dais_arena_printf(p->arena, "%zu", n)));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* Those of the package first, then those it refers to. */
static void
write_meetings(struct dais_page *p, const struct desk_facts *v)
{
	const struct dais_record *r = v->record;

	for (size_t i = 0; i < r->together.n; i++)
		write_row(p, v, "meeting", r->meetings.v[r->together.v[i]].id);
	for (size_t i = 0; i < r->meetings.n; i++) {
		bool ours = false;

		for (size_t k = 0; k < r->together.n; k++)
			ours = ours || r->together.v[k] == i;
		if (!ours)
			write_row(p, v, "meeting", r->meetings.v[i].id);
	}
}

void
dais_desk_write_facts(struct dais_page *p, const struct desk_facts *v)
{
	const struct dais_record *r = v->record;
	const size_t counts[] = { r->meetings.n, r->bodies.n, r->mandates.n, r->approvals.n };

	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_FACTS);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_FACTS_LEAD);
	dais_desk_open(p, "p", "actions");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/profile", DAIS_STR_ARG(v->package))),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_PROFILE);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		if (!counts[k] && !v->may_edit)
			continue;
		dais_desk_say(p, "h2", NULL, kinds[k].heading);
		if (!counts[k])
			dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NONE);
		else
			dais_desk_open(p, "ul", "fact-list");
		if (k == 0)
			write_meetings(p, v);
		for (size_t i = 0; k > 0 && i < counts[k]; i++)
			write_row(p, v, kinds[k].kind,
			    k == 1   ? r->bodies.v[i].id
			    : k == 2 ? r->mandates.v[i].id
				     : r->approvals.v[i].id);
		if (counts[k])
			dais_xml_close(&p->xml);
		if (v->may_edit)
			dais_desk_write_fact_add(p, v, kinds[k].kind);
	}
}

/* ---- one thing ---- */

const char *
dais_desk_fact_field(struct dais_arena *a, const struct desk_fact *f, int l)
{
	if (l < 0)
		return dais_arena_printf(a, "f-%s", f->member).p;
	return dais_arena_printf(a, "f-%s.%s", f->member, dais_lang_code((enum dais_lang)l)).p;
}

static const struct dais_json_value *
member_of(const struct dais_json_value *value, const struct desk_fact *f, int l)
{
	const struct dais_json_value *m = dais_json_get(value, f->member);

	return m && l >= 0 ? dais_json_get(m, dais_lang_code((enum dais_lang)l)) : m;
}

struct dais_str
dais_desk_fact_was(
    struct dais_arena *a, const struct dais_json_value *value, const struct desk_fact *f, int l)
{
	const struct dais_json_value *m = member_of(value, f, l);

	return m ? dais_str_trim(dais_json_print(a, m)) : DAIS_STR_NONE;
}

/* The form that was refused, when its word stands in the field: one that it left alone, while
 * someone else was faster, shows what the record says. */
static const struct desk *
sent_of(const struct desk_facts *v, const struct desk_fact *f, int l)
{
	return v->overtaken && !dais_desk_fact_changes(v->overtaken, f, l) ? NULL : v->sent;
}

/* What is held against the record when the form is sent; of who was told of another's change, what
 * that made of it. */
static struct dais_str
was(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f, int l)
{
	if (v->sent && !v->overtaken)
		return dais_desk_field(v->sent,
		    dais_arena_printf(p->arena, "was-%s", dais_desk_fact_field(p->arena, f, l)).p);
	return dais_desk_fact_was(p->arena, v->value, f, l);
}

static struct dais_str
recorded(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f, int l)
{
	const struct dais_json_value *m = member_of(v->value, f, l);
	DAIS_BUF_AUTO list = { 0 };

	if (!m || m->kind != DAIS_JSON_ARRAY)
		return m ? m->text : DAIS_STR_NONE;
	dais_buf_init(&list, DAIS_BUF_MAX);
	for (size_t i = 0; i < m->members.n; i++) {
		dais_buf_puts(&list, i ? ", " : "");
		dais_buf_put(&list, m->members.v[i].value->text);
	}
	return dais_buf_dup(&list, p->arena);
}

/* What stands in the field: what was sent and refused, else what the record says. */
static struct dais_str
shown(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f, int l)
{
	const struct desk *sent = sent_of(v, f, l);

	return sent ? dais_desk_field(sent, dais_desk_fact_field(p->arena, f, l))
		    : recorded(p, v, f, l);
}

/* What the record says now, beside what is typed, where someone else was faster. */
static void
write_recorded(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f, int l)
{
	const struct dais_desk_again again = { .is_overtaken = v->overtaken != NULL };

	if (sent_of(v, f, l))
		dais_desk_write_beside(p, &again, dais_desk_fact_field(p->arena, f, l),
		    recorded(p, v, f, l), shown(p, v, f, l));
}

static void
open_control(struct dais_page *p, const struct desk_facts *v, const char *element,
    const struct desk_fact *f, int l)
{
	const char *name = dais_desk_fact_field(p->arena, f, l);

	dais_page_hidden(p, dais_arena_printf(p->arena, "was-%s", name).p, was(p, v, f, l));
	dais_xml_open(&p->xml, element);
	dais_xml_attr_c(&p->xml, "id", name);
	dais_xml_attr_c(&p->xml, "name", name);
	if (v->wanted.n && dais_str_is(v->wanted, name + 2)) {
		dais_xml_attr_c(&p->xml, "class", "wanted");
		dais_xml_attr_c(&p->xml, "aria-invalid", "true");
		dais_xml_attr_c(&p->xml, "autofocus", "autofocus");
	}
	if (!v->may_edit)
		dais_xml_attr_c(
		    &p->xml, strcmp(element, "select") == 0 ? "disabled" : "readonly", "");
}

static void
write_input(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f, int l,
    const char *type, struct dais_str value)
{
	open_control(p, v, "input", f, l);
	dais_desk_typed(p, type, value);
	if (l >= 0)
		dais_page_language(p, (enum dais_lang)l);
	else if (f->type == DESK_FACT_WORDS || f->type == DESK_FACT_LIST)
		dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_close(&p->xml);
}

static void
write_texts(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, f->label);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_desk_open(p, "p", "title-field");
		dais_page_language_label(
		    p, dais_desk_fact_field(p->arena, f, l), (enum dais_lang)l);
		write_input(p, v, f, l, "text", shown(p, v, f, l));
		write_recorded(p, v, f, l);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* "2022-05-23T10:00" as a day and an hour. */
static void
write_opening(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	struct dais_str at = shown(p, v, f, -1);
	const char *name = dais_desk_fact_field(p->arena, f, -1);
	const char *hour = dais_arena_printf(p->arena, "%s-hour", name).p;
	const struct desk *sent = sent_of(v, f, -1);
	size_t t = sent ? at.n : dais_str_find_char(at, 'T', 0);

	struct dais_str time = sent       ? dais_desk_field(sent, hour)
			       : t < at.n ? dais_str_sub(at, t + 1, at.n)
					  : DAIS_STR_NONE;

	write_input(p, v, f, -1, "date", dais_str_sub(at, 0, t));
	dais_desk_written(p, dais_str_sub(at, 0, t));
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "name", hour);
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_DESK_FACT_HOUR));
	dais_desk_typed(p, "time", time);
	if (!v->may_edit)
		dais_xml_attr_c(&p->xml, "readonly", "");
	dais_xml_close(&p->xml);
	dais_desk_written_hour(p, time);
}

void
dais_desk_fact_choices(struct dais_page *p, const char *choices, struct dais_str selected)
{
	struct dais_str rest = dais_str_from(choices), one;

	while (dais_str_next(&rest, ' ', &one)) {
		enum dais_say what;

		dais_page_open_option(p, one, dais_str_eq(one, selected));
		if (dais_say_find(
			dais_arena_printf(p->arena, "desk.choice-%.*s", DAIS_STR_ARG(one)),
			&what) ||
		    dais_say_find(
			dais_arena_printf(p->arena, "desk.approval-%.*s", DAIS_STR_ARG(one)),
			&what))
			dais_page_put(p, what);
		dais_xml_close(&p->xml);
	}
}

static void
write_choice(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	open_control(p, v, "select", f, -1);
	dais_desk_fact_choices(p, f->choices, shown(p, v, f, -1));
	dais_xml_close(&p->xml);
}

void
dais_desk_fact_bodies(struct dais_page *p, const struct dais_record *r, struct dais_str selected)
{
	for (size_t i = 0; i < r->bodies.n; i++) {
		dais_page_open_option(
		    p, r->bodies.v[i].id, dais_str_eq(r->bodies.v[i].id, selected));
		dais_xml_text(&p->xml, dais_desk_body_name(r, i, p->language));
		dais_xml_close(&p->xml);
	}
}

static void
write_bodies(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	struct dais_str now = shown(p, v, f, -1);

	open_control(p, v, "select", f, -1);
	if (f->type == DESK_FACT_PARENT) {
		dais_page_open_option(p, DAIS_STR_NONE, !now.n);
		dais_page_put(p, DAIS_SAY_DESK_FACT_PARENT_NONE);
		dais_xml_close(&p->xml);
	}
	dais_desk_fact_bodies(p, v->record, now);
	dais_xml_close(&p->xml);
}

/* Recommendations for a meeting: the one thing that mandates ask for with a day. */
static void
write_outcome(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	const struct dais_record *r = v->record;
	struct dais_str now = sent_of(v, f, -1)
				  ? shown(p, v, f, -1)
				  : dais_json_get_str(member_of(v->value, f, -1), "for");

	open_control(p, v, "select", f, -1);
	dais_page_open_option(p, DAIS_STR_NONE, !now.n);
	dais_page_put(p, DAIS_SAY_DESK_NONE);
	dais_xml_close(&p->xml);
	for (size_t i = 0; i < r->meetings.n; i++) {
		dais_page_open_option(
		    p, r->meetings.v[i].id, dais_str_eq(r->meetings.v[i].id, now));
		dais_xml_text(&p->xml, dais_desk_meeting_name(r, i, p->language, p->arena));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* A box for each body; the boxes of one name are sent as one list (facts_act.c). */
static void
write_boxes(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	const char *name = dais_desk_fact_field(p->arena, f, -1);
	const struct desk *sent = sent_of(v, f, -1);
	struct dais_str now = sent ? dais_desk_ticked(sent, name) : recorded(p, v, f, -1);

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, f->label);
	dais_page_hidden(p, dais_arena_printf(p->arena, "was-%s", name).p, was(p, v, f, -1));
	for (size_t i = 0; i < v->record->bodies.n; i++) {
		dais_page_open_box_as(
		    p, &(struct dais_page_box){ .name = name,
			   .value = v->record->bodies.v[i].id,
			   .is_ticked = dais_desk_is_listed(now, v->record->bodies.v[i].id),
			   .is_fixed = !v->may_edit });
		dais_xml_text(&p->xml, dais_desk_body_name(v->record, i, p->language));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_field(struct dais_page *p, const struct desk_facts *v, const struct desk_fact *f)
{
	if (f->type == DESK_FACT_TEXTS) {
		write_texts(p, v, f);
		return;
	}
	if (f->type == DESK_FACT_BODIES) {
		write_boxes(p, v, f);
		return;
	}
	dais_desk_open(p, "p", "field");
	dais_page_label(p, dais_desk_fact_field(p->arena, f, -1), f->label);
	if (f->type == DESK_FACT_OPENING)
		write_opening(p, v, f);
	else if (f->type == DESK_FACT_CHOICE)
		write_choice(p, v, f);
	else if (f->type == DESK_FACT_OUTCOME)
		write_outcome(p, v, f);
	else if (f->type == DESK_FACT_BODY || f->type == DESK_FACT_PARENT)
		write_bodies(p, v, f);
	else
		write_input(
		    p, v, f, -1, f->type == DESK_FACT_DATE ? "date" : "text", shown(p, v, f, -1));
	if (f->type == DESK_FACT_DATE)
		dais_desk_written(p, shown(p, v, f, -1));
	if (f->type == DESK_FACT_WORDS || f->type == DESK_FACT_LIST || f->type == DESK_FACT_DATE)
		write_recorded(p, v, f, -1);
	dais_xml_close(&p->xml);
}

static void
write_form(struct dais_page *p, const struct desk_facts *v)
{
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(
	    p, dais_desk_address(p, dais_desk_fact_path(p->arena, v->package, v->kind, v->id)));
	dais_desk_open(p, "div", "fields");
	for (size_t i = 0; i < dais_desk_fact_count; i++)
		if (dais_str_is(v->kind, dais_desk_facts[i].kind))
			write_field(p, v, &dais_desk_facts[i]);
	dais_xml_close(&p->xml);
	if (v->may_edit) {
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button", DAIS_STR("save"), dais_page_say(p, DAIS_SAY_DESK_SAVE));
		dais_desk_do(p, "button quiet", DAIS_STR("remove"),
		    dais_page_say(p, DAIS_SAY_DESK_FACT_REMOVE));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_fact(struct dais_page *p, const struct desk_facts *v)
{
	dais_desk_open(p, "p", "steps");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/facts", DAIS_STR_ARG(v->package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_FACTS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_elem(&p->xml, "h1", dais_desk_thing_name(p, v->record, v->kind, v->id));
	dais_desk_remarks(p, v->remarks, v->kind, v->id);
	if (dais_str_is(v->kind, "meeting") && v->may_edit)
		dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_FACT_SITTINGS_STAY);
	write_form(p, v);
}
