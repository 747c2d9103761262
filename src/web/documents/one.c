/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One document: the states of its versions, their history, its data.
 */
#include "web/documents/documents_priv.h"

static void
write_history(struct dais_page *p, const dais_version_event_vec *events)
{
	if (!events->n)
		return;
	dais_page_element(p, "ul", "version-history");
	for (size_t i = 0; i < events->n; i++) {
		const struct dais_version_event *e = &events->v[i];
		struct dais_say_value values[] = {
			{ "from", dais_page_say(p, documents_status_word(e->from)) },
			{ "to", dais_page_say(p, documents_status_word(e->to)) },
		};

		dais_page_element(p, "li", NULL);
		dais_page_instant(p, e->at_ms);
		dais_xml_text_c(&p->xml, " ");
		dais_xml_elem(&p->xml, "b",
		    dais_say_fill(
			p->arena, p->language, DAIS_SAY_DOCUMENTS_HISTORY_LINE, values, 2));
		dais_xml_text_c(&p->xml, " ");
		dais_xml_elem(&p->xml, "bdi", e->who);
		if (e->why.n) {
			dais_xml_text_c(&p->xml, " – ");
			dais_xml_elem(&p->xml, "bdi", e->why);
		}
		dais_page_end(p);
	}
	dais_page_end(p);
}

static void
write_set(struct dais_page *p, const struct documents_one *v, enum dais_lang l)
{
	const struct dais_document *d = &v->view->record->documents.v[v->document];
	const struct dais_version *now = &d->versions[l];
	struct dais_str id = dais_arena_printf(p->arena, "state-%s", dais_lang_code(l));
	struct dais_str day = dais_arena_printf(p->arena, "issued-%s", dais_lang_code(l));
	struct dais_str why = dais_arena_printf(p->arena, "reason-%s", dais_lang_code(l));
	struct dais_str job = dais_arena_printf(p->arena, "job-%s", dais_lang_code(l));

	const struct dais_desk_again *again = documents_again(v->view, dais_lang_code(l));
	struct dais_str state =
	    dais_desk_kept(again, "state", dais_str_from(dais_version_status_name(now->status)));
	struct dais_str issued = dais_desk_kept(again, "issued",
	    dais_date_is_set(now->issued) ? dais_date_print(p->arena, now->issued) : DAIS_STR_NONE);

	dais_page_element(p, "details", "more");
	if (again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_SET_STATE);
	dais_page_form(p, dais_arena_printf(p->arena, "%.*s/state",
			      DAIS_STR_ARG(documents_path(p, v->view->package, d->id))));
	dais_page_hidden(p, "language", dais_str_from(dais_lang_code(l)));
	dais_page_hidden(p, "was", dais_str_from(dais_version_status_name(now->status)));
	documents_field(p, id.p,
	    dais_page_say_with(
		p, DAIS_SAY_DOCUMENTS_NEW_STATE, "language", dais_page_language_name(p, l)),
	    false);
	documents_select(p, again, id.p, "state");
	for (int s = 0; s < DAIS_VERSION_STATUS_COUNT; s++)
		dais_page_option(p,
		    dais_str_from(dais_version_status_name((enum dais_version_status)s)),
		    dais_page_say(p, documents_status_word((enum dais_version_status)s)),
		    dais_str_is(state, dais_version_status_name((enum dais_version_status)s)));
	dais_xml_close(&p->xml);
	dais_desk_write_beside(p, again, "state",
	    dais_page_say(p, documents_status_word(now->status)),
	    dais_str_is(state, dais_version_status_name(now->status))
		? dais_page_say(p, documents_status_word(now->status))
		: state);
	documents_end_field(p);
	documents_field(p, day.p, dais_page_say(p, DAIS_SAY_DOCUMENTS_ISSUED_ON), false);
	documents_input(p, again, day.p, "issued", "date", issued);
	dais_desk_write_beside(p, again, "issued", DAIS_STR_NONE, DAIS_STR_NONE);
	documents_end_field(p);
	documents_field(p, job.p, dais_page_say(p, DAIS_SAY_DOCUMENTS_JOB), false);
	documents_input(p, again, job.p, "job", "text", dais_desk_kept(again, "job", now->job));
	documents_end_field(p);
	documents_field(p, why.p, dais_page_say(p, DAIS_SAY_DOCUMENTS_REASON), false);
	documents_input(
	    p, again, why.p, "why", "text", dais_desk_kept(again, "why", DAIS_STR_NONE));
	documents_end_field(p);
	documents_button(p, DAIS_SAY_DOCUMENTS_SET, NULL);
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

static void
write_version(struct dais_page *p, const struct documents_one *v, enum dais_lang l)
{
	const struct dais_document *d = &v->view->record->documents.v[v->document];
	const struct dais_version_state *s = v->state ? &v->state->versions[l] : NULL;
	bool expected = (d->languages & v->view->record->languages & DAIS_LANG_BIT(l)) != 0;

	dais_page_element(p, "li",
	    s && s->days_late > 0 && s->move != DAIS_MOVE_NOBODY ? "version late" : "version");
	dais_xml_elem(&p->xml, "h3", documents_language(p, l));
	dais_page_element(p, "p", "facts");
	if (!expected) {
		dais_page_say_in(p, "span", NULL, DAIS_SAY_DOCUMENTS_NOT_IN_LANGUAGE);
	} else {
		dais_page_say_in(
		    p, "b", NULL, documents_status_word(s ? s->status : d->versions[l].status));
		if (dais_date_is_set(d->versions[l].issued))
			dais_xml_elem(&p->xml, "span", documents_day(p, d->versions[l].issued));
		if (d->versions[l].job.n)
			dais_page_symbol(p, d->versions[l].job);
		if (s && s->move != DAIS_MOVE_NOBODY) {
			dais_page_element(p, "span", s->days_late > 0 ? "tag lacks" : "tag");
			dais_xml_text(&p->xml, documents_lateness(p, s->days_late,
						   dais_date_is_set(v->state->issue_due)));
			dais_page_end(p);
			dais_page_element(p, "span", "tag");
			dais_page_put(p, documents_move_word(s->move));
			dais_page_end(p);
		}
	}
	dais_page_end(p);
	write_history(p, &v->events[l]);
	if (v->may_set & DAIS_LANG_BIT(l))
		write_set(p, v, l);
	dais_page_end(p);
}

static void
write_withdraw(struct dais_page *p, const struct documents_one *v)
{
	const struct dais_document *d = &v->view->record->documents.v[v->document];

	const struct dais_desk_again *again = documents_again(v->view, "withdraw");

	dais_page_element(p, "details", "panel");
	if (again)
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_WITHDRAW);
	dais_page_say_in(p, "p", NULL, DAIS_SAY_DOCUMENTS_WITHDRAW_LEAD);
	dais_page_form(p, documents_path(p, v->view->package, d->id));
	dais_page_hidden(
	    p, "seen", dais_arena_printf(p->arena, "%llu", (unsigned long long)v->revision));
	dais_page_hidden(p, "withdraw", DAIS_STR("yes"));
	documents_field(p, "withdraw-why", dais_page_say(p, DAIS_SAY_DESK_WHY), false);
	documents_input(
	    p, again, "withdraw-why", "why", "text", dais_desk_kept(again, "why", DAIS_STR_NONE));
	documents_end_field(p);
	documents_button(p, DAIS_SAY_DOCUMENTS_WITHDRAW, "danger");
	dais_xml_close(&p->xml);
	dais_page_end(p);
}

void
documents_write_one(struct dais_page *p, const struct documents_one *v)
{
	const struct dais_record *r = v->view->record;
	const struct dais_document *d = &r->documents.v[v->document];

	documents_style(p);
	dais_page_element(p, "p", NULL);
	dais_page_link(p, documents_path(p, v->view->package, DAIS_STR_NONE), NULL);
	dais_page_put(p, DAIS_SAY_DOCUMENTS_TO_LIST);
	dais_xml_close(&p->xml);
	dais_page_end(p);
	dais_page_element(p, "h1", NULL);
	dais_page_put_ml(p, &d->title);
	dais_page_end(p);
	dais_page_element(p, "p", "facts");
	if (d->symbols.n)
		dais_page_symbol(p, dais_record_document_symbol(r, v->document, p->arena));
	dais_xml_elem(&p->xml, "span",
	    documents_kind_word(p, dais_str_from(dais_document_kind_name(d->kind))));
	if (v->state && dais_date_is_set(v->state->issue_due)) {
		dais_page_element(p, "span", NULL);
		dais_page_put(p, DAIS_SAY_DOCUMENTS_DUE);
		dais_xml_text_c(&p->xml, " ");
		dais_xml_text(&p->xml, documents_day(p, v->state->issue_due));
		dais_page_end(p);
	}
	dais_page_end(p);
	dais_page_say_in(p, "h2", NULL, DAIS_SAY_DOCUMENTS_VERSIONS);
	dais_page_element(p, "ul", "versions");
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (r->languages & DAIS_LANG_BIT(l))
			write_version(p, v, (enum dais_lang)l);
	}
	dais_page_end(p);
	documents_write_files(p, v);
	if (!v->view->may_edit)
		return;
	dais_page_element(p, "details", "panel");
	if (documents_again(v->view, "data"))
		dais_xml_attr_c(&p->xml, "open", "open");
	dais_page_say_in(p, "summary", NULL, DAIS_SAY_DOCUMENTS_DATA);
	documents_write_form(p, v->view, d, v->revision, documents_again(v->view, "data"));
	dais_page_end(p);
	write_withdraw(p, v);
}
