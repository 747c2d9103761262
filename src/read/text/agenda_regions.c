/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Where the agendas of a document end: the heading of the annotations, and that of the annex, which
 * is the timetable; and which headings are titles of agendas.
 */
#include "read/text/build_priv.h"
#include "read/text/front_priv.h"
#include "read/text/lists.h"

/* Block @b without the mark of a section, "II. Annotations", or a label: "Title: Draft agenda". */
static struct dais_str
without_section_mark(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	struct dais_str title = read_behind_label(&r->words->title_label, k->text);

	if (title.n)
		return title;
	return k->mark.kind == MARK_ROMAN || k->mark.kind == MARK_CAPITAL
		   ? dais_str_sub(k->text, k->mark.n, k->text.n)
		   : k->text;
}

static bool
has_section_mark(const struct reader *r, size_t b)
{
	enum mark_kind m = r->blocks.v[b].mark.kind;

	return m == MARK_NONE || m == MARK_ROMAN || m == MARK_CAPITAL;
}

/* Whether block @b is a title of an agenda ("Provisional agenda"), not a body's name. */
bool
read_is_agenda_title(struct reader *r, size_t b)
{
	struct dais_str s = without_section_mark(r, b);
	unsigned number;
	int letter;

	if (s.n >= 300 || !has_section_mark(r, b) ||
	    read_item_reference(r, s, &number, &letter)) /* "Agenda item 1" */
		return false;
	return read_starts_phrase(&r->words->agenda, s) || read_ends_as_agenda(r, s) ||
	       read_is_phrase(&r->words->agenda_alone, s) ||
	       (read_starts_phrase(&r->words->annotations, s) &&
		   read_has_phrase(&r->words->agenda_word, s));
}

/* Whether the first number near behind block @b is a "1." without a word: the items of an agenda.
 */
static bool
is_above_items(const struct reader *r, size_t b)
{
	size_t seen = 0;

	for (size_t k = b + 1; k < r->blocks.n && seen < HEAD_BLOCKS_MAX; k++) {
		struct item_mark m = r->blocks.v[k].mark;

		if (m.kind != MARK_NONE)
			return m.kind == MARK_NUMBER && m.value == 1 && !m.worded;
		seen += read_is_body(r, k);
	}
	return false;
}

/* "Annotations to the provisional agenda, including organization of work", "Order of business"
 * above "1. Opening": a title of the agenda, not the heading of a timetable. */
static bool
names_timetable_too(struct reader *r, size_t b)
{
	return read_is_agenda_title(r, b) &&
	       (!read_starts_phrase(&r->words->timetable, without_section_mark(r, b)) ||
		   is_above_items(r, b));
}

/* Whether block @b stands in a list of roman numerals with nothing between them: "I. Organization
 * of work" there is an item, no section. */
static bool
is_in_roman_list(const struct reader *r, size_t b)
{
	unsigned value = r->blocks.v[b].mark.value;

	if (r->blocks.v[b].mark.kind != MARK_ROMAN)
		return false;
	for (size_t k = b; k-- > 0;) {
		if (!read_is_body(r, k))
			continue;
		if (r->blocks.v[k].mark.kind == MARK_ROMAN &&
		    r->blocks.v[k].mark.value + 1 == value)
			return true;
		break;
	}
	for (size_t k = b + 1; k < r->blocks.n; k++) {
		if (read_is_body(r, k))
			return r->blocks.v[k].mark.kind == MARK_ROMAN &&
			       r->blocks.v[k].mark.value == value + 1;
	}
	return false;
}

/* Whether block @b is "Programme" alone on its line, with a day or hours below it. */
static bool
is_timetable_alone(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t seen = 0;

	if (!read_is_body(r, b) || k->contents ||
	    !read_is_phrase(&r->words->timetable_alone, k->text))
		return false;
	for (size_t next = b + 1; next < r->blocks.n && seen < 2; next++) {
		struct dais_str s = r->blocks.v[next].text;
		struct front_scan f = front_scan_of(r, dais_str_sub(s, 0, PROGRAMME_LINE_MAX));

		if (f.dates || f.times)
			return true;
		seen += read_is_body(r, next);
	}
	return false;
}

void
read_find_regions(struct reader *r)
{
	r->annotations = r->annex = DAIS_NONE;
	for (size_t b = 0; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];
		struct dais_str s = without_section_mark(r, b);

		if (k->text.n > 160 || !has_section_mark(r, b) || !read_is_body(r, b) ||
		    k->contents)
			continue;
		if (r->annotations == DAIS_NONE && read_is_phrase(&r->words->annotations, s))
			r->annotations = b;
		else if (b > 0 && k->gap_after && read_is_phrase(&r->words->annex, s))
			r->annex = b;
	}
	if (r->annex != DAIS_NONE)
		return;
	/* No "Annex": a heading that names the organization of work, after the annotations. */
	for (size_t b = r->annotations == DAIS_NONE ? 0 : r->annotations; b < r->blocks.n; b++) {
		const struct text_block *k = &r->blocks.v[b];

		if (is_timetable_alone(r, b))
			r->annex = b;
		if (k->text.n < 120 && has_section_mark(r, b) && k->gap_after && !k->contents &&
		    read_is_body(r, b) && read_without_end(k->text) == k->text.n &&
		    !is_in_roman_list(r, b) && !names_timetable_too(r, b) &&
		    read_item_kind(r, k->text) == DAIS_ITEM_SUBSTANTIVE &&
		    !read_symbols(r, k->text).n && read_has_phrase(&r->words->timetable, k->text))
			r->annex = b;
	}
}

/* Whether what stands behind the heading of a programme is no timetable: "Item 1: ..." without days
 * and hours, and nothing in it goes on. */
bool
read_annex_is_list(const struct reader *r)
{
	size_t worded = 0;

	for (size_t b = r->annex + 1; b < r->blocks.n; b++) {
		struct dais_str s = r->blocks.v[b].text;
		struct front_scan f;

		f = front_scan_of(r, dais_str_sub(s, 0, PROGRAMME_LINE_MAX));
		worded += r->blocks.v[b].mark.worded;
		if (s.n > PROGRAMME_LINE_MAX || f.dates || f.times || f.has_range ||
		    r->blocks.v[b].role == DAIS_FLOW_CELL ||
		    read_has_phrase(&r->words->continued, s))
			return false;
	}
	return worded >= PROGRAMME_MIN;
}
