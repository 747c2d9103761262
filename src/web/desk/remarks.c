/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/text.h"
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

/* Messages are parts of a line elsewhere; here they are sentences. */
static void
sentence(struct dais_page *p, struct dais_str text)
{
	dais_xml_text(&p->xml, dais_text_capitalise(p->arena, p->language, text));
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
	if (m->path.n)
		dais_page_link(p, dais_desk_address(p, m->path), NULL);
	else
		dais_xml_open(&p->xml, "span");
	sentence(p, m->message);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "rule");
	dais_xml_text_c(&p->xml, m->rule);
	dais_xml_close(&p->xml);
	if (m->hint.n) {
		dais_desk_open(p, "p", "hint");
		sentence(p, m->hint);
		dais_xml_close(&p->xml);
	}
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

void
dais_desk_refusals(struct dais_page *p, const struct dais_diags *diags)
{
	desk_remark_vec remarks = { 0 };

	for (size_t i = 0; diags && i < diags->list.n; i++)
		dais_vec_push(p->arena, &remarks,
		    ((struct desk_remark){ .language = -1,
			.severity = diags->list.v[i].severity,
			.rule = diags->list.v[i].rule,
			.message = diags->list.v[i].message,
			.hint = diags->list.v[i].hint }));
	dais_desk_remarks(p, &remarks, DAIS_STR_NONE, DAIS_STR_NONE);
}
