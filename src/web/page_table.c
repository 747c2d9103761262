/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Tables of pages: what is alike in all of them.
 */
#include "web/site.h"

void
dais_page_open_head(struct dais_page *p, const char *scope)
{
	dais_xml_open(&p->xml, "th");
	dais_xml_attr_c(&p->xml, "scope", scope);
}

void
dais_page_head(struct dais_page *p, const char *scope, struct dais_str words)
{
	dais_page_open_head(p, scope);
	dais_xml_text(&p->xml, words);
	dais_page_end(p);
}

void
dais_page_column(struct dais_page *p, enum dais_say words)
{
	dais_page_head(p, "col", dais_page_say(p, words));
}

void
dais_page_columns(struct dais_page *p, const enum dais_say *words, size_t n)
{
	dais_page_element(p, "thead", NULL);
	dais_page_element(p, "tr", NULL);
	for (size_t i = 0; i < n; i++)
		dais_page_column(p, words[i]);
	dais_page_end(p);
	dais_page_end(p);
}

void
dais_page_open_cell(struct dais_page *p, const char *class_name, enum dais_say head)
{
	dais_page_element(p, "td", class_name);
	dais_xml_attr(&p->xml, "data-label", dais_page_say(p, head));
}
