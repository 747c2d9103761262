/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Annotations as prose, with references where they are certain: a symbol of a listed document.
 * Every word of the text is kept. Also the name of the body above those of the agendas.
 */
#include "read/text/build_priv.h"

#define NAME_WORDS 24u
#define NAME_PLACES 200u

void
read_trim_bodies(struct reader *r, struct dais_sitting *s)
{
	for (size_t e = 0; e < s->entries.n; e++) {
		size_t implied = 0;

		for (size_t b = 0; b < s->bodies.n; b++)
			implied +=
			    dais_record_number(r->record, s->entries.v[e].item, s->bodies.v[b])
				.found;
		if (implied == s->entries.v[e].bodies.n)
			s->entries.v[e].bodies.n = 0;
	}
}

/* --- the body above ------------------------------------------------------------------------- */

struct name_place {
	size_t block, at;
	struct dais_str v[NAME_WORDS]; /* folded words that follow, the first included */
	size_t end[NAME_WORDS];        /* byte behind each */
	size_t n;
};

static void
fill_place(struct reader *r, struct name_place *p)
{
	struct dais_str s = r->blocks.v[p->block].text;
	size_t at = p->at;

	while (at < s.n && p->n < NAME_WORDS) {
		size_t end = dais_str_find_char(s, ' ', at);
		struct dais_str word;
		word_vec v;

		end = end == SIZE_MAX ? s.n : end;
		word = dais_str_sub(s, at, end);
		v = read_split(r->a, word);
		if (!v.n)
			return;
		p->v[p->n] = v.v[v.n - 1];
		p->end[p->n++] = end;
		if (strchr(",.;:()", word.p[word.n - 1])) {
			p->end[p->n - 1] = end - 1;
			return;
		}
		at = end + 1;
	}
}

/* How many places share the first @depth words of @p; *@ret_branches: they go on differently. */
static size_t
share(const struct name_place *v, size_t n, const struct name_place *p, size_t depth,
    bool *ret_branches)
{
	size_t count = 0;

	*ret_branches = false;
	for (size_t i = 0; i < n; i++) {
		size_t same = 0;

		while (same < depth && same < v[i].n && dais_str_eq(v[i].v[same], p->v[same]))
			same++;
		if (same < depth)
			continue;
		count++;
		*ret_branches |=
		    v[i].n == depth || p->n == depth || !dais_str_eq(v[i].v[depth], p->v[depth]);
	}
	return count;
}

static bool
is_stop(const struct reader *r, struct dais_str word)
{
	for (size_t i = 0; i < r->words->stop.n; i++) {
		if (dais_str_is(word, r->words->stop.v[i]))
			return true;
	}
	return word.n < 2;
}

static struct dais_str
longest_name(struct reader *r, const struct name_place *v, size_t n)
{
	struct dais_str best = DAIS_STR_NONE;
	size_t best_depth = 1;

	for (size_t i = 0; i < n; i++) {
		for (size_t d = v[i].n; d > best_depth; d--) {
			bool branches;
			size_t last = d;

			if (share(v, n, &v[i], d, &branches) < 3 || !branches)
				continue;
			while (last > 1 && is_stop(r, v[i].v[last - 1]))
				last--;
			if (last > best_depth) {
				best_depth = last;
				best = dais_str_sub(
				    r->blocks.v[v[i].block].text, v[i].at, v[i].end[last - 1]);
			}
			break;
		}
	}
	return best;
}

/* Whether the word at @at of @s begins a name: capital, and a word of the language's list. */
static bool
begins_name(const struct reader *r, struct dais_str s, size_t at)
{
	size_t end = dais_str_find_char(s, ' ', at);
	unsigned char c = (unsigned char)s.p[at];

	if (end == SIZE_MAX || end - at > 40 || c < 'A' || (c >= 'a' && c <= 'z'))
		return false;
	return read_is_phrase(&r->words->parent, dais_str_sub(s, at, end));
}

static struct dais_str
parent_name(struct reader *r)
{
	struct name_place *v = DAIS_NEW_N(r->a, NAME_PLACES, struct name_place);
	size_t n = 0;

	for (size_t b = 0; b < r->blocks.n && b < 4000; b++) {
		struct dais_str s = r->blocks.v[b].text;

		for (size_t at = 0; at < s.n && at < 20000 && n < NAME_PLACES; at++) {
			if ((at == 0 || s.p[at - 1] == ' ') && begins_name(r, s, at)) {
				v[n] = (struct name_place){ .block = b, .at = at };
				fill_place(r, &v[n++]);
			}
		}
	}
	return longest_name(r, v, n);
}

size_t
read_parent_body(struct reader *r)
{
	struct dais_record *rec = r->record;
	struct dais_str symbol = rec->bodies.v[0].symbol, name = parent_name(r),
			id = DAIS_STR("parent");
	struct dais_body *b;

	while (symbol.n && symbol.p[symbol.n - 1] != '/')
		symbol.n--;
	symbol.n -= symbol.n > 0;
	if (symbol.n) {
		size_t slash = symbol.n;

		while (slash > 0 && symbol.p[slash - 1] != '/')
			slash--;
		id = read_id(r->a, "", dais_str_sub(symbol, slash, symbol.n));
	}
	if (!dais_map_add(&rec->body_ids, id, rec->bodies.n)) {
		id = DAIS_STR("parent-body");
		dais_map_add(&rec->body_ids, id, rec->bodies.n);
	}
	b = dais_vec_add(r->a, &rec->bodies);
	b->id = id;
	b->parent = DAIS_NONE;
	b->symbol = symbol;
	b->noun_is_session = true;
	b->name.in[r->lang] = name.n ? name : dais_str_from(r->words->parent.v[0]);
	for (size_t i = 0; i + 1 < rec->bodies.n; i++)
		rec->bodies.v[i].parent = rec->bodies.n - 1;
	return rec->bodies.n - 1;
}

/* --- prose ---------------------------------------------------------------------------------- */

static void
add_text(struct reader *r, struct dais_block *b, struct dais_str s)
{
	struct dais_span *span;

	if (!s.n)
		return;
	span = dais_vec_add(r->a, &b->spans);
	span->kind = DAIS_SPAN_TEXT;
	span->text = s;
}

/* The document that symbol words @s mean wholly (all parts of a joint symbol), or DAIS_NONE. */
static size_t
document_meant(struct reader *r, struct dais_str s)
{
	struct dais_symbol v[8];
	size_t n = read_symbol_keys(r, s, v, 8), d;

	if (!n)
		return DAIS_NONE;
	d = read_document_of(r, v[0].key);
	if (d == DAIS_MAP_NONE || r->record->documents.v[d].symbols.n != n || v[0].stars)
		return DAIS_NONE;
	return dais_str_eq(r->record->documents.v[d].symbols.v[0].key, v[0].key) ? d : DAIS_NONE;
}

static void
add_spans(struct reader *r, struct dais_block *out, struct dais_str s)
{
	symbol_vec found = read_symbols(r, s);
	size_t from = 0;

	for (size_t i = 0; i < found.n; i++) {
		size_t at = found.v[i].at, end = at + found.v[i].n;
		size_t d = document_meant(r, dais_str_sub(s, at, end));
		struct dais_span *span;

		if (d == DAIS_NONE)
			continue;
		add_text(r, out, dais_str_sub(s, from, at));
		span = dais_vec_add(r->a, &out->spans);
		span->kind = DAIS_SPAN_REF;
		span->ref.kind = DAIS_STR("doc");
		span->ref.argument = r->record->documents.v[d].id;
		span->ref.source =
		    dais_arena_printf(r->a, "{{doc %.*s}}", DAIS_STR_ARG(span->ref.argument));
		from = end;
	}
	add_text(r, out, dais_str_sub(s, from, s.n));
}

/* A heading inside an annotation stands alone and is no sentence. */
static bool
is_heading(const struct text_block *b)
{
	unsigned char end = (unsigned char)b->text.p[b->text.n - 1];

	return b->mark.kind == MARK_NONE && b->gap_before && b->gap_after && b->text.n < 250 &&
	       !strchr(".;:!?)", end) && !dais_str_has_suffix(b->text, DAIS_STR("。")) &&
	       !dais_str_has_suffix(b->text, DAIS_STR("：")) &&
	       !dais_str_has_suffix(b->text, DAIS_STR("”"));
}

void
read_build_notes(struct reader *r)
{
	for (size_t k = 0; k < r->notes.n; k++) {
		const struct sketch_note *note = &r->notes.v[k];
		size_t item = r->bodies.v[note->body].items.v[note->item].record_item;
		struct dais_annotation *an;

		if (!note->blocks.n)
			continue;
		an = dais_vec_add(r->a, &r->record->annotations[r->lang]);
		an->item = item;
		an->body =
		    dais_record_is_common(r->record, item, NULL, r->a) ? note->body : DAIS_NONE;
		for (size_t b = 0; b < note->blocks.n; b++) {
			const struct text_block *t = &r->blocks.v[note->blocks.v[b]];
			struct dais_block *out = dais_vec_add(r->a, &an->prose.blocks);
			bool last = b + 1 == note->blocks.n;

			out->kind =
			    is_heading(t) && !last ? DAIS_BLOCK_HEADING : DAIS_BLOCK_PARAGRAPH;
			out->level = out->kind == DAIS_BLOCK_HEADING ? 3 : 0;
			add_spans(r, out, t->text);
		}
	}
}
