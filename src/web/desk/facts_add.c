/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The forms that add a meeting, a body, a mandate or an approval: the few fields that nothing else
 * can tell. All others are on the page of what has been added.
 */
#include "service/house/facts.h"
#include "web/desk/facts.h"

struct form {
	struct dais_page *p;
	const struct desk_facts *v;
	const char *kind;
	bool again; /* this form was refused: it shows what was sent */
};

/* What stands in field @name: what was sent and refused, else @usual. */
static struct dais_str
value(const struct form *f, const char *name, struct dais_str usual)
{
	return f->again ? dais_desk_field(f->v->sent, name) : usual;
}

/* "add-body-name": the fields of the forms of one page have ids of their own. */
static const char *
id_of(const struct form *f, const char *name)
{
	return dais_arena_printf(f->p->arena, "add-%s-%s", f->kind, name).p;
}

static void
open_field(const struct form *f, const char *name, enum dais_say label, bool wide)
{
	dais_desk_open(f->p, "p", wide ? "field wide" : "field");
	dais_page_label(f->p, id_of(f, name), label);
}

static void
input(const struct form *f, const char *name, const char *type, enum dais_say label, bool required,
    bool wide)
{
	struct dais_page *p = f->p;

	open_field(f, name, label, wide);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id_of(f, name));
	dais_xml_attr_c(&p->xml, "name", name);
	dais_desk_typed(p, type, value(f, name, DAIS_STR_NONE));
	if (strcmp(type, "text") == 0)
		dais_xml_attr_c(&p->xml, "dir", "auto");
	if (strcmp(type, "number") == 0)
		dais_xml_attr_c(&p->xml, "min", "1");
	if (required)
		dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	if (strcmp(type, "date") == 0)
		dais_desk_written(p, value(f, name, DAIS_STR_NONE));
	dais_xml_close(&p->xml);
}

static void
choice(const struct form *f, const char *name, enum dais_say label, const char *choices)
{
	open_field(f, name, label, false);
	dais_page_open_select(f->p, id_of(f, name), name);
	dais_desk_fact_choices(f->p, choices, value(f, name, DAIS_STR_NONE));
	dais_xml_close(&f->p->xml);
	dais_xml_close(&f->p->xml);
}

static void
body(const struct form *f, const char *name, enum dais_say label, bool or_none)
{
	struct dais_page *p = f->p;

	open_field(f, name, label, false);
	dais_page_open_select(p, id_of(f, name), name);
	if (or_none) {
		dais_page_open_option(p, DAIS_STR_NONE, false);
		dais_page_put(p, DAIS_SAY_DESK_FACT_PARENT_NONE);
		dais_xml_close(&p->xml);
	}
	dais_desk_fact_bodies(p, f->v->record, value(f, name, DAIS_STR_NONE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
together(const struct form *f)
{
	struct dais_page *p = f->p;

	dais_desk_open(p, "p", "field wide");
	dais_page_open_box(
	    p, "together", DAIS_STR("yes"), value(f, "together", DAIS_STR_NONE).n > 0);
	dais_page_put(p, DAIS_SAY_DESK_FACT_TOGETHER);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
fields(const struct form *f)
{
	if (strcmp(f->kind, "body") == 0) {
		input(f, "name", "text", DAIS_SAY_DESK_FACT_NAME, true, true);
		body(f, "parent", DAIS_SAY_DESK_FACT_PARENT, true);
		input(f, "symbol", "text", DAIS_SAY_DESK_FACT_SYMBOL, false, false);
		choice(f, "noun", DAIS_SAY_DESK_FACT_NOUN, "meeting session");
	} else if (strcmp(f->kind, "meeting") == 0) {
		body(f, "body", DAIS_SAY_DESK_FACT_BODY, false);
		input(f, "ordinal", "number", DAIS_SAY_DESK_FACT_ORDINAL, true, false);
		input(f, "opens", "date", DAIS_SAY_DESK_FACT_OPENS, true, false);
		input(f, "closes", "date", DAIS_SAY_DESK_FACT_CLOSES, true, false);
		together(f);
	} else if (strcmp(f->kind, "mandate") == 0) {
		body(f, "body", DAIS_SAY_DESK_FACT_OF_BODY, false);
		choice(f, "of", DAIS_SAY_DESK_FACT_KIND, "resolution decision rule other");
		input(f, "number", "text", DAIS_SAY_DESK_FACT_NUMBER, true, false);
		input(f, "title", "text", DAIS_SAY_DESK_FACT_TITLE, false, true);
	} else {
		choice(f, "object", DAIS_SAY_DESK_FACT_OBJECT, "dates topics procedure format");
		body(f, "by", DAIS_SAY_DESK_FACT_BY, false);
		choice(f, "method", DAIS_SAY_DESK_FACT_METHOD, "silence meeting other");
		input(f, "date", "date", DAIS_SAY_DESK_FACT_DATE, true, false);
	}
}

static enum dais_say
words_of(const char *kind)
{
	return strcmp(kind, "body") == 0      ? DAIS_SAY_DESK_FACTS_ADD_BODY
	       : strcmp(kind, "meeting") == 0 ? DAIS_SAY_DESK_FACTS_ADD_MEETING
	       : strcmp(kind, "mandate") == 0 ? DAIS_SAY_DESK_FACTS_ADD_MANDATE
					      : DAIS_SAY_DESK_FACTS_ADD_APPROVAL;
}

void
dais_desk_write_fact_add(struct dais_page *p, const struct desk_facts *v, const char *kind)
{
	const struct form f = { p, v, kind, v->sent && dais_str_is(v->adding, kind) };

	if (!v->record->bodies.n && strcmp(kind, "body") != 0)
		return; /* of a body that is not there yet */
	dais_desk_open(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", dais_arena_printf(p->arena, "add-%s", kind).p);
	if (f.again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_desk_say(p, "summary", NULL, words_of(kind));
	dais_page_form(p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/facts#add-%s",
						   DAIS_STR_ARG(v->package), kind)));
	dais_page_hidden(p, "kind", dais_str_from(kind));
	dais_desk_open(p, "div", "fields");
	fields(&f);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, "button", DAIS_STR("add"), dais_page_say(p, DAIS_SAY_DESK_FACT_ADD));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- what is sent ---- */

static bool
add_body(struct desk *d, struct dais_house_edit *e, struct dais_str *ret_id)
{
	struct dais_body_new what = { .symbol = dais_desk_trimmed(d, "symbol"),
		.parent = dais_desk_trimmed(d, "parent"),
		.noun_is_session = dais_str_is(dais_desk_trimmed(d, "noun"), "session") };

	what.name.in[d->page.language] = dais_desk_trimmed(d, "name");
	return dais_facts_add_body(e, &what, d->arena, ret_id, &d->err);
}

static bool
add_meeting(struct desk *d, struct dais_house_edit *e, struct dais_str *ret_id)
{
	struct dais_meeting_new what = { .body = dais_desk_trimmed(d, "body"),
		.together = dais_desk_trimmed(d, "together").n > 0 };
	int64_t ordinal = 0;

	if (dais_str_to_int(dais_desk_trimmed(d, "ordinal"), 1, 9999, &ordinal))
		what.ordinal = (unsigned)ordinal;
	return dais_desk_need_day(&d->page, dais_desk_trimmed(d, "opens"), DAIS_SAY_DESK_FACT_OPENS,
		   &what.opens, &d->err) &&
	       dais_desk_need_day(&d->page, dais_desk_trimmed(d, "closes"),
		   DAIS_SAY_DESK_FACT_CLOSES, &what.closes, &d->err) &&
	       dais_facts_add_meeting(e, &what, d->arena, ret_id, &d->err);
}

static bool
add_mandate(struct desk *d, struct dais_house_edit *e, struct dais_str *ret_id)
{
	struct dais_mandate_new what = { .body = dais_desk_trimmed(d, "body"),
		.number = dais_desk_trimmed(d, "number"),
		.kind = dais_desk_trimmed(d, "of") };

	what.title.in[d->page.language] = dais_desk_trimmed(d, "title");
	return dais_facts_add_mandate(e, &what, d->arena, ret_id, &d->err);
}

static bool
add_approval(struct desk *d, struct dais_house_edit *e, struct dais_str *ret_id)
{
	struct dais_approval_new what = { .object = dais_desk_trimmed(d, "object"),
		.by = dais_desk_trimmed(d, "by"),
		.method = dais_desk_trimmed(d, "method") };

	return dais_desk_need_day(&d->page, dais_desk_trimmed(d, "date"), DAIS_SAY_DESK_FACT_DATE,
		   &what.date, &d->err) &&
	       dais_facts_add_approval(e, &what, d->arena, ret_id, &d->err);
}

bool
dais_desk_add_fact(
    struct desk *d, struct dais_house_edit *e, struct dais_str kind, struct dais_str *ret_id)
{
	if (dais_str_is(kind, "body"))
		return add_body(d, e, ret_id);
	if (dais_str_is(kind, "meeting"))
		return add_meeting(d, e, ret_id);
	if (dais_str_is(kind, "mandate"))
		return add_mandate(d, e, ret_id);
	if (dais_str_is(kind, "approval"))
		return add_approval(d, e, ret_id);
	return dais_err_set(
	    &d->err, DAIS_ERR_INVALID, "there is no form for %.*s", DAIS_STR_ARG(kind));
}
