/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The format of the meetings: the plans of two formats beside each other, the approval, the notice.
 */
#include "text/text.h"
#include "web/desk/desk.h"
#include "web/timetable/timetable_priv.h"
#include "write/timetable/page.h"

/* ---- beside each other ---- */

static void
write_cell(struct dais_page *p, struct dais_str words)
{
	dais_page_element(p, "td", NULL);
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
}

/* "−30 min", "+1 h", "0". */
static struct dais_str
change_words(const struct dais_page *p, int change)
{
	unsigned n = (unsigned)(change < 0 ? -change : change);

	if (!n)
		return DAIS_STR("0");
	return dais_arena_printf(p->arena, "%s%.*s", change < 0 ? "\u2212" : "+",
	    DAIS_STR_ARG(dais_text_duration(p->arena, p->language, n)));
}

static void
write_item(
    struct dais_page *p, const struct dais_record *r, const struct dais_contingency_item *item)
{
	dais_index_vec bodies = { 0 };

	for (size_t i = 0; i < r->together.n; i++)
		dais_vec_push(p->arena, &bodies, r->meetings.v[r->together.v[i]].body);
	dais_page_element(p, "tr", NULL);
	dais_page_head(p, "row",
	    item->item == DAIS_NONE ? item->name : timetable_item(p, r, item->item, &bodies));
	for (unsigned side = 0; side < DAIS_SIDE_COUNT; side++)
		write_cell(p, item->minutes[side]
				  ? dais_text_duration(p->arena, p->language, item->minutes[side])
				  : DAIS_STR("0"));
	write_cell(p, change_words(p, item->change));
	dais_page_end(p);
}

static void
write_total(struct dais_page *p, const struct dais_contingency *c)
{
	unsigned before = c->total[DAIS_SIDE_NORMAL].used,
		 after = c->total[DAIS_SIDE_CONTINGENCY].used;

	dais_page_element(p, "tfoot", NULL);
	dais_page_element(p, "tr", NULL);
	dais_page_head(p, "row", dais_page_say(p, DAIS_SAY_TIMETABLE_TOTAL));
	write_cell(p, dais_text_duration(p->arena, p->language, before));
	write_cell(p, dais_text_duration(p->arena, p->language, after));
	write_cell(p, change_words(p, (int)after - (int)before));
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_items(struct dais_page *p, const struct timetable_format *f)
{
	const struct dais_contingency *c = f->costs;

	dais_page_element(p, "div", "scroll");
	dais_xml_attr_c(&p->xml, "tabindex", "0");
	dais_xml_attr_c(&p->xml, "role", "region");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_TIMETABLE_ITEM_TIMES));
	dais_page_element(p, "table", "tt-costs");
	dais_page_element(p, "thead", NULL);
	dais_page_element(p, "tr", NULL);
	dais_page_head(p, "col", dais_page_say(p, DAIS_SAY_TIMETABLE_ITEM));
	dais_page_head(p, "col", dais_timetable_modality(p->language, f->now));
	dais_page_head(p, "col", dais_timetable_modality(p->language, f->other));
	dais_page_head(p, "col", dais_page_say(p, DAIS_SAY_TIMETABLE_DIFFERENCE));
	dais_page_end(p);
	dais_page_end(p);
	dais_page_element(p, "tbody", NULL);
	for (size_t i = 0; i < c->items.n; i++)
		write_item(p, f->beside->record, &c->items.v[i]);
	dais_page_end(p);
	write_total(p, c);
	dais_page_end(p);
	dais_page_end(p);
}

static void
write_grid(struct dais_page *p, const struct timetable_view *shown, enum dais_modality modality)
{
	struct timetable_view labelled = *shown, *v = &labelled;

	labelled.label = dais_timetable_modality(p->language, modality);
	dais_page_element(p, "div", NULL);
	dais_page_element(p, "h3", NULL);
	dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language,
				   dais_timetable_modality(p->language, modality)));
	dais_page_end(p);
	timetable_write_verdict(p, v);
	timetable_write_grid(p, v);
	dais_page_end(p);
}

void
timetable_write_beside(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_BESIDE);
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < f->stated.n; i++)
		timetable_write_words(p, "li", f->stated.v[i]);
	dais_page_end(p);
	if (f->costs)
		write_items(p, f);
	dais_page_element(p, "div", "tt-beside");
	write_grid(p, v, f->now);
	write_grid(p, f->beside, f->other);
	dais_page_end(p);
}

/* ---- approval ---- */

/* An id of its own for each form that asks for an approval. */
static const char *
id_for(const struct dais_page *p, const char *id, const char *form)
{
	return dais_arena_printf(p->arena, "%s%s", id, form).p;
}

static void
write_bodies(struct dais_page *p, const struct timetable_format *f, const struct dais_record *r,
    const char *form)
{
	timetable_select(p, id_for(p, "approved-by", form), "by", DAIS_SAY_TIMETABLE_APPROVED_BY);
	for (size_t i = 0; i < r->bodies.n; i++) {
		dais_page_open_option(p, r->bodies.v[i].id, i == f->approver);
		dais_page_put_ml(p, &r->bodies.v[i].name);
		dais_xml_close(&p->xml);
	}
	timetable_select_end(p);
}

static void
write_approval(struct dais_page *p, const struct timetable_format *f, const struct dais_record *r,
    const char *form)
{
	struct dais_str today = dais_date_print(p->arena, f->today);

	timetable_field(p, id_for(p, "approved-on", form), DAIS_SAY_TIMETABLE_APPROVED_ON);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id_for(p, "approved-on", form));
	dais_xml_attr_c(&p->xml, "name", "date");
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_desk_typed(p, "date", today);
	dais_xml_close(&p->xml);
	dais_desk_written(p, today);
	dais_page_end(p);
	write_bodies(p, f, r, form);
	timetable_select(
	    p, id_for(p, "approved-how", form), "method", DAIS_SAY_TIMETABLE_APPROVED_HOW);
	dais_page_option(
	    p, DAIS_STR("silence"), dais_page_say(p, DAIS_SAY_TIMETABLE_METHOD_SILENCE), false);
	dais_page_option(
	    p, DAIS_STR("meeting"), dais_page_say(p, DAIS_SAY_TIMETABLE_METHOD_MEETING), false);
	dais_page_option(
	    p, DAIS_STR("other"), dais_page_say(p, DAIS_SAY_TIMETABLE_METHOD_OTHER), false);
	timetable_select_end(p);
}

static enum dais_say
method_words(struct dais_str method)
{
	if (dais_str_is(method, "silence"))
		return DAIS_SAY_TIMETABLE_METHOD_SILENCE;
	return dais_str_is(method, "meeting") ? DAIS_SAY_TIMETABLE_METHOD_MEETING
					      : DAIS_SAY_TIMETABLE_METHOD_OTHER;
}

/* Whose approval there is, or is needed: "Approved: extended Bureau, 16 May 2022, in a meeting". */
static void
write_approved(struct dais_page *p, const struct timetable_format *f, const struct dais_record *r,
    enum dais_modality m)
{
	size_t at = f->approvals[m];
	const struct dais_approval *one = at == DAIS_NONE ? NULL : &r->approvals.v[at];
	size_t body = one ? one->by : f->approver;
	const struct dais_say_value values[] = {
		{ "body", body == DAIS_NONE ? dais_text_term(p->language, "extended-bureau")
					    : dais_page_words(p, &r->bodies.v[body].name) },
		{ "date", one ? dais_text_date(p->arena, p->language, one->date) : DAIS_STR_NONE },
		{ "how", one ? dais_page_say(p, method_words(one->method)) : DAIS_STR_NONE }
	};

	if (!one && m == DAIS_MODALITY_IN_PERSON)
		return;
	timetable_write_words(p, "p",
	    dais_say_fill(p->arena, p->language,
		one ? DAIS_SAY_TIMETABLE_APPROVED : DAIS_SAY_TIMETABLE_NOT_APPROVED, values, 3));
}

/* The step of chair and bureau. @form tells its ids from those of other forms of the page. */
static void
write_approve(struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f,
    enum dais_modality m, const char *form)
{
	timetable_form(p, v);
	dais_page_hidden(p, "modality", dais_str_from(dais_modality_name(m)));
	write_approval(p, f, v->record, form);
	timetable_button(p, "approve", NULL, DAIS_SAY_TIMETABLE_APPROVE);
	timetable_form_end(p);
}

static void
write_release_choice(struct dais_page *p)
{
	dais_page_open_box(p, "release", DAIS_STR("1"), true);
	dais_page_put(p, DAIS_SAY_TIMETABLE_SWITCH_RELEASE);
	dais_page_end(p);
}

/* Putting it in force, with its approval where that is still to be recorded. */
static void
write_switch(struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f,
    bool approved)
{
	timetable_form(p, v);
	dais_page_hidden(p, "modality", dais_str_from(dais_modality_name(f->other)));
	if (!approved)
		write_approval(p, f, v->record, "");
	if (f->may_release)
		write_release_choice(p);
	timetable_button(p, "switch", NULL, DAIS_SAY_TIMETABLE_SWITCH);
	if (!approved)
		timetable_button(p, "approve", "quiet", DAIS_SAY_TIMETABLE_APPROVE_ONLY);
	timetable_form_end(p);
}

static void
write_steps(struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f)
{
	bool approved = f->approvals[f->other] != DAIS_NONE;

	dais_page_element(p, "section", NULL);
	dais_xml_attr_c(&p->xml, "id", "approval");
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_SWITCH_TITLE);
	if (f->may_switch)
		dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_SWITCH_LEAD);
	write_approved(p, f, v->record, f->other);
	if (f->may_switch && (approved || f->may_approve || f->other == DAIS_MODALITY_IN_PERSON))
		write_switch(p, v, f, approved || !f->may_approve);
	else if (!approved && f->may_approve)
		write_approve(p, v, f, f->other, "");
	dais_page_end(p);
}

/* ---- the notice, as it will go ---- */

static void
write_notice(struct dais_page *p, const struct timetable_format *f)
{
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_TIMETABLE_NOTICE_TITLE);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_TIMETABLE_NOTICE_LEAD);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!f->notice[l].n)
			continue;
		dais_page_element(p, "details", "panel tt-notice");
		if ((enum dais_lang)l == p->language)
			dais_xml_attr_c(&p->xml, "open", "open");
		dais_page_element(p, "summary", NULL);
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code((enum dais_lang)l));
		dais_xml_text_c(&p->xml, dais_own_names[l]);
		dais_page_end(p);
		dais_page_element(p, "div", NULL);
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code((enum dais_lang)l));
		dais_xml_attr_c(&p->xml, "dir", l == DAIS_LANG_AR ? "rtl" : "ltr");
		for (size_t i = 0; i < f->notice[l].n; i++)
			timetable_write_words(p, "p", f->notice[l].v[i]);
		dais_page_end(p);
		dais_page_end(p);
	}
}

/* ---- the page ---- */

static void
write_one(struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f,
    enum dais_modality m)
{
	struct dais_str name = dais_str_from(dais_modality_name(m));
	bool ready = v->record->plans[m].n > 0;

	dais_page_element(p, "li", NULL);
	dais_page_element(p, "h2", NULL);
	dais_xml_text(&p->xml,
	    dais_text_capitalise(p->arena, p->language, dais_timetable_modality(p->language, m)));
	dais_page_end(p);
	dais_page_say_in(p, "p", NULL,
	    m == f->now ? DAIS_SAY_TIMETABLE_FORMAT_IN_FORCE
	    : ready     ? DAIS_SAY_TIMETABLE_FORMAT_READY
			: DAIS_SAY_TIMETABLE_FORMAT_MISSING);
	write_approved(p, f, v->record, m);
	if (m == f->now && m != DAIS_MODALITY_IN_PERSON && f->may_approve &&
	    f->approvals[m] == DAIS_NONE)
		write_approve(p, v, f, m, "-now");
	if (ready && m != f->now) {
		dais_page_element(p, "p", NULL);
		dais_page_link(p,
		    dais_arena_printf(p->arena, "%.*s/format?modality=%.*s",
			DAIS_STR_ARG(timetable_path(p, v->package)), DAIS_STR_ARG(name)),
		    NULL);
		if (m == f->other)
			dais_xml_attr_c(&p->xml, "aria-current", "true");
		dais_page_put(p, DAIS_SAY_TIMETABLE_FORMAT_LOOK);
		dais_xml_close(&p->xml);
		dais_page_end(p);
	}
	if (v->may_edit && m != f->now) {
		timetable_form(p, v);
		dais_page_hidden(p, "modality", name);
		timetable_button(p, "plan-format", ready ? "quiet" : NULL,
		    ready ? DAIS_SAY_TIMETABLE_FORMAT_AGAIN : DAIS_SAY_TIMETABLE_FORMAT_MAKE);
		timetable_form_end(p);
	}
	dais_page_end(p);
}

void
timetable_write_format(
    struct dais_page *p, const struct timetable_view *v, const struct timetable_format *f)
{
	timetable_load(p, false);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_TIMETABLE_FORMAT_TITLE);
	dais_page_say_in(p, "p", "lead", DAIS_SAY_TIMETABLE_FORMAT_LEAD);
	dais_page_element(p, "ul", "plain tt-formats");
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++)
		write_one(p, v, f, (enum dais_modality)m);
	dais_page_end(p);
	if (f->beside) {
		timetable_write_beside(p, v, f);
		write_steps(p, v, f);
		write_notice(p, f);
	}
	timetable_write_back(p, v);
}
