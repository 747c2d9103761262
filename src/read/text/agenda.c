/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas among the numbered lists of a document: each under the name of its body, or behind
 * words that announce one ("adopted the following agenda"). Everything after the heading
 * "Annotations" (or the annex, when there are none) is no agenda. A list whose items have text
 * under them is the agenda and its annotations at once.
 */
#include "read/text/build_priv.h"
#include "read/text/lists.h"

#define BODIES_MAX 16u
#define ANNOUNCED_MIN 3u /* items of a list that a sentence announces */

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
static bool
is_agenda_title(struct reader *r, size_t b)
{
	struct dais_str s = without_section_mark(r, b);

	if (s.n >= 300 || !has_section_mark(r, b))
		return false;
	return read_starts_phrase(&r->words->agenda, s) || read_ends_as_agenda(r, s) ||
	       read_is_phrase(&r->words->agenda_alone, s) ||
	       (read_starts_phrase(&r->words->annotations, s) &&
		   read_has_phrase(&r->words->agenda_word, s));
}

/* A block that may be the name of a body: short, no mark, no sentence. */
static bool
may_be_name(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t symbol = dais_symbol_match(k->text);
	unsigned number;
	int letter;

	if (read_item_reference(r, k->text, &number, &letter) || read_is_labelled(r, k->text))
		return false;

	/* "Opening of the session" above the first item is a heading. */
	if (read_item_kind(r, k->text) != DAIS_ITEM_SUBSTANTIVE)
		return false;
	return k->mark.kind == MARK_NONE && k->text.n >= 4 && k->text.n < 300 && !k->contents &&
	       !is_agenda_title(r, b) && read_without_end(k->text) == k->text.n && symbol == 0;
}

/* "Annotations to the provisional agenda, including organization of work": a title of the agenda,
 * not the heading of a timetable. */
static bool
names_timetable_too(struct reader *r, size_t b)
{
	return is_agenda_title(r, b) &&
	       !read_starts_phrase(&r->words->timetable, without_section_mark(r, b));
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

static void
find_regions(struct reader *r)
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

		if (k->text.n < 120 && has_section_mark(r, b) && k->gap_after && !k->contents &&
		    read_is_body(r, b) && read_without_end(k->text) == k->text.n &&
		    !is_in_roman_list(r, b) && !names_timetable_too(r, b) &&
		    !read_symbols(r, k->text).n && read_has_phrase(&r->words->timetable, k->text))
			r->annex = b;
	}
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

/* --- which lists are agendas ------------------------------------------------------------------ */

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

/* What stands before a list: the name of a body, or words that announce an agenda. */
static void
look_before(struct reader *r, struct item_list *l, size_t from)
{
	size_t seen = 0, other = DAIS_NONE;
	bool named = false;

	for (size_t b = l->first; b-- > from && seen < 6;) {
		const struct text_block *k = &r->blocks.v[b];

		if (!k->text.n || k->role == DAIS_FLOW_HEADER || k->role == DAIS_FLOW_FOOTER)
			continue;
		seen++;
		if (l->intro == DAIS_NONE &&
		    ((is_agenda_title(r, b) && (!r->is_report || seen <= 2)) ||
			(seen <= 2 && announces_agenda(r, l, k->text))))
			l->intro = b;
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

static bool
is_dense(const struct item_list *l)
{
	return l->prose * 2 <= l->top;
}

/* Whether @l is the headings of a document that has its agenda below one of them: "I.
 * Introduction", "II. Provisional agenda", and there "1. Opening of the session". */
static bool
is_of_sections(struct reader *r, const struct item_list *l)
{
	for (size_t i = 0; i < l->items.n && l->roman; i++) {
		size_t b = l->items.v[i].block, next = b + 1;

		while (next < r->blocks.n && !read_is_body(r, next))
			next++;
		if (next < r->blocks.n && r->blocks.v[next].mark.kind == MARK_NUMBER &&
		    is_agenda_title(r, b))
			return true;
	}
	return false;
}

static bool
is_agenda(struct reader *r, const struct item_list *l)
{
	size_t mean = l->chars / l->items.n;

	if (is_of_sections(r, l))
		return false;
	/* Roman numerals are those of sections, but for a list of nothing else. */
	if (l->roman && (r->is_report || !is_dense(l)))
		return false;
	/* Headings of a report are its items where it gives no agenda. */
	if (r->is_report && l->worded && (!is_dense(l) || l->top < 3))
		return l->top >= 2 && r->headings_count;
	if (l->known >= 2 || (l->known >= 1 && l->intro != DAIS_NONE))
		return true;
	if (l->worded && l->top >= 2 && is_dense(l))
		return true;
	/* Headings over the notes of a document that calls itself an agenda. */
	if (l->worded && l->top >= 3 && (r->has_title || l->intro != DAIS_NONE))
		return true;
	if (l->intro != DAIS_NONE && is_dense(l) && mean < 600)
		return true;
	return l->known >= 1 && l->top >= 3 && is_dense(l) && mean < 300 && !r->is_report;
}

/* Whether @l repeats the items of a body that is known: its annotations. */
static size_t
repeats(struct reader *r, const struct item_list *l)
{
	for (size_t b = 0; b < r->bodies.n; b++) {
		const struct sketch_body *body = &r->bodies.v[b];
		size_t same = 0;

		for (size_t i = 0; i < l->items.n; i++) {
			struct dais_str t = r->blocks.v[l->items.v[i].block].text;

			t = dais_str_sub(t, l->items.v[i].at, t.n);
			for (size_t k = 0; k < body->items.n; k++) {
				const struct sketch_item *it = &body->items.v[k];

				if (it->number == l->items.v[i].number &&
				    it->letter == l->items.v[i].letter &&
				    read_alike(read_title(r, it), t) >= 60) {
					same++;
					break;
				}
			}
		}
		if (same >= 2 && same * 2 >= l->items.n)
			return b;
	}
	return DAIS_NONE;
}

/* Adds the items of @l to @body, whose last section they are. */
static void
add_items(struct reader *r, struct sketch_body *body, const struct item_list *l)
{
	size_t base = body->items.n;

	body->section = l->first;
	body->last = l->last;
	for (size_t i = 0; i < l->items.n; i++) {
		const struct list_item *k = &l->items.v[i];
		struct sketch_item it = read_item(r, k->block, k->at);

		it.number = k->number;
		it.letter = k->letter;
		it.printed = k->printed;
		it.decimal = k->decimal;
		it.anew = i == 0 && base > 0;
		it.up = k->up == DAIS_NONE ? DAIS_NONE : base + k->up;
		dais_vec_push(r->a, &body->items, it);
	}
}

static void
begin_body(struct reader *r, const struct item_list *l)
{
	struct sketch_body *body = dais_vec_add(r->a, &r->bodies);

	body->opens.minute = -1;
	body->first = l->first;
	body->sparse = !is_dense(l);
	if (l->name != DAIS_NONE && !(r->is_report && r->has_body_name)) {
		body->name = (struct text_span){ l->name, 0, r->blocks.v[l->name].text.n };
		body->has_name = true;
	} else if (r->has_body_name) {
		body->name = r->body_name;
		body->has_name = true;
	}
	add_items(r, body, l);
}

/* The block of the heading right above block @b: "B. Items for information"; DAIS_NONE: it is none.
 */
static size_t
section_above(const struct reader *r, size_t b)
{
	while (b > 0 && (!read_is_body(r, b - 1) || !r->blocks.v[b - 1].text.n))
		b--;
	return b > 0 && (r->blocks.v[b - 1].mark.kind == MARK_CAPITAL ||
			    r->blocks.v[b - 1].mark.kind == MARK_ROMAN)
		   ? b - 1
		   : DAIS_NONE;
}

/* Whether @l is the next section of the only agenda so far, whose items count anew: the heading
 * above it follows that above the last section, and names no body. */
static bool
is_next_section(const struct reader *r, const struct item_list *l)
{
	size_t above = section_above(r, l->first), last;

	if (r->bodies.n != 1 || r->is_report || r->annotations != DAIS_NONE ||
	    r->annex != DAIS_NONE || l->prose || l->worded || above == DAIS_NONE ||
	    read_has_phrase(&r->words->body, r->blocks.v[above].text))
		return false;
	last = section_above(r, r->bodies.v[0].section);
	return last != DAIS_NONE && r->bodies.v[0].last < above &&
	       r->blocks.v[last].mark.kind == r->blocks.v[above].mark.kind &&
	       r->blocks.v[last].mark.value + 1 == r->blocks.v[above].mark.value;
}

/* Whether the list stands under a name that no agenda so far has. */
static bool
is_named_anew(const struct reader *r, const struct item_list *l)
{
	if (l->name == DAIS_NONE)
		return false;
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (r->bodies.v[b].has_name &&
		    read_same(read_span(r, r->bodies.v[b].name), r->blocks.v[l->name].text))
			return false;
	}
	return true;
}

/* Takes list @l if it is an agenda; returns the block to go on from. */
static size_t
consider(struct reader *r, struct item_list *l, size_t from)
{
	look_before(r, l, from);
	if (is_next_section(r, l)) {
		add_items(r, &r->bodies.v[0], l);
		return l->last + 1;
	}
	if (!is_agenda(r, l))
		return l->first + 1;
	if (r->bodies.n && repeats(r, l) != DAIS_NONE && !(is_dense(l) && is_named_anew(r, l))) {
		if (r->annotations == DAIS_NONE && !is_dense(l) && !r->is_report)
			r->annotations = l->first - 1;
		return l->last + 1;
	}
	/* A report has one agenda, the one adopted. */
	if (r->is_report && r->bodies.n)
		return l->last + 1;
	if (r->bodies.n < BODIES_MAX)
		begin_body(r, l);
	return l->last + 1;
}

/* Whether the next item behind block @b, which says so in words, has a later number: "Agenda item
 * 4: ...", "Agenda item 7: ..." of the record of a sitting. */
static bool
is_part_of_agenda(const struct reader *r, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark;
	size_t next = b + 1;

	while (next < r->blocks.n && !read_is_body(r, next))
		next++;
	return m.worded && m.value > 1 && !r->bodies.n && next < r->blocks.n &&
	       r->blocks.v[next].mark.kind == MARK_NUMBER && r->blocks.v[next].mark.worded &&
	       r->blocks.v[next].mark.value > m.value;
}

static bool
begins_list(const struct reader *r, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark;

	return (m.kind == MARK_NUMBER || m.kind == MARK_ROMAN) &&
	       (m.value == 1 || (m.kind == MARK_NUMBER && is_part_of_agenda(r, b)));
}

/* Takes the agendas among the lists before block @end. */
static void
scan_lists(struct reader *r, size_t end)
{
	size_t from = 0;

	for (size_t b = 0; b < r->blocks.n && b < end;) {
		const struct text_block *k = &r->blocks.v[b];
		struct item_list l;
		size_t next = b + 1;

		if (read_is_body(r, b) && !k->contents) {
			if (!r->has_title && is_agenda_title(r, b)) {
				struct dais_str label =
				    read_behind_label(&r->words->title_label, k->text);
				struct dais_str title = label.n ? label : k->text;

				r->has_title = true;
				r->title =
				    (struct text_span){ b, (size_t)(title.p - k->text.p), title.n };
			}
			if (begins_list(r, b) && read_list_at(r, b, end, &l)) {
				next = consider(r, &l, from);
				from = next > b + 1 ? next : from;
			}
		}
		b = next;
	}
}

/* "Annotations to the provisional agenda" without an agenda before them: the notes are its items.
 */
static void
scan_annotations(struct reader *r)
{
	size_t heading = r->annotations;

	r->annotations = DAIS_NONE;
	if (!r->has_title) {
		r->has_title = true;
		r->title = (struct text_span){ heading, 0, r->blocks.v[heading].text.n };
	}
	scan_lists(r, r->annex == DAIS_NONE ? r->blocks.n : r->annex);
	if (!r->bodies.n)
		r->annotations = heading;
}

/* The contents may name more items than there are headings of them. */
static void
prefer_contents(struct reader *r)
{
	size_t headings = r->bodies.n ? r->bodies.v[0].items.n : 0;

	if (!read_items_of_contents(r, headings + 1))
		return;
	r->headings_count = false;
	r->bodies.v[0] = r->bodies.v[r->bodies.n - 1];
	r->bodies.n = 1;
}

void
read_agenda(struct reader *r)
{
	size_t end;

	find_regions(r);
	end = r->annotations < r->annex ? r->annotations : r->annex;
	scan_lists(r, end == DAIS_NONE ? r->blocks.n : end);
	if (!r->bodies.n && r->annotations != DAIS_NONE)
		scan_annotations(r);
	if (!r->bodies.n && r->is_report) {
		r->headings_count = true;
		scan_lists(r, r->blocks.n);
		prefer_contents(r);
	}
	if (r->bodies.n && r->annotations == DAIS_NONE && r->bodies.v[0].sparse && !r->is_report)
		r->under_items = true;
	/* One agenda is of the body whose gathering the front announces. */
	if (r->bodies.n == 1 && r->named_by_gathering) {
		r->bodies.v[0].name = r->body_name;
		r->bodies.v[0].has_name = true;
	}
	for (size_t b = 0; b < r->bodies.n; b++)
		read_item_documents(r, b);
}

void
read_bare_body(struct reader *r)
{
	struct sketch_body *body;

	/* A line with a word for bodies may be any title; one before a gathering is its body. */
	if (r->bodies.n || !r->has_body_name || (!r->ordinal && !r->to.year) ||
	    (!r->named_by_gathering && !r->is_report && !(r->ordinal && r->to.year)))
		return;
	body = dais_vec_add(r->a, &r->bodies);
	body->opens.minute = -1;
	body->first = body->last = 0;
	body->name = r->body_name;
	body->has_name = true;
}
