/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Words for states, kinds and dates; the parts of forms.
 */
#include "text/text.h"
#include "web/documents/documents_priv.h"

enum dais_say
documents_status_word(enum dais_version_status s)
{
	static const enum dais_say words[DAIS_VERSION_STATUS_COUNT] = {
		[DAIS_VERSION_NONE] = DAIS_SAY_DOCUMENTS_STATUS_NONE,
		[DAIS_VERSION_FORECAST] = DAIS_SAY_DOCUMENTS_STATUS_FORECAST,
		[DAIS_VERSION_SLOTTED] = DAIS_SAY_DOCUMENTS_STATUS_SLOTTED,
		[DAIS_VERSION_SUBMITTED] = DAIS_SAY_DOCUMENTS_STATUS_SUBMITTED,
		[DAIS_VERSION_EDITING] = DAIS_SAY_DOCUMENTS_STATUS_EDITING,
		[DAIS_VERSION_TRANSLATION] = DAIS_SAY_DOCUMENTS_STATUS_TRANSLATION,
		[DAIS_VERSION_FORMATTED] = DAIS_SAY_DOCUMENTS_STATUS_FORMATTED,
		[DAIS_VERSION_ISSUED] = DAIS_SAY_DOCUMENTS_STATUS_ISSUED,
	};

	return words[s];
}

enum dais_say
documents_move_word(enum dais_move m)
{
	static const enum dais_say words[DAIS_MOVE_COUNT] = {
		[DAIS_MOVE_NOBODY] = DAIS_SAY_DOCUMENTS_MOVE_NOBODY,
		[DAIS_MOVE_AUTHOR] = DAIS_SAY_DOCUMENTS_MOVE_AUTHOR,
		[DAIS_MOVE_EDITORS] = DAIS_SAY_DOCUMENTS_MOVE_EDITORS,
		[DAIS_MOVE_TRANSLATORS] = DAIS_SAY_DOCUMENTS_MOVE_TRANSLATORS,
		[DAIS_MOVE_ISSUERS] = DAIS_SAY_DOCUMENTS_MOVE_ISSUERS,
	};

	return words[m];
}

static struct dais_str
portal_word(const struct dais_page *p, const char *prefix, struct dais_str name)
{
	enum dais_say what;

	if (dais_say_find(
		dais_arena_printf(p->arena, "portal.%s-%.*s", prefix, DAIS_STR_ARG(name)), &what))
		return dais_text_capitalise(p->arena, p->language, dais_page_say(p, what));
	return name;
}

struct dais_str
documents_kind_word(const struct dais_page *p, struct dais_str kind)
{
	return portal_word(p, "kind", kind);
}

struct dais_str
documents_distribution_word(const struct dais_page *p, struct dais_str name)
{
	return portal_word(p, "distribution", name);
}

struct dais_str
documents_day(const struct dais_page *p, struct dais_date d)
{
	return dais_date_is_set(d) ? dais_text_date(p->arena, p->language, d) : DAIS_STR("–");
}

struct dais_str
documents_lateness(const struct dais_page *p, int days, bool has_due)
{
	if (!has_due)
		return dais_page_say(p, DAIS_SAY_DOCUMENTS_NO_DUE);
	if (days <= 0)
		return dais_page_say(p, DAIS_SAY_DOCUMENTS_IN_TIME);
	return dais_page_say_with(
	    p, DAIS_SAY_DOCUMENTS_DAYS_LATE, "count", dais_arena_printf(p->arena, "%d", days));
}

struct dais_str
documents_path(const struct dais_page *p, struct dais_str package, struct dais_str document)
{
	return dais_page_path(
	    p, dais_arena_printf(p->arena, "/desk/%.*s/documents%s%.*s", DAIS_STR_ARG(package),
		   document.n ? "/" : "", DAIS_STR_ARG(dais_path_escape(p->arena, document))));
}

struct dais_str
documents_language(const struct dais_page *p, enum dais_lang l)
{
	return dais_text_capitalise(p->arena, p->language, dais_page_language_name(p, l));
}

static const char *
class_of(const struct dais_version_state *v)
{
	return v->move == DAIS_MOVE_NOBODY ? "issued" : v->days_late > 0 ? "late" : NULL;
}

/* The languages whose version is where that of @l is. */
static dais_lang_set
alike(const struct dais_document_state *d, int l)
{
	const struct dais_version_state *v = &d->versions[l];
	dais_lang_set set = 0;

	for (int k = 0; k < DAIS_LANG_COUNT; k++)
		if (d->versions[k].expected && d->versions[k].status == v->status &&
		    class_of(&d->versions[k]) == class_of(v))
			set |= DAIS_LANG_BIT(k);
	return set;
}

void
documents_write_states(struct dais_page *p, const struct dais_document_state *d)
{
	dais_lang_set all = 0, done = 0;

	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		all |= d->versions[l].expected ? DAIS_LANG_BIT(l) : 0;
	dais_page_element(p, "ul", "version-states");
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		const struct dais_version_state *v = &d->versions[l];
		dais_lang_set set = alike(d, l);

		if (!v->expected || (done & DAIS_LANG_BIT(l)))
			continue;
		done |= set;
		dais_page_element(p, "li", class_of(v));
		dais_xml_elem(&p->xml, "b",
		    set == all && (set & (set - 1u))
			? dais_page_say(p, DAIS_SAY_DOCUMENTS_ALL_LANGUAGES)
			: dais_text_capitalise(
			      p->arena, p->language, dais_page_language_names(p, set)));
		dais_xml_text_c(&p->xml, " ");
		dais_page_put(p, documents_status_word(v->status));
		dais_page_end(p);
	}
	dais_page_end(p);
}

void
documents_field(struct dais_page *p, const char *id, struct dais_str label, bool wide)
{
	dais_page_element(p, "div", wide ? "field wide" : "field");
	dais_xml_open(&p->xml, "label");
	dais_xml_attr_c(&p->xml, "for", id);
	dais_xml_text(&p->xml, label);
	dais_xml_close(&p->xml);
}

void
documents_end_field(struct dais_page *p)
{
	dais_page_end(p);
}

void
documents_input(struct dais_page *p, const struct dais_desk_again *again, const char *id,
    const char *name, const char *type, struct dais_str value)
{
	dais_xml_open(&p->xml, "input");
	dais_xml_attr_c(&p->xml, "id", id);
	dais_xml_attr_c(&p->xml, "name", name);
	dais_desk_mark(p, again, name);
	dais_desk_typed(p, type, value);
	dais_xml_close(&p->xml);
	if (strcmp(type, "date") == 0)
		dais_desk_written(p, value);
}

void
documents_text(struct dais_page *p, const struct dais_desk_again *again, const char *name,
    unsigned rows, struct dais_str value, const enum dais_lang *language)
{
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", name);
	dais_desk_mark(p, again, name);
	dais_xml_attr_c(&p->xml, "name", name);
	dais_xml_attr_int(&p->xml, "rows", rows);
	if (language) {
		dais_page_language(p, *language);
	}
	dais_xml_text(&p->xml, value);
	dais_xml_close(&p->xml);
}

void
documents_select(
    struct dais_page *p, const struct dais_desk_again *again, const char *id, const char *name)
{
	dais_page_open_select(p, id, name);
	dais_desk_mark(p, again, name);
}

void
documents_choice(struct dais_page *p, bool is_radio, const char *name, struct dais_str value,
    bool chosen, struct dais_str words)
{
	dais_page_open_box_as(
	    p, &(struct dais_page_box){
		   .name = name, .value = value, .is_ticked = chosen, .is_radio = is_radio });
	dais_xml_open(&p->xml, "span");
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
documents_button(struct dais_page *p, enum dais_say words, const char *class_name)
{
	dais_xml_open(&p->xml, "button");
	dais_xml_attr_c(&p->xml, "type", "submit");
	if (class_name)
		dais_xml_attr_c(&p->xml, "class", class_name);
	dais_page_put(p, words);
	dais_xml_close(&p->xml);
}

/* May stand in the body (WHATWG HTML, 4.2.4, "body-ok"). */
void
documents_style(struct dais_page *p)
{
	dais_xml_open(&p->xml, "link");
	dais_xml_attr_c(&p->xml, "rel", "stylesheet");
	dais_xml_attr(&p->xml, "href", dais_asset_path(p->arena, "documents.css"));
	dais_xml_close(&p->xml);
}
