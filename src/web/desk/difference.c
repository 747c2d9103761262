/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/compare.h"
#include "web/desk/texts_priv.h"

/* Signs that screens and ears can tell apart without colour stand in words beside each change. */
static void
changed(struct dais_page *p, const char *element, enum dais_say mark, struct dais_str text)
{
	dais_xml_open(&p->xml, element);
	dais_desk_open(p, "span", "unseen");
	dais_xml_attr_c(&p->xml, "lang", dais_lang_code(p->language));
	dais_page_put(p, mark);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_close(&p->xml);
	dais_xml_text(&p->xml, text);
	dais_xml_close(&p->xml);
}

void
dais_desk_difference(
    struct dais_page *p, enum dais_lang l, struct dais_str before, struct dais_str after)
{
	dais_compare_vec runs = { 0 };

	dais_text_compare(p->arena, before, after, &runs);
	dais_desk_open(p, "div", "difference");
	dais_page_language(p, l);
	for (size_t i = 0; i < runs.n; i++) {
		struct dais_str text = runs.v[i].text;

		if (runs.v[i].kind == DAIS_COMPARE_SAME)
			dais_xml_text(&p->xml, text);
		else if (runs.v[i].kind == DAIS_COMPARE_GONE)
			changed(p, "del", DAIS_SAY_DESK_GONE_MARK, text);
		else
			changed(p, "ins", DAIS_SAY_DESK_NEW_MARK, text);
	}
	dais_xml_close(&p->xml);
}
