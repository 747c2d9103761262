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

/* Bytes of @s without a footnote mark at the end: "*", "†", "¹". */
static size_t
without_note_mark(struct dais_str s)
{
	static const char *const marks[] = { "*", "†", "‡", "¹", "²", "³", " ", "," };

	for (bool again = true; again && s.n;) {
		again = false;
		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
			if (dais_str_has_suffix(s, dais_str_from(marks[i]))) {
				s.n -= strlen(marks[i]);
				again = true;
			}
		}
	}
	return s.n;
}

static size_t
trimmed(struct dais_str s)
{
	size_t n;

	do {
		n = s.n;
		s.n = without_note_mark(s);
		s.n = without_end(s);
	} while (s.n != n);
	return n;
}

/* Title and label of the item in block @b, from byte @from. */
static struct sketch_item
item_of(struct reader *r, size_t b, size_t from)
{
	struct dais_str text = r->blocks.v[b].text;
	struct dais_str s = dais_str_sub(text, from, text.n);
	struct sketch_item it = { .letter = -1, .up = DAIS_NONE, .record_item = DAIS_NONE };
	size_t inside, open;

	s.n = trimmed(s);
	open = last_bracket(s, &inside);
	if (open != SIZE_MAX && open > 0) {
		struct dais_str label = dais_str_sub(s, open + inside, s.n - inside);

		if (read_has_phrase(&r->words->common, label)) {
			it.label = (struct text_span){ b, from + open, s.n - open };
			it.label_names_bodies = !read_is_phrase(&r->words->common, label);
			s.n = open;
			s.n = trimmed(s);
		}
	}
	it.title = (struct text_span){ b, from, s.n };
	return it;
}

/* @s without the mark of a section: "II. Annotations". */
static struct dais_str
without_section_mark(const struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];

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

	return s.n < 300 && has_section_mark(r, b) &&
	       (read_is_phrase(&r->words->agenda, s) || read_starts_phrase(&r->words->agenda, s));
}

/* A block that may be the name of a body: short, no mark, no sentence. */
static bool
may_be_name(struct reader *r, size_t b)
{
	const struct text_block *k = &r->blocks.v[b];
	size_t symbol = dais_symbol_match(k->text);

	return k->mark.kind == MARK_NONE && k->text.n >= 4 && k->text.n < 300 && !k->contents &&
	       !is_agenda_title(r, b) && without_end(k->text) == k->text.n && symbol == 0;
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
		    read_is_body(r, b) && without_end(k->text) == k->text.n &&
		    read_has_phrase(&r->words->timetable, k->text))
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

/* What stands before a list: the name of a body, or words that announce an agenda. */
static void
look_before(struct reader *r, struct item_list *l, size_t from)
{
	size_t seen = 0, other = DAIS_NONE;

	for (size_t b = l->first; b-- > from && seen < 6;) {
		const struct text_block *k = &r->blocks.v[b];

		if (!k->text.n || k->role == DAIS_FLOW_HEADER || k->role == DAIS_FLOW_FOOTER)
			continue;
		seen++;
		if (l->intro == DAIS_NONE &&
		    (is_agenda_title(r, b) ||
			(seen <= 2 && read_has_phrase(&r->words->adopted, k->text) &&
			    read_has_phrase(&r->words->agenda_word, k->text))))
			l->intro = b;
		if (!read_is_body(r, b))
			continue;
		if (read_is_body_line(r, b)) {
			l->name = b;
			return;
		}
		if (other == DAIS_NONE && may_be_name(r, b) && !states_facts(r, b))
			other = b;
	}
	/* A line without any word for a body is its name only where nothing better is known. */
	if (!r->has_body_name)
		l->name = other;
}

static bool
is_dense(const struct item_list *l)
{
	return l->prose * 2 <= l->top;
}

static bool
is_agenda(const struct reader *r, const struct item_list *l)
{
	size_t mean = l->chars / l->items.n;

	if (l->known >= 2 || (l->known >= 1 && l->intro != DAIS_NONE))
		return true;
	if (l->worded && l->top >= 2 && is_dense(l))
		return true;
	/* Headings over the notes of a document that calls itself an agenda. */
	if (l->worded && l->top >= 3 && !r->is_report && (r->has_title || l->intro != DAIS_NONE))
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
				    read_alike(read_span(r, it->title), t) >= 60) {
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

static void
begin_body(struct reader *r, const struct item_list *l)
{
	struct sketch_body *body = dais_vec_add(r->a, &r->bodies);
	size_t base = 0;

	body->opens.minute = -1;
	body->first = l->first;
	body->last = l->last;
	body->sparse = !is_dense(l);
	if (l->name != DAIS_NONE && !(r->is_report && r->has_body_name)) {
		body->name = (struct text_span){ l->name, 0, r->blocks.v[l->name].text.n };
		body->has_name = true;
	} else if (r->has_body_name) {
		body->name = r->body_name;
		body->has_name = true;
	}
	for (size_t i = 0; i < l->items.n; i++) {
		const struct list_item *k = &l->items.v[i];
		struct sketch_item it = item_of(r, k->block, k->at);

		it.number = k->number;
		it.letter = k->letter;
		it.printed = k->printed;
		it.decimal = k->decimal;
		it.up = k->up == DAIS_NONE ? DAIS_NONE : base + k->up;
		dais_vec_push(r->a, &body->items, it);
	}
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

void
read_agenda(struct reader *r)
{
	size_t end, from = 0;

	read_join_tables(r);
	read_join_lone_marks(r);
	find_regions(r);
	end = r->annotations < r->annex ? r->annotations : r->annex;
	if (end == DAIS_NONE)
		end = r->blocks.n;
	for (size_t b = 0; b < r->blocks.n && b < end;) {
		const struct text_block *k = &r->blocks.v[b];
		struct item_list l;

		if (!read_is_body(r, b) || k->contents) {
			b++;
			continue;
		}
		if (!r->has_title && is_agenda_title(r, b)) {
			r->has_title = true;
			r->title = (struct text_span){ b, 0, k->text.n };
		}
		if (k->mark.kind == MARK_NUMBER && k->mark.value == 1 &&
		    read_list_at(r, b, end, &l)) {
			size_t next = consider(r, &l, from);

			if (next > b + 1)
				from = next;
			b = next;
		} else {
			b++;
		}
	}
	if (r->bodies.n && r->annotations == DAIS_NONE && r->bodies.v[0].sparse && !r->is_report)
		r->under_items = true;
}
