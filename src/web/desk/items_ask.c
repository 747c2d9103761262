/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is asked before an item is split or two become one: where the references of the texts go,
 * and which item gives way.
 */
#include "prose/resolve.h"
#include "text/text.h"
#include "web/desk/items_priv.h"

static void
open_form(
    struct dais_page *p, const struct desk_items_ask *v, enum dais_say head, enum dais_say lead)
{
	const struct dais_record *r = v->record;

	dais_desk_open(p, "p", "steps");
	dais_page_link(p,
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package))),
	    NULL);
	dais_page_put(p, DAIS_SAY_DESK_TO_AGENDAS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_open(&p->xml, "h1");
	dais_xml_text(&p->xml,
	    dais_desk_fill1(p, head, "title", dais_desk_words(p, &r->items.v[v->item].title)));
	dais_xml_close(&p->xml);
	dais_desk_open(p, "p", "lead");
	dais_xml_text(&p->xml,
	    v->body == DAIS_NONE
		? dais_page_say(p, lead)
		: dais_desk_fill1(p, lead, "body", dais_desk_body_name(r, v->body, p->language)));
	dais_xml_close(&p->xml);
	dais_desk_open(p, "div", "desk-form");
	dais_page_form(p, dais_desk_address(p,
			      dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package))));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	dais_page_hidden(p, "decided", DAIS_STR("yes"));
}

static void
close_form(struct dais_page *p, struct dais_str value, enum dais_say words)
{
	dais_desk_open(p, "p", "actions");
	dais_desk_do(p, "button", value, dais_page_say(p, words));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

static void
radio(struct dais_page *p, struct dais_str name, struct dais_str value, bool checked)
{
	dais_page_open_box_as(p, &(struct dais_page_box){ .name = name.p,
				     .value = value,
				     .is_ticked = checked,
				     .is_radio = true,
				     .is_required = true });
}

/* "3. Title" of @item on the agenda of @body. */
static void
write_item(struct dais_page *p, const struct dais_record *r, size_t item, size_t body)
{
	struct dais_number n = dais_record_number(r, item, body);

	if (n.found)
		dais_xml_text(&p->xml, dais_arena_printf(p->arena, "%.*s ",
					   DAIS_STR_ARG(dais_text_item_number(
					       p->arena, p->language, n.number, n.letter))));
	dais_page_put_ml(p, &r->items.v[item].title);
}

/* ---- references ---- */

static bool
names(const struct dais_block *b, struct dais_str target)
{
	for (size_t i = 0; i < b->spans.n; i++)
		if (b->spans.v[i].kind == DAIS_SPAN_REF && !b->spans.v[i].ref.body.n &&
		    dais_str_eq(b->spans.v[i].ref.argument, target))
			return true;
	return false;
}

static void
write_block(struct dais_page *p, const struct dais_prose_place *at, const struct dais_block *b,
    struct dais_str target)
{
	struct dais_str before = DAIS_STR_NONE; /* the display of a reference just written */

	for (size_t i = 0; i < b->spans.n; i++) {
		const struct dais_span *s = &b->spans.v[i];
		struct dais_said said = { .text = DAIS_STR_NONE };

		if (s->kind == DAIS_SPAN_BREAK) {
			dais_xml_text_c(&p->xml, " ");
		} else if (s->kind != DAIS_SPAN_REF) {
			dais_xml_text(&p->xml, dais_prose_after(before, s->text));
		} else if (dais_prose_say(at, &s->ref, p->arena, &said)) {
			bool it = dais_str_eq(s->ref.argument, target);

			if (it)
				dais_xml_open(&p->xml, "mark");
			dais_xml_text(&p->xml, said.text);
			if (it)
				dais_xml_close(&p->xml);
		}
		before = said.text;
	}
}

/* The paragraphs that refer to it, as they are printed today: in the reader's language, else in
 * another. */
static void
write_words(struct dais_page *p, const struct desk_items_ask *v, size_t item, size_t body,
    const struct dais_items_reference *ref)
{
	enum dais_lang l = p->language;
	const struct dais_annotation *n;

	for (unsigned k = 0; !(ref->languages & DAIS_LANG_BIT(l)) && k < DAIS_LANG_COUNT; k++)
		l = (enum dais_lang)k;
	n = dais_record_annotation(v->record, l, item, body);
	const struct dais_prose_place at = { v->record, l, body };
	for (size_t i = 0; n && i < n->prose.blocks.n; i++) {
		const struct dais_block *b = &n->prose.blocks.v[i];

		if (!names(b, ref->target))
			continue;
		dais_desk_open(p, "p", "quoted");
		dais_page_language(p, l);
		write_block(p, &at, b, ref->target);
		dais_xml_close(&p->xml);
	}
}

struct dais_str
dais_desk_reference_field(struct dais_arena *a, const struct dais_items_reference *ref)
{
	return dais_arena_printf(
	    a, "to %.*s %.*s", DAIS_STR_ARG(ref->place), DAIS_STR_ARG(ref->target));
}

static void
write_reference(
    struct dais_page *p, const struct desk_items_ask *v, const struct dais_items_reference *ref)
{
	const struct dais_record *r = v->record;
	struct dais_str name = dais_desk_reference_field(p->arena, ref);
	size_t sign = dais_str_find_char(ref->place, '@', 0);
	size_t item = dais_map_get(&r->item_ids, dais_str_sub(ref->place, 0, sign));
	size_t body = sign == SIZE_MAX ? DAIS_MAP_NONE
				       : dais_map_get(&r->body_ids,
					     dais_str_sub(ref->place, sign + 1, ref->place.n));

	if (item == DAIS_MAP_NONE)
		return;
	if (body == DAIS_MAP_NONE)
		body = DAIS_NONE;
	dais_desk_open(p, "fieldset", "field wide reference");
	dais_xml_open(&p->xml, "legend");
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_ANNOTATION_OF, "title",
				   dais_desk_words(p, &r->items.v[item].title)));
	if (body != DAIS_NONE)
		dais_xml_text(
		    &p->xml, dais_arena_printf(p->arena, " (%.*s)",
				 DAIS_STR_ARG(dais_desk_body_name(r, body, p->language))));
	dais_xml_text(&p->xml, dais_arena_printf(p->arena, " — %.*s",
				   DAIS_STR_ARG(dais_page_language_names(p, ref->languages))));
	dais_xml_close(&p->xml);
	write_words(p, v, item, body, ref);
	if (ref->way == DAIS_ITEMS_BOTH) {
		radio(p, name, DAIS_STR("both"), true);
		dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_REFERENCE_BOTH, "body",
					   dais_desk_body_name(r, v->body, p->language)));
		dais_xml_close(&p->xml);
	}
	radio(p, name, DAIS_STR("new"), ref->way == DAIS_ITEMS_FOLLOWS);
	dais_xml_text(&p->xml, dais_desk_fill1(p, DAIS_SAY_DESK_REFERENCE_FOLLOWS, "body",
				   dais_desk_body_name(r, v->body, p->language)));
	dais_xml_close(&p->xml);
	radio(p, name, DAIS_STR("old"), ref->way == DAIS_ITEMS_STAYS);
	dais_page_put(p, DAIS_SAY_DESK_REFERENCE_STAYS);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_split(
    struct dais_page *p, const struct desk_items_ask *v, const dais_items_reference_vec *refs)
{
	open_form(p, v, DAIS_SAY_DESK_SPLIT_TITLE, DAIS_SAY_DESK_SPLIT_LEAD);
	dais_desk_open(p, "div", "fields");
	for (size_t i = 0; i < refs->n; i++)
		write_reference(p, v, &refs->v[i]);
	dais_xml_close(&p->xml);
	close_form(p,
	    dais_arena_printf(p->arena, "split %.*s %.*s",
		DAIS_STR_ARG(v->record->bodies.v[v->body].id),
		DAIS_STR_ARG(v->record->items.v[v->item].id)),
	    DAIS_SAY_DESK_SPLIT_DO);
}

/* ---- two become one ---- */

static bool
on_agenda(const struct dais_record *r, size_t item, size_t body)
{
	return dais_record_number(r, item, body).found;
}

bool
dais_desk_may_unite(const struct dais_record *r, size_t item, size_t other)
{
	bool anywhere = false;

	if (item == other || r->items.v[other].parent != DAIS_NONE)
		return false;
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (!on_agenda(r, other, b))
			continue;
		if (on_agenda(r, item, b))
			return false;
		anywhere = true;
	}
	return anywhere;
}

static size_t
first_body(const struct dais_record *r, size_t item)
{
	for (size_t b = 0; b < r->bodies.n; b++)
		if (on_agenda(r, item, b))
			return b;
	return DAIS_NONE;
}

static bool
same_title(const struct dais_record *r, size_t x, size_t y)
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		if (r->items.v[x].title.in[l].n &&
		    dais_str_eq(r->items.v[x].title.in[l], r->items.v[y].title.in[l]))
			return true;
	return false;
}

void
dais_desk_write_unite(struct dais_page *p, const struct desk_items_ask *v)
{
	const struct dais_record *r = v->record;
	bool chosen = false;

	open_form(p, v, DAIS_SAY_DESK_UNITE_TITLE, DAIS_SAY_DESK_UNITE_LEAD);
	dais_desk_open(p, "div", "fields");
	dais_desk_open(p, "fieldset", "field wide");
	dais_desk_say(p, "legend", NULL, DAIS_SAY_DESK_UNITE_WITH);
	for (size_t i = 0; i < r->items.n; i++) {
		size_t body = first_body(r, i);

		if (!dais_desk_may_unite(r, v->item, i))
			continue;
		radio(p, DAIS_STR("with"), r->items.v[i].id, !chosen && same_title(r, v->item, i));
		chosen |= same_title(r, v->item, i);
		write_item(p, r, i, body);
		dais_desk_open(p, "span", "fact");
		dais_xml_text(
		    &p->xml, dais_arena_printf(p->arena, " (%.*s)",
				 DAIS_STR_ARG(dais_desk_body_name(r, body, p->language))));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	close_form(p,
	    dais_arena_printf(p->arena, "unite - %.*s", DAIS_STR_ARG(r->items.v[v->item].id)),
	    DAIS_SAY_DESK_UNITE_DO);
}
