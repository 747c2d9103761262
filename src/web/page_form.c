/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Forms of pages: what is alike in all of them.
 */
#include "web/site.h"

void
dais_page_form(struct dais_page *p, struct dais_str action)
{
	dais_page_element(p, "form", "form");
	dais_xml_attr_c(&p->xml, "method", "post");
	dais_xml_attr(&p->xml, "action", action);
	dais_xml_newline(&p->xml);
	if (p->exchange)
		dais_page_hidden(p, "form-token", dais_site_form_token(p->site, p->exchange));
}

void
dais_page_hidden(struct dais_page *p, const char *name, struct dais_str value)
{
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "hidden");
	dais_xml_attr_c(&p->xml, "name", name);
	dais_xml_attr(&p->xml, "value", value);
	dais_xml_close(&p->xml);
}

void
dais_page_label(struct dais_page *p, const char *id, enum dais_say words)
{
	dais_xml_open(&p->xml, "label");
	dais_xml_attr_c(&p->xml, "for", id);
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
}

void
dais_page_language_label(struct dais_page *p, const char *id, enum dais_lang l)
{
	dais_xml_open(&p->xml, "label");
	dais_xml_attr_c(&p->xml, "for", id);
	dais_page_language(p, l);
	dais_xml_text_c(&p->xml, dais_own_names[l]);
	dais_xml_close(&p->xml);
}

void
dais_page_open_select(struct dais_page *p, const char *id, const char *name)
{
	dais_xml_open(&p->xml, "select");
	if (id)
		dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", name);
}

void
dais_page_open_option(struct dais_page *p, struct dais_str value, bool is_chosen)
{
	dais_xml_open(&p->xml, "option");
	dais_xml_attr(&p->xml, "value", value);
	if (is_chosen)
		dais_xml_attr_c(&p->xml, "selected", "selected");
}

void
dais_page_option(struct dais_page *p, struct dais_str value, struct dais_str words, bool is_chosen)
{
	dais_page_open_option(p, value, is_chosen);
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
}

void
dais_page_open_box_as(struct dais_page *p, const struct dais_page_box *box)
{
	dais_page_element(p, "label", "check");
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", box->is_radio ? "radio" : "checkbox");
	dais_xml_attr_c(&p->xml, "name", box->name);
	dais_xml_attr(&p->xml, "value", box->value);
	if (box->is_required)
		dais_xml_attr_c(&p->xml, "required", "required");
	if (box->is_ticked)
		dais_xml_attr_c(&p->xml, "checked", "checked");
	if (box->is_fixed)
		dais_xml_attr_c(&p->xml, "disabled", "disabled");
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
}

void
dais_page_open_box(struct dais_page *p, const char *name, struct dais_str value, bool is_ticked)
{
	const struct dais_page_box box = { .name = name, .value = value, .is_ticked = is_ticked };

	dais_page_open_box_as(p, &box);
}

void
dais_page_find(struct dais_page *p, const char *selector)
{
	dais_page_element(p, "p", "find");
	dais_xml_attr_c(&p->xml, "data-find", selector);
	dais_xml_attr_c(&p->xml, "hidden", "hidden");
	dais_page_label(p, "find", DAIS_SAY_COMMON_FIND);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", "find");
	dais_xml_attr_c(&p->xml, "type", "search");
	dais_xml_attr_c(&p->xml, "autocomplete", "off");
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_open(&p->xml, "output");
	dais_xml_attr_c(&p->xml, "for", "find");
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_script(p, "find.js");
}
