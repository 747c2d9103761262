/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The annotations: under a body's name, headings that repeat the items of its agenda, prose, and
 * lists of documents. A marked block is a heading only if it resembles the title the agenda gives
 * that number, so numbered paragraphs are prose.
 */
#include "read/text/build_priv.h"

#define ALIKE_HEADING 50u
#define TITLE_MIN 12u /* bytes of a title that tells which item it is of */

struct note_scan {
	size_t body;
	size_t item;  /* in the body's items, not a part; DAIS_NONE before the first */
	size_t note;  /* DAIS_NONE before the first heading */
	size_t list;  /* heading block of the list of documents being read, or DAIS_NONE */
	dais_index_vec list_blocks;
};

static void
close_list(struct reader *r, struct note_scan *s)
{
	if (s->list != DAIS_NONE && s->note != DAIS_NONE && s->list_blocks.n)
		read_document_list(r, s->note, s->list_blocks.v, s->list_blocks.n);
	s->list = DAIS_NONE;
	s->list_blocks = (dais_index_vec){ 0 };
}

/* The body whose name block @b is, or DAIS_NONE. */
static size_t
body_heading(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	if (k->mark.kind != MARK_NONE || k->text.n > 300)
		return DAIS_NONE;
	for (size_t i = 0; i < r->bodies.n; i++) {
		const struct sketch_body *body = &r->bodies.v[i];

		if (body->has_name && k->text.n < body->name.n * 2 &&
		    body->name.n < k->text.n * 2 && read_same(k->text, read_span(r, body->name)))
			return i;
	}
	return DAIS_NONE;
}

/* A heading that gives a short title in other forms of its words: alone between gaps, the same
 * first word, no longer than a title would be. */
static bool
is_near(struct reader *r, const struct text_block *k, struct dais_str title, struct dais_str s)
{
	word_vec x, y;

	if (!k->gap_before || !k->gap_after || s.n > title.n * 2 || title.n > 200)
		return false;
	x = read_split(r->a, title);
	y = read_split(r->a, s);
	return x.n && y.n && x.v[0].n > 3 && dais_str_eq(x.v[0], y.v[0]);
}

/* Whether the agenda has the part that a mark "3. (a)" names. */
static bool
has_part(const struct sketch_body *body, struct item_mark m)
{
	for (size_t i = 0; i < body->items.n && m.kind == MARK_LETTER; i++) {
		if (body->items.v[i].number == m.major && body->items.v[i].letter == (int)m.value)
			return true;
	}
	return false;
}

/* The item whose number a heading has that gives, word for word, the title of another; DAIS_NONE:
 * it is no such heading. */
static size_t
misnumbered(
    const struct sketch_body *body, struct reader *r, struct item_mark m, struct dais_str title)
{
	size_t numbered = DAIS_NONE;
	bool other = false;

	if (m.kind != MARK_NUMBER || title.n < TITLE_MIN)
		return DAIS_NONE;
	for (size_t i = 0; i < body->items.n; i++) {
		const struct sketch_item *it = &body->items.v[i];

		if (it->letter >= 0)
			continue;
		if (it->number == m.value)
			numbered = i;
		else
			other |= read_same(read_title(r, it), title);
	}
	return other ? numbered : DAIS_NONE;
}

/* The item of the current body that block @b is the heading of, or DAIS_NONE. */
static size_t
item_heading(struct reader *r, const struct note_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	const struct sketch_body *body = &r->bodies.v[s->body];
	struct item_mark m = k->mark;
	struct dais_str rest;
	size_t best = DAIS_NONE;

	if (m.kind == MARK_NONE || k->text.n > 1000)
		return DAIS_NONE;
	if (m.kind == MARK_NUMBER && has_part(body, read_letter_behind(k->text, m)))
		r->blocks.v[b].mark = m = read_letter_behind(k->text, m);
	rest = dais_str_sub(k->text, m.n, k->text.n);
	for (size_t i = 0; i < body->items.n; i++) {
		const struct sketch_item *it = &body->items.v[i];
		bool number = m.kind == MARK_NUMBER && it->letter < 0 && it->number == m.value;
		bool letter = (m.kind == MARK_LETTER || m.kind == MARK_CAPITAL) &&
			      it->letter == (int)m.value &&
			      (m.major ? it->number == m.major : it->up == s->item);
		bool decimal = m.kind == MARK_DECIMAL && it->decimal && it->number == m.major &&
			       it->letter == (int)m.value;

		if ((number || letter || decimal) &&
		    (read_alike(read_title(r, it), rest) >= ALIKE_HEADING ||
			is_near(r, k, read_title(r, it), rest)))
			best = i;
	}
	return best == DAIS_NONE ? misnumbered(body, r, m, rest) : best;
}

static void
begin_note(struct reader *r, struct note_scan *s, size_t item, size_t b)
{
	struct sketch_note *note = dais_vec_add(r->a, &r->notes);
	struct sketch_item heading = read_item(r, b, r->blocks.v[b].mark.n);

	*note = (struct sketch_note){ .body = s->body, .item = item };
	note->heading = heading.title;
	if (heading.documents.n && !r->bodies.v[s->body].items.v[item].documents.n)
		(void)read_documents_in(r, s->body, item, heading.documents, false);
	if (r->bodies.v[s->body].items.v[item].letter < 0)
		s->item = item;
	s->note = r->notes.n - 1;
}

static void
take_prose(struct reader *r, struct note_scan *s, size_t b)
{
	struct sketch_note *note;

	if (s->note == DAIS_NONE)
		return;
	note = &r->notes.v[s->note];
	dais_vec_push(r->a, &note->blocks, b);
	if (read_has_phrase(&r->words->no_document, r->blocks.v[b].text))
		r->bodies.v[note->body].items.v[note->item].no_document = true;
}

/* "Documents X/1 and X/2" on one line, or symbols in brackets right under the heading: the
 * documents of the item. False when it is no such line. */
static bool
names_documents(struct reader *r, struct note_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	const struct sketch_note *note = &r->notes.v[s->note];
	struct phrase_place p;

	if (!note->blocks.n && read_is_documents_in_brackets(r, k->text))
		return read_documents_in(
		    r, note->body, note->item, (struct text_span){ b, 0, k->text.n }, false);
	if (!note->blocks.n && k->mark.kind == MARK_NONE && read_document_head(k->text))
		return read_documents_in(
		    r, note->body, note->item, (struct text_span){ b, 0, k->text.n }, true);
	if (k->mark.kind == MARK_NONE && read_document_label(r, k->text))
		return read_documents_in(
		    r, note->body, note->item, (struct text_span){ b, 0, k->text.n }, false);
	if (k->text.n > 300 || !read_find_phrase(&r->words->documentation, k->text, 0, &p) ||
	    p.at != 0 || p.n == k->text.n)
		return false;
	return read_documents_in(
	    r, note->body, note->item, (struct text_span){ b, p.n, k->text.n - p.n }, false);
}

static void
take(struct reader *r, struct note_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t body = body_heading(r, b);
	size_t item;

	if (body != DAIS_NONE) {
		close_list(r, s);
		*s = (struct note_scan){
			.body = body, .item = DAIS_NONE, .note = DAIS_NONE, .list = DAIS_NONE
		};
		return;
	}
	/* "1." again after later items: the next body, where names are not repeated. */
	item = item_heading(r, s, b);
	if (item == DAIS_NONE && k->mark.kind == MARK_NUMBER && k->mark.value == 1 &&
	    s->item != DAIS_NONE && s->body + 1 < r->bodies.n) {
		struct note_scan next = { .body = s->body + 1, .item = DAIS_NONE };

		if (item_heading(r, &next, b) != DAIS_NONE) {
			close_list(r, s);
			*s = (struct note_scan){ .body = next.body,
				.item = DAIS_NONE,
				.note = DAIS_NONE,
				.list = DAIS_NONE };
			item = item_heading(r, s, b);
		}
	}
	if (item != DAIS_NONE) {
		close_list(r, s);
		begin_note(r, s, item, b);
	} else if (k->mark.kind == MARK_NONE && k->text.n < 80 && s->note != DAIS_NONE &&
		   read_is_phrase(&r->words->documentation, k->text)) {
		close_list(r, s);
		s->list = b;
		r->notes.v[s->note].documentation = (struct text_span){ b, 0, k->text.n };
	} else if (s->note != DAIS_NONE && names_documents(r, s, b)) {
		close_list(r, s);
	} else if (s->list != DAIS_NONE) {
		dais_vec_push(r->a, &s->list_blocks, b);
	} else {
		take_prose(r, s, b);
	}
}

void
read_annotations(struct reader *r)
{
	struct note_scan s = { .item = DAIS_NONE, .note = DAIS_NONE, .list = DAIS_NONE };

	size_t from = r->under_items ? r->bodies.v[0].first : r->annotations + 1;

	if ((r->annotations == DAIS_NONE && !r->under_items) || !r->bodies.n)
		return;
	for (size_t b = from; b < r->blocks.n && b < r->annex; b++) {
		if (read_is_body(r, b))
			take(r, &s, b);
	}
	close_list(r, &s);
}
