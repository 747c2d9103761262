/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where the title of an item stands again, in listed papers and in quotations, and the labels of
 * common items. R-DOC-11, R-AGENDA-04, R-AGENDA-07.
 */
#include "read/text/check_priv.h"

/* Bytes between a reference to an item and its quoted title. */
#define REFERENCE_BYTES 60
#define PAPERS_MAX 12u /* of an item that are told beside a finding */

/* Whether every figure of @title stands in @words: another year or number is another title. */
static bool
has_its_figures(const word_vec *title, const word_vec *words)
{
	for (size_t i = 0; i < title->n; i++) {
		bool figure = title->v[i].p[0] >= '0' && title->v[i].p[0] <= '9', found = false;

		for (size_t k = 0; k < words->n && figure && !found; k++)
			found = dais_str_eq(title->v[i], words->v[k]);
		if (figure && !found)
			return false;
	}
	return true;
}

/* Whether the title of paper @e repeats @title with a word changed, left out or put in. */
static bool
repeats_with_change(struct checker *c, const struct dais_evidence *e, const word_vec *title)
{
	const word_vec *words = check_words(c, e);

	return check_nearly_stands_in(title, words) && has_its_figures(title, words);
}

void
check_also_listed(struct checker *c, struct dais_diag *g, size_t item, struct dais_str title)
{
	word_vec words = read_split(c->a, title);

	for (size_t i = 0; i < c->listed_under[item].n && i < PAPERS_MAX; i++) {
		if (repeats_with_change(c, c->listed_under[item].v[i], &words))
			check_also(c, g, c->listed_under[item].v[i]);
	}
}

void
check_document_titles(struct checker *c)
{
	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];
		const struct check_title *agenda = check_agenda_title(c, e->item, e->body);
		struct dais_place p;
		struct dais_diag *g;

		if (!agenda || !repeats_with_change(c, e, &agenda->words))
			continue;
		p = check_place(c, e);
		g = dais_diags_add(c->d, "R-DOC-11", DAIS_SEVERITY_ERROR, &p,
		    "the listed paper repeats the title of its item in another form: “%.*s” "
		    "against “%.*s”",
		    DAIS_STR_ARG(e->words), DAIS_STR_ARG(agenda->e->words));
		check_also(c, g, agenda->e);
	}
}

/* Whether a reference to an item stands right before the quotation: "item 3, entitled ...". */
static bool
follows_reference(const struct checker *c, const struct dais_evidence *e)
{
	for (const struct dais_evidence *o = e; o > c->r->evidence.v && o + 4 > e; o--) {
		const struct dais_evidence *ref = o - 1;

		if (ref->kind == DAIS_EVIDENCE_ITEM_REFERENCE && ref->words.p < e->words.p &&
		    ref->words.p + ref->words.n + REFERENCE_BYTES > e->words.p)
			return true;
	}
	return false;
}

/* A quotation that is not said to be the title of an item may be another title. */
void
check_quoted(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		const struct check_title *agenda;
		struct dais_str x, y;
		struct dais_place p;
		word_vec words;

		if (e->kind != DAIS_EVIDENCE_QUOTED_TITLE || e->subject == DAIS_NONE)
			continue;
		agenda = check_agenda_title(c, e->subject, DAIS_NONE);
		words = *check_words(c, e);
		if (!agenda || check_same_words(&agenda->words, &words))
			continue;
		read_difference(c->a, agenda->e->words, e->words, &x, &y);
		p = check_part(c, e, check_bare(y));
		check_also(c,
		    dais_diags_add(c->d, "R-AGENDA-04",
			follows_reference(c, e) ? DAIS_SEVERITY_ERROR : DAIS_SEVERITY_WARNING, &p,
			"a title quoted as “%.*s” is “%.*s” in the agenda", DAIS_STR_ARG(y),
			DAIS_STR_ARG(x)),
		    agenda->e);
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
