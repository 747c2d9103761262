/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The documents of one set of meetings, and the form of a document.
 */
#include "web/documents/documents_priv.h"

#define CARDS_MAX 60 /* on one page */

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

static void
write_earlier(struct dais_page *p, const struct documents_view *v)
{
	const struct dais_record *r = v->record;
	struct dais_map shown;

	if (r->documents.n == v->states->n)
		return;
	dais_map_init(&shown, p->arena);
	for (size_t i = 0; i < v->states->n; i++)
		(void)dais_map_add(&shown, v->states->v[i].id, i);
	dais_page_element(p, "details", "panel");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_EARLIER);
	dais_page_element(p, "ul", NULL);
	for (size_t i = 0; i < r->documents.n; i++) {
		if (dais_map_get(&shown, r->documents.v[i].id) != DAIS_MAP_NONE)
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

static void
write_further(struct dais_page *p, const struct documents_view *v)
{
	dais_page_element(p, "p", "noprint");
	dais_page_link(p,
	    dais_arena_printf(p->arena, "%.*s?skip=%zu",
		DAIS_STR_ARG(documents_path(p, v->package, DAIS_STR_NONE)), v->skip + CARDS_MAX),
	    "button quiet");
	dais_page_put(p, DAIS_SAY_DESK_MORE);
	dais_xml_close(&p->xml);
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
	if (v->states->n > DAIS_PAGE_LONG_LIST)
		dais_page_find(p, ".document-cards > li");
	dais_page_element(p, "ul", "document-cards");
	for (size_t i = v->skip; i < v->states->n && i < v->skip + CARDS_MAX; i++)
		write_card(p, &v->states->v[i]);
	dais_page_end(p);
	if (v->skip + CARDS_MAX < v->states->n)
		write_further(p, v);
	write_earlier(p, v);
	if (!v->may_edit)
		return;
	dais_page_element(p, "details", "panel");
	dais_xml_attr_c(&p->xml, "id", "add");
	if (v->again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_ADD);
	documents_write_form(p, v, NULL, 0, documents_again(v, "data"));
	dais_page_end(p);
}
