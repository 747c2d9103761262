/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of documents against the prose: R-ANNOT-03, R-ANNOT-04, R-ANNOT-05, R-AGENDA-15.
 */
#include "read/text/check_priv.h"

/* An annotation with more documents than this is none. */
#define DOCUMENTS_MAX 400u
/* Paragraphs of one annotation that are searched. */
#define TEXTS_MAX 60u
/* Papers introduced by their symbols that make this the style of a document. */
#define INTRODUCED_LEAST 3u

/* Whether symbol @e stands in the prose of the annotation that the entry @listed closes. */
static bool
is_told_of(const struct dais_evidence *e, const struct dais_evidence *listed)
{
	return e->body == listed->body && e->subject == listed->subject;
}

static bool
is_introduced(const struct checker *c, const struct dais_evidence *listed)
{
	const check_list *told;

	/* The agenda need not introduce itself. */
	if (listed->item >= c->r->record->items.n ||
	    read_starts_phrase(&read_words_of(c->r->lang)->agenda, listed->words))
		return true;
	told = &c->symbols_under[listed->item];
	if (told->n > DOCUMENTS_MAX)
		return true;
	for (size_t i = 0; i < told->n; i++) {
		if (is_told_of(told->v[i], listed))
			return true;
	}
	return false;
}

/* Whether the annotation names a paper of the kind that the title of @listed begins with: "a report
 * of the secretariat". */
static bool
is_kind_named(const struct checker *c, const struct dais_evidence *listed)
{
	const struct read_words *words = read_words_of(c->r->lang);
	const struct read_list *const kinds[] = { &words->background_paper, &words->report_document,
		&words->note, &words->room_paper };
	const check_list *texts = &c->texts_of[listed->item];

	for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
		if (!read_starts_phrase(kinds[k], listed->words))
			continue;
		for (size_t i = 0; i < texts->n && i < TEXTS_MAX; i++) {
			if (texts->v[i]->body == listed->body &&
			    read_has_phrase(kinds[k], texts->v[i]->words))
				return true;
		}
	}
	return false;
}

/* Where annotations introduce most of the listed papers by their symbols, they are expected to
 * introduce all of them. */
void
check_introduced(struct checker *c)
{
	size_t introduced = 0;

	for (size_t i = 0; i < c->listed.n; i++)
		introduced += is_introduced(c, c->listed.v[i]);
	if (introduced < INTRODUCED_LEAST || introduced * 3 < c->listed.n * 2)
		return;
	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];
		struct dais_place p;
		struct dais_str name, symbol;

		if (is_introduced(c, e) || is_kind_named(c, e))
			continue;
		p = check_place(c, e);
		name = check_item_name(c, e);
		symbol = dais_record_document_symbol(c->r->record, e->subject, c->a);
		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-ANNOT-03", DAIS_SEVERITY_WARNING, &p,
			"%.*s is listed under %.*s but its annotation does not mention it",
			DAIS_STR_ARG(symbol), DAIS_STR_ARG(name)),
		    "say in the annotation what the document is for, or take it off the list");
	}
}

/* Documents of @body in the order of their first mention in @v. */
static void
order_of(struct checker *c, const check_list *v, size_t body, dais_index_vec *ret)
{
	for (size_t i = 0; i < v->n && i < DOCUMENTS_MAX; i++) {
		const struct dais_evidence *e = v->v[i];
		bool known = e->body != body || e->subject == DAIS_NONE;

		for (size_t k = 0; k < ret->n && !known; k++)
			known = ret->v[k] == e->subject;
		if (!known)
			dais_vec_push(c->a, ret, e->subject);
	}
}

static struct dais_str
symbols_of(struct checker *c, const dais_index_vec *v)
{
	struct dais_str out = DAIS_STR_NONE;

	for (size_t i = 0; i < v->n; i++) {
		struct dais_str s = dais_record_document_symbol(c->r->record, v->v[i], c->a);

		out = dais_arena_printf(
		    c->a, "%.*s%s%.*s", DAIS_STR_ARG(out), i ? ", " : "", DAIS_STR_ARG(s));
	}
	return out;
}

static void
check_order_under(struct checker *c, const struct dais_evidence *heading)
{
	dais_index_vec prose = { 0 }, list = { 0 };
	struct dais_str x, y, name;
	struct dais_place p;
	bool differs = false;

	order_of(c, &c->symbols_under[heading->item], heading->body, &prose);
	order_of(c, &c->listed_under[heading->item], heading->body, &list);
	for (size_t k = 0; k < list.n && list.n == prose.n; k++)
		differs |= list.v[k] != prose.v[k];
	if (!differs)
		return;
	p = check_place(c, heading);
	x = symbols_of(c, &list);
	y = symbols_of(c, &prose);
	name = check_item_name(c, heading);
	dais_diags_add(c->d, "R-ANNOT-04", DAIS_SEVERITY_INFO, &p,
	    "the list of %.*s has the order %.*s, its text %.*s", DAIS_STR_ARG(name),
	    DAIS_STR_ARG(x), DAIS_STR_ARG(y));
}

void
check_order(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_DOCUMENTATION && e->item < c->r->record->items.n)
			check_order_under(c, e);
	}
}

/* Bodies for which the annotation of item @item, or of its parts, lists documents or says that
 * there are none. */
typedef DAIS_VEC(size_t) body_vec;

static void
settle(struct checker *c, body_vec *settled, const struct dais_evidence *e)
{
	const struct dais_item *item;

	if (e->subject >= c->r->record->items.n)
		return;
	item = &c->r->record->items.v[e->subject];
	dais_vec_push(c->a, &settled[e->subject], e->body);
	if (item->parent < c->r->record->items.n)
		dais_vec_push(c->a, &settled[item->parent], e->body);
}

static bool
is_settled(const body_vec *v, size_t body)
{
	for (size_t i = 0; i < v->n && i < DOCUMENTS_MAX; i++) {
		if (v->v[i] == body)
			return true;
	}
	return false;
}

/* The titles over annotations that neither list documents nor say that there are none.
 * *@ret_usual: most annotations do, those of procedural items not counted. */
static check_list
unsettled(struct checker *c, bool *ret_usual)
{
	body_vec *settled = DAIS_NEW_N(c->a, c->r->record->items.n + 1, body_vec);
	check_list v = { 0 };
	size_t with = 0, without = 0;

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_DOCUMENTATION ||
		    e->kind == DAIS_EVIDENCE_NO_DOCUMENT ||
		    e->kind == DAIS_EVIDENCE_CROSS_REFERENCE)
			settle(c, settled, e);
	}
	for (size_t i = 0; i < c->titles.n; i++) {
		const struct dais_evidence *e = c->titles.v[i].e;
		bool is_settled_here;

		if (e->kind != DAIS_EVIDENCE_TITLE_IN_ANNOTATION || e->letter >= 0)
			continue;
		is_settled_here = is_settled(&settled[e->subject], e->body);
		if (!is_settled_here)
			dais_vec_push(c->a, &v, e);
		with += is_settled_here;
		without += !is_settled_here && check_is_substantive(c, e->subject);
	}
	*ret_usual = with > without;
	return v;
}

/* Where annotations have lists of documents and others say that there are none, each says one or
 * the other; where most say neither, that is the style of the house. */
void
check_lists(struct checker *c)
{
	bool usual;
	check_list v;

	if (!c->lists_documents || !c->says_no_document)
		return;
	v = unsettled(c, &usual);
	for (size_t i = 0; usual && i < v.n; i++) {
		struct dais_place p = check_place(c, v.v[i]);
		struct dais_str name = check_item_name(c, v.v[i]);

		dais_diag_set_hint(c->d,
		    dais_diags_add(c->d, "R-ANNOT-05", DAIS_SEVERITY_WARNING, &p,
			"the annotation of %.*s neither lists documents nor says that there are "
			"none",
			DAIS_STR_ARG(name)),
		    "other annotations of this document have a list: add one, or say that no "
		    "document is foreseen");
	}
}

/* One list entry with another final punctuation than all the others. */
void
check_endings(struct checker *c)
{
	size_t with = 0, without = 0;
	const struct dais_evidence *odd = NULL, *other = NULL;
	struct dais_place p;

	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];

		with += e->ending.n > 0;
		without += e->ending.n == 0;
	}
	/* More than a few are no slip but another style, or no entries at all. */
	if (!with || !without || (with < without ? with : without) * 5 > with + without)
		return;
	for (size_t i = 0; i < c->listed.n; i++) {
		const struct dais_evidence *e = c->listed.v[i];

		if ((e->ending.n > 0) == (with < without))
			odd = odd ? odd : e;
		else
			other = other ? other : e;
	}
	p = check_place(c, odd);
	p.line = odd->ending_line;
	p.column = odd->ending_column;
	p.text = odd->ending;
	check_also(c,
	    dais_diags_add(c->d, "R-AGENDA-15", DAIS_SEVERITY_WARNING, &p,
		with < without
		    ? "this entry of a list of documents ends with “%.*s”; %zu of %zu do not"
		    : "this entry of a list of documents lacks the final stop%.*s; %zu of %zu have "
		      "it",
		DAIS_STR_ARG(odd->ending), with < without ? without : with, with + without),
	    other);
}
