/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The form that adds an item or a part of one.
 */
#include "web/desk/items_priv.h"

static const enum dais_say kind_words[DAIS_ITEM_KIND_COUNT] = {
	[DAIS_ITEM_ORGANIZATIONAL] = DAIS_SAY_DESK_KIND_ORGANIZATIONAL,
	[DAIS_ITEM_SUBSTANTIVE] = DAIS_SAY_DESK_KIND_SUBSTANTIVE,
	[DAIS_ITEM_REVIEW] = DAIS_SAY_DESK_KIND_REVIEW,
	[DAIS_ITEM_OTHER] = DAIS_SAY_DESK_KIND_OTHER,
	[DAIS_ITEM_REPORT] = DAIS_SAY_DESK_KIND_REPORT,
	[DAIS_ITEM_OPENING] = DAIS_SAY_DESK_KIND_OPENING,
	[DAIS_ITEM_ADOPTION_OF_AGENDA] = DAIS_SAY_DESK_KIND_ADOPTION_OF_AGENDA,
};

/* Files need another form of the body, which the button asks for. */
void
dais_desk_file(struct dais_page *p, const char *id, enum dais_say label, const char *accept)
{
	dais_desk_open(p, "p", "field");
	dais_page_label(p, id, label);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "file");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", id);
	dais_xml_attr_c(&p->xml, "accept", accept);
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	dais_desk_open(p, "button", "button");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr_c(&p->xml, "formenctype", "multipart/form-data");
	dais_page_put(p, DAIS_SAY_DESK_UPLOAD);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_kinds(struct dais_page *p, const char *id, enum dais_item_kind selected)
{
	dais_page_open_select(p, id, "kind");
	for (unsigned k = 0; k < DAIS_ITEM_KIND_COUNT; k++) {
		dais_page_open_option(p, dais_str_from(dais_item_kind_name((enum dais_item_kind)k)),
		    k == (unsigned)selected);
		dais_page_put(p, kind_words[k]);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* Items that can be chosen; parts and those of no agenda are left out. */
static void
choose_item(struct dais_page *p, const struct desk_items *v, const char *id, const char *name,
    enum dais_say nothing, size_t selected)
{
	dais_page_open_select(p, id, name);
	dais_page_open_option(p, DAIS_STR_NONE, selected == DAIS_NONE);
	dais_page_put(p, nothing);
	dais_xml_close(&p->xml);
	for (size_t i = 0; i < v->record->items.n; i++) {
		const struct dais_item *it = &v->record->items.v[i];

		if (it->parent != DAIS_NONE)
			continue;
		dais_page_open_option(p, it->id, i == selected);
		dais_xml_text(&p->xml, dais_desk_words(p, &it->title));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* A new item of substance stands before "other matters" and the report. */
static size_t
usual_place(const struct dais_record *r)
{
	for (size_t i = 0; i < r->items.n; i++)
		if (r->items.v[i].parent == DAIS_NONE && r->items.v[i].kind == DAIS_ITEM_OTHER)
			return i;
	for (size_t i = 0; i < r->items.n; i++)
		if (r->items.v[i].parent == DAIS_NONE && r->items.v[i].kind == DAIS_ITEM_REPORT)
			return i;
	return DAIS_NONE;
}

static void
choose_bodies(struct dais_page *p, const struct desk_items *v)
{
	dais_desk_open(p, "fieldset", "field");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_ON_AGENDAS);
	for (size_t c = 0; c < v->agendas.columns.n; c++) {
		size_t body = v->agendas.columns.v[c];

		dais_page_open_box(p, "body", v->record->bodies.v[body].id, true);
		dais_xml_text(&p->xml, dais_desk_body_name(v->record, body, p->language));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_write_add(struct dais_page *p, const struct desk_items *v)
{
	dais_desk_open(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", "add");
	dais_desk_say(p, "summary", NULL, DAIS_SAY_DESK_ADD_ITEM);
	dais_page_form(p, dais_desk_address(p,
			      dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package))));
	dais_page_hidden(p, "do", DAIS_STR("add"));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	dais_desk_open(p, "div", "fields");
	dais_desk_open(p, "p", "field wide");
	dais_page_label(p, "add-title", DAIS_SAY_DESK_TITLE);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", "add-title");
	dais_xml_attr_c(&p->xml, "name", "title");
	dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_attr_c(&p->xml, "maxlength", "1000");
	dais_page_language(p, p->language);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "field");
	dais_page_label(p, "add-kind", DAIS_SAY_DESK_KIND);
	dais_desk_kinds(p, "add-kind", DAIS_ITEM_SUBSTANTIVE);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "field");
	dais_page_label(p, "add-before", DAIS_SAY_DESK_STANDS_BEFORE);
	choose_item(p, v, "add-before", "before", DAIS_SAY_DESK_AT_THE_END, usual_place(v->record));
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "field");
	dais_page_label(p, "add-parent", DAIS_SAY_DESK_AS_PART_OF);
	choose_item(p, v, "add-parent", "parent", DAIS_SAY_DESK_AN_ITEM, DAIS_NONE);
	dais_xml_close(&p->xml);
	choose_bodies(p, v);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	dais_desk_open(p, "button", "button");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_page_put(p, DAIS_SAY_DESK_ADD_ITEM);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}
