/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What running text refers to: items, paragraphs, halves of days, and the resolutions and
 * decisions whose numbers read_next_mandate() does not know ("2178 (2014)", "1/CP.21").
 */
#include "read/text/evidence_priv.h"
#include "text/refer.h"

struct reference_scan {
	struct reader *r;
	size_t block;
	struct block_home home;
};

/* Whether the mandate whose number begins at @name is evidence already: those of a block were
 * added just before. */
static bool
is_known_mandate(const struct reader *r, struct dais_str text, size_t name)
{
	for (size_t i = r->out->evidence.n; i > 0; i--) {
		const struct dais_evidence *e = &r->out->evidence.v[i - 1];

		if (e->kind == DAIS_EVIDENCE_MANDATE && e->value.p == text.p + name)
			return true;
		if (e->words.p < text.p || e->words.p > text.p + text.n)
			return false;
	}
	return false;
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

static void
add_reference(void *ctx, const struct dais_reference *f)
{
	static const enum dais_evidence_kind kinds[DAIS_REFERENCE_KIND_COUNT] = {
		[DAIS_REFERENCE_ITEM] = DAIS_EVIDENCE_ITEM_REFERENCE,
		[DAIS_REFERENCE_PARAGRAPH] = DAIS_EVIDENCE_PARAGRAPH,
		[DAIS_REFERENCE_RESOLUTION] = DAIS_EVIDENCE_MANDATE,
		[DAIS_REFERENCE_DECISION] = DAIS_EVIDENCE_MANDATE,
		[DAIS_REFERENCE_HALF_DAY] = DAIS_EVIDENCE_HALF_DAY,
		[DAIS_REFERENCE_NO_DATE] = DAIS_EVIDENCE_NO_DATE,
	};
	struct reference_scan *s = ctx;
	struct dais_str text = s->r->blocks.v[s->block].text;
	struct dais_evidence *e;

	if (f->kind == DAIS_REFERENCE_SYMBOL || f->kind == DAIS_REFERENCE_LINK)
		return;
	if (kinds[f->kind] == DAIS_EVIDENCE_MANDATE && is_known_mandate(s->r, text, f->name_at))
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

void
read_references(struct reader *r, size_t block, struct block_home home)
{
	struct reference_scan s = { r, block, home };

	dais_text_find_references(r->lang, r->blocks.v[block].text, add_reference, &s);
}
