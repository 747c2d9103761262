/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * My desk: what waits, what is late, what is due next, among all meetings; and the list of these.
 */
#include "text/text.h"
#include "web/desk/overview_priv.h"

static void
write_tag(struct dais_page *p, enum dais_say what, size_t n)
{
	if (!n)
		return;
	dais_desk_open(p, "span", "tag lacks");
	dais_xml_text(
	    &p->xml, dais_desk_fill1(p, what, "count", dais_arena_printf(p->arena, "%zu", n)));
	dais_xml_close(&p->xml);
}

static void
write_row(struct dais_page *p, const struct desk_state *s)
{
	dais_desk_open(p, "li", "meeting-row");
	dais_desk_open(p, "h3", NULL);
	dais_page_link(p, dais_desk_address(p, s->package), NULL);
	dais_page_put_ml(p, &s->name);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "facts");
	dais_xml_elem(&p->xml, "span", s->when);
	dais_xml_open(&p->xml, "span");
	if (s->release)
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_LAST_RELEASE, "number",
					   dais_arena_printf(p->arena, "%u", s->release)));
	else
		dais_page_put(p, DAIS_SAY_DESK_NOT_RELEASED);
	dais_xml_close(&p->xml);
	write_tag(p, DAIS_SAY_DESK_TASK_ERRORS, s->errors);
	write_tag(p, DAIS_SAY_DESK_TASK_LATE, s->late);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_rows(struct dais_page *p, const struct desk_state *rows, size_t n)
{
	if (!n)
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NO_MEETINGS);
	dais_desk_open(p, "ul", "meeting-rows");
	for (size_t i = 0; i < n; i++)
		write_row(p, &rows[i]);
	dais_xml_close(&p->xml);
}

/* ---- documents ---- */

static void
write_move(struct dais_page *p, enum dais_move move)
{
	enum dais_say words;

	if (dais_say_find(
		dais_arena_printf(p->arena, "documents.move-%s", dais_move_name(move)), &words))
		dais_page_put(p, words);
}

static void
write_document(struct dais_page *p, const struct dais_document_state *d, bool late)
{
	dais_desk_open(p, "li", late ? "urgent" : NULL);
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/documents/%.*s", DAIS_STR_ARG(d->package),
		       DAIS_STR_ARG(dais_path_escape(p->arena, d->id)))),
	    NULL);
	if (d->symbol.n)
		dais_page_symbol(p, d->symbol);
	else
		dais_page_put_ml(p, &d->title);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "facts-inline");
	if (d->symbol.n) {
		dais_page_put_ml(p, &d->title);
		dais_xml_text_c(&p->xml, " · ");
	}
	dais_page_put_ml(p, &d->meeting_name);
	dais_xml_text_c(&p->xml, " · ");
	if (late)
		dais_xml_text(&p->xml, dais_page_say_with(p, DAIS_SAY_DOCUMENTS_DAYS_LATE, "count",
					   dais_arena_printf(p->arena, "%d", d->days_late)));
	else
		dais_xml_text(&p->xml, dais_text_date(p->arena, p->language, d->issue_due));
	dais_xml_text_c(&p->xml, " · ");
	write_move(p, d->move);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_documents(struct dais_page *p, enum dais_say heading, enum dais_say none,
    const dais_document_state_vec *documents, bool late)
{
	dais_desk_say(p, "h2", NULL, heading);
	if (!documents->n) {
		dais_desk_say(p, "p", "empty", none);
		return;
	}
	dais_desk_open(p, "ul", "tasks");
	for (size_t i = 0; i < documents->n; i++)
		write_document(p, &documents->v[i], late);
	dais_xml_close(&p->xml);
}

static void
write_all_documents(struct dais_page *p, const struct desk_home *v)
{
	write_documents(p, DAIS_SAY_DESK_LATE_DOCUMENTS,
	    v->any_late ? DAIS_SAY_DESK_LATE_DOCUMENTS_OVER : DAIS_SAY_DESK_LATE_DOCUMENTS_NONE,
	    v->late, true);
	if (v->any_late) {
		dais_desk_open(p, "p", NULL);
		dais_page_link(p, dais_desk_address(p, DAIS_STR("documents?shown=late")), NULL);
		dais_page_put(p, DAIS_SAY_DESK_ALL_LATE);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	write_documents(
	    p, DAIS_SAY_DESK_NEXT_DEADLINES, DAIS_SAY_DESK_NEXT_DEADLINES_NONE, v->due, false);
}

/* ---- my desk ---- */

/* Who would find nothing in it is not led there. */
static bool
has_outbox(const struct dais_page *p)
{
	return dais_actor_may_somewhere(p->actor, DAIS_ACTION_SEND_NOTICE) ||
	       dais_actor_may_somewhere(p->actor, DAIS_ACTION_MANAGE_ACCOUNTS) ||
	       dais_actor_may_somewhere(p->actor, DAIS_ACTION_MANAGE_WEBHOOKS);
}

static void
write_actions(struct dais_page *p, const struct desk_home *v)
{
	dais_desk_open(p, "p", "actions");
	if (v->may_create) {
		dais_page_link(p, dais_desk_address(p, DAIS_STR("new")), "button");
		dais_page_put(p, DAIS_SAY_DESK_NEW_MEETING);
		dais_xml_close(&p->xml);
		dais_page_link(p, dais_desk_address(p, DAIS_STR("import")), "button quiet");
		dais_page_put(p, DAIS_SAY_DESK_IMPORT);
		dais_xml_close(&p->xml);
	}
	dais_page_link(p, dais_desk_address(p, DAIS_STR("documents")), "button quiet");
	dais_page_put(p, DAIS_SAY_DOCUMENTS_UNDER_WAY);
	dais_xml_close(&p->xml);
	if (has_outbox(p)) {
		dais_page_link(p, dais_desk_address(p, DAIS_STR("outbox")), "button quiet");
		dais_page_put(p, DAIS_SAY_NOTICE_OUTBOX);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

void
dais_desk_write_home(struct dais_page *p, const struct desk_home *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_MY_DESK);
	write_actions(p, v);
	if (v->left_out)
		dais_desk_say(p, "p", "note", DAIS_SAY_DESK_BEING_COUNTED);
	dais_desk_open(p, "div", "two-columns");
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_WAITING);
	if (v->tasks.n)
		dais_desk_write_tasks_by_meeting(p, &v->tasks);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_WAITING_NONE);
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_LATELY);
	if (v->lately->n)
		dais_desk_write_lately(p, v->lately, 10, true);
	else
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NONE);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_MY_MEETINGS);
	write_rows(p, v->rows, v->n_rows);
	dais_desk_open(p, "p", NULL);
	dais_page_link(p, dais_desk_address(p, DAIS_STR("meetings")), NULL);
	dais_page_put(p, DAIS_SAY_DESK_ALL_MEETINGS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	write_all_documents(p, v);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- all meetings ---- */

static void
write_order(struct dais_page *p, bool past, bool current)
{
	dais_xml_open(&p->xml, "li");
	dais_page_link(p,
	    dais_desk_address(p, past ? DAIS_STR("meetings?past=1") : DAIS_STR("meetings")), NULL);
	if (current)
		dais_xml_attr_c(&p->xml, "aria-current", "true");
	dais_page_put(p, past ? DAIS_SAY_DESK_PAST_MEETINGS : DAIS_SAY_DESK_COMING_MEETINGS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_meetings(struct dais_page *p, const struct desk_meetings *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_ALL_MEETINGS);
	dais_desk_open(p, "ul", "links");
	write_order(p, false, !v->past);
	write_order(p, true, v->past);
	dais_xml_close(&p->xml);
	write_rows(p, v->rows, v->n_rows);
	if (!v->next.n)
		return;
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "meetings?%safter=%.*s", v->past ? "past=1&" : "",
		       DAIS_STR_ARG(dais_path_escape(p->arena, v->next)))),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_xml_close(&p->xml);
}
