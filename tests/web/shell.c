/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "shell.h"

void
shell_begin(struct dais_page *p, enum dais_lang l, struct dais_arena *a, const char *assets)
{
	*p = (struct dais_page){ .arena = a, .language = l };
	dais_buf_init(&p->out, DAIS_BUF_MAX);
	dais_xml_begin(&p->xml, &p->out, DAIS_XML_MODE_HTML);
	dais_xml_open(&p->xml, "html");
	dais_xml_attr_c(&p->xml, "lang", dais_lang_code(l));
	dais_xml_attr_c(&p->xml, "dir", dais_lang_is_rtl(l) ? "rtl" : "ltr");
	dais_xml_open(&p->xml, "head");
	dais_xml_open(&p->xml, "meta");
	dais_xml_attr_c(&p->xml, "charset", "utf-8");
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "meta");
	dais_xml_attr_c(&p->xml, "name", "viewport");
	dais_xml_attr_c(&p->xml, "content", "width=device-width, initial-scale=1");
	dais_xml_close(&p->xml);
	dais_xml_elem(&p->xml, "title", DAIS_STR("dais"));
	static const char *const styles[] = { "site.css", "desk.css" };
	for (size_t i = 0; i < 2; i++) {
		dais_xml_open(&p->xml, "link");
		dais_xml_attr_c(&p->xml, "rel", "stylesheet");
		dais_xml_attr(&p->xml, "href", dais_arena_printf(a, "%s/%s", assets, styles[i]));
		dais_xml_close(&p->xml);
	}
	dais_xml_open(&p->xml, "script");
	dais_xml_attr_c(&p->xml, "defer", "defer");
	dais_xml_attr(&p->xml, "src", dais_arena_printf(a, "%s/desk.js", assets));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "body");
	dais_xml_open(&p->xml, "main");
	dais_xml_attr_c(&p->xml, "id", "content");
	dais_xml_attr_c(&p->xml, "class", "wide");
}

struct dais_str
shell_end(struct dais_page *p)
{
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_finish(&p->xml);
	struct dais_str out = dais_buf_dup(&p->out, p->arena);
	dais_buf_release(&p->out);
	return out;
}

struct dais_str
dais_page_say(const struct dais_page *p, enum dais_say what)
{
	return dais_say(p->language, what);
}

void
dais_page_put(struct dais_page *p, enum dais_say what)
{
	dais_xml_text(&p->xml, dais_say(p->language, what));
}

void
dais_page_put_ml(struct dais_page *p, const struct dais_ml *ml)
{
	if (ml->in[p->language].n) {
		dais_xml_text(&p->xml, ml->in[p->language]);
		return;
	}
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!ml->in[l].n)
			continue;
		dais_xml_open(&p->xml, "span");
		dais_xml_attr_c(&p->xml, "lang", dais_lang_code((enum dais_lang)l));
		dais_xml_attr_c(
		    &p->xml, "dir", dais_lang_is_rtl((enum dais_lang)l) ? "rtl" : "ltr");
		dais_xml_text(&p->xml, ml->in[l]);
		dais_xml_close(&p->xml);
		return;
	}
}

void
dais_page_form(struct dais_page *p, struct dais_str action)
{
	dais_xml_open(&p->xml, "form");
	dais_xml_attr_c(&p->xml, "method", "post");
	dais_xml_attr(&p->xml, "action", action);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "type", "hidden");
	dais_xml_attr_c(&p->xml, "name", "token");
	dais_xml_attr_c(&p->xml, "value", "test");
	dais_xml_close(&p->xml);
}

void
dais_page_time(struct dais_page *p, struct dais_local at, struct dais_str zone)
{
	(void)zone;
	dais_xml_elem(&p->xml, "time", dais_local_print(p->arena, at));
}
