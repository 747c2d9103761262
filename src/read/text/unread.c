/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * What of an agenda was not read: said where it stands, so that nobody takes the items that were
 * read for all. A list ends where a title is too long for one, or where no item comes for long; and
 * there are more items than any agenda has.
 */
#include "read/text/lists.h"

#define MORE_MIN 2u         /* titles that go on with the numbers of an agenda */
#define SKIPPED_MAX 1u      /* numbers that the first of them may skip */
#define TITLE_CHARS_MAX 200u /* of such a title */
#define WORDS_MAX 60u       /* bytes of it that are told */

static struct dais_place
place_of(const struct reader *r, size_t b)
{
	struct dais_line_start at = read_place(r, b, 0);

	return (struct dais_place){ .file = r->out->file,
		.page = at.page,
		.line = at.line,
		.column = at.column,
		.text = dais_str_sub(r->blocks.v[b].text, 0, WORDS_MAX) };
}

void
read_tell_agendas(struct reader *r, const struct item_list *l, unsigned most)
{
	struct dais_place at = place_of(r, l->first);

	dais_diags_add(r->diags, "read", DAIS_SEVERITY_WARNING, &at,
	    "more than %u agendas in one document: those from here on are not read", most);
	r->agendas_cut = true;
}

/* The last number of an item of @body. */
static unsigned
last_number(const struct sketch_body *body)
{
	return body->items.n ? body->items.v[body->items.n - 1].number : 0;
}

/* Whether the text of block @b has the number that comes behind the last that is read: in a line of
 * its own it is no mark any more. */
static bool
has_number_beyond(const struct reader *r, size_t b)
{
	struct dais_str beyond = dais_arena_printf(r->a, "%u.", LIST_NUMBER_MAX + 1);

	return b < r->blocks.n &&
	       dais_str_find(r->blocks.v[b].text, beyond, 0) < r->blocks.v[b].text.n;
}

/* Whether @body has more items than are read of one list. */
static bool
is_cut(const struct reader *r, const struct sketch_body *body)
{
	if (body->items.n >= LIST_ITEMS_MAX)
		return true;
	return last_number(body) + 1 >= LIST_NUMBER_MAX &&
	       (has_number_beyond(r, body->last) || has_number_beyond(r, body->last + 1) ||
		   has_number_beyond(r, body->last + 2));
}

/* Whether block @b is the number of an item like those of @body. */
static bool
is_like_items(const struct reader *r, const struct sketch_body *body, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark, first = r->blocks.v[body->first].mark;

	return read_is_body(r, b) && !r->blocks.v[b].contents && m.kind == MARK_NUMBER &&
	       m.worded == first.worded && m.han == first.han;
}

static bool
is_short_title(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct dais_str t = dais_str_sub(k->text, k->mark.n, k->text.n);

	return read_is_title(t) && dais_str_count(t) <= TITLE_CHARS_MAX &&
	       !(read_ends_sentence(t) && dais_str_find_char(t, ',', 0) < t.n);
}

/* The first block from @from up to @end whose number goes on with those of @body, with more of them
 * behind it; DAIS_NONE: there is none. */
static size_t
find_more(const struct reader *r, const struct sketch_body *body, size_t from, size_t end)
{
	unsigned number = last_number(body);
	size_t titles = 0, first = DAIS_NONE;

	for (size_t b = from; b < end; b++) {
		unsigned value = r->blocks.v[b].mark.value;

		if (!is_like_items(r, body, b))
			continue;
		if (value <= number || value > number + 1 + (titles ? 0 : SKIPPED_MAX)) {
			if (value <= number)
				break; /* another list */
			continue;
		}
		first = first == DAIS_NONE ? b : first;
		number = value;
		titles += is_short_title(r, b);
	}
	return titles >= MORE_MIN ? first : DAIS_NONE;
}

/* Where the text that may go on with the agenda of body @b ends. */
static size_t
end_of(const struct reader *r, size_t b)
{
	size_t last = r->bodies.v[b].last, end = r->blocks.n;

	for (size_t k = 0; k < r->bodies.n; k++) {
		size_t first = r->bodies.v[k].first;

		end = k != b && first > last && first < end ? first : end;
	}
	if (r->annotations != DAIS_NONE && r->annotations > last && r->annotations < end)
		end = r->annotations;
	return r->annex != DAIS_NONE && r->annex > last && r->annex < end ? r->annex : end;
}

void
read_tell_unread(struct reader *r)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		const struct sketch_body *body = &r->bodies.v[b];
		size_t more = r->is_report || body->only_item
				  ? DAIS_NONE
				  : find_more(r, body, body->last + 1, end_of(r, b));
		struct dais_place at;

		if (!body->items.n)
			continue;
		if (is_cut(r, body)) {
			at = place_of(r, body->last);
			dais_diags_add(r->diags, "read", DAIS_SEVERITY_WARNING, &at,
			    "the agenda has more items than are read of one: those behind item %u "
			    "are left out",
			    last_number(body));
		} else if (more != DAIS_NONE) {
			at = place_of(r, more);
			dais_diags_add(r->diags, "read", DAIS_SEVERITY_INFO, &at,
			    "the numbers of the agenda seem to go on here behind item %u: what "
			    "follows is not read as its items",
			    last_number(body));
		}
	}
}

void
read_tell_cut(struct reader *r)
{
	for (size_t i = 0; r->flow && i < r->flow->blocks.n; i++) {
		const struct dais_flow_block *b = &r->flow->blocks.v[i];
		struct dais_place at = dais_flow_place(r->flow, b, 0, 0);

		if (!b->cut)
			continue;
		at.text = dais_str_sub(b->text, 0, WORDS_MAX);
		dais_diags_add(r->diags, "read", DAIS_SEVERITY_WARNING, &at,
		    "the paragraph is longer than is read; its end is left out");
	}
}
