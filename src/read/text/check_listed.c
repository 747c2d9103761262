/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What is listed and what is left out: documents listed twice or under two titles (R-SYM-05,
 * R-DOC-11), items without an annotation (R-ANNOT-01) and items missing from the timetable
 * (R-TIME-03).
 */
#include "read/text/check_priv.h"

/* Percent of words in common from which two titles are wordings of one. */
#define ALIKE_PAPER 60u
#define LIST_GAP_MAX 12u /* bytes between two symbols of a row */
#define ROW_MAX 100u
/* Items that have what one lacks. */
#define OTHERS_LEAST 4u

/* --- documents ------------------------------------------------------------------------------ */

/* @o and @e list one document; @o comes first. */
static void
check_twice(struct checker *c, const struct dais_evidence *o, const struct dais_evidence *e)
{
	const word_vec *x = check_words(c, o), *y = check_words(c, e);
	struct dais_str symbol = dais_record_document_symbol(c->r->record, e->subject, c->a);
	struct dais_place p = check_place(c, e);
	bool contains = check_stands_in(x, y) || check_stands_in(y, x);

	if (o->item == e->item && o->body == e->body)
		check_also(c,
		    dais_diags_add(c->d, "R-SYM-05", DAIS_SEVERITY_WARNING, &p,
			"%.*s is listed twice under one item", DAIS_STR_ARG(symbol)),
		    o);
	else if (!contains && read_alike_words(x, y) >= ALIKE_PAPER)
		check_also(c,
		    dais_diags_add(c->d, "R-DOC-11", DAIS_SEVERITY_WARNING, &p,
			"%.*s has two titles: “%.*s” here, “%.*s” elsewhere", DAIS_STR_ARG(symbol),
			DAIS_STR_ARG(e->words), DAIS_STR_ARG(o->words)),
		    o);
}

void
check_documents_twice(struct checker *c)
{
	size_t n = c->r->record->documents.n;
	const struct dais_evidence **first = DAIS_NEW_N(c->a, n + 1, const struct dais_evidence *);

	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];

		if (e->subject >= n)
			continue;
		if (first[e->subject])
			check_twice(c, first[e->subject], e);
		else
			first[e->subject] = e;
	}
}

/* Whether nothing but a mark of a list or "and" stands between symbols @o and @e. */
static bool
is_next_in_list(
    const struct checker *c, const struct dais_evidence *o, const struct dais_evidence *e)
{
	const char *end = o->words.p + o->words.n;
	struct dais_str gap;

	if (e->words.p <= end || e->words.p > end + LIST_GAP_MAX || o->paragraph != e->paragraph)
		return false;
	gap = dais_str_trim((struct dais_str){ end, (size_t)(e->words.p - end) });
	return dais_str_is(gap, ",") || dais_str_is(gap, ";") || dais_str_is(gap, "،") ||
	       dais_str_is(gap, "؛") || dais_str_is(gap, "、") || dais_str_is(gap, "；") ||
	       read_is_phrase(&read_words_of(c->r->lang)->list_end, gap);
}

/* "(A/79/1, A/79/2 and A/79/1)": a symbol twice in one row of symbols. */
void
check_symbols_twice(struct checker *c)
{
	DAIS_VEC(const struct dais_evidence *) row = { 0 };

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i], *twin = NULL;
		struct dais_place p;

		if (e->kind != DAIS_EVIDENCE_SYMBOL || e->part == DAIS_READING_FURNITURE)
			continue;
		if (row.n && !is_next_in_list(c, row.v[row.n - 1], e))
			row.n = 0;
		for (size_t k = 0; k < row.n && row.n < ROW_MAX && !twin && !e->qualified; k++)
			twin = dais_str_eq(row.v[k]->value, e->value) ? row.v[k] : NULL;
		dais_vec_push(c->a, &row, e);
		if (!twin)
			continue;
		p = check_place(c, e);
		check_also(c,
		    dais_diags_add(c->d, "R-SYM-05", DAIS_SEVERITY_WARNING, &p,
			"%.*s stands twice in one list", DAIS_STR_ARG(e->value)),
		    twin);
	}
}

/* --- items ---------------------------------------------------------------------------------- */

/* Whether the item itself, its whole or a part of it has a title of kind @kind for @body. */
static bool
is_titled(const struct checker *c, size_t item, size_t body, enum dais_evidence_kind kind)
{
	const struct dais_item *it = &c->r->record->items.v[item];

	for (size_t i = 0; i < c->titles_of[item].n; i++) {
		const struct dais_evidence *e = c->titles.v[c->titles_of[item].v[i]].e;

		if (e->kind == kind && e->body == body)
			return true;
	}
	for (size_t i = 0; i < it->parts.n; i++) {
		if (is_titled(c, it->parts.v[i], body, kind))
			return true;
	}
	return false;
}

/* The only item of @agenda without a title of kind @kind, while enough others have one; or
 * DAIS_NONE. */
static size_t
only_without(
    const struct checker *c, const struct dais_agenda *agenda, enum dais_evidence_kind kind)
{
	size_t with = 0, without = DAIS_NONE;

	for (size_t i = 0; i < agenda->items.n; i++) {
		size_t item = agenda->items.v[i];

		if (is_titled(c, item, agenda->body, kind))
			with++;
		else if (i + 1 == agenda->items.n)
			return DAIS_NONE; /* what was read may end before it */
		else if (without != DAIS_NONE)
			return DAIS_NONE;
		else
			without = item;
	}
	return with >= OTHERS_LEAST ? without : DAIS_NONE;
}

static void
report_without(struct checker *c, size_t item, size_t body, bool is_annotated)
{
	const struct check_title *t = check_agenda_title(c, item, body);
	struct dais_place p;
	struct dais_str name;

	if (!t || c->confused[item])
		return;
	p = check_place(c, t->e);
	name = check_item_name(c, t->e);
	if (is_annotated)
		dais_diags_add(c->d, "R-TIME-03", DAIS_SEVERITY_WARNING, &p,
		    "%.*s, alone of all items, is not in the timetable", DAIS_STR_ARG(name));
	else
		dais_diags_add(c->d, "R-ANNOT-01", DAIS_SEVERITY_WARNING, &p,
		    "%.*s, alone of all items, has no annotation", DAIS_STR_ARG(name));
}

void
check_left_out(struct checker *c)
{
	/* What stands under a wrong number is not found under the right one. */
	if (c->misnumbered)
		return;
	for (size_t i = 0; i < c->r->record->agendas.n && i < 64; i++) {
		const struct dais_agenda *agenda = &c->r->record->agendas.v[i];
		size_t note = only_without(c, agenda, DAIS_EVIDENCE_TITLE_IN_ANNOTATION),
		       sitting = only_without(c, agenda, DAIS_EVIDENCE_TITLE_IN_TIMETABLE);

		if (note != DAIS_NONE)
			report_without(c, note, agenda->body, false);
		if (sitting != DAIS_NONE)
			report_without(c, sitting, agenda->body, true);
	}
}
