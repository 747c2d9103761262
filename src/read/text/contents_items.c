/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * A report that does not print its agenda names the items in its table of contents: "ITEM 3 PROGRAM
 * PERFORMANCE ..... 18", in order from 1.
 */
#include "read/text/build_priv.h"

#define ITEMS_MIN 3u

static bool
is_entry(const struct reader *r, size_t b, unsigned expected)
{
	const struct text_block *k = &r->blocks.v[b];

	return k->contents && k->mark.kind == MARK_NUMBER && k->mark.worded &&
	       k->mark.value == expected;
}

/* The item in the entry in block @b; the number of its page is cut off. */
static struct sketch_item
item_of(struct reader *r, size_t b, unsigned number)
{
	struct text_block *k = &r->blocks.v[b];
	struct dais_str whole = k->text;
	struct sketch_item it;

	k->text.n = read_without_page(whole, whole.n);
	it = read_item(r, b, k->mark.n);
	k->text = whole;
	it.number = number;
	it.printed = -1;
	return it;
}

bool
read_items_of_contents(struct reader *r, size_t at_least)
{
	struct sketch_body body = { .opens = { .minute = -1 } };
	unsigned number = 1;

	for (size_t b = 0; b < r->blocks.n; b++) {
		if (!is_entry(r, b, number))
			continue;
		body.first = number == 1 ? b : body.first;
		body.last = b;
		dais_vec_push(r->a, &body.items, item_of(r, b, number));
		number++;
	}
	if (body.items.n < ITEMS_MIN || body.items.n < at_least)
		return false;
	body.name = r->body_name;
	body.has_name = r->has_body_name;
	dais_vec_push(r->a, &r->bodies, body);
	return true;
}
