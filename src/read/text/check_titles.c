/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * One title, one wording: in the agenda, the annotation, the timetable, quotations and the titles
 * of papers. R-AGENDA-04, R-ANNOT-02, R-DOC-11, R-AGENDA-07.
 */
#include "read/text/check_priv.h"

/* A paper's title is about the item when it holds this share of the item's words in order. */
#define ABOUT_ITEM 85u

static bool
is_title_of_item(const struct dais_evidence *e)
{
	return e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA ||
	       e->kind == DAIS_EVIDENCE_TITLE_IN_ANNOTATION ||
	       e->kind == DAIS_EVIDENCE_TITLE_IN_TIMETABLE;
}

static const struct dais_evidence *
agenda_title(const struct checker *c, size_t item, size_t body)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA && e->subject == item &&
		    (body == DAIS_NONE || e->body == body))
			return e;
	}
	return NULL;
}

static bool
embeds_or_differs(const struct dais_evidence *e, struct dais_str title)
{
	return !read_embedded(title, e->words) && read_contained(title, e->words) >= ABOUT_ITEM;
}

/* Titles of papers listed under @item that give its title in another form. */
static bool
differs_in_list(const struct dais_evidence *e, size_t item, struct dais_str title)
{
	return e->kind == DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST && e->item == item &&
	       embeds_or_differs(e, title);
}

/* An excerpt without the marks that something was left out. */
static struct dais_str
bare(struct dais_str s)
{
	if (dais_str_has_prefix(s, DAIS_STR("… ")))
		s = dais_str_sub(s, strlen("… "), s.n);
	if (dais_str_has_suffix(s, DAIS_STR(" …")))
		s.n -= strlen(" …");
	return s;
}

static void
report_title(
    struct checker *c, const struct dais_evidence *agenda, const struct dais_evidence *first)
{
	bool part = agenda->letter >= 0 && first->kind == DAIS_EVIDENCE_TITLE_IN_ANNOTATION;
	struct dais_str x, y, name = check_item_name(c, agenda);
	struct dais_place p;
	struct dais_diag *g;

	read_difference(c->a, agenda->words, first->words, &x, &y);
	p = check_part(c, first, bare(y));
	g = dais_diags_add(c->d, part ? "R-ANNOT-02" : "R-AGENDA-04", DAIS_SEVERITY_ERROR, &p,
	    "the title of %.*s is “%.*s” in the agenda and “%.*s” in the %s", DAIS_STR_ARG(name),
	    DAIS_STR_ARG(x), DAIS_STR_ARG(y),
	    first->kind == DAIS_EVIDENCE_TITLE_IN_ANNOTATION ? "annotations" : "timetable");
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e != first && e->body == agenda->body && is_title_of_item(e) &&
		    e->subject == agenda->subject) {
			p = check_part(c, e, bare(read_same(e->words, agenda->words) ? x : y));
			dais_diag_add_place(c->d, g, &p);
		} else if (differs_in_list(e, agenda->subject, agenda->words)) {
			check_also(c, g, e);
		}
	}
}

void
check_titles(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *agenda;
		bool told = false;

		if (!is_title_of_item(e) || e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA)
			continue;
		agenda = agenda_title(c, e->subject, e->body);
		if (!agenda || read_same(agenda->words, e->words))
			continue;
		for (size_t k = 0; k < i; k++) {
			const struct dais_evidence *o = &c->r->evidence.v[k];

			told |= is_title_of_item(o) && o->kind != DAIS_EVIDENCE_TITLE_IN_AGENDA &&
				o->subject == e->subject && o->body == e->body &&
				!read_same(agenda->words, o->words);
		}
		if (!told)
			report_title(c, agenda, e);
	}
}

void
check_document_titles(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *agenda;
		struct dais_str x, y;
		struct dais_place p;
		struct dais_diag *g;

		if (e->kind != DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST)
			continue;
		agenda = agenda_title(c, e->item, e->body);
		if (!agenda || !embeds_or_differs(e, agenda->words))
			continue;
		p = check_place(c, e);
		read_difference(c->a, agenda->words, e->words, &x, &y);
		g = dais_diags_add(c->d, "R-DOC-11", DAIS_SEVERITY_ERROR, &p,
		    "the listed paper repeats the title of its item in another form: “%.*s” "
		    "against “%.*s”",
		    DAIS_STR_ARG(e->words), DAIS_STR_ARG(agenda->words));
		check_also(c, g, agenda);
	}
}

void
check_quoted(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *agenda;
		struct dais_str x, y;
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_QUOTED_TITLE || e->subject == DAIS_NONE)
			continue;
		agenda = agenda_title(c, e->subject, DAIS_NONE);
		if (!agenda || read_same(agenda->words, e->words))
			continue;
		p = check_place(c, e);
		read_difference(c->a, agenda->words, e->words, &x, &y);
		check_also(c,
		    dais_diags_add(c->d, "R-AGENDA-04", DAIS_SEVERITY_ERROR, &p,
			"a title quoted as “%.*s” is “%.*s” in the agenda", DAIS_STR_ARG(y),
			DAIS_STR_ARG(x)),
		    agenda);
	}
}

/* Two styles of label: some name the bodies, some do not. */
void
check_labels(struct checker *c)
{
	const struct dais_evidence *plain = NULL, *named = NULL;
	struct dais_diag *g;
	struct dais_place p;

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind != DAIS_EVIDENCE_LABEL)
			continue;
		if (!plain && dais_str_is(e->value, "plain"))
			plain = e;
		if (!named && dais_str_is(e->value, "bodies"))
			named = e;
	}
	if (!plain || !named)
		return;
	p = check_place(c, named);
	g = dais_diags_add(c->d, "R-AGENDA-07", DAIS_SEVERITY_WARNING, &p,
	    "common items carry labels in two styles: “%.*s” and “%.*s”",
	    DAIS_STR_ARG(named->words), DAIS_STR_ARG(plain->words));
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		if (c->r->evidence.v[i].kind == DAIS_EVIDENCE_LABEL &&
		    &c->r->evidence.v[i] != named)
			check_also(c, g, &c->r->evidence.v[i]);
	}
}
