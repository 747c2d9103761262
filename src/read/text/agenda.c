/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas: numbered items with lettered parts, each agenda under the name of its body. An
 * agenda begins wherever an item 1 begins. Everything after the heading "Annotations" (or the
 * annex, when there are none) is no agenda.
 */
#include "read/text/read_priv.h"

#define BODIES_MAX 16u

/* Bytes of @s without final punctuation and spaces. */
static size_t
without_end(struct dais_str s)
{
	static const char *const ends[] = { ".", ";", ":", ",", " ", "。", "；", "：", "，", "؛",
		"،", "\xC2\xA0" };

	for (bool again = true; again;) {
		again = false;
		for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
			struct dais_str e = dais_str_from(ends[i]);

			if (s.n >= e.n && dais_str_has_suffix(s, e)) {
				s.n -= e.n;
				again = true;
			}
		}
	}
	return s.n;
}

/* Where the last bracket of @s opens, if @s ends with a bracket; else SIZE_MAX. */
static size_t
last_bracket(struct dais_str s, size_t *ret_inside)
{
	bool wide = dais_str_has_suffix(s, DAIS_STR("）"));

	*ret_inside = wide ? 3 : 1;
	if (!wide && !dais_str_has_suffix(s, DAIS_STR(")")))
		return SIZE_MAX;
	for (size_t i = s.n; i-- > 0;) {
		if (wide ? i + 3 <= s.n && memcmp(s.p + i, "（", 3) == 0 : s.p[i] == '(')
			return i;
	}
	return SIZE_MAX;
}

/* Title and label of the item in block @b, from byte @from. */
static struct sketch_item
item_of(struct reader *r, size_t b, size_t from)
{
	struct dais_str text = r->blocks.v[b].text;
	struct dais_str s = dais_str_sub(text, from, text.n);
	struct sketch_item it = { .letter = -1, .up = DAIS_NONE, .record_item = DAIS_NONE };
	size_t inside, open;

	s.n = without_end(s);
	open = last_bracket(s, &inside);
	if (open != SIZE_MAX && open > 0) {
		struct dais_str label = dais_str_sub(s, open + inside, s.n - inside);

		if (read_has_phrase(&r->words->common, label)) {
			it.label = (struct text_span){ b, from + open, s.n - open };
			it.label_names_bodies = !read_is_phrase(&r->words->common, label);
			s.n = open;
			s.n = without_end(s);
		}
	}
	it.title = (struct text_span){ b, from, s.n };
	return it;
}

/* Whether block @b is a title of an agenda ("Provisional agenda"), not a body's name. */
static bool
is_agenda_title(struct reader *r, size_t b)
{
	struct dais_str s = r->blocks.v[b].text;

	return s.n < 300 &&
	       (read_is_phrase(&r->words->agenda, s) || read_starts_phrase(&r->words->agenda, s));
}

/* A block that may be the name of a body: short, no mark, no sentence. */
static bool
may_be_name(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	return k->mark.kind == MARK_NONE && k->text.n >= 4 && k->text.n < 300 &&
	       !is_agenda_title(r, b) && without_end(k->text) == k->text.n &&
	       dais_symbol_match(k->text) == 0;
}

static void
find_regions(struct reader *r)
{
	r->annotations = r->annex = DAIS_NONE;
	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (k->text.n > 80 || k->mark.kind != MARK_NONE || !read_is_body(r, b))
			continue;
		if (r->annotations == DAIS_NONE && read_is_phrase(&r->words->annotations, k->text))
			r->annotations = b;
		else if (b > 0 && k->gap_after && read_is_phrase(&r->words->annex, k->text))
			r->annex = b;
	}
	if (r->annex != DAIS_NONE)
		return;
	/* No "Annex": a heading that names the organization of work, after the annotations. */
	for (size_t b = r->annotations == DAIS_NONE ? 0 : r->annotations; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (k->text.n < 120 && k->mark.kind == MARK_NONE && k->gap_after &&
		    without_end(k->text) == k->text.n &&
		    read_has_phrase(&r->words->timetable, k->text))
			r->annex = b;
	}
}

struct agenda_scan {
	size_t name;    /* last block that may be a name, or DAIS_NONE */
	size_t item;    /* current item in the current body, or DAIS_NONE */
	unsigned number; /* its number */
	unsigned parts;
};

static void
begin_body(struct reader *r, struct agenda_scan *s)
{
	struct sketch_body *body = dais_vec_add(r->a, &r->bodies);

	body->opens.minute = -1;
	if (s->name != DAIS_NONE) {
		body->name = (struct text_span){ s->name, 0, r->blocks.v[s->name].text.n };
		body->has_name = true;
	}
	*s = (struct agenda_scan){ .name = DAIS_NONE, .item = DAIS_NONE };
}

static void
take_block(struct reader *r, struct agenda_scan *s, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct sketch_body *body = r->bodies.n ? &r->bodies.v[r->bodies.n - 1] : NULL;
	struct sketch_item it;

	if (k->mark.kind == MARK_NUMBER && k->text.n < 2000) {
		if (k->mark.value == 1 && (!body || s->number > 0)) {
			if (body && s->number == 1 && s->name == DAIS_NONE)
				return;
			begin_body(r, s);
			body = &r->bodies.v[r->bodies.n - 1];
		}
		if (!body || k->mark.value <= s->number || k->mark.value > s->number + 3)
			return;
		it = item_of(r, b, k->mark.n);
		it.number = s->number = k->mark.value;
		s->item = body->items.n;
		s->parts = 0;
		s->name = DAIS_NONE;
		dais_vec_push(r->a, &body->items, it);
	} else if (k->mark.kind == MARK_LETTER && body && s->item != DAIS_NONE &&
		   k->text.n < 2000 && k->mark.value >= s->parts && k->mark.value <= s->parts + 1) {
		it = item_of(r, b, k->mark.n);
		it.number = s->number;
		it.letter = (int)k->mark.value;
		it.up = s->item;
		s->parts = k->mark.value + 1;
		dais_vec_push(r->a, &body->items, it);
	} else if (may_be_name(r, b)) {
		s->name = b;
	}
}

void
read_agenda(struct reader *r)
{
	struct agenda_scan s = { .name = DAIS_NONE, .item = DAIS_NONE };
	size_t end;

	find_regions(r);
	end = r->annotations < r->annex ? r->annotations : r->annex;
	for (size_t b = 0; b < r->blocks.n && b < end; b++) {
		if (!read_is_body(r, b))
			continue;
		if (!r->has_title && is_agenda_title(r, b)) {
			r->has_title = true;
			r->title = (struct text_span){ b, 0, r->blocks.v[b].text.n };
		} else if (r->bodies.n < BODIES_MAX) {
			take_block(r, &s, b);
		}
	}
}
