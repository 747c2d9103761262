/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Units of a translation, source beside target. One form holds them all: whatever was written
 * anywhere on the page is saved by any of its buttons.
 */
#include "web/desk/texts_priv.h"
#include "web/desk/translation_priv.h"

#define LABEL_BYTES 60

static const enum dais_say state_words[DAIS_UNIT_STATE_COUNT] = {
	[DAIS_UNIT_MISSING] = DAIS_SAY_DESK_STATE_MISSING,
	[DAIS_UNIT_DRAFT] = DAIS_SAY_DESK_STATE_DRAFT,
	[DAIS_UNIT_OUTDATED] = DAIS_SAY_DESK_STATE_OUTDATED,
	[DAIS_UNIT_DONE] = DAIS_SAY_DESK_STATE_DONE,
};
static const char *const state_class[DAIS_UNIT_STATE_COUNT] = {
	[DAIS_UNIT_MISSING] = "tag lacks",
	[DAIS_UNIT_DRAFT] = "tag common",
	[DAIS_UNIT_OUTDATED] = "tag lacks",
	[DAIS_UNIT_DONE] = "tag done",
};
static const enum dais_say kind_words[DAIS_TEXT_KIND_COUNT] = {
	[DAIS_TEXT_BODY_NAME] = DAIS_SAY_DESK_TEXT_BODY_NAME,
	[DAIS_TEXT_BODY_SHORT] = DAIS_SAY_DESK_TEXT_BODY_SHORT,
	[DAIS_TEXT_BODY_OF] = DAIS_SAY_DESK_TEXT_BODY_OF,
	[DAIS_TEXT_BODY_TO] = DAIS_SAY_DESK_TEXT_BODY_TO,
	[DAIS_TEXT_PLACE] = DAIS_SAY_DESK_TEXT_PLACE,
	[DAIS_TEXT_ROOM] = DAIS_SAY_DESK_TEXT_ROOM,
	[DAIS_TEXT_ITEM_TITLE] = DAIS_SAY_DESK_TEXT_ITEM_TITLE,
	[DAIS_TEXT_MANDATE_TITLE] = DAIS_SAY_DESK_TEXT_MANDATE_TITLE,
	[DAIS_TEXT_DOCUMENT_TITLE] = DAIS_SAY_DESK_TEXT_DOCUMENT_TITLE,
};

bool
dais_desk_may_translate(const struct desk_translation *v, const struct dais_unit *u)
{
	return dais_unit_is_fact(u) ? v->may_edit_meeting : v->may_edit;
}

/* ---- head ---- */

static void
choose_language(struct dais_page *p, const struct desk_translation *v, const char *id,
    enum dais_say label, enum dais_lang selected)
{
	dais_desk_open(p, "p", "field");
	dais_page_label(p, id, label);
	dais_page_open_select(p, id, id);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_page_open_option(
		    p, dais_str_from(dais_lang_code((enum dais_lang)l)), l == selected);
		dais_xml_text(&p->xml, dais_desk_own_name((enum dais_lang)l));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_choice(struct dais_page *p, const struct desk_translation *v)
{
	dais_desk_open(p, "form", "row-form");
	dais_xml_attr_c(&p->xml, "method", "get");
	choose_language(p, v, "from", DAIS_SAY_DESK_FROM_LANGUAGE, v->from);
	choose_language(p, v, "to", DAIS_SAY_DESK_TO_LANGUAGE, v->to);
	dais_desk_open(p, "p", "field");
	dais_page_label(p, "units", DAIS_SAY_DESK_WHICH_UNITS);
	dais_page_open_select(p, "units", "units");
	dais_page_open_option(p, DAIS_STR("open"), !v->all);
	dais_page_put(p, DAIS_SAY_DESK_UNITS_OPEN);
	dais_xml_close(&p->xml);
	dais_page_open_option(p, DAIS_STR("all"), v->all);
	dais_page_put(p, DAIS_SAY_DESK_UNITS_ALL);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "button", "button quiet");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_page_put(p, DAIS_SAY_DESK_SHOW);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static struct dais_str
number(struct dais_page *p, size_t n)
{
	return dais_arena_printf(p->arena, "%zu", n);
}

static void
write_bar(struct dais_page *p, const struct desk_translation *v, enum dais_lang l)
{
	const struct dais_unit_count *c = &v->counts[l];
	size_t done = c->of[DAIS_UNIT_DONE];
	const struct dais_say_value values[] = { { "done", number(p, done) },
		{ "all", number(p, c->all) } };
	struct dais_str words = dais_desk_fill(p, DAIS_SAY_DESK_PROGRESS_DONE, values, 2);

	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "a");
	dais_xml_attr(&p->xml, "href",
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/translation?from=%s&to=%s",
		       DAIS_STR_ARG(v->package), dais_lang_code(l == v->from ? v->to : v->from),
		       dais_lang_code(l))));
	if (l == v->to)
		dais_xml_attr_c(&p->xml, "aria-current", "true");
	dais_page_language(p, l);
	dais_xml_text(&p->xml, dais_desk_own_name(l));
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "progress");
	dais_xml_attr_int(&p->xml, "max", (int64_t)(c->all ? c->all : 1));
	dais_xml_attr_int(&p->xml, "value", (int64_t)done);
	dais_xml_attr(&p->xml, "aria-label",
	    dais_arena_printf(
		p->arena, "%.*s: %.*s", DAIS_STR_ARG(dais_desk_own_name(l)), DAIS_STR_ARG(words)));
	dais_xml_close(&p->xml);
	dais_desk_open(p, "span", "count");
	dais_xml_text(&p->xml, words);
	if (c->of[DAIS_UNIT_OUTDATED]) {
		dais_xml_text_c(&p->xml, " · ");
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_PROGRESS_OUTDATED, "count",
					   number(p, c->of[DAIS_UNIT_OUTDATED])));
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_progress(struct dais_page *p, const struct desk_translation *v)
{
	dais_desk_open(p, "ul", "progress-list");
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if ((v->record->languages & DAIS_LANG_BIT(l)) && l != v->from)
			write_bar(p, v, (enum dais_lang)l);
	dais_xml_close(&p->xml);
}

static struct dais_str
here(struct dais_page *p, const struct desk_translation *v, const char *below)
{
	return dais_desk_address(
	    p, dais_arena_printf(p->arena, "%.*s/translation%s?from=%s&to=%s&units=%s",
		   DAIS_STR_ARG(v->package), below, dais_lang_code(v->from), dais_lang_code(v->to),
		   v->all ? "all" : "open"));
}

static void
write_files(struct dais_page *p, const struct desk_translation *v)
{
	dais_desk_open(p, "p", "actions");
	dais_desk_open(p, "a", "button quiet");
	dais_xml_attr(&p->xml, "href", here(p, v, "/xliff"));
	dais_page_put(p, DAIS_SAY_DESK_XLIFF_GET);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- one unit ---- */

static const struct desk_refusal *
refusal_of(const struct desk_translation *v, const struct dais_unit *u)
{
	for (size_t i = 0; i < v->refusals.n; i++)
		if (dais_str_eq(v->refusals.v[i].unit, u->id))
			return &v->refusals.v[i];
	return NULL;
}

/* The beginning of @s, for names of fields. */
static struct dais_str
beginning(struct dais_page *p, struct dais_str s)
{
	size_t at = 0, last = 0;

	while (at < s.n && at < LABEL_BYTES) {
		last = at;
		(void)dais_str_decode(s, &at);
	}
	if (at >= s.n)
		return s;
	return dais_arena_printf(p->arena, "%.*s…", DAIS_STR_ARG(dais_str_sub(s, 0, last)));
}

static void
write_what(struct dais_page *p, const struct dais_unit *u)
{
	dais_desk_open(p, "p", "facts");
	dais_desk_open(p, "span", state_class[u->state]);
	dais_page_put(p, state_words[u->state]);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_open(&p->xml, "span");
	if (u->member.n) {
		dais_page_put(p, kind_words[u->text_kind]);
	} else {
		const struct dais_say_value values[] = { { "part", number(p, u->part + 1) },
			{ "parts", number(p, u->parts) } };

		dais_xml_text(&p->xml, dais_desk_fill(p, DAIS_SAY_DESK_PARAGRAPH_OF, values, 2));
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_source(struct dais_page *p, const struct desk_translation *v, const struct dais_unit *u)
{
	dais_desk_open(p, "div", "segment-side");
	write_what(p, u);
	dais_desk_open(p, "div", "segment-source");
	dais_page_language(p, v->from);
	dais_xml_text(&p->xml, u->source);
	dais_xml_close(&p->xml);
	if (u->state == DAIS_UNIT_OUTDATED && u->source_then.n) {
		dais_desk_say(p, "p", "facts", DAIS_SAY_DESK_SOURCE_CHANGED);
		dais_desk_difference(p, v->from, u->source_then, u->source);
	} else if (u->state == DAIS_UNIT_OUTDATED) {
		dais_desk_say(p, "p", "facts", DAIS_SAY_DESK_SOURCE_IS_NEW);
	}
	dais_xml_close(&p->xml);
}

static void
write_match(struct dais_page *p, const struct desk_translation *v, const struct dais_unit *u,
    size_t k, const struct dais_memory_match *m)
{
	dais_xml_open(&p->xml, "li");
	dais_desk_open(p, "span", "target");
	dais_page_language(p, v->to);
	dais_xml_text(&p->xml, m->target);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "tag");
	if (m->likeness == 1000)
		dais_page_put(p, DAIS_SAY_DESK_MEMORY_EXACT);
	else
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_MEMORY_NEAR, "percent",
					   number(p, m->likeness / 10)));
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
	dais_desk_open(p, "span", "from");
	if (m->package.n)
		dais_xml_text(&p->xml, m->package);
	else
		dais_page_put(p, DAIS_SAY_DESK_MEMORY_GLOSSARY);
	dais_xml_close(&p->xml);
	if (dais_desk_may_translate(v, u)) {
		dais_xml_text_c(&p->xml, " ");
		dais_desk_open(p, "button", "use");
		dais_xml_attr_c(&p->xml, "type", "submit");
		dais_xml_attr_c(&p->xml, "name", "do");
		dais_xml_attr(&p->xml, "value",
		    dais_arena_printf(p->arena, "use %zu %.*s", k, DAIS_STR_ARG(u->id)));
		dais_xml_attr(&p->xml, "aria-label",
		    dais_desk_fill1(
			p, DAIS_SAY_DESK_USE_THIS_FOR, "words", beginning(p, m->target)));
		dais_page_put(p, DAIS_SAY_DESK_USE_THIS);
		dais_xml_close(&p->xml);
	}
	if (m->likeness < 1000)
		dais_desk_difference(p, v->from, m->source, u->source);
	dais_xml_close(&p->xml);
}

static void
write_matches(struct dais_page *p, const struct desk_translation *v, size_t at)
{
	const struct dais_unit *u = &v->units->v[at];

	if (!v->matches || !v->matches[at].n || u->state == DAIS_UNIT_DONE)
		return;
	dais_desk_open(p, "details", "matches");
	dais_xml_attr_c(&p->xml, "open", "open");
	dais_desk_say(p, "summary", NULL, DAIS_SAY_DESK_MEMORY);
	dais_xml_open(&p->xml, "ul");
	for (size_t k = 0; k < v->matches[at].n; k++)
		write_match(p, v, u, k, &v->matches[at].v[k]);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_refusal(struct dais_page *p, const struct desk_translation *v, const struct dais_unit *u,
    const struct desk_refusal *refusal)
{
	dais_desk_open(p, "div", "collision");
	dais_xml_attr_c(&p->xml, "role", "alert");
	if (refusal->reason.n) {
		dais_desk_say(p, "p", NULL, DAIS_SAY_DESK_TEXT_PROBLEMS);
		dais_desk_open(p, "p", NULL);
		dais_xml_text(&p->xml, refusal->reason);
		dais_xml_close(&p->xml);
	} else {
		const struct dais_say_value values[] = { { "name", refusal->who },
			{ "time", dais_page_moment(p, refusal->at_ms) } };

		dais_xml_elem(&p->xml, "p",
		    refusal->who.n ? dais_desk_fill(p, DAIS_SAY_DESK_UNIT_COLLISION_WITH, values, 2)
				   : dais_page_say(p, DAIS_SAY_DESK_UNIT_COLLISION));
		dais_desk_difference(p, v->to, u->target, refusal->yours);
	}
	dais_xml_close(&p->xml);
}

static void
write_target(struct dais_page *p, const struct desk_translation *v, size_t at)
{
	const struct dais_unit *u = &v->units->v[at];
	const struct desk_refusal *refusal = refusal_of(v, u);
	size_t characters = dais_str_count(u->source);

	dais_desk_open(p, "div", "segment-side");
	if (refusal)
		write_refusal(p, v, u, refusal);
	if (!dais_desk_may_translate(v, u)) {
		dais_desk_open(p, "div", "segment-source");
		dais_page_language(p, v->to);
		dais_xml_text(&p->xml, u->target);
		dais_xml_close(&p->xml);
		if (v->may_edit && u->state != DAIS_UNIT_DONE)
			dais_desk_say(p, "p", "soft", DAIS_SAY_DESK_UNIT_OF_SECRETARIAT);
		dais_xml_close(&p->xml);
		return;
	}
	dais_page_hidden(p,
	    dais_arena_cstr(p->arena, dais_arena_printf(p->arena, "was-%.*s", DAIS_STR_ARG(u->id))),
	    u->target);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr(
	    &p->xml, "name", dais_arena_printf(p->arena, "target-%.*s", DAIS_STR_ARG(u->id)));
	dais_xml_attr(&p->xml, "aria-label",
	    dais_desk_fill1(p, DAIS_SAY_DESK_TARGET_OF, "words", beginning(p, u->source)));
	dais_page_language(p, v->to);
	dais_xml_attr_int(&p->xml, "rows", (int64_t)(characters / 55 + 1));
	dais_xml_text_c(&p->xml, "\n");
	dais_xml_text(&p->xml, refusal ? refusal->yours : u->target);
	dais_xml_close(&p->xml);
	write_matches(p, v, at);
	if (u->state == DAIS_UNIT_OUTDATED) {
		dais_desk_open(p, "p", "under-text");
		dais_desk_do(p, "button quiet",
		    dais_arena_printf(p->arena, "confirm %.*s", DAIS_STR_ARG(u->id)),
		    dais_page_say(p, DAIS_SAY_DESK_STILL_RIGHT));
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* The heading of a group: the item that units are about. */
static void
write_heading(struct dais_page *p, const struct desk_translation *v, const struct dais_unit *u)
{
	dais_xml_open(&p->xml, "h2");
	dais_xml_attr_c(&p->xml, "class", "segments-head");
	if (u->item == DAIS_NONE)
		dais_page_put(p, DAIS_SAY_DESK_NAMES_AND_PLACES);
	else if (u->member.n)
		dais_page_put(p, DAIS_SAY_DESK_TITLES);
	else
		dais_page_put_ml(p, &v->record->items.v[u->item].title);
	dais_xml_close(&p->xml);
}

static bool
is_new_group(const struct dais_unit *last, const struct dais_unit *u)
{
	if (!last || last->member.n != u->member.n)
		return !last || !last->member.n || !u->member.n ||
		       (last->item == DAIS_NONE) != (u->item == DAIS_NONE);
	return u->member.n ? (last->item == DAIS_NONE) != (u->item == DAIS_NONE)
			   : last->item != u->item;
}

bool
dais_desk_unit_is_shown(const struct desk_translation *v, const struct dais_unit *u)
{
	return v->all || u->state != DAIS_UNIT_DONE || refusal_of(v, u);
}

static void
write_more_link(struct dais_page *p, const struct desk_translation *v, size_t skip)
{
	dais_desk_open(p, "p", "actions");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "%.*s&skip=%zu", DAIS_STR_ARG(here(p, v, "")), skip),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static bool
write_units(struct dais_page *p, const struct desk_translation *v)
{
	const struct dais_unit *last = NULL;
	size_t shown = 0;

	for (size_t i = 0; i < v->units->n; i++) {
		const struct dais_unit *u = &v->units->v[i];

		if (!dais_desk_unit_is_shown(v, u) || shown++ < v->skip)
			continue;
		if (shown > v->skip + DESK_UNITS_A_PAGE) {
			write_more_link(p, v, v->skip + DESK_UNITS_A_PAGE);
			break;
		}
		if (is_new_group(last, u))
			write_heading(p, v, u);
		last = u;
		dais_desk_open(p, "div", "segment");
		dais_xml_attr(
		    &p->xml, "id", dais_arena_printf(p->arena, "u-%.*s", DAIS_STR_ARG(u->id)));
		write_source(p, v, u);
		write_target(p, v, i);
		dais_xml_close(&p->xml);
	}
	return last != NULL;
}

static void
write_upload(struct dais_page *p, const struct desk_translation *v)
{
	dais_desk_open(p, "details", "panel");
	dais_desk_say(p, "summary", NULL, DAIS_SAY_DESK_XLIFF_PUT);
	dais_page_form(p, here(p, v, "/xliff"));
	dais_desk_file(p, "file", DAIS_SAY_DESK_XLIFF_FILE, ".xlf,.xliff");
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_translation(struct dais_page *p, const struct desk_translation *v)
{
	const struct dais_say_value values[] = { { "from", dais_page_language_name(p, v->from) },
		{ "to", dais_page_language_name(p, v->to) } };

	dais_xml_elem(&p->xml, "h1", dais_desk_fill(p, DAIS_SAY_DESK_TRANSLATE_FROM_TO, values, 2));
	write_progress(p, v);
	write_choice(p, v);
	write_files(p, v);
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(
	    p, dais_arena_printf(p->arena, "%.*s&skip=%zu", DAIS_STR_ARG(here(p, v, "")), v->skip));
	bool any = write_units(p, v);
	if (!any)
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_UNITS_NONE);
	if (any && v->may_edit) {
		dais_desk_open(p, "p", "actions sticky");
		dais_desk_do(p, "button", DAIS_STR("save"),
		    dais_page_say(p, DAIS_SAY_DESK_SAVE_TRANSLATIONS));
		dais_desk_say(p, "span", "hint", DAIS_SAY_DESK_DRAFT_NOTE);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (v->may_edit)
		write_upload(p, v);
}
