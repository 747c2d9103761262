/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "web/desk/overview_priv.h"

#include "service/notice/say.h"

void
dais_desk_write_news(struct dais_page *p, const dais_news_vec *news)
{
	dais_desk_open(p, "ul", "news");
	for (size_t i = 0; i < news->n; i++)
		dais_xml_elem(&p->xml, "li", dais_news_say(&news->v[i], p->language, p->arena));
	dais_xml_close(&p->xml);
}

static void
write_state(struct dais_page *p, const struct desk_state *s)
{
	dais_desk_open(p, "p", "facts");
	dais_xml_open(&p->xml, "span");
	if (s->release)
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_LAST_RELEASE, "number",
					   dais_arena_printf(p->arena, "%u", s->release)));
	else
		dais_page_put(p, DAIS_SAY_DESK_NOT_RELEASED);
	dais_xml_close(&p->xml);
	if (s->release) {
		dais_xml_text_c(&p->xml, " ");
		dais_page_instant(p, s->released_ms);
		dais_xml_text_c(&p->xml, " ");
		dais_page_link(p,
		    dais_page_path(
			p, dais_arena_printf(p->arena, "/meetings/%.*s", DAIS_STR_ARG(s->package))),
		    NULL);
		dais_page_put(p, DAIS_SAY_DESK_PUBLIC_PAGE);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_languages(struct dais_page *p, const struct desk_state *s)
{
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_LANGUAGES);
	dais_desk_open(p, "ul", "progress-list");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_unit_count *c = &s->units[l];
		struct dais_str own = dais_desk_own_name((enum dais_lang)l);

		if (!(s->record->languages & DAIS_LANG_BIT(l)))
			continue;
		const struct dais_say_value values[] = {
			{ "done", dais_arena_printf(p->arena, "%zu", c->of[DAIS_UNIT_DONE]) },
			{ "all", dais_arena_printf(p->arena, "%zu", c->all) }
		};
		struct dais_str words = dais_desk_fill(p, DAIS_SAY_DESK_PROGRESS_DONE, values, 2);
		dais_xml_open(&p->xml, "li");
		dais_xml_open(&p->xml, "a");
		dais_xml_attr(&p->xml, "href",
		    dais_desk_address(
			p, dais_arena_printf(p->arena, "%.*s/translation?to=%s",
			       DAIS_STR_ARG(s->package), dais_lang_code((enum dais_lang)l))));
		dais_page_language(p, (enum dais_lang)l);
		dais_xml_text(&p->xml, own);
		dais_xml_close(&p->xml);
		if (!c->all) {
			dais_desk_say(p, "span", "count", DAIS_SAY_DESK_LANGUAGE_ORIGINAL);
			dais_xml_close(&p->xml);
			continue;
		}
		dais_xml_open(&p->xml, "progress");
		dais_xml_attr_int(&p->xml, "max", (int64_t)c->all);
		dais_xml_attr_int(&p->xml, "value", (int64_t)c->of[DAIS_UNIT_DONE]);
		dais_xml_attr(&p->xml, "aria-label",
		    dais_arena_printf(
			p->arena, "%.*s: %.*s", DAIS_STR_ARG(own), DAIS_STR_ARG(words)));
		dais_xml_close(&p->xml);
		dais_desk_open(p, "span", "count");
		dais_xml_text(&p->xml, words);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_write_overview(struct dais_page *p, const struct desk_overview *v)
{
	desk_task_vec tasks = { 0 };

	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_OVERVIEW);
	write_state(p, &v->state);
	dais_desk_open(p, "div", "two-columns");
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_NEXT_STEPS);
	dais_desk_tasks_of(p, &v->state, DAIS_STR_NONE, &tasks);
	if (tasks.n)
		dais_desk_write_tasks(p, &tasks);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NEXT_STEPS_NONE);
	write_languages(p, &v->state);
	dais_desk_open(p, "p", "actions");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/export", DAIS_STR_ARG(v->state.package))),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_EXPORT);
	dais_xml_close(&p->xml);
	if (v->may_create) {
		dais_page_link(p,
		    dais_desk_address(p, dais_arena_printf(p->arena, "new?from=%.*s",
					     DAIS_STR_ARG(v->state.package))),
		    "button quiet");
		dais_page_put(p, DAIS_SAY_DESK_NEW_MEETING);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "section");
	if (v->state.release && v->news->n) {
		dais_xml_elem(&p->xml, "h2",
		    dais_desk_fill1(p, DAIS_SAY_DESK_COMPARE_RELEASE, "number",
			dais_arena_printf(p->arena, "%u", v->state.release)));
		dais_desk_write_news(p, v->news);
	}
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_CHANGES);
	dais_desk_write_lately(p, v->lately, 6, false);
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/changes", DAIS_STR_ARG(v->state.package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_ALL_CHANGES);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "section", NULL);
	dais_xml_attr_c(&p->xml, "id", "findings");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_FINDINGS);
	if (v->remarks && v->remarks->n)
		dais_desk_remarks_by_severity(p, v->remarks);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_FINDINGS_NONE);
	dais_xml_close(&p->xml);
}
