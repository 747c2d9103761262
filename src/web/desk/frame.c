/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "text/err_say.h"
#include "text/text.h"
#include "web/desk/desk_priv.h"
#include "web/desk/remarks.h"

static const struct {
	enum dais_say words;
	const char *path; /* behind the name of the package; NULL: no page of this part yet */
} menu[DESK_PART_COUNT] = {
	[DESK_PART_OVERVIEW] = { DAIS_SAY_DESK_OVERVIEW, "" },
	[DESK_PART_FACTS] = { DAIS_SAY_DESK_FACTS, "/facts" },
	[DESK_PART_SILENCES] = { DAIS_SAY_DESK_SILENCES, "/silences" },
	[DESK_PART_ITEMS] = { DAIS_SAY_DESK_AGENDAS, "/items" },
	[DESK_PART_TEXTS] = { DAIS_SAY_DESK_ANNOTATIONS, "/texts" },
	[DESK_PART_TRANSLATION] = { DAIS_SAY_DESK_TRANSLATION, "/translation" },
	[DESK_PART_DOCUMENTS] = { DAIS_SAY_DESK_DOCUMENTS, "/documents" },
	[DESK_PART_TIMETABLE] = { DAIS_SAY_DESK_TIMETABLE, "/timetable" },
	[DESK_PART_RELEASES] = { DAIS_SAY_DESK_RELEASES, "/releases" },
	[DESK_PART_CHANGES] = { DAIS_SAY_DESK_CHANGES, "/changes" },
};

void
dais_desk_message(struct dais_page *p, struct dais_str message, bool is_problem)
{
	dais_xml_open(&p->xml, "p");
	dais_xml_attr_c(&p->xml, "id", "message");
	dais_xml_attr_c(&p->xml, "class", is_problem ? "desk-message problem" : "desk-message");
	dais_xml_attr_c(&p->xml, "role", is_problem ? "alert" : "status");
	dais_xml_text(&p->xml, message);
	dais_xml_close(&p->xml);
}

static void
write_menu(struct dais_page *p, const struct desk_frame *f)
{
	dais_desk_open(p, "nav", "desk-menu");
	dais_xml_attr(&p->xml, "aria-label", dais_page_say(p, DAIS_SAY_DESK_MENU_PACKAGE));
	dais_xml_open(&p->xml, "ul");
	for (unsigned i = 0; i < DESK_PART_COUNT; i++) {
		if (!(f->parts & 1u << i))
			continue;
		dais_xml_open(&p->xml, "li");
		dais_xml_open(&p->xml, "a");
		dais_xml_attr(&p->xml, "href",
		    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s%s",
					     DAIS_STR_ARG(f->package), menu[i].path)));
		if (i == f->part)
			dais_xml_attr_c(&p->xml, "aria-current", "page");
		dais_page_put(p, menu[i].words);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_names(struct dais_page *p, const struct dais_record *r)
{
	dais_desk_open(p, "p", "desk-meetings");
	for (size_t i = 0; i < r->together.n; i++) {
		size_t m = r->together.v[i];

		dais_desk_open(p, "span", "desk-meeting");
		dais_xml_text(&p->xml, dais_desk_meeting_name(r, m, p->language, p->arena));
		dais_xml_close(&p->xml);
	}
	dais_desk_open(p, "span", "desk-when");
	dais_xml_text(&p->xml, dais_desk_package_when(r, p->language, p->arena));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_reason(struct dais_page *p, const struct dais_err *err)
{
	bool known = dais_text_err_is_in(p->language, err);
	enum dais_lang l = known ? p->language : DAIS_LANG_EN;
	struct dais_str advice = dais_text_err_advice(p->arena, l, err);

	dais_desk_open(p, "p", "reason");
	if (!known)
		dais_page_language(p, l);
	dais_xml_text(&p->xml, dais_desk_named(p, dais_text_capitalise(p->arena, l,
						      dais_text_err_message(p->arena, l, err))));
	if (advice.n) {
		dais_page_full_stop(p, l);
		dais_xml_text(&p->xml, advice);
	}
	dais_xml_close(&p->xml);
}

static void
write_reason(struct dais_page *p, const struct desk_frame *f)
{
	if (f->reason)
		dais_desk_reason(p, f->reason);
	dais_desk_refusals(p, f->diags);
}

/* What was just done is taken back with one press. */
static void
write_undo(struct dais_page *p, const struct desk_frame *f)
{
	struct dais_str number = dais_arena_printf(p->arena, "%llu", (unsigned long long)f->undo);

	dais_desk_open(p, "div", "desk-undo");
	dais_page_form(p, dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/changes",
						   DAIS_STR_ARG(f->package))));
	dais_desk_open(p, "button", "quiet");
	dais_xml_attr_c(&p->xml, "name", "undo");
	dais_xml_attr(&p->xml, "value", number);
	dais_page_put(p, DAIS_SAY_DESK_UNDO);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_frame(struct dais_page *p, const struct desk_frame *f)
{
	dais_desk_open(p, "div", "desk-head");
	write_names(p, f->record);
	write_menu(p, f);
	dais_xml_close(&p->xml);
	if (f->message.n)
		dais_desk_message(p, f->message, f->message_is_problem);
	if (f->undo)
		write_undo(p, f);
	write_reason(p, f);
	dais_desk_open(p, "p", "desk-live");
	dais_xml_attr_c(&p->xml, "id", "desk-live");
	dais_xml_attr_c(&p->xml, "aria-live", "polite");
	dais_xml_close(&p->xml);
}
