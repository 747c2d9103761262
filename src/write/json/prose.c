/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations as authored: blocks of spans, references unresolved.
 */
#include "write/json/parts.h"

static void
span(struct writer *j, const struct dais_span *s)
{
	static const char *const kinds[] = { [DAIS_SPAN_TEXT] = "text",
		[DAIS_SPAN_REF] = "reference",
		[DAIS_SPAN_LINK] = "link",
		[DAIS_SPAN_BREAK] = "break" };

	dais_json_object(&j->w);
	dais_json_pair_c(&j->w, "kind", kinds[s->kind]);
	if (s->style & DAIS_SPAN_EMPHASIS)
		dais_json_pair_bool(&j->w, "emphasis", true);
	if (s->style & DAIS_SPAN_STRONG)
		dais_json_pair_bool(&j->w, "strong", true);
	dais_json_put_str(j, "text", s->text);
	if (s->kind == DAIS_SPAN_LINK)
		dais_json_put_str(j, "url", s->url);
	if (s->kind == DAIS_SPAN_REF)
		dais_json_put_str(j, "source", s->ref.source);
	dais_json_end(&j->w);
}

static void
block(struct writer *j, const struct dais_block *b)
{
	static const char *const kinds[] = { [DAIS_BLOCK_PARAGRAPH] = "paragraph",
		[DAIS_BLOCK_HEADING] = "heading",
		[DAIS_BLOCK_BULLET] = "bullet",
		[DAIS_BLOCK_NUMBERED] = "numbered",
		[DAIS_BLOCK_QUOTE] = "quote" };

	dais_json_object(&j->w);
	dais_json_pair_c(&j->w, "kind", kinds[b->kind]);
	if (b->level > 0)
		dais_json_pair_int(&j->w, "level", b->level);
	if (b->kind == DAIS_BLOCK_NUMBERED)
		dais_json_pair_int(&j->w, "number", b->number);
	dais_json_key(&j->w, "spans");
	dais_json_array(&j->w);
	for (size_t i = 0; i < b->spans.n; i++)
		span(j, &b->spans.v[i]);
	dais_json_end(&j->w);
	dais_json_end(&j->w);
}

static void
annotation(struct writer *j, const struct dais_annotation *n)
{
	dais_json_object(&j->w);
	dais_json_pair(&j->w, "item", j->r->items.v[n->item].id);
	if (n->body != DAIS_NONE)
		dais_json_pair(&j->w, "body", j->r->bodies.v[n->body].id);
	dais_json_key(&j->w, "blocks");
	dais_json_array(&j->w);
	for (size_t i = 0; i < n->prose.blocks.n; i++)
		block(j, &n->prose.blocks.v[i]);
	dais_json_end(&j->w);
	dais_json_end(&j->w);
}

void
dais_json_put_annotations(struct writer *j)
{
	dais_json_key(&j->w, "annotations");
	dais_json_object(&j->w);
	for (int l = 0; l < DAIS_LANG_COUNT; l++) {
		if (j->r->annotations[l].n == 0)
			continue;
		dais_json_key(&j->w, dais_lang_code((enum dais_lang)l));
		dais_json_array(&j->w);
		for (size_t i = 0; i < j->r->annotations[l].n; i++)
			annotation(j, &j->r->annotations[l].v[i]);
		dais_json_end(&j->w);
	}
	dais_json_end(&j->w);
}
