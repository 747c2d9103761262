/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The form of a meeting that follows no other: what cannot be guessed. All of it can be changed
 * later, and what is missing is told then, each where it is put right.
 */
#include "read/package/profile.h"
#include "web/desk/new_priv.h"

#define TOPICS_ROWS 4

static struct dais_str
value(const struct desk_new *v, const char *name, struct dais_str usual)
{
	return v->sent ? dais_desk_field(v->sent, name) : usual;
}

static void
input(struct dais_page *p, const struct desk_new *v, const char *id, const char *type,
    enum dais_say label, struct dais_str usual, bool required)
{
	dais_desk_input(p, id, type, label, value(v, id, usual), required);
}

static void
write_noun(struct dais_page *p, const struct desk_new *v)
{
	static const struct {
		const char *noun;
		enum dais_say words;
	} nouns[] = { { "meeting", DAIS_SAY_DESK_CHOICE_MEETING },
		{ "session", DAIS_SAY_DESK_CHOICE_SESSION } };
	struct dais_str now = value(v, "noun", DAIS_STR("meeting"));

	dais_desk_open(p, "p", "field");
	dais_page_label(p, "noun", DAIS_SAY_DESK_FACT_NOUN);
	dais_page_open_select(p, "noun", "noun");
	for (size_t i = 0; i < sizeof(nouns) / sizeof(*nouns); i++) {
		dais_page_open_option(
		    p, dais_str_from(nouns[i].noun), dais_str_is(now, nouns[i].noun));
		dais_page_put(p, nouns[i].words);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* "neutral, untoc": those that are shipped. */
static void
write_profile(struct dais_page *p, const struct desk_new *v)
{
	struct dais_str rest = dais_str_from(dais_profile_names()), one;
	struct dais_str now = value(v, "profile", DAIS_STR("neutral"));

	dais_desk_open(p, "p", "field");
	dais_page_label(p, "profile", DAIS_SAY_DESK_NEW_PROFILE);
	dais_page_open_select(p, "profile", "profile");
	while (dais_str_next(&rest, ',', &one)) {
		one = dais_str_trim(one);
		dais_page_open_option(p, one, dais_str_eq(one, now));
		if (dais_str_is(one, "neutral"))
			dais_page_put(p, DAIS_SAY_DESK_NEW_PROFILE_NEUTRAL);
		else
			dais_xml_text(&p->xml, one);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_topics(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "p", "field wide");
	dais_page_label(p, "topics", DAIS_SAY_DESK_NEW_TOPICS);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", "topics");
	dais_xml_attr_c(&p->xml, "name", "topics");
	dais_xml_attr_int(&p->xml, "rows", TOPICS_ROWS);
	dais_page_language(p, p->language);
	dais_xml_text(&p->xml, value(v, "topics", DAIS_STR_NONE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_languages(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_NEW_LANGUAGES);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		const char *code = dais_lang_code((enum dais_lang)l);

		dais_page_open_box(p, dais_arena_printf(p->arena, "in-%s", code).p, DAIS_STR("yes"),
		    !v->sent || dais_desk_field2(v->sent, "in-", dais_str_from(code)).n > 0);
		dais_desk_open(p, "span", NULL);
		dais_page_language(p, (enum dais_lang)l);
		dais_xml_text(&p->xml, dais_desk_own_name((enum dais_lang)l));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* Others that meet together with the first, by joint document and joint sittings: their items are
 * common until they are parted. */
static void
write_others(struct dais_page *p, const struct desk_new *v)
{
	static const struct {
		const char *body, *symbol, *ordinal;
	} others[] = { { "body-2", "symbol-2", "ordinal-2" },
		{ "body-3", "symbol-3", "ordinal-3" } };

	dais_desk_open(p, "details", "field wide");
	if (value(v, others[0].body, DAIS_STR_NONE).n || value(v, others[1].body, DAIS_STR_NONE).n)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_desk_say(p, "summary", NULL, DAIS_SAY_DESK_NEW_TOGETHER);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		dais_desk_open(p, "div", "fields");
		input(p, v, others[i].body, "text", DAIS_SAY_DESK_NEW_BODY, DAIS_STR_NONE, false);
		input(
		    p, v, others[i].symbol, "text", DAIS_SAY_DESK_NEW_SYMBOL, DAIS_STR_NONE, false);
		input(p, v, others[i].ordinal, "number", DAIS_SAY_DESK_NEW_ORDINAL, DAIS_STR("1"),
		    false);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_fields(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, "div", "fields");
	input(p, v, "body", "text", DAIS_SAY_DESK_NEW_BODY, DAIS_STR_NONE, true);
	input(p, v, "symbol", "text", DAIS_SAY_DESK_NEW_SYMBOL, DAIS_STR_NONE, false);
	write_noun(p, v);
	input(p, v, "ordinal", "number", DAIS_SAY_DESK_NEW_ORDINAL, DAIS_STR("1"), false);
	input(p, v, "first", "date", DAIS_SAY_DESK_NEW_OPENS, DAIS_STR_NONE, true);
	input(p, v, "last", "date", DAIS_SAY_DESK_NEW_CLOSES, DAIS_STR_NONE, false);
	input(p, v, "place", "text", DAIS_SAY_DESK_NEW_PLACE, DAIS_STR_NONE, true);
	input(p, v, "zone", "text", DAIS_SAY_DESK_FACT_ZONE, DAIS_STR_NONE, false);
	write_others(p, v);
	write_topics(p, v);
	write_languages(p, v);
	write_profile(p, v);
	input(p, v, "name", "text", DAIS_SAY_DESK_NEW_NAME_FREE, DAIS_STR_NONE, false);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_nothing(struct dais_page *p, const struct desk_new *v)
{
	dais_desk_open(p, v->n_packages ? "details" : "div", "panel");
	if (v->n_packages && v->sent)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_desk_say(p, v->n_packages ? "summary" : "h2", NULL,
	    v->n_packages ? DAIS_SAY_DESK_NEW_NOTHING : DAIS_SAY_DESK_NEW_FIRST);
	dais_desk_say(p, "p", "lead", DAIS_SAY_DESK_NEW_NOTHING_LEAD);
	dais_page_form(p, dais_desk_address(p, DAIS_STR("new/nothing")));
	write_fields(p, v);
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, "button", DAIS_STR("make"), dais_page_say(p, DAIS_SAY_DESK_NEW_MAKE));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}
