/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/desk_priv.h"

static const enum dais_say severity_words[DAIS_SEVERITY_COUNT] = {
	[DAIS_SEVERITY_INFO] = DAIS_SAY_DESK_SEVERITY_INFO,
	[DAIS_SEVERITY_WARNING] = DAIS_SAY_DESK_SEVERITY_WARNING,
	[DAIS_SEVERITY_ERROR] = DAIS_SAY_DESK_SEVERITY_ERROR,
};
static const char *const severity_class[DAIS_SEVERITY_COUNT] = {
	[DAIS_SEVERITY_INFO] = "remark info",
	[DAIS_SEVERITY_WARNING] = "remark warning",
	[DAIS_SEVERITY_ERROR] = "remark error",
};

/* The words of the checker are English (doc/rules.md): marked so on a page in another language. */
static void
words(struct dais_page *p, const char *class, struct dais_str text)
{
	dais_desk_open(p, "span", class);
	if (p->language != DAIS_LANG_EN)
		dais_desk_language(p, DAIS_LANG_EN);
	dais_xml_text(&p->xml, text);
	dais_xml_close(&p->xml);
}

static void
remark(struct dais_page *p, const struct desk_remark *m)
{
	dais_desk_open(p, "li", severity_class[m->severity]);
	dais_desk_say(p, "b", NULL, severity_words[m->severity]);
	dais_xml_text_c(&p->xml, " ");
	if (m->language >= 0) {
		dais_desk_open(p, "span", "tag");
		dais_xml_text(&p->xml, dais_desk_own_name((enum dais_lang)m->language));
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " ");
	}
	words(p, NULL, m->message);
	if (m->hint.n) {
		dais_xml_text_c(&p->xml, " ");
		words(p, "hint", m->hint);
	}
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "rule");
	dais_xml_text_c(&p->xml, m->rule);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* Whether @m is about thing @kind @id; that of an annotation without its language and body:
 * "transfer" for "fr/transfer@ic". */
static bool
concerns(const struct desk_remark *m, struct dais_str kind, struct dais_str id)
{
	struct dais_str of = m->id;

	if (!kind.n)
		return true;
	if (!dais_str_eq(m->kind, kind))
		return false;
	if (dais_str_is(kind, "annotation") && of.n > 3 && of.p[2] == '/')
		of = dais_str_sub(of, 3, dais_str_find_char(of, '@', 0));
	return dais_str_eq(of, id);
}

void
dais_desk_remarks(
    struct dais_page *p, const desk_remark_vec *remarks, struct dais_str kind, struct dais_str id)
{
	bool open = false;

	for (size_t i = 0; remarks && i < remarks->n; i++) {
		const struct desk_remark *m = &remarks->v[i];

		if (!concerns(m, kind, id))
			continue;
		if (!open)
			dais_desk_open(p, "ul", "remarks");
		open = true;
		remark(p, m);
	}
	if (open)
		dais_xml_close(&p->xml);
}
