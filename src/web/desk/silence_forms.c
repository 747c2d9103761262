/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Forms of silence procedures: open one, answer it, put its end off, withdraw it, conclude it.
 */
#include "text/text.h"
#include "web/desk/facts.h"
#include "web/desk/silences.h"
#include "write/timetable/view.h"

#define OBJECTS "dates topics procedure format"

struct form {
	struct dais_page *p;
	const struct desk_silences *v;
	bool again; /* this form was refused: it shows what was sent */
};

static struct dais_str
value(const struct form *f, const char *name, struct dais_str usual)
{
	return f->again ? dais_desk_field(f->v->sent, name) : usual;
}

static void
open_field(const struct form *f, const char *name, enum dais_say label, bool wide)
{
	dais_desk_open(f->p, "p", wide ? "field wide" : "field");
	dais_page_label(f->p, name, label);
}

static void
open_input(const struct form *f, const char *name, const char *type, struct dais_str usual)
{
	struct dais_page *p = f->p;

	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", name);
	dais_xml_attr_c(&p->xml, "name", name);
	dais_desk_typed(p, type, value(f, name, usual));
}

/* A day and an hour, in the zone of the procedure: "closes" and "closes-hour". */
static void
moment(const struct form *f, const char *name, enum dais_say label, enum dais_say hour_label,
    struct dais_local usual)
{
	struct dais_page *p = f->p;
	const char *hour = dais_arena_printf(p->arena, "%s-hour", name).p;
	struct dais_str day = dais_date_print(p->arena, usual.date);
	struct dais_str time =
	    dais_arena_printf(p->arena, "%02d:%02d", usual.minute / 60, usual.minute % 60);

	open_field(f, name, label, false);
	open_input(f, name, "date", day);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	dais_desk_written(p, value(f, name, day));
	dais_xml_close(&p->xml);
	open_field(f, hour, hour_label, false);
	open_input(f, hour, "time", time);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	dais_desk_written_hour(p, value(f, hour, time));
	dais_xml_close(&p->xml);
}

static void
box(const struct form *f, const char *name, enum dais_say label)
{
	struct dais_page *p = f->p;

	dais_desk_open(p, "p", "field wide");
	dais_page_open_box(p, name, DAIS_STR("yes"), value(f, name, DAIS_STR_NONE).n > 0);
	dais_page_put(p, label);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* A text in each language of the package: "proposal-fr". */
static void
texts(const struct form *f, const char *name, enum dais_say label, bool is_long)
{
	struct dais_page *p = f->p;

	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, label);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *field =
		    dais_arena_printf(p->arena, "%s-%s", name, dais_lang_code((enum dais_lang)l)).p;

		if (!(f->v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_desk_open(p, "p", "title-field");
		dais_page_language_label(p, field, (enum dais_lang)l);
		dais_xml_open(&p->xml, is_long ? "textarea" : "input");
		dais_xml_attr_c(&p->xml, "id", field);
		dais_xml_attr_c(&p->xml, "name", field);
		dais_page_language(p, (enum dais_lang)l);
		if (is_long) {
			dais_xml_attr_c(&p->xml, "rows", "3");
			dais_xml_text_c(&p->xml, "\n"); /* HTML drops the first one */
			dais_xml_text(&p->xml, value(f, field, DAIS_STR_NONE));
		} else {
			dais_xml_attr(&p->xml, "value", value(f, field, DAIS_STR_NONE));
		}
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
end_form(struct dais_page *p, const char *class, const char *what, enum dais_say words)
{
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, class, dais_str_from(what), dais_page_say(p, words));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* Opens <details>, unfolded when its form was refused, and the form in it. */
static struct form
begin_form(struct dais_page *p, const struct desk_silences *v, const char *what,
    enum dais_say words, struct dais_str path)
{
	struct form f = { p, v, v->sent && dais_str_is(v->sent_form, what) };

	dais_desk_open(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", what);
	if (f.again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_desk_say(p, "summary", NULL, words);
	dais_page_form(p, dais_desk_address(p, path));
	return f;
}

/* ---- opening ---- */

/* The body that approved last, else the first that no meeting of the package is of. */
static size_t
likely_body(const struct dais_record *r)
{
	if (r->approvals.n)
		return r->approvals.v[r->approvals.n - 1].by;
	for (size_t b = 0; b < r->bodies.n; b++)
		if (dais_record_meeting_of(r, b) == DAIS_NONE)
			return b;
	return 0;
}

static void
body(const struct form *f)
{
	const struct dais_record *r = f->v->record;

	open_field(f, "by", DAIS_SAY_DESK_SILENCE_BY, false);
	dais_page_open_select(f->p, "by", "by");
	dais_desk_fact_bodies(f->p, r, value(f, "by", r->bodies.v[likely_body(r)].id));
	dais_xml_close(&f->p->xml);
	dais_xml_close(&f->p->xml);
}

static void
object(const struct form *f)
{
	struct dais_page *p = f->p;

	open_field(f, "object", DAIS_SAY_DESK_FACT_OBJECT, false);
	dais_page_open_select(p, "object", "object");
	dais_desk_fact_choices(p, OBJECTS, value(f, "object", DAIS_STR_NONE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	open_field(f, "modality", DAIS_SAY_DESK_SILENCE_MODALITY, false);
	dais_page_open_select(p, "modality", "modality");
	dais_page_open_option(p, DAIS_STR_NONE, false);
	dais_page_put(p, DAIS_SAY_DESK_SILENCE_ANY);
	dais_xml_close(&p->xml);
	for (unsigned m = 0; m < DAIS_MODALITY_COUNT; m++) {
		struct dais_str name = dais_str_from(dais_modality_name((enum dais_modality)m));

		dais_page_open_option(
		    p, name, dais_str_eq(value(f, "modality", DAIS_STR_NONE), name));
		dais_xml_text(&p->xml, dais_timetable_modality(p->language, (enum dais_modality)m));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* Procedures that came to nothing. */
static void
follows(const struct form *f)
{
	const struct dais_record *r = f->v->record;
	struct dais_page *p = f->p;
	bool any = false;

	for (size_t i = 0; i < r->silences.n; i++) {
		const struct dais_silence *s = &r->silences.v[i];
		enum dais_silence_state state = dais_silence_state(r, s, f->v->now_ms);

		if (state != DAIS_SILENCE_BROKEN && state != DAIS_SILENCE_WITHDRAWN)
			continue;
		if (!any) {
			open_field(f, "follows", DAIS_SAY_DESK_SILENCE_FOLLOWS, false);
			dais_page_open_select(p, "follows", "follows");
			dais_page_open_option(p, DAIS_STR_NONE, false);
			dais_page_put(p, DAIS_SAY_DESK_SILENCE_FOLLOWS_NONE);
			dais_xml_close(&p->xml);
		}
		any = true;
		dais_page_open_option(
		    p, s->id, dais_str_eq(value(f, "follows", DAIS_STR_NONE), s->id));
		dais_xml_text(&p->xml, dais_desk_silence_object(p, s->object));
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(&p->xml, dais_text_date(p->arena, p->language, s->opens.date));
		dais_xml_close(&p->xml);
	}
	if (any) {
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
}

void
dais_desk_write_silence_open(struct dais_page *p, const struct desk_silences *v)
{
	const struct dais_record *r = v->record;
	/* A procedure that is not there yet: of the meetings of the package, in their zone. */
	const struct dais_silence blank = { .meetings = r->together };
	struct dais_local opens = dais_silence_local(r, &blank, v->now_ms);
	struct dais_local end = dais_silence_first_end(r, &blank, opens);
	struct dais_str zone = dais_silence_zone(r, &blank);
	const struct dais_say_value rule[] = { { "zone", zone.n ? zone : DAIS_STR("UTC") },
		{ "hours", dais_arena_printf(p->arena, "%u", r->profile.silence_hours) },
		{ "end", dais_text_opening(p->arena, p->language, end) } };
	struct form f = begin_form(p, v, "open", DAIS_SAY_DESK_SILENCE_OPEN,
	    dais_arena_printf(p->arena, "%.*s/silences#open", DAIS_STR_ARG(v->package)));

	dais_desk_open(p, "div", "fields");
	object(&f);
	body(&f);
	follows(&f);
	texts(&f, "proposal", DAIS_SAY_DESK_SILENCE_PROPOSAL, true);
	texts(&f, "asked", DAIS_SAY_DESK_SILENCE_ASKED, false);
	dais_desk_open(p, "p", "soft wide");
	dais_xml_text(&p->xml, dais_desk_fill(p, DAIS_SAY_DESK_SILENCE_RULE, rule, 3));
	dais_xml_close(&p->xml);
	moment(&f, "opens", DAIS_SAY_DESK_SILENCE_OPENS, DAIS_SAY_DESK_SILENCE_OPENS_HOUR, opens);
	moment(&f, "closes", DAIS_SAY_DESK_SILENCE_CLOSES, DAIS_SAY_DESK_SILENCE_CLOSES_HOUR, end);
	box(&f, "public", DAIS_SAY_DESK_SILENCE_PUBLIC);
	dais_xml_close(&p->xml);
	end_form(p, "button", "open", DAIS_SAY_DESK_SILENCE_DO_OPEN);
	dais_xml_close(&p->xml);
}

/* ---- of one that is there ---- */

/* Who answered, and when: for somebody who records what reached the secretariat. */
static void
received(const struct form *f, const struct dais_silence *s)
{
	struct dais_page *p = f->p;

	open_field(f, "from", DAIS_SAY_DESK_SILENCE_FROM, false);
	open_input(f, "from", "text", DAIS_STR_NONE);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_attr_c(&p->xml, "dir", "auto");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	moment(f, "at", DAIS_SAY_DESK_SILENCE_RECEIVED, DAIS_SAY_DESK_SILENCE_RECEIVED_HOUR,
	    dais_silence_local(f->v->record, s, f->v->now_ms));
}

static void
answer(struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s,
    struct dais_str path)
{
	struct form f = begin_form(p, v, "answer", DAIS_SAY_DESK_SILENCE_ANSWER, path);

	dais_desk_open(p, "div", "fields");
	open_field(&f, "kind", DAIS_SAY_DESK_SILENCE_KIND, false);
	dais_page_open_select(p, "kind", "kind");
	for (unsigned k = 0; k < DAIS_REPLY_KIND_COUNT; k++) {
		struct dais_str name = dais_str_from(dais_reply_kind_name((enum dais_reply_kind)k));
		enum dais_say what;

		dais_page_open_option(p, name, dais_str_eq(value(&f, "kind", DAIS_STR_NONE), name));
		if (dais_say_find(
			dais_arena_printf(p->arena, "desk.reply-%.*s", DAIS_STR_ARG(name)), &what))
			dais_page_put(p, what);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (!v->himself.n)
		received(&f, s);
	open_field(&f, "words", DAIS_SAY_DESK_SILENCE_WORDS, true);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", "words");
	dais_xml_attr_c(&p->xml, "name", "words");
	dais_xml_attr_c(&p->xml, "rows", "3");
	dais_xml_attr_c(&p->xml, "dir", "auto");
	dais_xml_text_c(&p->xml, "\n");
	dais_xml_text(&p->xml, value(&f, "words", DAIS_STR_NONE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (!v->himself.n)
		box(&f, "without", DAIS_SAY_DESK_SILENCE_WITHOUT);
	dais_xml_close(&p->xml);
	if (v->himself.n) {
		dais_desk_open(p, "p", "soft");
		dais_xml_text(
		    &p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_SILENCE_YOURS, "name", v->himself));
		dais_xml_close(&p->xml);
	}
	end_form(p, "button", "answer", DAIS_SAY_DESK_SILENCE_ANSWER);
	dais_xml_close(&p->xml);
}

static void
extend(struct dais_page *p, const struct desk_silences *v, const struct dais_silence *s,
    struct dais_str path)
{
	struct form f = begin_form(p, v, "extend", DAIS_SAY_DESK_SILENCE_EXTEND, path);

	dais_desk_open(p, "div", "fields");
	moment(&f, "closes", DAIS_SAY_DESK_SILENCE_CLOSES, DAIS_SAY_DESK_SILENCE_CLOSES_HOUR,
	    s->closes);
	dais_xml_close(&p->xml);
	end_form(p, "button", "extend", DAIS_SAY_DESK_SILENCE_EXTEND);
	dais_xml_close(&p->xml);
}

static void
press(struct dais_page *p, struct dais_str path, const char *class, const char *what,
    enum dais_say words)
{
	dais_page_form(p, dais_desk_address(p, path));
	end_form(p, class, what, words);
}

void
dais_desk_write_silence_forms(struct dais_page *p, const struct desk_silences *v)
{
	const struct dais_silence *s = &v->record->silences.v[v->shown];
	enum dais_silence_state state = dais_silence_state(v->record, s, v->now_ms);
	bool concluded = dais_silence_approval(v->record, v->shown) != DAIS_NONE;
	bool runs = state == DAIS_SILENCE_OPEN || state == DAIS_SILENCE_AHEAD;
	struct dais_str path = dais_desk_silence_path(p->arena, v->package, s->id);

	if (state == DAIS_SILENCE_HELD && !concluded && v->may_conclude) {
		dais_desk_say(p, "p", "note", DAIS_SAY_DESK_SILENCE_TO_CONCLUDE);
		press(p, path, "button", "conclude", DAIS_SAY_DESK_SILENCE_CONCLUDE);
	}
	/* What comes late is recorded still by whoever records; it does not count. */
	if (v->may_answer && state != DAIS_SILENCE_WITHDRAWN &&
	    (!v->himself.n || (!concluded && state != DAIS_SILENCE_AHEAD)))
		answer(p, v, s, path);
	if (v->may_open && runs) {
		extend(p, v, s, path);
		press(p, path, "button quiet", "withdraw", DAIS_SAY_DESK_SILENCE_WITHDRAW);
	}
}
