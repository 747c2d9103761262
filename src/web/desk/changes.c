/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The change log as people read it.
 */
#include "text/text.h"
#include "web/desk/texts_priv.h"
#include "web/desk/overview_priv.h"

#define VALUE_BYTES_MAX 20000
/* Changes of more things than this, such as imports, are listed without what was in them. */
#define THINGS_WITH_VALUES_MAX 12
#define THINGS_MAX 60

static void
write_value(struct dais_page *p, const struct dais_change_entry *c)
{
	if (c->before.n > VALUE_BYTES_MAX || c->after.n > VALUE_BYTES_MAX)
		return;
	dais_desk_difference(p, DAIS_LANG_EN, c->before, c->after);
}

static void
write_thing(struct dais_page *p, const struct dais_record *r, const struct dais_change_entry *c,
    bool with_value)
{
	dais_xml_open(&p->xml, "li");
	dais_page_put(p, !c->before.n  ? DAIS_SAY_DESK_CAME
			 : !c->after.n ? DAIS_SAY_DESK_WENT
				       : DAIS_SAY_DESK_BECAME);
	dais_xml_text_c(&p->xml, ": ");
	dais_desk_write_thing(p, r, c);
	if (with_value)
		write_value(p, c);
	dais_xml_close(&p->xml);
}

static void
write_undo(struct dais_page *p, const struct desk_changes *v, const struct dais_log_entry *e)
{
	struct dais_str number = dais_arena_printf(p->arena, "%llu", (unsigned long long)e->number);

	if (!v->may_undo &&
	    (!dais_str_eq(v->account, e->who) ||
		dais_str_is(e->action, dais_action_name(DAIS_ACTION_ANSWER_SILENCE))))
		return;
	dais_desk_open(p, "button", "button quiet");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr_c(&p->xml, "name", "undo");
	dais_xml_attr(&p->xml, "value", number);
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_UNDO_CHANGE, "number", number));
	dais_xml_close(&p->xml);
}

static void
write_entry(struct dais_page *p, const struct desk_changes *v, const struct dais_log_entry *e)
{
	dais_desk_open(p, "li", "change");
	dais_xml_attr(&p->xml, "id",
	    dais_arena_printf(p->arena, "change-%llu", (unsigned long long)e->number));
	dais_desk_open(p, "details", NULL);
	dais_xml_open(&p->xml, "summary");
	dais_desk_open(p, "span", "tag");
	dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%llu", (unsigned long long)e->number));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_write_change(p, e);
	dais_xml_close(&p->xml);
	if (e->why.n)
		dais_xml_elem(&p->xml, "p", e->why);
	dais_desk_open(p, "ul", "change-things");
	for (size_t i = 0; i < e->things.n && i < THINGS_MAX; i++)
		write_thing(p, v->record, &e->things.v[i], e->things.n <= THINGS_WITH_VALUES_MAX);
	if (e->things.n > THINGS_MAX)
		dais_xml_elem(&p->xml, "li", DAIS_STR("…"));
	dais_xml_close(&p->xml);
	write_undo(p, v, e);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_changes(struct dais_page *p, const struct desk_changes *v)
{
	struct dais_str here =
	    dais_arena_printf(p->arena, "%.*s/changes", DAIS_STR_ARG(v->package));

	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_CHANGES);
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, dais_desk_address(p, here));
	dais_desk_open(p, "ol", "change-list");
	for (size_t i = 0; i < v->log->n; i++)
		write_entry(p, v, &v->log->v[i]);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (!v->older)
		return;
	dais_page_link(p,
	    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s?before=%llu", DAIS_STR_ARG(here),
				     (unsigned long long)v->older)),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_OLDER);
	dais_xml_close(&p->xml);
}
