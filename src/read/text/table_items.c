/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which item an entry of a timetable is about: the one with its number and title, in the body whose
 * item has both. Where they disagree, the number counts and the title is evidence against it. A
 * timetable without an agenda makes its own items.
 */
#include <stdlib.h>

#include "read/text/build_priv.h"
#include "read/text/table_priv.h"

#define ALIKE_CELL 40u
#define ALIKE_OTHER 80u     /* the title of an item with another number */
#define KNOWN_PERCENT 50u   /* words of an entry in the title of the item with its number */
#define ITEM_NUMBER_MAX 99u
#define TITLE_BYTES_MAX 500u
#define WITHOUT_DAYS_MIN 3u /* items that a programme without days names */

static bool
is_taken(const struct sketch_sitting *sit, size_t body, size_t item)
{
	for (size_t k = 0; k < sit->entries.n; k++) {
		if (sit->entries.v[k].body == body && sit->entries.v[k].item == item)
			return true;
	}
	return false;
}

/* The item whose title is @title whatever its number; false if there is none. */
static bool
item_titled(const struct reader *r, struct dais_str title, size_t *ret_body, size_t *ret_item)
{
	unsigned best = ALIKE_OTHER - 1;

	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			unsigned alike =
			    read_alike(read_title(r, &r->bodies.v[b].items.v[i]), title);

			if (alike > best) {
				best = alike;
				*ret_body = b;
				*ret_item = i;
			}
		}
	}
	return best >= ALIKE_OTHER;
}

/* Number and title disagree: the entry is the item of its number in the body that has the title. */
static void
resolve_by_title(const struct reader *r, struct open_entry *o)
{
	size_t body, item;

	if (!item_titled(r, o->e.title, &body, &item) || (o->body != DAIS_NONE && o->body != body))
		return;
	o->e.body = body;
	o->e.item = item;
	for (size_t i = 0; i < r->bodies.v[body].items.n; i++) {
		const struct sketch_item *it = &r->bodies.v[body].items.v[i];

		if (it->number == o->number && it->letter == o->letter)
			o->e.item = i;
	}
}

/* The item that entry @o names by its number alone: that of the one body that has such an item. */
static void
resolve_by_number(const struct reader *r, const struct sketch_sitting *sit, struct open_entry *o)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			const struct sketch_item *it = &r->bodies.v[b].items.v[i];

			if (it->number != o->number || it->letter != o->letter ||
			    is_taken(sit, b, i) || (o->body != DAIS_NONE && o->body != b))
				continue;
			if (o->e.body != DAIS_NONE) { /* of which body is not said */
				o->e.body = DAIS_NONE;
				return;
			}
			o->e.body = b;
			o->e.item = i;
		}
	}
}

/* Finds the body and item that entry @o is about; body DAIS_NONE when there is none. */
static void
resolve(const struct reader *r, const struct sketch_sitting *sit, struct open_entry *o)
{
	unsigned best = ALIKE_CELL;

	o->e.body = DAIS_NONE;
	if (o->bare) {
		resolve_by_number(r, sit, o);
		return;
	}
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			const struct sketch_item *it = &r->bodies.v[b].items.v[i];
			unsigned alike;

			if (it->number != o->number || it->letter != o->letter ||
			    is_taken(sit, b, i) || (o->body != DAIS_NONE && o->body != b))
				continue;
			alike = read_alike(read_title(r, it), o->e.title);
			if (alike > best || (o->indented && alike == best && alike > ALIKE_CELL)) {
				best = alike;
				o->e.body = b;
				o->e.item = i;
			}
		}
	}
	if (o->e.body == DAIS_NONE)
		resolve_by_title(r, o);
}

/* Adds item @number @letter to the one body of a timetable without an agenda. */
static size_t
add_table_item(struct reader *r, unsigned number, int letter, struct dais_str title)
{
	struct sketch_body *body = &r->bodies.v[0];
	struct sketch_item it = { .number = number,
		.letter = letter,
		.printed = letter,
		.up = DAIS_NONE,
		.given = title };

	if (letter >= 0) {
		for (size_t i = 0; i < body->items.n && it.up == DAIS_NONE; i++) {
			if (body->items.v[i].number == number && body->items.v[i].letter < 0)
				it.up = i;
		}
		if (it.up == DAIS_NONE)
			it.up = add_table_item(r, number, -1, DAIS_STR_NONE);
	}
	it.record_item = DAIS_NONE;
	dais_vec_push(r->a, &body->items, it);
	return body->items.n - 1;
}

/* Where no agenda is given, an entry is the item of its number, new or known. */
static void
resolve_from_table(struct reader *r, struct open_entry *o)
{
	struct sketch_body *body = &r->bodies.v[0];

	o->e.body = 0;
	for (size_t i = 0; i < body->items.n; i++) {
		if (body->items.v[i].number == o->number && body->items.v[i].letter == o->letter) {
			o->e.item = i;
			return;
		}
	}
	if (o->bare) {
		o->e.body = DAIS_NONE;
		return;
	}
	o->e.item = add_table_item(r, o->number, o->letter, read_plain_title(r, o->e.title));
}

void
read_resolve_entry(struct reader *r, const struct sketch_sitting *sit, struct open_entry *o)
{
	if (r->items_from_table)
		resolve_from_table(r, o);
	else
		resolve(r, sit, o);
}

bool
read_knows_item(const struct reader *r, unsigned number, int letter)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			if (r->bodies.v[b].items.v[i].number == number &&
			    r->bodies.v[b].items.v[i].letter == letter)
				return true;
		}
	}
	return false;
}

bool
read_is_known_entry(struct reader *r, unsigned number, int letter, struct dais_str title)
{
	DAIS_ARENA_AUTO a = dais_arena_new(0);
	word_vec v = read_split(a, title);
	size_t body, item;

	if (r->items_from_table)
		return v.n > 0 && number <= ITEM_NUMBER_MAX;
	for (size_t b = 0; b < r->bodies.n && v.n; b++) {
		for (size_t i = 0; i < r->bodies.v[b].items.n; i++) {
			const struct sketch_item *it = &r->bodies.v[b].items.v[i];
			word_vec w;

			if (it->number != number || it->letter != letter)
				continue;
			w = read_split(a, read_title(r, it));
			if (w.n && (dais_str_eq(w.v[0], v.v[0]) ||
				       read_contained(title, read_title(r, it)) >= KNOWN_PERCENT))
				return true;
		}
	}
	return item_titled(r, title, &body, &item);
}

void
read_items_without_days(struct reader *r)
{
	struct sketch_body *body = &r->bodies.v[0];

	for (size_t b = r->annex + 1; b < r->blocks.n; b++) {
		struct item_mark m = r->blocks.v[b].mark;
		struct dais_str s = r->blocks.v[b].text, title;
		unsigned number = m.major ? m.major : m.value;
		int letter = m.kind == MARK_LETTER ? (int)m.value : -1;
		size_t known = DAIS_NONE;

		if (!m.worded || !number || number > ITEM_NUMBER_MAX || s.n > TITLE_BYTES_MAX)
			continue;
		title = read_plain_title(r, read_without_continued(r, dais_str_sub(s, m.n, s.n)));
		for (size_t i = 0; i < body->items.n; i++) {
			if (body->items.v[i].number == number && body->items.v[i].letter == letter)
				known = i;
		}
		if (known == DAIS_NONE)
			(void)add_table_item(r, number, letter, title);
	}
	if (body->items.n < WITHOUT_DAYS_MIN)
		body->items.n = 0;
}

static int
by_number(const void *x, const void *y)
{
	const struct sketch_item *a = x, *b = y;

	if (a->number != b->number)
		return a->number < b->number ? -1 : 1;
	return a->letter - b->letter;
}

void
read_sort_table_items(struct reader *r)
{
	struct sketch_body *body = &r->bodies.v[0];
	size_t *to;

	if (!body->items.n)
		return;
	to = DAIS_NEW_N(r->a, body->items.n, size_t);
	for (size_t i = 0; i < body->items.n; i++)
		body->items.v[i].record_item = i; /* where it was */
	qsort(body->items.v, body->items.n, sizeof(body->items.v[0]), by_number);
	for (size_t i = 0; i < body->items.n; i++) {
		struct sketch_item *it = &body->items.v[i];

		to[it->record_item] = i;
		it->record_item = DAIS_NONE;
	}
	for (size_t i = 0; i < body->items.n; i++) {
		if (body->items.v[i].up != DAIS_NONE)
			body->items.v[i].up = to[body->items.v[i].up];
	}
	for (size_t i = 0; i < r->sittings.n; i++) {
		for (size_t k = 0; k < r->sittings.v[i].entries.n; k++)
			r->sittings.v[i].entries.v[k].item = to[r->sittings.v[i].entries.v[k].item];
	}
}
