/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations in one to six languages beside each other. One form saves them all, each with the
 * revision that was seen; the preview shows what stands in the form, saved or not.
 */
#include "prose/resolve.h"
#include "text/compare.h"
#include "web/desk/texts_priv.h"

struct dais_str
dais_desk_text_of(const struct desk_texts *v, struct dais_arena *a)
{
	struct dais_str item = v->record->items.v[v->item].id;

	if (v->body == DAIS_NONE)
		return item;
	return dais_arena_printf(
	    a, "%.*s@%.*s", DAIS_STR_ARG(item), DAIS_STR_ARG(v->record->bodies.v[v->body].id));
}

static bool
is_listed(const dais_index_vec *list, size_t item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i] == item)
			return true;
	return false;
}

static void
list(const struct dais_record *r, struct dais_arena *a, size_t item, dais_index_vec *ret)
{
	const struct dais_item *it = &r->items.v[item];

	for (size_t i = 0; i < it->parts.n; i++)
		list(r, a, it->parts.v[i], ret);
	if (!it->parts.n && !is_listed(ret, item))
		dais_vec_push(a, ret, item);
}

void
dais_desk_text_items(const struct dais_record *r, struct dais_arena *a, dais_index_vec *ret)
{
	for (size_t i = 0; i < r->together.n; i++) {
		const struct dais_agenda *g =
		    dais_record_agenda(r, r->meetings.v[r->together.v[i]].body);

		for (size_t k = 0; g && k < g->items.n; k++)
			list(r, a, g->items.v[k], ret);
	}
	/* An item with parts may have a text of its own. */
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		for (size_t i = 0; i < r->annotations[l].n; i++)
			if (!is_listed(ret, r->annotations[l].v[i].item))
				dais_vec_push(a, ret, r->annotations[l].v[i].item);
}

/* ---- around the texts ---- */

static struct dais_str
address(struct dais_page *p, const struct desk_texts *v, size_t item, size_t body)
{
	struct dais_str id = v->record->items.v[item].id;
	struct dais_str query = DAIS_STR_NONE;

	for (size_t i = 0; i < v->texts.n; i++)
		query = dais_arena_printf(p->arena, "%.*s%slang=%s", DAIS_STR_ARG(query),
		    query.n ? "&" : "?", dais_lang_code(v->texts.v[i].language));
	if (body != DAIS_NONE)
		query = dais_arena_printf(p->arena, "%.*s&body=%.*s", DAIS_STR_ARG(query),
		    DAIS_STR_ARG(v->record->bodies.v[body].id));
	return dais_desk_address(
	    p, dais_arena_printf(p->arena, "%.*s/texts/%.*s%.*s", DAIS_STR_ARG(v->package),
		   DAIS_STR_ARG(id), DAIS_STR_ARG(query)));
}

static void
step(struct dais_page *p, const struct desk_texts *v, const char *class, enum dais_say words,
    size_t item)
{
	dais_desk_open(p, "a", class);
	dais_xml_attr(&p->xml, "href", address(p, v, item, DAIS_NONE));
	dais_xml_text(&p->xml, dais_desk_fill1(p, words, "title",
				   dais_desk_words(p, &v->record->items.v[item].title)));
	dais_xml_close(&p->xml);
}

/* All of them to choose from: on long agendas the one that is wanted is many steps away. */
static void
write_all(struct dais_page *p, const struct desk_texts *v, const dais_index_vec *items)
{
	dais_desk_open(p, "details", "all-texts");
	dais_desk_say(p, "summary", NULL, DAIS_SAY_DESK_ALL_TEXTS);
	dais_xml_open(&p->xml, "ol");
	for (size_t i = 0; i < items->n; i++) {
		dais_xml_open(&p->xml, "li");
		dais_page_link(p, address(p, v, items->v[i], DAIS_NONE), NULL);
		if (items->v[i] == v->item)
			dais_xml_attr_c(&p->xml, "aria-current", "true");
		dais_xml_text(&p->xml, dais_desk_words(p, &v->record->items.v[items->v[i]].title));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
write_steps(struct dais_page *p, const struct desk_texts *v)
{
	dais_index_vec items = { 0 };
	size_t at = DAIS_NONE;

	dais_desk_text_items(v->record, p->arena, &items);
	for (size_t i = 0; i < items.n; i++)
		if (items.v[i] == v->item)
			at = i;
	if (at == DAIS_NONE || items.n < 2)
		return;
	dais_desk_open(p, "p", "steps");
	if (at)
		step(p, v, "previous", DAIS_SAY_COMMON_PREVIOUS_ITEM, items.v[at - 1]);
	if (at + 1 < items.n)
		step(p, v, "next", DAIS_SAY_COMMON_NEXT_ITEM, items.v[at + 1]);
	dais_xml_close(&p->xml);
	write_all(p, v, &items);
}

static bool
has_text(const struct dais_record *r, size_t item, size_t body)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		for (size_t i = 0; i < r->annotations[l].n; i++)
			if (r->annotations[l].v[i].item == item &&
			    r->annotations[l].v[i].body == body)
				return true;
	return false;
}

static void
choice(struct dais_page *p, const struct desk_texts *v, size_t body, struct dais_str words)
{
	dais_xml_open(&p->xml, "li");
	dais_xml_open(&p->xml, "a");
	dais_xml_attr(&p->xml, "href", address(p, v, v->item, body));
	if (body == v->body)
		dais_xml_attr_c(&p->xml, "aria-current", "true");
	dais_xml_text(&p->xml, words);
	if (!has_text(v->record, v->item, body)) {
		dais_xml_text_c(&p->xml, " ");
		dais_desk_say(p, "span", "facts-inline", DAIS_SAY_DESK_TEXTS_NONE_YET);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* A common item has one text for all bodies, or one for a body alone. */
static void
write_bodies(struct dais_page *p, const struct desk_texts *v)
{
	dais_index_vec bodies = { 0 };

	if (!dais_record_is_common(v->record, v->item, &bodies, p->arena))
		return;
	dais_desk_open(p, "ul", "choices");
	choice(p, v, DAIS_NONE, dais_page_say(p, DAIS_SAY_DESK_TEXT_FOR_ALL));
	for (size_t i = 0; i < bodies.n; i++)
		choice(p, v, bodies.v[i],
		    dais_desk_fill1(p, DAIS_SAY_DESK_TEXT_FOR, "body",
			dais_desk_body_name(v->record, bodies.v[i], p->language)));
	dais_xml_close(&p->xml);
}

static bool
is_shown(const struct desk_texts *v, enum dais_lang l)
{
	for (size_t i = 0; i < v->texts.n; i++)
		if (v->texts.v[i].language == l)
			return true;
	return false;
}

static void
write_languages(struct dais_page *p, const struct desk_texts *v)
{
	dais_desk_open(p, "form", "languages-shown");
	dais_xml_attr_c(&p->xml, "method", "get");
	dais_xml_open(&p->xml, "fieldset");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_CHOOSE_LANGUAGES);
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		if (!(v->record->languages & DAIS_LANG_BIT(l)))
			continue;
		dais_page_open_box(p, "lang", dais_str_from(dais_lang_code((enum dais_lang)l)),
		    is_shown(v, (enum dais_lang)l));
		dais_xml_open(&p->xml, "span");
		dais_page_language(p, (enum dais_lang)l);
		dais_xml_text(&p->xml, dais_desk_own_name((enum dais_lang)l));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	if (v->body != DAIS_NONE)
		dais_page_hidden(p, "body", v->record->bodies.v[v->body].id);
	dais_desk_open(p, "button", "button quiet");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_page_put(p, DAIS_SAY_DESK_SHOW);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* ---- one language ---- */

static void
write_collision(struct dais_page *p, const struct desk_text *t)
{
	const struct dais_say_value values[] = { { "name", t->their_name },
		{ "time", dais_page_moment(p, t->their_time_ms) } };

	dais_desk_open(p, "div", "collision");
	dais_xml_attr_c(&p->xml, "role", "alert");
	dais_xml_elem(&p->xml, "p", dais_desk_fill(p, DAIS_SAY_DESK_COLLISION, values, 2));
	dais_xml_elem(
	    &p->xml, "h2", dais_desk_fill1(p, DAIS_SAY_DESK_THEIR_TEXT, "name", t->their_name));
	dais_desk_open(p, "div", "theirs");
	dais_page_language(p, t->language);
	dais_xml_text(&p->xml, t->theirs);
	dais_xml_close(&p->xml);
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_DIFFERENCE);
	dais_desk_difference(p, t->language, t->theirs, t->words);
	dais_xml_close(&p->xml);
}

/* The reader's findings on a text that was sent. */
static void
write_problems(struct dais_page *p, const struct dais_diags *d)
{
	dais_desk_open(p, "div", "collision");
	dais_xml_attr_c(&p->xml, "role", "alert");
	dais_desk_say(p, "p", NULL, DAIS_SAY_DESK_TEXT_PROBLEMS);
	dais_desk_refusals(p, d);
	dais_xml_close(&p->xml);
}

static void
write_area(struct dais_page *p, const struct desk_text *t, const char *code)
{
	size_t characters = dais_str_count(t->words);

	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr(&p->xml, "id", dais_arena_printf(p->arena, "text-%s", code));
	dais_xml_attr(&p->xml, "name", dais_arena_printf(p->arena, "text-%s", code));
	dais_page_language(p, t->language);
	dais_xml_attr_int(&p->xml, "rows",
	    (int64_t)(characters < 400    ? 8
		      : characters < 3600 ? characters / 60 + 4
					  : 64));
	dais_xml_attr_c(&p->xml, "spellcheck", "true");
	if (!t->may_edit)
		dais_xml_attr_c(&p->xml, "readonly", "readonly");
	/* The first line end of a textarea is not part of its text. */
	dais_xml_text_c(&p->xml, "\n");
	dais_xml_text(&p->xml, t->words);
	dais_xml_close(&p->xml);
}

/* Where the annotation stands in the official page. */
static struct dais_str
anchor_of(struct dais_page *p, const struct desk_texts *v)
{
	size_t body = v->body;

	for (size_t i = 0; body == DAIS_NONE && i < v->record->together.n; i++) {
		size_t b = v->record->meetings.v[v->record->together.v[i]].body;

		if (dais_record_number(v->record, v->item, b).found)
			body = b;
	}
	if (body == DAIS_NONE)
		return DAIS_STR_NONE;
	return dais_prose_anchor(v->record, v->item, body, p->arena);
}

static void
write_column(struct dais_page *p, const struct desk_texts *v, const struct desk_text *t)
{
	const char *code = dais_lang_code(t->language);
	struct dais_str own = dais_desk_own_name(t->language), anchor = anchor_of(p, v);

	dais_desk_open(p, "section", "text-column");
	dais_xml_attr(&p->xml, "aria-label", own);
	dais_xml_open(&p->xml, "label");
	dais_xml_attr(&p->xml, "for", dais_arena_printf(p->arena, "text-%s", code));
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_TEXT_IN, "language", own));
	dais_xml_close(&p->xml);
	if (t->their_name.n)
		write_collision(p, t);
	if (t->problems)
		write_problems(p, t->problems);
	dais_page_hidden(p, dais_arena_cstr(p->arena, dais_arena_printf(p->arena, "seen-%s", code)),
	    dais_arena_printf(p->arena, "%llu", (unsigned long long)t->seen));
	write_area(p, t, code);
	dais_desk_open(p, "p", "under-text");
	dais_desk_open(p, "span", "count");
	dais_xml_attr(&p->xml, "data-count",
	    dais_desk_fill1(p, DAIS_SAY_DESK_WORDS_COUNT, "count", DAIS_STR("%")));
	dais_xml_text(
	    &p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_WORDS_COUNT, "count",
			 dais_arena_printf(p->arena, "%zu", dais_text_word_count(t->words))));
	dais_xml_close(&p->xml);
	if (!t->may_edit)
		dais_desk_say(p, "span", "hint", DAIS_SAY_DESK_READ_ONLY);
	dais_desk_open(p, "button", "button quiet");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr(&p->xml, "formaction",
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/preview/%s%s%.*s", DAIS_STR_ARG(v->package),
		       code, anchor.n ? "#" : "", DAIS_STR_ARG(anchor))));
	dais_xml_attr_c(&p->xml, "formtarget", "preview");
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_PREVIEW_IN, "language", own));
	dais_xml_close(&p->xml);
	dais_desk_open(p, "button", "button quiet");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr(&p->xml, "formaction",
	    dais_desk_address(p, dais_arena_printf(p->arena, "%.*s/preview/%s/pdf",
				     DAIS_STR_ARG(v->package), code)));
	dais_xml_attr_c(&p->xml, "formtarget", "proof");
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_PROOF_IN, "language", own));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	desk_remark_vec own_remarks = { 0 };
	struct dais_str id = dais_arena_printf(
	    p->arena, "%s/%.*s", code, DAIS_STR_ARG(dais_desk_text_of(v, p->arena)));
	for (size_t i = 0; v->remarks && i < v->remarks->n; i++)
		if (dais_str_is(v->remarks->v[i].kind, "annotation") &&
		    dais_str_eq(v->remarks->v[i].id, id))
			dais_vec_push(p->arena, &own_remarks, v->remarks->v[i]);
	dais_desk_remarks(p, &own_remarks, DAIS_STR_NONE, DAIS_STR_NONE);
	dais_xml_close(&p->xml);
}

static void
write_preview(struct dais_page *p, const struct desk_texts *v)
{
	dais_desk_open(p, "section", "preview");
	dais_desk_say(p, "h2", NULL, DAIS_SAY_DESK_PREVIEW);
	dais_xml_open(&p->xml, "iframe");
	dais_xml_attr_c(&p->xml, "name", "preview");
	dais_xml_attr_c(&p->xml, "id", "preview");
	dais_xml_attr_c(&p->xml, "loading", "lazy");
	/* A frame of another origin goes to its own place alone: else the browser would open the
	 * page at the preview, not at what is written. */
	dais_xml_attr_c(&p->xml, "sandbox", "allow-popups allow-downloads");
	dais_xml_attr(&p->xml, "title", dais_page_say(p, DAIS_SAY_DESK_PREVIEW));
	enum dais_lang l = v->texts.n ? v->texts.v[0].language : p->language;
	struct dais_str anchor = anchor_of(p, v);
	dais_xml_attr(&p->xml, "src",
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/preview/%s%s%.*s", DAIS_STR_ARG(v->package),
		       dais_lang_code(l), anchor.n ? "#" : "", DAIS_STR_ARG(anchor))));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_texts(struct dais_page *p, const struct desk_texts *v)
{
	bool may_save = false;

	for (size_t i = 0; i < v->texts.n; i++)
		may_save |= v->texts.v[i].may_edit;
	write_steps(p, v);
	dais_desk_ml(p, "h1", NULL, &v->record->items.v[v->item].title);
	write_bodies(p, v);
	write_languages(p, v);
	dais_desk_open(p, "p", "lead");
	dais_xml_text(&p->xml,
	    dais_page_say_with(p, DAIS_SAY_DESK_TEXTS_LEAD, "reference", DAIS_STR("{{item …}}")));
	dais_page_end(p);
	dais_page_script(p, "references.js");
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, address(p, v, v->item, v->body));
	dais_page_hidden(p, "text", dais_desk_text_of(v, p->arena));
	dais_desk_open(p, "div", "texts");
	dais_xml_attr(&p->xml, "data-columns", dais_arena_printf(p->arena, "%zu", v->texts.n));
	dais_xml_attr(&p->xml, "data-references",
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/references", DAIS_STR_ARG(v->package))));
	for (size_t i = 0; i < v->texts.n; i++)
		write_column(p, v, &v->texts.v[i]);
	dais_xml_close(&p->xml);
	if (may_save) {
		dais_desk_open(p, "p", "actions sticky");
		dais_desk_open(p, "button", "button");
		dais_xml_attr_c(&p->xml, "type", "submit");
		dais_page_put(p, DAIS_SAY_DESK_SAVE_TEXTS);
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	write_preview(p, v);
}
