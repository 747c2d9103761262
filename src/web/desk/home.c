/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/desk_priv.h"

static void
write_row(struct dais_page *p, const struct desk_home_row *row)
{
	const struct desk_state *s = &row->state;

	dais_desk_open(p, "li", "meeting-row");
	dais_desk_open(p, "h3", NULL);
	dais_page_link(p, dais_desk_address(p, s->package), NULL);
	dais_xml_text(&p->xml, dais_desk_package_name(s->record, p->language, p->arena));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "facts");
	dais_xml_elem(&p->xml, "span", dais_desk_package_when(s->record, p->language, p->arena));
	dais_xml_open(&p->xml, "span");
	if (s->release)
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_LAST_RELEASE, "number",
					   dais_arena_printf(p->arena, "%u", s->release)));
	else
		dais_page_put(p, DAIS_SAY_DESK_NOT_RELEASED);
	dais_xml_close(&p->xml);
	if (s->errors) {
		dais_desk_open(p, "span", "tag lacks");
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_TASK_ERRORS, "count",
					   dais_arena_printf(p->arena, "%zu", s->errors)));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_home(struct dais_page *p, const struct desk_home *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_MY_DESK);
	dais_desk_open(p, "p", NULL);
	dais_page_link(p, dais_desk_address(p, DAIS_STR("documents")), NULL);
	dais_page_put(p, DAIS_SAY_DOCUMENTS_UNDER_WAY);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	if (v->may_create) {
		dais_page_link(p, dais_desk_address(p, DAIS_STR("new")), "button");
		dais_page_put(p, DAIS_SAY_DESK_NEW_MEETING);
		dais_xml_close(&p->xml);
		dais_page_link(p, dais_desk_address(p, DAIS_STR("import")), "button quiet");
		dais_page_put(p, DAIS_SAY_DESK_IMPORT);
		dais_xml_close(&p->xml);
	}
	dais_page_link(p, dais_desk_address(p, DAIS_STR("outbox")), "button quiet");
	dais_page_put(p, DAIS_SAY_NOTICE_OUTBOX);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "div", "two-columns");
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_WAITING);
	if (v->tasks.n)
		dais_desk_write_tasks(p, &v->tasks);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_WAITING_NONE);
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_LATELY);
	if (v->lately->n)
		dais_desk_write_lately(p, v->lately, 10);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NONE);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_MY_MEETINGS);
	if (!v->n_rows)
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NO_MEETINGS);
	dais_desk_open(p, "ul", "meeting-rows");
	for (size_t i = 0; i < v->n_rows; i++)
		write_row(p, &v->rows[i]);
	dais_xml_close(&p->xml);
	if (v->others.n) {
		dais_desk_say(p, "h3", NULL, DAIS_SAY_DESK_OTHER_MEETINGS);
		dais_desk_open(p, "ul", "choices");
		for (size_t i = 0; i < v->others.n; i++) {
			dais_xml_open(&p->xml, "li");
			dais_page_link(p, dais_desk_address(p, v->others.v[i]), NULL);
			dais_page_symbol(p, v->others.v[i]);
			dais_xml_close(&p->xml);
			dais_xml_close(&p->xml);
		}
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}
