/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of a new meeting: what is asked, and what would be made, shown before it is.
 */
#include "text/text.h"
#include "web/desk/new_priv.h"

void
dais_desk_input(struct dais_page *p, const char *id, const char *type, enum dais_say label,
    struct dais_str value, bool required)
{
	dais_desk_open(p, "p", "field");
	dais_page_label(p, id, label);
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", id);
	dais_desk_typed(p, type, value);
	if (required)
		dais_xml_attr_c(&p->xml, "required", "required");
	dais_xml_close(&p->xml);
	if (strcmp(type, "date") == 0)
		dais_desk_written(p, value);
	dais_xml_close(&p->xml);
}

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

struct dais_str
dais_desk_next_name(struct dais_arena *a, struct dais_str from, int year)
{
	for (size_t i = 0; i + 4 <= from.n; i++) {
		bool four = true;

		for (size_t k = i; k < i + 4; k++)
			four &= is_figure(from.p[k]);
		if (four && (!i || !is_figure(from.p[i - 1])) &&
		    (i + 4 == from.n || !is_figure(from.p[i + 4])))
			return dais_arena_printf(a, "%.*s%04d%.*s", (int)i, from.p, year,
			    DAIS_STR_ARG(dais_str_sub(from, i + 4, from.n)));
	}
	return dais_arena_printf(a, "%.*s-%d", DAIS_STR_ARG(from), year);
}

/* ---- what is asked ---- */

static void
choose_last(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "p", "field wide");
	dais_page_label(p, "from", DAIS_SAY_DESK_NEW_FROM);
	dais_page_open_select(p, "from", "from");
	for (size_t i = 0; i < v->n_packages; i++) {
		const struct desk_choice *c = &v->packages[i];

		dais_page_open_option(p, c->package, dais_str_eq(c->package, v->input.from));
		dais_xml_text(&p->xml, c->name);
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(&p->xml, c->when);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
choose_modality(struct dais_page *p, int selected)
{
	static const enum dais_say words[DAIS_MODALITY_COUNT] = {
		[DAIS_MODALITY_IN_PERSON] = DAIS_SAY_DESK_MODALITY_IN_PERSON,
		[DAIS_MODALITY_HYBRID] = DAIS_SAY_DESK_MODALITY_HYBRID,
		[DAIS_MODALITY_ONLINE] = DAIS_SAY_DESK_MODALITY_ONLINE,
	};

	dais_desk_open(p, "p", "field");
	dais_page_label(p, "modality", DAIS_SAY_DESK_NEW_MODALITY);
	dais_page_open_select(p, "modality", "modality");
	dais_page_open_option(p, DAIS_STR_NONE, selected < 0);
	dais_page_put(p, DAIS_SAY_DESK_MODALITY_AS_LAST);
	dais_xml_close(&p->xml);
	for (int m = 0; m < DAIS_MODALITY_COUNT; m++) {
		dais_page_open_option(
		    p, dais_str_from(dais_modality_name((enum dais_modality)m)), m == selected);
		dais_page_put(p, words[m]);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_questions(struct dais_page *p, const struct desk_new *v)
{
	bool set = dais_date_is_set(v->input.opens);

	dais_desk_open(p, "div", "fields");
	choose_last(p, v);
	dais_desk_input(p, "opens", "date", DAIS_SAY_DESK_NEW_OPENS,
	    set ? dais_date_print(p->arena, v->input.opens) : v->opens_sent, true);
	dais_desk_input(p, "package", "text", DAIS_SAY_DESK_NEW_NAME, v->input.package, false);
	dais_desk_input(p, "days", "number", DAIS_SAY_DESK_NEW_DAYS,
	    v->input.days ? dais_arena_printf(p->arena, "%u", v->input.days) : DAIS_STR_NONE,
	    false);
	choose_modality(p, v->input.modality);
	dais_desk_open(p, "p", "field");
	dais_page_open_box(p, "timetable", DAIS_STR("yes"), v->input.timetable);
	dais_page_put(p, DAIS_SAY_DESK_NEW_TIMETABLE);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- what would be made ---- */

static void
write_items(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "fieldset", "field");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_NEW_ITEMS);
	for (size_t i = 0; i < v->preview->lines.n; i++) {
		const struct dais_next_line *l = &v->preview->lines.v[i];

		if (l->what != DAIS_NEXT_ITEM_KEPT && l->what != DAIS_NEXT_ITEM_LEFT)
			continue;
		dais_page_hidden(p, "known", l->id);
		dais_page_open_box(p, "item", l->id, l->what == DAIS_NEXT_ITEM_KEPT);
		dais_page_put_ml(p, &l->about);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* "... se tiendront [du 23 au 27 mai 2022 → du 22 au 26 mai 2023] et comporteront ..." */
static void
write_words(struct dais_page *p, const struct dais_next_line *l)
{
	enum dais_lang in = DAIS_LANG_AR;

	while (!(l->languages & DAIS_LANG_BIT(in)))
		in = (enum dais_lang)(in + 1);
	dais_page_hidden(p, "known-words", l->id);
	dais_xml_open(&p->xml, "li");
	dais_page_open_box(p, "words", l->id, l->what == DAIS_NEXT_WORDS_MOVED);
	dais_xml_open(&p->xml, "span");
	dais_page_language(p, in);
	if (l->before.n) {
		dais_xml_text_c(&p->xml, "… ");
		dais_xml_text(&p->xml, l->before);
	}
	dais_xml_elem(&p->xml, "del", l->from);
	dais_xml_text_c(&p->xml, dais_lang_is_rtl(in) ? " ← " : " → ");
	dais_xml_elem(&p->xml, "ins", l->to);
	if (l->behind.n) {
		dais_xml_text(&p->xml, l->behind);
		dais_xml_text_c(&p->xml, " …");
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "span", "facts");
	dais_desk_ml(p, "span", NULL, &l->about);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* What texts say of days, deadlines and numbers, in each language: taken or refused one by one. */
static void
write_all_words(struct dais_page *p, const struct desk_new *v)
{
	bool any = false;

	for (unsigned in = 0; in < DAIS_LANG_COUNT; in++)
		for (size_t i = 0; i < v->preview->lines.n; i++) {
			const struct dais_next_line *l = &v->preview->lines.v[i];

			if ((l->what != DAIS_NEXT_WORDS_MOVED && l->what != DAIS_NEXT_WORDS_KEPT) ||
			    l->languages != DAIS_LANG_BIT(in))
				continue;
			if (!any) {
				dais_desk_open(p, "fieldset", "field next-words");
				dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_NEW_WORDS);
				dais_desk_say(p, "p", "hint", DAIS_SAY_DESK_NEW_WORDS_LEAD);
				dais_desk_open(p, "ul", "plain");
			}
			any = true;
			write_words(p, l);
		}
	if (!any)
		return;
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_deadlines(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_say(p, "h3", NULL, DAIS_SAY_DESK_NEW_DEADLINES);
	dais_desk_open(p, "ul", "news");
	for (size_t i = 0; i < v->preview->lines.n; i++) {
		const struct dais_next_line *l = &v->preview->lines.v[i];

		if (l->what != DAIS_NEXT_DEADLINE)
			continue;
		dais_xml_open(&p->xml, "li");
		dais_page_put(p, l->why == DAIS_NEXT_SUBMIT   ? DAIS_SAY_DESK_DEADLINE_SUBMIT
				 : l->why == DAIS_NEXT_ISSUE  ? DAIS_SAY_DESK_DEADLINE_ISSUE
				 : l->why == DAIS_NEXT_REPORT ? DAIS_SAY_DESK_DEADLINE_REPORT
							      : DAIS_SAY_DESK_DEADLINE_CIRCULATE);
		dais_xml_text_c(&p->xml, ": ");
		dais_page_time(p, (struct dais_local){ l->date, -1 }, DAIS_STR_NONE);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* The sentence of a line; false for those that are told elsewhere. */
static bool
sentence(const struct dais_next_line *l, enum dais_say *ret)
{
	switch (l->what) {
	case DAIS_NEXT_ANNOTATION_KEPT:
		*ret = DAIS_SAY_DESK_NEXT_ANNOTATION_KEPT;
		return true;
	case DAIS_NEXT_ANNOTATION_LEFT:
		*ret = DAIS_SAY_DESK_NEXT_ANNOTATION_LEFT;
		return true;
	case DAIS_NEXT_WORDS_LEFT:
		*ret = DAIS_SAY_DESK_NEXT_WORDS_LEFT;
		return true;
	case DAIS_NEXT_DOCUMENT_NEW:
		*ret = DAIS_SAY_DESK_NEXT_DOCUMENT_NEW;
		return true;
	case DAIS_NEXT_DOCUMENT_KEPT:
		*ret = DAIS_SAY_DESK_NEXT_DOCUMENT_KEPT;
		return true;
	case DAIS_NEXT_DOCUMENT_LEFT:
		*ret = DAIS_SAY_DESK_NEXT_DOCUMENT_LEFT;
		return true;
	case DAIS_NEXT_SITTINGS:
		*ret = DAIS_SAY_DESK_NEXT_SITTINGS;
		return true;
	case DAIS_NEXT_PLANNING_LEFT:
		*ret = DAIS_SAY_DESK_NEXT_PLANNING_LEFT;
		return true;
	default:
		return false;
	}
}

static void
write_lines(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "ul", "news");
	for (size_t i = 0; i < v->preview->lines.n; i++) {
		const struct dais_next_line *l = &v->preview->lines.v[i];
		enum dais_say what;

		if (!sentence(l, &what))
			continue;
		const struct dais_say_value values[] = { { "title", dais_desk_words(p, &l->about) },
			{ "to", l->to },
			{ "languages", dais_page_language_names(p, l->languages) } };
		dais_xml_elem(&p->xml, "li", dais_desk_fill(p, what, values, 3));
	}
	dais_xml_close(&p->xml);
}

static void
write_preview(struct dais_page *p, const struct desk_new *v)
{
	const struct dais_record *r = v->preview->record;

	dais_desk_open(p, "section", "panel open");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_NEW_WOULD);
	dais_desk_open(p, "p", "desk-meetings");
	for (size_t i = 0; i < r->together.n; i++) {
		dais_desk_open(p, "span", "desk-meeting");
		dais_xml_text(
		    &p->xml, dais_desk_meeting_name(r, r->together.v[i], p->language, p->arena));
		dais_xml_close(&p->xml);
	}
	dais_desk_open(p, "span", "desk-when");
	dais_xml_text(&p->xml, dais_desk_package_when(r, p->language, p->arena));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	write_items(p, v);
	write_all_words(p, v);
	dais_desk_open(p, "div", "two-columns");
	dais_xml_open(&p->xml, "section");
	write_deadlines(p, v);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "section");
	dais_desk_say(p, "h3", NULL, DAIS_SAY_DESK_NEW_DOCUMENTS);
	write_lines(p, v);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, "button", DAIS_STR("make"), dais_page_say(p, DAIS_SAY_DESK_NEW_MAKE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_new(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_NEW_MEETING);
	if (v->n_packages) {
		dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_NEW_LEAD);
		dais_desk_open(p, "div", "desk-form");
		dais_page_form(p, dais_desk_address(p, DAIS_STR("new")));
		write_questions(p, v);
		dais_desk_open(p, "p", "actions");
		dais_desk_do(p, "button quiet", DAIS_STR("preview"),
		    dais_page_say(p, DAIS_SAY_DESK_NEW_PREVIEW));
		dais_xml_close(&p->xml);
		if (v->preview)
			write_preview(p, v);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_desk_write_nothing(p, v);
}
