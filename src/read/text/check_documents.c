/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Lists of documents against the prose, and links against symbols: R-ANNOT-03, R-ANNOT-04,
 * R-ANNOT-05, R-AGENDA-15, R-LINK-01 to R-LINK-04.
 */
#include "read/text/check_priv.h"

static bool
is_listed(const struct dais_evidence *e)
{
	return e->kind == DAIS_EVIDENCE_TITLE_IN_DOCUMENT_LIST && e->subject != DAIS_NONE;
}

/* Whether @e is a symbol in the prose of the annotation @note stands in. */
static bool
is_in_prose(const struct dais_evidence *e, const struct dais_evidence *note)
{
	return e->kind == DAIS_EVIDENCE_SYMBOL && e->part == DAIS_READING_ANNOTATION &&
	       e->body == note->body && e->item == note->item;
}

static bool
is_introduced(const struct checker *c, const struct dais_evidence *listed)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		if (is_in_prose(&c->r->evidence.v[i], listed) &&
		    c->r->evidence.v[i].subject == listed->subject)
			return true;
	}
	return false;
}

void
check_introduced(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;
		struct dais_str name, symbol;

		if (!is_listed(e) || is_introduced(c, e))
			continue;
		p = check_place(c, e);
		name = check_item_name(c, e);
		symbol = dais_record_document_symbol(c->r->record, e->subject, c->a);
		dais_diags_add(c->d, "R-ANNOT-03", DAIS_SEVERITY_WARNING, &p,
		    "%.*s is listed under %.*s but its annotation does not mention it",
		    DAIS_STR_ARG(symbol), DAIS_STR_ARG(name));
	}
}

/* Documents in the order of their first mention: in the list, or in the prose of @note. */
static void
order_of(struct checker *c, const struct dais_evidence *note, bool prose, dais_index_vec *ret)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		bool known = false;

		if (prose ? !is_in_prose(e, note)
			  : !(is_listed(e) && e->body == note->body && e->item == note->item))
			continue;
		for (size_t k = 0; k < ret->n; k++)
			known |= ret->v[k] == e->subject;
		if (!known && e->subject != DAIS_NONE)
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

void
check_order(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		dais_index_vec prose = { 0 }, list = { 0 };
		struct dais_str x, y, name;
		struct dais_place p;
		bool differs = false;

		if (e->kind != DAIS_EVIDENCE_DOCUMENTATION)
			continue;
		order_of(c, e, true, &prose);
		order_of(c, e, false, &list);
		for (size_t k = 0; k < list.n && list.n == prose.n; k++)
			differs |= list.v[k] != prose.v[k];
		if (!differs)
			continue;
		p = check_place(c, e);
		x = symbols_of(c, &list);
		y = symbols_of(c, &prose);
		name = check_item_name(c, e);
		dais_diags_add(c->d, "R-ANNOT-04", DAIS_SEVERITY_INFO, &p,
		    "the list of %.*s has the order %.*s, its text %.*s", DAIS_STR_ARG(name),
		    DAIS_STR_ARG(x), DAIS_STR_ARG(y));
	}
}

/* Whether the annotation of @item (or of its parts) for @body lists documents or says there are
 * none. */
static bool
settles_documents(const struct checker *c, size_t item, size_t body)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		bool here =
		    e->body == body && e->subject < c->r->record->items.n &&
		    (e->subject == item || c->r->record->items.v[e->subject].parent == item);

		if (here && (e->kind == DAIS_EVIDENCE_DOCUMENTATION ||
				e->kind == DAIS_EVIDENCE_NO_DOCUMENT ||
				e->kind == DAIS_EVIDENCE_CROSS_REFERENCE))
			return true;
	}
	return false;
}

void
check_lists(struct checker *c)
{
	bool style = false;

	for (size_t i = 0; i < c->r->evidence.n; i++)
		style |= c->r->evidence.v[i].kind == DAIS_EVIDENCE_DOCUMENTATION;
	if (!style)
		return;
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p;
		struct dais_str name;

		if (e->kind != DAIS_EVIDENCE_TITLE_IN_ANNOTATION || e->letter >= 0 ||
		    settles_documents(c, e->subject, e->body))
			continue;
		p = check_place(c, e);
		name = check_item_name(c, e);
		dais_diags_add(c->d, "R-ANNOT-05", DAIS_SEVERITY_WARNING, &p,
		    "the annotation of %.*s neither lists documents nor says that there are none",
		    DAIS_STR_ARG(name));
	}
}

/* One list entry with another final punctuation than all the others. */
void
check_endings(struct checker *c)
{
	size_t with = 0, without = 0;
	const struct dais_evidence *odd = NULL, *other = NULL;
	struct dais_place p;

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (!is_listed(e))
			continue;
		with += e->ending.n > 0;
		without += e->ending.n == 0;
	}
	if (!with || !without || with == without)
		return;
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (!is_listed(e))
			continue;
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

/* --- links ---------------------------------------------------------------------------------- */

static bool
is_linked(const struct checker *c, struct dais_str key)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_LINK && dais_str_eq(e->value, key))
			return true;
	}
	return false;
}

static bool
is_mentioned(const struct checker *c, struct dais_str key)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];

		if (e->kind == DAIS_EVIDENCE_SYMBOL && dais_str_eq(e->value, key))
			return true;
	}
	return false;
}

static void
check_unlinked(struct checker *c)
{
	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p = check_place(c, e);
		bool told = false;
		struct dais_diag *g;

		if (e->kind != DAIS_EVIDENCE_SYMBOL || e->part == DAIS_READING_FURNITURE ||
		    is_linked(c, e->value))
			continue;
		for (size_t k = 0; k < i; k++)
			told |= c->r->evidence.v[k].kind == DAIS_EVIDENCE_SYMBOL &&
				c->r->evidence.v[k].part != DAIS_READING_FURNITURE &&
				dais_str_eq(c->r->evidence.v[k].value, e->value);
		if (told)
			continue;
		g = dais_diags_add(c->d, "R-LINK-04", DAIS_SEVERITY_WARNING, &p,
		    "%.*s has no link, while other symbols of the document have one",
		    DAIS_STR_ARG(e->value));
		for (size_t k = i + 1; k < c->r->evidence.n; k++) {
			if (c->r->evidence.v[k].kind == DAIS_EVIDENCE_SYMBOL &&
			    c->r->evidence.v[k].part != DAIS_READING_FURNITURE &&
			    dais_str_eq(c->r->evidence.v[k].value, e->value))
				check_also(c, g, &c->r->evidence.v[k]);
		}
	}
}

/* The language segment of a link, "fr" in ".../fr/CTOC/..."; empty if it has none. */
static struct dais_str
link_language(const struct dais_evidence *e)
{
	size_t at = e->words.n - e->value.n;
	struct dais_str s = at >= 4 ? dais_str_sub(e->words, at - 3, at - 1) : DAIS_STR_NONE;
	enum dais_lang l;

	return at < e->words.n && s.n == 2 && e->words.p[at - 4] == '/' && dais_lang_parse(s, &l)
		   ? s
		   : DAIS_STR_NONE;
}

void
check_links(struct checker *c)
{
	struct dais_diag *plain = NULL;
	bool links = false;

	for (size_t i = 0; i < c->r->evidence.n; i++) {
		const struct dais_evidence *e = &c->r->evidence.v[i];
		struct dais_place p = check_place(c, e);
		struct dais_str l;

		if (e->kind != DAIS_EVIDENCE_LINK || e->value.n == e->words.n)
			continue;
		links = true;
		if (!is_mentioned(c, e->value))
			dais_diags_add(c->d, "R-LINK-01", DAIS_SEVERITY_ERROR, &p,
			    "the link leads to %.*s, which the text does not name",
			    DAIS_STR_ARG(e->value));
		l = link_language(e);
		if (l.n && !dais_str_is(l, dais_lang_code(c->r->lang)))
			dais_diags_add(c->d, "R-LINK-02", DAIS_SEVERITY_WARNING, &p,
			    "the link leads to the language “%.*s”, the document is in “%s”",
			    DAIS_STR_ARG(l), dais_lang_code(c->r->lang));
		if (!dais_str_has_prefix(e->words, DAIS_STR("http://")))
			continue;
		if (plain)
			check_also(c, plain, e);
		else
			plain = dais_diags_add(
			    c->d, "R-LINK-03", DAIS_SEVERITY_INFO, &p, "links use http, not https");
	}
	if (links)
		check_unlinked(c);
}
