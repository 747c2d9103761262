/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * The agendas among the numbered lists of a document: each under the name of its body, or behind
 * words that announce one ("adopted the following agenda"). Everything after the heading
 * "Annotations" (or the annex, when there are none) is no agenda. A list whose items have text
 * under them is the agenda and its annotations at once.
 */
#include "read/text/build_priv.h"
#include "read/text/front_priv.h"
#include "read/text/lists.h"

#define BODIES_MAX 16u
#define ALIKE_MIN 60u /* percent: two titles of one item */
#define OTHERS_MIN 2u /* items that no other agenda has */
#define ALONE_BLOCKS 3u /* blocks between a title and its only item: day, place */
#define ALONE_CHARS_MAX 160u /* of the title of an only item */

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
				    read_alike(read_title(r, it), t) >= ALIKE_MIN) {
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

/* Adds the parts of parts of @l to @body; its first item there is @base. */
static void
add_points(struct reader *r, struct sketch_body *body, const struct item_list *l, size_t base)
{
	for (size_t i = 0; i < l->points.n; i++) {
		const struct list_point *k = &l->points.v[i];
		struct sketch_item it = read_item(r, k->block, k->at);
		struct dais_str mark =
		    dais_str_trim(dais_str_sub(r->blocks.v[k->block].text, 0, k->at));

		while (mark.n && strchr("(). :", mark.p[mark.n - 1]))
			mark.n--;
		while (mark.n && mark.p[0] == '(')
			mark = dais_str_sub(mark, 1, mark.n);
		*dais_vec_add(r->a, &body->points) = (struct sketch_point){ .up = base + k->up,
			.mark = mark,
			.value = k->value,
			.title = it.title,
			.documents = it.documents };
	}
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
	add_points(r, body, l, base);
}

/* The name of the body that stands before list @l, on a line of its own or in the title of its
 * agenda, the nearer of them; n 0: none. */
static struct text_span
name_of_list(const struct reader *r, const struct item_list *l)
{
	if (l->of.n && (l->name == DAIS_NONE || l->name < l->of.block))
		return l->of;
	return l->name == DAIS_NONE ? (struct text_span){ 0 }
				    : (struct text_span){ l->name, 0, r->blocks.v[l->name].text.n };
}

static void
begin_body(struct reader *r, const struct item_list *l)
{
	struct sketch_body *body = dais_vec_add(r->a, &r->bodies);

	body->opens.minute = -1;
	body->first = l->first;
	body->sparse = !read_is_dense(l) || (r->under_items && l->prose);
	if (name_of_list(r, l).n && !(r->is_report && r->has_body_name)) {
		body->name = name_of_list(r, l);
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
	struct text_span name = name_of_list(r, l);

	if (!name.n)
		return false;
	for (size_t b = 0; b < r->bodies.n; b++) {
		if (r->bodies.v[b].has_name &&
		    read_same(read_span(r, r->bodies.v[b].name), read_span(r, name)))
			return false;
	}
	return true;
}

/* Whether @l, under the title of an agenda, is another one than that of body @b, although most of
 * its items are called alike: "Opening", "Adoption of the agenda" and "Closing" stand in all. */
static bool
is_other_agenda(struct reader *r, const struct item_list *l, size_t b)
{
	const struct sketch_body *body = &r->bodies.v[b];
	size_t others = 0;

	for (size_t i = 0; i < l->items.n && l->intro != DAIS_NONE; i++) {
		struct dais_str t = r->blocks.v[l->items.v[i].block].text;
		unsigned alike = 0;

		t = dais_str_sub(t, l->items.v[i].at, t.n);
		for (size_t k = 0; k < body->items.n && alike < ALIKE_MIN; k++)
			alike = read_alike(read_title(r, &body->items.v[k]), t);
		others += l->items.v[i].letter < 0 && alike < ALIKE_MIN;
	}
	return others >= OTHERS_MIN;
}

/* Whether list @l repeats an agenda that was read: its annotations, or the same list again. */
static bool
is_repeated(struct reader *r, const struct item_list *l)
{
	size_t b = r->bodies.n ? repeats(r, l) : DAIS_NONE;

	return b != DAIS_NONE &&
	       !(read_is_dense(l) && (is_named_anew(r, l) || is_other_agenda(r, l, b)));
}

/* Takes list @l if it is an agenda; returns the block to go on from. */
static size_t
consider(struct reader *r, struct item_list *l, size_t from)
{
	read_look_before(r, l, from);
	if (is_next_section(r, l)) {
		add_items(r, &r->bodies.v[0], l);
		return l->last + 1;
	}
	if (!read_is_agenda_list(r, l))
		return l->first + 1;
	if (is_repeated(r, l)) {
		if (r->annotations == DAIS_NONE && !read_is_dense(l) && !r->is_report)
			r->annotations = l->first - 1;
		return l->last + 1;
	}
	/* A report has one agenda, the one adopted. */
	if (r->is_report && r->bodies.n)
		return l->last + 1;
	if (r->bodies.n < BODIES_MAX)
		begin_body(r, l);
	else if (!r->agendas_cut)
		read_tell_agendas(r, l, BODIES_MAX);
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

/* Whether "B." comes right behind "A." in block @b. */
static bool
is_before_capital(const struct reader *r, size_t b)
{
	size_t next = b + 1;

	while (next < r->blocks.n && !read_is_body(r, next))
		next++;
	return next < r->blocks.n && r->blocks.v[next].mark.kind == MARK_CAPITAL &&
	       r->blocks.v[next].mark.value == 1;
}

static bool
begins_list(const struct reader *r, size_t b)
{
	struct item_mark m = r->blocks.v[b].mark;

	if (m.kind == MARK_CAPITAL)
		return m.value == 0 && is_before_capital(r, b);
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
			if (!r->has_title && read_is_agenda_title(r, b)) {
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

/* The only item behind block @b, the title of an agenda; DAIS_NONE: another stands there, or none.
 */
static size_t
only_item_behind(const struct reader *r, size_t b, size_t end)
{
	size_t seen = 0;

	for (size_t k = b + 1; k < end && seen <= ALONE_BLOCKS; k++) {
		struct item_mark m = r->blocks.v[k].mark;
		struct dais_str t = r->blocks.v[k].text;

		if (!read_is_body(r, k))
			continue;
		if (m.kind == MARK_NUMBER)
			return m.value == 1 && dais_str_count(t) <= ALONE_CHARS_MAX ? k : DAIS_NONE;
		if (m.kind != MARK_NONE)
			return DAIS_NONE;
		seen++;
	}
	return DAIS_NONE;
}

/* The agenda of one item, as special sessions have: under a title of its own. */
static void
scan_only_item(struct reader *r, size_t end)
{
	for (size_t b = 0; b < end && !r->bodies.n; b++) {
		struct item_list l;
		size_t k;

		if (!read_is_body(r, b) || r->blocks.v[b].contents || !read_is_agenda_title(r, b))
			continue;
		k = only_item_behind(r, b, end);
		if (k == DAIS_NONE || read_list_at(r, k, end, &l) || l.top != 1 || l.prose)
			continue;
		read_look_before(r, &l, 0);
		begin_body(r, &l);
		r->bodies.v[0].only_item = true;
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
	r->under_items = true;
	scan_lists(r, r->annex == DAIS_NONE ? r->blocks.n : r->annex);
	r->under_items = false; /* read_agenda() tells by the list */
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

/* Whether what stands behind the heading of a programme is an agenda alone: a list of items without
 * days and hours. */
static bool
is_agenda_below(struct reader *r)
{
	struct item_list l;
	size_t b = r->annex + 1;

	while (b < r->blocks.n && !(read_is_body(r, b) && begins_list(r, b)))
		b++;
	if (b >= r->blocks.n || b > r->annex + HEAD_BLOCKS_MAX ||
	    !read_list_at(r, b, r->blocks.n, &l) || l.top < PROGRAMME_MIN || l.known < 2 ||
	    !read_is_dense(&l))
		return false;
	for (size_t k = r->annex + 1; k <= l.last; k++) {
		struct dais_str s = r->blocks.v[k].text;
		struct front_scan f = front_scan_of(r, dais_str_sub(s, 0, PROGRAMME_LINE_MAX));

		if (f.times || f.dates || f.has_range || read_has_phrase(&r->words->continued, s))
			return false;
	}
	return true;
}

/* An agenda whose items stand behind their hours, "09:00-10:30  2. Report", is a timetable. */
static void
find_timed_agenda(struct reader *r)
{
	for (size_t b = 0; b < r->blocks.n && r->annex == DAIS_NONE; b++) {
		if (read_is_body(r, b) && !r->blocks.v[b].contents && read_is_agenda_title(r, b) &&
		    read_leads_timetable(r, b))
			r->annex = b;
	}
}

void
read_agenda(struct reader *r)
{
	size_t end;

	read_find_regions(r);
	if ((r->annex != DAIS_NONE || !r->has_body_name) && !r->is_report)
		read_gathering_in_sentence(r);
	if (r->annotations == DAIS_NONE && r->annex != DAIS_NONE &&
	    (read_annex_is_list(r) || is_agenda_below(r)))
		r->annex = DAIS_NONE;
	end = r->annotations < r->annex ? r->annotations : r->annex;
	scan_lists(r, end == DAIS_NONE ? r->blocks.n : end);
	if (!r->bodies.n && r->annotations != DAIS_NONE)
		scan_annotations(r);
	if (!r->bodies.n && r->is_report) {
		r->headings_count = true;
		scan_lists(r, r->blocks.n);
		prefer_contents(r);
	}
	if (!r->bodies.n && !r->is_report && r->annex == DAIS_NONE)
		find_timed_agenda(r);
	if (!r->bodies.n && !r->is_report && r->annex == DAIS_NONE)
		scan_only_item(r, r->blocks.n);
	if (r->bodies.n && r->annotations == DAIS_NONE && r->bodies.v[0].sparse && !r->is_report)
		r->under_items = true;
	/* One agenda is of the body whose gathering the front announces. */
	if (r->bodies.n == 1 && r->named_by_gathering) {
		r->bodies.v[0].name = r->body_name;
		r->bodies.v[0].has_name = true;
	}
	for (size_t b = 0; b < r->bodies.n; b++)
		read_item_documents(r, b);
	read_tell_unread(r);
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
