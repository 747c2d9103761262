/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Numbered paragraphs and what refers to them (R-PARA-01, R-PARA-02), and items referred to by
 * number (R-ANNOT-06).
 */
#include "read/text/check_priv.h"
#include "text/text.h"

/* Bytes beside a reference in which a body is named whose agenda it is. */
#define NEAR_BEFORE 24u
#define NEAR_BEHIND 90u

static void
report_paragraph(
    struct checker *c, const struct dais_evidence *before, const struct dais_evidence *e)
{
	struct dais_place p = check_place(c, e);
	struct dais_diag *g;

	if (e->number == before->number) {
		g = dais_diags_add(c->d, "R-PARA-01", DAIS_SEVERITY_ERROR, &p,
		    "two paragraphs have the number %u", e->number);
	} else if (e->number == before->number + 2) {
		g = dais_diags_add(c->d, "R-PARA-01", DAIS_SEVERITY_WARNING, &p,
		    "paragraph %u comes after paragraph %u: number %u is missing", e->number,
		    before->number, before->number + 1);
	} else {
		g = dais_diags_add(c->d, "R-PARA-01", DAIS_SEVERITY_WARNING, &p,
		    "paragraph %u comes after paragraph %u", e->number, before->number);
	}
	check_also(c, g, before);
	dais_diag_set_hint(c->d, g,
	    "paragraphs are numbered in order; references to later ones change with the numbers");
}

/* A number is given twice and one beside it not at all: the first of the two, or the second, was
 * meant to have that one. */
static void
report_misnumbered(struct checker *c, const struct dais_evidence *other,
    const struct dais_evidence *e, unsigned meant)
{
	struct dais_place p = check_place(c, e);
	struct dais_diag *g = dais_diags_add(c->d, "R-PARA-01", DAIS_SEVERITY_ERROR, &p,
	    "two paragraphs have the number %u, and none has %u", e->number, meant);
	struct dais_str figures = dais_arena_printf(c->a, "%u", e->number);

	check_also(c, g, other);
	p = check_part(c, e, figures);
	if (dais_str_eq(p.text, figures))
		dais_diag_add_edit(c->d, g, &p, dais_arena_printf(c->a, "%u", meant));
}

/* Checks the paragraph at @at; how many were dealt with. */
static size_t
check_number(struct checker *c, size_t at)
{
	const struct dais_evidence *e = c->paragraphs.v[at], *last = c->paragraphs.v[at - 1],
				   *next =
				       at + 1 < c->paragraphs.n ? c->paragraphs.v[at + 1] : NULL;

	if (e->number == last->number + 1)
		return 1;
	if (next && e->number == last->number + 2 && next->number == e->number) {
		report_misnumbered(c, next, e, e->number - 1);
		return 2;
	}
	if (next && e->number == last->number && next->number == e->number + 2) {
		report_misnumbered(c, last, e, e->number + 1);
		return 2;
	}
	report_paragraph(c, last, e);
	return 1;
}

static bool
is_programme(const char *kind)
{
	return strcmp(kind, "agenda") == 0 || strcmp(kind, "organization-of-work") == 0 ||
	       strcmp(kind, "programme") == 0;
}

void
check_paragraphs(struct checker *c)
{
	const struct dais_evidence *last =
	    c->paragraphs.n ? c->paragraphs.v[c->paragraphs.n - 1] : NULL;

	/* The numbers of an agenda are those of its items, though it may not have been read as one.
	 */
	for (size_t i = 1; i < c->paragraphs.n && !is_programme(c->r->kind);)
		i += check_number(c, i);
	for (size_t i = 0; i < c->r->evidence.n && last; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_PARAGRAPH || !e->here || e->or_item || e->before.n ||
		    (e->number <= last->number && e->number_to <= last->number))
			continue;
		p = check_place(c, e);
		check_also(c,
		    dais_diags_add(c->d, "R-PARA-02", DAIS_SEVERITY_ERROR, &p,
			"“%.*s” is referred to, but the last paragraph of the document is "
			"number %u",
			DAIS_STR_ARG(e->words), last->number),
		    last);
	}
}

/* --- items ---------------------------------------------------------------------------------- */

/* The last number of any agenda of the document, and the item that has it. */
static const struct dais_evidence *
last_item(const struct checker *c)
{
	const struct dais_evidence *last = NULL;

	for (size_t i = 0; i < c->titles.n; i++) {
		const struct dais_evidence *e = c->titles.v[i].e;

		if (e->kind == DAIS_EVIDENCE_TITLE_IN_AGENDA && (!last || e->number > last->number))
			last = e;
	}
	return last;
}

/* The sentence of @text that @e stands in. */
static struct dais_str
sentence_of(const struct dais_evidence *text, const struct dais_evidence *e)
{
	size_t at = (size_t)(e->words.p - text->words.p), from = 0, to;

	for (size_t stop = dais_str_find(text->words, DAIS_STR(". "), 0); stop < at;
	    stop = dais_str_find(text->words, DAIS_STR(". "), stop + 1))
		from = stop + strlen(". ");
	to = dais_str_find(text->words, DAIS_STR(". "), at);
	return dais_str_sub(text->words, from, to);
}

/* Bytes of @s before a mark that ends what may belong to a reference. */
static size_t
until_mark(struct dais_str s)
{
	static const char *const marks[] = { ",", "(", "“", "«", "，", "；", "،" };
	size_t end = s.n;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t at = dais_str_find(s, dais_str_from(marks[i]), 0);

		end = at < end ? at : end;
	}
	return end;
}

/* Whether a body is named right beside the reference: "item 113 of the agenda of the General
 * Assembly", "General Assembly agenda item 113". */
static bool
is_of_another_body(const struct checker *c, struct dais_str sentence, size_t at, size_t n)
{
	const struct read_list *parents = &read_words_of(c->r->lang)->parent;
	struct dais_str behind = dais_str_sub(sentence, at + n, at + n + NEAR_BEHIND);

	return read_has_phrase(parents, dais_str_sub(behind, 0, until_mark(behind))) ||
	       read_has_phrase(
		   parents, dais_str_sub(sentence, at > NEAR_BEFORE ? at - NEAR_BEFORE : 0, at));
}

/* Whether @number is that of a gathering the document is about. */
static bool
is_own_number(const struct checker *c, unsigned number)
{
	for (size_t i = 0; i < c->r->record->together.n; i++) {
		if (c->r->record->meetings.v[c->r->record->together.v[i]].ordinal == number)
			return true;
	}
	return false;
}

/* Whether the sentence of reference @ref names another gathering, or a body stands beside it, whose
 * agenda may be meant. */
static bool
names_another(
    const struct checker *c, const struct dais_evidence *text, const struct dais_evidence *ref)
{
	const struct dais_evidence *end = c->r->evidence.v + c->r->evidence.n;
	struct dais_str sentence = sentence_of(text, ref);

	if (is_of_another_body(c, sentence, (size_t)(ref->words.p - sentence.p), ref->words.n))
		return true;
	for (const struct dais_evidence *e = text; e < end; e++) {
		if (e->kind == DAIS_EVIDENCE_ANNOTATION_TEXT && e > text)
			return false;
		if (e->kind == DAIS_EVIDENCE_ORDINAL && !is_own_number(c, e->number) &&
		    e->words.p >= sentence.p && e->words.p < sentence.p + sentence.n)
			return true;
	}
	return false;
}

/* Whether the word is capitalised inside a sentence: "Action Item 16" is a name. */
static bool
is_name(const struct checker *c, const struct dais_evidence *text, const struct dais_evidence *e)
{
	struct dais_str before = { text->words.p, (size_t)(e->words.p - text->words.p) };
	size_t n = 0;

	(void)dais_str_decode(e->words, &n);
	before = dais_str_trim(before);
	return !dais_str_has_suffix(before, DAIS_STR(".")) &&
	       !dais_str_eq(dais_str_sub(e->words, 0, n),
		   dais_text_fold(c->a, dais_str_sub(e->words, 0, n)));
}

/* A reference inside a paragraph; at its start it is more likely a heading. */
static void
check_item_reference(struct checker *c, const struct dais_evidence *text,
    const struct dais_evidence *e, const struct dais_evidence *last)
{
	struct dais_place p;

	if (e->words.p <= text->words.p || e->words.p >= text->words.p + text->words.n ||
	    e->number_to <= last->number || is_name(c, text, e) || names_another(c, text, e))
		return;
	p = check_place(c, e);
	check_also(c,
	    dais_diags_add(c->d, "R-ANNOT-06", DAIS_SEVERITY_WARNING, &p,
		"“%.*s” is referred to, but the last item is number %u", DAIS_STR_ARG(e->words),
		last->number),
	    last);
}

/* Annotations refer to items beyond the last of the document's agendas. */
void
check_item_references(struct checker *c)
{
	const struct dais_evidence *last = last_item(c), *text = NULL;

	if (!last || c->misnumbered || strcmp(c->r->kind, "annotated-agenda") != 0)
		return;
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_ANNOTATION_TEXT)
			text = e;
		else if (e->kind == DAIS_EVIDENCE_ITEM_REFERENCE && text)
			check_item_reference(c, text, e, last);
	}
}
