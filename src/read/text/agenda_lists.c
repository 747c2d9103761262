/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * Which of the numbered lists of a document are agendas: what stands before a list, and what its
 * items are. The headings of sections, the paragraphs of a text and the changes of a corrigendum
 * are none.
 */
#include "read/text/front_priv.h"
#include "read/text/lists.h"

#define ANNOUNCED_MIN 3u /* items of a list that a sentence announces */
#define PARAGRAPH_CHARS 130u /* of numbered paragraphs, in the mean, at least */

/* A block that may be the name of a body: short, no mark, no sentence. */
static bool
may_be_name(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t symbol = dais_symbol_match(k->text);
	unsigned number;
	int letter;

	if (read_item_reference(r, k->text, &number, &letter) || read_is_labelled(r, k->text) ||
	    read_document_label(r, k->text) || read_starts_phrase(&r->words->report_title, k->text))
		return false;

	/* "Opening of the session" above the first item is a heading. */
	if (read_item_kind(r, k->text) != DAIS_ITEM_SUBSTANTIVE)
		return false;
	return k->mark.kind == MARK_NONE && k->text.n >= 4 && k->text.n < 300 && !k->contents &&
	       !read_is_agenda_title(r, b) && read_without_end(k->text) == k->text.n && symbol == 0;
}

static void
note_fact(void *ctx, const struct dais_fact *f)
{
	bool *found = ctx;

	*found |= f->kind != DAIS_FACT_TIME;
}

static bool
states_facts(const struct reader *r, size_t b)
{
	bool found = false;

	dais_text_find_facts(r->lang, r->blocks.v[b].text, note_fact, &found);
	return found;
}

/* "The Board adopted the following agenda"; before a list that is no short one, "The provisional
 * agenda is as follows:" */
static bool
announces_agenda(const struct reader *r, const struct item_list *l, struct dais_str s)
{
	bool colon =
	    dais_str_has_suffix(s, DAIS_STR(":")) || dais_str_has_suffix(s, DAIS_STR("："));

	if (read_has_phrase(&r->words->adopted, s) && read_has_phrase(&r->words->agenda_word, s))
		return true;
	return colon && !r->is_report && l->top >= ANNOUNCED_MIN &&
	       read_has_phrase(&r->words->agenda, s);
}

/* "Regular session of the Permanent Council" under "PERMANENT COUNCIL": the name that is known. */
static bool
repeats_name(const struct reader *r, size_t b)
{
	return r->has_body_name && r->body_name.block != b &&
	       read_contained(read_span(r, r->body_name), r->blocks.v[b].text) == 100;
}

/* Block @b announces the agenda: "Provisional agenda for the sixth session of the X". */
static void
take_intro(struct reader *r, struct item_list *l, size_t b)
{
	struct front_scan f = front_scan_of(r, r->blocks.v[b].text);
	struct dais_str place;

	l->intro = b;
	if (r->blocks.v[b].text.n <= TITLE_MAX)
		l->of = front_body_of_agenda(r, b, &f, &place);
}

/* What stands before a list: the name of a body, or words that announce an agenda. */
void
read_look_before(struct reader *r, struct item_list *l, size_t from)
{
	size_t seen = 0, other = DAIS_NONE;
	bool named = false;

	for (size_t b = l->first; b-- > from && seen < 6;) {
		const struct text_block *k = &r->blocks.v[b];

		if (!k->text.n || k->role == DAIS_FLOW_HEADER || k->role == DAIS_FLOW_FOOTER)
			continue;
		seen++;
		if (l->intro == DAIS_NONE &&
		    ((read_is_agenda_title(r, b) && (!r->is_report || seen <= 2)) ||
			(seen <= 2 && announces_agenda(r, l, k->text))))
			take_intro(r, l, b);
		if (!read_is_body(r, b))
			continue;
		if (!named && read_is_body_line(r, b)) {
			if (!repeats_name(r, b))
				l->name = b;
			named = true;
		}
		if (other == DAIS_NONE && may_be_name(r, b) && !states_facts(r, b))
			other = b;
	}
	/* A line without any word for a body is its name only where nothing better is known. */
	if (!named && !r->has_body_name)
		l->name = other;
}

bool
read_is_dense(const struct item_list *l)
{
	return l->prose * 2 <= l->top;
}

/* The same as read_is_agenda_title() behind "一、". */
static bool
is_title_of_agenda(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

	return read_is_agenda_title(r, b) ||
	       (k->mark.han &&
		   read_is_phrase(&r->words->agenda, dais_str_sub(k->text, k->mark.n, k->text.n)));
}

/* Whether @l is the headings of a document that has its agenda below one of them: "I.
 * Introduction", "II. Provisional agenda", and there "1. Opening of the session". */
static bool
is_of_sections(struct reader *r, const struct item_list *l)
{
	for (size_t i = 0; i < l->items.n && (l->roman || l->han); i++) {
		size_t b = l->items.v[i].block, next = b + 1;

		while (next < r->blocks.n && !read_is_body(r, next))
			next++;
		if (next < r->blocks.n && r->blocks.v[next].mark.kind == MARK_NUMBER &&
		    !r->blocks.v[next].mark.han && is_title_of_agenda(r, b))
			return true;
	}
	return false;
}

/* Whether @l names items and says nothing of them: what a corrigendum changes, "1. Item 3",
 * "2. Item 5 (b)". */
static bool
is_of_changes(const struct reader *r, const struct item_list *l)
{
	size_t references = 0;

	for (size_t i = 0; i < l->items.n; i++) {
		struct dais_str t = r->blocks.v[l->items.v[i].block].text;
		unsigned number;
		int letter;

		t = dais_str_sub(t, l->items.v[i].at, t.n);
		references += read_item_reference(
		    r, dais_str_sub(t, 0, read_without_end(t)), &number, &letter);
	}
	return references > 0 && references * 2 >= l->items.n;
}

/* Whether @l is the paragraphs of a text: long sentences with their stops, none a title that
 * agendas have. */
static bool
is_of_paragraphs(const struct reader *r, const struct item_list *l)
{
	size_t chars = 0;

	if (l->known || l->worded || l->roman)
		return false;
	for (size_t i = 0; i < l->items.n; i++) {
		struct dais_str t = r->blocks.v[l->items.v[i].block].text;

		if (!dais_str_has_suffix(t, DAIS_STR(".")) &&
		    !dais_str_has_suffix(t, DAIS_STR("。")))
			return false;
		chars += dais_str_count(t);
	}
	return chars >=
	       l->items.n * (r->lang == DAIS_LANG_ZH ? PARAGRAPH_CHARS / 3 : PARAGRAPH_CHARS);
}

bool
read_is_agenda_list(struct reader *r, const struct item_list *l)
{
	size_t mean = l->chars / l->items.n;

	if (is_of_sections(r, l) || l->sections || is_of_changes(r, l) || is_of_paragraphs(r, l))
		return false;
	/* Capitals are those of headings, but for a list of nothing else. */
	if (l->capital && l->known < 2)
		return false;
	/* Roman numerals are those of sections, but for a list of nothing else. */
	if (l->roman && (r->is_report || !read_is_dense(l)))
		return false;
	/* Headings of a report are its items where it gives no agenda. */
	if (r->is_report && l->worded && (!read_is_dense(l) || l->top < 3))
		return l->top >= 2 && r->headings_count;
	if (l->known >= 2 || (l->known >= 1 && l->intro != DAIS_NONE))
		return true;
	if (l->worded && l->top >= 2 && read_is_dense(l))
		return true;
	/* Headings over the notes of a document that calls itself an agenda. */
	if (l->worded && l->top >= 3 && (r->has_title || l->intro != DAIS_NONE))
		return true;
	if (l->intro != DAIS_NONE && read_is_dense(l) && mean < 600)
		return true;
	return l->known >= 1 && l->top >= 3 && read_is_dense(l) && mean < 300 && !r->is_report;
}
