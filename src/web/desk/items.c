/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The page of the agendas. It is one form whose buttons say what they do ("move ic transfer -1"),
 * so that every action is a plain post; the script sends the same posts.
 */
#include "text/text.h"
#include "web/desk/items_priv.h"

#define FEW_REMARKS 8

static const char *const at_class[DESK_COLUMNS_MAX] = { "at-1", "at-2", "at-3", "at-4", "at-5",
	"at-6" };

static struct dais_str
id_of(const struct desk_items *v, size_t item)
{
	return v->record->items.v[item].id;
}

static struct dais_str
body_id(const struct desk_items *v, size_t column)
{
	return v->record->bodies.v[v->agendas.columns.v[column]].id;
}

static struct dais_str
mark_of(struct dais_page *p, const struct desk_items *v, size_t column)
{
	return dais_desk_body_mark(v->record, v->agendas.columns.v[column], p->language, p->arena);
}

static void
put_class(struct dais_page *p, const char *name, size_t first, size_t span)
{
	struct dais_str class;

	if (first + span > DESK_COLUMNS_MAX)
		class = dais_str_from(name);
	else
		class = dais_arena_printf(p->arena, "%s %s span-%zu", name, at_class[first], span);
	dais_xml_attr(&p->xml, "class", class);
}

static void
write_heads(struct dais_page *p, const struct desk_items *v)
{
	dais_desk_open(p, "div", "agenda-heads");
	for (size_t c = 0; c < v->agendas.columns.n; c++) {
		size_t body = v->agendas.columns.v[c];

		dais_xml_open(&p->xml, "h2");
		put_class(p, "agenda-head", c, 1);
		dais_xml_text(&p->xml, dais_desk_body_name(v->record, body, p->language));
		dais_xml_text_c(&p->xml, " ");
		dais_desk_open(p, "span", "symbol");
		dais_xml_text(&p->xml, mark_of(p, v, c));
		dais_xml_close(&p->xml);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

/* A button with a sign for the eyes and words for ears. */
static void
arrow(struct dais_page *p, bool up, bool enabled, struct dais_str value, struct dais_str words)
{
	dais_desk_open(p, "button", up ? "arrow up" : "arrow down");
	dais_xml_attr_c(&p->xml, "type", "submit");
	dais_xml_attr_c(&p->xml, "name", "do");
	dais_xml_attr(&p->xml, "value", value);
	dais_xml_attr(&p->xml, "aria-label", words);
	dais_xml_attr(&p->xml, "title", words);
	if (!enabled)
		dais_xml_attr_c(&p->xml, "disabled", "disabled");
	dais_xml_text_c(&p->xml, up ? "↑" : "↓");
	dais_xml_close(&p->xml);
}

/* Both arrows of item @id in the agenda of @body ("-": among the parts of its item). */
static void
arrows(struct dais_page *p, struct dais_str title, struct dais_str body, struct dais_str mark,
    struct dais_str id, bool can_up, bool can_down)
{
	const struct dais_say_value values[] = { { "title", title }, { "body", mark } };

	arrow(p, true, can_up,
	    dais_arena_printf(p->arena, "move %.*s %.*s -1", DAIS_STR_ARG(body), DAIS_STR_ARG(id)),
	    dais_desk_fill(p, DAIS_SAY_DESK_MOVE_UP, values, 2));
	arrow(p, false, can_down,
	    dais_arena_printf(p->arena, "move %.*s %.*s 1", DAIS_STR_ARG(body), DAIS_STR_ARG(id)),
	    dais_desk_fill(p, DAIS_SAY_DESK_MOVE_DOWN, values, 2));
}

static void
write_numbers(struct dais_page *p, const struct desk_items *v, const struct desk_card *card)
{
	struct dais_str title = dais_desk_words(p, &v->record->items.v[card->item].title);

	dais_desk_open(p, "div", "numbers");
	for (size_t i = 0; i < card->numbers.n; i++) {
		const struct desk_number *n = &card->numbers.v[i];

		if (n->column < card->first || n->column >= card->first + card->span)
			continue;
		dais_xml_open(&p->xml, "span");
		put_class(p, "number", n->column, 1);
		dais_desk_open(p, "span", "symbol");
		dais_xml_text(&p->xml, mark_of(p, v, n->column));
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " ");
		dais_xml_elem(
		    &p->xml, "b", dais_text_item_number(p->arena, p->language, n->number, -1));
		if (v->may_edit)
			arrows(p, title, body_id(v, n->column), mark_of(p, v, n->column),
			    id_of(v, card->item), n->can_up, n->can_down);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static dais_lang_set
annotated(const struct dais_record *r, size_t item)
{
	dais_lang_set set = 0;

	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++)
		for (size_t i = 0; i < r->annotations[l].n; i++)
			if (r->annotations[l].v[i].item == item)
				set |= DAIS_LANG_BIT(l);
	return set;
}

static void
fact(struct dais_page *p, const char *class, struct dais_str words)
{
	dais_desk_open(p, "span", class);
	dais_xml_text(&p->xml, words);
	dais_xml_close(&p->xml);
	dais_xml_text_c(&p->xml, " ");
}

/* What one sees of an item at a glance: what it lacks, its documents, its annotation. */
static void
write_facts(struct dais_page *p, const struct desk_items *v, size_t item)
{
	const struct dais_item *it = &v->record->items.v[item];
	dais_lang_set lacks = v->record->languages & ~dais_ml_langs(&it->title);
	dais_lang_set texts = annotated(v->record, item);

	dais_desk_open(p, "p", "facts");
	if (dais_record_is_common(v->record, item, NULL, p->arena) && it->parent == DAIS_NONE)
		fact(p, "tag common", dais_page_say(p, DAIS_SAY_DESK_COMMON_ITEM));
	if (lacks)
		fact(p, "tag lacks",
		    dais_desk_fill1(p, DAIS_SAY_DESK_MISSING_IN, "languages",
			dais_page_language_names(p, lacks)));
	if (it->documents.n)
		fact(p, "fact",
		    dais_desk_fill1(p, DAIS_SAY_DESK_DOCUMENTS_COUNT, "count",
			dais_arena_printf(p->arena, "%zu", it->documents.n)));
	if (!it->parts.n)
		fact(p, "fact",
		    !texts ? dais_page_say(p, DAIS_SAY_DESK_NOT_ANNOTATED)
		    : texts == v->record->languages
			? dais_page_say(p, DAIS_SAY_DESK_ANNOTATED_IN_ALL)
			: dais_desk_fill1(p, DAIS_SAY_DESK_ANNOTATED_IN, "languages",
			      dais_page_language_names(p, texts)));
	dais_xml_close(&p->xml);
}

static void
link_to(struct dais_page *p, const struct desk_items *v, const char *part, size_t item,
    const char *class, const struct dais_ml *words, enum dais_say say)
{
	dais_desk_open(p, "a", class);
	dais_xml_attr(&p->xml, "href",
	    dais_desk_address(
		p, dais_arena_printf(p->arena, "%.*s/%s/%.*s", DAIS_STR_ARG(v->package), part,
		       DAIS_STR_ARG(id_of(v, item)))));
	if (words)
		dais_page_put_ml(p, words);
	else
		dais_page_put(p, say);
	dais_xml_close(&p->xml);
}

static void
button_for_body(struct dais_page *p, const struct desk_items *v, const char *verb, size_t column,
    size_t item, enum dais_say say)
{
	struct dais_str body =
	    dais_desk_body_name(v->record, v->agendas.columns.v[column], p->language);

	dais_desk_do(p, NULL,
	    dais_arena_printf(p->arena, "%s %.*s %.*s", verb, DAIS_STR_ARG(body_id(v, column)),
		DAIS_STR_ARG(id_of(v, item))),
	    dais_desk_fill1(p, say, "body", body));
}

static bool
has(const struct desk_card *card, size_t column)
{
	for (size_t i = 0; i < card->numbers.n; i++)
		if (card->numbers.v[i].column == column)
			return true;
	return false;
}

/* With one that only other bodies have: of hundreds of items that share their agenda none is
 * compared with another. */
static bool
may_unite(const struct dais_record *r, size_t item)
{
	for (size_t g = 0; g < r->agendas.n; g++) {
		const struct dais_agenda *agenda = &r->agendas.v[g];

		if (dais_record_number(r, item, agenda->body).found)
			continue;
		for (size_t i = 0; i < agenda->items.n; i++)
			if (dais_desk_may_unite(r, item, agenda->items.v[i]))
				return true;
	}
	return false;
}

/* What is done rarely: shared, split, made one with another, taken off, withdrawn. */
static void
write_more(struct dais_page *p, const struct desk_items *v, const struct desk_card *card)
{
	struct dais_str title = dais_desk_words(p, &v->record->items.v[card->item].title);

	dais_desk_open(p, "details", "more");
	dais_xml_open(&p->xml, "summary");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_desk_open(p, "span", "unseen");
	dais_xml_text_c(&p->xml, ": ");
	dais_xml_text(&p->xml, title);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	dais_desk_open(p, "div", "more-list");
	for (size_t c = 0; c < v->agendas.columns.n; c++) {
		if (!has(card, c))
			button_for_body(p, v, "share", c, card->item, DAIS_SAY_DESK_SHARE_WITH);
		else if (card->numbers.n > 1)
			button_for_body(p, v, "split", c, card->item, DAIS_SAY_DESK_SPLIT_FOR);
	}
	for (size_t c = 0; card->numbers.n > 1 && c < v->agendas.columns.n; c++)
		if (has(card, c))
			button_for_body(p, v, "take-off", c, card->item, DAIS_SAY_DESK_TAKE_OFF);
	if (may_unite(v->record, card->item))
		dais_desk_do(p, NULL,
		    dais_arena_printf(p->arena, "unite - %.*s", DAIS_STR_ARG(id_of(v, card->item))),
		    dais_page_say(p, DAIS_SAY_DESK_UNITE));
	dais_desk_do(p, "danger",
	    dais_arena_printf(p->arena, "close - %.*s", DAIS_STR_ARG(id_of(v, card->item))),
	    dais_page_say(p, DAIS_SAY_DESK_CLOSE_ITEM));
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

/* Few findings on the whole page need not be opened one by one. */
static void
write_remarks(struct dais_page *p, const struct desk_items *v, struct dais_str item)
{
	if (v->remarks.all)
		dais_desk_remarks_folded(p, &v->remarks, item, v->remarks.all->n <= FEW_REMARKS);
}

static void
write_parts(struct dais_page *p, const struct desk_items *v, const struct dais_item *it)
{
	if (!it->parts.n)
		return;
	dais_desk_open(p, "ol", "parts");
	for (size_t i = 0; i < it->parts.n; i++) {
		size_t part = it->parts.v[i];
		struct dais_str id = id_of(v, part);

		dais_desk_open(p, "li", "part");
		dais_xml_attr(&p->xml, "data-item", id);
		dais_desk_open(p, "span", "letter");
		dais_xml_text(&p->xml, dais_text_letter_mark(p->arena, p->language, (unsigned)i));
		dais_xml_close(&p->xml);
		link_to(p, v, "items", part, "title", &v->record->items.v[part].title, 0);
		if (v->may_edit) {
			dais_desk_open(p, "span", "part-moves");
			arrows(p, dais_desk_words(p, &v->record->items.v[part].title),
			    DAIS_STR("-"), dais_desk_words(p, &it->title), id, i > 0,
			    i + 1 < it->parts.n);
			dais_xml_close(&p->xml);
		}
		write_facts(p, v, part);
		write_remarks(p, v, id);
		dais_xml_close(&p->xml);
	}
	dais_xml_close(&p->xml);
}

static void
write_card(struct dais_page *p, const struct desk_items *v, const struct desk_card *card)
{
	const struct dais_item *it = &v->record->items.v[card->item];

	dais_xml_open(&p->xml, "li");
	put_class(p, card->numbers.n > 1 ? "card joined" : "card", card->first, card->span);
	dais_xml_attr(&p->xml, "data-item", it->id);
	dais_xml_attr(&p->xml, "data-columns",
	    dais_arena_printf(p->arena, "%zu %zu", card->first, card->span));
	dais_xml_attr(&p->xml, "id",
	    dais_arena_printf(p->arena, "item-%.*s%s", DAIS_STR_ARG(it->id),
		card->elsewhere && card->first ? "-also" : ""));
	write_numbers(p, v, card);
	dais_desk_open(p, "h3", "card-title");
	link_to(p, v, "items", card->item, "title", &it->title, 0);
	dais_xml_close(&p->xml);
	write_facts(p, v, card->item);
	if (card->elsewhere)
		dais_desk_say(p, "p", "facts", DAIS_SAY_DESK_STANDS_ALSO);
	write_remarks(p, v, it->id);
	write_parts(p, v, it);
	dais_desk_open(p, "div", "card-foot");
	if (!it->parts.n)
		link_to(p, v, "texts", card->item, NULL, NULL, DAIS_SAY_DESK_OPEN_ANNOTATION);
	link_to(p, v, "items", card->item, NULL, NULL, DAIS_SAY_DESK_OPEN_ITEM);
	if (v->may_edit)
		write_more(p, v, card);
	dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
}

void
dais_desk_write_items(struct dais_page *p, const struct desk_items *v)
{
	struct dais_str action = dais_desk_address(
	    p, dais_arena_printf(p->arena, "%.*s/items", DAIS_STR_ARG(v->package)));

	dais_desk_say(p, "h1", NULL, DAIS_SAY_DESK_AGENDAS);
	if (v->may_edit) {
		dais_desk_open(p, "p", "lead");
		dais_xml_attr_c(&p->xml, "id", "keys");
		dais_xml_attr(&p->xml, "data-grip",
		    dais_desk_fill1(p, DAIS_SAY_DESK_GRIP, "title", DAIS_STR("%")));
		dais_page_put(p, DAIS_SAY_DESK_ITEMS_LEAD);
		dais_xml_close(&p->xml);
		dais_page_script(p, "drag.js");
		dais_page_script(p, "agendas.js");
	}
	if (v->agendas.cards.n > DAIS_PAGE_LONG_LIST)
		dais_page_find(p, ".cards > .card");
	dais_desk_open(p, "div", "agendas");
	dais_xml_attr(
	    &p->xml, "data-columns", dais_arena_printf(p->arena, "%zu", v->agendas.columns.n));
	if (v->may_edit) {
		dais_page_form(p, action);
		dais_page_hidden(p, "seen",
		    dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	}
	write_heads(p, v);
	if (!v->agendas.cards.n)
		dais_desk_say(p, "p", "empty", DAIS_SAY_DESK_NO_ITEMS);
	dais_desk_open(p, "ol", "cards");
	for (size_t i = 0; i < v->agendas.cards.n; i++)
		write_card(p, v, &v->agendas.cards.v[i]);
	dais_xml_close(&p->xml);
	if (v->may_edit)
		dais_xml_close(&p->xml);
	dais_xml_close(&p->xml);
	if (v->may_edit)
		dais_desk_write_add(p, v);
}
