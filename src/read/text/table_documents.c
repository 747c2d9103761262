/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The documents that a timetable names behind the titles of its entries, where it makes the items:
 * "Item 9: Report of the Committee (A/79/4)". Where an agenda is given, it has them.
 */
#include "read/text/build_priv.h"
#include "read/text/table_priv.h"

#define BLOCKS_NEAR 12u /* blocks from that of an entry on in which its words stand */

/* The block that begins last before line @line of the text or of the pages. */
static size_t
block_before(const struct reader *r, unsigned line)
{
	size_t found = 0;

	for (size_t b = 0; b < r->blocks.n; b++) {
		if (read_place(r, b, 0).line > line)
			break;
		found = b;
	}
	return found;
}

/* @symbol among the blocks of an entry that begins at @place, behind @last, what was found of it
 * before; n 0: it is not found. */
static struct text_span
span_near(const struct reader *r, struct dais_line_start place, struct dais_str symbol,
    struct text_span last)
{
	size_t from = last.n ? last.block : block_before(r, place.line);

	for (size_t b = from; b < r->blocks.n && b < from + BLOCKS_NEAR; b++) {
		size_t begin = last.n && b == last.block ? last.at + last.n : 0;
		size_t at = dais_str_find(r->blocks.v[b].text, symbol, begin);

		while (at != SIZE_MAX && read_place(r, b, at).line < place.line)
			at = dais_str_find(r->blocks.v[b].text, symbol, at + 1);
		if (at != SIZE_MAX)
			return (struct text_span){ b, at, symbol.n };
	}
	return (struct text_span){ 0, 0, 0 };
}

static bool
has_documents(const struct reader *r, size_t item)
{
	for (size_t i = 0; i < r->documents.n; i++) {
		if (r->documents.v[i].body == 0 && r->documents.v[i].item == item)
			return true;
	}
	return false;
}

static void
read_entry(struct reader *r, const struct sketch_entry *e)
{
	struct dais_str title = read_plain_title(r, e->words), rest;
	struct text_span s = { 0, 0, 0 };
	symbol_vec v;

	rest = dais_str_trim(dais_str_sub(e->words, title.n, e->words.n));
	if (dais_str_has_prefix(rest, DAIS_STR("(")) && dais_str_has_suffix(rest, DAIS_STR(")")))
		rest = dais_str_sub(rest, 1, rest.n - 1);
	if (has_documents(r, e->item) || !rest.n)
		return;
	v = read_symbols(r, rest);
	for (size_t i = 0; i < v.n; i++) {
		struct dais_str symbol = dais_str_sub(rest, v.v[i].at, v.v[i].at + v.v[i].n);

		s = span_near(r, e->place, symbol, s);
		if (s.n)
			(void)read_documents_in(r, 0, e->item, s, false);
	}
}

void
read_table_documents(struct reader *r)
{
	for (size_t i = 0; i < r->sittings.n; i++) {
		for (size_t k = 0; k < r->sittings.v[i].entries.n; k++)
			read_entry(r, &r->sittings.v[i].entries.v[k]);
	}
}
