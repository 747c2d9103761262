/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The documents of one set of meetings, and the form of a document.
 */
#include "web/documents/documents_priv.h"

static void
write_due(struct dais_page *p, enum dais_say label, struct dais_date d)
{
	if (!dais_date_is_set(d))
		return;
	dais_page_element(p, "span", NULL);
	dais_page_put(p, label);
	dais_xml_text_c(&p->xml, " ");
	dais_xml_text(&p->xml, documents_day(p, d));
	dais_page_end(p);
}

static void
write_card(struct dais_page *p, const struct dais_document_state *d)
{
	bool open = d->move != DAIS_MOVE_NOBODY;

	dais_page_element(
	    p, "li", open && d->days_late > 0 ? "document-card late" : "document-card");
	dais_page_element(p, "h2", NULL);
	dais_page_link(p, documents_path(p, d->package, d->id), NULL);
	dais_page_put_ml(p, &d->title);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "p", "facts");
	if (d->symbol.n)
		dais_page_symbol(p, d->symbol);
	dais_xml_elem(&p->xml, "span", documents_kind_word(p, d->kind));
	write_due(p, DAIS_SAY_DOCUMENTS_SUBMIT_DUE, d->submit_due);
	write_due(p, DAIS_SAY_DOCUMENTS_DUE, d->issue_due);
	if (open) {
		dais_page_element(p, "span", d->days_late > 0 ? "tag lacks" : "tag");
		dais_xml_text(
		    &p->xml, documents_lateness(p, d->days_late, dais_date_is_set(d->issue_due)));
		dais_page_end(p);
	}
	dais_page_element(p, "span", "tag");
	dais_page_put(p, documents_move_word(d->move));
	dais_page_end(p);
	dais_page_end(p);
	documents_write_states(p, d);
	dais_page_end(p);
}

static bool
is_among(const struct documents_view *v, struct dais_str id)
{
	for (size_t i = 0; i < v->states->n; i++) {
		if (dais_str_eq(v->states->v[i].id, id))
			return true;
	}
	return false;
}

static void
write_earlier(struct dais_page *p, const struct documents_view *v)
{
	const struct dais_record *r = v->record;

	if (r->documents.n == v->states->n)
		return;
	dais_page_element(p, "details", "panel");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_EARLIER);
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < r->documents.n; i++) {
		if (is_among(v, r->documents.v[i].id))
			continue;
		dais_page_element(p, "li", NULL);
		dais_page_link(p, documents_path(p, v->package, r->documents.v[i].id), NULL);
		dais_page_put_ml(p, &r->documents.v[i].title);
		dais_xml_close(&p->xml);
		dais_xml_text_c(&p->xml, " ");
		dais_page_symbol(p, dais_record_document_symbol(r, i, p->arena));
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_end(p);
}

void
documents_write_list(struct dais_page *p, const struct documents_view *v)
{
	documents_style(p);
	dais_page_say_in(p, "h1", NULL, DAIS_SAY_DESK_DOCUMENTS);
	dais_page_say_in(p, "p", "lead", DAIS_SAY_DOCUMENTS_DOCUMENTS_LEAD);
	dais_page_element(p, "p", NULL);
	dais_page_link(p, dais_page_path(p, DAIS_STR("/desk/documents")), NULL);
	dais_page_put(p, DAIS_SAY_DOCUMENTS_ALL_DOCUMENTS);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	if (!v->states->n)
		dais_page_say_in(p, "p", "empty", DAIS_SAY_DOCUMENTS_NO_DOCUMENTS);
	dais_page_element(p, "ul", "document-cards");
	for (size_t i = 0; i < v->states->n; i++)
		write_card(p, &v->states->v[i]);
	dais_page_end(p);
	write_earlier(p, v);
	if (!v->may_edit)
		return;
	dais_page_element(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", "add");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_ADD);
	documents_write_form(p, v, NULL, 0);
	dais_page_end(p);
}

/* ---- the form ---- */

static void
write_titles(struct dais_page *p, const struct documents_view *v, const struct dais_document *d)
{
	for (int i = 0; i < DAIS_LANG_COUNT; i++) {
		enum dais_lang l = (enum dais_lang)i;
		struct dais_str name = dais_arena_printf(p->arena, "title-%s", dais_lang_code(l));

		if (!(v->record->languages & DAIS_LANG_BIT(i)) && !(d && d->title.in[i].n))
			continue;
		documents_field(p, name.p,
		    dais_page_say_with(
			p, DAIS_SAY_DESK_TITLE_IN, "language", dais_page_language_name(p, l)),
		    true);
		documents_text(p, name.p, name.p, 2, d ? d->title.in[i] : DAIS_STR_NONE, &l);
		documents_end_field(p);
	}
}

static void
write_kind(struct dais_page *p, const struct dais_document *d)
{
	documents_field(p, "kind", dais_page_say(p, DAIS_SAY_DOCUMENTS_KIND), false);
	documents_select(p, "kind", "kind");
	for (int k = 0; k < DAIS_DOCUMENT_KIND_COUNT; k++) {
		struct dais_str name =
		    dais_str_from(dais_document_kind_name((enum dais_document_kind)k));

		documents_option(p, name, documents_kind_word(p, name),
		    d ? (int)d->kind == k : k == DAIS_DOCUMENT_NOTE);
	}
	dais_xml_close(&p->xml);
	documents_end_field(p);
}

static void
write_author(struct dais_page *p, const struct documents_view *v, const struct dais_document *d)
{
	const struct dais_record *r = v->record;
	struct dais_str author = d ? d->author : DAIS_STR("secretariat");

	documents_field(p, "author", dais_page_say(p, DAIS_SAY_DOCUMENTS_AUTHOR), false);
	documents_select(p, "author", "author");
	documents_option(p, DAIS_STR("secretariat"),
	    dais_page_say(p, DAIS_SAY_DOCUMENTS_AUTHOR_SECRETARIAT),
	    dais_str_is(author, "secretariat"));
	documents_option(p, DAIS_STR("chair"), dais_page_say(p, DAIS_SAY_DOCUMENTS_AUTHOR_CHAIR),
	    dais_str_is(author, "chair"));
	for (size_t i = 0; i < r->bodies.n; i++)
		documents_option(p, r->bodies.v[i].id, dais_page_words(p, &r->bodies.v[i].name),
		    dais_str_eq(author, r->bodies.v[i].id));
	dais_xml_close(&p->xml);
	documents_end_field(p);
}

static void
write_distribution(struct dais_page *p, const struct dais_document *d)
{
	documents_field(p, "distribution", dais_page_say(p, DAIS_SAY_PORTAL_DISTRIBUTION), false);
	documents_select(p, "distribution", "distribution");
	for (int k = 0; k < DAIS_DISTRIBUTION_COUNT; k++) {
		struct dais_str name =
		    dais_str_from(dais_distribution_name((enum dais_distribution)k));

		documents_option(p, name, documents_distribution_word(p, name),
		    d ? (int)d->distribution == k : k == DAIS_DISTRIBUTION_GENERAL);
	}
	dais_xml_close(&p->xml);
	documents_end_field(p);
}

static void
write_original(struct dais_page *p, const struct dais_document *d)
{
	documents_field(p, "original", dais_page_say(p, DAIS_SAY_DOCUMENTS_ORIGINAL), false);
	documents_select(p, "original", "original");
	documents_option(p, DAIS_STR(""), dais_page_say(p, DAIS_SAY_DOCUMENTS_ORIGINAL_NONE),
	    !d || !d->has_original);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		documents_option(p, dais_str_from(dais_lang_code((enum dais_lang)l)),
		    documents_language(p, (enum dais_lang)l),
		    d && d->has_original && (int)d->original == l);
	dais_xml_close(&p->xml);
	documents_end_field(p);
}

static void
write_date(struct dais_page *p, const char *name, enum dais_say label, struct dais_date d)
{
	documents_field(p, name, dais_page_say(p, label), false);
	documents_input(p, name, name, "date",
	    dais_date_is_set(d) ? dais_date_print(p->arena, d) : DAIS_STR_NONE);
	documents_end_field(p);
}

static void
begin_set(struct dais_page *p, enum dais_say legend)
{
	dais_page_element(p, "fieldset", "field wide");
	dais_page_say_in(p, "legend", NULL, legend);
}

static void
write_languages(struct dais_page *p, const struct dais_document *d)
{
	begin_set(p, DAIS_SAY_DOCUMENTS_APPEARS_IN);
	for (int l = 0; l < DAIS_LANG_COUNT; l++)
		documents_choice(p, false, "language",
		    dais_str_from(dais_lang_code((enum dais_lang)l)),
		    !d || (d->languages & DAIS_LANG_BIT(l)),
		    documents_language(p, (enum dais_lang)l));
	dais_page_end(p);
}

static bool
lists(const struct dais_item *item, const struct dais_record *r, const struct dais_document *d)
{
	for (size_t i = 0; d && i < item->documents.n; i++) {
		if (&r->documents.v[item->documents.v[i]] == d)
			return true;
	}
	return false;
}

static void
write_items(struct dais_page *p, const struct documents_view *v, const struct dais_document *d)
{
	const struct dais_record *r = v->record;

	begin_set(p, DAIS_SAY_DOCUMENTS_FOR_ITEMS);
	for (size_t i = 0; i < r->items.n; i++)
		documents_choice(p, false, "item", r->items.v[i].id, lists(&r->items.v[i], r, d),
		    dais_page_words(p, &r->items.v[i].title));
	dais_page_end(p);
}

static void
write_allotted(struct dais_page *p, const struct documents_view *v)
{
	begin_set(p, DAIS_SAY_DOCUMENTS_ALLOT);
	documents_choice(p, true, "allot", DAIS_STR(""), !v->allotted.n,
	    dais_page_say(p, DAIS_SAY_DOCUMENTS_ALLOT_NONE));
	for (size_t i = 0; i < v->allotted.n; i++) {
		const struct documents_allotted *o = &v->allotted.v[i];

		documents_choice(p, true, "allot", o->symbols, i == 0,
		    o->words.n ? dais_arena_printf(p->arena, "%.*s: %.*s", DAIS_STR_ARG(o->words),
				     DAIS_STR_ARG(o->symbols))
			       : dais_page_say_with(
				     p, DAIS_SAY_DOCUMENTS_ALLOT_ALL, "symbols", o->symbols));
	}
	documents_choice(p, true, "allot", DAIS_STR("written"), false,
	    dais_page_say(p, DAIS_SAY_DOCUMENTS_ALLOT_GIVEN));
	dais_page_end(p);
}

static void
write_symbols(struct dais_page *p, const struct dais_document *d)
{
	struct dais_str all = DAIS_STR_NONE;

	for (size_t i = 0; d && i < d->symbols.n; i++)
		all = dais_arena_printf(p->arena, "%.*s%s%.*s", DAIS_STR_ARG(all), i ? "\n" : "",
		    DAIS_STR_ARG(d->symbols.v[i].text));
	documents_field(p, "symbols", dais_page_say(p, DAIS_SAY_DOCUMENTS_SYMBOLS), true);
	dais_xml_open(&p->xml, "textarea");
	dais_xml_attr_c(&p->xml, "id", "symbols");
	dais_xml_attr_c(&p->xml, "name", "symbols");
	dais_xml_attr_c(&p->xml, "rows", "2");
	dais_xml_attr_c(&p->xml, "dir", "ltr");
	dais_xml_attr_c(&p->xml, "aria-describedby", "symbols-hint");
	dais_xml_text(&p->xml, all);
	dais_xml_close(&p->xml);
	dais_page_element(p, "span", "hint");
	dais_xml_attr_c(&p->xml, "id", "symbols-hint");
	dais_page_put(p, DAIS_SAY_DOCUMENTS_SYMBOLS_HINT);
	dais_page_end(p);
	documents_end_field(p);
}

void
documents_write_form(struct dais_page *p, const struct documents_view *v,
    const struct dais_document *d, uint64_t revision)
{
	static const struct dais_date none;

	dais_page_form(p, documents_path(p, v->package, d ? d->id : DAIS_STR_NONE));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)revision));
	dais_page_element(p, "div", "fields");
	write_titles(p, v, d);
	write_kind(p, d);
	write_author(p, v, d);
	if (!d)
		write_allotted(p, v);
	write_symbols(p, d);
	write_distribution(p, d);
	write_original(p, d);
	write_date(p, "slot", DAIS_SAY_DOCUMENTS_SLOT, d ? d->slot : none);
	write_date(p, "date", DAIS_SAY_DOCUMENTS_DATE, d ? d->date : none);
	documents_field(p, "late-reason", dais_page_say(p, DAIS_SAY_DOCUMENTS_LATE_REASON), true);
	documents_input(
	    p, "late-reason", "late-reason", "text", d ? d->late_reason : DAIS_STR_NONE);
	documents_end_field(p);
	write_languages(p, d);
	write_items(p, v, d);
	documents_field(p, "why", dais_page_say(p, DAIS_SAY_DESK_WHY), true);
	documents_input(p, "why", "why", "text", DAIS_STR_NONE);
	documents_end_field(p);
	dais_page_end(p);
	dais_page_element(p, "p", "actions");
	documents_button(p, d ? DAIS_SAY_DESK_SAVE : DAIS_SAY_DOCUMENTS_ADD, NULL);
	dais_page_end(p);
	dais_xml_close(&p->xml);
}
