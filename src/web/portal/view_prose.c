/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations with their references resolved: to documents by permalinks, to items within the
 * page.
 */
#include "web/portal/view_priv.h"

#include "prose/resolve.h"

struct dais_str
dais_view_item_anchor(const struct dais_record *r, size_t item, struct dais_arena *a)
{
	struct dais_str id = dais_arena_concat(a, DAIS_STR("item-"), r->items.v[item].id);
	char *s = dais_arena_cstr(a, id);

	for (size_t i = 0; i < id.n; i++)
		if (s[i] == '/')
			s[i] = '.';
	return (struct dais_str){ s, id.n };
}

/* Where a reference leads to: a document of the record to its page here. */
static struct dais_str
href_of(struct view_maker *k, const struct dais_said *said, enum dais_lang l)
{
	struct dais_str id;

	if (dais_str_has_prefix(said->subject, DAIS_STR("doc:"))) {
		size_t d;

		id = dais_str_sub(said->subject, 4, said->subject.n);
		d = dais_map_get(&k->r->document_ids, id);
		if (d != DAIS_MAP_NONE && k->r->documents.v[d].symbols.n)
			return dais_arena_printf(k->a, "/%s%.*s", dais_lang_code(l),
			    DAIS_STR_ARG(dais_view_symbol_path(
				k->r->documents.v[d].symbols.v[0].text, k->a)));
	}
	if (dais_str_has_prefix(said->subject, DAIS_STR("item:"))) {
		size_t item;

		id = dais_str_sub(said->subject, 5, said->subject.n);
		item = dais_map_get(&k->r->item_ids, id);
		if (item != DAIS_MAP_NONE && said->target.n)
			return dais_arena_concat(
			    k->a, DAIS_STR("#"), dais_view_item_anchor(k->r, item, k->a));
	}
	return said->url;
}

static void
add_reference(struct view_maker *k, const struct dais_prose_place *at, const struct dais_ref *ref,
    struct dais_view_span *v)
{
	struct dais_said said;

	if (!dais_prose_say(at, ref, k->a, &said)) {
		v->text = DAIS_STR("[…]");
		return;
	}
	v->text = said.text.n ? said.text : DAIS_STR("[…]");
	v->is_symbol = said.is_symbol;
	v->href = href_of(k, &said, k->l);
}

static void
add_block(struct view_maker *k, const struct dais_prose_place *at, const struct dais_block *block,
    dais_view_block_vec *ret)
{
	struct dais_view_block *v = dais_vec_add(k->a, ret);
	struct dais_str said = DAIS_STR_NONE;

	v->kind = block->kind;
	v->level = block->level;
	v->number = block->number;
	for (size_t i = 0; i < block->spans.n; i++) {
		const struct dais_span *span = &block->spans.v[i];
		struct dais_view_span *s = dais_vec_add(k->a, &v->spans);

		s->strong = span->style & DAIS_SPAN_STRONG;
		s->emphasis = span->style & DAIS_SPAN_EMPHASIS;
		s->is_break = span->kind == DAIS_SPAN_BREAK;
		if (span->kind == DAIS_SPAN_REF) {
			add_reference(k, at, &span->ref, s);
			said = s->text;
			continue;
		}
		s->text = dais_prose_after(said, span->text);
		s->href = span->kind == DAIS_SPAN_LINK ? span->url : DAIS_STR_NONE;
		said = DAIS_STR_NONE;
	}
}

/* The annotation of @item for @body in the reader's language, else in the first that has one. */
static const struct dais_annotation *
annotation_of(struct view_maker *k, size_t item, size_t body, enum dais_lang *ret_l)
{
	const struct dais_annotation *n = dais_record_annotation(k->r, k->l, item, body);

	*ret_l = k->l;
	for (int i = 0; !n && i < DAIS_LANG_COUNT; i++) {
		*ret_l = (enum dais_lang)i;
		n = dais_record_annotation(k->r, *ret_l, item, body);
	}
	return n;
}

void
dais_view_annotations(struct view_maker *k, struct dais_view_item *item)
{
	const struct dais_annotation *last = NULL;

	for (size_t c = 0; c < k->r->together.n; c++) {
		size_t body = k->r->meetings.v[k->r->together.v[c]].body;
		enum dais_lang l = k->l;
		const struct dais_annotation *n =
		    item->numbers[c].n ? annotation_of(k, item->index, body, &l) : NULL;
		struct dais_prose_place at = { k->r, l, body };
		struct dais_view_annotation *v;

		if (!n || n == last || !n->prose.blocks.n)
			continue;
		last = n;
		v = dais_vec_add(k->a, &item->annotations);
		v->language = l;
		v->body = n->body == DAIS_NONE ? NULL : &k->r->bodies.v[n->body].name;
		for (size_t i = 0; i < n->prose.blocks.n; i++)
			add_block(k, &at, &n->prose.blocks.v[i], &v->blocks);
	}
}
