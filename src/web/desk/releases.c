/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/overview_priv.h"

static void
write_errors(struct dais_page *p, const struct desk_releases *v)
{
	desk_remark_vec errors = { 0 };

	if (!v->errors)
		return;
	for (size_t i = 0; i < v->remarks->n; i++)
		if (v->remarks->v[i].severity == DAIS_SEVERITY_ERROR)
			dais_vec_push(p->arena, &errors, v->remarks->v[i]);
	dais_desk_say(p, "h3", NULL, DAIS_SAY_DESK_RELEASE_KEPT_BACK);
	dais_desk_remarks(p, &errors, DAIS_STR_NONE, DAIS_STR_NONE);
	dais_page_open_box(p, "despite", DAIS_STR("yes"), false);
	dais_page_put(p, DAIS_SAY_DESK_RELEASE_DESPITE);
	dais_xml_close(&p->xml);
}

static void
write_publish(struct dais_page *p, const struct desk_releases *v)
{
	unsigned next = v->releases->n ? v->releases->v[0].number + 1 : 1;
	struct dais_str words = dais_desk_fill1(
	    p, DAIS_SAY_DESK_PUBLISH_RELEASE, "number", dais_arena_printf(p->arena, "%u", next));

	dais_desk_open(p, "section", "panel open");
	dais_xml_elem(&p->xml, "h2", words);
	if (next > 1 && !v->news->n) {
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_RELEASE_NOTHING);
		dais_xml_close(&p->xml);
		return;
	}
	dais_desk_say(p, "h3", NULL, DAIS_SAY_DESK_RELEASE_LIST);
	if (next == 1)
		dais_desk_say(p, "p", NULL, DAIS_SAY_DESK_RELEASE_ALL);
	else
		dais_desk_write_news(p, v->news);
	if (v->may_release) {
		dais_page_form(p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/releases",
							   DAIS_STR_ARG(v->package))));
		dais_page_hidden(p, "seen",
		    dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
		write_errors(p, v);
		dais_desk_open(p, "p", "field wide");
		dais_page_label(p, "note", DAIS_SAY_DESK_RELEASE_NOTE);
		dais_xml_open(&p->xml, "textarea");
		dais_xml_attr_c(&p->xml, "id", "note");
		dais_xml_attr_c(&p->xml, "name", "note");
		dais_xml_attr_c(&p->xml, "rows", "3");
		dais_xml_attr_c(&p->xml, "maxlength", "2000");
		dais_page_language(p, p->language);
		dais_xml_text_c(&p->xml, "\n");
		dais_xml_text(&p->xml, v->note);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
		dais_desk_say(p, "p", "hint", DAIS_SAY_DESK_RELEASE_NOTICE);
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button", DAIS_STR("publish"), words);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_release(struct dais_page *p, const struct desk_releases *v, const struct dais_release *r)
{
	dais_desk_open(p, "li", "release");
	dais_xml_elem(&p->xml, "h3",
	    dais_desk_fill1(p, DAIS_SAY_DESK_RELEASE_NUMBER, "number",
		dais_arena_printf(p->arena, "%u", r->number)));
	dais_desk_open(p, "p", "facts");
	dais_page_instant(p, r->at_ms);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_elem(
	    &p->xml, "span", dais_desk_fill1(p, DAIS_SAY_DESK_RELEASE_BY, "name", r->who));
	/* It waits as a draft until somebody has read it. */
	if (v->may_release) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_link(p,
		    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/notices/%u",
					     DAIS_STR_ARG(v->package), r->number)),
		    NULL);
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_NOTICE_NOTICE_TITLE, "release",
					   dais_arena_printf(p->arena, "%u", r->number)));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	if (r->note.n)
		dais_xml_elem(&p->xml, "p", r->note);
	if (r->news.n)
		dais_desk_write_news(p, &r->news);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_releases(struct dais_page *p, const struct desk_releases *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_RELEASES);
	write_publish(p, v);
	if (!v->releases->n) {
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_RELEASES_NONE);
		return;
	}
	dais_desk_open(p, "h2", NULL);
	dais_page_put(p, DAIS_SAY_DESK_RELEASES);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "ol", "release-list");
	for (size_t i = 0; i < v->releases->n; i++)
		write_release(p, v, &v->releases->v[i]);
	dais_xml_close(&p->xml);
}
