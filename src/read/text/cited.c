/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What running text refers to: items, paragraphs, symbols, halves of days, and the resolutions and
 * decisions whose numbers read_next_mandate() does not know ("2178 (2014)", "1/CP.21").
 */
#include "read/text/evidence_priv.h"

/* Whether the mandate whose number begins at @name is evidence already. Mandates and references
 * come in the same order. */
static bool
is_known_mandate(struct block_scan *s, struct dais_str text, size_t name)
{
	const struct dais_evidence *v = s->r->out->evidence.v;

	while (s->mandate < s->mandates_end && v[s->mandate].value.p < text.p + name)
		s->mandate++;
	return s->mandate < s->mandates_end && v[s->mandate].value.p == text.p + name;
}

void
evidence_symbol(struct block_scan *s, size_t at, size_t n)
{
	struct dais_symbol v[8];
	struct dais_evidence *e =
	    evidence_at(s->r, DAIS_EVIDENCE_SYMBOL, (struct text_span){ s->block, at, n }, s->home);
	size_t parts = read_symbol_keys(s->r, e->words, v, 8);
	struct dais_str rest = dais_str_trim(
	    dais_str_sub(s->r->blocks.v[s->block].text, at + n, s->r->blocks.v[s->block].text.n));

	/* "EB154/1 and EB154/1 (annotated)" */
	e->qualified =
	    dais_str_has_prefix(rest, DAIS_STR("(")) || dais_str_has_prefix(rest, DAIS_STR("（"));
	if (parts)
		e->subject = read_document_of(s->r, v[0].key);
	s->symbol_end = at + n;
}

/* Whether "above" or a word like it stands beside the reference: behind it, in Chinese before. */
static bool
is_of_this_document(const struct reader *r, struct dais_str text, size_t at, size_t n)
{
	struct phrase_place p;
	size_t from = at > 12 ? at - 12 : 0;

	if (read_starts_phrase(&r->words->here, dais_str_sub(text, at + n, at + n + 40)))
		return true;
	while (from > 0 && from < at && ((unsigned char)text.p[from] & 0xC0u) == 0x80)
		from++;
	return r->lang == DAIS_LANG_ZH &&
	       read_find_phrase(&r->words->here, dais_str_sub(text, from, at), 0, &p);
}

void
evidence_reference(void *ctx, const struct dais_reference *f)
{
	static const enum dais_evidence_kind kinds[DAIS_REFERENCE_KIND_COUNT] = {
		[DAIS_REFERENCE_ITEM] = DAIS_EVIDENCE_ITEM_REFERENCE,
		[DAIS_REFERENCE_PARAGRAPH] = DAIS_EVIDENCE_PARAGRAPH,
		[DAIS_REFERENCE_RESOLUTION] = DAIS_EVIDENCE_MANDATE,
		[DAIS_REFERENCE_DECISION] = DAIS_EVIDENCE_MANDATE,
		[DAIS_REFERENCE_HALF_DAY] = DAIS_EVIDENCE_HALF_DAY,
		[DAIS_REFERENCE_NO_DATE] = DAIS_EVIDENCE_NO_DATE,
	};
	struct block_scan *s = ctx;
	struct dais_str text = s->r->blocks.v[s->block].text;
	struct dais_evidence *e;

	if (f->kind == DAIS_REFERENCE_SYMBOL && f->name_at >= s->symbol_end)
		evidence_symbol(s, f->name_at, read_symbol_length(text, f->name_at, f->name_n));
	if (f->kind == DAIS_REFERENCE_SYMBOL || f->kind == DAIS_REFERENCE_LINK)
		return;
	if (kinds[f->kind] == DAIS_EVIDENCE_MANDATE && is_known_mandate(s, text, f->name_at))
		return;
	e = evidence_at(s->r, kinds[f->kind], (struct text_span){ s->block, f->at, f->n }, s->home);
	e->value = dais_text_reference_value(s->r->a, text, f);
	e->number = f->number;
	e->number_to = f->to;
	e->letter = f->letter;
	e->of_agenda = f->of_agenda;
	e->or_item = f->or_item;
	e->here = is_of_this_document(s->r, text, f->at, f->n);
	if (f->kind == DAIS_REFERENCE_HALF_DAY)
		e->from = e->to = f->date;
	if (f->kind == DAIS_REFERENCE_PARAGRAPH && f->name_n)
		e->before = dais_str_sub(text, f->name_at, f->name_at + f->name_n);
}
