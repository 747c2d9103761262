/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Marks in words and of sections: "XIV.", "A.", "أولا -", "البند الأول:".
 */
#include "read/text/read_priv.h"
#include "text/letters.h"
#include "text/text.h"

#define ROMAN_MOST 89u /* "C." and "D." are letters */
#define WORDED_MOST 99u
#define WORDED_MAX 80u /* bytes of "البند الحادي عشر" */

struct item_mark
read_section_mark(struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	size_t n, at;
	unsigned value = dais_text_roman(s, &n);

	if (value > ROMAN_MOST || (n && s.p[0] >= 'a'))
		n = 0;
	at = n;
	if (n == 0 && s.n && s.p[0] >= 'A' && s.p[0] <= 'Z') {
		value = (unsigned)(s.p[0] - 'A');
		at = 1;
	}
	if (at == 0 || at + 1 >= s.n || s.p[at] != '.' ||
	    (s.p[at + 1] != ' ' && s.p[at + 1] != '\t'))
		return m;
	at = read_skip_spaces(s, at + 1);
	/* "A. Guterres" is no heading, but only what follows can tell. */
	m = (struct item_mark){ .kind = n ? MARK_ROMAN : MARK_CAPITAL,
		.value = value,
		.n = at,
		.other = n == 1 ? (unsigned)(s.p[0] - 'A') : value };
	return m;
}

struct item_mark
read_worded_section(const struct reader *r, struct dais_str s)
{
	struct item_mark m = { .kind = MARK_NONE };
	struct dais_str head = dais_str_sub(s, 0, 60);
	size_t dash = dais_str_find(head, DAIS_STR(" - "), 0), gap = 3;
	struct phrase_place p;

	if (dash == SIZE_MAX) {
		dash = dais_str_find(head, DAIS_STR("- "), 0);
		gap = 2;
	}
	/* "أولا: ..."; "Part one: ..." is a heading. */
	if (dash == SIZE_MAX && r->lang == DAIS_LANG_AR)
		dash = dais_str_find(head, DAIS_STR(": "), 0);
	if (dash == SIZE_MAX || dash == 0)
		return m;
	if (read_is_phrase(&r->words->section, dais_str_sub(s, 0, dash)) &&
	    read_find_phrase(&r->words->section, dais_str_sub(s, 0, dash), 0, &p))
		m = (struct item_mark){ .kind = MARK_ROMAN,
			.value = p.index + 1,
			.n = dash + gap,
			.other = p.index + 1 };
	return m;
}

/* What is left of the head of an item beside its word and its ordinal. */
struct ordinal_scan {
	unsigned number;
	size_t at, end;
	unsigned n;
};

static void
note_ordinal(void *ctx, const struct dais_fact *f)
{
	struct ordinal_scan *s = ctx;

	s->number = f->number;
	s->at = f->at;
	s->end = f->at + f->n;
	s->n++;
}

/* Byte of the mark behind "Third item" in @s, and in *@ret_n its bytes; SIZE_MAX: there is none. */
static size_t
end_of_head(struct dais_str s, size_t *ret_n)
{
	static const char *const ends[] = { ":", ". ", " – ", " — ", " - " };
	struct dais_str head = dais_str_sub(s, 0, WORDED_MAX);
	size_t first = SIZE_MAX;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t at = dais_str_find(head, dais_str_from(ends[i]), 0);

		if (at < first) {
			first = at;
			*ret_n = strlen(ends[i]);
		}
	}
	return first;
}

struct item_mark
read_worded_item(const struct reader *r, struct dais_str s)
{
	struct item_mark none = { .kind = MARK_NONE };
	size_t stop = 0, colon = end_of_head(s, &stop), behind;
	struct dais_str head = dais_str_sub(s, 0, colon);
	struct ordinal_scan found = { 0 };

	if (colon == SIZE_MAX || !read_has_phrase(&r->words->item, head))
		return none;
	dais_text_find_ordinals(r->lang, head, note_ordinal, &found);
	if (found.n != 1 || !found.number || found.number > WORDED_MOST)
		return none;
	/* nothing but the word and its ordinal, in either order */
	if (!(found.at == 0 &&
		read_is_phrase(&r->words->item, dais_str_sub(head, found.end, head.n))) &&
	    !(found.end == dais_str_trim(head).n &&
		read_is_phrase(&r->words->item, dais_str_sub(head, 0, found.at))))
		return none;
	behind = read_skip_spaces(s, colon + stop);
	return behind < s.n ? (struct item_mark){ .kind = MARK_NUMBER,
		.value = found.number,
		.other = found.number,
		.n = behind,
		.worded = true }
			    : none;
}
