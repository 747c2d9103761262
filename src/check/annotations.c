/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * R-ANNOT-01 to -08, -14: annotations and their documents. Cross-references that lead nowhere
 * (R-ANNOT-06) are refused by the reader of packages.
 */
#include "check/check_priv.h"

static bool
has_language(const struct dais_record *r, unsigned l)
{
	return (r->languages & DAIS_LANG_BIT(l)) != 0;
}

static void
need_annotation(struct dais_check *c, size_t item, size_t body, enum dais_lang l)
{
	struct dais_place p;

	if (dais_record_annotation(c->r, l, item, body))
		return;
	p = dais_check_place_text(c, l, 0, 0, DAIS_STR_NONE);
	dais_check_file_hint(c,
	    dais_check_say_at(
		c, &p, "%.*s has no annotation", DAIS_STR_ARG(dais_check_item(c, item, body))),
	    "add a section \"# {{item %.*s}}\"", DAIS_STR_ARG(c->r->items.v[item].id));
}

static void
need_all(struct dais_check *c, size_t body, enum dais_lang l)
{
	const struct dais_agenda *agenda = dais_record_agenda(c->r, body);

	for (size_t i = 0; agenda && i < agenda->items.n; i++) {
		size_t item = agenda->items.v[i];
		const struct dais_item *it = &c->r->items.v[item];
		bool whole = dais_record_annotation(c->r, l, item, body) != NULL;

		if (!it->parts.n)
			need_annotation(c, item, body, l);
		/* a text on the whole item may cover its parts, but not some of them */
		for (size_t k = 0; !whole && k < it->parts.n; k++)
			need_annotation(c, it->parts.v[k], body, l);
	}
}

/* Place of an annotation in the body it is printed under. */
static bool
printed_at(
    const struct dais_record *r, const struct dais_annotation *n, size_t body, unsigned *ret_rank)
{
	struct dais_number at = dais_record_number(r, n->item, body);

	if (!at.found || (n->body != DAIS_NONE && n->body != body))
		return false;
	for (size_t i = 0; n->body == DAIS_NONE && i < r->together.n; i++) {
		size_t first = dais_check_body_at(r, i);

		if (!dais_record_number(r, n->item, first).found)
			continue;
		if (first != body)
			return false;
		break;
	}
	*ret_rank = at.number * 100 + (unsigned)(at.letter + 1);
	return true;
}

static void
check_order(struct dais_check *c, size_t body, enum dais_lang l)
{
	unsigned last = 0;

	for (size_t i = 0; i < c->r->annotations[l].n; i++) {
		const struct dais_annotation *n = &c->r->annotations[l].v[i];
		struct dais_place p = dais_check_place_text(c, l, n->line, 1, DAIS_STR_NONE);
		unsigned rank;

		if (!printed_at(c->r, n, body, &rank))
			continue;
		if (rank < last)
			dais_check_hint(c,
			    dais_check_say_at(c, &p,
				"the annotation of %.*s is not in agenda order",
				DAIS_STR_ARG(dais_check_item(c, n->item, body))),
			    "move the section before those of later items");
		last = rank > last ? rank : last;
	}
}

void
dais_check_annot_01(struct dais_check *c) /* R-ANNOT-01 */
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t t = 0; has_language(c->r, l) && t < c->r->together.n; t++) {
			need_all(c, dais_check_body_at(c->r, t), (enum dais_lang)l);
			check_order(c, dais_check_body_at(c->r, t), (enum dais_lang)l);
		}
	}
}

/* Whether some text of item @item, of its parent or its parts refers to document @d. */
static bool
is_introduced(const struct dais_record *r, enum dais_lang l, size_t item, size_t d)
{
	for (size_t i = 0; i < r->annotations[l].n; i++) {
		const struct dais_annotation *n = &r->annotations[l].v[i];

		if ((n->item == item || n->item == r->items.v[item].parent ||
			r->items.v[n->item].parent == item) &&
		    dais_check_refers(n, "doc", r->documents.v[d].id))
			return true;
	}
	return false;
}

static bool
is_on_agenda(const struct dais_record *r, size_t item)
{
	for (size_t t = 0; t < r->together.n; t++) {
		if (dais_record_number(r, item, dais_check_body_at(r, t)).found)
			return true;
	}
	return false;
}

void
dais_check_annot_03(struct dais_check *c) /* R-ANNOT-03 */
{
	const struct dais_record *r = c->r;

	for (size_t i = 0; i < r->items.n; i++) {
		for (size_t k = 0; is_on_agenda(r, i) && k < r->items.v[i].documents.n; k++) {
			size_t d = r->items.v[i].documents.v[k];
			struct dais_diag *g = NULL;

			for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
				struct dais_place p = dais_check_place_text(
				    c, (enum dais_lang)l, 0, 0, DAIS_STR_NONE);

				if (!has_language(r, l) ||
				    is_introduced(r, (enum dais_lang)l, i, d))
					continue;
				if (g) {
					dais_check_also(c, g, &p);
					continue;
				}
				g = dais_check_say_at(c, &p,
				    "%.*s is listed under %.*s, but its annotation does not "
				    "introduce it",
				    DAIS_STR_ARG(dais_check_document(c, d)),
				    DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE)));
				dais_check_hint(c, g, "mention it with {{doc %.*s}}",
				    DAIS_STR_ARG(r->documents.v[d].id));
			}
		}
	}
}

/* Position of @d on the list of @item, its parts after it; DAIS_NONE if it is not there. */
static size_t
list_position(const struct dais_record *r, size_t item, size_t d)
{
	const struct dais_item *it = &r->items.v[item];
	size_t n = 0;

	for (size_t i = 0; i < it->documents.n; i++, n++) {
		if (it->documents.v[i] == d)
			return n;
	}
	for (size_t k = 0; k < it->parts.n; k++) {
		const dais_index_vec *v = &r->items.v[it->parts.v[k]].documents;

		for (size_t i = 0; i < v->n; i++, n++) {
			if (v->v[i] == d)
				return n;
		}
	}
	return DAIS_NONE;
}

struct order {
	dais_index_vec seen;
	size_t last;
};

static void
check_mention(struct dais_check *c, enum dais_lang l, const struct dais_annotation *n,
    const struct dais_span *span, struct order *o)
{
	size_t d = dais_map_get(&c->r->document_ids, span->ref.argument);
	struct dais_place p =
	    dais_check_place_text(c, l, span->line, span->column, span->ref.source);
	size_t at;

	if (d == DAIS_MAP_NONE || d == c->r->produces || dais_check_has(&o->seen, d))
		return;
	dais_vec_push(c->a, &o->seen, d);
	at = list_position(c->r, n->item, d);
	if (at == DAIS_NONE && c->r->items.v[n->item].parent != DAIS_NONE)
		at = list_position(c->r, c->r->items.v[n->item].parent, d);
	if (at == DAIS_NONE) {
		dais_check_file_hint(c,
		    dais_check_say_at(c, &p, "%.*s is mentioned under %.*s, but is not on its list",
			DAIS_STR_ARG(dais_check_document(c, d)),
			DAIS_STR_ARG(dais_check_item(c, n->item, n->body))),
		    "add %.*s to the documents: of the item",
		    DAIS_STR_ARG(c->r->documents.v[d].id));
	} else if (o->last != DAIS_NONE && at < o->last) {
		dais_check_hint(c,
		    dais_check_say_at(c, &p,
			"%.*s is mentioned later under %.*s than it stands on the list",
			DAIS_STR_ARG(dais_check_document(c, d)),
			DAIS_STR_ARG(dais_check_item(c, n->item, n->body))),
		    "put the list in the order of the text");
	} else {
		o->last = at;
	}
}

/* The documents that an annotation mentions. */
static void
check_mentions(struct dais_check *c, enum dais_lang l, const struct dais_annotation *n)
{
	struct order o = { { NULL, 0, 0 }, DAIS_NONE };

	for (size_t b = 0; b < n->prose.blocks.n; b++) {
		const struct dais_block *block = &n->prose.blocks.v[b];

		for (size_t k = 0; k < block->spans.n; k++) {
			if (block->spans.v[k].kind == DAIS_SPAN_REF &&
			    dais_str_is(block->spans.v[k].ref.kind, "doc"))
				check_mention(c, l, n, &block->spans.v[k], &o);
		}
	}
}

void
dais_check_annot_04(struct dais_check *c) /* R-ANNOT-04 */
{
	for (unsigned l = 0; l < DAIS_LANG_COUNT; l++) {
		for (size_t i = 0; i < c->r->annotations[l].n; i++)
			check_mentions(c, (enum dais_lang)l, &c->r->annotations[l].v[i]);
	}
}

void
dais_check_annot_05(struct dais_check *c) /* R-ANNOT-05 */
{
	for (size_t i = 0; i < c->r->items.n; i++) {
		const struct dais_item *item = &c->r->items.v[i];
		bool parts = item->parts.n > 0;

		if (item->documents_given || !is_on_agenda(c->r, i))
			continue;
		if (item->parent != DAIS_NONE && c->r->items.v[item->parent].documents_given)
			continue;
		if (parts)
			continue; /* its parts are asked one by one */
		dais_check_file_hint(c,
		    dais_check_say(c, item->origin, DAIS_STR_NONE,
			"%.*s has neither documents nor a statement that there are none",
			DAIS_STR_ARG(dais_check_item(c, i, DAIS_NONE))),
		    "list them under documents:, or write documents: []");
	}
}

void
dais_check_annot_07(struct dais_check *c) /* R-ANNOT-07 */
{
	for (size_t i = 0; i < c->paras.n; i++) {
		const struct check_para *p = &c->paras.v[i];
		struct dais_place place = dais_check_place_para(c, p, 0, p->text.n);
		struct dais_str folded = dais_text_fold(c->a, p->text);

		if (p->annotation->prose.blocks.n != 1)
			continue;
		for (const char *const *word = dais_check_lists[CHECK_WORDS_SEE_ALSO][p->lang];
		    *word; word++) {
			struct dais_str words = dais_text_fold(c->a, dais_str_from(*word));

			if (!dais_str_has_prefix(folded, words))
				continue;
			dais_check_hint(c,
			    dais_check_say_at(c, &place,
				"\"%s\" stands where %.*s has no text of its own", *word,
				DAIS_STR_ARG(
				    dais_check_item(c, p->annotation->item, p->annotation->body))),
			    "write \"see\" alone");
			break;
		}
	}
}

#define LONG_TEXT 160 /* bytes: shorter paragraphs may well be alike */

void
dais_check_annot_08(struct dais_check *c) /* R-ANNOT-08 */
{
	for (size_t i = 0; i < c->paras.n; i++) {
		for (size_t k = 0; k < i; k++) {
			const struct check_para *x = &c->paras.v[i], *y = &c->paras.v[k];
			struct dais_place p, q;
			struct dais_diag *g;

			if (x->lang != y->lang || x->annotation->item != y->annotation->item ||
			    x->annotation == y->annotation || x->text.n < LONG_TEXT ||
			    !dais_str_eq(x->text, y->text))
				continue;
			p = dais_check_place_para(c, x, 0, 0);
			q = dais_check_place_para(c, y, 0, 0);
			g = dais_check_say_at(c, &p,
			    "the same paragraph stands in two annotations of %.*s, which can then "
			    "differ",
			    DAIS_STR_ARG(
				dais_check_item(c, x->annotation->item, x->annotation->body)));
			dais_check_also(c, g, &q);
			dais_check_hint(
			    c, g, "keep it once and refer to it from the other annotation");
		}
	}
}

void
dais_check_annot_14(struct dais_check *c) /* R-ANNOT-14 */
{
	for (size_t d = 0; d < c->r->documents.n; d++) {
		const struct dais_document *doc = &c->r->documents.v[d];
		struct dais_str special =
		    doc->symbols.n ? doc->symbols.v[0].special : DAIS_STR_NONE;
		bool crp = doc->kind == DAIS_DOCUMENT_CONFERENCE_ROOM_PAPER;
		bool wrong = doc->symbols.n && crp != dais_str_is(special, "CRP");

		wrong |= dais_str_is(special, "L") && doc->kind != DAIS_DOCUMENT_DRAFT &&
			 doc->kind != DAIS_DOCUMENT_REPORT;
		wrong |= dais_str_is(special, "INF") && doc->kind != DAIS_DOCUMENT_INFORMATION &&
			 doc->kind != DAIS_DOCUMENT_OTHER;
		if (!wrong)
			continue;
		dais_check_hint(c,
		    dais_check_say(c, doc->origin, doc->symbols.v[0].text,
			"%.*s is recorded as a %.*s, which its symbol does not say",
			DAIS_STR_ARG(dais_check_document(c, d)),
			CHECK_VALUE(c, dais_document_kind_name(doc->kind))),
		    "CRP is for conference room papers, L for drafts, INF for information");
	}
}
